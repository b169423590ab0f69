"""The tokens of a document as columns of numbers: the parse, the sentences, the quotations."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from servanda.text.layout import find_quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Reals = NDArray[np.float32]

MOST_DEPTH: Final = 24
"""Levels of a parse tree that are told apart; what hangs deeper counts as hanging there."""
_ATTRIBUTES: Final = (
    "HEAD",
    "DEP",
    "POS",
    "TAG",
    "ENT_TYPE",
    "LEMMA",
    "LOWER",
    "SENT_START",
    "IDX",
    "LENGTH",
    "IS_UPPER",
    "IS_TITLE",
)


@dataclass(slots=True)
class Columns:
    """One row a token, all paragraphs of a document in one: heads are row numbers.

    sentence, paragraph, quotation: numbers that count through the document; a
    quotation is -1 outside. chain: the rows from the root down to the token, by depth.
    """

    starts: Ints
    ends: Ints
    head: Ints
    dep: Ints
    pos: Ints
    tag: Ints
    entity: Ints
    lemma: Ints
    lower: Ints
    upper: Ints
    title: Ints
    sentence: Ints
    paragraph: Ints
    quotation: Ints
    depth: Ints
    chain: Ints
    quotations: Ints
    """First and last row + 1 of each quotation."""
    tensor: Reals

    def __len__(self) -> int:
        return len(self.head)


def build_columns(text: str, parts: "Sequence[tuple[int, Doc]]") -> Columns:
    """Return the columns of the paragraphs of a text, each given with its offset in it."""
    arrays = [doc.to_array(list(_ATTRIBUTES)).astype(np.int64) for _, doc in parts]
    sizes = np.array([len(array) for array in arrays], dtype=np.int64)
    firsts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    table = np.concatenate(arrays) if arrays else np.zeros((0, len(_ATTRIBUTES)), dtype=np.int64)
    head, dep, pos, tag, entity, lemma, lower, opens, index, length, upper, title = table.T.copy()
    paragraph = np.repeat(np.arange(len(parts), dtype=np.int64), sizes)
    starts = index + np.repeat(np.array([offset for offset, _ in parts], dtype=np.int64), sizes)
    head += np.arange(len(head))
    new = opens == 1
    new[firsts[sizes > 0]] = True
    depth, chain = _hang(head)
    ends = starts + length
    quotation, quotations = _quote(text, parts, starts, ends[np.cumsum(sizes) - 1])
    tensor = (
        np.concatenate([doc.tensor.reshape(len(doc), -1) for _, doc in parts if len(doc)])
        if len(head)
        else np.zeros((0, 0))
    )
    return Columns(
        starts, ends, head, dep, pos, tag, entity, lemma, lower, upper, title, np.cumsum(new) - 1, paragraph,
        quotation, depth, chain, quotations, np.asarray(tensor, dtype=np.float32),
    )  # fmt: skip


def _hang(head: Ints) -> tuple[Ints, Ints]:
    """Return how deep each token hangs, and its ancestors from the root down (itself last, then repeated)."""
    rows = np.arange(len(head))
    up = [rows]
    for _ in range(MOST_DEPTH - 1):
        above = head[up[-1]]
        if np.array_equal(above, up[-1]):
            break
        up.append(above)
    ladder = np.stack(up, axis=1) if len(head) else np.zeros((0, 1), dtype=np.int64)
    depth = (ladder[:, 1:] != ladder[:, :-1]).sum(axis=1)
    levels = np.maximum(depth[:, None] - np.arange(ladder.shape[1])[None, :], 0)
    return depth, np.take_along_axis(ladder, levels, axis=1)


def _quote(text: str, parts: "Sequence[tuple[int, Doc]]", starts: Ints, closes: Ints) -> tuple[Ints, Ints]:
    """Return the quotation of each token, and the rows of each quotation with its marks.

    closes: where each paragraph ends. Two single marks count as a double one.
    """
    marked = text.replace("''", '" ').replace("``", '" ')
    numbers = np.full(len(starts), -1, dtype=np.int64)
    rows: list[tuple[int, int]] = []
    left_open = False
    for number, (offset, _) in enumerate(parts):
        spans, left_open = find_quotations(marked, offset, int(closes[number]), left_open)
        for start, end in spans:
            first = int(np.searchsorted(starts, start - 1))
            last = int(np.searchsorted(starts, end + 1))
            if first < last:
                numbers[first:last] = len(rows)
                rows.append((first, last))
    return numbers, np.array(rows, dtype=np.int64).reshape(-1, 2)
