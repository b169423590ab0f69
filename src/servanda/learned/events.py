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

from servanda.model import Span

HOME: Final = Path(__file__).parent / "data" / "events"
_BATCH: Final = 32


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

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        """Judge pairs; sentences of like length are run together."""
        import numpy

        pieces = [self._encode(pair) for pair in pairs]
        order = sorted(range(len(pairs)), key=lambda at: len(pieces[at]))
        judged: dict[int, Judgement] = {}
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            ids = numpy.zeros((len(rows), len(pieces[rows[-1]])), dtype=numpy.int64)
            mask = numpy.zeros_like(ids)
            for at, row in enumerate(rows):
                ids[at, : len(pieces[row])] = pieces[row]
                mask[at, : len(pieces[row])] = 1
            logits = self._session.run(["logits"], {"ids": ids, "mask": mask})[0]
            weights = numpy.exp(logits - logits.max(axis=1, keepdims=True))
            for row, chances in zip(rows, weights / weights.sum(axis=1, keepdims=True), strict=True):
                judged[row] = self._judgement([float(chance) for chance in chances])
        return [judged[at] for at in range(len(pairs))]

    def _encode(self, pair: Pair) -> list[int]:
        ids: list[int] = self._tokenizer.encode(mark(pair, self.card.marks)).ids
        return ids

    def _judgement(self, chances: list[float]) -> Judgement:
        codes: dict[str, float] = {}
        for leaf, chance in zip(self.leaves, chances, strict=True):
            codes[leaf.code] = codes.get(leaf.code, 0.0) + chance
        ranked = sorted(zip(self.leaves, chances, strict=True), key=lambda pair: -pair[1])
        return Judgement(tuple(ranked), codes)


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
