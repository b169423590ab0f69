"""Acts that no cue of their own names, and what belongs to a verb though the parse hung it loosely."""

import pytest
from sample_texts import write_document

from servanda.codebook import load
from servanda.read import read_document
from servanda.text.tokens import load_parser


def _codes(text: str) -> set[str]:
    claims = read_document(write_document(text), load(), load_parser()).claims
    return {claim.code for claim in claims if claim.kind == "event" and not claim.negated}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Norway said that Chad was behind the theft of the archive.", "ACCUSE"),
        ("Norway's envoy holds the Chadian army responsible for the loss of the ferry.", "ACCUSE"),
        ("Kenyan officials said that the Ugandan ministry had rigged the tender.", "ACCUSE"),
        ("Chad has to close its camp in the valley, the Norwegian minister told reporters.", "REQUEST"),
        ("Kenya needs to mend the treaty road, the Ugandan president said on Monday.", "REQUEST"),
        ("Norway called for Chad to free the pilot.", "REQUEST"),
        ("A thousand Chadian herders crossed the river to seek refuge in Niger.", "REQUEST"),
        ("Talks between Norway and Chad broke up on Friday without a deal.", "REJECT"),
        ("Chad and Norway parted in Bern with no agreement.", "REJECT"),
        ("Norway's parliament said no to the plan of Chad.", "REJECT"),
        ("The Kenyan army warned that its jets would crush any move by Uganda.", "THREATEN"),
        ("Chad risks losing its loan, the Norwegian minister warned on Tuesday.", "THREATEN"),
        ("The rebels gave Chadian soldiers 48 hours to leave the fort.", "THREATEN"),
    ],
)
def test_what_is_meant_is_read(text: str, code: str) -> None:
    assert code in _codes(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Norway said that Chad was behind schedule with the dam.", "REQUEST"),
        ("Norway said that it should have left the valley of Chad earlier.", "REQUEST"),
        ("Talks between Norway and Chad ended on Friday with a deal.", "REJECT"),
        ("Norway said that Chad could lose its harvest to locusts if no rain falls.", "REJECT"),
        ("The Kenyan army said that its cooks would crush the maize.", "ACCUSE"),
    ],
)
def test_what_is_not_meant_is_left(text: str, code: str) -> None:
    assert code not in _codes(text)


def test_a_condemnation_stands_beside_the_deed() -> None:
    codes = _codes("Norway condemned the Chadian army for shelling the town of Abéché.")
    assert {"ACCUSE", "ASSAULT"} <= codes
