"""How a word is meant where the text says it without a qualifier: a threat in its mouth, a promise, a charge, hearsay."""

from typing import TYPE_CHECKING

from servanda.model.kinds import Force
from servanda.read.charges import is_charged, is_told_by_foe
from servanda.read.clauses import lemma_of
from servanda.read.draft import Draft
from servanda.read.force import Qualified
from servanda.read.modality import is_negated, read_modal
from servanda.read.scene import Scene
from servanda.read.stance import speaks_of_self
from servanda.read.supposed import has_proviso, is_supposed, waits
from servanda.read.threats import is_threat
from servanda.read.utterances import segment_of

if TYPE_CHECKING:
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
    if _is_supposed(head, qualified):
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
    elif draft.force == "asserted" and (
        is_charged(scene, head) or is_told_by_foe(scene, draft, qualified) or _is_rumoured(draft)
    ):
        draft.force = "alleged"


def force_of_word(scene: Scene, draft: Draft) -> Force:
    """Return how a word itself is meant where claims are counted by another convention.

    A claim of a denied deed is alleged, the denial itself is asserted; a claim of a demand is
    proposed, the demanding itself is asserted.
    """
    head, qualified = draft.head, scene.qualify(draft.head)
    spoken = bool(draft.said_by)
    if _is_supposed(head, qualified) or (
        waits(head)
        and (draft.force == "scheduled" or (draft.kind == "commitment" and qualified.force == "scheduled"))
    ):
        return "conditional"
    if (
        draft.kind == "meeting"
        and head.pos_ == "VERB"
        and lemma_of(head) in scene.codebook.words["called-off"]
    ):
        return qualified.force
    if draft.force in {"scheduled", "conditional", "agreed"} and is_threat(
        scene.codebook.words, head, qualified, spoken
    ):
        return "threatened"
    if (
        draft.kind == "commitment"
        and draft.force == "agreed"
        and qualified.modal == "must"
        and qualified.force == "proposed"
        and not qualified.binding
        and qualified.has("agree") is None
    ):
        return "proposed"
    if draft.kind == "commitment" and draft.force == "agreed" and qualified.has("possible") is not None:
        return qualified.force
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
        qualified.force == "alleged" or is_told_by_foe(scene, draft, qualified) or _is_rumoured(draft)
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
    rule = draft.cue.rule.partition("event-")[2].partition("#")[0]
    if draft.kind == "event" and rule and rule != draft.code and draft.code == "RETREAT":
        return scene.qualify(draft.head).negated
    if draft.code == "REJECT" and any(c.dep_ == "neg" for c in draft.head.children):
        return scene.qualify(draft.head).negated
    plain = draft.kind == "commitment" or (draft.kind == "status" and draft.code.startswith("not-"))
    return scene.qualify(draft.head).negated if plain else draft.negated


# -- promises -----------------------------------------------------------------------------


def _is_promise(scene: Scene, head: "Token", qualified: Qualified, spoken: bool) -> bool:
    """Tell whether a side says of itself that it will yield, or will not harm."""
    words = scene.codebook.words
    lemma, negated = lemma_of(head), qualified.negated
    if _modal_of_relative(head) in _LATER and lemma_of(head.head) in words["truce"]:
        return any(e == "agree" for e in _kinds_of(scene, head.head))
    if spoken and qualified.modal in _LATER and _is_by_text(scene, head, qualified):
        return True
    if (
        not spoken
        or qualified.modal not in _LATER
        or any(e.kind in {"schedule", "possible"} for e in qualified.effects)
    ):
        return False
    if negated:
        return lemma in words["harming"] and qualified.modal == "future"
    return lemma in words["yielding"] and speaks_of_self(head)


def _is_by_text(scene: Scene, head: "Token", qualified: Qualified) -> bool:
    """Tell whether it is the accord itself that says so: 'according to the text', 'their declaration says'."""
    papers = scene.codebook.words["accord-text"]
    speakers = [
        s
        for e in qualified.effects
        if e.kind in {"speak", "according"} and e.clause
        for s in e.clause.subjects
    ]
    return any(lemma_of(s) in papers for s in speakers) and not any(
        e.kind == "schedule" for e in qualified.effects
    )


def _is_if_given(head: "Token") -> bool:
    """Tell whether a promise follows an order with 'and': 'give us the names and we will free them'."""
    first = head.head
    return (
        head.dep_ == "conj"
        and read_modal(head) == "future"
        and first.tag_ == "VB"
        and not any(c.dep_ in {*_SUBJECTS, "aux"} for c in first.children)
        and any(c.dep_ == "cc" and c.lower_ == "and" for c in first.children)
    )


def _is_supposed(head: "Token", qualified: Qualified) -> bool:
    """Tell whether the rest depends on a word; 'whether they could' behind 'discussed' is talked about."""
    talked = qualified.has("possible", "propose") is not None
    whether = any(c.lower_ == "whether" for c in head.children)
    return (is_supposed(head) and not (talked and whether)) or _is_if_given(head)


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


def _is_rumoured(draft: Draft) -> bool:
    """Tell whether what nobody named vouches for is told in an aside: '…, it was reported'."""
    segment = segment_of(draft.passage, draft.head)
    return any(
        t.lower_ in {"reported", "said", "rumoured", "rumored", "claimed", "alleged"}
        and t.i >= 2
        and t.nbor(-1).lower_ in {"was", "is"}
        and t.nbor(-2).lower_ == "it"
        and t.i > draft.head.i
        for t in draft.passage.doc[slice(*segment)]
    )
