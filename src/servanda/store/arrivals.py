"""How documents arrived, and the one Document that a text and its arrivals make."""

from collections.abc import Sequence
from typing import Any, Final

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection, RowMapping

from servanda.model import Document
from servanda.model.kinds import DocumentKind, PublishedBasis, Stake
from servanda.store.schema import sightings


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """One arrival of a text: from whom, where, when, and what was known of it then.

    published: EDTF or None. received: ISO 8601 instant (UTC). path: of the file, where there was one.
    """

    document: str
    kind: DocumentKind
    title: str | None
    publisher: str | None
    stake: Stake
    published: str | None
    published_basis: PublishedBasis
    not_before: str | None
    language: str | None
    url: str | None
    received: str
    path: str | None


FIELDS: Final = Sighting.__struct_fields__
BASES: Final[tuple[PublishedBasis, ...]] = ("none", "dateline", "metadata", "given")
"""Where a publication date may come from, the weakest first."""


def list_sightings(connection: Connection, document: str | None, bound: str | None) -> list[Sighting]:
    """Return the arrivals of a document, or of all, in the order in which they were learnt.

    Of arrivals that differ in their time alone the first is returned.
    """
    query = sa.select(sightings)
    if document is not None:
        query = query.where(sightings.c.document == document)
    if bound is not None:
        query = query.where(sightings.c.learnt <= bound)
    rows = connection.execute(
        query.order_by(sightings.c.learnt, sightings.c.document, sightings.c.seq)
    ).mappings()
    first: dict[tuple[Any, ...], Sighting] = {}
    for row in rows:
        alike = tuple(row[name] for name in FIELDS if name != "received")
        first.setdefault(alike, msgspec.convert({name: row[name] for name in FIELDS}, Sighting))
    return list(first.values())


def compose(text: str, arrivals: Sequence[RowMapping], lead: int | None) -> Document:
    """Return the document of a text and its arrivals in order of time.

    lead: the arrival (seq) under which the reading that counts was made; its date,
    kind and language stand. What it leaves open of title, publisher and address is
    filled from the first arrival that tells it. received is that of the first.
    """
    main = next((row for row in arrivals if row["seq"] == lead), arrivals[0])
    order = [main, *arrivals]
    teller = next((row for row in order if row["publisher"] is not None), main)
    return Document(
        id=main["document"],
        kind=main["kind"],
        title=next((row["title"] for row in order if row["title"] is not None), None),
        publisher=teller["publisher"],
        stake=teller["stake"],
        published=main["published"],
        published_basis=main["published_basis"],
        not_before=main["not_before"],
        language=main["language"],
        url=next((row["url"] for row in order if row["url"] is not None), None),
        received=arrivals[0]["received"],
        text=text,
    )


def complete(document: Document, kept: Document) -> Document:
    """Return a document with what the record knows better of the same text.

    The stronger publication date stands (given, metadata, dateline); title,
    publisher and a kind other than the default are filled where they are missing.
    """
    known: dict[str, Any] = {}
    if kept.published is not None and (
        document.published is None
        or BASES.index(kept.published_basis) > BASES.index(document.published_basis)
    ):
        known |= {"published": kept.published, "published_basis": kept.published_basis}
    if document.publisher is None:
        known |= {
            "publisher": kept.publisher,
            "stake": kept.stake if document.stake == "unknown" else document.stake,
        }
    if document.title is None:
        known["title"] = kept.title
    if document.kind == "report":
        known["kind"] = kept.kind
    return msgspec.structs.replace(document, **known)
