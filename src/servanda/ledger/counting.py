"""From an anchor's day to the last day in time: offsets, days and months of a process, periods, terms."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from servanda.ledger.offsets import add_working_days, read_offset
from servanda.ledger.phrases import AnchorWords, read_phrase
from servanda.model import Deadline, edtf

_DAY_N = re.compile(r"\b(?:day|d)[ +-]*(\d+)\b|^\s*(\d+)\s*$")
_UNIT_N = re.compile(r"\b(?:\w+(?:st|nd|rd|th)|first|second|third) (week|month|quarter|year)\b")
_FIRST_DAY = re.compile(r"\b(?:day|date) of the\b|\b(?:start|beginning) of\b")
_ENDS = re.compile(r"\b(?:end|close|conclusion|expiry|expiration|completion) of the\b")
_AFTER = re.compile(r"\b(?:after|following|from|plus)\b|\+")
_ON = re.compile(r"(?:on|at)\b")
_ONE: Final = timedelta(days=1)
_LENGTHS: Final = {
    "week": relativedelta(weeks=1), "month": relativedelta(months=1), "quarter": relativedelta(months=3),
    "year": relativedelta(years=1),
}  # fmt: skip
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Move:
    """A day that an anchor had, by which words and which claim."""

    day: date
    text: str
    claim: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day from which a deadline counts, and how it is known.

    end: the last day, where it lasts. planned: it is still to come. tentative: it hangs on
    a start of which nothing says that it came about. moves: the days it had, the present
    one last; none where it never moved.
    """

    day: date
    known: str
    end: date | None = None
    planned: bool = False
    tentative: bool = False
    moves: tuple[Move, ...] = ()


def compute(deadline: Deadline, anchor: Anchor, words: AnchorWords | None = None) -> str | None:
    """Return the last day in time as EDTF (start and end for windows and terms), or None where the text gives no distance.

    N days after is anchor + N, but one day less where the first day is said to count;
    day N of something is anchor + N - 1, and its Nth month ends a day before N months are
    over. Before something is at least a day before it, but on the last day of what ends;
    the count "before" leaves out the last day. Working days leave out the weekend.
    """
    try:
        return _Count(deadline, anchor, words).count()
    except (OverflowError, ValueError):
        return None


class _Count:
    """One deadline with its anchor."""

    def __init__(self, deadline: Deadline, anchor: Anchor, words: AnchorWords | None) -> None:
        self.deadline = deadline
        self.anchor = anchor
        self.words = words
        self.text = " ".join((deadline.text or "").casefold().split())
        self.offset = read_offset(deadline.offset)

    def count(self) -> str | None:
        """Count by form."""
        match self.deadline.form:
            case "before-event":
                return self._before()
            case "after-signature" | "after-event":
                return self._after()
            case "day-n":
                return self._nth()
            case "window" if self.offset is None:
                return self._whole() if self.anchor.end is not None else None
            case "duration":
                return self._term()
        return None

    def _before(self) -> str:
        base = self.anchor.day
        if self.offset is None:
            stays = self.deadline.counts == "by" or self._names_end()
            return edtf.format_day(base if stays else base - _ONE)
        day = base - self.offset
        return edtf.interval(day, base - _ONE) if self.deadline.counts == "within" else edtf.format_day(day)

    def _after(self) -> str | None:
        base = self.anchor.day
        if self.offset is None:
            if self._opens(bare=True):
                return edtf.interval(base, None)
            return edtf.format_day(base) if _ON.match(self.text) else None
        day = self._add(base)
        if self._says("included"):
            day -= _ONE
        if self._opens():
            return edtf.interval(day, None)
        return edtf.format_day(day - _ONE if self.deadline.counts == "before" else day)

    def _nth(self) -> str | None:
        """Count days and months of a process; an ISO offset is a distance from its first day, a worded one names the day."""
        base, offset = self.anchor.day, self.offset
        unit = _UNIT_N.search(self.text)
        if offset is not None and unit and not _FIRST_DAY.search(self.text):
            if _ENDS.search(self.text):
                return edtf.format_day(base + offset - (0 if _AFTER.search(self.text) else 1) * _ONE)
            last = base + (offset + _LENGTHS[unit[1]]) - _ONE
            return edtf.format_day(last) if self.deadline.counts else edtf.interval(base + offset, last)
        iso = offset is not None and (self.deadline.offset or "").lstrip("-").startswith("P")
        if offset is None:
            found = _DAY_N.search((self.deadline.offset or self.text).lower())
            offset = relativedelta(days=int(found[1] or found[2])) if found else None
        if offset is None:
            return None
        day = base + offset if iso or _AFTER.search(self.text) else base + offset - _ONE
        if self._opens(bare=True):
            return edtf.interval(day, None)
        return edtf.format_day(day - _ONE if self.deadline.counts == "before" else day)

    def _term(self) -> str | None:
        if self.offset is not None:
            return edtf.interval(self.anchor.day, self._add(self.anchor.day))
        if (self.deadline.offset or "").startswith("R/"):
            return None
        if self.deadline.counts is not None:
            return edtf.interval(None, self.anchor.day)
        return self._whole() if self.anchor.end is not None else None

    def _whole(self) -> str:
        return edtf.interval(self.anchor.day, self.anchor.end)

    def _add(self, base: date) -> date:
        assert self.offset is not None
        if self.words is not None and self._says("working"):
            weekend = frozenset(_WEEKDAYS.index(name) for name in self.words.weekend)
            return add_working_days(base, self.offset.days, weekend)
        return base + self.offset

    def _opens(self, bare: bool = False) -> bool:
        """Tell whether the day named is the first on which it may be done."""
        if self.words is None:
            return False
        starts = (*self.words.opens, "from", "since") if bare else self.words.opens
        return any(self.text.startswith(f"{phrase} ") for phrase in starts)

    def _says(self, name: str) -> bool:
        return self.words is not None and any(phrase in self.text for phrase in getattr(self.words, name))

    def _names_end(self) -> bool:
        return (
            self.words is not None
            and self.deadline.anchor is not None
            and read_phrase(self.deadline.anchor, self.words).bound == "end"
        )
