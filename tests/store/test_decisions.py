"""Links and verdicts."""

import pytest

from servanda.model import Link, Verdict
from servanda.store import RecordError


def make_link(judgement="same", *, day=1, by="settle@0.1.0", left="a1", right="b2"):
    return Link(
        left=left,
        right=right,
        judgement=judgement,
        reasons=("date", "place"),
        by=by,
        at=f"2022-09-{day:02}T10:00:00Z",
    )


def test_a_link_comes_back(record):
    assert record.add_link(make_link())
    assert record.links() == [make_link()]


def test_the_same_link_again_adds_nothing(record):
    assert record.add_link(make_link())
    assert not record.add_link(make_link())
    assert len(record.links(history=True)) == 1


def test_links_are_reversible(record):
    for day, judgement in enumerate(("same", "different", "same"), start=1):
        assert record.add_link(make_link(judgement, day=day))
    assert [link.judgement for link in record.links()] == ["same"]
    assert [link.judgement for link in record.links("2022-09-02")] == ["different"]
    assert [link.judgement for link in record.links("2022-09-01")] == ["same"]
    assert record.links("2022-08-31") == []
    assert len(record.links(history=True)) == 3


def test_the_latest_wins_whatever_the_order_of_adding(record):
    record.add_link(make_link("different", day=3))
    record.add_link(make_link("same", day=1))
    assert [link.judgement for link in record.links()] == ["different"]


def test_each_judge_has_a_word_on_each_pair(record):
    record.add_link(make_link("same"))
    record.add_link(make_link("different", by="ana"))
    record.add_link(make_link("unsure", right="c3"))
    assert [(link.by, link.right, link.judgement) for link in record.links()] == [
        ("settle@0.1.0", "b2", "same"), ("ana", "b2", "different"), ("settle@0.1.0", "c3", "unsure"),
    ]  # fmt: skip


def test_a_link_has_no_direction(record):
    record.add_link(make_link("same", left="z9", right="a1"))
    record.add_link(make_link("different", left="a1", right="z9", day=2))
    (link,) = record.links()
    assert (link.left, link.right, link.judgement) == ("a1", "z9", "different")


def test_verdicts_only_grow(record):
    first = Verdict(
        target="claim:a1", ruling="reject", note="wrong man", by="ana", at="2022-09-01T10:00:00+00:00"
    )
    second = Verdict(target="claim:a1", ruling="accept", by="ana", at="2022-09-02T10:00:00Z")
    assert record.add_verdict(second)
    assert record.add_verdict(first)
    assert not record.add_verdict(first)
    assert record.verdicts() == [first, second]
    assert record.verdicts("2022-09-01") == [first]


def test_a_decision_needs_an_instant(record):
    with pytest.raises(RecordError, match="not an instant"):
        record.add_verdict(Verdict(target="claim:a1", ruling="reject", by="ana", at="now"))
