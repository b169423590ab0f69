"""What a document has spoken of so far: answers 'he', 'the ministry', 'the two sides'. Position decides, not reading order."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from servanda.model import Span, Value
from servanda.read.passage import Passage

MentionKind = Literal["state", "person", "office", "ministry", "body", "group", "generic", "place"]

PAIR_REACH = 1_500
"""Characters back within which two sides named together are still 'the two sides'."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing that a noun phrase names. state: the canonical state or body that it belongs to.

    sided: the words name people or things of that state ('Russian troops'), not the
    state itself. subject: it stood as a subject. inferred: the reason, where the
    words themselves do not name it.
    """

    value: str | None
    kind: MentionKind
    text: str
    span: Span
    state: str | None = None
    office: str | None = None
    level: str | None = None
    inferred: str | None = None
    sided: bool = False

    def as_value(self) -> Value:
        """Return the mention as a claim's value."""
        return Value(text=self.text, value=self.value, span=self.span, inferred=self.inferred)


@dataclass(frozen=True, slots=True)
class Post:
    """Who holds what office, as the words put them side by side; office None where only the side is said."""

    person: Mention
    office: str | None
    of: str | None
    level: str | None
    office_text: str
    office_span: Span
    passage: Passage
    token: int


@dataclass(slots=True)
class Discourse:
    """Everything named so far, by where it stands in the document."""

    persons: list[tuple[int, bool, Mention]] = field(default_factory=list)
    bodies: list[tuple[int, Mention]] = field(default_factory=list)
    sided: list[tuple[int, str, bool, bool]] = field(default_factory=list)
    """(position, side, is a state, stood as subject)."""
    people: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    pacts: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    governments: list[tuple[int, str]] = field(default_factory=list)
    hinted: list[tuple[int, str]] = field(default_factory=list)
    """States that a capital or the name of a group only hints at: the last resort for 'the government'."""
    pairs: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    posts: dict[str, tuple[str | None, str | None, str | None]] = field(default_factory=dict)
    """Person → (office, of, level)."""

    def note(self, mention: Mention, side: str | None, *, subject: bool, is_state: bool) -> None:
        """Remember a mention; references (inferred ones) only refresh who is in focus."""
        at = mention.span[0]
        if mention.kind in {"person", "office"} and mention.value is not None:
            self.persons.append((at, subject, mention))
        elif mention.kind in {"ministry", "body", "group"}:
            self.bodies.append((at, mention))
        if (
            side is not None
            and mention.kind != "place"
            and mention.office is None
            and mention.kind != "person"
        ):
            self.sided.append((at, side, is_state, subject))
        elif side is not None and is_state:
            self.sided.append((at, side, True, False))

    def note_pair(self, at: int, names: Iterable[str]) -> None:
        """Remember two or more sides that were named together."""
        distinct = tuple(dict.fromkeys(names))
        if len(distinct) >= 2:
            self.pairs.append((at, distinct))

    def person_before(self, at: int) -> Mention | None:
        """Return the person in focus before a position: the last subject, unless one was named much nearer."""
        earlier = [(p, s, m) for p, s, m in self.persons if p < at]
        if not earlier:
            return None
        earlier.sort(key=lambda row: row[0])
        subjects = [row for row in earlier if row[1]]
        last = earlier[-1]
        if subjects and at - subjects[-1][0] < 600:
            return subjects[-1][2]
        return last[2]

    def persons_before(self, at: int) -> list[Mention]:
        """Return persons and offices named before a position, the nearest first."""
        return [m for _, _, m in sorted((r for r in self.persons if r[0] < at), key=lambda r: -r[0])]

    def bodies_before(self, at: int) -> list[Mention]:
        """Return ministries, organisations and groups named before a position, the nearest first."""
        return [m for _, m in sorted((r for r in self.bodies if r[0] < at), key=lambda r: -r[0])]

    def side_before(self, at: int, *, states: bool = False) -> str | None:
        """Return the last side (state, organisation, group) named before a position."""
        found = [(p, s) for p, s, is_state, _ in self.sided if p < at and (is_state or not states)]
        return max(found)[1] if found else None

    def side_in_focus(self, at: int) -> str | None:
        """Return the side that 'it' means: the last one that stood as a subject not far back, else the last named."""
        found = [(p, s) for p, s, _, subject in self.sided if p < at and subject and at - p < 600]
        return max(found)[1] if found else self.side_before(at)

    def only_state(self, at: int) -> str | None:
        """Return the one state named so far, None where there are none or several."""
        named = {side for p, side, is_state, _ in self.sided if p < at and is_state}
        return next(iter(named)) if len(named) == 1 else None

    def state_in_focus(self, at: int) -> str | None:
        """Return the state that 'the government', 'the army' mean: the one named most often so far, the latest of equals."""
        named = [row for row in self.governments if row[0] < at]
        if named:
            return max(named)[1]
        counts: dict[str, int] = {}
        for p, side, is_state, _ in sorted(self.sided):
            if p < at and is_state:
                counts[side] = counts.pop(side, 0) + 1
        if counts:
            return max(reversed(counts), key=lambda side: counts[side])
        hinted = {side for _, side in self.hinted}
        return hinted.pop() if len(hinted) == 1 else None

    def people_before(self, at: int) -> tuple[str, ...]:
        """Return the persons last named together, where that is nearer than the last sides named together."""
        people = max((row for row in self.people if row[0] < at and at - row[0] < 700), default=None)
        pair = max((p for p, _ in self.pairs if p < at), default=-1)
        return people[1] if people is not None and people[0] >= pair else ()

    def sides_before(self, at: int, count: int = 2, *, states: bool = False) -> tuple[str, ...]:
        """Return the sides last named together before a position; else the last `count` different ones named."""
        near = [names for p, names in self.pairs if p < at and at - p < PAIR_REACH and len(names) == count]
        near = near or [names for p, names in self.pairs if p < at and at - p < PAIR_REACH]
        if near and not (states and not self._are_states(near[-1])):
            return near[-1]
        if near and states:
            fitting = [names for names in near if self._are_states(names)]
            if fitting:
                return fitting[-1]
        recent: list[str] = []
        for _, side, is_state, subject in sorted((r for r in self.sided if r[0] < at), reverse=True):
            if side not in recent and (is_state or (subject and not states)):
                recent.append(side)
        return tuple(reversed(recent[:count])) if len(recent) >= count else ()

    def parties_before(self, at: int) -> tuple[str, ...]:
        """Return the parties of the agreement last spoken of before a position."""
        return max((row for row in self.pacts if row[0] < at), default=(0, ()))[1]

    def has_acted(self, name: str, before: int) -> bool:
        """Tell whether a name stood as a subject before a position."""
        return any(side == name and subject for p, side, _, subject in self.sided if p < before)

    def _are_states(self, names: tuple[str, ...]) -> bool:
        states = {side for _, side, is_state, _ in self.sided if is_state}
        return all(name in states for name in names)

    def post_of(self, name: str) -> tuple[str | None, str | None, str | None]:
        """Return (office, of, level) of a person, each None where the document has not said it."""
        return self.posts.get(name, (None, None, None))

    def full_name(self, name: str) -> str:
        """Return the fullest name the document has for a part of a personal name."""
        return self.names.get(name, name)

    def learn_name(self, full: str) -> None:
        """Remember that a surname, or a first name alone, means this person; a part that two share means neither."""
        parts = full.split()
        if len(parts) < 2:
            return
        for part in {parts[-1], parts[0], " ".join(parts[1:])}:
            known = self.names.get(part)
            if known is None:
                self.names[part] = full
            elif known != full and part == parts[0]:
                self.names[part] = part

    def holder(self, office: str, state: str | None) -> str | None:
        """Return the person whom the document names in an office of a state (or in one like it: 'the minister')."""
        for person, (held, of, _) in reversed(self.posts.items()):
            if (
                held is not None
                and of == state
                and (held == office or office in held.split() or held.endswith(office))
            ):
                return person
        return None


__all__ = ["Discourse", "Mention", "MentionKind", "Post"]
