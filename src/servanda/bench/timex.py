"""From our times to TIMEX3: spans, types and values as TimeML 1.2.1 writes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from servanda.model import Span
from servanda.model.edtf import parse
from servanda.read.times import Time

_SEASONS: Final = {
    "21": "SP",
    "22": "SU",
    "23": "FA",
    "24": "WI",
    "33": "Q1",
    "34": "Q2",
    "35": "Q3",
    "36": "Q4",
    "40": "H1",
    "41": "H2",
}


@dataclass(frozen=True, slots=True)
class Timex:
    """One TIMEX3: its span in the text of the TEXT element, type and value."""

    span: Span
    type: str
    value: str | None


def convert(time: Time, text: str) -> Iterator[Timex]:
    """Yield a time as TIMEX3: both ends of a range, the core of others; what TIMEX3 does not mark is left out."""
    if time.form == "vague" and time.kind == "date":
        if (found := _FUTURE.search(text, *time.core)) is not None:
            yield Timex(found.span(), "DATE", "FUTURE_REF")
        return
    if time.measure is not None and not time.narrated:
        yield Timex(time.measure, "DURATION", _write_length(time))
        return
    if time.anchor is not None and time.length is None:
        return
    if time.form == "simultaneous":
        return
    if time.ends is not None:
        values = (time.value or "/").split("/")
        for span, end in zip(time.ends, (values[0], values[-1]), strict=True):
            yield Timex(span, "DATE", write_value(end) if end else None)
        return
    if time.rule == "window-vague" and not time.narrated:
        yield Timex(time.core, "DATE", "PAST_REF" if (time.offset or "").startswith("-") else "FUTURE_REF")
        return
    about = time.kind == "time" and time.relation == "about"
    value, kind = _write_time(time), _TYPES[time.kind]
    if kind == "DATE" and re.match(r"P[\dX.T]", value or ""):
        kind = "DURATION"
    yield Timex(time.span if about else time.core, kind, value)


_FUTURE: Final = re.compile(r"the (?:near|nearest|foreseeable) future")
_TYPES: Final = {"date": "DATE", "time": "TIME", "duration": "DURATION", "set": "SET"}


def _write_time(time: Time) -> str | None:
    """Return the value of a time; None where it has none that can be computed."""
    if time.points is not None:
        return time.points
    if time.kind == "set":
        return write_value(time.recurs) if time.recurs and time.recurs.startswith("XXXX") else time.recurs
    if time.kind == "duration":
        return _write_length(time)
    if time.value is None:
        if time.length is not None and "X" in time.length:
            return "PAST_REF" if (time.offset or "").startswith("-") else "FUTURE_REF"
        if time.kind == "time" and (time.part or time.clock):
            return f"XXXX-XX-XXT{time.part or time.clock}"
        return time.length if time.anchor is not None and time.relation == "within" else None
    value = time.value
    if time.grain in ("decade", "century") and re.fullmatch(r"\d{4}", value):
        return value[: 3 if time.grain == "decade" else 2]
    if time.grain == "weekend" or (time.grain == "week" and time.rule != "part-of"):
        day = parse(value).lower
        week = f"{day.isocalendar()[0]}-W{day.isocalendar()[1]:02d}" if day else None
        return f"{week}-WE" if week and time.grain == "weekend" else week
    if "/" in value:
        return time.length
    written = write_value(value)
    if time.clock:
        return f"{written}T{time.clock}"
    return f"{written}T{time.part}" if time.part else written


def _write_length(time: Time) -> str | None:
    """Return a length; TIMEX3 counts decades and centuries (P2DE, P3CE)."""
    for grain, unit, zeros in (("decade", "DE", "0Y"), ("century", "CE", "00Y")):
        if time.grain == grain and time.length is not None and time.length.endswith(zeros):
            return time.length.removesuffix(zeros) + unit
        if time.grain == grain and time.length == "PXY":
            return "PX" + unit
    return _HALVES.get(time.length or "", time.length)


_HALVES: Final = {"P0.5Y": "P6M", "PT0.5H": "PT30M", "P0.5D": "PT12H"}
"""Halves of units that are whole numbers of a smaller one."""


def write_value(edtf: str) -> str:
    """Return a TIMEX3 value for an EDTF date without interval."""
    edtf = edtf.rstrip("?~%")
    era = ""
    if edtf.startswith("-"):
        year, rest = edtf[1:5], edtf[5:]
        era, edtf = "BC", (f"{int(year) + 1:04d}" if year.isdecimal() else year) + rest
    head, _, tail = edtf.partition("-")
    if tail in _SEASONS:
        return f"{era}{head}-{_SEASONS[tail]}"
    return era + edtf.rstrip("X")
