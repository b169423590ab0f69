"""The words that vouch, as the codebook lists them: classes with their signatures, prepositions, subordinators."""

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from servanda.codebook import Codebook, keep
from servanda.codebook.files import load_yaml
from servanda.read.clauses import lemma_of

if TYPE_CHECKING:
    from servanda.text.parsed import Token

Outcome = Literal["+", "-", "?"]
"""What an event comes to below a word: it happened, it did not, or it is open."""
NOTHING: frozenset[str] = frozenset()
_KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "PRON": "noun", "ADJ": "adjective"}


class WordClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One class of words; plus and minus: the outcome below the word where it is affirmed, and denied."""

    name: str
    plus: Outcome
    minus: Outcome
    verb: list[str] = []
    noun: list[str] = []
    adjective: list[str] = []
    adverb: list[str] = []
    example: str = ""


class Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """factuality.yaml: word classes, prepositions by what they do, words that open clauses."""

    classes: list[WordClass]
    prepositions: dict[str, list[str]]
    subordinators: dict[str, list[str]]


class Words:
    """The classes of a word, by part of speech."""

    def __init__(self, lists: Lists) -> None:
        self.outcomes = {row.name: (row.plus, row.minus) for row in lists.classes}
        self._tables: dict[str, dict[str, frozenset[str]]] = {
            kind: _invert({row.name: getattr(row, kind) for row in lists.classes})
            for kind in ("verb", "noun", "adjective", "adverb")
        }
        self._prepositions = _invert(lists.prepositions)
        self._subordinators = _invert(lists.subordinators)

    def classes_of(self, token: "Token") -> frozenset[str]:
        """Return the classes of a token; participles that stand as adjectives count as both."""
        kind = _KINDS.get(token.pos_, "adverb")
        found = self._tables[kind].get(lemma_of(token), NOTHING)
        if token.pos_ in {"ADJ", "VERB"} and token.tag_ in {"VBN", "VBG", "JJ"}:
            found |= self._tables["adjective"].get(token.lower_, NOTHING)
        return found

    def has(self, token: "Token", name: str) -> bool:
        """Tell whether a word is of a class."""
        return name in self.classes_of(token)

    def modifies(self, token: "Token") -> frozenset[str]:
        """Return the classes of a word that stands before what it modifies, or beside it as an adverb."""
        return self._tables["adjective"].get(token.lower_, NOTHING) | self._tables["adverb"].get(
            token.lower_, NOTHING
        )

    def preposition(self, word: str) -> frozenset[str]:
        """Return what a preposition says of what stands behind it."""
        return self._prepositions.get(word, NOTHING)

    def subordinator(self, word: str) -> frozenset[str]:
        """Return what a word that opens a clause says of it."""
        return self._subordinators.get(word, NOTHING)


def _invert(rows: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for name, words in rows.items():
        for word in words:
            table[word].add(name)
    return {word: frozenset(names) for word, names in table.items()}


@keep
def words_of(codebook: Codebook) -> Words:
    """Return the word classes of a codebook."""
    return load_words(codebook.home / "factuality.yaml")


@cache
def load_words(path: Path) -> Words:
    """Read a factuality.yaml; raises CodebookError with the line of what does not fit."""
    return Words(load_yaml(path, Lists))
