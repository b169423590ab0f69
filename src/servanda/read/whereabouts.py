"""Where the places of a document lie: names with their spans in, places with the reason out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from servanda.codebook import Codebook
from servanda.codebook.files import load_yaml
from servanda.places import (
    Choice,
    Cues,
    Gazetteer,
    Home,
    Mention,
    Place,
    choose,
    load_weights,
    open_gazetteer,
)


@dataclass(frozen=True, slots=True)
class Located:
    """A mention and its place. share: belief in it against others of the name; enclosing: only an area around it."""

    mention: Mention
    place: Place
    reason: str
    share: float
    enclosing: bool


def open_places(book: Codebook) -> Gazetteer:
    """Return the gazetteer with a codebook's lists, if it has any: regions, aliases and the adjectives of its states."""
    words = {
        e.words: e.country for e in book.lists.entries if e.kind in ("adjective", "demonym") and e.country
    }
    lists = book.home / "places"
    return open_gazetteer(lists if lists.is_dir() else None, tuple(sorted(words.items())))


@cache
def load_cues(home: Path) -> Cues:
    """Return the cue words of a codebook folder."""
    return load_yaml(home / "places" / "cues.yaml", Cues)


def locate(
    text: str,
    mentions: Sequence[Mention],
    book: Codebook,
    countries: Mapping[str, float] | None = None,
    home: Home | None = None,
) -> list[Located | None]:
    """Return for every mention its place, None where none is known.

    countries: countries (ISO 3166-1 alpha-3) of the actors or of the process, with a weight as if named that often.
    """
    gazetteer = open_places(book)
    choices = choose(text, mentions, gazetteer, load_weights(), countries, home)
    return [
        None if choice is None else _tell(mention, choice, gazetteer)
        for mention, choice in zip(mentions, choices, strict=True)
    ]


def _tell(mention: Mention, choice: Choice, gazetteer: Gazetteer) -> Located:
    place = gazetteer.place(choice.number)
    return Located(mention, place, choice.reason, round(choice.share, 3), choice.enclosing)


def learn_home(texts: Iterable[Sequence[Choice | None]], gazetteer: Gazetteer) -> Home:
    """Return where a publisher is at home, from the choices in its texts."""
    sure = ([c.number for c in text if c is not None and not c.enclosing and c.share > 0.5] for text in texts)
    return Home(sure, gazetteer)
