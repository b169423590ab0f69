"""What stands around a mention: 'X, Y', 'X in Y', 'the Y town of X', and countries named anywhere in the text."""

import re
from collections import Counter
from typing import Final

from servanda.places.fold import fold
from servanda.places.gazetteer import Gazetteer
from servanda.places.place import KINDS

_WORD: Final = r"(?:[A-Z][\w’'-]*\.?(?:[A-Z]\.)*)"
_NAME: Final = rf"({_WORD}(?:\s(?:of\s|and\s|the\s)?{_WORD}){{0,3}})"
_AFTER: Final = re.compile(rf"\s?[,(]\s?{_NAME}")
_SECOND: Final = re.compile(rf"\s?[,(]\s?[^,.;()]{{2,30}},\s?{_NAME}")
_INSIDE: Final = re.compile(
    r",?\s(?:a\s(?:\w+\s){1,3})?(?:in|of|from)\s(?:the\s)?(?:(?:far|central|rural|upstate|north|south|east|west|mid)\w*[\s-])*"
    + _NAME
)
_BEFORE: Final = re.compile(
    rf"{_NAME}(?:['’]s)?\s(?:[a-z]+\s)?(?:city|town|village|port|capital|suburb|resort|community|hamlet|district|province|"
    r"region|state|county|island|borough|municipality|settlement|neighbou?rhood)(?:\sof)?\s(?:the\s)?$"
)
_OWNED: Final = re.compile(rf"{_NAME}['’]s?\s(?:[a-z]+\s)?$")
_CAPITALS: Final = re.compile(rf"{_WORD}(?:\s{_WORD})?")
_LISTED_AFTER: Final = re.compile(
    r",?\s(?:and|or|&)\s(?:the\s)?[A-Z]|,\s(?:the\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*(?:,|\s(?:and|or|&)\s)"
)
_LISTED_BEFORE: Final = re.compile(r"[A-Z][\w’'-]+(?:,|\s(?:and|or|&))\s(?:the\s)?$")
_SPAN: Final = 80
_AREAS: Final = frozenset(map(KINDS.index, ("country", "admin1", "admin2", "region")))
_STATES: Final = frozenset(map(KINDS.index, ("country", "admin1")))


def find_containers(
    text: str, start: int, end: int, gazetteer: Gazetteer
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the areas that the words beside a mention put it in: surely ('X, Y'), and likely ('X in Y')."""
    after, before = text[end : end + _SPAN], text[max(0, start - _SPAN) : start]
    sure: set[int] = set()
    likely: set[int] = set()
    for pattern in (_AFTER, _SECOND):
        match = pattern.match(after)
        if match is None:
            continue
        areas, words = _find_areas(match.group(1), gazetteer, _AREAS)
        rest = after[match.start(1) + len(words) :]
        listed = _LISTED_AFTER.match(rest) or _LISTED_BEFORE.search(before)
        if gazetteer.style(words) == "short" or not listed:
            sure |= areas
        else:
            likely |= areas
    if (match := _INSIDE.match(after)) is not None:
        likely |= _find_areas(match.group(1), gazetteer, _AREAS)[0]
    for pattern in (_BEFORE, _OWNED):
        if (match := pattern.search(before)) is not None:
            likely |= _find_areas(match.group(1), gazetteer, _STATES, last=True)[0]
    return frozenset(sure), frozenset(likely)


def _find_areas(
    words: str, gazetteer: Gazetteer, kinds: frozenset[int], *, last: bool = False
) -> tuple[set[int], str]:
    """Return the areas of the longest name at the front (or at the end) of these words that is listed, and the name."""
    parts = words.split()
    for size in range(len(parts), 0, -1):
        name = " ".join(parts[-size:] if last else parts[:size])
        for spelled in dict.fromkeys((name, name.rstrip("."), re.sub(r"['’]s?$", "", name))):
            found = {h.number for h in gazetteer.hits(spelled) if int(gazetteer.kind[h.number]) in kinds}
            if found:
                return found, name
    return set(), ""


def count_states(text: str, gazetteer: Gazetteer) -> Counter[tuple[str, int]]:
    """Return how often states and their first areas are named in a text, adjectives included: (name, number)."""
    counts: Counter[tuple[str, int]] = Counter()
    for match in _CAPITALS.finditer(text):
        words = match.group()
        for name in dict.fromkeys((words, *words.split())):
            bare = name.rstrip(".") if len(name) > 4 else name
            style = gazetteer.style(bare)
            if style == "short" and (bare.isupper() and len(bare) == 2):
                continue
            hits = gazetteer.hits(bare) if style else gazetteer.states_named(bare)
            numbers = {h.number for h in hits if int(gazetteer.kind[h.number]) in _STATES}
            if numbers:
                counts.update((fold(name), number) for number in numbers)
                break
    return counts
