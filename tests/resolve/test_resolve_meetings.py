"""One meeting, however many tell of it; announced, moved, called off, held."""

from factory import BOOK, office, say, tell

from servanda.resolve import settle


def met(roles, **more):
    return say("meeting", "CONSULT", roles, **more)


def meetings(*readings, **more):
    return settle(readings, BOOK, **more).records.meetings


def test_three_reports_one_meeting_with_what_they_disagree_on():
    one = tell(
        "2022-09-05",
        met("participant: Sergey Lavrov + Ararat Mirzoyan; place: Moscow; date: 2022-09-05; level: high; topic: border", by="Ministry of Foreign Affairs of Russia"),
        office("Sergey Lavrov", "Minister of Foreign Affairs", "Russia"),
        office("Ararat Mirzoyan", "Minister of Foreign Affairs", "Armenia"),
        publisher="Sputnik",
    )  # fmt: skip
    two = tell(
        "2022-09-05",
        met(
            "participant: Minister of Foreign Affairs of Russia + Ararat Mirzoyan; place: Moscow; date: 2022-09-05; topic: transport; medium: video"
        ),
        publisher="TASS",
    )
    three = tell(
        "2022-09-06",
        met(
            "participant: Sergei Lavrov + Minister of Foreign Affairs of Armenia; place: Sochi; date: 2022-09-05"
        ),
        publisher="Armenpress",
    )
    settlement = settle([one, two, three], BOOK)
    (meeting,) = settlement.records.meetings
    assert len(meeting.claims) == 3
    assert (meeting.state, meeting.date, meeting.place, meeting.level, meeting.format) == (
        "held",
        "2022-09-05",
        "Moscow",
        "high",
        "bilateral",
    )
    assert sorted(meeting.topics) == ["border", "transport"]
    assert meeting.said_by == ["Ministry of Foreign Affairs of Russia"]
    assert meeting.medium == "video"
    versions = {variant.value: variant for variant in meeting.disagreements["place"]}
    assert versions.keys() == {"Moscow", "Sochi"}
    assert versions["Moscow"].said_by == ["Ministry of Foreign Affairs of Russia"]
    assert versions["Sochi"].publishers == ["Armenpress"]
    assert list(meeting.disagreements) == ["place"]
    (issue,) = settlement.issues
    assert issue.code == "sides-disagree"
    assert f"{meeting.id}#place" in issue.hint
    assert all(link.by == "servanda" and link.reasons for link in settlement.links)


def test_a_day_apart_is_one_meeting_with_both_dates():
    (meeting,) = meetings(
        tell(
            "2022-09-06", met("participant: Armenia + Russia; place: Moscow; date: 2022-09-05"), publisher="A"
        ),
        tell(
            "2022-09-07", met("participant: Armenia + Russia; place: Moscow; date: 2022-09-06"), publisher="B"
        ),
        tell(
            "2022-09-07", met("participant: Armenia + Russia; place: Moscow; date: 2022-09-06"), publisher="C"
        ),
    )
    assert meeting.date == "2022-09-06"
    assert [variant.value for variant in meeting.disagreements["date"]] == ["2022-09-05", "2022-09-06"]


def test_other_sides_other_days_other_levels_other_persons_are_other_meetings():
    assert len(meetings(
        tell("2022-09-06", met("participant: Armenia + Russia; date: 2022-09-05")),
        tell("2022-09-07", met("participant: Azerbaijan + Russia; date: 2022-09-05")),
        tell("2022-09-08", met("participant: Armenia + Russia; date: 2022-09-08")),
        tell("2022-09-09", met("participant: Armenia + Russia; date: 2022-09-05; level: highest")),
        tell("2022-09-09", met("participant: Armenia + Russia; date: 2022-09-05; level: working")),
    )) == 4  # fmt: skip
    posts = tell(
        "2022-09-01",
        office("Nikol Pashinyan", "Prime Minister", "Armenia"),
        office("Ararat Mirzoyan", "Minister of Foreign Affairs", "Armenia"),
    )
    assert len(meetings(
        posts,
        tell("2022-09-06", met("participant: Nikol Pashinyan + Russia; date: 2022-09-05")),
        tell("2022-09-07", met("participant: Ararat Mirzoyan + Russia; date: 2022-09-05")),
    )) == 2  # fmt: skip


def test_a_third_at_the_table_does_not_make_two_meetings_one():
    assert len(meetings(
        tell("2022-09-06", met("participant: Armenia + Russia; date: 2022-09-05"), met("participant: Azerbaijan + Russia; date: 2022-09-05")),
        tell("2022-09-07", met("participant: Armenia + Azerbaijan + European Union; date: 2022-09-05")),
    )) == 3  # fmt: skip


def test_the_planned_meeting_and_the_held_one_are_one_record():
    (meeting,) = meetings(
        tell(
            "2022-08-31",
            met(
                "participant: Armenia + Azerbaijan; date: 2022-09-01/2022-09-30; level: high",
                force="scheduled",
            ),
        ),
        tell(
            "2022-10-02",
            met("participant: Armenia + Azerbaijan; date: 2022-10-02; place: Geneva; level: high"),
        ),
    )
    assert (meeting.state, meeting.date, meeting.place) == ("held", "2022-10-02", "Geneva")
    assert "date" not in meeting.disagreements


def test_two_held_meetings_that_could_be_the_planned_one_leave_it_open():
    found = meetings(
        tell(
            "2022-08-31",
            met("participant: Armenia + Azerbaijan; date: 2022-09-01/2022-09-30", force="scheduled"),
        ),
        tell(
            "2022-09-20",
            met("participant: Armenia + Azerbaijan + United States; date: 2022-09-19; place: New York"),
        ),
        tell("2022-10-02", met("participant: Armenia + Azerbaijan; date: 2022-10-02; place: Geneva")),
    )
    assert sorted(meeting.state for meeting in found) == ["held", "held", "scheduled"]


def test_the_next_meeting_told_of_in_the_same_report_is_another():
    found = meetings(
        tell(
            "2022-09-05",
            met("participant: Armenia + Russia; date: 2022-09-05"),
            met("participant: Armenia + Russia; date: 2022-09", force="scheduled"),
        )
    )
    assert [meeting.state for meeting in sorted(found, key=lambda m: m.state)] == ["held", "scheduled"]


def test_postponed_then_held_on_the_new_day():
    plan = tell(
        "2017-03-02",
        met("participant: Colombia + National Liberation Army; date: 2017-03-27", force="agreed"),
    )
    moved = tell(
        "2017-03-20",
        met(
            "participant: Colombia + National Liberation Army; date: 2017-04-03; state: postponed",
            force="scheduled",
            by="Ministry of Foreign Affairs of Colombia",
        ),
    )
    (meeting,) = meetings(plan, moved)
    assert (meeting.state, meeting.date, meeting.said_by) == (
        "postponed",
        "2017-04-03",
        ["Ministry of Foreign Affairs of Colombia"],
    )
    (meeting,) = meetings(
        plan,
        moved,
        tell("2017-04-04", met("participant: Colombia + National Liberation Army; date: 2017-04-03")),
    )
    assert (meeting.state, meeting.date) == ("held", "2017-04-03")


def test_cancelled_keeps_the_planned_day_and_says_who_says_so():
    (meeting,) = meetings(
        tell(
            "2022-11-01",
            met(
                "participant: Armenia + Azerbaijan; date: 2022-12-07; place: Brussels; level: highest",
                force="scheduled",
            ),
        ),
        tell(
            "2022-11-25",
            met(
                "participant: Armenia + Azerbaijan; state: cancelled; level: highest",
                force="asserted",
                by="President of Azerbaijan",
            ),
        ),
    )
    assert (meeting.state, meeting.date, meeting.place, meeting.said_by) == (
        "cancelled",
        "2022-12-07",
        "Brussels",
        ["President of Azerbaijan"],
    )


def test_a_cancellation_that_fits_two_plans_cancels_neither():
    found = meetings(
        tell("2022-11-01", met("participant: Armenia + Azerbaijan; date: 2022-12-07", force="scheduled")),
        tell("2022-11-02", met("participant: Armenia + Azerbaijan; date: 2022-12-20", force="scheduled")),
        tell("2022-11-25", met("participant: Armenia + Azerbaijan; state: cancelled")),
    )
    assert sorted(meeting.state for meeting in found) == ["cancelled", "scheduled", "scheduled"]


def test_states_by_force_and_by_word():
    for force, roles, state in [
        ("asserted", "", "held"), ("scheduled", "", "scheduled"), ("agreed", "", "scheduled"), ("proposed", "", "proposed"),
        ("conditional", "", "proposed"), ("asserted", "; state: ongoing", "ongoing"),
    ]:  # fmt: skip
        (meeting,) = meetings(tell("2022-09-05", met(f"participant: Armenia + Russia{roles}", force=force)))
        assert meeting.state == state


def test_the_latest_word_on_a_plan_prevails():
    (meeting,) = meetings(
        tell("2022-09-01", met("participant: Armenia + Russia; date: 2022-10", force="proposed")),
        tell("2022-09-08", met("participant: Armenia + Russia; date: 2022-10-12", force="scheduled")),
    )
    assert (meeting.state, meeting.date) == ("scheduled", "2022-10-12")


def test_undated_reports_of_one_day_are_one_meeting_and_stay_undated():
    (meeting,) = meetings(
        tell("2022-09-05", met("participant: Armenia + Russia; place: Moscow")),
        tell("2022-09-06", met("participant: Armenia + Russia")),
    )
    assert meeting.date is None
    assert meeting.place == "Moscow"


def test_background_without_a_date_is_a_record_of_its_own_and_undated():
    first, second = meetings(
        tell(
            "2022-09-05",
            met("participant: Armenia + Russia; date: 2022-09-05"),
            met("participant: France + Russia", background=True),
        ),
    )
    undated = first if first.background else second
    assert undated.date is None
    assert undated.participants == ["France", "Russia"]


def test_background_joins_and_the_record_is_background_only_if_all_is():
    old = tell("2022-09-05", met("participant: Armenia + Azerbaijan; date: 2020-11-09", background=True))
    assert meetings(old)[0].background
    (meeting,) = meetings(old, tell("2020-11-10", met("participant: Armenia + Azerbaijan; date: 2020-11-09")))
    assert not meeting.background


def test_format_counts_sides_not_persons():
    posts = [
        office("Sergey Lavrov", "Minister of Foreign Affairs", "Russia"),
        office("Sergei Shoigu", "Minister of Defence", "Russia"),
    ]
    for who, expected in [
        ("Sergey Lavrov + Sergei Shoigu + Armenia", "bilateral"), ("Armenia + Azerbaijan + European Union", "trilateral"),
        ("Armenia + Azerbaijan + France + Russia", "multilateral"), ("Sergey Lavrov + Guillaume Long", None),
        ("Sergey Lavrov + Sergei Shoigu", None),
    ]:  # fmt: skip
        (meeting,) = meetings(tell("2022-09-05", met(f"participant: {who}; date: 2022-09-05"), *posts))
        assert meeting.format == expected, who


def test_not_held_is_said_as_such():
    (meeting,) = meetings(
        tell("2022-09-05", met("participant: Armenia + Russia; date: 2022-09-04", negated=True))
    )
    assert (meeting.state, meeting.negated) == ("held", True)
    (meeting,) = meetings(
        tell(
            "2022-09-05", met("participant: Armenia + Russia; date: 2022-09-04", negated=True), publisher="A"
        ),
        tell("2022-09-05", met("participant: Armenia + Russia; date: 2022-09-04"), publisher="B"),
    )
    assert not meeting.negated
    assert {variant.value for variant in meeting.disagreements["negated"]} == {"true", "false"}


def test_participants_that_no_version_holds_are_a_disagreement():
    posts = tell(
        "2022-09-01",
        office("Nikol Pashinyan", "Prime Minister", "Armenia"),
        office("Ilham Aliyev", "President", "Azerbaijan"),
    )
    (meeting,) = meetings(
        posts,
        tell(
            "2022-09-06",
            met("participant: Nikol Pashinyan + Ilham Aliyev + France; date: 2022-09-05; place: Prague"),
            publisher="A",
        ),
        tell(
            "2022-09-06",
            met(
                "participant: Nikol Pashinyan + Ilham Aliyev + European Union; date: 2022-09-05; place: Prague"
            ),
            publisher="B",
        ),
    )
    assert len(meeting.disagreements["participants"]) == 2


def test_who_will_hold_an_office_nobody_knows():
    posts = tell("2022-09-01", office("Ararat Mirzoyan", "Minister of Foreign Affairs", "Armenia"))
    who = "participant: Minister of Foreign Affairs of Armenia + Azerbaijan; date: 2022-10-02"
    plan = tell("2022-09-05", met(who, force="scheduled", by="Minister of Foreign Affairs of Armenia"))
    (meeting,) = meetings(posts, plan)
    assert meeting.participants == ["Minister of Foreign Affairs of Armenia", "Azerbaijan"]
    assert meeting.said_by == ["Ararat Mirzoyan"]
    (meeting,) = meetings(posts, plan, tell("2022-10-03", met(who)))
    assert meeting.participants == ["Ararat Mirzoyan", "Azerbaijan"]
