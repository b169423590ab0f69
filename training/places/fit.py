"""``python -m training.places.fit FILE…``: fits the weights of the choice among places on annotated articles.

Every second article is learned from, the others tell how well it went. Reasons that these articles cannot
show (a publisher's other texts) keep the weight that they have.
"""

import argparse
import random
from pathlib import Path

import msgspec
import numpy as np

from servanda.bench.toponyms import Article, load_articles
from servanda.codebook import load
from servanda.places.distance import measure
from servanda.places.gazetteer import Gazetteer, open_gazetteer
from servanda.places.groups import Group, Mention, group_mentions
from servanda.places.settle import settle
from servanda.places.weights import FILE, NAMES, Weights, load_weights

START = Path(__file__).parent / "start.json"
NEAR_KM = 161
FIXED = {"home_near", "home_area", "home_state"}
STEPS, RATE, PULL, ROUNDS = 400, 0.5, 0.004, 4

Case = tuple[list[Group], list["np.ndarray[tuple[int], np.dtype[np.bool_]]"]]


def main() -> None:
    """Fit, print and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.places.fit", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=FILE)
    parser.add_argument("--start", type=Path, default=START)
    parser.add_argument("--pull", type=float, default=PULL, help="how strongly the start holds")
    parser.add_argument("--all", action="store_true", help="learn from all articles")
    options = parser.parse_args()
    book = load()
    words = tuple(
        (e.words, e.country) for e in book.lists.entries if e.kind in ("adjective", "demonym") and e.country
    )
    gazetteer = open_gazetteer(book.home / "places", words)
    articles = [load_articles(path) for path in options.files]
    learned = [prepare(a, gazetteer) for group in articles for a in (group if options.all else group[::2])]
    kept = [prepare(a, gazetteer) for group in articles for a in group[1::2]]
    weights = start = load_weights(options.start)
    show("before", learned, kept, gazetteer, weights)
    for _ in range(ROUNDS):
        weights = fit(learned, gazetteer, weights, start, options.pull)
        show("after", learned, kept, gazetteer, weights)
    options.out.write_text(msgspec.json.format(msgspec.json.encode(weights)).decode() + "\n")


def prepare(article: Article, gazetteer: Gazetteer) -> Case:
    """Return the names of an article, and for each which places are right."""
    gold = [t for t in article.toponyms if t.point is not None]
    groups = group_mentions(article.text, [Mention(t.name, t.start, t.end) for t in gold], gazetteer)
    right = []
    for group in groups:
        points = [gold[i].point for i in group.mentions]
        lat, lon = np.median([p[0] for p in points if p]), np.median([p[1] for p in points if p])
        right.append(measure(gazetteer.lat[group.numbers], gazetteer.lon[group.numbers], lat, lon) <= NEAR_KM)
    return groups, right


def fit(cases: list[Case], gazetteer: Gazetteer, weights: Weights, start: Weights, pull: float) -> Weights:
    """Return weights that raise the belief in the right places, held near those of the start."""
    random.Random(1).shuffle(cases)
    rows = []
    for groups, right in cases:
        settle(groups, gazetteer, weights)
        rows += [(g.features, r) for g, r in zip(groups, right, strict=True) if r.any() and not r.all()]
    prior = np.array([getattr(start, name) for name in NAMES])
    vector = np.array([getattr(weights, name) for name in NAMES])
    free = np.array([name not in FIXED for name in NAMES])
    for _ in range(STEPS):
        slope = np.zeros(len(NAMES))
        for features, right in rows:
            raised = np.exp(features @ vector - (features @ vector).max())
            shares = raised / raised.sum()
            inside = shares * right / max(float((shares * right).sum()), 1e-9)
            slope += features.T @ (inside - shares)
        vector = vector + free * RATE * (slope / len(rows) - pull * (vector - prior))
    return msgspec.structs.replace(
        weights, **{n: round(float(v), 2) for n, v in zip(NAMES, vector, strict=True)}
    )


def show(when: str, learned: list[Case], kept: list[Case], gazetteer: Gazetteer, weights: Weights) -> None:
    """Print the share of mentions put right, of those whose right place is listed."""
    figures = []
    for cases in (learned, kept):
        good = total = 0
        for groups, right in cases:
            settle(groups, gazetteer, weights)
            for group, rows in zip(groups, right, strict=True):
                if rows.any():
                    total += len(group.mentions)
                    good += len(group.mentions) * bool(rows[group.best])
        figures.append(f"{100 * good / total:.1f} of {total}")
    print(f"{when}: learned {figures[0]}, kept {figures[1]}")


if __name__ == "__main__":
    main()
