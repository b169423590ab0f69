"""Page furniture: running heads, page numbers, stamps and initials between the words of a text."""

import itertools
import re
from collections import Counter, defaultdict
from dataclasses import replace

from servanda.text.points.lines import Line
from servanda.text.points.numerals import read_roman
from servanda.text.points.words import CLOSED, KIND_OF

_PAGE = re.compile(
    r"(?:[-–—~|\[(•\s]*)(?:page|pg\.?|p\.|página|seite)?\s*\d{1,4}\s*(?:(?:of|/|de|von)\s*\d{1,4})\s*(?:pages?)?[-–—~|\])•\s]*"
    r"|[-–—~|•]\s*\d{1,4}\s*[-–—~|•]|(?:page|pg\.?)\s*\d{1,4}|\d{1,4}\s*\|\s*p\s?a\s?g\s?e\b.*|\[\s*(?:page|p\.)\s*\d+\s*\]",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,4}")
_BARE_ROMAN = re.compile(r"[ivxlc]{1,6}")
_STAMP = re.compile(
    r"(?:initials?|initialled(?:\s+by)?|paraphs?)\s*[:._\s-].{0,40}|\[?\s*(?:stamp|seal|official\s+seal|l\.\s?s\.|stamped|illegible|signature)\s*\]?"
    r"|(?:copy|draft|confidential|unclassified|restricted|certified\s+true\s+copy|unofficial\s+translation|embargoed.{0,40})"
    r"|/?\s?\.{3}\s?|\*?\d{5,}[A-Z]?\*?|\d{2}-\d{4,6}(?:\s*\([A-Z]\))?(?:\s.{0,20})?|[^\w\s()\[\]]{1,6}",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r"(?:United\s+Nations\s+)?(?:[ASE]/)(?:[A-Z]{2,5}[./])?[\w./()-]{2,30}(?:\s?\(\d{4}\))?")
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
_REPEATS = 3
_LONGEST = 90


def find_furniture(lines: list[Line]) -> set[int]:
    """Return the numbers of the lines that are page furniture."""
    found = {
        n
        for n, line in enumerate(lines)
        if len(line.text) <= 60
        and (_PAGE.fullmatch(line.text) or _STAMP.fullmatch(line.text) or _SYMBOL.fullmatch(line.text))
        and not _is_bullet(line.text)
    }
    found |= _find_running(lines, found)
    return found | _find_page_numbers(lines, found)


def drop_furniture(lines: list[Line], furniture: set[int]) -> list[Line]:
    """Return the other lines; a line after furniture keeps the gap only where the words before it ended."""
    kept: list[Line] = []
    gap = broken = False
    for n, line in enumerate(lines):
        if n in furniture:
            gap = gap or line.gap
            broken = True
            continue
        if broken and kept:
            ended = bool(CLOSED.search(kept[-1].text)) or not line.text[:1].islower()
            line = replace(line, gap=(gap or line.gap) and ended, page=True)
        kept.append(line)
        gap = broken = False
    return kept


def _is_bullet(text: str) -> bool:
    return text in {"•", "-", "–", "—", "·", "*", "▪", "o"}


def _find_running(lines: list[Line], found: set[int]) -> set[int]:
    """Find short lines that come again and again, alike but for their numbers, at a distance of a page."""
    seen: defaultdict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        if n in found or len(line.text) > _LONGEST or len(line.text) < 5 or not line.gap:
            continue
        if line.text[-1] in ".;:," or not any(map(str.isalpha, line.text)) or line.text[0] in "(•-–—*":
            continue
        first = line.text.split()[0].lower().rstrip(".:")
        if first in KIND_OF or (line.text[0].isdigit() and not re.search(r"\d$|[A-Z]{3}", line.text)):
            continue
        seen[_DIGITS.sub("0", line.text.lower())].append(n)
    running: set[int] = set()
    for numbers in seen.values():
        if len(numbers) < _REPEATS:
            continue
        steps = [lines[b].start - lines[a].start for a, b in itertools.pairwise(numbers)]
        near_page = sum(
            n - 1 in found or n + 1 in found or lines[n].page or bool(_BARE.fullmatch(_beside(lines, n)))
            for n in numbers
        )
        if near_page * 2 >= len(numbers) or (min(steps) > 700 and _even(steps)):
            running.update(numbers)
    return running


def _beside(lines: list[Line], n: int) -> str:
    after = lines[n + 1].text if n + 1 < len(lines) else ""
    return after if _BARE.fullmatch(after) else lines[n - 1].text if n else ""


def _even(steps: list[int]) -> bool:
    middle = sorted(steps)[len(steps) // 2]
    return (
        len(steps) >= _REPEATS
        and sum(abs(step - middle) < middle * 0.35 for step in steps) >= len(steps) * 0.7
    )


def _find_page_numbers(lines: list[Line], found: set[int]) -> set[int]:
    """Find bare figures that count up one by one through the text and are not the labels of its points."""
    bare: list[tuple[int, int]] = []
    for n, line in enumerate(lines):
        if n in found or not (
            line.gap or line.page or n + 1 == len(lines) or lines[n + 1].page or n + 1 in found
        ):
            continue
        value = int(line.text) if _BARE.fullmatch(line.text) else None
        if value is None and n and _BARE_ROMAN.fullmatch(line.text):
            value = read_roman(line.text)
        if value is not None:
            bare.append((n, value))
    pages: set[int] = set()
    for members in _chains(bare):
        if len(members) >= 2 and not _are_labels(lines, members):
            pages.update(members)
    romans = {n for n, _ in bare if not lines[n].text.isdigit() and len(lines[n].text) > 1}
    return pages | romans


def _chains(bare: list[tuple[int, int]]) -> list[list[int]]:
    """Join figures to chains in which each is one or two more than the one before."""
    tails: dict[int, list[int]] = {}
    chains: list[list[int]] = []
    for n, value in bare:
        chain = tails.pop(value - 1, None) or tails.pop(value - 2, None)
        if chain is None:
            chain = []
            chains.append(chain)
        chain.append(n)
        tails[value] = chain
    return chains


def _are_labels(lines: list[Line], members: list[int]) -> bool:
    """Labels alone on their lines begin at 1 and stand between whole sentences."""
    if lines[members[0]].text not in {"1", "i"}:
        return False
    for n in members:
        before = lines[n - 1].text if n else "."
        after = lines[n + 1].text if n + 1 < len(lines) else ""
        if n != members[0] and not CLOSED.search(before):
            return False
        if not after[:1].isupper():
            return False
    lengths = Counter(lines[b].start - lines[a].start > 1800 for a, b in itertools.pairwise(members))
    return lengths[True] <= lengths[False]
