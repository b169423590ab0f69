"""The suite ``actors``: sentences with one event each - its type, who acts, on whom."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from servanda.bench.heads import own_code, own_force, predict_head, take_braces
from servanda.bench.projection import Party
from servanda.bench.suites import Keep
from servanda.bench.tables import halve, is_yes, load_rows
from servanda.codebook import load


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
        "force": own_force(claim),
        "negated": claim.negated,
        "actors": _list_sides(event.actors),
        "recipients": _list_sides(event.recipients),
    }


def _list_sides(parties: tuple[Party, ...]) -> list[str]:
    return list(dict.fromkeys(party.side or party.text for party in parties))


def _compare(found: dict[str, Any], row: dict[str, str]) -> dict[str, bool]:
    """Return what is right of a prediction; sides are sets, and two names that the lists give one side are one."""
    actors, recipients = _names(_split(row.get("actors"))), _names(_split(row.get("recipients")))
    held = {
        "root": found["code"] == row["code"],
        "actors": _names(found["actors"]) == actors,
        "recipients": _names(found["recipients"]) == recipients,
    }
    return {
        **held,
        "all_three": all(held.values()),
        "force": found["force"] == row.get("force"),
        "negated": found["negated"] == is_yes(row.get("negated")),
    }


def _names(names: Iterable[str]) -> set[str]:
    """Return names as the lists call what they name: 'National Liberation Front of Corsica' by its other name."""
    known = _known_names()
    return {known.get(name.replace("’", "'").casefold(), name) for name in names}


@cache
def _known_names() -> dict[str, str]:
    """Return every name of a side, in lower case → what the lists call it; a name that two sides share is left out."""
    codebook = load()
    known: dict[str, set[str]] = {}
    for entry in codebook.lists.entries:
        if entry.kind in {"body", "state"}:
            known.setdefault(entry.words.replace("’", "'").casefold(), set()).add(entry.value)
    for name in codebook.lists.facts:
        known[name.replace("’", "'").casefold()] = {name}
    return {words: next(iter(values)) for words, values in known.items() if len(values) == 1}


def _split(cell: str | None) -> set[str]:
    return {name.strip() for name in (cell or "").split(";") if name.strip()}
