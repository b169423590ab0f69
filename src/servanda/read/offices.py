"""Offices: of which state, held by whom, and 'his counterpart'."""

from typing import TYPE_CHECKING

from servanda.read.bodies import read_represented
from servanda.read.discourse import Mention, Post
from servanda.read.naming import Naming, Phrase, mention_again, mention_hit, mention_office
from servanda.read.owners import list_owners
from servanda.read.passage import Hit, Passage
from servanda.read.persons import find_after_state, find_apposed, find_listed, find_trailing
from servanda.read.phrases import has_number, is_plural, number_of

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_TOP_LEVELS = frozenset({"highest", "high"})
_SECOND = frozenset({"Vice", "Deputy", "Assistant", "Former"})
_VAGUE_OFFICES = frozenset({"Leader", "Minister"})


def read_office(namer: Naming, phrase: Phrase, hit: Hit) -> list[Mention]:
    """Return an office: its apposed holders where named, one office per state, or a back-reference."""
    passage, head, entry = phrase.passage, phrase.head, hit.entry
    if entry.whole:
        return [_read_whole(namer, phrase, hit)]
    owners = list_owners(namer, phrase, hit.start)
    after = find_after_state(passage, hit)
    if after is not None:
        return [_name_holder(namer, passage, after[0], hit, after[1])]
    persons = find_apposed(passage, head) or (find_listed(passage, head) if len(owners) > 1 else [])
    if len(persons) > 1 and len(owners) == 1 and not is_plural(head):
        persons = persons[:1]
    if persons and len(persons) == max(1, len(owners)):
        states: list[str | None] = [*owners] or [None]
        return [_name_holder(namer, passage, p, hit, s) for p, s in zip(persons, states, strict=True)]
    if _is_representative(head, hit):
        represented = read_represented(namer, phrase)
        if represented:
            return represented
    named = Phrase(passage, head, phrase.left, _right_edge(head, hit))
    if owners:
        return [_held_by(namer, named, hit, owner) for owner in owners]
    several, counted = is_plural(head), has_number(head)
    if several and not counted and not any(c.dep_ == "det" for c in head.children):
        return []
    return _read_of_sides(namer, named, hit) if several or counted else _read_back(namer, named, hit)


def _read_whole(namer: Naming, phrase: Phrase, hit: Hit) -> Mention:
    """Return an office that names its body itself ('the Pope'), with its holder where one is set beside it."""
    persons = find_apposed(phrase.passage, phrase.head)
    owner = hit.entry.value.rpartition(" of ")[2] or None
    if len(persons) == 1:
        return _name_holder(namer, phrase.passage, persons[0], hit, owner)
    return mention_hit(phrase.passage, hit, "office", owner)


def _is_representative(head: "Token", hit: Hit) -> bool:
    """Tell whether an office is so low that its holders only stand for their side: 'officials', 'deputies'."""
    entry = hit.entry
    return entry.level == "working" or (
        entry.level == "senior" and is_plural(head) and entry.value.split()[0] != "Deputy"
    )


def _held_by(namer: Naming, phrase: Phrase, hit: Hit, owner: str) -> Mention:
    """Return the office of a state, as the person whom the document names in it where it does."""
    entry = hit.entry
    holder = namer.discourse.holder(entry.value, owner)
    if holder is None:
        return mention_office(entry.value, owner, entry.level, phrase)
    held, of, level = namer.discourse.posts[holder]
    reason = f"named as {held} of {of}"
    return Mention(holder, "person", phrase.text, phrase.span, of, held, level, reason)


def _name_holder(namer: Naming, passage: Passage, person: Mention, hit: Hit, state: str | None) -> Mention:
    full = namer.discourse.full_name(person.text)
    named = Mention(full, "person", person.text, person.span, state, hit.entry.value, hit.entry.level)
    namer.note_post(passage, named, hit, state)
    namer.discourse.learn_name(full)
    return named


def _read_of_sides(namer: Naming, phrase: Phrase, hit: Hit) -> list[Mention]:
    """Return the offices of 'the ministers', 'the two presidents': the persons last named in them, else the sides'."""
    office, level, at = hit.entry.value, hit.entry.level, phrase.span[0]
    count = number_of(phrase.head)
    persons = [m for m in namer.discourse.persons_before(at) if m.office == office and m.kind == "person"]
    distinct = list(dict.fromkeys(m.value for m in persons if m.value))[:count]
    if len(distinct) >= 2:
        found = []
        for value in reversed(distinct):
            held, of, rank = namer.discourse.posts.get(value, (office, None, level))
            reason = f"last named {office}"
            found.append(Mention(value, "person", phrase.text, phrase.span, of, held, rank, reason))
        return found
    sides = namer.discourse.sides_before(at, count)
    if level in _TOP_LEVELS:
        facts = ((side, namer.codebook.describe(side)) for side in sides)
        sides = tuple(side for side, fact in facts if fact is not None and fact.kind == "state")
    reason = f"the sides last named together: {', '.join(sides)}"
    return [mention_office(office, side, level, phrase, reason) for side in sides]


def _read_back(namer: Naming, phrase: Phrase, hit: Hit) -> list[Mention]:
    """Return who 'the minister' is: the last person of that office, or of a like one."""
    office, level, at = hit.entry.value, hit.entry.level, phrase.span[0]
    before = [known for known in namer.discourse.persons_before(at) if known.office is not None]
    same = [known for known in before if known.office == office]
    for known in same or [known for known in before if _is_like(office, known.office or "")]:
        return [mention_again(known, phrase, f"last named {known.office}")]
    side = namer.discourse.side_before(at, states=True)
    if side is not None and level in _TOP_LEVELS and office not in _VAGUE_OFFICES:
        return [mention_office(office, side, level, phrase, "the state last named")]
    return []


def _is_like(office: str, other: str) -> bool:
    """Tell whether an office may go by a shorter name: 'the minister' for a Foreign Minister, 'the president' for no Vice President."""
    words = other.split()
    return office in words and _SECOND.isdisjoint(words)


def _right_edge(head: "Token", hit: Hit) -> int:
    """Return the end of an office phrase with its 'of X' part."""
    for child in head.doc[hit.end - 1].children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == hit.end:
            return int(child.right_edge.i) + 1
    return hit.end


def read_counterpart(namer: Naming, phrase: Phrase) -> list[Mention]:
    """Return 'his Armenian counterpart, X': the office of the person in focus, of the state named."""
    passage, head = phrase.passage, phrase.head
    owners = list_owners(namer, phrase, head.i)
    before = namer.discourse.persons_before(phrase.span[0])
    model = next((p for p in before if p.office is not None and p.state not in owners), None)
    persons = find_apposed(passage, head) or find_trailing(passage, head)
    office, level = (model.office, model.level) if model else (None, None)
    if persons:
        states = [*owners, *[None] * len(persons)]
        return [
            _name_counterpart(namer, phrase, person, (office, state, level))
            for person, state in zip(persons, states, strict=False)
        ]
    if office is None or model is None:
        namer.unresolved.append((phrase.text, phrase.span))
        reason = "whose counterpart is not said"
        return [Mention(s, "state", phrase.text, phrase.span, s, inferred=reason) for s in owners]
    reason = f"the same office as {model.value}"
    return [mention_office(office, owner, level, phrase, reason) for owner in owners]


def _name_counterpart(
    namer: Naming, phrase: Phrase, person: Mention, post: tuple[str | None, str | None, str | None]
) -> Mention:
    """Return a counterpart named, in the office of the one he meets unless he is known in another."""
    full = namer.discourse.full_name(person.text)
    known = namer.discourse.posts.get(full)
    if known is not None and post[1] is None:
        post = known
    namer.discourse.posts[full] = post
    office, state, level = post
    named = Mention(full, "person", person.text, person.span, state, office, level)
    if office is not None:
        text, span = phrase.text, phrase.span
        namer.posts.append(Post(named, office, state, level, text, span, phrase.passage, phrase.head.i))
    namer.discourse.learn_name(full)
    return named
