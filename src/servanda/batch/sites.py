"""Which place of the gazetteer a claim's value is: what the text says, checked against what the codebook lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from servanda.codebook import Codebook
from servanda.model import Value
from servanda.places import Mention, Place
from servanda.places.distance import measure
from servanda.places.fold import fold
from servanda.places.names import is_area, look_up
from servanda.places.surroundings import count_states
from servanda.read.whereabouts import Located, locate, open_places

_BESIDE: Final = 0.4
"""Share from which an enclosing area is one that the text names as such, not the place that happens to stand nearest."""
_MOST: Final = 8
"""So many mentions of a name tell what it means; one name has one meaning within a text."""
_CONTEXT: Final = 100_000
"""So many characters of a text are context."""
_SAME_KM: Final = 5.0
"""So near to a place of its name and kind in our own lists, a place of the file is that place."""
_UNKNOWN: Final = "not listed under this name"


@dataclass(frozen=True, slots=True)
class Found:
    """A value's place, or the area around it, or none; countries: those that the codebook lists, where there is none."""

    place: Place | None
    reason: str
    share: float = 0.0
    enclosing: bool = False
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the codebook's list says of a place: its countries, and whether it is a town."""

    countries: tuple[str, ...]
    town: bool


class Sites:
    """The gazetteer and the codebook's places side by side."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._gazetteer = open_places(codebook)
        self._entries: dict[str, _Entry] = {}
        aliases: dict[str, list[str]] = {}
        for entry in codebook.lists.entries:
            if entry.kind in ("place", "capital"):
                value = entry.value if entry.kind == "place" else entry.words
                countries = tuple(c for c in (entry.country or "").split("|") if self._is_state(c))
                town = entry.kind == "capital" or entry.precision == "place"
                self._entries.setdefault(value, _Entry(countries, town))
            if entry.kind == "place":
                aliases.setdefault(entry.value, []).append(entry.words)
        self.listed: Mapping[str, Sequence[str]] = aliases
        """The codebook's places, by preferred name, with their other names."""

    def find(self, text: str, values: Sequence[Value], countries: Mapping[str, float]) -> list[Found]:
        """Return what each value of a text is; countries: those of the actors, with their weight."""
        weights = {country: weight for country, weight in countries.items() if self._is_state(country)}
        for name in dict.fromkeys(value.value or value.text for value in values):
            known = self._entries.get(name)
            if known is not None and len(known.countries) == 1:
                weights[known.countries[0]] = weights.get(known.countries[0], 0.0) + 1.0
        text = text[:_CONTEXT]
        by_name: dict[str, list[Value]] = {}
        for value in values:
            by_name.setdefault(value.value or value.text, []).append(value)
        some = [value for same in by_name.values() for value in same[:_MOST]]
        mentions = [Mention(self._spell(value), *value.span) for value in some]
        near = _Near(text, self, frozenset(countries))
        located = locate(text, mentions, self._codebook, weights)
        found = {value: near.check(value, where) for value, where in zip(some, located, strict=True)}
        return [found.get(value) or found[by_name[value.value or value.text][0]] for value in values]

    def _is_state(self, country: str) -> bool:
        return self._gazetteer.state(country) is not None

    def _spell(self, value: Value) -> str:
        """Return the first of a value's names that the gazetteer lists as a whole: canonical, written, other ones."""
        name = value.value or value.text
        written: tuple[str, ...] = () if value.inferred else (value.text,)
        for spelled in dict.fromkeys((name, *written, *self.listed.get(name, ()))):
            if look_up(spelled, self._gazetteer)[0] and self.is_whole(spelled):
                return spelled
        return name

    def settle(self, place: Place) -> Place:
        """Return a place as our own lists have it, where they have it."""
        for hit in self._gazetteer.hits(place.name):
            if hit.listed:
                own = self._gazetteer.place(hit.number)
                same = own.kind == place.kind and own.countries == place.countries
                if same and float(measure(own.lat, own.lon, place.lat, place.lon)) < _SAME_KM:
                    return own
        return place

    def choose(self, name: str, countries: tuple[str, ...], town: bool) -> Place | None:
        """Return the place of a name in these countries, a town if asked; the listed ones and the largest first."""
        numbers = {self._gazetteer.country_number(country) for country in countries}
        for hit in look_up(name, self._gazetteer)[0]:
            if hit.listed or int(self._gazetteer.country[hit.number]) in numbers:
                place = self._gazetteer.place(hit.number)
                if set(place.countries) & set(countries) and (place.kind == "place" or not town):
                    return place
        return None

    def name_countries(self, text: str, own: str) -> frozenset[str]:
        """Return the countries that a text names, themselves or by their areas, but for those of one name itself."""
        words = f" {fold(own)} "
        named = count_states(text, self._gazetteer)
        numbers = {int(self._gazetteer.country[number]) for name, number in named if f" {name} " not in words}
        return frozenset(self._gazetteer.countries[n] for n in numbers if n < len(self._gazetteer.countries))

    def entry(self, name: str) -> _Entry | None:
        """Return what the codebook lists of a name."""
        return self._entries.get(name)

    def is_whole(self, mention: str) -> bool:
        """Tell whether a mention is listed by more than the part before its hyphen."""
        _, words = look_up(mention, self._gazetteer)
        return "-" not in mention or words != mention.partition("-")[0]


class _Near:
    """The checks of one text's places."""

    def __init__(self, text: str, sites: Sites, actors: frozenset[str]) -> None:
        self._text, self._sites, self._actors = text, sites, actors

    def check(self, value: Value, where: Located | None) -> Found:
        """Return what a value is: never a place that only stands near, nor the half of a pair."""
        name = value.value or value.text
        entry = self._sites.entry(name)
        none = Found(None, _UNKNOWN, countries=entry.countries if entry else ())
        if where is None or (where.enclosing and where.share < _BESIDE):
            return none
        if not where.enclosing and not self._sites.is_whole(where.mention.text):
            return none
        if where.enclosing:
            return Found(where.place, f"{where.reason}: {where.place.name}", where.share, True)
        place, reason = self._sites.settle(where.place), where.reason
        if entry is None or not entry.countries:
            return Found(place, reason, where.share)
        if not set(place.countries) & (set(entry.countries) | self._name_countries(where.mention.text)):
            own = self._sites.choose(where.mention.text, entry.countries, entry.town)
            if own is None:
                return none
            place, reason = self._sites.settle(own), "the codebook lists it in this country"
        if entry.town and place.kind in ("admin1", "admin2") and not self._says_area(value):
            town = self._sites.choose(where.mention.text, place.countries, town=True)
            if town is not None:
                return Found(self._sites.settle(town), "the town of the area of the same name", where.share)
        return Found(place, reason, where.share)

    def _name_countries(self, own: str) -> frozenset[str]:
        return self._sites.name_countries(self._text, own) | self._actors

    def _says_area(self, value: Value) -> bool:
        """Tell whether the words say province, region or the like of a name."""
        start, end = value.span
        after = self._text[end : end + 40].split(None, 1)
        return is_area(self._text[start:end]) or bool(after and is_area(f"X {after[0].rstrip('.,;:)')}"))
