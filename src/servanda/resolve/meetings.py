"""When two claims tell of one meeting: announced, moved, called off, held."""

from collections.abc import Collection, Iterable, Sequence
from typing import Literal, cast

from servanda.model import Meeting, Variant
from servanda.model.kinds import Format, Medium
from servanda.resolve.decide import Say, make_id
from servanda.resolve.fields import Fields
from servanda.resolve.match import Fit
from servanda.resolve.rules import MeetingRules
from servanda.resolve.sketch import Sketch, choose_loose, measure_gap

PLANNED = ("specific", "latest", "sources", "stake")
"""How the date of a meeting to come is chosen: the latest word counts for more than the number of words."""


class MeetingMatcher:
    """Compares meeting claims by participants, days, place and level."""

    def __init__(self, rules: MeetingRules) -> None:
        """Take the rules for meetings."""
        self.rules = rules

    def list_timed_keys(self, sketch: Sketch) -> Iterable[str]:
        """Meet under every side."""
        return sketch.sides

    def list_fixed_keys(self, sketch: Sketch) -> Iterable[str]:
        """Meetings without any days are not matched."""
        return ()

    def compare(self, left: Sketch, right: Sketch) -> Fit | None:
        """Say how two claims fit one meeting, or None."""
        if not left.sides & right.sides or self.is_apart(left, right):
            return None
        if left.ahead and right.ahead:
            return self._compare_plans(left, right)
        if left.ahead or right.ahead:
            held, plan = (right, left) if left.ahead else (left, right)
            return self._compare_with_plan(held, plan)
        return self._compare_held(left, right)

    def is_apart(self, left: Sketch, right: Sketch, moved: bool = False) -> bool:
        """Whether two claims cannot tell of one meeting. moved: a postponement stands between them."""
        if left.level and right.level and left.level != right.level:
            return True
        return (
            _differ_in_sides(left, right)
            or _differ_in_persons(left, right)
            or self._differ_in_days(left, right, moved)
        )

    def clash(self, lefts: Collection[Sketch], rights: Collection[Sketch]) -> bool:
        """Whether any two of two groups cannot be one meeting; days may differ where one of them tells of a move."""
        moved = any(one.mover for one in lefts) or any(one.mover for one in rights)
        return any(self.is_apart(left, right, moved) for left in lefts for right in rights)

    def _differ_in_days(self, left: Sketch, right: Sketch, moved: bool) -> bool:
        """Whether the days tell two meetings apart."""
        gap = measure_gap(left.days, right.days)
        together = left.document == right.document
        if left.ahead != right.ahead:
            beyond = left.dated and right.dated and gap is not None and gap > self.rules.near_days
            return together or (beyond and not moved)
        if gap is None:
            return False
        if not left.ahead:
            return gap > 1 or (together and gap > 0 and left.dated and right.dated)
        return left.dated and right.dated and gap > 0 and not moved and not (left.mover or right.mover)

    def _compare_held(self, left: Sketch, right: Sketch) -> Fit | None:
        """Compare two reports of meetings held."""
        gap = measure_gap(left.days, right.days)
        if gap is None:
            return None
        shared = len(left.sides & right.sides)
        persons = len(left.persons & right.persons)
        whole = shared >= 2 and (left.sides <= right.sides or right.sides <= left.sides)
        if left.exact and right.exact:
            return self._compare_exact(left, right, gap, whole, persons)
        if gap == 0 and whole and not _differ_in_place(left, right):
            return Fit(
                1.0 + _count_same(left, right), ("participants", "days near"), choose_loose(left, right)
            )
        return None

    def _compare_exact(self, left: Sketch, right: Sketch, gap: int, whole: bool, persons: int) -> Fit | None:
        """Compare two meetings held whose day is given."""
        same_place = left.place is not None and left.place == right.place
        if gap == 0 and (whole or persons >= 2 or (same_place and len(left.sides & right.sides) >= 2)):
            return Fit(3.0 + _count_same(left, right), ("participants", "date"))
        if gap == 0 and (persons or same_place) and not _differ_in_place(left, right):
            fewer = min((left, right), key=lambda one: (len(one.sides), one.id))
            return Fit(2.0, ("one participant", "date", "place" if same_place else "person"), fewer.id)
        if gap != 1 or left.sides != right.sides or not whole or _differ_in_place(left, right):
            return None
        if persons >= 2 or same_place:
            return Fit(0.5 + _count_same(left, right) / 10, ("participants", "a day apart"))
        return None

    def _compare_with_plan(self, held: Sketch, plan: Sketch) -> Fit | None:
        """Compare a meeting held with one that was to come."""
        shared = held.sides & plan.sides
        whole = len(shared) >= 2 and (held.sides <= plan.sides or plan.sides <= held.sides)
        gap = measure_gap(held.days, plan.days)
        if not whole or gap is None or _differ_in_place(held, plan):
            return None
        if plan.told.published and held.days and held.days[1] < plan.told.published[0]:
            return None
        equal = held.sides == plan.sides
        same_place = held.place is not None and held.place == plan.place
        if plan.dated and gap <= self.rules.near_days:
            reason = "date as planned" if gap == 0 else f"{gap} days beside the planned date"
            loose = None if plan.exact and gap == 0 else plan.id
            return Fit(1.0 + (gap == 0) + equal + 2 * same_place, ("participants", reason), loose)
        if not plan.dated and gap == 0 and equal and (plan.state != "proposed" or same_place):
            return Fit(0.8 + same_place, ("participants", "soon after the announcement"), plan.id)
        return None

    def _compare_plans(self, left: Sketch, right: Sketch) -> Fit | None:
        """Compare two meetings to come."""
        for mover, plan in ((left, right), (right, left)):
            if mover.mover and not plan.mover and (fit := self._compare_moved(mover, plan)) is not None:
                return fit
        shared = left.sides & right.sides
        whole = left.sides == right.sides or (
            len(shared) >= 2 and (left.sides <= right.sides or right.sides <= left.sides)
        )
        if not whole or _differ_in_place(left, right):
            return None
        if left.dated and right.dated:
            fits = measure_gap(left.days, right.days) == 0
            score = 2.0 + (left.days == right.days) + (left.sides == right.sides)
            return Fit(score, ("participants", "planned date"), choose_loose(left, right)) if fits else None
        told = measure_gap(left.told.published, right.told.published)
        if (
            left.sides == right.sides
            and told is not None
            and told <= self.rules.told_days
            and left.days
            and right.days
        ):
            return Fit(1.0, ("participants", "told together"), choose_loose(left, right))
        return None

    def _compare_moved(self, mover: Sketch, plan: Sketch) -> Fit | None:
        """Compare the word that a meeting is off or moved with the plan it may speak of."""
        told, announced = mover.told.published, plan.told.published
        if told is None or announced is None or announced[0] > told[1] or mover.sides != plan.sides:
            return None
        if plan.days is None or plan.days[1] < told[0] - self.rules.moved_days:
            return None
        if not plan.dated and measure_gap(told, announced) not in range(self.rules.ahead_days + 1):
            return None
        return Fit(1.5, ("participants", f"{mover.state} after it was planned"), mover.id)


def _differ_in_sides(left: Sketch, right: Sketch) -> bool:
    """Whether the participants tell two meetings apart."""
    shared = left.sides & right.sides
    fewer = min(len(left.sides), len(right.sides))
    if fewer == 0:
        return False
    if len(shared) < min(2, fewer):
        return True
    return left.document == right.document and fewer >= 2 and left.sides != right.sides


def _differ_in_persons(left: Sketch, right: Sketch) -> bool:
    """Whether for some side both name persons, and not one in common."""
    for side in left.sides & right.sides:
        one = {person.name for person in left.persons if person.side == side and not _is_post(person.name)}
        two = {person.name for person in right.persons if person.side == side and not _is_post(person.name)}
        if one and two and not one & two:
            return True
    return False


def _is_post(name: str) -> bool:
    """Whether a name is an office without its holder's name."""
    return " of " in name


def _differ_in_place(left: Sketch, right: Sketch) -> bool:
    """Whether both give a place, and not the same."""
    return left.place is not None and right.place is not None and left.place != right.place


def _count_same(left: Sketch, right: Sketch) -> int:
    """Count what else is the same: sides, place, level."""
    return (
        (left.sides == right.sides)
        + (left.place is not None and left.place == right.place)
        + (left.level is not None and left.level == right.level)
    )


def build_meeting(group: Sequence[Sketch], fields: Fields, rules: MeetingRules) -> Meeting:
    """Settle one meeting from its claims, given in the order in which they were told."""
    told = [sketch.told for sketch in group]
    deciding = _find_deciding(group, rules)
    state = deciding[0].state or "held"
    behind = [sketch.told for sketch in deciding]
    dates = fields.list_dates(behind)
    if not dates and state == "cancelled":
        dates = fields.list_dates(told)
    order = PLANNED if deciding[0].ahead else None
    levels = [level for level in rules.levels if any(level in one.claim.values("level") for one in told)]
    places = fields.list_says(behind, "place") or fields.list_says(told, "place")
    varied: dict[str, list[Variant]] = {
        "date": fields.decider.vary(dates),
        "place": fields.decider.vary(places),
        "participants": _vary_participants(deciding, fields),
        "negated": fields.vary_negation([one.told for one in group if one.state == state]),
    }
    return Meeting(
        id=make_id("M", min(sketch.id for sketch in group)),
        claims=sorted(sketch.id for sketch in group),
        background=all(one.claim.background for one in told),
        disagreements=fields.keep_reported("meeting", varied),
        state=state,
        participants=fields.name_all(told, ("participant",), "persons", first=behind),
        level=levels[0] if levels else "unknown",
        format=_count_sides(deciding, group, fields),
        medium=cast("Medium | None", fields.pick(behind, "medium") or fields.pick(told, "medium")),
        host=fields.pick(behind, "host") or fields.pick(told, "host"),
        place=fields.decider.choose(places, order),
        date=fields.decider.choose(dates, order),
        topics=fields.list_all(told, "topic"),
        frameworks=fields.list_all(told, "framework"),
        negated=deciding[0].negated,
        said_by=fields.decider.list_speakers(behind),
    )


def _find_deciding(group: Sequence[Sketch], rules: MeetingRules) -> list[Sketch]:
    """Return the claims that give the state: that it was held, else the latest word and all that say the same."""
    held = [sketch for sketch in group if sketch.state == "held" and not sketch.negated]
    if held:
        return held

    def rank(sketch: Sketch) -> tuple[int, int, str]:
        place = rules.rank.index(sketch.state) if sketch.state in rules.rank else -1
        return (sketch.told.published[1] if sketch.told.published else 0, -place, sketch.id)

    last = max(group, key=rank)
    return [sketch for sketch in group if (sketch.state, sketch.negated) == (last.state, last.negated)]


def _count_sides(deciding: Sequence[Sketch], group: Sequence[Sketch], fields: Fields) -> Format | None:
    """Return the format by the number of sides; None where it is not known whom somebody acts for."""
    named = [sketch for sketch in deciding if sketch.sides] or [sketch for sketch in group if sketch.sides]
    sides = frozenset[str]().union(*(sketch.sides for sketch in named))
    unknown = any(
        person.side == person.name and not fields.identity.has_side(person.name)
        for sketch in named
        for person in sketch.persons
    )
    if unknown or len(sides) < 2:
        return None
    formats: dict[int, Literal["bilateral", "trilateral"]] = {2: "bilateral", 3: "trilateral"}
    return formats.get(len(sides), "multilateral")


def _vary_participants(deciding: Sequence[Sketch], fields: Fields) -> list[Variant]:
    """Return the versions of who took part, where no version holds the other."""
    says = [
        Say(
            " + ".join(
                sorted(
                    dict.fromkeys(
                        fields.identity.name(v, one.told) for v in one.told.claim.values("participant")
                    )
                )
            ),
            one.told,
        )
        for one in deciding
        if one.sides
    ]
    sides = [sketch.sides for sketch in deciding if sketch.sides]
    if all(one <= two or two <= one for one in sides for two in sides):
        return []
    values = sorted({say.value for say in says})
    return [
        fields.decider.write_variant(value, [say.told for say in says if say.value == value])
        for value in values
    ]
