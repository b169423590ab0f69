"""`servanda demo`: the bundled examples read, kept and shown, settlement by settlement."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from servanda.cli import options
from servanda.cli.guard import EXIT_STOPPED, EXIT_UNREAD, EXIT_WRONG, guarded, tell
from servanda.cli.hints import say_command
from servanda.cli.output import print_tables

if TYPE_CHECKING:
    from rich.console import RenderableType

    from servanda.cli.session import View
    from servanda.model import Records, Settled

RECORD: Final = "servanda-demo.sqlite"
ROWS: Final = 6
"""Records of a kind shown of one settlement."""
EXAMPLE = "Example:  servanda demo --as-of 2022-12-31"


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command(epilog=EXAMPLE)(demo)


@guarded
def demo(
    record: Annotated[
        str, typer.Option("--record", metavar="DB", help="Where the demonstration is kept.")
    ] = RECORD,
    as_of: options.AsOf = None,
) -> None:
    """Read the bundled example reports and reference settlements, keep them, and show the record of each settlement."""
    from servanda.batch.settlements import keep_process
    from servanda.cli.gathering import Gathering
    from servanda.cli.session import load_codebook, load_view, open_record
    from servanda.reference import list_processes, load_process

    examples = find_examples()
    if examples is None:
        tell("the bundled examples are missing; reinstall servanda")
        raise typer.Exit(EXIT_WRONG)
    with open_record(record, create=True) as kept:
        book = load_codebook(None)
        gathering = Gathering([str(examples)], book, kept, {})
        try:
            for _ in gathering.outcomes():
                pass
        except KeyboardInterrupt:
            tell("stopped; the same command goes on where it stopped")
            raise typer.Exit(EXIT_STOPPED) from None
        for path in list_processes():
            keep_process(load_process(path), book, kept)
        gathering.say_summary()
    view = load_view(record, as_of=as_of)
    print_tables([*show_demo(view, gathering.settlements, record), *suggest(record, view, examples)])
    if gathering.failed:
        raise typer.Exit(EXIT_UNREAD)


def find_examples() -> Path | None:
    """Return the folder of the bundled examples, installed or in a source checkout."""
    package = Path(__file__).resolve().parents[1]
    for candidate in (package / "examples", package.parents[1] / "examples"):
        if candidate.is_dir():
            return candidate
    return None


def show_demo(view: "View", settlements: dict[str, str], record: str) -> "Iterator[RenderableType]":
    """Yield, for each settlement, what is best told of it; then what the sources disagree on."""
    from servanda.cli.picture import show_records
    from servanda.export.disagreements import table_disagreements
    from servanda.export.frame import dim

    for name in dict.fromkeys(settlements.values()):
        ids = {document for document, settlement in settlements.items() if settlement == name}
        yield from head(
            f"{name.replace('-', ' ').title()} · {len(ids)} {'document' if len(ids) == 1 else 'documents'}"
        )
        chosen, left = select_records(view, ids)
        yield from show_records(chosen, view.trail)
        if left:
            yield dim(f" … and {left} more records of this settlement; by kind:")
            for kind in ("meetings", "agreements", "commitments", "events"):
                yield line(f"     {say_command(kind, record)}", "dim")
    found = table_disagreements(view.picture.records, view.trail, "")
    yield from head("Where the sources disagree")
    yield found or dim("Nowhere that this record shows: no two voices on it contradict each other.")


def head(title: str) -> "Iterator[RenderableType]":
    """Yield a heading with a line across the page."""
    from rich.rule import Rule
    from rich.text import Text

    yield ""
    yield Rule(Text(title, style="bold"), align="left", style="dim")
    yield ""


def select_records(view: "View", documents: set[str]) -> "tuple[Records, int]":
    """Return the best told records that rest on some documents, and how many were left out.

    Of meetings and events only those that are news there.
    """
    from servanda.model import Records

    every = view.picture.records
    of_them: dict[str, Sequence[Settled]] = {
        "meetings": [item for item in every.meetings if not item.background],
        "agreements": every.agreements,
        "commitments": every.commitments,
        "events": [item for item in every.events if not item.background],
    }
    chosen: dict[str, list[Any]] = {}
    left = 0
    for name, records in of_them.items():
        resting = [record for record in records if _rests_on(record, documents, view)]
        chosen[name] = sorted(resting, key=weigh, reverse=True)[:ROWS]
        left += len(resting) - len(chosen[name])
    return Records(**chosen), left


def _rests_on(record: "Settled", documents: set[str], view: "View") -> bool:
    claims = (view.trail.claims.get(name) for name in record.claims)
    return any(claim is not None and claim.document in documents for claim in claims)


def weigh(record: "Settled") -> tuple[int, str]:
    """Return how much is told of a record: by how many claims, and in how many of its fields."""
    import msgspec

    fields = msgspec.to_builtins(record).values()
    filled = sum(1 for value in fields if value not in (None, [], {}, "unknown", False))
    return 2 * min(len(record.claims), 5) + filled + 3 * bool(record.disagreements), record.id


def suggest(record: str, view: "View", examples: Path) -> "Iterator[RenderableType]":
    """Yield what to try next: commands that work as they stand, with an id that is there."""
    from servanda.export.frame import dim

    records = view.picture.records
    first: Sequence[Settled] = records.meetings or records.commitments or records.events
    shown = max(first, key=weigh).id if first else None
    yield from head("What to try next")
    for words, where, why in (
        (f"explain {shown}" if shown else "actors", record, "the way back to the words"),
        ("board --as-of 2022-12-31", record, "how commitments stood on a day"),
        ("agreements --graph", record, "what implements, reaffirms or replaces what"),
        ("meetings --actor Armenia", record, "one side's meetings"),
        ("search 'heavy weapons'", record, "documents by their words"),
        (
            f"read {name_example(examples)} --table",
            None,
            "one document; put a report of your own in its place",
        ),
    ):
        yield line(f"  {say_command(words, where)}", "bold")
        yield dim(f"      {why}")
    yield ""


def name_example(examples: Path) -> str:
    """Return the path of one bundled document, as short as it works from here."""
    import shlex

    path = next(iter(sorted(examples.rglob("12-*.txt")) or sorted(examples.rglob("*.txt"))), examples)
    here = Path.cwd()
    return shlex.quote(str(path.relative_to(here) if path.is_relative_to(here) else path))


def line(words: str, style: str) -> "RenderableType":
    """Return a line that is never broken, so that a command can be copied whole."""
    from rich.text import Text

    return Text(words, style=style, no_wrap=True, overflow="ignore")
