"""Readers of words in front of another time ("the end of", "early", "around")."""

from servanda.read.times.mention import Length, Mention, Modifier
from servanda.read.times.readers.fit import Fit


def read_part_of(fit: Fit) -> list[Mention]:
    """Read "the first two months of 1939", "the last week of September"."""
    if fit.inner is None or fit.inner.shape not in ("calendar", "moved") or fit.inner.part:
        return []
    if fit.inner.word == "bare" and fit.inner.grain == "day":
        return []
    end = fit.end - 1
    unit_at = next((i for i in range(end - 1, fit.first, -1) if fit.at.unit(i)), None)
    if unit_at is None:
        return []
    unit = fit.at.unit(unit_at) or "day"
    final = fit.has("last", "final", "closing")
    ordinal = None if final or fit.has("opening") else fit.at.ordinal(fit.first, unit_at)
    number = fit.at.number(fit.first, unit_at) if unit_at - fit.first > 1 else None
    plural = fit.at.is_in(unit_at, "units")
    if plural and number is None:
        return _modify(fit, fit.inner, "end" if final else "start")
    if ordinal not in (None, 1) and number is None and plural:
        return []
    length = Length(number or 1, unit)
    step = (ordinal or 1) - 1
    return fit.make("part", length=length, sign=-1 if final else 1, step=step, inner=fit.inner)


def _modify(fit: Fit, inner: Mention, modifier: Modifier) -> list[Mention]:
    """Return the inner mention with a word like "early" in front."""
    return [inner.grown(fit.first, inner.last, modifier=modifier, rule=fit.rule)]


def read_bound_of(fit: Fit) -> list[Mention]:
    """Read "the end of last year", "end-2022"."""
    if (
        fit.inner is None
        or fit.inner.grain in ("day", "hour", "minute")
        or fit.inner.shape not in ("calendar", "moved")
    ):
        return []
    return [fit.inner.grown(fit.first, fit.inner.last, modifier=name_bound(fit), word="bound", rule=fit.rule)]


def name_bound(fit: Fit) -> Modifier:
    """Return which part of a period a word like "beginning" names; the end where none does."""
    name = fit.named("bound")
    return "start" if name == "start" else "mid" if name == "mid" else "end"


def read_half_of(fit: Fit) -> list[Mention]:
    """Read "the first half of 2022", "the latter part of the year"."""
    start = fit.has("first", "early")
    if (
        fit.inner is None
        or fit.inner.shape not in ("calendar", "moved")
        or fit.inner.grain in ("day", "hour", "minute")
    ):
        return []
    if fit.has("half") and fit.inner.grain == "year":
        dated = fit.inner.year is not None
        return fit.make(
            "calendar", "half", fit.inner.year, code=40 if start else 41, inner=None if dated else fit.inner
        )
    return _modify(fit, fit.inner, "start" if start else "end")


def read_early(fit: Fit) -> list[Mention]:
    """Read "mid-March", "early 2023", "later that month", "earlier this week"."""
    inner = fit.inner
    if inner is None or inner.shape not in ("calendar", "moved", "weekday") or inner.other:
        return []
    if inner.grain in ("hour", "minute") or (
        inner.grain == "day" and not fit.has("early", "late", "later", "earlier")
    ):
        return []
    modifier: Modifier = (
        "start" if fit.has("early", "earlier") else "end" if fit.has("late", "later") else "mid"
    )
    if inner.word == "bare" and inner.grain == "day" and not fit.has("in"):
        return []
    return _modify(fit, inner, modifier)


def read_rest_of(fit: Fit) -> list[Mention]:
    """Read "the rest of 2022" as the year."""
    inner = fit.inner
    if inner is None or inner.shape not in ("calendar", "moved") or inner.grain in ("day", "hour", "minute"):
        return []
    return [
        inner.grown(
            fit.first, inner.last, modifier="end" if fit.has("rest", "remainder") else None, rule=fit.rule
        )
    ]


def read_about_date(fit: Fit) -> list[Mention]:
    """Read "around March 2020", "ca. 461 BC"."""
    if fit.inner is None or fit.inner.shape != "calendar" or fit.inner.other:
        return []
    return [fit.inner.grown(fit.first, fit.inner.last, approx=True, rule=fit.rule)]


def read_part_of_day(fit: Fit) -> list[Mention]:
    """Read "the morning of 31 January"."""
    inner = fit.inner
    if (
        inner is None
        or inner.grain != "day"
        or inner.shape not in ("calendar", "moved", "weekday")
        or inner.other
    ):
        return []
    part = fit.named("part")
    return [inner.grown(fit.first, inner.last, part=part, rule=fit.rule)]
