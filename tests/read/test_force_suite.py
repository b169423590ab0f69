"""The suite `force`: predictions with and without answers, and messages for input that cannot be used."""

import json
import os
from pathlib import Path

import pytest

from servanda.bench.force import score
from servanda.bench.suites import SuiteError

SHARED = Path(os.environ.get("SERVANDA_SHARED") or Path(__file__).resolve().parents[3] / "shared")
DEVELOPMENT = SHARED / "data" / "force" / "uw-dev.jsonl"
TEXT = "The crew failed to repair the pump ."


def write(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_every_target_gets_one_line(tmp_path):
    kept = []
    row = {"text": TEXT, "targets": [{"span1": [2, 3], "label": 3.0}, {"span1": [4, 5], "label": -3.0}]}
    scores = score(write(tmp_path / "in.jsonl", row), kept.append)
    assert [(line["i"], line["j"]) for line in kept] == [(0, 0), (0, 1)]
    assert kept[0]["score"] > 1 > kept[1]["score"]
    assert scores["targets"] == 2
    assert 0 <= scores["mae"] <= 6
    assert scores["r"] == 1.0


def test_without_answers_there_are_only_counts(tmp_path):
    kept = []
    scores = score(write(tmp_path / "in.jsonl", {"text": TEXT, "targets": [{"span1": [4, 5]}]}), kept.append)
    assert scores == {"sentences": 1, "targets": 1}
    assert len(kept) == 1


def test_a_span_outside_the_sentence_is_told_with_its_line(tmp_path):
    path = write(tmp_path / "in.jsonl", {"text": TEXT, "targets": [{"span1": [4, 50]}]})
    with pytest.raises(SuiteError, match=r"in\.jsonl:1: span1"):
        score(path, lambda _: None)


def test_a_line_that_is_no_row_is_told(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text('{"targets": []}\n', encoding="utf-8")
    with pytest.raises(SuiteError, match=r"in\.jsonl:1"):
        score(path, lambda _: None)


@pytest.mark.skipif(
    not DEVELOPMENT.is_file(), reason=f"no {DEVELOPMENT}: set SERVANDA_SHARED to the folder of the data"
)
def test_figures_on_the_development_data_are_kept():
    scores = score(DEVELOPMENT, lambda _: None)
    assert scores["mae"] <= 0.44
    assert scores["r"] >= 0.77
