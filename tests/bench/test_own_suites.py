"""The suites of sentences: how a table is read and scored, and floors below which reading must not fall."""

import json
import os
from pathlib import Path

import pytest

from servanda.bench import actors, declared, gsr, quiet
from servanda.bench.heads import take_braces
from servanda.bench.sentences import read_claims
from servanda.bench.suites import SUITES, SuiteError
from servanda.bench.tables import halve, is_even

HERE = Path(__file__).resolve().parents[1] / "suites"
SHARED = Path(os.environ.get("SERVANDA_SHARED", Path(__file__).resolve().parents[3] / "shared"))


@pytest.mark.parametrize("name", ["actors", "declared", "gsr", "quiet"])
def test_the_suites_are_known(name):
    assert callable(SUITES[name].load())


def test_braces_are_taken_off_and_their_place_kept():
    text, head = take_braces("The rebels {1:left} the town.")
    assert text == "The rebels left the town."
    assert text[slice(*head)] == "left"


def test_halves_go_by_the_number_of_the_id():
    rows = [("q002", {"any": True}), ("q003", {"any": False}), ("q004", {"any": False})]
    assert is_even("q002") and not is_even("q003")
    assert halve(rows) == {"all": {"any": 33.3}, "even": {"any": 50.0}, "odd": {"any": 0.0}}


def write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_actors_are_scored_as_sets_of_sides(tmp_path):
    path = write(
        tmp_path / "actors.tsv",
        "id\ttext\tcode\tnegated\tforce\tactors\trecipients",
        "x1\tGeorgia's foreign minister {accused} Russia of bad faith.\tACCUSE\tfalse\tasserted\tGeorgia\tRussia",
        "x2\tMalian gendarmes {arrested} two Chadian officers.\tCOERCE\tfalse\tasserted\tMali\tNiger",
    )
    lines: list[dict] = []
    scores = actors.score(path, lines.append)
    assert scores["all"]["root"] == 100.0
    assert scores["odd"]["all_three"] == 100.0 and scores["even"]["all_three"] == 0.0
    assert lines[0]["actors"] == ["Georgia"] and lines[0]["recipients"] == ["Russia"]


def test_predictions_need_no_answers(tmp_path):
    path = write(tmp_path / "plain.tsv", "id\ttext", "x1\tThe guerrillas {declared} a truce.")
    lines: list[dict] = []
    assert declared.score(path, lines.append) == {"sentences": 1}
    assert lines[0]["code"] == "CONCEDE"


def test_a_quiet_sentence_that_is_read_counts(tmp_path):
    path = write(
        tmp_path / "quiet.tsv",
        "id\ttext",
        "x2\tThe bakery has agreed to lower its prices.",
        "x3\tChad shelled two Libyan outposts.",
    )
    scores = quiet.score(path, lambda _: None)
    assert scores["even"]["any"] == 0.0 and scores["odd"]["event"] == 100.0


def test_a_table_without_its_columns_is_refused(tmp_path):
    path = write(tmp_path / "bad.tsv", "number\twords", "1\tNothing.")
    with pytest.raises(SuiteError, match="no column id, text"):
        quiet.score(path, lambda _: None)


def test_gsr_reads_records_and_their_older_names(tmp_path):
    records = [
        {"event": "DOCUMENT", "text": "format"},
        {
            "id": "own-1",
            "event": "DEMAND",
            "text": "Kenya demanded that Somalia open the port.",
            "source": [{"code": "KEN"}],
            "target": [{"code": "SOM"}],
        },
    ]
    path = tmp_path / "gsr.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    lines: list[dict] = []
    scores = gsr.score(path, lines.append)
    assert (scores["sentences"], scores["root"], scores["root_and_actors"]) == (1, 100.0, 100.0)
    assert lines[0]["events"][0]["source"][0]["code"] == "KEN"


def test_gsr_refuses_what_is_no_list(tmp_path):
    path = tmp_path / "gsr.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(SuiteError, match="JSON list"):
        gsr.score(path, lambda _: None)


@pytest.mark.parametrize(
    "text",
    [
        "France meet Portugal in the semi-final on Tuesday.",
        "The Swedish midfielder shot twice and was released by his club.",
        "In the novel a colonel leads a raid on a monastery.",
        "The opera tells of a king who pardons his enemies.",
        "Landslides cut the road to Thimphu.",
        "The union and the hospital reached an agreement on wages.",
        "Wasps invaded the school kitchen.",
    ],
)
def test_other_senses_are_not_read(text):
    assert [c for c in read_claims(text) if c.kind in quiet.LOUD] == []


@pytest.mark.parametrize(
    ("text", "code", "actor", "recipient"),
    [
        ("Putin criticised Georgia.", "ACCUSE", "Russia", "Georgia"),
        ("The junta in Niamey expelled the French ambassador.", "SANCTION", "Niger", "France"),
        (
            "Officials and envoys of the Taliban accused Pakistan of meddling.",
            "ACCUSE",
            "Taliban",
            "Pakistan",
        ),
        ("Its gunners had shelled Israel, Hezbollah said.", "ASSAULT", "Hezbollah", "Israel"),
        ("Russia says Israel must leave the Golan.", "REQUEST", "Russia", "Israel"),
        ("Tehran refused to let Danish inspectors in.", "REJECT", "Iran", "Denmark"),
        ("Ankara is moving troops, this time against Syria.", "MOBILIZE", "Türkiye", "Syria"),
    ],
)
def test_who_acts_on_whom(text, code, actor, recipient):
    claims = [c for c in read_claims(text) if c.kind == "event" and c.code == code]
    assert claims
    assert actor in claims[0].values("actor") and recipient in claims[0].values("recipient")


# -- floors ---------------------------------------------------------------------------------------


def test_floor_of_actors():
    scores = actors.score(HERE / "actors" / "sentences.tsv", lambda _: None)["all"]
    assert scores["root"] >= 95 and scores["all_three"] >= 81


def test_floor_of_actors_on_unseen_sentences():
    scores = actors.score(HERE / "actors" / "third.tsv", lambda _: None)["odd"]
    assert scores["root"] >= 74 and scores["all_three"] >= 56


def test_floor_of_declared():
    assert declared.score(HERE / "declared" / "sentences.tsv", lambda _: None)["all"]["code"] >= 95
    assert declared.score(HERE / "declared" / "second.tsv", lambda _: None)["odd"]["code"] >= 72


def test_ceiling_of_quiet():
    assert quiet.score(HERE / "quiet" / "sentences.tsv", lambda _: None)["all"]["any"] <= 3.0


def test_floor_of_gsr():
    path = SHARED / "data" / "plover_gsr_part.json"
    if not path.exists():
        pytest.skip("no shared data; set SERVANDA_SHARED")
    scores = gsr.score(path, lambda _: None)
    assert scores["root"] >= 84 and scores["root_and_actors"] >= 59
