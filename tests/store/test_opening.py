"""Opening: new records, old ones, what is no record, and what cannot be opened."""

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from servanda.store import Record, RecordError, migrations, schema
from servanda.store.place import find_place

from .samples import make_reading, make_run

only_sqlite = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
only_postgres = pytest.mark.parametrize("dialect", ["postgres"], indirect=True)


def test_a_missing_record_is_made_only_where_asked(where):
    with pytest.raises(RecordError, match="there is no record here"):
        Record.open(where, create=False)
    Record.open(where).close()
    Record.open(where, create=False).close()


def test_the_newest_migration_makes_the_tables_of_the_schema(record):
    def wanted(_object, name, kind, _reflected, _compared):
        return kind != "table" or not (name.startswith("words") or name == migrations.VERSION_TABLE)

    options = {"include_object": wanted, "compare_type": True, "version_table": migrations.VERSION_TABLE}
    with record._store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, schema.metadata) == []


def test_the_versions_are_those_of_the_scripts():
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert [script.revision for script in scripts.walk_revisions()][::-1] == list(migrations.VERSIONS)


def test_an_up_to_date_record_opens_without_alembic(where):
    Record.open(where).close()
    program = (
        "import sys; from servanda.store import Record; Record.open(sys.argv[1], create=False).close();"
        "sys.exit('alembic' in sys.modules)"
    )
    package = str(Path(sys.modules["servanda"].__file__).parents[1])
    subprocess.run(
        [sys.executable, "-c", program, where], check=True, env=os.environ | {"PYTHONPATH": package}
    )


def test_a_record_of_newer_software_is_refused(where):
    with Record.open(where) as record:
        record.add(make_reading(), make_run())
        with record._store.engine.begin() as connection:
            connection.execute(sa.text(f"UPDATE {migrations.VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(RecordError, match=r"newer Servanda wrote this record \(layout 9999.*pip install -U"):
        Record.open(where)


def test_a_failed_migration_leaves_nothing(where, monkeypatch):
    real = migrations.bring_up

    def fail(connection):
        real(connection)
        raise OSError(5, "pulled the plug")

    monkeypatch.setattr("servanda.store.opening.bring_up", fail)
    with pytest.raises(RecordError, match="pulled the plug"):
        Record.open(where)
    monkeypatch.undo()
    with pytest.raises(RecordError, match="there is no record here"):
        Record.open(where, create=False)
    with Record.open(where) as record:
        assert record.add(make_reading(), make_run())


@only_sqlite
def test_files_are_private_and_one_after_closing(where):
    with Record.open(where) as record:
        record.add(make_reading(), make_run())
        files = sorted(Path(where).parent.glob("*.db*"))
        assert len(files) == 3
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert list(Path(where).parent.glob("*.db*")) == [Path(where)]


@only_sqlite
def test_sqlite_is_opened_as_it_should_be(record):
    with record._store.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "application_id")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": 20000,
        "application_id": 0x53525644,
    }


@only_sqlite
@pytest.mark.parametrize("name", ["a b.db", "ə?#%20.db", "'\".db"])
def test_any_file_name_will_do(tmp_path, name, dialect):
    with Record.open(tmp_path / name) as record:
        record.add(make_reading(), make_run())
    assert (tmp_path / name).stat().st_size > 0
    with Record.open(f"sqlite:///{tmp_path / name}", create=False) as record:
        assert len(list(record.documents())) == 1


@only_sqlite
def test_folders_are_not_made_up(tmp_path, dialect):
    with pytest.raises(RecordError, match=r"its folder is not there; make it first: mkdir -p"):
        Record.open(tmp_path / "no" / "record.db")
    with pytest.raises(RecordError, match="this is a folder"):
        Record.open(tmp_path)


@only_sqlite
def test_another_programs_files_are_left_alone(tmp_path, dialect):
    text, other = tmp_path / "report.txt", tmp_path / "other.db"
    text.write_text("Talks were held in Moscow on Monday. " * 100)
    with sqlite3.connect(other) as link:
        link.execute("CREATE TABLE documents (id)")
    link.close()
    for path in (text, other):
        before = path.read_bytes()
        with pytest.raises(RecordError, match="is not a Servanda record"):
            Record.open(path)
        assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == [other, text]


@only_sqlite
def test_a_damaged_record_is_told(where):
    with Record.open(where) as record:
        record.add_many((make_reading(number), make_run()) for number in range(50))
    whole = Path(where).read_bytes()
    Path(where).write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(RecordError, match=r"damaged.*restore it from a copy"), Record.open(where) as record:
        list(record.readings())
    Path(where).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RecordError, match="damaged"), Record.open(where) as record:
        list(record.readings())
        record.add(make_reading(99), make_run())


@only_postgres
def test_a_database_with_other_tables_of_the_names_is_left_alone(where):
    url = find_place(where).url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as link:
        link.execute("CREATE TABLE documents (id int)")
        with pytest.raises(
            RecordError, match="other tables of the same names; give the record a database of its own"
        ):
            Record.open(where)
        link.execute("DROP TABLE documents")
    Record.open(where).close()


@only_postgres
def test_a_server_that_is_not_there(dialect):
    url = "postgresql://ana:secret@127.0.0.1:1/record"
    with pytest.raises(RecordError, match="cannot be reached") as trouble:
        Record.open(url)
    assert "secret" not in str(trouble.value)
    assert "ana:***@127.0.0.1:1/record" in str(trouble.value)


@only_postgres
def test_a_database_that_is_not_there(where):
    url = find_place(where).url.set(database="nowhere").render_as_string(hide_password=False)
    with pytest.raises(RecordError, match="no such database; create it first: createdb"):
        Record.open(url)


@only_postgres
def test_a_database_for_latin_letters_only_is_refused(where, postgres):
    link, url = postgres
    name = f"servanda_test_latin_{os.getpid()}"
    link.execute(f"CREATE DATABASE {name} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    with pytest.raises(RecordError, match="keeps text as LATIN1"):
        Record.open(url.set(database=name).render_as_string(hide_password=False))
    link.execute(f"DROP DATABASE {name}")


@only_postgres
def test_where_shows_no_password(where):
    url = find_place(where).url.set(password="secret").render_as_string(hide_password=False)
    with Record.open(url) as record:
        assert "secret" not in record.where


@pytest.mark.parametrize(
    "where", ["mysql://host/name", "postgresql://host:port/name", "", "  ", "a\0b", "https://x.org/a.db"]
)
def test_what_names_no_place(where):
    with pytest.raises(RecordError):
        find_place(where)


def test_places():
    assert find_place("a.db").path == find_place("sqlite:///a.db").path == Path("a.db")
    assert find_place("sqlite:////tmp/a.db").path == Path("/tmp/a.db")
    assert find_place("~/a.db").path == Path.home() / "a.db"
    assert find_place("postgres://u:p@h/d").shown == "postgresql://u:***@h/d"
    assert find_place("postgresql+psycopg://h/d").url.drivername == "postgresql+psycopg"
