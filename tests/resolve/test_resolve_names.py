"""Names, persons and the sides they act for."""

import pytest
from factory import BOOK, office, say, tell

from servanda.model import Link
from servanda.resolve import settle
from servanda.resolve.names import compare_names, fold, looks_personal, split_name
from servanda.resolve.rules import load_rules

RULES = load_rules(BOOK.home).names


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Sergei Lavrov", "Sergey Lavrov", True),
        ("Ilham Əliyev", "Ilham Aliyev", True),
        ("S. Lavrov", "Sergey Lavrov", True),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", True),
        ("Mohammed bin Salman", "Muhammad bin Salman", True),
        ("María Ángela Holguín Cuéllar", "María Holguín", True),
        ("Salva Kiir Mayardit", "Salva Kiir", True),
        ("Yevgeny Prigozhin", "Evgeny Prigozhin", True),
        ("Ilham Aliyev", "Heydar Aliyev", False),
        ("Ilham Aliyev", "Ilhama Aliyeva", False),
        ("Maria Lopez", "Mario Lopez", False),
        ("Donald Trump", "Donald Tusk", False),
        ("Lavrov", "Sergey Lavrov", False),
    ],
)
def test_full_names(left, right, same):
    one, two = split_name(left, RULES), split_name(right, RULES)
    assert (compare_names(one, two, RULES) is not None) is same
    assert compare_names(one, two, RULES) == compare_names(two, one, RULES)


def test_fold_keeps_what_tells_names_apart():
    assert fold("The Şuşa–Laçın road") == "susa lacin road"
    assert fold("The") == "the"


@pytest.mark.parametrize(
    ("name", "personal"),
    [("Sergey Lavrov", True), ("Ursula von der Leyen", True), ("Free Syrian Army", False), ("Minister of Defence of Armenia", False),
     ("ELN", False), ("17 soldiers", False), ("local officials", False)],
)  # fmt: skip
def test_what_could_be_a_person(name, personal):
    assert looks_personal(name, RULES) is personal


def names(*readings, **more):
    return {actor.name: actor for actor in settle(readings, BOOK, **more).records.actors}


def met(who, **more):
    return say("meeting", "CONSULT", f"participant: {who}", **more)


def test_spellings_are_one_person_under_the_most_frequent_full_name():
    actors = names(
        tell(
            "2022-09-05",
            met("Sergey Lavrov + Armenia"),
            office("Sergey Lavrov", "Minister of Foreign Affairs", "Russia"),
        ),
        tell("2022-10-05", met("Sergei Lavrov + Türkiye")),
        tell("2022-11-05", met("Sergey Lavrov + France")),
        tell("2022-12-05", met("Lavrov + France")),
    )
    lavrov = actors["Sergey Lavrov"]
    assert lavrov.aliases == ["Lavrov", "Sergei Lavrov"]
    assert (lavrov.kind, lavrov.country) == ("person", "RUS")
    assert "Lavrov" not in actors
    assert len(lavrov.claims) == 5


def test_namesakes_stay_apart_and_a_lone_surname_joins_by_office_only():
    told = (
        tell("2022-09-05", office("Ilham Aliyev", "President", "Azerbaijan"), salt="1"),
        tell("1998-09-05", office("Heydar Aliyev", "President", "Azerbaijan"), salt="2"),
    )
    actors = names(*told, tell("2022-10-01", met("Aliyev + Armenia")))
    assert {"Ilham Aliyev", "Heydar Aliyev", "Aliyev"} <= actors.keys()


def test_a_lone_surname_joins_the_only_one_in_that_office():
    actors = names(
        tell("2022-09-05", office("Ilham Aliyev", "President", "Azerbaijan")),
        tell("2022-09-06", office("Rustam Aliyev", "Minister of Defence", "Azerbaijan")),
        tell("2022-10-01", office("Aliyev", "President", "Azerbaijan"), met("Aliyev + Armenia")),
    )
    assert "Aliyev" in actors["Ilham Aliyev"].aliases
    assert "Aliyev" not in actors


def test_same_surname_from_other_countries_stays_apart():
    actors = names(
        tell("2022-09-05", office("Ali Hasan", "President", "Türkiye")),
        tell("2022-09-06", office("Aly Hassan", "President", "Ethiopia")),
    )
    assert {"Ali Hasan", "Aly Hassan"} <= actors.keys()


def test_spelling_may_differ_more_within_one_office():
    actors = names(
        tell("2022-09-05", office("Jeyhun Bayramov", "Minister of Foreign Affairs", "Azerbaijan")),
        tell("2022-09-06", office("Ceyhun Bayramov", "Minister of Foreign Affairs", "Azerbaijan")),
        tell("2022-09-07", met("Jeyhun Bayramov + Armenia")),
    )
    assert actors["Jeyhun Bayramov"].aliases == ["Ceyhun Bayramov"]


def test_an_ambiguous_initial_is_nobody():
    actors = names(
        tell("2022-09-05", met("Hasan Aliyev + Armenia")),
        tell("2022-09-06", met("Heydar Aliyev + Armenia")),
        tell("2022-09-07", met("H. Aliyev + Armenia")),
    )
    assert "H. Aliyev" in actors


def test_an_office_is_the_person_seen_in_it_around_that_date():
    seen = tell("2022-09-01", office("Ararat Mirzoyan", "Minister of Foreign Affairs", "Armenia"))
    near = tell("2022-10-01", met("Minister of Foreign Affairs of Armenia + France"))
    far = tell("2012-10-01", met("Minister of Foreign Affairs of Armenia + Russia"))
    settlement = settle([seen, near, far], BOOK)
    assert sorted(meeting.participants for meeting in settlement.records.meetings) == [
        ["Ararat Mirzoyan", "France"],
        ["Minister of Foreign Affairs of Armenia", "Russia"],
    ]


def test_an_office_with_two_holders_is_the_nearer_one():
    settlement = settle(
        [
            tell("2021-01-10", office("Ara Aivazian", "Minister of Foreign Affairs", "Armenia")),
            tell("2021-05-20", office("Ararat Mirzoyan", "Minister of Foreign Affairs", "Armenia")),
            tell("2021-01-20", met("Minister of Foreign Affairs of Armenia + Russia")),
        ],
        BOOK,
    )
    assert settlement.records.meetings[0].participants == ["Ara Aivazian", "Russia"]


def test_positions_show_seen_dates():
    actors = names(
        tell("2022-09-01", office("Ararat Mirzoyan", "Minister of Foreign Affairs", "Armenia")),
        tell("2022-03-01", office("Ararat Mirzoyan", "Minister of Foreign Affairs", "Armenia")),
        tell("2023-01-01", office("Ararat Mirzoyan", "President", "Armenia", background=True)),
    )
    tenures = [(t.office, t.of, t.from_, t.to) for t in actors["Ararat Mirzoyan"].positions]
    assert tenures == [
        ("Minister of Foreign Affairs", "Armenia", "2022-03-01", "2022-09-01"),
        ("President", "Armenia", None, None),
    ]


def test_a_person_rules_that_two_names_are_two_persons():
    one = tell("2022-09-05", office("Sergey Lavrov", "Minister of Foreign Affairs", "Russia"))
    two = tell("2022-09-06", office("Sergei Lavrov", "Minister of Foreign Affairs", "Russia"))
    left, right = sorted((one.claims[0].id, two.claims[0].id))
    assert "Sergei Lavrov" not in names(one, two) or "Sergey Lavrov" not in names(one, two)
    apart = Link(left=left, right=right, judgement="different", by="anna", at="2023-01-01T00:00:00Z")
    assert {"Sergey Lavrov", "Sergei Lavrov"} <= names(one, two, links=[apart]).keys()


def test_states_bodies_and_groups_are_actors_too():
    actors = names(
        tell(
            "2022-09-05",
            say(
                "event",
                "ASSAULT",
                "actor: National Liberation Army; recipient: Colombia",
                by="Ministry of Defence of Colombia",
            ),
        )
    )
    assert [(a.name, a.kind, a.country) for a in actors.values()] == [
        ("Colombia", "state", "COL"),
        ("Ministry of Defence of Colombia", "government-body", "COL"),
        ("National Liberation Army", "armed-group", "COL"),
    ]
    assert actors["National Liberation Army"].aliases == ["ELN"]


def test_an_actor_known_from_background_only_is_background():
    actors = names(tell("2022-09-05", met("Armenia + Russia"), met("France + Russia", background=True)))
    assert actors["France"].background
    assert not actors["Russia"].background


def test_who_is_called_by_a_title_is_a_person_and_of_others_nothing_is_said():
    actors = names(tell("2022-09-05", met("Foreign Minister Guillaume Long => Guillaume Long + Fresh Dawn")))
    assert actors["Guillaume Long"].kind == "person"
    assert actors["Fresh Dawn"].kind is None
