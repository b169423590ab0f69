"""The files of processes/: found, loaded, and checked, with every error as file:line."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Protocol

from servanda.codebook.files import CodebookError, convert
from servanda.codebook.trees import Tree, read_tree
from servanda.model import edtf
from servanda.reference.shapes import Agreement, Due, Process

SUFFIX: Final = ".yaml"
_DURATION: Final = re.compile(r"P(?=\d)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?")
_PROGRAM: Final = re.compile(r"(?:servanda(?:-.*)?|model:.*)")


class HasTopics(Protocol):
    """What is asked of a codebook here."""

    @property
    def topics(self) -> Mapping[str, object]:
        """The topics by code."""


def find_home() -> Path:
    """Return the folder of the bundled settlements, installed or in a source checkout; raises CodebookError."""
    package = Path(__file__).resolve().parents[1]
    for candidate in (package / "processes", package.parents[1] / "processes"):
        if candidate.is_dir():
            return candidate
    raise CodebookError(f"{package}: the bundled settlements are missing; reinstall servanda")


def list_processes() -> list[Path]:
    """Return the files of the bundled settlements, by name."""
    return sorted(find_home().glob(f"*{SUFFIX}"))


def find_process(name: str) -> Path:
    """Return the file that is meant: a path, or the name of a bundled settlement; raises CodebookError."""
    path = Path(name)
    if path.suffix == SUFFIX or path.is_file():
        if path.is_file():
            return path
        raise CodebookError(f"{path}: no such file; give a file or the name of a bundled settlement")
    known = {one.stem: one for one in list_processes()}
    if name in known:
        return known[name]
    raise CodebookError(
        f"no settlement is called {name!r}; choose one of: {', '.join(known)}, or give a file"
    )


def load_process(path: Path, book: HasTopics | None = None) -> Process:
    """Return a settlement; raises CodebookError for the first thing that does not fit. book: checks the topics."""
    tree = read_tree(path)
    process = convert(tree, Process)
    for error in _find_errors(tree, process, book):
        raise error
    return process


def check_process(path: Path, book: HasTopics | None = None) -> list[CodebookError]:
    """Return everything that does not fit in a file, each with file:line."""
    try:
        tree = read_tree(path)
        process = convert(tree, Process)
    except CodebookError as error:
        return [error]
    return list(_find_errors(tree, process, book))


def _find_errors(tree: Tree, process: Process, book: HasTopics | None) -> Iterator[CodebookError]:
    """Yield what the shape alone cannot see."""
    if _PROGRAM.fullmatch(process.coder):
        yield tree.refuse(f"{process.coder!r} is the name of a program; name who coded by hand", "coder")
    if "@" in process.coder or "@" in process.version:
        yield tree.refuse("coder and version are written apart, without @", "coder")
    seen: dict[str, int] = {}
    titles: set[str] = set()
    for place, agreement in enumerate(process.agreements):
        here = ("agreements", place)
        if agreement.id in seen:
            yield tree.refuse(f"the id {agreement.id!r} stands twice; change one of them", *here, "id")
        if agreement.title in titles:
            yield tree.refuse(
                f"the title {agreement.title!r} stands twice; change one of them", *here, "title"
            )
        if not _is_edtf(agreement.signed):
            yield tree.refuse(
                f"{agreement.signed!r} is no date; write it as 2020-11-09 (EDTF)", *here, "signed"
            )
        for index, reference in enumerate(agreement.refers):
            if reference.agreement not in seen:
                yield tree.refuse(
                    f"no agreement above is called {reference.agreement!r}; choose one of: {', '.join(seen) or 'none stands above'}",
                    *here, "refers", index, "agreement",
                )  # fmt: skip
        for index, source in enumerate(agreement.sources):
            if source.date is not None and not _is_edtf(source.date):
                yield tree.refuse(f"{source.date!r} is no date in EDTF", *here, "sources", index, "date")
        yield from _check_points(tree, agreement, here, book)
        seen[agreement.id] = place
        titles.add(agreement.title)


def _check_points(
    tree: Tree, agreement: Agreement, here: tuple[str, int], book: HasTopics | None
) -> Iterator[CodebookError]:
    """Yield what is wrong with the points of one agreement."""
    numbers: set[str] = set()
    for index, point in enumerate(agreement.points):
        there = (*here, "points", index)
        if point.point in numbers:
            yield tree.refuse(
                f"the point {point.point!r} stands twice; add a letter to one of them", *there, "point"
            )
        numbers.add(point.point)
        if book is not None and point.topic is not None and point.topic not in book.topics:
            yield tree.refuse(f"{point.topic!r} is no topic of the codebook", *there, "topic")
        if point.deadline is not None:
            for key, what in _find_deadline_errors(point.deadline):
                yield tree.refuse(what, *there, "deadline", key)


def _find_deadline_errors(due: Due) -> Iterator[tuple[str, str]]:
    """Yield key and trouble of a deadline: what its form needs, and what it must not have."""
    if due.edtf is not None and not _is_edtf(due.edtf):
        yield "edtf", f"{due.edtf!r} is no date; write it as 2020-11-15 (EDTF)"
    if due.form == "absolute" and due.edtf is None:
        yield "form", "an absolute deadline needs its date; add edtf"
    if due.edtf is not None and due.form not in ("absolute", "window", "duration"):
        yield "edtf", f"a deadline {due.form} is computed; remove edtf, or make the form absolute"
    if due.form in ("after-signature", "duration") and due.offset is None and due.edtf is None:
        yield "form", f"a deadline {due.form} needs its length; add offset, such as P30D"
    if due.form in ("after-event", "before-event", "day-n", "simultaneous") and due.anchor is None:
        yield "form", f"a deadline {due.form} needs what it counts from; add anchor"
    if due.form in ("vague", "none") and (due.offset or due.anchor):
        yield "form", f"a deadline {due.form} has neither offset nor anchor; remove them or change the form"
    for key in ("offset", "renewal", "notice"):
        value = getattr(due, key)
        if value is not None and not _DURATION.fullmatch(value):
            yield key, f"{value!r} is no ISO 8601 duration; write it as P30D, P1M or P5Y"


def _is_edtf(text: str) -> bool:
    """Whether a text is EDTF."""
    try:
        edtf.parse(text)
    except ValueError:
        return False
    return True
