"""Which readings count: of the built-in reader the latest a document, of persons all, of programs none.

Of the reader's readings of one document the latest counts; but one made without a
publication date never outvotes one made with it.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from servanda.store.schema import readings, sightings


def choose(
    bound: str | None, *, all_coders: bool = False, documents: Sequence[str] | None = None
) -> sa.Subquery:
    """Return the readings that count (or all) by an instant, of the named documents or of all.

    Columns: seq, document, who, sighting, learnt.
    """
    table = readings
    rank = sa.func.row_number().over(
        partition_by=(table.c.document, table.c.who),
        order_by=(table.c.dated.desc(), table.c.learnt.desc(), table.c.seq.desc()),
    )
    columns = (table.c.seq, table.c.document, table.c.who, table.c.sighting, table.c.learnt)
    query = sa.select(*columns, rank.label("rank"))
    if bound is not None:
        query = query.where(table.c.learnt <= bound)
    if documents is not None:
        query = query.where(table.c.document.in_(documents))
    if all_coders:
        return query.subquery("chosen")
    ranked = query.where(table.c.who != "program").subquery("ranked")
    counting = sa.or_(ranked.c.who == "person", ranked.c.rank == 1)
    return sa.select(ranked).where(counting).subquery("chosen")


def know(bound: str | None) -> sa.Select[Any]:
    """Return the documents known by an instant, and when each was first learnt (``first``)."""
    first = sa.func.min(sightings.c.learnt).label("first")
    query = sa.select(sightings.c.document, first).group_by(sightings.c.document)
    return query if bound is None else query.where(sightings.c.learnt <= bound)
