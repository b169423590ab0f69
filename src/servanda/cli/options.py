"""The options that several commands share, each declared once."""

import re
from calendar import monthrange
from datetime import date
from typing import Annotated, Final

import typer

DEFAULT_RECORD: Final = "servanda.sqlite"
RECORD_VARIABLE: Final = "SERVANDA_RECORD"
_DAY: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def _parse(text: str, last: bool) -> date:
    """Return the first or last day of a year, month or day; raises BadParameter."""
    match = _DAY.fullmatch(text.strip())
    if match is None:
        raise typer.BadParameter(f"'{text}' is no date; write 2022-09-05, 2022-09 or 2022")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or (12 if last else 1), day or 1)
        return first if day or not last else first.replace(day=monthrange(first.year, first.month)[1])
    except ValueError as error:
        raise typer.BadParameter(f"'{text}' is no date ({error})") from error


def parse_day(text: str) -> date:
    """Return a day; a month or year means its first day."""
    return _parse(text, last=False)


def parse_last_day(text: str) -> date:
    """Return a day; a month or year means its last day."""
    return _parse(text, last=True)


def parse_known_by(text: str) -> str:
    """Return a day or an instant as it was written; raises BadParameter where it is neither."""
    from datetime import datetime

    try:
        datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise typer.BadParameter(
            f"'{text}' is neither a day nor an instant; write 2022-09-05 or 2022-09-05T14:30:00Z"
        ) from error
    return text.strip()


Json = Annotated[
    bool | None,
    typer.Option(
        "--json/--table",
        help="JSON or tables. Without it: tables on a terminal, JSON in a pipe.",
        show_default=False,
    ),
]
RecordPath = Annotated[
    str,
    typer.Option(
        "--record",
        envvar=RECORD_VARIABLE,
        metavar="DB",
        help="The record: a SQLite file or a PostgreSQL URL.",
    ),
]
RecordToKeep = Annotated[
    str | None,
    typer.Option(
        "--record",
        envvar=RECORD_VARIABLE,
        metavar="DB",
        help="Keep it in this record (SQLite file or PostgreSQL URL); made if absent. Without it nothing is kept.",
    ),
]
CodebookPath = Annotated[
    str | None,
    typer.Option(
        "--codebook",
        envvar="SERVANDA_CODEBOOK",
        metavar="FOLDER",
        help="Another codebook than the bundled one.",
        show_default=False,
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of", parser=parse_last_day, metavar="DATE", help="The situation on that day (default: today)."
    ),
]
KnownBy = Annotated[
    str | None,
    typer.Option(
        "--known-by", parser=parse_known_by, metavar="DATE", help="Only what Servanda had learnt by then."
    ),
]
ActorFilter = Annotated[
    str | None,
    typer.Option(
        "--actor", metavar="NAME", help="Only with this actor; a state also means its people and bodies."
    ),
]
TopicFilter = Annotated[
    str | None,
    typer.Option(
        "--topic", metavar="CODE", help="Only on this topic or finer ones ('border', 'border/delimitation')."
    ),
]
FromFilter = Annotated[
    date | None,
    typer.Option("--from", parser=parse_day, metavar="DATE", help="Only what may lie on this day or later."),
]
ToFilter = Annotated[
    date | None,
    typer.Option(
        "--to", parser=parse_last_day, metavar="DATE", help="Only what may lie on this day or earlier."
    ),
]
StateFilter = Annotated[str | None, typer.Option("--state", metavar="WORD", help="Only in this state.")]
BackgroundFilter = Annotated[
    bool | None,
    typer.Option(
        "--background/--no-background",
        help="Only, or without, what documents merely retell.",
        show_default=False,
    ),
]
LimitFilter = Annotated[
    int | None, typer.Option("--limit", min=1, metavar="N", help="At most N.", show_default=False)
]
