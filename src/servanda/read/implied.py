"""Acts that no cue names: blame ('X said Y was behind it'), a threat of harm, talks that end without a result."""

from typing import TYPE_CHECKING

from servanda.read.clauses import Clause, expand, find_preps, lemma_of
from servanda.read.doers import name_doers
from servanda.read.draft import Draft
from servanda.read.force import Qualified
from servanda.read.passage import Passage
from servanda.read.patients import list_sides
from servanda.read.scene import Scene
from servanda.read.threats import is_threat
from servanda.read.unnamed import unnamed

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_STANDING = frozenset({"be", "stand", "lie"})
_DOING = frozenset({"fault", "work", "doing", "handiwork"})
_LATER = frozenset({"future", "would"})
_ENDING = frozenset(
    [
        "end", "break", "close", "conclude", "part", "collapse", "leave", "wind", "separate", "disperse",
    ]
)  # fmt: skip
"""Verbs for how talks come to an end."""
_VOID = frozenset({"deadlock", "stalemate", "failure", "impasse", "acrimony", "disarray"})
"""What talks end in that have failed."""
_TALKING = frozenset({"between", "with", "of", "among"})


def draft_blame(scene: Scene, passage: Passage, clause: Clause, qualified: Qualified) -> Draft | None:
    """Draft who says that another was behind something, or that it was the other's fault; None where nobody does."""
    if clause.nominal or clause.lemma not in _STANDING or qualified.negated or qualified.modal in _LATER:
        return None
    accused = _find_accused(clause)
    saying = next((e for e in qualified.effects if e.kind in {"speak", "accuse", "according"}), None)
    if not accused or saying is None or saying.clause is None:
        return None
    speakers = name_doers(scene, passage, saying.clause.subjects)
    blamed = name_doers(scene, passage, accused)
    sides = [{scene.namer.side_of(m) or m.value for m in found} for found in (speakers, blamed)]
    if not (speakers or blamed) or sides[0] & sides[1]:
        return None
    draft = Draft("event", "ACCUSE", passage, clause.head, scene.cue(passage, clause.head, "implied#behind"))
    draft.mode = "allege"
    draft.add("actor", *(list_sides(scene, speakers) or unnamed(scene, passage, saying.clause.subjects)))
    draft.add("recipient", *(list_sides(scene, blamed) or unnamed(scene, passage, accused)))
    return draft if draft.values("actor") or draft.roles.get("actor") else None


def _find_accused(clause: Clause) -> "list[Token]":
    """Return who is said to be behind something, or whose fault it is said to be."""
    if any(h.ent_type_ not in {"DATE", "TIME"} for h in clause.has("behind")):
        return [s for s in clause.subjects if s.lower_ not in {"it", "there", "what"}]
    faults = [c for c in clause.head.children if c.dep_ == "attr" and lemma_of(c) in _DOING]
    owners = [c for f in faults for c in f.children if c.dep_ == "poss"]
    return owners + [h for f in faults for p, h in find_preps(f) if p == "of"]


def draft_warning(scene: Scene, passage: Passage, clause: Clause, qualified: Qualified) -> Draft | None:
    """Draft that somebody says what another stands to lose: 'Chad risks losing its loan, the bank warned'; else None."""
    if clause.nominal or clause.passive or not _is_at_risk(scene, clause, qualified):
        return None
    saying = next((e for e in qualified.effects if e.kind == "speak" and e.clause is not None), None)
    if saying is None or saying.clause is None or qualified.negated:
        return None
    speakers = name_doers(scene, passage, saying.clause.subjects)
    warned = name_doers(scene, passage, clause.subjects)
    sides = [{scene.namer.side_of(m) or m.value for m in found} for found in (speakers, warned)]
    if not speakers or not warned or sides[0] & sides[1]:
        return None
    draft = Draft("event", "THREATEN", passage, clause.head, scene.cue(passage, clause.head, "implied#risk"))
    draft.force = "threatened"
    draft.add("actor", *list_sides(scene, speakers))
    draft.add("recipient", *list_sides(scene, warned))
    return draft


def _is_at_risk(scene: Scene, clause: Clause, qualified: Qualified) -> bool:
    """Tell whether somebody is to lose something or to be punished: 'risks losing', 'could lose', 'will face sanctions'."""
    words = scene.codebook.words
    if clause.lemma == "lose":
        return qualified.modal in _LATER | {"may"} and bool(clause.objects)
    if clause.lemma == "risk" and any(
        lemma_of(c) == "lose" for c in clause.head.children if c.dep_ == "xcomp"
    ):
        return True
    harm = words["penalty"] | words["punishing"]
    return clause.lemma in {"risk", "face"} and any(
        lemma_of(t) in harm for o in clause.objects for t in expand(o)
    )


def is_told_threat(scene: Scene, clause: Clause, qualified: Qualified) -> bool:
    """Tell whether somebody says that harm will come, though no cue names the harm: 'would crush any move by X'."""
    if clause.nominal or qualified.modal not in _LATER or not qualified.speakers:
        return False
    return is_threat(scene.codebook.words, clause.head, qualified, True)


def draft_failure(scene: Scene, passage: Passage, noun: "Token") -> Draft | None:
    """Draft that talks ended with nothing agreed: 'broke up without a deal', 'ended in deadlock'; else None."""
    verb = _find_ending(scene, noun)
    if verb is None:
        return None
    clause = scene.clause(verb)
    qualified = scene.qualify(verb)
    if qualified.negated or qualified.modal is not None or qualified.hypothetical:
        return None
    words = scene.codebook.words
    nouns = [t for head in (*clause.subjects, *clause.objects) for t in expand(head)]
    talks = [t for t in nouns if lemma_of(t) in words["talks"] | words["meeting"]]
    if not talks and clause.lemma not in {"part", "separate", "leave"}:
        return None
    heads = [h for t in (*talks, *_inner(talks)) for p, h in find_preps(t) if p in _TALKING]
    heads += [h for p, h in clause.preps if p in {"between", "with"}]
    heads += [t for t in clause.subjects if lemma_of(t) not in words["talks"]]
    sides = list_sides(scene, name_doers(scene, passage, heads))
    if not sides:
        return None
    draft = Draft("event", "REJECT", passage, noun, scene.cue(passage, noun, "implied#without-result"))
    draft.mode = "settle"
    draft.add("actor", *sides)
    return draft


def _inner(talks: "list[Token]") -> "list[Token]":
    """Return what a round is of: the talks of 'a round of talks between X and Y'."""
    return [h for t in talks for p, h in find_preps(t) if p == "of" and h.pos_ == "NOUN"]


def _find_ending(scene: Scene, noun: "Token") -> "Token | None":
    """Return the verb by which talks end without what the noun names, or in what it names."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.dep_ != "prep":
        return None
    lacking = prep.lower_ == "without" or (
        prep.lower_ == "with" and any(c.dep_ == "det" and c.lower_ == "no" for c in noun.children)
    )
    outcome = lacking and lemma_of(noun) in scene.codebook.words["outcome"]
    if not outcome and not (prep.lower_ == "in" and lemma_of(noun) in _VOID):
        return None
    verb = prep.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    return verb if lemma_of(verb) in _ENDING else None
