"""One promise told by many; its deadline, agreement and topic."""

import pytest
from factory import BOOK, say, tell

from servanda.resolve import settle
from servanda.resolve.acts import Acts
from servanda.resolve.rules import load_rules


def promise(roles, code="obligation", force="agreed", **more):
    return say("commitment", code, roles, force=force, **more)


def commitments(*readings, **more):
    return settle(readings, BOOK, **more).records.commitments


def signed(date="2020-11-09", **more):
    return say(
        "agreement",
        "signed",
        f"party: Russia + Armenia + Azerbaijan; date: {date}; title: trilateral statement",
        **more,
    )


def test_the_same_promise_told_by_several_is_one():
    (found,) = commitments(
        tell(
            "2020-11-10",
            promise(
                "obligor: Armenia; act: return Kalbajar district; deadline: by 15 November => 2020-11-15; topic: troop-withdrawal"
            ),
            publisher="A",
        ),
        tell(
            "2020-11-12",
            promise("obligor: Prime Minister of Armenia; act: hand over Kalbajar; beneficiary: Azerbaijan"),
            publisher="B",
        ),
        tell(
            "2020-11-13",
            promise("obligor: Armenia; beneficiary: Azerbaijan; act: return Kalbajar"),
            publisher="C",
        ),
    )
    assert (
        found.obligors,
        found.beneficiaries,
        found.deadline.edtf,
        found.deadline.text,
        found.deadline.form,
    ) == (["Armenia"], ["Azerbaijan"], "2020-11-15", "by 15 November", "absolute")
    assert (found.topic, found.pam, found.force, found.kind) == (
        "troop-withdrawal",
        "Withdrawal of Troops",
        "agreed",
        "obligation",
    )
    assert found.clock is None
    assert found.evidence == []


def test_other_thing_other_side_other_time_other_kind_are_others():
    assert len(commitments(
        tell("2020-11-10", promise("obligor: Armenia; act: return Kalbajar district")),
        tell("2020-11-10", promise("obligor: Armenia; act: return Lachin district")),
        tell("2020-11-11", promise("obligor: Azerbaijan; act: return Kalbajar district")),
        tell("2021-06-10", promise("obligor: Armenia; act: return Kalbajar district")),
        tell("2020-11-10", promise("obligor: Armenia; act: return Kalbajar district", code="prohibition")),
    )) == 5  # fmt: skip


def test_within_one_agreement_time_does_not_matter():
    told = [
        tell(
            "2020-11-10",
            signed(),
            promise("obligor: Armenia; act: exchange prisoners; agreement: the agreement; point: 8"),
        ),
        tell(
            "2022-11-10",
            promise(
                "obligor: Armenia; act: exchange all prisoners of war; agreement: statement of 9 November 2020",
                background=True,
            ),
        ),
    ]
    (found,) = commitments(*told)
    (agreement,) = settle(told, BOOK).records.agreements
    assert (found.agreement, found.point) == (agreement.id, "8")


def test_of_two_agreements_the_promises_are_two():
    found = commitments(
        tell(
            "2020-11-10",
            signed(),
            promise("obligor: Armenia; act: exchange prisoners; agreement: statement of 9 November 2020"),
        ),
        tell(
            "2020-11-21",
            signed("2020-11-20"),
            promise("obligor: Armenia; act: exchange prisoners; agreement: statement of 20 November 2020"),
        ),
    )
    assert len({one.agreement for one in found}) == 2


def test_an_unknown_reference_stays_as_written():
    (found,) = commitments(
        tell(
            "2020-11-10", promise("obligor: Armenia; act: exchange prisoners; agreement: the Astana accords")
        )
    )
    assert found.agreement == "the Astana accords"


def test_a_promise_told_with_a_signing_belongs_to_it():
    deal = say("agreement", "signed", "party: Armenia + Azerbaijan; date: 2020-11-09")
    reading = tell("2020-11-10", deal, promise("obligor: Armenia; act: exchange prisoners"))
    same = reading.claims[1]
    together = type(same)(
        **{name: getattr(same, name) for name in same.__struct_fields__} | {"span": reading.claims[0].span}
    )
    reading = type(reading)(document=reading.document, claims=(reading.claims[0], together))
    records = settle([reading], BOOK).records
    assert records.commitments[0].agreement == records.agreements[0].id


def test_points_of_one_text_stay_apart_and_belong_together():
    text = tell(
        "2018-09-12",
        promise("obligor: Armenia; act: withdraw troops; point: 4", code="obligation"),
        promise("obligor: Armenia; act: withdraw troops; point: 7"),
        kind="agreement", title="Revitalised Agreement on the Resolution of the Conflict in South Sudan",
    )  # fmt: skip
    assert len(commitments(text)) == 2


def test_deadlines_that_differ_are_kept_and_reported():
    settlement = settle(
        [
            tell(
                "2020-11-10",
                signed(),
                promise(
                    "obligor: Armenia; act: return Aghdam district; agreement: the statement; deadline: by 20 November => 2020-11-20"
                ),
            ),
            tell(
                "2020-11-11",
                signed(),
                promise(
                    "obligor: Armenia; act: return Aghdam district; agreement: the statement; deadline: before 20 November => 2020-11-19"
                ),
            ),
        ],
        BOOK,
    )
    (found,) = settlement.records.commitments
    assert found.deadline.edtf == "2020-11-19"
    assert len(found.disagreements["deadline"]) == 2
    assert [issue.code for issue in settlement.issues] == ["two-deadlines"]


def test_a_deadline_is_taken_whole_from_one_claim():
    (found,) = commitments(
        tell("2018-09-12", promise(
            "obligor: Armenia; act: form commission; deadline: within 30 days of signature => null; deadline-form: after-signature; "
            "deadline-anchor: signature; deadline-offset: P30D; deadline-counts: within"
        ))
    )  # fmt: skip
    deadline = found.deadline
    assert (deadline.form, deadline.anchor, deadline.offset, deadline.counts, deadline.edtf) == (
        "after-signature",
        "signature",
        "P30D",
        "within",
        None,
    )
    assert deadline.claim == found.claims[0]


def test_vague_and_none():
    vague, none = (
        commitments(tell("2018-09-12", promise(f"obligor: Armenia; act: form commission{more}")))[
            0
        ].deadline.form
        for more in ("; deadline: as soon as possible => null", "")
    )
    assert (vague, none) == ("vague", "none")


def test_what_was_not_promised_is_no_commitment():
    assert (
        commitments(tell("2020-11-10", promise("obligor: Armenia; act: return Kalbajar", negated=True))) == []
    )


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("withdraw troops", "the withdrawal of Armenian forces"), ("release prisoners", "release of 17 prisoners of war"),
        ("exchange prisoners", "prisoner swap"), ("cease fire", "the ceasefire"), ("observe the truce", "ceasefire violations"),
        ("hand over Kalbajar district", "handover of Kalbajar"), ("form a commission", "the formation of the commission"),
        ("deploy peacekeepers", "deployment of peacekeepers"), ("delimit the border", "delimitation and demarcation of the border"),
        ("adopt laws", "passage of the bills"), ("lay down arms", "disarmament of weapons"),
    ],
)  # fmt: skip
def test_acts_meet_across_verb_and_noun(left, right):
    acts = Acts(load_rules(BOOK.home).acts)
    one, two = acts.read(left), acts.read(right)
    assert one.verbs & two.verbs
    assert acts.fits_object(one, two, frozenset({"armen"}))


@pytest.mark.parametrize(
    "text", ["implementation of the agreement", "fulfil all obligations", "the deal", ""]
)
def test_general_words_name_no_act(text):
    assert Acts(load_rules(BOOK.home).acts).read(text).is_empty


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("withdraw heavy weapons", "withdrawal of light weapons"), ("withdraw troops from Lachin", "handover of Lachin"),
        ("set up Joint Border Commission", "establishment of the DDR Commission"), ("set up a committee", "the DDR Commission was established"),
        ("return Kalbajar district", "return of Lachin district"), ("appoint by the Chairperson of the Commission", "appointment of the chairperson"),
        ("present amendments", "provided training"), ("withdraw", "withdrawal"),
    ],
)  # fmt: skip
def test_objects_that_are_not_one(left, right):
    acts = Acts(load_rules(BOOK.home).acts)
    assert not acts.fits_object(acts.read(left), acts.read(right))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cease fire and exchange prisoners", [("cease", "fire"), ("exchange", "prisoner")]),
        ("training and redeployment of the forces", [("deploy train", "troop")]),
        ("delimitation of the border and demarcation", [("delimit", "border")]),
        ("return Kalbajar and Lachin", [("handover", "kalbajar lachin")]),
        ("withdraw troops from Kalbajar and Lachin", [("withdraw", "troop")]),
        ("hold the first meeting of the working group", [("meet", "group")]),
        ("hold elections", [("hold", "election")]),
        ("ensure the safe return of refugees", [("handover", "refugee")]),
        ("", []),
    ],
)  # fmt: skip
def test_several_acts_in_one_phrase(text, expected):
    acts = Acts(load_rules(BOOK.home).acts).read_all(text)
    assert [(" ".join(sorted(act.verbs)), " ".join(sorted(act.heads))) for act in acts] == expected
