"""Demands in other words: 'the envoy said that the army must leave the valley'."""

from typing import TYPE_CHECKING

from servanda.model import Cue
from servanda.read.clauses import Clause
from servanda.read.discourse import Mention
from servanda.read.doers import name_actors
from servanda.read.draft import Draft
from servanda.read.force import Qualified
from servanda.read.passage import Passage
from servanda.read.patients import list_sides
from servanda.read.scene import Scene
from servanda.read.topics import find_topics

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_RULE = "qualify#must"
_WISHING = frozenset({"want", "expect", "wish", "require", "need"})
_ASKING = frozenset({"request", "recommend", "ask", "propose", "urge", "insist", "stipulate"})
"""Verbs that ask where their clause has a bare verb: 'requested that the mission leave'."""


def find_demand(
    scene: Scene, passage: Passage, clause: Clause, qualified: Qualified
) -> tuple[list[Mention], list[Mention]] | None:
    """Return (who demands, of whom) where somebody says that another side must do something, else None."""
    if qualified.modal != "must" or clause.head.dep_ != "ccomp" or len(qualified.effects) != 1:
        return None
    saying = qualified.effects[0]
    if saying.kind != "speak" or saying.clause is None or saying.governor != clause.head.head:
        return None
    speakers = name_actors(scene, passage, saying.clause.subjects)
    asked = name_actors(scene, passage, clause.objects if clause.passive else clause.subjects)
    if not speakers or not asked:
        return None
    own = {_side(scene, m) for m in speakers}
    return None if own & {_side(scene, m) for m in asked} else (speakers, asked)


def find_wish(
    scene: Scene, passage: Passage, clause: Clause
) -> tuple[list[Mention], list[Mention], "Token"] | None:
    """Return (who asks, of whom, to do what) of 'Paris wants the rebels to leave the town', else None."""
    if clause.lemma not in _WISHING | _ASKING or clause.passive or clause.nominal:
        return None
    for verb in clause.head.children:
        if clause.lemma in _ASKING and not _is_bare(verb):
            continue
        if verb.dep_ not in {"ccomp", "xcomp"} or verb.tag_ != "VB" or verb.i < clause.head.i:
            continue
        inner = scene.clause(verb)
        asked = name_actors(scene, passage, inner.objects if inner.passive else inner.subjects)
        askers = name_actors(scene, passage, clause.subjects)
        own = {_side(scene, m) for m in askers}
        if askers and asked and own.isdisjoint(_side(scene, m) for m in asked):
            return askers, asked, verb
    return None


def _is_bare(verb: "Token") -> bool:
    """Tell whether a that-clause has a bare verb: 'that the mission leave', 'that they be freed'."""
    return verb.dep_ == "ccomp" and all(c.dep_ != "aux" for c in verb.children)


def _side(scene: Scene, mention: Mention) -> str | None:
    return scene.namer.side_of(mention) or mention.value


def draft_demand(
    scene: Scene,
    passage: Passage,
    head: "Token",
    sides: tuple[list[Mention], list[Mention]],
    last: "Token | None" = None,
) -> Draft:
    """Draft what is demanded as REQUEST, proposed; the cue ends with `last`, else with the predicate."""
    start, end = head.i, (last or head).i + 1
    cue = Cue(text=passage.words(start, end), span=passage.span(start, end), rule=_RULE)
    draft = Draft("event", "REQUEST", passage, head, cue)
    draft.force = "proposed"
    draft.add("actor", *list_sides(scene, sides[0]))
    draft.add("recipient", *list_sides(scene, sides[1]))
    draft.add("topic", *find_topics(scene.codebook, passage, head.subtree)[:2])
    return draft
