"""The model of how political a sentence sounds."""

import numpy
import pytest

from servanda.learned.politics import PoliticsModel, columns, load_politics_model


@pytest.fixture(scope="module")
def model() -> PoliticsModel:
    loaded = load_politics_model()
    assert loaded is not None
    return loaded


def test_names_count_as_names_whoever_they_name():
    one = columns("The minister flew from Oslo to Lima on Friday")
    other = columns("The minister flew from Quito to Baku on Monday")
    assert numpy.array_equal(one, other)


def test_a_treaty_sounds_more_political_than_a_soup(model):
    treaty = model.weigh(
        "The two governments agreed to pull back their troops from the border within ten days."
    )
    soup = model.weigh("Stir the onions into the butter, add the stock and let the soup simmer for an hour.")
    assert soup < -0.5 < 0 < treaty


def test_a_text_without_words_says_nothing(model):
    assert model.weigh("1985 – 42 %") == 0.0


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="none"):
        PoliticsModel(tmp_path / "none.npz")
