"""What a text has spoken of so far is found from the place backwards, in whatever order it was read."""

from hypothesis import given
from hypothesis import strategies as st

from servanda.read.discourse import FOCUS_REACH, Discourse, Mention

ROWS = st.lists(
    st.tuples(
        st.integers(0, 2_000), st.sampled_from(["Norland", "Sudmark", "Vesk"]), st.booleans(), st.booleans()
    ),
    max_size=12,
)


def discourse_of(rows):
    discourse = Discourse()
    for at, side, is_state, subject in rows:
        discourse.note(Mention(side, "state", side, (at, at + 5)), side, subject=subject, is_state=is_state)
    return discourse


@given(ROWS, st.integers(0, 2_000))
def test_the_side_meant_is_the_last_one_before_a_place(rows, at):
    discourse = discourse_of(rows)
    before = [(p, side) for p, side, _, _ in rows if p < at]
    near = [(p, side) for p, side, _, subject in rows if p < at and subject and at - p < FOCUS_REACH]
    assert discourse.side_before(at) == (max(before)[1] if before else None)
    assert discourse.side_in_focus(at) == (max(near or before)[1] if before else None)


@given(ROWS, st.integers(0, 2_000))
def test_the_state_in_focus_is_the_one_named_most_often_the_latest_of_equals(rows, at):
    places = {}
    for p, side, is_state, _ in rows:
        if is_state and p < at:
            places.setdefault(side, []).append(p)
    often = [(len(found), max(found), side) for side, found in places.items()]
    assert discourse_of(rows).state_in_focus(at) == (max(often)[2] if often else None)
    assert discourse_of(rows).only_state(at) == (next(iter(places)) if len(places) == 1 else None)


@given(st.lists(st.integers(0, 50), max_size=12), st.integers(0, 50))
def test_persons_and_bodies_come_the_nearest_first(places, at):
    discourse = Discourse()
    for number, p in enumerate(places):
        for kind in ("person", "body"):
            discourse.note(
                Mention(f"{kind} {number}", kind, "", (p, p + 1)), None, subject=False, is_state=False
            )
    nearest = sorted((p for p in places if p < at), reverse=True)
    assert [m.span[0] for m in discourse.persons_before(at)] == nearest
    assert [m.span[0] for m in discourse.bodies_before(at)] == nearest
