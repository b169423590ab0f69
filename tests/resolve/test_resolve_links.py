"""Links: automatic, persons', and how persons outvote; verdicts."""

import json

import pytest
from factory import BOOK, say, tell

from servanda.model import Link, Verdict
from servanda.resolve import settle
from servanda.resolve.links import Edge, Votes, count_votes, drop_ambiguous, unite


def link(one, two, judgement, by="anna", at="2023-01-01T00:00:00Z"):
    left, right = sorted((one.claims[0].id, two.claims[0].id))
    return Link(left=left, right=right, judgement=judgement, by=by, at=at)


def met(date, publisher, **more):
    return tell(
        f"{date[:8]}{int(date[8:]) + 1:02d}",
        say("meeting", "CONSULT", f"participant: Armenia + Russia; place: Moscow; date: {date}"),
        publisher=publisher,
        **more,
    )


ONE, TWO, THREE = met("2022-09-05", "A"), met("2022-09-05", "B"), met("2022-09-05", "C")


def count(readings, **more):
    return len(settle(readings, BOOK, **more).records.meetings)


def test_different_splits_and_the_third_stays_with_one_of_them():
    assert count([ONE, TWO, THREE]) == 1
    settlement = settle([ONE, TWO, THREE], BOOK, links=[link(ONE, TWO, "different")])
    assert sorted(len(meeting.claims) for meeting in settlement.records.meetings) == [1, 2]
    for meeting in settlement.records.meetings:
        assert not {ONE.claims[0].id, TWO.claims[0].id} <= set(meeting.claims)


def test_same_joins_what_rules_keep_apart():
    far = met("2022-10-15", "D")
    assert count([ONE, far]) == 2
    assert count([ONE, far], links=[link(ONE, far, "same")]) == 1


def test_the_later_ruling_of_a_pair_prevails_and_can_be_taken_back():
    far = met("2022-10-15", "D")
    same, apart = link(ONE, far, "same"), link(ONE, far, "different", at="2023-02-01T00:00:00Z")
    assert count([ONE, far], links=[same, apart]) == count([ONE, far], links=[apart, same]) == 2
    again = link(ONE, far, "same", at="2023-03-01T00:00:00Z")
    assert count([ONE, far], links=[again, apart, same]) == 1


def test_unsure_takes_the_automatic_link_away():
    assert count([ONE, TWO], links=[link(ONE, TWO, "unsure")]) == 2


def test_kept_automatic_links_are_not_read_back():
    far = met("2022-10-15", "D")
    assert count([ONE, far], links=[link(ONE, far, "same", by="servanda")]) == 2


def test_a_verdict_on_a_link_outvotes_links():
    left, right = sorted((ONE.claims[0].id, TWO.claims[0].id))
    verdict = Verdict(target=f"link:{left}:{right}", ruling="different", by="ben", at="2022-01-01T00:00:00Z")
    assert count([ONE, TWO], links=[link(ONE, TWO, "same")], verdicts=[verdict]) == 2


def test_automatic_links_carry_reasons_and_when_both_were_known():
    one, two = (
        met("2022-09-05", "A", received="2022-09-07T00:00:00Z"),
        met("2022-09-05", "B", received="2022-09-09T00:00:00Z"),
    )
    (made,) = settle([one, two], BOOK).links
    assert (made.by, made.judgement, made.at) == ("servanda", "same", "2022-09-09T00:00:00Z")
    assert made.left < made.right
    assert made.reasons


def test_rejected_claims_do_not_count():
    target = f"claim:{ONE.claims[0].id}"
    reject = Verdict(target=target, ruling="reject", by="ben", at="2023-01-01T00:00:00Z")
    assert count([ONE], verdicts=[reject]) == 0
    accept = Verdict(target=target, ruling="accept", by="ben", at="2023-02-01T00:00:00Z")
    assert count([ONE], verdicts=[accept, reject]) == 1


def test_a_verdict_on_a_field_overrides_is_shown_and_ends_the_issue():
    two = tell(
        "2022-09-06",
        say("meeting", "CONSULT", "participant: Armenia + Russia; place: Sochi; date: 2022-09-05"),
        publisher="B",
    )
    settlement = settle([ONE, two], BOOK)
    (meeting,) = settlement.records.meetings
    assert [issue.code for issue in settlement.issues] == ["sides-disagree"]
    rulings = [
        Verdict(target=f"{meeting.id}#place", ruling="Sochi", by="ben", at="2023-01-01T00:00:00Z"),
        Verdict(
            target=f"{meeting.id}#participants",
            ruling="Armenia + Russia + France",
            by="ben",
            at="2023-01-01T00:00:00Z",
        ),
        Verdict(target=f"{meeting.id}#level", ruling="nonsense", by="ben", at="2023-01-01T00:00:00Z"),
        Verdict(target=f"{meeting.id}#id", ruling="M-1", by="ben", at="2023-01-01T00:00:00Z"),
    ]
    settlement = settle([ONE, two], BOOK, verdicts=rulings)
    (ruled,) = settlement.records.meetings
    assert (ruled.place, ruled.participants, ruled.level, ruled.id) == (
        "Sochi",
        ["Armenia", "Russia", "France"],
        "unknown",
        meeting.id,
    )
    assert ruled.disagreements["place"][0].said_by == ["ben"]
    assert settlement.issues == ()


def test_a_verdict_outlives_a_changed_id():
    (alone,) = settle([ONE], BOOK).records.meetings
    verdict = Verdict(target=f"{alone.id}#place", ruling="Sochi", by="ben", at="2023-01-01T00:00:00Z")
    settlement = settle([ONE, TWO, THREE], BOOK, verdicts=[verdict])
    assert settlement.records.meetings[0].place == "Sochi"


def test_two_coders_of_one_cue_tell_of_one_thing():
    roles = "participant: Armenia + Russia"
    first = tell("2022-09-06", say("meeting", "CONSULT", roles, background=True))
    claim = first.claims[0]
    fields = {name: getattr(claim, name) for name in claim.__struct_fields__}
    second = type(claim)(**fields | {"id": "f" * 16, "coder": "anna"})
    both = type(first)(document=first.document, claims=(claim, second))
    assert count([both]) == 1


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 2, 0]])
def test_ambiguous_loose_edges_are_dropped_in_any_order(order):
    edges = [Edge(1, "a", "x", ("r",), "x"), Edge(1, "b", "x", ("r",), "x"), Edge(2, "a", "c", ("r",))]
    kept = drop_ambiguous([edges[place] for place in order], lambda one, two: {one, two} == {"a", "b"})
    assert [edge.pair for edge in kept] == [("a", "c")]


def test_unite_heeds_foes_beyond_the_pair():
    votes = Votes({("a", "c"): "different"})
    clusters, used = unite(
        "abc", [Edge(2, "a", "b", ()), Edge(1, "b", "c", ())], votes, lambda one, two: False
    )
    assert clusters == [["a", "b"], ["c"]]
    assert [edge.pair for edge in used] == [("a", "b")]


def test_persons_same_prevails_over_clash():
    votes = Votes({("a", "b"): "same"})
    clusters, _ = unite("ab", [], votes, lambda one, two: True)
    assert clusters == [["a", "b"]]


def test_votes_do_not_depend_on_order():
    links = [
        link(ONE, TWO, judgement, by=by, at=at)
        for judgement, by, at in [
            ("same", "anna", "2023"),
            ("different", "ben", "2023"),
            ("unsure", "cleo", "2022"),
        ]
    ]
    assert count_votes(links, []).judgements == count_votes(reversed(links), []).judgements
    assert json.dumps(list(count_votes(links, []).judgements.values())) == '["different"]'
