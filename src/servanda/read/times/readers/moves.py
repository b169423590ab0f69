"""Readers of times counted from now or from the day told of ("last week", "three days later")."""

from typing import Final

from servanda.read.times import guards
from servanda.read.times.mention import Grain, Length, Mention
from servanda.read.times.readers.fit import Fit
from servanda.read.times.readers.fronts import name_bound


def read_season_moved(fit: Fit) -> list[Mention]:
    """Read "last summer", "that winter"."""
    step, back = _move(fit)
    code = fit.named("season")
    return fit.make("moved", "season", code=int(code or 0), step=step, back=back)


def read_month_moved(fit: Fit) -> list[Mention]:
    """Read "last April", "the previous April"."""
    step, back = _move(fit)
    month = fit.at.month(fit.first, fit.last)
    return fit.make("moved", "month", month=month, step=step, back=back)


def read_day_word(fit: Fit) -> list[Mention]:
    """Read today, yesterday, tomorrow, tonight."""
    word = fit.named("dayword")
    part = fit.named("part") or ("NI" if fit.has("tonight") else None)
    return fit.make("moved", "day", step=int(word or 0), part=part)


def read_same_date(fit: Fit) -> list[Mention]:
    """Read "the same date", "that date": the day told of."""
    return fit.make("moved", "day", step=0, back=True)


def read_day_beyond(fit: Fit) -> list[Mention]:
    """Read "the day before yesterday", "the day after tomorrow"."""
    return fit.make("moved", "day", step=-2 if fit.has("yesterday") else 2)


def _move(fit: Fit) -> tuple[int, bool]:
    """Return how far a word like "last" or "following" moves, and whether it counts from the day told of."""
    toward = fit.named("toward")
    back = fit.named("back")
    if fit.has("this") and fit.has("past", "coming"):
        return (-1 if fit.has("past") else 1), False
    if fit.has("that", "same"):
        return 0, True
    if back is not None:
        return int(back), True
    return int(toward or 0), fit.has("the") and fit.has("next")


_GRAINS: Final[dict[str, Grain]] = {
    "day": "day", "week": "week", "weekend": "weekend", "month": "month", "quarter": "quarter", "half": "half",
    "year": "year", "decade": "decade", "century": "century", "hour": "hour", "minute": "minute",
}  # fmt: skip


def read_unit_moved(fit: Fit) -> list[Mention]:
    """Read "last week", "this year", "the following day"; "the past year" is the year up to now."""
    index = fit.end - 1
    unit = fit.at.unit(index)
    plural = fit.at.is_in(index, "units")
    if (
        unit not in _GRAINS
        or plural
        or unit == "minute"
        or (unit == "hour" and not fit.has("last", "past", "next"))
    ):
        return []
    step, back = _move(fit)
    stretched = fit.at.before(fit.first) in fit.at.lists["stretch"] and not guards.is_part_of(
        fit.at, fit.first
    )
    stretch = fit.has("past", "coming") or (fit.has("the") and fit.has("last", "next") and stretched)
    stretch = stretch and unit != "weekend" and not (fit.has("next") and unit == "day")
    if stretch or unit == "hour":
        sign = 1 if step >= 0 else -1
        return fit.make(
            "window", _GRAINS[unit], length=Length(1, unit), sign=sign, back=back and not fit.has("next")
        )
    return fit.make("moved", _GRAINS[unit], step=step, back=back)


def read_unit_the(fit: Fit) -> list[Mention]:
    """Read "the year", "the month" inside "the end of the month", "late in the year"; alone it says no time."""
    unit = fit.at.unit(fit.end - 1)
    if unit not in ("week", "weekend", "month", "quarter", "year", "day", "decade", "century"):
        return []
    if unit == "weekend":
        fits = fit.at.before(fit.first) in fit.at.lists["before-weekend"]
        return fit.make("moved", "weekend", word="weekend") if fits else []
    alone = unit in ("week", "month", "quarter", "year") and guards.is_current(fit.at, fit.first, fit.last)
    return fit.make("moved", _GRAINS[unit], step=0, back=True, word="bare", loose=alone, of_news=alone)


def read_part_moved(fit: Fit) -> list[Mention]:
    """Read "last night", "this morning", "the next morning"."""
    step, back = _move(fit)
    part = fit.named("part")
    if fit.has("that") and not fit.has("night", "day", "evening", "morning", "afternoon"):
        return []
    return fit.make("moved", "day", step=step, back=back, part=part)


def read_unit_beside(fit: Fit) -> list[Mention]:
    """Read "the day before", "the year after"."""
    unit = fit.at.unit(fit.first + 1)
    if unit not in ("day", "week", "month", "year"):
        return []
    step = -1 if fit.has("before", "prior") else 1
    return fit.make("moved", _GRAINS[unit], step=step, back=True)


def read_part_beside(fit: Fit) -> list[Mention]:
    """Read "the night before" where nothing follows that it could be before."""
    if not guards.ends_clause(fit.at, fit.last):
        return []
    step = -1 if fit.has("before") else 1
    return fit.make("moved", "day", step=step, back=True, part=fit.named("part"))


def read_weekday(fit: Fit) -> list[Mention]:
    """Read a weekday, with "last", "next" or "this", and a part of the day."""
    if not guards.is_weekday(fit.at, fit.first, fit.last):
        return []
    name = fit.named("weekday")
    if name is None:
        return []
    moves = fit.named("toward") is not None or fit.named("back") is not None
    step, back = _move(fit) if moves else (0, False)
    return fit.make(
        "weekday",
        weekday=int(name),
        step=step,
        back=back,
        part=fit.named("part"),
        word="moved" if moves else None,
    )


def read_weekday_week(fit: Fit) -> list[Mention]:
    """Read "Monday last week", "Tuesday of this week"."""
    name = fit.named("weekday")
    if name is None or fit.inner is None or fit.inner.shape != "moved" or fit.inner.grain != "week":
        return []
    return fit.make("weekday", "day", weekday=int(name), inner=fit.inner)


def read_window(fit: Fit) -> list[Mention]:
    """Read "the next three years", "the past few weeks"."""
    if fit.has("this", "current", "that") and not fit.has("past", "last"):
        return []
    if fit.word(fit.first) == "last" and fit.at.before(fit.first) in fit.at.lists["before-verb"]:
        return []
    first = next(i for i in range(fit.first, fit.last) if any(fit.at.is_in(i, n) for n in ("toward", "back")))
    start = first + 1 if fit.rule == "window" else fit.first
    length = fit.at.length(start, fit.last)
    if length is None:
        return []
    step, back = _move(fit)
    sign = -1 if step < 0 else 1
    return fit.make("window", length=length, sign=sign, back=back and not fit.has("next"))


def read_window_vague(fit: Fit) -> list[Mention]:
    """Read "the coming days", "recent weeks": a stretch without ends."""
    if fit.has("same", "that", "current", "prior") or fit.has("this"):
        return []
    unit = fit.at.unit(fit.end - 1)
    step = -1 if fit.has("recent") else _move(fit)[0]
    sign = -1 if step < 0 else 1
    if unit is None:
        return []
    return fit.make("window", length=Length(None, unit), sign=sign, back=_move(fit)[1])


def read_ago(fit: Fit) -> list[Mention]:
    """Read "a year ago", "ten days from now"."""
    length = fit.at.length(fit.first, fit.last)
    if length is None:
        return [] if not fit.has("long", "time") else fit.make("pointer", word="PAST_REF")
    return fit.make("ago", length=length, sign=-1 if fit.has("ago") else 1)


def read_in_time(fit: Fit) -> list[Mention]:
    """Read "in two weeks' time"."""
    length = fit.at.length(fit.first, fit.last)
    if length is None or not fit.first or fit.at.before(fit.first) != "in":
        return []
    return fit.make("ago", length=length, sign=1)


def read_later(fit: Fit) -> list[Mention]:
    """Read "three days later", "a day earlier", "weeks before"."""
    length = fit.at.length(fit.first, fit.last)
    last = fit.word(fit.last - 1)
    if last in ("earlier", "later") and fit.at.after(fit.last) in ("this", "last"):
        return []
    if last in ("that", "this"):
        if not guards.ends_clause(fit.at, fit.last):
            return []
        last = fit.word(fit.last - 2)
    if length is None:
        return []
    if (
        fit.at.is_in(fit.first, "units")
        and last in ("before", "after")
        and not guards.ends_clause(fit.at, fit.last)
    ):
        return []
    sign = -1 if last in ("earlier", "before", "beforehand", "previously") else 1
    return fit.make("later", length=length, sign=sign, back=True)


def read_year_end(fit: Fit) -> list[Mention]:
    """Read "year-end", "the month's end"."""
    unit = next((u for i in range(fit.first, fit.last) if (u := fit.at.unit(i))), "year")
    if unit not in ("year", "month", "week", "decade"):
        return []
    modifier = "mid" if fit.has("mid", "midyear") else name_bound(fit)
    return fit.make("moved", _GRAINS[unit], back=True, modifier=modifier, word="bound")
