"""Periods and other things with days of their own: when they began, how long they last, by what they were extended."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from dateutil.relativedelta import relativedelta

from servanda.ledger.anchors import Happening
from servanda.ledger.counting import Move
from servanda.ledger.days import read_bounds, read_day
from servanda.ledger.offsets import read_offset
from servanda.ledger.phrases import AnchorWords, Phrase, read_phrase
from servanda.ledger.words import Told, find_day
from servanda.model import Claim, Commitment, Document

_BEGUN = frozenset({"anchor-happened", "started"})
_SO = frozenset({"asserted", "agreed", "scheduled"})


@dataclass(frozen=True, slots=True)
class Definer:
    """A commitment whose subject may be a period. names: its subjects as written; scope: its agreement and documents."""

    commitment: Commitment
    names: tuple[str, ...]
    scope: frozenset[str]

    def list_defined(self, words: AnchorWords) -> tuple[str, ...]:
        """Return the names of the periods of which it says when they begin or how long they last."""
        verb = self.commitment.act.casefold().split()[0] if self.commitment.act else ""
        if verb not in words.begin | words.last:
            return ()
        return tuple(name for name in self.names if words.lasting_names & set(name.casefold().split()))

    def begins(self, words: AnchorWords) -> bool:
        """Tell whether it says when a period begins, rather than how long it lasts."""
        return self.commitment.act.casefold().split()[0] in words.begin


@dataclass(slots=True)
class _Period:
    """What is said of one period. planned, length: as an agreement lays them down, with the commitment that does."""

    phrase: Phrase
    scope: frozenset[str] = frozenset()
    planned: tuple[date, str] | None = None
    length: tuple[relativedelta, str] | None = None
    begun: list[tuple[date, str]] = field(default_factory=list)
    longer: list[tuple[date, str | None, str, str]] = field(default_factory=list)

    def settle(self) -> Happening | None:
        """Return start and end by what is known; None where neither is."""
        begun = min(self.begun, default=None)
        start = begun or self.planned
        known = [f"{'begun' if begun else 'planned for'} {start[0]} ({start[1]})"] if start else []
        end: date | None = None
        firm = begun is not None
        moves: list[Move] = []
        if start and self.length:
            end = start[0] + self.length[0]
            known.append(f"to {end} ({self.length[1]})")
            moves.append(Move(end, f"to {end}", start[1].removeprefix("claim ")))
        for _, until, text, claim in sorted(self.longer):
            _, day = read_bounds(until)
            offset = read_offset(text) if day is None else None
            if day is None and end is not None and offset is not None:
                day = end + offset
            if day is None or (end is not None and day <= end):
                continue
            firm = firm or until is not None
            known.append(f'"{text}" to {day} (claim {claim})')
            moves.append(Move(day, text, claim))
            end = day
        if start is None and end is None:
            return None
        return Happening(
            phrase=self.phrase,
            start=start[0] if start else None,
            known=", ".join(known),
            end=end,
            begun=firm,
            scope=self.scope,
            moves=tuple(moves) if len(moves) > 1 else (),
        )


def list_happenings(
    definers: Iterable[Definer],
    told: Mapping[str, Told],
    words: AnchorWords,
    as_of: date,
) -> list[Happening]:
    """Return what began, lasts or was extended by a day.

    definers: commitments with their deadlines counted: "the Transitional Period shall
    commence …", "… shall last 36 months" define a period.
    """
    periods: dict[tuple[frozenset[str], frozenset[str]], _Period] = {}
    for definer in definers:
        _define(definer, words, periods)
    by_core: defaultdict[frozenset[str], list[_Period]] = defaultdict(list)
    for period in periods.values():
        by_core[period.phrase.core].append(period)
    for claim, document in told.values():
        if claim.kind == "status" and not claim.negated and claim.force in _SO:
            _note(claim, document, words, as_of, by_core)
    found = (period.settle() for group in by_core.values() for period in group)
    return [one for one in found if one is not None]


def _define(
    definer: Definer,
    words: AnchorWords,
    periods: dict[tuple[frozenset[str], frozenset[str]], _Period],
) -> None:
    """Take start or length of the periods that a commitment defines."""
    for name in definer.list_defined(words):
        phrase, scope = read_phrase(name, words), definer.scope
        agreement = frozenset(one for one in scope if one.startswith("G-")) or scope
        period = periods.setdefault((phrase.core, agreement), _Period(phrase, scope))
        deadline = definer.commitment.deadline
        day = read_day(deadline.edtf)
        length = read_offset(deadline.offset) if deadline.form == "duration" else None
        if definer.begins(words) and day is not None:
            period.planned = period.planned or (day, definer.commitment.id)
        elif not definer.begins(words) and length is not None:
            period.length = period.length or (length, f"{deadline.offset}, {definer.commitment.id}")


def _note(
    claim: Claim,
    document: Document,
    words: AnchorWords,
    as_of: date,
    by_core: defaultdict[frozenset[str], list[_Period]],
) -> None:
    """Take from a status claim that something began or was extended; where two periods bear a name, only from their own text."""
    so = find_day(claim, document)
    about = claim.first("about")
    if about is None or so is None or so > as_of or claim.code not in _BEGUN | {"extended"}:
        return
    act = f"{claim.first('act') or ''} {claim.cue.text}".casefold()
    force = claim.code != "extended" and any(phrase in act for phrase in (*words.in_force, "into force"))
    phrase = Phrase("in-force", frozenset(), frozenset()) if force else read_phrase(about, words)
    if not force and not phrase.core:
        return
    group = by_core[phrase.core] if not force else by_core[frozenset({"in force", document.id})]
    if not group:
        group.append(_Period(phrase))
    own = group if len(group) == 1 else [one for one in group if document.id in one.scope]
    day = read_day(claim.first("date"))
    until = next(iter(claim.roles.get("until", ())), None)
    for period in own:
        if claim.code == "extended" and until is not None:
            period.longer.append((so, until.value, until.text, claim.id))
        elif claim.code != "extended" and day is not None and claim.force == "asserted":
            period.begun.append((day, f"claim {claim.id}"))
