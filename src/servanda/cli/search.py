"""`servanda search`: documents by their words."""

from typing import Annotated

import typer

from servanda.cli import options
from servanda.cli.guard import guarded, tell
from servanda.cli.output import print_json, print_tables, wants_json

EXAMPLE = "Example:  servanda search prisoners 'Lachin corridor'"


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command(epilog=EXAMPLE)(search)


@guarded
def search(
    words: Annotated[
        list[str], typer.Argument(help="All of them must stand in a document; begin* and 'in a row' work.")
    ],
    json: options.Json = None,
    record: options.RecordPath = options.DEFAULT_RECORD,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most N documents.")] = 20,
    known_by: options.KnownBy = None,
) -> None:
    """Find documents by their words, the best first. Letters are folded: Xankendi finds Xankəndi."""
    from servanda.cli.session import open_record
    from servanda.export.lines import describe_document

    asked = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    with open_record(record) as kept:
        hits = [
            (kept.document(name, known_by), snippet) for name, snippet in kept.search(asked, known_by, limit)
        ]
    found = [(document, snippet) for document, snippet in hits if document is not None]
    if wants_json(json):
        print_json(describe_document(document) | {"snippet": snippet} for document, snippet in found)
    elif found:
        from servanda.cli.picture import head_document
        from servanda.export.frame import stack

        print_tables(stack(head_document(document), f"  {snippet}\n") for document, snippet in found)
    else:
        tell("no document has all of these words")
