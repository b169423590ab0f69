"""Our own lists beside the gazetteer's file: regions with their many names, and words that mean a place."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, cast, get_args

from servanda.places.place import Kind

Style = Literal["name", "short", "adjective"]

_REGIONS: Final = ("name", "aliases", "kind", "countries", "lat", "lon", "id")
_ALIASES: Final = ("words", "name", "country", "kind", "style")


class PlacesError(ValueError):
    """A list of places cannot be used: where, what, and what to do."""


@dataclass(frozen=True, slots=True)
class Region:
    """A row of regions.csv: a region, water, mountain or disputed place with all its names."""

    names: tuple[str, ...]
    kind: Kind
    countries: tuple[str, ...]
    lat: float
    lon: float
    id: str | None


@dataclass(frozen=True, slots=True)
class Alias:
    """Words that mean a place of a kind in a country. short: read only in this very spelling, as ``Ill.``."""

    name: str
    country: str
    kind: str
    style: Style


def load_regions(path: Path) -> tuple[Region, ...]:
    """Read regions.csv; raises PlacesError with file:line."""
    regions = []
    for line, row in _read(path, _REGIONS):
        try:
            lat, lon = float(row["lat"]), float(row["lon"])
        except ValueError as error:
            raise PlacesError(f"{path}:{line}: {error}; lat and lon are degrees, such as 39.82") from error
        if row["kind"] not in get_args(Kind) or abs(lat) > 90 or abs(lon) > 180:
            raise PlacesError(
                f"{path}:{line}: kind is {row['kind']!r} at {lat}, {lon}; choose one of: {', '.join(get_args(Kind))}"
            )
        names = (row["name"], *_split(row["aliases"]))
        regions.append(
            Region(names, cast("Kind", row["kind"]), _split(row["countries"]), lat, lon, row["id"] or None)
        )
    return tuple(regions)


def load_aliases(path: Path) -> dict[str, list[Alias]]:
    """Read aliases.csv: words, as they are written, and what they mean; raises PlacesError with file:line."""
    aliases: dict[str, list[Alias]] = {}
    for line, row in _read(path, _ALIASES):
        if row["style"] not in get_args(Style):
            raise PlacesError(
                f"{path}:{line}: style is {row['style']!r}; choose one of: {', '.join(get_args(Style))}"
            )
        alias = Alias(row["name"], row["country"], row["kind"], cast("Style", row["style"]))
        aliases.setdefault(row["words"], []).append(alias)
    return aliases


def _read(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        if tuple(next(reader, ())) != columns:
            raise PlacesError(f"{path}:1: the header must be {','.join(columns)}")
        for cells in reader:
            if len(cells) != len(columns) or not cells[0]:
                raise PlacesError(
                    f"{path}:{reader.line_num}: {len(columns)} cells are needed, the first one filled"
                )
            yield reader.line_num, dict(zip(columns, cells, strict=True))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
