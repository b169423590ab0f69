"""What acts without a listed name, by nouns, by joined verbs; who did it where two passives share the agent."""

from collections.abc import Callable

import pytest
from sample_texts import write_document

from servanda.codebook import load
from servanda.model import Claim
from servanda.read import read_document
from servanda.text.tokens import load_parser

Read = Callable[[str], list[Claim]]


@pytest.fixture(scope="module")
def read() -> Read:
    parser, codebook = load_parser(), load()
    return lambda words: list(read_document(write_document(words), codebook, parser).claims)


def _codes(claims: list[Claim]) -> set[str]:
    return {claim.code for claim in claims if claim.kind == "event"}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("The beheading of nine herders by Libyan gunmen was filmed on a phone.", "ASSAULT"),
        ("The embassy of Libya was the target of a march by students of the capital.", "PROTEST"),
        ("Several thousand Chadian pensioners marched through the capital against the levy.", "PROTEST"),
        ("Thousands of farmers marched through the capital of Chad against the levy.", "PROTEST"),
        ("Chadian railwaymen have been on strike since Monday.", "PROTEST"),
        ("Rioters in Chad set two buses alight.", "PROTEST"),
        ("Chadian gendarmes baton-charged the students outside the court.", "COERCE"),
        ("Chadian customs impounded nine Libyan lorries.", "COERCE"),
        ("Omani agents murdered the exiled writer in the consulate.", "ASSAULT"),
    ],
)
def test_act_is_read(read: Read, words: str, code: str) -> None:
    assert code in _codes(read(words))


@pytest.mark.parametrize(
    "words",
    [
        "The president of Chad feared the beheading of the herders by gunmen.",
        "There was no beheading of herders by gunmen in Chad.",
        "The hamsters went on hunger strike until the bowl was filled.",
    ],
)
def test_what_did_not_happen_is_no_assault(read: Read, words: str) -> None:
    asserted = {c.code for c in read(words) if c.kind == "event" and c.force == "asserted" and not c.negated}
    assert not asserted & {"ASSAULT", "PROTEST"}


def test_passives_share_their_agent(read: Read) -> None:
    claims = read("Nine detainees were tortured and beaten by Chadian soldiers on Monday.")
    actors = [v.value for c in claims if c.code == "ASSAULT" for v in c.roles.get("actor", ())]
    assert "Chad" in actors


def test_what_quantities_count_acts(read: Read) -> None:
    claims = read("Thousands of farmers marched through the capital of Chad against the levy.")
    actors = [v.text for c in claims if c.code == "PROTEST" for v in c.roles.get("actor", ())]
    assert actors == ["Thousands of farmers"]
