"""Status words hold only where the verb tells that a thing is so; what they are said of; justified text."""

import pytest

from servanda.model import Document, digest_text
from servanda.read.spacing import SingleSpaced

HEAD = "Report on the accord\n\nTARSK, 31 March - The parties signed the accord in 2020. "


def statuses(read, sentence):
    text = HEAD + sentence
    document = Document(id=digest_text(text), language="en", text=text, published="2021-03-31")
    return [
        (claim.code, claim.negated, claim.first("about"))
        for claim in read(document).claims
        if claim.kind == "status"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry is asked to reconstitute the Harbour Board and establish the Dredging Fund.",
        "(a) establish the Dredging Fund without delay;",
        "It remains the main task, on completing the formation of the council.",
        "The president proceeds to establish the Harbour Board.",
        "It is vital that all forces observe the truce.",
        "It urged that the Dredging Fund be established at once.",
        "Plans were made for the Harbour Board to be formed.",
    ],
)
def test_what_is_only_named_is_not_told_as_done(read_again, sentence):
    assert [
        code for code, negated, _ in statuses(read_again, sentence) if code == "done" and not negated
    ] == []


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("The president established the Harbour Board.", "done"),
        ("The Harbour Board has been established.", "done"),
        ("Neither the Dredging Fund nor its board has been established.", "not-started"),
        ("The Harbour Board remains to be established.", "not-started"),
        ("The ministry is establishing the Harbour Board.", "started"),
        ("The council has still not been expanded and reconstituted.", "not-started"),
        ("The truce continued to hold.", "started"),
        ("The units that were unified by the ministry failed to deploy.", "partly"),
    ],
)
def test_what_is_told_as_so(read_again, sentence, code):
    assert code in [found for found, negated, _ in statuses(read_again, sentence) if not negated]


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        (
            "There have been delays in the reconstitution of the Harbour Board.",
            "reconstitution of Harbour Board",
        ),
        ("There was no progress made on the formation of the Harbour Board.", "formation of Harbour Board"),
        ("The demarcation of the quay is yet to begin.", "demarcation of quay"),
        ("On the state of security, the unification of forces remains outstanding.", "unification of forces"),
    ],
)
def test_what_a_word_of_standing_is_said_of(read_again, sentence, about):
    assert about in [found for *_, found in statuses(read_again, sentence)]


def test_a_year_in_a_title_is_no_date(read_again):
    text = HEAD + "The board completed the review of the Pilots Act, 2009."
    document = Document(id=digest_text(text), language="en", text=text, published="2021-03-31")
    (claim,) = [one for one in read_again(document).claims if one.code == "done"]
    assert claim.first("date") is None


def test_an_article_ties_a_deed_to_a_promise(read_again):
    found = statuses(read_again, "The pilots were appointed by the board pursuant to Article 2.3.1.")
    assert [code for code, *_ in found] == ["done"]


def test_in_view_of_is_nobodys_word(read_again):
    text = (
        HEAD + "In view of the pending tasks, the parties agreed to extend the interim period by six months."
    )
    document = Document(id=digest_text(text), language="en", text=text, published="2021-03-31")
    (claim,) = [one for one in read_again(document).claims if one.code == "extended"]
    assert claim.said_by == ()


def test_runs_of_blanks_are_read_as_one_and_told_in_place(read_again):
    plain = "The  Harbour   Board  has  not  yet  been  established  by  the  parties."
    text = HEAD + plain
    document = Document(id=digest_text(text), language="en", text=text, published="2021-03-31")
    reading = read_again(document)
    assert reading.document.text == text
    (claim,) = [one for one in reading.claims if one.code == "not-started"]
    assert text[slice(*claim.span)] == plain
    assert claim.first("about") == "Harbour Board"
    for one in reading.claims:
        for value in (*one.said_by, *(value for values in one.roles.values() for value in values)):
            assert text[slice(*value.span)] == value.text


def test_single_spacing_knows_the_way_back():
    spaced = SingleSpaced("a  bc   d e")
    assert spaced.text == "a bc d e"
    for start in range(len(spaced.text)):
        for end in range(start + 1, len(spaced.text) + 1):
            first, last = spaced.origin((start, end))
            assert " ".join(spaced.source[first:last].split()) == spaced.text[start:end].strip()
    assert not SingleSpaced("a b c").differs
