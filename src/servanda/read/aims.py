"""The sides, states and regions that words around a predicate name, as those whom it reaches."""

from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.read.clauses import Clause, expand, find_preps, lemma_of
from servanda.read.discourse import Mention
from servanda.read.doers import find_owners_of, name_actors
from servanda.read.modality import is_infinitive
from servanda.read.naming import mention_owner
from servanda.read.passage import Passage
from servanda.read.scene import Scene

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_BORDERS = frozenset({"border", "frontier", "boundary", "coast", "shore"})
_UNSURE = frozenset({"group", "person"})
_OWN_POWERS = frozenset(
    {"government", "regime", "president", "ruler", "leader", "authority", "leadership", "premier"}
)
AT = frozenset({"at", "in", "near", "outside", "between"})


def name_countries(scene: Scene, passage: Passage, heads: "list[Token]") -> list[Mention]:
    """Return the state of the first place that the lists know among noun phrases."""
    for head in heads:
        hit = passage.hits.get(head.i)
        if hit is None or hit.entry.kind not in {"state", "capital", "place"}:
            continue
        entry = hit.entry
        state = entry.value if entry.kind != "place" else scene.codebook.state_of(entry.country)
        if state is not None:
            mention = mention_owner(passage, hit)
            return [replace(mention, value=state, state=state, inferred=f"in {state}")]
    return []


def name_brought(scene: Scene, passage: Passage, rows: "list[tuple[str, Token]]") -> list[Mention]:
    """Return whom prepositions bring; after 'at', 'between' a name that no list has is a place."""
    found: list[Mention] = []
    for prep, head in rows:
        mentions = name_actors(scene, passage, [head])
        if prep in AT:
            mentions = [
                m
                for m in mentions
                if m.kind not in _UNSURE
                or scene.namer.side_of(m) not in {None, m.value}
                or scene.codebook.describe(m.value or "")
            ]
        found += mentions
    return list({m.value: m for m in reversed(found)}.values())[::-1]


def name_states(passage: Passage, heads: "list[Token]") -> list[Mention]:
    """Return the states in which something is imposed, or that are left, as those whom it reaches."""
    hits = [
        hit
        for h in heads
        if (hit := passage.hits.get(h.i)) is not None and hit.entry.kind in {"state", "capital"}
    ]
    return [mention_owner(passage, hit) for hit in hits]


def name_regions(scene: Scene, passage: Passage, heads: "list[Token]") -> list[Mention]:
    """Return the regions among noun phrases, as those who act for themselves."""
    found = []
    for top in heads:
        for mention in scene.names(passage, [top]):
            hit = passage.hits.get(top.i)
            if mention.kind == "place" and hit is not None and hit.entry.precision == "region":
                found.append(replace(mention, kind="group", value=hit.entry.value))
    return found


def find_against(scene: Scene, passage: Passage, head: "Token") -> list[Mention]:
    """Return the side after 'against' anywhere in the clause: 'is mobilising again, this time against Asmara'."""
    for token in head.subtree:
        if token.lower_ != "against" or token.i < head.i:
            continue
        verb = next((t for t in token.ancestors if t.pos_ in {"VERB", "AUX"}), None)
        aim = (
            verb is not None
            and verb.dep_ in {"advcl", "xcomp"}
            and verb.head.i == head.i
            and is_infinitive(verb)
        )
        if verb is not None and (verb.i == head.i or aim):
            for noun in token.children:
                if noun.dep_ == "pobj":
                    return name_actors(scene, passage, [noun]) or find_owners_of(scene, passage, noun)
    return []


def find_bordering(scene: Scene, passage: Passage, head: "Token") -> list[Mention]:
    """Return the side at whose border troops are massed: 'moved two battalions up to the Colombian frontier'."""
    for token in head.subtree:
        if token.i > head.i and token.dep_ == "pobj" and lemma_of(token) in _BORDERS:
            return find_owners_of(scene, passage, token) or name_actors(
                scene, passage, [h for p, h in find_preps(token) if p == "with"]
            )
    return []


def find_own_power(clause: Clause, actors: list[Mention]) -> list[Mention]:
    """Return the own state of those who protest 'against their government'."""
    against = [n for h in clause.has("against", "outside", "at") for n in expand(h)]
    own = any(
        n.lemma_.lower() in _OWN_POWERS and any(c.dep_ == "poss" and c.pos_ == "PRON" for c in n.children)
        for n in against
    )
    return actors[:1] if own else []
