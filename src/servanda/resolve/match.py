"""The matching of one kind of claim: which pairs are looked at, and how pairs become clusters.

Never all against all: claims meet under keys that they share (a side, a verb with
its object, a word of a title), and under a key only where their days come near.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from servanda.model import Link
from servanda.resolve.links import AUTOMATIC, Edge, Votes, drop_ambiguous, make_pair, unite
from servanda.resolve.sketch import Sketch, is_same_words

MOST_NEIGHBOURS = 300
"""Under one key, a claim is compared with at most so many that follow it in time."""


class Fit(NamedTuple):
    """Two claims fit one record: how well, why, and which of them could also fit another."""

    score: float
    reasons: tuple[str, ...]
    loose: str | None = None


class Matcher(Protocol):
    """What is particular to one kind of record."""

    def list_timed_keys(self, sketch: Sketch) -> Iterable[str]:
        """Keys under which claims meet whose days come near."""

    def list_fixed_keys(self, sketch: Sketch) -> Iterable[str]:
        """Keys under which claims meet whatever their days."""

    def compare(self, left: Sketch, right: Sketch) -> Fit | None:
        """Say how two claims fit, or None."""

    def is_apart(self, left: Sketch, right: Sketch) -> bool:
        """Whether two claims cannot tell of one thing."""

    def clash(self, lefts: Collection[Sketch], rights: Collection[Sketch]) -> bool:
        """Whether two groups of claims cannot tell of one thing."""


@dataclass(frozen=True, slots=True)
class Clusters:
    """Claims of one kind, grouped; and the automatic links that group them."""

    groups: list[list[Sketch]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def match(sketches: Iterable[Sketch], matcher: Matcher, votes: Votes) -> Clusters:
    """Group the claims of one kind; the result does not depend on their order."""
    by_id = {sketch.id: sketch for sketch in sketches}
    alike = _group_alike(by_id.values(), votes)
    heads = [by_id[ids[0]] for ids in alike]
    edges = drop_ambiguous(
        list(_list_edges(heads, matcher)), lambda left, right: matcher.is_apart(by_id[left], by_id[right])
    )
    clusters, used = unite(
        [head.id for head in heads],
        edges,
        votes,
        lambda lefts, rights: matcher.clash([by_id[i] for i in lefts], [by_id[i] for i in rights]),
    )
    followers = {ids[0]: ids for ids in alike}
    groups = [sorted(claim for head in cluster for claim in followers[head]) for cluster in clusters]
    links = [_write_link(edge, by_id) for edge in used]
    links += [
        _write_link(Edge(1, ids[0], other, ("alike in all",)), by_id) for ids in alike for other in ids[1:]
    ]
    links.sort(key=lambda link: (link.left, link.right))
    return Clusters([[by_id[claim] for claim in group] for group in sorted(groups)], links)


def _group_alike(sketches: Iterable[Sketch], votes: Votes) -> list[list[str]]:
    """Put claims together at once that are alike in all that is compared; claims that persons ruled on stay alone."""
    groups: defaultdict[object, list[str]] = defaultdict(list)
    for sketch in sketches:
        profile = None if votes.concern(sketch.id) else sketch.profile
        groups[sketch.id if profile is None else profile].append(sketch.id)
    return sorted(sorted(ids) for ids in groups.values())


def _list_edges(sketches: list[Sketch], matcher: Matcher) -> Iterator[Edge]:
    """Compare what meets under a key; every pair once."""
    seen: set[tuple[str, str]] = set()
    for left, right in _list_pairs(sketches, matcher):
        pair = make_pair(left.id, right.id)
        if pair in seen:
            continue
        seen.add(pair)
        one, two = (left, right) if left.id == pair[0] else (right, left)
        fit = Fit(9.0, ("same words",)) if is_same_words(one, two) else matcher.compare(one, two)
        if fit is not None:
            yield Edge(fit.score, pair[0], pair[1], fit.reasons, fit.loose)


def _list_pairs(sketches: list[Sketch], matcher: Matcher) -> Iterator[tuple[Sketch, Sketch]]:
    """Yield the pairs under timed keys whose reach overlaps, under fixed keys, and of one cue."""
    timed: defaultdict[str, list[Sketch]] = defaultdict(list)
    fixed: defaultdict[str, list[Sketch]] = defaultdict(list)
    for sketch in sketches:
        if sketch.reach is not None:
            for key in matcher.list_timed_keys(sketch):
                timed[key].append(sketch)
        start, end = sketch.told.claim.cue.span
        for key in (*matcher.list_fixed_keys(sketch), f"{sketch.document} {start} {end}"):
            fixed[key].append(sketch)
    for key in sorted(timed):
        yield from _sweep(timed[key])
    for key in sorted(fixed):
        group = sorted(fixed[key], key=lambda sketch: sketch.id)
        for place, left in enumerate(group):
            for right in group[place + 1 : place + 1 + MOST_NEIGHBOURS]:
                yield left, right


def _sweep(sketches: list[Sketch]) -> Iterator[tuple[Sketch, Sketch]]:
    """Yield pairs whose reach shares a day, the earlier first."""
    queue = sorted((sketch.reach, sketch.id, sketch) for sketch in sketches if sketch.reach is not None)
    for place, (reach, _, left) in enumerate(queue):
        for other, _, right in queue[place + 1 : place + 1 + MOST_NEIGHBOURS]:
            if other[0] > reach[1]:
                break
            yield left, right


def _write_link(edge: Edge, sketches: dict[str, Sketch]) -> Link:
    """Write an automatic link, dated when both documents had been received."""
    left, right = edge.pair
    at = max(sketches[left].told.document.received or "", sketches[right].told.document.received or "")
    return Link(left=left, right=right, judgement="same", reasons=edge.reasons, by=AUTOMATIC, at=at)
