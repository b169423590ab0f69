"""What counts as one commitment of an agreement text, whose it is, and which deadline above it holds."""

import pytest

from servanda.codebook import load
from servanda.model import Claim, Document, digest_text
from servanda.read import read_document
from servanda.text.tokens import load_parser

TEXT = """FRAMEWORK AGREEMENT BETWEEN THE GOVERNMENT OF CHAD AND THE FRONT FOR CONCORD

Article 1. The Lake Council

1.1 The Lake Council shall be composed of:
a. three members named by the Government;
b. two elders of the shore villages.

1.2 The Lake Council shall design and implement a fisheries plan.

1.3 Decisions of the Lake Council shall be by consensus.

1.4 The Lake Council shall, within two months of the start of the interim period, review and adopt the budget of the lake fund, which shall be drawn up beforehand.

1.5 The Assembly shall approve the annual accounts.

Article 2. Measures to be completed within ninety (90) days of the signing of this Agreement

2.1 The Parties shall ensure that all foreign fighters leave the shore.

2.2 The Lake Council shall be the depositary of the maps.

2.3 The relevant ministries shall co-ordinate the return of nets before the end of the interim period.
"""


@pytest.fixture(scope="module")
def points() -> dict[str, list[Claim]]:
    document = Document(
        id=digest_text(TEXT), kind="agreement", language="en", text=TEXT, published="2030-04-01"
    )
    found: dict[str, list[Claim]] = {}
    for claim in read_document(document, load(), load_parser()).claims:
        if claim.kind == "commitment":
            assert TEXT[slice(*claim.span)]
            found.setdefault(claim.first("point") or "", []).append(claim)
    return found


def test_members_are_told_one_by_one(points: dict[str, list[Claim]]) -> None:
    assert "1.1" not in points
    assert [c.code for c in points["1.1.a"] + points["1.1.b"]] == ["procedure", "procedure"]
    assert points["1.1.a"][0].values("obligor") == ["Lake Council"]


def test_verbs_that_share_an_object_are_one_act(points: dict[str, list[Claim]]) -> None:
    assert [c.first("act") for c in points["1.2"]] == ["design and implement fisheries plan"]


def test_shall_be_says_how_it_is_done(points: dict[str, list[Claim]]) -> None:
    (claim,) = points["1.3"]
    assert claim.code == "procedure"
    assert claim.values("obligor") == ["Lake Council"]


def test_a_phrase_put_in_between_parts_no_verb_from_its_modal(points: dict[str, list[Claim]]) -> None:
    (claim,) = points["1.4"]
    assert claim.first("act") == "review and adopt budget of lake fund"
    assert claim.first("deadline-anchor") == "the start of the interim period"


def test_what_shall_be_approved_is_a_duty(points: dict[str, list[Claim]]) -> None:
    assert [(c.first("act"), c.values("obligor")) for c in points["1.5"]] == [
        ("approve annual accounts", ["Assembly"])
    ]


def test_a_deadline_in_a_heading_holds_below_it(points: dict[str, list[Claim]]) -> None:
    (claim,) = points["2.1"]
    assert claim.first("deadline-form") == "after-signature"
    assert claim.roles["deadline"][0].inferred is not None


def test_not_for_who_does_what_and_not_against_an_own_one(points: dict[str, list[Claim]]) -> None:
    assert points["2.2"][0].first("deadline") is None
    assert "deadline-form" not in points["2.2"][0].roles
    assert points["2.3"][0].first("deadline-form") == "before-event"
    assert points["2.3"][0].first("act") == "coordinate return of nets"
