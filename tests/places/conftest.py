"""The gazetteer with the bundled lists."""

import pytest

from servanda.codebook import Codebook, load
from servanda.places import Gazetteer
from servanda.read.whereabouts import open_places


@pytest.fixture(scope="session")
def book() -> Codebook:
    return load()


@pytest.fixture(scope="session")
def gazetteer(book: Codebook) -> Gazetteer:
    return open_places(book)
