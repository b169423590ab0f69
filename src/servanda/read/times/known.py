"""Days, months and years that are known, and arithmetic on them (dateutil's, never by hand)."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from dateutil.relativedelta import MO, SU, relativedelta

from servanda.read.times.mention import Grain, Length

STARTS: Final = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10, 40: 1, 41: 7}
"""First month of seasons, quarters and halves by their EDTF code."""
_CYCLE: Final = 4000
"""Years before 1 are moved by whole cycles of the calendar (400 years) into its range, and back."""


_DURATION: Final = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)


@dataclass(frozen=True, slots=True)
class Known:
    """A point of the calendar. year is astronomical; code is the EDTF code of a season, quarter or half.

    text: the words it comes from. explicit: its year stands in the text. paragraph, sentence: where.
    """

    grain: Grain
    year: int
    month: int | None = None
    day: int | None = None
    code: int | None = None
    text: str = ""
    explicit: bool = False
    paragraph: int = -1
    sentence: int = -1

    @property
    def edtf(self) -> str:
        """The point as EDTF."""
        year = f"-{-self.year:04d}" if self.year < 0 else f"{self.year:04d}"
        if self.grain == "decade":
            return year[:-1] + "X"
        if self.grain == "century":
            return year[:-2] + "XX"
        if self.code is not None:
            return f"{year}-{self.code:02d}"
        if self.month is None:
            return year
        return f"{year}-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")

    @property
    def date(self) -> date | None:
        """The day, where the point is one and lies in Python's calendar."""
        if self.day is None or self.month is None or self.year < 1:
            return None
        return date(self.year, self.month, self.day)


def know_day(day: date, text: str = "", explicit: bool = False) -> Known:
    """Return a day as a known point."""
    return Known("day", day.year, day.month, day.day, None, text, explicit)


def to_delta(length: Length) -> relativedelta | None:
    """Return a length as a relativedelta, or None where its number is not said or makes no whole units."""
    total = relativedelta()
    part: Length | None = length
    while part is not None:
        if part.number is None:
            return None
        delta = _delta(part.number, part.unit)
        if delta is None:
            return None
        total += delta
        part = part.rest
    return total


def _delta(number: float, unit: str) -> relativedelta | None:
    months = {
        "month": 1,
        "quarter": 3,
        "half": 6,
        "year": 12,
        "decade": 120,
        "century": 1200,
        "millennium": 12000,
    }
    if unit in months:
        count = number * months[unit]
        return relativedelta(months=int(count)) if count == int(count) and count < 100_000 else None
    days = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
    if unit in days:
        return relativedelta(days=int(number * days[unit])) if number < 100_000 else None
    if number > 1_000_000:
        return None
    return relativedelta(**{unit + "s": int(number)})  # type: ignore[arg-type]


def add(day: date, length: Length, sign: int = 1) -> date | None:
    """Return the day a length after (or before) another, or None outside the calendar."""
    delta = to_delta(length)
    if delta is None:
        return None
    try:
        return (datetime(day.year, day.month, day.day) + delta * sign).date()
    except (ValueError, OverflowError):
        return None


def add_iso(day: date, duration: str, sign: int = 1) -> date | None:
    """Return the day an ISO 8601 duration after (or before) another, or None where it is not a whole one."""
    match = _DURATION.fullmatch(duration)
    if match is None:
        return None
    numbers = {name: int(number) for name, number in match.groupdict().items() if number}
    try:
        return (datetime(day.year, day.month, day.day) + relativedelta(**numbers) * sign).date()  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        return None


def add_known(known: Known, length: Length, sign: int = 1) -> Known | None:
    """Return the point a length away, as coarse as the length's unit; None where the point is coarser."""
    grain = grain_of(length)
    delta = to_delta(length)
    if delta is None:
        return None
    moved = shift(known, delta * sign)
    if moved is None:
        return None
    if grain in ("day", "week"):
        return Known("day", moved.year, moved.month, moved.day) if known.day else None
    if grain == "month":
        return Known("month", moved.year, moved.month) if known.month else None
    if grain == "decade":
        return Known("year", moved.year)
    return Known(grain, moved.year)


def grain_of(length: Length) -> Grain:
    """Return how exact a point is that lies a length away."""
    unit = length.unit
    if length.number is not None and length.number != int(length.number) and unit == "year":
        return "month"
    if length.rest is not None:
        return grain_of(length.rest)
    if unit in ("month", "quarter", "half"):
        return "month"
    if unit in ("week", "fortnight", "weekend"):
        return "week"
    return "year" if unit in ("year", "decade", "century", "millennium") else "day"


def name_grain(length: Length) -> Grain:
    """Return the unit of a length as it is said."""
    unit = length.unit
    return {"fortnight": "week", "second": "minute"}.get(unit, unit)  # type: ignore[return-value]


def shift(known: Known, delta: relativedelta) -> Known | None:
    """Return a point moved by a delta, in any year."""
    cycles = _CYCLE if known.year < 1200 else 0
    try:
        moved = datetime(known.year + cycles, known.month or 1, known.day or 1) + delta
    except (ValueError, OverflowError):
        return None
    return Known(
        known.grain,
        moved.year - cycles,
        moved.month if known.month else None,
        moved.day if known.day else None,
    )


def find_week(day: date) -> tuple[date, date]:
    """Return Monday and Sunday of the week of a day."""
    return day + relativedelta(weekday=MO(-1)), day + relativedelta(weekday=SU(1))
