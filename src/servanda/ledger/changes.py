"""What changed between the situations of two days: states, deadlines, words, new commitments."""

from collections.abc import Iterable
from typing import Final

import msgspec

from servanda.ledger.summary import name_score
from servanda.model import Commitment, Evidence

FLAGS: Final = ("violated", "reversed", "suspended", "superseded")


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """One field that has another value now."""

    field: str
    old: str | None
    new: str | None


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """A deadline that moved. why: the ledger's reason; claim: the one that gave the new day, if one did."""

    old: str | None
    new: str | None
    text: str | None
    why: str | None
    claim: str | None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What changed for one commitment; `new`: it was not there before."""

    new: bool
    state: list[Turn]
    deadline: Move | None
    words: list[Evidence]


def find_changes(before: Iterable[Commitment], after: Iterable[Commitment]) -> dict[str, Change]:
    """Return by id what changed; a commitment on which nothing changed is not among them."""
    former = {one.id: one for one in before}
    changes: dict[str, Change] = {}
    for one in after:
        old = former.get(one.id)
        change = _begin(one) if old is None else _compare(old, one)
        if change.new or change.state or change.deadline or change.words:
            changes[one.id] = change
    return changes


def _begin(one: Commitment) -> Change:
    """Return a new commitment's first words; everything about it is new."""
    return Change(new=True, state=[], deadline=None, words=list(one.evidence))


def _compare(old: Commitment, new: Commitment) -> Change:
    """Compare one commitment on two days."""
    pairs = [
        ("score", name_score(old.score), name_score(new.score)),
        *((name, getattr(old, name), getattr(new, name)) for name in ("clock", "standing", *FLAGS)),
    ]
    known = {(word.claim, word.says) for word in old.evidence}
    return Change(
        new=False,
        state=[Turn(field=name, old=was, new=now) for name, was, now in pairs if was != now],
        deadline=_find_move(old, new),
        words=[word for word in new.evidence if (word.claim, word.says) not in known],
    )


def _find_move(old: Commitment, new: Commitment) -> Move | None:
    """Return how the deadline moved, or None where it is the same day."""
    if old.deadline.edtf == new.deadline.edtf:
        return None
    told = [reason for reason in new.reasons if reason.startswith(("deadline: ", "verdict: deadline "))]
    why = next((reason for reason in told if (new.deadline.edtf or "null") in reason), next(iter(told), None))
    return Move(
        old=old.deadline.edtf,
        new=new.deadline.edtf,
        text=new.deadline.text,
        why=why.removeprefix("deadline: ") if why else None,
        claim=new.deadline.claim if new.deadline.claim != old.deadline.claim else None,
    )
