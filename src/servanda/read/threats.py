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
_OBJECTS = frozenset({"dobj", "ccomp", "xcomp", "acomp", "oprd"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})


_OWN = frozenset({"its", "their", "our", "my"})
_FOR_OWN = frozenset({"avenge", "revenge"})
"""Harm that is done for one's own: 'vowed to avenge their leader'."""


def is_threat(
    words: "Mapping[str, frozenset[str]]", head: "Token", qualified: Qualified, spoken: bool
) -> bool:
    """Tell whether harm is announced by one who would do it, or that follows where another does not give way."""
    modal = qualified.modal or read_modal(head)
    if _is_unfulfilled(head):
        return False
    threatening = [e for e in qualified.effects if lemma_of(e.governor) in words["threatening"]]
    harm = _is_harmful(words, head, qualified)
    if modal in _LATER and _is_or_else(head):
        return True
    if _is_one_more(head) or (modal == "may" and spoken and harm and _is_own_might(head)):
        return True
    promised = [lemma_of(e.governor) for e in qualified.effects if e.kind == "agree"]
    if harm and not qualified.negated and any(verb in words["vowing"] for verb in promised):
        return True
    vowed = any(verb in words["threatening"] for verb in promised)
    if vowed and not qualified.negated and (harm or _is_attack(words, head)):
        return True
    if modal in {"must", "may"} or not (modal in _LATER or qualified.condition is not None):
        return False
    if threatening and qualified.condition is not None:
        return True
    if (
        qualified.condition is not None
        and spoken
        and not qualified.negated
        and lemma_of(head) in words["answering"]
    ):
        return not any(e.kind in {"accuse", "propose", "possible", "agree"} for e in qualified.effects)
    if not harm or any(e.kind in {"accuse", "propose", "possible"} for e in qualified.effects):
        return False
    return bool(threatening) or spoken


def _is_harmful(words: "Mapping[str, frozenset[str]]", head: "Token", qualified: Qualified) -> bool:
    """Tell whether a predicate, or a verb beside it under its modal, names harm."""
    return any(_is_harm(words, token, qualified) for token in (head, *_coordinated(head)))


def _is_unfulfilled(head: "Token") -> bool:
    """Tell whether what would have been did not come about: 'would have shelled the dam'."""
    auxiliaries = {c.lower_ for c in head.children if c.dep_ in {"aux", "auxpass"}}
    return {"would", "have"} <= auxiliaries or {"could", "have"} <= auxiliaries


def _is_one_more(head: "Token") -> bool:
    """Tell whether a clause follows 'one more …, and': 'One more shell, and we march on the town'."""
    verb = head
    while verb.pos_ not in _VERBAL and verb.head != verb:
        verb = verb.head
    first = next((t for t in verb.sent if not (t.is_punct or t.is_quote)), verb)
    if first.lower_ not in {"one", "another"} or first.head.pos_ != "NOUN" or read_modal(verb) not in _LATER:
        return False
    noun = first.head
    return (
        noun.i < verb.i
        and noun.head in {noun, verb, verb.head}
        and any(t.dep_ == "cc" for t in verb.doc[noun.i : verb.i])
    )


def _is_own_might(head: "Token") -> bool:
    """Tell whether somebody boasts of what he can do: 'we can strike their capital'."""
    return any(c.lower_ in {"i", "we"} and c.dep_ == "nsubj" for c in head.children) and any(
        c.lower_ in {"can", "could"} and c.dep_ == "aux" for c in head.children
    )


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
    if _is_own(token) and lemma not in _FOR_OWN:
        return False
    objects = [c for c in token.children if c.dep_ in _OBJECTS or c.dep_ == "nsubjpass"]
    if lemma in words["bearing"] and any(lemma_of(o) in words["harm-noun"] | words["price"] for o in objects):
        return True
    if any(lemma_of(o) in words["weapons"] | words["mines"] or _is_own_thing(o) for o in objects):
        return False
    if lemma in words["going-on"] and any(
        c.dep_ in {"xcomp", "pcomp", "pobj", "dobj"}
        and {lemma_of(c), c.lower_.removesuffix("ing")} & (words["harming"] | words["violence"])
        for child in (token, *(c for c in token.children if c.dep_ in {"prep", "prt"}))
        for c in child.children
    ):
        return True
    if lemma == "come" and any(
        prep.lower_ in {"for", "after"} and any(c.tag_ == "PRP" for c in prep.children)
        for prep in token.children
    ):
        return True
    alone = not any(c.dep_ in _OBJECTS or c.lower_ == "back" for c in token.children)
    return lemma in words["harming"] or (alone and lemma in words["harming-alone"])


def _is_own_thing(noun: "Token") -> bool:
    """Tell whether a thing belongs to who speaks: 'destroy its mines', 'bury our dead'."""
    return any(c.lower_ in {"its", "our", "my"} and c.dep_ == "poss" for c in noun.children)


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
