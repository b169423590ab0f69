"""An agreement text becomes commitments with points, parties, deadlines; every word stands in the text itself."""

import pytest

from servanda.codebook import load
from servanda.model import Claim, Document, Reading, digest_text
from servanda.read import read_document
from servanda.read.accords.copy import copy_points
from servanda.text.points import outline
from servanda.text.tokens import load_parser

TEXT = """AGREEMENT ON THE CESSATION OF HOSTILITIES
between the Republic of Chad and the Front for the Liberation of the North

Preamble

The Republic of Chad and the Front for the Liberation of the North (hereinafter "the Parties"),

Recalling the Sirte declaration of 4 May 2020,

Have agreed as follows:

Article 1
Ceasefire

1. The Parties declare a full ceasefire as of 00:00 on 10 June 2021.
2. The Parties shall:
(a) withdraw their heavy weapons from Faya within 14 days of the signing;
(b) release all prisoners no later than 30 days after the date of signature; and
(c) refrain from recruiting children.

Article 2
Monitoring

1. A joint commission shall be established. It shall comprise the following:
(a) three officers of each Party;
(b) one officer of the African Union.
2. Withdrawal of all foreign fighters from the territory of Chad by 1 September 2021 under the supervision of the African Union.
3. The district of Kouba is returned to the Front by 20 June 2021.
4. Chad may keep two hundred policemen in Faya.
5. The African Union will deploy 300 observers immediately.

Article 3
Entry into force

This Agreement shall enter into force on the day of its signature.

Done at Sirte on 1 June 2021 in two originals.
"""
PARTIES = ["Chad", "Front for the Liberation of the North"]


@pytest.fixture(scope="module")
def reading() -> Reading:
    document = Document(id=digest_text(TEXT), kind="agreement", language="en", text=TEXT)
    return read_document(document, load(), load_parser())


def _commitments(reading: Reading) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in reading.claims:
        if claim.kind == "commitment":
            found.setdefault(claim.first("point") or "", []).append(claim)
    return found


def test_every_word_stands_in_the_text(reading: Reading) -> None:
    for claim in reading.claims:
        assert 0 <= claim.span[0] < claim.span[1] <= len(TEXT)
        for values in (*claim.roles.values(), claim.said_by):
            for value in values:
                assert value.text == TEXT[slice(*value.span)]
        assert claim.cue.text == TEXT[slice(*claim.cue.span)]


def test_an_item_of_a_list_is_a_duty_of_those_before_the_list(reading: Reading) -> None:
    claim = _commitments(reading)["1.2.a"][0]
    assert list(claim.values("obligor")) == PARTIES
    assert claim.first("act") == "withdraw heavy weapons"
    assert claim.first("deadline") == "2021-06-15"


@pytest.mark.parametrize(
    ("point", "code"),
    [("1.1", "obligation"), ("1.2.c", "prohibition"), ("2.4", "permission"), ("3", "procedure")],
)
def test_what_kind_of_term_it_is(reading: Reading, point: str, code: str) -> None:
    assert [claim.code for claim in _commitments(reading)[point]] == [code]


def test_a_noun_phrase_and_a_performing_present_bind(reading: Reading) -> None:
    found = _commitments(reading)
    assert found["2.2"][0].first("deadline") == "2021-09-01"
    assert found["2.3"][0].first("deadline") == "2021-06-20"
    assert "obligor" not in found["2.3"][0].roles


def test_who_sits_in_a_body_is_procedure(reading: Reading) -> None:
    found = _commitments(reading)
    assert [c.code for point in ("2.1.a", "2.1.b") for c in found[point]] == ["procedure", "procedure"]
    assert all((c.first("act") or "").startswith("include ") for c in found["2.1.a"])


def test_preamble_and_recitals_bind_nobody(reading: Reading) -> None:
    start = TEXT.index("Article 1")
    assert all(claim.span[0] >= start for claim in reading.claims if claim.kind == "commitment")


def test_the_last_lines_say_where_and_when_it_was_signed(reading: Reading) -> None:
    signed = next(c for c in reading.claims if c.kind == "agreement" and c.code == "signed")
    assert signed.first("date") == "2021-06-01"
    assert signed.first("place") == "Sirte"
    assert list(signed.values("party")) == PARTIES


def test_the_copy_leads_back_to_the_text() -> None:
    copy = copy_points(TEXT, outline(TEXT))
    at = copy.text.index("The Parties shall withdraw")
    span = (at, at + len("The Parties shall withdraw their heavy weapons"))
    assert TEXT[slice(*copy.last_origin(span))].startswith("withdraw their heavy")
    for piece in copy.pieces:
        there = copy.text[piece.at : piece.at + piece.end - piece.start]
        assert there.lower() == " ".join(TEXT[piece.start : piece.end].split("\n")).lower()
