"""What a document has spoken of so far: answers 'he', 'the ministry', 'the two sides'. Position decides, not reading order."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import Any, Literal, TypeVar

from servanda.model import Span, Value
from servanda.read.passage import Passage

MentionKind = Literal["state", "person", "office", "ministry", "body", "group", "generic", "place"]

FOCUS_REACH = 600
"""Characters back within which one who stood as a subject is still 'he' or 'it'."""
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


_Person = tuple[int, bool, Mention]
_Row = TypeVar("_Row", bound=tuple[Any, ...])


def _from_the_end(row: tuple[Any, ...]) -> int:
    """Return the key by which rows stand with the last in the text first."""
    return -int(row[0])


def _before(rows: list[_Row], at: int) -> Iterator[_Row]:
    """Yield the rows before a position, of rows that stand with the last in the text first."""
    return islice(rows, bisect_right(rows, -at, key=_from_the_end), None)


@dataclass(slots=True)
class Discourse:
    """Everything named so far, by where it stands in the document."""

    persons: list[_Person] = field(default_factory=list)
    bodies: list[tuple[int, Mention]] = field(default_factory=list)
    """Persons and bodies: the last in the text first."""
    sided: list[tuple[int, str, bool, bool]] = field(default_factory=list)
    """(position, side, is a state, stood as subject), in text order."""
    states: dict[str, list[int]] = field(default_factory=dict)
    """State → where it was named, in text order."""
    people: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    own_parties: tuple[str, ...] = ()
    """The parties of the agreement that the text itself is."""
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
            insort(self.persons, (at, subject, mention), key=_from_the_end)
        elif mention.kind in {"ministry", "body", "group"}:
            insort(self.bodies, (at, mention), key=_from_the_end)
        if (
            side is not None
            and mention.kind != "place"
            and mention.office is None
            and mention.kind != "person"
        ):
            self._note_side(at, side, is_state=is_state, subject=subject)
        elif side is not None and is_state:
            self._note_side(at, side, is_state=True, subject=False)

    def _note_side(self, at: int, side: str, *, is_state: bool, subject: bool) -> None:
        insort(self.sided, (at, side, is_state, subject))
        if is_state:
            insort(self.states.setdefault(side, []), at)

    def note_pair(self, at: int, names: Iterable[str]) -> None:
        """Remember two or more sides that were named together."""
        distinct = tuple(dict.fromkeys(names))
        if len(distinct) >= 2:
            self.pairs.append((at, distinct))

    def person_before(self, at: int) -> Mention | None:
        """Return the person in focus before a position: the last subject, unless one was named much nearer."""
        last: _Person | None = None
        subject: _Person | None = None
        for row in _before(self.persons, at):
            if last is not None and row[0] != last[0] and at - row[0] >= FOCUS_REACH:
                break
            if last is None or row[0] == last[0]:
                last = row
            if row[1] and at - row[0] < FOCUS_REACH and (subject is None or row[0] == subject[0]):
                subject = row
        in_focus = subject or last
        return in_focus[2] if in_focus is not None else None

    def persons_before(self, at: int) -> Iterator[Mention]:
        """Yield persons and offices named before a position, the nearest first."""
        return (mention for _, _, mention in _before(self.persons, at))

    def bodies_before(self, at: int) -> Iterator[Mention]:
        """Yield ministries, organisations and groups named before a position, the nearest first."""
        return (mention for _, mention in _before(self.bodies, at))

    def _sides_back(self, at: int) -> Iterator[tuple[int, str, bool, bool]]:
        """Yield the sides named before a position, the nearest first."""
        return (self.sided[i] for i in range(bisect_left(self.sided, (at,)) - 1, -1, -1))

    def side_before(self, at: int, *, states: bool = False) -> str | None:
        """Return the last side (state, organisation, group) named before a position."""
        return next((s for _, s, is_state, _ in self._sides_back(at) if is_state or not states), None)

    def side_in_focus(self, at: int) -> str | None:
        """Return the side that 'it' means: the last one that stood as a subject not far back, else the last named."""
        near = takewhile(lambda row: at - row[0] < FOCUS_REACH, self._sides_back(at))
        return next((side for _, side, _, subject in near if subject), None) or self.side_before(at)

    def only_state(self, at: int) -> str | None:
        """Return the one state named so far, None where there are none or several."""
        named = [state for state, places in self.states.items() if places[0] < at]
        return named[0] if len(named) == 1 else None

    def state_in_focus(self, at: int) -> str | None:
        """Return the state that 'the government', 'the army' mean: the one named most often so far, the latest of equals."""
        named = [row for row in self.governments if row[0] < at]
        if named:
            return max(named)[1]
        counted = [(bisect_left(places, at), places, state) for state, places in self.states.items()]
        often = [(count, places[count - 1], state) for count, places, state in counted if count]
        if often:
            return max(often)[2]
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
        for _, side, is_state, subject in self._sides_back(at):
            if len(recent) == count:
                break
            if side not in recent and (is_state or (subject and not states)):
                recent.append(side)
        return tuple(reversed(recent)) if len(recent) == count else ()

    def parties_before(self, at: int) -> tuple[str, ...]:
        """Return the parties of the agreement last spoken of before a position."""
        if self.own_parties:
            return self.own_parties
        return max((row for row in self.pacts if row[0] < at), default=(0, ()))[1]

    def has_acted(self, name: str, before: int) -> bool:
        """Tell whether a name stood as a subject before a position."""
        return any(side == name and subject for p, side, _, subject in self.sided if p < before)

    def _are_states(self, names: tuple[str, ...]) -> bool:
        return all(name in self.states for name in names)

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
