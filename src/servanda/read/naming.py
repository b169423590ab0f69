"""What every question about a noun phrase works with: the phrase asked about and the document's names so far."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servanda.codebook import Codebook
from servanda.model import Span
from servanda.read.discourse import Discourse, Mention, MentionKind, Post
from servanda.read.passage import Hit, Passage

if TYPE_CHECKING:
    from servanda.text.parsed import Token


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its head and its first token. until: the token after its last, where that is not the head."""

    passage: Passage
    head: "Token"
    left: int
    until: int | None = None

    @property
    def end(self) -> int:
        """The index after the last token."""
        return self.head.i + 1 if self.until is None else self.until

    @property
    def text(self) -> str:
        """The words of the phrase."""
        return self.passage.words(self.left, self.end)

    @property
    def span(self) -> Span:
        """Where the phrase stands in the document."""
        return self.passage.span(self.left, self.end)


class Naming:
    """What a document has named so far. A subclass says how one noun phrase is resolved."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.discourse = Discourse()
        self.posts: list[Post] = []
        self.short: dict[str, Mention] = {}
        self.unresolved: list[tuple[str, Span]] = []
        self.voice: Callable[[Passage, Token], Mention | None] = lambda _passage, _token: None

    def name(self, passage: Passage, head: "Token") -> list[Mention]:
        """Return what the noun phrase with this head names, coordinated ones apart."""
        raise NotImplementedError

    def side_of(self, mention: Mention) -> str | None:
        """Return the state, organisation or group that a mention acts for."""
        if mention.kind in {"state", "body", "group"}:
            return mention.value
        if mention.state is not None:
            return mention.state
        if mention.kind == "person" and mention.value is not None:
            return self.discourse.post_of(mention.value)[1]
        return None

    def note_post(self, passage: Passage, person: Mention, office: Hit, of: str | None) -> None:
        """Remember that a person holds an office of a state or body."""
        entry = office.entry
        if person.value is None:
            return
        self.discourse.posts[person.value] = (entry.value, of, entry.level)
        text, span = passage.words(office.start, office.end), passage.span(office.start, office.end)
        self.posts.append(Post(person, entry.value, of, entry.level, text, span, passage, office.start))

    def note_side(self, passage: Passage, person: Mention, owner: Hit) -> None:
        """Remember the side of a person without an office: 'Guyana's Irfaan Ali'."""
        if (
            person.value is None
            or person.state is None
            or self.discourse.post_of(person.value)[1] is not None
        ):
            return
        self.discourse.posts[person.value] = (None, person.state, None)
        text, span = passage.words(owner.start, owner.end), passage.span(owner.start, owner.end)
        self.posts.append(Post(person, None, person.state, None, text, span, passage, owner.start))

    def note_role(self, passage: Passage, person: Mention, side: str, words: tuple[int, int]) -> None:
        """Remember whom a person acts for by a role that is no office: 'X, founder of the league'. words: of the role."""
        if person.value is None or self.discourse.post_of(person.value)[1] is not None:
            return
        self.discourse.posts[person.value] = (None, side, None)
        text, span = passage.words(*words), passage.span(*words)
        self.posts.append(Post(person, None, side, None, text, span, passage, words[0]))

    def person_again(self, value: str, phrase: Phrase) -> Mention:
        """Return a person of before, as a phrase like 'the two' means them."""
        office, of, level = self.discourse.post_of(value)
        reason = f"'{phrase.text}': persons last named"
        return Mention(value, "person", phrase.text, phrase.span, of, office, level, reason)

    def side_again(self, side: str, phrase: Phrase, reason: str) -> Mention:
        """Return a side of before, as a phrase like 'both countries' means it."""
        facts = self.codebook.describe(side)
        kind: MentionKind = "group" if facts is None else "state" if facts.kind == "state" else "body"
        return Mention(side, kind, phrase.text, phrase.span, side, inferred=reason)

    def state_in_focus(self, phrase: Phrase) -> list[Mention]:
        """Return the state that 'the government', 'the army' stand for."""
        side = self.discourse.state_in_focus(phrase.span[0])
        if side is None:
            return []
        reason = "the state in focus"
        return [Mention(side, "state", phrase.text, phrase.span, side, inferred=reason, sided=True)]


def mention_hit(passage: Passage, hit: Hit, kind: MentionKind, state: str | None) -> Mention:
    """Return what a name of the lexicon names by itself."""
    text, span = passage.words(hit.start, hit.end), passage.span(hit.start, hit.end)
    sided = hit.entry.kind in {"adjective", "demonym"}
    return Mention(hit.entry.value, kind, text, span, state, sided=sided)


def mention_owner(passage: Passage, hit: Hit) -> Mention:
    """Return the side that a name beside a noun stands for: 'Armenian positions', 'Kosovo-Serbia dialogue'."""
    text, span = passage.words(hit.start, hit.end), passage.span(hit.start, hit.end)
    return Mention(hit.entry.value, "state", text, span, hit.entry.value)


def mention_for(side: Mention, phrase: Phrase) -> Mention:
    """Return a side under the words of those who act for it: 'the priest who heads the movement'."""
    return replace(side, text=phrase.text, span=phrase.span, sided=True)


def mention_office(
    office: str, owner: str, level: str | None, phrase: Phrase, reason: str | None = None
) -> Mention:
    """Return the office of a state or body."""
    return Mention(f"{office} of {owner}", "office", phrase.text, phrase.span, owner, office, level, reason)


def mention_name(passage: Passage, start: int, end: int) -> Mention:
    """Return a personal name as it stands, not yet known whose it is."""
    return Mention(None, "person", passage.words(start, end), passage.span(start, end))


def mention_again(known: Mention, phrase: Phrase, reason: str) -> Mention:
    """Return somebody of before, with the office, under the words of a phrase."""
    return replace(known, text=phrase.text, span=phrase.span, inferred=reason, sided=False)


def mention_body_again(known: Mention, phrase: Phrase, reason: str) -> Mention:
    """Return a body of before, without an office, under the words of a phrase."""
    return Mention(known.value, known.kind, phrase.text, phrase.span, known.state, inferred=reason)
