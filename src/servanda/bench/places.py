"""The suite ``places``: articles with toponyms in, points and places found unaided out."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any, Final

from servanda.bench.suites import Keep
from servanda.bench.toponyms import Article, Toponym, load_articles
from servanda.codebook import load
from servanda.places import Choice, Gazetteer, Mention, choose, load_weights, spot
from servanda.places.distance import measure
from servanda.read.whereabouts import learn_home, load_cues, open_places
from servanda.text.tokens import load_parser

NEAR_KM: Final = 161
_ROUNDS: Final = 2
"""How often the articles of a publisher are read with what its other articles name."""


def score(path: Path, keep: Keep) -> dict[str, Any]:
    """Score articles: share within 161 km, median error, and what is found without being given the spans."""
    articles = load_articles(path)
    book = load()
    gazetteer, cues = open_places(book), load_cues(book.home)
    choices = resolve(articles, gazetteer)
    parser = load_parser()
    errors: list[tuple[Toponym, float | None]] = []
    found = right = gold = 0
    docs = parser.pipe((a.text.replace("\n", " ") for a in articles), batch_size=16)
    for article, chosen, doc in zip(articles, choices, docs, strict=True):
        for toponym, choice in zip(article.toponyms, chosen, strict=True):
            keep(_write(article, toponym.span, choice, gazetteer))
            if toponym.point is not None:
                errors.append((toponym, _err(toponym.point, choice, gazetteer)))
        mentions = spot(doc, gazetteer, cues)
        located = choose(article.text, mentions, gazetteer, load_weights())
        for mention, choice in zip(mentions, located, strict=True):
            span = (mention.start + article.shift, mention.end + article.shift)
            keep({**_write(article, span, choice, gazetteer), "unaided": True})
        spans = {(t.start, t.end) for t in article.toponyms if t.point is not None}
        gold += len(spans)
        found += len(mentions)
        right += len(spans & {(m.start, m.end) for m in mentions})
    figures: dict[str, Any] = {
        "articles": len(articles),
        "toponyms": sum(len(a.toponyms) for a in articles),
        "with point": len(errors),
        "found unaided": found,
    }
    if errors:
        figures |= _tally(errors)
        figures["unaided"] = _f1(right, found, gold)
    return figures


def resolve(articles: Sequence[Article], gazetteer: Gazetteer) -> list[list[Choice | None]]:
    """Return the choices for every article's toponyms; articles of one publisher help each other."""
    weights = load_weights()
    names = [[Mention(t.name, t.start, t.end) for t in a.toponyms] for a in articles]
    choices = [choose(a.text, m, gazetteer, weights) for a, m in zip(articles, names, strict=True)]
    by_publisher: dict[str, list[int]] = {}
    for index, article in enumerate(articles):
        if article.publisher:
            by_publisher.setdefault(article.publisher, []).append(index)
    for _ in range(_ROUNDS):
        for group in by_publisher.values():
            if len(group) < 3:
                continue
            home = learn_home([choices[i] for i in group], gazetteer)
            for place, i in enumerate(group):
                choices[i] = choose(articles[i].text, names[i], gazetteer, weights, home=home, apart=place)
    return choices


def _write(
    article: Article, span: tuple[int, int], choice: Choice | None, gazetteer: Gazetteer
) -> dict[str, Any]:
    line: dict[str, Any] = {"doc": article.name, "span": span, "lat": None, "lon": None, "country": None}
    if choice is not None:
        place = gazetteer.place(choice.number)
        line |= {"lat": place.lat, "lon": place.lon, "country": place.country, "id": place.id}
        line |= {"precision": place.precision}
    return line


def _err(point: tuple[float, float], choice: Choice | None, gazetteer: Gazetteer) -> float | None:
    if choice is None:
        return None
    return float(measure(*point, gazetteer.lat[choice.number], gazetteer.lon[choice.number]))


def _tally(errors: Sequence[tuple[Toponym, float | None]]) -> dict[str, Any]:
    """Return the shares within 161 km, of all and of those given a place, and the median error in km."""
    placed = [km for _, km in errors if km is not None]
    figures: dict[str, Any] = {
        "within 161 km": _share(placed, len(errors)),
        "within 161 km of those placed": _share(placed, len(placed)),
        "median km": round(median(placed), 1) if placed else None,
    }
    populated = [km for toponym, km in errors if toponym.populated]
    if populated:
        figures["within 161 km, populated places"] = _share(
            [km for km in populated if km is not None], len(populated)
        )
    return figures


def _share(kms: Sequence[float], total: int) -> float:
    return round(100 * sum(km <= NEAR_KM for km in kms) / total, 1) if total else 0.0


def _f1(right: int, found: int, gold: int) -> dict[str, float]:
    precision, recall = right / found if found else 0.0, right / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {
        "precision": round(100 * precision, 1),
        "recall": round(100 * recall, 1),
        "f1": round(100 * f1, 1),
    }
