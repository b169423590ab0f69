"""`servanda process`: settlements kept as reference data, listed, checked, and loaded into a record."""

from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import options
from servanda.cli.guard import EXIT_UNREAD, guarded, tell
from servanda.cli.hints import say_command
from servanda.cli.output import print_json, print_tables, wants_json

if TYPE_CHECKING:
    from servanda.reference import Process

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
    from servanda.batch.settlements import keep_process
    from servanda.cli.session import load_codebook, open_record
    from servanda.reference import find_process, load_process

    book = load_codebook(codebook)
    processes = [load_process(find_process(name), book) for name in names]
    with open_record(record, create=True) as kept:
        for process in processes:
            points = sum(len(agreement.points) for agreement in process.agreements)
            new, outvoted = keep_process(process, book, kept)
            tell(
                f"{process.name}: {len(process.agreements)} agreements, {points} points, "
                f"{'loaded' if new else 'in the record already'}"
                f"{f'; {outvoted} claims of another version outvoted' if outvoted else ''}"
            )
        tell(f"the record is {kept.where}; see: {say_command('board', record)}")
