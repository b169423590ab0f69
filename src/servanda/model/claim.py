"""A claim: what one document says, with the exact words it rests on."""

import hashlib
from typing import Any

import msgspec

from servanda.model.kinds import ClaimKind, Force
from servanda.model.value import Cue, Span, Value


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One claim of one document, read by one coder.

    said_by: the chain of speakers, outermost first; empty is the publisher's own
    narration. span: the sentence or clause in the document's text. cue: the words
    and the codebook rule that made it a claim. `run` is not part of the identity.
    """

    id: str
    document: str
    kind: ClaimKind
    code: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    roles: dict[str, tuple[Value, ...]] = {}
    force: Force = "asserted"
    negated: bool = False
    said_by: tuple[Value, ...] = ()
    background: bool = False
    span: Span
    cue: Cue
    coder: str
    codebook: str
    run: str | None = None

    def values(self, role: str) -> list[str]:
        """Return the canonical values of a role, in text order, without the unresolved."""
        return [filler.value for filler in self.roles.get(role, ()) if filler.value is not None]

    def first(self, role: str) -> str | None:
        """Return the first canonical value of a role, or None."""
        return next(iter(self.values(role)), None)


def digest_claim(
    document: str,
    kind: str,
    code: str,
    span: Span,
    roles: dict[str, tuple[Value, ...]],
    force: str,
    negated: bool,
    said_by: tuple[Value, ...],
) -> str:
    """Return a claim's id: 16 hex digits of the SHA-256 of what was read.

    Roles are ordered by name and fillers kept in text order, so the same reading
    always has the same id, whichever run or machine made it.
    """
    content: list[Any] = [
        document, kind, code, span,
        sorted(roles.items(), key=lambda role: role[0]), force, negated, said_by,
    ]  # fmt: skip
    return hashlib.sha256(msgspec.json.encode(content)).hexdigest()[:16]
