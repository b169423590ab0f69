"""How far a sentence presents an event as done: the chain of operators above it, and the score."""

import pytest

from servanda.bench.force import mend
from servanda.codebook import load
from servanda.read.factuality import find_chain, score_event
from servanda.read.factuality.classes import words_of
from servanda.read.factuality.compose import compose
from servanda.read.factuality.score import load_model
from servanda.text.tokens import load_parser


def find(text, word):
    """Return the first token of a sentence that reads so."""
    return next(t for t in load_parser()(text) if t.text == word)


def score(text, word):
    return score_event(find(text, word), load())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The garrison left the port on Friday.", "left"),
        ("Divers found that the cable had broken.", "broken"),
        ("The collapse of the bridge cut the town off.", "collapse"),
        ("The crew managed to repair the pump.", "repair"),
    ],
)
def test_what_happened_scores_high(text, word):
    assert score(text, word) > 2


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The garrison did not leave the port.", "leave"),
        ("The crew failed to repair the pump.", "repair"),
        ("The captain refused to sign the letter.", "sign"),
        ("The envoy never arrived.", "arrived"),
    ],
)
def test_what_did_not_happen_scores_below_zero(text, word):
    assert score(text, word) < 0


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The garrison may leave the port.", "leave"),
        ("If the garrison leaves, the shops will open.", "leaves"),
        ("Shopkeepers want the garrison to leave.", "leave"),
        ("The mayor asked the crew to repair the pump.", "repair"),
    ],
)
def test_what_is_open_lies_between(text, word):
    assert -1.5 < score(text, word) < 2.2


def test_a_negation_above_an_implicative_reaches_the_event():
    done, undone = "The crew managed to repair the pump.", "The crew did not manage to repair the pump."
    assert score(undone, "repair") < 0 < score(done, "repair")


def test_the_chain_goes_from_the_inside_out():
    chain = find_chain(find("The mayor said the crew had refused to repair the pump.", "repair"), load())
    assert [operator.word.text for operator in chain.operators] == ["refused", "said"]
    assert [operator.relation for operator in chain.operators] == ["infinitive", "clause"]
    assert "negative-implicative" in chain.operators[0].classes
    assert chain.operators[0].mood.tense == "pluperfect"


def test_two_negations_by_rule_are_none():
    words = words_of(load())
    event = find("The crew did not fail to repair the pump.", "repair")
    assert compose(find_chain(event, load()), words) > compose(
        find_chain(find("The crew failed to repair the pump.", "repair"), load()), words
    )


def test_the_second_of_two_coordinated_verbs_shares_the_first_ones_modal():
    chain = find_chain(find("The crew will leave the port and repair the pump.", "repair"), load())
    assert chain.mood.modal == "will"


def test_a_score_stays_within_its_scale():
    model = load_model()
    assert all(-3 <= model.score({name: 1.0}) <= 3 for name in model.features)


def test_every_class_of_the_codebook_has_an_outcome_and_an_example():
    from servanda.codebook.files import load_yaml
    from servanda.read.factuality.classes import Lists

    lists = load_yaml(load().home / "factuality.yaml", Lists)
    assert all(row.example for row in lists.classes)
    assert len({row.name for row in lists.classes}) == len(lists.classes)


def test_tokens_are_mended_and_keep_their_place():
    mended = mend("' ' He has n't left , '' said the Franco - Malian envoy who hasn't slept".split())
    assert mended.words[0] == '"'
    assert mended.at[:3] == [0, 0, 1]
    assert mended.words[mended.at[-2] : mended.at[-2] + 2] == ["has", "n't"]
    assert "Franco-Malian" in "".join(w + " " * s for w, s in zip(mended.words, mended.spaces, strict=True))
