"""What an act is in a few words: verb and object in base form, quantity, topic."""

from typing import TYPE_CHECKING

from servanda.codebook import Codebook
from servanda.model import Value
from servanda.read.clauses import Clause, expand, find_preps, lemma_of
from servanda.read.passage import Passage
from servanda.read.patterns import QUANTITIES
from servanda.read.topics import find_topics

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_DROPPED = frozenset({"det", "poss", "predet", "punct", "case"})


def describe_act(passage: Passage, clause: Clause, without: "frozenset[int]" = frozenset()) -> Value:
    """Return the act of a clause as words in base form, its span from the predicate to its object.

    without: indices of objects that belong to another act.
    """
    head = clause.head
    objects = [o for o in clause.objects if o.i != head.i]
    if clause.nominal:
        words = noun_words(passage, head)
        end = max([head.i, *(o.i for o in objects if o.i > head.i)])
        return passage.cite(head.i, end + 1, words)
    particle = next((c for c in head.children if c.dep_ == "prt"), None)
    verb = f"{lemma_of(head)} {particle.lower_}" if particle is not None else lemma_of(head)
    parts = [verb]
    last = particle.i if particle is not None else head.i
    if objects:
        kept = [o for top in objects[:1] for o in expand(top) if o.i not in without]
        parts.append(" and ".join(noun_words(passage, o) for o in kept))
        last = max([last, *(t.i for t in kept)])
    else:
        for prep, inner in clause.preps[:1]:
            if inner.i > head.i and inner.ent_type_ not in {"DATE", "TIME"}:
                parts.append(f"{prep} {noun_words(passage, inner)}")
                last = max(last, inner.i)
        content = next((c for c in head.children if c.dep_ in {"ccomp", "xcomp"} and c.tag_ == "VB"), None)
        if content is not None and content.i > head.i:
            subject = next((c for c in content.children if c.dep_ == "nsubj"), None)
            goal = next((c for c in content.children if c.dep_ == "dobj"), None)
            aim = [noun_words(passage, subject), "to"] if subject is not None else ["to"]
            parts = [
                verb,
                *aim,
                lemma_of(content),
                *([noun_words(passage, goal)] if goal is not None else []),
            ]
            last = max(last, content.i, goal.i if goal is not None else 0)
        for child in head.children:
            if child.dep_ == "acomp":
                parts.append(child.lower_)
                last = max(last, child.i)
    start = min([head.i, *(o.i for o in objects[:1])])
    return passage.cite(start, last + 1, " ".join(parts))


def noun_words(passage: Passage, head: "Token") -> str:
    """Return a noun phrase in short: modifiers and head as written, without determiners and numbers."""
    kept = [
        t for t in head.subtree
        if t.i <= head.i and t.dep_ not in _DROPPED and not t.like_num and (t == head or t.head in (head, *head.lefts)) and t.lower_ not in {"all", "its", "their", "his", "her"}
    ]  # fmt: skip
    text = " ".join(t.text for t in kept) or head.text
    if lemma_of(head) in QUANTITIES or head.like_num:
        inner = next((h for p, h in find_preps(head) if p == "of"), None)
        if inner is not None:
            return " and ".join(noun_words(passage, each) for each in expand(inner))
    follow = next((h for p, h in find_preps(head) if p == "of"), None)
    if follow is not None and follow.ent_type_ not in {"DATE"}:
        text += " of " + noun_words(passage, follow)
    return text


def find_quantity(passage: Passage, clause: Clause) -> Value | None:
    """Return the number that counts the object, as written with its unit."""
    for top in clause.objects:
        for noun in expand(top):
            for child in noun.children:
                if child.dep_ == "nummod" or (child.dep_ == "det" and child.lower_ == "all"):
                    start, end = min(child.left_edge.i, noun.i), noun.i + 1
                    return passage.cite(start, end, child.text if child.dep_ == "nummod" else "all")
    return None


def add_topic(codebook: Codebook, passage: Passage, clause: Clause) -> Value | None:
    """Return the first topic that the act itself names (the predicate and what follows it)."""
    tokens = [t for t in clause.head.subtree if t.i >= clause.head.i or clause.passive or clause.nominal]
    found = find_topics(codebook, passage, tokens)
    return found[0] if found else None
