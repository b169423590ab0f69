"""Distances in time: ISO 8601 durations, numbers of units in words, working days."""

import math
import re
from datetime import date

from dateutil.relativedelta import relativedelta
from dateutil.rrule import DAILY, rrule

_ISO = re.compile(r"-?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
_WORDED = re.compile(
    r"\b((?:[a-z]+[ -](?:and )?){0,4}?)(\d+|[a-z]+)[ -](?:(?:calendar|working|business|further|additional|more|full) )?"
    r"(hour|day|week|month|year)s?\b"
)
_SPELT_FIGURE = re.compile(r"\s*\((\d+)\)")
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = (
    {word: value for value, word in enumerate(_ONES)}
    | {word: 10 * value for value, word in enumerate(_TENS, 2)}
    | {"a": 1, "an": 1, "hundred": 100}
)
_HOURS_A_DAY = 24
_MINUTES_AN_HOUR = 60


def read_offset(text: str | None) -> relativedelta | None:
    """Return a distance in time (``P30D``, ``30 days``, ``a month``, ``48 hours``), without its sign; hours make whole days."""
    if not text or text.startswith("R/"):
        return None
    iso = _ISO.fullmatch(text.strip())
    if iso and any(iso.groups()):
        years, months, weeks, days, hours, minutes = (int(part or 0) for part in iso.groups())
        days += math.ceil((hours + minutes / _MINUTES_AN_HOUR) / _HOURS_A_DAY)
        return relativedelta(years=years, months=months, days=weeks * 7 + days)
    worded = _WORDED.search(_SPELT_FIGURE.sub("", text.lower()))
    number = _read_number(worded[1], worded[2]) if worded else None
    if worded is None or number is None:
        return None
    lengths = {
        "hour": relativedelta(days=math.ceil(number / _HOURS_A_DAY)), "day": relativedelta(days=number),
        "week": relativedelta(days=7 * number), "month": relativedelta(months=number), "year": relativedelta(years=number),
    }  # fmt: skip
    return lengths[worded[3]]


def _read_number(before: str, last: str) -> int | None:
    """Return a number in digits or words; `before`: the words in front of its last."""
    if last.isdigit():
        return int(last)
    if last not in _VALUES:
        return None
    total = 0
    for word in [*_list_number_words(before), last]:
        value = _VALUES[word]
        total = max(total, 1) * value if word == "hundred" else total + value
    return total


def _list_number_words(text: str) -> list[str]:
    """Return the number words that directly precede: "within one hundred and" is one, hundred."""
    found: list[str] = []
    for word in reversed(re.split(r"[ -]+", text.strip(" -"))):
        if word == "and" and text:
            continue
        if word not in _VALUES or word in ("a", "an"):
            break
        found.append(word)
    return found[::-1]


def add_working_days(day: date, days: int, weekend: frozenset[int]) -> date:
    """Return the day so many working days after another; weekend: weekdays left out, Monday is 0."""
    if days <= 0:
        return day
    weekdays = [number for number in range(7) if number not in weekend]
    first = day + relativedelta(days=1)
    return list(rrule(DAILY, dtstart=first, byweekday=weekdays, count=days))[-1].date()
