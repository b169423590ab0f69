"""Who a claim is said by, where the sentence does not make it easy."""

import pytest

from servanda.codebook import load
from servanda.model import Document, digest_text
from servanda.read import read_document
from servanda.text.tokens import load_parser


def speakers(text, words):
    """Return the chain of speakers of the claim whose cue holds some words."""
    document = Document(id=digest_text(text), text=text, language="en", published="2023-05-04")
    reading = read_document(document, load(), load_parser())
    claim = next(c for c in reading.claims if c.kind != "position" and words in c.cue.text)
    return [value.value or value.text for value in claim.said_by]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The army shelled the village on Sunday, witnesses said.", "shelled", ["witnesses"]),
        (
            "The army shelled the village of Tol on Sunday, residents of the town told reporters.",
            "shelled",
            ["residents of the town"],
        ),
        ("In the words of one official, the army shelled the market on Monday.", "shelled", ["one official"]),
        (
            "Armed men attacked the convoy on Monday, according to aid workers, days before a truce began.",
            "attacked",
            ["aid workers"],
        ),
        (
            "A statement by the ministry of defence of Sudan said rebels had shelled El Fasher.",
            "shelled",
            ["Ministry of Defence of Sudan"],
        ),
        (
            "Azerbaijan shelled the town of Goris on Sunday, the foreign minister of Armenia was quoted as saying.",
            "shelled",
            ["Minister of Foreign Affairs of Armenia"],
        ),
        (
            "Its spokesman Omar Saleh denied that the rebels had fired and claimed that government troops had "
            "shelled the town of Tol instead.",
            "shelled",
            ["Omar Saleh"],
        ),
    ],
)
def test_the_speaker_is_kept(text, words, expected):
    assert speakers(text, words) == expected


def test_a_quotation_over_two_paragraphs_has_the_speaker_of_its_end():
    text = (
        "Envoy Anna Berg spoke to reporters in Juba.\n\n"
        "“The rebels shelled the town on Monday.\n\n"
        "“On Tuesday the army released 20 prisoners,” Berg said."
    )
    assert speakers(text, "shelled") == ["Anna Berg"]
    assert speakers(text, "released") == ["Anna Berg"]


def test_a_quotation_left_open_is_not_that_of_the_speaker_before():
    text = (
        "“The bridge is open,” governor Omar Saleh said.\n\n"
        "“The rebels shelled the town on Monday.\n\n"
        "“On Tuesday the army released 20 prisoners,” envoy Anna Berg said."
    )
    assert speakers(text, "shelled") == ["Anna Berg"]


def test_what_stands_behind_a_semicolon_speaks_for_itself():
    text = "The rebels shelled the town of Tol on Monday; a spokesman said the governor was safe."
    assert speakers(text, "shelled") == []


def test_narration_has_no_speaker():
    assert speakers("The army shelled the village on Sunday.", "shelled") == []
