"""A name means the place that its text says, and the reason is told."""

import pytest

from servanda.codebook import Codebook
from servanda.places import Choice, Gazetteer, Home, Mention, choose, load_weights
from servanda.read.whereabouts import Located, locate


def mark(text: str, *names: str) -> list[Mention]:
    return [Mention(n, text.index(n), text.index(n) + len(n)) for n in names]


def find(book: Codebook, text: str, name: str, *others: str, **known: object) -> Located:
    located = locate(text, mark(text, name, *others), book, **known)[0]
    assert located is not None
    return located


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("A bus left Paris, Texas, on Friday.", "Paris", "USA", "Texas"),
        ("A bus left Paris on Friday.", "Paris", "FRA", "Île-de-France"),
        ("The mayor of Lebanon, Pa., has resigned.", "Lebanon", "USA", "Pennsylvania"),
        ("Monitors in Valencia, Venezuela, counted ballots.", "Valencia", "VEN", "Carabobo"),
        ("They met in the Libyan city of Tripoli.", "Tripoli", "LBY", None),
    ],
)
def test_the_words_beside_a_name_decide(
    book: Codebook, text: str, name: str, country: str, admin1: str
) -> None:
    place = find(book, text, name).place
    assert place.country == country
    assert admin1 is None or place.admin1 == admin1


def test_other_places_of_the_text_decide(book: Codebook) -> None:
    text = "Clashes were heard in Tripoli, while Zahle and Sidon stayed calm."
    assert find(book, text, "Tripoli", "Zahle", "Sidon").place.country == "LBN"


def test_the_countries_of_the_process_decide(book: Codebook) -> None:
    text = "A crowd gathered in Hyderabad."
    assert find(book, text, "Hyderabad").place.country == "IND"
    assert find(book, text, "Hyderabad", countries={"PAK": 3.0}).place.country == "PAK"


def test_georgia_is_the_country_beside_abkhazia_and_the_state_beside_atlanta(book: Codebook) -> None:
    assert (
        find(
            book, "Abkhazia and Georgia resumed talks in Geneva.", "Georgia", "Abkhazia", "Geneva"
        ).place.country
        == "GEO"
    )
    assert (
        find(
            book, "Floods hit Macon, Savannah and the rest of Georgia.", "Georgia", "Macon", "Savannah"
        ).place.kind
        == "admin1"
    )


def test_a_country_never_gets_a_town_as_its_point(book: Codebook) -> None:
    located = find(book, "Mexico will host the talks.", "Mexico")
    assert (located.place.precision, located.place.country) == ("country", "MEX")


def test_a_town_is_meant_rather_than_the_canton_around_it(book: Codebook) -> None:
    assert find(book, "Delegations arrived in Geneva.", "Geneva").place.kind == "place"


def test_a_province_said_to_be_one_is_a_province(book: Codebook) -> None:
    assert find(book, "Troops left Herat province.", "Herat province").place.precision == "admin1"


def test_an_unlisted_name_is_put_into_the_area_said_and_marked(book: Codebook) -> None:
    located = find(book, "Shots were fired in Qwertzville, Helmand province.", "Qwertzville")
    assert located.enclosing
    assert "not listed" in located.reason
    assert located.place.country == "AFG"


def test_an_unlisted_name_alone_has_no_place(book: Codebook) -> None:
    text = "Shots were fired in Qwertzville."
    assert locate(text, mark(text, "Qwertzville"), book) == [None]


def test_every_choice_says_why(book: Codebook) -> None:
    assert "words beside it" in find(book, "A bus left Paris, Texas, on Friday.", "Paris").reason


def test_a_publisher_at_home_in_ohio_means_its_own_athens(gazetteer: Gazetteer) -> None:
    text = "The library in Athens opens on Monday."
    names = mark(text, "Athens")
    weights = load_weights()
    others = [
        [next(h.number for h in gazetteer.hits(n) if gazetteer.place(h.number).admin1 == "Ohio")]
        for n in ("Nelsonville", "Logan", "Lancaster", "Chillicothe")
    ]

    def where(choices: list[Choice | None]) -> str | None:
        assert choices[0] is not None
        return gazetteer.place(choices[0].number).country

    assert where(choose(text, names, gazetteer, weights)) == "GRC"
    assert where(choose(text, names, gazetteer, weights, home=Home(others, gazetteer))) == "USA"
