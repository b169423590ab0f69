"""Calibrate the factuality score: `python -m training.force TRAIN.jsonl [--check OTHER.jsonl]`.

Needs scikit-learn (training/requirements.txt). Sentences with targets and labels from −3 to 3, as the suite `force`
reads them. First five folds of neighbouring sentences say how well it does on text it has not seen; then it is fitted
on all and written. The same seed and sentences give the same model. About two minutes on one core.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.feature_extraction import DictVectorizer
from sklearn.model_selection import GroupKFold

from servanda.bench.force import load_rows, parse_rows
from servanda.codebook import load
from servanda.read.factuality.classes import words_of
from servanda.read.factuality.features import features_of
from servanda.read.factuality.operators import chain_of
from servanda.read.factuality.score import HOME, load_model

SEED = 7
RAREST = 15
"""A feature that fewer targets have is left out."""
BLOCK = 20
"""Neighbouring sentences that stay in one fold: they come from one report."""


def main() -> None:
    """Say how well the recipe does on unseen folds, then fit on all and write the model."""
    arguments = argparse.ArgumentParser(prog="python -m training.force", description=__doc__)
    arguments.add_argument("train", type=Path)
    arguments.add_argument("--check", type=Path, help="further sentences, only to say how well it does")
    arguments.add_argument("--out", type=Path, default=HOME)
    arguments.add_argument("--trees", type=int, default=100)
    arguments.add_argument("--leaves", type=int, default=16)
    arguments.add_argument("--rate", type=float, default=0.25)
    chosen = arguments.parse_args()
    features, labels, blocks = gather(chosen.train)
    vectorizer = DictVectorizer(sparse=False, dtype=np.float32)
    rows = vectorizer.fit_transform(features)
    kept = np.flatnonzero((rows != 0).sum(0) >= RAREST)
    names, rows = [vectorizer.feature_names_[n] for n in kept], rows[:, kept]
    found = np.zeros(len(labels))
    for fitted, held in GroupKFold(5).split(rows, labels, blocks):
        net = make(chosen).fit(rows[fitted], labels[fitted])
        found[held] = net.predict(rows[held]).clip(-3, 3)
    folds = say("five folds", found, labels)
    model = write(make(chosen).fit(rows, labels), names, chosen, folds)
    chosen.out.write_text(json.dumps(model, separators=(",", ":")) + "\n", encoding="utf-8")
    if chosen.check:
        scorer = load_model(chosen.out)
        others, answers, _ = gather(chosen.check)
        say(chosen.check.name, np.array([scorer.score(f) for f in others]), answers)


def gather(path: Path) -> tuple[list[dict[str, float]], np.ndarray, np.ndarray]:
    """Return the features, labels and blocks of all targets of a file."""
    words = words_of(load())
    rows = load_rows(path)
    features, labels, blocks = [], [], []
    for number, (row, (mended, doc)) in enumerate(zip(rows, parse_rows(rows), strict=True)):
        for target in row.targets:
            start, end = mended.at[target.span1[0]], mended.at[target.span1[1] - 1] + 1
            features.append(features_of(chain_of(doc[start:end].root, words), words))
            labels.append(target.label)
            blocks.append(number // BLOCK)
    return features, np.array(labels), np.array(blocks)


def make(chosen: argparse.Namespace) -> GradientBoostingRegressor:
    """Return the regressor of the recipe, not yet fitted."""
    return GradientBoostingRegressor(
        loss="absolute_error",
        n_estimators=chosen.trees,
        max_leaf_nodes=chosen.leaves,
        max_depth=None,
        learning_rate=chosen.rate,
        max_features=0.4,
        subsample=0.8,
        min_samples_leaf=20,
        random_state=SEED,
    )


def write(net: GradientBoostingRegressor, names: list[str], chosen: argparse.Namespace, folds: dict) -> dict:
    """Return a fitted regressor as `servanda.read.factuality.score` reads it: only the features it uses."""
    used = sorted({int(f) for (tree,) in net.estimators_ for f in tree.tree_.feature if f >= 0})
    places = {feature: place for place, feature in enumerate(used)}
    trees = []
    for (tree,) in net.estimators_:
        t = tree.tree_
        leaf = t.feature < 0
        trees.append(
            {
                "feature": [places[int(f)] if f >= 0 else -1 for f in t.feature],
                "threshold": [0 if e else round(float(v), 4) for v, e in zip(t.threshold, leaf, strict=True)],
                "low": [0 if e else int(v) for v, e in zip(t.children_left, leaf, strict=True)],
                "high": [0 if e else int(v) for v, e in zip(t.children_right, leaf, strict=True)],
                "value": [
                    round(chosen.rate * float(v), 4) if e else 0
                    for v, e in zip(t.value[:, 0, 0], leaf, strict=True)
                ],
            }
        )
    recipe = {
        "sha256": hashlib.sha256(chosen.train.read_bytes()).hexdigest(),
        "seed": SEED,
        "trees": chosen.trees,
        "leaves": chosen.leaves,
        "rate": chosen.rate,
        **folds,
    }
    start = float(np.ravel(net.init_.constant_)[0])
    return {"recipe": recipe, "features": [names[n] for n in used], "start": start, "trees": trees}


def say(what: str, found: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    """Print and return mean absolute error and Pearson's r."""
    figures = {
        "mae": round(float(np.abs(found - labels).mean()), 4),
        "r": round(float(np.corrcoef(found, labels)[0, 1]), 4),
    }
    print(f"{what}: MAE {figures['mae']:.3f}, r {figures['r']:.3f} ({len(labels)} targets)")
    return figures


if __name__ == "__main__":
    main()
