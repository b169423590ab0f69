"""`servanda board`: how the commitments of an agreement stand on a day."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final

import typer

from servanda.cli import options
from servanda.cli.guard import EXIT_WRONG, guarded, tell
from servanda.cli.hints import say_command
from servanda.cli.output import open_console, print_json, print_tables, wants_json

if TYPE_CHECKING:
    from dateutil.relativedelta import relativedelta

    from servanda.cli.session import View
    from servanda.export.rows import Group, Row
    from servanda.ledger.changes import Change
    from servanda.ledger.summary import Summary
    from servanda.model import Agreement, Commitment

EXAMPLE = "Example:  servanda board 'Pretoria' --as-of 2022-12-31 --changes-since 2022-11-30"
_WITHIN: Final = re.compile(r"(\d+)\s*([dwmy])", re.IGNORECASE)


def parse_within(text: str) -> "relativedelta":
    """Return a distance in time (``30d``, ``2w``, ``3m``, ``P30D``, ``30 days``); raises BadParameter."""
    from dateutil.relativedelta import relativedelta

    from servanda.ledger.offsets import read_offset

    short = _WITHIN.fullmatch(text.strip())
    if short is not None:
        number = int(short[1])
        units = {
            "d": relativedelta(days=number),
            "w": relativedelta(weeks=number),
            "m": relativedelta(months=number),
            "y": relativedelta(years=number),
        }
        return units[short[2].lower()]
    found = None if text.strip().startswith("-") else read_offset(text.strip())
    if found is None:
        raise typer.BadParameter(f"'{text}' is no distance in time; write 30d, 2w, 3m or P30D")
    return found


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
    since: Annotated[
        date | None,
        typer.Option(
            "--changes-since",
            parser=options.parse_last_day,
            metavar="DATE",
            help="Only what changed between that day and --as-of: state, deadline, words, new commitments.",
        ),
    ] = None,
    due: Annotated[
        str | None,
        typer.Option("--due", metavar="WITHIN", help="Only what falls due within 30d, 2w, 3m or P30D."),
    ] = None,
    silent: Annotated[
        int | None,
        typer.Option(
            "--silent",
            min=0,
            metavar="DAYS",
            help="Only what is open and has had no status word for so long.",
        ),
    ] = None,
    quotes: Annotated[bool, typer.Option("--quotes", help="The words under each line.")] = False,
    sums: Annotated[bool, typer.Option("--sums", help="Only the counts, by agreement and of all.")] = False,
    codebook: options.CodebookPath = None,
) -> None:
    """Show the commitments, a line each: state, clock, standing, the last word and whose it is.

    The counts under each agreement are of all its commitments, whatever was left
    out above, and always name those that nobody has assessed. § marks a person's verdict.
    """
    from servanda.cli.session import load_view
    from servanda.cli.verdict import tell_left_out
    from servanda.export import boards
    from servanda.export import rows as listing
    from servanda.ledger.summary import sum_up

    within = parse_within(due) if due is not None else None
    view = load_view(record, codebook, as_of=as_of, known_by=known_by)
    day = view.picture.as_of
    if since is not None and since > day:
        raise typer.BadParameter(f"--changes-since {since} lies after {day}, the day asked for")
    records = view.picture.records
    chosen = records.agreements if agreement is None else find_agreements(agreement, records.agreements)
    named = find_named(agreement, records.commitments) if agreement is not None else set()
    if agreement is not None and not chosen and not named:
        tell(f"no agreement is called '{agreement}'; see them with: {say_command('agreements', record)}")
        raise typer.Exit(EXIT_WRONG)
    names = named | {found.id for found in chosen}
    every = [item for item in records.commitments if agreement is None or item.agreement in names]
    every = listing.sort_rows(every, records.agreements, view.trail)
    rows = make_rows(every, view, since)
    if within is not None:
        rows = [row for row in rows if falls_due(row.commitment, day, day + within)]
    if silent is not None:
        rows = [row for row in rows if is_silent(row, silent)]
    groups = listing.group_rows(rows, every, records.agreements, view.trail)
    total = sum_up(every)
    if sums:
        _print_sums(groups, total, wants_json(json), day)
    elif wants_json(json):
        print_json(listing.describe_row(row, group.summary) for group in groups for row in group.rows)
    elif rows:
        heading = say_heading(day, len(rows), len(every), since, due, silent)
        asked = boards.Asked(quotes=quotes, silence=silent is not None)
        print_tables(boards.show_board(groups, view.trail, open_console().width, asked, total, heading))
    else:
        tell(f"no commitments that fit; see all with: {say_command('board', record)}")
    tell_left_out(view, "commitments", record)


def find_agreements(asked: str, agreements: "Sequence[Agreement]") -> "list[Agreement]":
    """Return the agreements that an id (or its beginning), words of a title (or its kind, where it has none) or a date mean."""
    exact = [item for item in agreements if item.id == asked]
    if exact:
        return exact
    words = asked.casefold().strip()
    return [
        item
        for item in agreements
        if (len(asked) >= 4 and item.id.startswith(asked))
        or (words and words in (item.title or item.kind or "").casefold())
        or item.signed == asked
    ]


def find_named(asked: str, commitments: "Sequence[Commitment]") -> set[str]:
    """Return what commitments call their agreement, where it has the words asked for and is no record's id."""
    words = asked.casefold().strip()
    names = {one.agreement for one in commitments if one.agreement and not one.agreement.startswith("G-")}
    return {name for name in names if words and words in name.casefold()}


def make_rows(commitments: "Sequence[Commitment]", view: "View", since: date | None) -> "list[Row]":
    """Return the commitments with their silence; with a day given only those that changed since, and what did."""
    from servanda.export.rows import Row
    from servanda.ledger.rules import load_rules
    from servanda.ledger.silence import find_silence

    quiet = load_rules(view.codebook.home).quiet
    agreements = {one.id: one for one in view.picture.records.agreements}
    told = {name: (claim, view.trail.documents[claim.document]) for name, claim in view.trail.claims.items()}
    changes = find_changed(view, since) if since is not None else None
    return [
        Row(
            one,
            find_silence(one, agreements.get(one.agreement or ""), told, quiet, view.picture.as_of),
            changes[one.id] if changes is not None else None,
        )
        for one in commitments
        if changes is None or one.id in changes
    ]


def find_changed(view: "View", since: date) -> "dict[str, Change]":
    """Return what changed for each commitment since a day."""
    from servanda.batch.single import stand
    from servanda.ledger.changes import find_changes

    before = stand(view.picture, view.codebook, since)
    return find_changes(before, view.picture.records.commitments)


def falls_due(commitment: "Commitment", first: date, last: date) -> bool:
    """Tell whether a commitment that is still open has its last day, or the last day for notice, between two days."""
    from servanda.export.dates import find_bounds
    from servanda.ledger.summary import CLOSED

    if commitment.clock is None or commitment.clock in CLOSED:
        return False
    days = (find_bounds(commitment.deadline.edtf)[1], find_bounds(commitment.deadline.notice)[1])
    return any(day is not None and first <= day <= last for day in days)


def is_silent(row: "Row", days: int) -> bool:
    """Tell whether an open commitment has had no status word for so many days, or none whose day is known."""
    from servanda.ledger.summary import CLOSED

    if row.commitment.clock in CLOSED:
        return False
    return row.silence.days is None or row.silence.days >= days


def say_heading(
    day: date, shown: int, every: int, since: date | None, due: str | None, silent: int | None
) -> str:
    """Return what the board shows, and how many of how many."""
    asked = [
        f"changed since {since}" if since is not None else "",
        f"due within {due}" if due is not None else "",
        f"open, and no status word for {silent} days" if silent is not None else "",
    ]
    words = "; ".join(part for part in asked if part)
    return f"As of {day}" + (f": {words} ({shown} of {every})" if words else "")


def _print_sums(groups: "Sequence[Group]", total: "Summary", as_json: bool, day: date) -> None:
    """Print the counts alone: of each agreement, then of all."""
    from servanda.export import boards

    if as_json:
        print_json([*(group.summary for group in groups), total])
    else:
        print_tables(boards.show_sums(groups, total, open_console().width, f"As of {day}"))
