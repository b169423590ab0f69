"""Abbreviations that a text explains itself: "Joint Border Board (JBB)", "Joint Border Board, JBB"."""

import re
from collections.abc import Iterator
from typing import Final

WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SMALL: Final = frozenset("a an and by for from in of on or the to with".split())
_SHORT: Final = re.compile(r"\(\s*[“\"‘']?((?=[\w/&.-]*[A-Z][\w/&.-]*[A-Z])[A-Z][\w/&.-]{1,14})[”\"’']?\s*\)")
_SET: Final = re.compile(r",\s+([A-Z]{3,10})\b")
_REACH: Final = 160
"""A long form is no longer than this."""


def list_abbreviations(text: str) -> Iterator[tuple[str, str]]:
    """Yield abbreviation and long form for all in brackets, or set off by a comma, whose capitals the words before begin with."""
    for match in (*_SHORT.finditer(text), *_SET.finditer(text)):
        letters = [letter.lower() for letter in match[1] if letter.isupper()]
        before = list(WORD.finditer(text, max(0, match.start() - _REACH), match.start()))
        for count in range(2, min(len(before), 2 * len(letters) + 3) + 1):
            words = before[-count:]
            initials = [word.group()[0].lower() for word in words if word.group().lower() not in SMALL]
            if initials == letters and words[0].group().lower() not in SMALL:
                yield match[1], " ".join(text[words[0].start() : words[-1].end()].split())
                break
