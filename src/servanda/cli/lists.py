"""The listing commands: meetings, agreements, commitments, events, actors, places, issues."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from servanda.cli import options
from servanda.cli.guard import guarded, tell
from servanda.cli.hints import find_near, say_command, say_unknown
from servanda.cli.output import print_json, print_tables, wants_json

if TYPE_CHECKING:
    from rich.table import Table

    from servanda.cli.filters import Filters
    from servanda.cli.session import View
    from servanda.model import Claim, Settled

    Draw = Callable[[Sequence[Any], View], Table]


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command(epilog="Example:  servanda meetings --actor Armenia --from 2022-09 --state scheduled")(
        meetings
    )
    app.command(epilog="Example:  servanda agreements --actor Ethiopia --json")(agreements)
    app.command(epilog="Example:  servanda commitments --state overdue --as-of 2022-12-31")(commitments)
    app.command(epilog="Example:  servanda events --no-background --from 2022-09 --to 2022-12")(events)
    app.command(epilog="Example:  servanda actors --kind person --actor Lavrov")(actors)
    app.command(epilog="Example:  servanda places --actor Armenia --json")(places)
    app.command(epilog="Example:  servanda issues --code date-without-anchor")(issues)


@guarded
def meetings(
    json: options.Json = None,
    record: options.RecordPath = options.DEFAULT_RECORD,
    actor: options.ActorFilter = None,
    topic: options.TopicFilter = None,
    first: options.FromFilter = None,
    last: options.ToFilter = None,
    state: options.StateFilter = None,
    background: options.BackgroundFilter = None,
    limit: options.LimitFilter = None,
    as_of: options.AsOf = None,
    known_by: options.KnownBy = None,
    codebook: options.CodebookPath = None,
) -> None:
    """List meetings, calls and summits, held or to come.

    States: proposed, scheduled, held, ongoing, postponed, cancelled. What is
    said not to have taken place is listed, and is in none of them.
    """
    from servanda.cli.filters import Filters
    from servanda.export.tables import table_meetings

    filters = Filters(actor, topic, first, last, state, background, limit, as_of)
    _list(
        "meetings",
        filters,
        lambda rows, view: table_meetings(rows, view.trail),
        record,
        known_by,
        codebook,
        json,
    )


@guarded
def agreements(
    form: Annotated[
        str | None,
        typer.Argument(metavar="[dot|mermaid]", help="The form of the graph.", show_default=False),
    ] = None,
    graph: Annotated[
        bool,
        typer.Option(
            "--graph",
            help="What implements, amends, reaffirms or supersedes what, by the words: a tree, or nodes and edges (--json).",
        ),
    ] = False,
    json: options.Json = None,
    record: options.RecordPath = options.DEFAULT_RECORD,
    actor: options.ActorFilter = None,
    topic: options.TopicFilter = None,
    first: options.FromFilter = None,
    last: options.ToFilter = None,
    state: options.StateFilter = None,
    background: options.BackgroundFilter = None,
    limit: options.LimitFilter = None,
    as_of: options.AsOf = None,
    known_by: options.KnownBy = None,
    codebook: options.CodebookPath = None,
) -> None:
    """List agreements with their dates and parties, and who reaffirmed or amended them.

    States: signed, agreed, initialled, unilateral, unclear.
    """
    from servanda.cli.filters import Filters
    from servanda.export.tables import table_agreements

    filters = Filters(actor, topic, first, last, state, background, limit, as_of)
    if graph or form is not None:
        from servanda.cli.graph import print_graph

        if not graph:
            raise typer.BadParameter(
                f"'{form}' is a form of --graph; agreements are chosen with --actor, --topic, --from"
            )
        print_graph(filters, form, record, known_by, codebook, json)
        return
    _list(
        "agreements",
        filters,
        lambda rows, view: table_agreements(rows, view.trail),
        record,
        known_by,
        codebook,
        json,
    )


@guarded
def commitments(
    json: options.Json = None,
    record: options.RecordPath = options.DEFAULT_RECORD,
    actor: options.ActorFilter = None,
    topic: options.TopicFilter = None,
    first: options.FromFilter = None,
    last: options.ToFilter = None,
    state: options.StateFilter = None,
    background: options.BackgroundFilter = None,
    limit: options.LimitFilter = None,
    as_of: options.AsOf = None,
    known_by: options.KnownBy = None,
    codebook: options.CodebookPath = None,
) -> None:
    """List commitments: who owes what to whom by when, and how it stands.

    States: the clock (overdue, due-soon, met …), the standing (disputed,
    silent …), the score (full, minimum …), or violated, reversed, suspended,
    superseded. Dates are those of the deadline.
    """
    from servanda.cli.filters import Filters
    from servanda.export.tables import table_commitments

    filters = Filters(actor, topic, first, last, state, background, limit, as_of)
    _list("commitments", filters, lambda rows, view: table_commitments(rows, view.trail, f"Commitments as of {view.picture.as_of}"),
          record, known_by, codebook, json)  # fmt: skip


@guarded
def events(
    json: options.Json = None,
    record: options.RecordPath = options.DEFAULT_RECORD,
    actor: options.ActorFilter = None,
    first: options.FromFilter = None,
    last: options.ToFilter = None,
    state: options.StateFilter = None,
    background: options.BackgroundFilter = None,
    limit: options.LimitFilter = None,
    as_of: options.AsOf = None,
    known_by: options.KnownBy = None,
    codebook: options.CodebookPath = None,
) -> None:
    """List events (PLOVER types), asserted, alleged or denied.

    States: asserted, agreed, scheduled, proposed, threatened, conditional,
    alleged, denied.
    """
    from servanda.cli.filters import Filters
    from servanda.export.tables import table_events

    filters = Filters(actor, None, first, last, state, background, limit, as_of)
    _list(
        "events", filters, lambda rows, view: table_events(rows, view.trail), record, known_by, codebook, json
    )


@guarded
def actors(
    json: options.Json = None,
    record: options.RecordPath = options.DEFAULT_RECORD,
    actor: options.ActorFilter = None,
    kind: Annotated[
        str | None,
        typer.Option(metavar="WORD", help="Only state, government-body, person, igo, ngo, armed-group …"),
    ] = None,
    background: options.BackgroundFilter = None,
    limit: options.LimitFilter = None,
    known_by: options.KnownBy = None,
    codebook: options.CodebookPath = None,
) -> None:
    """List actors with the offices in which they were seen and their other names."""
    from servanda.cli.filters import Filters, pick
    from servanda.cli.session import load_view
    from servanda.export.tables import table_actors
    from servanda.model.kinds import ActorKind

    if kind is not None and kind not in get_args(ActorKind):
        raise typer.BadParameter(say_unknown("--kind", kind, list(get_args(ActorKind))))
    view = load_view(record, codebook, known_by=known_by)
    every = view.picture.records.actors
    found = pick(every, Filters(actor, background=background), every)
    rows = [row for row in found if kind is None or row.kind == kind]
    rows = sorted(rows, key=lambda row: row.name.casefold())[:limit]
    _print("actors", rows, json, lambda: table_actors(rows), record, _hint_actor(actor, view))


@guarded
def places(
    json: options.Json = None,
    record: options.RecordPath = options.DEFAULT_RECORD,
    actor: options.ActorFilter = None,
    first: options.FromFilter = None,
    last: options.ToFilter = None,
    background: options.BackgroundFilter = None,
    names: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Names to show before others of the same place: a text file, one a line."
        ),
    ] = None,
    limit: options.LimitFilter = None,
    known_by: options.KnownBy = None,
    codebook: options.CodebookPath = None,
) -> None:
    """List the places that claims name: what each is, its country, a point, how many claims.

    Filters are on the claims. A country is shown as a country and has no finer
    point; a place that no list has gets no point.
    """
    from servanda.batch.places import ACTORS, Locator
    from servanda.cli.filters import find_names
    from servanda.cli.session import load_view
    from servanda.export.dates import lies_within
    from servanda.export.tables import table_places

    preferred = _read_names(names) if names else ()
    view = load_view(record, codebook, known_by=known_by)
    means = find_names(actor, view.picture.records.actors) if actor else None

    def keep(claim: "Claim") -> bool:
        return (
            (background is None or claim.background == background)
            and lies_within(claim.first("date"), first, last)
            and (means is None or any(means(name) for role in ACTORS for name in claim.values(role)))
        )

    rows = Locator(view.codebook, preferred).locate(view.picture.readings, keep)[:limit]
    _print("places", rows, json, lambda: table_places(rows), record, _hint_actor(actor, view))


def _read_names(path: Path) -> list[str]:
    """Return the lines of a file; raises BadParameter where it cannot be read."""
    try:
        return [line.strip() for line in path.read_text("utf-8-sig").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise typer.BadParameter(f"--names {path}: cannot be read ({reason}); give a text file") from None


@guarded
def issues(
    json: options.Json = None,
    record: options.RecordPath = options.DEFAULT_RECORD,
    code: Annotated[str | None, typer.Option(metavar="WORD", help="Only issues of this code.")] = None,
    limit: options.LimitFilter = None,
    known_by: options.KnownBy = None,
    codebook: options.CodebookPath = None,
) -> None:
    """List what a person should look at: dates without anchor, unknown speakers, disagreements."""
    from servanda.cli.session import load_view
    from servanda.export.lines import describe_issue
    from servanda.export.tables import table_issues
    from servanda.model.issue import ISSUES

    view = load_view(record, codebook, known_by=known_by)
    known = {*ISSUES, *(issue.code for issue in view.picture.issues)}
    if code is not None and code not in known:
        raise typer.BadParameter(say_unknown("--code", code, list(known)))
    found = [issue for issue in view.picture.issues if code is None or issue.code == code][:limit]
    pairs = [(issue, view.trail.documents.get(issue.document or "")) for issue in found]
    _print(
        "issues",
        [describe_issue(issue, document) for issue, document in pairs],
        json,
        lambda: table_issues(pairs),
        record,
    )


def _list(
    name: str,
    filters: "Filters",
    draw: "Draw",
    record: str,
    known_by: str | None,
    codebook: str | None,
    json: bool | None,
) -> None:
    """Load the record, pick what was asked for and print it."""
    from servanda.cli import filters as filtering
    from servanda.cli.session import load_view
    from servanda.cli.verdict import tell_left_out

    filtering.check_state(filters.state, name)
    view = load_view(record, codebook, as_of=filters.as_of, known_by=known_by)
    if filters.topic is not None:
        filtering.check_topic(filters.topic, view.codebook.topics, view.picture.records)
    every: Sequence[Settled] = getattr(view.picture.records, name)
    rows = filtering.pick(every, filters, view.picture.records.actors)
    _print(name, rows, json, lambda: draw(rows, view), record, _hint_actor(filters.actor, view))
    tell_left_out(view, name, record)


def _hint_actor(asked: str | None, view: "View") -> str:
    """Return the names near an actor's that nobody on record bears; nothing where somebody does."""
    from servanda.cli.filters import find_names

    known = view.picture.records.actors
    if asked is None or any(map(find_names(asked, known), (actor.name for actor in known))):
        return ""
    near = find_near(asked, [name for actor in known for name in (actor.name, *actor.aliases)])
    return f"; no actor is called '{asked}'" + (f", near it: {', '.join(near)}" if near else "")


def _print(
    name: str,
    rows: Sequence[Any],
    json: bool | None,
    draw: "Callable[[], Table]",
    record: str,
    hint: str = "",
) -> None:
    """Print rows as JSON or as the table that `draw` makes; where there are none, say so."""
    if wants_json(json):
        print_json(rows)
    elif rows:
        print_tables([draw()])
    else:
        tell(f"no {name} that fit{hint}; without filters: {say_command(name, record)}")
