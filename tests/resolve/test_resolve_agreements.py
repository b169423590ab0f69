"""One agreement by date, title or place; and what is said of it later."""

import pytest
from factory import BOOK, say, tell

from servanda.resolve import settle
from servanda.resolve.references import read_reference_days


def deal(code, roles="", **more):
    return say("agreement", code, roles, **more)


def agreements(*readings):
    return settle(readings, BOOK).records.agreements


THREE = "party: Russia + Armenia + Azerbaijan"


def test_a_month_holds_the_day_and_a_broker_counts_as_a_party():
    (agreement,) = agreements(
        tell(
            "2022-09-05",
            deal("reaffirmed", f"{THREE}; date: 2020-11-09", by="Ministry of Foreign Affairs of Russia"),
        ),
        tell(
            "2022-09-06",
            deal(
                "signed",
                "broker: Russia; date: 2020-11; title: trilateral declaration; type: declaration",
                background=True,
            ),
        ),
    )
    assert (agreement.signed, agreement.signature_state, agreement.title, agreement.kind) == (
        "2020-11-09",
        "signed",
        "trilateral declaration",
        "declaration",
    )
    assert agreement.parties == ["Russia", "Armenia", "Azerbaijan"]
    assert agreement.brokers == []
    (mention,) = agreement.reaffirmed_by
    assert (mention.by, mention.date, mention.said_by) == (
        [],
        None,
        ["Ministry of Foreign Affairs of Russia"],
    )
    assert not agreement.background


def test_a_month_that_holds_two_agreements_names_neither():
    found = agreements(
        tell(
            "2020-12-01",
            deal("signed", f"{THREE}; date: 2020-11-09"),
            deal("signed", f"{THREE}; date: 2020-11-20"),
        ),
        tell("2020-12-02", deal("referred", f"{THREE}; date: 2020-11")),
    )
    assert len(found) == 3


def test_midnight_makes_a_day_but_no_second_agreement():
    (agreement,) = agreements(
        tell("2020-11-10", deal("signed", f"{THREE}; date: 2020-11-09"), publisher="A"),
        tell("2020-11-10", deal("signed", f"{THREE}; date: 2020-11-10"), publisher="B"),
        tell("2020-11-11", deal("signed", f"{THREE}; date: 2020-11-10"), publisher="C"),
    )
    assert agreement.signed == "2020-11-10"
    assert [variant.value for variant in agreement.disagreements["signed"]] == ["2020-11-09", "2020-11-10"]


def test_three_dates_of_one_report_are_three_agreements():
    dates = ("2020-11-09", "2021-01-11", "2021-11-26")
    found = agreements(tell("2022-09-05", *(deal("reaffirmed", f"{THREE}; date: {date}") for date in dates)))
    assert sorted(agreement.signed for agreement in found) == list(dates)


def test_same_title_and_place_in_the_title():
    (agreement,) = agreements(
        tell(
            "2022-11-03",
            deal(
                "signed",
                "party: Ethiopia + TPLF; date: 2022-11-02; place: Pretoria; title: Agreement for Lasting Peace",
            ),
        ),
        tell("2022-11-20", deal("referred", "title: the Pretoria agreement; party: Ethiopia + TPLF")),
        tell("2022-11-21", deal("referred", "title: Pretoria Agreement")),
    )
    assert agreement.place == "Pretoria"
    assert len(agreement.claims) == 3


def test_titles_that_tell_nothing_join_nothing():
    found = agreements(
        tell("2022-11-03", deal("referred", "title: the peace agreement; party: Ethiopia + TPLF")),
        tell("2022-11-20", deal("referred", "title: the peace agreement; party: Kosovo + Serbia")),
    )
    assert len(found) == 2


@pytest.mark.parametrize(
    ("claim", "state"),
    [
        (deal("signed", THREE), "signed"),
        (deal("signed", THREE, words="initialled"), "initialled"),
        (deal("reached", THREE), "agreed"),
        (deal("reaffirmed", f"{THREE}; date: 2020-11-09"), "unclear"),
        (
            deal("reaffirmed", f"{THREE}; date: 2020-11-09", quote="the agreements signed on November 9"),
            "signed",
        ),
        (deal("extended", THREE, negated=True), "unclear"),
    ],
)
def test_signature_state(claim, state):
    assert agreements(tell("2022-09-05", claim))[0].signature_state == state


def test_an_agreement_to_be_signed_is_none_yet():
    assert (
        agreements(tell("2022-09-05", deal("signed", f"{THREE}; date: 2022-09-20", force="scheduled"))) == []
    )


def test_what_is_done_to_it_later():
    (agreement,) = agreements(
        tell("2020-11-10", deal("signed", f"{THREE}; date: 2020-11-09")),
        tell("2022-11-10", deal("amended", f"{THREE}; date: 2020-11-09; by: Armenia + Azerbaijan")),
        tell("2023-11-10", deal("extended", f"{THREE}; date: 2020-11-09; until: 2030-11-10")),
        tell("2024-11-10", deal("reaffirmed", f"{THREE}; date: 2020-11-09", force="proposed")),
    )
    assert [mention.by for mention in agreement.amended_by] == [["Armenia", "Azerbaijan"], []]
    assert agreement.reaffirmed_by == []
    assert agreement.in_force == "2020-11-09/2030-11-10"


def test_ended_when_is_not_stated():
    (agreement,) = agreements(
        tell("2020-11-10", deal("signed", f"{THREE}; date: 2020-11-09")),
        tell("2024-11-10", deal("ended", f"{THREE}; date: 2020-11-09", by="Azerbaijan")),
    )
    assert agreement.in_force == "2020-11-09/"
    assert agreement.superseded_by[0].said_by == ["Azerbaijan"]


def test_states_not_their_leaders_are_parties():
    (agreement,) = agreements(
        tell("2020-11-10", deal("signed", "party: Armenia + Azerbaijan + Russia; date: 2020-11-09")),
        tell(
            "2020-11-11",
            deal("signed", "party: Prime Minister of Armenia + President of Azerbaijan; date: 2020-11-09"),
        ),
    )
    assert agreement.parties == ["Armenia", "Azerbaijan", "Russia"]


@pytest.mark.parametrize(
    ("text", "days"),
    [("statement of 9 november 2020", ("2020-11-09", "2020-11-09")), ("2020 11 09", ("2020-11-09", "2020-11-09")),
     ("agreement of november 2020", ("2020-11-01", "2020-11-30")), ("the november 9 2020 statement", ("2020-11-09", "2020-11-09")),
     ("minsk ii", None)],
)  # fmt: skip
def test_dates_in_references(text, days):
    from datetime import date

    expected = tuple(date.fromisoformat(day).toordinal() for day in days) if days else None
    assert read_reference_days(text) == expected


def test_what_was_not_signed_is_no_agreement():
    assert (
        agreements(tell("2023-05-02", deal("signed", "party: Armenia; type: document", negated=True))) == []
    )
    assert agreements(tell("2023-05-02", deal("reached", THREE, negated=True))) == []
    (kept,) = agreements(
        tell(
            "2023-05-02",
            deal("signed", f"{THREE}; date: 2020-11-09; title: Sochi accord"),
            deal("signed", "party: Armenia; date: 2020-11-09; title: Sochi accord", negated=True),
        )
    )
    assert kept.signature_state == "signed"
