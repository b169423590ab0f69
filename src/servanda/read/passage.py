"""A parsed paragraph with its place in the document, its names and its times."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servanda.codebook import Entry
from servanda.model import Span, Value
from servanda.read.times import Time
from servanda.text.layout import Paragraph

if TYPE_CHECKING:
    from servanda.text.parsed import Doc, Token


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the lexicon found in a passage: token indices, end exclusive."""

    start: int
    end: int
    entry: Entry


@dataclass(slots=True)
class Passage:
    """One paragraph, ready to be read. Token indices are within `doc`; spans are the document's.

    text: the parsed text, `doc.text` once. topics: (start, end, code) in `text`, found on first asking.
    """

    paragraph: Paragraph
    doc: "Doc"
    hits: dict[int, Hit] = field(default_factory=dict)
    times: list[Time] = field(default_factory=list)
    background: bool = False
    dateline_place: str | None = None
    text: str = ""
    topics: "list[tuple[int, int, str]] | None" = None
    time_heads: "dict[tuple[int, int], Token | None]" = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text = self.doc.text

    @property
    def offset(self) -> int:
        """Where the paragraph's parsed text begins in the document."""
        return self.paragraph.body[0]

    def span(self, start: int, end: int) -> Span:
        """Return the document span of tokens start … end (exclusive)."""
        last = self.doc[end - 1]
        return (self.offset + self.doc[start].idx, self.offset + last.idx + len(last.text))

    def words(self, start: int, end: int) -> str:
        """Return the words of tokens start … end (exclusive); line breaks in a wrapped paragraph as blanks."""
        first, last = self.span(start, end)
        return self.text[first - self.offset : last - self.offset]

    def cite(self, start: int, end: int, value: str | None) -> Value:
        """Return a claim's value with the words of tokens start … end (exclusive) as its source."""
        return Value(text=self.words(start, end), value=value, span=self.span(start, end))

    def sentence_span(self, token: "Token") -> Span:
        """Return the document span of the token's sentence; the first one takes the dateline along."""
        sent = token.sent
        start, end = self.span(sent.start, sent.end)
        stripped = self.text[start - self.offset : end - self.offset].rstrip()
        end = start + len(stripped)
        if sent.start == 0 and self.paragraph.dateline is not None:
            start = self.paragraph.span[0]
        return (start, end)

    def at(self, token: "Token") -> int:
        """Return where a token begins in the document."""
        return self.offset + int(token.idx)

    def in_quotation(self, token: "Token") -> Span | None:
        """Return the quotation that a token stands in, or None."""
        position = self.at(token)
        for start, end in self.paragraph.quotations:
            if start <= position < end:
                return (start, end)
        return None
