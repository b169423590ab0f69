"""Units some steps away from a point: the week after, last summer, the following day."""

from dateutil.relativedelta import relativedelta

from servanda.model.edtf import DAY, interval
from servanda.read.times.known import STARTS, Known, find_week, know_day, shift
from servanda.read.times.mention import Grain


def move(base: Known, grain: Grain, step: int, code: int | None = None) -> Known | str | None:
    """Return the unit `step` units from the one that a point lies in; a week or weekend as EDTF."""
    if grain in ("day", "week", "weekend"):
        day = base.date
        if day is None:
            return shift(base, relativedelta(days=step)) if grain == "day" and base.day else None
        if grain == "day":
            return know_day(day + relativedelta(days=step))
        monday, sunday = find_week(day + relativedelta(weeks=step))
        return interval(monday if grain == "week" else sunday - DAY, sunday)
    if grain == "month":
        moved = shift(base, relativedelta(months=step)) if base.month else None
        return Known("month", moved.year, moved.month) if moved else None
    if grain == "quarter":
        if base.month is None and base.code is not None:
            base = Known("month", base.year, STARTS[base.code])
        moved = shift(base, relativedelta(months=3 * step)) if base.month else None
        return Known("quarter", moved.year, code=33 + ((moved.month or 1) - 1) // 3) if moved else None
    if grain == "season":
        return Known("season", base.year + _season_step(base, code or 21, step), code=code)
    if grain == "half":
        moved = shift(base, relativedelta(months=6 * step)) if base.month else None
        return Known("half", moved.year, code=40 if (moved.month or 1) < 7 else 41) if moved else None
    if grain == "decade":
        return Known("decade", base.year - base.year % 10 + 10 * step)
    if grain == "century":
        return Known("century", base.year - base.year % 100 + 100 * step)
    return Known("year", base.year + step)


def move_month(base: Known, month: int, step: int) -> Known:
    """Return "last April", "this April", "next April" as seen from a point."""
    told = base.month or (STARTS[base.code] if base.code else 0)
    if step < 0:
        return Known("month", base.year - (month >= told or not told), month)
    return Known("month", base.year + (step > 0 and month <= told), month)


def _season_step(base: Known, code: int, step: int) -> int:
    """Return in which year "last", "this" or "next summer" lies, as years from the base's."""
    start, month = STARTS[code], base.month or 0
    if step < 0:
        return 0 if month >= start + 3 else -1
    if step > 0:
        return 0 if month < start else 1
    return -1 if code == 24 and 0 < month < 3 else 0
