"""What was read, as headings and tables."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from servanda.export.dates import say_date
from servanda.export.frame import bold, dim, stack
from servanda.export.tables import (
    table_actors,
    table_agreements,
    table_commitments,
    table_events,
    table_issues,
    table_meetings,
)  # fmt: skip
from servanda.export.trail import Trail
from servanda.model import Document, Records

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from servanda.batch.single import Picture


def show_picture(picture: "Picture") -> "Iterator[RenderableType]":
    """Yield the documents' headings, the tables that have rows, and the issues."""
    trail = Trail(picture.readings, picture.records)
    for document in trail.documents.values():
        yield head_document(document)
        yield ""
    tables = list(show_records(picture.records, trail))
    yield from tables or [dim("Nothing of a settlement was read in it.")]
    if picture.records.actors:
        yield table_actors(picture.records.actors)
    if picture.issues:
        yield table_issues((issue, trail.documents.get(issue.document or "")) for issue in picture.issues)


def show_records(records: Records, trail: Trail) -> "Iterator[RenderableType]":
    """Yield the tables of meetings, agreements, commitments and events that have rows."""
    if records.meetings:
        yield table_meetings(records.meetings, trail)
    if records.agreements:
        yield table_agreements(records.agreements, trail)
    if records.commitments:
        yield table_commitments(records.commitments, trail)
    if records.events:
        yield table_events(records.events, trail)


def head_document(document: Document) -> "Text":
    """Return a document's title and what is known of where it comes from."""
    published = f"{say_date(document.published)} ({document.published_basis})" if document.published else None
    if published is None:
        published = "publication date not known"
        if document.not_before:
            published += f", not before {say_date(document.not_before)}"
    facts = (
        document.publisher or "publisher not stated",
        published,
        document.kind,
        document.language,
        document.id,
    )
    return stack(bold(document.title or "Untitled document"), dim(" · ".join(fact for fact in facts if fact)))
