"""How long nothing has been said on how a commitment stands."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Literal

import msgspec

from servanda.ledger.days import read_bounds
from servanda.ledger.words import Told, find_made
from servanda.model import Agreement, Commitment, Evidence

Basis = Literal["last-word", "undertaken", "unknown"]


class Silence(msgspec.Struct, frozen=True, kw_only=True):
    """Days since the last status word, or, where there is none, since it was undertaken. None: no day is known."""

    days: int | None
    since: str | None
    basis: Basis


def find_silence(
    commitment: Commitment,
    agreement: Agreement | None,
    told: Mapping[str, Told],
    quiet: Collection[str],
    as_of: date,
) -> Silence:
    """Return how long a commitment has been without a status word. quiet: words that do not break silence."""
    words = [evidence for evidence in commitment.evidence if evidence.says not in quiet]
    days = [day for word in words if (day := find_day(word)) is not None]
    if days:
        return _measure(max(days), as_of, "last-word")
    if words:
        return Silence(days=None, since=None, basis="last-word")
    signed, _ = read_bounds(agreement.signed if agreement else None)
    made = signed or find_made(commitment, told)
    return _measure(made, as_of, "undertaken") if made else Silence(days=None, since=None, basis="unknown")


def find_day(evidence: Evidence) -> date | None:
    """Return the last day of what a word is about, as far as it lies before the word was published."""
    first, last = read_bounds(evidence.as_at)
    told, published = read_bounds(evidence.published)
    day = last or first or published
    if day is not None and published is not None and told is not None and day > published:
        return published if first is None or first <= published else first
    return day


def _measure(day: date, as_of: date, basis: Basis) -> Silence:
    return Silence(days=(as_of - day).days, since=day.isoformat(), basis=basis)
