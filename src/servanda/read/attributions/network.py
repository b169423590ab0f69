"""The learnt part: a small network over the parse tree that weighs cues, and the tokens around each cue."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np

from servanda.read.attributions.columns import Columns, Reals
from servanda.read.attributions.pairs import Pairs

WEIGHTS: Final = "weights.npz"
TENSOR_SCALE: Final = 0.3
"""What the parser's own vectors are multiplied with, to be of the size of the other features."""
LAYERS: Final = 2


@dataclass(frozen=True, slots=True)
class Network:
    """The weights by name. Every layer mixes a token with its neighbours, its head and its dependents."""

    weights: Mapping[str, Reals]

    def weigh_tokens(self, columns: Columns, features: Reals) -> Reals:
        """Return the state of each token, one row a token."""
        w = self.weights
        states = features @ w["in.features"] + columns.tensor @ w["in.tensor"]
        states += w["in.bias"]
        np.maximum(states, 0, out=states)
        order = np.argsort(columns.head, kind="stable")
        heads, firsts = np.unique(columns.head[order], return_index=True)
        for layer in range(LAYERS):
            size = states.shape[1]
            mixed = states @ w[f"mix{layer}"]
            new = mixed[:, :size] + w[f"mix{layer}.bias"]
            new[1:] += mixed[:-1, size : 2 * size]
            new[:1] += mixed[:1, size : 2 * size]
            new[:-1] += mixed[1:, 2 * size : 3 * size]
            new[-1:] += mixed[-1:, 2 * size : 3 * size]
            new += mixed[columns.head, 3 * size : 4 * size]
            new[heads] += np.add.reduceat(mixed[order, 4 * size :], firsts, axis=0)
            np.maximum(new, 0, out=new)
            states = new + states
        return states

    def weigh_cues(self, states: Reals) -> Reals:
        """Return how likely each token is the head of a cue."""
        w = self.weights
        return _squash(states @ w["cue"] + w["cue.bias"])

    def weigh_pairs(self, states: Reals, pairs: Pairs) -> Reals:
        """Return how likely each token is source, cue and content of its cue: three columns."""
        w = self.weights
        hidden = ((states @ w["pair.cue"]) + w["pair.bias"])[pairs.cue]
        hidden += (states @ w["pair.token"])[pairs.token]
        hidden += (states @ w["pair.branch"])[pairs.branch]
        table = w["pair.features"]
        for column in range(pairs.features.shape[1]):
            hidden += table[pairs.features[:, column]]
        np.maximum(hidden, 0, out=hidden)
        size = hidden.shape[1]
        mixed = hidden @ w["pair.mix"]
        new = mixed[:, :size] + w["pair.mix.bias"]
        joined = (pairs.cue[1:] == pairs.cue[:-1])[:, None]
        new[1:] += mixed[:-1, size : 2 * size] * joined
        new[:-1] += mixed[1:, 2 * size :] * joined
        np.maximum(new, 0, out=new)
        new += hidden
        return _squash((new @ w["out"] + w["out.bias"]).astype(np.float32))


def _squash(values: Reals) -> Reals:
    """Return the logistic of values."""
    squashed: Reals = (1 / (1 + np.exp(-np.clip(values, -30, 30)))).astype(np.float32)
    return squashed


@cache
def load_network() -> Network:
    """Load the weights that ship with the package."""
    with files(__package__).joinpath(WEIGHTS).open("rb") as file:
        stored = np.load(file)
        return Network({name: np.ascontiguousarray(stored[name], dtype=np.float32) for name in stored.files})
