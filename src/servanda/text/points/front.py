"""Title, preamble and closing block: where the points that bind begin and end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from servanda.text.points.accept import Acceptance
from servanda.text.points.labels import Label
from servanda.text.points.lines import Line
from servanda.text.points.words import (
    CHAPEAU,
    DONE,
    FOR_LINE,
    FORMULA,
    OPERATIVE,
    PLACE_DATE,
    PREAMBLE,
    RECITAL,
    RULE_LINE,
    TERMINAL,
)

_TITLE_WORDS = 45
_SHORT = 14
_EARLY = 20_000
_LONGEST = 300
"""Characters of a line that are looked at for the words of a closing block."""


@dataclass(frozen=True, slots=True)
class Front:
    """Numbers of lines: the title is before `preamble`, the preamble before `body`."""

    preamble: int
    body: int


def find_front(
    lines: Sequence[Line], labels: Sequence[Label], begins: Sequence[bool], accept: Acceptance, first: int
) -> Front:
    """Find where preamble and body begin, from line `first` on."""
    starts = [n for n in range(first, len(lines)) if begins[n]] or [first]
    structure = _find_structure(lines, labels, begins, accept, first)
    formula = _find_formula(lines, labels, accept, starts, structure)
    annex = next(
        (
            label.line
            for label in labels
            if label.kind == "annex" and label.at == "line" and label.line >= first and accept.is_unit(label)
        ),
        len(lines),
    )
    if structure is not None and annex < structure:
        structure = None
    limit = formula if formula is not None else structure if structure is not None else annex
    paragraphs = [n for n in starts if n < limit]
    preamble = _end_of_title(lines, paragraphs, limit)
    rest = [n for n in paragraphs if n >= preamble]
    if formula is not None:
        return Front(preamble, formula)
    if structure is None:
        return Front(preamble, _skip_recitals(lines, rest, limit))
    considering = _considers(lines, rest, structure)
    named = any(label.line == structure and label.kind for label in labels)
    last = lines[structure - 1].text if structure else ""
    if not considering and not named and len(rest) >= 3 and not re.search(r"[,–—]$", last):
        return Front(preamble, preamble)
    opener = next(label for label in labels if label.line == structure)
    operative = [n for n in rest if OPERATIVE.match(lines[n].text)]
    if operative and not opener.kind and (operative[0] != rest[-1] or _is_low(opener)):
        return Front(preamble, operative[0])
    if (
        rest
        and _is_low(opener)
        and not opener.kind
        and CHAPEAU.search(last)
        and not RECITAL.match(lines[rest[-1]].text)
    ):
        return Front(preamble, rest[-1])
    return Front(preamble, structure)


def _considers(lines: Sequence[Line], paragraphs: list[int], limit: int) -> bool:
    """Whether paragraphs are a preamble: it bears that name, or many are considerations or end in a comma."""
    signs = 0
    for position, n in enumerate(paragraphs):
        if PREAMBLE.fullmatch(lines[n].text):
            return True
        end = paragraphs[position + 1] if position + 1 < len(paragraphs) else limit
        signs += bool(RECITAL.match(lines[n].text)) and lines[n].text[:1].strip('*_“"').isupper()
        signs += lines[end - 1].text.rstrip("0123456789 ")[-1:] in ",;:"
    return signs * 2 >= len(paragraphs) > 0


def _find_structure(
    lines: Sequence[Line], labels: Sequence[Label], begins: Sequence[bool], accept: Acceptance, first: int
) -> int | None:
    """Return the line of the first label that opens a numbering."""
    at = first
    reciting = listing = False
    for label in labels:
        if label.line < first or label.at != "line" or label.kind == "annex":
            continue
        for n in range(at, label.line):
            if begins[n]:
                reciting, listing = bool(RECITAL.match(lines[n].text)), False
        at = label.line + 1
        if reciting and not label.kind and _is_low(label):
            listing = listing or lines[label.line - 1].text[-1] not in ",;"
            if listing:
                continue
        if accept.opens(label) or (label.line == first and not label.weak and _opens_excerpt(label)):
            return label.line
        reciting = reciting and _is_low(label)
    return None


def _opens_excerpt(label: Label) -> bool:
    """Whether a label on the very first line can be any number of a run: the text is a part of another."""
    return bool(label.readings) and label.readings[0][0] in {
        "n.",
        "(n)",
        "n)",
        "decimal",
        "article",
        "clause",
    }


def _is_low(label: Label) -> bool:
    """Whether a label is of the kind that a consideration may hold: (a) (i) - •."""
    return (
        bool(label.readings)
        and label.readings[0][0] not in {"n.", "decimal", "WORD", "word"}
        and not label.weak
    )


def _find_formula(
    lines: Sequence[Line],
    labels: Sequence[Label],
    accept: Acceptance,
    starts: list[int],
    structure: int | None,
) -> int | None:
    """Return the line after "have agreed as follows", where what stands before it is no numbered point yet."""
    origin = lines[starts[0]].start
    figures = {
        label.line
        for label in labels
        if label.readings and label.readings[0][0] == "n." and label.at == "line"
    }
    passed = 0
    for n, line in enumerate(lines):
        if n < starts[0]:
            continue
        passed += n in figures and not RECITAL.match(line.text.lstrip("0123456789.) "))
        if line.start - origin > _EARLY or passed > 1:
            return None
        if structure is not None and n >= structure:
            opener = next(label for label in labels if label.line == structure)
            rest = lines[opener.line].text[opener.rest - lines[opener.line].start :]
            follows = rest or (lines[structure + 1].text if structure + 1 < len(lines) else "")
            if opener.kind or not RECITAL.match(follows):
                return None
        if (
            FORMULA.search(line.text)
            and n + 1 < len(lines)
            and (lines[n + 1].gap or CHAPEAU.search(line.text))
        ):
            return n + 1
    return None


def _end_of_title(lines: Sequence[Line], paragraphs: list[int], limit: int) -> int:
    """Return the first line that is no longer title: a consideration, a sentence, the word "Preamble"."""
    for position, n in enumerate(paragraphs):
        end = paragraphs[position + 1] if position + 1 < len(paragraphs) else limit
        words = " ".join(line.text for line in lines[n:end])
        count = len(words.split())
        if PREAMBLE.fullmatch(lines[n].text) or count > _TITLE_WORDS:
            return n
        if RECITAL.match(words) and not words.isupper() and count > 3:
            return n
        if words[-1] in ",;:" or (TERMINAL.search(words) and count > 4 and not PLACE_DATE.fullmatch(words)):
            return n
    return limit


def _skip_recitals(lines: Sequence[Line], rest: list[int], limit: int) -> int:
    """Return the first paragraph of an unnumbered text that binds."""
    recited = [n for n in rest if RECITAL.match(lines[n].text) or PREAMBLE.fullmatch(lines[n].text)]
    if not recited or recited[0] > rest[min(2, len(rest) - 1)]:
        return rest[0] if rest else limit
    for position, n in enumerate(rest):
        end = rest[position + 1] if position + 1 < len(rest) else limit
        last = lines[end - 1].text
        if n < recited[0] or n in recited:
            continue
        if last[-1:] in ",;" and position + 1 < len(rest) and rest[position + 1] in recited:
            continue
        return n
    return limit


def find_closings(
    lines: Sequence[Line], body: int, stops: Sequence[int], labelled: set[int]
) -> list[tuple[int, int]]:
    """Return the closing blocks (first line, past the last): from "Done at …" to the next annex or the end."""
    closings: list[tuple[int, int]] = []
    bounds = [*[stop for stop in stops if stop > body], len(lines)]
    low = body
    for high in bounds:
        start = _find_closing(lines, low, high, labelled)
        if start is not None:
            closings.append((start, high))
        low = high
    return closings


def _find_closing(lines: Sequence[Line], low: int, high: int, labelled: set[int]) -> int | None:
    short = [0]
    for n in range(low, high):
        short.append(short[-1] + (len(lines[n].text.split()) <= _SHORT))
    numbered = [0]
    for n in range(low, high):
        numbered.append(numbered[-1] + (n in labelled))
    for n in range(low, high):
        text = lines[n].text
        if not _opens_closing(lines, n, high) or (n == low and not DONE.match(text)):
            continue
        if not DONE.match(text):
            if numbered[-1] - numbered[n + 1 - low] > 1:
                continue
            n = _step_back(lines, n, low, labelled)
            text = lines[n].text
        size = high - n
        long_share = size - (short[high - low] - short[n - low])
        if long_share <= max(3, size * 0.35) or lines[high - 1].end - lines[n].start < 1500:
            before = lines[n - 1].text
            if DONE.match(text) or TERMINAL.search(before) or lines[n].gap:
                return n
    return None


def _step_back(lines: Sequence[Line], n: int, low: int, labelled: set[int]) -> int:
    """Return the first of the short lines without full stop before a line: the names over a date or a rule."""
    while n - 1 > low and n - 1 not in labelled:
        before = lines[n - 1].text
        if before[-1] in ".;,?!" or len(before.split()) > 8:
            break
        n -= 1
    return n


def _opens_closing(lines: Sequence[Line], n: int, high: int) -> bool:
    text = lines[n].text[:_LONGEST]
    if DONE.match(text) or text == "ADOPTED":
        return text[0].isupper() or text[0] in "*_"
    if RULE_LINE.fullmatch(text):
        return True
    near = [line.text[:_LONGEST] for line in lines[n + 1 : min(high, n + 12)]]
    if FOR_LINE.match(text) and len(text.split()) <= _SHORT and text[-1] not in ".;":
        return sum(bool(FOR_LINE.match(other)) for other in near) >= 1 or any(map(RULE_LINE.fullmatch, near))
    if len(text.split()) <= 20 and lines[n].gap and PLACE_DATE.fullmatch(text):
        return all(len(other.split()) <= _SHORT for other in near)
    return False
