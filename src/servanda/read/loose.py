"""What belongs to a predicate though the parse hung it loosely: whom somebody is held to be, what shall be done, for whom."""

from typing import TYPE_CHECKING

from servanda.read.modality import is_infinitive

if TYPE_CHECKING:
    from servanda.text.parsed import Token


_HOLDING = frozenset(
    {
        "hold",
        "find",
        "declare",
        "call",
        "brand",
        "deem",
        "pronounce",
        "consider",
        "label",
        "term",
        "judge",
        "regard",
    }
)
"""Verbs by which somebody is held to be something."""


def is_said_of(child: "Token") -> bool:
    """Tell whether an adjective with a subject of its own says what somebody is held or called: 'holds Chad responsible'."""
    return (
        child.dep_ == "ccomp"
        and child.pos_ == "ADJ"
        and child.head.lemma_ in _HOLDING
        and child.i > child.head.i
        and not any(c.dep_ in {"mark", "aux", "cop"} for c in child.children)
    )


def is_due(child: "Token") -> bool:
    """Tell whether an infinitive that the parse hung loosely follows an object: 'summoned two aides to testify'."""
    return (
        child.dep_ == "advcl"
        and child.i > child.head.i
        and child.tag_ == "VB"
        and any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children)
    )


def is_for_other(child: "Token") -> bool:
    """Tell whether a clause says for whom to do what: 'called for Chad to leave'."""
    marked = any(c.dep_ == "mark" and c.lower_ == "for" for c in child.children)
    return (
        marked and child.dep_ in {"advcl", "ccomp", "xcomp"} and child.tag_ == "VB" and child.i > child.head.i
    )


def brings_duty(head: "Token", objects: "list[Token]") -> bool:
    """Tell whether an infinitive says what shall be done: 'told the firm to pay', 'gave it a week to leave'."""
    below = [*head.children, *(c for top in objects for c in top.children)]
    below += [c for t in head.children if t.dep_ == "npadvmod" for c in t.children]
    kinds = {"xcomp", "advcl", "ccomp", "acl", "relcl"}
    return any(c.dep_ in kinds and c.i > head.i and is_infinitive(c) for c in below)
