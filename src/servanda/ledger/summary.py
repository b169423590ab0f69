"""Commitments counted: how many stand how, and how many nobody has assessed; never a share without its numbers."""

from collections import Counter
from collections.abc import Iterable
from typing import Final, get_args

import msgspec

from servanda.model import Commitment
from servanda.model.kinds import Clock, Standing

SCORE_WORDS: Final = ("not-initiated", "minimum", "intermediate", "full")
"""The words of the PAM scale, 0 to 3."""
NOT_ASSESSED: Final = "not-assessed"
UNDOING: Final = ("superseded", "reversed", "violated", "suspended")
"""What undoes or breaks a commitment, the most telling first."""
CLOSED: Final = frozenset({"met", "met-late", "lapsed"})
"""Clocks that have run out or need run no more."""
_FULL: Final = 3


class Aggregate(msgspec.Struct, frozen=True, kw_only=True):
    """PAM's ``100 * sum / (3 * n)`` over those assessed, with its n and how many it leaves out."""

    value: float
    n: int
    not_assessed: int


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """The counts of some commitments. score, clock, standing: by word, the zeros too; undone: may overlap."""

    agreement: str | None
    title: str | None
    commitments: int
    assessed: int
    not_assessed: int
    score: dict[str, int]
    clock: dict[str, int]
    standing: dict[str, int]
    undone: dict[str, int]
    overridden: int
    pam: Aggregate | None


def sum_up(
    commitments: Iterable[Commitment], agreement: str | None = None, title: str | None = None
) -> Summary:
    """Return the counts of commitments."""
    rows = list(commitments)
    scores = Counter(name_score(row.score) for row in rows)
    known = [row.score for row in rows if row.score is not None]
    clocks = Counter(row.clock or "none" for row in rows)
    standings = Counter(row.standing or "none" for row in rows)
    missing = len(rows) - len(known)
    return Summary(
        agreement=agreement,
        title=title,
        commitments=len(rows),
        assessed=len(known),
        not_assessed=missing,
        score={word: scores[word] for word in (*reversed(SCORE_WORDS), NOT_ASSESSED)},
        clock={word: clocks[word] for word in (*get_args(Clock), "none")},
        standing={word: standings[word] for word in get_args(Standing)},
        undone={word: sum(getattr(row, word) is not None for row in rows) for word in UNDOING},
        overridden=sum(bool(row.overrides) for row in rows),
        pam=Aggregate(value=round(100 * sum(known) / (_FULL * len(known)), 1), n=len(known), not_assessed=missing)
        if known
        else None,
    )  # fmt: skip


def name_score(score: int | None) -> str:
    """Return the word of a score, or that it is not assessed."""
    return NOT_ASSESSED if score is None else SCORE_WORDS[score]


def name_state(commitment: Commitment) -> str:
    """Return in one word how a commitment stands: what undid it, if it was not done since; else its score.

    A person's verdict on the score goes before what undid it.
    """
    if any(override.field == "score" for override in commitment.overrides):
        return name_score(commitment.score)
    if commitment.superseded:
        return "superseded"
    if commitment.reversed and not commitment.score:
        return "reversed"
    if commitment.violated:
        return "violated"
    last = next((e.says for e in reversed(commitment.evidence) if e.says in _TELLING), None)
    if last == "suspended":
        return "suspended"
    return name_score(commitment.score)


_TELLING: Final = frozenset({"suspended", "resumed", "done", "partly", "started", "not-started", "reversed"})
"""Words after which a suspension is over, or begins."""
