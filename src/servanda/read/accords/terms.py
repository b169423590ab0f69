"""Duties that have no verb of duty: 'Withdrawal of heavy weapons by both sides within 14 days'."""

from typing import TYPE_CHECKING

from servanda.codebook import Codebook, keep
from servanda.read.clauses import lemma_of
from servanda.read.commitments import make_commitment
from servanda.read.passage import Passage
from servanda.read.patterns import nominal_clause
from servanda.read.scene import Scene

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@keep
def list_verbs(codebook: Codebook) -> frozenset[str]:
    """Return the verbs, in base form, with which an item of a list says what shall be done."""
    return (
        frozenset(key.split()[0] for key in codebook.by_verb)
        | codebook.words["duty-verb"]
        | codebook.words["deed"]
    )


def read_nominal_terms(scene: Scene, passage: Passage) -> None:
    """Draft a commitment from every sentence of a point that is only a noun for something to be done."""
    for sentence in passage.doc.sents:
        root = sentence.root
        if root.pos_ not in {"NOUN", "PROPN"} or scene.is_used(passage, root) or not _is_deed(scene, root):
            continue
        if any(
            t.tag_ in _FINITE and t.dep_ not in {"relcl", "aux", "auxpass"}
            for t in sentence
            if t.head == root or t == root
        ):
            continue
        qualified = scene.qualify(root)
        make_commitment(scene, passage, nominal_clause(root), qualified, None)


def _is_deed(scene: Scene, noun: "Token") -> bool:
    """Tell whether a noun names something to be done, and says of what."""
    named = lemma_of(noun) in scene.codebook.words["deed"] or scene.matcher.is_noun(noun, "event")
    return named and any(c.dep_ in {"prep", "compound", "amod", "poss"} for c in noun.children)
