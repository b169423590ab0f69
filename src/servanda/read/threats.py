"""Whether what is to come is a threat: harm in the mouth of one who would do it, or what follows where nobody gives way."""

from typing import TYPE_CHECKING

from servanda.read.clauses import lemma_of
from servanda.read.force import Qualified
from servanda.read.modality import is_negated, read_modal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from servanda.text.parsed import Token

_VERBAL = frozenset({"VERB", "AUX"})
_LATER = frozenset({"future", "would"})
_OBJECTS = frozenset({"dobj", "ccomp", "xcomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})


_OWN = frozenset({"its", "their", "our", "my"})


def is_threat(
    words: "Mapping[str, frozenset[str]]", head: "Token", qualified: Qualified, spoken: bool
) -> bool:
    """Tell whether harm is announced by one who would do it, or that follows where another does not give way."""
    modal = qualified.modal or read_modal(head)
    if modal in _LATER and _is_or_else(head):
        return True
    threatening = [e for e in qualified.effects if lemma_of(e.governor) in words["threatening"]]
    vowed = any(e.kind == "agree" for e in threatening) and not qualified.negated
    if vowed and (_is_harmful(words, head, qualified) or _is_attack(words, head)):
        return True
    if modal in {"must", "may"} or not (modal in _LATER or qualified.condition is not None):
        return False
    if threatening and qualified.condition is not None:
        return True
    if any(e.kind in {"accuse", "propose", "possible"} for e in qualified.effects):
        return False
    return (bool(threatening) or spoken) and _is_harmful(words, head, qualified)


def _is_harmful(words: "Mapping[str, frozenset[str]]", head: "Token", qualified: Qualified) -> bool:
    """Tell whether a predicate, or a verb beside it under its modal, names harm."""
    return any(_is_harm(words, token, qualified) for token in (head, *_coordinated(head)))


def _is_attack(words: "Mapping[str, frozenset[str]]", head: "Token") -> bool:
    """Tell whether a predicate is an attack by its noun: 'strike', 'shell' (as in 'shelling')."""
    lemma = lemma_of(head)
    forms = {lemma, f"{lemma}ing", f"{lemma.removesuffix('e')}ing"}
    return not forms.isdisjoint(words["attack"] | words["violence"])


def _coordinated(head: "Token") -> "list[Token]":
    """Return the verbs beside a verb that has their modal: 'would be encircled and shelled'."""
    others = [c for c in head.children if c.dep_ == "conj" and c.pos_ in _VERBAL]
    if head.dep_ == "conj" and head.head.pos_ in _VERBAL:
        others.append(head.head)
    return [o for o in others if read_modal(o) in _LATER or o.dep_ == "conj"]


def _is_harm(words: "Mapping[str, frozenset[str]]", token: "Token", qualified: Qualified) -> bool:
    """Tell whether a word names harm: 'crush', 'will pay', 'make them pay', 'no mercy', 'not without punishment'."""
    lemma = lemma_of(token)
    if token.pos_ == "NOUN":
        if lemma in words["harm-noun"]:
            return not _is_denied_once(token, qualified)
        return lemma in words["mercy"] and is_negated(token)
    if token.pos_ not in _VERBAL or is_negated(token):
        return False
    if lemma == "make" and any(
        c.dep_ in {"ccomp", "xcomp"} and lemma_of(c) in words["harming-alone"] for c in token.children
    ):
        return True
    if _is_own(token):
        return False
    alone = not any(c.dep_ in _OBJECTS or c.lower_ == "back" for c in token.children)
    return lemma in words["harming"] or (alone and lemma in words["harming-alone"])


def _is_own(verb: "Token") -> bool:
    """Tell whether what is to be destroyed or cut belongs to those who would do it: 'will dismantle its outpost'."""
    below = [t for c in verb.children if c.dep_ == "dobj" for t in c.subtree]
    return any(t.dep_ == "poss" and t.lower_ in _OWN for t in below)


def _is_denied_once(noun: "Token", qualified: Qualified) -> bool:
    """Tell whether harm is ruled out: 'no attack', but not 'no crime without punishment'."""
    return qualified.negated and not (noun.dep_ == "pobj" and noun.head.lower_ == "without")


def _is_or_else(head: "Token") -> bool:
    """Tell whether a clause follows a demand with 'or': 'they must leave, or there will be war'."""
    verb = head if head.pos_ in _VERBAL else head.head
    if verb.dep_ != "conj" or not any(c.dep_ in _SUBJECTS for c in verb.children):
        return False
    first = verb.head
    demanded = read_modal(first) == "must" or (
        first.tag_ == "VB" and not any(c.dep_ in {*_SUBJECTS, "aux"} for c in first.children)
    )
    return demanded and any(c.dep_ == "cc" and c.lower_ == "or" for c in first.children)
