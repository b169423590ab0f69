"""What deadlines count from: periods, other commitments, terms; and that everything moves when an anchor does."""

from datetime import date

from factory import BOOK, say, tell

from servanda.ledger import assess, find_circles
from servanda.resolve import settle

SIGNED = "2021-03-12"


def promise(act, obligor="Armenia", deadline="", force="agreed", quote="", **more):
    return say(
        "commitment", "obligation", f"obligor: {obligor}; act: {act}; {deadline}", force=force, quote=quote or f"{obligor} to {act}.", **more
    )  # fmt: skip


def due(text, form, anchor="", offset="", counts=""):
    roles = {
        "deadline-form": form,
        "deadline-anchor": anchor,
        "deadline-offset": offset,
        "deadline-counts": counts,
    }
    return "; ".join(
        [f"deadline: {text} => null", *(f"{name}: {value}" for name, value in roles.items() if value)]
    )


def write(*said):
    return tell(SIGNED, *said, kind="agreement", stake="unknown", publisher="Text", title="Interim Agreement")


def word(says, published, roles, **more):
    return tell(published, say("status", says, roles, **more))


def stand(as_of, *readings):
    settlement = settle(readings, BOOK)
    board = assess(settlement.records, settlement.ties, readings, BOOK, date.fromisoformat(as_of))
    return {one.act: one for one in board}


def tell_reasons(one):
    return " | ".join(one.reasons)


BEGINS = promise(
    "commence after signing", "Transitional Period",
    due("three months after the signing", "after-signature", "the signing of this Agreement", "P3M"),
)  # fmt: skip
LASTS = promise("last months", "Transitional Period", due("36 months", "duration", offset="P36M"))
POLLS = promise(
    "hold elections",
    deadline=due("sixty days before the end", "before-event", "the end of the Transitional Period", "-P60D"),
)
CENSUS = promise(
    "finish census", "Azerbaijan",
    due("by the end of the 30th month of the Transitional Period", "day-n", "the Transitional Period", "P30M", "by"),
)  # fmt: skip
BANK = promise(
    "open bank", "Azerbaijan",
    due("within six months of the start", "after-event", "the start of the Transition", "P6M", "within"),
)  # fmt: skip
TEXT = write(BEGINS, LASTS, POLLS, CENSUS, BANK)
BEGUN = word("anchor-happened", "2021-07-02", "about: Transitional Period; act: begin; date: 2021-07-01")
LONGER = word(
    "extended", "2024-03-05", "about: Transitional Period; act: extend period; until: by 24 months => null; date: 2024-03-04"
)  # fmt: skip


def test_a_period_that_has_not_begun_gives_no_day_and_says_what_would_be():
    found = stand("2021-05-01", TEXT)
    assert found["commence after signing"].deadline.edtf == "2021-06-12"
    for act, then in (
        ("hold elections", "2024-04-13"),
        ("finish census", "2023-12-11"),
        ("open bank", "2021-12-12"),
    ):
        assert (found[act].deadline.edtf, found[act].clock) == (None, "anchor-pending")
        assert f"due {then}" in tell_reasons(found[act])


def test_once_it_has_begun_everything_counts_from_it():
    found = stand("2021-08-01", TEXT, BEGUN)
    assert found["hold elections"].deadline.edtf == "2024-05-02"
    assert found["finish census"].deadline.edtf == "2023-12-31"
    assert found["open bank"].deadline.edtf == "2022-01-01"
    assert found["last months"].deadline.edtf == "2021-07-01/2024-07-01"
    assert BEGUN.claims[0].id in tell_reasons(found["hold elections"])
    assert stand("2021-07-01", TEXT, BEGUN)["open bank"].deadline.edtf == "2022-01-01"
    assert stand("2021-06-30", TEXT, BEGUN)["open bank"].deadline.edtf is None


def test_an_extension_by_months_counts_from_the_old_end_and_moves_what_hangs_on_it():
    found = stand("2024-04-01", TEXT, BEGUN, LONGER)["hold elections"]
    assert found.deadline.edtf == "2026-05-02"
    assert [one.edtf for one in found.deadline.extensions] == ["2024-05-02", "2026-05-02"]
    assert found.deadline.extensions[-1].claim == LONGER.claims[0].id
    assert "by 24 months" in tell_reasons(found)
    assert "2026-07-01" in tell_reasons(found)
    before = stand("2024-03-01", TEXT, BEGUN, LONGER)["hold elections"]
    assert (before.deadline.edtf, before.deadline.extensions) == ("2024-05-02", [])
    assert stand("2024-04-01", TEXT, BEGUN, LONGER)["open bank"].deadline.edtf == "2022-01-01"


def test_an_end_that_is_named_holds_though_nothing_tells_of_the_beginning():
    until = word(
        "extended",
        "2023-02-01",
        "about: transition; act: prolong transition; until: until 22 February 2025 => 2025-02-22",
    )
    assert stand("2023-03-01", TEXT, until)["hold elections"].deadline.edtf == "2024-12-24"


WITHDRAW = promise(
    "withdraw forces", "Armenia", due("within 30 days", "after-signature", "the signing", "P30D", "within"),
    quote="Armenia shall withdraw its forces from the valley.",
)  # fmt: skip
RELEASE = promise(
    "release prisoners", "Azerbaijan",
    due("within ten days", "after-event", "the withdrawal of the forces from the valley", "P10D", "within"),
    quote="Azerbaijan shall release all prisoners.",
)  # fmt: skip
ROAD = promise(
    "open road", "Azerbaijan", due("two weeks after", "after-event", "the release of the prisoners", "P2W"),
    quote="Azerbaijan shall open the road.",
)  # fmt: skip
POSTS = promise(
    "remove posts", "Azerbaijan", due("in parallel", "simultaneous", "the withdrawal of the forces"),
    quote="Azerbaijan shall remove its posts.",
)  # fmt: skip
CHAIN = write(WITHDRAW, RELEASE, ROAD, POSTS)


def withdrawn(day, published="2021-06-01"):
    return word(
        "done", published, f"about: withdrawal of forces; act: withdraw forces; actor: Armenia; date: {day}"
    )


def test_a_chain_waits_link_by_link():
    found = stand("2021-03-20", CHAIN)
    assert found["withdraw forces"].deadline.edtf == "2021-04-11"
    assert found["release prisoners"].clock == found["open road"].clock == "anchor-pending"
    assert f"waits for {found['withdraw forces'].id}" in tell_reasons(found["release prisoners"])
    assert "due 2021-04-21" in tell_reasons(found["release prisoners"])
    assert found["open road"].deadline.edtf is None


def test_it_counts_from_the_day_on_which_the_other_is_done_and_moves_with_it():
    for day, then in (("2021-05-10", "2021-05-20"), ("2021-04-01", "2021-04-11")):
        found = stand("2021-06-10", CHAIN, withdrawn(day))
        assert found["withdraw forces"].clock in ("met", "met-late")
        assert found["release prisoners"].deadline.edtf == then
        assert found["open road"].deadline.edtf is None
    both = stand(
        "2021-06-10", CHAIN, withdrawn("2021-05-10"),
        word("done", "2021-06-02", "about: release of prisoners; act: release prisoners; actor: Azerbaijan; date: 2021-05-15"),
    )  # fmt: skip
    assert both["open road"].deadline.edtf == "2021-05-29"


def test_an_extension_of_the_first_moves_what_is_expected_of_the_next():
    longer = word(
        "extended",
        "2021-04-10",
        "about: withdrawal of forces; act: withdraw forces; until: until 1 May => 2021-05-01",
    )
    found = stand("2021-04-12", CHAIN, longer)
    assert found["withdraw forces"].deadline.edtf == "2021-05-01"
    assert "due 2021-05-11" in tell_reasons(found["release prisoners"])


def test_what_is_done_together_names_each_other():
    found = stand("2021-03-20", CHAIN)
    assert found["remove posts"].deadline.edtf is None
    assert f"together with {found['withdraw forces'].id}, due 2021-04-11" in tell_reasons(
        found["remove posts"]
    )
    assert f"{found['remove posts'].id} (remove posts) goes together" in tell_reasons(
        found["withdraw forces"]
    )


def test_a_circle_is_counted_by_nobody_and_becomes_an_issue():
    one = promise(
        "withdraw forces", "Armenia", due("a week after", "after-event", "the release of the prisoners", "P1W"),
        quote="Armenia shall withdraw its forces.",
    )  # fmt: skip
    two = promise(
        "release prisoners", "Azerbaijan", due("a week after", "after-event", "the withdrawal of the forces", "P1W"),
        quote="Azerbaijan shall release the prisoners.",
    )  # fmt: skip
    text = write(one, two, ROAD)
    found = stand("2021-04-01", text)
    assert found["withdraw forces"].deadline.edtf is found["release prisoners"].deadline.edtf is None
    assert "waits in a circle" in tell_reasons(found["withdraw forces"])
    assert "waits in a circle" not in tell_reasons(found["open road"])
    (issue,) = find_circles(settle([text], BOOK).records, [text], BOOK)
    assert issue.code == "deadline-circle"
    assert found["withdraw forces"].id in issue.message
    assert found["release prisoners"].id in issue.message
    assert find_circles(settle([CHAIN], BOOK).records, [CHAIN], BOOK) == ()


def test_two_acts_that_an_anchor_could_mean_are_not_guessed_between():
    twice = write(
        WITHDRAW,
        promise(
            "withdraw forces", "Azerbaijan", quote="Azerbaijan shall withdraw its forces from the valley."
        ),
        RELEASE,
    )
    found = stand("2021-06-10", twice)
    assert "waits for C-" not in tell_reasons(found["release prisoners"])


TERM = promise(
    "station contingent", "Armenia",
    due("for five years", "duration", offset="P5Y") + "; deadline-renewal: for further five-year => P5Y; deadline-notice: six months before => P6M",
)  # fmt: skip


def test_a_term_renews_itself_and_tells_by_when_notice_is_due():
    early = stand("2022-01-01", write(TERM))["station contingent"].deadline
    assert (early.edtf, early.notice, early.extensions) == ("2021-03-12/2026-03-12", "2025-09-12", [])
    late = stand("2026-04-01", write(TERM))["station contingent"]
    assert (late.deadline.edtf, late.deadline.notice) == ("2021-03-12/2031-03-12", "2030-09-12")
    assert [one.edtf for one in late.deadline.extensions] == [
        "2021-03-12/2026-03-12",
        "2021-03-12/2031-03-12",
    ]
    assert late.clock == "not-yet-due"
    assert "renewed of itself" in tell_reasons(late)


def test_a_term_that_was_ended_is_not_renewed():
    ended = word(
        "cancelled",
        "2025-10-01",
        "about: stationing of contingent; act: station contingent; actor: Armenia; date: 2025-10-01",
    )
    found = stand("2026-04-01", write(TERM), ended)["station contingent"]
    assert found.deadline.edtf == "2021-03-12/2026-03-12"
    assert found.clock == "lapsed"


def test_two_that_go_together_are_no_circle():
    one = promise(
        "withdraw forces", "Armenia", due("in parallel", "simultaneous", "the release of the prisoners"),
        quote="Armenia shall withdraw its forces.",
    )  # fmt: skip
    two = promise(
        "release prisoners", "Azerbaijan", due("in parallel", "simultaneous", "the withdrawal of the forces"),
        quote="Azerbaijan shall release the prisoners.",
    )  # fmt: skip
    text = write(one, two)
    found = stand("2021-04-01", text)
    assert find_circles(settle([text], BOOK).records, [text], BOOK) == ()
    for act in ("withdraw forces", "release prisoners"):
        assert "together" in tell_reasons(found[act])


FUND = promise(
    "create fund", deadline=due("within three months", "after-event", "the entry into force of this Agreement", "P3M", "within")
)  # fmt: skip
IN_FORCE = word(
    "anchor-happened",
    "2021-05-01",
    "about: force; act: enter into force; date: 2021-04-30",
    words="entered into force",
)


def test_the_entry_into_force_is_that_of_the_only_agreement_that_waits_for_one():
    assert stand("2021-04-01", write(FUND))["create fund"].clock == "anchor-pending"
    assert stand("2021-06-01", write(FUND), IN_FORCE)["create fund"].deadline.edtf == "2021-07-30"
    other = tell(
        "2021-02-01", promise("build road", "Azerbaijan", due("a month after", "after-event", "the entry into force of this Treaty", "P1M")),
        kind="agreement", stake="unknown", publisher="Text", title="Road Treaty",
    )  # fmt: skip
    both = stand("2021-06-01", write(FUND), other, IN_FORCE)
    assert both["create fund"].deadline.edtf is both["build road"].deadline.edtf is None


def test_what_no_agreement_holds_takes_no_day_from_a_name_alone():
    said = tell("2021-03-12", BANK)
    assert stand("2021-08-01", said, BEGUN)["open bank"].deadline.edtf is None
