"""A copy of an agreement to read from: every point a whole sentence, with the way back to the words as they stand.

'The Parties shall:' with '(a) withdraw …' and '(b) release …' is read as 'The Parties shall
withdraw …', 'The Parties shall release …'; what is found is then told in the words and at the
places of the text itself.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from servanda.model import Span
from servanda.read.accords.decisions import opens_decision
from servanda.text.points import Outline, Point

READ_PARTS = frozenset({"body", "annex"})
"""Parts whose sentences bind; preamble and recitals only say who is who."""
_CONTEXT_PARTS = frozenset({"title", "preamble", "recitals", "signature"})
_LISTING = re.compile(
    r"\b(?:following|as follows|compris\w+|consist\w*(?: of)?|composed(?: of)?|includ\w+)\b[^.;]{0,80}$",
    re.IGNORECASE,
)
"""How words end that a list of things, not of duties, follows: 'shall comprise the representatives of:'."""
_GOES_ON = frozenset(
    "shall will must may to that by for of in on with from as at not also and or including upon against all both when if is are be".split()
)
"""Last words before a list that the items go on from."""
_OPENS = re.compile(r"[:—–-]\s*$")
"""How words end that a list goes on from."""
_DUTY = re.compile(
    r"(?<!\bthat )(?<!\bwhich )(?<!\bwho )\b(?:shall|will|must|may|undertakes?|agrees?|commits?|pledges?)\b|^(?:The|All|Each|Both|No|Any)\s.*?\b(?:is|are|has|have)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^\W*(?:and|or|to)?\s*", re.IGNORECASE)
_CO = re.compile(r"\b([Cc]o)-((?:operat|ordinat)\w*)")
"""Words that the parser would take apart at their hyphen; a blank after them keeps the length."""
_LONGEST_LEAD = 600
"""Characters of the words before a list beyond which only their last sentence is carried on."""
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z(“\"])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the copy that stands in the text: copy[at : at + end − start] is text[start:end], blanks apart."""

    at: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extract:
    """One paragraph of the copy: where it stands there, the point that it is of, and whether it binds."""

    span: Span
    point: Point
    binding: bool
    item: int = 0
    """Where the item itself begins in the copy, after the words before its list; 0 where none stand before it."""


@dataclass(frozen=True, slots=True)
class Thing:
    """An item that is a thing, no sentence: where it stands in the text, and the words that its list goes on from."""

    point: Point
    span: Span
    lead: Span


@dataclass(frozen=True, slots=True)
class ReadingCopy:
    """The copy with its pieces and paragraphs in order, and the items that are not in it because they are things."""

    text: str
    pieces: tuple[Piece, ...]
    extracts: tuple[Extract, ...]
    things: tuple[Thing, ...] = ()

    def origin(self, span: Span) -> Span | None:
        """Return where a span of the copy stands in the text: the longest of its pieces, the later of equals."""
        best: Span | None = None
        for piece in self._pieces_of(span):
            start = max(span[0], piece.at) - piece.at + piece.start
            end = min(span[1], piece.at + piece.end - piece.start) - piece.at + piece.start
            if best is None or end - start >= best[1] - best[0]:
                best = (start, end)
        return best

    def last_origin(self, span: Span) -> Span | None:
        """Return where the last piece of a span stands in the text: of a sentence, the item and not the words before the list."""
        pieces = list(self._pieces_of(span))
        if not pieces:
            return None
        last = pieces[-1]
        start = max(span[0], last.at) - last.at + last.start
        end = min(span[1], last.at + last.end - last.start) - last.at + last.start
        return (start, end)

    def extract_at(self, position: int) -> Extract | None:
        """Return the paragraph of the copy around a position."""
        at = bisect_right(self.extracts, position, key=lambda extract: extract.span[0]) - 1
        return self.extracts[at] if at >= 0 and position < self.extracts[at].span[1] else None

    def _pieces_of(self, span: Span) -> Iterator[Piece]:
        at = max(0, bisect_right(self.pieces, span[0], key=lambda piece: piece.at) - 1)
        for piece in self.pieces[at:]:
            if piece.at >= span[1]:
                return
            if piece.at + piece.end - piece.start > span[0]:
                yield piece


def copy_points(
    text: str, outline: Outline, verbs: frozenset[str] = frozenset(), body: Span | None = None
) -> ReadingCopy:
    """Write the copy of an agreement text from its points; title, preamble and signature come first.

    verbs: words in base form that open a duty in a list of things to be done.
    body: where the body that resolves names itself: the subject of its paragraphs.
    """
    writer = _Writer(text, body)
    by_path = {point.path: point for point in outline.points}
    openings = {p.parent for p in outline.points if p.parent is not None}
    beside: dict[str | None, list[Span]] = {}
    points = [p for p in outline.points if p.part in READ_PARTS | _CONTEXT_PARTS]
    for point in sorted(points, key=lambda p: p.part in READ_PARTS):
        if point.heading is not None and not point.own and point.part in READ_PARTS:
            writer.write([point.heading], point, binding=False)
        own = _trim(text, point.own)
        if not own:
            continue
        binding = point.part in READ_PARTS
        lead = _find_lead(text, point, by_path) or beside.get(point.parent, [])
        whole = _is_whole(text, own)
        opens = _OPENS.search(text[own[-1][0] : own[-1][1]]) is not None
        if opens and binding and (point.path in openings or whole):
            *before, last = _split_last(text, own)
            last = _without_colon(text, last)
            writer.write(before, point, binding=binding)
            announced = _LISTING.search(text[slice(*last)]) or (
                _announces(text[slice(*last)], verbs) and _has_things(text, point, outline, last, verbs)
            )
            if announced and binding:
                writer.write([*lead, last] if lead and not whole else [last], point, binding=True)
            if point.path not in openings:
                beside[point.parent] = [last]
            continue
        if lead and not whole and _is_thing(text, lead, own, verbs):
            if binding:
                writer.things.append(Thing(point, (own[0][0], own[-1][1]), lead[-1]))
            continue
        if whole:
            beside.pop(point.parent, None)
        writer.write(own if whole else [*lead, *own], point, binding=binding)
    return writer.finish()


def _is_thing(text: str, lead: list[Span], own: list[Span], verbs: frozenset[str]) -> bool:
    """Tell whether an item is one of the things that the words before the list announce, and no duty of its own."""
    if not _announces(text[slice(*lead[-1])], verbs):
        return False
    words = re.findall(r"[A-Za-z-]+", text[own[0][0] : own[0][0] + 60])[:2]
    after_comma = re.search(r",\s+([a-z]+)", text[own[0][0] : own[0][0] + 160])
    first = {word.lower() for word in words[:1]} | ({after_comma[1]} if after_comma is not None else set())
    return first.isdisjoint(verbs)


def _has_things(text: str, point: Point, outline: Outline, lead: Span, verbs: frozenset[str]) -> bool:
    """Tell whether the first item below a point is a thing."""
    first = next((_trim(text, p.own) for p in outline.points if p.parent == point.path and p.own), [])
    return bool(first) and not _is_whole(text, first) and _is_thing(text, [lead], first, verbs)


def _announces(lead: str, verbs: frozenset[str]) -> bool:
    """Tell whether words end in what the items name, 'shall review the laws:', not in a verb that they go on from, 'shall ensure:'."""
    if _LISTING.search(lead):
        return True
    plain = re.sub(r"\s*\([^()]*\)\s*$", "", lead.rstrip(" :–—-"))
    last = plain.split()[-1].lower() if plain.split() else ""
    return bool(verbs) and plain[-1:].isalpha() and last not in verbs and last not in _GOES_ON


def _without_colon(text: str, span: Span) -> Span:
    """Return the words before a list without the sign that opens it."""
    stop = _OPENS.search(text[span[0] : span[1]])
    return (span[0], span[0] + stop.start()) if stop is not None else span


class _Writer:
    """The copy while it is written."""

    def __init__(self, text: str, body: Span | None = None) -> None:
        self._source = text
        self._body = body
        self._parts: list[str] = []
        self._length = 0
        self._pieces: list[Piece] = []
        self._extracts: list[Extract] = []
        self.things: list[Thing] = []

    def write(self, spans: Iterable[Span], point: Point, *, binding: bool) -> None:
        """Write spans of the text as one paragraph."""
        begin = self._length
        spans = list(spans)
        if self._body is not None and binding and spans and opens_decision(self._source[slice(*spans[0])]):
            spans = [self._body, *spans]
        for start, end in spans:
            words = _CO.sub(lambda m: f"{m[1]}{m[2]} ", re.sub(r"\s", " ", self._source[start:end]))
            if self._length > begin:
                after_body = self._pieces[-1].at == begin and spans[0] == self._body
                words = words[:1].lower() + words[1:] if after_body else _join_case(words)
                self._add(" ")
            self._pieces.append(Piece(self._length, start, end))
            self._add(words)
        if self._length == begin:
            return
        if not re.search(r"[.;:!?]\W*$", self._parts[-1]):
            self._add(".")
        item = next((p.at for p in self._pieces[-len(spans) :] if p.start >= point.span[0]), begin)
        self._extracts.append(Extract((begin, self._length), point, binding, item if item > begin else 0))
        self._add("\n\n")

    def _add(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)

    def finish(self) -> ReadingCopy:
        """Return the copy."""
        return ReadingCopy(
            "".join(self._parts), tuple(self._pieces), tuple(self._extracts), tuple(self.things)
        )


def _join_case(words: str) -> str:
    """Return words that go on in a sentence with a small first letter, unless they begin with a name or an acronym."""
    first, _, rest = words.partition(" ")
    plain = first[1:].islower() and not rest[:1].isupper()
    return words[:1].lower() + words[1:] if plain else words


def _trim(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return spans without blanks at their edges, empty ones left out."""
    found = []
    for start, end in spans:
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start < end:
            found.append((start, end))
    return found


def _split_last(text: str, spans: list[Span]) -> list[Span]:
    """Return spans with the last one cut before its last sentence: the words that a list goes on from."""
    start, end = spans[-1]
    cuts = [m.end() for m in _SENTENCE.finditer(text[start:end])]
    if not cuts:
        return spans
    at = start + cuts[-1]
    return [*spans[:-1], *_trim(text, [(start, at)]), *_trim(text, [(at, end)])]


def _find_lead(text: str, point: Point, by_path: dict[str, Point]) -> list[Span]:
    """Return the words that a point goes on from: those before its list, and before the list around that one."""
    parent = by_path.get(point.parent or "")
    if parent is None or parent.part not in READ_PARTS:
        return []
    own = _trim(text, parent.own)
    if not own or not _OPENS.search(text[own[-1][0] : own[-1][1]]):
        return []
    lead = _without_colon(text, _split_last(text, own)[-1])
    before = [] if _is_whole(text, [lead]) else _find_lead(text, parent, by_path)
    length = sum(e - s for s, e in [*before, lead])
    return [*before, lead] if length <= _LONGEST_LEAD else []


def _is_whole(text: str, spans: list[Span]) -> bool:
    """Tell whether words are a sentence by themselves: they begin like one and have a verb of their own."""
    words = " ".join(text[start:end] for start, end in spans)
    plain = _LEADING.sub("", words)
    first = plain[:1]
    return (
        first.isupper()
        and words.lstrip(' ("“')[:1].isupper()
        and _DUTY.search(_first_sentence(plain)) is not None
    )


def _first_sentence(words: str) -> str:
    return _SENTENCE.split(words, maxsplit=1)[0]


def squeeze(words: str) -> str:
    """Return words with single blanks."""
    return " ".join(words.split())
