"""Which commitment waits for which: links by the words of anchors, an order to count them in, and circles."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from servanda.ledger.phrases import AnchorWords, list_stems
from servanda.model import Commitment, Issue

CODE = "deadline-circle"
_LEAST = 4
"""Letters that a word has at least which is the beginning of another ("form", "formation")."""

Scopes = Mapping[str, frozenset[str]]


def link(
    commitments: Iterable[Commitment], scopes: Scopes, quotes: Mapping[str, str], words: AnchorWords
) -> dict[str, str]:
    """Return by id the commitment that a deadline counts from: the only one in its scope whose act the anchor names.

    scopes: the agreement and the documents of each; quotes: the words that it rests on.
    """
    everything = list(commitments)
    near: defaultdict[str, set[str]] = defaultdict(set)
    for one in everything:
        for scope in scopes[one.id]:
            near[scope].add(one.id)
    acts = {one.id: list_stems(one.act, words) for one in everything}
    links = {}
    for one in everything:
        anchor = list_stems(one.deadline.anchor or "", words)
        others = set[str]().union(*(near[scope] for scope in scopes[one.id])) - {one.id} if anchor else set()
        fitting = [other for other in others if _names(anchor, acts[other], quotes[other], words)]
        if len(fitting) == 1:
            links[one.id] = fitting[0]
    return links


def _names(anchor: frozenset[str], act: frozenset[str], quote: str, words: AnchorWords) -> bool:
    """Tell whether an anchor names an act: all of the act, and nothing that the commitment's words do not say."""
    return bool(act) and _covers(anchor, act) and _covers(list_stems(quote, words), anchor)


def _covers(these: Iterable[str], those: Iterable[str]) -> bool:
    """Tell whether each of those words is, or begins, or is begun by, one of these."""
    pool = list(these)
    return all(any(_is_same(one, other) for one in pool) for other in those)


def _is_same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _LEAST and long.startswith(short))


def order(
    ids: Iterable[str], links: Mapping[str, str], together: frozenset[str] = frozenset()
) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return ids so that each comes after what it waits for, and the circles, whose links are not followed.

    together: what is to be done at the same time as another and closes no circle.
    """
    left = dict(links)
    circles: list[tuple[str, ...]] = []
    while True:
        graph = {one: {left[one]} if one in left else set() for one in sorted(ids)}
        try:
            return list(TopologicalSorter(graph).static_order()), circles
        except CycleError as error:
            ring = _turn(tuple(error.args[1][:-1]))
            loose = together & set(ring)
            circles += [] if loose else [ring]
            for one in loose or ring:
                left.pop(one, None)


def _turn(ring: tuple[str, ...]) -> tuple[str, ...]:
    """Return a circle from its smallest id on, in the order in which each waits for the next."""
    waits = ring[::-1]
    start = waits.index(min(waits))
    return waits[start:] + waits[:start]


def report(circles: Iterable[tuple[str, ...]], acts: Mapping[str, str]) -> tuple[Issue, ...]:
    """Return an issue for every circle."""
    return tuple(
        Issue(
            code=CODE,
            message="; ".join(
                f"{one} ({acts[one]}) waits for {other}"
                for one, other in zip(ring, (*ring[1:], ring[0]), strict=True)
            ),
            hint="none of these deadlines can be counted; rule on one of them, or on what it counts from",
        )
        for ring in circles
    )
