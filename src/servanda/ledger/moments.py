"""Times of day in the words of a deadline, with their time zone: "00:00 Moscow time 10 November 2020"."""

import re
from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from dateutil.relativedelta import relativedelta

from servanda.ledger.days import read_bounds
from servanda.ledger.phrases import AnchorWords
from servanda.model import Deadline

_CLOCK = re.compile(
    r"\b([01]?\d|2[0-4])[:.]([0-5]\d)(?:\s*([ap])\.?m\b)?|\b(\d{1,2})\s*([ap])\.?m\b", re.IGNORECASE
)
_NAMED = {"midnight": (24, 0), "noon": (12, 0), "midday": (12, 0)}
_OFFSET = re.compile(r"\b(?:utc|gmt)\s*([+-])\s*(\d{1,2})(?::?(\d\d))?\b", re.IGNORECASE)
_NOON = 12


def read_moment(deadline: Deadline, words: AnchorWords) -> datetime | None:
    """Return the moment that a deadline names, aware of its zone; None without a time of day, a zone or a single day."""
    text = (deadline.text or "").casefold()
    clock, zone = _read_clock(text), find_zone(text, words)
    _, day = read_bounds(deadline.edtf)
    first, _ = read_bounds(deadline.edtf)
    if clock is None or zone is None or day is None or first != day:
        return None
    return _place(day, clock, zone, deadline.counts is not None)


def _place(day: date, clock: tuple[int, int], zone: ZoneInfo | str, limit: bool) -> datetime:
    """Return a time of day in a zone. 24:00 is 00:00 of the next day, and so is the 00:00 that a limit ends with."""
    hour, minute = clock
    whole = hour == 24 or (limit and clock == (0, 0))
    base = day + relativedelta(days=1) if whole else day
    if isinstance(zone, ZoneInfo):
        return datetime.combine(base, time(hour % 24, minute), zone)
    return datetime.fromisoformat(f"{base}T{hour % 24:02d}:{minute:02d}:00{zone}")


def _read_clock(text: str) -> tuple[int, int] | None:
    """Return hour and minute."""
    named = next((clock for name, clock in _NAMED.items() if name in text.split()), None)
    match = _CLOCK.search(_OFFSET.sub(" ", text))
    if match is None:
        return named
    hour, minute = int(match[1] or match[4]), int(match[2] or 0)
    half = match[3] or match[5]
    if half is not None and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return hour, minute


def find_zone(text: str, words: AnchorWords) -> ZoneInfo | str | None:
    """Return the time zone that words name: an offset, an abbreviation, a city; None where they name none."""
    if (match := _OFFSET.search(text)) is not None:
        return f"{match[1]}{int(match[2]):02d}:{match[3] or '00'}"
    plain = f" {' '.join(re.findall(r'[a-z]+', text.casefold()))} "
    for name in sorted(words.zones, key=len, reverse=True):
        if f" {name} " in plain:
            return _load(words.zones[name])
    for name, key in _list_cities():
        if f" {name} time " in plain or f" {name} local time " in plain:
            return _load(key)
    return None


def _load(key: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError):
        return None


@cache
def _list_cities() -> tuple[tuple[str, str], ...]:
    """Return the cities of the IANA database, in lower case, with their keys."""
    keys = (
        key
        for key in available_timezones()
        if "/" in key and not key.startswith(("Etc/", "posix/", "right/"))
    )
    cities = {key.rpartition("/")[2].replace("_", " ").casefold(): key for key in sorted(keys)}
    return tuple(sorted(cities.items()))


def tell_moment(deadline: Deadline, words: AnchorWords) -> str | None:
    """Return the reason that names the moment in its zone and in UTC, or None where there is none."""
    moment = read_moment(deadline, words)
    if moment is None:
        return None
    return f"deadline: {moment.isoformat(timespec='minutes')} is {moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
