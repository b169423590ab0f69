"""How many of the marked training sentences are read with their type: `python -m bench.marked [training/events/batch-09.tsv …]`.

The sentences of `training/events` were written from definitions, blind to the cues. Each is read as a text of its own; it counts as read where some claim has
the root of its leaf, and as read with both sides where such a claim names both marked sides. Cues were mended on batches 01 to 08; batch 09 was left
unseen (November 2026), and is what runs without an argument.
"""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from servanda.bench.projection import Projected, list_posts, project
from servanda.bench.sentences import read_claims
from servanda.codebook import load
from servanda.model import Span

HOME = Path(__file__).parent.parent / "training" / "events"
_MARK = re.compile(r"</?([st])>")


def load_sentences(path: Path) -> Iterator[tuple[str, str, Span, Span]]:
    """Yield root, plain sentence, span of the acting side, span of the one acted upon."""
    with (HOME / "leaves.csv").open(encoding="utf-8", newline="") as file:
        roots = {row["leaf"]: row["code"] for row in csv.DictReader(file)}
    for line in path.read_text(encoding="utf-8").splitlines():
        leaf, marked = line.split("\t")[:2]
        plain, at, ends = "", 0, dict[str, list[int]](s=[], t=[])
        for mark in _MARK.finditer(marked):
            plain += marked[at : mark.start()]
            at = mark.end()
            ends[mark[1]].append(len(plain))
        plain += marked[at:]
        yield roots[leaf], plain, (ends["s"][0], ends["s"][1]), (ends["t"][0], ends["t"][1])


def names_both(event: Projected, source: Span, target: Span) -> bool:
    """Tell whether an event names both marked sides."""
    actors, all_sides = [a.span for a in event.actors], [p.span for p in (*event.actors, *event.recipients)]
    return any(_meet(span, source) for span in actors) and any(_meet(span, target) for span in all_sides)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def main() -> None:
    """Read the batches and print the shares."""
    codebook, sums = load(), Counter[str]()
    for path in map(Path, sys.argv[1:] or [str(HOME / "batch-09.tsv")]):
        for root, text, source, target in load_sentences(path):
            claims = read_claims(text)
            posts = list_posts(claims)
            found = [event for claim in claims if (event := project(claim, codebook, posts)) is not None]
            if root == "NONE":
                sums.update(quiet=1, coded=bool(found))
                continue
            right = [event for event in found if event.code == root]
            both = any(names_both(event, source, target) for event in right)
            sums.update(sentences=1, unread=not found, root=bool(right), both=both)
    share = {key: round(100 * sums[key] / sums["sentences"], 1) for key in ("root", "both", "unread")}
    print(f"{sums['sentences']} sentences: {share}; {sums['coded']} of {sums['quiet']} without an act coded")


if __name__ == "__main__":
    main()
