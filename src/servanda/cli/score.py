"""`servanda score`: precision, recall and F1 over a scored suite."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import options
from servanda.cli.guard import guarded


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command(epilog="Example:  servanda score cases tests/cases")(score)


@guarded
def score(
    suite: Annotated[str, typer.Argument(metavar="SUITE", help="What is scored: cases.")],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The folder of the suite.")],
    predictions: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Score these predictions instead of the built-in reader's."),
    ] = None,
    json: options.Json = None,
) -> None:
    """Score the reader, or somebody else's predictions, on a suite with known answers."""
    raise NotImplementedError
