"""`servanda board`: how the commitments of an agreement stand on a day."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import options
from servanda.cli.guard import EXIT_WRONG, guarded, tell
from servanda.cli.hints import say_command
from servanda.cli.output import print_json, print_tables, wants_json

if TYPE_CHECKING:
    from rich.console import RenderableType

    from servanda.cli.session import View
    from servanda.model import Agreement, Commitment

EXAMPLE = "Example:  servanda board G-3f2a91 --as-of 2022-12-31   (or words of its title)"


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command(epilog=EXAMPLE)(board)


@guarded
def board(
    agreement: Annotated[
        str | None,
        typer.Argument(help="An agreement: its id, words of its title, or its date. Without it: all."),
    ] = None,
    json: options.Json = None,
    record: options.RecordPath = options.DEFAULT_RECORD,
    as_of: options.AsOf = None,
    known_by: options.KnownBy = None,
    codebook: options.CodebookPath = None,
) -> None:
    """Show the commitments with deadline, clock, score, standing and the last word on each."""
    from servanda.cli.filters import Filters, pick
    from servanda.cli.session import load_view

    view = load_view(record, codebook, as_of=as_of, known_by=known_by)
    records = view.picture.records
    chosen = records.agreements if agreement is None else find_agreements(agreement, records.agreements)
    if agreement is not None and not chosen:
        tell(f"no agreement is called '{agreement}'; see them with: {say_command('agreements', record)}")
        raise typer.Exit(EXIT_WRONG)
    names = {found.id for found in chosen}
    every = [item for item in records.commitments if agreement is None or item.agreement in names]
    rows = pick(every, Filters(), records.actors)
    if wants_json(json):
        print_json(rows)
    elif rows:
        print_tables(show_board(rows, chosen, view))
    else:
        tell(f"no commitments that fit; see all with: {say_command('board', record)}")


def find_agreements(asked: str, agreements: "Sequence[Agreement]") -> "list[Agreement]":
    """Return the agreements that an id (or its beginning), words of a title or a date mean."""
    exact = [item for item in agreements if item.id == asked]
    if exact:
        return exact
    words = asked.casefold().strip()
    return [
        item
        for item in agreements
        if (len(asked) >= 4 and item.id.startswith(asked))
        or (words and words in (item.title or "").casefold())
        or item.signed == asked
    ]


def show_board(
    rows: "Sequence[Commitment]", agreements: "Sequence[Agreement]", view: "View"
) -> "Iterator[RenderableType]":
    """Yield one table an agreement, then those of no known agreement, then the sum."""
    from servanda.export.frame import bold
    from servanda.export.tables import table_commitments

    for agreement in agreements:
        owed = [row for row in rows if row.agreement == agreement.id]
        if owed:
            yield table_commitments(owed, view.trail, name_agreement(agreement))
    names = {agreement.id for agreement in agreements}
    rest = [row for row in rows if row.agreement not in names]
    if rest:
        yield table_commitments(rest, view.trail, "Agreement not stated")
    yield bold(f"As of {view.picture.as_of}: {sum_up(rows)}")


def name_agreement(agreement: "Agreement") -> str:
    """Return an agreement's title (or kind), date and id in a line."""
    from servanda.export.dates import say_date

    title = agreement.title or agreement.kind or "Agreement"
    signed = say_date(agreement.signed) if agreement.signed else "no date stated"
    return f"{title} · {signed} · {agreement.id}"


def sum_up(rows: "Sequence[Commitment]") -> str:
    """Return how many commitments there are, by clock and by standing."""
    clocks = Counter(row.clock or "not assessed" for row in rows)
    disputed = sum(1 for row in rows if row.standing == "disputed")
    parts = [f"{count} {clock}" for clock, count in clocks.most_common()]
    if disputed:
        parts.append(f"{disputed} disputed")
    noun = "commitment" if len(rows) == 1 else "commitments"
    return f"{len(rows)} {noun}: {', '.join(parts)}"
