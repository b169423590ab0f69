"""What there is: documents, values, claims, decisions, records. No reading, no storage, no rules."""

from servanda.model.claim import Claim, digest_claim
from servanda.model.decision import Link, Verdict, list_standing
from servanda.model.document import Document, digest_text
from servanda.model.issue import ISSUES, Issue
from servanda.model.reading import Reading
from servanda.model.records import (
    Actor,
    Agreement,
    Commitment,
    Deadline,
    Event,
    Evidence,
    Extension,
    Meeting,
    Mention,
    Override,
    Records,
    Settled,
    Tenure,
    Variant,
)  # fmt: skip
from servanda.model.run import Run
from servanda.model.value import Cue, Span, Value

__all__ = [
    "ISSUES", "Actor", "Agreement", "Claim", "Commitment", "Cue", "Deadline", "Document", "Event",
    "Evidence", "Extension", "Issue", "Link", "Meeting", "Mention", "Override", "Reading", "Records", "Run", "Settled",
    "Span", "Tenure", "Value", "Variant", "Verdict", "digest_claim", "digest_text", "list_standing",
]  # fmt: skip
