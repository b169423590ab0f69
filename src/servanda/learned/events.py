"""The event model: what the side marked as source does to the side marked as target, in one sentence.

A small sentence encoder (MiniLM, int8) trained on sentences of ours; the recipe is
`training/events` and what it wrote lies in `data/events`. It runs on onnxruntime.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy
from numpy.typing import NDArray

from servanda.model import Span

Ids = NDArray[numpy.int64]

HOME: Final = Path(__file__).parent / "data" / "events"
_BATCH: Final = 32
LIMIT: Final = 3.0
"""Belief runs from −LIMIT (certainly did not happen) to LIMIT (certainly happened)."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What the model tells apart: a PLOVER type (or NONE) with a mode, and its meaning in words."""

    name: str
    code: str
    mode: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with the spans of the acting side and of the side acted upon, where there is one."""

    text: str
    source: Span
    target: Span | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The probabilities of the leaves for one pair, likeliest first, and of the types."""

    leaves: tuple[tuple[Leaf, float], ...]
    codes: dict[str, float]

    @property
    def code(self) -> str:
        """The likeliest type, or NONE."""
        return max(self.codes, key=lambda code: self.codes[code])

    @property
    def mode(self) -> str | None:
        """The mode of the likeliest leaf of the likeliest type."""
        return next(leaf.mode for leaf, _ in self.leaves if leaf.code == self.code)


class Card(msgspec.Struct, frozen=True):
    """What the recipe says of the model it wrote."""

    name: str
    base: str
    sentences: int
    sentences_sha256: str
    seed: int
    epochs: int
    longest: int
    marks: tuple[str, str, str, str]


class EventModel:
    """The model in memory: about 60 MB. Made by `load_event_model`."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Load the model of a folder that `training.events` wrote. Raises FileNotFoundError where a part is missing."""
        runtime: Any = import_module("onnxruntime")
        tokenizers: Any = import_module("tokenizers")
        self.card = msgspec.json.decode((folder / "card.json").read_bytes(), type=Card)
        with (folder / "leaves.csv").open(encoding="utf-8", newline="") as file:
            self.leaves = tuple(
                Leaf(row["leaf"], row["code"], row["mode"] or None, row["meaning"])
                for row in csv.DictReader(file)
            )
        self._tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(self.card.longest)
        self._tokenizer.no_padding()
        options = runtime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = runtime.InferenceSession(
            str(folder / "model.onnx"), sess_options=options, providers=["CPUExecutionProvider"]
        )
        self.believes: bool = "belief" in [output.name for output in self._session.get_outputs()]

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        """Judge pairs; sentences of like length are run together."""
        judged: dict[int, Judgement] = {}
        for rows, ids, mask in _batch([self._encode(pair) for pair in pairs]):
            logits = self._session.run(["logits"], {"ids": ids, "mask": mask})[0]
            weights = numpy.exp(logits - logits.max(axis=1, keepdims=True))
            for row, chances in zip(rows, weights / weights.sum(axis=1, keepdims=True), strict=True):
                judged[row] = self._judgement([float(chance) for chance in chances])
        return [judged[at] for at in range(len(pairs))]

    def believe(self, sentences: Sequence[Sequence[str]]) -> list[list[float]]:
        """Return for every word of every sentence how far it is presented as done, −3 to 3; 0 for words cut off.

        Only where `believes`: a model may have been trained without this output.
        """
        coded = [self._tokenizer.encode(list(words), is_pretokenized=True) for words in sentences]
        believed: dict[int, list[float]] = {}
        for rows, ids, mask in _batch([code.ids for code in coded]):
            values = self._session.run(["belief"], {"ids": ids, "mask": mask})[0]
            for at, row in enumerate(rows):
                ends: dict[int, tuple[int, int]] = {}
                for piece, word in enumerate(coded[row].word_ids):
                    if word is not None:
                        ends[word] = (ends.get(word, (piece, piece))[0], piece)
                believed[row] = [
                    _clip(float(values[at][ends[n][0]] + values[at][ends[n][1]]) / 2) if n in ends else 0.0
                    for n in range(len(sentences[row]))
                ]
        return [believed[at] for at in range(len(sentences))]

    def _encode(self, pair: Pair) -> list[int]:
        ids: list[int] = self._tokenizer.encode(mark(pair, self.card.marks)).ids
        return ids

    def _judgement(self, chances: list[float]) -> Judgement:
        codes: dict[str, float] = {}
        for leaf, chance in zip(self.leaves, chances, strict=True):
            codes[leaf.code] = codes.get(leaf.code, 0.0) + chance
        ranked = sorted(zip(self.leaves, chances, strict=True), key=lambda pair: -pair[1])
        return Judgement(tuple(ranked), codes)


def _batch(pieces: Sequence[Sequence[int]]) -> Iterator[tuple[list[int], "Ids", "Ids"]]:
    """Yield rows with their word pieces and mask as arrays; sentences of like length go together."""
    order = sorted(range(len(pieces)), key=lambda at: len(pieces[at]))
    for start in range(0, len(order), _BATCH):
        rows = order[start : start + _BATCH]
        ids = numpy.zeros((len(rows), len(pieces[rows[-1]])), dtype=numpy.int64)
        mask = numpy.zeros_like(ids)
        for at, row in enumerate(rows):
            ids[at, : len(pieces[row])] = pieces[row]
            mask[at, : len(pieces[row])] = 1
        yield rows, ids, mask


def _clip(value: float) -> float:
    return max(-LIMIT, min(LIMIT, value))


def mark(pair: Pair, marks: Sequence[str]) -> str:
    """Return the sentence with the marks round both sides."""
    edges = sorted(_edges(pair, marks), key=lambda edge: edge[:2])
    parts, at = [], 0
    for place, _, word in edges:
        parts += [pair.text[at:place], f" {word} "]
        at = place
    return "".join([*parts, pair.text[at:]])


def _edges(pair: Pair, marks: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield place, order and mark; at one place a side is closed before the next is opened."""
    sides = ((pair.source, marks[:2]), (pair.target, marks[2:]))
    for span, (opening, closing) in ((span, words) for span, words in sides if span is not None):
        yield span[0], 1, opening
        yield span[1], 0, closing


@cache
def load_event_model() -> EventModel | None:
    """Return the model that comes with the package, or None where it was left out."""
    return EventModel(HOME) if (HOME / "model.onnx").exists() else None
