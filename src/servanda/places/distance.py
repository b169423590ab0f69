"""Distances on the globe."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

EARTH_KM = 6371.0


def measure(lat1: Any, lon1: Any, lat2: Any, lon2: Any) -> "np.ndarray[Any, Any]":  # noqa: ANN401
    """Return great-circle distances in km between points in degrees; arrays are broadcast."""
    import numpy as np

    lat1, lon1, lat2, lon2 = (np.radians(np.asarray(x, dtype=np.float64)) for x in (lat1, lon1, lat2, lon2))
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))))
