"""Where the parts of a text are: headline, dateline, paragraphs, quotations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from servanda.model import Document, Issue, Span

LINE_LIMIT = 100_000
"""Characters of one paragraph that are parsed; the rest of a longer one is kept but not read."""
PIECE_LIMIT = 8_000
"""Characters parsed in one piece; a longer paragraph is parsed in pieces cut between sentences."""
WRAP_LIMIT = 120
"""Characters of the longest line of a text that was wrapped."""

_NARROW = 40
_RAGGED = 8
"""Characters by which a wrapped line may fall short of the width."""
_MONTH = (
    r"(?i:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = rf"(?P<date>{_MONTH}\s\d{{1,2}}(?:,?\s\d{{4}})?|\d{{1,2}}\s{_MONTH}(?:,?\s\d{{4}})?)"
_WORD = r"[A-ZÀ-ÝŞƏİÇĞÖÜ][\w'’.\-]*"
_CITY = rf"{_WORD}(?:[ /]{_WORD}){{0,4}}"
_PLACE = rf"(?P<place>{_CITY}(?:,\s[A-Z][\w'’.\-]+(?:\s(?:(?:of|and|the)\s)*[A-Z][\w'’.\-]+){{0,3}})?)"
_AGENCY = r"\((?P<agency>[^()\n]{2,40})\)"
_DASH = r"\s?(?:(?:--?|[–—]|:)\s|—(?=[A-ZÀ-Ý“\"]))"
_DATELINES = (
    # MOSCOW (Sputnik) - · KHARTOUM, Sudan — · GENEVA, 12 Sept (Reuters) —
    re.compile(rf"{_PLACE}(?:,?\s{_DATE})?(?:,?\s{_AGENCY}|,\s(?P<wire>[A-Z]{{2,12}}))?{_DASH}"),
    # YEREVAN, SEPTEMBER 5, ARMENPRESS. · BAKU, Azerbaijan, September 5. · MOSCOW, September 5. /TASS/.
    re.compile(rf"{_PLACE},\s{_DATE}(?:,\s(?P<wire>[A-Z]{{2,12}})|[.,]?\s/(?P<agency>[^/\n]{{2,40}})/)?\.\s"),
    # September 5, 2022 (JUBA) –
    re.compile(rf"{_DATE}\s\((?P<place>{_CITY})\){_DASH}"),
)
_AGENCY_NAME = re.compile(r"[A-Z][\w.&'’\-/]*(?:\s[A-Z&][\w.&'’\-/]*){0,4}|[a-z]{2,6}(?:/[a-z]{2,6})*")
_DEFINED = re.compile(
    r"\b(?:Part(?:y|ies)|Sides?|States?|Republic|Government|Contracting|Signator(?:y|ies))\b"
)
"""Words of a defined term of an agreement, 'Armenia (Party A) –', that name no agency."""
_NUMERAL = re.compile(r"(?:ARTICLE|ANNEX|CHAPTER|PART|SECTION|PREAMBLE|POINT|APPENDIX)\b.*|[IVXLC]+")
_ACRONYMS = frozenset([
    "UN", "EU", "NATO", "OSCE", "IGAD", "ECOWAS", "UNHCR", "UNICEF", "ASEAN", "OAS", "AU", "SADC", "ICRC",
    "SPLM", "TPLF", "FARC", "ELN", "UNSC", "OCHA", "WHO", "IAEA", "IMF", "WFP", "USA", "UAE", "USSR", "DPRK",
    "DRC", "CSTO", "CIS", "EAEU", "SCO", "GCC", "OIC", "KFOR", "UNIFIL", "UNMISS", "MINUSMA", "MONUSCO",
    "AMISOM", "EULEX", "RJMEC", "RSF", "SAF", "IDF", "PLO", "PKK", "YPG", "SDF", "LTTE", "MILF", "MNLF",
    "IRA", "LNA", "GNA", "FARDC", "UNITA", "RENAMO", "FRELIMO", "SWAPO",
])  # fmt: skip
"""Names in capitals that open a sentence with a dash and are no place."""
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*$")
_BLANK = re.compile(r"\n[ \t]*\n")
_QUOTE_MARKS = re.compile('["“”„«»]')
_CLOSERS = {"“": "”", "„": "“”", "«": "»", '"': '"'}
"""The marks that close what each mark opens."""
_ITEM = re.compile(r"(?:\(?\d{1,2}[.)]|\(?[a-z]\)|[•·*–-])\s+\S")
"""The start of a point in a list."""
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
        quotations, quote_open = find_quotations(text, body_start, end, quote_open)
        for piece_start, piece_end in _split_long(text, body_start, end):
            first = piece_start == body_start
            paragraphs.append(
                Paragraph(
                    span=(start if first else piece_start, piece_end),
                    body=(piece_start, piece_end),
                    number=number,
                    dateline=dateline if first else None,
                    quotations=_clip(quotations, piece_start, piece_end),
                )
            )
    return Layout(title, tuple(paragraphs), tuple(issues))


def find_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Return the dateline that a paragraph opens with, or None."""
    for number, pattern in enumerate(_DATELINES):
        match = pattern.match(text, start, min(end, start + 160))
        if match is None:
            continue
        parts = match.groupdict()
        agency = "agency" if parts.get("agency") else "wire" if parts.get("wire") else None
        if not _is_filed(parts, strict=number > 0):
            continue
        return Dateline(
            span=match.span(),
            place=match.span("place"),
            date=match.span("date") if parts["date"] else None,
            agency=match.span(agency) if agency else None,
        )
    return None


def _is_filed(parts: dict[str, str | None], strict: bool) -> bool:
    """Tell whether the parts of a match make a dateline: a city in capitals, or a city with a date or an agency."""
    city = (parts["place"] or "").partition(",")[0]
    agency = parts.get("agency")
    if city in _ACRONYMS or _NUMERAL.fullmatch(city):
        return False
    if agency and (not _AGENCY_NAME.fullmatch(agency) or _DEFINED.search(agency)):
        return False
    if city.isupper() and len(city) > 2:
        return True
    return not strict and bool(parts["date"] or agency or parts.get("wire"))


def find_quotations(
    text: str, start: int, end: int, quote_open: bool = False
) -> tuple[tuple[Span, ...], bool]:
    """Return the spans inside quotation marks, and whether the last one is left open.

    A quotation that is not closed ends with its paragraph; where the next one
    opens with a mark it runs on, as the press has it: `quote_open` says that the
    paragraph before left one open, so that any mark opens this one. A quotation
    inside a quotation closes only itself.
    """
    spans, runs_on = _pair_marks(text, start, end, quote_open, nested=True)
    if runs_on:
        flat, flat_runs_on = _pair_marks(text, start, end, quote_open, nested=False)
        if not flat_runs_on:
            return flat, False
    return spans, runs_on


def _pair_marks(
    text: str, start: int, end: int, quote_open: bool, nested: bool
) -> tuple[tuple[Span, ...], bool]:
    """Return the outer pairs of marks. nested: an opening mark inside a quotation opens another."""
    spans: list[Span] = []
    waiting: list[str] = []
    opened = start
    for match in _QUOTE_MARKS.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if not waiting:
            if mark in _CLOSERS or (quote_open and not text[start:at].strip() and _is_closed(text, at, end)):
                opened = at + 1
                waiting.append(_CLOSERS.get(mark, mark))
        elif mark in waiting[-1] or _is_sloppy(text, at, end, waiting[-1]):
            waiting.pop()
            if not waiting:
                spans.append((opened, at))
        elif nested and mark in "“„«":
            waiting.append(_CLOSERS[mark])
    if waiting:
        spans.append((opened, end))
    return tuple(spans), bool(waiting)


def _is_closed(text: str, at: int, end: int) -> bool:
    """Tell whether the mark stands once more in the paragraph, so that the first one opens."""
    return text.find(text[at], at + 1, end) >= 0


def _is_sloppy(text: str, at: int, end: int, closers: str) -> bool:
    """Tell whether a mark closes a quotation that was opened by a mark of another kind: “Yes," he said."""
    return text[at] in '"”' and not any(text.find(closer, at, end) >= 0 for closer in closers)


def _clip(spans: tuple[Span, ...], start: int, end: int) -> tuple[Span, ...]:
    """Return the parts of spans that lie in a piece of the text."""
    cut = ((s, e, max(s, start), min(e, end)) for s, e in spans)
    return tuple((left, right) for s, e, left, right in cut if left < right or (s == e and left == right))


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
    if start == 0:
        head = next((n for n in (1, 2) if n < len(lines) and find_dateline(text, *_trim(text, *lines[n]))), 0)
        yield from (_trim(text, *line) for line in lines[:head])
        lines = lines[head:]
    starts = [n for n, (s, e) in enumerate(lines) if _ITEM.match(text[s:e].lstrip())]
    if len(starts) > 1 and starts[0] == 0:
        for first, last in zip(starts, [*starts[1:], len(lines)], strict=True):
            yield from _join_lines(text, lines[first:last], headline=False)
    elif lines:
        yield from _join_lines(text, lines, headline=lines[0][0] == 0)


def _join_lines(text: str, lines: list[Span], headline: bool) -> Iterator[Span]:
    """Yield one paragraph where lines are wrapped, else a paragraph a line. headline: the first may be one."""
    if not _is_wrapped([text[s:e].strip() for s, e in lines]):
        yield from (_trim(text, s, e) for s, e in lines)
        return
    first, *others = lines
    if headline and len(lines) > 2 and _looks_headline(text[slice(*first)], text[slice(*others[0])]):
        yield _trim(text, *first)
        lines = others
    yield _trim(text, lines[0][0], lines[-1][1])


def _is_wrapped(lines: list[str]) -> bool:
    """Tell whether lines were cut at a width: most end inside a sentence, or no next word would have fitted."""
    longest = max(map(len, lines))
    if len(lines) < 2 or longest > WRAP_LIMIT:
        return False
    pairs = list(pairwise(lines))
    unfinished = [pair for pair in pairs if not _SENTENCE_END.search(pair[0])]
    if len(unfinished) * 2 > len(pairs):
        return True
    goes_on = any(following[0].islower() for _, following in unfinished)
    full = all(len(line) + 1 + len(following.split()[0]) + _RAGGED >= longest for line, following in pairs)
    return longest >= _NARROW and goes_on and full


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
        and not _ITEM.match(first)
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
