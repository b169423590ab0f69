"""What may be a label: at the start of a line, after another label, or within a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from servanda.text.points.lines import Line
from servanda.text.points.numerals import WORD_PATTERN, read_letters, read_roman, read_word
from servanda.text.points.words import KIND_OF

Position = Literal["line", "chained", "inline"]
Value = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A stretch of text that may be a label; `readings` are the runs that it may belong to.

    rest: where the words after it begin. line: number of its line. at: whether it opens the line, follows
    another label, or stands within the line. kind: the unit it names, or None. weak: a bare figure or letter.
    """

    start: int
    end: int
    rest: int
    text: str
    line: int
    at: Position
    readings: tuple[tuple[str, Value], ...]
    kind: str | None = None
    weak: bool = False
    alone: bool = False
    misread: int | None = None
    """The number that scan noise may have hidden: "S." for 5, "4," for 4."""


_KIND = "|".join(sorted((re.escape(word) for word in KIND_OF), key=len, reverse=True))
_OPEN = r"(?:(?:#{1,6}\s+)|[*_“\"'>]{1,3}\s?)?"
_NAMED = re.compile(
    rf"{_OPEN}(?P<label>(?P<kind>{_KIND})(?:\s+(?:no\.?|number|n°|nº))?(?:\s*[-–—:])?"
    rf"(?:\s*(?P<decimal>\d{{1,4}}(?:\.\d{{1,3}})*(?:\s?(?:bis|ter|quater)\b|-?[a-z]\b)?)"
    rf"|(?:\s+|(?<=[-–—:]))(?:(?P<roman>[ivxlc]+\b)|(?P<word>(?:{WORD_PATTERN})\b)|(?P<letter>[A-Z]\b)"
    rf"|[“\"(](?P<quoted>[A-Z]|\d{{1,2}})[”\")])))"
    rf"(?P<mark>\)?[*_]{{0,2}}\s*(?:[.:;]+|[–—-]+(?=\s|$))?[–—-]?[*_]{{0,2}})(?=\s|$|[A-Z“\"(])",
    re.IGNORECASE,
)
_ANNEX = re.compile(
    rf"{_OPEN}(?P<label>(?P<kind>annexe?|annexure|appendix|schedule|attachment|addendum))(?P<mark>[.:]?[*_]{{0,2}})$",
    re.IGNORECASE,
)
_DECIMAL = re.compile(
    rf"{_OPEN}(?P<label>(?:§\s?)?(?P<value>\d{{1,3}}(?:\.\s?\d{{1,3}}){{1,11}})(?:\.?(?P<tail>[a-z])\b)?)[.)]?(?![\d%])[*_]{{0,2}}(?:\s*[-–—]\s+)?(?=\s|$|[A-Z“\"(\[])"
)
_SHAPES = (
    ("n.", re.compile(rf"{_OPEN}(?P<label>(?P<value>\d{{1,3}})\s?\.)(?:[)–—-]+)?(?![\d])[*_]{{0,2}}(?=\s|$|[A-Z“\"(\[—–-])")),
    ("(n)", re.compile(rf"{_OPEN}(?P<label>[(\[]\s?(?P<value>\d{{1,3}})\s?[)\]])[*_]{{0,2}}(?=\s|$|[A-Z“\"])[.:]?")),
    ("n)", re.compile(rf"{_OPEN}(?P<label>(?P<value>\d{{1,3}})\s?\))[*_]{{0,2}}(?=\s|$|[A-Z“\"])")),
    ("n°", re.compile(r"(?P<label>(?P<value>\d{1,3})\s?[°º])\.?(?=\s|$|[A-Z])")),
    ("§n", re.compile(r"(?P<label>§\s?(?P<value>\d{1,3}))[.:)]?(?=\s|$)")),
    ("n-", re.compile(r"(?P<label>(?P<value>\d{1,3}))(?:\s[-–—]\s|[-–—:]\s)(?=[A-Z“\"])")),
    ("(x)", re.compile(rf"{_OPEN}(?P<label>\(\s?(?P<value>[a-zA-Z]{{1,7}})\s?\))[*_]{{0,2}}(?=\s|$|[A-Z“\"])[.:]?")),
    ("x)", re.compile(rf"{_OPEN}(?P<label>(?P<value>[a-zA-Z]{{1,7}})\s?\))[*_]{{0,2}}(?=\s|$|[A-Z“\"])")),
    ("x.", re.compile(rf"{_OPEN}(?P<label>(?P<value>[a-zA-Z]{{1,7}})\s?\.)(?:[)–—-]+)?[*_]{{0,2}}(?=\s|$)")),
    ("x-", re.compile(r"(?P<label>(?P<value>[A-Z]{1,6}))(?:\s[-–—]\s|:\s)(?=[A-Z“\"])")),
)  # fmt: skip
_NOISY = re.compile(
    r"(?P<label>(?:(?P<value>\d{1,3})\s?[,:]|(?P<sign>[lIi|!SZzBOGbgq\d]{1,3})\s?[.,:]))(?=\s+[A-Z“\"])"
)
_FIGURE_OF = str.maketrans("lIi|!SZzBOGbgq", "11111522806699")
"""Letters that a scan takes for figures."""
_ORDINAL = re.compile(
    rf"{_OPEN}(?P<label>(?P<value>{WORD_PATTERN}))\s?(?:[.:][–—-]?|[–—-])(?=\s|$)", re.IGNORECASE
)
_BARE = re.compile(r"(?P<label>(?P<value>\d{1,3}))(?=\s+[A-Z“\"]|\s*$)")
_BARE_LETTER = re.compile(r"(?P<label>(?P<value>[A-Z]|[IVX]{1,5}))$")
_BULLET = re.compile(r"(?P<label>[•·▪●○■◦‣⁃➢\uf0b7\uf0a7]|[-–—*](?=\s)|o(?=\s+[A-Z]))\s*(?=\S|$)")
_INLINE = re.compile(
    r"(?P<before>[^\s(]{0,40})\s(?P<and>(?:and|or)(?:/or)?\s+)?(?P<label>\((?P<inner>[a-z]{1,4}|\d{1,2})\)|(?P<open>[a-z])\))(?=\s?[A-Za-z“\"])"
)
_INLINE_DECIMAL = re.compile(
    r"(?P<before>[^\s(]{1,40})\s{1,4}(?P<label>(?P<value>\d{1,3}(?:\.\d{1,3}){2,})\.)(?=\s+[A-Z]|\s*$)"
)
_SPACE = re.compile(r"[\s*_]*")


def find_labels(line: Line, number: int) -> Iterator[Label]:
    """Yield what may be a label in one line, in order of place."""
    first = _match_start(line, number)
    offset = 0
    if first is not None:
        yield first
        offset = first.rest - line.start
        if first.readings and first.readings[0][0] != "bullet" and offset < len(line.text):
            yield from _chain(line, number, offset)
    yield from _match_inline(line, number, offset)


def _match_start(line: Line, number: int) -> Label | None:
    text = line.text
    for pattern in (_NAMED, _ANNEX):
        if (match := pattern.match(text)) and text[match.start("label")].isupper():
            label = _name(line, number, match)
            if label is not None:
                return label
    if match := _DECIMAL.match(text):
        value = tuple(int(piece) for piece in re.findall(r"\d+", match["value"]))
        if value[0] > 0:
            tail = match["tail"]
            if tail:
                value = (*value, ord(tail) - 96)
            return _make(line, number, match, (("decimal", value),))
    found = _match_shape(line, number, 0, "line")
    if found is not None:
        return found
    if match := _NOISY.match(text):
        return _make(line, number, match, (), misread=_hidden(match))
    if match := _ORDINAL.match(text):
        word = match["value"]
        if word[0].isupper():
            style = "WORD" if word.isupper() else "word"
            return _make(line, number, match, ((style, (read_word(word) or 0,)),))
    if match := _BULLET.match(text):
        return _make(line, number, match, (("bullet", (0,)),))
    if match := _BARE.match(text):
        return _make(line, number, match, (("n", (int(match["value"]),)),), weak=True)
    if line.gap and (match := _BARE_LETTER.match(text)):
        readings = _read_letters(match["value"], "x")
        if readings:
            return _make(line, number, match, readings, weak=True)
    return None


def _match_shape(line: Line, number: int, offset: int, at: Position) -> Label | None:
    for shape, pattern in _SHAPES:
        match = pattern.match(line.text, offset)
        if match is None:
            continue
        value = match["value"]
        readings = _read_letters(value, shape) if value.isalpha() else ((shape, (int(value),)),)
        if readings and readings[0][1] != (0,):
            noisy = _NOISY.match(line.text) if at == "line" and value.isalpha() else None
            return _make(line, number, match, readings, at=at, misread=_hidden(noisy) if noisy else None)
    return None


def _hidden(match: re.Match[str]) -> int | None:
    return int(match["value"]) if match["value"] else int(match["sign"].translate(_FIGURE_OF))


def _read_letters(letters: str, shape: str) -> tuple[tuple[str, Value], ...]:
    """Read letters as a letter and as a roman numeral, in capitals or small letters but not mixed."""
    if not (letters.isupper() or letters.islower()):
        return ()
    case = "X" if letters.isupper() else "x"
    readings: list[tuple[str, Value]] = []
    if (letter := read_letters(letters)) is not None:
        readings.append((shape.replace("x", f"letter-{case}"), (letter,)))
    if (roman := read_roman(letters)) is not None and roman < 90:
        readings.append((shape.replace("x", f"roman-{case}"), (roman,)))
    return tuple(readings)


def _name(line: Line, number: int, match: re.Match[str]) -> Label | None:
    kind = KIND_OF[match["kind"].lower()]
    groups = match.groupdict()
    value: Value | None = None
    if decimal := groups.get("decimal"):
        value = tuple(int(piece) for piece in re.findall(r"\d+", decimal))
        if suffix := re.search(r"(bis|ter|quater|[a-z])$", decimal, re.IGNORECASE):
            value = (*value, -1 - "abcdefgh".find(suffix[0].lower()[0]))
    elif roman := groups.get("roman"):
        if not roman.isupper() and not (roman.islower() and len(roman) > 1):
            return None
        plain = read_roman(roman)
        if plain is None or (kind == "annex" and len(roman) == 1 and roman not in "IVX"):
            plain = read_letters(roman)
        value = (plain,) if plain else None
    elif word := groups.get("word"):
        value = (read_word(word) or 0,)
    elif letter := groups.get("letter") or groups.get("quoted"):
        value = (int(letter),) if letter.isdigit() else (read_letters(letter) or 0,)
        if not letter.isupper() and not letter.isdigit():
            return None
    elif kind == "annex":
        value = (0,)
    if value is None:
        return None
    return _make(line, number, match, ((kind, value),), kind=kind)


def _make(
    line: Line,
    number: int,
    match: re.Match[str],
    readings: tuple[tuple[str, Value], ...],
    *,
    at: Position = "line",
    kind: str | None = None,
    weak: bool = False,
    misread: int | None = None,
) -> Label:
    start, end = match.span("label")
    rest = _SPACE.match(line.text, match.end())
    after = rest.end() if rest else match.end()
    text = line.text[start:end]
    if (
        end < len(line.text)
        and line.text[end] in ".)"
        and match.end() > end
        and not kind
        and readings
        and readings[0][0] == "decimal"
    ):
        end += 1
        text += line.text[end - 1]
    return Label(
        start=line.start + start,
        end=line.start + end,
        rest=line.start + after,
        text=text,
        line=number,
        at=at,
        readings=readings,
        kind=kind,
        weak=weak,
        alone=after >= len(line.text),
        misread=misread,
    )


def _chain(line: Line, number: int, offset: int) -> Iterator[Label]:
    """Yield first items that follow a label directly: "2. (a) …", "Article 5 1. …"."""
    for _ in range(3):
        label = _match_shape(line, number, offset, "chained")
        if label is None or all(value != (1,) for _, value in label.readings) or label.text[-1] == "°":
            return
        if label.text[0] != "(" and not label.text[0].isdigit() and label.text[-1] != ")":
            return
        yield label
        offset = label.rest - line.start
        if offset >= len(line.text):
            return


def _match_inline(line: Line, number: int, offset: int) -> Iterator[Label]:
    for match in _INLINE.finditer(line.text, max(0, offset - 1)):
        if match.start("label") <= offset:
            continue
        inner = match["inner"] or match["open"]
        shape = "(n)" if inner.isdigit() else "(x)" if match["inner"] else "x)"
        readings = ((shape, (int(inner),)),) if inner.isdigit() else _read_letters(inner, shape)
        before = match["before"]
        punctuated = before[-1:] in {":", ";", ",", "—", "–", "."} or bool(match["and"])
        first = any(value == (1,) for _, value in readings)
        if before[-1:].isdigit() or before.lower().rstrip("s") in _REFERENCES:
            continue
        if punctuated or (first and shape != "(n)"):
            yield _make(line, number, match, readings, at="inline")
    for match in _INLINE_DECIMAL.finditer(line.text, offset):
        if match["before"].lower().rstrip("s.") in _REFERENCES:
            continue
        value = tuple(int(piece) for piece in match["value"].split("."))
        yield _make(line, number, match, (("decimal", value),), at="inline")


_REFERENCES = frozenset(
    "paragraph para subparagraph sub-paragraph article art section clause point item annex rule letter "
    "chapter under of in to by with see".split()
)
