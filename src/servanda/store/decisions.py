"""Links and verdicts: appended, never changed; the latest word of each judge counts."""

import hashlib

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from servanda.model import Link, Verdict
from servanda.store.instants import read_instant
from servanda.store.schema import links, verdicts
from servanda.store.writing import insert_new

_reasons = msgspec.json.Decoder(tuple[str, ...])


def keep_link(connection: Connection, link: Link) -> bool:
    """Append a link, its claims in ascending order; return False where this very link is there."""
    left, right = sorted((link.left, link.right))
    link = msgspec.structs.replace(link, left=left, right=right)
    row = {
        "digest": hashlib.sha256(msgspec.json.encode(link)).hexdigest()[:16], "left_claim": left,
        "right_claim": right, "judgement": link.judgement, "made_by": link.by, "made_at": link.at,
        "reasons": msgspec.json.encode(link.reasons).decode(),
        "learnt": read_instant(link.at, "the time of a link"),
    }  # fmt: skip
    return insert_new(connection, links, row, links.c.seq) is not None


def list_links(connection: Connection, bound: str | None, *, history: bool) -> list[Link]:
    """Return the last link of each pair and judge by an instant, or all of them, in order of time."""
    pair = (links.c.left_claim, links.c.right_claim, links.c.made_by)
    rank = sa.func.row_number().over(partition_by=pair, order_by=(links.c.learnt.desc(), links.c.seq.desc()))
    query = sa.select(links, rank.label("rank"))
    if bound is not None:
        query = query.where(links.c.learnt <= bound)
    ranked = query.subquery("ranked")
    last = sa.select(ranked).order_by(ranked.c.learnt, ranked.c.seq)
    if not history:
        last = last.where(ranked.c.rank == 1)
    return [
        Link(left=row.left_claim, right=row.right_claim, judgement=row.judgement,
             reasons=_reasons.decode(row.reasons), by=row.made_by, at=row.made_at)
        for row in connection.execute(last)
    ]  # fmt: skip


def keep_verdict(connection: Connection, verdict: Verdict) -> bool:
    """Append a verdict; return False where this very verdict is there."""
    row = {
        "id": verdict.id, "target": verdict.target, "ruling": verdict.ruling, "note": verdict.note,
        "made_by": verdict.by, "made_at": verdict.at, "learnt": read_instant(verdict.at, "the time of a verdict"),
    }  # fmt: skip
    return insert_new(connection, verdicts, row, verdicts.c.seq) is not None


def list_verdicts(connection: Connection, bound: str | None) -> list[Verdict]:
    """Return the verdicts given by an instant, in order of time."""
    query = sa.select(verdicts).order_by(verdicts.c.learnt, verdicts.c.seq)
    if bound is not None:
        query = query.where(verdicts.c.learnt <= bound)
    return [
        Verdict(target=row.target, ruling=row.ruling, note=row.note, by=row.made_by, at=row.made_at)
        for row in connection.execute(query)
    ]
