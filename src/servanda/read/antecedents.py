"""Whom a pronoun means that speaks, where no list knows the name: 'the board …, it said'."""

from typing import TYPE_CHECKING

from servanda.read.attributions.lexicon import load_lexicon
from servanda.read.clauses import lemma_of
from servanda.read.phrases import PERSON_PRONOUNS
from servanda.read.utterances import is_uttering

if TYPE_CHECKING:
    from servanda.codebook import Codebook
    from servanda.read.passage import Passage
    from servanda.text.parsed import Token

_ANAPHORS = frozenset({"he", "she", "it", "they"})
_REACH = 2
"""Sentences before that of the pronoun in which its noun is looked for."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_COLLECTIVE = frozenset({"institutions", "forces", "monitors"})
_SINGLE = frozenset({"office", "person-body", "harm"})
_PERSONAL = frozenset({"person", "person-body", "office", "people"})


def find_antecedent(codebook: "Codebook", passage: "Passage", pronoun: "Token") -> "Token | None":
    """Return the subject before a pronoun that can speak and fits it: one that spoke first, else the nearest."""
    if pronoun.lower_ not in _ANAPHORS or passage.in_quotation(pronoun) is not None:
        return None
    sentences = [s for s in passage.doc.sents if s.start <= pronoun.i][-_REACH - 1 :]
    content: Token | None = None
    for sentence in reversed(sentences):
        fitting = [
            token
            for token in sentence
            if token.i < pronoun.i
            and token.dep_ in _SUBJECTS
            and token.pos_ in {"NOUN", "PROPN"}
            and passage.in_quotation(token) is None
            and _fits(codebook, token, pronoun.lower_)
        ]
        content = next((t for t in fitting if _is_content(t, pronoun)), content)
        fitting = [token for token in fitting if not _is_content(token, pronoun)]
        spoke = [token for token in fitting if is_uttering(token.head)]
        first = [token for token in spoke if token.head.dep_ == "ROOT"]
        if spoke or fitting:
            return (first or spoke or fitting)[-1]
    return content


def _is_content(token: "Token", pronoun: "Token") -> bool:
    """Tell whether a subject stands in what the pronoun says: 'the army has left, it said'."""
    if (
        token.sent != pronoun.sent
        or pronoun.head.i < token.i
        or any(t.text == ";" for t in token.doc[token.i : pronoun.i])
    ):
        return False
    return is_uttering(pronoun.head) and pronoun.head in list(token.ancestors)


def can_speak(codebook: "Codebook", noun: "Token") -> bool:
    """Tell whether a noun is of those who speak: people and bodies."""
    return _is_personal(codebook, noun) or _is_collective(codebook, noun)


def _is_personal(codebook: "Codebook", noun: "Token") -> bool:
    lemma = lemma_of(noun)
    known = lemma in load_lexicon().sources["persons"] or any(lemma in codebook.words[c] for c in _PERSONAL)
    return known and lemma not in codebook.words["institutions"]


def _is_collective(codebook: "Codebook", noun: "Token") -> bool:
    lemma = lemma_of(noun)
    return any(lemma in codebook.words[c] for c in _COLLECTIVE)


def _is_body(codebook: "Codebook", noun: "Token") -> bool:
    """Tell whether a noun is of a body that 'it' can mean when it speaks."""
    lemma = lemma_of(noun)
    known = lemma in codebook.words["actor"] or lemma in load_lexicon().sources["persons"]
    person = any(lemma in codebook.words[c] for c in _SINGLE)
    return _is_collective(codebook, noun) or (known and not person)


def _fits(codebook: "Codebook", noun: "Token", pronoun: str) -> bool:
    plural = noun.tag_ in {"NNS", "NNPS"}
    if pronoun in PERSON_PRONOUNS:
        return not plural and (noun.ent_type_ == "PERSON" or _is_personal(codebook, noun))
    if pronoun == "it":
        spoke = noun.head.dep_ == "ROOT" and is_uttering(noun.head)
        spoke = spoke and (not _is_personal(codebook, noun) or lemma_of(noun) in codebook.words["movement"])
        return not plural and (spoke or _is_body(codebook, noun) or noun.ent_type_ in {"ORG", "GPE"})
    joined = any(c.dep_ == "conj" for c in noun.children)
    return (plural and can_speak(codebook, noun)) or joined or _is_collective(codebook, noun)
