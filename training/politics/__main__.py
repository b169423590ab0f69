"""Train the politics model: `python -m training.politics [--out FOLDER] [--check]`. Under a minute; needs scikit-learn.

Political: the event sentences of `training/events` with an event, what the example reports say, and the examples of the codebook's cues. Not political: `other-*.tsv` here (kind, sentence), and the
figurative ones of `training/events`. Pieces of four to nine words are cut from each, so that short sentences are weighed with the doubt they deserve. `--check` prints, over five folds, what share of either a threshold would lose.
"""

import argparse
import csv
import random
import re
from collections.abc import Sequence
from pathlib import Path

import numpy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from servanda.codebook import load as load_codebook
from servanda.learned.politics import HOME, WIDTH, columns

HERE = Path(__file__).parent
EVENTS = HERE.parent / "events"
EXAMPLES = HERE.parent.parent / "examples"
_MARK = re.compile(r"</?[st]>")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
_SHORT = 40
"""Characters below which a line of a report is a heading."""
PIECES = 3
"""Pieces cut from each sentence."""


def main() -> None:
    """Train on all sentences and write the weights, or print the folds."""
    arguments = argparse.ArgumentParser(prog="python -m training.politics", description=__doc__)
    arguments.add_argument("--out", type=Path, default=HOME)
    arguments.add_argument("--check", action="store_true")
    chosen = arguments.parse_args()
    texts, labels = load()
    print(f"{sum(labels)} political sentences, {len(labels) - sum(labels)} others")
    if chosen.check:
        _check(texts, labels)
        return
    model = _fit(texts, labels)
    chosen.out.mkdir(parents=True, exist_ok=True)
    numpy.savez_compressed(
        chosen.out / "weights.npz",
        weights=model.coef_[0].astype(numpy.float16),
        bias=model.intercept_.astype(numpy.float32),
    )
    print(f"written: {chosen.out / 'weights.npz'}")


def load() -> tuple[list[str], list[int]]:
    """Return sentences and whether each is political."""
    texts: list[str] = []
    labels: list[int] = []
    for path in sorted(EVENTS.glob("batch-*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            leaf, _, text = line.partition("\t")
            if leaf.startswith("none-") and leaf != "none-figurative":
                continue
            texts.append(_MARK.sub("", text))
            labels.append(int(leaf != "none-figurative"))
    for path in sorted(EXAMPLES.rglob("*.txt")):
        told = [one for one in _SENTENCE.split(path.read_text(encoding="utf-8")) if len(one) > _SHORT]
        texts += told
        labels += [1] * len(told)
    codebook = load_codebook()
    told = [cue.example for code in codebook.codes.values() for cue in code.cues if cue.example]
    texts += told
    labels += [1] * len(told)
    for path in sorted(HERE.glob("other-*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                texts.append(row[1])
                labels.append(0)
    return texts, labels


def _matrix(texts: list[str]) -> csr_matrix:
    found = [columns(text) for text in texts]
    lengths = numpy.array([len(row) for row in found])
    values = numpy.repeat(1 / numpy.sqrt(numpy.maximum(lengths, 1)), lengths)
    return csr_matrix(
        (values, numpy.concatenate(found), numpy.concatenate([[0], numpy.cumsum(lengths)])),
        shape=(len(texts), WIDTH),
    )


def _fit(texts: Sequence[str], labels: Sequence[int]) -> LogisticRegression:
    """Fit on whole sentences and on pieces of them."""
    rng = random.Random(1)
    rows, wanted = list(texts), list(labels)
    for _ in range(PIECES):
        rows += [_cut(text, rng) for text in texts]
        wanted += labels
    return LogisticRegression(C=3, class_weight="balanced", max_iter=500).fit(_matrix(rows), wanted)


def _cut(text: str, rng: random.Random) -> str:
    words = text.split()
    length = rng.randint(4, 9)
    start = rng.randrange(max(1, len(words) - length + 1))
    return " ".join(words[start : start + length])


def _check(texts: list[str], labels: list[int]) -> None:
    wanted, odds = numpy.array(labels), numpy.zeros(len(labels))
    for kept, held in StratifiedKFold(5, shuffle=True, random_state=1).split(texts, wanted):
        model = _fit([texts[i] for i in kept], [labels[i] for i in kept])
        odds[held] = model.decision_function(_matrix([texts[i] for i in held]))
    for least in (-1.5, -1.0, -0.75, -0.5, -0.25, 0.0, 0.5):
        lost, out = (odds[wanted == 1] < least).mean(), (odds[wanted == 0] < least).mean()
        print(f"below {least:+.2f}: {100 * lost:.1f} % of the political, {100 * out:.1f} % of the others")


if __name__ == "__main__":
    main()
