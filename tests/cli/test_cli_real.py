"""The whole path with the built-in reader: from bytes to records, on good input and bad."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

FOUNDING = (
    Path(os.environ.get("SERVANDA_SHARED", Path(__file__).resolve().parents[3] / "shared"))
    / "founding-report.txt"
)
SENTENCE = "Foreign Minister Sergey Lavrov met his Armenian counterpart Ararat Mirzoyan in Moscow on Monday. "


def servanda(*arguments, cwd):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    environment.pop("SERVANDA_RECORD", None)
    command = [sys.executable, "-m", "servanda.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=cwd)


@pytest.mark.skipif(not FOUNDING.exists(), reason="the founding report is not on this machine")
def test_the_founding_report(tmp_path):
    ran = servanda(
        "read", FOUNDING, "--published", "2022-09-05", "--publisher", "Sputnik", "--json", cwd=tmp_path
    )
    assert ran.returncode == 0, ran.stderr
    described = json.loads(ran.stdout)
    text = FOUNDING.read_text()
    for claim in described["claims"]:
        assert claim["quote"] == text[slice(*claim["span"])]
        for values in [*claim["roles"].values(), claim["said_by"]]:
            for value in values:
                assert value["text"] == text[slice(*value["span"])]
    held = [meeting for meeting in described["records"]["meetings"] if meeting["state"] == "held"]
    assert [(meeting["date"], meeting["place"]) for meeting in held] == [("2022-09-05", "Moscow")]
    claims = {claim["id"] for claim in described["claims"]}
    for records in described["records"].values():
        assert all(set(record["claims"]) <= claims for record in records)


def test_bad_input_all_at_once(tmp_path):
    files = {
        "a-good.txt": SENTENCE.encode(),
        "b-empty.txt": b"",
        "c-binary.txt": bytes(range(256)) * 50,
        "d-latin.txt": (SENTENCE + "The café’s owner, José Peña, agreed.").encode("cp1252"),
        "e-long.txt": SENTENCE.encode() * (5_000_000 // len(SENTENCE)),
        "f-french.txt": "Le ministre a déclaré hier que les négociations avaient repris à Genève avec les parties.".encode(),
        "g-dateless.txt": b"The foreign ministers of Armenia and Azerbaijan met in Geneva, the ministry said.",
        "h-page.html": f"<html><head><title>Talks</title></head><body><article><p>{SENTENCE}</p></article></body></html>".encode(),
    }
    folder = tmp_path / "in"
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    started = time.perf_counter()
    ran = servanda(
        "read",
        folder,
        "missing.txt",
        "--record",
        "r.sqlite",
        "--published",
        "2022-09-05",
        "--json",
        cwd=tmp_path,
    )
    assert time.perf_counter() - started < 60
    assert ran.returncode == 1
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(lines) == 6, ran.stderr
    issues = [{issue["code"] for issue in line["issues"]} for line in lines]
    for found, code in zip(
        issues[1:],
        ("encoding-guessed", "line-cut", "language-unread", "no-dates", "html-cleaned"),
        strict=True,
    ):
        assert code in found
    assert not lines[3]["claims"]
    for name in ("b-empty.txt", "c-binary.txt", "missing.txt"):
        assert name in ran.stderr
    again = servanda("read", folder, "--record", "r.sqlite", "--published", "2022-09-05", cwd=tmp_path)
    assert "0 read, 6 read before, 2 could not be read" in again.stderr


def test_two_processes_read_what_one_reads(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(f"{SENTENCE} It was round {number} of the talks.")
    one = servanda("read", folder, "--published", "2022-09-05", "--json", cwd=tmp_path)
    two = servanda("read", folder, "--published", "2022-09-05", "--json", "--jobs", "2", cwd=tmp_path)
    assert two.returncode == 0, two.stderr
    for left, right in zip(one.stdout.splitlines(), two.stdout.splitlines(), strict=True):
        first, second = json.loads(left), json.loads(right)
        first["document"].pop("received"), second["document"].pop("received")
        assert first == second


def start(folder, cwd):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "servanda.cli", "read", str(folder), "--record", "r.sqlite", "--json"]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, cwd=cwd
    )


@pytest.mark.parametrize(("sign", "status"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_stopped_in_the_middle_of_500_reports_it_resumes(tmp_path, sign, status):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(500):
        (folder / f"{number:03}.txt").write_text(
            f"Armenia and Azerbaijan held round {number} of the talks in Geneva."
        )
    process = start(folder, tmp_path)
    seen = [process.stdout.readline() for _ in range(30)]
    process.send_signal(sign)
    rest, said = process.communicate(timeout=60)
    seen += [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]
    assert process.returncode == status
    assert 30 <= len(seen) < 500
    if sign == signal.SIGINT:
        assert "The same command goes on where it stopped" in said
    again = servanda("read", folder, "--record", "r.sqlite", "--json", cwd=tmp_path)
    assert again.returncode == 0
    assert len(again.stdout.splitlines()) == 500
    fresh, known = (
        int(count) for count in re.search(r"(\d+) read, (\d+) read before", again.stderr).groups()
    )
    assert (fresh + known, known - len(seen) in (0, 1)) == (500, True)


def test_a_verdict_outlives_a_better_codebook(tmp_path):
    """The same text read by a codebook that names another topic: other ids, the same words, the verdict stands."""
    import shutil

    (tmp_path / "accord.txt").write_text(
        "Accord of Halmos\n\nArmenia and Azerbaijan have agreed as follows:\n\n"
        "1. Armenia shall release all prisoners by 30 April 2021.\n2. Azerbaijan shall open the northern road by 1 May 2021.\n"
    )
    read = ("read", "accord.txt", "--kind", "agreement", "--published", "2021-03-04", "--record", "r.sqlite")
    board = ("board", "--record", "r.sqlite", "--as-of", "2021-06-30", "--json")
    assert servanda(*read, cwd=tmp_path).returncode == 0
    first = json.loads(servanda(*board, cwd=tmp_path).stdout)[0]
    ruled = servanda("verdict", first["id"], "full", "--by", "Ada Mori", "--record", "r.sqlite", cwd=tmp_path)
    assert ruled.returncode == 0, ruled.stderr
    book = tmp_path / "codebook"
    shutil.copytree(Path(__file__).resolve().parents[2] / "codebooks" / "settlement", book)
    topics = (book / "lists" / "topics.csv").read_text("utf-8")
    assert "\nprisoners,prisoners|" in topics
    (book / "lists" / "topics.csv").write_text(
        topics.replace("\nprisoners,prisoners|", "\nprisoners,"), "utf-8"
    )
    named = (book / "codebook.yaml").read_text("utf-8").replace('"2026.1"', '"2026.2"')
    (book / "codebook.yaml").write_text(named, "utf-8")
    assert servanda(*read, "--codebook", book, cwd=tmp_path).returncode == 0
    again = json.loads(servanda(*board, "--codebook", book, cwd=tmp_path).stdout)[0]
    assert again["id"] != first["id"]
    assert (again["score"], [one["by"] for one in again["overrides"]]) == (3, ["Ada Mori"])
