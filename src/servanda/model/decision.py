"""What was decided about claims: links between them and verdicts of persons. Both only grow."""

import hashlib
from collections.abc import Iterable
from typing import Final

import msgspec

from servanda.model.kinds import Judgement

WITHDRAWN: Final = "withdrawn"
"""The ruling by which a person takes back what they ruled before on the same target."""


class Link(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A judgement that two claims speak of the same thing, or do not; never a merge.

    left and right are claim ids in ascending order. A later link between the same
    two outvotes an earlier one. at: ISO 8601 instant (UTC).
    """

    left: str
    right: str
    judgement: Judgement
    reasons: tuple[str, ...] = ()
    by: str
    at: str


class Verdict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A person's ruling about a claim, a link or a derived value of a record.

    target: ``claim:ID``, ``link:LEFT:RIGHT``, ``RECORD-ID#field`` or ``RECORD-ID#record``.
    ruling: for a claim ``accept`` or ``reject``; for a link a judgement; for a field its
    value; for a record ``upheld`` or ``rejected``; for any ``withdrawn``. A field that the
    ledger derives may have a day behind it (``#score@2022-12-31``): ruled from that day on.
    """

    target: str
    ruling: str
    note: str = ""
    by: str
    at: str

    @property
    def id(self) -> str:
        """The verdict's id: 16 hex digits of the SHA-256 of all its fields."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()[:16]


def list_standing(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Return each person's last verdict on each target, in order of time, without what they withdrew."""
    last: dict[tuple[str, str], Verdict] = {}
    for verdict in verdicts:
        key = (verdict.target, verdict.by)
        if key not in last or (verdict.at, verdict.id) > (last[key].at, last[key].id):
            last[key] = verdict
    standing = [verdict for verdict in last.values() if verdict.ruling != WITHDRAWN]
    return sorted(standing, key=lambda verdict: (verdict.at, verdict.id))
