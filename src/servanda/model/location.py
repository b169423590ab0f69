"""A location: a place that claims name, and where it lies. Computed, never typed in."""

import msgspec


class Location(msgspec.Struct, kw_only=True):
    """A place with the claims that name it. names: the shown one first; lat, lon: degrees, None where not located.

    enclosing: the name itself is not listed; id, precision and countries are those of the area that the text puts it in.
    """

    id: str | None
    name: str
    names: list[str]
    kind: str | None
    precision: str | None
    country: str | None
    countries: list[str]
    lat: float | None
    lon: float | None
    enclosing: bool = False
    reason: str
    claims: list[str]
