"""One parser and one codebook for all tests of the reader; texts that lie in the project are read once."""

from functools import cache

import pytest
from sample_texts import write_document

from servanda.codebook import load
from servanda.model import Document, Reading
from servanda.read import read_document
from servanda.text.tokens import load_parser


@pytest.fixture(scope="session")
def read_again():
    """Read a document; what was read before counts for nothing."""
    parser, codebook = load_parser(), load()

    def read(document: Document) -> Reading:
        return read_document(document, codebook, parser)

    return read


@pytest.fixture(scope="session")
def read_once(read_again):
    """Read a document, or give the reading of it that there is already."""
    readings: dict[tuple[str, str | None], Reading] = {}

    def read(document: Document) -> Reading:
        key = (document.id, document.published)
        if key not in readings:
            readings[key] = read_again(document)
        return readings[key]

    return read


@pytest.fixture(scope="session")
def read(read_again):
    """Read a text of ours: ``read(text, published="2022-09-05")``; the same text is read once."""

    @cache
    def read_text(text: str, published: str | None = None) -> Reading:
        return read_again(write_document(text, published=published))

    return read_text
