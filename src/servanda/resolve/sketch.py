"""What matching looks at in a claim: sides, persons, days, place, act; names already canonical."""

from dataclasses import dataclass
from typing import Final, NamedTuple, get_args

from servanda.model.kinds import MeetingState
from servanda.resolve.acts import NO_ACT, Act, Acts
from servanda.resolve.identity import Identity
from servanda.resolve.names import fold
from servanda.resolve.rules import Rules
from servanda.resolve.told import Told, read_days

Days = tuple[int, int]
"""First and last day as ordinals."""

STATES: Final[dict[str, MeetingState]] = {state: state for state in get_args(MeetingState)}
"""States that a claim may state by its role."""


class Person(NamedTuple):
    """Somebody named (or an office), and the side they act for."""

    side: str
    name: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """One claim, as matching sees it.

    days: the days of the thing itself, given or (dated False) guessed from the
    publication for comparing only. reach: the days over which a partner is looked for.
    ahead: not yet done when told. mover: tells that a plan is off or moved.
    """

    told: Told
    code: str
    sides: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    persons: frozenset[Person] = frozenset()
    days: Days | None = None
    dated: bool = False
    reach: Days | None = None
    ahead: bool = False
    mover: bool = False
    state: MeetingState | None = None
    level: str | None = None
    place: str | None = None
    act: Act = NO_ACT
    title: tuple[str, ...] = ()
    agreement: str | None = None
    point: str | None = None
    deadline: str | None = None
    negated: bool = False
    speakers: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.told.claim.id

    @property
    def document(self) -> str:
        """The document's id."""
        return self.told.document.id

    @property
    def exact(self) -> bool:
        """Whether the text gives one day."""
        return self.dated and self.days is not None and self.days[0] == self.days[1]

    @property
    def profile(self) -> tuple[object, ...] | None:
        """What two claims share that are alike in all that matching looks at; None where too little is known."""
        if self.days is None:
            return None
        return (
            self.code, self.sides, self.others, self.persons, self.days, self.dated, self.reach, self.ahead,
            self.mover, self.state, self.level, self.place, self.act, self.title, self.agreement, self.point,
            self.deadline, self.negated, self.speakers,
        )  # fmt: skip


class Sketcher:
    """Draws sketches; holds what that needs."""

    def __init__(self, identity: Identity, acts: Acts, rules: Rules) -> None:
        """Take who is who, the tables of acts, and the rules."""
        self.identity = identity
        self.acts = acts
        self.rules = rules

    def name_all(self, told: Told, *roles: str) -> list[str]:
        """Return the canonical names in some roles, each once, in text order."""
        return list(
            dict.fromkeys(
                self.identity.name(value, told) for role in roles for value in told.claim.values(role)
            )
        )

    def list_sides(self, told: Told, *roles: str) -> frozenset[str]:
        """Return the sides that the fillers of some roles act for."""
        return frozenset(self.identity.side(name, told.when) for name in self.name_all(told, *roles))

    def list_known_sides(self, told: Told, role: str) -> frozenset[str]:
        """Return the sides of a role's fillers, without persons of whom it is not known for whom they act."""
        names = [name for name in self.name_all(told, role) if self.identity.has_side(name)]
        return frozenset(self.identity.side(name, told.when) for name in names)

    def list_speakers(self, told: Told) -> frozenset[str]:
        """Return the sides that the speakers of a claim act for."""
        return frozenset(
            self.identity.side(self.identity.name_speaker(value.value, told), told.when)
            for value in told.claim.said_by
            if value.value is not None
        )

    def draw_meeting(self, told: Told) -> Sketch:
        """Sketch a meeting claim."""
        claim, rules = told.claim, self.rules.meetings
        state = STATES.get(claim.first("state") or "") or rules.states[claim.force]
        names = self.name_all(told, "participant")
        persons = frozenset(
            Person(self.identity.side(name, told.when), name)
            for name in names
            if self.identity.is_person(name) or self.identity.is_office(name)
        )
        ahead = state not in ("held", "ongoing")
        mover = state in ("postponed", "cancelled")
        days = read_days(claim.first("date"))
        dated = days is not None
        if days is None:
            before, after = (0, rules.ahead_days) if ahead else (rules.undated_days, 0)
            days = guess_days(told, before, after)
        reach = days
        if mover and told.published is not None:
            start = told.published[0] - rules.moved_days
            reach = (
                (min(start, days[0]), max(days[1], start))
                if days
                else (start, told.published[1] + rules.ahead_days)
            )
        elif days is not None and ahead:
            reach = (days[0] - rules.near_days, days[1] + rules.near_days)
        levels = [level for level in rules.levels if level in claim.values("level")]
        return Sketch(
            told, claim.code, frozenset(self.identity.side(name, told.when) for name in names), persons=persons,
            days=days, dated=dated, reach=widen(reach, 1), ahead=ahead, mover=mover, state=state,
            level=levels[0] if levels else None, place=fold_first(told, "place"), negated=claim.negated,
        )  # fmt: skip

    def draw_agreement(self, told: Told) -> Sketch:
        """Sketch an agreement claim; `others` are brokers."""
        claim, rules = told.claim, self.rules.agreements
        days = read_days(claim.first("date"))
        dated = days is not None
        if days is None and claim.code in rules.signature:
            days = guess_days(told, rules.undated_days, 0)
        title = tuple(fold(claim.first("title") or "").split())
        return Sketch(
            told, claim.code, self.list_known_sides(told, "party"), self.list_sides(told, "broker"), days=days, dated=dated,
            reach=widen(days, rules.day_slack), place=fold_first(told, "place"), title=title, negated=claim.negated,
            ahead=claim.force not in ("asserted", "agreed", "alleged"),
        )  # fmt: skip

    def draw_commitment(self, told: Told, agreement: str | None, signed: Days | None) -> Sketch:
        """Sketch a commitment claim; `others` are beneficiaries, days those of the promise."""
        claim = told.claim
        days = read_days(claim.first("date"))
        dated = days is not None or signed is not None
        days = days or signed or guess_days(told, 0, 0)
        words = [word for word in (claim.first("act"), claim.first("object")) if word]
        return Sketch(
            told, claim.code, self.list_sides(told, "obligor"), self.list_sides(told, "beneficiary"), days=days,
            dated=dated, reach=widen(days, self.rules.commitments.told_days), place=fold_first(told, "place"),
            act=self.acts.read(join_act(words)), agreement=agreement, point=claim.first("point"),
            deadline=claim.first("deadline"), negated=claim.negated,
        )  # fmt: skip

    def complete_cue(self, told: Told) -> str:
        """Return the words of a cue, with the particle after it where its verb stands (was handed over, handed it back)."""
        cue = told.claim.cue
        after = told.document.text[cue.span[1] :].split(maxsplit=1)
        particle = after[0].strip(",.;") if after else ""
        if particle not in self.rules.acts.particles:
            return cue.text
        verb, _, rest = cue.text.partition(" ")
        whole = f"{verb} {particle}"
        return f"{whole} {rest}" if self.acts.is_form(whole) else f"{cue.text} {particle}"

    def draw_event(self, told: Told) -> Sketch:
        """Sketch an event claim; `others` are recipients, `title` the mode."""
        claim, rules = told.claim, self.rules.events
        days = read_days(claim.first("date"))
        dated = days is not None
        days = days or guess_days(told, rules.undated_days, 0)
        reach = widen(days, rules.denial_days if claim.negated else 1)
        return Sketch(
            told, claim.code, self.list_sides(told, "actor"), self.list_sides(told, "recipient"), days=days,
            dated=dated, reach=reach, ahead=claim.force not in rules.done, place=fold_first(told, "place"),
            act=self.acts.read(f"{self.complete_cue(told)} {claim.first('object') or ''}"),
            title=(claim.mode,) if claim.mode else (), negated=claim.negated, speakers=self.list_speakers(told),
        )  # fmt: skip


def join_act(words: list[str]) -> str:
    """Join act and object; the object once where the act already ends in it."""
    if len(words) == 2 and words[1].casefold() in words[0].casefold():
        return words[0]
    return " ".join(words)


def guess_days(told: Told, before: int, after: int) -> Days | None:
    """Return the days around publication in which an undated thing is looked for; none for background."""
    if told.claim.background or told.published is None:
        return None
    return max(1, told.published[0] - before), told.published[1] + after


def widen(days: Days | None, by: int) -> Days | None:
    """Return days with some more on both ends."""
    return (max(1, days[0] - by), days[1] + by) if days else None


def fold_first(told: Told, role: str) -> str | None:
    """Return the first value of a role, folded, or None."""
    value = told.claim.first(role)
    return fold(value) if value else None


def measure_gap(left: Days | None, right: Days | None) -> int | None:
    """Return how many days lie between two spans; 0 where they share a day, None where one is unknown."""
    if left is None or right is None:
        return None
    return max(0, left[0] - right[1], right[0] - left[1])


def choose_loose(left: Sketch, right: Sketch) -> str | None:
    """Return the id of the less exact of two, or None where both give one day (or the same days)."""
    if left.dated and right.dated and left.days == right.days:
        return None
    if left.exact and right.exact:
        return None
    return max((left, right), key=lambda one: (not one.dated, _length(one.days), one.id)).id


def _length(days: Days | None) -> int:
    return days[1] - days[0] if days else 10**6


def is_same_words(left: Sketch, right: Sketch) -> bool:
    """Whether two coders read one cue of one document as the same kind of claim."""
    one, two = left.told.claim, right.told.claim
    coders = (one.coder, one.codebook), (two.coder, two.codebook)
    return (
        one.document == two.document
        and one.cue.span == two.cue.span
        and one.code == two.code
        and coders[0] != coders[1]
    )
