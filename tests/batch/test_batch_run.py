"""A batch keeps what it read, names what it could not read, resumes, and survives being stopped."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import fake_reader
import pytest

from servanda.batch.run import make_run, read_sources
from servanda.codebook import CodebookError
from servanda.intake import Source, gather
from servanda.store import Record

HERE = Path(__file__).parent
ENGLISH = (
    "met the other side in Geneva on Monday, and the ministry said that it was the first of the talks.\n"
)


def write_folder(folder, count, extra=None):
    folder.mkdir(exist_ok=True)
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(f"Minister{number} {ENGLISH}")
    for name, data in (extra or {}).items():
        (folder / name).write_bytes(data)
    return folder


def run(folder, record=None, **options):
    return list(read_sources(gather([str(folder)]), fake_reader.load, record=record, **options))


@pytest.fixture
def record(tmp_path):
    with Record.open(tmp_path / "r.sqlite") as opened:
        yield opened


BAD = {
    "a-empty.txt": b"",
    "b-binary.txt": bytes(range(256)) * 10,
    "c.pdf": b"%PDF-1.7",
    "d-fails.txt": f"FAIL {ENGLISH}".encode(),
}


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_failure_never_stops_the_rest(tmp_path, record, jobs):
    outcomes = run(write_folder(tmp_path / "in", 6, BAD), record, jobs=jobs)
    failed = {Path(outcome.path).name: outcome.error for outcome in outcomes if outcome.status == "failed"}
    assert set(failed) == set(BAD)
    assert "empty" in failed["a-empty.txt"]
    assert "PDF" in failed["c.pdf"]
    assert "ValueError: asked to fail" in failed["d-fails.txt"]
    assert [Path(outcome.path).name for outcome in outcomes] == sorted(
        Path(outcome.path).name for outcome in outcomes
    )
    assert len(list(record.documents())) == 6
    assert len(list(record.claims())) == 6


def test_a_second_run_reads_nothing_again(tmp_path, record):
    folder = write_folder(tmp_path / "in", 3)
    assert [outcome.status for outcome in run(folder, record)] == ["read"] * 3
    (folder / "new.txt").write_text(f"Newcomer {ENGLISH}")
    assert [outcome.status for outcome in run(folder, record)] == ["known"] * 3 + ["read"]
    assert len(list(record.claims())) == 4


def test_a_date_given_later_is_read_with_it(tmp_path, record):
    folder = write_folder(tmp_path / "in", 1)
    run(folder, record)
    (outcome,) = run(folder, record, given={"published": "2022-09-05"})
    assert outcome.status == "read"
    (document,) = record.documents()
    assert (document.published, document.published_basis) == ("2022-09-05", "given")
    assert [outcome.status for outcome in run(folder, record)] == ["known"]


def test_the_same_text_twice_in_one_run(tmp_path, record):
    folder = write_folder(tmp_path / "in", 1)
    (folder / "copy.txt").write_bytes((folder / "000.txt").read_bytes())
    assert [outcome.status for outcome in run(folder, record)] == ["read", "known"]
    assert {sighting.path for sighting in record.sightings()} == {
        str(folder / "000.txt"),
        str(folder / "copy.txt"),
    }


def test_what_the_user_gives_goes_before_the_index(tmp_path):
    folder = write_folder(tmp_path / "in", 1)
    (folder / "index.csv").write_text("path,published,publisher,stake\n000.txt,2022-09-05,Sputnik,media\n")
    (outcome,) = run(folder, given={"publisher": "TASS"})
    document = outcome.reading.document
    assert (document.publisher, document.published, document.stake) == ("TASS", "2022-09-05", "media")


def test_another_language_is_kept_unread(tmp_path, record):
    text = "Le ministre des Affaires étrangères a déclaré hier que les négociations avaient repris à Genève."
    folder = write_folder(tmp_path / "in", 0, {"fr.txt": text.encode()})
    (outcome,) = run(folder, record)
    assert outcome.status == "read"
    assert outcome.reading.claims == ()
    assert [issue.code for issue in outcome.reading.issues] == ["language-unread"]
    assert [document.language for document in record.documents()] == ["fr"]
    assert [outcome.status for outcome in run(folder, record)] == ["known"]


def test_issues_of_cleaning_stay_with_the_reading():
    source = Source("x", f"Minister {ENGLISH} “quoted”".encode("cp1252"))
    (outcome,) = read_sources([source], fake_reader.load)
    assert [issue.code for issue in outcome.reading.issues] == ["encoding-guessed", "no-dates"]


def test_a_worker_that_dies_costs_one_document(tmp_path, record):
    folder = write_folder(tmp_path / "in", 8, {"003-dies.txt": f"DIE {ENGLISH}".encode()})
    outcomes = run(folder, record, jobs=2)
    assert [Path(outcome.path).name for outcome in outcomes if outcome.status == "failed"] == ["003-dies.txt"]
    assert len(list(record.documents())) == 8


def test_a_broken_codebook_is_not_one_documents_trouble(tmp_path):
    def load():
        def fail(document):
            raise CodebookError("words.yaml:3: unknown key")

        return fail

    with pytest.raises(CodebookError):
        list(read_sources(gather([str(write_folder(tmp_path / "in", 2))]), load))


def test_a_file_name_that_is_no_utf8(tmp_path, record):
    folder = write_folder(tmp_path / "in", 0)
    (folder / os.fsdecode(b"caf\xe9.txt")).write_bytes(f"Minister {ENGLISH}".encode())
    assert [outcome.status for outcome in run(folder, record)] == ["read"]
    assert [outcome.status for outcome in run(folder, record)] == ["known"]


def test_two_ways_of_reading_give_the_same(tmp_path):
    folder = write_folder(tmp_path / "in", 5)
    alone = [outcome.reading.claims for outcome in run(folder)]
    beside = [outcome.reading.claims for outcome in run(folder, jobs=3)]
    assert alone == beside


def test_runs_say_who_read_with_what():
    first, second = make_run(None, {"jobs": "2"}), make_run(None)
    assert first.id != second.id
    assert first.settings["coder"].startswith("servanda-en@")
    assert first.software.startswith("servanda@")


def start(folder, where, jobs=1):
    paths = os.pathsep.join([str(HERE), *sys.path])
    return subprocess.Popen(
        [sys.executable, str(HERE / "stoppable.py"), str(folder), str(where), str(jobs)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}, start_new_session=True,
    )  # fmt: skip


def stop_in_the_middle(process, sign):
    said = [process.stdout.readline() for _ in range(40)]
    assert all(said)
    if sign == signal.SIGINT:
        os.killpg(process.pid, sign)
    else:
        process.send_signal(sign)
    said += process.stdout.readlines()
    return process.wait(timeout=20), [line for line in said if line.endswith("\n")]


@pytest.mark.parametrize(
    ("sign", "jobs", "status"),
    [(signal.SIGINT, 1, 130), (signal.SIGKILL, 1, -9), (signal.SIGINT, 2, 130), (signal.SIGKILL, 2, -9)],
)
def test_stopped_in_the_middle_of_500_files_it_opens_and_resumes(tmp_path, sign, jobs, status):
    folder = write_folder(tmp_path / "in", 500)
    where = tmp_path / "r.sqlite"
    ended, said = stop_in_the_middle(start(folder, where, jobs), sign)
    assert ended == status
    assert 40 <= len(said) < 500
    with Record.open(where, create=False) as record:
        kept = {document.id for document in record.documents()}
        assert len(said) <= len(kept) <= len(said) + 1
        assert len(list(record.claims())) == len(kept)
        outcomes = run(folder, record)
        assert sum(outcome.status == "known" for outcome in outcomes) == len(kept)
        assert not [outcome for outcome in outcomes if outcome.status == "failed"]
        assert len(list(record.documents())) == 500
        assert len(list(record.claims())) == 500


def test_workers_end_with_a_killed_parent(tmp_path):
    psutil = pytest.importorskip("psutil")

    process = start(write_folder(tmp_path / "in", 200), tmp_path / "r.sqlite", 2)
    for _ in range(5):
        process.stdout.readline()
    children = psutil.Process(process.pid).children(recursive=True)
    assert children
    process.kill()
    process.wait(timeout=10)
    deadline = time.monotonic() + 10
    while any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in children):
        assert time.monotonic() < deadline
        time.sleep(0.1)
