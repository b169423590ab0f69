"""How words, deeds, meetings and texts are brought to what was promised, when neither likeness nor luck would do."""

import pytest
from factory import BOOK, say, tell

from servanda.resolve import settle

ACCORD = say("agreement", "signed", "party: Chad + Niger; date: 2019-03-04; title: Diffa accord")
UNDER = "agreement: Diffa accord"


def promise(roles, **more):
    return say("commitment", "obligation", roles, force="agreed", **more)


def status(code, roles, **more):
    return say("status", code, roles, **more)


def deed(roles, code="RETREAT", **more):
    return say("event", code, roles, **more)


TEXT = tell(
    "2019-03-05", ACCORD,
    promise(f"obligor: Chad; beneficiary: Niger; act: return Tumbi district; {UNDER}; point: 1a"),
    promise(f"obligor: Chad; act: withdraw troops; topic: troop-withdrawal; {UNDER}; point: 1b"),
    promise(f"obligor: Chad + Niger; act: exchange prisoners; topic: prisoners; {UNDER}; point: 2"),
    promise(f"obligor: Niger; act: guarantee safe movement through Bilma corridor; {UNDER}; point: 3"),
    promise(f"act: set up ceasefire monitoring centre; topic: ceasefire/monitoring; {UNDER}; point: 4"),
    promise(f"obligor: Chad + Niger; act: cease fire; topic: ceasefire; {UNDER}; point: 5"),
    promise(f"obligor: Chad + Niger; act: adopt plan of new road; topic: transport/road; {UNDER}; point: 6"),
)  # fmt: skip


def tied(*said, text=TEXT, published="2019-06-01", links=()):
    """Return (act, says) of every tie that claims in a later report have."""
    later = tell(published, *said)
    settlement = settle([text, later], BOOK, links=links)
    acts = {record.id: record.act for record in settlement.records.commitments}
    mine = {claim.id for claim in later.claims}
    return sorted(
        (acts[key], tie.says) for key, ties in settlement.ties.items() for tie in ties if tie.claim in mine
    )


def test_who_receives_what_was_owed_says_that_it_was_given():
    assert tied(status("done", "act: enter Tumbi district; actor: Niger")) == [
        ("return Tumbi district", "done")
    ]
    assert tied(status("done", "act: enter Tumbi district; actor: Libya")) == []


def test_a_deed_without_a_doer_counts_only_for_one_single_thing():
    assert tied(deed("object: Tumbi; date: 2019-04-01", words="returned")) == [
        ("return Tumbi district", "done")
    ]
    assert tied(deed("object: prisoners; date: 2019-04-01", words="released")) == []


def test_where_the_promise_names_nobody_a_single_thing_tells_which_is_meant():
    text = tell("2019-03-05", ACCORD, promise(f"act: return Tumbi district; {UNDER}"))
    given = deed("actor: Chad; object: Tumbi; date: 2019-04-01", words="returned")
    assert tied(given, text=text) == [("return Tumbi district", "done")]


def test_who_takes_back_what_it_did_reverses_it():
    text = tell("2019-03-05", ACCORD, promise(f"obligor: Libya; act: deploy peacekeepers; {UNDER}"))
    left = "object: peacekeepers; date: 2019-05-01"
    assert tied(deed(f"actor: Libya; {left}", words="withdrew"), text=text) == [
        ("deploy peacekeepers", "reversed")
    ]
    assert tied(deed(f"actor: Chad; {left}", words="withdrew"), text=text) == []
    assert tied(deed(f"actor: Libya; {left}", words="withdrew", force="scheduled"), text=text) == []


def test_a_deed_is_as_much_as_its_words_say():
    freed = "actor: Chad; recipient: Niger; topic: prisoners; object: "
    assert tied(deed(freed + "all prisoners => prisoners", words="released")) == [
        ("exchange prisoners", "done")
    ]
    assert tied(deed(freed + "some prisoners => prisoners", words="released")) == [
        ("exchange prisoners", "partly")
    ]
    assert tied(deed(freed + "prisoners", words="released")) == [("exchange prisoners", "partly")]


def test_what_has_not_been_done_is_said_of_the_promise_but_not_what_was_not_done_one_day():
    owed = "actor: Chad; object: all prisoners => prisoners; topic: prisoners"
    assert tied(deed(owed, words="released", negated=True)) == [("exchange prisoners", "done")]
    assert tied(deed(f"{owed}; date: 2019-05-01", words="released", negated=True)) == []


@pytest.mark.parametrize(
    ("code", "act", "says"),
    [
        ("done", "close centre", "reversed"),
        ("reversed", "dissolve ceasefire monitoring centre", "reversed"),
        ("done", "open centre", "done"),
    ],
)
def test_what_undoes_an_act_reverses_it(code, act, says):
    topic = "topic: monitoring + ceasefire"
    assert tied(status(code, f"about: centre; act: {act}; {topic}")) == [
        ("set up ceasefire monitoring centre", says)
    ]


def test_a_vague_thing_is_told_by_its_topic_or_not_at_all():
    assert tied(status("done", "about: centre; act: set up centre; topic: mines")) == []


def test_to_carry_out_says_of_any_act_that_it_is_done_where_a_word_beside_the_thing_is_shared():
    assert tied(status("done", "about: plan of new road; act: carry out plan of new road")) == [
        ("adopt plan of new road", "done")
    ]
    assert tied(status("done", "about: plan of reform; act: carry out plan of reform")) == []


def test_an_act_that_goes_on_is_done_where_it_has_begun():
    assert tied(status("started", "about: ceasefire; act: take effect")) == [("cease fire", "done")]
    assert tied(status("started", "about: withdrawal of troops; actor: Chad")) == [
        ("withdraw troops", "started")
    ]


def test_a_number_of_a_point_stands_for_all_its_parts_and_the_words_choose_among_them():
    quote = "Chad has not done what point 1 of the Diffa accord asks, the withdrawal of troops"
    claim = status("not-started", f"about: withdrawal of troops; actor: Chad; {UNDER}", quote=quote)
    assert tied(claim) == [("withdraw troops", "not-started")]
    vague = status(
        "violated", f"about: point of accord; {UNDER}", quote="Chad violates point 1 of the Diffa accord"
    )
    assert tied(vague) == []
    other = status(
        "violated", f"about: point of accord; {UNDER}", quote="Chad violates point 2 of the Diffa accord"
    )
    assert tied(other) == [("exchange prisoners", "violated")]


def test_a_word_on_a_provision_of_the_ceasefire_is_none_on_the_ceasefire():
    assert tied(status("done", "about: provision of ceasefire; act: carry out provision of ceasefire")) == []


def test_the_obligation_is_the_one_told_of_last_in_the_document_if_it_is_its_actors():
    told = promise(f"obligor: Niger; act: guarantee safe movement; {UNDER}", background=True)
    word = status("violated", "about: obligation; actor: Niger; act: violate obligation")
    assert ("guarantee safe movement through Bilma corridor", "violated") in tied(told, word)
    assert tied(told, status("violated", "about: obligation; actor: Chad; act: violate obligation")) == []


def test_who_closes_what_it_guarantees_breaks_its_promise_and_may_deny_it():
    closed = deed("actor: Niger; object: Bilma road; date: 2019-05-01", "COERCE", words="closed")
    assert tied(closed) == [("guarantee safe movement through Bilma corridor", "violated")]
    assert tied(deed("actor: Chad; object: Bilma road; date: 2019-05-01", "COERCE", words="closed")) == []
    assert tied(deed("actor: Niger; object: Zinder road; date: 2019-05-01", "COERCE", words="closed")) == []


MEET = tell(
    "2019-03-05", ACCORD,
    promise(f"obligor: Chad + Niger; act: hold meeting of border commission; topic: border; {UNDER}; "
            "deadline: in May => 2019-05; deadline-form: window"),
)  # fmt: skip


def meeting(roles, **more):
    return say(
        "meeting", "CONSULT", f"participant: Chad + Niger; {roles}", words="border commission met", **more
    )


def test_a_meeting_before_its_window_is_another_one():
    assert tied(meeting("date: 2019-04-20"), text=MEET) == []
    assert tied(meeting("date: 2019-05-20"), text=MEET) == [("hold meeting of border commission", "done")]


def test_a_meeting_on_the_topic_goes_before_an_earlier_one():
    first, second = meeting("date: 2019-05-02"), meeting("date: 2019-05-09; topic: border/delimitation")
    later = tell("2019-06-01", first, second)
    settlement = settle([MEET, later], BOOK)
    ((tie,),) = settlement.ties.values()
    assert tie.claim == later.claims[1].id


def test_a_meeting_called_off_cancels_the_promise_unless_one_is_held():
    off = meeting("state: cancelled", force="scheduled")
    assert tied(off, text=MEET, published="2019-05-12") == [
        ("hold meeting of border commission", "cancelled")
    ]
    held = meeting("date: 2019-05-20")
    assert tied(off, held, text=MEET, published="2019-05-22") == [
        ("hold meeting of border commission", "done")
    ]


def test_a_text_on_the_topic_carries_out_a_promise_to_adopt_one():
    text = tell(
        "2019-03-05",
        ACCORD,
        promise(f"obligor: Chad + Niger; act: endorse declaration; topic: border; {UNDER}"),
    )
    made = say(
        "agreement", "reached", "type: declaration; party: Chad + Niger; date: 2019-05-03; topic: border"
    )
    other = say(
        "agreement", "reached", "type: declaration; party: Chad + Niger; date: 2019-05-03; topic: prisoners"
    )
    assert tied(made, text=text) == [("endorse declaration", "done")]
    assert tied(other, text=text) == []


def test_two_tellings_of_a_promise_are_one_where_one_names_nobody_and_the_thing_is_told_apart():
    settlement = settle(
        [
            tell("2019-03-05", promise("obligor: Chad; act: return Tumbi district")),
            tell("2019-03-06", promise("act: hand over Tumbi")),
            tell("2019-03-07", promise("act: hand over Zinder")),
        ],
        BOOK,
    )
    assert len(settlement.records.commitments) == 2


def test_what_a_persons_note_says_goes_before_what_a_program_read():
    note = tell(
        None, ACCORD, promise(f"obligor: Chad + Niger; act: exchange prisoners; {UNDER}; point: 8; date: 2019-03-04", coder="anna@1"),
        kind="note",
    )  # fmt: skip
    read = [
        tell(f"2019-03-0{day}", promise(f"obligor: Chad + Niger + Libya; act: exchange captives; {UNDER}; point: 7"), salt=str(day))
        for day in (5, 6)
    ]  # fmt: skip
    (one,) = settle([note, *read], BOOK).records.commitments
    assert (one.obligors, one.point, one.act) == (["Chad", "Niger"], "8", "exchange prisoners")


def test_the_month_of_a_statement_names_the_only_one_in_it():
    signed = say("agreement", "signed", "party: Chad + Niger; date: 2019-03-04; type: statement")
    named = say("agreement", "referred", "date: 2019-03; type: statement")
    pact = say("agreement", "referred", "date: 2019-03; type: pact")
    assert len(settle([tell("2019-03-05", signed), tell("2020-01-01", named)], BOOK).records.agreements) == 1
    assert len(settle([tell("2019-03-05", signed), tell("2020-01-01", pact)], BOOK).records.agreements) == 2


def test_who_signs_for_nobody_known_parts_no_agreement_and_is_no_party_beside_others():
    one = say(
        "agreement", "signed", "party: Chad + Niger; date: 2019-03-04; title: Diffa accord of 4 March 2019"
    )
    two = say("agreement", "signed", "party: Idris Moussa; title: Diffa accord")
    (agreement,) = settle([tell("2019-03-05", one), tell("2019-05-01", two)], BOOK).records.agreements
    assert agreement.parties == ["Chad", "Niger"]


def test_who_mediates_and_signs_is_both():
    both = say("agreement", "signed", "party: Chad + Niger + Libya; broker: Libya; date: 2019-03-04")
    (agreement,) = settle([tell("2019-03-05", both)], BOOK).records.agreements
    assert (agreement.parties, agreement.brokers) == (["Chad", "Niger", "Libya"], ["Libya"])
