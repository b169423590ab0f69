"""Counting by the rules of anchors.yaml: first day counted or not, working days, time zones, spoken deadlines."""

from datetime import UTC, date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from factory import HOME
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.ledger.anchors import Anchors, Happening
from servanda.ledger.chain import order
from servanda.ledger.counting import compute
from servanda.ledger.days import read_bounds
from servanda.ledger.deadlines import Anchor, Basis, settle_deadline
from servanda.ledger.moments import read_moment
from servanda.ledger.offsets import add_working_days, read_offset
from servanda.ledger.phrases import load_words, read_phrase
from servanda.ledger.voices import Voice
from servanda.ledger.words import Word
from servanda.model import Deadline

WORDS = load_words(HOME)
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))
COUNTED = st.sampled_from(["after-event", "after-signature", "before-event", "day-n"])


@pytest.mark.parametrize(
    ("text", "kind", "bound", "names"),
    [
        ("the signing of this Agreement", "signature", None, ""),
        ("the date of signature", "signature", None, ""),
        ("the date of this Agreement", "signature", None, ""),
        ("the adoption of the present resolution", "signature", None, ""),
        ("the adoption of the Permanent Constitution", "event", None, "adoption permanent constitution"),
        ("the signing of the Border Treaty", "signature", None, "border"),
        ("the entry into force of this Agreement", "in-force", None, ""),
        ("its entry into force", "in-force", None, ""),
        ("this Law enters into force", "event", None, "law enters force"),
        ("the end of the Transitional Period", "event", "end", "transitional period"),
        ("the commencement of the Transition", "event", "start", "transition"),
        ("the withdrawal of the foreign forces", "event", None, "withdrawal foreign forces"),
    ],
)
def test_what_an_anchor_names(text, kind, bound, names):
    phrase = read_phrase(text, WORDS)
    assert (phrase.kind, phrase.bound) == (kind, bound)
    if names:
        assert phrase.fits(read_phrase(names, WORDS)) or phrase.words == read_phrase(names, WORDS).words


def test_one_name_in_two_forms_is_one_thing():
    assert read_phrase("the Transition", WORDS).fits(read_phrase("the Transitional Period", WORDS))
    assert not read_phrase("the Transition", WORDS).fits(read_phrase("the Pre-Transitional Period", WORDS))
    assert not read_phrase("the elections", WORDS).fits(read_phrase("the local elections", WORDS))


def test_of_two_things_none_is_taken():
    found = [
        Happening(read_phrase(name, WORDS), date(2021, 5, 1), name)
        for name in ("local elections", "general elections")
    ]
    assert Anchors(WORDS, found).find("the elections") is None
    assert Anchors(WORDS, found[:1]).find("the elections").day == date(2021, 5, 1)


@pytest.mark.parametrize(
    ("text", "delta"),
    [
        ("by 24 months", relativedelta(months=24)), ("thirty (30) days", relativedelta(days=30)),
        ("one hundred and twenty days", relativedelta(days=120)), ("twenty-four (24) months", relativedelta(months=24)),
        ("a further six months", relativedelta(months=6)), ("P1Y6M", relativedelta(years=1, months=6)),
        ("PT36H", relativedelta(days=2)), ("PT90M", relativedelta(days=1)), ("R/P90D", None), ("for some days", None),
    ],
)  # fmt: skip
def test_offsets(text, delta):
    assert read_offset(text) == delta


@pytest.mark.parametrize(
    ("text", "edtf", "zone"),
    [
        ("at 00:00 Moscow time on 10 November 2020", "2020-11-10", "2020-11-09T21:00"),
        ("from 00:01 Kyiv time on 15 February 2015", "2015-02-15", "2015-02-14T22:01"),
        ("at 6 p.m. New York time on 1 June 1948", "1948-06-01", "1948-06-01T22:00"),
        ("at 18:00 GMT on 4 March 2022", "2022-03-04", "2022-03-04T18:00"),
        ("by noon Yerevan time on 20 July 2021", "2021-07-20", "2021-07-20T08:00"),
        ("at 10:00 (UTC+4) on 1 May 2022", "2022-05-01", "2022-05-01T06:00"),
        ("at 10:00 Addis Ababa time on 1 May 2022", "2022-05-01", "2022-05-01T07:00"),
        ("at 10:00 local time on 1 May 2022", "2022-05-01", None),
        ("by 1 May 2022", "2022-05-01", None),
        ("at 10:00 Moscow time in May 2022", "2022-05", None),
    ],
)
def test_time_zones(text, edtf, zone):
    moment = read_moment(Deadline(text=text, form="absolute", edtf=edtf), WORDS)
    assert (moment and moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M")) == zone


def test_midnight_at_the_end_of_a_limit_is_that_of_the_next_day():
    by = Deadline(
        text="by 24:00 Moscow time on 15 February 2015", form="absolute", counts="by", edtf="2015-02-15"
    )
    assert read_moment(by, WORDS).isoformat() == "2015-02-16T00:00:00+03:00"


def spoken(until, stake, day, claim):
    return Word(
        claim=claim, says="deadline-set", voice=Voice(stake, stake, stake, "Armenia" if stake == "party" else None),
        day=date.fromisoformat(day), as_at=day, until=until, text="by then", dated=True,
    )  # fmt: skip


def test_a_spoken_deadline_gives_way_to_a_speaker_of_higher_rank():
    basis = Basis(
        WORDS,
        Anchors(WORDS),
        spoken=("obligor", "mediator", "party", "media"),
        obligors=frozenset({"Armenia"}),
    )
    press, mediator, own = (
        spoken("2021-12-01", "media", "2021-01-01", "c1"), spoken("2021-12-31", "mediator", "2021-02-01", "c2"),
        spoken("2022-03-01", "party", "2021-03-01", "c3"),
    )  # fmt: skip
    settled, reasons = settle_deadline(Deadline(), [press, mediator, own], None, basis)
    assert settled.edtf == "2022-03-01"
    assert [one.claim for one in settled.extensions] == ["c1", "c2", "c3"]
    assert "gives way" in reasons[-1]
    settled, reasons = settle_deadline(Deadline(), [own, press], None, basis)
    assert (settled.edtf, settled.claim) == ("2022-03-01", "c3")
    assert "does not replace" in reasons[-1]
    stated = Deadline(text="by May", form="absolute", edtf="2021-05-31")
    assert settle_deadline(stated, [own], None, basis)[0].edtf == "2021-05-31"


@settings(deadline=None)
@given(DAYS, st.integers(1, 4000), st.integers(-4000, 4000), COUNTED)
def test_when_the_anchor_moves_by_days_so_does_the_deadline(day, offset, moved, form):
    deadline = Deadline(
        form=form, offset=("-" if form == "before-event" else "") + f"P{offset}D", anchor="the handover"
    )
    before = compute(deadline, Anchor(day, ""), WORDS)
    after = compute(deadline, Anchor(day + timedelta(days=moved), ""), WORDS)
    assert date.fromisoformat(after) - date.fromisoformat(before) == timedelta(days=moved)


@settings(deadline=None)
@given(DAYS, DAYS, st.integers(1, 600), st.sampled_from("DWMY"), COUNTED)
def test_a_later_anchor_never_makes_it_due_earlier(one, other, number, unit, form):
    deadline = Deadline(
        form=form, offset=("-" if form == "before-event" else "") + f"P{number}{unit}", anchor="the handover"
    )
    first, last = (compute(deadline, Anchor(day, ""), WORDS) for day in sorted((one, other)))
    assert first <= last


@settings(deadline=None)
@given(DAYS, st.integers(1, 300))
def test_before_is_a_day_less_than_by_and_so_is_a_first_day_that_counts(day, number):
    def count(counts, text):
        return date.fromisoformat(
            compute(
                Deadline(form="after-event", offset=f"P{number}D", counts=counts, text=text),
                Anchor(day, ""),
                WORDS,
            )
        )

    by = count("by", "by then")
    assert by == count("within", "within so many days") == day + timedelta(days=number)
    assert count("before", "in less than so many days") == by - timedelta(days=1)
    assert count(
        "within", "within so many days from and including the date of the handover"
    ) == by - timedelta(days=1)


@settings(deadline=None)
@given(DAYS, st.integers(1, 120))
def test_the_nth_months_of_a_period_lie_side_by_side(day, number):
    def count(nth):
        return read_bounds(
            compute(
                Deadline(form="day-n", offset=f"P{nth - 1}M", text=f"in the {nth}th month of the period"),
                Anchor(day, ""),
                WORDS,
            )
        )

    (first, last), (following, _last) = count(number), count(number + 1)
    assert first <= last
    assert following - last == timedelta(days=1)
    end = compute(
        Deadline(
            form="day-n",
            offset=f"P{number}M",
            counts="by",
            text=f"by the end of the {number}th month of the period",
        ),
        Anchor(day, ""),
        WORDS,
    )
    assert end == last.isoformat()


@settings(deadline=None)
@given(DAYS, st.integers(1, 200))
def test_working_days_end_on_one(day, number):
    found = add_working_days(day, number, frozenset({5, 6}))
    assert found.weekday() < 5
    assert number <= (found - day).days <= number * 7 / 5 + 4


@settings(deadline=None)
@given(st.lists(st.integers(0, 12), min_size=13, max_size=13))
def test_every_order_puts_a_link_before_what_waits_for_it(targets):
    links = {f"C-{one}": f"C-{other}" for one, other in enumerate(targets) if one != other}
    ids, circles = order([f"C-{one}" for one in range(13)], links)
    circled = {one for ring in circles for one in ring}
    assert sorted(ids) == sorted(f"C-{one}" for one in range(13))
    for one, other in links.items():
        assert one in circled or ids.index(other) < ids.index(one)
    for ring in circles:
        assert all(links[one] == other for one, other in zip(ring, (*ring[1:], ring[0]), strict=True))
