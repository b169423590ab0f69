"""The suite ``actors``: sentences with one event each - its type, who acts, on whom."""

from pathlib import Path
from typing import Any

from servanda.bench.heads import own_code, predict_head, take_braces
from servanda.bench.projection import Party
from servanda.bench.suites import Keep
from servanda.bench.tables import halve, is_yes, load_rows


def score(path: Path, keep: Keep) -> dict[str, Any]:
    """Score sentences whose predicate stands in braces: type, actors, recipients, and all three right.

    `even` and `odd` are the halves by the number of the id.
    """
    rows = load_rows(path, ("id", "text"))
    right: list[tuple[str, dict[str, bool]]] = []
    for row in rows:
        found = predict(row["text"], row.get("published") or None)
        keep({"id": row["id"], **found})
        if row.get("code"):
            right.append((row["id"], _compare(found, row)))
    return {"sentences": len(rows), **halve(right)}


def predict(text: str, published: str | None = None) -> dict[str, Any]:
    """Return type, force, negation, actors and recipients of the predicate in braces; nulls where nothing is read."""
    read = predict_head(*take_braces(text), published)
    if read is None:
        return {"code": None, "force": None, "negated": False, "actors": [], "recipients": []}
    claim, event = read
    return {
        "code": own_code(claim, event),
        "force": claim.force,
        "negated": claim.negated,
        "actors": _list_sides(event.actors),
        "recipients": _list_sides(event.recipients),
    }


def _list_sides(parties: tuple[Party, ...]) -> list[str]:
    return list(dict.fromkeys(party.side or party.text for party in parties))


def _compare(found: dict[str, Any], row: dict[str, str]) -> dict[str, bool]:
    """Return what is right of a prediction; sides are sets."""
    actors, recipients = _split(row.get("actors")), _split(row.get("recipients"))
    held = {
        "root": found["code"] == row["code"],
        "actors": set(found["actors"]) == actors,
        "recipients": set(found["recipients"]) == recipients,
    }
    return {
        **held,
        "all_three": all(held.values()),
        "force": found["force"] == row.get("force"),
        "negated": found["negated"] == is_yes(row.get("negated")),
    }


def _split(cell: str | None) -> set[str]:
    return {name.strip() for name in (cell or "").split(";") if name.strip()}
