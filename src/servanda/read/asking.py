"""What a cue rests on beside its verb, and who asks others to yield."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from servanda.model import Cue
from servanda.read.clauses import Clause, find_preps, lemma_of
from servanda.read.draft import Draft
from servanda.read.force import Qualified
from servanda.read.modality import is_infinitive
from servanda.read.passage import Passage
from servanda.read.patterns import QUANTITIES, Match, find_strayed
from servanda.read.scene import Scene

if TYPE_CHECKING:
    from servanda.text.parsed import Token

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


_DECIDING = frozenset({"order", "decision", "date", "timetable", "schedule", "plan", "decree", "instruction", "authorisation",
    "authorization", "notice", "preparation", "deadline", "permission"})  # fmt: skip
_DECIDED = frozenset({"give", "set", "take", "issue", "sign", "announce", "make", "publish", "name", "fix", "approve", "adopt", "unveil",
    "present", "serve", "begin", "declare", "endorse", "confirm", "draw", "pass"})  # fmt: skip
"""Verbs that make a decision or a plan known."""


def find_readiness(scene: Scene, clause: Clause, qualified: Qualified) -> str | None:
    """Return the word by which a side holds out an act of its own that no cue has: 'is ready to take the case to court'."""
    head, effect = clause.head, qualified.effects[0] if qualified.effects else None
    if effect is None or effect.kind != "propose" or qualified.negated or head.dep_ not in {"xcomp", "ccomp"}:
        return None
    own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in head.children)
    word = lemma_of(effect.governor)
    acting = effect.governor.pos_ in {"ADJ", "VERB"} and word in scene.codebook.words["holding-out"]
    return word if acting and not own and is_infinitive(head) else None


def name_governor(scene: Scene, cue: Cue, head: "Token", qualified: Qualified) -> Cue:
    """Return a cue whose rule also names what an act hangs on: announced and decided by a side, or offered by it."""
    proclaiming = scene.codebook.words["proclaiming"]
    own = all(c.dep_ not in {"nsubj", "nsubjpass"} for c in head.children)
    for effect in reversed(qualified.effects):
        lemma = lemma_of(effect.governor)
        if lemma in proclaiming or (own and effect.kind in {"propose", "possible"}):
            return replace(cue, rule=f"{cue.rule} < {lemma}")
    return cue


def is_decided(scene: Scene, clause: Clause, qualified: Qualified) -> bool:
    """Tell whether a nominal act of yielding is what is decided: 'gave the order for the evacuation of the town'."""
    effect = qualified.effects[0] if qualified.effects else None
    if effect is None or effect.kind != "schedule" or effect.governor.lower_ not in _DECIDING | {"orders"}:
        return False
    top = effect.governor
    while top.pos_ in {"NOUN", "ADP"} and top.head != top:
        top = top.head
    yields = any(m.code.id == "RETREAT" for m in scene.matcher.match(clause, "event"))
    return yields and lemma_of(top) in _DECIDED and not qualified.negated


def is_flight(clause: Clause, match: Match) -> bool:
    """Tell whether what is only meant is what those who flee ask for: 'crossed the river to seek refuge in Chad'."""
    return (
        match.code.id == "REQUEST"
        and match.pattern.mode == "assist"
        and clause.head.dep_ in {"advcl", "xcomp"}
    )


def cite(scene: Scene, passage: Passage, clause: Clause, match: Match) -> Cue:
    """Return the cue; a noun far from its light verb ('announced on the day of … a truce') carries it alone."""
    companion = _find_companion(scene, clause, match)
    told = not clause.objects or clause.lemma != lemma_of(clause.head)
    if companion is not None and told and not clause.nominal and abs(companion.i - clause.head.i) > _FAR:
        return scene.cue(passage, companion, match.rule)
    return scene.cue(passage, clause.head, match.rule, companion)


def _find_companion(scene: Scene, clause: Clause, match: Match) -> "Token | None":
    """Return the noun that the cue rests on beside its verb: the object, else what its last preposition brings."""
    if match.code.id == "REQUEST":
        asked = [c for c in clause.head.children if c.dep_ in {"ccomp", "xcomp"} and c.i > clause.head.i]
        asked = asked or [c for c in clause.head.children if c.dep_ == "advcl" and _is_asked(clause, c)]
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
    fitting = scene.matcher.find_fitting(match.pattern, nouns) or (nouns[0] if nouns else None)
    return _find_counted(fitting) if fitting is not None else None


def _find_counted(noun: "Token") -> "Token":
    """Return what a quantity counts: the truce of 'a week of truce'."""
    counted = [h for p, h in find_preps(noun) if p == "of"] if lemma_of(noun) in QUANTITIES else []
    return counted[0] if counted else noun


def _is_asked(clause: Clause, verb: "Token") -> bool:
    """Tell whether an infinitive that the parse hung loosely is what is asked: 'called on Paris in May to leave'."""
    return 0 < verb.i - clause.head.i <= _FAR and is_infinitive(verb)
