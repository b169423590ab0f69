"""The marks on a predicate itself: modality, negation, condition."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

    from servanda.text.parsed import Token

_MODALS = {
    "future": frozenset({"will", "shall", "'ll", "’ll", "wo"}),
    "must": frozenset({"must", "should", "ought"}),
    "may": frozenset({"may", "might", "could", "can"}),
    "would": frozenset({"would"}),
}
_MODAL_OF_TO = {"have": "must", "be": "future"}
"""'has to', 'is to'."""
_NOBODY = frozenset({"nothing", "nobody", "none", "neither", "no-one"})
_NEVER = frozenset({"never", "n't", "hardly", "scarcely", "nowhere"})
_INSTEAD = {"of": "instead", "than": "rather"}
"""'instead of releasing', 'rather than release': the word and what stands before it."""
_ONLY = frozenset({"after", "when", "once", "if"})
_GIVEN = frozenset({"provided", "providing", "assuming", "supposing"})
_INVERTED = frozenset({"should", "had", "were"})
"""'Should they fail, …' is an if-clause without 'if'."""


def read_modal(verb: "Token") -> str | None:
    """Return the modality of a verb's auxiliaries: future, must, may, would, or None."""
    for child in verb.children:
        if child.dep_ in {"aux", "auxpass"} and child.i < verb.i:
            for modal, words in _MODALS.items():
                if child.lower_ in words:
                    return modal
    if verb.dep_ != "xcomp":
        return None
    if verb.head.lemma_ in _MODAL_OF_TO and any(c.lower_ == "to" for c in verb.children):
        loose = any(c.dep_ in {"acomp", "attr", "dobj"} or c.lower_ == "yet" for c in verb.head.children)
        return None if loose else _MODAL_OF_TO[verb.head.lemma_]
    if verb.head.lower_ == "ought":
        return "must"
    return "future" if verb.head.lemma_ == "go" and verb.head.tag_ == "VBG" else None


def is_negated(token: "Token", below: "Token | None" = None) -> bool:
    """Tell whether 'not', 'never', 'no', 'no longer', 'without' or 'instead of' stands on a verb or noun.

    below: a word whose own 'no' has been counted already.
    """
    for child in token.children:
        if child.dep_ == "neg" or child.lower_ in _NEVER:
            return True
        if child.dep_ == "det" and child.lower_ in {"no", "neither"}:
            return True
        if child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children):
            return True
    if token.dep_ == "pcomp" and (token.head.lower_ == "without" or _is_instead(token.head)):
        return True
    if token.dep_ == "pobj" and token.head.lower_ == "without":
        return True
    if token.dep_ == "advcl" and any(c.lower_ == "than" and _is_instead(c) for c in token.children):
        return True
    if token.pos_ in {"VERB", "AUX"}:
        if _is_with_nobody(token):
            return True
        return any(is_nobody(c) for c in token.children if c.dep_ in {"nsubj", "nsubjpass"} and c != below)
    return False


def _is_instead(word: "Token") -> bool:
    """Tell whether 'of' or 'than' belongs to 'instead of', 'rather than'."""
    before = _INSTEAD.get(word.lower_)
    return before is not None and word.i > 0 and word.nbor(-1).lower_ == before


def is_nobody(subject: "Token") -> bool:
    """Tell whether a subject denies: 'nothing', 'nobody', 'no date', 'neither side', 'none of the', 'neither X nor Y'."""
    if subject.lower_ in _NOBODY or _is_not_one(subject):
        return True
    return any(
        (c.lower_ in {"no", "neither", "none"} and c.dep_ in {"det", "preconj", "cc", "predet", "advmod"})
        or (c.lower_ == "not" and c.i < subject.i and c.nbor(1).lower_ != "only")
        for c in subject.children
    )


def _is_not_one(noun: "Token") -> bool:
    """Tell whether a noun phrase opens with 'not one', 'not a single'."""
    first = noun.left_edge
    return (
        first.lower_ == "not" and first.i + 1 < len(noun.doc) and first.nbor(1).lower_ in {"one", "a", "an"}
    )


def _is_with_nobody(verb: "Token") -> bool:
    """Tell whether 'with nothing' or 'with nobody' stands before a participle: 'passed with nothing concluded'."""
    if verb.tag_ not in {"VBN", "VBD"} or verb.i < 2 or verb.nbor(-1).lower_ not in _NOBODY:
        return False
    return verb.nbor(-2).lower_ == "with"


def find_condition(verb: "Token", words: "Container[str]") -> "Token | None":
    """Return the head of the if-clause that hangs on a verb; words: what opens such a clause."""
    found: Token | None = None
    for child in verb.children:
        if child.dep_ == "advcl":
            opened = is_marked(child, words) or _is_given(child)
            if opened or _is_inverted(verb, child) or _is_only_after(child):
                found = child
        elif child.dep_ == "prep" and _opens_condition(child):
            found = child
        elif child.lower_ == "long" and child.i > 0 and child.nbor(-1).lower_ == "as":
            found = next((c for c in child.children if c.dep_ == "advcl"), found)
        elif child.dep_ == "dobj" and found is None:
            found = next((c for c in child.children if c.dep_ == "prep" and _is_on_condition(c)), None)
    return found


def is_marked(token: "Token", words: "Container[str]") -> bool:
    """Tell whether one of the words opens the clause of a token: 'if', 'unless', 'after'."""
    return any(c.dep_ in {"mark", "advmod"} and c.lower_ in words for c in token.children)


def _is_inverted(verb: "Token", child: "Token") -> bool:
    return child.i < verb.i and any(
        c.dep_ == "aux" and c.lower_ in _INVERTED and c.i == child.left_edge.i for c in child.children
    )


def _is_only_after(clause: "Token") -> bool:
    """Tell whether a clause opens with 'only after', 'only when', 'only once'."""
    return any(
        c.dep_ in {"mark", "advmod"} and c.lower_ in _ONLY and c.i > 0 and c.nbor(-1).lower_ == "only"
        for c in clause.children
    )


def _is_given(clause: "Token") -> bool:
    """Tell whether a clause opens with 'provided', 'assuming', which the parser may take for its verb."""
    return clause.left_edge.lower_ in _GIVEN


def _opens_condition(prep: "Token") -> bool:
    """Tell whether a preposition brings a condition: 'if', 'provided', 'on condition', 'in the event of'."""
    if prep.lower_ in {"if", "unless", "provided"} or _is_on_condition(prep):
        return True
    return prep.lower_ == "in" and any(
        c.dep_ == "pobj"
        and c.lower_ in {"event", "case"}
        and any(below.lower_ == "of" or below.dep_ in {"acl", "relcl"} for below in c.children)
        for c in prep.children
    )


def _is_on_condition(prep: "Token") -> bool:
    return prep.lower_ == "on" and any(c.lower_ == "condition" for c in prep.children)


def is_infinitive(token: "Token") -> bool:
    """Tell whether a verb is a to-infinitive."""
    passive = token.tag_ == "VBN" and any(c.dep_ == "auxpass" and c.lower_ == "be" for c in token.children)
    return (token.tag_ == "VB" or passive) and any(
        c.lower_ == "to" and c.dep_ == "aux" for c in token.children
    )
