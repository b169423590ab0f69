"""Who a name is and whom it acts for: one answer for all documents together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from servanda.codebook.lists import Facts
from servanda.model import Value
from servanda.resolve.door import Book
from servanda.resolve.links import Votes
from servanda.resolve.names import fold, looks_personal, split_name
from servanda.resolve.people import People, Seen, identify, list_seen
from servanda.resolve.rules import NameRules
from servanda.resolve.told import Told

Span = tuple[int | None, int | None]
"""First and last day on which somebody is seen in an office, as ordinals."""

ACTOR_ROLES = (
    "participant", "host", "party", "broker", "obligor", "beneficiary", "actor", "recipient", "verifier", "by",
    "person", "of",
)  # fmt: skip
"""Roles whose fillers are actors."""

DONE = frozenset({"asserted", "alleged"})
"""Forces of what is done, or said to be."""

ACT_FOR_COUNTRY = frozenset({"state", "government-body", "igo", "person"})
"""Kinds that act for the country or organisation whose code they carry."""


def list_fillers(told: Told) -> Iterator[Value]:
    """Yield every actor that a claim names, speakers included, in a fixed order."""
    for role in ACTOR_ROLES:
        yield from told.claim.roles.get(role, ())
    yield from told.claim.said_by


class Identity:
    """Names brought to canonical ones, and canonical ones to the side they act for.

    A side is a state (ISO alpha-3), an organisation's own PLOVER code, or a
    canonical name where neither is known.
    """

    def __init__(self, told: list[Told], book: Book, rules: NameRules, votes: Votes) -> None:
        """Read all claims once and settle who is who."""
        self.rules = rules
        self._book = book
        self._facts: dict[str, Facts | None] = {}
        self._sides: dict[tuple[str, int | None], str] = {}
        self._names: dict[tuple[str, str, int | None], str] = {}
        self.people = self._identify(told, votes)
        self._tenures: defaultdict[str, list[Seen]] = defaultdict(list)
        self._holders: defaultdict[str, dict[str, Span]] = defaultdict(dict)
        self._owners: defaultdict[str, dict[str, Span]] = defaultdict(dict)
        for seen in self.people.seen:
            person = self.people.name(seen.person, seen.document) or seen.person
            settled = seen._replace(person=person)
            self._tenures[person].append(settled)
            _stretch(self._holders[seen.post], person, seen)
            if seen.of:
                _stretch(self._owners[person], seen.of, seen)
            if seen.of and seen.level == "highest":
                _stretch(self._holders[fold(f"leader of {seen.of}")], person, seen)
        self._spelling = self._choose_spelling(told)

    def describe(self, name: str) -> Facts | None:
        """Return the codebook's facts of a name, asked once."""
        if name not in self._facts:
            self._facts[name] = self._book.describe(name)
        return self._facts[name]

    def is_office(self, name: str) -> bool:
        """Whether a name is an office, whose holder it stands for."""
        facts = self.describe(name)
        return " of " in name and (
            fold(name) in self._holders or (facts is not None and facts.kind == "person")
        )

    def is_person(self, name: str) -> bool:
        """Whether a canonical name is a person known by name."""
        if name in self._tenures:
            return True
        return self._may_be_person(name)

    def name(self, written: str, told: Told) -> str:
        """Return the canonical name of a filler of a role.

        An office stands for its holder only where something is done: who will
        hold it when a thing to come is done, nobody knows.
        """
        return self._name(written, told.document.id, told.when if told.claim.force in DONE else None)

    def name_speaker(self, written: str, told: Told) -> str:
        """Return the canonical name of a speaker: whoever holds the office now."""
        return self._name(written, told.document.id, told.when)

    def list_named(self, told: Told) -> Iterator[tuple[Value, str]]:
        """Yield every actor that a claim names, with the canonical name."""
        for filler in list_fillers(told):
            if filler.value is not None:
                speaks = any(filler is speaker for speaker in told.claim.said_by)
                yield (
                    filler,
                    self.name_speaker(filler.value, told) if speaks else self.name(filler.value, told),
                )

    def _name(self, written: str, document: str, when: int | None) -> str:
        key = (written, document, when)
        if key not in self._names:
            self._names[key] = self._find_name(written, document, when)
        return self._names[key]

    def side(self, name: str, when: int | None = None) -> str:
        """Return the side that a canonical name acts for around a day."""
        key = (name, when)
        if key not in self._sides:
            self._sides[key] = self._find_side(name, when)
        return self._sides[key]

    def tenures(self, person: str) -> list[Seen]:
        """Return the position claims of a person."""
        return self._tenures.get(person, [])

    def list_states(self) -> list[str]:
        """Return the states that claims name, themselves or as owners of offices and bodies."""
        parts = {part for name in self._facts for part in (name, *_list_owners(name))}
        return sorted(
            part for part in parts if (facts := self.describe(part)) is not None and facts.kind == "state"
        )

    def has_side(self, name: str) -> bool:
        """Whether it is known what a name acts for: no if it is a person seen in no office."""
        return not self.is_person(name) or self.side(name) != name

    def _find_name(self, written: str, document: str, when: int | None) -> str:
        person = self.people.name(written, document)
        if person is not None:
            return person
        holder = self._find_holder(written, when)
        if holder is not None:
            return holder
        facts = self.describe(written)
        return facts.name if facts else self._spelling.get(fold(written), written)

    def _find_holder(self, office: str, when: int | None) -> str | None:
        """Return the one person seen in an office nearest to a day, within the days that the rules allow."""
        if when is None or " of " not in office:
            return None
        holders = self._holders.get(fold(office), {})
        distance = {
            person: days
            for person, span in holders.items()
            if (days := _measure(span, when)) is not None and days <= self.rules.office_days
        }
        best = min(distance.values(), default=None)
        nearest = [person for person, days in distance.items() if days == best]
        return nearest[0] if len(nearest) == 1 else None

    def _find_side(self, name: str, when: int | None) -> str:
        owners = self._owners.get(name)
        if owners:
            return self._find_own_side(
                min(owners, key=lambda owner: (_measure(owners[owner], when) or 0, owner))
            )
        return self._find_own_side(name)

    def _find_own_side(self, name: str) -> str:
        """Return the side of a name by what the codebook knows, without looking at offices held."""
        facts = self.describe(name)
        if facts is not None:
            return self._read_side(facts)
        for owner in _list_owners(name):
            known = self.describe(owner)
            if known is not None:
                return self._read_side(known)
        return name

    def _read_side(self, facts: Facts) -> str:
        """Return whom the facts say an actor acts for."""
        if facts.country and facts.kind in ACT_FOR_COUNTRY and facts.country not in self.rules.shared_codes:
            return facts.country
        return facts.name

    def _identify(self, told: list[Told], votes: Votes) -> People:
        """Collect names that are or may be persons', with what ties them to countries, and cluster them."""
        seen = [one for one in list_seen(told) if self._is_personal(one.person)]
        posted = {one.person for one in seen}
        documents: defaultdict[str, set[str]] = defaultdict(set)
        mentions: Counter[str] = Counter()
        for one in told:
            for filler in list_fillers(one):
                if filler.value is not None:
                    documents[filler.value].add(one.document.id)
                    mentions[filler.value] += 1
        persons = {name for name in documents if name in posted or self._may_be_person(name)}
        countries: defaultdict[str, set[str]] = defaultdict(set)
        for one_seen in seen:
            owner = self.describe(one_seen.of) if one_seen.of else None
            if owner is not None:
                countries[one_seen.person].add(self._read_side(owner))
        alone = {name for name in persons if len(split_name(name, self.rules)) == 1}
        written = Counter({name: mentions[name] for name in persons - alone})
        lone = sorted((name, document) for name in alone for document in documents[name])
        return identify(written, lone, seen, countries, votes, self.rules)

    def _is_personal(self, name: str) -> bool:
        """Whether a name may hold an office: not what the codebook knows as something else."""
        facts = self.describe(name)
        return facts is None or (facts.kind == "person" and " of " not in name)

    def _may_be_person(self, name: str) -> bool:
        if self.describe(name) is not None:
            return self._is_personal(name)
        return looks_personal(name, self.rules)

    def _choose_spelling(self, told: Iterable[Told]) -> dict[str, str]:
        """Of names that differ in case or accents only, choose the most frequent."""
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for one in told:
            for filler in list_fillers(one):
                if filler.value is not None and self.describe(filler.value) is None:
                    counts[fold(filler.value)][filler.value] += 1
        return {folded: min(spelt, key=lambda name: (-spelt[name], name)) for folded, spelt in counts.items()}


def _stretch(spans: dict[str, Span], key: str, seen: Seen) -> None:
    """Stretch the days over which somebody is seen."""
    first, last = spans.get(key, (None, None))
    days = [day for day in (first, last, seen.start, seen.end) if day is not None]
    spans[key] = (min(days), max(days)) if days else (None, None)


def _measure(span: Span, when: int | None) -> int | None:
    """Return how many days lie between a day and a span, or None where one is unknown."""
    first, last = span
    if when is None or first is None or last is None:
        return None
    return max(0, first - when, when - last)


def _list_owners(name: str) -> Iterator[str]:
    """Yield what follows each `` of `` in a name, the longest first."""
    rest = name
    while " of " in rest:
        rest = rest.split(" of ", 1)[1]
        yield rest
        if rest.startswith("the "):
            yield rest.removeprefix("the ")
