"""Persons across documents: whose names are one person's, and who is seen in which office when."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz import fuzz

from servanda.model.kinds import Level
from servanda.resolve.links import Edge, Votes, drop_ambiguous, make_pair, unite
from servanda.resolve.names import compare_names, fold, is_alike, sound_out, split_name
from servanda.resolve.rules import NameRules
from servanda.resolve.told import Told, read_days

IN_OFFICE_RATIO = 60
"""Given names may differ so far where surname and office agree (Jeyhun, Ceyhun)."""


class Seen(NamedTuple):
    """One position claim: a person in an office, with the days the text gives (ordinals)."""

    person: str
    office: str
    of: str | None
    level: Level | None
    start: int | None
    end: int | None
    left: bool
    document: str
    claim: str
    background: bool

    @property
    def post(self) -> str:
        """Office and whose, folded: ``minister of foreign affairs of russia``."""
        return fold(f"{self.office} of {self.of}" if self.of else self.office)


@dataclass(frozen=True, slots=True)
class People:
    """Who is who. full: written full name → canonical; alone: (surname, document) → canonical."""

    full: dict[str, str] = field(default_factory=dict)
    alone: dict[tuple[str, str], str] = field(default_factory=dict)
    seen: tuple[Seen, ...] = ()

    def name(self, written: str, document: str) -> str | None:
        """Return the canonical name of a person's written name, or None where it is none."""
        return self.full.get(written) or self.alone.get((written, document))


def list_seen(told: Iterable[Told]) -> list[Seen]:
    """Return what position claims show; a claim without person or office shows nothing."""
    seen = []
    for one in told:
        claim = one.claim
        person, office = claim.first("person"), claim.first("office")
        if claim.kind != "position" or claim.negated or not person or not office:
            continue
        start, end = read_days(claim.first("from")), read_days(claim.first("to"))
        own = read_days(claim.first("date"))
        if own is None and not claim.background:
            own = one.published
        first = start or own
        last = end or own
        level = next((known for known in claim.values("level")), None)
        seen.append(
            Seen(person, office, claim.first("of"), _read_level(level), first[0] if first else None,
                 last[1] if last else None, claim.code == "left", one.document.id, claim.id, claim.background)
        )  # fmt: skip
    return seen


def _read_level(text: str | None) -> Level | None:
    levels: dict[str, Level] = {
        "highest": "highest",
        "high": "high",
        "senior": "senior",
        "working": "working",
    }
    return levels.get(text or "")


class Namesake:
    """Compares full names with what is known of offices and countries."""

    def __init__(
        self, names: Collection[str], seen: Iterable[Seen], countries: dict[str, set[str]], rules: NameRules
    ) -> None:
        """Take the names to compare, position claims, and the countries that names are tied to."""
        self.rules = rules
        self.words = {name: split_name(name, rules) for name in names}
        self.countries = countries
        self.posts: defaultdict[str, set[str]] = defaultdict(set)
        for one in seen:
            self.posts[one.person].add(one.post)

    def compare(self, left: str, right: str) -> float | None:
        """Return how well two names fit one person, or None."""
        if self._are_foreign(left, right):
            return None
        score = compare_names(self.words[left], self.words[right], self.rules)
        if score is None and self.posts[left] & self.posts[right]:
            return self._compare_in_office(self.words[left], self.words[right])
        return score

    def clash(self, lefts: Collection[str], rights: Collection[str]) -> bool:
        """Whether two groups of names hold names that cannot be one person's."""
        return any(self.compare(left, right) is None for left in lefts for right in rights)

    def _are_foreign(self, left: str, right: str) -> bool:
        one, two = self.countries.get(left), self.countries.get(right)
        return bool(one and two and not one & two)

    def _compare_in_office(self, one: tuple[str, ...], two: tuple[str, ...]) -> float | None:
        """Compare names of holders of one office: the given names may be spelt further apart."""
        if min(len(one), len(two)) < 2 or not is_alike(one[-1], two[-1], self.rules.surname_ratio):
            return None
        return 0.7 if fuzz.ratio(one[0], two[0]) >= IN_OFFICE_RATIO else None


def identify(
    written: Counter[str],
    alone: Collection[tuple[str, str]],
    seen: list[Seen],
    countries: dict[str, set[str]],
    votes: Votes,
    rules: NameRules,
) -> People:
    """Cluster full names (counted by their mentions) and attach lone surnames."""
    namesake = Namesake(written, seen, countries, rules)
    edges = drop_ambiguous(_compare_all(namesake), lambda one, two: namesake.compare(one, two) is None)
    clusters, _ = unite(sorted(written), edges, _vote_on_names(votes, seen), namesake.clash)
    full: dict[str, str] = {}
    for cluster in clusters:
        chosen = min(cluster, key=lambda name: (-_count_full(namesake.words[name]), -written[name], name))
        full.update(dict.fromkeys(cluster, chosen))
    return People(full, _attach_alone(alone, full, seen, namesake, countries, rules), tuple(seen))


def _compare_all(namesake: Namesake) -> list[Edge]:
    """Compare names that share the sound of a word other than the first."""
    blocks: defaultdict[str, set[str]] = defaultdict(set)
    for name, words in namesake.words.items():
        for word in words[1:]:
            blocks[sound_out(word)].add(name)
    edges: dict[tuple[str, str], Edge] = {}
    for block in blocks.values():
        names = sorted(block)
        for place, left in enumerate(names):
            for right in names[place + 1 :]:
                score = namesake.compare(left, right) if (left, right) not in edges else None
                if score is not None:
                    loose = next((n for n in (left, right) if len(namesake.words[n][0]) == 1), None)
                    edges[left, right] = Edge(score, left, right, ("name",), loose)
    return list(edges.values())


def _vote_on_names(votes: Votes, seen: list[Seen]) -> Votes:
    """Turn rulings on position claims into rulings on the names that they give."""
    person = {one.claim: one.person for one in seen}
    judgements = {
        make_pair(person[left], person[right]): ruled
        for (left, right), ruled in sorted(votes.judgements.items())
        if left in person and right in person and person[left] != person[right]
    }
    return Votes(judgements)


def _count_full(words: tuple[str, ...]) -> int:
    """Count the words of a name that are more than an initial."""
    return sum(len(word) > 1 for word in words)


def _attach_alone(
    alone: Collection[tuple[str, str]],
    full: dict[str, str],
    seen: list[Seen],
    namesake: Namesake,
    countries: dict[str, set[str]],
    rules: NameRules,
) -> dict[tuple[str, str], str]:
    """Give a surname that stands alone in a document its person, where only one fits."""
    by_sound: defaultdict[str, set[str]] = defaultdict(set)
    for name in full:
        for word in namesake.words[name][1:]:
            by_sound[sound_out(word)].add(name)
    posts: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    held: defaultdict[str, set[str]] = defaultdict(set)
    for one in seen:
        posts[one.person, one.document].add(one.post)
        if one.person in full:
            held[full[one.person]].add(one.post)
    attached: dict[tuple[str, str], str] = {}
    for surname, document in alone:
        word = split_name(surname, rules)[-1]
        fits = {
            full[name]
            for name in by_sound[sound_out(word)]
            if any(is_alike(word, other, rules.alone_ratio) for other in namesake.words[name][1:])
            and not _are_apart(countries.get(name), countries.get(surname))
        }
        in_office = {person for person in fits if held[person] & posts[surname, document]}
        chosen = in_office if len(fits) > 1 else fits
        attached[surname, document] = chosen.pop() if len(chosen) == 1 else surname
    return attached


def _are_apart(one: set[str] | None, two: set[str] | None) -> bool:
    """Whether both are tied to countries, and to none in common."""
    return bool(one and two and not one & two)
