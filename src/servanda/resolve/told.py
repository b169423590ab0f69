"""Claims with the documents that tell them, without the rejected; and when they are so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from servanda.model import Claim, Document, Reading, Verdict, edtf
from servanda.model.coder import tell_who

OPEN_DAYS = 366
"""An interval that is open to one side is taken to reach so far, in comparing only."""


@dataclass(frozen=True, slots=True)
class Told:
    """One claim and the document that makes it.

    published: first and last possible day, as ordinals. when: a day at which the
    claim speaks, of its own date, else of publication; None for undated background.
    """

    claim: Claim
    document: Document
    published: tuple[int, int] | None
    when: int | None

    @property
    def is_noted(self) -> bool:
        """Whether a person says this in a note, as those do who code agreements by hand."""
        return self.document.kind == "note" and tell_who(self.claim.coder) == "person"

    @property
    def latest(self) -> int | None:
        """The last day at which the claim may speak: of its own date, else of publication."""
        own = read_days(self.claim.first("date"))
        return own[1] if own is not None else self.when


@lru_cache(maxsize=16384)
def read_days(text: str | None) -> tuple[int, int] | None:
    """Return first and last day of an EDTF text as ordinals, or None where it has none."""
    if text is None:
        return None
    try:
        period = edtf.parse(text)
    except ValueError:
        return None
    first, last = period.lower, period.upper
    if first is None and last is None:
        return None
    if first is None and last is not None:
        return max(1, last.toordinal() - OPEN_DAYS), last.toordinal()
    if last is None and first is not None:
        return first.toordinal(), min(date.max.toordinal(), first.toordinal() + OPEN_DAYS)
    return (first or date.min).toordinal(), (last or date.max).toordinal()


def find_rejected(verdicts: Iterable[Verdict]) -> frozenset[str]:
    """Return the ids of claims whose latest verdict is a rejection."""
    latest: dict[str, tuple[str, str, str]] = {}
    for verdict in verdicts:
        kind, _, claim = verdict.target.partition(":")
        if kind == "claim" and verdict.ruling in ("accept", "reject"):
            word = (verdict.at, verdict.id, verdict.ruling)
            latest[claim] = max(word, latest.get(claim, word))
    return frozenset(claim for claim, word in latest.items() if word[2] == "reject")


def collect_told(readings: Iterable[Reading], verdicts: Iterable[Verdict]) -> list[Told]:
    """Return every claim that counts once, ordered by publication, document and place in the text."""
    rejected = find_rejected(verdicts)
    told: dict[str, Told] = {}
    for reading in readings:
        published = read_days(reading.document.published)
        for claim in reading.claims:
            if claim.id in rejected:
                continue
            new = Told(claim, reading.document, published, _find_when(claim, published))
            kept = told.get(claim.id)
            if kept is None or _rank(new) < _rank(kept):
                told[claim.id] = new
    return sorted(told.values(), key=_order)


def _find_when(claim: Claim, published: tuple[int, int] | None) -> int | None:
    """Return the day at which a claim speaks."""
    own = read_days(claim.first("date"))
    if own is not None:
        return own[0]
    return None if claim.background or published is None else published[1]


def _rank(told: Told) -> tuple[str, ...]:
    """Order two readings of one claim by content, so that it does not matter which comes first."""
    document = told.document
    return (
        document.published or "~", document.publisher or "~", document.received or "~", document.stake,
        document.title or "", told.claim.coder, told.claim.codebook, told.claim.run or "",
    )  # fmt: skip


def _order(told: Told) -> tuple[int, str, int, int, str]:
    """Order claims by publication, document, place in the text."""
    published = told.published[0] if told.published else 0
    return (published, told.document.id, *told.claim.span, told.claim.id)
