"""When two claims tell of one event; a denial speaks of the event that it denies."""

from collections.abc import Collection, Iterable, Sequence

from servanda.model import Event
from servanda.resolve.acts import Acts
from servanda.resolve.decide import Say, make_id
from servanda.resolve.fields import Fields
from servanda.resolve.match import Fit
from servanda.resolve.rules import EventRules
from servanda.resolve.sketch import Sketch, choose_loose, measure_gap

FORCES = ("asserted", "alleged", "agreed", "scheduled", "conditional", "threatened", "proposed")
"""Of several forces the first prevails: what somebody reports as done is more than an allegation."""


class EventMatcher:
    """Compares event claims."""

    def __init__(self, rules: EventRules, acts: Acts, names: frozenset[str]) -> None:
        """Take the rules for events, the tables of acts, and how names of states begin."""
        self.rules = rules
        self.acts = acts
        self.names = names
        self._family = {code: family[0] for family in rules.families for code in family}

    def list_timed_keys(self, sketch: Sketch) -> Iterable[str]:
        """Meet under the code's family with every side concerned, or with the place where none is named."""
        family = self._find_family(sketch)
        sides = sketch.sides | sketch.others
        keys = [f"{family} {side}" for side in sorted(sides)]
        return [*keys, f"{family} at {sketch.place}"] if sketch.place else keys

    def list_fixed_keys(self, sketch: Sketch) -> Iterable[str]:
        """Events without any days are not matched."""
        return ()

    def compare(self, left: Sketch, right: Sketch) -> Fit | None:
        """Say how two claims fit one event, or None."""
        if self.is_apart(left, right):
            return None
        gap = measure_gap(left.days, right.days)
        if gap is None:
            return None
        if left.negated != right.negated:
            return self._compare_denial(left, right, gap)
        place = left.place is not None and left.place == right.place
        thing = self.acts.fits_object(left.act, right.act, self.names)
        actors = bool(left.sides & right.sides)
        recipients = bool(left.others & right.others)
        if not (actors or (place and (recipients or thing))):
            return None
        if gap == 0 and (place or thing or (recipients and self._share_act(left, right))):
            reasons = (
                "date",
                *_name_reasons(actors=actors, recipients=recipients, place=place, object=thing),
            )
            return Fit(1.0 + actors + recipients + place + thing, reasons, choose_loose(left, right))
        if gap == 1 and place and thing and actors:
            return Fit(0.5, ("a day apart", "actors", "place", "object"))
        return None

    def is_apart(self, left: Sketch, right: Sketch) -> bool:
        """Whether two claims cannot tell of one event."""
        if self._find_family(left) != self._find_family(right) or left.ahead != right.ahead:
            return True
        if left.sides and right.sides and not left.sides & right.sides:
            return True
        if left.others and right.others and not left.others & right.others:
            return True
        if left.place is not None and right.place is not None and left.place != right.place:
            return True
        if left.title and right.title and left.title != right.title:
            return True
        gap = measure_gap(left.days, right.days)
        if gap is not None and gap > (self.rules.denial_days if left.negated != right.negated else 1):
            return True
        if left.document == right.document:
            return left.negated == right.negated and not self._is_retold(left, right)
        return False

    def clash(self, lefts: Collection[Sketch], rights: Collection[Sketch]) -> bool:
        """Whether any two of two groups cannot be one event."""
        return any(self.is_apart(left, right) for left in lefts for right in rights)

    def _compare_denial(self, left: Sketch, right: Sketch, gap: int) -> Fit | None:
        """Compare an act with its denial: the denial need not repeat where and what."""
        if gap > self.rules.denial_days or not left.sides & right.sides:
            return None
        denial = left if left.negated else right
        thing = self.acts.fits_object(left.act, right.act, self.names)
        score = 1.0 + (gap == 0) + (left.document == right.document) + thing
        return Fit(score, ("actors", "denied"), denial.id)

    def _is_retold(self, left: Sketch, right: Sketch) -> bool:
        """Whether a document tells one event twice, by two speakers, with nothing to tell them apart."""
        return left.speakers != right.speakers and (left.days, left.place) == (right.days, right.place)

    def _share_act(self, left: Sketch, right: Sketch) -> bool:
        """Whether the acts have a verb in common, or name no object to tell them apart."""
        return bool(left.act.verbs & right.act.verbs) or not left.act.heads or not right.act.heads

    def _find_family(self, sketch: Sketch) -> str:
        return self._family.get(sketch.code, sketch.code)


def build_event(group: Sequence[Sketch], fields: Fields) -> Event:
    """Settle one event from its claims; what is denied stays asserted or alleged, with the denial beside it."""
    told = [sketch.told for sketch in group]
    said = [one for one in told if not one.claim.negated] or told
    order = fields.decider.rules
    dates = fields.list_dates(said) or fields.list_dates(told)
    places = fields.list_says(said, "place") or fields.list_says(told, "place")
    varied = {
        "date": fields.decider.vary(fields.list_dates(told)),
        "place": fields.decider.vary(fields.list_says(told, "place")),
        "negated": fields.vary_negation(told),
    }
    modes = [Say(one.claim.mode, one) for one in said if one.claim.mode is not None]
    forces = {one.claim.force for one in said}
    return Event(
        id=make_id("E", min(sketch.id for sketch in group)),
        claims=sorted(sketch.id for sketch in group),
        background=all(one.claim.background for one in told),
        disagreements=fields.keep_reported("event", varied),
        code=fields.decider.choose([Say(one.claim.code, one) for one in said], order.kind)
        or said[0].claim.code,
        mode=fields.decider.choose(modes, order.kind),
        contexts=list(dict.fromkeys(context for one in told for context in one.claim.contexts)),
        actors=fields.name_all(told, ("actor",), "bodies"),
        recipients=fields.name_all(told, ("recipient",), "bodies"),
        date=fields.decider.choose(dates),
        place=fields.decider.choose(places),
        force=next(force for force in FORCES if force in forces),
        negated=all(one.claim.negated for one in told),
        said_by=fields.decider.list_speakers(said),
    )


def _name_reasons(**held: bool) -> tuple[str, ...]:
    """Return the names of what holds."""
    return tuple(name for name, holds in held.items() if holds)
