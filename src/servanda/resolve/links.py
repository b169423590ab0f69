"""Union by links: automatic ones and persons', where persons outvote and `different` keeps apart.

Nothing here depends on the order in which claims, links or verdicts come.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from servanda.model import Link, Verdict
from servanda.model.kinds import Judgement

AUTOMATIC = "servanda"
"""Who makes the automatic links; they are made anew each time, so kept ones are not read back."""

Pair = tuple[str, str]


class Edge(NamedTuple):
    """A proposal that two things are one. loose: the one of the two that could also be others."""

    score: float
    left: str
    right: str
    reasons: tuple[str, ...]
    loose: str | None = None

    @property
    def pair(self) -> Pair:
        """The two ids in ascending order."""
        return make_pair(self.left, self.right)


@dataclass(frozen=True, slots=True)
class Votes:
    """What persons have ruled on pairs of claims: the latest word on each pair."""

    judgements: dict[Pair, Judgement] = field(default_factory=dict)
    partners: dict[str, frozenset[str]] = field(default_factory=dict)

    def find(self, left: str, right: str) -> Judgement | None:
        """Return the ruling on a pair, if there is one."""
        return self.judgements.get(make_pair(left, right))

    def concern(self, claim: str) -> bool:
        """Whether any ruling names this claim."""
        return claim in self.partners

    def list_pairs(self, judgement: Judgement) -> list[Pair]:
        """Return the pairs so ruled, in order."""
        return sorted(pair for pair, ruled in self.judgements.items() if ruled == judgement)


def make_pair(left: str, right: str) -> Pair:
    """Return two ids in ascending order."""
    return (left, right) if left <= right else (right, left)


def count_votes(links: Iterable[Link], verdicts: Iterable[Verdict]) -> Votes:
    """Take the latest ruling on each pair: verdicts on links before links, automatic links not at all."""
    latest: dict[Pair, tuple[int, str, str, Judgement]] = {}
    for link in links:
        if not link.by.startswith(AUTOMATIC):
            _keep_later(latest, make_pair(link.left, link.right), (0, link.at, link.by, link.judgement))
    for verdict in verdicts:
        kind, _, rest = verdict.target.partition(":")
        left, _, right = rest.partition(":")
        ruled: tuple[Judgement, ...] = ("same", "different", "unsure")
        for judgement in ruled:
            if kind == "link" and left and right and verdict.ruling == judgement:
                _keep_later(latest, make_pair(left, right), (1, verdict.at, verdict.id, judgement))
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for left, right in latest:
        partners[left].add(right)
        partners[right].add(left)
    return Votes(
        {pair: vote[3] for pair, vote in latest.items()},
        {claim: frozenset(others) for claim, others in partners.items()},
    )


def _keep_later(
    latest: dict[Pair, tuple[int, str, str, Judgement]], pair: Pair, vote: tuple[int, str, str, Judgement]
) -> None:
    """Keep the later of two votes on one pair."""
    if pair not in latest or vote > latest[pair]:
        latest[pair] = vote


def drop_ambiguous(edges: Sequence[Edge], apart: Callable[[str, str], bool]) -> list[Edge]:
    """Drop the edges of a loose thing that would fit two others which cannot be one.

    Of its best edges, if any two lead to things that stand apart, all its loose
    edges go; else those are kept that do not lead away from the best.
    """
    by_loose: defaultdict[str, list[Edge]] = defaultdict(list)
    kept = [edge for edge in edges if edge.loose is None]
    for edge in edges:
        if edge.loose is not None:
            by_loose[edge.loose].append(edge)
    for loose, mine in by_loose.items():
        mine.sort(key=lambda edge: (-edge.score, edge.pair))
        best = [_other(edge, loose) for edge in mine if edge.score == mine[0].score]
        if any(apart(best[0], other) for other in best[1:]):
            continue
        kept.extend(
            edge for edge in mine if _other(edge, loose) == best[0] or not apart(best[0], _other(edge, loose))
        )
    return kept


def _other(edge: Edge, one: str) -> str:
    """Return the end of an edge that is not `one`."""
    return edge.right if edge.left == one else edge.left


@dataclass(slots=True)
class Union:
    """Clusters in the making. clash: says why two groups of members cannot be one, or None."""

    votes: Votes
    clash: Callable[[Collection[str], Collection[str]], bool]
    root: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    foes: dict[str, set[str]] = field(default_factory=dict)

    def add(self, name: str) -> None:
        """Put in one thing, on its own at first."""
        self.root[name] = name
        self.members[name] = [name]
        self.foes[name] = set()

    def find(self, name: str) -> str:
        """Return the cluster of a thing."""
        while self.root[name] != name:
            self.root[name] = self.root[self.root[name]]
            name = self.root[name]
        return name

    def join(self, left: str, right: str, *, heed_clash: bool = True) -> bool:
        """Make one cluster of two; False where they are one already or must not be."""
        one, two = self.find(left), self.find(right)
        if one == two or self._is_forbidden(one, two):
            return False
        if heed_clash and self.clash(self.members[one], self.members[two]):
            return False
        if len(self.members[one]) < len(self.members[two]):
            one, two = two, one
        self.root[two] = one
        self.members[one] += self.members.pop(two)
        self.foes[one] |= self.foes.pop(two)
        return True

    def _is_forbidden(self, one: str, two: str) -> bool:
        """Whether a person has ruled that a member of one is not a member of the other."""
        return any(self.find(foe) == two for foe in self.foes[one])


def unite(
    names: Iterable[str],
    edges: Iterable[Edge],
    votes: Votes,
    clash: Callable[[Collection[str], Collection[str]], bool],
) -> tuple[list[list[str]], list[Edge]]:
    """Return clusters (sorted, each sorted) and the edges that made them.

    Persons' `different` first, then their `same`, then edges by score; an edge
    that would join what clashes or was ruled apart is left out.
    """
    union = Union(votes, clash)
    for name in names:
        union.add(name)
    for left, right in votes.list_pairs("different"):
        if left in union.root and right in union.root:
            union.foes[left].add(right)
            union.foes[right].add(left)
    for left, right in votes.list_pairs("same"):
        if left in union.root and right in union.root:
            union.join(left, right, heed_clash=False)
    used = [
        edge
        for edge in sorted(edges, key=lambda edge: (-edge.score, edge.pair))
        if votes.find(edge.left, edge.right) is None and union.join(edge.left, edge.right)
    ]
    return sorted(sorted(group) for group in union.members.values()), used
