"""Articles with toponyms, in the XML of GeoWebNews, GeoVirus, LGL and TR-News: one reader for their tag names."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from xml.etree import ElementTree

from servanda.bench.suites import SuiteError

_TOPONYMS: Final = ("toponym", "location", "place", "entity")
_NAMES: Final = ("extractedName", "phrase", "name", "text", "normalisedName")
_LATS: Final = ("gaztag/lat", "gaztag/latitude", "latitude", "lat")
_LONS: Final = ("gaztag/lon", "gaztag/lng", "gaztag/longitude", "longitude", "lon", "lng", "long")
_COUNTRIES: Final = ("gaztag/country", "country", "countryCode")
_FEATURES: Final = ("gaztag/fclass", "fclass", "featureClass", "feature_class")
_IDS: Final = ("file", "docid", "id", "docId")
_LINKS: Final = ("feedid", "feedId", "domain", "link", "docurl", "url", "source")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A gold toponym. span: as the file counts; start, end: in the text. point: None where the gold has none."""

    span: tuple[int, int]
    start: int
    end: int
    name: str
    point: tuple[float, float] | None
    populated: bool | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An article: its name, its publisher if the file says one, title, text and toponyms. shift: where spans begin."""

    name: str
    publisher: str | None
    title: str
    text: str
    toponyms: tuple[Toponym, ...]
    shift: int = 0


def load_articles(path: Path) -> list[Article]:
    """Read a file, or every XML file of a folder; raises SuiteError where there is no article in it."""
    files = sorted(path.glob("*.xml")) if path.is_dir() else [path]
    articles = [a for file in files for a in _read(file)]
    if not articles:
        raise SuiteError(
            f"{path}: no article in it; give an XML file of <article> elements, each with its <text>"
        )
    return articles


def _read(path: Path) -> Iterator[Article]:
    try:
        root = ElementTree.parse(path).getroot()
    except (OSError, ElementTree.ParseError) as error:
        raise SuiteError(f"{path}: not readable as XML: {error}; give an XML file of articles") from error
    for number, element in enumerate(root.iter("article")):
        text = element.findtext("text")
        if text is None:
            raise SuiteError(f"{path}: article {number} has no <text>; every article needs one")
        name = next((element.get(key) for key in _IDS if element.get(key)), None) or str(number)
        found = [
            t
            for child in element.iter()
            if child.tag in _TOPONYMS and (t := _read_toponym(child)) is not None
        ]
        shift = _find_shift(text, found)
        toponyms = tuple(
            Toponym(t.span, t.start - shift, t.end - shift, t.name or text[t.start - shift : t.end - shift], t.point,
                    t.populated)
            for t in found
        )  # fmt: skip
        yield Article(name, _find_publisher(element), element.findtext("title") or "", text, toponyms, shift)


def _read_toponym(element: ElementTree.Element) -> Toponym | None:
    start, end = _get(element, ("start",)), _get(element, ("end",))
    if start is None or end is None:
        return None
    lat, lon = _get(element, _LATS), _get(element, _LONS)
    feature = _get(element, _FEATURES)
    span = (int(start), int(end))
    point = (float(lat), float(lon)) if lat is not None and lon is not None else None
    return Toponym(
        span, *span, _get(element, _NAMES) or "", point, None if feature is None else feature == "P"
    )


def _get(element: ElementTree.Element, keys: tuple[str, ...]) -> str | None:
    """Return the first value that an element has under one of these paths, as child or as attribute."""
    for key in keys:
        value = element.findtext(key)
        if value is None and "/" not in key:
            value = element.get(key)
        if value is None and "/" in key:
            parent, _, name = key.partition("/")
            below = element.find(parent)
            value = None if below is None else below.get(name)
        if value is not None and value.strip():
            return value.strip()
    return None


def _find_shift(text: str, toponyms: list[Toponym]) -> int:
    """Return 1 where an article counts characters from one, else 0."""
    named = [t for t in toponyms if t.name]
    counts = [sum(text[t.start - s : t.end - s] == t.name for t in named) for s in (0, 1)]
    return 1 if counts[1] > counts[0] else 0


def _find_publisher(element: ElementTree.Element) -> str | None:
    value = next((v for key in _LINKS if (v := _get(element, (key,)))), None)
    if value is None:
        return None
    host = urlsplit(value).hostname if "//" in value else value
    return (host or value).removeprefix("www.")
