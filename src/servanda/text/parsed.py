"""A parsed paragraph as plain objects: what the parser found, taken over once and asked for many times."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from spacy import tokens as spacy


class Token:
    """One token with what the parser says of it, in the parser's own terms; equal only to itself.

    children: what hangs on the token, in text order.
    """

    __slots__ = (
        "_subtree", "children", "dep_", "doc", "ent_type_", "head", "i", "idx", "is_sent_start", "lemma_",
        "lower_", "pos_", "sent", "tag_", "text",
    )  # fmt: skip
    head: "Token"
    sent: "Span"

    def __init__(self, doc: "Doc", i: int, token: "spacy.Token") -> None:
        self.doc = doc
        self.i = i
        self.idx = token.idx
        self.text = token.text
        self.lower_ = token.lower_
        self.lemma_ = token.lemma_
        self.pos_ = token.pos_
        self.tag_ = token.tag_
        self.dep_ = token.dep_
        self.ent_type_ = token.ent_type_
        self.is_sent_start = token.is_sent_start is True
        self.children: Sequence[Token] = ()
        self._subtree: Sequence[Token] = ()

    def __repr__(self) -> str:
        return self.text

    def __lt__(self, other: "Token") -> bool:
        return self.idx < other.idx

    def __len__(self) -> int:
        return len(self.text)

    def nbor(self, away: int = 1) -> "Token":
        """Return the token so many places further on; raises IndexError beyond the ends."""
        if self.i + away < 0:
            raise IndexError(self.i + away)
        return self.doc.tokens[self.i + away]

    @property
    def lefts(self) -> "list[Token]":
        """The children before the token."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> "list[Token]":
        """The children after the token."""
        return [child for child in self.children if child.i > self.i]

    @property
    def ancestors(self) -> "Iterator[Token]":
        """The heads above the token, the nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def subtree(self) -> "Sequence[Token]":
        """The token with all that hangs below it, branch by branch from the left; walked once."""
        if not self._subtree:
            found: list[Token] = []
            waiting = [(self, False)]
            while waiting:
                token, opened = waiting.pop()
                if opened or not token.children:
                    found.append(token)
                    continue
                waiting += [(child, False) for child in reversed(token.rights)]
                waiting.append((token, True))
                waiting += [(child, False) for child in reversed(token.lefts)]
            self._subtree = found
        return self._subtree

    @property
    def left_edge(self) -> "Token":
        """The leftmost token of the subtree."""
        return self.doc.tokens[self.source.left_edge.i]

    @property
    def right_edge(self) -> "Token":
        """The rightmost token of the subtree."""
        return self.doc.tokens[self.source.right_edge.i]

    @property
    def conjuncts(self) -> "tuple[Token, ...]":
        """The tokens coordinated with this one."""
        return tuple(self.doc.tokens[other.i] for other in self.source.conjuncts)

    @property
    def source(self) -> "spacy.Token":
        """The parser's own token."""
        return self.doc.source[self.i]

    @property
    def whitespace_(self) -> str:
        """The blank after the token, or nothing."""
        return self.source.whitespace_

    @property
    def ent_iob_(self) -> str:
        """Whether the token begins ("B"), goes on with ("I") or stands outside ("O") a name."""
        return self.source.ent_iob_

    @property
    def is_alpha(self) -> bool:
        """Whether the token is all letters."""
        return self.source.is_alpha

    @property
    def is_punct(self) -> bool:
        """Whether the token is a punctuation mark."""
        return self.source.is_punct

    @property
    def is_quote(self) -> bool:
        """Whether the token is a quotation mark."""
        return self.source.is_quote

    @property
    def is_space(self) -> bool:
        """Whether the token is blank."""
        return self.source.is_space

    @property
    def is_title(self) -> bool:
        """Whether the token begins with a capital."""
        return self.source.is_title

    @property
    def like_num(self) -> bool:
        """Whether the token is a number, in figures or words."""
        return self.source.like_num


class Span:
    """Tokens start … end (exclusive) of a parsed paragraph."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: "Doc", start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    def __getitem__(self, index: int) -> Token:
        return self.doc.tokens[self.start : self.end][index]

    @property
    def text(self) -> str:
        """The words, without the blank behind the last."""
        if self.start >= self.end:
            return ""
        last = self.doc.tokens[self.end - 1]
        return self.doc.text[self.doc.tokens[self.start].idx : last.idx + len(last.text)]

    @property
    def root(self) -> Token:
        """The token that hangs highest, the first of equals; a mark only where there is nothing else."""
        tokens = self.doc.tokens[self.start : self.end]
        for token in tokens:
            if token.head is token:
                return token
        tops = [token for token in tokens if not self.start <= token.head.i < self.end]
        return min(tops, key=_depth, default=self.doc.tokens[self.start])


def _depth(token: Token) -> int:
    """Return how deep a token hangs; a mark or blank with nothing below it counts as the deepest."""
    if not token.children and (token.is_punct or token.is_space):
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)


class Doc:
    """A parsed paragraph. source: what the parser made; notes: what is found in it once and asked for again."""

    def __init__(self, source: "spacy.Doc") -> None:
        self.source = source
        self.text = source.text
        self.notes: dict[str, Any] = {}
        self.tokens = tokens = [Token(self, i, token) for i, token in enumerate(source)]
        starts = [token.i for token in tokens if token.is_sent_start or not token.i]
        self.sents = tuple(Span(self, *edges) for edges in pairwise([*starts, len(tokens)]))
        for sent in self.sents:
            for token in sent:
                token.sent = sent
        for token, away in zip(tokens, source.to_array(["HEAD"]).astype("int64").tolist(), strict=True):
            token.head = head = tokens[token.i + away]
            if away:
                head.children = (*head.children, token)

    @cached_property
    def _begins(self) -> list[int]:
        return [token.idx for token in self.tokens]

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> Span: ...
    def __getitem__(self, index: int | slice) -> Token | Span:
        if isinstance(index, slice):
            start, end, _ = index.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[index]

    def char_span(self, start: int, end: int, *, alignment_mode: str = "strict") -> Span | None:
        """Return the tokens at characters start … end; None where they are no whole tokens, or none at all.

        alignment_mode: "strict", or "expand" to whole tokens.
        """
        strict = alignment_mode == "strict"
        first, last = self._token_at(start), self._token_at(end - 1)
        if first is None or last is None:
            return None
        if strict and (first.idx != start or last.idx + len(last) != end):
            return None
        behind = not strict and start == first.idx + len(first)
        return Span(self, first.i + behind, last.i + 1)

    def _token_at(self, place: int) -> Token | None:
        """Return the token at a character or at the blank behind it."""
        if not 0 <= place < len(self.text):
            return None
        return self.tokens[bisect_right(self._begins, place) - 1]
