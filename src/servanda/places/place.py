"""What a place is: its kind, where it lies, and all its names."""

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["country", "admin1", "admin2", "place", "region", "water", "mountain", "continent"]
KINDS: Final[tuple[Kind, ...]] = (
    "country",
    "admin1",
    "admin2",
    "place",
    "region",
    "water",
    "mountain",
    "continent",
)
"""Kinds in the order of the gazetteer's file."""

Precision = Literal["place", "admin2", "admin1", "region", "country", "continent"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place. id: ``geonames:N``, ``wikidata:QN`` or ``region:NAME``; country and others in ISO 3166-1 alpha-3.

    lat and lon are a point inside or near it, in degrees: how fine the point is, `precision` says.
    names: all names, so that whoever shows the place chooses; `name` is the first of them.
    """

    id: str
    names: tuple[str, ...]
    kind: Kind
    countries: tuple[str, ...]
    lat: float
    lon: float
    admin1: str | None = None
    admin2: str | None = None
    population: int = 0

    @property
    def name(self) -> str:
        """The preferred name."""
        return self.names[0]

    @property
    def country(self) -> str | None:
        """The country, None where there is none or more than one."""
        return self.countries[0] if len(self.countries) == 1 else None

    @property
    def precision(self) -> Precision:
        """How fine the point is: a town is a place, a country is never more than a country."""
        return "region" if self.kind == "water" or self.kind == "mountain" else self.kind

    def show(self, preferred: frozenset[str] = frozenset()) -> str:
        """Return the name to show: the first one that the reader prefers, else the usual one."""
        return next((name for name in self.names if name in preferred), self.name)
