"""One thing out of the record: by the beginning of its id, or whether it has been read."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from servanda.model import Claim, Document
from servanda.store import schema
from servanda.store.errors import RecordError
from servanda.store.listing import decode_claim, load_documents

LAST = "\U0010ffff"
"""A character after all others: ids that begin with P lie from P to P + LAST."""


def _match_id(
    connection: Connection, column: sa.Column[str], prefix: str, what: str, bound: str | None
) -> str | None:
    """Return the one id that is, or begins with, a prefix; None where there is none.

    Raises RecordError where several begin with it.
    """
    table: Any = column.table
    query = sa.select(column).distinct().where(column >= prefix, column < prefix + LAST)
    if bound is not None:
        query = query.where(table.c.learnt <= bound)
    found = list(connection.execute(query.order_by(column).limit(4)).scalars())
    if len(found) > 1 and found[0] != prefix:
        shown = ", ".join(found[:3]) + (" …" if len(found) > 3 else "")
        raise RecordError(f"several {what} begin with {prefix!r}: {shown}", hint="write more of the id")
    return found[0] if found else None


def find_document(connection: Connection, prefix: str, bound: str | None) -> Document | None:
    """Return the document whose id begins with a prefix, as known by an instant, or None."""
    name = _match_id(connection, schema.sightings.c.document, prefix, "documents", bound)
    return None if name is None else load_documents(connection, [name], bound)[name]


def find_claim(connection: Connection, prefix: str, bound: str | None) -> Claim | None:
    """Return the claim whose id begins with a prefix, outvoted or not, as read last, or None."""
    table = schema.claims
    name = _match_id(connection, table.c.id, prefix, "claims", bound)
    if name is None:
        return None
    query = sa.select(table.c.payload, table.c.run).where(table.c.id == name)
    if bound is not None:
        query = query.where(table.c.learnt <= bound)
    row = connection.execute(query.order_by(table.c.learnt.desc(), table.c.seq.desc()).limit(1)).one()
    return decode_claim(row.payload, row.run)


def was_read(connection: Connection, document: str, coder: str, codebook: str) -> bool:
    """Tell whether a coder has read a document by a codebook, named with or without its digest."""
    table = schema.readings
    same = sa.or_(table.c.codebook == codebook, table.c.codebook.startswith(f"{codebook}+", autoescape=True))
    query = sa.select(table.c.seq).where(table.c.document == document, table.c.coder == coder, same)
    return connection.execute(query.limit(1)).scalar() is not None
