"""Reports tie to the clauses of a long text by verb and thing, or by article; what is left open ties to nothing."""

import pytest
from factory import BOOK, say, tell

from servanda.resolve import settle

NAMES = "the Joint Harbour Board (JHB), the Technical Dredging Committee (TDC), the Harbour Police Commission (HPC)"


def promise(roles):
    return say("commitment", "obligation", roles, force="agreed")


TEXT = tell(
    "2021-03-04",
    promise("act: establish Joint Harbour Board; point: Chapter 1/1.1"),
    promise("act: form Technical Dredging Committee; point: Chapter 1/1.2"),
    promise("act: review Pilots Act; obligor: JHB; point: Chapter 1/1.3"),
    promise("act: establish secretariat; obligor: TDC; point: Chapter 1/1.4"),
    promise("act: observe Permanent Ceasefire; point: Chapter 2/2.1"),
    promise("act: demarcate quay; point: Chapter 2/2.2"),
    promise("act: reconstitute Harbour Police Commission; point: Chapter 2/2.3"),
    say("commitment", "obligation", "act: inspect ships; point: Chapter 2/2.4", force="agreed", quote=NAMES),
    kind="agreement",
    title="Accord on the Harbour of Tarsk",
)  # fmt: skip


def points(*said, published="2021-06-30"):
    """Return (point, says) of every tie that claims in a later report have."""
    later = tell(published, *said)
    settlement = settle([TEXT, later], BOOK)
    by_id = {record.id: record.point for record in settlement.records.commitments}
    mine = {claim.id for claim in later.claims}
    return sorted(
        (by_id[key].rpartition("/")[2], tie.says)
        for key, ties in settlement.ties.items()
        for tie in ties
        if tie.claim in mine
    )


@pytest.mark.parametrize(
    ("code", "roles", "point"),
    [
        ("done", "about: JHB; act: establish JHB", "1.1"),
        ("done", "about: the reconstituted Joint Harbour Board; act: form Joint Harbour Board", "1.1"),
        ("not-started", "about: formation of TDC; act: delay formation of TDC", "1.2"),
        ("started", "about: review; act: start review of Pilots Act; actor: HPC", "1.3"),
        ("started", "about: Permanent Ceasefire; act: hold", "2.1"),
        ("not-started", "about: establishment; act: await establishment; actor: HPC", "2.3"),
        ("done", "about: HPC and the board; act: reconstitute HPC and Fishing Council", "2.3"),
    ],
)
def test_verb_and_thing_make_a_tie(code, roles, point):
    assert points(say("status", code, roles)) == [(point, code)]


@pytest.mark.parametrize(
    ("code", "roles"),
    [
        ("done", "about: technical committee; act: form technical committee"),
        ("done", "about: Technical Rescue Committee; act: form Technical Rescue Committee"),
        ("done", "about: secretariat; act: establish secretariat; actor: HPC"),
        ("done", "about: JHB; act: dissolve JHB"),
        ("not-started", "about: tasks; act: remain pending"),
        ("started", "about: it; act: begin during Permanent Ceasefire"),
        ("done", "about: review; act: complete review of Fishing Act"),
    ],
)
def test_what_is_left_open_ties_to_nothing(code, roles):
    assert points(say("status", code, roles)) == []


def test_the_article_named_is_meant_where_a_thing_of_it_is_told():
    said = "about: Quay; act: mark quay line"
    assert points(say("status", "done", said, quote="The quay line was marked under Article 2.2")) == [
        ("2.2", "done")
    ]
    assert points(say("status", "done", said, quote="The quay line was marked under Article 1.3")) == []


def test_what_is_planned_or_from_before_the_text_ties_to_nothing():
    roles = "about: JHB; act: establish JHB"
    assert points(say("status", "done", roles, force="proposed")) == []
    assert points(say("status", "done", roles), published="2020-12-31") == []
    assert points(say("status", "done", roles, background=True), published="2020-12-31") == []


def test_an_event_carries_a_clause_out():
    said = say("event", "COOPERATE", "actor: JHB; object: quay", words="demarcated")
    assert points(said) == [("2.2", "done")]


def test_a_few_of_them_is_partly():
    said = say("event", "COOPERATE", "actor: JHB; object: a few quay stretches", words="demarcated")
    assert points(say("event", "COOPERATE", "actor: JHB; object: several quay", words="demarcated")) == [
        ("2.2", "partly")
    ]
    assert points(said) == []
