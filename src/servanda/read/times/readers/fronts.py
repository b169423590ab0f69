"""Readers of words in front of another time ("the end of", "early", "around")."""

from servanda.read.times.mention import Length, Mention, Modifier
from servanda.read.times.readers.fit import Fit


def _period(fit: Fit) -> Mention | None:
    """Return what follows the pattern where it is a stretch of the calendar: longer than a day, no range."""
    inner = fit.inner
    if inner is None or inner.shape not in ("calendar", "moved") or inner.other is not None:
        return None
    return None if inner.grain in ("day", "hour", "minute") else inner


def _day(fit: Fit) -> Mention | None:
    """Return what follows the pattern where it is one day."""
    inner = fit.inner
    if inner is None or inner.shape not in ("calendar", "moved", "weekday") or inner.other is not None:
        return None
    return inner if inner.grain == "day" else None


def _modify(fit: Fit, inner: Mention, modifier: Modifier) -> list[Mention]:
    """Return the inner mention with a word like "early" in front."""
    return [inner.grown(fit.first, inner.last, modifier=modifier, rule=fit.rule)]


def read_part_of(fit: Fit) -> list[Mention]:
    """Read "the first two months of 1939", "the last week of September"."""
    inner = _period(fit)
    unit_at = next((i for i in range(fit.end - 2, fit.first, -1) if fit.at.unit(i)), None)
    if inner is None or unit_at is None:
        return []
    final = fit.has("last", "final", "closing")
    ordinal = None if final or fit.has("opening") else fit.at.ordinal(fit.first, unit_at)
    number = fit.at.number(fit.first, unit_at) if unit_at - fit.first > 1 else None
    if fit.at.is_in(unit_at, "units") and number is None:
        return _modify(fit, inner, "end" if final else "start") if ordinal in (None, 1) else []
    length = Length(number or 1, fit.at.unit(unit_at) or "day")
    return fit.make("part", length=length, sign=-1 if final else 1, step=(ordinal or 1) - 1, inner=inner)


def read_bound_of(fit: Fit) -> list[Mention]:
    """Read "the end of last year", "end-2022"."""
    inner = fit.inner
    if inner is not None and inner.shape == "event" and inner.word == "day-n" and inner.length is not None:
        return _bound_nth(fit, inner, inner.length)
    inner = _period(fit)
    if inner is None:
        return []
    return [inner.grown(fit.first, inner.last, modifier=name_bound(fit), word="bound", rule=fit.rule)]


def _bound_nth(fit: Fit, inner: Mention, length: Length) -> list[Mention]:
    """Read "the end of the 30th month of the Transition": as far from its start as the month ends."""
    ends = name_bound(fit) == "end"
    if length.number is None or length.unit == "day" or name_bound(fit) == "mid":
        return []
    after = fit.at.after(inner.event[0] - 1) != "of" if inner.event is not None else False
    moved = Length(length.number + (ends - after), length.unit)
    return [inner.grown(fit.first, inner.last, length=moved, rule=fit.rule)]


def name_bound(fit: Fit) -> Modifier:
    """Return which part of a period a word like "beginning" names; the end where none does."""
    name = fit.named("bound")
    return "start" if name == "start" else "mid" if name == "mid" else "end"


def read_half_of(fit: Fit) -> list[Mention]:
    """Read "the first half of 2022", "the latter part of the year"."""
    inner, start = _period(fit), fit.has("first", "early")
    if inner is None:
        return []
    if fit.has("half") and inner.grain == "year":
        undated = inner if inner.year is None else None
        return fit.make("calendar", "half", inner.year, code=40 if start else 41, inner=undated)
    return _modify(fit, inner, "start" if start else "end")


def read_early(fit: Fit) -> list[Mention]:
    """Read "mid-March", "early 2023", "later that month", "earlier this week", "late Tuesday"."""
    inner = _period(fit) or (_day(fit) if fit.has("early", "late", "later", "earlier") else None)
    if inner is None or (inner.word == "bare" and inner.grain == "day" and not fit.has("in")):
        return []
    if fit.has("early", "earlier"):
        return _modify(fit, inner, "start")
    return _modify(fit, inner, "end" if fit.has("late", "later") else "mid")


def read_rest_of(fit: Fit) -> list[Mention]:
    """Read "the rest of 2022" as the year."""
    inner = _period(fit)
    return _modify(fit, inner, "end") if inner else []


def read_about_date(fit: Fit) -> list[Mention]:
    """Read "around March 2020", "ca. 461 BC"."""
    if fit.inner is None or fit.inner.shape != "calendar" or fit.inner.other:
        return []
    return [fit.inner.grown(fit.first, fit.inner.last, approx=True, rule=fit.rule)]


def read_part_of_day(fit: Fit) -> list[Mention]:
    """Read "the morning of 31 January", "the early hours of Sunday"."""
    inner = _day(fit)
    if any(fit.at.is_in(fit.first - 1, name) for name in ("ordword", "ordinal", "numword", "num")):
        return []
    part = fit.named("part") or "MO"
    return [inner.grown(fit.first, inner.last, part=part, rule=fit.rule)] if inner else []
