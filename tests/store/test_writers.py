"""Several writers, and writers that are killed."""

import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa

from servanda.store import Record, schema

from .samples import CODEBOOK, CODER, make_document, make_reading, make_run

ROUNDS = 4


def check_whole(record, claims):
    """Every document in the record is there with all that belongs to it, words and fillers included."""
    tables = schema.metadata.tables
    with record._store.engine.connect() as connection:
        counted = {
            name: connection.execute(sa.select(sa.func.count()).select_from(tables[name])).scalar()
            for name in ("documents", "sightings", "readings", "issues", "claims", "fillers")
        }
        if record._store.sqlite:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    documents = counted["documents"]
    assert counted == {
        "documents": documents, "sightings": documents, "readings": documents, "issues": documents,
        "claims": documents * claims, "fillers": documents * claims * 4,
    }  # fmt: skip
    assert len(record.search("talks", limit=10_000)) == documents
    return documents


def test_killed_at_any_time_it_lacks_at_most_the_document_at_work(where, start):
    chance = random.Random(7)
    kept = []
    for turn in range(ROUNDS):
        process = start("adder.py", where, turn * 10_000, turn * 10_000 + 10_000, 20)
        process.stdout.readline()  # the record is open
        time.sleep(chance.uniform(0.01, 0.25))
        process.send_signal(signal.SIGKILL)
        kept += [line for line in process.communicate()[0].split("\n")[:-1] if line]
        with Record.open(where) as record:
            assert all(record.has_read(name, CODER, CODEBOOK) for name in kept)
            assert len(kept) <= check_whole(record, 20) <= len(kept) + turn + 1
    with Record.open(where) as record:
        first = next(
            number
            for number in range(10_000)
            if not record.has_read(make_document(number).id, CODER, CODEBOOK)
        )
        places = [f"Place {number}" for number in range(20)]
        assert (
            record.add_many((make_reading(number, places=places), make_run()) for number in range(first + 3))
            == 3
        )
        check_whole(record, 20)


def test_killed_while_the_record_is_made(new_place, start):
    chance = random.Random(3)
    for _ in range(2):
        where = new_place()
        process = start("adder.py", where, 0, 5)
        time.sleep(chance.uniform(0.3, 0.6))
        process.kill()
        process.communicate()
        with Record.open(where) as record:
            check_whole(record, 20)


def test_two_writers_at_once_both_succeed(where, start):
    one = start("adder.py", where, 0, 60)
    two = start("adder.py", where, 30, 90)
    for process in (one, two):
        said, errors = process.communicate(timeout=50)
        assert (process.returncode, errors) == (0, "")
        assert len(said.split()) == 61
    with Record.open(where) as record:
        assert check_whole(record, 20) == 90


def test_threads_share_a_record(record):
    def add(number):
        return record.add(make_reading(number % 20), make_run())

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(add, range(60))) == 20
    assert check_whole(record, 1) == 20


def test_writers_open_a_new_record_at_once(where):
    def add(number):
        with Record.open(where) as record:
            return record.add(make_reading(number), make_run())

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(add, range(8))) == 8
