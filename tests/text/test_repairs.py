"""The parse is mended where it hangs subjects, lists and adjectives in the wrong place."""

import pytest

from servanda.text.repairs import repair
from servanda.text.tokens import load_parser


def _subjects(sentence: str, verb: str) -> list[str]:
    doc = repair(load_parser()(sentence))
    head = next(t for t in doc if t.text == verb)
    first = [c for c in head.children if c.dep_ in {"nsubj", "nsubjpass"}]
    joined = [c for s in first for c in s.subtree if c.dep_ == "conj" and c.head in [s, *s.children]]
    return sorted(t.text for t in {t.i: t for t in (*first, *joined)}.values())


@pytest.mark.parametrize(
    ("sentence", "verb", "subjects"),
    [
        (
            "In the halls of Geneva, Tripoli and the Tebu Front signed a truce.",
            "signed",
            ["Front", "Tripoli"],
        ),
        ("To the anger of Accra, Togo on Friday recognised the council.", "recognised", ["Togo"]),
        (
            "The Parties agree that the Truce signed in the Doha Declaration of 2 May 2018, which came into effect on "
            "1 July 2018, shall be observed throughout the country.",
            "observed",
            ["Truce"],
        ),
        (
            "After six weeks in a hotel outside Oslo, Manila and the rebels signed a text.",
            "signed",
            ["Manila", "rebels"],
        ),
        ("Along the dunes of the Tibesti, Chadian armour has taken up positions.", "taken", ["armour"]),
        (
            "Days after the truce at Taiz, Oman and the Houthis accused each other.",
            "accused",
            ["Houthis", "Oman"],
        ),
    ],
)
def test_a_verb_gets_back_the_subject_before_it(sentence: str, verb: str, subjects: list[str]) -> None:
    assert _subjects(sentence, verb) == subjects


def test_adjectives_of_two_peoples_are_one_list() -> None:
    doc = repair(
        load_parser()("In the valleys west of Dili, Timorese and Australian engineers cleared mines.")
    )
    first = next(t for t in doc if t.text == "Timorese")
    assert first.head.text == "engineers"


def test_a_preposition_said_twice_brings_a_list() -> None:
    doc = repair(load_parser()("Envoys of the Malian government and of the CMA met in Algiers."))
    second = next(t for t in doc if t.text == "CMA")
    assert (second.dep_, second.head.text) == ("conj", "government")


def test_a_side_is_not_a_place_of_the_other() -> None:
    doc = repair(load_parser()("The cabinet in San José and the rebels of the front will sign the paper."))
    rebels = next(t for t in doc if t.text == "rebels")
    assert rebels.head.text == "cabinet"


def test_a_colleague_is_from_somewhere() -> None:
    doc = repair(load_parser()("The Zambian president received his colleague from South Sudan on Monday."))
    prep = next(t for t in doc if t.text == "from")
    assert prep.head.text == "colleague"


def test_a_good_parse_is_left_alone() -> None:
    plain = "Norway and Russia signed the treaty in Murmansk on Wednesday."
    before = [(t.head.i, t.dep_) for t in load_parser()(plain)]
    assert [(t.head.i, t.dep_) for t in repair(load_parser()(plain))] == before
