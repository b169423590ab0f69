"""Where output goes: data to stdout as JSON or tables, messages to stderr."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

WIDEST: Final = 140
"""Columns beyond which lines are hard to follow with the eye."""


def wants_json(flag: bool | None) -> bool:
    """Tell whether to print JSON: as the option says, else where stdout is not a terminal."""
    return flag if flag is not None else not sys.stdout.isatty()


def print_json(objects: Iterable[Any]) -> None:
    """Print an array of objects, one a line."""
    from servanda.export.lines import write_array

    print_bytes(write_array(objects))


def print_bytes(data: bytes) -> None:
    """Write bytes to stdout at once."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def open_console() -> "Console":
    """Return a console on stdout, as wide as the terminal but no wider than is readable."""
    from rich.console import Console

    console = Console(highlight=False)
    return console if console.width <= WIDEST else Console(highlight=False, width=WIDEST)


def print_tables(renderables: "Iterable[RenderableType]") -> None:
    """Print tables and texts; in plain signs where the terminal has no more than ASCII."""
    console = open_console()
    if not console.options.ascii_only:
        for renderable in renderables:
            console.print(renderable)
        return
    from servanda.export.frame import PLAIN

    for renderable in renderables:
        with console.capture() as captured:
            console.print(renderable)
        encoding = sys.stdout.encoding or "ascii"
        print_bytes(captured.get().translate(PLAIN).encode(encoding, "replace"))
