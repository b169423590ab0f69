"""The command tree."""

import gc
import sys
from typing import Annotated, Final

import typer

from servanda.cli import (
    board,
    codebook,
    demo,
    explain,
    export,
    lists,
    process,
    read,
    score,
    search,
    verdict,
)
from servanda.version import __version__

HELP = """Read reports about the settlement of a conflict and keep the record:
who met whom, what was agreed, what each side owes and by when, what was done,
according to whom."""
YOUNG: Final = 50_000
"""Objects made before the collector looks for garbage: loading and reading make many that stay, and few cycles."""

app = typer.Typer(
    name="servanda", help=HELP, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    epilog="Begin with: servanda demo",
)  # fmt: skip


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"servanda {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop."),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


read.register(app)
lists.register(app)
board.register(app)
explain.register(app)
verdict.register(app)
search.register(app)
export.register(app)
codebook.register(app)
process.register(app)
score.register(app)
demo.register(app)


def main() -> None:
    """Run the command that the arguments name."""
    gc.set_threshold(YOUNG)
    if hasattr(sys.stderr, "reconfigure"):
        sys.stderr.reconfigure(errors="replace")
    app()
