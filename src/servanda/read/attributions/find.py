"""Find the attributions of a parsed text: cues first, then what belongs to each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from servanda.codebook.files import CodebookError
from servanda.model import Span
from servanda.read.attributions.attribution import Attribution
from servanda.read.attributions.columns import Columns, Flags, Ints, Reals, build_columns
from servanda.read.attributions.features import (
    Codes,
    build_codes,
    build_features,
    build_marks,
    find_candidates,
)
from servanda.read.attributions.forms import find_forms, join_forms
from servanda.read.attributions.lexicon import load_lexicon
from servanda.read.attributions.network import load_network
from servanda.read.attributions.pairs import Pairs, build_pairs

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

CUE_FLOOR: Final = 0.25
"""Below this a token is not looked at as a cue."""
CUE_LIKELY: Final = 0.4
"""From here a cue stands by itself."""
TOKEN_LIKELY: Final = 0.37
"""From here a token is source, cue or content, all cues that may claim it taken together."""
OWN_LIKELY: Final = 0.5
"""From here a token belongs to a cue, if that is one."""


@dataclass(slots=True)
class Weighed:
    """What the network makes of a text: how likely each token heads a cue, and each pair's three roles."""

    text: str
    columns: Columns
    cues: Reals
    pairs: Pairs
    roles: Reals


def find_attributions(
    text: str, parts: "Sequence[tuple[int, Doc]]", strings: "StringStore"
) -> list[Attribution]:
    """Return the attributions of a text in the order of their cues.

    parts: its paragraphs, parsed, each with its offset in the text. strings: the
    parser's string store (``parser.vocab.strings``).
    """
    filled = [(offset, doc) for offset, doc in parts if len(doc)]
    if not filled:
        return []
    return assemble(weigh(text, filled, strings))


def weigh(text: str, parts: "Sequence[tuple[int, Doc]]", strings: "StringStore") -> Weighed:
    """Return what the network makes of the tokens of a text."""
    codes = _codes(strings)
    columns = build_columns(text, parts)
    features = build_features(columns, codes)
    marks = build_marks(columns, features, codes, load_lexicon())
    network = load_network()
    if codes.width != len(network.weights["in.features"]):
        raise CodebookError(
            "attributions.yaml: its classes are not those that the network was trained with; "
            "train it anew with training/attribution/train.py"
        )
    states = network.weigh_tokens(columns, features)
    likely = network.weigh_cues(states) * find_candidates(columns, codes)
    rows = np.nonzero(likely > CUE_FLOOR)[0].astype(np.int64)
    pairs = build_pairs(columns, marks.deps, marks.pauses, marks.strong, rows)
    return Weighed(text, columns, likely, pairs, network.weigh_pairs(states, pairs))


_CODES: list[Codes] = []


def _codes(strings: "StringStore") -> Codes:
    """Return the tables for a string store, built once: a string has the same number in every store."""
    if not _CODES:
        _CODES.append(build_codes(strings, load_lexicon()))
    return _CODES[0]


def assemble(weighed: Weighed) -> list[Attribution]:
    """Return the attributions of the forms that need no verb, and those that the weights come to.

    A token counts if its cues together make it likely.
    """
    forms = find_forms(weighed.text, weighed.columns)
    return join_forms(forms, _gather(weighed) if len(weighed.pairs.cue) else [])


def _gather(weighed: Weighed) -> list[Attribution]:
    """Return what the network finds."""
    pairs, columns = weighed.pairs, weighed.columns
    joint = weighed.roles * weighed.cues[pairs.cue][:, None]
    missing = np.zeros((len(columns), 3))
    np.add.at(missing, pairs.token, np.log1p(-np.minimum(joint, 0.999)))
    taken = (1 - np.exp(missing) > TOKEN_LIKELY)[pairs.token]
    own = taken & (weighed.roles > OWN_LIKELY)
    kept = weighed.cues[pairs.cue] >= CUE_LIKELY
    own &= kept[:, None]
    _adopt(own, taken, joint, pairs.token, len(columns))
    found: list[Attribution] = []
    cues, firsts = np.unique(pairs.cue, return_index=True)
    for cue, first, last in zip(cues, firsts, [*firsts[1:], len(pairs.cue)], strict=True):
        tokens, marked = pairs.token[first:last], own[first:last]
        if not marked[:, 2].any():
            continue
        marked[:, 1] |= tokens == cue
        source, words, content = (
            _trim(weighed.text, _join(columns, tokens[marked[:, role]])) for role in range(3)
        )
        if not words or not content:
            continue
        found.append(Attribution(source, words, content))
    return found


def _adopt(own: Flags, taken: Flags, joint: Reals, token: Ints, size: int) -> None:
    """Give each token that is taken but belongs to no cue to the cue that claims it most."""
    for role in range(3):
        held = np.zeros(size, dtype=bool)
        held[token[own[:, role]]] = True
        orphan = taken[:, role] & ~held[token]
        best = np.zeros(size, dtype=np.float32)
        np.maximum.at(best, token[orphan], joint[orphan, role])
        own[:, role] |= orphan & (joint[:, role] >= best[token])


def _trim(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return spans without the blanks at their ends and the commas that lead them in; empty ones are dropped."""
    kept = []
    for start, end in spans:
        while start < end and (text[start].isspace() or text[start] in ",;"):
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            kept.append((start, end))
    return tuple(kept)


def _join(columns: Columns, rows: Ints) -> tuple[Span, ...]:
    """Return rows as spans of the text: neighbours joined."""
    spans: list[tuple[int, int]] = []
    last, paragraph = -2, -1
    for row, start, end, number in zip(
        rows.tolist(),
        columns.starts[rows].tolist(),
        columns.ends[rows].tolist(),
        columns.paragraph[rows].tolist(),
        strict=True,
    ):
        if row == last + 1 and number == paragraph:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        last, paragraph = row, number
    return tuple(spans)
