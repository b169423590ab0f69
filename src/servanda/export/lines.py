"""The JSON that Servanda prints: one object a document, arrays of records (RECORD.md §5)."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

from servanda.model import Claim, Document, Issue, Reading, Records, Value
from servanda.model.location import Location

_DOCUMENT_KEYS: Final = (
    "id", "kind", "title", "publisher", "published", "published_basis", "language",
    "stake", "url", "received", "not_before",
)  # fmt: skip


def write_reading(reading: Reading, records: Records, places: Sequence[Location] | None = None) -> bytes:
    """Return one document as one line of JSON: document, claims, records, issues."""
    return msgspec.json.encode(describe_reading(reading, records, places)) + b"\n"


def write_array(objects: Iterable[Any]) -> bytes:
    """Return a JSON array with one object a line."""
    lines = [msgspec.json.encode(item) for item in objects]
    return b"[\n" + b",\n".join(lines) + b"\n]\n" if lines else b"[]\n"


def describe_reading(
    reading: Reading, records: Records, places: Sequence[Location] | None = None
) -> dict[str, Any]:
    """Return the object that `servanda read --json` prints for one document; places: where they were located."""
    text = reading.document.text
    return {
        "document": describe_document(reading.document),
        "claims": [describe_claim(claim, text) for claim in reading.claims],
        "records": msgspec.to_builtins(records)
        | ({} if places is None else {"places": msgspec.to_builtins(places)}),
        "issues": [describe_issue(issue) for issue in reading.issues],
    }


def describe_document(document: Document) -> dict[str, Any]:
    """Return a document without its text."""
    return {key: getattr(document, key) for key in _DOCUMENT_KEYS}


def describe_claim(claim: Claim, text: str) -> dict[str, Any]:
    """Return a claim with the words it rests on."""
    start, end = claim.span
    return {
        "id": claim.id,
        "kind": claim.kind,
        "code": claim.code,
        "force": claim.force,
        "negated": claim.negated,
        "background": claim.background,
        "roles": {role: [describe_value(value) for value in values] for role, values in claim.roles.items()},
        "said_by": [describe_value(value) for value in claim.said_by],
        "span": [start, end],
        "quote": text[start:end],
        "coder": claim.coder,
        "codebook": claim.codebook,
        "mode": claim.mode,
        "contexts": list(claim.contexts),
        "cue": msgspec.to_builtins(claim.cue),
    }


def describe_value(value: Value) -> dict[str, Any]:
    """Return a filler of a role: words, canonical value, place, and why it was inferred if it was."""
    return {"text": value.text, "value": value.value, "span": list(value.span), "inferred": value.inferred}


def describe_issue(issue: Issue, document: Document | None = None) -> dict[str, Any]:
    """Return an issue; with its document given, also the words and where they were published."""
    described: dict[str, Any] = {
        "code": issue.code,
        "message": issue.message,
        "span": list(issue.span),
        "hint": issue.hint or None,
        "document": issue.document,
    }
    if document is not None:
        described["title"] = document.title
        described["publisher"] = document.publisher
        described["quote"] = document.text[slice(*issue.span)] or None
    return described
