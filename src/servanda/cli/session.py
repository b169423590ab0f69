"""An open record with everything drawn from it, for the commands that list and explain."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.batch.single import Picture
    from servanda.codebook import Codebook
    from servanda.export.trail import Trail
    from servanda.store import Record


@dataclass(frozen=True, slots=True)
class View:
    """What one record shows: the picture and the way back from it."""

    picture: "Picture"
    trail: "Trail"
    codebook: "Codebook"


def load_codebook(path: str | None) -> "Codebook":
    """Load the codebook that was asked for, or the bundled one."""
    from servanda.codebook import load

    return load(Path(path) if path else None)


@contextmanager
def open_record(where: str, create: bool = False) -> "Iterator[Record]":
    """Open a record and close it again."""
    from servanda.store import Record

    with Record.open(where, create=create) as record:
        yield record


def load_view(
    where: str, codebook_path: str | None = None, *, as_of: date | None = None, known_by: str | None = None
) -> View:
    """Return what a record shows, as of a day and as known by a day."""
    from servanda.batch.single import draw
    from servanda.batch.verdicts import carry, report_lost
    from servanda.export.trail import Trail
    from servanda.model import list_standing

    codebook = load_codebook(codebook_path)
    with open_record(where) as record:
        readings = tuple(record.readings(known_by=known_by))
        verdicts = list_standing(record.verdicts(known_by=known_by))
        links = record.links(known_by=known_by)
        kept = carry(verdicts, links, readings, lambda: record.claims(known_by=known_by, all_coders=True))
    picture = draw(readings, codebook, as_of=as_of, links=kept.links, verdicts=kept.verdicts)
    lost = report_lost(picture.records, kept.verdicts)
    picture = replace(picture, issues=(*picture.issues, *kept.issues, *lost))
    return View(picture, Trail(picture.readings, picture.records), codebook)
