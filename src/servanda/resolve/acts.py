"""Acts brought to verb and object, so that "withdrawal of troops" and "withdrew its forces" can meet."""

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from servanda.resolve.names import fold
from servanda.resolve.rules import ActRules, load_rules

MAX_WORDS = 4
"""No form in the tables is longer."""

NAME_LETTERS = 5
"""So many letters of a name and of its adjective are the same (Armenia, Armenian)."""


class Act(NamedTuple):
    """Verbs (canonical; several where they share an object), the heads of the objects, and every other word."""

    verbs: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether neither verb nor object is named."""
        return not self.verbs and not self.heads

    @property
    def key(self) -> tuple[list[str], list[str], list[str]]:
        """What acts are ordered by."""
        return (sorted(self.verbs), sorted(self.heads), sorted(self.words))


class _Piece(NamedTuple):
    """What stands between two "and": verb, head, words. closed: it ends behind a preposition."""

    verbs: frozenset[str]
    head: str | None
    words: frozenset[str]
    closed: bool


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
        self._empty = frozenset(map(fold, rules.empty))
        self._areas = frozenset(map(fold, rules.areas))
        self._vague = frozenset(map(fold, rules.vague))
        self._light = rules.light
        self._plain = frozenset(map(fold, rules.plain))
        self._prepositions = frozenset(map(fold, rules.prepositions))
        self.read_all = lru_cache(maxsize=16384)(self._read_all)

    def read(self, text: str) -> Act:
        """Return the first act that words name: a verb phrase, a noun phrase or a nominalisation."""
        return next(iter(self.read_all(text)), NO_ACT)

    def fits_object(self, left: Act, right: Act, known: frozenset[str] = frozenset()) -> bool:
        """Whether two acts have an object in common.

        A head must be one, and what stands beside it must not tell the two apart; a
        vague head (a commission) needs a word beside it in common. known: beginnings
        of names of who acts (Armenian forces), which tell no things apart.
        """
        shared = left.heads & right.heads
        if not shared:
            return False
        one, two = self._tell_apart(left, known), self._tell_apart(right, known)
        if shared <= self._vague and (one or two):
            return bool(one & two)
        return bool(one & two) or not one or not two

    def shares_words(self, left: Act, right: Act, known: frozenset[str] = frozenset()) -> bool:
        """Whether two acts share an object and all words beside it in one of them (the mandate of the peacekeepers)."""
        one, two = self._tell_apart(left, known), self._tell_apart(right, known)
        return bool(left.heads & right.heads and one and two) and (one <= two or two <= one)

    def names_thing(self, said: Act, promised: Act, known: frozenset[str] = frozenset()) -> bool:
        """Whether a promise names, wherever in its words, the thing that something was done to."""
        things = (said.heads - self._vague) & promised.words
        return bool(things) or bool(self._tell_apart(said, known) & promised.words & said.words - self._vague)

    def is_vague(self, left: Act, right: Act) -> bool:
        """Whether the object that two acts share is one of which there are many kinds."""
        shared = left.heads & right.heads
        return bool(shared) and shared <= self._vague

    def is_form(self, text: str) -> bool:
        """Whether words are a known form of a verb (handed back)."""
        return fold(text) in self._verbs

    def is_general(self, text: str) -> bool:
        """Whether words begin with a verb that only says that something is carried out."""
        first = next(iter(fold(text).split()), "")
        return any(form in self._general for form in list_stems(first))

    def tells(self, left: Act, right: Act, known: frozenset[str] = frozenset()) -> bool:
        """Whether the object that two acts share is told apart from others of its kind, not a mere commission."""
        shared = left.heads & right.heads
        beside = self._tell_apart(left, known) & self._tell_apart(right, known)
        return self.fits_object(left, right, known) and (not shared <= self._vague or bool(beside))

    def _tell_apart(self, act: Act, known: frozenset[str]) -> frozenset[str]:
        """Return the words beside the heads that may tell one thing from another of its kind."""
        return frozenset(
            word
            for word in act.words - act.heads
            if word not in self._areas and word[:NAME_LETTERS] not in known
        )

    def _read_all(self, text: str) -> tuple[Act, ...]:
        """Return the acts that words name, parted at "and"; verbs share the object that follows, objects the verb before."""
        pieces: list[list[str]] = [[]]
        for word in self._expand(fold(text).split()):
            if word in ("and", "or"):
                pieces.append([])
            else:
                pieces[-1].append(word)
        acts: list[Act] = []
        waiting: frozenset[str] = frozenset()
        closed = False
        for verbs, head, words, ends_closed in (self._read_piece(piece) for piece in pieces):
            heads = frozenset({head} if head else ())
            if acts and not verbs:
                last = acts[-1]
                acts[-1] = Act(last.verbs, last.heads if closed else last.heads | heads, last.words | words)
            elif verbs and not head and not words:
                waiting |= verbs
            elif verbs or heads:
                acts.append(Act(verbs | waiting, heads, words))
                waiting = frozenset()
            closed = ends_closed
        if waiting and acts:
            acts[-1] = acts[-1]._replace(verbs=acts[-1].verbs | waiting)
        elif waiting:
            acts.append(Act(waiting))
        return tuple(acts)

    def _read_piece(self, piece: list[str]) -> _Piece:
        """Read what stands between two "and": the first verb that is not light, and the head before any preposition."""
        verb: str | None = None
        words: set[str] = set()
        head: str | None = None
        closed = False
        for word in piece:
            if word in self._prepositions:
                closed = closed or word != "of" or head is not None
                continue
            found = self._find_verb(word)
            if found is not None and (verb is None or (verb in self._light and not closed)):
                verb, head = found, head if verb is None else None
            elif found is not None or not self._is_empty(word):
                thing = found or self._name_object(word)
                words.add(thing)
                if not closed and (head is None or thing not in self._areas):
                    head = thing
        return _Piece(frozenset({verb} if verb else ()), head, frozenset(words), closed)

    def expand(self, folded: str) -> str:
        """Return folded words with known phrases replaced by what they stand for."""
        return " ".join(self._expand(folded.split()))

    def name_verb(self, word: str) -> str | None:
        """Return the canonical verb of a folded form or noun, or None."""
        return self._find_verb(word)

    def only_carries(self, word: str) -> bool:
        """Whether a folded word only carries or measures another act: to complete a review, to hold a meeting."""
        return word in self._light or any(form in self._general for form in list_stems(word))

    def is_telling(self, folded: str) -> bool:
        """Whether a folded word may tell a thing from another of its kind."""
        return folded not in self._plain

    def name_thing(self, word: str) -> str | None:
        """Return one name for a folded word that tells a thing from others, None for one that does not."""
        empty = self._is_empty(word) or word in self._prepositions | self._plain | self._areas
        return None if empty or len(word) < 2 else self._name_object(word)

    def name_word(self, word: str) -> str | None:
        """Return one name for a folded word of a sentence: a verb's, else a thing's."""
        return self._find_verb(word) or self.name_thing(word)

    def take_head(self, words: list[str]) -> list[str]:
        """Return the words of a noun phrase before its first preposition."""
        return words[
            : next((n for n, word in enumerate(words) if n and word in self._prepositions), len(words))
        ]

    @property
    def vague(self) -> frozenset[str]:
        """Things that only a word beside them tells apart."""
        return self._vague

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
