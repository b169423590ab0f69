"""`servanda read`: from files, folders, addresses or standard input to claims and records."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final

import typer

from servanda.cli import options
from servanda.cli.guard import EXIT_STOPPED, EXIT_UNREAD, guarded, tell
from servanda.cli.output import print_bytes, print_tables, wants_json

if TYPE_CHECKING:
    from servanda.batch.run import Outcome
    from servanda.cli.gathering import Gathering
    from servanda.codebook import Codebook
    from servanda.model import Reading
    from servanda.store import Record

TABLES_FOR: Final = 5
"""Documents kept in a record up to which their tables are printed at once."""
EXAMPLE = "Example:  servanda read report.txt --published 2022-09-05 --publisher Sputnik"


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command(epilog=EXAMPLE)(read)


@guarded
def read(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH|URL|-…", help="Files, folders, web addresses, or - for standard input."),
    ],
    json: options.Json = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="When it was published: 2022-09-05, 2022-09 or 2022.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")] = None,
    stake: Annotated[
        str | None, typer.Option(metavar="WORD", help="party, mediator, monitor, media, ngo or unknown.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="WORD", help="report, agreement, statement or note.")
    ] = None,
    record: options.RecordToKeep = None,
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="Processes that read side by side.")] = 1,
    as_of: options.AsOf = None,
    codebook: options.CodebookPath = None,
) -> None:
    """Read documents; print what they claim, and keep it where --record says so.

    A folder is read with its subfolders. An index.csv in it, with the columns
    path, published, publisher, stake, kind, settlement, tells what is known of
    each file. What the record has read already is not read again.
    """
    given = _check_given({"published": published, "publisher": publisher, "stake": stake, "kind": kind})
    from servanda.cli.gathering import Gathering
    from servanda.cli.session import load_codebook, open_record

    book = load_codebook(codebook)
    with open_record(record, create=True) if record else nullcontext() as kept:
        gathering = Gathering(paths, book, kept, given, jobs, codebook)
        try:
            if wants_json(json):
                _print_lines(gathering, book, kept, as_of)
            else:
                _print_pictures(gathering, book, kept, as_of)
        except KeyboardInterrupt:
            _say_stopped(gathering, kept)
            raise typer.Exit(EXIT_STOPPED) from None
        gathering.say_summary()
    if gathering.failed:
        raise typer.Exit(EXIT_UNREAD)


def _check_given(given: dict[str, str | None]) -> dict[str, str]:
    """Return what the user gave; raises BadParameter for a date or word that there is not."""
    from servanda.intake.index import check_meta

    stated = {name: value for name, value in given.items() if value}
    wrong = check_meta(stated)
    if wrong is not None:
        raise typer.BadParameter(wrong)
    return stated


def _print_lines(gathering: "Gathering", book: "Codebook", kept: "Record | None", as_of: date | None) -> None:
    """Print one line of JSON a document, each as soon as it is read."""
    from servanda.batch.places import Locator
    from servanda.batch.single import draw
    from servanda.export.lines import write_reading

    locator = Locator(book)
    for reading in _readings(gathering.outcomes(), kept):
        records = draw([reading], book, as_of=as_of).records
        print_bytes(write_reading(reading, records, locator.locate([reading])))


def _print_pictures(
    gathering: "Gathering", book: "Codebook", kept: "Record | None", as_of: date | None
) -> None:
    """Print tables of what was read; of a large batch that is kept, only what to ask next."""
    from servanda.batch.single import draw
    from servanda.cli.picture import show_picture

    readings: list[Reading] = []
    count = 0
    for reading in _readings(gathering.outcomes(), kept):
        count += 1
        if kept is None or count <= TABLES_FOR:
            readings.append(reading)
    if readings and (kept is None or count <= TABLES_FOR):
        print_tables(show_picture(draw(readings, book, as_of=as_of)))


def _readings(outcomes: "Iterator[Outcome]", kept: "Record | None") -> "Iterator[Reading]":
    """Yield what was read, and out of the record what had been read before."""
    from servanda.cli.gathering import Recall

    recall = Recall(kept) if kept is not None else None
    for outcome in outcomes:
        if outcome.reading is None or outcome.status == "failed":
            continue
        if recall is not None and outcome.status == "known":
            yield recall.reading(outcome.reading.document)
        else:
            if recall is not None:
                recall.note(outcome.reading)
            yield outcome.reading


def _say_stopped(gathering: "Gathering", kept: "Record | None") -> None:
    """Say what is safe and how to go on."""
    if kept is None:
        noun = "document" if gathering.read == 1 else "documents"
        tell(f"stopped after {gathering.read} {noun}; nothing is kept without --record")
    else:
        done = gathering.read + gathering.known
        are = "document is" if done == 1 else "documents are"
        tell(f"stopped; {done} {are} in {kept.where}. The same command goes on where it stopped")
