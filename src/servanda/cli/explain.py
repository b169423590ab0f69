"""`servanda explain`: the way back from a record to the words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from servanda.cli import options
from servanda.cli.guard import EXIT_WRONG, guarded, tell
from servanda.cli.output import open_console, print_bytes, print_tables, wants_json

if TYPE_CHECKING:
    from rich.console import RenderableType

    from servanda.cli.session import View

EXAMPLE = (
    "Example:  servanda explain M-1f3a9c02be   (ids stand in every table; claim and document ids work too)"
)


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command(epilog=EXAMPLE)(explain)


@guarded
def explain(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="Id of a record, claim or document, or its beginning.")
    ],
    json: options.Json = None,
    every: Annotated[bool, typer.Option("--all", help="All claims of a record that has many.")] = False,
    record: options.RecordPath = options.DEFAULT_RECORD,
    as_of: options.AsOf = None,
    known_by: options.KnownBy = None,
    codebook: options.CodebookPath = None,
) -> None:
    """Walk from a record back to its claims, their words, the rule that read them, and the document."""
    from servanda.cli.session import load_view

    view = load_view(record, codebook, as_of=as_of, known_by=known_by)
    if wants_json(json):
        described = describe(name, view)
        if described is not None:
            import msgspec

            print_bytes(msgspec.json.encode(described) + b"\n")
            return
    else:
        shown = show(name, view, every)
        if shown is not None:
            print_tables(shown)
            return
    tell(f"there is no record, claim or document '{name}' (or several begin so); ids stand in every table")
    raise typer.Exit(EXIT_WRONG)


def describe(name: str, view: "View") -> dict[str, Any] | None:
    """Return the explanation of an id as JSON, or None where nothing has it."""
    from servanda.export.explain import describe_explanation
    from servanda.export.lines import describe_claim, describe_document, describe_reading
    from servanda.model import Records

    found = view.trail.find(name)
    if found is not None:
        return describe_explanation(found, view.trail, view.picture.links)
    claim_id = _only(name, view.trail.claims)
    if claim_id is not None:
        claim = view.trail.claims[claim_id]
        document = view.trail.documents[claim.document]
        return {"claim": describe_claim(claim, document.text), "document": describe_document(document)}
    document_id = _only(name, view.trail.documents)
    if document_id is None:
        return None
    reading = next(item for item in view.picture.readings if item.document.id == document_id)
    described = describe_reading(reading, Records())
    return {key: described[key] for key in ("document", "claims", "issues")}


def show(name: str, view: "View", every: bool) -> "Iterator[RenderableType] | None":
    """Return what explains an id on a terminal, or None where nothing has it."""
    from servanda.export.explain import CLAIM_LIMIT, explain_claim, explain_record

    width = open_console().width
    found = view.trail.find(name)
    if found is not None:
        limit = len(found.claims) if every else CLAIM_LIMIT
        return explain_record(found, view.trail, width, view.picture.links, limit)
    claim_id = _only(name, view.trail.claims)
    if claim_id is not None:
        claim = view.trail.claims[claim_id]
        return explain_claim(claim, view.trail.documents[claim.document], width)
    document_id = _only(name, view.trail.documents)
    return _show_document(document_id, view, width) if document_id is not None else None


def _show_document(document_id: str, view: "View", width: int) -> "Iterator[RenderableType]":
    """Yield a document's heading and each of its claims."""
    from servanda.cli.picture import head_document
    from servanda.export.explain import explain_claim

    reading = next(item for item in view.picture.readings if item.document.id == document_id)
    yield head_document(reading.document)
    for claim in reading.claims:
        yield ""
        yield from explain_claim(claim, reading.document, width)


def _only(name: str, ids: "dict[str, Any]") -> str | None:
    """Return the one id that is, or begins with, what was asked for."""
    if name in ids:
        return name
    begun = [found for found in ids if len(name) >= 4 and found.startswith(name)]
    return begun[0] if len(begun) == 1 else None
