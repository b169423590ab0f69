"""`servanda score`: what the reader gets right on a suite with known answers."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

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
    suite: Annotated[str, typer.Argument(metavar="SUITE", help="What is scored: cases or times.")],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The suite's input, a file or folder.")],
    predictions: Annotated[
        Path | None,
        typer.Option(metavar="OUT", help="Write one line of JSON a prediction here.", show_default=False),
    ] = None,
    json: options.Json = None,
) -> None:
    """Read a suite's input and print precision, recall and the like where it carries answers."""
    scorer = SUITES.get(suite)
    if scorer is None:
        tell(f"there is no suite '{suite}'; there are: {', '.join(SUITES)}")
        raise typer.Exit(EXIT_WRONG)
    if not path.exists():
        tell(f"{path}: no such file or folder; check the path")
        raise typer.Exit(EXIT_WRONG)
    if predictions is not None:
        tell(f"the suite '{suite}' writes no predictions yet; leave --predictions out")
        raise typer.Exit(EXIT_WRONG)
    scores = scorer(path)
    if wants_json(json):
        import msgspec

        print_bytes(msgspec.json.encode(scores) + b"\n")
    else:
        print_tables([table_scores(f"{suite} · {path}", scores)])


def _score_times(path: Path) -> dict[str, Any]:
    """Score the dates, times and durations found in a folder of TimeML files."""
    from servanda.bench.times import score_times

    return score_times(path)


def _score_cases(path: Path) -> dict[str, Any]:
    """Score the claims read from a folder of cases, kind by kind."""
    from servanda.batch.reader import load_reader
    from servanda.bench.cases import load_cases, rates, score_cases

    tallies, outcomes = score_cases(load_cases(path), load_reader())
    scores: dict[str, Any] = {"cases": len(outcomes)}
    for kind, tally in sorted(tallies.items()):
        found, right = rates(tally, tally.found), rates(tally, tally.right)
        scores[kind] = {"expected": tally.expected, "read": tally.read}
        scores[kind] |= {
            f"found_{name}": round(100 * rate, 1) for name, rate in zip(_RATES, found, strict=True)
        }
        scores[kind] |= {
            f"right_{name}": round(100 * rate, 1) for name, rate in zip(_RATES, right, strict=True)
        }
    return scores


_RATES = ("precision", "recall", "f1")
SUITES: dict[str, Callable[[Path], dict[str, Any]]] = {"cases": _score_cases, "times": _score_times}
"""What can be scored, by name."""


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
