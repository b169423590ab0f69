"""Those who act without a name: their words are kept, their value is not stated."""

from typing import TYPE_CHECKING

from servanda.model import Value
from servanda.read.clauses import expand, lemma_of
from servanda.read.doers import people_nouns
from servanda.read.passage import Passage
from servanda.read.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token


def unnamed(scene: Scene, passage: Passage, heads: "list[Token]") -> list[Value]:
    """Return those who act without a name ('the junta', 'protesters'): their words, no value."""
    able = people_nouns(scene.codebook)
    found: list[Value] = []
    for head in heads:
        for noun in expand(head):
            if noun.pos_ == "NOUN" and (lemma_of(noun) in able or noun.ent_type_ == "NORP"):
                start = min(noun.left_edge.i, noun.i)
                found.append(passage.cite(start, noun.i + 1, None))
    return found
