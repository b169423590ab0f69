"""Settling does not depend on the order of readings, nor on the order in which sets of them come; and it scales."""

import random
from datetime import date, timedelta

import msgspec
from factory import BOOK, office, say, tell
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.model import Link
from servanda.resolve import settle

STATES = ["Armenia", "Azerbaijan", "Russia", "France"]
PEOPLE = {
    "Armenia": ["Nikol Pashinyan", "Ararat Mirzoyan", "Pashinyan"], "Azerbaijan": ["Ilham Aliyev", "Heydar Aliyev", "Aliyev"],
    "Russia": ["Sergey Lavrov", "Sergei Lavrov", "Lavrov"], "France": ["Emmanuel Macron"],
}  # fmt: skip
ACTS = [
    "release prisoners",
    "exchange prisoners",
    "withdraw troops",
    "return Kalbajar district",
    "cease fire",
]
DAYS = ["2022-09-05", "2022-09-06", "2022-09", "2022-09-07/2022-09-20", "2022"]


@st.composite
def claims(draw):
    one, two = draw(st.permutations(STATES))[:2]
    who = draw(st.sampled_from([one, *PEOPLE[one], f"Minister of Foreign Affairs of {one}"]))
    day = draw(st.sampled_from(["", *(f"; date: {day}" for day in DAYS)]))
    place = draw(st.sampled_from(["", "; place: Moscow", "; place: Sochi"]))
    by = draw(st.sampled_from(["", f"Ministry of Foreign Affairs of {one}", two]))
    background = draw(st.booleans())
    negated = draw(st.integers(0, 5)) == 0
    act = draw(st.sampled_from(ACTS))
    kind = draw(st.sampled_from(["meeting", "agreement", "commitment", "status", "event", "position"]))
    more = {"by": by, "background": background, "negated": negated}
    if kind == "meeting":
        state = draw(st.sampled_from(["", "; state: postponed", "; state: cancelled"]))
        force = draw(st.sampled_from(["asserted", "scheduled", "proposed"]))
        return say(
            "meeting", "CONSULT", f"participant: {who} + {two}{day}{place}{state}", force=force, **more
        )
    if kind == "agreement":
        title = draw(st.sampled_from(["", "; title: Moscow statement", "; title: the statement"]))
        return say(
            "agreement",
            draw(st.sampled_from(["signed", "reached", "reaffirmed"])),
            f"party: {one} + {two}{day}{place}{title}",
            **more,
        )
    if kind == "commitment":
        roles = draw(
            st.sampled_from(["", "; deadline: 2022-10-01", "; agreement: Moscow statement; point: 2"])
        )
        return say(
            "commitment", "obligation", f"obligor: {one}; act: {act}{day}{roles}", force="agreed", **more
        )
    if kind == "status":
        return say(
            "status",
            draw(st.sampled_from(["done", "partly", "violated"])),
            f"about: {act}; actor: {one}{day}{place}",
            **more,
        )
    if kind == "event":
        return say(
            "event",
            draw(st.sampled_from(["ASSAULT", "RETREAT"])),
            f"actor: {one}; recipient: {two}; object: prisoners{day}{place}",
            words=draw(st.sampled_from(["released", "shelled"])),
            **more,
        )
    return office(
        who if " of " not in who else PEOPLE[one][0],
        draw(st.sampled_from(["President", "Minister of Foreign Affairs"])),
        one,
        background=background,
    )


@st.composite
def worlds(draw):
    readings = []
    for number in range(draw(st.integers(2, 7))):
        published = draw(st.sampled_from([None, "2022-09-05", "2022-09-06", "2022-09-08", "2022-10-01"]))
        said = draw(st.lists(claims(), min_size=1, max_size=4))
        readings.append(tell(published, *said, publisher=draw(st.sampled_from(["A", "B"])), salt=str(number)))
    meetings = [claim.id for reading in readings for claim in reading.claims if claim.kind == "meeting"]
    links = []
    if len(meetings) > 1:
        for number in range(draw(st.integers(0, 3))):
            left, right = sorted(draw(st.permutations(meetings))[:2])
            links.append(
                Link(
                    left=left,
                    right=right,
                    judgement=draw(st.sampled_from(["same", "different"])),
                    by="anna",
                    at=f"2023-01-0{number + 1}",
                )
            )
    return readings, links


@settings(max_examples=150, deadline=None)
@given(worlds(), st.randoms())
def test_order_of_readings_claims_and_links_does_not_matter(world, rnd):
    readings, links = world
    first = settle(readings, BOOK, links)
    shuffled = []
    for reading in rnd.sample(readings, len(readings)):
        shuffled.append(
            type(reading)(
                document=reading.document, claims=tuple(rnd.sample(reading.claims, len(reading.claims)))
            )
        )
    assert settle(shuffled, BOOK, rnd.sample(links, len(links))) == first


@settings(max_examples=60, deadline=None)
@given(worlds(), st.integers(0, 7))
def test_a_then_b_is_b_then_a_and_twice_adds_nothing(world, cut):
    readings, links = world
    one, two = readings[:cut], readings[cut:]
    assert (
        settle(one + two, BOOK, links)
        == settle(two + one, BOOK, links)
        == settle(one + two + one, BOOK, links)
    )


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_what_always_holds(world):
    readings, links = world
    told = {claim.id: (claim, reading.document) for reading in readings for claim in reading.claims}
    settlement = settle(readings, BOOK, links)
    for kind in ("meeting", "event"):
        records = getattr(settlement.records, f"{kind}s")
        claims = [claim for record in records for claim in record.claims]
        assert sorted(claims) == sorted(name for name, (claim, _) in told.items() if claim.kind == kind)
        for record in records:
            given_dates = {date for claim in record.claims for date in told[claim][0].values("date")}
            assert record.date is None or record.date in given_dates
            assert record.background == all(told[claim][0].background for claim in record.claims)
    for pair in links:
        if pair.judgement == "different" and pair == max(
            (other for other in links if (other.left, other.right) == (pair.left, pair.right)),
            key=lambda other: other.at,
        ):
            assert not any(
                {pair.left, pair.right} <= set(meeting.claims) for meeting in settlement.records.meetings
            )
    for ties in settlement.ties.values():
        assert all(tie.claim in told and tie.reasons for tie in ties)
    assert (
        msgspec.json.decode(msgspec.json.encode(settlement.records), type=type(settlement.records))
        == settlement.records
    )


def make_world(size, seed=1):
    """Write reports with about `size` claims over three years."""
    rnd = random.Random(seed)
    start = date(2020, 11, 1)
    readings, count = [], 0
    while count < size:
        published = start + timedelta(days=rnd.randrange(1000))
        said = []
        for _ in range(8):
            one, two = rnd.sample(STATES, 2)
            day = published - timedelta(days=rnd.randrange(3))
            kind = rnd.choice(["meeting", "meeting", "agreement", "commitment", "status", "event", "event"])
            if kind == "meeting":
                said.append(
                    say(
                        "meeting",
                        "CONSULT",
                        f"participant: {rnd.choice(PEOPLE[one])} + {two}; place: {rnd.choice(['Moscow', 'Sochi', 'Prague'])}; date: {day}",
                    )
                )
            elif kind == "agreement":
                said.append(
                    say(
                        "agreement",
                        "reaffirmed",
                        f"party: {one} + {two}; date: {start + timedelta(days=7 * rnd.randrange(60))}",
                    )
                )
            elif kind == "commitment":
                said.append(
                    say(
                        "commitment",
                        "obligation",
                        f"obligor: {one}; act: {rnd.choice(ACTS)}; deadline: {published + timedelta(days=30)}",
                        force="agreed",
                    )
                )
            elif kind == "status":
                said.append(
                    say(
                        "status", rnd.choice(["done", "violated"]), f"about: {rnd.choice(ACTS)}; actor: {one}"
                    )
                )
            else:
                said.append(
                    say(
                        "event",
                        "ASSAULT",
                        f"actor: {one}; recipient: {two}; date: {day}; place: {rnd.choice(['Goris', 'Jermuk', 'Kapan'])}; object: village",
                        words="shelled",
                    )
                )
        readings.append(tell(str(published), *said, salt=str(count)))
        count += len(said)
    return readings
