"""How a word is meant where the text says it without a qualifier: a threat in its mouth, a promise, a charge, hearsay."""

from typing import TYPE_CHECKING

from servanda.model.kinds import Force
from servanda.read.clauses import lemma_of
from servanda.read.draft import Draft
from servanda.read.force import Qualified
from servanda.read.modality import is_negated, read_modal
from servanda.read.scene import Scene
from servanda.read.stance import speaks_of_self
from servanda.read.supposed import has_proviso, is_supposed
from servanda.read.threats import is_threat

if TYPE_CHECKING:
    from spacy.tokens import Token

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
    qualified = scene.qualify(draft.head)
    denied = draft.force == "alleged" and qualified.has("deny") and not qualified.has("accuse")
    if denied and not qualified.alleged:
        return "asserted"
    if (
        draft.head.pos_ == "VERB"
        and draft.code in _BY_SPEAKING
        and qualified.force in {"asserted", "alleged"}
    ):
        return qualified.force
    return draft.force


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
        return lemma in words["harming"]
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
    if head.pos_ == "NOUN" and lemma_of(head) in words["wrong"]:
        governor = head.head.head if head.dep_ == "pobj" else head.head
        if lemma_of(governor) in words["branding"]:
            return True
    if head.dep_ == "relcl" and head.head.head.lemma_ == "be":
        copula = head.head.head
        cleft = any(c.lower_ == "it" and c.dep_ in _SUBJECTS for c in copula.children)
        return cleft and scene.qualify(copula).force == "alleged"
    if head.dep_ in {"conj", "pcomp"} and head.pos_ in _VERBAL:
        return _is_among_charges(scene, head)
    return head.dep_ in {"amod", "pobj"} and _is_among_charges(scene, head)


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
