"""`servanda verdict`: a named person's ruling on a claim or record, or what was ruled so far."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Final, get_args

import typer

from servanda.cli import options
from servanda.cli.guard import EXIT_WRONG, guarded, tell
from servanda.cli.hints import say_command, say_unknown
from servanda.cli.output import print_json, print_tables, wants_json

if TYPE_CHECKING:
    from servanda.cli.session import View
    from servanda.model import Settled, Verdict

EXAMPLE = 'Example:  servanda verdict C-4a66 full --by "Ada Mori" --note "handover seen by the mission"'
UPHELD: Final = "upheld"
REJECTED: Final = "rejected"
_CLAIM_RULINGS: Final = {UPHELD: "accept", REJECTED: "reject"}


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command(epilog=EXAMPLE)(verdict)


@guarded
def verdict(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="ID",
            help="A record or claim, or the beginning of its id. Without it: the verdicts so far.",
            show_default=False,
        ),
    ] = None,
    ruling: Annotated[
        str | None,
        typer.Argument(
            metavar="RULING",
            help="upheld or rejected; of a commitment also a score (not-initiated, minimum, intermediate, full, "
            "not-assessed), clock or standing; with --field its value (null: not stated).",
            show_default=False,
        ),
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who rules; a person's name.")
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Why.")] = "",
    field: Annotated[
        str | None,
        typer.Option("--field", metavar="NAME", help="The field that is ruled on ('deadline', 'place')."),
    ] = None,
    since: Annotated[
        date | None,
        typer.Option(
            "--from",
            parser=options.parse_day,
            metavar="DATE",
            help="Holds for situations from that day on (score, clock, standing, deadline …). Without it: for all.",
        ),
    ] = None,
    withdraw: Annotated[
        bool,
        typer.Option(
            "--withdraw", help="Take back what this person ruled on it; the verdict stays on record."
        ),
    ] = False,
    json: options.Json = None,
    record: options.RecordPath = options.DEFAULT_RECORD,
    codebook: options.CodebookPath = None,
) -> None:
    """Rule on a claim or record: a named person's verdict overrides what is computed and is shown as such.

    Verdicts are kept for good: a later one outvotes an earlier one, and --withdraw
    takes one's own back. They outlive new readings of a document; one that finds
    nothing any more becomes an issue.
    """
    if name is None:
        _list_verdicts(json, record)
        return
    if by is None or not by.strip():
        raise typer.BadParameter("--by NAME: a verdict is a named person's")
    if (ruling is None) != withdraw:
        raise typer.BadParameter(
            "give a ruling, or --withdraw" if ruling is None else "a ruling or --withdraw, not both"
        )
    from servanda.cli.session import load_view, open_record
    from servanda.model import list_standing
    from servanda.model.decision import Verdict

    view = load_view(record, codebook)
    at = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    with open_record(record) as kept:
        if withdraw:
            standing = [one for one in list_standing(kept.verdicts()) if one.by == by.strip()]
            taken = find_given(name, standing, view, field)
            given = [
                Verdict(target=one.target, ruling="withdrawn", note=note, by=by.strip(), at=at)
                for one in taken
            ]
            if not given:
                tell(f"{by} has no verdict on '{name}'; see all with: {say_command('verdict', record)}")
                raise typer.Exit(EXIT_WRONG)
        else:
            target, value = aim(name, str(ruling), field, since, view)
            given = [Verdict(target=target, ruling=value, note=note, by=by.strip(), at=at)]
        for one in given:
            kept.add_verdict(one)
    for one in given:
        tell(f"{one.target}: {one.ruling} by {one.by}, kept in {record}")
    if wants_json(json):
        print_json(given)


def aim(name: str, ruling: str, field: str | None, since: date | None, view: "View") -> tuple[str, str]:
    """Return the target and ruling that are meant; raises BadParameter or Exit where there is no such thing."""
    from servanda.ledger.rulings import FIELDS

    begun = view.trail.list_ids(name)
    whole = begun[0] if len(begun) == 1 else name
    record = view.trail.find(whole)
    if record is None and whole not in view.trail.claims:
        from servanda.cli.explain import say_missing

        tell(say_missing(name, begun))
        raise typer.Exit(EXIT_WRONG)
    if record is None:
        if field is not None or ruling not in _CLAIM_RULINGS:
            raise typer.BadParameter(f"'{ruling}': of a claim one rules upheld or rejected")
        return f"claim:{whole}", _CLAIM_RULINGS[ruling]
    target, value = _aim_at_record(record, ruling, field)
    if since is None:
        return target, value
    if target.partition("#")[2] not in FIELDS:
        raise typer.BadParameter("--from: only of what the ledger derives for a commitment")
    return f"{target}@{since}", value


def _aim_at_record(record: "Settled", ruling: str, field: str | None) -> tuple[str, str]:
    """Return the field of a record that a ruling is on, and its value; raises BadParameter."""
    from servanda.ledger.summary import NOT_ASSESSED, SCORE_WORDS
    from servanda.model import Commitment
    from servanda.model.kinds import Clock, Standing

    if field is not None:
        return f"{record.id}#{field}", check_value(record, field, ruling)
    if ruling in (UPHELD, REJECTED):
        return f"{record.id}#record", ruling
    words = (UPHELD, REJECTED)
    if isinstance(record, Commitment):
        word = ruling.replace(" ", "-")
        if word in SCORE_WORDS:
            return f"{record.id}#score", str(SCORE_WORDS.index(word))
        if word == NOT_ASSESSED:
            return f"{record.id}#score", "null"
        if word in get_args(Clock):
            return f"{record.id}#clock", word
        if word in get_args(Standing):
            return f"{record.id}#standing", word
        words = (*words, *SCORE_WORDS, NOT_ASSESSED, *get_args(Clock), *get_args(Standing))
    raise typer.BadParameter(say_unknown("RULING", ruling, list(words)))


def check_value(record: "Settled", field: str, ruling: str) -> str:
    """Return a ruling that fits a field of the record; raises BadParameter for another."""
    from typing import get_type_hints

    import msgspec

    from servanda.ledger.rulings import FIELDS as DERIVED
    from servanda.model import edtf
    from servanda.resolve.rulings import FIXED, read_ruling

    kinds = get_type_hints(type(record))
    known = sorted((set(kinds) - FIXED - {"overrides"}) & set(record.__struct_fields__))
    if field not in known or (field in DERIVED and not record.id.startswith("C-")):
        raise typer.BadParameter(say_unknown("--field", field, known))
    dates = {"deadline", "signed", "date", "violated", "reversed", "suspended", "superseded", "last_evidence"}
    try:
        if field in dates:
            if ruling not in ("null", ""):
                edtf.parse(ruling)
        else:
            read_ruling(ruling, kinds[field])
    except (msgspec.ValidationError, ValueError) as error:
        raise typer.BadParameter(f"'{ruling}' is no value of {field} ({error})") from error
    return ruling


def find_given(name: str, standing: "list[Verdict]", view: "View", field: str | None) -> "list[Verdict]":
    """Return the verdicts that were given on an id, or on what it was called before; with a field only on that."""
    begun = view.trail.list_ids(name)
    record = view.trail.find(begun[0]) if len(begun) == 1 else None
    ids = {name, *begun} if len(begun) <= 1 else {name}
    if record is not None:
        from servanda.resolve.decide import make_id

        ids |= {make_id(record.id[0], claim) for claim in record.claims}
    carried = {one.at: one.target for one in view.picture.verdicts}
    found = []
    for one in standing:
        places = [one.target, carried.get(one.at, "")]
        split = [(where.removeprefix("claim:").partition("#")) for where in places]
        on = any(part[0] in ids or (len(name) >= 4 and part[0].startswith(name)) for part in split)
        if on and (field is None or split[0][2].partition("@")[0] == field):
            found.append(one)
    return found


def _list_verdicts(json: bool | None, record: str) -> None:
    """Print every verdict ever given, the last first, and which still stand."""
    import msgspec

    from servanda.cli.session import open_record
    from servanda.model import list_standing

    with open_record(record) as kept:
        every = kept.verdicts()
    standing = {one.id for one in list_standing(every)}
    rows = [
        msgspec.to_builtins(one) | {"id": one.id, "stands": one.id in standing} for one in reversed(every)
    ]
    if wants_json(json):
        print_json(rows)
    elif rows:
        from servanda.export.verdicts import table_verdicts

        print_tables([table_verdicts(every, standing)])
    else:
        tell("no verdicts yet")


def tell_left_out(view: "View", kind: str, record: str) -> None:
    """Say which records of a kind persons took out, and that verdicts find nothing any more."""
    letter = kind[0].upper()
    for name, one in sorted(view.picture.rejected.items()):
        if name.startswith(f"{letter}-"):
            tell(f"{name} is left out: rejected by {one.by}, {one.at[:10]}")
    untied = sum(issue.code == "verdict-untied" for issue in view.picture.issues)
    if untied:
        noun = "verdict finds" if untied == 1 else "verdicts find"
        tell(f"{untied} {noun} nothing any more: {say_command('issues --code verdict-untied', record)}")
