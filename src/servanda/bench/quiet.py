"""The suite ``quiet``: sentences without a political event; whatever is read of them is too much."""

from pathlib import Path
from typing import Any, Final

from servanda.bench.sentences import read_claims
from servanda.bench.suites import Keep
from servanda.bench.tables import halve, load_rows

LOUD: Final = ("event", "meeting", "agreement", "commitment", "status")
"""Kinds of claims that say that something happens, is agreed or owed; a position is none."""


def score(path: Path, keep: Keep) -> dict[str, Any]:
    """Score sentences without an event: share of those of which anything is read, by kind of claim.

    `even` and `odd` are the halves by the number of the id.
    """
    rows = load_rows(path, ("id", "text"))
    read: list[tuple[str, dict[str, bool]]] = []
    for row in rows:
        claims = [
            claim
            for claim in read_claims(row["text"])
            if claim.kind in LOUD and not (claim.kind == "agreement" and claim.code == "referred")
        ]
        found = [{"kind": c.kind, "code": c.code, "cue": c.cue.text, "span": c.cue.span} for c in claims]
        keep({"id": row["id"], "claims": found})
        kinds = {claim.kind for claim in claims}
        read.append((row["id"], {"any": bool(kinds), **{kind: kind in kinds for kind in LOUD}}))
    return {"sentences": len(rows), **halve(read)}
