"""What goes wrong with a record, said to its operator: what, where, what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc


class RecordError(Exception):
    """A record that cannot be opened, read or written.

    what: the trouble. where: the file or database (never with its password). hint:
    what to do. document: the id of the one document that could not be kept, where
    the trouble is with it alone and the next one may be added; otherwise None.
    """

    def __init__(self, what: str, where: str = "", hint: str = "", document: str | None = None) -> None:
        self.what = what
        self.where = where
        self.hint = hint
        self.document = document
        head = f"{where}: {what}" if where else what
        super().__init__(f"{head}; {hint}" if hint else head)


Told = tuple[str, str]
"""What the trouble is, and what to do."""

SQLITE_TROUBLE: dict[str, Told] = {
    "SQLITE_BUSY": (
        "another program holds the record locked",
        "wait until it has finished, or stop it, and try again",
    ),
    "SQLITE_LOCKED": ("the record is locked", "wait a moment and try again"),
    "SQLITE_READONLY": (
        "the record can be read but not written",
        "make the file and its folder writable, or write to a copy of it",
    ),
    "SQLITE_PERM": (
        "the record may not be opened",
        "ask its owner for permission to the file and its folder",
    ),
    "SQLITE_AUTH": (
        "the record may not be opened",
        "ask its owner for permission to the file and its folder",
    ),
    "SQLITE_CANTOPEN": (
        "the record cannot be opened",
        "check that the path is a file and that it and its folder may be read and written",
    ),
    "SQLITE_FULL": ("the disk is full", "make room and try again: what was kept before is safe"),
    "SQLITE_IOERR": (
        "the disk could not be read or written",
        "check the disk and the room left on it; what was kept before is safe",
    ),
    "SQLITE_NOTADB": (
        "the file is not a Servanda record",
        "give the path of a record, or of a file not yet there",
    ),
    "SQLITE_CORRUPT": (
        "the record is damaged",
        "restore it from a copy, or save what can be read with `sqlite3 FILE .recover`",
    ),
    "SQLITE_TOOBIG": ("a text is too large for SQLite", "split the document"),
}
"""Trouble by the beginning of SQLite's error name."""

POSTGRES_TROUBLE: dict[str, Told] = {
    "53100": (
        "the database server's disk is full",
        "make room there and try again: what was kept before is safe",
    ),
    "53": ("the database server is short of memory or connections", "try again later"),
    "28": ("the database server refused the user or password", "check the database URL"),
    "3D": ("there is no such database", "create it first: createdb NAME"),
    "3F": ("there is no such schema in the database", "create it first, or correct search_path in the URL"),
    "42501": (
        "the database user may not do this",
        "grant it the right to read and write the record's tables",
    ),
    "25006": (
        "the record can be read but not written",
        "connect to the primary server, as a user who may write",
    ),
    "55P03": (
        "another program holds the record locked",
        "wait until it has finished, or stop it, and try again",
    ),
    "40": ("two writers were in each other's way", "try again"),
    "57": ("the database server stopped the work", "try again when it is up"),
    "08": ("the database server cannot be reached", "check the URL and that the server is up"),
    "54": ("a text is too large for the database", "split the document"),
    "42P07": ("the database holds other tables of the same names", "give the record a database of its own"),
    "42723": (
        "the database holds other functions of the same names",
        "give the record a database of its own",
    ),
    "XX": ("the record is damaged", "restore the database from a copy"),
    "58": ("the database server could not read or write its disk", "check the server's disk"),
}
"""Trouble by the beginning of PostgreSQL's SQLSTATE, the longer prefix first."""

REFUSED = {"does not exist": "3D", "password authentication failed": "28", "no password supplied": "28"}
"""What a server says that refuses a connection → the SQLSTATE that psycopg then does not tell."""

UNREACHED: Told = ("the database server cannot be reached", "check the URL and that the server is up")


def tell_trouble(error: BaseException) -> Told:
    """Return what an error of a database means and what to do about it."""
    if isinstance(error, UnicodeEncodeError):
        letter = ord(error.object[error.start])
        return f"a text holds half a character (U+{letter:04X})", "clean the text before it is read"
    cause: BaseException = error
    if isinstance(error, exc.DBAPIError) and error.orig is not None:
        cause = error.orig
    plain = " ".join(str(cause).split()) or type(cause).__name__
    if isinstance(cause, sqlite3.Error):
        name = getattr(cause, "sqlite_errorname", "")
        for prefix, told in SQLITE_TROUBLE.items():
            if name.startswith(prefix):
                return told
        return f"SQLite says: {plain}", "report this if it happens again"
    if isinstance(error, exc.DataError):
        return (
            f"the database cannot keep a value ({plain})",
            "clean the text, as of NUL characters, before it is read",
        )
    if isinstance(error, exc.DBAPIError):
        state = getattr(cause, "sqlstate", None) or ""
        if not state:
            state = next((code for words, code in REFUSED.items() if words in plain), "")
        for length in (5, 2):
            if state[:length] in POSTGRES_TROUBLE:
                return POSTGRES_TROUBLE[state[:length]]
        if isinstance(error, exc.OperationalError) and not state:
            return f"{UNREACHED[0]} ({plain})", UNREACHED[1]
        return f"the database says: {plain}", "report this if it happens again"
    if isinstance(error, exc.TimeoutError):
        return "too many readers at once", "try again"
    if isinstance(error, OSError):
        return f"the record cannot be used ({error.strerror or plain})", "check the path and its permissions"
    return plain, "report this if it happens again"


def is_about_text(error: BaseException) -> bool:
    """Tell whether a database refused what it was given to keep, and would keep something else."""
    if isinstance(error, exc.DataError | UnicodeEncodeError):
        return True
    cause = error.orig if isinstance(error, exc.DBAPIError) else error
    name, state = getattr(cause, "sqlite_errorname", ""), getattr(cause, "sqlstate", None) or ""
    return name == "SQLITE_TOOBIG" or state[:2] in {"22", "54"}


@contextmanager
def explained(where: str, document: str | None = None) -> Iterator[None]:
    """Turn what SQLAlchemy, SQLite and the system raise inside into a RecordError about `where`.

    document: the id of the one being kept, to be named where the trouble is with it alone.
    """
    try:
        yield
    except RecordError as error:
        if error.where:
            raise
        raise RecordError(error.what, where, error.hint, error.document) from error.__cause__
    except (exc.SQLAlchemyError, sqlite3.Error, OSError, UnicodeEncodeError) as error:
        what, hint = tell_trouble(error)
        if document is not None and is_about_text(error):
            raise RecordError(f"document {document} cannot be kept: {what}", where, hint, document) from error
        raise RecordError(what, where, hint) from error
