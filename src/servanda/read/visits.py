"""Who visits whom: a guest who acts for one side and a place, host or guest of another."""

from typing import TYPE_CHECKING, Final

from servanda.read.clauses import Clause, expand, find_preps, lemma_of
from servanda.read.discourse import Mention
from servanda.read.doers import name_doers
from servanda.read.passage import Passage
from servanda.read.scene import Scene

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_THERE: Final = frozenset({"to", "in", "at", "into", "on", "near", "of", "outside", "through"})
"""Prepositions that bring where a guest goes."""
_JOURNEYS: Final = frozenset({"visit", "trip", "tour", "stay", "journey"})
_BY_NAME: Final = frozenset({"person", "office"})
_CALLING: Final = frozenset(
    {
        "discuss", "talk", "review", "convey", "express", "offer", "thank", "congratulate", "consult", "brief", "compare",
        "go", "speak", "condole", "pass",
    }
)  # fmt: skip
"""What somebody is telephoned for, where the verb is a plain 'called'."""


def is_visit(scene: Scene, passage: Passage, clause: Clause) -> bool:
    """Tell whether somebody who acts for a side goes to another's land: not to a town or a grave in his own."""
    guests = _find_guests(scene, passage, clause.subjects)
    sides = {scene.namer.side_of(m) for m in guests} - {None}
    tops = clause.objects + [h for p, h in clause.preps if p in _THERE]
    tops += [h for p, h in clause.preps if p == "from" and lemma_of(h) in _JOURNEYS]
    tops += [h for top in tops for p, h in find_preps(top) if p in _THERE]
    return bool(sides) and any(
        _is_abroad(scene, passage, t, sides) for top in tops for t in (*expand(top), *_owners(top))
    )


def is_reception(scene: Scene, passage: Passage, clause: Clause) -> bool:
    """Tell whether a side receives somebody of another: 'welcomed the Chadian delegation', 'played host to two premiers'."""
    heads = clause.objects + [h for p, h in clause.preps if p in {"to", "for", "as"}]
    heads += [h for top in clause.objects for p, h in find_preps(top) if p in {"to", "for"}]
    guests = _find_guests(scene, passage, [h for h in heads if h.ent_type_ not in {"DATE", "TIME"}])
    hosts = [m for m in scene.names(passage, clause.subjects) if m.value] or name_doers(
        scene, passage, clause.subjects
    )
    theirs = {scene.namer.side_of(m) or m.value for m in guests}
    ours = {scene.namer.side_of(m) or m.value for m in hosts}
    return bool(theirs) and bool(ours) and not theirs & ours


def is_call(clause: Clause) -> bool:
    """Tell whether a plain 'called' is one by telephone: with the telephone, or to talk something over."""
    if clause.has("by", "over") and any(
        lemma_of(h) in {"phone", "telephone", "video"} for h in clause.has("by", "over")
    ):
        return True
    return any(c.dep_ in {"xcomp", "advcl"} and lemma_of(c) in _CALLING for c in clause.head.children)


def _find_guests(scene: Scene, passage: Passage, heads: "list[Token]") -> list[Mention]:
    """Return those of noun phrases who travel for a side: by name or office, or as its delegation; no soldiers."""
    words = scene.codebook.words
    found: list[Mention] = []
    for head in heads:
        for noun in expand(head):
            named = [m for m in scene.names(passage, [noun]) if m.kind in _BY_NAME and m.value]
            if not named and lemma_of(noun) in words["guest"]:
                named = [m for m in scene.names(passage, [noun]) if m.kind != "place" and m.value]
                named = named or name_doers(scene, passage, [noun])
            found += named
    return found


def _owners(noun: "Token") -> "list[Token]":
    return [c for c in noun.children if c.dep_ in {"poss", "compound", "amod"}]


def _is_abroad(scene: Scene, passage: Passage, noun: "Token", sides: set[str | None]) -> bool:
    """Tell whether a noun names a land, or a place in one, that is none of the sides'."""
    hit = passage.hits.get(noun.i)
    if hit is None or hit.entry.kind not in {"state", "place", "capital", "adjective"}:
        return False
    facts = [scene.codebook.describe(side) for side in sides if side is not None]
    own = {known.country for known in facts if known is not None}
    return hit.entry.country is not None and hit.entry.country not in own and hit.entry.value not in sides
