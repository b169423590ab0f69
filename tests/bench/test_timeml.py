"""The suite ``times``: TIMEX3 values and the counting of matches."""

from datetime import date
from pathlib import Path

import pytest

from servanda.bench.times import Timex, load_timeml, match_up, predict, score, write_value

TIMEML = """<?xml version="1.0" ?>
<TimeML>
<DOCID>own</DOCID>
<DCT><TIMEX3 functionInDocument="CREATION_TIME" tid="t0" type="DATE" value="2022-09-05">2022-09-05</TIMEX3></DCT>
<TEXT>The ministers met <TIMEX3 tid="t1" type="DATE" value="2022-W35">last week</TIMEX3> &amp; will meet again
on <TIMEX3 tid="t2" type="DATE" value="2022-10-06">6 October</TIMEX3>. The talks took <EVENT>place</EVENT> from
<TIMEX3 tid="t3" type="DATE" value="2021-03-05">5</TIMEX3> to <TIMEX3 tid="t4" type="DATE" value="2021-03-07">7 March 2021</TIMEX3>
and lasted <TIMEX3 tid="t5" type="DURATION" value="P3D">three days</TIMEX3>, as a <TIMEX3 tid="t6" type="DATE" value="PAST_REF">recent</TIMEX3>
envoy said <TIMEX3 tid="t7" type="TIME" value="2022-09-04TNI">last night</TIMEX3>.</TEXT>
</TimeML>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own.tml").write_text(TIMEML, encoding="utf-8")
    return tmp_path


def test_spans_count_characters_of_the_text_element(folder: Path) -> None:
    document = load_timeml(folder / "own.tml")
    assert document.created == date(2022, 9, 5)
    assert [document.text[a:b] for a, b in (t.span for t in document.gold)] == [
        "last week", "6 October", "5", "7 March 2021", "three days", "recent", "last night",
    ]  # fmt: skip


def test_own_text_is_read_as_its_gold(folder: Path) -> None:
    document = load_timeml(folder / "own.tml")
    assert predict(document) == list(document.gold)
    kept: list[dict[str, object]] = []
    scores = score(folder, kept.append)
    assert len(kept) == 7 and set(kept[0]) == {"doc", "span", "type", "value"}
    assert (scores["documents"], scores["gold"]) == (1, 7)
    assert {scores[name]["f1"] for name in ("strict", "relaxed", "value", "type")} == {100.0}


@pytest.mark.parametrize(
    ("edtf", "value"),
    [
        ("2022-09-05", "2022-09-05"), ("2020-09", "2020-09"), ("2023~", "2023"), ("2021-21", "2021-SP"), ("2022-35", "2022-Q3"),
        ("2022-41", "2022-H2"), ("199X", "199"), ("18XX", "18"), ("-0479", "BC0480"), ("-0479-24", "BC0480-WI"), ("-03XX", "BC03"),
    ],
)  # fmt: skip
def test_values(edtf: str, value: str) -> None:
    assert write_value(edtf) == value


def test_every_span_is_matched_once() -> None:
    gold = (Timex((0, 5), "DATE", "a"), Timex((6, 9), "DATE", "b"))
    found = [Timex((0, 9), "DATE", "a"), Timex((6, 9), "DATE", "b")]
    assert match_up(gold, found) == [(gold[1], found[1]), (gold[0], found[0])]
