"""What every question about a document needs: its passages, clauses, names and qualifiers, in one place."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from servanda.codebook import Codebook
from servanda.model import Cue, Document, Issue, Span, Value
from servanda.read.clauses import Clause
from servanda.read.discourse import Mention
from servanda.read.draft import Draft
from servanda.read.force import Qualified
from servanda.read.names import Namer
from servanda.read.passage import Passage
from servanda.read.patterns import Matcher
from servanda.read.qualify import Qualify

if TYPE_CHECKING:
    from servanda.text.parsed import Token


@dataclass(slots=True)
class Scene:
    """One document being read. Drafts and issues grow; everything else is given."""

    document: Document
    codebook: Codebook
    namer: Namer
    matcher: Matcher
    engine: Qualify
    published: date | None
    drafts: list[Draft] = field(default_factory=list)
    issues: dict[Issue, None] = field(default_factory=dict)
    quoted: dict[Span, "Value | None"] = field(default_factory=dict)
    used: set[tuple[int, int]] = field(default_factory=set)
    sides: frozenset[str] | None = None
    """Who acts in the document: found on first asking, once everything is drafted."""

    def clause(self, verb: "Token") -> Clause:
        """Return the clause of a verb, built once."""
        return self.engine.clause(verb)

    def names(self, passage: Passage, heads: "list[Token]") -> list[Mention]:
        """Return whom noun phrases name."""
        return self.namer.read(passage, heads)

    def qualify(self, head: "Token") -> Qualified:
        """Return how a predicate is meant."""
        return self.engine.qualify(head)

    def use(self, passage: Passage, token: "Token") -> None:
        """Mark a predicate as read, so that no later question reads it again."""
        self.used.add((passage.offset, token.i))

    def is_used(self, passage: Passage, token: "Token") -> bool:
        """Tell whether a predicate has been read."""
        return (passage.offset, token.i) in self.used

    def cue(self, passage: Passage, token: "Token", rule: str, extra: "Token | None" = None) -> Cue:
        """Return the cue for a predicate, with its object where they belong together."""
        start, end = token.i, token.i + 1
        if extra is not None and 0 < abs(extra.i - token.i) <= 8:
            start, end = min(token.i, extra.i), max(token.i, extra.i) + 1
        return Cue(text=passage.words(start, end), span=passage.span(start, end), rule=rule)

    def add_issue(self, code: str, message: str, span: Span, hint: str = "") -> None:
        """Note an issue of this document, once."""
        issue = Issue(code=code, message=message, document=self.document.id, span=span, hint=hint)
        self.issues.setdefault(issue)
