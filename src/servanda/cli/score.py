"""`servanda score`: what the reader gets right on a suite with known answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from servanda.bench.suites import SUITES, Keep, SuiteError
from servanda.cli import options
from servanda.cli.guard import EXIT_WRONG, guarded, tell
from servanda.cli.output import print_bytes, print_tables, wants_json

if TYPE_CHECKING:
    from rich.table import Table


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command(epilog="Example:  servanda score cases tests/cases")(score)


@guarded
def score(
    suite: Annotated[str, typer.Argument(metavar="SUITE", help=f"What is scored: {', '.join(SUITES)}.")],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The suite's input, a file or folder.")],
    predictions: Annotated[
        Path | None,
        typer.Option(metavar="OUT", help="Write one line of JSON a prediction here.", show_default=False),
    ] = None,
    json: options.Json = None,
) -> None:
    """Read a suite's input, write what is predicted, and print the figures where the input carries answers.

    The suites, with the form of their input and of a prediction, are described in docs/accuracy.md.
    """
    chosen = SUITES.get(suite)
    if chosen is None:
        tell(f"there is no suite '{suite}'; there are: {', '.join(SUITES)}")
        raise typer.Exit(EXIT_WRONG)
    if not path.exists():
        tell(f"{path}: no such file or folder; check the path")
        raise typer.Exit(EXIT_WRONG)
    try:
        with _keeping(predictions) as keep:
            scores = chosen.load()(path, keep)
    except SuiteError as error:
        tell(str(error))
        raise typer.Exit(EXIT_WRONG) from error
    if wants_json(json):
        import msgspec

        print_bytes(msgspec.json.encode(scores) + b"\n")
    else:
        print_tables([table_scores(f"{suite} · {path}", scores)])


@contextmanager
def _keeping(out: Path | None) -> Iterator[Keep]:
    """Yield what takes the predictions: a writer of JSON Lines, or nothing at all without ``out``.

    The lines go to a temporary name beside ``out`` and take its name at the end, so
    a run that stops halfway leaves no file that looks whole.
    """
    if out is None:
        yield lambda _: None
        return
    import msgspec

    part = out.with_name(out.name + ".part")
    try:
        file = part.open("wb")
    except OSError as error:
        raise SuiteError(f"{out}: cannot be written ({error.strerror}); choose another place") from error
    try:
        with file:

            def keep(row: dict[str, Any]) -> None:
                file.write(msgspec.json.encode(row) + b"\n")

            yield keep
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def table_scores(title: str, scores: dict[str, Any]) -> "Table":
    """Return scores as a table: a line for each kind, a column for each metric; single figures in the caption."""
    from rich import box
    from rich.table import Table

    kinds = {name: value for name, value in scores.items() if isinstance(value, dict)}
    single = ", ".join(f"{value} {name}" for name, value in scores.items() if name not in kinds)
    table = Table(
        title=title, caption=single, title_justify="left", caption_justify="left", box=box.SIMPLE_HEAD
    )
    metrics = list(dict.fromkeys(metric for value in kinds.values() for metric in value))
    table.add_column("")
    for metric in metrics:
        table.add_column(metric.replace("_", " "), justify="right")
    for name, value in kinds.items():
        table.add_row(name, *(_show(value.get(metric)) for metric in metrics))
    return table


def _show(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.1f}" if isinstance(value, float) else str(value)
