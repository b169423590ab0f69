"""The gazetteer: GeoNames' places and our own lists behind one door, `find`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from servanda.places.fold import fold
from servanda.places.own import Alias, Region, load_aliases, load_regions
from servanda.places.place import KINDS, Place
from servanda.places.shelf import COLUMNS, Shelf

if TYPE_CHECKING:
    pass

FILE: Final = Path(__file__).parent / "data" / "gazetteer.db"

_SAME_KM: Final = 40.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a name may mean, by its number. other: found under another name than its main one."""

    number: int
    other: bool = False
    listed: bool = False


class Gazetteer:
    """All places; numbers beyond the file's are those of our own regions."""

    def __init__(
        self,
        shelf: Shelf,
        regions: Sequence[Region] = (),
        aliases: Mapping[str, Sequence[Alias]] | None = None,
        adjectives: Mapping[str, str] | None = None,
    ) -> None:
        import numpy as np

        self._shelf = shelf
        self._regions = regions
        self._aliases = dict(aliases or {})
        for words, iso3 in (adjectives or {}).items():
            self._aliases.setdefault(words, [Alias("", iso3, "country", "adjective")])
        self.countries = shelf.about["countries"].split()
        self._country_numbers = {name: number for number, name in enumerate(self.countries)}
        base = shelf.load_columns()
        self.base = len(base["kind"])
        nowhere = len(self.countries)
        own = {
            "geonames": [0] * len(regions),
            "kind": [KINDS.index(r.kind) for r in regions],
            "country": [
                self._country_numbers.get(r.countries[0], nowhere) if len(r.countries) == 1 else nowhere
                for r in regions
            ],
            "admin1": [0] * len(regions),
            "admin2": [0] * len(regions),
            "lat": [round(r.lat * 1000) for r in regions],
            "lon": [round(r.lon * 1000) for r in regions],
            "population": [0] * len(regions),
        }
        joined = {
            name: np.concatenate([base[name], np.array(own[name], dtype=COLUMNS[name])]) for name in COLUMNS
        }
        self.geonames, self.kind, self.country = joined["geonames"], joined["kind"], joined["country"]
        self.admin1, self.admin2, self.population = joined["admin1"], joined["admin2"], joined["population"]
        self.lat: np.ndarray[Any, Any] = joined["lat"].astype("<f4") / 1000
        self.lon: np.ndarray[Any, Any] = joined["lon"].astype("<f4") / 1000
        states = np.flatnonzero(base["kind"] == KINDS.index("country"))
        self._states = {self.countries[int(self.country[n])]: int(n) for n in states}
        self._own: dict[str, list[int]] = {}
        for number, region in enumerate(regions, self.base):
            for key in dict.fromkeys(map(fold, region.names)):
                self._own.setdefault(key, []).append(number)

    def find(self, name: str) -> tuple[Place, ...]:
        """Return every place of this very name, the likeliest ones of our own lists and the largest first."""
        return tuple(self.place(hit.number) for hit in self.hits(name))

    def hits(self, name: str) -> tuple[Hit, ...]:
        """Return the numbers of every place of this very name."""
        found: dict[int, Hit] = {}
        styles = set()
        for alias in self._find_aliases(name):
            styles.add(alias.style)
            number = self._follow(alias)
            if number is not None:
                found[number] = Hit(number, listed=True)
        if found and not styles & {"name"}:
            return tuple(found.values())
        key = fold(name)
        for number in self._own.get(key, ()):
            found.setdefault(number, Hit(number, listed=True))
        for packed in self._shelf.find(key):
            found.setdefault(packed // 2, Hit(packed // 2, other=bool(packed & 1)))
        return tuple(found.values())

    def _find_aliases(self, words: str) -> Sequence[Alias]:
        """Return what the list says of words; of a name in capitals, what it says of the usual spelling."""
        plain = words.replace("’", "'")
        found = self._aliases.get(plain, ())
        return found or (self._aliases.get(plain.title(), ()) if plain.isupper() and len(plain) > 3 else ())

    def style(self, words: str) -> str | None:
        """Return how the alias list marks these words: name, short, adjective; None where it has none."""
        aliases = self._find_aliases(words)
        return aliases[0].style if aliases else None

    def knows(self, name: str) -> bool:
        """Tell whether any place has this name."""
        return bool(self.hits(name))

    def states_named(self, words: str) -> tuple[Hit, ...]:
        """Return the states, and the first areas of states, of this main name."""
        areas = (KINDS.index("country"), KINDS.index("admin1"))
        return tuple(
            Hit(packed // 2)
            for packed in self._shelf.find(fold(words))
            if not packed & 1 and self.kind[packed // 2] in areas
        )

    def state(self, iso3: str) -> int | None:
        """Return the number of a country."""
        return self._states.get(iso3)

    def country_number(self, iso3: str) -> int:
        """Return the number that the country column has for a country; that of no country if unknown."""
        return self._country_numbers.get(iso3, len(self.countries))

    def _follow(self, alias: Alias) -> int | None:
        """Return what an alias means: a state, a region of our own, else the largest place that fits."""
        if not alias.name:
            return self._states.get(alias.country)
        key = fold(alias.name)
        if not alias.country:
            return next(iter(self._own.get(key, ())), None)
        country, kind = self.country_number(alias.country), KINDS.index(alias.kind)
        for packed in self._shelf.find(key):
            number = packed // 2
            if self.country[number] == country and self.kind[number] == kind:
                return number
        return None

    def place(self, number: int) -> Place:
        """Return a place by its number."""
        lat, lon = round(float(self.lat[number]), 3), round(float(self.lon[number]), 3)
        if number >= self.base:
            region = self._regions[number - self.base]
            linked = None if region.id else self._link(number, region)
            ident = region.id or (
                f"geonames:{linked}" if linked else f"region:{fold(region.names[0]).replace(' ', '-')}"
            )
            return Place(ident, region.names, region.kind, region.countries, lat, lon)
        return Place(
            f"geonames:{int(self.geonames[number])}",
            tuple(self._shelf.names(number)),
            KINDS[int(self.kind[number])],
            (self.countries[int(self.country[number])],),
            lat,
            lon,
            self._name_area(self.admin1[number]),
            self._name_area(self.admin2[number]),
            int(self.population[number]),
        )

    def _name_area(self, area: int) -> str | None:
        return self._shelf.names(int(area) - 1)[0] if area else None

    def _link(self, number: int, region: Region) -> int | None:
        """Return the GeoNames id of the file's place with the same name, kind and spot; None where there is none."""
        from servanda.places.distance import measure

        for name in region.names:
            for packed in self._shelf.find(fold(name)):
                other = packed // 2
                if self.kind[other] != self.kind[number] or self.country[other] != self.country[number]:
                    continue
                km = measure(self.lat[number], self.lon[number], self.lat[other], self.lon[other])
                if float(km) < _SAME_KM * (1 if region.kind == "place" else 4):
                    return int(self.geonames[other])
        return None


@cache
def open_gazetteer(lists: Path | None = None, states: tuple[tuple[str, str], ...] = ()) -> Gazetteer:
    """Open the packaged file with the lists of a folder (regions.csv, aliases.csv). Loaded once.

    states: adjectives and names of inhabitants with their country (ISO 3166-1 alpha-3).
    """
    regions = load_regions(lists / "regions.csv") if lists else ()
    aliases = load_aliases(lists / "aliases.csv") if lists else {}
    return Gazetteer(Shelf(FILE), regions, aliases, dict(states))
