"""Where a record is: the path of a SQLite file, or the URL of a PostgreSQL database."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from servanda.store.errors import RecordError

POSTGRES = frozenset({"postgresql", "postgres", "postgresql+psycopg"})


@dataclass(frozen=True)
class Place:
    """A file or a database, one of the two. shown: its name in messages, without a password."""

    shown: str
    path: Path | None = None
    url: URL | None = None


def find_place(where: str | Path) -> Place:
    """Return the place that a path or database URL names.

    Raises RecordError for a URL that is neither PostgreSQL's nor SQLite's.
    """
    text = str(where)
    if isinstance(where, Path) or "://" not in text:
        if not text.strip() or "\0" in text:
            raise RecordError("no record is named", hint="give a file path or a PostgreSQL URL")
        path = Path(text).expanduser()
        return Place(shown=str(path), path=path)
    scheme, _, rest = text.partition("://")
    if scheme == "sqlite" and len(rest) > 1:
        path = Path(rest.removeprefix("/"))
        return Place(shown=str(path), path=path)
    if scheme not in POSTGRES:
        raise RecordError(
            f"records are not kept in {scheme!r} databases",
            hint="give a file path, or a URL that begins with postgresql://",
        )
    try:
        url = make_url(text).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise RecordError(
            "the database URL cannot be understood", hint="write it like postgresql://user@host:5432/name"
        ) from error
    return Place(shown=url.set(drivername="postgresql").render_as_string(hide_password=True), url=url)
