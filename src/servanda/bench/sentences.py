"""Single sentences through the reader: how the suites of sentences ask it."""

from typing import TYPE_CHECKING

from servanda.bench.projection import Projected, list_posts, project
from servanda.codebook import load
from servanda.model import Claim, Document, digest_text

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_claims(text: str, published: str | None = None) -> tuple[Claim, ...]:
    """Return the claims of a sentence or two, read as a document of that day, of no day where none is given."""
    from servanda.read import read_document
    from servanda.text.tokens import load_parser

    document = Document(
        id=digest_text(text),
        language="en",
        text=text,
        published=published,
        published_basis="given" if published else "none",
    )
    return read_document(document, load(), load_parser()).claims


def project_claims(claims: tuple[Claim, ...]) -> "Iterator[tuple[Claim, Projected]]":
    """Yield the claims that PLOVER has an event for, with it."""
    codebook, posts = load(), list_posts(claims)
    for claim in claims:
        event = project(claim, codebook, posts)
        if event is not None:
            yield claim, event


def read_sentence(text: str) -> list[Projected]:
    """Return the PLOVER events of a sentence."""
    return [event for _, event in project_claims(read_claims(text))]
