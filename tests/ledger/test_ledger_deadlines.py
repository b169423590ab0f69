"""Counting: anchors, offsets, by and before, extensions."""

from datetime import date

import pytest

from servanda.ledger.deadlines import Anchor, compute, read_offset, settle_deadline
from servanda.ledger.voices import Voice
from servanda.ledger.words import Word
from servanda.model import Deadline

SIGNED = Anchor(date(2023, 3, 18), "signature of G-1")
VOICE = Voice("publisher A", "A", "media")


def word(says, day, until=None, text="", claim="c1", dated=True):
    return Word(
        claim=claim,
        says=says,
        voice=VOICE,
        day=date.fromisoformat(day),
        as_at=day,
        until=until,
        text=text,
        dated=dated,
    )


@pytest.mark.parametrize(
    ("form", "offset", "counts", "text", "edtf"),
    [
        ("after-signature", "P30D", "within", "within 30 days", "2023-04-17"),
        ("after-signature", "30 days", "by", "no later than 30 days", "2023-04-17"),
        ("after-signature", "P30D", "before", "less than 30 days", "2023-04-16"),
        ("after-signature", "one month", "within", "within a month", "2023-04-18"),
        ("after-signature", "P1M", None, "", "2023-04-18"),
        ("after-event", "two weeks", "within", "", "2023-04-01"),
        ("after-event", "48 hours", "within", "", "2023-03-20"),
        ("after-event", "PT48H", "within", "", "2023-03-20"),
        ("after-event", None, None, "upon signature", None),
        ("after-event", "soon", None, "", None),
        ("day-n", "day 2", None, "on day 2 of the ceasefire", "2023-03-19"),
        ("day-n", "P5D", None, "on day 5 after the withdrawal", "2023-03-23"),
        ("day-n", "14", None, "", "2023-03-31"),
        ("before-event", "sixty days", None, "sixty days prior", "2023-01-17"),
        ("before-event", "-P60D", "before", "sixty days before", "2023-01-17"),
        ("before-event", None, "before", "before the elections", "2023-03-17"),
        ("vague", "P30D", None, "", None),
        ("simultaneous", None, None, "", None),
    ],
)
def test_counting(form, offset, counts, text, edtf):
    assert compute(Deadline(form=form, offset=offset, counts=counts, text=text), SIGNED) == edtf


def test_a_month_ends_where_the_month_does():
    assert compute(Deadline(form="after-event", offset="P1M"), Anchor(date(2021, 1, 31), "")) == "2021-02-28"


def test_beyond_the_calendar_is_no_date():
    assert compute(Deadline(form="after-event", offset="P9999Y"), SIGNED) is None


@pytest.mark.parametrize("text", [None, "", "soon", "some days", "P", "days"])
def test_no_distance(text):
    assert read_offset(text) is None


def test_the_signature_starts_the_clock():
    deadline = Deadline(form="after-signature", offset="P30D", text="within 30 days")
    settled, reasons = settle_deadline(deadline, [], SIGNED)
    assert settled.edtf == "2023-04-17"
    assert "G-1" in reasons[0]
    assert deadline.edtf is None
    assert settle_deadline(deadline, [], None)[0].edtf is None


def test_an_event_starts_it_once_dated():
    deadline = Deadline(form="after-event", offset="P7D")
    assert (
        settle_deadline(
            deadline,
            [word("anchor-happened", "2023-05-01"), word("anchor-happened", "2023-05-03", claim="c2")],
            SIGNED,
        )[0].edtf
        == "2023-05-08"
    )
    assert (
        settle_deadline(deadline, [word("anchor-happened", "2023-05-01", dated=False)], SIGNED)[0].edtf
        is None
    )


def test_an_extension_replaces_and_keeps_the_history():
    deadline = Deadline(text="by 15 November", form="absolute", edtf="2020-11-15", claim="c0", counts="by")
    settled, reasons = settle_deadline(
        deadline, [word("extended", "2020-11-15", "2020-11-25", "until 25 November")], None
    )
    assert (settled.edtf, settled.text, settled.claim) == ("2020-11-25", "until 25 November", "c1")
    assert [(one.edtf, one.text, one.claim) for one in settled.extensions] == [
        ("2020-11-15", "by 15 November", "c0"),
        ("2020-11-25", "until 25 November", "c1"),
    ]
    assert reasons == ["deadline: 2020-11-15 extended to 2020-11-25 (A, media, 2020-11-15, claim c1)"]
    assert deadline.extensions == []
    again, _ = settle_deadline(
        deadline,
        [
            word("extended", "2020-11-15", "2020-11-25"),
            word("extended", "2020-11-24", "2020-12-05", claim="c2"),
        ],
        None,
    )
    assert [one.edtf for one in again.extensions] == ["2020-11-15", "2020-11-25", "2020-12-05"]


def test_no_extension_to_an_earlier_day():
    deadline = Deadline(form="absolute", edtf="2020-11-15")
    settled, reasons = settle_deadline(deadline, [word("extended", "2020-11-10", "2020-11-12")], None)
    assert settled.edtf == "2020-11-15"
    assert "no extension" in reasons[0]


def test_extended_to_no_day():
    settled, _ = settle_deadline(
        Deadline(form="absolute", edtf="2020-11-15"), [word("extended", "2020-11-14")], None
    )
    assert (settled.edtf, settled.form) == (None, "vague")
    assert settled.extensions[0].edtf == "2020-11-15"


def test_a_deadline_spoken_later_sets_one_but_replaces_none():
    spoken = word("deadline-set", "2021-11-26", "2021-12-31", "by the end of the year")
    settled, _ = settle_deadline(Deadline(), [spoken], None)
    assert (settled.edtf, settled.form, settled.extensions) == ("2021-12-31", "absolute", [])
    settled, reasons = settle_deadline(Deadline(form="absolute", edtf="2022-03-01"), [spoken], None)
    assert settled.edtf == "2022-03-01"
    assert "does not replace" in reasons[0]


@pytest.mark.parametrize(
    ("form", "edtf", "text", "then"),
    [
        ("absolute", "2023-02-22", "by 24 months", "2025-02-22"),
        ("absolute", "2021-01-31", "by one month", "2021-02-28"),
        ("absolute", "2020-11-15", "by ten (10) days", "2020-11-25"),
        ("duration", "2020-02-22/2023-02-22", "by twenty-four months", "2020-02-22/2025-02-22"),
        ("absolute", "2020-11-15", "by some days", None),
    ],
)
def test_an_extension_by_a_length_counts_from_the_old_end(form, edtf, text, then):
    deadline = Deadline(text="the old words", form=form, edtf=edtf, claim="c0")
    settled, reasons = settle_deadline(deadline, [word("extended", "2021-01-01", None, text)], None)
    assert settled.edtf == then
    assert [one.edtf for one in settled.extensions] == [edtf, then]
    assert (settled.form == "vague") == (then is None)
    assert then is None or "counted from its old end" in reasons[0]
    twice, _ = settle_deadline(
        deadline,
        [word("extended", "2021-01-01", None, text), word("extended", "2021-02-01", None, text, "c2")],
        None,
    )
    assert len(twice.extensions) == 3
