"""The rows of the board: commitments by agreement and point, and the same as JSON."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

import msgspec

from servanda.export.dates import say_date, sort_key
from servanda.export.trail import Trail
from servanda.ledger.changes import Change
from servanda.ledger.silence import Silence
from servanda.ledger.summary import Summary, name_state, sum_up
from servanda.model import Agreement, Commitment, Document

UNNAMED: Final = "Agreement not stated"
_PIECE: Final = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A commitment on the board, with what was asked for about it."""

    commitment: Commitment
    silence: Silence
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one agreement, and the counts of all its commitments, shown or not."""

    title: str
    facts: tuple[str, ...]
    rows: tuple[Row, ...]
    summary: Summary


def sort_rows(rows: Iterable[Commitment], agreements: Iterable[Agreement], trail: Trail) -> list[Commitment]:
    """Return commitments by agreement (day of signature; those of none last) and point, then deadline and text."""
    order = rank_agreements(agreements)
    return sorted(
        rows,
        key=lambda row: (
            order.get(row.agreement or "", (1, len(order))) if row.agreement else (2, 0),
            row.agreement or "",
            read_point(row.point),
            sort_key(row.deadline.edtf) if row.point is None else (),
            *_find_place(row, trail),
        ),
    )


def rank_agreements(agreements: Iterable[Agreement]) -> dict[str, tuple[int, int]]:
    """Return the place of each agreement: by the day of its signature, then by title."""
    ranked = sorted(agreements, key=lambda one: (sort_key(one.signed), one.title or "~", one.id))
    return {one.id: (0, place) for place, one in enumerate(ranked)}


def read_point(point: str | None) -> tuple[bool, list[tuple[bool, int, str]]]:
    """Return a key that puts points in order (2 before 10, 6 before 6a); without a point last."""
    pieces = _PIECE.findall(point or "")
    return point is None, [
        (not piece.isdecimal(), int(piece) if piece.isdecimal() else 0, piece.casefold()) for piece in pieces
    ]


def _find_place(row: Commitment, trail: Trail) -> tuple[str, tuple[int, int], str]:
    """Return where the oldest claim of a commitment stands."""
    claim, document = next(trail.claims_of(row), (None, None))
    if claim is None or document is None:
        return "~", (0, 0), row.id
    return document.published or "~", claim.span, row.id


def group_rows(
    rows: Sequence[Row], every: Sequence[Commitment], agreements: Sequence[Agreement], trail: Trail
) -> list[Group]:
    """Return sorted rows in groups of one agreement, each with the counts of all its commitments among `every`."""
    by_id = {agreement.id: agreement for agreement in agreements}
    texts = {one.title: one for one in trail.documents.values() if one.kind == "agreement" and one.title}
    groups = []
    for name, part in groupby(rows, key=lambda row: row.commitment.agreement):
        agreement = by_id.get(name or "")
        title, facts = name_agreement(agreement, name, texts.get(name or ""))
        summary = sum_up((one for one in every if one.agreement == name), name, title)
        groups.append(Group(title, facts, tuple(part), summary))
    return groups


def name_agreement(
    agreement: Agreement | None, name: str | None, text: Document | None = None
) -> tuple[str, tuple[str, ...]]:
    """Return an agreement's title (or kind, or the words for it), and date and id beside it. text: its own."""
    if agreement is not None:
        signed = say_date(agreement.signed) if agreement.signed else "no date stated"
        return agreement.title or (agreement.kind or "agreement").capitalize(), (signed, agreement.id)
    if text is not None and name:
        return name, (f"text of {say_date(text.published)}" if text.published else "text", text.id)
    return (f"“{name}”", ("not tied to an agreement on record",)) if name else (UNNAMED, ())


def describe_row(row: Row, summary: Summary) -> dict[str, Any]:
    """Return a commitment with all its fields, then what the board adds: state, last word, silence, changes, counts."""
    described: dict[str, Any] = msgspec.to_builtins(row.commitment)
    last = described["evidence"][-1] if described["evidence"] else None
    described["state"] = name_state(row.commitment)
    described["last_word"] = last
    described["silence"] = msgspec.to_builtins(row.silence)
    if row.change is not None:
        described["changes"] = msgspec.to_builtins(row.change)
    described["roll_up"] = msgspec.to_builtins(summary)
    return described
