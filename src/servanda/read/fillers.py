"""What may satisfy a cue's object: heads and what they count, antecedents of relative clauses and of 'them'."""

from typing import TYPE_CHECKING

from servanda.read.clauses import Clause, expand, find_preps, lemma_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.text.parsed import Token

QUANTITIES = frozenset(
    [
        "part", "number", "dozen", "hundred", "thousand", "group", "series", "total", "most", "majority",
        "rest", "all", "some", "many", "several", "batch", "score", "handful", "remains", "body", "lot",
        "half", "third", "quarter", "wave", "spate", "set", "kind", "type", "round", "day", "last", "first",
        "remainder", "month", "notice", "night", "hour", "week", "tonne", "ton", "shipload", "truckload",
        "consignment", "shipment", "none", "few", "couple", "busload", "planeload", "lorryload", "boatload", "trainload", "tenth", "fifth", "sixth", "cent", "percent",
        "fraction", "share", "portion", "tranche", "trickle", "box", "urn", "bag", "casket", "sack", "crate", "coffin", "bulk", "two-thirds", "thirds", "quarters",
    ]
)  # fmt: skip
_UNITS = frozenset(
    [
        "battalion", "company", "contingent", "platoon", "brigade", "unit", "column", "convoy", "force", "squad",
        "detachment", "regiment", "team", "flotilla", "squadron", "crew", "boatload", "busload", "trainload", "state",
        "piece", "item", "load", "lorryload", "planeload", "delivery", "quantity", "amount", "volume", "crate", "bit",
        "share", "pair", "trio", "second", "million", "few", "couple", "fleet", "cache", "stock", "stream", "string",
    ]
)  # fmt: skip
"""Units whose members say what they are: 'a battalion of peacekeepers', 'a column of tanks'."""
CALLINGS = ("ist", "ists", "ian", "ians", "eer", "man", "men", "woman", "women", "crat", "monger", "smith", "maker", "grower",
    "keeper", "holder", "worker", "owner", "fighter", "bearer", "seeker", "goer", "child", "children")  # fmt: skip
"""How the nouns of people by their calling end."""
_RELATIVE = frozenset({"that", "which", "whom", "who"})
_THEM = frozenset({"it", "they", "them", "these", "those"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_OBJECTS = frozenset({"dobj", "nsubjpass", "attr", "oprd"})


def find_gapped(clause: Clause) -> "list[Token]":
    """Return what a relative clause leaves out or points back to: 'the goods that X delivered', 'boats X will send'."""
    head = clause.head
    if head.dep_ != "relcl" or clause.passive or not any(c.dep_ == "nsubj" for c in head.children):
        return []
    own = [c for c in head.children if c.dep_ in {"dobj", "nsubj"}]
    acting = next(c for c in own if c.dep_ == "nsubj")
    if acting.lower_ in _RELATIVE or any(c.dep_ == "dobj" and c.lower_ not in _RELATIVE for c in own):
        return []
    if head.head.pos_ not in _NOMINAL | {"NUM", "PRON"} or head.head.ent_type_ in {"DATE", "TIME"}:
        return []
    found, top = [head.head], head.head
    while top.dep_ == "pobj" and top.head.lower_ == "of" and lemma_of(top.head.head) in QUANTITIES:
        top = top.head.head
        found.append(top)
    return found


def find_named(clause: Clause) -> "list[Token]":
    """Return what an object clause with 'what' names: 'signed what is already called the Bergen accord'."""
    said = [
        v
        for v in clause.head.children
        if v.dep_ == "ccomp" and v.i > clause.head.i and any(c.lower_ == "what" for c in v.children)
    ]
    return [c for v in said for c in v.children if c.dep_ in {"oprd", "dobj", "attr"} and c.pos_ in _NOMINAL]


def find_recalled(pronoun: "Token") -> "list[Token]":
    """Return the things of the sentence before that 'it' or 'them' may mean: its subjects and objects, and their 'of'."""
    start = pronoun.sent.start
    if pronoun.lower_ not in _THEM or pronoun.dep_ not in _OBJECTS | {"pobj"} or start == 0:
        return []
    before = pronoun.doc[start - 1].sent
    plural = pronoun.lower_ != "it"
    return [
        t
        for t in before
        if t.pos_ == "NOUN"
        and (t.tag_ == "NNS") == plural
        and t.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj"}
    ]


def find_strayed(clause: Clause) -> "list[Token]":
    """Return the object that the parse hung on a date before it: 'announced on 3 May a week-long truce'."""
    days = [
        c for prep in clause.head.children if prep.dep_ == "prep" for c in prep.children if c.dep_ == "pobj"
    ]
    return [
        c
        for day in days
        if day.ent_type_ == "DATE"
        for c in day.children
        if (c.dep_ == "appos" and c.pos_ == "NOUN" and c.ent_type_ != "DATE") or _counts(c)
    ]


def _counts(noun: "Token") -> bool:
    """Tell whether a stretch of time after a date measures something: 'on 3 May a week of truce'."""
    return (
        noun.dep_ == "appos" and lemma_of(noun) in QUANTITIES and any(p == "of" for p, _ in find_preps(noun))
    )


def heads_of(noun: "Token") -> frozenset[str]:
    """Return the heads of a noun phrase: the noun, else what it counts ('three of the missionaries')."""
    if lemma_of(noun) in QUANTITIES or noun.pos_ in {"NUM", "DET"}:
        counted = [t for p, h in find_preps(noun) if p == "of" for t in expand(h)]
        return frozenset(w for t in counted for w in (lemma_of(t), t.lower_))
    return frozenset({lemma_of(noun), noun.lower_})


_CONTENT = frozenset({"of", "in", "to", "on"})
"""Prepositions that bring what a noun is about: 'closure of the base', 'pause in the shelling'."""


def words_of(noun: "Token") -> frozenset[str]:
    """Return the lemmas that a noun phrase offers to an object constraint: head, compounds, what quantities count."""
    words = {lemma_of(noun), noun.lower_}
    for child in noun.children:
        if child.dep_ in {"compound", "amod", "nmod"}:
            words.add(lemma_of(child))
            words.add(f"{lemma_of(child)} {lemma_of(noun)}")
            if child.i + 1 < noun.i and noun.doc[child.i + 1].text == "-":
                words.add(f"{lemma_of(child)}-{lemma_of(noun)}")
        elif child.dep_ == "appos" and noun.pos_ == "PROPN" and child.i > noun.i and child.pos_ == "NOUN":
            words.add(lemma_of(child))
            words |= {lemma_of(c) for c in child.children if c.dep_ == "compound"}
    words |= {f"{lemma_of(noun)} {p} {lemma_of(h)}" for p, h in find_preps(noun) if p in _CONTENT}
    if lemma_of(noun) in QUANTITIES | _UNITS or noun.pos_ in {"NUM", "PRON", "DET"}:
        for prep, inner in find_preps(noun):
            if prep == "of":
                for each in expand(inner):
                    words |= words_of(each)
        words |= {lemma_of(t) for t in find_recalled(noun)}
    return frozenset(words)


def iter_nouns(heads: "list[Token]") -> "Iterator[Token]":
    """Yield noun heads with their coordinated ones and what quantities count."""
    for head in heads:
        for noun in expand(head):
            yield noun
            if lemma_of(noun) in QUANTITIES:
                for prep, inner in find_preps(noun):
                    if prep == "of":
                        yield from expand(inner)
