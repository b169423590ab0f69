"""Where the parts of a text are: headline, dateline, paragraphs, quotations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from servanda.model import Document, Issue, Span

LINE_LIMIT = 100_000
"""Characters of one paragraph that are parsed; the rest of a longer one is kept but not read."""
PIECE_LIMIT = 8_000
"""Characters parsed in one piece; a longer paragraph is parsed in pieces cut between sentences."""

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = rf"(?:{_MONTH}\s\d{{1,2}}(?:,?\s\d{{4}})?|\d{{1,2}}\s{_MONTH}(?:,?\s\d{{4}})?)"
_PLACE = r"[A-ZÀ-ÝŞƏİÇĞÖÜ][\w'’.\-]*(?:[ /][A-ZÀ-ÝŞƏİÇĞÖÜ][\w'’.\-]*){0,4}(?:,\s[A-Z][\w'’.\-]+(?:\s[A-Z][\w'’.\-]+)?)?"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})(?:,?\s(?P<date>{_DATE}))?(?:,?\s\((?P<agency>[^()\n]{{2,40}})\)|,\s(?P<wire>[A-Z]{{2,12}}))?\s?(?:--?|[–—]|:)\s"
)
_ACRONYMS = frozenset(["UN", "EU", "NATO", "OSCE", "IGAD", "ECOWAS", "UNHCR", "UNICEF", "ASEAN", "OAS", "AU", "SADC", "ICRC", "SPLM", "TPLF", "FARC", "ELN"])
"""Names in capitals that open a sentence with a dash and are no place."""
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*$")
_BLANK = re.compile(r"\n[ \t]*\n")
_QUOTE_MARKS = re.compile('["“”„«»]')
_CUT = re.compile(r"(?<=[.!?;])\s")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The line that says where a report was filed: spans of its parts, or None."""

    span: Span
    place: Span
    date: Span | None
    agency: Span | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text that is parsed together. `body` is `span` without the dateline."""

    span: Span
    body: Span
    number: int
    dateline: Dateline | None
    quotations: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a document's text."""

    title: Span | None
    paragraphs: tuple[Paragraph, ...]
    issues: tuple[Issue, ...] = ()


def lay_out(document: Document) -> Layout:
    """Find headline, datelines, paragraphs and quotations of a document's kept text."""
    text = document.text
    blocks = list(_find_blocks(text))
    title = _find_title(text, blocks, document.title)
    if title is not None:
        blocks = [block for block in blocks if block[0] >= title[1]]
    paragraphs: list[Paragraph] = []
    issues: list[Issue] = []
    quote_open = False
    for number, block in enumerate(blocks):
        start, end = block
        if end - start > LINE_LIMIT:
            issues.append(_cut_issue(document.id, block))
            end = start + LINE_LIMIT
        dateline = find_dateline(text, start, end) if number < 3 else None
        body_start = dateline.span[1] if dateline else start
        for piece_start, piece_end in _split_long(text, body_start, end):
            quotations, quote_open = find_quotations(text, piece_start, piece_end, quote_open)
            first = piece_start == body_start
            paragraphs.append(
                Paragraph(
                    span=(start if first else piece_start, piece_end),
                    body=(piece_start, piece_end),
                    number=number,
                    dateline=dateline if first else None,
                    quotations=quotations,
                )
            )
    return Layout(title, tuple(paragraphs), tuple(issues))


def find_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Return the dateline that a paragraph opens with, or None."""
    match = _DATELINE.match(text, start, min(end, start + 160))
    if match is None:
        return None
    place = match.group("place")
    city = place.partition(",")[0]
    if city in _ACRONYMS or not ((city.isupper() and len(city) > 2) or match.group("date") or match.group("agency") or match.group("wire")):
        return None
    agency = match.span("agency") if match.group("agency") else match.span("wire")
    return Dateline(
        span=match.span(),
        place=match.span("place"),
        date=match.span("date") if match.group("date") else None,
        agency=agency if agency != (-1, -1) else None,
    )


def find_quotations(
    text: str, start: int, end: int, quote_open: bool = False
) -> tuple[tuple[Span, ...], bool]:
    """Return the spans inside quotation marks, and whether a quotation runs on into the next paragraph.

    A quotation that is not closed ends with its paragraph; where the next one
    opens with a mark it runs on, as the press has it.
    """
    spans: list[Span] = []
    opened: int | None = None
    for match in _QUOTE_MARKS.finditer(text, start, end):
        mark, at = match.group(), match.start()
        opens = mark in "“„«" or (mark == '"' and opened is None)
        if opens and opened is None:
            opened = at + 1
        elif not opens and opened is not None:
            spans.append((opened, at))
            opened = None
    runs_on = opened is not None
    if opened is not None:
        spans.append((opened, end))
    return tuple(spans), runs_on


def _find_blocks(text: str) -> Iterator[Span]:
    """Yield paragraphs: blocks between blank lines, or single lines where lines are not wrapped."""
    position = 0
    for match in [*_BLANK.finditer(text), None]:
        end = match.start() if match else len(text)
        yield from _split_block(text, position, end)
        position = match.end() if match else end


def _split_block(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the lines of a block as paragraphs, or the whole block where its lines are wrapped."""
    lines = [span for span in _find_lines(text, start, end) if text[span[0] : span[1]].strip()]
    if not lines:
        return
    wrapped = sum(1 for s, e in lines[:-1] if not _SENTENCE_END.search(text[s:e].rstrip()))
    longest = max(e - s for s, e in lines)
    if len(lines) > 1 and longest <= 120 and wrapped * 2 > len(lines) - 1 and wrapped > 0:
        first_start, first_end = lines[0]
        if (
            len(lines) > 2
            and start == 0
            and _looks_headline(text[first_start:first_end], text[lines[1][0] : lines[1][1]])
        ):
            yield _trim(text, first_start, first_end)
            lines = lines[1:]
        yield _trim(text, lines[0][0], lines[-1][1])
        return
    for line_start, line_end in lines:
        yield _trim(text, line_start, line_end)


def _looks_headline(line: str, following: str) -> bool:
    """Tell whether the first of wrapped lines is a headline: clearly shorter than the next, no end mark."""
    return not _SENTENCE_END.search(line.rstrip()) and len(line) < len(following) - 15


def _find_lines(text: str, start: int, end: int) -> Iterator[Span]:
    position = start
    while position < end:
        newline = text.find("\n", position, end)
        stop = end if newline < 0 else newline
        yield position, stop
        position = stop + 1


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _find_title(text: str, blocks: list[Span], given: str | None) -> Span | None:
    """Return the headline: the first block where it has no sentence end and more text follows."""
    if len(blocks) < 2:
        return None
    start, end = blocks[0]
    first = text[start:end]
    if given is not None and first.strip() == given.strip():
        return blocks[0]
    if (
        len(first) <= 200
        and "\n" not in first
        and not _SENTENCE_END.search(first)
        and not first.endswith(":")
    ):
        return blocks[0]
    return None


def _split_long(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a paragraph in pieces of at most PIECE_LIMIT characters, cut after sentences where possible."""
    while end - start > PIECE_LIMIT:
        cut = max((m.end() for m in _CUT.finditer(text, start, start + PIECE_LIMIT)), default=0)
        if cut <= start:
            space = text.rfind(" ", start + 1, start + PIECE_LIMIT)
            cut = space + 1 if space > start else start + PIECE_LIMIT
        yield _trim(text, start, cut)
        start = cut
    if start < end:
        yield start, end


def _cut_issue(document: str, span: Span) -> Issue:
    length = span[1] - span[0]
    return Issue(
        code="line-cut",
        document=document,
        span=(span[0] + LINE_LIMIT, span[1]),
        message=f"a paragraph of {length:,} characters; the first {LINE_LIMIT:,} were read, all of it is kept",
        hint="put line breaks between paragraphs and read the file again",
    )
