"""Whether what was opened is a record, of which layout, and what to do where it is not the present one."""

import sqlite3
import time

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.engine.interfaces import DBAPICursor

from servanda.store.engine import Store
from servanda.store.errors import RecordError, explained
from servanda.store.migrations import VERSION_TABLE, VERSIONS, bring_up

LOCK = 0x53525644
"""The PostgreSQL advisory lock that one program at a time holds while it migrates."""


def prepare(store: Store, *, create: bool, wait_seconds: float) -> None:
    """Make sure that the store holds a record of the present layout; make or migrate it where needed.

    Raises RecordError where there is none and `create` is false, where it is not a
    record, and where newer software wrote it.
    """
    with store.reading() as connection:
        version = find_version(connection)
    if version == VERSIONS[-1]:
        return
    _check(version, store.shown)
    if version is None and not create:
        raise RecordError(
            "there is no record here", store.shown, "check the path, or read a document into it first"
        )
    if store.sqlite:
        _switch_to_wal(store, wait_seconds)
    with store.writing() as connection:
        if not store.sqlite:
            _check_encoding(connection, store.shown)
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        version = find_version(connection)
        if version != VERSIONS[-1]:
            _check(version, store.shown)
            bring_up(connection)


def find_version(connection: Connection) -> str | None:
    """Return the layout that a record says it has, ``""`` for what is no record, None for nothing at all."""
    if connection.dialect.name == "sqlite":
        tables = set(
            connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars()
        )
        if VERSION_TABLE not in tables:
            return "" if tables else None
    elif connection.exec_driver_sql(f"SELECT to_regclass('{VERSION_TABLE}')").scalar() is None:
        return None
    version = connection.execute(sa.text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    return "" if version is None else str(version)


def _check(version: str | None, shown: str) -> None:
    """Raise RecordError for a layout that this software cannot bring to the present one."""
    if version is None or version in VERSIONS:
        return
    if not version:
        raise RecordError(
            "the file is not a Servanda record", shown, "give the path of a record, or of a new file"
        )
    raise RecordError(
        f"a newer Servanda wrote this record (layout {version}; this one knows up to {VERSIONS[-1]})",
        shown,
        "upgrade: pip install -U servanda",
    )


def _check_encoding(connection: Connection, shown: str) -> None:
    """Raise RecordError for a PostgreSQL database that cannot hold every script."""
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != "UTF8":
        raise RecordError(
            f"the database keeps text as {encoding}",
            shown,
            "make one with: createdb --encoding=UTF8 -T template0 NAME",
        )


def _switch_to_wal(store: Store, wait_seconds: float) -> None:
    """Set the file's journal to WAL; tried again while another program does the same."""
    until = time.monotonic() + wait_seconds
    with explained(store.shown):
        link = store.engine.raw_connection()
        try:
            while not _try_wal(link.cursor(), until):
                time.sleep(0.02)
        finally:
            link.close()


def _try_wal(cursor: DBAPICursor, until: float) -> bool:
    """Ask for WAL once; return False where the file is busy and there is time left to try again."""
    try:
        cursor.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.startswith("SQLITE_BUSY") and time.monotonic() < until:
            return False
        raise
    return True
