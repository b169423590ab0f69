"""The weights of the choice among places: few numbers, kept as data, fitted by ``python -m training.places.fit``."""

from functools import cache
from pathlib import Path
from typing import Final

import msgspec

FILE: Final = Path(__file__).parent / "data" / "weights.json"


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much each reason counts (log-odds a unit of its feature); a reason's feature is said beside it."""

    population: float
    """log10 of the inhabitants plus one"""
    country: float
    """1 for a country"""
    admin1: float
    """1 for an area of the first order"""
    admin2: float
    """1 for an area of the second order"""
    region: float
    """1 for a region, water or mountain"""
    continent: float
    """1 for a continent"""
    listed: float
    """1 where our own lists have it"""
    other_name: float
    """1 where the mention is not the town's main name"""
    inside: float
    """1 where the words beside it put it there: 'X, Y'"""
    inside_likely: float
    """1 where they likely do: 'X in Y', 'the Y town of X'"""
    named_area: float
    """1 where its area of the first order is named in the text"""
    named_state: float
    """share of its country among the countries named in the text"""
    near: float
    """log of one plus the sum of exp(-km / near_km) to the other places of the text"""
    near_text: float
    """the largest exp(-km / near_km) to a place named next to it"""
    same_area: float
    """log of one plus the number of other places in its area of the first order"""
    same_state: float
    """share of the other places that lie in its country"""
    peers: float
    """share of the names next to it in a list that are of its kind: countries with countries, states with states"""
    home_near: float
    """share of the publisher's other texts that name a place within home_km"""
    home_area: float
    """share of the publisher's other texts that name a place of its area of the first order"""
    home_state: float
    """share of the publisher's other texts that name a place of its country"""
    near_km: float
    home_km: float
    rounds: int
    """how often the choice is made again with what the last round chose"""


NAMES: Final = tuple(f for f in Weights.__struct_fields__ if f not in ("near_km", "home_km", "rounds"))
"""The fitted weights, in the order of the features' columns."""


@cache
def load_weights(path: Path = FILE) -> Weights:
    """Return the weights of a file."""
    return msgspec.json.decode(path.read_bytes(), type=Weights)
