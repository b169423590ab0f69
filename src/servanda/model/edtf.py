"""Dates as EDTF (ISO 8601-2): the part of it that Servanda writes, and what can be computed with it.

Read and written here: years, months, days, seasons, quarters and halves of a year,
unspecified digits (``199X``, ``2020-XX``), the qualifiers ``?`` ``~`` ``%``,
intervals ``a/b`` and intervals open to one side. Years before 1 (``-0479`` is 480 BC)
are read, but lie outside the calendar of Python's dates: their bounds are None and
the first day of the calendar.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Final, Literal

import msgspec
from dateutil.relativedelta import relativedelta

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval"]

DAY: Final = relativedelta(days=1)

_PARTS: Final[dict[int, tuple[int, int]]] = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    37: (1, 4), 38: (5, 4), 39: (9, 4), 40: (1, 6), 41: (7, 6),
}  # fmt: skip
"""Parts of a year by EDTF code: seasons, quarters, thirds, halves → (first month, months)."""

_SINGLE = re.compile(
    r"(?P<year>-?(?:[0-9]{4}|[0-9]{3}X|[0-9]{2}XX))(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<mark>[?~%])?"
)


class EdtfError(ValueError):
    """A text is not EDTF, or not of the part of EDTF that Servanda reads."""


class Period(msgspec.Struct, frozen=True):
    """What an EDTF text covers: first and last day. None is open (or before the calendar).

    uncertain: the text carries ``?``, ``~`` or ``%``.
    """

    lower: date | None
    upper: date | None
    precision: Precision
    uncertain: bool = False


@lru_cache(maxsize=4096)
def parse(text: str) -> Period:
    """Read an EDTF text; raises EdtfError where it is none."""
    left, slash, right = text.partition("/")
    if not slash:
        return _parse_single(text)
    if left in ("", "..") and right in ("", ".."):
        raise EdtfError(f"{text!r} is an interval without any end")
    first = None if left in ("", "..") else _parse_single(left)
    last = None if right in ("", "..") else _parse_single(right)
    period = Period(
        lower=first.lower if first else None,
        upper=last.upper if last else None,
        precision="interval",
        uncertain=bool((first and first.uncertain) or (last and last.uncertain)),
    )
    if period.lower is not None and period.upper is not None and period.lower > period.upper:
        raise EdtfError(f"{text!r} ends before it starts")
    return period


def lower(text: str) -> date | None:
    """Return the first day that an EDTF text covers, or None where it is open."""
    return parse(text).lower


def upper(text: str) -> date | None:
    """Return the last day that an EDTF text covers, or None where it is open."""
    return parse(text).upper


def overlaps(left: str, right: str) -> bool:
    """Tell whether two EDTF texts share a day."""
    return compare(left, right) == 0


def compare(left: str, right: str) -> int:
    """Return -1 where `left` ends before `right` starts, 1 where it starts after, 0 where they share a day."""
    a, b = parse(left), parse(right)
    if a.upper is not None and b.lower is not None and a.upper < b.lower:
        return -1
    if a.lower is not None and b.upper is not None and a.lower > b.upper:
        return 1
    return 0


def format_day(day: date) -> str:
    """Return a day as EDTF."""
    return day.isoformat()


def interval(start: date | None, end: date | None) -> str:
    """Return the interval from `start` to `end`; None is open. One day is a day."""
    if start is None and end is None:
        raise EdtfError("an interval needs an end")
    if start == end and start is not None:
        return start.isoformat()
    return f"{start.isoformat() if start else '..'}/{end.isoformat() if end else '..'}"


def _parse_single(text: str) -> Period:
    match = _SINGLE.fullmatch(text)
    if match is None:
        raise EdtfError(f"{text!r} is not a date in EDTF")
    year, month, day = match["year"], match["month"], match["day"]
    try:
        first, last, precision = _bound(year, month, day)
    except ValueError as error:
        raise EdtfError(f"{text!r} is not in the calendar: {error}") from error
    return Period(first, last, precision, match["mark"] is not None)


def _bound(year: str, month: str | None, day: str | None) -> tuple[date | None, date, Precision]:
    """Return first day, last day and precision of one date; raises ValueError where there is no such date."""
    if year.startswith("-") or year == "0000":
        _check_calendar(month, day)
        coarse: Precision = "century" if year.endswith("XX") else "decade" if year.endswith("X") else "year"
        return None, date.min, "day" if day else "month" if month else coarse
    if "X" in year:
        if month is not None:
            raise ValueError("an unspecified year has no months")
        start = date(max(int(year.replace("X", "0")), 1), 1, 1)
        end = date(int(year.replace("X", "9")), 12, 31)
        return start, end, "century" if year.endswith("XX") else "decade"
    number = int(year)
    if month in (None, "XX"):
        if day not in (None, "XX"):
            raise ValueError("a day needs its month")
        return date(number, 1, 1), date(number, 12, 31), "year"
    part = _PARTS.get(int(month or 0))
    if part is not None and day is None:
        start = date(number, part[0], 1)
        return start, _last_day(start, part[1]), "season"
    start = date(number, int(month or 0), 1)
    if day in (None, "XX"):
        return start, _last_day(start, 1), "month"
    exact = date(number, int(month or 0), int(day or 0))
    return exact, exact, "day"


def _last_day(start: date, months: int) -> date:
    """Return the last day of `months` months from `start`; the calendar ends with the year 9999."""
    try:
        return start + relativedelta(months=months) - DAY
    except (ValueError, OverflowError):
        return date.max


def _check_calendar(month: str | None, day: str | None) -> None:
    """Raise ValueError where month and day are in no year (leap years included)."""
    if month is None or (int(month) if month != "XX" else 1) in _PARTS:
        return
    date(2000, int(month) if month != "XX" else 1, int(day) if day not in (None, "XX") else 1)
