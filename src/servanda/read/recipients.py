"""Whom an act reaches: objects, what the cue's prepositions bring, and who is spoken of in what is asked or threatened."""

from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.read.clauses import Clause, expand, find_preps, lemma_of
from servanda.read.discourse import Mention
from servanda.read.doers import find_owners_of, name_actors
from servanda.read.modality import is_infinitive, is_marked
from servanda.read.naming import mention_owner
from servanda.read.passage import Passage
from servanda.read.patterns import Match
from servanda.read.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

_PREPS = ("to", "against", "on", "with", "from", "for", "upon", "by")
_CONTENT_PREPS = ("with", "against", "to", "on", "from", "into", "upon", "at", "for", "of", "by", "in")
_CONTENT = frozenset({"xcomp", "ccomp"})
_OF_CONTENT = frozenset({"THREATEN", "REJECT", "REQUEST", "ACCUSE", "MOBILIZE"})
"""Types whose recipient may stand in what is threatened, refused, asked."""
_LEAVING = frozenset({"leave", "quit", "boycott", "walk"})
"""What is threatened at a process, not at those in it: 'threatened to leave the government'."""
_MOST_DEEP = 3
_IF = frozenset({"if", "unless"})
_HELP = frozenset(
    [
        "help", "aid", "assistance", "mediation", "support", "backing", "presence", "participation", "approval",
        "consent", "facilitation", "auspex", "auspices", "blessing", "intermediary", "involvement",
    ]
)  # fmt: skip
"""What another's part in the matter is called: 'with the help of the Emirates'."""
_HOSTILE_PREPS = ("against", "upon")
_PLACED = frozenset({"ASSAULT", "MOBILIZE", "AID", "RETREAT"})
"""Types for which 'in a state' is a place and nothing more."""
_OWN_OBJECTS = frozenset({"MOBILIZE"})
"""Types whose object is the actor's own: the troops that are sent."""
_BORDERS = frozenset({"border", "frontier", "boundary", "coast", "shore"})
_UNSURE = frozenset({"group", "person"})
_AT = frozenset({"at", "in", "near", "outside", "between"})
_STATE_LIKE = frozenset({"SUPPORT", "REQUEST", "ACCUSE", "THREATEN", "SANCTION", "REJECT"})
"""Types that reach a region as if it were a state: 'recognised Somaliland'."""
_OWN_POWERS = frozenset(
    {"government", "regime", "president", "ruler", "leader", "authority", "leadership", "premier"}
)


def find_recipients(
    scene: Scene, passage: Passage, clause: Clause, match: Match, actors: list[Mention]
) -> list[Mention]:
    """Return whom the act reaches: objects that are actors or belong to one, and what the cue's prepositions bring."""
    preps = [*match.pattern.recipient, *(_HOSTILE_PREPS if match.code.hostile else ())]
    if not match.pattern.recipient:
        preps = list(_PREPS)
    if match.code.id in _OWN_OBJECTS:
        preps = list(_HOSTILE_PREPS)
    own = {scene.namer.side_of(m) or m.value for m in actors}
    if len(own) > 1 and _is_mutual(clause):
        return list(actors)
    found: list[Mention] = []
    if match.code.id == "REQUEST":
        asked = [c for c in clause.head.children if c.dep_ == "ccomp"]
        found += [m for c in asked for m in name_actors(scene, passage, scene.clause(c).subjects)]
    if match.pattern.actor != "object" and match.code.id not in _OWN_OBJECTS:
        found += name_actors(scene, passage, clause.objects)
        found += _name_regions(scene, passage, clause) if match.code.id in _STATE_LIKE else []
        for top in clause.objects:
            for noun in expand(top):
                if not scene.names(passage, [noun]):
                    owners = find_owners_of(scene, passage, noun)
                    found += [m for m in owners if match.pattern.actor != "both" or not _is_own(m)]
    brought = clause.preps if not clause.nominal or clause.support is None else [*clause.preps, *_of(clause)]
    found += _name_brought(
        scene, passage, [(p, h) for p, h in brought if p in preps or (p == "of" and clause.nominal)]
    )
    found = _others(scene, found, own)
    if not found and "in" in match.pattern.recipient and match.code.id not in _PLACED:
        rows = brought + [row for top in clause.objects for row in find_preps(top)]
        found += _name_states(passage, [h for p, h in rows if p == "in"])
    found = _others(scene, found, own)
    if not found and not clause.nominal:
        for top in clause.objects:
            found += _name_brought(scene, passage, [(p, h) for p, h in find_preps(top) if p in preps])
    if not found:
        rows = clause.preps + [row for top in clause.objects if not clause.nominal for row in find_preps(top)]
        for noun in (n for p, h in rows if p in preps for n in expand(h)):
            if lemma_of(noun) not in _HELP:
                found += find_owners_of(scene, passage, noun)
    found = _others(scene, found, own)
    if not found and match.code.id in _OWN_OBJECTS:
        found = _others(scene, _find_bordering(scene, passage, clause.head), own)
    if not found and match.code.id == "RETREAT" and match.pattern.mode == "withdraw":
        left = [h for h in (*clause.objects, *clause.has("from", "out of", "of")) if not clause.nominal]
        found = _others(scene, _name_states(passage, left), own)
    if not found and match.code.hostile:
        found = _others(scene, _find_against(scene, passage, clause.head), own)
    if not found and match.code.id in _OF_CONTENT:
        found = _others(scene, _find_in_content(scene, passage, clause.head), own)
    if not found and match.code.id == "THREATEN":
        found = _others(scene, _find_in_outer(scene, passage, clause.head), own)
        found = found or _others(scene, _find_in_condition(scene, passage, clause.head), own)
    if not found and match.code.id == "PROTEST":
        found = _find_own_power(clause, actors)
    return found


def _is_mutual(clause: Clause) -> bool:
    """Tell whether those who act also suffer it: 'accused each other', 'fired at one another'."""
    reached = [*clause.objects, *(h for _, h in clause.preps)]
    return any(
        t.lower_ in {"other", "another"} and t.i and t.nbor(-1).lower_ in {"each", "one"} for t in reached
    )


def _of(clause: Clause) -> "list[tuple[str, Token]]":
    return [(p, h) for p, h in clause.preps if p == "of"]


def _name_brought(scene: Scene, passage: Passage, rows: "list[tuple[str, Token]]") -> list[Mention]:
    """Return whom prepositions bring; after 'at', 'between' a name that no list has is a place."""
    found: list[Mention] = []
    for prep, head in rows:
        mentions = name_actors(scene, passage, [head])
        if prep in _AT:
            mentions = [
                m
                for m in mentions
                if m.kind not in _UNSURE
                or scene.namer.side_of(m) not in {None, m.value}
                or scene.codebook.describe(m.value or "")
            ]
        found += mentions
    return list({m.value: m for m in reversed(found)}.values())[::-1]


def _name_states(passage: Passage, heads: "list[Token]") -> list[Mention]:
    """Return the states in which something is imposed, or that are left, as those whom it reaches."""
    hits = [hit for h in heads if (hit := passage.hits.get(h.i)) is not None and hit.entry.kind == "state"]
    return [mention_owner(passage, hit) for hit in hits]


def _name_regions(scene: Scene, passage: Passage, clause: Clause) -> list[Mention]:
    """Return the regions among the objects, as those who act for themselves."""
    found = []
    for top in clause.objects:
        for mention in scene.names(passage, [top]):
            hit = passage.hits.get(top.i)
            if mention.kind == "place" and hit is not None and hit.entry.precision == "region":
                found.append(replace(mention, kind="group", value=hit.entry.value))
    return found


def _find_against(scene: Scene, passage: Passage, head: "Token") -> list[Mention]:
    """Return the side after 'against' anywhere in the clause: 'is mobilising again, this time against Asmara'."""
    for token in head.subtree:
        if token.lower_ != "against" or token.i < head.i:
            continue
        verb = next((t for t in token.ancestors if t.pos_ in {"VERB", "AUX"}), None)
        if verb is not None and verb.i == head.i:
            for noun in token.children:
                if noun.dep_ == "pobj":
                    return name_actors(scene, passage, [noun]) or find_owners_of(scene, passage, noun)
    return []


def _find_bordering(scene: Scene, passage: Passage, head: "Token") -> list[Mention]:
    """Return the side at whose border troops are massed: 'moved two battalions up to the Colombian frontier'."""
    for token in head.subtree:
        if token.i > head.i and token.dep_ == "pobj" and lemma_of(token) in _BORDERS:
            return find_owners_of(scene, passage, token) or name_actors(
                scene, passage, [h for p, h in find_preps(token) if p == "with"]
            )
    return []


def _find_in_outer(scene: Scene, passage: Passage, head: "Token") -> list[Mention]:
    """Return who is threatened where the threat is put in between: 'If he stays, X threatened, Y will see more troops'."""
    if head.dep_ not in {"ccomp", "parataxis", "advcl"} or head.head.i < head.i or is_marked_clause(head):
        return []
    return name_actors(scene, passage, scene.clause(head.head).subjects)


def _find_in_condition(scene: Scene, passage: Passage, head: "Token") -> list[Mention]:
    """Return whose act would bring the threat about: 'threatened to shut the pipeline if Juba armed the rebels'."""
    for verb in head.subtree:
        if verb.dep_ == "advcl" and is_marked(verb, _IF):
            return name_actors(scene, passage, scene.clause(verb).subjects)
    return []


def is_marked_clause(head: "Token") -> bool:
    """Tell whether a conjunction opens the clause of a verb."""
    return any(c.dep_ in {"mark", "advmod"} and c.i == head.left_edge.i for c in head.children)


def _find_own_power(clause: Clause, actors: list[Mention]) -> list[Mention]:
    """Return the own state of those who protest 'against their government'."""
    against = [n for h in clause.has("against", "outside", "at") for n in expand(h)]
    own = any(
        n.lemma_.lower() in _OWN_POWERS and any(c.dep_ == "poss" and c.pos_ == "PRON" for c in n.children)
        for n in against
    )
    return actors[:1] if own else []


def _others(scene: Scene, mentions: list[Mention], own: set[str | None]) -> list[Mention]:
    """Return the mentions that are not the actors' own side, and that are no part of a longer name."""
    others = [m for m in mentions if (scene.namer.side_of(m) or m.value) not in own]
    return [m for m in others if not any(_is_within(m, o) for o in others)]


def _is_within(part: Mention, whole: Mention) -> bool:
    return part.span != whole.span and whole.span[0] <= part.span[0] and part.span[1] <= whole.span[1]


def _is_own(mention: Mention) -> bool:
    return mention.text.lower() in {"its", "their", "his", "her", "our", "my"}


def _find_in_content(scene: Scene, passage: Passage, head: "Token", depth: int = 0) -> list[Mention]:
    """Return the sides that what is threatened, refused, asked speaks of, the nearest clause first."""
    inner = [c for c in head.children if c.dep_ in _CONTENT or (c.dep_ == "advcl" and is_infinitive(c))]
    for child in inner:
        if child.pos_ not in {"VERB", "AUX"}:
            continue
        clause = scene.clause(child)
        if clause.lemma in _LEAVING:
            continue
        found = name_actors(scene, passage, clause.subjects) if child.dep_ not in {"xcomp", "advcl"} else []
        found += name_actors(scene, passage, clause.objects)
        for top in clause.objects:
            for noun in expand(top):
                if not scene.names(passage, [noun]):
                    found += find_owners_of(scene, passage, noun)
                    brought = [h for p, h in find_preps(noun) if p in _CONTENT_PREPS]
                    found += name_actors(scene, passage, brought)
        found += name_actors(scene, passage, clause.has(*_CONTENT_PREPS))
        if not found and depth < _MOST_DEEP:
            found = _find_in_content(scene, passage, child, depth + 1)
        if found:
            return found
    return []
