"""The suite of agreement texts: predictions point by point, answers beside the text, two annotators compared."""

import json
import os
from pathlib import Path

import pytest

from bench.agreement import agree, convert, kappa
from servanda.bench.accords import Anchors, Names, find_gold, load_gold
from servanda.bench.agreement import load_text, score
from servanda.bench.suites import SUITES, SuiteError

SHARED = Path(os.environ.get("SERVANDA_SHARED", Path(__file__).resolve().parents[3] / "shared"))
TEXT = """Accord on the Harbour of Tarsk

Chapter 1 The Harbour

1.1 The Joint Harbour Board (JHB) shall be established within thirty (30) days of the signing of this Accord.

1.2 The JHB shall submit a report to the Parties every three months.

1.3 The Parties shall not obstruct the pilots.

1.4 The JHB may inspect the warehouses.
"""


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "tarsk-2021-03-04.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def answer(path, *points):
    digest = load_text(path).id
    lines = [json.dumps({"digest": digest, **point}) for point in points]
    path.with_name(f"{path.stem}.gold.jsonl").write_text("\n".join(lines), encoding="utf-8")


def at(words):
    start = TEXT.index(words)
    return [start, start + len(words)]


def commitment(words, **more):
    return {"span": at(words), "act": "act", "kind": "obligation", **more}


def test_a_line_for_every_commitment_as_laid_down(text):
    lines = []
    counts = score(text, lines.append)
    assert counts["commitments"] == len(lines) >= 4
    assert counts["points_scored"] == 0 and "commitment" not in counts
    by_point = {line["point"].rpartition("/")[2]: line for line in lines}
    assert set(by_point["1.1"]) == {"point", "span", "obligors", "act", "deadline", "kind"}
    deadline = by_point["1.1"]["deadline"]
    assert deadline["text"] == "within thirty (30) days of the signing of this Accord"
    assert (deadline["form"], deadline["edtf"]) == ("after-signature", "2021-04-03")
    assert by_point["1.3"]["deadline"] is None
    assert by_point["1.3"]["kind"] == "prohibition"


def test_answers_are_scored_point_by_point(text):
    lines = []
    score(text, lines.append)
    path = {line["point"].rpartition("/")[2]: line["point"] for line in lines}
    due = {
        "form": "after-signature",
        "span": at("within thirty (30) days"),
        "anchor": "signing of this Accord",
    }
    answer(
        text,
        {"point": path["1.1"], "commitments": [commitment("shall be established", act="establish board", deadline=due)]},
        {"point": path["1.3"], "commitments": [commitment("obstruct the pilots", act="obstruct pilots", kind="prohibition", obligors=["Parties"])]},
        {"point": path["1.4"], "commitments": []},
    )  # fmt: skip
    scores = score(text, lambda _: None)
    assert scores["points_scored"] == 3
    assert scores["commitment"]["recall"] == 100.0
    assert scores["commitment"]["precision"] == 66.7
    assert scores["explicit_deadline"] == {"gold": 1, "recall": 100.0}
    assert scores["right"]["anchor"] == scores["right"]["form"] == 100.0
    assert scores["right"]["kind"] == 100.0
    assert scores["invented"] == {"gold": 2, "points": 0}


def test_a_changed_text_is_refused(text):
    answer(text, {"point": "1.1", "commitments": []})
    text.write_text(TEXT.replace("thirty", "forty"), encoding="utf-8")
    with pytest.raises(SuiteError, match="another text"):
        score(text, lambda _: None)


def test_a_wrong_answer_is_named(text):
    gold = text.with_name(f"{text.stem}.gold.jsonl")
    gold.write_text('{"point": "1.1", "digest": "x", "commitments": [{"act": "a"}]}', encoding="utf-8")
    with pytest.raises(SuiteError, match=r"gold\.jsonl:1"):
        load_gold(gold, "x")
    assert find_gold(text) == gold


def test_a_folder_without_a_text_says_what_to_give(tmp_path):
    assert callable(SUITES["agreement"].load())
    with pytest.raises(SuiteError, match="give a text"):
        score(tmp_path, lambda _: None)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("JHB", "Joint Harbour Board", True),
        ("the Board", "Joint Harbour Board", True),
        ("JHB", "Parties", False),
        ("Minister of Trade", "Ministry of Trade", False),
        ("RTNC", "Reformed Transitional National Council", True),
    ],
)
def test_names_by_the_abbreviations_of_the_text(left, right, same):
    assert Names(TEXT).is_same(left, right) is same


def test_obligors_are_right_as_a_set():
    names = Names(TEXT)
    assert names.agree([], [])
    assert not names.agree([], [{"Joint Harbour Board"}])
    assert not names.agree(["JHB", "Pilots"], [{"Joint Harbour Board"}])
    assert names.agree(["Parties"], [{"Tarsk"}, {"Velm"}])


def test_anchors_by_the_words_that_count():
    anchors = Anchors(Names(TEXT))
    assert anchors.is_same("the signing of this Accord", "signature of Accord")
    assert anchors.is_same("end of the Interim Period", "the expiry of the Interim Period")
    assert not anchors.is_same("start of the Interim Period", "the end of the Interim Period")
    assert anchors.is_same(None, None) and not anchors.is_same(None, "the signing")


def test_quotes_become_places_and_two_passes_are_compared(text):
    start, end = at("The JHB may inspect the warehouses.")
    points = {"1.4": {"point": "1.4", "own": [[start, end]]}}
    row = {
        "point": "1.4",
        "commitments": [
            {"quote": "inspect  the warehouses", "obligors": ["JHB"], "act": "inspect warehouses", "kind": "permission", "deadline": None}
        ],
    }  # fmt: skip
    gold = convert(TEXT, "d", points, row)
    assert TEXT[slice(*gold.commitments[0].span)] == "inspect the warehouses"
    same = agree(TEXT, {"1.4": gold}, {"1.4": gold})
    assert same["same_f1"] == 100.0 and same["obligors"] == 100.0
    row["commitments"][0]["quote"] = "burn the warehouses"
    with pytest.raises(ValueError, match="does not stand"):
        convert(TEXT, "d", points, row)


def test_kappa_takes_chance_off():
    assert kappa([(1, 1), (2, 2)]) == 1.0
    assert kappa([(1, 1), (1, 2), (2, 1), (2, 2)]) == 0.0


@pytest.mark.skipif(
    not (SHARED / "data" / "agreements").is_dir(), reason="the shared agreement texts are not here"
)
def test_a_long_text_gives_deadlines_with_anchors():
    (path,) = (SHARED / "data" / "agreements" / "south-sudan").glob("*.txt")
    lines = []
    score(path, lines.append)
    dated = [line for line in lines if line["deadline"]]
    assert len(lines) > 500 and len(dated) > 100
    counted = [line for line in dated if line["deadline"]["form"] in ("after-signature", "after-event")]
    assert sum(line["deadline"]["anchor"] is not None for line in counted) >= 0.9 * len(counted)
