"""All names of a text settled together: near places, shared areas, shared countries, a few rounds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from servanda.places.distance import EARTH_KM
from servanda.places.gazetteer import Gazetteer
from servanda.places.groups import Group
from servanda.places.home import find_areas
from servanda.places.place import KINDS
from servanda.places.weights import NAMES, Weights

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

COARSE: Final = tuple(map(KINDS.index, ("country", "continent", "region", "water", "mountain")))
_AREAS: Final = (*COARSE, KINDS.index("admin1"))
_ORDERED: Final = tuple(map(KINDS.index, ("admin1", "admin2")))
_COLUMNS: Final = [NAMES.index(n) for n in ("near", "near_text", "same_area", "same_state", "peers")]
_BESIDE: Final = 200
"""Characters between two names that stand next to each other."""
_LISTED: Final = 6
"""Characters between two names of a list: 'A, B and C'."""


def settle(groups: Sequence[Group], gazetteer: Gazetteer, weights: Weights) -> None:
    """Share out the belief in the places of every name, a few rounds, each with what the last one believed."""
    import numpy as np

    if not groups:
        return
    vector = np.array([getattr(weights, name) for name in NAMES])
    _believe(groups, vector)
    if len(groups) < 2:
        return
    relations = Relations(groups, gazetteer, weights.near_km)
    for _ in range(weights.rounds):
        relations.fill()
        _believe(groups, vector)


def _believe(groups: Sequence[Group], vector: "Array") -> None:
    import numpy as np

    for group in groups:
        scores = group.features @ vector
        raised = np.exp(scores - scores.max())
        group.shares = raised / raised.sum()


class Relations:
    """How the places that the names of a text may mean lie to each other; made once a text."""

    def __init__(self, groups: Sequence[Group], gazetteer: Gazetteer, near_km: float) -> None:
        import numpy as np

        self.groups = groups
        numbers = np.concatenate([group.numbers for group in groups])
        self.owner = np.repeat(np.arange(len(groups)), [len(group.numbers) for group in groups])
        kind = gazetteer.kind[numbers]
        self.coarse = np.isin(kind, COARSE)
        lat, lon = np.radians(gazetteer.lat[numbers]), np.radians(gazetteer.lon[numbers])
        units = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
        same = numbers[:, None] == numbers[None]
        pull = np.exp(-EARTH_KM / near_km * np.arccos(np.clip(units @ units.T, -1, 1)))
        pull[:, np.isin(kind, _AREAS)] = 0
        pull[same] = 0
        self.pull = pull
        self.areas = self._number(find_areas(gazetteer, numbers), empty=0)
        country = gazetteer.country[numbers].astype(np.int64)
        country[kind == KINDS.index("continent")] = len(gazetteer.countries)
        self.states = self._number(country, empty=len(gazetteer.countries))
        ranks = kind.astype(np.int64) * 1000 + np.where(np.isin(kind, _ORDERED), country, 0)
        self.ranks = self._number(ranks, empty=-1)
        gaps = np.array([[_find_gap(one, other) for other in groups] for one in groups])
        self.beside = (gaps < _BESIDE).astype(float)
        self.listed = (gaps <= _LISTED).astype(float)

    def _number(self, values: "Array", empty: int) -> "Array":
        """Return a matrix: which value each place has; none for the empty one."""
        import numpy as np

        unique, index = np.unique(values, return_inverse=True)
        matrix = np.zeros((len(values), len(unique)))
        matrix[np.arange(len(values)), index] = values != empty
        return matrix

    def fill(self) -> None:
        """Fill in the reasons that hang on the other names, as far as each of their places is believed in."""
        import numpy as np

        rows = np.arange(len(self.owner))
        belief = np.zeros((len(self.owner), len(self.groups)))
        belief[rows, self.owner] = np.concatenate([group.shares for group in self.groups])
        others = np.ones_like(belief)
        others[rows, self.owner] = 0
        pulls = (self.pull @ belief) * others
        values = np.zeros((len(rows), len(_COLUMNS)))
        values[:, 0] = np.log1p(pulls.sum(axis=1))
        values[:, 1] = (pulls * self.beside[self.owner]).max(axis=1)
        values[:, 2] = np.log1p(self._share(self.areas, belief, others))
        values[:, 3] = self._share(self.states, belief, others) / max(1, len(self.groups) - 1)
        listed = self.listed[self.owner] * others
        values[:, 4] = self._share(self.ranks, belief, listed) / np.maximum(listed.sum(axis=1), 1)
        values[self.coarse, :3] = 0
        start = 0
        for group in self.groups:
            end = start + len(group.numbers)
            group.features[:, _COLUMNS] = values[start:end]
            start = end

    def _share(self, matrix: "Array", belief: "Array", others: "Array") -> "Array":
        """Return for each place how many other names are believed to lie in the same area."""
        masses = matrix.T @ belief
        total: Array = ((matrix @ masses) * others).sum(axis=1)
        return total


def _find_gap(group: Group, other: Group) -> int:
    """Return the fewest characters between two names anywhere in the text."""
    return min(min(abs(a[0] - b[1]), abs(b[0] - a[1])) for a in group.spans for b in other.spans)
