"""What was decided about claims: links between them and verdicts of persons. Both only grow."""

import hashlib

import msgspec

from servanda.model.kinds import Judgement


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

    target: ``claim:ID``, ``link:LEFT:RIGHT`` or ``RECORD-ID#field``. ruling: for a
    claim ``accept`` or ``reject``; for a link a judgement; for a field its value.
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
