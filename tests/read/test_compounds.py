"""Long names that no list has: where they begin and end, and what is no part of them."""

import pytest

from servanda.codebook import load
from servanda.read.lexicon import lexicon_of
from servanda.text.repairs import repair
from servanda.text.tokens import load_parser

BOOK = load()


def bodies(text: str) -> set[str]:
    parser = load_parser()
    doc = repair(parser(text))
    hits = lexicon_of(BOOK, parser).find(doc)
    return {doc[h.start : h.end].text for h in hits.values() if h.entry.kind == "body"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Union for Justice and Bread called a strike.", "Union for Justice and Bread"),
        ("Followers of the Front for Land, Bread and Dignity marched.", "Front for Land, Bread and Dignity"),
        ("Members of the Coalition for Open and Honest Elections met.", "Coalition for Open and Honest Elections"),
        ("The Confederation of Maltese Dockers struck on Friday.", "Confederation of Maltese Dockers"),
        ("The Dock Workers' League rejected the offer.", "Dock Workers' League"),
        ("The People's Front for Dignity declared a truce.", "People's Front for Dignity"),
        ("They freed him for the Front de libération du Sahel on Friday.", "Front de libération du Sahel"),
        ("The National Council for the Defence of the Coast met.", "National Council for the Defence of the Coast"),
        ("The Communist Party of Malta broke with its ally.", "Communist Party of Malta"),
        (
            "The Forum for the Return of Exiles in Gabon (FREG) walked out.",
            "Forum for the Return of Exiles in Gabon",
        ),
    ],
)  # fmt: skip
def test_a_name_goes_on_over_its_prepositions(text, name):
    assert name in bodies(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Movement for Renewal and Hamas signed a deal.", {"Movement for Renewal", "Hamas"}),
        ("The Union for Peace and General Idris agreed to talk.", {"Union for Peace"}),
        ("The Front for Change in Togo asked for help.", {"Front for Change"}),
        ("Malta's Movement for Justice accused Italy.", {"Movement for Justice"}),
        ("The army of Malta met the Dock Workers' League of Malta.", {"Dock Workers' League"}),
        ("Soldiers of the Tenth Brigade left.", set()),
        ("The Constitutional Court of Malta ruled on Friday.", set()),
    ],
)
def test_a_second_name_or_a_country_is_no_part_of_it(text, names):
    assert bodies(text) == names


def test_dashes_are_hyphens():
    assert "Sudan People's Liberation Movement–North" in bodies(
        "The Sudan People's Liberation Movement–North met."
    )
    assert "Sudan People's Liberation Movement-North" in bodies(
        "The Sudan People's Liberation Movement-North met."
    )


def test_a_long_name_of_a_country_is_not_its_government():
    assert BOOK.describe("Confederation of Dockers of Malta") is None
    facts = BOOK.describe("Ministry of Defence of Malta")
    assert facts is not None
    assert facts.country == "MLT"
