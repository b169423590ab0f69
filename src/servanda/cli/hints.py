"""Commands that a message tells to give next: as they work when typed here."""

import os
import shlex
import shutil
import sys
from pathlib import Path

from servanda.cli.options import DEFAULT_RECORD, RECORD_VARIABLE


def say_command(words: str, record: str | None = None) -> str:
    """Return a command line of this program; with the record where the command would not find it by itself."""
    return f"{name_program()} {words}{name_record(record) if record is not None else ''}"


def name_record(record: str) -> str:
    """Return the option that names a record, or nothing where it is the one used without the option."""
    used = os.environ.get(RECORD_VARIABLE) or DEFAULT_RECORD
    return "" if record == used else f" --record {shlex.quote(record)}"


def name_program() -> str:
    """Return how this program is called here: by name where the shell finds it, else by its path."""
    if shutil.which("servanda"):
        return "servanda"
    running = Path(sys.argv[0])
    if running.name == "servanda" and running.is_file():
        return shlex.quote(_shorten(running.absolute()))
    if running.name == "__main__.py" and running.parent.name == "cli":
        return f"{shlex.quote(_shorten(Path(sys.executable)))} -m servanda.cli"
    return "servanda"


def _shorten(path: Path) -> str:
    """Return a path from here, where it lies below; else the whole path."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def find_near(asked: str, known: "list[str]", most: int = 4) -> list[str]:
    """Return the known words that are spelled much like what was asked for, the nearest first."""
    from rapidfuzz import fuzz, process, utils

    found = process.extract(
        asked,
        sorted(set(known)),
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=most,
        score_cutoff=70,
    )
    return [word for word, _, _ in found]


def say_unknown(option: str, asked: str, known: "list[str]") -> str:
    """Return that a closed vocabulary lacks a word, with the words near it, or all of a short one."""
    near = find_near(asked, known)
    words = sorted(set(known))
    if near:
        return f"{option} {asked}: there is no such word; near it: {', '.join(near)}"
    return f"{option} {asked}: there is no such word; it is one of {', '.join(words)}"
