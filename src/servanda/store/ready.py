"""A reading made ready for the record, outside any transaction: its rows, and what tells it from others."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from servanda.model import Claim, Document, Issue, Reading, Run
from servanda.model.coder import Who, tell_who
from servanda.store import schema
from servanda.store.errors import RecordError
from servanda.store.instants import read_instant, tell_now

Fields = dict[str, Any]
"""The columns of one row, by name."""

SAME_ARRIVAL = (
    "kind",
    "title",
    "publisher",
    "stake",
    "published",
    "published_basis",
    "not_before",
    "language",
    "url",
)
"""What two arrivals of a text must have alike to be one sighting (and the path, where one is given)."""


class Part(msgspec.Struct, frozen=True):
    """What one coder drew: rows of claims, fillers and issues, their keys still relative to the reading."""

    digest: str
    coder: str
    who: Who
    claims: list[Fields]
    fillers: list[Fields]
    issues: list[Fields]


class Arrival(msgspec.Struct, frozen=True):
    """A reading ready to be kept. learnt: when its claims were learnt; sighting: how the text came."""

    document: Document
    run: Run
    sighting: Fields
    dated: bool
    learnt: str
    parts: list[Part]


def make_ready(reading: Reading, run: Run, path: str | Path | None = None) -> Arrival:
    """Return a reading made ready for the record; raises RecordError where it does not hold together."""
    document = reading.document
    sighting = make_sighting(document, path)
    started = read_instant(run.started, f"the start of run {run.id}")
    strangers = {claim.document for claim in reading.claims} - {document.id}
    if strangers:
        raise RecordError(
            f"a reading of document {document.id} has claims of document {min(strangers)}",
            hint="give each document its own reading",
            document=document.id,
        )
    return Arrival(
        document=document,
        run=run,
        sighting=sighting,
        dated=document.published is not None,
        learnt=max(sighting["learnt"], started),
        parts=[_ready_part(reading, run, coder, issues) for coder, issues in _share_issues(reading, run)],
    )


def make_sighting(document: Document, path: str | Path | None) -> Fields:
    """Return the row that says how and when a document arrived; without `received`, now."""
    now = tell_now()
    row: Fields = {name: getattr(document, name) for name in SAME_ARRIVAL}
    row |= {
        "document": document.id,
        "received": document.received or now,
        "path": None if path is None else str(path),
    }
    row["learnt"] = read_instant(row["received"], f"'received' of document {document.id}")
    return row


def _share_issues(reading: Reading, run: Run) -> list[tuple[str, tuple[Issue, ...]]]:
    """Return the coders of a reading, each once, and the issues that are the first reader's to report.

    A reading without claims does not name its coder: the run's setting ``coder``
    does, or else the run's software.
    """
    coders = list(dict.fromkeys(claim.coder for claim in reading.claims))
    if not coders:
        coders = [run.settings.get("coder", run.software)]
    reporter = next((coder for coder in coders if tell_who(coder) == "reader"), coders[0])
    return [(coder, reading.issues if coder == reporter else ()) for coder in coders]


def _ready_part(reading: Reading, run: Run, coder: str, issues: Sequence[Issue]) -> Part:
    """Return the rows of what one coder drew, and the digest that tells it from another reading."""
    document = reading.document
    claims = [claim for claim in reading.claims if claim.coder == coder]
    if max(len(claims), len(issues)) >= schema.PER_READING:
        raise RecordError(
            f"document {document.id} has more than {schema.PER_READING - 1} claims",
            hint="split the document",
            document=document.id,
        )
    payloads = [msgspec.json.encode(msgspec.structs.replace(claim, run=None)) for claim in claims]
    basis = [document.id, coder, run.codebook, document.kind, document.published, document.published_basis]
    seen = hashlib.sha256(msgspec.json.encode([*basis, document.not_before, issues]))
    for payload in payloads:
        seen.update(payload)
    return Part(
        digest=seen.hexdigest()[:16],
        coder=coder,
        who=tell_who(coder),
        claims=[
            _claim_row(seq, claim, payload.decode())
            for seq, (claim, payload) in enumerate(zip(claims, payloads, strict=True))
        ],
        fillers=[row for seq, claim in enumerate(claims) for row in _filler_rows(seq, claim)],
        issues=[_issue_row(seq, issue, document.id) for seq, issue in enumerate(issues)],
    )


def _claim_row(seq: int, claim: Claim, payload: str) -> Fields:
    return {
        "seq": seq, "id": claim.id, "document": claim.document, "kind": claim.kind, "code": claim.code,
        "force": claim.force, "negated": claim.negated, "background": claim.background, "coder": claim.coder,
        "codebook": claim.codebook, "span_start": claim.span[0], "span_end": claim.span[1], "payload": payload,
    }  # fmt: skip


def _filler_rows(seq: int, claim: Claim) -> list[Fields]:
    cut = schema.FILTERED_CHARACTERS
    return [
        {"claim": seq, "role": role, "position": position, "value": value.value and value.value[:cut], "text": value.text[:cut]}
        for role, values in (*claim.roles.items(), ("said_by", claim.said_by))
        for position, value in enumerate(values)
    ]  # fmt: skip


def _issue_row(seq: int, issue: Issue, document: str) -> Fields:
    return {
        "seq": seq, "document": document, "code": issue.code, "span_start": issue.span[0],
        "span_end": issue.span[1], "message": issue.message, "hint": issue.hint,
    }  # fmt: skip
