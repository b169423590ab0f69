"""Meetings and texts that carry out what was promised: to meet, or to make a text on a topic."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from servanda.model import Agreement
from servanda.model.kinds import Says
from servanda.resolve.identity import Identity
from servanda.resolve.promises import Promise, Promises, is_same_topic
from servanda.resolve.rules import TieRules
from servanda.resolve.sketch import Sketch
from servanda.resolve.told import read_days

DONE: Says = "done"
OFF: Says = "cancelled"


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """What was done of a promise: the record (meeting or agreement), what that says, and the claims that tell it."""

    promise: Promise
    record: str
    says: Says
    told: tuple[Sketch, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    """A meeting with the sides that took part, those whose bodies did among them."""

    record: str
    day: int
    sides: frozenset[str]
    topics: frozenset[str]
    words: str
    told: tuple[Sketch, ...]


def find_meetings(
    promises: Promises, meetings: Iterable[tuple[str, Sequence[Sketch]]], identity: Identity
) -> Iterator[Fulfilment]:
    """Yield for each promise to meet the meeting that carries it out, or the plan for it that was called off.

    The first one held since the promise, and not before the window in which it is to be
    held; one on the promised topic goes before others. A plan called off counts only where
    none was held.
    """
    held: defaultdict[str, list[_Held]] = defaultdict(list)
    off: defaultdict[str, list[_Held]] = defaultdict(list)
    for record, group in meetings:
        for state, index in (("held", held), ("cancelled", off)):
            meeting = _draw(record, group, identity, promises.rules, state)
            if meeting is not None:
                for side in meeting.sides:
                    index[side].append(meeting)
    for promise in promises.all:
        verbs = frozenset[str]().union(*(act.verbs for act in promise.acts))
        if not verbs & promises.rules.meet or promise.since is None or not promise.sides:
            continue
        chosen = _choose(promise, held[min(promise.sides)])
        if chosen is not None:
            yield Fulfilment(promise, chosen.record, DONE, chosen.told)
            continue
        chosen = _choose(promise, off[min(promise.sides)])
        if chosen is not None:
            yield Fulfilment(promise, chosen.record, OFF, chosen.told)


def _draw(
    record: str, group: Sequence[Sketch], identity: Identity, rules: TieRules, state: str
) -> _Held | None:
    """Draw the meeting as those claims have it that say it was held, or called off; None where none does."""
    told = tuple(one for one in group if one.state == state and not one.negated)
    dated = [one for one in told if one.dated and one.days is not None]
    days = [one.days[0] for one in dated if one.days is not None]
    if state == "cancelled":
        days = [one.told.latest for one in told if one.told.latest is not None]
    if not days:
        return None
    claims = [one.told.claim for one in told]
    names = [name for claim in claims for role in ("participant", "host") for name in claim.values(role)]
    levels = {level for claim in claims for level in claim.values("level")}
    words = " ".join(
        [
            *names,
            *(word for claim in claims for word in (*claim.values("framework"), claim.cue.text)),
            *(word for level in sorted(levels) for word in rules.met_by.get(level, ())),
        ]
    )
    hosts = {
        identity.side(identity.name(name, one.told), one.told.when)
        for one in told
        for name in one.told.claim.values("host")
    }
    sides = frozenset[str]().union(*(one.sides for one in told)) | hosts | _list_members(names, identity)
    topics = frozenset(topic for claim in claims for topic in claim.values("topic"))
    return _Held(record, min(days), sides, topics, words.casefold(), tuple(dated or told))


def _list_members(names: Iterable[str], identity: Identity) -> frozenset[str]:
    """Return the sides of the states that the name of a body names (the commission of A, B and C)."""
    states = identity.list_states()
    return frozenset(
        identity.side(state) for name in names if " of " in name for state in states if state in name
    )


def _choose(promise: Promise, meetings: Sequence[_Held]) -> _Held | None:
    """Return the first meeting that fits a promise to meet, one on its topic before others."""
    window = read_days(promise.record.deadline.edtf) if promise.record.deadline.form == "window" else None
    start = max(promise.since or 0, window[0] if window else 0)
    fits = [
        one
        for one in meetings
        if one.day >= start and promise.sides <= one.sides and _fits_body(promise, one)
    ]
    on_topic = [
        one for one in fits if any(is_same_topic(topic, promise.record.topic) for topic in one.topics)
    ]
    return min(on_topic or fits, key=lambda one: (one.day, one.record), default=None)


def _fits_body(promise: Promise, meeting: _Held) -> bool:
    """Whether the body that is to meet (a commission, a working group) is named where the meeting is told; or none is."""
    heads = {head for act in promise.acts for head in act.heads if head != "meeting"}
    return all(head in meeting.words for head in heads)


def find_texts(
    promises: Promises, agreements: Iterable[tuple[Agreement, Sequence[Sketch]]]
) -> Iterator[Fulfilment]:
    """Yield for each promise to adopt a text the first one that all who owe it made since, on the promised topic."""
    made = [
        (record, tuple(one for one in group if one.code in ("signed", "reached") and _is_made(one)))
        for record, group in agreements
    ]
    for promise in promises.all:
        verbs = frozenset[str]().union(*(act.verbs for act in promise.acts))
        if not verbs & promises.rules.conclude or promise.since is None or not promise.sides:
            continue
        fits = [
            (min(one.days[0] for one in told if one.days is not None), record.id, told)
            for record, told in made
            if told
            and record.id != promise.agreement
            and any(is_same_topic(topic, promise.record.topic) for topic in record.topics)
            and promise.sides <= frozenset[str]().union(*(one.sides for one in told))
        ]
        later = [fit for fit in fits if fit[0] > promise.since]
        for _, record_id, told in sorted(later, key=lambda fit: fit[:2])[:1]:
            yield Fulfilment(promise, record_id, DONE, told)


def _is_made(sketch: Sketch) -> bool:
    """Whether a claim says that a text was made on a day."""
    return not sketch.negated and not sketch.ahead and sketch.dated and sketch.days is not None
