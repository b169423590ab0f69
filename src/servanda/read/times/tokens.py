"""A text cut into tokens, each with the character of its kind."""

import re
from dataclasses import dataclass
from typing import Final

from servanda.model import Span
from servanda.read.times.lexicon import OTHER, Lexicon

_TOKEN: Final = re.compile(
    r"""
      (?P<word>[Qq][1-4]\b|[Oo]['’]clock\b|[^\W\d_]+(?:\.[^\W\d_](?![^\W\d_]))*)
    | (?P<iso>\d{4}-\d\d-\d\d(?![\d-]))
    | (?P<dmy>\d{1,2}(?P<between>[./])\d{1,2}(?P=between)\d{4}(?!\d))
    | (?P<clock>(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))
    | (?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)
    | (?P<decade>(?:1\d|20)\d0s\b|['’‘]?[2-9]0s\b)
    | (?P<figure>\d{1,3}(?:,\d{3})+(?!\d)|\d+\.\d+(?![.\d])|\d+)
    | (?P<aposyear>['’‘]\d\d(?!\d))
    | (?P<poss>['’]s\b|(?<=s)['’](?=\s))
    | (?P<line>\n\s*)
    | (?P<mark>[,.()/–—‑?!;:…-])
    | (?P<other>\S)
    """,
    re.VERBOSE,
)

_MARKS: Final = {
    ",": "comma", ".": "stop", "(": "open", ")": "close", "/": "slash", "-": "dash", "–": "dash", "—": "dash",
    "‑": "dash", "?": "stop", "!": "stop", ";": "stop", ":": "stop", "…": "stop",
}  # fmt: skip
_ABBREVIATIONS: Final = frozenset(
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "ca",
        "c",
        "no",
        "gen",
        "col",
        "lt",
        "maj",
        "sgt",
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "prof",
        "sen",
        "rep",
        "gov",
        "pres",
        "a.m",
        "p.m",
        "b.c",
        "b.c.e",
        "a.d",
        "c.e",
    ]
)
_QUOTES: Final = frozenset("\"”“'’»")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text. kinds has one character a token; low holds them in lower case."""

    text: str
    kinds: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    low: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, first: int, last: int) -> Span:
        """Return the character span of tokens first … last (last exclusive)."""
        return self.starts[first], self.ends[last - 1]

    def written(self, first: int, last: int) -> str:
        """Return the words of tokens first … last as written."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def cut(text: str, lexicon: Lexicon) -> Tokens:
    """Cut a text into tokens."""
    kinds: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    low: list[str] = []
    words, figures = lexicon.kinds, lexicon.figures
    stop = figures["stop"]
    for match in _TOKEN.finditer(text):
        group, word = match.lastgroup, match.group()
        start, end = match.span()
        if group == "word":
            kind = words.get(word, OTHER)
        elif group == "figure":
            kind = figures[name_figure(word)]
        elif group == "mark":
            kind = figures[_MARKS[word]]
            if (
                word == "."
                and low
                and (low[-1] in _ABBREVIATIONS or (len(low[-1]) == 1 and low[-1].isalpha()))
            ):
                kind = figures["dot"]
        elif group == "line":
            if word.count("\n") < 2 and kinds and kinds[-1] != stop and low[-1] not in _QUOTES:
                continue
            kind = figures["break"]
        elif group == "ordinal":
            kind = figures["ord31" if 0 < int(word[:-2]) <= 31 else "ordinal"]
        else:
            kind = figures.get(group or "") or words.get(word, OTHER)
        kinds.append(kind)
        starts.append(start)
        ends.append(end)
        low.append(word.lower())
    return Tokens(text, "".join(kinds), tuple(starts), tuple(ends), tuple(low))


def name_figure(word: str) -> str:
    """Return which kind of figure a run of digits is (see `lexicon.FIGURES`)."""
    if not word.isdecimal() or not word.isascii():
        return "number"
    value, length = int(word), len(word)
    if length == 1:
        return "digit" if value else "zero"
    if length == 2:
        return "zeros" if not value else "hour" if value <= 24 else "day" if value <= 31 else "two"
    if length == 3:
        return "three"
    if length == 4:
        clock = value <= 2400 and value % 100 < 60
        if 1000 <= value < 2200:
            return "yearhour" if clock else "year"
        return "hhmm" if clock else "number"
    return "number"
