"""The suite ``times``: TimeML in, TIMEX3 spans and values out, scored as in TempEval-3."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

from servanda.bench.suites import Keep, SuiteError
from servanda.model import Span
from servanda.model.edtf import parse
from servanda.read.times import Time, find_times

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
_WEEK_DAYS: Final = 6


@dataclass(frozen=True, slots=True)
class Timex:
    """One TIMEX3: its span in the text of the TEXT element, type and value."""

    span: Span
    type: str
    value: str | None


@dataclass(frozen=True, slots=True)
class TimeDocument:
    """A TimeML document: name, text of the TEXT element, day of creation, gold expressions."""

    name: str
    text: str
    created: date | None
    gold: tuple[Timex, ...]


def load_timeml(path: Path) -> TimeDocument:
    """Read one TimeML file."""
    root = ElementTree.parse(path).getroot()
    created = root.find("./DCT//TIMEX3")
    day = re.match(r"\d{4}-\d\d-\d\d", created.get("value", "") if created is not None else "")
    body = root.find("TEXT")
    parts: list[str] = []
    gold: list[Timex] = []
    if body is not None:
        _walk(body, parts, gold)
    return TimeDocument(
        path.stem, "".join(parts), date.fromisoformat(day.group()) if day else None, tuple(gold)
    )


def _walk(element: ElementTree.Element, parts: list[str], gold: list[Timex]) -> None:
    """Collect the characters of an element and the spans of its TIMEX3."""
    start = sum(map(len, parts))
    parts.append(element.text or "")
    for child in element:
        _walk(child, parts, gold)
        parts.append(child.tail or "")
    if element.tag == "TIMEX3":
        gold.append(Timex((start, sum(map(len, parts))), element.get("type", ""), element.get("value")))


def predict(document: TimeDocument) -> list[Timex]:
    """Find the expressions of a document as TIMEX3."""
    found: list[Timex] = []
    for time in find_times(document.text, published=document.created, pointers=True):
        found.extend(convert(time, document.text))
    return found


def convert(time: Time, text: str) -> Iterator[Timex]:
    """Yield a time as TIMEX3: both ends of a range, the core of others; what TIMEX3 does not mark is left out."""
    if time.form == "vague" and time.kind == "date":
        return
    if time.anchor is not None and time.length is None:
        return
    if time.form == "simultaneous":
        return
    if time.ends is not None:
        values = (time.value or "/").split("/")
        for span, value in zip(time.ends, (values[0], values[-1]), strict=True):
            yield Timex(span, "DATE", write_value(value) if value else None)
        return
    yield Timex(time.core, _TYPES[time.kind], _write_time(time))


_TYPES: Final = {"date": "DATE", "time": "TIME", "duration": "DURATION", "set": "SET"}


def _write_time(time: Time) -> str | None:
    if time.points is not None:
        return time.points
    if time.kind == "set":
        return time.recurs
    if time.kind == "duration":
        return _write_length(time)
    if time.value is None:
        if time.length is not None and "X" in time.length:
            return "PAST_REF" if (time.offset or "").startswith("-") else "FUTURE_REF"
        return time.length if time.anchor is not None and time.relation == "within" else None
    value = time.value
    if time.grain == "week" and time.rule != "part-of":
        day = parse(value).lower
        return f"{day.isocalendar()[0]}-W{day.isocalendar()[1]:02d}" if day else None
    if time.grain == "weekend":
        day = parse(value).lower
        return f"{day.isocalendar()[0]}-W{day.isocalendar()[1]:02d}-WE" if day else None
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
    return time.length


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


def score(path: Path, keep: Keep) -> dict[str, Any]:
    """Score a folder of TimeML files: precision, recall and F1 of strict spans, relaxed spans, and values."""
    totals = {"gold": 0, "found": 0, "strict": 0, "relaxed": 0, "value": 0, "type": 0}
    paths = sorted(p for p in path.iterdir() if p.suffix in (".tml", ".xml")) if path.is_dir() else []
    if not paths:
        raise SuiteError(f"{path}: no TimeML file (.tml or .xml) in it; give the folder that holds them")
    for file in paths:
        document = load_timeml(file)
        found = predict(document)
        for timex in found:
            keep({"doc": document.name, "span": timex.span, "type": timex.type, "value": timex.value})
        _count(document.gold, found, totals)
    scores: dict[str, Any] = {"documents": len(paths), "gold": totals["gold"], "found": totals["found"]}
    for name in ("strict", "relaxed", "value", "type") if totals["gold"] else ():
        precision = totals[name] / totals["found"] if totals["found"] else 0.0
        recall = totals[name] / totals["gold"]
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        scores[name] = {
            "precision": round(100 * precision, 2),
            "recall": round(100 * recall, 2),
            "f1": round(100 * f1, 2),
        }
    return scores


def _count(gold: tuple[Timex, ...], found: list[Timex], totals: dict[str, int]) -> None:
    """Count matches of one document, one to one: same spans first, then overlapping ones in text order."""
    totals["gold"] += len(gold)
    totals["found"] += len(found)
    for left, right in match_up(gold, found):
        totals["relaxed"] += 1
        totals["strict"] += left.span == right.span
        totals["value"] += left.value is not None and left.value == right.value
        totals["type"] += left.type == right.type


def match_up(gold: tuple[Timex, ...], found: list[Timex]) -> list[tuple[Timex, Timex]]:
    """Return the pairs (gold, found) that overlap, each used once; equal spans come first."""
    spans = {timex.span: timex for timex in found}
    pairs = [(timex, spans[timex.span]) for timex in gold if timex.span in spans]
    taken = {timex.span for timex, _ in pairs}
    used = {timex.span for _, timex in pairs}
    for timex in gold:
        if timex.span in taken:
            continue
        for other in found:
            if other.span not in used and other.span[0] < timex.span[1] and timex.span[0] < other.span[1]:
                pairs.append((timex, other))
                used.add(other.span)
                break
    return pairs
