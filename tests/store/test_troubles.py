"""Records that cannot be written: locked, read-only, full; and the guard against changes."""

import os
import shutil
import sqlite3
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from servanda.model import Link, Verdict
from servanda.store import Record, RecordError, schema
from servanda.store.place import find_place

from .samples import make_reading, make_run
from .test_opening import only_postgres, only_sqlite


def fill(record):
    record.add(make_reading(), make_run())
    record.add_link(Link(left="a", right="b", judgement="same", by="x", at="2022-09-05T10:00:00Z"))
    record.add_verdict(Verdict(target="claim:a", ruling="accept", by="x", at="2022-09-05T10:00:00Z"))
    record.add_setting("name", "value")


def test_nothing_is_changed_or_deleted(record, dialect):
    fill(record)
    for name, table in schema.metadata.tables.items():
        column = list(table.c)[-1].name
        acts = [f"UPDATE {name} SET {column} = {column}", f"DELETE FROM {name}"]
        if dialect == "sqlite":
            acts.append(f"REPLACE INTO {name} SELECT * FROM {name}")
        else:
            acts.append(f"TRUNCATE {name} CASCADE")
        for act in acts:
            with (
                pytest.raises(sa.exc.DBAPIError, match="only grow"),
                record._store.engine.begin() as connection,
            ):
                assert connection.execute(sa.text(f"SELECT count(*) FROM {name}")).scalar() > 0
                connection.execute(sa.text(act))
    assert len(list(record.claims())) == len(record.links()) == len(record.verdicts()) == 1


@only_sqlite
def test_the_guard_holds_for_other_programs_too(where):
    with Record.open(where) as record:
        fill(record)
    with sqlite3.connect(where) as link, pytest.raises(sqlite3.IntegrityError, match="claims only grow"):
        link.execute("DELETE FROM claims")
    link.close()


def hold(where, dialect):
    """Lock a record as another program would."""
    if dialect == "sqlite":
        link = sqlite3.connect(where, isolation_level=None)
        link.execute("BEGIN IMMEDIATE")
        return link
    link = psycopg.connect(
        find_place(where).url.set(drivername="postgresql").render_as_string(hide_password=False)
    )
    link.execute("LOCK TABLE documents IN SHARE ROW EXCLUSIVE MODE")
    return link


def test_a_locked_record(where, dialect):
    with Record.open(where, wait_seconds=0.2) as record:
        record.add(make_reading(), make_run())
        link = hold(where, dialect)
        with pytest.raises(RecordError, match="another program holds the record locked; wait") as trouble:
            record.add(make_reading(2), make_run())
        assert trouble.value.document is None
        assert len(list(record.readings())) == 1
        link.rollback()
        link.close()
        assert record.add(make_reading(2), make_run())


@only_sqlite
def test_a_record_locked_while_it_is_made(where):
    link = sqlite3.connect(where, isolation_level=None)
    link.execute("BEGIN EXCLUSIVE")
    with pytest.raises(RecordError, match="locked"):
        Record.open(where, wait_seconds=0.2)
    link.close()


@only_sqlite
def test_a_full_disk(where):
    with Record.open(where) as record:
        record.add(make_reading(1), make_run())
        record._store.engine.dispose()
        sa.event.listen(
            record._store.engine, "connect", lambda link, _: link.execute("PRAGMA max_page_count = 1")
        )
        with pytest.raises(RecordError, match="the disk is full; make room"):
            record.add_many(
                (make_reading(number, text="talks " * 3000 + str(number)), make_run()) for number in range(50)
            )
    with Record.open(where) as record:
        assert all(len(reading.claims) == 1 for reading in record.readings())
        assert record.add(make_reading(77), make_run())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@only_sqlite
def test_a_device_is_no_record(dialect):
    with pytest.raises(RecordError):
        Record.open("/dev/full")


@pytest.fixture
def powerless():
    """The words before a command that take root's power over file permissions from it."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everything, and there is no setpriv to take that from a program")
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner")


@only_sqlite
@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, 0o444), (0o755, 0o444), (0o555, 0o644)])
def test_a_read_only_file_is_read_and_not_written(
    tmp_path, start, powerless, dialect, folder_mode, file_mode
):
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    where = shelf / "record.db"
    with Record.open(where) as record:
        record.add(make_reading(), make_run())
    where.chmod(file_mode)
    shelf.chmod(folder_mode)
    said, errors = start("reader.py", where, before=powerless).communicate(timeout=30)
    shelf.chmod(0o755)
    assert errors == ""
    assert said.splitlines()[0] == "1 1"
    assert "the record can be read but not written" in said
    assert str(where) in said


@only_sqlite
@pytest.mark.parametrize("state", ["empty", "forbidden", "closed"])
def test_what_cannot_be_opened_is_told(tmp_path, start, powerless, dialect, state):
    where = tmp_path / "record.db"
    if state == "empty":
        where.touch(0o444)
    elif state == "forbidden":
        Record.open(where).close()
        where.chmod(0)
    else:
        tmp_path.chmod(0o555)
    said, _ = start("reader.py", where, before=powerless).communicate(timeout=30)
    tmp_path.chmod(0o755)
    assert said.startswith(f"{where}: ")
    assert {"empty": "read but not written", "forbidden": "cannot be opened", "closed": "ermission"}[
        state
    ] in said


@only_postgres
def test_a_read_only_database_is_read_and_not_written(where):
    with Record.open(where) as record:
        record.add(make_reading(), make_run())
    url = find_place(where).url
    options = url.query["options"] + " -cdefault_transaction_read_only=on"
    with Record.open(
        url.update_query_dict({"options": options}).render_as_string(hide_password=False)
    ) as record:
        assert len(list(record.readings())) == 1
        with pytest.raises(RecordError, match="the record can be read but not written"):
            record.add(make_reading(99), make_run())


@only_postgres
def test_a_server_that_drops_the_line(where, postgres):
    link, _ = postgres
    with Record.open(where) as record:
        with record._store.engine.connect() as connection:
            pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
        link.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        with pytest.raises(RecordError, match="server"):
            record.add(make_reading(), make_run())
        assert record.add(make_reading(), make_run())


def test_a_payload_changed_by_hand_is_told(record):
    reading = make_reading()
    record.add(reading, make_run())
    with record._store.engine.begin() as connection:
        row = dict(connection.execute(sa.select(schema.claims)).mappings().one())
        row |= {"seq": row["seq"] + 1, "id": "ff", "payload": "{}"}
        connection.execute(sa.insert(schema.claims), row)
    with pytest.raises(RecordError, match="cannot be read"):
        list(record.claims())
