"""What a cue rests on beside its verb, and who asks others to yield."""

from typing import TYPE_CHECKING

from servanda.model import Cue
from servanda.read.clauses import Clause, lemma_of
from servanda.read.draft import Draft
from servanda.read.force import Qualified
from servanda.read.passage import Passage
from servanda.read.patterns import Match, find_strayed
from servanda.read.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

OFFERED = frozenset({"offer", "ready", "willing", "prepared", "readiness", "willingness"})
_ASKED_BY = frozenset({"for", "on", "to", "of"})
"""Prepositions that bring what is asked for."""
_FAR = 8
"""Words between a verb and its noun beyond which a cue does not hold both."""


def find_asking(draft: Draft, clause: Clause, qualified: Qualified) -> Clause | None:
    """Return the clause of those who ask others to yield: 'Paris wants the rebels to leave the town'."""
    effect = qualified.effects[0] if qualified.effects else None
    if draft.code != "RETREAT" or draft.force != "proposed" or effect is None or effect.clause is None:
        return None
    asking = effect.clause
    verbal = effect.kind == "propose" and effect.governor.pos_ == "VERB" and bool(asking.subjects)
    others = {t.i for t in asking.subjects}.isdisjoint(t.i for t in clause.subjects)
    return asking if verbal and others and lemma_of(effect.governor) not in OFFERED else None


def cite(scene: Scene, passage: Passage, clause: Clause, match: Match) -> Cue:
    """Return the cue; a noun far from its light verb ('announced on the day of … a truce') carries it alone."""
    companion = _find_companion(clause, match)
    if companion is not None and not clause.objects and abs(companion.i - clause.head.i) > _FAR:
        return scene.cue(passage, companion, match.rule)
    return scene.cue(passage, clause.head, match.rule, companion)


def _find_companion(clause: Clause, match: Match) -> "Token | None":
    """Return the noun that the cue rests on beside its verb: the object, else what its last preposition brings."""
    if match.code.id == "REQUEST":
        asked = [c for c in clause.head.children if c.dep_ in {"ccomp", "xcomp"} and c.i > clause.head.i]
        if any(c.dep_ == "neg" for verb in asked for c in verb.children):
            return None
        asked = (
            asked or clause.objects or [h for p, h in clause.preps if p in _ASKED_BY and h.i > clause.head.i]
        )
        return asked[0] if asked else None
    if clause.nominal:
        return clause.objects[0] if clause.objects else None
    brought = clause.has(match.key.split()[-1]) if " " in match.key and match.pattern.object else []
    nouns = clause.objects or find_strayed(clause) or brought
    return nouns[0] if nouns else None
