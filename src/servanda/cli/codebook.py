"""`servanda codebook`: whether a codebook's files hold together and its examples are read."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.guard import EXIT_UNREAD, guarded, tell

tree = typer.Typer(
    help="Work on a codebook.",
    no_args_is_help=True,
    epilog="Example:  servanda codebook check codebooks/settlement",
)


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.add_typer(tree, name="codebook")


@tree.callback()
def _root() -> None:
    """Work on a codebook."""


@tree.command(epilog="Example:  servanda codebook check codebooks/settlement")
@guarded
def check(
    path: Annotated[
        str | None, typer.Argument(metavar="FOLDER", help="The codebook; without it the bundled one.")
    ] = None,
) -> None:
    """Prove every cue by an example and every counterexample unread; each trouble as file:line."""
    from servanda.batch.reader import load_reader
    from servanda.cli.proving import prove
    from servanda.cli.session import load_codebook

    book = load_codebook(path)
    problems = 0
    for problem in prove(book, load_reader(Path(path) if path else None)):
        typer.echo(problem)
        problems += 1
    if problems:
        tell(f"{problems} troubles in {book.name}")
        raise typer.Exit(EXIT_UNREAD)
    tell(f"{book.name}: every example is read, no counterexample is")
