"""`servanda explain`: the way back from a record to the words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from servanda.cli import options
from servanda.cli.guard import EXIT_WRONG, guarded, tell
from servanda.cli.output import open_console, print_bytes, print_tables, wants_json

if TYPE_CHECKING:
    from rich.console import RenderableType

    from servanda.cli.session import View
    from servanda.model import Verdict

EXAMPLE = (
    "Example:  servanda explain M-1f3a9c02be   (ids stand in every table; claim and document ids work too)"
)

CANDIDATES: Final = 8
"""Ids that are named where several begin as was asked."""
SHORTEST: Final = 4
"""Characters that the beginning of an id has at least."""


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

            described["verdicts"] = list_verdicts(name, view)
            print_bytes(msgspec.json.encode(described) + b"\n")
            return
    else:
        shown = show(name, view, every)
        if shown is not None:
            print_tables([*shown, *show_verdicts(list_verdicts(name, view))])
            return
    ruled = view.picture.rejected.get(name)
    if ruled is not None:
        tell(
            f"{name} is left out: rejected by {ruled.by} at {ruled.at}{f': {ruled.note}' if ruled.note else ''}"
        )
    else:
        tell(say_missing(name, view.trail.list_ids(name)))
    raise typer.Exit(EXIT_WRONG)


def say_missing(name: str, begun: list[str]) -> str:
    """Return why an id leads nowhere: nothing has it, or several begin with it."""
    if begun:
        more = f" … ({len(begun)} in all)" if len(begun) > CANDIDATES else ""
        return f"several ids begin with '{name}': {', '.join(begun[:CANDIDATES])}{more}; give more of the one"
    if len(name) < SHORTEST:
        return f"'{name}' is too short for an id; give at least {SHORTEST} characters of it"
    return f"there is no record, claim or document '{name}'; ids stand in every table"


def describe(name: str, view: "View") -> dict[str, Any] | None:
    """Return the explanation of an id as JSON, or None where nothing has it."""
    from servanda.export.explain import describe_explanation
    from servanda.export.lines import describe_claim, describe_document, describe_reading
    from servanda.model import Records

    name = _complete(name, view)
    found = view.trail.find(name)
    if found is not None:
        return describe_explanation(found, view.trail, view.picture.links)
    claim = view.trail.claims.get(name)
    if claim is not None:
        document = view.trail.documents[claim.document]
        return {"claim": describe_claim(claim, document.text), "document": describe_document(document)}
    if name not in view.trail.documents:
        return None
    reading = next(item for item in view.picture.readings if item.document.id == name)
    described = describe_reading(reading, Records())
    return {key: described[key] for key in ("document", "claims", "issues")}


def show(name: str, view: "View", every: bool) -> "Iterator[RenderableType] | None":
    """Return what explains an id on a terminal, or None where nothing has it."""
    from servanda.export.explain import CLAIM_LIMIT, explain_claim, explain_record

    width = open_console().width
    name = _complete(name, view)
    found = view.trail.find(name)
    if found is not None:
        limit = len(found.claims) if every else CLAIM_LIMIT
        return explain_record(found, view.trail, width, view.picture.links, limit)
    claim = view.trail.claims.get(name)
    if claim is not None:
        return explain_claim(claim, view.trail.documents[claim.document], width)
    return _show_document(name, view, width) if name in view.trail.documents else None


def _show_document(document_id: str, view: "View", width: int) -> "Iterator[RenderableType]":
    """Yield a document's heading and each of its claims."""
    from servanda.cli.picture import head_document
    from servanda.export.explain import explain_claim

    reading = next(item for item in view.picture.readings if item.document.id == document_id)
    yield head_document(reading.document)
    for claim in reading.claims:
        yield ""
        yield from explain_claim(claim, reading.document, width)


def list_verdicts(name: str, view: "View") -> "list[Verdict]":
    """Return the verdicts that stand on an id, and on the claims of a record."""
    name = _complete(name, view)
    record = view.trail.find(name)
    ids = {name}
    if record is not None:
        from servanda.resolve.decide import make_id

        ids |= {*record.claims, *(make_id(record.id[0], claim) for claim in record.claims)}
    return [
        one for one in view.picture.verdicts if one.target.removeprefix("claim:").partition("#")[0] in ids
    ]


def show_verdicts(verdicts: "list[Verdict]") -> "Iterator[RenderableType]":
    """Yield who ruled what, a line each."""
    from servanda.export.frame import bold

    for one in verdicts:
        note = f": {one.note}" if one.note else ""
        yield bold(f"\n§ Verdict on {one.target}: {one.ruling}, by {one.by} at {one.at}{note}")


def _complete(name: str, view: "View") -> str:
    """Return the one id that begins with what was asked for, else what was asked for."""
    begun = view.trail.list_ids(name)
    return begun[0] if len(begun) == 1 else name
