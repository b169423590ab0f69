"""Decisions carried over to what is read now."""

import sys
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from factory import say, tell

from servanda.batch.verdicts import carry
from servanda.model import Link, Verdict, list_standing

ONE = tell(
    "2021-03-05",
    say("meeting", "CONSULT", "participant: Armenia"),
    say("meeting", "CONSULT", "participant: Azerbaijan"),
)
AT = "2022-01-01T00:00:00Z"


def anew(claim, name):
    return msgspec.structs.replace(claim, id=name)


NOW = msgspec.structs.replace(ONE, claims=(anew(ONE.claims[0], "f" * 16), ONE.claims[1]))


def old():
    return iter(ONE.claims)


def test_a_persons_link_finds_the_new_claim():
    left, right = sorted(claim.id for claim in ONE.claims)
    link = Link(left=left, right=right, judgement="same", by="ada", at=AT)
    carried = carry([], [link], [NOW], old)
    assert {carried.links[0].left, carried.links[0].right} == {"f" * 16, ONE.claims[1].id}
    assert carried.issues == ()


def test_a_link_to_what_is_not_read_becomes_an_issue():
    left, right = sorted(claim.id for claim in ONE.claims)
    link = Link(left=left, right=right, judgement="same", by="ada", at=AT)
    gone = msgspec.structs.replace(ONE, claims=ONE.claims[1:])
    carried = carry([], [link], [gone], old)
    assert carried.links == ()
    assert [issue.code for issue in carried.issues] == ["verdict-untied"]


def test_a_verdict_on_a_link_is_carried():
    left, right = sorted(claim.id for claim in ONE.claims)
    verdict = Verdict(target=f"link:{left}:{right}", ruling="different", by="ada", at=AT)
    (found,) = carry([verdict], [], [NOW], old).verdicts
    assert "f" * 16 in found.target


def test_of_two_claims_alike_none_is_chosen():
    twin = msgspec.structs.replace(
        ONE, claims=(anew(ONE.claims[0], "e" * 16), anew(ONE.claims[0], "f" * 16), ONE.claims[1])
    )
    verdict = Verdict(target=f"claim:{ONE.claims[0].id}", ruling="reject", by="ada", at=AT)
    carried = carry([verdict], [], [twin], old)
    assert carried.verdicts == ()
    assert "or more than one" in carried.issues[0].message


def test_the_past_is_asked_for_only_where_something_is_missing():
    def refuse():
        raise AssertionError

    verdict = Verdict(target=f"claim:{ONE.claims[0].id}", ruling="reject", by="ada", at=AT)
    assert carry([verdict], [], [ONE], refuse).verdicts == (verdict,)


def test_a_target_that_never_was_becomes_an_issue():
    verdict = Verdict(target="C-0123456789#score", ruling="3", by="ada", at=AT)
    (issue,) = carry([verdict], [], [ONE], old).issues
    assert "never had it" in issue.message


def test_what_was_withdrawn_does_not_stand():
    first = Verdict(target="claim:a", ruling="reject", by="ada", at="2022-01-01T00:00:00Z")
    taken = Verdict(target="claim:a", ruling="withdrawn", by="ada", at="2022-01-02T00:00:00Z")
    again = Verdict(target="claim:a", ruling="accept", by="ada", at="2022-01-03T00:00:00Z")
    other = Verdict(target="claim:a", ruling="reject", by="ben", at="2022-01-01T12:00:00Z")
    assert list_standing([first, taken, other]) == [other]
    assert list_standing([taken, again, first, other]) == [other, again]
