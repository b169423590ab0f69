"""The words that a deadline counts from: of what it is the day, and whether the start or the end is meant."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from servanda.codebook import load_yaml

FILE = "anchors.yaml"
Bound = Literal["start", "end"]
_WORD = re.compile(r"[^\W_]+")
_STEM = 7
"""Words that agree in so many letters are one: withdrawal and withdraw, transition and transitional."""


class AnchorWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """anchors.yaml as a whole; every key is explained there."""

    signature: frozenset[str]
    in_force: tuple[str, ...]
    texts: frozenset[str]
    adoption: frozenset[str]
    starts: frozenset[str]
    ends: frozenset[str]
    empty: frozenset[str]
    lasting: frozenset[str]
    lasting_names: frozenset[str]
    light: frozenset[str]
    owners: frozenset[str]
    begin: frozenset[str]
    last: frozenset[str]
    included: tuple[str, ...]
    opens: tuple[str, ...]
    working: tuple[str, ...]
    weekend: tuple[str, ...]
    further: frozenset[str]
    terms_run_from_signature: bool
    zones: dict[str, str]


@cache
def load_words(home: Path) -> AnchorWords:
    """Load the anchor words of a codebook folder once; raises CodebookError with file:line."""
    return load_yaml(home / FILE, AnchorWords)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What words name: the signature or the entry into force of a text, or an event with its words cut to stems.

    core: the words without "period" and the like. bound: the start or the end of what
    lasts. owned: whose it is stands elsewhere ("its establishment").
    """

    kind: Literal["signature", "in-force", "event"]
    words: frozenset[str]
    core: frozenset[str]
    bound: Bound | None = None
    owned: bool = False

    def fits(self, other: "Phrase") -> bool:
        """Tell whether the same thing is named."""
        return self.kind == other.kind and self.core == other.core

    def is_part_of(self, other: "Phrase") -> bool:
        """Tell whether another phrase names it with more words."""
        return self.kind == other.kind and bool(self.words) and self.words < other.words


def read_phrase(text: str, words: AnchorWords) -> Phrase:
    """Return what the words of an anchor name."""
    plain = " ".join(_WORD.findall(text.casefold()))
    force = next((phrase for phrase in words.in_force if f" {phrase} " in f" {plain} "), None)
    if force is not None and set(plain.replace(force, " ").split()) <= words.empty | words.texts:
        return Phrase("in-force", frozenset(), frozenset())
    bound, tokens = _cut_bound(plain.split(), words)
    kept = [word for word in _cut_own_text(tokens, words) if word not in words.empty]
    if words.signature & set(kept):
        named = _cut(word for word in kept if word not in words.signature | words.texts)
        return Phrase("signature", named, named)
    if _is_of_the_text(plain, tokens, kept, words):
        return Phrase("signature", frozenset(), frozenset())
    core = [word for word in kept if word not in words.lasting]
    owned = any(word in words.owners for word in tokens)
    return Phrase("event", _cut(kept), _cut(core or kept), bound, owned)


def _is_of_the_text(plain: str, tokens: list[str], kept: list[str], words: AnchorWords) -> bool:
    """Tell whether "the date of this Agreement", "the adoption of this resolution" is meant: the day that the text bears."""
    if not words.texts & set(tokens):
        return False
    return set(kept) <= words.adoption and (
        bool(kept) or re.match(r"(?:the )?(?:date|day)\b", plain) is not None
    )


def _cut_own_text(tokens: list[str], words: AnchorWords) -> list[str]:
    """Return the words without "this Agreement", "the present Accord", "hereof"."""
    own = {"this", "present", "hereof"}
    return [
        word
        for index, word in enumerate(tokens)
        if word not in own and not (word in words.texts and index > 0 and tokens[index - 1] in own)
    ]


def _cut_bound(tokens: list[str], words: AnchorWords) -> tuple[Bound | None, list[str]]:
    """Return which bound the words name ("the end of …") and the rest; the words as they are where they name none."""
    bounds = words.starts | words.ends
    for index, word in enumerate(tokens):
        last = index + 1 == len(tokens)
        if word in bounds and not last and tokens[index + 1] == "of":
            return "start" if word in words.starts else "end", tokens[index + 2 :]
        if word in bounds and last and index > 0 and tokens[index - 1] in words.owners:
            return "start" if word in words.starts else "end", [tokens[index - 1]]
        if word not in words.empty:
            break
    return None, tokens


def _cut(words: Iterable[str]) -> frozenset[str]:
    """Return words cut to their stems."""
    return frozenset(stem(word) for word in words)


def list_stems(text: str, words: AnchorWords) -> frozenset[str]:
    """Return the words of a text that name something, cut to their stems."""
    kept = _cut_own_text(_WORD.findall(text.casefold()), words)
    return _cut(word for word in kept if word not in words.empty | words.light)


def stem(word: str) -> str:
    """Return the letters by which a word is compared."""
    plain = word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
    return plain[:_STEM]
