"""Acts and things brought to one form: what has an abbreviation is one word, verbs and things go by one name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from servanda.resolve.acts import Acts, trim_plural
from servanda.resolve.names import fold
from servanda.text.abbreviations import list_abbreviations

_SMALL: Final = frozenset("a an and by for from in of on or the to with".split())
_WHEN: Final = frozenset(
    "after at before by during from in on since through throughout under until upon within".split()
)
"""What begins with them is no thing but a time or a place."""
_JOINED: Final = re.compile(r"\b(re|co|pre|sub|inter)\s?[-–]\s?(?=[a-z])", re.IGNORECASE)
"""Prefixes that are written with a hyphen and without: re-integration."""
_LETTERS: Final = re.compile(r"[A-Za-z][A-Za-z/&.-]*")


KEPT: Final = "~"
"""The verb of what only says that a thing is carried out, kept, broken or not begun."""


class Thing(NamedTuple):
    """What an act is done to: its head, and all words that tell it from others."""

    head: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Deed:
    """An act as named: verb (canonical; `KEPT` where none of its own is named), things, parted at "and"."""

    verb: str
    things: tuple[Thing, ...]

    @property
    def words(self) -> frozenset[str]:
        """All words of the things."""
        return frozenset[str]().union(*(thing.words for thing in self.things))


class Wording:
    """Words brought to one form: what has an abbreviation is one word, verbs and things go by one name."""

    def __init__(self, acts: Acts, texts: Iterable[str]) -> None:
        """Take the tables of acts and the texts, whose abbreviations count; the long form most often given prevails."""
        self.acts = acts
        told: defaultdict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
        for text in texts:
            for short, long in list_abbreviations(text):
                told[_squeeze(short)][self._list_telling(fold(_join(long)))] += 1
        longs = {short: min(forms, key=lambda form: (-forms[form], form)) for short, forms in told.items()}
        self._names = {
            long: min(s for s, other in longs.items() if other == long) for long in set(longs.values())
        }
        self._shorts = {short: self._names[long] for short, long in longs.items()}
        self._longest = max(map(len, self._names), default=0)
        self._named = frozenset(self._names.values())

    @property
    def named(self) -> frozenset[str]:
        """The abbreviations."""
        return self._named

    def write(self, text: str) -> str:
        """Return the folded words of a text, known phrases written out, every name that has an abbreviation as one word."""
        marked = _LETTERS.sub(lambda match: self._shorts.get(_squeeze(match[0]), match[0]), _join(text))
        return self.acts.expand(" ".join(self._contract(fold(marked).split())))

    def _contract(self, words: list[str]) -> Iterable[str]:
        """Yield words, long forms as their abbreviations; small words within and plain words beside are left out."""
        telling = [self._list_telling(word) for word in words]
        place = 0
        while place < len(words):
            end, name = place, ""
            found: tuple[str, ...] = ()
            for after in range(place, min(len(words), place + 2 * self._longest + 3)):
                found += telling[after]
                if len(found) > self._longest:
                    break
                if telling[place] and telling[after] and found in self._names:
                    end, name = after + 1, self._names[found]
            if name:
                yield name
                place = end
            else:
                yield words[place]
                place += 1

    def _list_telling(self, folded: str) -> tuple[str, ...]:
        """Return the words of a long form that count, in one spelling."""
        return tuple(
            trim_plural(word).replace("iz", "is")
            for word in folded.split()
            if word not in _SMALL and self.acts.is_telling(word)
        )

    def list_words(self, text: str) -> frozenset[str]:
        """Return every word of a text that counts, verbs and things by one name."""
        return frozenset(
            named
            for word in self.write(text).split()
            for named in (self.acts.name_word(word), self._name_thing(word))
            if named is not None
        )

    def list_named(self, text: str) -> list[tuple[str, frozenset[str]]]:
        """Return the abbreviations that a text explains, each with the words for a thing in its long form."""
        return [
            (name, frozenset(thing for word in fold(long).split() if (thing := self.acts.name_thing(word))))
            for short, long in list_abbreviations(text)
            if (name := self._shorts.get(_squeeze(short))) is not None
        ]

    def _name_thing(self, word: str) -> str | None:
        """Return one name for a thing; an abbreviation is its own."""
        return word if word in self._named else self.acts.name_thing(word)

    def read_act(self, text: str) -> Deed:
        """Read the words of an act, whose first is a verb: "complete review of the border law"."""
        first, _, rest = text.strip().partition(" ")
        if self.acts.only_carries(fold(first)):
            return self.read_noun(rest)
        return Deed(self.acts.name_verb(fold(first)) or fold(first), self.read_things(rest))

    def read_noun(self, text: str) -> Deed:
        """Read a noun phrase, whose head may be the noun of a verb: "the review of the border law"."""
        words = self.write(text)
        head, of, rest = words.partition(" of ")
        before, _, last = head.rpartition(" ")
        verb = self.acts.name_verb(last)
        things = self.read_things(rest if of else before) if verb is not None else ()
        if verb is not None and things:
            return Deed(verb, things)
        return Deed(KEPT, self.read_things(words))

    def find_bare(self, text: str) -> str | None:
        """Return the verb of words that name nothing but an act, or None."""
        words = [
            word for word in self.write(text).split() if self._name_thing(word) or self.acts.name_verb(word)
        ]
        general = text.split()[:1] and self.acts.only_carries(fold(text.split()[0]))
        if not words and general:
            return KEPT
        return self.acts.name_verb(words[0]) if len(words) == 1 else None

    def read_things(self, text: str) -> tuple[Thing, ...]:
        """Return the things of an object, parted at "and" where each part has a head."""
        things: list[Thing] = []
        for piece in re.split(r" and | or ", self.write(text)):
            words = piece.split()
            if words and words[0] in _WHEN:
                continue
            heads = self.acts.take_head(words)
            named = [name for word in words if (name := self._name_thing(word)) is not None]
            head = next((name for word in reversed(heads) if (name := self._name_thing(word))), None)
            bare = len(words) == 1 and bool(things) and self.acts.name_verb(words[0]) is not None
            if head is not None and not bare:
                things.append(Thing(head, frozenset(named)))
        return tuple(things)


def add_named(deeds: Iterable[Deed], wording: Wording, sentence: str) -> tuple[Deed, ...]:
    """Add to deeds what their sentence gives an abbreviation: an independent court, "the Special Court for Timor (SCT)".

    A name belongs to the deed whose thing it ends in, or to one that names no thing.
    """
    found = list(deeds)
    for name, words in wording.list_named(sentence):
        for deed in list(found):
            if not deed.things or any(thing.head in words and thing.words != {name} for thing in deed.things):
                found.append(Deed(deed.verb, (Thing(name, frozenset({name})),)))
    return tuple(dict.fromkeys(deed for deed in found if deed.things))


def _join(text: str) -> str:
    """Return a text with prefixes joined to their words."""
    return _JOINED.sub(lambda match: match[1], text)


def _squeeze(short: str) -> str:
    """Return an abbreviation in one spelling (R-TGoNU, RTGoNU); what is none stays apart by its spelling."""
    capitals = sum(letter.isupper() for letter in short)
    return "".join(filter(str.isalnum, short)).lower() if capitals > 1 else f" {short}"


def read_deeds(
    wording: Wording, acts: Sequence[str], nouns: Sequence[str], subjects: Sequence[str] = ()
) -> tuple[Deed, ...]:
    """Return the deeds that acts and noun phrases name, with those that name no thing.

    subjects: what the acts are said of; it is their thing where they name none ("the board awaits formation",
    "training of the force shall start").
    """
    deeds = [wording.read_act(text) for text in acts] + [wording.read_noun(text) for text in nouns]
    for text in (*acts, *nouns):
        if (verb := wording.find_bare(text)) is not None:
            deeds += [
                wording.read_noun(subject) if verb == KEPT else Deed(verb, wording.read_things(subject))
                for subject in subjects
            ]
    return tuple(dict.fromkeys(deeds))
