"""The suite ``times``: TimeML in, TIMEX3 spans and values out, scored as in TempEval-3."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any, Final
from xml.etree import ElementTree

from servanda.bench.suites import Keep, SuiteError
from servanda.bench.timex import Timex, convert, write_value
from servanda.read.times import find_times

__all__ = ["TimeDocument", "Timex", "convert", "load_timeml", "match_up", "predict", "score", "write_value"]

_SUFFIXES: Final = (".tml", ".xml", ".timeml")
_CREATION: Final = ("CREATION_TIME", "PUBLICATION_TIME")
_DAY: Final = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class TimeDocument:
    """A TimeML document: name, text of the TEXT element, day of creation, gold expressions."""

    name: str
    text: str
    created: date | None
    gold: tuple[Timex, ...]


def load_timeml(path: Path) -> TimeDocument:
    """Read one TimeML file; without a TEXT element all its characters are the text.

    Raises `SuiteError` where the file is no XML.
    """
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise SuiteError(f"{path}: not well-formed XML ({error}); mend the file or take it out") from error
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    body = next(root.iter("TEXT"), root)
    text, gold = _read_body(body)
    return TimeDocument(path.stem, text, _find_created(root), gold)


def _find_created(root: ElementTree.Element) -> date | None:
    """Return the day of creation: from the TIMEX3 that says so, or the first one in the DCT element, or its words."""
    marked = [e for e in root.iter("TIMEX3") if e.get("functionInDocument") in _CREATION]
    marked.extend(timex for dct in root.iter("DCT") for timex in dct.iter("TIMEX3"))
    written = [e.get("value") or "" for e in marked]
    written.extend("".join(e.itertext()).strip() for e in [*marked, *root.iter("DCT")])
    for value in written:
        if (match := _DAY.match(value)) is not None:
            try:
                return date(*map(int, match.groups()))
            except ValueError:
                continue
    return None


def _read_body(body: ElementTree.Element) -> tuple[str, tuple[Timex, ...]]:
    """Return the characters of an element, and its TIMEX3 that hold any."""
    parts: list[str] = []
    gold: list[Timex] = []
    _walk(body, parts, 0, gold)
    return "".join(parts), tuple(sorted(gold, key=lambda timex: timex.span))


def _walk(element: ElementTree.Element, parts: list[str], start: int, gold: list[Timex]) -> int:
    """Collect the characters of an element and the spans of its TIMEX3; return where it ends."""
    parts.append(element.text or "")
    end = start + len(parts[-1])
    for child in element:
        end = _walk(child, parts, end, gold)
        parts.append(child.tail or "")
        end += len(parts[-1])
    if element.tag == "TIMEX3" and start < end:
        gold.append(Timex((start, end), element.get("type", ""), element.get("value")))
    return end


def predict(document: TimeDocument) -> list[Timex]:
    """Find the expressions of a document as TIMEX3."""
    found: list[Timex] = []
    for time in find_times(document.text, published=document.created, pointers=True):
        marked = list(convert(time, document.text))
        found.extend(marked)
        if time.anchor is not None and not any(timex.span[1] == time.core[1] for timex in marked):
            found.extend(_find_inside(document, time.core[1] - len(time.anchor), time.core[1]))
    return found


def _find_inside(document: TimeDocument, start: int, end: int) -> list[Timex]:
    """Find the dates that stand in the words of an event ("eight years after *the 1967 war*")."""
    inner = find_times(document.text[start:end], published=document.created, offset=start)
    return [timex for time in inner for timex in convert(time, document.text) if time.anchor is None]


def score(path: Path, keep: Keep) -> dict[str, Any]:
    """Score a folder of TimeML files: precision, recall and F1 of strict spans, relaxed spans, and values."""
    totals = {"gold": 0, "found": 0, "strict": 0, "relaxed": 0, "value": 0, "type": 0}
    paths = [path] if path.is_file() else sorted(p for p in path.iterdir() if p.suffix.lower() in _SUFFIXES)
    if not paths:
        raise SuiteError(f"{path}: no TimeML file (.tml or .xml) in it; give the folder that holds them")
    find_times("")
    seconds = 0.0
    for file in paths:
        document = load_timeml(file)
        started = perf_counter()
        found = predict(document)
        seconds += perf_counter() - started
        for timex in found:
            keep({"doc": document.name, "span": timex.span, "type": timex.type, "value": timex.value})
        _count(document.gold, found, totals)
    scores: dict[str, Any] = {
        "documents": len(paths),
        "gold": totals["gold"],
        "found": totals["found"],
        "documents_per_second": round(len(paths) / seconds, 1) if seconds else 0.0,
    }
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
