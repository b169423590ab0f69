"""Demands in other words: 'the envoy said that the army must leave the valley', 'the mayor has to resign, she said'."""

from typing import TYPE_CHECKING

from servanda.model import Cue, Value
from servanda.read.clauses import Clause, lemma_of
from servanda.read.discourse import Mention
from servanda.read.doers import name_actors, name_doers
from servanda.read.draft import Draft
from servanda.read.force import Qualified
from servanda.read.passage import Passage
from servanda.read.patients import list_sides
from servanda.read.scene import Scene
from servanda.read.topics import find_topics
from servanda.read.unnamed import unnamed

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_RULE = "qualify#must"
_WISHING = frozenset({"want", "expect", "wish", "require", "need"})
_ASKING = frozenset({"request", "recommend", "ask", "propose", "urge", "insist", "stipulate"})
"""Verbs that ask where their clause has a bare verb: 'requested that the mission leave'."""
_OWING = frozenset({"have", "need", "ought"})
"""Verbs whose infinitive is a duty: 'has to leave', 'needs to leave'."""
_RULING = frozenset({"rule", "order", "direct", "decide", "decree", "hold", "insist", "demand"})
"""Verbs that lay down what must be done, beside those of saying."""
_ADDRESSING = frozenset({"tell", "remind", "warn", "inform", "notify", "advise"})
"""Verbs of saying whose object is whom they ask: 'told the junta that it must go'."""

Sides = tuple[list[Value], list[Value]]


def find_demand(scene: Scene, passage: Passage, clause: Clause, qualified: Qualified) -> Sides | None:
    """Return (who demands, of whom) where somebody says that another side must do something, else None."""
    top = _find_top(clause.head, qualified)
    if top is None or top.dep_ != "ccomp" or top.head.pos_ != "VERB":
        return None
    outer = [e for e in qualified.effects if e.governor != top]
    verb = top.head
    ruled = lemma_of(verb) in _RULING
    spoken = len(outer) == 1 and outer[0].kind == "speak" and outer[0].governor == verb
    if not spoken and not (ruled and all(e.governor == verb for e in outer)):
        return None
    saying = scene.clause(verb)
    speakers = name_doers(scene, passage, saying.subjects)
    asked = _find_asked(scene, passage, clause, saying)
    own = {_side(scene, m) for m in speakers}
    if own & {_side(scene, m) for m in asked}:
        return None
    asking: list[Value] = list_sides(scene, speakers) or unnamed(scene, passage, saying.subjects)
    told: list[Value] = list_sides(scene, asked)
    if not told and speakers:
        told = unnamed(scene, passage, clause.objects if clause.passive else clause.subjects)
    return (asking, told) if asking and told else None


def _find_top(head: "Token", qualified: Qualified) -> "Token | None":
    """Return the verb that hangs on the word of saying: the predicate, or the 'has' of 'has to leave'; None if no duty."""
    if head.dep_ == "xcomp" and head.head.lemma_ in _OWING and any(c.lower_ == "to" for c in head.children):
        return head.head if head.head.lemma_ != "have" or qualified.modal == "must" else None
    return head if qualified.modal == "must" else None


def _find_asked(scene: Scene, passage: Passage, clause: Clause, saying: Clause) -> list[Mention]:
    """Return whom the duty falls on: who is to act, else who is told of it."""
    told = saying.objects if saying.lemma in _ADDRESSING else []
    acting = clause.objects if clause.passive else clause.subjects
    if told and (clause.passive or any(t.tag_ == "PRP" for t in acting)):
        return name_doers(scene, passage, told)
    return name_doers(scene, passage, acting)


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
    scene: Scene, passage: Passage, head: "Token", sides: Sides, last: "Token | None" = None
) -> Draft:
    """Draft what is demanded as REQUEST, proposed; the cue ends with `last`, else with the predicate."""
    start, end = head.i, (last or head).i + 1
    cue = Cue(text=passage.words(start, end), span=passage.span(start, end), rule=_RULE)
    draft = Draft("event", "REQUEST", passage, head, cue)
    draft.force = "proposed"
    draft.add("actor", *sides[0])
    draft.add("recipient", *sides[1])
    draft.add("topic", *find_topics(scene.codebook, passage, head.subtree)[:2])
    return draft
