"""Whether a clause states a duty: 'shall', 'under the deal', terms of what was just signed, a promise of one's own."""

from itertools import takewhile
from typing import TYPE_CHECKING

from servanda.read.clauses import Clause, find_preps, lemma_of
from servanda.read.force import Qualified
from servanda.read.modality import read_modal
from servanda.read.passage import Passage
from servanda.read.progress import is_not_yet
from servanda.read.scene import Scene
from servanda.read.setting import times_of

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_COUNTED = frozenset({"after-signature", "after-event", "before-event"})
_UNDER = frozenset({"under", "in line with", "pursuant to", "according to", "in accordance with", "in"})


def is_binding(scene: Scene, passage: Passage, verb: "Token") -> bool:
    """Tell whether the clause states a duty: 'shall' anywhere, 'must', 'is to', 'will' under an agreement."""
    while (
        verb.dep_ == "conj"
        and verb.head.pos_ in {"VERB", "AUX"}
        and not any(c.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass"} for c in verb.children)
    ):
        verb = verb.head
    words = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if "shall" in words:
        return True
    if passage.binding:
        return _binds(scene, verb, words)
    if is_not_yet(verb):
        return False
    modal = read_modal(verb)
    due = modal in {"future", "must", "would", "may"} or ("to" in words and verb.head.lemma_ == "be")
    if not due:
        return False
    if find_agreement(scene, verb) is not None:
        return True
    if modal == "future" and _counts_from_accord(scene, passage, verb):
        return True
    if verb.head.lemma_ == "be" and "to" in words and _has_deadline(passage, verb):
        return True
    if modal == "must" and _has_deadline(passage, verb):
        return True
    if scene.qualify(verb).speakers or modal == "may":
        return False
    return _among_terms(scene, passage, verb) or _after_signing(scene, passage, verb)


def _binds(scene: Scene, verb: "Token", words: set[str]) -> bool:
    """Tell whether a clause of an agreement text binds: 'will', 'must', 'may', 'is to', or a present that performs it."""
    if verb.dep_ in {"relcl", "advcl"} and words & {"will", "may"}:
        return False
    if words & {"will", "must", "may"} or ("to" in words and verb.head.lemma_ == "be"):
        return True
    main = verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
    present = verb.tag_ in {"VBZ", "VBP"} or (verb.tag_ == "VBN" and bool(words & {"is", "are"}))
    if not main or not present or words & {"has", "have", "had", "was", "were", "do", "does"}:
        return False
    if scene.engine.is_effect(verb, "agree") or scene.engine.is_effect(verb, "propose"):
        return False
    return lemma_of(verb) not in scene.codebook.words["stating"]


def _after_signing(scene: Scene, passage: Passage, verb: "Token") -> bool:
    """Tell whether a duty follows an agreement just signed: nobody named who acts, or one of its parties."""
    here = passage.at(verb.sent[0])
    for draft in reversed(scene.drafts):
        if passage.paragraph.number - draft.passage.paragraph.number > 1:
            break
        if draft.kind != "agreement" or draft.code not in {"signed", "reached"} or draft.negated:
            continue
        if passage.at(verb) < draft.passage.at(draft.head) or draft.passage.at(draft.head) >= here:
            continue
        clause = scene.clause(verb)
        if scene.matcher.match(clause, "meeting"):
            return False
        acting = {scene.namer.side_of(m) or m.value for m in scene.names(passage, clause.subjects)}
        return (clause.passive and not acting) or bool(acting & set(draft.values("party")))
    return False


_SIGNED = ("sign", "entry into force", "enters into force")


def _counts_from_accord(scene: Scene, passage: Passage, verb: "Token") -> bool:
    """Tell whether a deadline on the act counts from an accord: 'will hand in its arms within 60 days of the signing'."""
    words = scene.codebook.words["agreement"]
    heads = [verb, *(c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"})]
    times = [t for head in heads for t in times_of(passage, head) if t.form in _COUNTED]
    anchors = [(t.form, (t.anchor or "").lower()) for t in times]
    return any(
        form == "after-signature" or any(w in anchor for w in _SIGNED) or not words.isdisjoint(anchor.split())
        for form, anchor in anchors
    )


def _has_deadline(passage: Passage, verb: "Token") -> bool:
    """Tell whether a deadline stands on the verb itself."""
    return any(
        t.relation in {"by", "before", "within", "until"} and t.form is not None
        for t in times_of(passage, verb)
    )


def _among_terms(scene: Scene, passage: Passage, verb: "Token") -> bool:
    """Tell whether the sentence stands among terms: one before it in the paragraph says 'under the deal' or undertakes."""
    start = passage.offset
    here = passage.at(verb.sent[0])
    for draft in takewhile(lambda draft: draft.passage is passage, reversed(scene.drafts)):
        if draft.kind == "commitment" and start <= passage.at(draft.head) < here and not draft.said_by:
            return not scene.matcher.match(scene.clause(verb), "meeting")
    return False


def is_own_promise(scene: Scene, passage: Passage, verb: "Token", qualified: Qualified) -> bool:
    """Tell whether somebody told another that his own side will do it: 'X told him Y would hand over', 'we will return'."""
    if (
        read_modal(verb) not in {"future", "would"}
        or not qualified.speakers
        or qualified.has("accuse", "deny", "propose", "threaten")
    ):
        return False
    inner = qualified.speakers[-1]
    if passage.in_quotation(verb) is not None or qualified.condition is not None or qualified.negated:
        return False
    if inner.clause is None or lemma_of(inner.governor) not in {"tell", "assure", "promise", "inform"}:
        return False
    clause = scene.clause(verb)
    if not any(
        code.kind == "event" for key in clause.keys for code, _ in scene.codebook.by_verb.get(key, ())
    ):
        return False
    if scene.matcher.match(clause, "meeting"):
        return False
    speaking = {scene.namer.side_of(m) or m.value for m in scene.names(passage, inner.clause.subjects)}
    acting = {scene.namer.side_of(m) or m.value for m in scene.names(passage, clause.subjects)}
    return bool(speaking & acting) or (clause.passive and not acting)


def is_withheld(scene: Scene, clause: Clause, qualified: Qualified) -> bool:
    """Tell whether somebody only says that he will not yield or give: 'will not withdraw its troops before a deal'."""
    if not qualified.negated or qualified.modal not in {"future", "would"} or not qualified.speakers:
        return False
    matches = scene.matcher.match(clause, "event")
    return bool(matches) and matches[0].code.quad in {1, 2}


def find_agreement(scene: Scene, verb: "Token") -> "Token | None":
    """Return the agreement under which a clause stands: 'under the deal', 'the agreement obliges', 'in it'."""
    agreement = scene.codebook.words["agreement"]
    heads = [verb]
    while (
        len(heads) < 4
        and heads[-1].dep_ in {"conj", "xcomp", "ccomp"}
        and heads[-1].head.pos_ in {"VERB", "AUX"}
    ):
        heads.append(heads[-1].head)
    for head in heads:
        for prep, inner in find_preps(head):
            if prep in _UNDER and (
                lemma_of(inner) in agreement
                or (prep == "under" and lemma_of(inner) in {"it", "term", "provision", "point", "article"})
            ):
                return inner
    return None


def find_holder(scene: Scene, noun: "Token") -> "list[Token]":
    """Return whose duty it is: 'the powers and functions of the President shall be' are the President's; a law owes nothing."""
    words = scene.codebook.words
    held = [noun, *(c for c in noun.children if c.dep_ == "conj")]
    if lemma_of(noun) in words["office-duty"]:
        held = [h for each in held for p, h in find_preps(each) if p in {"of", "in"}][:1] or [
            c for c in noun.children if c.dep_ in {"compound", "poss"} and c.pos_ == "PROPN"
        ][-1:]
    else:
        held = [noun]
    return [h for h in held if lemma_of(h) not in words["owes-nothing"]]
