"""What carries commitments out without saying so: events, meetings; and what makes their clocks start."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from servanda.model.kinds import Says
from servanda.resolve.acts import Act
from servanda.resolve.promises import Promise, Promises, Word
from servanda.resolve.sketch import Sketch
from servanda.resolve.tie import Tie, counts_some, find_best, read_number


def tie_event(
    sketch: Sketch, promises: Promises, meant: Sequence[tuple[str, frozenset[str]]], without: frozenset[str]
) -> dict[str, Tie]:
    """Tie an event that carries out what its actor owes: same act, same thing, after the promise.

    meant: the clauses of texts that it tells of, if any. without: commitments that only so are meant.
    """
    claim = sketch.told.claim
    if meant and claim.force == "asserted" and not claim.negated and claim.code in promises.rules.carry_out:
        counts = counts_some(" ".join(claim.values("object")))
        return {
            one: Tie(
                claim=claim.id,
                says="partly" if counts else "done",
                reasons=tuple(sorted({"event", *reasons})),
            )
            for one, reasons in meant
        }
    known = claim.code in promises.rules.carry_out and claim.force == "asserted" and not claim.negated
    if not known or sketch.told.latest is None or not sketch.sides or sketch.act.is_empty:
        return {}
    word = Word(
        claim=claim.id,
        acts=(sketch.act,),
        sides=sketch.sides,
        place=sketch.place,
        topic=claim.first("topic"),
        day=sketch.told.latest,
        text=sketch.document if sketch.told.document.kind == "agreement" else None,
    )
    return {
        promise.id: Tie(
            claim=claim.id,
            says=_measure_deed(sketch, promise, reasons),
            reasons=tuple(sorted({"event", *reasons})),
        )
        for promise, reasons in find_best(word, promises, without)
        if {"act", "object", "who"} <= reasons and promise.since is not None
    }


def _measure_deed(sketch: Sketch, promise: Promise, reasons: frozenset[str]) -> Says:
    """Say whether a deed is the whole of what was promised: as many as promised, or the very place; else partly."""
    done = read_number(" ".join(sketch.told.claim.values("object")))
    owed = read_number(f"{promise.record.quantity or ''} {promise.record.act}")
    if done is not None and owed is not None:
        return "done" if done >= owed else "partly"
    named = any(sketch.act.heads & act.heads & promise.places for act in promise.acts)
    return "done" if done is None and ("place" in reasons or named) else "partly"


def find_meetings(
    promises: Promises, held: Iterable[tuple[str, Sequence[Sketch]]], laid_down: frozenset[str] = frozenset()
) -> Iterator[tuple[Promise, str, Sketch]]:
    """Yield for each commitment to meet the first meeting held that fits it: meeting id and the claim that says so.

    laid_down: clauses of texts, which only a meeting of just those who are to meet carries out.
    """
    by_side: defaultdict[str, list[tuple[int, str, Sketch]]] = defaultdict(list)
    for meeting, group in held:
        done = [
            one
            for one in group
            if one.state == "held" and not one.negated and one.dated and one.days is not None
        ]
        for sketch in done[:1]:
            for side in sketch.sides:
                by_side[side].append((sketch.days[0] if sketch.days else 0, meeting, sketch))
    for promise in promises.all:
        verbs = frozenset[str]().union(*(act.verbs for act in promise.acts))
        if not verbs & promises.rules.meet or promise.since is None or not promise.sides:
            continue
        fits = [
            (day, meeting, sketch)
            for day, meeting, sketch in by_side[min(promise.sides)]
            if day >= promise.since
            and (promise.sides == sketch.sides if promise.id in laid_down else promise.sides <= sketch.sides)
            and _fits_body(promise, sketch)
        ]
        for _, meeting, sketch in sorted(fits, key=lambda fit: fit[:2])[:1]:
            yield promise, meeting, sketch


def _fits_body(promise: Promise, sketch: Sketch) -> bool:
    """Whether the body that is to meet (a commission, a working group) is named where the meeting is told; or none is."""
    heads = {head for act in promise.acts for head in act.heads if head != "meeting"}
    claim = sketch.told.claim
    told = " ".join([*claim.values("framework"), *claim.values("participant"), claim.cue.text]).casefold()
    return all(head in told for head in heads)


def tie_anchors(
    promises: Promises,
    ties: dict[str, list[Tie]],
    events: Iterable[Sketch],
    statuses: Iterable[Word],
    holds: Callable[[Promise, str], bool] = lambda _promise, _claim: True,
) -> Iterator[tuple[str, Tie]]:
    """Yield, for deadlines counted from another act, the claims that this act was done.

    The act may be an event after the promise, what a status claim (`statuses`) says
    is done, or another commitment with its words of done. It must name its object:
    "after the formation" is not enough to go by. holds: whether a claim tells of what
    a commitment's deadline counts from, where that is known more exactly.
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
        happened = {claim: why for claim, why in happened.items() if holds(promise, claim)}
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
