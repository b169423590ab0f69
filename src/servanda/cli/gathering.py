"""The run of a batch as the person at the terminal sees it: progress, failures, a summary."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from servanda.batch.reader import make_loader
from servanda.batch.run import Outcome, make_run, read_sources
from servanda.cli.guard import tell
from servanda.cli.progress import Progress
from servanda.intake import count, gather
from servanda.intake.files import NAMED_SUFFIXES, TEXT_SUFFIXES
from servanda.intake.index import INDEX_NAME
from servanda.model import Document, Issue, Reading

if TYPE_CHECKING:
    from servanda.codebook import Codebook
    from servanda.store import Record

NAMED: Final = 5
"""Files passed over that are named."""


def list_passed_over(place: str) -> list[str]:
    """Return the files in a folder that their suffix keeps from being read, hidden ones and indexes left out."""
    found = []
    for current, folders, names in os.walk(place) if place != "-" else ():
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            suffix = Path(name).suffix.lower()
            if (
                suffix not in TEXT_SUFFIXES | NAMED_SUFFIXES
                and name != INDEX_NAME
                and not name.startswith(".")
            ):
                found.append(str((Path(current) / name).relative_to(place)))
    return found


def _show_name(name: str) -> str:
    """Return a file name as it can be printed: bytes that are no UTF-8 are replaced."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class Gathering:
    """Reads places and counts what became of them; failures are named on stderr as they come."""

    def __init__(
        self,
        places: Sequence[str],
        book: "Codebook",
        record: "Record | None",
        given: dict[str, str],
        jobs: int = 1,
        codebook_path: str | None = None,
    ) -> None:
        self._places = places
        self._book = book
        self._record = record
        self._given = given
        self._jobs = jobs
        self._loader = make_loader(Path(codebook_path) if codebook_path else None)
        self.read = self.known = self.failed = 0
        self.settlements: dict[str, str] = {}

    def outcomes(self) -> Iterator[Outcome]:
        """Yield the outcome of every source, with progress on a terminal."""
        settings = {
            "jobs": str(self._jobs),
            **{f"given.{name}": value for name, value in self._given.items()},
        }
        run = make_run(self._book, settings)
        visible = sys.stderr.isatty()
        with Progress(count(self._places) if visible else 0, visible) as progress:
            for outcome in read_sources(
                gather(self._places), self._loader, codebook=self._book, record=self._record,
                given=self._given, run=run, jobs=self._jobs,
            ):  # fmt: skip
                self._note(outcome, progress)
                yield outcome

    def say_summary(self) -> None:
        """Say on stderr how many were read, known and not read, and where they are."""
        self._say_passed_over()
        parts = [f"{self.read} read"]
        if self.known:
            parts.append(f"{self.known} read before")
        if self.failed:
            parts.append(f"{self.failed} could not be read")
        if self._record is not None:
            tell(f"{', '.join(parts)}; the record is {self._record.where}")
        elif self.failed or self.read > 1:
            tell(", ".join(parts))

    def _say_passed_over(self) -> None:
        """Name on stderr the files in the folders that their suffix kept from being read."""
        names = [name for place in self._places for name in list_passed_over(place)]
        if names:
            more = f" … ({len(names)} in all)" if len(names) > NAMED else ""
            shown = ", ".join(_show_name(name) for name in names[:NAMED])
            tell(
                f"not read: {shown}{more} (no text or web page by the suffix; name a file to read it all the same)"
            )

    def _note(self, outcome: Outcome, progress: Progress) -> None:
        if outcome.status == "failed":
            self.failed += 1
            progress.say(f"servanda: {outcome.path}: {outcome.error}")
        elif outcome.status == "known":
            self.known += 1
        else:
            self.read += 1
        if outcome.reading is not None and outcome.meta.get("settlement"):
            self.settlements[outcome.reading.document.id] = outcome.meta["settlement"]
        progress.advance(outcome.path)


class Recall:
    """Gives back out of the record what was read before, with one question for all issues."""

    def __init__(self, record: "Record") -> None:
        self._record = record
        self._issues: dict[str, list[Issue]] | None = None
        self._fresh: dict[str, tuple[Issue, ...]] = {}

    def note(self, reading: Reading) -> None:
        """Remember the issues of a document read just now, in case the same text comes again."""
        self._fresh[reading.document.id] = reading.issues

    def reading(self, document: Document) -> Reading:
        """Return the record's reading of a document."""
        if self._issues is None:
            self._issues = {}
            for issue in self._record.issues():
                self._issues.setdefault(issue.document or "", []).append(issue)
        issues = self._fresh.get(document.id) or tuple(self._issues.get(document.id, ()))
        return Reading(
            document=document, claims=tuple(self._record.claims(document=document.id)), issues=issues
        )
