"""From bytes to a reading: the steps clean → read put together for one document."""

import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from servanda.model import Document, Issue, Reading
from servanda.text.clean import clean

if TYPE_CHECKING:
    from servanda.codebook import Codebook
    from servanda.intake import Source

Reader = Callable[[Document], Reading]
"""Reads one document. The built-in one is made by `load_reader`."""
Loader = Callable[[], Reader]
"""Makes a reader, in this process or in a worker; must be picklable."""

READ_LANGUAGES = frozenset({None, "en"})
"""Languages that the built-in reader reads; None is a text too short to tell."""
_CLEANED = ("kind", "publisher", "stake", "published", "url", "title", "media_type")


def make_loader(codebook_path: Path | None = None) -> Loader:
    """Return a picklable maker of the built-in reader."""
    return partial(load_reader, codebook_path)


def load_reader(codebook_path: Path | None = None) -> Reader:
    """Return the built-in reader: codebook and language model are loaded here, once."""
    from servanda.codebook import load
    from servanda.read import read_document
    from servanda.text.tokens import load_parser

    codebook, parser = load(codebook_path), load_parser()
    gc.freeze()  # codebook and model stay: the collector need not walk them again and again
    return lambda document: read_document(document, codebook, parser)


def prepare(
    source: "Source", codebook: "Codebook | None", given: dict[str, str] | None = None
) -> tuple[Document, tuple[Issue, ...]]:
    """Clean a source into a document; what the user has given goes before the folder's index.

    The publisher's stake comes from the codebook where nobody gives it. Raises Unreadable.
    """
    assert source.data is not None
    meta: dict[str, Any] = {**source.meta, **(given or {})}
    document, issues = clean(source.data, **{key: meta[key] for key in _CLEANED if meta.get(key)})
    if document.stake == "unknown" and document.publisher and codebook is not None:
        document = msgspec.structs.replace(document, stake=codebook.stake(document.publisher))
    return document, issues


def join_issues(reading: Reading, issues: tuple[Issue, ...]) -> Reading:
    """Return a reading with the issues of cleaning before its own, each once."""
    if not issues:
        return reading
    joined = tuple(dict.fromkeys((*issues, *reading.issues)))
    return Reading(document=reading.document, claims=reading.claims, issues=joined)
