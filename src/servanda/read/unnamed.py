"""Those who act without a name: their words are kept, their value is not stated."""

from typing import TYPE_CHECKING

from servanda.model import Value
from servanda.read.clauses import expand, lemma_of
from servanda.read.doers import count_heads, is_calling, people_nouns
from servanda.read.passage import Passage
from servanda.read.scene import Scene

if TYPE_CHECKING:
    from servanda.text.parsed import Token


_SEVERAL = frozenset({"both", "two", "three", "four", "warring", "rival", "opposing", "all"})
"""What says that several sides act under one noun: 'both communities', 'the warring parties'."""


def is_plural(heads: "list[Token]") -> bool:
    """Tell whether one noun stands for several sides: 'both armies', 'the two governments'."""
    return any(c.lower_ in _SEVERAL for head in heads if head.tag_ == "NNS" for c in head.children)


def unnamed(scene: Scene, passage: Passage, heads: "list[Token]") -> list[Value]:
    """Return those who act without a name ('the junta', 'protesters'): their words, no value."""
    able = people_nouns(scene.codebook)
    found: list[Value] = []
    for head in heads:
        for noun in (t for each in expand(head) for t in count_heads(each)):
            if noun.pos_ == "NOUN" and (
                lemma_of(noun) in able or noun.ent_type_ == "NORP" or is_calling(noun)
            ):
                start = min(noun.left_edge.i, noun.i)
                if noun.dep_ == "pobj" and head.i < noun.i:
                    start = min(start, head.left_edge.i)
                found.append(passage.cite(start, noun.i + 1, None))
    return found


def name_holders(scene: Scene, passage: Passage, heads: "list[Token]") -> list[Value]:
    """Return who holds a duty in an agreement text under the words by which it goes there: 'the relevant ministries'."""
    able = people_nouns(scene.codebook)
    found: list[Value] = []
    for head in heads:
        for noun in expand(head):
            if noun.pos_ not in {"NOUN", "PROPN"} or not (lemma_of(noun) in able or noun.text[:1].isupper()):
                continue
            start = noun.left_edge.i
            while start < noun.i and noun.doc[start].pos_ in {"DET", "PUNCT", "CCONJ", "ADP"}:
                start += 1
            end = noun.i + 1
            of = next(
                (p for p in noun.children if p.dep_ == "prep" and p.lower_ == "of" and p.i == end), None
            )
            end = of.right_edge.i + 1 if of is not None else end
            found.append(passage.cite(start, end, passage.words(start, end)))
    return found
