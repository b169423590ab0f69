"""Where the places of readings lie: one location for each, with the claims that name it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from servanda.model import Claim, Reading, Value
from servanda.model.location import Location

if TYPE_CHECKING:
    from servanda.batch.sites import Found, Sites
    from servanda.codebook import Codebook

ACTORS: Final = frozenset(
    {
        "participant", "host", "actor", "recipient", "obligor", "beneficiary", "party", "broker", "by", "verifier", "of",
    }
)  # fmt: skip
"""Roles whose fillers have a country."""


@dataclass(slots=True)
class _Gathered:
    """What the claims say of one place: its canonical names and words with counts, what was found, the claims."""

    values: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    found: "list[Found]" = field(default_factory=list)
    claims: dict[str, None] = field(default_factory=dict)


class Locator:
    """Locates places; the gazetteer is opened with the first reading that names one."""

    def __init__(self, codebook: "Codebook", preferred: Iterable[str] = ()) -> None:
        """Take a codebook, and names that are shown before others of the same place."""
        self._codebook = codebook
        self._preferred = frozenset(name.casefold() for name in preferred)

    @cached_property
    def _sites(self) -> "Sites":
        from servanda.batch.sites import Sites

        return Sites(self._codebook)

    def locate(
        self, readings: Iterable[Reading], keep: Callable[[Claim], bool] = lambda claim: True
    ) -> list[Location]:
        """Return the places that claims name, by name; keep: which claims count.

        Every claim of a reading, kept or not, is context for its places.
        """
        gathered: dict[tuple[str | None, str | None], _Gathered] = {}
        for reading in readings:
            for key, claim, value, found in self._find(reading, keep):
                place = gathered.setdefault(key, _Gathered())
                place.values[value.value or ""] += 1
                if value.inferred is None:
                    place.words[" ".join(value.text.split())] += 1
                place.found.append(found)
                place.claims[claim.id] = None
        locations = [self._describe(place) for place in gathered.values()]
        return sorted(locations, key=lambda location: (location.name.casefold(), location.id or ""))

    def _find(
        self, reading: Reading, keep: Callable[[Claim], bool]
    ) -> "Iterator[tuple[tuple[str | None, str | None], Claim, Value, Found]]":
        named = [
            (claim, value)
            for claim in reading.claims
            for value in dict.fromkeys(claim.roles.get("place", ()))
            if value.value is not None
        ]
        if not any(keep(claim) for claim, _ in named):
            return
        values = list(dict.fromkeys(value for _, value in named))
        found = dict(
            zip(values, self._sites.find(reading.document.text, values, self._weigh(reading)), strict=True)
        )
        for claim, value in named:
            if keep(claim):
                where = found[value]
                exact = where.place is not None and not where.enclosing
                ident = where.place.id if where.place is not None else None
                yield (ident, None if exact else value.value), claim, value, where

    def _weigh(self, reading: Reading) -> Mapping[str, float]:
        """Return the countries (ISO 3166-1 alpha-3 or a PLOVER code) of a reading's actors with their number."""
        names = {
            name for claim in reading.claims for role in ACTORS & claim.roles.keys() for name in claim.values(role)
        }  # fmt: skip
        countries: Counter[str] = Counter()
        for name in names:
            facts = self._codebook.describe(name)
            if facts is not None and facts.country is not None:
                countries[facts.country] += 1
        return {country: float(count) for country, count in sorted(countries.items())}

    def _describe(self, gathered: _Gathered) -> Location:
        best = max(gathered.found, key=lambda found: (found.share, found.reason))
        place, listed = best.place, self._sites.listed
        values = sorted(
            gathered.values, key=lambda name: (name not in listed, -gathered.values[name], len(name), name)
        )
        words = sorted(gathered.words, key=lambda name: (-gathered.words[name], name))
        aliases = [alias for value in values for alias in listed.get(value, ())]
        others = place.names if place is not None and not best.enclosing else ()
        names: dict[str, str] = {}
        for name in (*values, *words, *aliases, *others):
            names.setdefault(name.casefold(), name)
        shown = next((key for key in names if key in self._preferred), values[0].casefold())
        countries = list(place.countries if place is not None else best.countries)
        exact = place is not None and not best.enclosing
        return Location(
            id=place.id if place is not None else None,
            name=names[shown],
            names=[names[shown], *(name for key, name in names.items() if key != shown)],
            kind=place.kind if place is not None and exact else None,
            precision=place.precision if place is not None else None,
            country=countries[0] if len(countries) == 1 else None,
            countries=countries,
            lat=place.lat if place is not None and exact else None,
            lon=place.lon if place is not None and exact else None,
            enclosing=best.enclosing,
            reason=best.reason,
            claims=list(gathered.claims),
        )
