"""A reading: one document with the claims and issues that a coder drew from it."""

import msgspec

from servanda.model.claim import Claim
from servanda.model.document import Document
from servanda.model.issue import Issue


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What `read` returns for one document."""

    document: Document
    claims: tuple[Claim, ...] = ()
    issues: tuple[Issue, ...] = ()
