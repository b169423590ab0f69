"""The words that attribute, from the codebook's ``attributions.yaml``."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from servanda.codebook.files import find_home, load_yaml

CODEBOOK: Final = "settlement"
_SAYING: Final = ("speech", "writing", "claim", "admission")
_DOING: Final = ("directive", "promise", "plan", "verdict", "attitude", "question")


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One class of cue words, as it stands in the file."""

    label: str
    verbs: str = ""
    nouns: str = ""
    adjectives: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of ``attributions.yaml``."""

    classes: dict[str, _Words]
    phrases: tuple[str, ...]
    sources: dict[str, str]
    utterances: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cue words by part of speech and class; nouns of those who speak; classes in the order of the file."""

    classes: tuple[str, ...]
    verbs: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    adjectives: dict[str, frozenset[str]]
    phrases: tuple[tuple[str, ...], ...]
    sources: dict[str, frozenset[str]]
    saying: frozenset[str]
    """Verbs that say and do nothing else by it: no promise, call, plan, verdict or feeling."""
    utterances: dict[str, frozenset[str]]
    """Words by which speech shows that the parse does not, by name."""


@cache
def load_lexicon(path: Path | None = None) -> Lexicon:
    """Load the cue words; by default those of the bundled codebook. Raises CodebookError with file:line."""
    file = load_yaml(path or find_home() / CODEBOOK / "attributions.yaml", _File)
    verbs = {name: frozenset(words.verbs.split()) for name, words in file.classes.items()}
    return Lexicon(
        classes=tuple(file.classes),
        verbs=verbs,
        nouns={name: frozenset(words.nouns.split()) for name, words in file.classes.items()},
        adjectives={name: frozenset(words.adjectives.split()) for name, words in file.classes.items()},
        phrases=tuple(tuple(phrase.split()) for phrase in file.phrases),
        sources={name: frozenset(words.split()) for name, words in file.sources.items()},
        saying=frozenset()
        .union(*(verbs[name] for name in _SAYING if name in verbs))
        .difference(*(verbs[name] for name in _DOING if name in verbs)),
        utterances={name: frozenset(words.split()) for name, words in file.utterances.items()},
    )
