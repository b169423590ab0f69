"""Tables say everything in words, keep 80 columns, and show what is not stated."""

import io

import msgspec
import pytest
import sample_records as sample
from rich.console import Console

from servanda.export.disagreements import table_disagreements
from servanda.export.frame import PLAIN, say_act
from servanda.export.tables import (
    table_actors,
    table_agreements,
    table_commitments,
    table_events,
    table_issues,
    table_meetings,
)  # fmt: skip
from servanda.export.trail import Trail
from servanda.model import Commitment, Event, Records, Variant

TRAIL = Trail([sample.READING], sample.RECORDS)


def show(renderable, width=80):
    console = Console(file=io.StringIO(), width=width)
    console.print(renderable)
    return console.file.getvalue()


def flat(renderable):
    return " ".join(show(renderable, 200).split())


ALL = {
    "meetings": lambda: table_meetings(sample.RECORDS.meetings, TRAIL),
    "agreements": lambda: table_agreements(sample.RECORDS.agreements, TRAIL),
    "commitments": lambda: table_commitments(sample.RECORDS.commitments, TRAIL),
    "events": lambda: table_events(sample.RECORDS.events, TRAIL),
    "actors": lambda: table_actors(sample.RECORDS.actors),
    "issues": lambda: table_issues([(sample.ISSUE, sample.DOCUMENT)]),
    "disagreements": lambda: table_disagreements(sample.RECORDS, TRAIL),
}


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("width", [40, 80, 140])
def test_no_line_is_wider_than_the_terminal(name, width):
    assert all(len(line) <= width for line in show(ALL[name](), width).splitlines())


@pytest.mark.parametrize("name", ALL)
def test_signs_have_plain_twins(name):
    show(ALL[name]()).translate(PLAIN).replace("“", '"').replace("”", '"').encode("ascii")


def test_meetings():
    shown = flat(ALL["meetings"]())
    for words in ("5 Sep 2022", "● held", "Sergey Lavrov, Minister of Foreign Affairs of Russia", "in Moscow",
                  "high level · bilateral", "31 Aug – 30 Sep", "○ scheduled", "background", "participants not stated",
                  "says Ministry of", "Sputnik", "M-1111111111"):  # fmt: skip
        assert words in shown
    assert shown.index("31 Aug") < shown.index("5 Sep")
    assert "≠ date: 5 Sep 2022 (Sputnik) / 6 Sep 2022 (Ministry of Foreign Affairs of Russia)" in shown


def test_agreements():
    shown = flat(ALL["agreements"]())
    for words in ("9 Nov 2020", "● signed", "Trilateral statement", "between Armenia, Azerbaijan, Russia", "brokered by Russia",
                  "reaffirmed 5 Sep 2022 by not stated (says Ministry of Foreign Affairs of Russia)"):  # fmt: skip
        assert words in shown


def test_commitments():
    shown = flat(ALL["commitments"]())
    for words in ("30 Sep 2022", "“by the end of", "!! overdue", "release prisoners", "owed by Armenia, Azerbaijan",
                  "under Trilateral statement · 8", "●○○ minimum", "≠ disputed", "violated 1 Oct 2022", "last word partly",
                  "by Azerbaijan", "no deadline", "– no-deadline", "owed by: not stated", "not assessed", "– silent"):  # fmt: skip
        assert words in shown


@pytest.mark.parametrize(
    ("kind", "act", "shown"),
    [
        ("prohibition", "harm civilians", "must not harm civilians"),
        ("prohibition", "refrain from harm", "must refrain from harm"),
        ("permission", "cross the line", "may cross the line"),
        ("obligation", "release prisoners", "release prisoners"),
    ],
)
def test_what_is_forbidden_is_not_shown_as_owed(kind, act, shown):
    told = Commitment(id="C-3", act=act, kind=kind)
    assert f" {shown} " in flat(table_commitments([told], TRAIL))
    assert ("must not" in shown) == (kind == "prohibition" and not act.startswith("refrain"))
    assert say_act(act, kind) == shown


def test_the_last_word_is_never_that_of_an_id():
    bare = msgspec.structs.replace(sample.COMMITMENT.evidence[0], said_by=[])
    told = msgspec.structs.replace(sample.COMMITMENT, evidence=[bare])
    assert "by Sputnik" in flat(table_commitments([told], TRAIL))
    unknown = msgspec.structs.replace(sample.DOCUMENT, publisher=None)
    trail = Trail([msgspec.structs.replace(sample.READING, document=unknown)], sample.RECORDS)
    for shown in (table_commitments([told], trail), table_disagreements(Records(commitments=[told]), trail)):
        assert "publisher not stated" in flat(shown)
        assert sample.DOCUMENT.id not in flat(shown)


def test_a_meeting_that_did_not_take_place():
    shown = flat(table_meetings([msgspec.structs.replace(sample.MEETING, negated=True)], TRAIL))
    assert "× not held" in shown


def test_an_event_names_its_object():
    claim = msgspec.structs.replace(sample.MEETING_CLAIM, roles={"object": (sample.value("prisoners"),)})
    trail = Trail([msgspec.structs.replace(sample.READING, claims=(claim,))], sample.RECORDS)
    assert "object prisoners" in flat(table_events([sample.EVENT], trail))
    assert "object" not in flat(table_events([sample.EVENT], TRAIL))


def test_the_same_issue_about_the_same_words_is_counted():
    shown = flat(table_issues([(sample.ISSUE, sample.DOCUMENT)] * 3))
    assert shown.count("date-without-anchor") == 1
    assert "3 times" in shown


def test_events_and_actors_and_issues():
    shown = flat(ALL["events"]())
    for words in ("no date stated", "× denied", "ASSAULT shell", "not so", "Azerbaijan → not stated"):
        assert words in shown
    shown = flat(ALL["actors"]())
    for words in (
        "Sergey Lavrov",
        "person",
        "RUS · GOV",
        "Minister of Foreign Affairs of Russia seen 5 Sep 2022",
        "also Sergei Lavrov",
    ):
        assert words in shown
    assert "“the end of the month”" in flat(ALL["issues"]())


def test_words_of_a_document_are_no_markup():
    event = Event(id="E-1", code="ASSAULT", place="[bold]here[/bold]")
    assert "[bold]here[/bold]" in flat(table_events([event], TRAIL))


def test_disagreements():
    claimed = Event(id="E-2", code="ASSAULT", actors=["Azerbaijan"], force="alleged", said_by=["Armenia"], disagreements={
        "negated": [Variant(value="false", claims=["a"], said_by=["Armenia"], publishers=[]),
                    Variant(value="true", claims=["b"], said_by=["Azerbaijan"], publishers=[])]})  # fmt: skip
    records = Records(
        meetings=[sample.MEETING],
        commitments=[sample.COMMITMENT, sample.BARE],
        events=[sample.EVENT, claimed],
    )
    shown = flat(table_disagreements(records, TRAIL))
    for words in ("Meeting · 5 Sep 2022 · Moscow", "Sputnik: 5 Sep 2022", "Azerbaijan: partly (2 Oct 2022)",
                  "Armenia: it was so", "Azerbaijan: not so"):  # fmt: skip
        assert words in shown
    assert table_disagreements(Records(events=[sample.EVENT]), TRAIL) is None
    assert table_disagreements(Records(commitments=[Commitment(id="C-9", act="x")]), TRAIL) is None


def test_an_allegation_and_its_denial_in_two_records():
    told = Event(id="E-4", claims=["a" * 16], code="ASSAULT", actors=["Azerbaijan"], force="alleged", said_by=["Armenia"])  # fmt: skip
    shown = flat(table_disagreements(Records(events=[told, sample.EVENT]), TRAIL))
    for words in ("E-4, denied in E-1111111111", "Armenia: it was so", "Azerbaijan: not so"):
        assert words in shown
    other = msgspec.structs.replace(told, actors=["Georgia"])
    assert table_disagreements(Records(events=[other, sample.EVENT]), TRAIL) is None
