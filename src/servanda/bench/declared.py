"""The suite ``declared``: ceasefires, withdrawals and releases, declared or carried out."""

from pathlib import Path
from typing import Any

from servanda.bench.heads import own_code, own_force, predict_head, take_braces
from servanda.bench.suites import Keep
from servanda.bench.tables import halve, is_yes, load_rows


def score(path: Path, keep: Keep) -> dict[str, Any]:
    """Score sentences whose predicate stands in braces: share with the right code, force and negation.

    `even` and `odd` are the halves by the number of the id.
    """
    rows = load_rows(path, ("id", "text"))
    right: list[tuple[str, dict[str, bool]]] = []
    for row in rows:
        found = predict(row["text"])
        keep({"id": row["id"], **found})
        if row.get("code"):
            right.append((row["id"], {
                "code": found["code"] == row["code"],
                "force": found["force"] == row.get("force"),
                "negated": found["negated"] == is_yes(row.get("negated")),
            }))  # fmt: skip
    return {"sentences": len(rows), **halve(right)}


def predict(text: str) -> dict[str, Any]:
    """Return code, force and negation of what is read of the predicate in braces; nulls where nothing is."""
    read = predict_head(*take_braces(text))
    if read is None:
        return {"code": None, "force": None, "negated": False}
    claim, event = read
    return {"code": own_code(claim, event), "force": own_force(claim), "negated": claim.negated}
