"""How a word is meant where the text says it without a qualifier: a threat in its mouth, a promise, a charge, hearsay."""

from typing import TYPE_CHECKING

from servanda.model.kinds import Force
from servanda.read.clauses import lemma_of
from servanda.read.draft import Draft
from servanda.read.force import Qualified
from servanda.read.modality import is_negated, read_modal
from servanda.read.scene import Scene
from servanda.read.stance import speaks_of_self
from servanda.read.supposed import has_proviso, is_supposed, waits
from servanda.read.threats import is_threat

if TYPE_CHECKING:
    from collections.abc import Mapping

    from servanda.text.parsed import Token

_VERBAL = frozenset({"VERB", "AUX"})
_LATER = frozenset({"future", "would"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_BY_SPEAKING = frozenset({"REQUEST", "THREATEN", "CONCEDE", "AGREE", "signed", "reached", "proposed"})
_UNDERTAKING = frozenset(
    ["declare", "sign", "announce", "proclaim", "agree", "accept", "conclude", "reach", "seal"]
)


def read_outlook(scene: Scene, draft: Draft) -> None:
    """Set the force of a word that no code is for, by what stands around it."""
    head, qualified = draft.head, scene.qualify(draft.head)
    spoken = bool(draft.said_by) or bool(qualified.speakers) or draft.passage.in_quotation(head) is not None
    if is_supposed(head):
        draft.force = "conditional"
    elif draft.force in {"scheduled", "asserted", "conditional", "agreed"} and is_threat(
        scene.codebook.words, head, qualified, spoken
    ):
        draft.force = "threatened"
    elif draft.force == "scheduled" and has_proviso(head):
        draft.force = "conditional"
    elif (draft.force == "scheduled" and _is_promise(scene, head, qualified, spoken)) or _is_undertaken(
        scene, head
    ):
        draft.force = "agreed"
    elif draft.force == "asserted" and _is_charged(scene, head):
        draft.force = "alleged"


def force_of_word(scene: Scene, draft: Draft) -> Force:
    """Return how a word itself is meant where claims are counted by another convention.

    A claim of a denied deed is alleged, the denial itself is asserted; a claim of a demand is
    proposed, the demanding itself is asserted.
    """
    head, qualified = draft.head, scene.qualify(draft.head)
    if is_supposed(head) or (draft.force == "scheduled" and waits(head)):
        return "conditional"
    if draft.kind == "commitment" and draft.force == "agreed" and qualified.force == "scheduled":
        return "agreed" if _is_promise(scene, head, qualified, spoken=bool(draft.said_by)) else "scheduled"
    if draft.force == "scheduled" and _is_promise(scene, head, qualified, spoken=bool(draft.said_by)):
        return "agreed"
    charges = [e.kind for e in qualified.effects if e.kind in {"accuse", "deny"}]
    if draft.force == "alleged" and charges[-1:] == ["deny"]:
        return "asserted"
    if draft.force == "asserted" and not draft.negated and _is_undertaken(scene, head):
        return "agreed"
    if draft.force == "asserted" and (
        qualified.force == "alleged" or is_about_other(scene, draft, qualified)
    ):
        return "alleged"
    if (
        draft.head.pos_ == "VERB"
        and draft.code in _BY_SPEAKING
        and qualified.force in {"asserted", "alleged"}
    ):
        return qualified.force
    return draft.force


def negation_of_word(scene: Scene, draft: Draft) -> bool:
    """Tell whether a word itself is denied; what is promised not to be done is a claim of its own code."""
    if draft.cue.rule == "qualify#deny":
        return False
    return scene.qualify(draft.head).negated if draft.kind == "commitment" else draft.negated


# -- promises -----------------------------------------------------------------------------


def _is_promise(scene: Scene, head: "Token", qualified: Qualified, spoken: bool) -> bool:
    """Tell whether a side says of itself that it will yield, or will not harm."""
    words = scene.codebook.words
    lemma, negated = lemma_of(head), qualified.negated
    if _modal_of_relative(head) in _LATER and lemma_of(head.head) in words["truce"]:
        return any(e == "agree" for e in _kinds_of(scene, head.head))
    if not spoken or qualified.modal not in _LATER or any(e.kind == "schedule" for e in qualified.effects):
        return False
    if negated:
        return lemma in words["harming"] and qualified.modal == "future"
    return lemma in words["yielding"] and speaks_of_self(head)


def _modal_of_relative(head: "Token") -> str | None:
    return read_modal(head) if head.dep_ == "relcl" else None


def _kinds_of(scene: Scene, token: "Token") -> set[str]:
    return {effect.kind for effect in scene.qualify(token).effects}


def _is_undertaken(scene: Scene, head: "Token") -> bool:
    """Tell whether a noun is a truce that is declared or signed."""
    if head.pos_ != "NOUN" or lemma_of(head) not in scene.codebook.words["truce"]:
        return False
    verb = head.head
    return head.dep_ in {"dobj", "nsubjpass"} and lemma_of(verb) in _UNDERTAKING and not is_negated(verb)


# -- charges ------------------------------------------------------------------------------


def _is_charged(scene: Scene, head: "Token") -> bool:
    """Tell whether a word is told as a charge: 'reportedly', 'called it a breach', 'claims that it was X who'."""
    words = scene.codebook.words
    if any(c.lower_ in words["hearsay"] for c in (*head.children, *_beside(head))):
        return True
    wrong = head.pos_ == "NOUN" and lemma_of(head) in words["wrong"]
    if wrong and any(lemma_of(verb) in words["branding"] for verb in _above_nouns(head)):
        return True
    if head.dep_ in {"conj", "pcomp"} and head.pos_ in _VERBAL:
        return _is_among_charges(scene, head)
    return head.dep_ in {"amod", "pobj"} and _is_among_charges(scene, head)


def _above_nouns(head: "Token") -> "list[Token]":
    """Return the verb that a noun hangs on through 'as' and 'an act of'."""
    current = head
    for _ in range(5):
        if current.pos_ in _VERBAL or current.head == current:
            break
        current = current.head
    return [current] if current.pos_ in _VERBAL and head.dep_ not in _SUBJECTS else []


def is_about_other(scene: Scene, draft: Draft, qualified: Qualified) -> bool:
    """Tell whether one side tells of harm that another has done."""
    words = scene.codebook.words
    head = draft.head
    hostile = lemma_of(head) in words["harming"] | words["wrong"]
    if head.pos_ not in _VERBAL or not (hostile or draft.hostile) or speaks_of_self(head):
        return False
    teller = next((e for e in qualified.effects if e.kind == "speak" and e.clause), None)
    doers = scene.clause(head).subjects
    if teller is not None and lemma_of(teller.governor) == "warn":
        return False
    if teller is None or teller.clause is None or not teller.clause.subjects or not doers:
        return False
    sides = [_side_of(words, token) for token in (teller.clause.subjects[0], doers[0])]
    return None not in sides and sides[0] != sides[1]


def _side_of(words: "Mapping[str, frozenset[str]]", token: "Token") -> str | None:
    """Return on which side a noun stands: of those who rule, or of those who rise; None for neither."""
    for word in (token, *(c for c in token.children if c.dep_ in {"compound", "poss", "amod", "nmod"})):
        lemma = lemma_of(word)
        if lemma in words["rebel"] | words["sector-opp"]:
            return "rebel"
        if lemma in words["sector-mil"] | words["ruling"]:
            return "ruler"
    return None


def _is_among_charges(scene: Scene, head: "Token") -> bool:
    """Tell whether a gerund stands behind the 'of' of an accusation: 'accusing its foe of looting and of having fled'."""
    if head.tag_ != "VBG" and not any(c.tag_ == "VBG" and c.dep_ == "aux" for c in head.children):
        return False
    above = [head.head, head.head.head, head.head.head.head]
    accusing = any(
        r.effect == "accuse" for t in above if t.pos_ == "VERB" for r in scene.engine.effects_of_verb(t)
    )
    return accusing and any(t.lower_ == "of" for t in above)


def _beside(head: "Token") -> "list[Token]":
    """Return what stands before the preposition of a noun: 'reportedly as a gesture'."""
    if head.dep_ != "pobj":
        return []
    prep = head.head
    before = [prep.doc[prep.i - 1]] if prep.i > 0 else []
    return [*prep.children, *before]
