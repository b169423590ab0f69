"""The words of a mention and the plainer names under which it may be listed."""

import re
from collections.abc import Iterator
from typing import Final

from servanda.places.gazetteer import Gazetteer, Hit
from servanda.places.place import KINDS

_OWNER: Final = re.compile(r"['’]s?$")
_FRONT: Final = re.compile(
    r"^(?:the|greater|downtown|central|inner|metropolitan|metro|mainland|old|"
    r"(?:north|south|east|west|mid)(?:[- ]?(?:east|west|central))?(?:ern)?|"
    r"(?:city|town|village|state|province|county|district|region|republic|port|island|kingdom|emirate|university"
    r"|municipality|governorate|bay|gulf|borough|township|archdiocese|diocese)\s+of(?:\s+the)?)[\s-]+",
    re.IGNORECASE,
)
_BACK: Final = re.compile(
    r"[\s-]+(?:city|town|village|state|province|county|district|region|oblast|republic|governorate|municipality|township|"
    r"borough|parish|metro|area|valley|island|islands|peninsula|coast|suburbs?|airport|international airport|prefecture|"
    r"territory|department|division|river|lake|bay|harbou?r|university|state university|county sheriff|side|"
    r"proper|metropolitan area|metropolitan)$",
    re.IGNORECASE,
)
_AREA: Final = re.compile(
    r"(?:^(?:state|province|county|district|region|governorate)\s+of\s|"
    r"\s(?:state|province|county|district|region|oblast|governorate|prefecture|parish|department|territory)$)",
    re.IGNORECASE,
)
_TOWN: Final = re.compile(r"(?:^(?:city|town|village)\s+of\s|\s(?:city|town|village)$)", re.IGNORECASE)
_AREAS: Final = frozenset(map(KINDS.index, ("admin1", "admin2", "region")))
_LIMIT: Final = 4


def look_up(name: str, gazetteer: Gazetteer) -> tuple[tuple[Hit, ...], str]:
    """Return the places that a mention may mean, and the name under which they are listed ('' where none).

    Words in small letters are no name. The name itself first, then without possessive, article, points of the compass and generic words.
    """
    if name.islower():
        return (), ""
    for words in _spell(name):
        hits = gazetteer.hits(words)
        if hits:
            return _keep_kind(name, words, hits, gazetteer), words
    return (), ""


def is_area(name: str) -> bool:
    """Tell whether a mention says itself that it is a province, county or the like."""
    return _AREA.search(name) is not None


def _spell(name: str) -> Iterator[str]:
    """Yield a mention's words, ever plainer."""
    words = " ".join(name.split()).strip(' ,.;:"“”()[]') if not name.endswith(".") else " ".join(name.split())
    seen = {words}
    yield words
    if name.endswith("."):
        yield words.rstrip(".")
    plain = _OWNER.sub("", words)
    if plain.isupper() and len(plain) > 3:
        yield plain.title()
    if "," in plain:
        yield plain.partition(",")[0]
    for _ in range(_LIMIT):
        if plain not in seen:
            seen.add(plain)
            yield plain
        back = _BACK.sub("", plain)
        front = _FRONT.sub("", plain)
        if back != plain and back not in seen:
            seen.add(back)
            yield back
        if front != plain and front not in seen:
            seen.add(front)
            yield front
        plain = _FRONT.sub("", back)
    if "-" in plain:
        yield plain.partition("-")[0]


def _keep_kind(name: str, words: str, hits: tuple[Hit, ...], gazetteer: Gazetteer) -> tuple[Hit, ...]:
    """Keep areas where the mention says province or county, towns where it says town, if there are any."""
    if words == name and _AREA.search(name) is None:
        return hits
    kinds = (
        _AREAS if _AREA.search(name) else frozenset({KINDS.index("place")}) if _TOWN.search(name) else None
    )
    if kinds is None:
        return hits
    return tuple(h for h in hits if int(gazetteer.kind[h.number]) in kinds) or hits
