"""Acts brought to verb and object, so that "withdrawal of troops" and "withdrew its forces" can meet."""

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from servanda.resolve.names import fold
from servanda.resolve.rules import ActRules, load_rules

MAX_WORDS = 4
"""No form in the tables is longer."""


class Act(NamedTuple):
    """Verbs (canonical), the head of the object, and every word that is no verb; empty where nothing is named."""

    verbs: frozenset[str] = frozenset()
    head: str | None = None
    words: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether neither verb nor object is named."""
        return not self.verbs and self.head is None


NO_ACT = Act()
"""The act of words that name none."""


class Acts:
    """The tables of settling.yaml, turned round for look-up."""

    def __init__(self, rules: ActRules) -> None:
        """Index verbs, phrases and objects by their folded forms."""
        self._verbs = {fold(form): verb for verb, forms in rules.verbs.items() for form in (verb, *forms)}
        self._phrases = {fold(form): meant for form, meant in rules.phrases.items()}
        self._objects = {fold(form): thing for thing, forms in rules.objects.items() for form in forms}
        self._general = frozenset(map(fold, rules.general))
        self._areas = frozenset(map(fold, rules.areas))
        self._empty = frozenset(map(fold, rules.empty))
        self._prepositions = frozenset(map(fold, rules.prepositions))
        self.read = lru_cache(maxsize=16384)(self._read)

    def _read(self, text: str) -> Act:
        """Return the act that words name: a verb phrase, a noun phrase or a nominalisation."""
        verbs: set[str] = set()
        words: set[str] = set()
        head: str | None = None
        open_head = True
        for word in self._expand(fold(text).split()):
            if word in self._prepositions:
                open_head = open_head and head is None
                continue
            verb = self._find_verb(word)
            if verb is not None:
                verbs.add(verb)
            elif not self._is_empty(word):
                thing = self._name_object(word)
                words.add(thing)
                if open_head and (head is None or thing not in self._areas):
                    head = thing
        return Act(frozenset(verbs), head, frozenset(words))

    def is_area(self, word: str | None) -> bool:
        """Whether a word of an object is a mere kind of area (district, village)."""
        return word in self._areas

    def _expand(self, words: list[str]) -> Iterator[str]:
        """Replace the longest known phrases and verb forms of several words, left to right."""
        place = 0
        while place < len(words):
            for length in range(min(MAX_WORDS, len(words) - place), 0, -1):
                piece = " ".join(words[place : place + length])
                meant = self._phrases.get(piece) or (self._verbs.get(piece) if length > 1 else None)
                if meant is not None:
                    yield from meant.split()
                    place += length
                    break
            else:
                yield words[place]
                place += 1

    def _find_verb(self, word: str) -> str | None:
        """Return the canonical verb of a form, or None."""
        return next((self._verbs[form] for form in list_stems(word) if form in self._verbs), None)

    def _is_empty(self, word: str) -> bool:
        """Whether a word names nothing: a number, a filler, a word of carrying out in general."""
        if word.isdigit() or word in self._empty or trim_plural(word) in self._empty:
            return True
        return any(form in self._general for form in list_stems(word))

    def _name_object(self, word: str) -> str:
        """Return one name for an object: singular, and of several words for a thing the first."""
        for form in (word, trim_plural(word)):
            if form in self._objects:
                return self._objects[form]
        return trim_plural(word)


@cache
def load_acts(home: Path) -> Acts:
    """Load the tables of acts of a codebook folder once."""
    return Acts(load_rules(home).acts)


@lru_cache(maxsize=16384)
def list_stems(word: str) -> tuple[str, ...]:
    """Return a word and what it may be an inflection of (released, releasing, releases → release)."""
    stems = [word]
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            stems += [stem, stem + "e"]
            if ending in ("ing", "ed") and stem[-1] == stem[-2]:
                stems.append(stem[:-1])
            if ending == "ed" and stem.endswith("i"):
                stems.append(stem[:-1] + "y")
    return tuple(stems)


def trim_plural(word: str) -> str:
    """Return the singular of a regular plural."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
