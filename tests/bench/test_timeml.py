"""The suite ``times``: TIMEX3 values and the counting of matches."""

import os
from datetime import date
from pathlib import Path

import pytest

from servanda.bench.suites import SuiteError
from servanda.bench.times import TimeDocument, Timex, load_timeml, match_up, predict, score, write_value

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


def write(folder: Path, body: str, dct: str = "", root: str = "TimeML") -> Path:
    """Write one file in TimeML form and return it."""
    file = folder / "own.tml"
    file.write_text(f"<{root}>{dct}{body}</{root.split()[0]}>", encoding="utf-8")
    return file


def test_other_tags_and_entities_leave_the_characters_as_they_are(tmp_path: Path) -> None:
    body = (
        '<TITLE>1 May 2020</TITLE><TEXT>\n  A &amp; B <EVENT eid="e1">met</EVENT>  <SIGNAL sid="s1">on</SIGNAL> '
        '<TIMEX3 tid="t1" type="DATE" value="2020-05-05">5 <b>May</b> 2020</TIMEX3>\t&#8212; é.\n'
        '<TIMEX3 tid="t2" type="DURATION" value="P1D"/></TEXT>'
        '<MAKEINSTANCE eventID="e1"/><TLINK lid="l1"/>'
    )
    document = load_timeml(write(tmp_path, body))
    assert document.text == "\n  A & B met  on 5 May 2020\t— é.\n"
    assert [(document.text[slice(*t.span)], t.value) for t in document.gold] == [("5 May 2020", "2020-05-05")]


@pytest.mark.parametrize(
    ("dct", "created"),
    [
        ('<DCT><TIMEX3 value="2013-03-22T10:15:00">x</TIMEX3></DCT>', date(2013, 3, 22)),
        ('<DCT><TIMEX3 value="20130322">x</TIMEX3></DCT>', date(2013, 3, 22)),
        ("<DCT>2013-03-22</DCT>", date(2013, 3, 22)),
        ('<DATE><TIMEX3 functionInDocument="CREATION_TIME" value="2013-03-22"/></DATE>', date(2013, 3, 22)),
        ('<DCT><TIMEX3 value="2013-13-45">x</TIMEX3></DCT>', None),
        ('<DCT><TIMEX3 value="2013-03">x</TIMEX3></DCT>', None),
        ("", None),
    ],
)
def test_the_day_of_creation_in_any_form(tmp_path: Path, dct: str, created: date | None) -> None:
    document = load_timeml(write(tmp_path, "<TEXT>They met yesterday.</TEXT>", dct))
    assert document.created == created
    assert [t.value for t in predict(document)] == ["2013-03-21" if created else None]


def test_a_file_without_text_element_is_read_whole(tmp_path: Path) -> None:
    document = load_timeml(write(tmp_path, "They met in <TIMEX3 type='DATE' value='1999'>1999</TIMEX3>."))
    assert document.text == "They met in 1999."
    assert predict(document) == list(document.gold)


def test_namespaces_do_not_hide_elements(tmp_path: Path) -> None:
    body = '<TEXT>In <TIMEX3 type="DATE" value="1999">1999</TIMEX3> they met.</TEXT>'
    document = load_timeml(write(tmp_path, body, "<DCT>2013-03-22</DCT>", 'TimeML xmlns="urn:own"'))
    assert (document.text, document.created) == ("In 1999 they met.", date(2013, 3, 22))
    assert len(document.gold) == 1


def test_bad_input_is_named(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match="no TimeML file"):
        score(tmp_path, lambda _: None)
    (tmp_path / "broken.tml").write_text("<TimeML><TEXT>On Monday", encoding="utf-8")
    with pytest.raises(SuiteError, match=r"broken\.tml.*not well-formed"):
        score(tmp_path, lambda _: None)


def test_without_gold_there_are_counts_only(tmp_path: Path) -> None:
    write(tmp_path, "<TEXT>They met on 5 May 2020.</TEXT>")
    scores = score(tmp_path, lambda _: None)
    assert (scores["documents"], scores["gold"], scores["found"]) == (1, 0, 1)
    assert scores["documents_per_second"] > 0
    assert "value" not in scores


NEWS = [
    ("It cost $4 million [a day].", "SET", "P1D"),
    ("He pays $40 [an hour].", "SET", "PT1H"),
    ("A [62-year-old] man died.", "DURATION", "P62Y"),
    ("She is [62 years old].", "DURATION", "P62Y"),
    ("It is up 3 percent for [the year].", "DATE", "2022"),
    ("They met over [the weekend].", "DATE", "2022-W35-WE"),
    ("They came in [recent years].", "DATE", "PAST_REF"),
    ("They will leave in [the coming weeks].", "DATE", "FUTURE_REF"),
    ("They may leave in [the near future].", "DATE", "FUTURE_REF"),
    ("It fell [two days] after the vote.", "DURATION", "P2D"),
    ("It fell [days] after the vote.", "DURATION", "PXD"),
    ("For [decades] they waited.", "DURATION", "PXDE"),
    ("They met [a decade ago].", "DATE", "201"),
    ("They waited for [half an hour].", "DURATION", "PT30M"),
    ("They meet [every morning].", "SET", "XXXX-XX-XXTMO"),
    ("They meet [every summer].", "SET", "XXXX-SU"),
    ("In [the first nine months] it lost money.", "DURATION", "P9M"),
    ("The truce ends [Friday].", "DATE", "2022-09-09"),
    ("They have until [Oct. 1] to answer.", "DATE", "2022-10-01"),
    ("Schools reopen for the first time in [12 years].", "DURATION", "P12Y"),
    ("The blast came at [1430 GMT].", "TIME", "2022-09-05T14:30"),
    ("It began at [9.30am on Friday].", "TIME", "2022-09-02T09:30"),
    ("It rained [overnight] in the hills.", "TIME", "2022-09-04TNI"),
    ("They will vote on [Labor Day].", "DATE", "2022-09-05"),
    ("They met on [Easter Monday].", "DATE", "2022-04-18"),
    ("It costs 50 million rand [a day].", "SET", "P1D"),
    ("They talked [all night].", "TIME", "2022-09-05TNI"),
    ("They came at [8 o’clock last night].", "TIME", "2022-09-04T20:00"),
    ("They spent [months] in it.", "DURATION", "PXM"),
    ("In [the three months] ended it fell.", "DURATION", "P3M"),
    ("A [three-month] truce held.", "DURATION", "P3M"),
    ("In a [May] interview he spoke.", "DATE", "2022-05"),
    ("Net income for [the second quarter] fell.", "DATE", "2022-Q2"),
]


@pytest.mark.parametrize(("sentence", "kind", "value"), NEWS)
def test_forms_of_newswire(sentence: str, kind: str, value: str) -> None:
    """The report is of Monday, 5 September 2022."""
    before, _, rest = sentence.partition("[")
    words, _, after = rest.partition("]")
    document = TimeDocument("own", before + words + after, date(2022, 9, 5), ())
    assert [(document.text[slice(*t.span)], t.type, t.value) for t in predict(document)] == [
        (words, kind, value)
    ]


def test_a_date_inside_the_words_of_an_event_is_found() -> None:
    text = "They waited for eight years after the 1967 war and until the May 2015 elections."
    found = predict(TimeDocument("own", text, date(2022, 9, 5), ()))
    assert [(text[slice(*t.span)], t.value) for t in found] == [
        ("eight years", "P8Y"), ("1967", "1967"), ("May 2015", "2015-05"),
    ]  # fmt: skip


FLOORS = [
    ("times_newswire/first", 97.0, 97.0),
    ("times_newswire/second", 95.0, 92.0),
    ("times_newswire/third", 95.0, 94.0),
    ("times_newswire/fourth", 95.0, 93.0),
    ("times_wars/first", 96.0, 96.0),
    ("times_wars/second", 96.0, 96.0),
]


@pytest.mark.parametrize(("folder", "strict", "value"), FLOORS)
def test_own_sets_keep_their_floors(folder: str, strict: float, value: float) -> None:
    scores = score(Path(__file__).parents[1] / "read" / folder, lambda _: None)
    assert scores["strict"]["f1"] >= strict
    assert scores["value"]["f1"] >= value


def test_wikiwars_keeps_its_floor() -> None:
    shared = Path(os.environ.get("SERVANDA_SHARED", Path(__file__).parents[3] / "shared"))
    folder = shared / "data" / "times" / "wikiwars"
    if not folder.is_dir():
        pytest.skip("WikiWars is not here; set SERVANDA_SHARED to the folder that holds data/times")
    assert score(folder, lambda _: None)["value"]["f1"] >= 87.5
