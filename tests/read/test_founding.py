"""The founding report, read: what issue 2 asks of it, claim by claim.

Its text is not ours and stays outside of the project: the folder ``shared`` beside
the repository, or the one that SERVANDA_SHARED names.
"""

import os
from pathlib import Path

import pytest
from sample_texts import ROOT, write_document

from servanda.model import Claim, Reading, edtf

SHARED = Path(os.environ.get("SERVANDA_SHARED") or ROOT.parent / "shared")
REPORT = SHARED / "founding-report.txt"

pytestmark = pytest.mark.skipif(
    not REPORT.is_file(),
    reason=f"no {REPORT}: set SERVANDA_SHARED to the folder that holds founding-report.txt",
)

RUSSIA = "Ministry of Foreign Affairs of Russia"
STATES = {"Russia", "Armenia", "Azerbaijan"}
FRAMEWORKS = {
    "Eurasian Economic Union", "Commonwealth of Independent States", "Collective Security Treaty Organization",
    "United Nations", "Organization for Security and Co-operation in Europe",
}  # fmt: skip


@pytest.fixture(scope="module")
def report(read_again) -> Reading:
    """The report as read with the day of its publication."""
    text = REPORT.read_text(encoding="utf-8")
    return read_again(write_document(text, published="2022-09-05", publisher="Sputnik"))


@pytest.fixture(scope="module")
def undated(read_again) -> Reading:
    """The report as read without the day of its publication."""
    return read_again(write_document(REPORT.read_text(encoding="utf-8"), publisher="Sputnik"))


def pick(reading: Reading, kind: str, *codes: str, force: str | None = None) -> list[Claim]:
    return [
        c
        for c in reading.claims
        if c.kind == kind and (not codes or c.code in codes) and (force is None or c.force == force)
    ]


def mentions(claim: Claim, *words: str) -> bool:
    """Tell whether every word is somewhere in what the claim's fillers say."""
    said = " ".join(f"{v.text} {v.value}" for values in claim.roles.values() for v in values).lower()
    return all(word.lower() in said for word in words)


def held(reading: Reading) -> Claim:
    (claim,) = pick(reading, "meeting", force="asserted")
    return claim


# meetings


def test_one_meeting_is_held(report):
    claim = held(report)
    assert set(claim.values("participant")) == {"Sergey Lavrov", "Ararat Mirzoyan"}
    assert claim.values("place") == ["Moscow"]
    assert claim.values("date") == ["2022-09-05"]
    assert claim.values("level") == ["high"]
    assert [v.value for v in claim.said_by] == [RUSSIA]
    assert (claim.negated, claim.background) == (False, False)
    assert "state" not in claim.roles


def test_who_holds_which_office(report):
    posts = {c.first("person"): (c.first("office"), c.first("of")) for c in pick(report, "position", "holds")}
    assert posts["Sergey Lavrov"] == ("Minister of Foreign Affairs", "Russia")
    assert posts["Ararat Mirzoyan"] == ("Minister of Foreign Affairs", "Armenia")


def test_two_meetings_are_scheduled(report):
    scheduled = pick(report, "meeting", force="scheduled")
    assert {frozenset(c.values("participant")): c.first("date") for c in scheduled} == {
        frozenset(
            {f"Minister of Foreign Affairs of {s}" for s in ("Azerbaijan", "Armenia")}
        ): "2022-08-31/2022-09-30",
        frozenset({"Leader of Azerbaijan", "Leader of Armenia"}): "2022-11",
    }
    assert all(not c.negated and not c.background for c in scheduled)


def test_a_schedule_that_is_discussed_is_no_meeting(report):
    assert len(pick(report, "meeting")) == 3


def test_topics_of_the_meeting(report):
    topics = set(held(report).values("topic"))
    assert {"transport/unblocking", "border/delimitation", "peace-treaty"} <= topics


def test_frameworks_are_no_participants(report):
    assert set(held(report).values("framework")) == FRAMEWORKS
    for claim in report.claims:
        for role in ("participant", "actor", "recipient", "obligor", "party", "host"):
            assert not FRAMEWORKS & set(claim.values(role)), (claim.kind, claim.code, role)


# agreements


def test_three_agreements_are_reaffirmed(report):
    reaffirmed = pick(report, "agreement", "reaffirmed")
    assert sorted(c.first("date") for c in reaffirmed) == ["2020-11-09", "2021-01-11", "2021-11-26"]
    for claim in reaffirmed:
        assert set(claim.values("party")) == STATES
        assert "by" not in claim.roles, "by whom is not stated"
        assert [v.value for v in claim.said_by] == [RUSSIA]
        assert not claim.negated


def test_the_year_that_stands_later_in_the_list_is_marked(report):
    (value,) = [
        v for c in pick(report, "agreement", "reaffirmed") for v in c.roles["date"] if v.value == "2021-01-11"
    ]
    assert value.inferred
    assert "2021" in value.inferred


def test_a_reaffirmation_is_no_new_commitment(report):
    spans = {c.span for c in pick(report, "agreement", "reaffirmed")}
    assert not [c for c in pick(report, "commitment") if c.span in spans]


def test_the_declaration_of_2020_is_background(report):
    (claim,) = [c for c in pick(report, "agreement") if c.first("date") == "2020-11"]
    assert claim.background
    assert claim.values("broker") == ["Russia"]


# commitments


def test_ceasefire_and_exchange_are_agreed_and_background(report):
    found = [c for c in pick(report, "commitment") if mentions(c, "fire") or mentions(c, "prisoners")]
    assert any(mentions(c, "fire") for c in found)
    assert any(mentions(c, "prisoners") for c in found)
    for claim in found:
        assert set(claim.values("obligor")) == {"Armenia", "Azerbaijan"}
        assert (claim.force, claim.background, claim.negated) == ("agreed", True, False)


def test_what_was_agreed_is_not_done(report):
    assert not [c for c in report.claims if c.kind in ("event", "status") and mentions(c, "prisoners")]


def test_topics_of_what_was_agreed(report):
    topics = {
        t.partition("/")[0]
        for c in pick(report, "commitment")
        if mentions(c, "fire") or mentions(c, "prisoners")
        for t in c.values("topic")
    }
    assert topics == {"ceasefire", "prisoners"}


def test_the_treaty_is_due_on_30_september(report):
    (claim,) = [c for c in pick(report, "commitment") if "peace-treaty" in c.values("topic")]
    assert set(claim.values("obligor")) == {"Armenia", "Azerbaijan"}
    assert claim.force == "agreed"
    assert claim.values("deadline") == ["2022-09-30"]
    assert claim.values("deadline-counts") == ["within"]
    assert claim.values("date") == ["2022-08-31"]
    assert not claim.background


# background


def test_nothing_of_the_background_is_dated_2022(report):
    background = [c for c in report.claims if c.background]
    assert background
    for claim in background:
        for role in ("date", "deadline"):
            for date in claim.values(role):
                upper = edtf.upper(date)
                assert upper is not None
                assert upper.year < 2022


def test_the_flare_up_is_background(report):
    flared = [c for c in report.claims if c.first("date") == "2020-09"]
    assert all(c.background for c in flared)


def test_districts_were_handed_over_by_somebody(report):
    (claim,) = [c for c in pick(report, "event") if mentions(c, "Kalbajar")]
    assert mentions(claim, "Lachin", "Agdam")
    assert claim.values("recipient") == ["Azerbaijan"]
    assert "actor" not in claim.roles, "by whom is not stated"
    assert claim.background
    assert "date" not in claim.roles


def test_peacekeepers_are_background(report):
    (claim,) = [c for c in pick(report, "event") if mentions(c, "peacekeepers")]
    assert claim.values("actor") == ["Russia"]
    assert claim.background
    assert "date" not in claim.roles


def test_clashes_have_no_date_and_no_place(report):
    (claim,) = pick(report, "event", "ASSAULT")[-1:]
    assert set(claim.values("actor")) | set(claim.values("recipient")) == {"Armenia", "Azerbaijan"}
    assert "date" not in claim.roles
    assert "place" not in claim.roles
    assert (claim.force, claim.negated) == ("asserted", False)


# capitals


def test_capitals_that_act_are_states(report):
    for claim in report.claims:
        for role, values in claim.roles.items():
            if role not in ("place", "object", "about", "act"):
                assert not {"Baku", "Yerevan", "Moscow"} & {v.value for v in values}, (claim.code, role)
    acting = {
        v.value
        for c in report.claims
        for role, values in c.roles.items()
        for v in values
        if v.text in ("Baku", "Yerevan", "Moscow") and role != "place"
    }
    assert acting == STATES


# without a day of publication


def test_without_publication_weekday_and_year_stay_open(undated):
    assert undated.document.published is None
    value = held(undated).roles["date"][0]
    assert (value.value, value.inferred) == (None, None)
    dates = {d for c in undated.claims for role in ("date", "deadline", "until") for d in c.values(role)}
    assert not [d for d in dates if (edtf.upper(d) or edtf.lower(d)).year >= 2022]
    assert {"2020-11-09", "2021-01-11", "2021-11-26"} <= dates


def test_without_publication_the_offices_have_no_beginning(undated):
    assert all("from" not in c.roles for c in pick(undated, "position"))


def test_without_publication_an_issue_says_so(undated):
    text = undated.document.text
    issues = [i for i in undated.issues if i.code == "date-without-anchor"]
    named = {text[slice(*i.span)].lower() for i in issues}
    assert {"on monday", "on 31 august"} <= named
    assert all("2021-11-26" in i.message for i in issues)
    assert all(i.hint for i in issues)


def test_without_publication_the_text_gives_a_bound(undated):
    assert undated.document.not_before == "2021-11-26"


def test_without_publication_the_same_claims_are_made(report, undated):
    def outline(reading: Reading) -> list[tuple]:
        return sorted((c.kind, c.code, c.force, c.negated, c.cue.span) for c in reading.claims)

    assert outline(undated) == outline(report)


def test_without_publication_the_windows_keep_their_words(undated):
    """A meeting whose date cannot be resolved has the words all the same."""
    for claim in pick(undated, "meeting"):
        assert claim.roles.get("date"), claim.cue.text
        assert [v.value for v in claim.roles["date"]] == [None]


def test_with_publication_nothing_is_left_open(report):
    assert [i.code for i in report.issues] == []
