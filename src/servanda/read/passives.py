"""Passives that the parse shows only on the first of several verbs."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.text.parsed import Token


def shares_passive(verb: "Token") -> bool:
    """Tell whether a participle shares the passive of the verb it is joined to: "be expanded and reconstituted"."""
    own = {"aux", "auxpass", "nsubj", "nsubjpass", "dobj", "ccomp"}
    if verb.dep_ != "conj" or verb.tag_ != "VBN" or any(c.dep_ in own for c in verb.children):
        return False
    above = verb.head
    return any(c.dep_ == "auxpass" for c in above.children) or (above != verb and shares_passive(above))
