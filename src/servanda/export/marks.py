"""A quote with carets under its words and the names of roles under the carets."""

from dataclasses import dataclass
from typing import Final

from servanda.model import Span

_CARET: Final = "^"
_GAP: Final = 1


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to point at: their span in the text and what they are."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: of the text (`words`), of carets, or of names."""

    kind: str
    text: str


def underline(text: str, span: Span, marks: list[Mark], width: int) -> list[Line]:
    """Return the text of a span, wrapped, each line followed by carets and names of its marks.

    Marks that overlap get further lines of carets below the first.
    """
    lines: list[Line] = []
    for start, end in wrap(text, span, width):
        lines.append(Line("words", _flatten(text[start:end])))
        columns = _columns(text, start, end)
        here = [
            _clip(mark, start, end, columns) for mark in marks if mark.span[0] < end and mark.span[1] > start
        ]
        for layer in _arrange(sorted(here), width):
            lines.append(Line("carets", _draw([(left, _CARET * (right - left)) for left, right, _ in layer])))
            lines.append(Line("names", _draw([(_place(left, name, width), name) for left, _, name in layer])))
    return lines


def wrap(text: str, span: Span, width: int) -> list[Span]:
    """Return spans of lines of at most `width` columns, cut at white space where possible."""
    spans: list[Span] = []
    start, stop = span
    while start < stop:
        while start < stop and text[start].isspace():
            start += 1
        end = _fit(text, start, stop, max(width, 8))
        if start < end:
            spans.append((start, end))
        start = end
    return spans


def _fit(text: str, start: int, stop: int, width: int) -> int:
    """Return where a line from `start` ends: at a line break, at the last space that fits, or where it is full."""
    from rich.cells import cell_len

    used, last_space = 0, -1
    for at in range(start, stop):
        if text[at] == "\n":
            return at
        if text[at].isspace():
            last_space = at
        used += cell_len(text[at])
        if used > width:
            return last_space if last_space > start else max(at, start + 1)
    return stop


def _columns(text: str, start: int, end: int) -> list[int]:
    """Return the screen column of every character of a line, and of its end."""
    from rich.cells import cell_len

    columns = [0]
    for at in range(start, end):
        columns.append(columns[-1] + cell_len(text[at]))
    return columns


def _clip(mark: Mark, start: int, end: int, columns: list[int]) -> tuple[int, int, str]:
    """Return the columns of a mark on one line; a mark that began on an earlier line is named only there."""
    left = columns[max(mark.span[0], start) - start]
    right = columns[min(mark.span[1], end) - start]
    return left, max(right, left + 1), mark.name if mark.span[0] >= start else ""


def _place(left: int, name: str, width: int) -> int:
    """Return the column of a name: under its words, or so far to the left that it ends within the line."""
    return max(0, min(left, width - len(name)))


def _arrange(marks: list[tuple[int, int, str]], width: int) -> list[list[tuple[int, int, str]]]:
    """Put marks into layers in which neither carets nor names touch."""
    layers: list[list[tuple[int, int, str]]] = []
    free: list[int] = []
    for left, right, name in marks:
        start = _place(left, name, width)
        end = max(right, start + len(name)) + _GAP
        for at, column in enumerate(free):
            if start >= column:
                layers[at].append((left, right, name))
                free[at] = end
                break
        else:
            layers.append([(left, right, name)])
            free.append(end)
    return layers


def _draw(pieces: list[tuple[int, str]]) -> str:
    line = ""
    for column, words in pieces:
        line = line.ljust(column) + words
    return line


def _flatten(words: str) -> str:
    return words.replace("\t", " ")
