"""To whom a noun belongs: the states and bodies before it, in its 'of …', and its possessives."""

from typing import TYPE_CHECKING

from servanda.read.clauses import expand, find_preps
from servanda.read.discourse import MentionKind
from servanda.read.naming import Naming, Phrase
from servanda.read.passage import Hit, Passage
from servanda.read.phrases import REPRESENTATIVES, has_number, is_counterpart, is_plural, lemma

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_OWNING = frozenset({"state", "body", "group", "ministry"})
_OWNING_PREPS = frozenset({"of", "for", "from"})
_NO_OWNERS = frozenset({"office", "ministry", "place"})

_SEATED = frozenset(
    [
        "government", "junta", "authority", "regime", "leadership", "administration", "ministry", "parliament",
        "cabinet", "general", "ruler", "leader", "president", "premier", "minister", "officer", "general", "court", "army", "counterpart",
    ]
)  # fmt: skip
"""Those who act for the state in whose capital they sit."""
_RULING = frozenset({"rule", "govern", "run", "lead", "control"})

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
    if found.owners and all(_is_people(namer, value) for value, _ in found.owners):
        brought = _Found()
        _add_brought(brought, namer, phrase)
        found = brought if any(kind != "state" for _, kind in brought.owners) else found
    _add_brought(found, namer, phrase)
    if is_counterpart(phrase.head):
        _add_seated(found, namer, phrase)
        return found.owners
    _add_possessors(found, namer, phrase)
    _add_seated(found, namer, phrase)
    _add_ruled(found, phrase)
    return found.owners


def _is_people(namer: Naming, value: str) -> bool:
    """Tell whether an owner is only a people: 'the Hutu rebels of the front' are the front's."""
    facts = namer.codebook.describe(value)
    return facts is not None and facts.kind == "population"


def _add_before(found: _Found, phrase: Phrase, until: int) -> None:
    for joined in _find_joined(phrase):
        found.add(joined.entry.value, "state")
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


def _find_joined(phrase: Phrase) -> list[Hit]:
    """Return the states before 'and' at the left edge of a plural: 'Kenyan and Ugandan' of their marines."""
    doc, hits = phrase.passage.doc, phrase.passage.hits
    joined: list[Hit] = []
    edge = phrase.left
    first = hits.get(edge)
    while edge > 1 and first is not None and first.entry.kind == "adjective" and is_plural(phrase.head):
        before = hits.get(edge - 2)
        joins = doc[edge - 1].lower_ == "and" or (joined and doc[edge - 1].text == ",")
        if not joins or before is None or before.entry.kind != "adjective":
            break
        joined.insert(0, before)
        edge = before.start
    return joined


def _add_brought(found: _Found, namer: Naming, phrase: Phrase) -> None:
    passage, head = phrase.passage, phrase.head
    hit = passage.hits.get(head.i)
    within = range(hit.start, hit.end) if hit is not None else range(head.i, head.i + 1)
    preps = [row for i in within for row in find_preps(passage.doc[i]) if row[1].i not in within]
    preps = preps or _find_shared(phrase)
    for prep, inner in preps:
        if prep not in _OWNING_PREPS or found.owners:
            continue
        several = is_plural(head) or has_number(head)
        for noun in expand(inner) if several else [inner]:
            for mention in namer.name(passage, noun):
                if mention.kind == "place" and _acts(phrase) and _is_region(passage, noun):
                    found.add(passage.hits[noun.i].entry.value, "group")
                if mention.kind in _OWNING:
                    side = namer.side_of(mention)
                    found.add(side, "state" if mention.kind == "ministry" else mention.kind)


def _acts(phrase: Phrase) -> bool:
    """Tell whether a noun is of those who act for a region as others do for a state."""
    return lemma(phrase.head) in REPRESENTATIVES | {"president", "premier", "governor"}


def _find_shared(phrase: Phrase) -> "list[tuple[str, Token]]":
    """Return the 'of …' right after a second noun, where the parse hung it on the first: 'officials and envoys of X'."""
    doc, end = phrase.passage.doc, phrase.head.i + 1
    if (
        phrase.head.dep_ != "conj"
        or end >= len(doc)
        or doc[end].dep_ != "prep"
        or doc[end].head != phrase.head.head
    ):
        return []
    return [(doc[end].lower_, c) for c in doc[end].children if c.dep_ == "pobj"]


def _add_seated(found: _Found, namer: Naming, phrase: Phrase) -> None:
    """Add the state in whose capital a government sits: 'the junta in Niamey'."""
    head = phrase.head
    acting = (
        lemma(head) == "counterpart"
        or head.dep_ in {"nsubj", "nsubjpass", "appos", "conj"}
        or (
            head.dep_ == "pobj"
            and head.head.lower_ in {"of", "from", "on", "by", "against", "with", "to", "between", "for"}
        )
    )
    if found.owners or lemma(head) not in _SEATED or not acting:
        return
    for prep, inner in find_preps(phrase.head):
        hit = phrase.passage.hits.get(inner.i)
        if prep in {"in", "at"} and hit is not None and hit.entry.kind in {"capital", "state", "government"}:
            found.add(hit.entry.value, "state")
        elif prep in {"in", "at"} and hit is not None and hit.entry.kind == "place":
            found.add(namer.codebook.seats.get(hit.entry.value), "state")


def _add_ruled(found: _Found, phrase: Phrase) -> None:
    """Add the state of 'the soldiers who rule Niger'."""
    for child in phrase.head.children:
        if found.owners or child.dep_ != "relcl" or lemma(child) not in _RULING:
            continue
        for ruled in child.children:
            hit = phrase.passage.hits.get(ruled.i)
            if ruled.dep_ == "dobj" and hit is not None and hit.entry.kind in {"state", "capital"}:
                found.add(hit.entry.value, "state")


def _add_possessors(found: _Found, namer: Naming, phrase: Phrase) -> None:
    for child in phrase.head.children:
        if child.dep_ == "poss" and not found.owners:
            for noun in expand(child):
                for mention in namer.name(phrase.passage, noun):
                    region = (
                        mention.value
                        if mention.kind == "place" and _is_region(phrase.passage, noun)
                        else None
                    )
                    found.add(namer.side_of(mention) or region, "state" if region is None else "group")


def _is_region(passage: Passage, noun: "Token") -> bool:
    hit = passage.hits.get(noun.i)
    return hit is not None and hit.entry.kind == "place" and hit.entry.precision in {"region", "admin1"}


def institution_of(namer: Naming, passage: Passage, office: Hit) -> str | None:
    """Return the body of 'Secretary-General of the United Nations' around a title before a name."""
    for prep, inner in find_preps(passage.doc[office.end - 1]):
        if prep in {"of", "for"}:
            for mention in namer.name(passage, inner):
                if mention.kind in {"state", "body"}:
                    return mention.value
    return None
