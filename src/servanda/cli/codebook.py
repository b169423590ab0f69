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
    from servanda.codebook import check as check_codebook

    problems = [str(problem) for problem in check_codebook(Path(path) if path else None)]
    for problem in problems:
        typer.echo(problem)
    if problems:
        tell(f"{len(problems)} troubles")
        raise typer.Exit(EXIT_UNREAD)
    tell("the codebook holds together")
