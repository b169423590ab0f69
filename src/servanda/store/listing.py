"""What the record holds, as it is now or as it was known by an instant."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection, RowMapping

from servanda.model import Claim, Document, Issue, Reading, Run
from servanda.store import schema
from servanda.store.arrivals import compose
from servanda.store.choosing import choose, know
from servanda.store.errors import RecordError

PAGE = 100
"""Documents loaded at a time."""

T = TypeVar("T")

_claims = msgspec.json.Decoder(Claim)
_settings = msgspec.json.Decoder(dict[str, str])


def batch(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the items in lists of at most `size`."""
    rest = iter(items)
    while page := list(islice(rest, size)):
        yield page


def list_documents(connection: Connection, bound: str | None) -> Iterator[Document]:
    """Yield the documents known by an instant, in the order in which they were first learnt."""
    for page in batch(_list_ids(connection, bound), PAGE):
        yield from load_documents(connection, page, bound).values()


def list_readings(connection: Connection, bound: str | None, *, all_coders: bool) -> Iterator[Reading]:
    """Yield each document known by an instant with its claims and issues."""
    for page in batch(_list_ids(connection, bound), PAGE):
        yield from load_readings(connection, page, bound, all_coders=all_coders)


def _list_ids(connection: Connection, bound: str | None) -> Sequence[str]:
    known = know(bound).subquery("known")
    query = sa.select(known.c.document).order_by(known.c.first, known.c.document)
    return connection.execute(query).scalars().all()


def load_documents(connection: Connection, ids: Sequence[str], bound: str | None) -> dict[str, Document]:
    """Return documents by id, in the given order, as they were known by an instant; the unknown are left out."""
    documents, sightings = schema.documents, schema.sightings
    asked = sa.select(documents.c.id, documents.c.text).where(documents.c.id.in_(ids))
    texts = {row.id: row.text for row in connection.execute(asked)}
    query = sa.select(sightings).where(sightings.c.document.in_(ids))
    if bound is not None:
        query = query.where(sightings.c.learnt <= bound)
    arrivals: dict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(query.order_by(sightings.c.learnt, sightings.c.seq)).mappings():
        arrivals[row["document"]].append(row)
    chosen = choose(bound, documents=ids)
    order = sa.select(chosen).order_by(chosen.c.who == "reader", chosen.c.learnt, chosen.c.seq)
    leads = {row.document: row.sighting for row in connection.execute(order)}
    return {name: compose(texts[name], arrivals[name], leads.get(name)) for name in ids if arrivals[name]}


def load_readings(
    connection: Connection, ids: Sequence[str], bound: str | None, *, all_coders: bool
) -> Iterator[Reading]:
    """Yield the readings of some documents; see `choosing` for which claims count."""
    documents = load_documents(connection, ids, bound)
    chosen = choose(bound, all_coders=all_coders, documents=ids)
    claims: dict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(_ask_claims(chosen)).mappings():
        claims[row["document"]].append(row)
    issues: dict[str, list[Issue]] = defaultdict(list)
    for row in connection.execute(_ask_issues(chosen)).mappings():
        issues[row["document"]].append(_make_issue(row))
    for name, document in documents.items():
        drawn = _draw_claims(claims[name], all_coders=all_coders)
        yield Reading(document=document, claims=tuple(drawn), issues=tuple(issues[name]))


def list_claims(
    connection: Connection, bound: str | None, *, all_coders: bool, filters: Mapping[str, str | None],
    roles: Mapping[str, str],
) -> Iterator[Claim]:  # fmt: skip
    """Yield claims, document by document as these were learnt, in the order of the text.

    filters: column of `claims` → value, None for any. roles: role → canonical value
    that one of its fillers must have.
    """
    table, fillers = schema.claims, schema.fillers
    document = filters.get("document")
    chosen = choose(bound, all_coders=all_coders, documents=None if document is None else [document])
    known = know(bound).subquery("known")
    query = _ask_claims(chosen, known.c.first).join(known, known.c.document == table.c.document)
    query = query.where(*(table.c[name] == value for name, value in filters.items() if value is not None))
    for role, value in roles.items():
        same = (fillers.c.role == role, fillers.c.value == value[: schema.FILTERED_CHARACTERS])
        query = query.where(table.c.seq.in_(sa.select(fillers.c.claim).where(*same)))
    rows = connection.execution_options(yield_per=1000).execute(query).mappings()
    for _, group in groupby(rows, key=itemgetter("document")):
        yield from _draw_claims(group, all_coders=all_coders)


def _ask_claims(chosen: sa.Subquery, *order: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """Return the query for the claims of chosen readings, those that count most last in each document."""
    table = schema.claims
    query = sa.select(table.c.document, table.c.run, table.c.payload).join_from(
        table, chosen, table.c.reading == chosen.c.seq
    )
    return query.order_by(*order, table.c.document, chosen.c.who == "person", table.c.learnt, table.c.seq)


def _draw_claims(rows: Iterable[RowMapping], *, all_coders: bool) -> list[Claim]:
    """Return one document's claims in the order of its text, each id once unless all coders are asked for."""
    claims = [decode_claim(row["payload"], row["run"]) for row in rows]
    if not all_coders:
        claims = list({claim.id: claim for claim in claims}.values())
    return sorted(claims, key=lambda claim: (claim.span, claim.id))


def decode_claim(payload: str, run: str) -> Claim:
    """Return the claim of a stored payload; raises RecordError for one that is not a claim."""
    try:
        return msgspec.structs.replace(_claims.decode(payload), run=run)
    except msgspec.MsgspecError as error:
        raise RecordError(
            f"a claim of the record cannot be read: {error}", hint="was it changed by hand?"
        ) from error


def list_issues(connection: Connection, bound: str | None, *, all_coders: bool) -> list[Issue]:
    """Return the issues of the readings that count, document by document."""
    known = know(bound).subquery("known")
    query = _ask_issues(choose(bound, all_coders=all_coders), known.c.first)
    rows = connection.execute(query.join(known, known.c.document == schema.issues.c.document))
    return [_make_issue(row) for row in rows.mappings()]


def _ask_issues(chosen: sa.Subquery, *order: sa.ColumnElement[Any]) -> sa.Select[Any]:
    table = schema.issues
    query = sa.select(table).join_from(table, chosen, table.c.reading == chosen.c.seq)
    return query.order_by(*order, table.c.document, chosen.c.learnt, table.c.seq)


def _make_issue(row: RowMapping) -> Issue:
    span = (row["span_start"], row["span_end"])
    return Issue(
        code=row["code"], message=row["message"], document=row["document"], span=span, hint=row["hint"]
    )


def list_runs(connection: Connection, bound: str | None) -> list[Run]:
    """Return the runs begun by an instant, in order."""
    table = schema.runs
    query = sa.select(table).order_by(table.c.learnt, table.c.id)
    if bound is not None:
        query = query.where(table.c.learnt <= bound)
    return [
        Run(id=row.id, started=row.started, software=row.software, codebook=row.codebook,
            settings=_settings.decode(row.settings))
        for row in connection.execute(query)
    ]  # fmt: skip


def list_settings(connection: Connection, bound: str | None) -> dict[str, str]:
    """Return the record's own settings as they were by an instant: the latest of each name."""
    table = schema.settings
    query = sa.select(table.c.name, table.c.value).order_by(table.c.learnt, table.c.seq)
    if bound is not None:
        query = query.where(table.c.learnt <= bound)
    return {row.name: row.value for row in connection.execute(query)}
