"""How a token stands to a cue: over the parse, in the line of the text, and by the quotations."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from servanda.read.attributions.columns import Columns, Flags, Ints
from servanda.read.attributions.labels import DEPS

REACH: Final = 110
"""Tokens before and after a cue that are looked at."""
NEXT: Final = 2
"""Paragraphs after that of a cue that are looked at."""
_BUCKETS: Final = np.array([1, 2, 3, 5, 8, 13, 21, 34])
_NONE: Final = len(DEPS)
SIZES: Final = (36, _NONE + 1, _NONE + 1, _NONE + 1, 18, 42, 6, 21, 12, 6, 8, 18, 6)
"""How many values each feature of a pair has."""
OFFSETS: Final = np.concatenate([[0], np.cumsum(SIZES)[:-1]])


@dataclass(slots=True)
class Pairs:
    """Cue and token of each pair, the tokens of a cue side by side; its features as numbers of one table."""

    cue: Ints
    token: Ints
    branch: Ints
    """The ancestor of the token next below the one that it shares with the cue (or the token itself)."""
    features: Ints


def build_pairs(columns: Columns, deps: Ints, pauses: Ints, strong: Flags, cues: Ints) -> Pairs:
    """Return the pairs of each cue with the tokens around it.

    deps: the number of each token's dependency. pauses: marks before each token,
    counted through. strong: the tokens that plainly say who speaks.
    """
    first, last = _windows(columns, cues)
    sizes = last - first
    cue = np.repeat(cues, sizes)
    token = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes) + np.repeat(first, sizes)
    depth_c, depth_t = columns.depth[cue], columns.depth[token]
    same = columns.sentence[cue] == columns.sentence[token]
    chain_c, chain_t = columns.chain[cue], columns.chain[token]
    shared = np.logical_and.accumulate(chain_c == chain_t, axis=1).sum(axis=1) - 1
    shared = np.minimum(shared, np.minimum(depth_c, depth_t))
    shared = np.where(same, shared, -1)
    up, down = depth_c - shared, depth_t - shared
    rows = np.arange(len(cue))
    deepest = columns.chain.shape[1] - 1
    level = np.clip(shared + 1, 0, deepest)
    below = chain_t[rows, np.minimum(level, np.minimum(depth_t, deepest))]
    second = chain_t[rows, np.minimum(level + 1, np.minimum(depth_t, deepest))]
    above = chain_c[rows, np.minimum(level, np.minimum(depth_c, deepest))]
    top = chain_t[rows, np.maximum(shared, 0)]
    after = token > cue
    gap = np.abs(token - cue)
    quoted = columns.quotation[token] >= 0
    crossings = _count_crossings(columns, deps)
    parts = (
        np.where(same, np.minimum(up, 4) * 6 + np.minimum(down, 5), 30 + np.minimum(down, 5)),
        np.where(same & (down > 0), deps[below], _NONE),
        np.where(same & (up > 0), deps[above], _NONE),
        np.where(same & (down > 1), deps[second], _NONE),
        np.searchsorted(_BUCKETS, gap) * 2 + after,
        _sentences(columns, cue, token, quoted),
        np.clip(columns.paragraph[token] - columns.paragraph[cue], 0, 2) * 2 + quoted,
        _quotations(columns, cue, token),
        _between(strong, cue, token),
        _voices(columns, strong, cue, token, same),
        np.minimum(np.abs(pauses[token] - pauses[cue]), 3) * 2 + after,
        np.where(
            same,
            np.clip(crossings[token] - crossings[top], 0, 8) + 9 * (columns.quotation[cue] >= 0),
            9 * (columns.quotation[cue] >= 0),
        ),
        np.where(same, np.clip(crossings[cue] - crossings[top], 0, 5), 0),
    )
    return Pairs(cue, token, below, np.stack(parts, axis=1) + OFFSETS)


def _windows(columns: Columns, cues: Ints) -> tuple[Ints, Ints]:
    """Return the rows from which to which tokens of a cue are looked at."""
    paragraph = columns.paragraph[cues]
    first = np.maximum(np.searchsorted(columns.paragraph, paragraph), cues - REACH)
    own = np.searchsorted(columns.paragraph, paragraph, "right")
    beyond = np.searchsorted(columns.paragraph, paragraph + NEXT, "right")
    runs_on = own - cues < 8
    return first, np.minimum(np.where(runs_on, beyond, own), cues + REACH)


def _count_crossings(columns: Columns, deps: Ints) -> Ints:
    """Return coordinations and three times the relative clauses on the way from the root, as one number."""
    conj = deps == DEPS.index("conj")
    relative = (deps == DEPS.index("relcl")) | (deps == DEPS.index("advcl"))
    weight = conj.astype(np.int64) + 3 * relative
    steps = np.arange(columns.chain.shape[1])[None, :] <= columns.depth[:, None]
    counts: Ints = (weight[columns.chain] * steps).sum(axis=1)
    return counts


def _sentences(columns: Columns, cue: Ints, token: Ints, quoted: Flags) -> Ints:
    apart = np.clip(columns.sentence[token] - columns.sentence[cue], -3, 3) + 3
    has_quotation = np.bincount(columns.sentence, weights=columns.quotation >= 0) > 0
    code: Ints = apart * 6 + quoted * 3 + has_quotation[columns.sentence[cue]] + (columns.quotation[cue] >= 0)
    return code


def _quotations(columns: Columns, cue: Ints, token: Ints) -> Ints:
    """Return which quotation the token stands in, counted from the cue, and how near that is to the cue."""
    number = columns.quotation[token]
    if not len(columns.quotations):
        return np.zeros(len(cue), dtype=np.int64)
    start, end = columns.quotations[:, 0], columns.quotations[:, 1]
    upcoming = np.searchsorted(start, cue, "right")
    at = np.maximum(number, 0)
    away = np.clip(number - upcoming, -3, 2) + 3
    gap = np.where(start[at] > cue, start[at] - cue, cue - end[at] + 1)
    near = np.where(gap <= 3, 0, np.where(gap <= 8, 1, 2))
    inside = number == columns.quotation[cue]
    return np.where(number < 0, 0, np.where(inside, 1, 2 + away * 3 + near))


def _between(strong: Flags, cue: Ints, token: Ints) -> Ints:
    """Return how many others plainly speak between cue and token."""
    counts = np.concatenate([[0], np.cumsum(strong)])
    low, high = np.minimum(cue, token), np.maximum(cue, token)
    others = counts[high] - counts[np.minimum(low + 1, high)]
    code: Ints = np.minimum(others, 3) * 3 + (token > cue)
    return code


def _voices(columns: Columns, strong: Flags, cue: Ints, token: Ints, same: Flags) -> Ints:
    """Return whether another plainly speaks in the token's sentence, and whether that is all quotation."""
    inside = np.bincount(columns.sentence, weights=columns.quotation >= 0)
    whole = inside == np.bincount(columns.sentence)
    others = np.bincount(columns.sentence, weights=strong)[columns.sentence[token]] - (same & strong[cue])
    return np.where(others > 0, 3, 0) + np.where(whole, 2, inside > 0)[columns.sentence[token]]
