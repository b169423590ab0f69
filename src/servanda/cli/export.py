"""`servanda export`: the record into a file of another form."""

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated, BinaryIO, Final

import typer

from servanda.cli import options
from servanda.cli.guard import EXIT_WRONG, guarded, tell

FORMATS: Final = ("jsonl",)
EXAMPLE = "Example:  servanda export jsonl record.jsonl"


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command(epilog=EXAMPLE)(export)


@guarded
def export(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT", help="jsonl: one object a document, as `servanda read --json` prints it."
        ),
    ],
    path: Annotated[str, typer.Argument(metavar="PATH", help="The file to write, or - for standard output.")],
    record: options.RecordPath = options.DEFAULT_RECORD,
    as_of: options.AsOf = None,
    known_by: options.KnownBy = None,
    codebook: options.CodebookPath = None,
) -> None:
    """Write the record's documents, claims and records into a file."""
    if form not in FORMATS:
        raise typer.BadParameter(f"there is no format '{form}' yet; it is one of {', '.join(FORMATS)}")
    from servanda.batch.places import Locator
    from servanda.batch.single import draw
    from servanda.cli.session import load_codebook, open_record
    from servanda.export.lines import write_reading

    book = load_codebook(codebook)
    locator = Locator(book)
    count = 0
    try:
        with open_record(record) as kept, _open(path) as out:
            for reading in kept.readings(known_by=known_by):
                records = draw([reading], book, as_of=as_of).records
                out.write(write_reading(reading, records, locator.locate([reading])))
                count += 1
    except BrokenPipeError:
        raise
    except OSError as error:
        tell(f"{path}: cannot be written ({error.strerror or error}); choose another path")
        raise typer.Exit(EXIT_WRONG) from None
    tell(f"{count} documents written to {path}")


def _open(path: str) -> "AbstractContextManager[BinaryIO]":
    """Open a file for bytes, or standard output."""
    return nullcontext(sys.stdout.buffer) if path == "-" else Path(path).open("wb")
