"""Counts, states, silence and changes of commitments."""

from datetime import date

import pytest

from servanda.ledger.changes import find_changes
from servanda.ledger.silence import find_silence
from servanda.ledger.summary import name_state, sum_up
from servanda.model import Commitment, Deadline, Evidence, Override


def owe(name="C-1", **fields):
    return Commitment(id=name, act="release prisoners", **fields)


def hear(says, as_at=None, published=None, claim="a"):
    return Evidence(
        says=says, said_by=[], stake="media", as_at=as_at, published=published, quote="", document="d", claim=claim
    )  # fmt: skip


def test_counts_hold_all_words_and_those_not_assessed():
    counts = sum_up([owe(score=3, clock="met"), owe(score=0), owe(), owe()])
    assert (counts.commitments, counts.assessed, counts.not_assessed) == (4, 2, 2)
    assert counts.score == {"full": 1, "intermediate": 0, "minimum": 0, "not-initiated": 1, "not-assessed": 2}
    assert (counts.clock["met"], counts.clock["none"]) == (1, 3)
    assert counts.pam is not None
    assert (counts.pam.value, counts.pam.n, counts.pam.not_assessed) == (50.0, 2, 2)


def test_no_aggregate_of_nothing():
    assert sum_up([owe()]).pam is None


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "not-assessed"),
        ({"score": 0}, "not-initiated"),
        ({"score": 3}, "full"),
        ({"score": 3, "violated": "2021"}, "violated"),
        ({"score": 0, "reversed": "2021"}, "reversed"),
        ({"score": 3, "reversed": "2021"}, "full"),
        ({"score": 3, "superseded": "2021"}, "superseded"),
        ({"suspended": "2021", "evidence": [hear("suspended")]}, "suspended"),
        ({"suspended": "2021", "evidence": [hear("suspended"), hear("resumed")]}, "not-assessed"),
        ({"score": 3, "violated": "2021", "overrides": [Override(field="score", ruling="3", computed=None, by="x", at="")]}, "full"),
    ],
)  # fmt: skip
def test_one_word_for_the_state(fields, state):
    assert name_state(owe(**fields)) == state


QUIET = frozenset({"promised", "reaffirmed"})


@pytest.mark.parametrize(
    ("evidence", "days", "basis"),
    [
        ([], None, "unknown"),
        ([hear("partly", "2021-05-01")], 30, "last-word"),
        ([hear("partly", "2021-05-01"), hear("promised", "2021-05-30")], 30, "last-word"),
        ([hear("promised", "2021-05-30")], None, "unknown"),
        ([hear("partly", None, "2021-05-11")], 20, "last-word"),
        ([hear("partly", "2021", "2021-05-11")], 20, "last-word"),
        ([hear("partly")], None, "last-word"),
    ],
)
def test_silence(evidence, days, basis):
    found = find_silence(owe(evidence=evidence), None, {}, QUIET, date(2021, 5, 31))
    assert (found.days, found.basis) == (days, basis)


def test_a_deadline_that_did_not_move_is_no_change():
    due = Deadline(edtf="2021-05-01")
    assert find_changes([owe(deadline=due)], [owe(deadline=due)]) == {}


def test_a_deadline_that_got_its_day():
    (change,) = find_changes(
        [owe(deadline=Deadline(edtf=None, claim="a"))],
        [
            owe(
                deadline=Deadline(edtf="2021-06-01", claim="a"),
                reasons=["deadline: 2021-06-01, counted from x"],
            )
        ],
    ).values()
    assert change.deadline is not None
    assert (change.deadline.old, change.deadline.new, change.deadline.claim) == (None, "2021-06-01", None)
    assert change.deadline.why == "2021-06-01, counted from x"


def test_a_commitment_that_is_gone_is_not_among_the_changes():
    assert find_changes([owe("C-1"), owe("C-2")], [owe("C-2")]) == {}
