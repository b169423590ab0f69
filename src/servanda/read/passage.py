"""A parsed paragraph with its place in the document, its names and its times."""

from dataclasses import dataclass, field
from functools import cached_property
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


@dataclass
class Passage:
    """One paragraph, ready to be read. Token indices are within `doc`; spans are the document's.

    text: the parsed text; offset: where it begins in the document. topics: (start, end, code) in `text`, found on first asking.
    """

    paragraph: Paragraph
    doc: "Doc"
    hits: dict[int, Hit] = field(default_factory=dict)
    times: list[Time] = field(default_factory=list)
    background: bool = False
    binding: bool = False
    dateline_place: str | None = None
    text: str = ""
    offset: int = 0
    topics: "list[tuple[int, int, str]] | None" = None
    time_heads: "dict[tuple[int, int], Token | None]" = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text = self.doc.text
        self.offset = self.paragraph.body[0]

    def span(self, start: int, end: int) -> Span:
        """Return the document span of tokens start … end (exclusive)."""
        tokens = self.doc.tokens
        last = tokens[end - 1]
        return (self.offset + tokens[start].idx, self.offset + last.idx + len(last.text))

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
        return self.offset + token.idx

    def in_quotation(self, token: "Token") -> Span | None:
        """Return the quotation that a token stands in, or None."""
        position = self.at(token)
        for start, end in self.paragraph.quotations:
            if start <= position < end:
                return (start, end)
        return None

    @cached_property
    def semicolons(self) -> "list[Token]":
        """The semicolons outside quotations: what stands on both sides of one need not belong together."""
        return [token for token in self.doc if token.text == ";" and self.in_quotation(token) is None]
