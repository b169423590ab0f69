"""To whom a noun belongs: the states and bodies before it, in its 'of …', and its possessives."""

from typing import TYPE_CHECKING

from servanda.read.clauses import expand, find_preps
from servanda.read.discourse import MentionKind
from servanda.read.naming import Naming, Phrase
from servanda.read.passage import Hit, Passage
from servanda.read.phrases import REPRESENTATIVES, has_number, is_plural, lemma

if TYPE_CHECKING:
    pass

_OWNING = frozenset({"state", "body", "group", "ministry"})
_OWNING_PREPS = frozenset({"of", "for", "from"})
_NO_OWNERS = frozenset({"office", "ministry", "place"})

Owner = tuple[str, MentionKind]
"""A state, body or group, and which of these it is."""


class _Found:
    """Owners found so far, each once."""

    def __init__(self) -> None:
        self.owners: list[Owner] = []

    def add(self, value: str | None, kind: MentionKind) -> None:
        if value is not None and value not in [v for v, _ in self.owners]:
            self.owners.append((value, kind))


def list_owners(namer: Naming, phrase: Phrase, until: int) -> list[str]:
    """Return the states and bodies that own a noun."""
    return [owner for owner, _ in find_owners(namer, phrase, until)]


def find_owners(namer: Naming, phrase: Phrase, until: int) -> list[Owner]:
    """Return who owns a noun: before it (up to token `until`), in 'of …', or by 'its', 'the two countries''."""
    found = _Found()
    _add_before(found, phrase, until)
    _add_brought(found, namer, phrase)
    _add_possessors(found, namer, phrase)
    return found.owners


def _add_before(found: _Found, phrase: Phrase, until: int) -> None:
    for index in range(phrase.left, until):
        hit = phrase.passage.hits.get(index)
        if hit is None or hit.start != index:
            continue
        entry = hit.entry
        region = entry.kind == "place" and entry.precision in {"region", "admin1"}
        if region and lemma(phrase.head) in REPRESENTATIVES:
            found.add(entry.value, "group")
        elif entry.kind not in _NO_OWNERS:
            found.add(entry.value, "body" if entry.kind == "body" else "state")


def _add_brought(found: _Found, namer: Naming, phrase: Phrase) -> None:
    passage, head = phrase.passage, phrase.head
    hit = passage.hits.get(head.i)
    within = range(hit.start, hit.end) if hit is not None else range(head.i, head.i + 1)
    preps = [row for i in within for row in find_preps(passage.doc[i]) if row[1].i not in within]
    for prep, inner in preps:
        if prep not in _OWNING_PREPS or found.owners:
            continue
        several = is_plural(head) or has_number(head)
        for noun in expand(inner) if several else [inner]:
            for mention in namer.name(passage, noun):
                if mention.kind in _OWNING:
                    side = namer.side_of(mention)
                    found.add(side, "state" if mention.kind == "ministry" else mention.kind)


def _add_possessors(found: _Found, namer: Naming, phrase: Phrase) -> None:
    for child in phrase.head.children:
        if child.dep_ == "poss" and not found.owners:
            for noun in expand(child):
                for mention in namer.name(phrase.passage, noun):
                    found.add(namer.side_of(mention), "state")


def institution_of(namer: Naming, passage: Passage, office: Hit) -> str | None:
    """Return the body of 'Secretary-General of the United Nations' around a title before a name."""
    for prep, inner in find_preps(passage.doc[office.end - 1]):
        if prep in {"of", "for"}:
            for mention in namer.name(passage, inner):
                if mention.kind in {"state", "body"}:
                    return mention.value
    return None
