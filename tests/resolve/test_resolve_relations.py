"""What agreements do to one another, by the words between their names or in the text of one."""

import pytest
from factory import BOOK, CODEBOOK

from servanda.model import Claim, Cue, Document, Reading, Value, digest_claim, digest_text
from servanda.resolve import settle

NAMES = ("Orla Protocol", "Halmos Accord", "Varna Treaty")


def write(text, kind="report", title=None, codes=None, force="asserted", by=(), negated=False):
    """Return a document with a claim for every name of an agreement in it; codes: name → code."""
    document = Document(
        id=digest_text(text), kind=kind, title=title, published="2021-05-12", published_basis="given", language="en", text=text
    )  # fmt: skip
    claims = []
    for name in NAMES:
        if name not in text:
            continue
        start = text.index(name)
        at = (start, start + len(name))
        sentence = (
            text.rfind("\n", 0, start) + 1,
            text.find("\n", start) if "\n" in text[start:] else len(text),
        )
        code = (codes or {}).get(name, "referred")
        roles = {
            "title": (Value(name, name, at),),
            "type": (Value(name.split()[1], name.split()[1].lower(), at),),
        }
        if code != "referred" and by:
            roles["by"] = tuple(Value(one, one, (0, 0)) for one in by)
        claims.append(
            Claim(
                id=digest_claim(document.id, "agreement", code, sentence, roles, force, negated, ()),
                document=document.id, kind="agreement", code=code, roles=roles, force=force, negated=negated,
                span=sentence, cue=Cue(name, at, "test"), coder="servanda-en@0.1.0", codebook=CODEBOOK,
            )
        )  # fmt: skip
    return Reading(document=document, claims=tuple(claims))


def relate(*readings):
    """Return the relations as (source, relation, target), agreements by title, texts as `text`."""
    settlement = settle(readings, BOOK)
    titles = {one.id: one.title for one in settlement.records.agreements}
    return sorted(
        (
            titles.get(one.source, "text") if one.source else ", ".join(one.by),
            one.relation,
            titles[one.target],
        )
        for one in settlement.relations
    )


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The Orla Protocol implements the Halmos Accord.", ("Orla Protocol", "implements", "Halmos Accord")),
        (
            "They signed the Orla Protocol on the implementation of the Halmos Accord.",
            ("Orla Protocol", "implements", "Halmos Accord"),
        ),
        (
            "The Orla Protocol supplements paragraph 3 of the Halmos Accord.",
            ("Orla Protocol", "amends", "Halmos Accord"),
        ),
        (
            "The Orla Protocol, which replaces the Halmos Accord, is short.",
            ("Orla Protocol", "supersedes", "Halmos Accord"),
        ),
        (
            "The Halmos Accord was superseded by the Orla Protocol.",
            ("Orla Protocol", "supersedes", "Halmos Accord"),
        ),
        ("The Orla Protocol reaffirmed the Halmos Accord.", ("Orla Protocol", "reaffirms", "Halmos Accord")),
    ],
)
def test_words_between_two_names(sentence, found):
    assert relate(write(sentence)) == [found]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Orla Protocol and the Halmos Accord are two documents.",
        "The Orla Protocol does not replace the Halmos Accord.",
        "The Orla Protocol should be replaced by the Halmos Accord.",
        "The Orla Protocol may supersede the Halmos Accord.",
        "The parties to the Orla Protocol met to discuss how to implement the old parts of what the Halmos Accord says.",
        "The minister signed the Orla Protocol. He implements the Halmos Accord.",
    ],
)
def test_what_the_words_do_not_say(sentence):
    assert relate(write(sentence)) == []


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("Acting in pursuance of the Halmos Accord,", "implements"),
        ("1. The Parties shall implement the Halmos Accord.", "implements"),
        ("2. This Protocol replaces the Halmos Accord.", "supersedes"),
    ],
)
def test_an_agreements_own_text_before_a_name(words, relation):
    assert relate(write(words, kind="agreement", title="A Text")) == [("text", relation, "Halmos Accord")]


@pytest.mark.parametrize(
    "words", ["Nothing in this text amends the Halmos Accord.", "The council may amend the Halmos Accord."]
)
def test_what_an_agreements_own_text_leaves_alone(words):
    assert relate(write(words, kind="agreement", title="A Text")) == []


def test_a_deed_in_an_agreements_own_text_is_the_texts():
    text = write(
        "The sides recalled the Halmos Accord.",
        kind="agreement",
        title="A Text",
        codes={"Halmos Accord": "reaffirmed"},
    )
    assert relate(text) == [("text", "reaffirms", "Halmos Accord")]


def test_a_deed_in_a_report_is_the_persons():
    report = write(
        "Both recalled the Halmos Accord.", codes={"Halmos Accord": "amended"}, by=("Armenia", "Azerbaijan")
    )
    assert relate(report) == [("Armenia, Azerbaijan", "amends", "Halmos Accord")]


@pytest.mark.parametrize("more", [{"force": "proposed"}, {"negated": True}])
def test_what_is_only_proposed_or_denied_is_no_deed(more):
    assert (
        relate(write("They the Halmos Accord.", codes={"Halmos Accord": "amended"}, by=("Armenia",), **more))
        == []
    )


def test_two_reports_of_one_relation_make_one_with_the_claims_of_both():
    readings = (
        write("The Orla Protocol implements the Halmos Accord."),
        write("Again, the Orla Protocol implements the Halmos Accord."),
    )
    (one,) = settle(readings, BOOK).relations
    assert len(one.claims) == 4
    assert settle(readings[::-1], BOOK).relations == settle(readings, BOOK).relations
