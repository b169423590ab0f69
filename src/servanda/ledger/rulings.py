"""Persons' verdicts on what the ledger derives: they override, and are shown as such."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any, Final, get_type_hints

import msgspec

from servanda.ledger.days import read_day
from servanda.model import Commitment, Override, Verdict

FIELDS: Final = (
    "deadline", "clock", "score", "standing", "reversed", "violated", "suspended", "superseded", "last_evidence",
)  # fmt: skip
"""Fields on which a verdict overrides the ledger."""


RECORD: Final = "record"
"""What a verdict on a record as a whole is about, as written in its target."""


class Rulings:
    """The latest verdict on each ledger field of each commitment, of those that hold on a day."""

    def __init__(self, verdicts: Iterable[Verdict], as_of: date = date.max) -> None:
        """Keep, of the verdicts on ledger fields that hold on the day, the latest on each."""
        self._latest: dict[tuple[str, str], Verdict] = {}
        for verdict in verdicts:
            record_id, mark, rest = verdict.target.partition("#")
            name, dated, day = rest.partition("@")
            if not mark or name not in (*FIELDS, RECORD):
                continue
            since = read_day(day) if dated else date.min
            if since is None or since > as_of:
                continue
            kept = self._latest.get((record_id, name))
            if kept is None or (verdict.at, verdict.id) > (kept.at, kept.id):
                self._latest[record_id, name] = verdict

    def list_for(self, commitment: Commitment) -> dict[str, Verdict]:
        """Return the rulings on a commitment by field, also under ids it had before further claims joined it."""
        return {
            name: found
            for name in FIELDS
            if self._latest and (found := self._find(commitment, name)) is not None
        }

    def find_upheld(self, commitment: Commitment) -> Verdict | None:
        """Return the verdict that upholds a commitment as a whole, if there is one."""
        found = self._find(commitment, RECORD) if self._latest else None
        return found if found is not None and found.ruling == "upheld" else None

    def _find(self, commitment: Commitment, name: str) -> Verdict | None:
        ids = {commitment.id, *map(make_id, commitment.claims)}
        found = [self._latest[record_id, name] for record_id in ids if (record_id, name) in self._latest]
        return max(found, key=lambda verdict: (verdict.at, verdict.id), default=None)


def make_id(claim: str) -> str:
    """Return the id of a commitment whose smallest claim is this one."""
    return f"C-{hashlib.sha256(claim.encode()).hexdigest()[:10]}"


def read_ruling(name: str, verdict: Verdict) -> tuple[bool, Any]:
    """Return whether a ruling fits its field, and its value; ``null`` is not stated, a deadline is EDTF."""
    if verdict.ruling in ("", "null"):
        return True, None
    if name == "deadline":
        return True, verdict.ruling
    try:
        return True, msgspec.convert(verdict.ruling, get_type_hints(Commitment)[name], strict=False)
    except msgspec.ValidationError:
        return False, None


def explain(name: str, verdict: Verdict) -> str:
    """Return the reason to print for a ruling."""
    note = f": {verdict.note}" if verdict.note else ""
    return f"verdict: {name} is {verdict.ruling or 'null'} by {verdict.by} at {verdict.at}{note}"


def write_override(name: str, verdict: Verdict, computed: object) -> Override:
    """Return a ruling beside what had been computed."""
    return Override(
        field=name,
        ruling=verdict.ruling,
        computed=None if computed is None else str(computed),
        by=verdict.by,
        at=verdict.at,
        note=verdict.note,
    )
