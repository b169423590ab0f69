"""Where a publisher is at home: what the places of its other texts say about a name in this one."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from servanda.places.distance import measure
from servanda.places.gazetteer import Gazetteer
from servanda.places.place import KINDS

if TYPE_CHECKING:
    import numpy as np

_FINE: Final = frozenset(map(KINDS.index, ("place", "admin2")))
_MOST: Final = 300
"""Texts of a publisher that are looked at."""


class Home:
    """The places of a publisher's texts, each text counted once."""

    def __init__(self, texts: Iterable[Sequence[int]], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._texts = [tuple(dict.fromkeys(numbers)) for numbers in texts][:_MOST]

    def weigh(self, numbers: Sequence[int], apart: int | None, km: float) -> "np.ndarray[Any, Any]":
        """Return, a row for each place, the shares of texts with a place near it, in its area, in its country.

        apart: the text that is being read, which does not count for itself.
        """
        import numpy as np

        g = self._gazetteer
        texts = [text for index, text in enumerate(self._texts) if index != apart]
        shares = np.zeros((len(numbers), 3))
        if len(texts) < 2 or not numbers:
            return shares
        points = [(index, n) for index, text in enumerate(texts) for n in text]
        if not points:
            return shares
        owner = np.array([index for index, _ in points])
        there = np.array([n for _, n in points])
        here = np.array(numbers)
        fine = np.isin(g.kind[there], list(_FINE))
        distances = measure(
            g.lat[here][:, None], g.lon[here][:, None], g.lat[there][None], g.lon[there][None]
        )
        areas, own = find_areas(g, there), find_areas(g, here)
        checks = (
            (distances <= km) & fine[None],
            (areas[None] == own[:, None]) & (own[:, None] > 0),
            g.country[there][None] == g.country[here][:, None],
        )
        for column, hit in enumerate(checks):
            for row in range(len(here)):
                shares[row, column] = len(np.unique(owner[hit[row]])) / len(texts)
        return shares


def find_areas(gazetteer: Gazetteer, numbers: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Return the area of the first order of each place, itself for such an area, plus one; 0 for none."""
    import numpy as np

    first = gazetteer.kind[numbers] == KINDS.index("admin1")
    return np.where(first, numbers + 1, gazetteer.admin1[numbers])
