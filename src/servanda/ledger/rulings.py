"""Persons' verdicts on what the ledger derives: they override, and are shown as such."""

import hashlib
from collections.abc import Iterable
from typing import Any, Final, get_type_hints

import msgspec

from servanda.model import Commitment, Verdict

FIELDS: Final = (
    "deadline", "clock", "score", "standing", "reversed", "violated", "suspended", "superseded", "last_evidence",
)  # fmt: skip
"""Fields on which a verdict overrides the ledger."""


class Rulings:
    """The latest verdict on each ledger field of each commitment."""

    def __init__(self, verdicts: Iterable[Verdict]) -> None:
        """Keep, of the verdicts on ledger fields, the latest on each."""
        self._latest: dict[str, Verdict] = {}
        for verdict in verdicts:
            _, mark, name = verdict.target.partition("#")
            kept = self._latest.get(verdict.target)
            if mark and name in FIELDS and (kept is None or (verdict.at, verdict.id) > (kept.at, kept.id)):
                self._latest[verdict.target] = verdict

    def list_for(self, commitment: Commitment) -> dict[str, Verdict]:
        """Return the rulings on a commitment by field, also under ids it had before further claims joined it."""
        if not self._latest:
            return {}
        found: dict[str, Verdict] = {}
        for record_id in {commitment.id, *map(make_id, commitment.claims)}:
            for name in FIELDS:
                verdict = self._latest.get(f"{record_id}#{name}")
                if verdict is not None and (
                    name not in found or (verdict.at, verdict.id) > (found[name].at, found[name].id)
                ):
                    found[name] = verdict
        return found


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
