"""What holds of every board: the order of evidence does not matter; without a new word the clock only runs forward."""

from datetime import date, timedelta

from factory import BOOK, say, tell
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.ledger import assess
from servanda.resolve import settle

START = date(2021, 1, 1)
FORWARD = {
    "no-deadline": 0,
    "anchor-pending": 0,
    "not-yet-due": 1,
    "due-soon": 2,
    "overdue": 3,
    "lapsed": 4,
    "met": 5,
    "met-late": 5,
    None: 0,
}
SAYS = [
    "not-started",
    "started",
    "partly",
    "done",
    "violated",
    "denied",
    "resumed",
    "suspended",
    "extended",
    "reversed",
    "superseded",
    "promised",
    "reaffirmed",
]


def promise(deadline):
    return tell(
        "2021-01-01",
        say(
            "commitment",
            "obligation",
            f"obligor: Armenia; beneficiary: Azerbaijan; act: return Kalbajar district; {deadline}",
            force="agreed",
        ),
    )


@st.composite
def words(draw):
    day = START + timedelta(days=draw(st.integers(0, 90)))
    roles = draw(st.sampled_from(["", f"date: {day}", "actor: Armenia", "done: 2; total: 5"]))
    says = draw(st.sampled_from(SAYS))
    until = f"; until: {day + timedelta(days=30)}" if says == "extended" and draw(st.booleans()) else ""
    return tell(
        draw(st.sampled_from([None, str(day)])),
        say("status", says, f"about: return of Kalbajar; {roles}{until}", by=draw(st.sampled_from(["", "Armenia", "Azerbaijan", "OSCE"])),
            negated=draw(st.integers(0, 4)) == 0, background=draw(st.integers(0, 4)) == 0,
            force=draw(st.sampled_from(["asserted", "alleged", "scheduled"]))),
        publisher=draw(st.sampled_from(["A", "B"])), stake=draw(st.sampled_from(["media", "monitor", "unknown"])),
    )  # fmt: skip


DEADLINES = [
    "",
    "deadline: 2021-02-10",
    "deadline: soon => null",
    "deadline: 2021-01-10/2021-03-01; deadline-form: window",
    "deadline: 2021-01-10/2021-03-01; deadline-form: duration",
]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(DEADLINES), st.lists(words(), max_size=6), st.integers(0, 150), st.randoms())
def test_the_order_of_evidence_does_not_matter(deadline, said, days, rnd):
    as_of = START + timedelta(days=days)
    readings = [promise(deadline), *said]
    one = settle(readings, BOOK)
    shuffled = rnd.sample(readings, len(readings))
    two = settle(shuffled, BOOK)
    mixed = {key: rnd.sample(ties, len(ties)) for key, ties in one.ties.items()}
    first = assess(one.records, one.ties, readings, BOOK, as_of)
    assert (
        first
        == assess(two.records, two.ties, shuffled, BOOK, as_of)
        == assess(one.records, mixed, shuffled, BOOK, as_of)
    )
    for found in first:
        assert (found.standing == "silent") == all(
            item.says in ("promised", "reaffirmed", "no-information", "anchor-happened")
            for item in found.evidence
        )
        assert found.score is not None or found.clock not in ("met", "met-late")
        assert all(item.quote for item in found.evidence)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(DEADLINES), st.lists(words(), max_size=4))
def test_without_new_words_the_clock_runs_forward(deadline, said):
    readings = [promise(deadline), *said]
    settlement = settle(readings, BOOK)
    before, count = None, None
    for days in range(0, 160, 3):
        board = assess(settlement.records, settlement.ties, readings, BOOK, START + timedelta(days=days))
        for found in board:
            if count == len(found.evidence):
                assert FORWARD[found.clock] >= FORWARD[before]
            before, count = found.clock, len(found.evidence)


@settings(max_examples=80, deadline=None)
@given(st.lists(words(), max_size=6), st.lists(words(), max_size=3))
def test_a_violation_is_not_taken_back(said, more):
    def find(readings):
        settlement = settle(readings, BOOK)
        return assess(settlement.records, settlement.ties, readings, BOOK, date(2022, 1, 1))

    first, second = find([promise(""), *said]), find([promise(""), *said, *more])
    for one, two in zip(first, second, strict=True):
        assert one.violated is None or two.violated is not None
