"""Clauses of a text and what reports say of them: one is meant where verb and thing are named, or the article is.

A long text owes hundreds of things. A word speaks of one of them only where nothing
named in the one is missing from the other: "the technical committee" is not the
Technical Boundary Committee.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from servanda.resolve.acts import Acts, trim_plural
from servanda.resolve.names import fold
from servanda.text.abbreviations import list_abbreviations

_ARTICLE: Final = re.compile(
    r"\b(?:articles?|arts?\.?|sections?|points?|paragraphs?|clauses?)\s+(\d+(?:\.\d+)*)", re.IGNORECASE
)
_MORE: Final = re.compile(r"\s*(?:,|and|&|or|,\s*and)\s*(\d+(?:\.\d+)+)")
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
        if self.acts.is_general(fold(first)):
            return self.read_noun(rest)
        return Deed(self.acts.name_verb(fold(first)) or fold(first), self.read_things(rest))

    def read_noun(self, text: str) -> Deed:
        """Read a noun phrase, whose head may be the noun of a verb: "the review of the border law"."""
        words = self.write(text)
        head, of, rest = words.partition(" of ")
        before, _, last = head.rpartition(" ")
        verb = self.acts.name_verb(last)
        things = self.read_things(rest if of else before) if verb is not None else ()
        return Deed(verb, things) if things else Deed(KEPT, self.read_things(words))

    def find_bare(self, text: str) -> str | None:
        """Return the verb of words that name nothing but an act, or None."""
        words = [
            word for word in self.write(text).split() if self._name_thing(word) or self.acts.name_verb(word)
        ]
        general = text.split()[:1] and self.acts.is_general(fold(text.split()[0]))
        if not words and general:
            return KEPT
        return self.acts.name_verb(words[0]) if len(words) == 1 else None

    def read_things(self, text: str) -> tuple[Thing, ...]:
        """Return the things of an object, parted at "and" where each part has a head."""
        things = []
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


@dataclass(frozen=True, slots=True)
class Clause:
    """A commitment of a text. words: of the whole sentence. place: where in the text it stands."""

    id: str
    number: str
    deeds: tuple[Deed, ...]
    words: frozenset[str]
    sides: frozenset[str]
    agreement: str | None
    since: int | None
    place: int


@dataclass(frozen=True, slots=True)
class Report:
    """What is said of some commitment. numbers: the articles that its sentence names. point: the one it is said of."""

    deeds: tuple[Deed, ...]
    words: frozenset[str]
    numbers: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    agreement: str | None = None
    day: int | None = None
    point: str | None = None


class Clauses:
    """The clauses of all texts, by the heads of their things and by number."""

    def __init__(
        self, clauses: Iterable[Clause], vague: frozenset[str], named: frozenset[str] = frozenset()
    ) -> None:
        """Index clauses; vague: things that only a word beside them tells apart; named: those with a name of their own.

        A clause knows the words of its whole article.
        """
        self.vague = vague
        self.named = named
        kept = list(clauses)
        told: defaultdict[tuple[str | None, str], frozenset[str]] = defaultdict(frozenset)
        for clause in kept:
            told[clause.agreement, clause.number] |= clause.words
        self.all = sorted(
            (replace(clause, words=told[clause.agreement, clause.number]) for clause in kept),
            key=lambda clause: (clause.place, clause.id),
        )
        self.ids = frozenset(clause.id for clause in self.all)
        self._by_head: defaultdict[str, list[Clause]] = defaultdict(list)
        self._by_number: defaultdict[str, list[Clause]] = defaultdict(list)
        for clause in self.all:
            for head in {thing.head for deed in clause.deeds for thing in deed.things}:
                self._by_head[head].append(clause)
            parts = clause.number.split(".")
            for length in range(1, len(parts) + 1):
                self._by_number[".".join(parts[:length])].append(clause)

    def find(self, report: Report) -> list[tuple[Clause, frozenset[str]]]:
        """Return the clauses that a report speaks of, with reasons; each thing once, where the text first lays it down."""
        numbered = self._find_numbered(report)
        if numbered:
            return numbered
        fits: defaultdict[Deed, list[Clause]] = defaultdict(list)
        for clause in self._list_candidates(report):
            owed = self._fit(report, clause)
            if owed is not None:
                fits[owed].append(clause)
        chosen = [(owed, self._choose(report, clauses)) for owed, clauses in fits.items()]
        return [(clause, self._tell(report, clause)) for _, clause in chosen if clause is not None]

    def _choose(self, report: Report, clauses: Sequence[Clause]) -> Clause | None:
        """Return the first of clauses with one deed: that of who did it, if any; none where several others owe it."""
        mine = [clause for clause in clauses if report.sides & clause.sides]
        if mine or not report.sides:
            return (mine or clauses)[0]
        return clauses[0] if len({clause.sides for clause in clauses}) == 1 else None

    def tells(self, report: Report, owed: Deed) -> bool:
        """Whether a report tells of a deed, named in words that leave nothing open."""
        return any(
            said.verb == owed.verb
            and {thing.head for thing in owed.things} <= {thing.head for thing in said.things}
            and owed.words <= said.words
            for said in report.deeds
        )

    def _list_candidates(self, report: Report) -> list[Clause]:
        """Return the clauses that share the head of a thing, in the order of the text."""
        heads = {thing.head for deed in report.deeds for thing in deed.things}
        found = {clause.id: clause for head in heads for clause in self._by_head[head]}
        return sorted(found.values(), key=lambda clause: (clause.place, clause.id))

    def _find_numbered(self, report: Report) -> list[tuple[Clause, frozenset[str]]]:
        """Return the clauses of the articles named that have the verb, or the thing, in common with the report."""
        meant = [
            c
            for c in self._by_number[report.point or ""]
            if c.number == report.point and self._may(report, c)
        ]
        if len(meant) == 1 and report.agreement is not None:
            return [(meant[0], frozenset({"agreement", "point"}))]
        found: list[tuple[Clause, frozenset[str]]] = []
        for number in sorted(report.numbers):
            here = [clause for clause in self._by_number[number] if self._may(report, clause)]
            exact = [clause for clause in here if clause.number == number]
            both = [clause for clause in here if self._shares(report, clause, verb=True)]
            thing = [clause for clause in exact if self._shares(report, clause, verb=False)]
            told = [clause for clause in exact if self._is_told(report, clause)]
            best = [clause for clause in both if clause.number == number] or both or thing or told
            if len(best) == 1:
                found += [(clause, frozenset({"point", "object"})) for clause in best]
        return found

    def _shares(self, report: Report, clause: Clause, *, verb: bool) -> bool:
        """Whether report and clause have a thing that tells, and the verb, in common."""
        return any(
            (not verb or said.verb == owed.verb)
            and bool((said.words & owed.words) - self.vague)
            and any(one.head == two.head for one in said.things for two in owed.things)
            for said in report.deeds
            for owed in clause.deeds
        )

    def _is_told(self, report: Report, clause: Clause) -> bool:
        """Whether a thing is told in words of the clause's own sentence, two of them at least."""
        return any(len((said.words & clause.words) - self.vague) >= 2 for said in report.deeds)

    def _may(self, report: Report, clause: Clause) -> bool:
        """Whether neither agreement nor time speaks against it."""
        return (report.agreement is None or clause.agreement in (None, report.agreement)) and (
            report.day is None or clause.since is None or report.day >= clause.since
        )

    def _fit(self, report: Report, clause: Clause) -> Deed | None:
        """Return the deed of a clause that a report tells of, by verb and thing, nothing named being missing."""
        if not self._may(report, clause):
            return None
        for owed in clause.deeds:
            for said in report.deeds:
                if said.verb == owed.verb and self._is_same(said, owed, report, clause):
                    return owed
        return None

    def _is_same(self, said: Deed, owed: Deed, report: Report, clause: Clause) -> bool:
        """Whether what is said to be done is what is owed: same heads, and no word that tells the two apart."""
        if not owed.things or not said.things:
            return False
        pairs = [(one, self._find_thing(said, one, owed, clause)) for one in owed.things]
        if any(other is None for _, other in pairs):
            return False
        telling = owed.words - self.vague
        both = len({one.head for one in owed.things}) > 1
        sure = len(telling) > 1 or bool(telling & self.named)
        return bool(telling or both) and (sure or not self._is_others(report, clause))

    def _find_thing(self, said: Deed, one: Thing, owed: Deed, clause: Clause) -> Thing | None:
        """Return the thing said that a thing owed is: nothing of it missing, and nothing added that the clause does not name.

        Where a name has an "and" within, all that is said with that head is taken together.
        """
        known = owed.words | clause.words
        alike = [thing for thing in said.things if self._has_head(thing, one, clause)]
        joined = frozenset[str]().union(*(thing.words for thing in alike))
        for words in (
            *(thing.words for thing in alike),
            joined if alike else frozenset(),
            said.words if alike else frozenset(),
        ):
            if words and one.words <= words and words <= known:
                return Thing(one.head, words)
        return None

    def _has_head(self, said: Thing, owed: Thing, clause: Clause) -> bool:
        """Whether two things have one head, or the one is the board of what the other names: the clause names it so."""
        return said.head == owed.head or (
            said.head in self.vague and owed.head in said.words and said.head in clause.words
        )

    def _is_others(self, report: Report, clause: Clause) -> bool:
        """Whether it is done by others than those who owe it."""
        return bool(report.sides and clause.sides) and not report.sides & clause.sides

    def _tell(self, report: Report, clause: Clause) -> frozenset[str]:
        """Return the reasons of a fit."""
        who = bool(report.sides & clause.sides)
        agreement = report.agreement is not None and report.agreement == clause.agreement
        return frozenset(
            {"act", "object", *(("who",) if who else ()), *(("agreement",) if agreement else ())}
        )


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


def list_numbers(text: str) -> frozenset[str]:
    """Return the numbers of the articles that a sentence names, with a dot in them."""
    found = set()
    for match in _ARTICLE.finditer(text):
        found.add(match[1])
        place = match.end()
        while more := _MORE.match(text, place):
            found.add(more[1])
            place = more.end()
    return frozenset(number for number in found if "." in number)


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
