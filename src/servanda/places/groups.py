"""The names of a text, what each may mean, and what speaks for it whatever the other names mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from servanda.places.distance import measure
from servanda.places.fold import fold
from servanda.places.gazetteer import Gazetteer
from servanda.places.home import Home
from servanda.places.names import look_up
from servanda.places.place import KINDS
from servanda.places.surroundings import count_states, find_containers
from servanda.places.weights import NAMES

if TYPE_CHECKING:
    import numpy as np

_MOST: Final = 150
_NATURE: Final = tuple(map(KINDS.index, ("region", "water", "mountain")))
_BORDER_KM: Final = 200.0
"""So far from the middle of a region without border, a place still counts as in it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Group:
    """All mentions of one name in a text, with the places that it may mean and what speaks for each."""

    name: str
    mentions: list[int]
    spans: list[tuple[int, int]]
    numbers: "np.ndarray[Any, Any]"
    features: "np.ndarray[Any, Any]"
    shares: "np.ndarray[Any, Any]" = field(repr=False)

    @property
    def best(self) -> int:
        """The row of the place that is ahead."""
        return int(self.shares.argmax())


def group_mentions(
    text: str,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    countries: Mapping[str, float] | None = None,
    home: Home | None = None,
    apart: int | None = None,
    home_km: float = 120.0,
) -> list[Group]:
    """Return the names of a text with their places and every reason that does not hang on other choices."""
    import numpy as np

    by_name: dict[str, list[int]] = {}
    for index, mention in enumerate(mentions):
        by_name.setdefault(" ".join(mention.text.split()), []).append(index)
    named = count_states(text, gazetteer)
    groups = []
    for name, indices in by_name.items():
        hits, words = look_up(name, gazetteer)
        hits = hits[:_MOST]
        if not hits:
            continue
        numbers = np.array([h.number for h in hits])
        states, areas = _count_named(named, fold(words), gazetteer, countries or {})
        features = np.zeros((len(hits), len(NAMES)))
        kind = gazetteer.kind[numbers]
        columns = {
            "population": np.log10(gazetteer.population[numbers] + 1.0) * (kind != KINDS.index("country")),
            "country": kind == KINDS.index("country"),
            "admin1": kind == KINDS.index("admin1"),
            "admin2": kind == KINDS.index("admin2"),
            "region": np.isin(kind, _NATURE),
            "continent": kind == KINDS.index("continent"),
            "listed": np.array([h.listed for h in hits]),
            "other_name": np.array([h.other for h in hits]),
            "named_area": np.isin(gazetteer.admin1[numbers], list(areas)) & (gazetteer.admin1[numbers] > 0),
            "named_state": np.array([states.get(int(c), 0.0) for c in gazetteer.country[numbers]]),
        }
        spans = [(mentions[i].start, mentions[i].end) for i in indices]
        sure, likely = _surround(text, spans, gazetteer)
        columns["inside"] = is_inside(gazetteer, numbers, sure)
        columns["inside_likely"] = is_inside(gazetteer, numbers, likely)
        for column, values in columns.items():
            features[:, NAMES.index(column)] = values
        if home is not None:
            features[:, [NAMES.index(n) for n in ("home_near", "home_area", "home_state")]] = home.weigh(
                numbers.tolist(), apart, home_km
            )
        groups.append(Group(words, indices, spans, numbers, features, np.full(len(hits), 1 / len(hits))))
    return groups


def _surround(
    text: str, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer
) -> tuple[frozenset[int], frozenset[int]]:
    sure: frozenset[int] = frozenset()
    likely: frozenset[int] = frozenset()
    for start, end in spans:
        one, two = find_containers(text, start, end, gazetteer)
        sure, likely = sure | one, likely | two
    return sure, likely


def _count_named(
    named: Mapping[tuple[str, int], int], own: str, gazetteer: Gazetteer, countries: Mapping[str, float]
) -> tuple[dict[int, float], frozenset[int]]:
    """Return the share of each country among those named, and the areas named (numbers plus one).

    A name does not speak for itself: `own` is left out.
    """
    counts: dict[int, float] = {gazetteer.country_number(iso3): times for iso3, times in countries.items()}
    areas = set()
    for (name, number), times in named.items():
        if name == own:
            continue
        country = int(gazetteer.country[number])
        counts[country] = counts.get(country, 0.0) + times
        if gazetteer.kind[number] == KINDS.index("admin1"):
            areas.add(number + 1)
    total = sum(counts.values())
    return {country: times / total for country, times in counts.items()}, frozenset(areas)


def is_inside(
    gazetteer: Gazetteer, numbers: "np.ndarray[Any, Any]", containers: frozenset[int]
) -> "np.ndarray[Any, Any]":
    """Tell for each place whether it lies in one of these areas."""
    import numpy as np

    inside = np.zeros(len(numbers), dtype=bool)
    for container in containers:
        kind = KINDS[int(gazetteer.kind[container])]
        if kind == "country":
            inside |= gazetteer.country[numbers] == gazetteer.country[container]
        elif kind == "admin1" and container < gazetteer.base:
            inside |= gazetteer.admin1[numbers] == container + 1
        elif kind == "admin2" and container < gazetteer.base:
            inside |= gazetteer.admin2[numbers] == container + 1
        else:
            km = measure(
                gazetteer.lat[numbers],
                gazetteer.lon[numbers],
                gazetteer.lat[container],
                gazetteer.lon[container],
            )
            inside |= km < 200
        inside &= numbers != container
    return inside
