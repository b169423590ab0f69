"""The suite ``plv``: sentences with a marked pair of actors in, PLOVER root and quad out."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from servanda.bench.suites import Keep, SuiteError
from servanda.learned.events import Judgement, Pair, load_event_model

QUADS: Final = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2, "REQUEST": 3, "ACCUSE": 3, "REJECT": 3,
    "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
"""The roots of the suite and their quads: verbal and material cooperation, verbal and material conflict."""
_MERGED: Final = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_MARK: Final = re.compile(r"</?[st]>")


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence with its marked pair, and the gold where there is any."""

    pair: Pair
    root: str | None
    quad: int | None


def load_rows(path: Path) -> list[Row]:
    """Read the TSV: ``marked_sentence`` and, where there is gold, ``root`` and ``quad``."""
    return [
        Row(
            read_marks(row["marked_sentence"]), row.get("root") or None, int(quad) if quad.isdigit() else None
        )
        for row in _read(path)
        for quad in ((row.get("quad") or "").strip(),)
    ]


def load_marked(path: Path) -> list[tuple[str, str]]:
    """Return every sentence with its marks in it, and its root, empty where there is no gold."""
    return [(row["marked_sentence"], row.get("root") or "") for row in _read(path)]


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if "marked_sentence" not in (reader.fieldnames or ()):
            raise SuiteError(
                f"{path}: no column 'marked_sentence'; the first line must name the columns, tab-separated"
            )
        return [row | {"marked_sentence": (row["marked_sentence"] or "").strip('"')} for row in reader]


def read_marks(marked: str) -> Pair:
    """Return the sentence without marks and the spans of its sides: the first of each mark counts."""
    parts: list[str] = []
    at, length = 0, 0
    places: dict[str, int] = {}
    for mark in _MARK.finditer(marked):
        parts.append(marked[at : mark.start()])
        length += mark.start() - at
        places.setdefault(mark.group(), length)
        at = mark.end()
    text = "".join([*parts, marked[at:]])
    source = (places.get("<s>", 0), places.get("</s>", len(text)))
    target = (places["<t>"], places.get("</t>", len(text))) if "<t>" in places else None
    return Pair(text, source, target)


def choose_root(judgement: Judgement) -> str:
    """Return the likeliest of the suite's roots: its sentences all tell an event, so NONE is no answer."""
    chances = dict.fromkeys(QUADS, 0.0)
    for code, chance in judgement.codes.items():
        root = _MERGED.get(code, code)
        if root in chances:
            chances[root] += chance
    return max(chances, key=lambda root: chances[root])


def score(path: Path, keep: Keep) -> dict[str, Any]:
    """Predict root and quad of every row; macro F1 over the roots and the quads where there is gold."""
    model = load_event_model()
    if model is None:
        raise SuiteError("the event model is not installed; train it with: python -m training.events")
    rows = load_rows(path)
    roots = [choose_root(judgement) for judgement in model.judge([row.pair for row in rows])]
    for at, root in enumerate(roots):
        keep({"i": at, "root": root, "quad": QUADS[root]})
    scores: dict[str, Any] = {"sentences": len(rows)}
    gold = [(row.root, root) for row, root in zip(rows, roots, strict=True) if row.root is not None]
    if gold:
        quads = [
            (str(row.quad or QUADS.get(row.root or "")), str(QUADS[root]))
            for row, root in zip(rows, roots, strict=True)
            if row.root
        ]
        scores["root"] = {"macro_f1": _macro(gold), "accuracy": _accuracy(gold)}
        scores["quad"] = {"macro_f1": _macro(quads), "accuracy": _accuracy(quads)}
        for name in sorted({wanted for wanted, _ in gold}):
            scores[name] = {
                "f1": round(100 * _f1(gold, name), 1),
                "rows": sum(wanted == name for wanted, _ in gold),
            }
    return scores


def _macro(pairs: Sequence[tuple[str, str]]) -> float:
    names = {wanted for wanted, _ in pairs}
    return round(100 * sum(_f1(pairs, name) for name in names) / len(names), 1)


def _f1(pairs: Sequence[tuple[str, str]], name: str) -> float:
    both = sum(wanted == found == name for wanted, found in pairs)
    either = sum(wanted == name for wanted, _ in pairs) + sum(found == name for _, found in pairs)
    return 2 * both / either if either else 0.0


def _accuracy(pairs: Sequence[tuple[str, str]]) -> float:
    return round(100 * sum(wanted == found for wanted, found in pairs) / len(pairs), 1)
