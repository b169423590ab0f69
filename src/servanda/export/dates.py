"""EDTF dates as a person reads them, and the days between which they lie."""

import re
from datetime import date
from typing import Final

from servanda.model import edtf

Bounds = tuple[date | None, date | None]
"""First and last day; None on a side that is open or unknown."""

_PART: Final = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?([?~%]?)")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PARTS_OF_YEAR: Final = {
    "21": "spring", "22": "summer", "23": "autumn", "24": "winter", "33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4",
    "40": "first half of", "41": "second half of",
}  # fmt: skip
_DOUBT: Final = {"?": " (?)", "~": " (about)", "%": " (about, ?)"}


def say_date(text: str) -> str:
    """Return an EDTF date in words: ``5 Sep 2022``, ``31 Aug – 30 Sep 2022``, ``until 31 Dec 2021``.

    What is not one of the forms that Servanda writes is returned as it is.
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _say_part(text)
    if start in ("", ".."):
        return f"until {_say_part(end)}"
    if end in ("", ".."):
        return f"from {_say_part(start)}"
    left, right = _say_part(start), _say_part(end)
    if left[-5:] == right[-5:] and left != right and " " in left:
        left = left[:-5]
    return f"{left} – {right}"


def find_bounds(text: str | None) -> Bounds:
    """Return the first and the last day of an EDTF date; (None, None) where there is none."""
    if text is None:
        return None, None
    try:
        period = edtf.parse(text)
    except edtf.EdtfError:
        return None, None
    return period.lower, period.upper


def lies_within(text: str | None, first: date | None, last: date | None) -> bool:
    """Tell whether a date may lie between two days; a record without a date lies nowhere."""
    if first is None and last is None:
        return True
    start, end = find_bounds(text)
    if start is None and end is None:
        return False
    return not (last is not None and start is not None and start > last) and not (
        first is not None and end is not None and end < first
    )


def sort_key(text: str | None) -> tuple[bool, date, date]:
    """Return a key that puts dates in order and what has no date last."""
    start, end = find_bounds(text)
    first = start or end or date.max
    return first == date.max, first, end or first


def _say_part(part: str) -> str:
    match = _PART.fullmatch(part)
    if match is None:
        return part
    year, month, day, doubt = match.groups()
    words = _say_year(year)
    if month in _PARTS_OF_YEAR:
        words = f"{_PARTS_OF_YEAR[month]} {words}"
    elif month not in (None, "XX"):
        if not 1 <= int(month) <= 12:
            return part
        words = f"{_MONTHS[int(month) - 1]} {words}"
        if day not in (None, "XX"):
            words = f"{int(day)} {words}"
    return words + _DOUBT.get(doubt, "")


def _say_year(year: str) -> str:
    """Return a year, or the decade or century that ``199X`` and ``19XX`` stand for."""
    return f"{year.replace('X', '0')}s" if "X" in year else year
