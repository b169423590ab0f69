"""What others do beside those who act, and acts of a peace mission: 'jointly', 'alongside the marines', 'under the UN flag'."""

from typing import TYPE_CHECKING

from servanda.read.clauses import Clause, lemma_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from servanda.text.parsed import Token

_JOINTLY = frozenset({"jointly", "together", "alongside"})
_SIDES = frozenset({"side", "shoulder", "hand"})
"""Nouns that are repeated where two act as one: 'side by side', 'shoulder to shoulder', 'hand in hand'."""
_BETWEEN = frozenset({"by", "to", "in"})
_CONCERT = frozenset(
    {"concert", "tandem", "partnership", "cooperation", "collaboration", "common", "harness"}
)


def is_joint(clause: Clause) -> bool:
    """Tell whether those who act do so jointly: 'the two navies jointly patrolled', 'patrol alongside the marines'."""
    if clause.nominal:
        return False
    children = list(clause.head.children)
    if any(_says_jointly(child) for child in children):
        return True
    return any(o.lower_ == "together" for o in clause.head.rights)


def _says_jointly(child: "Token") -> bool:
    """Tell whether what hangs on a verb says that it is done jointly."""
    if child.dep_ in {"advmod", "prep", "npadvmod"} and child.lower_ in _JOINTLY:
        return True
    below = list(child.children)
    if child.dep_ == "prep" and any(b.lower_ == "together" and b.i < child.i for b in below):
        return True
    if child.lower_ == "in" and any(b.dep_ == "pobj" and b.lower_ in _CONCERT for b in below):
        return True
    return _is_repeated(child) or any(_is_repeated(b) for b in below)


def _is_repeated(noun: "Token") -> bool:
    """Tell whether a noun begins 'side by side' or ends it."""
    if noun.lower_ not in _SIDES:
        return False
    doc = noun.doc
    return any(
        0 <= noun.i + step < len(doc)
        and doc[noun.i + step].lower_ == noun.lower_
        and doc[noun.i + step // 2].lower_ in _BETWEEN
        for step in (2, -2)
    )


def is_peacekeeping(clause: Clause, words: "Mapping[str, frozenset[str]]") -> bool:
    """Tell whether an act is that of a peace mission, by a word of its clause; nobody who fights a government has one."""
    if any(lemma_of(s) in words["rebel"] for s in clause.subjects):
        return False
    head = clause.head.head if clause.nominal and clause.head.dep_ in {"nsubj", "nsubjpass"} else clause.head
    text = " " + " ".join(t.lower_ for t in head.subtree) + " "
    return any(f" {words_} " in text for words_ in words["peace-mission"])
