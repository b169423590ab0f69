"""Names of places are found in running text; adjectives and people are not."""

import pytest

from servanda.codebook import Codebook
from servanda.places import Gazetteer, spot
from servanda.read.whereabouts import load_cues
from servanda.text.tokens import load_parser


def names(text: str, gazetteer: Gazetteer, book: Codebook) -> list[str]:
    found = spot(load_parser()(text), gazetteer, load_cues(book.home))
    assert all(text[m.start : m.end] == m.text for m in found)
    return [m.text for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels withdrew from Bunia and Beni on Tuesday.", ["Bunia", "Beni"]),
        ("Sudanese officials flew to Port Sudan.", ["Port Sudan"]),
        ("The envoy landed in Washington, D.C., last night.", ["Washington, D.C."]),
        ("The French ambassador spoke in the Gaza Strip.", ["Gaza Strip"]),
    ],
)
def test_places_are_found_without_adjectives(
    text: str, expected: list[str], gazetteer: Gazetteer, book: Codebook
) -> None:
    assert names(text, gazetteer, book) == expected


def test_a_person_with_a_towns_name_is_no_place(gazetteer: Gazetteer, book: Codebook) -> None:
    assert "Lincoln" not in names("Mr Lincoln thanked the monitors in Juba.", gazetteer, book)
