"""The chain of operators above an event: what it hangs on, how, and in which mood each of them stands."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servanda.read.factuality.classes import Words
from servanda.read.modality import is_infinitive, is_negated

if TYPE_CHECKING:
    from servanda.text.parsed import Token

MOST_STEPS = 8
"""Operators above an event that are looked at."""
_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_MODALS = {
    "will": "will", "'ll": "will", "’ll": "will", "wo": "will", "shall": "will", "'d": "would", "would": "would", "must": "must",
    "should": "should", "ought": "should", "may": "may", "might": "may", "can": "can", "ca": "can", "could": "could",
}  # fmt: skip
_SEMI = {"have": "must", "need": "must", "go": "will", "be": "will", "get": "must"}
"""'has to', 'is going to', 'is to'."""


@dataclass(slots=True)
class Mood:
    """How a head stands: tense (past, present, perfect, pluperfect, infinitive, gerund, participle, bare), modal, negation, opening word."""

    tense: str
    modal: str | None = None
    negated: bool = False
    progressive: bool = False
    passive: bool = False
    opener: frozenset[str] = frozenset()
    question: bool = False
    condition: bool = False
    bare: bool = True
    nothing: bool = False


@dataclass(slots=True)
class Operator:
    """One governor: its token, how the thing below hangs on it, its classes, its mood, the preposition between."""

    word: "Token"
    relation: str
    classes: frozenset[str]
    mood: Mood
    preposition: str = ""


@dataclass(slots=True)
class Chain:
    """An event's own mood and the operators above it, innermost first."""

    head: "Token"
    mood: Mood
    operators: list[Operator] = field(default_factory=list)


def chain_of(head: "Token", words: Words) -> Chain:
    """Return the operators above a token that heads an event."""
    chain = Chain(head, mood_of(head, words))
    current = head
    while current.dep_ == "conj" and current.head != current:
        first = _partner(current)
        if first is None:
            break
        current = first
        _lend(mood_of(current, words), chain.mood)
    while len(chain.operators) < MOST_STEPS:
        governor, preposition, relation = _step(current)
        if governor is None:
            break
        chain.operators.append(
            Operator(governor, relation, words.classes_of(governor), mood_of(governor, words), preposition)
        )
        current = governor
    return chain


def _partner(current: "Token") -> "Token | None":
    """Return what a token is coordinated with: for a finite verb the nearest finite one, whatever the parse says."""
    first = current.head
    while current.tag_ in _FINITE and first.tag_ in {"VB", "VBG"} and not _is_finite(first):
        if first.head == first:
            return None
        first = first.head
    return first


def _is_finite(verb: "Token") -> bool:
    return any(c.dep_ in {"aux", "auxpass"} and c.tag_ in {"MD", *_FINITE} for c in verb.children)


def _lend(first: Mood, mood: Mood) -> None:
    """Lend the mood of the first of two coordinated heads to the second where it has none of its own."""
    if mood.bare:
        mood.modal = mood.modal or first.modal
        mood.negated |= first.negated
        mood.tense = first.tense if mood.tense in {"bare", "participle", "gerund"} else mood.tense
    mood.opener |= first.opener
    mood.condition |= first.condition


def _step(current: "Token") -> "tuple[Token | None, str, str]":
    """Return the governor of a token, the preposition between them, and how the token hangs on it."""
    governor, relation, preposition = current.head, _relation(current), ""
    if governor == current:
        return None, "", ""
    while governor.pos_ in {"ADP", "SCONJ"} or governor.dep_ == "prep":
        if governor.head == governor:
            return None, "", ""
        preposition, relation = governor.lower_, "gerund" if current.tag_ == "VBG" else "of"
        governor = governor.head
    return governor, preposition, relation


def _relation(current: "Token") -> str:
    """Return how a token hangs on its governor, in the engine's words."""
    dep = current.dep_
    if dep == "conj":
        return "conjunct"
    if dep in {"nsubj", "nsubjpass", "csubj", "csubjpass"}:
        return "subject" if dep[-4:] != "pass" else "subject-passive"
    if dep in {"xcomp", "ccomp", "acl", "advcl"}:
        if is_infinitive(current):
            return {"xcomp": "infinitive", "ccomp": "infinitive", "acl": "acl-inf", "advcl": "purpose"}[dep]
        if dep == "advcl":
            return "adverbial"
        if dep == "acl":
            return "participle" if current.tag_ in {"VBG", "VBN"} else "clause"
        return "gerund" if current.tag_ == "VBG" else "clause"
    if dep in {"dobj", "dative", "oprd", "attr", "acomp", "pobj"}:
        return "object" if dep in {"dobj", "dative", "oprd"} else "attribute"
    if dep in {"relcl", "appos", "parataxis", "poss", "compound", "amod", "npadvmod"}:
        return dep
    return "other"


def mood_of(head: "Token", words: Words) -> Mood:
    """Return the mood of a verb by its auxiliaries, or of a noun or adjective by its copula."""
    mood = Mood(_tense(head), negated=is_negated(head))
    for child in head.children:
        word, dep = child.lower_, child.dep_
        if dep in {"aux", "auxpass"}:
            mood.modal = _MODALS.get(word, mood.modal) if child.tag_ == "MD" else mood.modal
            mood.passive |= dep == "auxpass"
            mood.bare = False
            if child.i < head.i and word in {"had", "should", "were"} and child == head.left_edge:
                mood.opener |= {"condition"}
            if head.tag_ == "VBG" and child.lemma_ == "be":
                mood.progressive = True
        elif dep in {"mark", "advmod", "prep"}:
            mood.opener |= words.subordinator(word) if dep != "prep" and child.i < head.i else frozenset()
            mood.negated |= word in {"never", "hardly", "scarcely", "nowhere"}
        elif dep == "advcl":
            mood.condition |= any(
                c.dep_ in {"mark", "advmod"} and "condition" in words.subordinator(c.lower_)
                for c in child.children
            )
        elif dep in {"nsubj", "nsubjpass"}:
            mood.bare = False
        elif dep in {"dobj", "attr", "nsubj", "nsubjpass"} or word == "nothing":
            mood.nothing |= word == "nothing" or any(c.lower_ == "no" for c in child.children)
        elif dep in {"cc", "preconj"}:
            mood.negated |= word in {"nor", "neither"} and child.i < head.i
        elif word == "?":
            mood.question = True
    if mood.modal is None and head.dep_ == "xcomp" and is_infinitive(head):
        above = head.head
        mood.modal = _SEMI.get(above.lemma_) if above.lemma_ != "go" or above.tag_ == "VBG" else None
    return mood


def _tense(head: "Token") -> str:
    """Return the tense of a verb as its tag and auxiliaries say, 'noun' or 'adjective' for others."""
    if head.pos_ not in _VERBAL and not head.tag_.startswith("VB"):
        return "noun" if head.pos_ in _NOMINAL else "adjective"
    aux = [c for c in head.children if c.dep_ in {"aux", "auxpass"}]
    words = {c.lower_ for c in aux}
    if "had" in words and head.tag_ == "VBN":
        return "pluperfect"
    if words & {"has", "have", "'ve", "having"} and head.tag_ == "VBN":
        return "perfect"
    tags = [head.tag_, *(c.tag_ for c in aux)]
    if "VBD" in tags:
        return "past"
    if "VBZ" in tags or "VBP" in tags:
        return "present"
    if "to" in words:
        return "infinitive"
    return {"VB": "bare", "VBG": "gerund", "VBN": "participle"}.get(head.tag_, "other")
