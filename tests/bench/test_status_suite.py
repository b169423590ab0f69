"""The suite of reports on an agreement: links by what is named, never by likeness; counts, or precision with answers."""

import json

import pytest

from servanda.bench.status import find_period_end, load_dossier, score
from servanda.bench.suites import SUITES, SuiteError

ACCORD = """Accord on the Harbour of Tarsk

Chapter 1 The Harbour

1.1 The Joint Harbour Board (JHB) shall be established within thirty days of the signing of this Accord.

1.2 The Parties agree that the Permanent Ceasefire signed in Velm shall be observed throughout the harbour.

1.3 The JHB shall review the Pilots Act, 2009.

1.4 The Harbour Police Commission (HPC) shall be reconstituted.

1.5 The Technical Dredging Committee (TDC) shall be formed.
"""
REPORT = """Report on the implementation of the accord

The Joint Harbour Board (JHB) was established on 20 March 2021. The Permanent Ceasefire continued to hold.

The HPC is yet to be reconstituted. A technical committee was formed by the fishermen.

The  report  recommends  to  the  parties  to  establish  the  JHB,  and  to  reconstitute  the  HPC  without  delay.

The JHB has started the review of the Pilots Act, 2009.
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tarsk-2021-03-04.txt").write_text(ACCORD, encoding="utf-8")
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "monitors-2021-q2.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def run(folder):
    lines = []
    return score(folder, lines.append), lines


def test_links_say_how_the_points_stand(folder):
    counts, lines = run(folder)
    assert callable(SUITES["status"].load())
    assert set(lines[0]) == {"report", "span", "point", "says", "score", "said_by", "as_at"}
    told = {(line["point"].rpartition("/")[2], line["says"]) for line in lines}
    assert told == {("1.1", "done"), ("1.2", "started"), ("1.3", "started"), ("1.4", "not-started")}
    assert counts["links"] == len(lines) and counts["points"] == 4
    done = next(line for line in lines if line["says"] == "done")
    assert (done["score"], done["as_at"]) == (3, "2021-03-20")
    start, end = done["span"]
    assert "was established on 20 March 2021" in REPORT[start:end]


def test_a_body_that_remains_outstanding_has_not_been_set_up(folder):
    (report,) = (folder / "reports").glob("*.txt")
    report.write_text(
        "Report on the accord\n\nThe Technical Dredging Committee (TDC) remains outstanding. The Permanent Ceasefire "
        "was signed in Velm.\n",
        encoding="utf-8",
    )
    _, lines = run(folder)
    assert [(line["point"].rpartition("/")[2], line["says"]) for line in lines] == [("1.5", "not-started")]


def test_a_report_from_before_the_accord_says_nothing_of_it(folder):
    (report,) = (folder / "reports").glob("*.txt")
    report.rename(report.with_name("monitors-2020-q2.txt"))
    text = REPORT.replace(" on 20 March 2021", "")
    (folder / "reports" / "monitors-2020-q2.txt").write_text(text, encoding="utf-8")
    counts, _ = run(folder)
    assert counts["links"] == 0


def test_answers_give_precision_and_recall(folder):
    _, lines = run(folder)
    point = next(line for line in lines if line["says"] == "done")
    missed = {"report": point["report"], "span": [0, 5], "point": "1.5", "says": "done"}
    gold = [{key: point[key] for key in ("report", "span", "point", "says")}, missed]
    (folder / "gold.jsonl").write_text("\n".join(map(json.dumps, gold)), encoding="utf-8")
    counts, _ = run(folder)
    assert counts["link"]["recall"] == 50.0
    assert counts["link"]["precision"] == 25.0
    assert counts["says_right"] == 100.0


def test_the_index_gives_day_and_publisher(folder):
    (folder / "index.csv").write_text(
        "period,file,publisher\n2021-jan-apr,monitors-2021-q2.txt,Harbour Monitors\n", encoding="utf-8"
    )
    document = load_dossier(folder).reports["monitors-2021-q2.txt"]
    assert (document.published, document.publisher) == ("2021-04-30", "Harbour Monitors")


def test_a_folder_of_another_shape_says_what_to_give(tmp_path):
    with pytest.raises(SuiteError, match="one agreement"):
        score(tmp_path, lambda _: None)


def test_a_wrong_answer_is_named(folder):
    (folder / "gold.jsonl").write_text('{"report": "x"}', encoding="utf-8")
    with pytest.raises(SuiteError, match=r"gold\.jsonl:1"):
        load_dossier(folder)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2021-q2", "2021-06-30"),
        ("2017-aug-dec", "2017-12-31"),
        ("monitors-2016-nov-2017-jan", "2017-01-31"),
        ("note-2019-02-07", "2019-02-07"),
        ("2020-february", "2020-02-29"),
        ("report", None),
    ],
)
def test_the_end_of_a_period_by_its_name(name, day):
    assert find_period_end(name) == day
