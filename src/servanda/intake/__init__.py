"""Where documents come from: files, folders, standard input, web addresses. Nothing is read into here."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from servanda.intake.files import count_place, read_place, read_stdin
from servanda.intake.index import check_meta, is_edtf_day
from servanda.intake.source import Source
from servanda.intake.web import is_address, read_address

__all__ = ["Source", "check_meta", "count", "gather", "is_edtf_day"]


def gather(places: Iterable[str]) -> Iterator[Source]:
    """Yield a source for every document at the places, in order; each is read when it is asked for.

    A place is a file, a folder (searched with its subfolders), ``-`` for standard
    input or an http(s) address. A bad place yields a source with its error.
    """
    for place in places:
        if place == "-":
            yield read_stdin()
        elif is_address(place):
            yield read_address(place)
        else:
            yield from read_place(Path(place))


def count(places: Iterable[str]) -> int:
    """Return how many sources the places will give, for a progress bar; nothing is read."""
    return sum(1 if place == "-" or is_address(place) else count_place(Path(place)) for place in places)
