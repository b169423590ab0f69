"""How commitments stand: tables of what is said, and what follows; every rule of RECORD.md §4."""

from dataclasses import replace
from datetime import date

import msgspec
import pytest
from factory import BOOK, office, say, tell

from servanda.ledger import assess
from servanda.model import Verdict
from servanda.resolve import settle

TEXT = "2020-11-10"
DUE = "deadline: by 15 November => 2020-11-15; deadline-form: absolute; deadline-counts: by"


def promise(roles=DUE, force="agreed", code="obligation", **more):
    return tell(
        TEXT, say("commitment", code, f"obligor: Armenia; beneficiary: Azerbaijan; act: return Kalbajar district; date: 2020-11-09; {roles}", force=force, **more),
        publisher="Text",
    )  # fmt: skip


def word(says, published, roles="", by="", publisher="Agency", stake="media", **more):
    return tell(
        published,
        say("status", says, f"about: return of Kalbajar; {roles}", by=by, **more),
        publisher=publisher,
        stake=stake,
    )


def stand(as_of, *readings, verdicts=()):
    """Return the one commitment as it stands on a day."""
    settlement = settle(readings, BOOK, verdicts=verdicts)
    (found,) = assess(
        settlement.records, settlement.ties, readings, BOOK, date.fromisoformat(as_of), verdicts
    )
    assert found.reasons
    assert all(isinstance(reason, str) and ": " in reason for reason in found.reasons)
    return found


DONE = word("done", "2020-11-14", "actor: Armenia; date: 2020-11-14")


@pytest.mark.parametrize(
    ("as_of", "clock"),
    [
        ("2020-11-10", "due-soon"),
        ("2020-11-15", "due-soon"),
        ("2020-11-16", "overdue"),
        ("2021-11-16", "overdue"),
    ],
)
def test_clock_by_day(as_of, clock):
    assert stand(as_of, promise()).clock == clock


@pytest.mark.parametrize(
    ("roles", "force", "code", "as_of", "clock"),
    [
        ("deadline: 2021-01-31", "agreed", "obligation", "2021-01-16", "not-yet-due"),
        ("deadline: 2021-01-31", "agreed", "obligation", "2021-01-17", "due-soon"),
        ("", "agreed", "obligation", "2022-01-01", "no-deadline"),
        ("deadline: immediately => null; deadline-form: vague", "agreed", "obligation", "2022-01-01", "no-deadline"),
        ("deadline: in parallel => null; deadline-form: simultaneous; deadline-anchor: withdrawal", "agreed", "obligation", "2022-01-01", "no-deadline"),
        ("deadline: within 30 days of the elections => null; deadline-form: after-event; deadline-anchor: the elections; deadline-offset: P30D", "agreed", "obligation", "2022-01-01", "anchor-pending"),
        ("deadline: within a month => null; deadline-form: window", "agreed", "obligation", "2022-01-01", "anchor-pending"),
        ("deadline: 2020-11-10/2025-11-10; deadline-form: duration", "agreed", "obligation", "2025-11-10", "not-yet-due"),
        ("deadline: 2020-11-10/2025-11-10; deadline-form: duration", "agreed", "obligation", "2025-11-11", "lapsed"),
        ("deadline: 2020-11-10/2020-12-10; deadline-form: window", "agreed", "obligation", "2020-12-11", "overdue"),
        ("deadline: 2020-11-10/2020-12-10; deadline-form: window", "agreed", "permission", "2020-12-11", "lapsed"),
        ("deadline: every two weeks => null; deadline-form: duration", "agreed", "obligation", "2022-01-01", "no-deadline"),
        ("deadline: 2020-11-15; condition: if troops leave", "conditional", "obligation", "2020-12-01", "anchor-pending"),
        ("deadline: 2020-11-15", "proposed", "obligation", "2020-12-01", None),
    ],
)  # fmt: skip
def test_clock_by_form(roles, force, code, as_of, clock):
    found = stand(as_of, promise(roles, force, code))
    assert found.clock == clock
    assert found.reasons[0].startswith("clock: ")


@pytest.mark.parametrize(
    ("words", "clock"),
    [
        ([DONE], "met"),
        ([word("done", "2020-11-25", "date: 2020-11-25")], "met-late"),
        ([word("done", "2020-11-25")], "met-late"),
        ([word("done", "2020-11-30", "date: 2020-11-14")], "met"),
        ([word("done", "2020-11-25"), word("done", "2020-11-20", "date: 2020-11-15", publisher="B")], "met"),
        ([word("done", "2020-11-14", force="scheduled")], "overdue"),
        ([word("partly", "2020-11-14")], "overdue"),
        ([word("superseded", "2020-11-14")], "lapsed"),
        ([word("cancelled", "2020-11-14", force="agreed")], "lapsed"),
        ([DONE, word("reversed", "2020-12-01")], "overdue"),
        ([word("suspended", "2020-11-12")], "overdue"),
        ([word("extended", "2020-11-15", "until: 2021-02-25", by="Azerbaijan")], "not-yet-due"),
        ([word("extended", "2020-11-15", "until: 2020-11-25"), word("done", "2020-11-25", "date: 2020-11-25")], "met"),
        ([word("extended", "2020-11-15", "until: 2020-11-25", force="proposed")], "overdue"),
    ],
)  # fmt: skip
def test_clock_by_words(words, clock):
    assert stand("2021-01-05", promise(), *words).clock == clock


def test_without_a_deadline_it_is_met_once_done():
    assert stand("2020-12-01", promise(""), DONE).clock == "met"


@pytest.mark.parametrize(
    ("words", "score"),
    [
        ([], None),
        ([word("not-started", "2020-12-01")], 0),
        ([word("started", "2020-12-01")], 1),
        ([word("partly", "2020-12-01")], 2),
        ([word("partly", "2020-12-01", "done: 2; total: 5")], 1),
        ([word("partly", "2020-12-01", "done: 3; total: 6")], 2),
        ([word("partly", "2020-12-01", "done: 5; total: 5")], 3),
        ([word("done", "2020-12-01", "done: 3; total: 5")], 2),
        ([word("partly", "2020-12-01", "done: 0; total: 5")], 0),
        ([word("done", "2020-12-01")], 3),
        ([word("reversed", "2020-12-01")], 0),
        ([word("promised", "2020-12-01")], None),
        ([word("violated", "2020-12-01")], None),
        ([word("started", "2020-12-01"), word("partly", "2020-12-05", publisher="B")], 2),
        ([word("done", "2020-12-01"), word("started", "2020-12-05", publisher="B")], 3),
        ([word("done", "2020-12-01"), word("reversed", "2020-12-05"), word("started", "2020-12-20", publisher="B")], 1),
        ([word("done", "2020-12-01", by="Armenia"), word("partly", "2020-12-05", by="Azerbaijan")], 2),
        ([word("done", "2020-12-05", by="Armenia"), word("partly", "2020-12-06", publisher="OSCE", stake="monitor")], 2),
        ([word("done", "2020-12-01", publisher="OSCE", stake="monitor"), word("not-started", "2020-12-06", by="Azerbaijan")], 3),
        ([word("done", "2020-12-05", by="Armenia"), word("done", "2020-12-06", by="Azerbaijan", negated=True)], 0),
        ([word("done", "2020-12-05", publisher="OSCE", stake="monitor"), word("done", "2020-12-06", by="Azerbaijan", negated=True)], 3),
    ],
)  # fmt: skip
def test_score(words, score):
    assert stand("2021-01-05", promise(), *words).score == score


@pytest.mark.parametrize(
    ("says", "words", "expected"),
    [
        ("done", "withdraw", "not-started"), ("done", "completed", "started"), ("done", "fully returned", "partly"),
        ("started", "begun", "not-started"), ("violated", "violated", "denied"), ("reversed", "reversed", "denied"),
        ("reaffirmed", "reaffirmed", "reaffirmed"),
    ],
)  # fmt: skip
def test_what_is_negated(says, words, expected):
    (evidence,) = stand("2021-01-05", promise(), word(says, "2020-12-01", negated=True, words=words)).evidence
    assert evidence.says == expected


@pytest.mark.parametrize(
    ("words", "standing"),
    [
        ([], "silent"),
        ([word("promised", "2020-12-01"), word("reaffirmed", "2020-12-02"), word("no-information", "2020-12-03")], "silent"),
        ([word("done", "2020-12-01", force="scheduled")], "silent"),
        ([word("done", "2020-12-01", by="Armenia")], "one-side-only"),
        ([word("done", "2020-12-01", by="Ministry of Defence of Armenia"), word("done", "2020-12-02", by="Armenia", publisher="B")], "one-side-only"),
        ([word("done", "2020-12-01", by="Armenia"), word("done", "2020-12-02", by="Azerbaijan")], "undisputed"),
        ([word("done", "2020-12-01", by="Armenia"), word("done", "2020-12-02")], "undisputed"),
        ([word("done", "2020-12-01")], "undisputed"),
        ([word("partly", "2020-12-01", publisher="OSCE", stake="monitor")], "undisputed"),
        ([word("done", "2020-12-01", publisher="State TV of Armenia", stake="party")], "one-side-only"),
        ([word("done", "2020-12-01", by="Armenia"), word("partly", "2020-12-05", by="Azerbaijan")], "disputed"),
        ([word("done", "2020-12-01", by="Armenia"), word("not-started", "2020-12-01", by="Azerbaijan")], "disputed"),
        ([word("not-started", "2020-12-01", by="Azerbaijan"), word("done", "2020-12-05", by="Armenia")], "one-side-only"),
        ([word("done", "2020-12-01", by="Armenia"), word("partly", "2020-12-05", by="Azerbaijan"), word("done", "2020-12-09", by="Armenia", publisher="B")], "disputed"),
        ([word("done", "2020-12-01", by="Armenia"), word("partly", "2020-12-05", by="Azerbaijan"), word("done", "2020-12-09", by="Azerbaijan")], "undisputed"),
        ([word("done", "2020-12-01", by="Armenia"), word("done", "2020-12-05", by="Azerbaijan", negated=True)], "disputed"),
        ([word("done", "2020-12-01", by="Armenia"), word("done", "2020-12-05", by="Azerbaijan", negated=True, words="completed")], "disputed"),
        ([word("done", "2020-12-01", by="Armenia"), word("started", "2020-12-05", by="Azerbaijan")], "one-side-only"),
        ([word("violated", "2020-12-01", "actor: Armenia", by="Azerbaijan", force="alleged")], "one-side-only"),
        ([word("violated", "2020-12-01", "actor: Armenia", by="Azerbaijan", force="alleged"), word("violated", "2020-12-02", "actor: Armenia", by="Armenia", negated=True, force="alleged")], "disputed"),
        ([word("violated", "2020-12-01", "actor: Armenia", by="Azerbaijan", force="alleged"), word("denied", "2020-12-02", by="Armenia")], "disputed"),
        ([word("violated", "2020-12-01", "actor: Armenia", by="Azerbaijan", force="alleged"), word("done", "2020-12-02", by="Armenia")], "disputed"),
        ([word("violated", "2020-12-01", "actor: Armenia", publisher="OSCE", stake="monitor")], "undisputed"),
    ],
)  # fmt: skip
def test_standing(words, standing):
    assert stand("2021-01-05", promise(), *words).standing == standing


def test_sides_that_accuse_each_other_are_at_odds():
    text = tell(
        TEXT,
        say(
            "commitment",
            "obligation",
            "obligor: Armenia + Azerbaijan; act: cease fire; date: 2020-11-09",
            force="agreed",
        ),
    )
    one = tell(
        "2020-12-12",
        say("status", "violated", "about: ceasefire; actor: Azerbaijan", by="Armenia", force="alleged"),
    )
    two = tell(
        "2020-12-12",
        say("status", "violated", "about: ceasefire; actor: Armenia", by="Azerbaijan", force="alleged"),
    )
    assert stand("2021-01-05", text, one).standing == "one-side-only"
    assert stand("2021-01-05", text, one, two).standing == "disputed"


def test_silence_gives_the_date_of_the_last_word():
    assert stand("2021-01-05", promise()).last_evidence is None
    assert stand("2021-01-05", promise(), word("promised", "2020-12-01")).last_evidence == "2020-12-01"
    assert (
        stand(
            "2021-01-05", promise(), word("partly", "2020-11-20"), word("promised", "2020-12-01")
        ).last_evidence
        == "2020-11-20"
    )


def test_violated_stays_with_its_first_date():
    accused = word(
        "violated", "2020-12-01", "actor: Armenia; date: 2020-11-30", by="Azerbaijan", force="alleged"
    )
    later = word("violated", "2020-12-20", "actor: Armenia", by="Azerbaijan", force="alleged")
    resumed, done = word("resumed", "2020-12-22"), word("done", "2020-12-23")
    found = stand("2021-01-05", promise(), accused, later, resumed, done)
    assert found.violated == "2020-11-30"
    assert any(reason.startswith("violated: ") and accused.claims[0].id in reason for reason in found.reasons)
    assert any(reason.startswith("resumed: ") for reason in found.reasons)


@pytest.mark.parametrize(
    "claim",
    [
        word("violated", "2020-12-01", "actor: Armenia", by="Armenia", negated=True, force="alleged"),
        word("violated", "2020-12-01", "actor: Armenia", by="Armenia"),
        word("violated", "2020-12-01", "actor: Armenia", force="threatened"),
        word("denied", "2020-12-01", by="Armenia"),
    ],
)
def test_no_violation_by_the_accuseds_own_word(claim):
    assert stand("2021-01-05", promise(), claim).violated is None


def test_flags_carry_dates():
    found = stand(
        "2021-05-05", promise(), DONE, word("suspended", "2020-12-01"), word("reversed", "2021-01-02", "date: 2021-01"),
        word("superseded", "2021-03-01", background=True),
    )  # fmt: skip
    assert (found.suspended, found.reversed, found.superseded, found.clock) == (
        "2020-12-01",
        "2021-01",
        "undated",
        "lapsed",
    )


def test_as_of_takes_words_by_when_they_are_so():
    later = word("done", "2022-01-01", "date: 2020-11-14", background=True)
    assert stand("2020-11-13", promise(), later).clock == "due-soon"
    assert stand("2020-11-14", promise(), later).clock == "met"
    monthly = word("done", "2020-11-12", "date: 2020-11")
    assert stand("2020-11-11", promise(), monthly).score is None
    assert stand("2020-11-12", promise(), monthly).score == 3
    assert (
        stand("2020-11-20", promise(), word("done", "2021-11-12", "date: 2020-11", background=True)).score
        is None
    )


def test_what_was_promised_later_is_not_on_the_board():
    settlement = settle([promise()], BOOK)
    assert assess(settlement.records, settlement.ties, [promise()], BOOK, date(2020, 11, 8)) == []
    assert len(assess(settlement.records, settlement.ties, [promise()], BOOK, date(2020, 11, 9))) == 1


def test_nothing_given_is_changed():
    readings = [promise(), word("extended", "2020-11-15", "until: 2020-11-25"), DONE]
    settlement = settle(readings, BOOK)
    before = settle(readings, BOOK)
    assess(settlement.records, settlement.ties, readings, BOOK, date(2021, 1, 1))
    assert settlement == before


def test_evidence_is_dated_attributed_and_quoted():
    reading = word(
        "partly",
        "2020-12-01",
        "date: 2020-11-30",
        by="Ministry of Foreign Affairs of Azerbaijan",
        publisher="Trend",
    )
    (evidence,) = stand("2021-01-01", promise(), reading).evidence
    claim = reading.claims[0]
    assert (evidence.says, evidence.said_by, evidence.stake) == (
        "partly",
        ["Ministry of Foreign Affairs of Azerbaijan"],
        "party",
    )
    assert (evidence.as_at, evidence.published, evidence.document, evidence.claim) == (
        "2020-11-30",
        "2020-12-01",
        reading.document.id,
        claim.id,
    )
    assert evidence.quote == reading.document.text[claim.span[0] : claim.span[1]]


@pytest.mark.parametrize(
    ("by", "publisher", "stake", "expected"),
    [
        ("", "Agency", "media", "media"), ("", "OSCE", "unknown", "monitor"), ("", None, "unknown", "unknown"),
        ("Armenia", "OSCE", "monitor", "party"), ("Nikol Pashinyan", "Agency", "media", "party"),
        ("OSCE > Prime Minister of Armenia", "Agency", "media", "party"), ("OSCE", "Agency", "media", "monitor"),
        ("Russia", "Agency", "media", "mediator"), ("United States", "Agency", "media", "media"),
    ],
)  # fmt: skip
def test_whose_voice_it_is(by, publisher, stake, expected):
    deal = say(
        "agreement",
        "signed",
        "party: Armenia + Azerbaijan; broker: Russia; date: 2020-11-09; title: Kalbajar note",
    )
    text = tell(
        TEXT,
        deal,
        say(
            "commitment",
            "obligation",
            "obligor: Armenia; act: return Kalbajar district; agreement: Kalbajar note",
            force="agreed",
        ),
        office("Nikol Pashinyan", "Prime Minister", "Armenia"),
    )
    found = stand("2021-01-01", text, word("done", "2020-12-01", by=by, publisher=publisher, stake=stake))
    assert found.evidence[0].stake == expected


def test_the_signature_of_the_agreement_starts_the_clock():
    deal = say(
        "agreement",
        "signed",
        "party: Ethiopia + TPLF; date: 2022-11-02; place: Pretoria; title: Pretoria agreement",
    )
    roles = "obligor: TPLF; act: disarm fighters; agreement: Pretoria agreement; deadline: within 30 days of the signing => null; deadline-form: after-signature; deadline-offset: P30D; deadline-counts: within"
    found = stand(
        "2022-11-20", tell("2022-11-03", deal, say("commitment", "obligation", roles, force="agreed"))
    )
    assert (found.deadline.edtf, found.clock) == ("2022-12-02", "due-soon")
    assert any("signature of G-" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    ("words", "expected"), [("completed the return", "started"), ("returned", "not-started")]
)
def test_what_has_not_been_completed_has_begun(words, expected):
    claim = say("status", "not-started", "about: return of Kalbajar", words=words)
    (evidence,) = stand("2021-01-05", promise(), tell("2020-12-01", claim)).evidence
    assert evidence.says == expected


def test_a_length_that_its_coder_is_not_sure_of_leaves_the_deadline_unsure():
    deal = say("agreement", "signed", "party: Ethiopia + TPLF; date: 2022-11-02; title: Pretoria agreement")
    roles = "obligor: TPLF; act: disarm fighters; agreement: Pretoria agreement; deadline: within ten days => null; deadline-form: after-signature; deadline-offset: P10D; deadline-counts: within"
    made = say("commitment", "obligation", roles, force="agreed")
    doubted = {name: tuple(msgspec.structs.replace(one, inferred="recalled") for one in values) if name == "deadline-offset" else values
               for name, values in made.roles.items()}  # fmt: skip
    found = stand("2022-11-20", tell("2022-11-03", deal, replace(made, roles=doubted)))
    assert (found.deadline.edtf, found.clock) == ("2022-11-12?", "overdue")
    assert any("not sure" in reason and "recalled" in reason for reason in found.reasons)


def test_a_texts_own_date_stands_for_the_signature_and_says_so():
    roles = "obligor: TPLF; act: disarm fighters; deadline: within 30 days of the signing => null; deadline-form: after-signature; deadline-offset: P30D"
    found = stand(
        "2022-11-20",
        tell(
            "2022-11-02",
            say("commitment", "obligation", roles, force="agreed"),
            kind="agreement",
            title="Agreement",
        ),
    )
    assert found.deadline.edtf == "2022-12-02"
    assert any("text_date_is_signature" in reason for reason in found.reasons)


def test_another_commitment_done_starts_the_clock():
    text = tell(
        "2022-11-03", say("agreement", "signed", "party: Ethiopia + TPLF; date: 2022-11-02; title: Pretoria agreement"),
        say("commitment", "obligation", "obligor: TPLF; act: disarm fighters; agreement: Pretoria agreement; deadline: within 30 days of the withdrawal of foreign forces => null; deadline-form: after-event; deadline-anchor: the withdrawal of foreign forces; deadline-offset: P30D", force="agreed"),
        say("commitment", "obligation", "obligor: Ethiopia; act: withdraw foreign forces; agreement: Pretoria agreement", force="agreed"),
    )  # fmt: skip
    done = tell(
        "2023-01-20",
        say("status", "done", "about: withdrawal of foreign forces; actor: Ethiopia; date: 2023-01-15"),
    )
    settlement = settle([text, done], BOOK)
    for as_of, edtf, clock in [
        ("2023-01-14", None, "anchor-pending"),
        ("2023-01-25", "2023-02-14", "not-yet-due"),
        ("2023-02-20", "2023-02-14", "overdue"),
    ]:
        board = assess(settlement.records, settlement.ties, [text, done], BOOK, date.fromisoformat(as_of))
        found = next(one for one in board if one.act == "disarm fighters")
        assert (found.deadline.edtf, found.clock, found.standing) == (edtf, clock, "silent")


def ruling(commitment, field, value, at="2023-01-01T00:00:00Z", note=""):
    return Verdict(target=f"{commitment.id}#{field}", ruling=value, by="anna", at=at, note=note)


def test_verdicts_override_and_are_shown():
    (commitment,) = settle([promise()], BOOK).records.commitments
    found = stand("2021-01-05", promise(), verdicts=[ruling(commitment, "score", "3", note="seen myself")])
    assert (found.score, found.clock) == (3, "met")
    assert found.reasons[0] == "verdict: score is 3 by anna at 2023-01-01T00:00:00Z: seen myself"
    found = stand("2021-01-05", promise(), verdicts=[ruling(commitment, "deadline", "2021-06-30")])
    assert (found.deadline.edtf, found.clock) == ("2021-06-30", "not-yet-due")
    found = stand(
        "2021-01-05",
        promise(),
        DONE,
        verdicts=[
            ruling(commitment, "clock", "lapsed"),
            ruling(commitment, "standing", "disputed"),
            ruling(commitment, "score", "null"),
        ],
    )
    assert (found.clock, found.standing, found.score) == ("lapsed", "disputed", None)
    found = stand(
        "2021-01-05",
        promise(),
        verdicts=[
            ruling(commitment, "score", "2"),
            ruling(commitment, "score", "1", at="2022-01-01T00:00:00Z"),
        ],
    )
    assert found.score == 2
    found = stand("2021-01-05", promise(), verdicts=[ruling(commitment, "clock", "tomorrow")])
    assert found.clock == "overdue"
    assert "left out" in found.reasons[0]


def test_a_rejected_word_does_not_count():
    reject = Verdict(
        target=f"claim:{DONE.claims[0].id}", ruling="reject", by="anna", at="2023-01-01T00:00:00Z"
    )
    found = stand("2021-01-05", promise(), DONE, verdicts=[reject])
    assert (found.score, found.standing, found.evidence) == (None, "silent", [])
