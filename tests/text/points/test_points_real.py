"""Real agreements and resolutions, where they lie beside the project."""

import os
import re
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from servanda.text.points import outline

SHARED = Path(os.environ.get("SERVANDA_SHARED") or Path(__file__).resolve().parents[4] / "shared")
AGREEMENT = SHARED / "data/agreements/south-sudan/r-arcss-2018-09-12.txt"
RESOLUTIONS = SHARED / "data/agreements/unsc"


@pytest.mark.skipif(
    not AGREEMENT.is_file(), reason="the agreement is not beside the project: set SERVANDA_SHARED"
)
def test_a_long_agreement_comes_out_in_sequence_and_in_time() -> None:
    text = AGREEMENT.read_text(encoding="utf-8")
    start = time.process_time()
    found = outline(text)
    assert time.process_time() - start < 2
    body = [point for point in found.points if point.part == "body"]
    assert len(body) > 800
    assert max(point.path.count(".") for point in body) == 5
    contents = [point for point in found.points if point.part == "contents"]
    assert contents and all(point.span[0] >= contents[-1].span[1] for point in body)
    families: defaultdict[str | None, list[int]] = defaultdict(list)
    for point in body:
        if last := re.search(r"\d+$", point.path):
            families[point.parent].append(int(last[0]))
    steps = [b - a for numbers in families.values() for a, b in pairwise(numbers)]
    assert sum(step == 1 for step in steps) >= 0.99 * len(steps)


@pytest.mark.skipif(
    not RESOLUTIONS.is_dir(), reason="the resolutions are not beside the project: set SERVANDA_SHARED"
)
def test_operative_paragraphs_of_resolutions_come_out_without_gap() -> None:
    whole = numbered = 0
    for path in sorted(RESOLUTIONS.glob("*.txt"))[::9]:
        points = outline(path.read_text(encoding="utf-8")).points
        numbers = [int(p.path) for p in points if p.part == "body" and p.path.isdigit()]
        if numbers:
            numbered += 1
            whole += numbers == list(range(1, len(numbers) + 1))
    assert numbered > 40
    assert whole >= 0.95 * numbered
