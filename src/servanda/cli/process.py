"""`servanda process`: settlements kept as reference data, listed, checked, and loaded into a record."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import options
from servanda.cli.guard import EXIT_UNREAD, guarded, tell
from servanda.cli.hints import say_command
from servanda.cli.output import print_json, print_tables, wants_json

if TYPE_CHECKING:
    from servanda.codebook import Codebook
    from servanda.reference import Process
    from servanda.store import Record

tree = typer.Typer(
    help="Agreements and their points kept as reference data: list, check, load.",
    no_args_is_help=True,
    epilog="Example:  servanda process load nagorno-karabakh --record settlement.sqlite",
)


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.add_typer(tree, name="process")


@tree.callback()
def _root() -> None:
    """Agreements and their points kept as reference data."""


@tree.command("list", epilog="Example:  servanda process list")
@guarded
def show(json: options.Json = None) -> None:
    """List the bundled settlements with their agreements."""
    from servanda.reference import list_processes, load_process

    loaded = [load_process(path) for path in list_processes()]
    if wants_json(json):
        print_json({"name": one.name, "label": one.label, "coder": one.coded_by, "agreements": [
            {"id": item.id, "title": item.title, "signed": item.signed, "signature_state": item.signature_state,
             "points": len(item.points)} for item in one.agreements]} for one in loaded)  # fmt: skip
    else:
        print_tables(line for one in loaded for line in _describe(one))


def _describe(process: "Process") -> list[str]:
    """Return a settlement in lines: its name, then its agreements."""
    lines = [f"{process.name} · {process.label} · {process.coded_by}"]
    for item in process.agreements:
        lines.append(f"    {item.title} · {item.signature_state} {item.signed} · {len(item.points)} points")
    return lines


@tree.command(epilog="Example:  servanda process check processes/tigray.yaml")
@guarded
def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME|FILE…", help="Settlements; without any, all the bundled ones."),
    ] = None,
    codebook: options.CodebookPath = None,
) -> None:
    """Say of every file what does not fit, each trouble as file:line."""
    from servanda.cli.session import load_codebook
    from servanda.reference import check_process, find_process, list_processes

    book = load_codebook(codebook)
    paths = [find_process(name) for name in files] if files else list_processes()
    problems = 0
    for path in paths:
        for problem in check_process(path, book):
            typer.echo(str(problem))
            problems += 1
    noun = "file" if len(paths) == 1 else "files"
    if problems:
        tell(f"{problems} {'trouble' if problems == 1 else 'troubles'} in {len(paths)} {noun}")
        raise typer.Exit(EXIT_UNREAD)
    tell(f"{len(paths)} {noun} checked: everything fits")


@tree.command(epilog="Example:  servanda process load nagorno-karabakh --record settlement.sqlite")
@guarded
def load(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME|FILE…", help="Names of bundled settlements, or files.")
    ],
    record: options.RecordPath = options.DEFAULT_RECORD,
    codebook: options.CodebookPath = None,
) -> None:
    """Put the agreements and points of settlements into a record, as claims of who coded them by hand."""
    from servanda.cli.session import load_codebook, open_record
    from servanda.reference import find_process, load_process

    book = load_codebook(codebook)
    processes = [load_process(find_process(name), book) for name in names]
    with open_record(record, create=True) as kept:
        for process in processes:
            points = sum(len(agreement.points) for agreement in process.agreements)
            new, outvoted = keep_process(process, book, kept)
            state = "loaded" if new else "in the record already"
            tell(
                f"{process.name}: {len(process.agreements)} agreements, {points} points, {state}"
                f"{f'; an older version outvoted, {outvoted} claims' if outvoted else ''}"
            )
        tell(f"the record is {kept.where}; see: {say_command('board', record)}")


def keep_process(process: "Process", book: "Codebook", record: "Record") -> tuple[int, int]:
    """Put a settlement into a record; return how many notes are new, and how many claims of older versions fell.

    A note that the file no longer yields stays, as everything does; its claims are rejected by their coder.
    """
    from servanda.batch.run import make_run, name_codebook
    from servanda.model import Verdict
    from servanda.reference import compose

    settings = {"process": process.name, "coder": process.coded_by}
    run = make_run(book, settings)
    readings = list(compose(process, book.name))
    kept = {reading.document.id for reading in readings}
    paths = f"processes/{process.name}#"
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    fallen = [
        claim
        for claim in record.claims(kind=None)
        if claim.cue.rule.startswith(paths)
        and claim.coder.partition("@")[0] == process.coder
        and claim.document not in kept
    ]
    ruled = {verdict.target for verdict in record.verdicts() if verdict.ruling == "reject"}
    outvoted = 0
    for claim in fallen:
        if f"claim:{claim.id}" not in ruled:
            note = f"replaced by {process.coded_by}, {name_codebook(book)}"
            record.add_verdict(
                Verdict(target=f"claim:{claim.id}", ruling="reject", note=note, by=process.coded_by, at=at)
            )
            outvoted += 1
    new = sum(record.add(reading, run, f"processes/{process.name}.yaml") for reading in readings)
    return new, outvoted
