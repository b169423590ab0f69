"""How political a sentence sounds: a linear model over its words, so that sport, business and fiction stay out.

The recipe is `training/politics`, its sentences are ours; what it wrote lies in `data/politics`.
"""

import re
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import numpy
from numpy.typing import NDArray

HOME: Final = Path(__file__).parent / "data" / "politics"
WIDTH: Final = 1 << 16
"""Columns that words are hashed into."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NAME: Final = "#name"


def columns(text: str) -> NDArray[numpy.int64]:
    """Return the columns of a sentence's words and pairs of words, each once; names count as names, whoever they name."""
    return numpy.unique(numpy.fromiter(_hash(text), dtype=numpy.int64))


def _hash(text: str) -> Iterator[int]:
    words = [_fold(match, first=match.start() == 0) for match in _WORD.finditer(text)]
    for before, word in zip(["", *words], words, strict=False):
        yield zlib.crc32(word.encode()) % WIDTH
        if before:
            yield zlib.crc32(f"{before} {word}".encode()) % WIDTH


def _fold(match: "re.Match[str]", *, first: bool) -> str:
    word = match[0]
    return _NAME if word[:1].isupper() and not first else word.lower()


class PoliticsModel:
    """The weights in memory. Made by `load_politics_model`."""

    def __init__(self, path: Path) -> None:
        """Load the weights that `training.politics` wrote. Raises FileNotFoundError where they are missing."""
        with numpy.load(path) as stored:
            self._weights: NDArray[numpy.float32] = stored["weights"].astype(numpy.float32)
            self._bias = float(stored["bias"][0])

    def weigh(self, text: str) -> float:
        """Return the log odds that a sentence tells of politics; 0 where it has no words."""
        found = columns(text)
        if not len(found):
            return 0.0
        return float(self._weights[found].sum() / numpy.sqrt(len(found))) + self._bias


@cache
def load_politics_model() -> PoliticsModel | None:
    """Return the model that comes with the package, or None where it was left out."""
    path = HOME / "weights.npz"
    return PoliticsModel(path) if path.exists() else None
