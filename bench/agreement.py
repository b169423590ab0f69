"""Annotators' commitments of an agreement's points: into answers for `score agreement`, and how far two agree.

python -m bench.agreement convert TEXT POINTS ANNOTATED > NAME.gold.jsonl
python -m bench.agreement agree TEXT POINTS ONE OTHER
"""

import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from servanda.bench.accords import Anchors, GoldCommitment, GoldDeadline, GoldPoint, Names
from servanda.bench.agreement import Commitment, Comparison, Sums, load_text
from servanda.codebook import load

LEAD_IN = 4_000
"""So far before a point the words of a deadline may stand, in its headings and lead-ins."""


def find_words(text: str, quote: str, start: int, end: int, *, last: bool = False) -> tuple[int, int] | None:
    """Return where words stand between two places, whatever the blanks; the last time where asked."""
    words = [re.escape(word) for word in quote.split()]
    if not words:
        return None
    found = [match.span() for match in re.compile(r"\s*".join(words)).finditer(text, start, end)]
    return (found[-1] if last else found[0]) if found else None


def convert(text: str, digest: str, points: dict[str, Any], row: dict[str, Any]) -> GoldPoint:
    """Turn one annotated point into answers; raises ValueError where a quote does not stand in the point."""
    point = points[row["point"]]
    own = tuple(tuple(span) for span in point["own"])
    start, end = min(s for s, _ in own), max(e for _, e in own)
    commitments = []
    for one in row["commitments"]:
        span = find_words(text, one["quote"], start, end)
        if span is None:
            raise ValueError(f"{row['point']}: {one['quote']!r} does not stand in the point's own words")
        commitments.append(
            {
                "span": span,
                "obligors": one["obligors"],
                "act": one["act"],
                "kind": one["kind"],
                "deadline": _convert_deadline(text, one["deadline"], start, end),
            }
        )
    told = {"point": row["point"], "own": own, "digest": digest, "commitments": commitments}
    return msgspec.convert(told, GoldPoint)


def _convert_deadline(
    text: str, deadline: dict[str, Any] | None, start: int, end: int
) -> dict[str, Any] | None:
    """Find the words of a deadline in the point, else in what stands before it."""
    if not deadline:
        return None
    words = deadline.get("text") or ""
    span = find_words(text, words, start, end) or find_words(
        text, words, max(0, start - LEAD_IN), start, last=True
    )
    return {"form": deadline["form"], "span": span, "anchor": deadline.get("anchor")}


def load_rows(path: Path) -> list[dict[str, Any]]:
    """Load JSON Lines."""
    return [msgspec.json.decode(line) for line in path.read_bytes().splitlines() if line.strip()]


def convert_file(text: str, digest: str, points: dict[str, Any], path: Path) -> dict[str, GoldPoint]:
    """Convert a file; what cannot be converted is named on stderr and left out, point and all."""
    found = {}
    for row in load_rows(path):
        try:
            found[row["point"]] = convert(text, digest, points, row)
        except (ValueError, KeyError, msgspec.ValidationError) as error:
            print(f"{path}: {row.get('point')}: {error}", file=sys.stderr)
    return found


def as_read(point: str, gold: GoldCommitment) -> Commitment:
    """Return answers in the shape of what is read, so that two passes are compared as reader and answers are."""
    due = gold.deadline or GoldDeadline(form="vague")
    return Commitment(
        point=point,
        span=gold.span,
        act=gold.act,
        kind=gold.kind,
        mentions=tuple(frozenset({name}) for name in gold.obligors),
        obligors=gold.obligors,
        when=due.span if gold.deadline else None,
        form=due.form if gold.deadline else None,
        anchor=due.anchor if gold.deadline else None,
    )


def kappa(pairs: Sequence[tuple[Any, Any]]) -> float:
    """Return Cohen's kappa of pairs of values; 1 where both always say the same."""
    if not pairs:
        return 0.0
    same = sum(left == right for left, right in pairs) / len(pairs)
    lefts, rights = Counter(left for left, _ in pairs), Counter(right for _, right in pairs)
    chance = sum(count * rights[value] for value, count in lefts.items()) / len(pairs) ** 2
    return 1.0 if chance == 1 else (same - chance) / (1 - chance)


def agree(text: str, one: dict[str, GoldPoint], other: dict[str, GoldPoint]) -> dict[str, Any]:
    """Return how far two passes over the same points agree; names, kinds and deadlines among the same commitments."""
    names = Names(text)
    anchors, comparison = Anchors(names), Comparison(text, load(), Sums())
    shared = sorted(one.keys() & other.keys())
    pairs: list[tuple[GoldCommitment, Commitment]] = []
    for point in shared:
        read = [as_read(point, gold) for gold in other[point].commitments]
        pairs += comparison.pair(one[point].commitments, read)
    total = sum(len(side[point].commitments) for side in (one, other) for point in shared)
    dated = [(gold, read) for gold, read in pairs if gold.deadline and read.form]
    return {
        "points": len(shared),
        "commitments": [sum(len(side[p].commitments) for p in shared) for side in (one, other)],
        "same_f1": round(200 * len(pairs) / total, 1) if total else 0.0,
        "obligors": _share([names.agree(gold.obligors, read.mentions) for gold, read in pairs]),
        "kind_kappa": round(kappa([(gold.kind, read.kind) for gold, read in pairs]), 2),
        "deadline_kappa": round(kappa([(gold.deadline is not None, read.form is not None) for gold, read in pairs]), 2),
        "form": _share([gold.deadline is not None and gold.deadline.form == read.form for gold, read in dated]),
        "form_kappa": round(kappa([(gold.deadline and gold.deadline.form, read.form) for gold, read in dated]), 2),
        "anchor": _share([anchors.is_same(gold.deadline and gold.deadline.anchor, read.anchor) for gold, read in dated]),
    }  # fmt: skip


def _share(held: Sequence[bool]) -> float:
    return round(100 * sum(held) / len(held), 1) if held else 0.0


def main(arguments: Sequence[str]) -> int:
    """Run the command named first."""
    if len(arguments) not in (4, 5) or arguments[0] not in ("convert", "agree"):
        print(__doc__, file=sys.stderr)
        return 2
    document = load_text(Path(arguments[1]))
    points = {row["point"]: row for row in load_rows(Path(arguments[2]))}
    passes = [convert_file(document.text, document.id, points, Path(path)) for path in arguments[3:]]
    if arguments[0] == "convert":
        for point in passes[0].values():
            print(msgspec.json.encode(point).decode())
    else:
        print(msgspec.json.encode(agree(document.text, *passes)).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
