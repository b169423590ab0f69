"""Every store test runs on a SQLite file and on a real PostgreSQL server."""

import os
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

import servanda
from servanda.store import Record

from .server import NoServerError, find_server

_numbers = count()


@pytest.fixture(scope="session")
def postgres():
    """A connection to the test server, as an administrator, and its URL."""
    psycopg = pytest.importorskip("psycopg")
    try:
        url = find_server()
    except NoServerError as error:
        pytest.skip(f"no PostgreSQL: {error}")
    with psycopg.connect(url, autocommit=True) as link:
        yield link, make_url(url)


@pytest.fixture(params=["sqlite", "postgres"])
def dialect(request):
    return request.param


@pytest.fixture
def new_place(dialect, request, tmp_path):
    """A function that returns a new place for a record: a file not yet there, or the URL of an empty schema."""
    if dialect == "sqlite":
        yield lambda: str(tmp_path / f"record-{next(_numbers)}.db")
        return
    link, url = request.getfixturevalue("postgres")
    made = []

    def make_schema():
        name = f"servanda_test_{os.getpid()}_{next(_numbers)}"
        link.execute(f"CREATE SCHEMA {name}")
        made.append(name)
        place = url.update_query_dict({"options": f"-csearch_path={name}"})
        return place.render_as_string(hide_password=False)

    yield make_schema
    for name in made if "SERVANDA_TEST_POSTGRES" in os.environ else ():  # our own server is thrown away whole
        link.execute(f"DROP SCHEMA {name} CASCADE")


@pytest.fixture
def where(new_place):
    return new_place()


@pytest.fixture
def record(where):
    with Record.open(where) as record:
        yield record


@pytest.fixture
def start():
    """A function that starts a script of this folder as a process of its own; it is killed in the end."""
    started = []

    def start_script(name, *words, before=()):
        package = str(Path(servanda.__file__).parents[1])
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join([package, os.environ.get("PYTHONPATH", "")])
        }
        script = Path(__file__).parent / name
        process = subprocess.Popen(
            [*before, sys.executable, str(script), *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=environment,
        )  # fmt: skip
        started.append(process)
        return process

    yield start_script
    for process in started:
        process.kill()
        process.communicate()
