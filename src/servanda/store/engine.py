"""Connections to a record: how SQLite and PostgreSQL are opened, and their two kinds of transaction."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event, exc

from servanda.store.errors import RecordError, explained
from servanda.store.place import Place

WRITE = "servanda_write"
"""The execution option that makes SQLite take the write lock when a transaction begins."""


class Store:
    """An engine and the two views of it: one that reads a snapshot and one that writes."""

    def __init__(self, engine: Engine, shown: str) -> None:
        self.shown = shown
        self.engine = engine
        self.sqlite = engine.dialect.name == "sqlite"
        snapshot: dict[str, Any] = {} if self.sqlite else {"isolation_level": "REPEATABLE READ"}
        self._reader: Engine = engine.execution_options(**snapshot)
        self._writer: Engine = engine.execution_options(**{WRITE: True})

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees the record as it is now, whatever is written meanwhile."""
        with explained(self.shown), self._reader.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that writes all or nothing; on SQLite it waits for other writers first."""
        with explained(self.shown), self._writer.begin() as connection:
            yield connection

    def writer(self) -> Connection:
        """Return a connection whose transactions write, for the caller to begin and close."""
        with explained(self.shown):
            return self._writer.connect()


def open_store(place: Place, *, create: bool, wait_seconds: float) -> Store:
    """Return the store at a place; a missing SQLite file is made (mode 0600) where `create` says so.

    wait_seconds: how long a writer waits for another. Nothing is read yet. Raises
    RecordError where the place cannot be opened.
    """
    if place.path is not None:
        return Store(_open_sqlite(place.path, create=create, wait_seconds=wait_seconds), place.shown)
    return Store(_open_postgres(place, wait_seconds=wait_seconds), place.shown)


def _make_file(path: Path, *, create: bool) -> None:
    """Make an empty private file where there is none; raises RecordError where that is not possible."""
    if path.is_dir():
        raise RecordError("this is a folder, not a record", str(path), "give the path of a file")
    if path.exists():
        return
    if not create:
        raise RecordError(
            "there is no record here", str(path), "check the path, or read a document into it first"
        )
    if not path.parent.is_dir():
        raise RecordError("its folder is not there", str(path), f"make it first: mkdir -p {path.parent}")
    with explained(str(path)):
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            return  # another program was quicker


def _name_file(path: Path) -> str:
    """Return the SQLite URI of a file, such that what may only be read is still read."""
    path = path.resolve()
    uri = path.as_uri()
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return f"{uri}?mode=rw"
    log = path.with_name(path.name + "-wal")
    if os.access(path.parent, os.W_OK) or (log.exists() and log.stat().st_size):
        return f"{uri}?mode=ro"
    return f"{uri}?mode=ro&immutable=1"


def _open_sqlite(path: Path, *, create: bool, wait_seconds: float) -> Engine:
    """Return an engine for a SQLite file in WAL mode."""
    _make_file(path, create=create)
    name = _name_file(path)

    def connect() -> sqlite3.Connection:
        link = sqlite3.connect(
            name, uri=True, timeout=wait_seconds, isolation_level=None, check_same_thread=False
        )
        for pragma in ("foreign_keys=ON", "recursive_triggers=ON", "synchronous=NORMAL"):
            link.execute(f"PRAGMA {pragma}")
        return link

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.pool.QueuePool)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _begin_sqlite(connection: Connection) -> None:
    """Begin a transaction: with the write lock for a writer, as a snapshot for a reader."""
    write = connection.get_execution_options().get(WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _open_postgres(place: Place, *, wait_seconds: float) -> Engine:
    """Return an engine for a PostgreSQL database, by psycopg 3."""
    assert place.url is not None
    try:
        engine = sa.create_engine(
            place.url, connect_args={"application_name": "servanda", "connect_timeout": 10}
        )
    except ImportError as error:
        raise RecordError(
            "PostgreSQL's driver is not installed",
            place.shown,
            "install it: pip install 'servanda[postgres]'",
        ) from error
    except (exc.SQLAlchemyError, ValueError) as error:
        raise RecordError("the database URL cannot be used", place.shown, str(error)) from error
    wait_ms = max(1, int(wait_seconds * 1000))

    def set_up(link: Any, _record: object) -> None:  # noqa: ANN401 — the driver's own connection
        link.execute(f"SET lock_timeout = {wait_ms}")
        link.commit()

    event.listen(engine, "connect", set_up)
    return engine
