"""Which commitment a status claim speaks of, and why; what fits nothing stays untied."""

import pytest
from factory import BOOK, say, tell

from servanda.resolve import settle

DEAL = say(
    "agreement",
    "signed",
    "party: Armenia + Azerbaijan + Russia; date: 2020-11-09; title: trilateral statement",
)
OLD = say("agreement", "signed", "party: Armenia + Azerbaijan; date: 2018-05-01; title: Dushanbe memorandum")


def promise(roles, **more):
    return say("commitment", "obligation", roles, force="agreed", **more)


def status(code, roles, **more):
    return say("status", code, roles, **more)


STATEMENT = "agreement: statement of 9 November 2020"
TEXT = tell(
    "2020-11-10", DEAL,
    promise(f"obligor: Armenia; beneficiary: Azerbaijan; act: return Kalbajar district; place: Kalbajar; {STATEMENT}; point: 6"),
    promise(f"obligor: Armenia; beneficiary: Azerbaijan; act: return Aghdam district; place: Aghdam; {STATEMENT}; point: 2"),
    promise(f"obligor: Armenia + Azerbaijan; act: exchange prisoners; topic: prisoners; {STATEMENT}; point: 8"),
    promise(f"obligor: Armenia; act: withdraw troops; topic: troop-withdrawal; {STATEMENT}; point: 4"),
    promise(f"obligor: Russia; act: deploy peacekeepers; {STATEMENT}; point: 3"),
    promise(f"obligor: Armenia + Azerbaijan; act: cease fire; topic: ceasefire; {STATEMENT}; point: 1"),
)  # fmt: skip


def tied(*said, text=TEXT, published="2021-03-01"):
    """Return (act, says, reasons) of every tie that claims in a later report have."""
    later = tell(published, *said)
    settlement = settle([text, later], BOOK)
    acts = {record.id: record.act for record in settlement.records.commitments}
    mine = {claim.id for claim in later.claims}
    return sorted(
        (acts[key], tie.says, tie.reasons)
        for key, ties in settlement.ties.items()
        for tie in ties
        if tie.claim in mine
    )


@pytest.mark.parametrize(
    ("claim", "act"),
    [
        (status("done", "about: the handover of Kalbajar; actor: Armenia"), "return Kalbajar district"),
        (status("done", "about: Aghdam; act: hand over Aghdam"), "return Aghdam district"),
        (status("partly", f"about: prisoner swap; {STATEMENT}"), "exchange prisoners"),
        (status("partly", "about: release of 44 prisoners of war; actor: Azerbaijan"), "exchange prisoners"),
        (
            status("not-started", "about: the withdrawal of Armenian forces; actor: Armenia"),
            "withdraw troops",
        ),
        (
            status("violated", "about: the ceasefire; actor: Azerbaijan", by="Armenia", force="alleged"),
            "cease fire",
        ),
        (status("done", f"about: point 3; {STATEMENT}; point: 3"), "deploy peacekeepers"),
        (status("done", "about: deployment of the peacekeepers"), "deploy peacekeepers"),
    ],
)
def test_tied_to_the_right_one(claim, act):
    assert [found[:2] for found in tied(claim)] == [(act, claim.code)]


@pytest.mark.parametrize(
    "claim",
    [
        status("done", "about: the handover of Lachin; actor: Armenia"),
        status("done", "about: withdrawal of weapons; actor: Armenia"),
        status("not-started", "about: the withdrawal of forces; actor: Azerbaijan"),
        status("done", "about: release of prisoners; actor: Russia"),
        status("violated", "about: the agreement; actor: Armenia"),
        status("done", "about: elections; actor: Armenia"),
        status("done", "about: handover of the district; actor: Armenia"),
        status("partly", "about: exchange of prisoners; agreement: Dushanbe memorandum"),
        status("done", "about: exchange of prisoners; date: 2019-01-01"),
        status("done", f"about: point 9; {STATEMENT}; point: 9"),
    ],
)
def test_untied(claim):
    assert tied(claim, OLD) == []


def test_reasons_are_kept():
    ((_, _, reasons),) = tied(
        status("done", f"about: the handover of Kalbajar; actor: Armenia; place: Kalbajar; {STATEMENT}")
    )
    assert set(reasons) >= {"act", "object", "who", "place", "agreement"}


def test_likeness_of_topic_alone_ties_nothing():
    assert tied(status("done", "about: detainees issue; topic: prisoners")) == []


def test_one_act_owed_by_several_in_several_records_gets_the_word_on_each():
    text = tell(
        "2020-11-10", DEAL,
        promise(f"obligor: Armenia; act: exchange prisoners; {STATEMENT}"),
        promise(f"obligor: Azerbaijan; act: exchange prisoners; {STATEMENT}"),
    )  # fmt: skip
    assert len(tied(status("partly", f"about: exchange of prisoners; {STATEMENT}"), text=text)) == 2
    assert (
        len(tied(status("partly", f"about: exchange of prisoners; actor: Armenia; {STATEMENT}"), text=text))
        == 1
    )


def test_of_two_equal_promises_the_later_one_is_meant():
    text = tell(
        "2020-11-10", OLD, DEAL,
        promise("obligor: Armenia; act: exchange prisoners; agreement: Dushanbe memorandum"),
        promise(f"obligor: Armenia; act: exchange prisoners; {STATEMENT}"),
    )  # fmt: skip
    claim = status("done", "about: exchange of prisoners; actor: Armenia")
    later = tell("2021-03-01", claim)
    settlement = settle([text, later], BOOK)
    (key,) = settlement.ties
    deal = next(agreement for agreement in settlement.records.agreements if agreement.signed == "2020-11-09")
    assert next(c for c in settlement.records.commitments if c.id == key).agreement == deal.id


def test_words_of_others_need_no_obligor():
    assert tied(status("extended", "about: handover of Kalbajar; actor: Azerbaijan; until: 2020-11-25"))[0][
        :2
    ] == ("return Kalbajar district", "extended")


def event(roles, code="RETREAT", **more):
    return say("event", code, roles, **more)


def test_a_deed_of_the_obligor_at_the_place_is_done_elsewhere_partly():
    handed = event(
        "actor: Armenia; recipient: Azerbaijan; object: Kalbajar; place: Kalbajar; date: 2020-11-25",
        words="handed over",
    )
    freed = event(
        "actor: Azerbaijan; recipient: Armenia; object: 44 prisoners; date: 2020-12-14", words="released"
    )
    assert [found[:2] for found in tied(handed, freed)] == [
        ("exchange prisoners", "partly"),
        ("return Kalbajar district", "done"),
    ]


def test_a_deed_counts_the_quantity():
    text = tell(
        "2020-11-10",
        promise("obligor: Azerbaijan; act: release prisoners; quantity: 62 prisoners; date: 2020-11-09"),
    )
    assert (
        tied(event("actor: Azerbaijan; object: 62 prisoners; date: 2020-12-14", words="released"), text=text)[
            0
        ][1]
        == "done"
    )
    assert (
        tied(event("actor: Azerbaijan; object: 17 prisoners; date: 2020-12-14", words="released"), text=text)[
            0
        ][1]
        == "partly"
    )


@pytest.mark.parametrize(
    "deed",
    [
        event("actor: Russia; object: 44 prisoners; date: 2020-12-14", words="released"),
        event("actor: Azerbaijan; object: 44 prisoners; date: 2019-12-14", words="released"),
        event(
            "actor: Azerbaijan; object: 44 prisoners; date: 2020-12-14", words="released", force="scheduled"
        ),
        event("actor: Azerbaijan; object: 44 prisoners; date: 2020-12-14", words="released", negated=True),
        event("actor: Azerbaijan; object: 44 prisoners; date: 2020-12-14", words="detained", code="COERCE"),
        event("object: 44 prisoners; date: 2020-12-14", words="released"),
    ],
)
def test_deeds_that_carry_out_nothing(deed):
    assert tied(deed) == []


def test_a_meeting_carries_out_a_promise_to_meet():
    text = tell(
        "2021-01-12",
        promise(
            "obligor: Armenia + Azerbaijan + Russia; act: hold first meeting; deadline: by 30 January => 2021-01-30; date: 2021-01-11"
        ),
    )
    held = tell(
        "2021-01-31",
        say("meeting", "CONSULT", "participant: Armenia + Azerbaijan + Russia; date: 2021-01-30"),
    )
    later = tell(
        "2021-03-02",
        say("meeting", "CONSULT", "participant: Armenia + Azerbaijan + Russia; date: 2021-03-01"),
    )
    settlement = settle([text, held, later], BOOK)
    (commitment,) = settlement.records.commitments
    assert [(m.date, m.fulfils) for m in sorted(settlement.records.meetings, key=lambda m: m.date)] == [
        ("2021-01-30", commitment.id),
        ("2021-03-01", None),
    ]
    assert [(tie.says, tie.claim) for tie in settlement.ties[commitment.id]] == [("done", held.claims[0].id)]


def test_an_anchor_that_happened_is_tied():
    text = tell(
        "2022-11-03", say("agreement", "signed", "party: Ethiopia + TPLF; date: 2022-11-02; title: Pretoria agreement"),
        promise("obligor: TPLF; act: disarm fighters; agreement: Pretoria agreement; deadline: within 30 days of the withdrawal of foreign forces => null; "
                "deadline-form: after-event; deadline-anchor: the withdrawal of foreign forces; deadline-offset: P30D"),
        promise("obligor: Ethiopia; act: withdraw foreign forces; agreement: Pretoria agreement"),
    )  # fmt: skip
    done = tell(
        "2023-01-20", status("done", "about: withdrawal of foreign forces; actor: Ethiopia; date: 2023-01-15")
    )
    settlement = settle([text, done], BOOK)
    by_act = {record.act: record.id for record in settlement.records.commitments}
    ties = {(tie.says, tie.claim) for tie in settlement.ties[by_act["disarm fighters"]]}
    assert ties == {("anchor-happened", done.claims[0].id)}


def test_the_acronym_names_the_agreement():
    text = tell(
        "2018-09-12", promise("obligor: TPLF; act: form government; point: 1.4.2"), promise("obligor: TPLF; act: adopt laws; point: 1.18"),
        kind="agreement", title="Revitalised Agreement on the Resolution of the Conflict in South Sudan",
    )  # fmt: skip
    found = tied(status("not-started", "about: provision; agreement: R-ARCSS; point: 1.18"), text=text)
    assert [one[:2] for one in found] == [("adopt laws", "not-started")]
    assert "point" in found[0][2]


def test_the_text_is_the_agreement_that_others_refer_to():
    text = tell(
        "2018-09-12", promise("obligor: TPLF; act: form government; point: 1.4.2"), kind="agreement",
        title="Revitalised Agreement on the Resolution of the Conflict in South Sudan",
    )  # fmt: skip
    report = tell(
        "2019-02-01",
        say("agreement", "referred", "title: R-ARCSS"),
        status("partly", "about: provision; agreement: R-ARCSS; point: 1.4.2"),
    )
    settlement = settle([text, report], BOOK)
    (commitment,), (agreement,) = settlement.records.commitments, settlement.records.agreements
    assert commitment.agreement == agreement.id
    assert [tie.says for tie in settlement.ties[commitment.id]] == ["partly"]
    alone = settle([text], BOOK).records.commitments[0]
    assert alone.agreement == text.document.title


def test_done_so_many_without_a_whole_is_partly():
    ((_, says, reasons),) = tied(
        status("done", "about: exchange of prisoners; actor: Azerbaijan; quantity: 44 prisoners")
    )
    assert says == "partly"
    assert "counted" in reasons
    assert (
        tied(
            status(
                "done",
                "about: exchange of prisoners; actor: Azerbaijan; quantity: 44 prisoners; done: 44; total: 44",
            )
        )[0][1]
        == "done"
    )


def test_an_anchor_without_an_object_is_nothing_to_go_by():
    text = tell(
        "2022-11-03",
        promise(
            "obligor: TPLF; act: disarm fighters; deadline: after formation => null; deadline-form: after-event; deadline-anchor: formation; deadline-offset: P30D"
        ),
    )
    assert tied(status("done", "about: the establishment; date: 2023-01-15"), text=text) == []


def test_an_agreement_says_nothing_of_how_it_stands():
    text = tell(
        "2018-09-12", promise("obligor: TPLF; act: adopt election law"), status("done", "about: adoption of the election law; actor: TPLF"),
        event("actor: TPLF; object: election law", code="COOPERATE", words="adopted"), kind="agreement", title="Agreement",
    )  # fmt: skip
    assert settle([text], BOOK).ties == {}


def test_a_mere_commission_is_not_the_one_commission():
    text = tell("2018-09-12", promise("obligor: TPLF; act: form Joint Border Commission"))
    assert tied(status("done", "about: a commission; act: set up a commission"), text=text) == []
    assert (
        len(tied(status("done", "about: the border commission; act: set up border commission"), text=text))
        == 1
    )


def test_act_and_object_must_be_of_one_act():
    text = tell("2018-09-12", promise("obligor: TPLF; act: withdraw weapons and release prisoners"))
    assert tied(status("done", "about: withdrawal of prisoners; actor: TPLF"), text=text) == []
    assert len(tied(status("done", "about: release of prisoners; actor: TPLF"), text=text)) == 1
