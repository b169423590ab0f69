"""One reading into the record, inside a transaction that writes: kept once, whoever adds it how often."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection, RowMapping
from sqlalchemy.dialects import postgresql, sqlite

from servanda.model import Document, Run
from servanda.store import schema, search
from servanda.store.errors import RecordError
from servanda.store.instants import read_instant
from servanda.store.ready import SAME_ARRIVAL, Arrival, Fields, Part


def insert_new(
    connection: Connection, table: sa.Table, row: Mapping[str, Any], *returned: sa.Column[Any]
) -> Any:  # noqa: ANN401
    """Insert a row unless its unique key is there; return the first returned column's value, or None."""
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    return connection.execute(make(table).on_conflict_do_nothing().returning(*returned), dict(row)).scalar()


def keep_run(connection: Connection, run: Run) -> None:
    """Keep a run; raises RecordError where another run has its id."""
    row = {
        "id": run.id, "started": run.started, "software": run.software, "codebook": run.codebook,
        "settings": msgspec.json.encode(run.settings, order="sorted").decode(),
    }  # fmt: skip
    learnt = read_instant(run.started, f"the start of run {run.id}")
    if insert_new(connection, schema.runs, row | {"learnt": learnt}, schema.runs.c.id) is not None:
        return
    kept = connection.execute(sa.select(schema.runs).where(schema.runs.c.id == run.id)).mappings().one()
    if any(kept[name] != value for name, value in row.items()):
        raise RecordError(
            f"the record has another run with the id {run.id}", hint="give every run its own id"
        )


def keep_arrival(connection: Connection, arrival: Arrival) -> bool:
    """Keep what is new in a reading; return whether the document or any of its claims was.

    Belongs in a transaction that writes. A text is kept once and locked while its
    readings are compared, so two writers of the same reading keep it once.
    """
    new = keep_document(connection, arrival.document)
    sighting = keep_sighting(connection, arrival.sighting, new=new)
    there: Sequence[RowMapping] = [] if new else _find_readings(connection, arrival.document.id)
    fresh = [part for part in arrival.parts if _is_new(part, arrival, there)]
    for part in fresh:
        _keep_part(connection, arrival, part, sighting)
    return new or bool(fresh)


def keep_document(connection: Connection, document: Document) -> bool:
    """Keep a text and the index of its words; return False, and lock it, where it is there already."""
    table = schema.documents
    row = {"id": document.id, "text": document.text}
    seq = insert_new(connection, table, row, table.c.seq)
    if seq is not None:
        search.index_words(connection, seq, f"{document.title or ''}\n{document.text}")
        return True
    lock_document(connection, document)
    return False


def lock_document(connection: Connection, document: Document) -> bool:
    """Hold off other writers of a text until the transaction ends; return False where it is not there.

    Raises RecordError where its id belongs to another text.
    """
    table = schema.documents
    query = sa.select(table.c.text).where(table.c.id == document.id).with_for_update()
    text = connection.execute(query).scalar()
    if text is not None and text != document.text:
        raise RecordError(
            f"the record has another text with the id {document.id}",
            hint="a document's id is the digest of its text: use digest_text",
            document=document.id,
        )
    return text is not None


def keep_sighting(connection: Connection, row: Fields, *, new: bool) -> int:
    """Keep how a text arrived, unless it arrived so before; return the key of the sighting."""
    table = schema.sightings
    alike: int | None = None
    if not new:
        same = [table.c[name].is_not_distinct_from(row[name]) for name in SAME_ARRIVAL]
        if row["path"] is not None:
            same.append(table.c.path.is_not_distinct_from(row["path"]))
        query = sa.select(table.c.seq).where(
            table.c.document == row["document"], table.c.learnt <= row["learnt"], *same
        )
        alike = connection.execute(query.order_by(table.c.learnt, table.c.seq).limit(1)).scalar()
    if alike is not None:
        return alike
    seq: int = connection.execute(sa.insert(table).returning(table.c.seq), row).scalar_one()
    return seq


def _find_readings(connection: Connection, document: str) -> Sequence[RowMapping]:
    """Return the readings of a document, the one that counts most last."""
    table = schema.readings
    query = sa.select(table.c.digest, table.c.who, table.c.dated, table.c.learnt).where(
        table.c.document == document
    )
    return connection.execute(query.order_by(table.c.dated, table.c.learnt, table.c.seq)).mappings().all()


def _is_new(part: Part, arrival: Arrival, there: Sequence[RowMapping]) -> bool:
    """Tell whether what a coder drew adds something: nobody drew it, or the reader has changed its mind since."""
    if all(reading["digest"] != part.digest for reading in there):
        return True
    if part.who != "reader":
        return False
    last = [reading for reading in there if reading["who"] == "reader"][-1]
    return last["digest"] != part.digest and (arrival.dated, arrival.learnt) > (last["dated"], last["learnt"])


def _keep_part(connection: Connection, arrival: Arrival, part: Part, sighting: int) -> None:
    """Insert a reading with its claims, fillers and issues."""
    table = schema.readings
    row = {
        "document": arrival.document.id, "sighting": sighting, "digest": part.digest, "coder": part.coder,
        "who": part.who, "codebook": arrival.run.codebook, "run": arrival.run.id, "dated": arrival.dated,
        "learnt": arrival.learnt,
    }  # fmt: skip
    seq = connection.execute(sa.insert(table).returning(table.c.seq), row).scalar_one()
    base = seq * schema.PER_READING
    if part.claims:
        more = {"reading": seq, "run": arrival.run.id, "learnt": arrival.learnt}
        connection.execute(
            sa.insert(schema.claims), [row | more | {"seq": base + row["seq"]} for row in part.claims]
        )
    if part.fillers:
        connection.execute(
            sa.insert(schema.fillers), [row | {"claim": base + row["claim"]} for row in part.fillers]
        )
    if part.issues:
        connection.execute(
            sa.insert(schema.issues),
            [row | {"reading": seq, "seq": base + row["seq"]} for row in part.issues],
        )
