"""One event told by several; a denial stays beside what it denies."""

from factory import BOOK, say, tell

from servanda.resolve import settle


def event(code, roles, **more):
    return say("event", code, roles, **more)


def events(*readings, **more):
    return settle(readings, BOOK, **more).records.events


SHELLED = "actor: Azerbaijan; recipient: Armenia; object: village; date: 2022-09-12"


def test_told_by_two_is_one():
    (found,) = events(
        tell("2022-09-13", event("ASSAULT", f"{SHELLED}; place: Goris", words="shelled", mode="artillery")),
        tell("2022-09-14", event("ASSAULT", f"{SHELLED}; place: Goris", words="fired on")),
    )
    assert (found.code, found.mode, found.actors, found.recipients, found.place) == (
        "ASSAULT",
        "artillery",
        ["Azerbaijan"],
        ["Armenia"],
        "Goris",
    )
    assert len(found.claims) == 2


def test_other_place_other_day_other_actor_other_code_are_others():
    assert len(events(
        tell("2022-09-13", event("ASSAULT", f"{SHELLED}; place: Goris", words="shelled")),
        tell("2022-09-14", event("ASSAULT", f"{SHELLED}; place: Jermuk", words="shelled")),
        tell("2022-09-16", event("ASSAULT", "actor: Azerbaijan; recipient: Armenia; place: Goris; object: village; date: 2022-09-15", words="shelled")),
        tell("2022-09-14", event("ASSAULT", "actor: Armenia; recipient: Azerbaijan; place: Goris; object: village; date: 2022-09-12", words="shelled")),
        tell("2022-09-14", event("AID", f"{SHELLED}; place: Goris", words="helped")),
    )) == 5  # fmt: skip


def test_threatened_is_not_done():
    assert len(events(
        tell("2022-09-13", event("RETREAT", "actor: Armenia; object: prisoners; date: 2022-09-12", words="released")),
        tell("2022-09-13", event("RETREAT", "actor: Armenia; object: prisoners; date: 2022-09-12", words="release", force="scheduled")),
    )) == 2  # fmt: skip


def test_two_in_one_document_are_two_unless_two_speakers_tell_it():
    assert (
        len(
            events(
                tell(
                    "2022-09-13",
                    event("ASSAULT", f"{SHELLED}; place: Goris", words="shelled"),
                    event("ASSAULT", SHELLED, words="fired on"),
                )
            )
        )
        == 2
    )
    assert len(events(tell(
        "2022-09-13",
        event("ASSAULT", f"{SHELLED}; place: Goris", words="shelled", by="Ministry of Defence of Armenia"),
        event("ASSAULT", f"{SHELLED}; place: Goris", words="shelled", by="Armenia"),
    ))) == 1  # fmt: skip


def test_a_denial_is_a_disagreement_in_the_same_record():
    said = event(
        "ASSAULT",
        f"{SHELLED}; place: Goris",
        words="shelled",
        force="alleged",
        by="Ministry of Defence of Armenia",
    )
    denied = event(
        "ASSAULT",
        "actor: Azerbaijan; recipient: Armenia",
        words="shelling",
        force="alleged",
        negated=True,
        by="Ministry of Defence of Azerbaijan",
    )
    settlement = settle([tell("2022-09-13", said, denied)], BOOK)
    (found,) = settlement.records.events
    assert (found.force, found.negated, found.said_by) == (
        "alleged",
        False,
        ["Ministry of Defence of Armenia"],
    )
    versions = {variant.value: variant.said_by for variant in found.disagreements["negated"]}
    assert versions == {
        "false": ["Ministry of Defence of Armenia"],
        "true": ["Ministry of Defence of Azerbaijan"],
    }
    assert [issue.code for issue in settlement.issues] == ["sides-disagree"]
    (found,) = events(tell("2022-09-13", said, publisher="A"), tell("2022-09-14", denied, publisher="B"))
    assert len(found.claims) == 2


def test_a_denial_that_could_be_of_two_is_of_neither():
    denied = event(
        "ASSAULT", "actor: Azerbaijan; recipient: Armenia", words="shelling", force="alleged", negated=True
    )
    found = events(
        tell("2022-09-13", event("ASSAULT", f"{SHELLED}; place: Goris", words="shelled")),
        tell("2022-09-13", event("ASSAULT", f"{SHELLED}; place: Jermuk", words="shelled")),
        tell("2022-09-14", denied),
    )
    assert len(found) == 3


def test_an_undated_event_stays_undated():
    (found,) = events(
        tell("2022-09-13", event("ASSAULT", "actor: Azerbaijan; place: Goris", words="shelled"))
    )
    assert found.date is None


def test_the_more_exact_date_prevails_without_disagreement():
    (found,) = events(
        tell("2022-09-13", event("ASSAULT", f"{SHELLED}; place: Goris", words="shelled")),
        tell(
            "2022-09-30",
            event(
                "ASSAULT",
                "actor: Azerbaijan; recipient: Armenia; object: village; place: Goris; date: 2022-09",
                words="shelled",
            ),
        ),
    )
    assert found.date == "2022-09-12"
    assert found.disagreements == {}
