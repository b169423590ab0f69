"""Tables of contents and lists of acronyms: what only helps to find one's way."""

import re

from servanda.text.points.lines import Line
from servanda.text.points.words import ACRONYMS, CONTENTS, PREAMBLE, RECITAL

_LEADER = re.compile(
    r"(?:\s*\.){4,}\s*\w{0,5}$|(?:…\s*){2,}\w{0,5}$|_{4,}\s*\d{1,4}$|\t+\s*\d{1,4}$| {4,}\d{1,4}$"
)
_PAGED = re.compile(r"\s+\d{1,4}$")
_KEY = re.compile(r"[^\w]+")
_TAIL = 120
"""Characters at the end of a line that are looked at for dots and a page number."""
_TRIES = 8
_SHARE = 0.5
_STRUCTURE = re.compile(r"(?:chapter|article|part|title|section|annex|\d{1,2}\.|i\.)", re.IGNORECASE)


def find_contents(lines: list[Line], text: str) -> list[tuple[int, int]]:
    """Return the ranges of lines (first, past the last) of tables of contents and lists of acronyms."""
    ranges: list[tuple[int, int]] = []
    n = 0
    while n < len(lines):
        end = n
        if CONTENTS.fullmatch(lines[n].text):
            end = _end_of_table(lines, n)
        elif _LEADER.search(lines[n].text[-_TAIL:]):
            end = _end_of_leaders(lines, n)
        elif ACRONYMS.fullmatch(lines[n].text):
            end = _end_of_acronyms(lines, n)
        if end > n:
            ranges.append((n, end))
            n = end
        else:
            n += 1
    return ranges


def _key(line: str) -> str:
    line = line[-_TAIL:]
    return _KEY.sub(" ", _PAGED.sub("", _LEADER.sub("", line)).lower()).strip()


def _end_of_table(lines: list[Line], head: int) -> int:
    """Return the line on which what a table lists begins: where one of its first entries stands again."""
    first = head + 1
    while first < len(lines) and CONTENTS.fullmatch(lines[first].text):
        first += 1
    leaders = _end_of_leaders(lines, first)
    if leaders > first:
        return leaders
    keys: dict[str, int] = {}
    for n in range(first, min(first + 600, len(lines))):
        key = _key(lines[n].text)
        if not key or key.isdigit() or len(key) < 4:
            continue
        if key in keys and keys[key] < first + _TRIES * 2 and n - keys[key] > 1:
            return n - _label_lines(lines, first, n)
        if len(lines[n].text) > 250:
            return first if n - first < 3 else _last_short(lines, first, n)
        keys.setdefault(key, n)
    return first


def _label_lines(lines: list[Line], first: int, n: int) -> int:
    """Count the lines before a repeated title that hold its label: "CHAPTER 1:" over "Government"."""
    count = 0
    while (
        count < 2
        and n - count - 1 > first
        and re.fullmatch(
            r"(?:(?:chapter|article|part|section|title)\s+[\w]+|\d+(?:\.\d+)*)[.:)]?",
            lines[n - count - 1].text,
            re.IGNORECASE,
        )
    ):
        count += 1
    return count


def _last_short(lines: list[Line], first: int, n: int) -> int:
    """Step back from the first long paragraph to the heading that it stands under."""
    while n > first + 1 and not (
        _STRUCTURE.match(lines[n - 1].text) or PREAMBLE.fullmatch(lines[n - 1].text)
    ):
        if RECITAL.match(lines[n].text):
            return n
        n -= 1
    return max(first, n - 1)


def _end_of_leaders(lines: list[Line], first: int) -> int:
    """Return the line after a run of entries with dot leaders or page numbers in a column."""
    last = first
    n = first
    misses = count = 0
    while n < len(lines) and misses < 4:
        line = lines[n].text[-_TAIL:]
        if _LEADER.search(line) or (
            _PAGED.search(line) and len(lines[n].text) < 160 and not re.search(r"\b(?:19|20)\d\d$", line)
        ):
            last, misses, count = n + 1, 0, count + 1
        else:
            misses += 1
        n += 1
    return last if count >= 3 else first


def _end_of_acronyms(lines: list[Line], head: int) -> int:
    n = head + 1
    while n < len(lines) and n < head + 400:
        line = lines[n].text
        if PREAMBLE.fullmatch(line) or (RECITAL.match(line) and len(line) > 60):
            return n
        if re.match(
            r"(?:chapter|article|part|section|title)\s+(?:[ivx]+|\d+|one|first)\b", line, re.IGNORECASE
        ):
            return n
        if len(line) > 200 or re.match(
            r"(?:1|I)\.(?:\s|$)|executive\s+summary|introduction|foreword", line, re.IGNORECASE
        ):
            return n
        if line.isupper() and len(line.split()) > 1 and lines[n].gap and len(line) > 12:
            return n
        n += 1
    return n
