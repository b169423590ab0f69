"""What a predicate brings with it: an act, what shall be done, others who act jointly, a person by name."""

from typing import TYPE_CHECKING

from servanda.read.clauses import Clause

if TYPE_CHECKING:
    from servanda.text.parsed import Token

TOGETHER = "together"
_DUTIES = frozenset({"must", "should", "shall"})


def demands(clause: Clause) -> bool:
    """Tell whether a verb brings what shall be done: 'insisted that the general go', 'insisted on leaving'."""
    content = [
        c for c in clause.head.children if c.dep_ in {"ccomp", "xcomp", "advcl"} and c.i > clause.head.i
    ]
    bare = any(
        c.tag_ == "VB" and all(a.tag_ != "MD" or a.lower_ in _DUTIES for a in c.children if a.dep_ == "aux")
        for c in content
    )
    return bare or bool(clause.has("on", "upon")) or brings_act(clause, ["on", "upon"])


def is_persons_name(noun: "Token", loosely: bool) -> bool:
    """Tell whether a name is a person's; loosely: also one of two words whose kind the parse is not sure of."""
    if noun.ent_type_ == "PERSON":
        return noun.pos_ == "PROPN"
    kinds = {c.dep_ for c in noun.children}
    return (
        loosely
        and noun.ent_type_ in {"", "ORG"}
        and noun.pos_ == "PROPN"
        and "compound" in kinds
        and "det" not in kinds
    )


def brings_act(clause: Clause, preps: list[str]) -> bool:
    """Tell whether one of the prepositions brings an act: 'charged it with sheltering rebels'."""
    return any(
        child.dep_ == "prep" and child.lower_ in preps and any(c.dep_ == "pcomp" for c in child.children)
        for child in clause.head.children
    )
