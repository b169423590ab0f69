"""Clauses of a text and what reports say of them: one is meant where verb and thing are named, or the article is.

A long text owes hundreds of things. A word speaks of one of them only where nothing
named in the one is missing from the other: "the technical committee" is not the
Technical Boundary Committee.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from servanda.resolve.wording import KEPT, Deed, Thing

_ARTICLE: Final = re.compile(
    r"\b(?:articles?|arts?\.?|sections?|points?|paragraphs?|clauses?)\s+(\d+(?:\.\d+)*)", re.IGNORECASE
)
_MORE: Final = re.compile(r"\s*(?:,|and|&|or|,\s*and)\s*(\d+(?:\.\d+)+)")


T = TypeVar("T")
FOUND: Final = "form"
"""The verb of setting up a body, as settling.yaml names it."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A commitment of a text. words: of the whole sentence. place: where in the text it stands. text: its document."""

    id: str
    number: str
    deeds: tuple[Deed, ...]
    words: frozenset[str]
    sides: frozenset[str]
    agreement: str | None
    since: int | None
    place: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What is said of some commitment. numbers: the articles that its sentence names. point: the one it is said of.

    pending: that something is outstanding, which of a body says that it has not been set up.
    """

    deeds: tuple[Deed, ...]
    words: frozenset[str]
    numbers: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    agreement: str | None = None
    day: int | None = None
    point: str | None = None
    pending: bool = False


class Clauses:
    """The clauses of all texts, by the heads of their things and by number."""

    def __init__(
        self,
        clauses: Iterable[Clause],
        vague: frozenset[str],
        named: frozenset[str] = frozenset(),
        long: int = 0,
    ) -> None:
        """Index clauses; vague: things that only a word beside them tells apart; named: those with a name of their own.

        long: a text with so many clauses is tied to by what is named alone (`strict`).

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
        self._by_id = {clause.id: clause for clause in self.all}
        sizes = Counter(clause.text for clause in self.all)
        self.strict = frozenset(clause.id for clause in self.all if sizes[clause.text] >= long)
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

    def drop(self, ties: Mapping[str, T], report: Report | None = None) -> dict[str, T]:
        """Return ties without those to clauses that only what is named ties to, or whose thing is another of its kind."""
        return {
            one: tie
            for one, tie in ties.items()
            if one not in self.strict
            and not (report and one in self._by_id and self._differs(report, self._by_id[one]))
        }

    def _differs(self, report: Report, clause: Clause) -> bool:
        """Whether a report tells of another thing of a kind of which there are many: the rescue committee."""
        pairs = [(said, owed) for said in report.deeds for owed in clause.deeds if said.verb == owed.verb]
        kind = any(
            one.head in self.vague
            and (two.head in self.named or (one.head == two.head and one.words != {one.head}))
            for said, owed in pairs
            for one in said.things
            for two in owed.things
        )
        return kind and not any(self._is_same(said, owed, report, clause) for said, owed in pairs)

    def is_anchor(self, report: Report | None, owed: Deed, since: int | None) -> bool:
        """Whether a report tells of the deed that a deadline counts from, in words that leave nothing open."""
        if report is None or (report.day is not None and since is not None and report.day < since):
            return False
        return any(
            said.verb == owed.verb
            and {thing.head for thing in owed.things} <= {thing.head for thing in said.things}
            and owed.words <= said.words
            for said in report.deeds
        )

    def _list_candidates(self, report: Report) -> list[Clause]:
        """Return the clauses that have a thing that is named, in the order of the text."""
        words = {word for deed in report.deeds for word in deed.words}
        found = {clause.id: clause for word in words for clause in self._by_head[word]}
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
                alike = said.verb == owed.verb or (
                    report.pending and said.verb == KEPT and owed.verb == FOUND
                )
                if alike and self._is_same(said, owed, report, clause):
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
            owed.head in self.named
            and said.head in self.vague
            and owed.head in said.words
            and said.head in clause.words
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
