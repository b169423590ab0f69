"""What a noun in a cue's place stands for: a place, a thing of a side, who a pronoun means."""

from typing import TYPE_CHECKING

from servanda.codebook import Pattern
from servanda.read.clauses import Clause, expand, find_preps

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_NO_PLACES = frozenset({"DATE", "TIME", "MONEY", "PRODUCT", "WORK_OF_ART"})
"""What names of no place are taken for; persons' names are, often, for those of towns."""


def is_place(noun: "Token") -> bool:
    """Tell whether a noun is named as places are: 'handed Leticia to the commission'."""
    return noun.pos_ == "PROPN" and noun.ent_type_ not in _NO_PLACES


def find_moved(clause: Clause, pattern: Pattern) -> "list[Token]":
    """Return what passes by itself where the subject is what is acted on: 'Walvis Bay passed to Namibia'."""
    return [t for head in clause.subjects for t in expand(head)] if pattern.actor == "object" else []


def is_sided(noun: "Token") -> bool:
    """Tell whether a noun is of a state or body: 'a Saudi refinery', 'a base of the army of Chad'."""
    owners = [c for c in noun.children if c.dep_ in {"amod", "compound", "nmod", "poss"}]
    owners += [h for p, h in find_preps(noun) if p == "of"]
    return any(c.ent_type_ in {"NORP", "GPE", "ORG"} for c in owners)


def find_meant(pronoun: "Token") -> "Token":
    """Return the subject of the verb above for a pronoun: 'the navy said that it would leave the port'."""
    verb = pronoun.head
    if pronoun.pos_ != "PRON" or verb.dep_ not in {"ccomp", "conj", "advcl"} or verb.head.pos_ != "VERB":
        return pronoun
    above = [c for c in verb.head.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i < pronoun.i]
    return above[0] if above else pronoun


def find_givers(clause: Clause, pattern: Pattern) -> "list[Token]":
    """Return those from whom something is received, wherever the parse hung them: 'got a grant of ten million from Oslo'."""
    brought = clause.has(*pattern.recipient)
    nouns = [t for head in clause.objects for t in expand(head)]
    for _ in range(3):
        if brought:
            return brought
        pairs = [pair for noun in nouns for pair in find_preps(noun)]
        brought = [h for p, h in pairs if p in pattern.recipient]
        nouns = [h for p, h in pairs if p == "of"]
    return brought
