"""What carries commitments out without saying so, events; and what makes their clocks start."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from servanda.model.kinds import Says
from servanda.resolve.acts import Act
from servanda.resolve.names import fold
from servanda.resolve.promises import Promise, Promises, Word
from servanda.resolve.rules import TieRules
from servanda.resolve.sketch import Sketch
from servanda.resolve.tie import Tie, find_best, list_words_before, read_number

DONE = frozenset({"asserted", "alleged"})
"""Forces of what is done, or said to be."""
QUANTITY_WORDS = 4
"""So many words before an object may say how much of it is meant."""


def tie_event(sketch: Sketch, promises: Promises) -> dict[str, Tie]:
    """Tie an event that carries out what is owed, or by its negation says that it is not done.

    Same act, same thing, after the promise, by who owes it; where the words name
    nobody who acted, it must be one single thing that only one commitment is about.
    What was not done on some day may be done on another: that says nothing.
    """
    claim = sketch.told.claim
    known = claim.code in promises.rules.carry_out and claim.force in DONE
    if (
        not known
        or (claim.negated and "date" in claim.roles)
        or sketch.told.latest is None
        or sketch.act.is_empty
    ):
        return {}
    word = Word(
        claim=claim.id,
        acts=(sketch.act,),
        sides=sketch.sides,
        place=sketch.place,
        topics=tuple(claim.values("topic")),
        day=sketch.told.latest,
        text=sketch.document if sketch.told.document.kind == "agreement" else None,
    )
    return {
        promise.id: Tie(
            claim=claim.id,
            says=_measure_deed(sketch, promise, reasons, promises.rules),
            reasons=tuple(sorted({"event", *reasons})),
        )
        for promise, reasons in find_best(word, promises)
        if {"act", "object"} <= reasons
        and ("who" in reasons or _is_meant(sketch, promise, reasons))
        and promise.since is not None
    } or _tie_undone(sketch, word, promises)


def _is_meant(sketch: Sketch, promise: Promise, reasons: frozenset[str]) -> bool:
    """Whether a single thing tells which commitment is meant where the deed or the promise names nobody."""
    unnamed = not sketch.sides or not promise.sides
    return unnamed and "only" in reasons and is_single(sketch.act, promise)


def _tie_undone(sketch: Sketch, word: Word, promises: Promises) -> dict[str, Tie]:
    """Tie a deed by which its actor undoes what it did: who deployed a force withdraws it."""
    if sketch.negated or sketch.ahead:
        return {}
    return {
        promise.id: Tie(
            claim=word.claim, says="reversed", reasons=tuple(sorted({"event", "undone", *reasons}))
        )
        for promise, reasons in find_best(replace(word, undoing=True), promises)
        if {"act", "object", "who"} <= reasons and promise.since is not None
    }


def tie_break(sketch: Sketch, promises: Promises) -> dict[str, Tie]:
    """Tie an event by which its actor breaks what it owes: who guarantees safe passage closes the road.

    The thing must be named in the one commitment that is meant; a negation denies the breach.
    """
    claim, rules = sketch.told.claim, promises.rules
    day = sketch.told.latest
    if claim.code not in rules.break_by or claim.force not in DONE or day is None or _is_text(sketch):
        return {}
    broken = [
        promise
        for promise in promises.all
        if promise.sides & sketch.sides
        and promise.since is not None
        and promise.since <= day
        and any(
            promises.breaks(sketch.act, act) and promises.acts.names_thing(sketch.act, act, promises.names)
            for act in promise.acts
        )
    ]
    if len(broken) != 1:
        return {}
    return {broken[0].id: Tie(claim=claim.id, says="violated", reasons=("breaks", "event", "object", "who"))}


def _measure_deed(sketch: Sketch, promise: Promise, reasons: frozenset[str], rules: TieRules) -> Says:
    """Say whether a deed is the whole of what was promised: all, as many as promised, or the very place; else partly.

    Of what is not done it is the whole: how far it has come is in its words.
    """
    words = list_words_before(sketch.told, "object", QUANTITY_WORDS)
    if sketch.negated or words & rules.whole:
        return "done"
    if words & rules.in_part:
        return "partly"
    done = read_number(" ".join(sketch.told.claim.values("object")))
    owed = read_number(f"{promise.record.quantity or ''} {promise.record.act}")
    if done is not None and owed is not None:
        return "done" if done >= owed else "partly"
    named = any(sketch.act.heads & act.heads & promise.places for act in promise.acts)
    single = named or is_single(sketch.act, promise)
    return "done" if done is None and ("place" in reasons or single) else "partly"


def is_single(act: Act, promise: Promise) -> bool:
    """Whether what was promised is one thing (the district), of which there is no part: no plural, no number."""
    words = fold(promise.record.act).split()
    shared = frozenset[str]().union(*(act.heads & other.heads for other in promise.acts))
    return promise.record.quantity is None and any(word in shared for word in words)


def tie_anchors(
    promises: Promises,
    ties: dict[str, list[Tie]],
    events: Iterable[Sketch],
    statuses: Iterable[Word],
) -> Iterator[tuple[str, Tie]]:
    """Yield, for deadlines counted from another act, the claims that this act was done.

    The act may be an event after the promise, what a status claim (`statuses`) says
    is done, or another commitment with its words of done. It must name its object:
    "after the formation" is not enough to go by.
    """
    by_event: defaultdict[str, list[Sketch]] = defaultdict(list)
    for sketch in events:
        if sketch.told.claim.force == "asserted" and not sketch.negated and not _is_text(sketch):
            for key in _list_keys(sketch.act):
                by_event[key].append(sketch)
    by_status: defaultdict[str, list[tuple[Word, Act]]] = defaultdict(list)
    for word in statuses:
        for act in word.acts if word.text is None else ():
            for key in _list_keys(act):
                by_status[key].append((word, act))
    for promise in promises.all:
        anchor = promises.acts.read(promise.record.deadline.anchor or "")
        keys = _list_keys(anchor)
        happened = {
            sketch.id: "event"
            for key in keys
            for sketch in by_event[key]
            if promises.fits_object(sketch.act, anchor) and _is_after(sketch.told.latest, promise)
        }
        happened |= {
            word.claim: "status"
            for key in keys
            for word, act in by_status[key]
            if promises.fits_object(act, anchor)
            and word.agreement in (None, promise.agreement)
            and _is_after(word.day, promise)
        }
        if keys:
            happened |= _find_done_elsewhere(promise, anchor, promises, ties)
        for claim in sorted(happened):
            yield promise.id, Tie(claim=claim, says="anchor-happened", reasons=("anchor", happened[claim]))


def _list_keys(act: Act) -> list[str]:
    """Return verb and head in every combination; nothing where one of them is missing."""
    return [f"{verb} {head}" for verb in sorted(act.verbs) for head in sorted(act.heads)]


def _is_text(sketch: Sketch) -> bool:
    """Whether a claim stands in an agreement, which says what is to be done."""
    return sketch.told.document.kind == "agreement"


def _is_after(day: int | None, promise: Promise) -> bool:
    """Whether a day is not known to be before the promise."""
    return day is None or promise.since is None or day >= promise.since


def _find_done_elsewhere(
    promise: Promise, anchor: Act, promises: Promises, ties: dict[str, list[Tie]]
) -> dict[str, str]:
    """Return the words of done of another commitment that is the anchor: of the same agreement, or the same documents."""
    found = {}
    for other in promises.list_candidates(Word(claim="", acts=(anchor,))):
        together = (
            other.agreement == promise.agreement if promise.agreement else other.documents & promise.documents
        )
        fits = any(act.verbs & anchor.verbs and promises.fits_object(act, anchor) for act in other.acts)
        if other.id != promise.id and together and fits:
            found.update({tie.claim: other.id for tie in ties.get(other.id, []) if tie.says == "done"})
    return found
