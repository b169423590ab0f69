"""By when it is owed: deadlines, counted from the promise or the signing where that is told."""

import re
from datetime import date

from servanda.model import Deadline, Value, edtf
from servanda.read.clauses import Clause
from servanda.read.draft import Draft
from servanda.read.force import Effect
from servanda.read.passage import Passage
from servanda.read.scene import Scene
from servanda.read.setting import has_day, inherited_times, times_below, times_of
from servanda.read.times import Time, find_renewal, reanchor

_DEADLINE_RELATIONS = frozenset({"by", "before", "within", "until", "after"})


def read_deadline(scene: Scene, passage: Passage, draft: Draft, clause: Clause, agree: Effect | None) -> None:
    """Give the deadline: the act's own time, counted from the day of the promise where that is told."""
    base = _day_of_promise(agree, passage)
    if base is not None and agree is not None:
        told = next((t for t in times_of(passage, agree.governor) if has_day(t) and t.relation == "at"), None)
        if told is not None:
            draft.add("date", Value(text=told.text, value=told.edtf, span=told.span, inferred=told.inferred))
    for time in _deadline_times(passage, clause, agree):
        if _is_name_or_past(scene, time):
            continue
        dated = from_signing(scene, time)
        if (base is not None and time.offset is not None) or (
            base is not None and (time.against or "").startswith("publication") and time.relation == "within"
        ):
            dated = reanchor(time, base[0], base[1])
        add_deadline(draft, dated)
        if dated.form == "duration" and dated.length is not None and dated.recurs is None:
            _add_renewal(draft, passage, clause, time)
        return


def _is_name_or_past(scene: Scene, time: Time) -> bool:
    """Tell whether a date is no deadline: the year of a law's name, or a day before the agreement that tells of it."""
    if time.form != "absolute" or time.relation != "at" or time.edtf is None:
        return False
    if time.core == time.span and time.grain == "year":
        return True
    published, last = scene.document.published, edtf.upper(time.edtf)
    made = edtf.lower(published) if published is not None else None
    return scene.document.kind == "agreement" and made is not None and last is not None and last < made


def from_signing(scene: Scene, time: Time) -> Time:
    """Count 'within 30 days of the signing' from the agreement that the document says was signed."""
    if (
        time.edtf is not None
        or not time.anchor
        or not any(w in time.anchor.lower() for w in ("signing", "signature", "signed"))
    ):
        return time
    for draft in reversed(scene.drafts):
        if draft.kind == "agreement" and draft.code == "signed" and draft.values("date"):
            day = edtf.lower(draft.values("date")[0])
            if day is not None and len(draft.values("date")[0]) == 10:
                return reanchor(time, day, f"the signing on {day.isoformat()}")
    return time


def _deadline_times(passage: Passage, clause: Clause, agree: Effect | None) -> list[Time]:
    heads = [clause.head, *(o for o in clause.objects)]
    own = [
        t
        for h in heads
        for t in times_of(passage, h)
        if t.form not in {None} or t.relation in _DEADLINE_RELATIONS
    ]
    own += [
        t
        for t in inherited_times(passage, clause)
        if t not in own and (t.form is not None or t.relation in _DEADLINE_RELATIONS)
    ]
    if not own and passage.binding:
        below = times_below(passage, clause.head)
        own = [t for t in below if t.form not in {None, "absolute", "duration"} or t.relation == "until"]
    if own:
        return own
    if agree is not None and agree.governor.pos_ in {"VERB", "AUX"}:
        return [
            t
            for t in times_of(passage, agree.governor)
            if t.relation in {"by", "before", "within", "until"} and t.core[0] > passage.at(clause.head)
        ]
    return []


def as_deadline(time: Time) -> Deadline:
    """Return a time as a deadline: its words, last day in time, form, anchor, offset and counting.

    The offset of a term is its length, that of what comes again a repeating interval (``R/P90D``).
    """
    due = time.edtf
    if due is not None and "/" in due and time.relation in {"within", "by", "before"}:
        upper = edtf.upper(due)
        due = upper.isoformat() if upper is not None else due
    offset = time.offset
    if offset is None and time.form == "duration":
        offset = time.length if time.recurs is None else _write_repeat(time)
    return Deadline(
        text=time.text,
        form=time.form or "absolute",
        anchor=time.anchor,
        offset=_write_months(offset),
        counts=time.counts,
        edtf=due,
    )


def _write_repeat(time: Time) -> str | None:
    """Return what comes again as a repeating interval; "twice a week" and "every Monday" are none."""
    often = re.match(r"twice|.* times ", time.text.casefold()) is not None
    return f"R/{time.recurs}" if (time.recurs or "").startswith("P") and not often else None


def _write_months(offset: str | None) -> str | None:
    """Return an offset with years and a half in months, so that it can be counted."""
    half = re.fullmatch(r"(-?)P(\d+)\.5Y", offset or "")
    return f"{half[1]}P{int(half[2]) * 12 + 6}M" if half else offset


def add_deadline(draft: Draft, time: Time) -> None:
    """Write a time as a deadline: words, last day in time, form, anchor, offset, counting."""
    for role, value in list_roles(time):
        draft.add(role, value)


def list_roles(time: Time) -> list[tuple[str, Value]]:
    """Return a time as the roles of a deadline."""
    deadline = as_deadline(time)
    reason = time.inferred
    if reason is None and time.offset is not None and (time.against or "").startswith("publication"):
        reason = f"counted from {time.against}: the text names no other day"
    found = [("deadline", Value(text=time.text, value=deadline.edtf, span=time.span, inferred=reason))]
    for role, value in (
        ("deadline-form", deadline.form), ("deadline-anchor", deadline.anchor), ("deadline-offset", deadline.offset),
        ("deadline-counts", deadline.counts),
    ):  # fmt: skip
        if value is not None:
            found.append((role, Value(text=time.text, value=value, span=time.span)))
    return found


def _add_renewal(draft: Draft, passage: Passage, clause: Clause, term: Time) -> None:
    """Write how a term renews itself, and how long before its end notice is due, where the sentence says so."""
    sentence = clause.head.sent
    start = passage.at(sentence[0])
    end = start + len(sentence.text)
    times = [time for time in passage.times if start <= time.core[0] < end]
    renewal = find_renewal(sentence.text, times, term, start)
    for role, time in (("deadline-renewal", renewal.length), ("deadline-notice", renewal.notice)):
        value = (time.length or (time.offset or "").lstrip("-")) if time is not None else None
        if time is not None and value:
            draft.add(role, Value(text=time.text, value=value, span=time.span))


def _day_of_promise(agree: Effect | None, passage: Passage) -> tuple[date, str] | None:
    """Return the day on which the promise was given, where the sentence dates it."""
    if agree is None or agree.governor.pos_ not in {"VERB", "AUX"}:
        return None
    for time in times_of(passage, agree.governor):
        if has_day(time) and time.relation == "at" and time.edtf is not None and len(time.edtf) == 10:
            day = edtf.lower(time.edtf)
            if day is not None:
                return day, f"{time.edtf} in the text"
    return None
