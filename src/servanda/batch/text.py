"""One text into a reading, for programs: `servanda.read_text`."""

from servanda.codebook import Codebook, load
from servanda.model import Document, Reading, digest_text
from servanda.model.kinds import DocumentKind
from servanda.read import read_document
from servanda.text.tokens import load_parser


def read_text(
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    kind: DocumentKind = "report",
    codebook: Codebook | None = None,
) -> Reading:
    """Read an English text as it stands and return its claims and issues.

    published: EDTF day of publication; without it nothing relative to it has a date.
    Offsets count code points of `text`. Raises CodebookError and ParserMissingError.
    """
    book = codebook or load()
    document = Document(
        id=digest_text(text),
        kind=kind,
        publisher=publisher,
        stake=book.stake(publisher),
        published=published,
        published_basis="given" if published else "none",
        language="en",
        text=text,
    )
    return read_document(document, book, load_parser())
