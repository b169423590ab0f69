"""The training sentences and what they are labelled with."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
MARKS = {"<s>": "[unused0]", "</s>": "[unused1]", "<t>": "[unused2]", "</t>": "[unused3]"}
"""The marks of the acting side and the side acted upon, and the words of the vocabulary that stand for them."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its marks in the text, and its leaf."""

    text: str
    leaf: str


def load_leaves() -> list[dict[str, str]]:
    """Return the leaves: leaf, code (PLOVER type or NONE), mode, meaning."""
    with (HERE / "leaves.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_sentences(folder: Path = HERE) -> list[Sentence]:
    """Return the sentences of every batch, in order of file and line.

    Raises ValueError for a line without a known leaf or without exactly one of each mark.
    """
    known = {row["leaf"] for row in load_leaves()}
    sentences = []
    for path in sorted(folder.glob("batch-*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            leaf, _, text = line.partition("\t")
            if leaf not in known:
                raise ValueError(f"{path.name}:{number}: '{leaf}' is not a leaf of leaves.csv")
            if any(text.count(mark) != 1 for mark in MARKS):
                raise ValueError(f"{path.name}:{number}: each of {', '.join(MARKS)} must stand once")
            sentences.append(Sentence(text, leaf))
    return sentences


def write_marks(text: str) -> str:
    """Return the text with each mark as the word of the vocabulary that stands for it."""
    return re.sub(r"</?[st]>", lambda mark: f" {MARKS[mark.group()]} ", text)
