"""How far an event is presented as done, from −3 (certainly not) to 3 (certainly): the calibrated score."""

from functools import cache
from pathlib import Path

import msgspec

from servanda.read.factuality.features import Features

HOME = Path(__file__).parent / "model.json"
LIMIT = 3.0


class Tree(msgspec.Struct, frozen=True):
    """One regression tree; a node whose feature is −1 is a leaf. A value above the threshold goes high."""

    feature: list[int]
    threshold: list[float]
    low: list[int]
    high: list[int]
    value: list[float]

    def read(self, values: list[float]) -> float:
        """Return the value of the leaf that a row of features falls into."""
        at = 0
        while self.feature[at] >= 0:
            at = (self.low if values[self.feature[at]] <= self.threshold[at] else self.high)[at]
        return self.value[at]


class Model(msgspec.Struct, frozen=True):
    """What `training.force` wrote: the features it uses, the start value, and trees that add to it."""

    recipe: dict[str, str | int | float]
    features: list[str]
    start: float
    trees: list[Tree]

    def score(self, features: Features) -> float:
        """Return the score of an event's features, −3 to 3."""
        values = [features.get(name, 0.0) for name in self.features]
        return max(-LIMIT, min(LIMIT, self.start + sum(tree.read(values) for tree in self.trees)))


@cache
def load_model(path: Path = HOME) -> Model:
    """Return the model, loaded once."""
    return msgspec.json.decode(path.read_bytes(), type=Model)


SHARE = 0.7
"""Weight of the sentence model's belief beside the score of the words' classes; read off the development sentences."""


def weigh(score: float, belief: float | None) -> float:
    """Return the score of an event from its words' classes and, where there is one, the sentence model's belief."""
    return score if belief is None else (1 - SHARE) * score + SHARE * belief
