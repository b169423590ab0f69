"""The sides that speech acts speak of: what is threatened, refused, asked, and on what condition."""

from typing import TYPE_CHECKING

from servanda.read.clauses import expand, find_preps
from servanda.read.discourse import Mention
from servanda.read.doers import find_owners_of, name_actors
from servanda.read.modality import is_infinitive, is_marked
from servanda.read.passage import Passage
from servanda.read.scene import Scene

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_CONTENT_PREPS = ("with", "against", "to", "on", "from", "into", "upon", "at", "for", "of", "by", "in")
_CONTENT = frozenset({"xcomp", "ccomp"})
_LEAVING = frozenset({"leave", "quit", "boycott", "walk"})
"""What is threatened at a process, not at those in it: 'threatened to leave the government'."""
_MOST_DEEP = 3
_IF = frozenset({"if", "unless"})


def find_in_outer(scene: Scene, passage: Passage, head: "Token") -> list[Mention]:
    """Return who is threatened where the threat is put in between: 'If he stays, X threatened, Y will see more troops'."""
    if head.dep_ not in {"ccomp", "parataxis", "advcl"} or head.head.i < head.i or _is_marked_clause(head):
        return []
    return name_actors(scene, passage, scene.clause(head.head).subjects)


def find_in_condition(scene: Scene, passage: Passage, head: "Token") -> list[Mention]:
    """Return whose act would bring the threat about: 'threatened to shut the pipeline if Juba armed the rebels'."""
    for verb in head.subtree:
        if verb.dep_ == "advcl" and is_marked(verb, _IF):
            return name_actors(scene, passage, scene.clause(verb).subjects)
    return []


def _is_marked_clause(head: "Token") -> bool:
    """Tell whether a conjunction opens the clause of a verb."""
    return any(c.dep_ in {"mark", "advmod"} and c.i == head.left_edge.i for c in head.children)


def find_in_content(scene: Scene, passage: Passage, head: "Token", depth: int = 0) -> list[Mention]:
    """Return the sides that what is threatened, refused, asked speaks of, the nearest clause first."""
    inner = [
        c for c in head.children if c.dep_ in _CONTENT or (c.dep_ in {"advcl", "acl"} and is_infinitive(c))
    ]
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
            found = find_in_content(scene, passage, child, depth + 1)
        if found:
            return found
    return []
