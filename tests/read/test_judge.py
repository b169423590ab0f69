"""Who is heard to say a marked word: chains of speakers in sentences whose speakers no list knows."""

import pytest

from servanda.bench.judged import take_marks
from servanda.codebook import load
from servanda.model import Document, digest_text
from servanda.read.judge import judge_words
from servanda.text.tokens import load_parser

HEARD = {
    # unnamed speakers, by their own words
    "The last rebels {1:left} the valley, the district governor told journalists in Bamako.": ["district governor"],
    '"Both camps {1:broke} the ceasefire," the joint commission complained in a letter.': ["joint commission"],
    "Gunmen {1:stormed} the market, local officials and witnesses said.": ["local officials and witnesses"],
    "The hostages had been {1:moved}, said two officials who declined to be named.": ["two officials"],
    "One camp says the bridge was mined; the other denies that it {1:mined} anything.": ["other"],
    # beside, between and behind what is said
    "The regime, the opposition leader wrote in an open letter, has {1:broken} every promise.": ["opposition leader"],
    "Two men were shot, the village chief said by telephone, and a third was {1:wounded}.": ["village chief"],
    "It was clear, said the harbour master, that the crew had {1:lied}.": ["harbour master"],
    "The truce, in the words of the movement, was {1:buried} on Monday.": ["movement"],
    "The army's version is that the rebels {1:fired} first.": ["army"],
    # the parse hangs the content on the hearer
    "Villagers in the north told a relief group that planes had {1:dropped} barrels.": ["Villagers in the north"],
    # pronouns
    "The harbour board would not {1:lift} the ban, it announced on Friday.": ["harbour board"],
    "The rebels' spokesman dismissed the report. No village had been {1:burned}, he insisted.": ["rebels' spokesman"],
    # colons, and speech that runs on
    "A brigadier was blunt: the bridge would be {1:blown} up.": ["brigadier"],
    "The chief negotiator told a crowd that the talks had failed. There would be no new {1:round}.": ["chief negotiator"],
    "The prosecutor charged that the colonel ordered the raid; he had also {1:paid} the killers.": ["prosecutor"],
    # quotations behind verbs that promise or threaten
    '"We will {1:answer} every shot," the general swore before his troops.': ["general"],
    'Her lawyer: "She {1:signed} nothing."': ["lawyer"],
    # chains
    "Both sides had told her that they would {1:sign}, the envoy reported.": ["envoy", "sides"],
    # the report itself speaks
    "The rebels promised to {1:release} twelve drivers by Sunday.": [],
    "The guerrillas threatened to {1:attack} any patrol.": [],
    "The mayor insisted that a new judge be {1:named}.": [],
    "The council declared a {1:truce} on Monday.": [],
    "The captain is said to have {1:fled}.": [],
    "The two sides agreed to halt the shelling. A joint post would be {1:set} up at the ford.": [],
    "Talks were useful, the government said. Rebels {1:burned} a village on Sunday.": [],
    "The army, whose spokesman announced the offensive, {1:took} the town.": [],
    "Ministers {1:met} on Friday, according to the schedule.": [],
}  # fmt: skip


@pytest.fixture(scope="module")
def judge():
    """Judge the marked words of a text."""
    codebook, parser = load(), load_parser()

    def judge_text(text):
        plain, marks = take_marks(text)
        document = Document(
            id=digest_text(plain), language="en", text=plain, published="2021-06-01", published_basis="given"
        )
        return plain, judge_words(document, codebook, parser, list(marks.values()))

    return judge_text


@pytest.mark.parametrize("text", HEARD)
def test_who_says_it(judge, text):
    _, (judged,) = judge(text)
    found = [value.value for value in judged.said_by]
    assert len(found) == len(HEARD[text]), found
    for name, value in zip(HEARD[text], found, strict=True):
        assert name in (value or "")


def test_a_pronoun_is_given_as_the_words_it_stands_for(judge):
    plain, (judged,) = judge(
        "The Kenyan ambassador left early. She said that the draft had been {1:rejected}."
    )
    (speaker,) = judged.said_by
    assert speaker.text == "The Kenyan ambassador"
    assert plain[slice(*speaker.span)] == speaker.text
