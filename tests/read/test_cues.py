"""Which type of event a sentence tells: nominal predicates, joint acts, what relative clauses and 'them' leave out."""

from collections.abc import Callable

import pytest

from servanda.model import Claim, Document, digest_text

Reader = Callable[[str], tuple[Claim, ...]]


@pytest.fixture(scope="module")
def read() -> Reader:
    """Return a function that reads one text."""
    from servanda.codebook import load
    from servanda.read import read_document
    from servanda.text.tokens import load_parser

    codebook, parser = load(), load_parser()

    def run(text: str) -> tuple[Claim, ...]:
        document = Document(id=digest_text(text), language="en", text=text, published="2015-06-10")
        return read_document(document, codebook, parser).claims

    return run


@pytest.mark.parametrize(
    ("text", "code", "cue"),
    [
        ("A raid by Libyan rebels on a Chadian army camp killed nine soldiers.", "ASSAULT", "raid"),
        ("A threat by Norway to stop gas deliveries to Chad was taken seriously.", "THREATEN", "threat"),
        ("Norway confirmed the expulsion of three Chadian diplomats.", "SANCTION", "expulsion"),
        ("The Norwegian build-up against Chad went on.", "MOBILIZE", "up"),
        ("Norway's deliveries of fuel to Chad went on all winter.", "AID", "deliveries"),
        ("The goods that Norway delivered to Chad were blankets.", "AID", "delivered"),
        ("The first of six tugs which Norway gave to Chad has arrived.", "AID", "gave"),
        ("Norway sent a battalion of peacekeepers to Chad.", "AID", "sent"),
        ("Norwegian and Chadian experts jointly surveyed the lake.", "COOPERATE", "surveyed"),
        ("The armies of Norway and Chad patrolled the river together.", "COOPERATE", "patrolled"),
        ("Norway and Chad restored diplomatic relations on Tuesday.", "SUPPORT", "restored"),
        ("Norway and Chad exchanged ambassadors on Tuesday.", "SUPPORT", "exchanged"),
        ("Norway broke off the talks with Chad on Tuesday.", "SANCTION", "broke"),
        ("Norway expelled Idris Saleh, the high commissioner of Uganda.", "SANCTION", "expelled"),
        ("Norway sent Uganda an ultimatum on Tuesday.", "THREATEN", "ultimatum"),
        ("Farmers of the Bolivian highlands besieged the ministry in La Paz.", "PROTEST", "besieged"),
        ("The unions of Uganda struck on Tuesday over the tax.", "PROTEST", "struck"),
        ("Uganda failed to comply with the order of the tribunal.", "REJECT", "failed"),
        ("Uganda has not complied with the order of the tribunal.", "REJECT", "complied"),
        ("Iranian guards captured five sailors of the British navy.", "COERCE", "captured"),
        ("Remnants of the Taliban killed thirteen Afghan soldiers.", "ASSAULT", "killed"),
    ],
)
def test_type_of_event(read: Reader, text: str, code: str, cue: str) -> None:
    found = [claim for claim in read(text) if claim.kind == "event" and cue in claim.cue.text]
    assert [(claim.code, claim.negated) for claim in found] == [(code, False)]


def test_toll_is_no_second_event(read: Reader) -> None:
    claims = read("An attack by Libyan rebels on the port of Benghazi left nine soldiers dead.")
    assert [claim.code for claim in claims if claim.kind == "event"] == ["ASSAULT"]


def test_them_are_the_things_told_before(read: Reader) -> None:
    claims = read("Ten crates of rifles stood on the quay. Libya had sent them to the Ugandan army.")
    assert [claim.code for claim in claims if claim.kind == "event"] == ["AID"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The conclusion of a border treaty by Norway and Uganda surprised everybody.", "reached"),
        ("Under a deal struck on Monday between Norway and Uganda, the mines will close.", "reached"),
        ("Norway and Uganda signed what is already called the Bergen accord.", "signed"),
    ],
)
def test_agreement_made(read: Reader, text: str, code: str) -> None:
    assert [claim.code for claim in read(text) if claim.kind == "agreement"] == [code]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The presidents of Norway and Uganda spoke for an hour about the fish.", False),
        ("Norway and Uganda have not spoken to each other since May.", True),
        ("The Norwegian premier began her day with a meeting with the Ugandan ambassador.", False),
    ],
)
def test_meeting(read: Reader, text: str, negated: bool) -> None:
    assert [claim.negated for claim in read(text) if claim.kind == "meeting"] == [negated]


@pytest.mark.parametrize(
    "text",
    [
        "Cold air invaded southern Norway overnight.",
        "A cold front invaded northern Uganda on Sunday.",
        "Shares of the Kenyan bank came under heavy fire.",
        "The airline launched direct flights to Oslo.",
        "In her fantasy trilogy the Norwegian rebels capture a town.",
        "Ugandans make up about a tenth of the workers in the Kenyan port.",
        "The club in Oslo presented her with a bunch of roses.",
    ],
)
def test_nothing_is_read(read: Reader, text: str) -> None:
    assert [claim.code for claim in read(text) if claim.kind != "position"] == []
