"""Whom and what an act reaches: recipients, things, places, and the sides they stand for."""

from typing import TYPE_CHECKING

from servanda.model import Value
from servanda.read.acts import noun_words
from servanda.read.clauses import Clause, expand, find_preps, lemma_of
from servanda.read.discourse import Mention
from servanda.read.draft import Draft
from servanda.read.naming import mention_owner
from servanda.read.passage import Passage
from servanda.read.patterns import Match
from servanda.read.phrases import REPRESENTATIVES
from servanda.read.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

_RECIPIENT_PREPS = ("to", "against", "on", "with", "from", "at", "for", "upon")
_TARGETED = frozenset(
    [
        "shell",
        "bomb",
        "bombard",
        "strike",
        "attack",
        "capture",
        "seize",
        "storm",
        "raid",
        "burn",
        "overrun",
        "take",
        "hit",
        "pound",
        "target",
        "torch",
        "loot",
        "enter",
        "fire",
    ]
)


def place_targets(scene: Scene, draft: Draft, clause: Clause, recipients: list[Mention]) -> None:
    """Take an unknown proper name that is shelled or seized for a place, not for somebody."""
    for mention in recipients:
        unknown = mention.kind in {"group", "person"} and mention.office is None and mention.value is not None
        unknown = unknown and scene.codebook.describe(mention.value or "") is None
        if (
            unknown
            and (clause.lemma in _TARGETED or (draft.code == "RETREAT" and clause.has("from")))
            and not scene.namer.discourse.has_acted(mention.value or "", mention.span[0])
        ):
            draft.roles["recipient"] = [
                v for v in draft.roles.get("recipient", []) if v.value != mention.value
            ]
            draft.add("place", mention.as_value())


def find_recipients(
    scene: Scene, passage: Passage, clause: Clause, match: Match, actors: list[Mention]
) -> list[Mention]:
    """Return whom the act reaches: objects that are actors or belong to one, and what the cue's prepositions bring."""
    preps = match.pattern.recipient or list(_RECIPIENT_PREPS)
    found: list[Mention] = []
    if match.code.id == "REQUEST":
        asked = [c for c in clause.head.children if c.dep_ == "ccomp"]
        found += [m for c in asked for m in name_actors(scene, passage, scene.clause(c).subjects)]
    if match.pattern.actor != "object":
        found += name_actors(scene, passage, clause.objects)
        for top in clause.objects:
            for noun in expand(top):
                if not scene.names(passage, [noun]):
                    found += _find_owners(scene, passage, noun)
    if not clause.nominal or clause.support is None:
        found += name_actors(scene, passage, clause.has(*preps))
    else:
        found += name_actors(scene, passage, clause.has(*preps, "of"))
    if not found and not clause.nominal:
        for top in clause.objects:
            brought = [h for p, h in find_preps(top) if p in preps]
            found += name_actors(scene, passage, brought)
    if not found:
        for head in clause.has(*preps):
            for noun in expand(head):
                found += _find_owners(scene, passage, noun)
    names = {scene.namer.side_of(m) or m.value for m in actors}
    return [m for m in found if (scene.namer.side_of(m) or m.value) not in names]


def _find_owners(scene: Scene, passage: Passage, noun: "Token") -> list[Mention]:
    """Return the sides that a thing belongs to: 'Armenian positions', 'the position of Armenia'."""
    found: list[Mention] = []
    for child in noun.children:
        hit = passage.hits.get(child.i)
        if (
            child.dep_ in {"amod", "compound", "nmod"}
            and hit is not None
            and hit.entry.kind in {"adjective", "state", "body", "demonym"}
        ):
            found.append(mention_owner(passage, hit))
        elif child.dep_ == "compound" and lemma_of(child) in {"army", "government", "police", "military"}:
            found += [m for m in scene.names(passage, [child]) if m.kind == "state"]
        elif child.dep_ == "poss":
            found += [m for m in scene.names(passage, [child]) if m.kind != "place"]
    for prep, inner in find_preps(noun):
        if prep in {"of", "from"} and lemma_of(noun) not in {"part"}:
            found += [m for m in scene.names(passage, [inner]) if m.kind in {"state", "body", "group"}]
    return found


def name_actors(scene: Scene, passage: Passage, heads: "list[Token]") -> list[Mention]:
    """Return whom noun phrases name who can act: no places, nobody unknown."""
    return [m for m in scene.names(passage, heads) if m.kind != "place" and m.value]


def is_thing(scene: Scene, clause: Clause, match: Match) -> bool:
    """Tell whether the subject that acts is a thing, a sickness, the weather: 'snow blocked roads' is no event."""
    if clause.passive or clause.nominal or match.pattern.actor == "object":
        return False
    words = scene.codebook.words
    able = (
        words["actor"]
        | words["person-body"]
        | words["people"]
        | words["forces"]
        | words["weapons"]
        | words["attack"]
        | words["violence"]
    )
    nouns = [t for head in clause.subjects for t in expand(head)]
    return bool(nouns) and all(t.pos_ == "NOUN" and lemma_of(t) not in able | REPRESENTATIVES for t in nouns)


def describe_thing(passage: Passage, head: "Token") -> Value:
    """Return what is acted on, as its words and in short."""
    start = min(head.left_edge.i, head.i)
    return passage.cite(start, head.i + 1, noun_words(passage, head))


def merge(first: list[Mention], second: list[Mention]) -> list[Mention]:
    """Return two lists of mentions as one, each value once."""
    return first + [m for m in second if all(m.value != o.value for o in first)]


def list_sides(scene: Scene, mentions: list[Mention]) -> list[Value]:
    """Return mentions as the countries or organisations that they act for."""
    values: list[Value] = []
    for mention in mentions:
        side = scene.namer.side_of(mention)
        if side is None:
            values.append(mention.as_value())
        else:
            reason = mention.inferred or (
                f"{mention.value} acts for {side}" if mention.kind in {"person", "office"} else None
            )
            values.append(Value(text=mention.text, value=side, span=mention.span, inferred=reason))
    return list({v.value: v for v in reversed(values)}.values())[::-1]
