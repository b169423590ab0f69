"""Properties: whatever the order and however often readings are added, the record is the same."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servanda.model import Reading
from servanda.store import Record

from .samples import make_claim, make_document, make_issue, make_run

CODERS = ("servanda-en@0.1.0", "servanda-en@0.2.0", "ana@1", "model:tagger@2")


@st.composite
def arrivals(draw):
    """A list of (reading, run): a few texts, read by several coders on different days, with and without a date."""
    drawn = []
    for number in range(draw(st.integers(1, 7))):
        coder = draw(st.sampled_from(CODERS))
        published = draw(st.sampled_from(["2022-09-05", None]))
        document = make_document(
            draw(st.integers(1, 3)), day=number + 1, published=published,
            published_basis="given" if published else "none", publisher=draw(st.sampled_from(["Monitor", "Agency", None])),
        )  # fmt: skip
        places = draw(st.lists(st.sampled_from(["Shusha", "Lachin", "Fuzuli"]), unique=True, max_size=3))
        issues = (make_issue(document, draw(st.sampled_from(["no-dates", "nothing-read"]))),)
        claims = tuple(make_claim(document, place, coder=coder) for place in places)
        run = make_run(f"run-{number}", day=number + 1, coder=coder, digest=str(number))
        drawn.append((Reading(document=document, claims=claims, issues=issues), run))
    return drawn


def tell(record):
    """Everything that a record says, on several days."""
    days = [None, "2022-09-03"]
    return [
        (
            list(record.readings(day)),
            list(record.claims(day)),
            list(record.documents(day)),
            record.issues(day),
            record.sightings(known_by=day),
            record.runs(day),
            sorted(repr(claim) for claim in record.claims(day, all_coders=True)),
            sorted(record.search("talks", day)),
        )
        for day in days
    ]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), pairs=arrivals())
def test_order_and_repetition_do_not_matter(new_place, data, pairs):
    with Record.open(new_place()) as first:
        assert first.add_many(pairs) == len(pairs)
        expected = tell(first)
    again = data.draw(st.permutations(pairs + data.draw(st.lists(st.sampled_from(pairs), max_size=4))))
    with Record.open(new_place()) as second:
        assert second.add_many(again) == len(pairs)
        assert second.add_many(pairs) == 0
        assert tell(second) == expected


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=arrivals())
def test_what_was_known_by_a_day_never_changes(new_place, pairs):
    with Record.open(new_place()) as record:
        for day, (reading, run) in enumerate(pairs, start=1):
            before = [list(record.readings(f"2022-09-{known:02}")) for known in range(1, day)]
            record.add(reading, run)
            assert [list(record.readings(f"2022-09-{known:02}")) for known in range(1, day)] == before
