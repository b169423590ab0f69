"""The lines of a text, with their offsets."""

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_SPACE = "\ufeff\u200b\u00ad \t\xa0\u2009\u202f\u3000"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. `gap`: a blank line or the start of the text stands before it."""

    start: int
    end: int
    text: str
    gap: bool
    page: bool
    """A page break stands before it."""


def cut_lines(text: str) -> list[Line]:
    """Return the lines of a text that are not blank, without the space around them."""
    lines: list[Line] = []
    before = 0
    for match in _LINE.finditer(text):
        raw = match[0]
        body = raw.strip(_SPACE)
        if not body:
            continue
        start = match.start() + len(raw) - len(raw.lstrip(_SPACE))
        between = text[before:start]
        page = "\f" in between
        breaks = between.replace("\r\n", "\n").count("\n") + between.count("\u2029") * 2
        lines.append(Line(start, start + len(body), body, not lines or breaks > 1 or page, page))
        before = start + len(body)
    return lines
