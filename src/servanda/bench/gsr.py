"""The suite ``gsr``: sentences with PLOVER gold records, read by the rules and projected to PLOVER."""

import json
from pathlib import Path
from typing import Any, Final

from servanda.bench.projection import Projected
from servanda.bench.sentences import read_sentence
from servanda.bench.suites import Keep, SuiteError

OLD_NAMES: Final = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "FIGHT": "ASSAULT", "YIELD": "RETREAT"}
"""Names of types that PLOVER has since changed."""
OLD_CODES: Final = {"JAP": "JPN", "ITL": "ITA"}
"""Countries that the records write otherwise than ISO 3166-1."""
MUTUAL: Final = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE"})
"""Types whose sides may all stand as actors."""


def score(path: Path, keep: Keep) -> dict[str, Any]:
    """Score PLOVER records: share with the right type, and with the right type and all countries on both sides.

    A record counts as met where one event of its sentence meets it; `events_per_sentence`
    says how many there were to choose from.
    """
    rows = _load(path)
    counts = {"root": 0, "root_and_actors": 0}
    gold = events = 0
    for number, row in enumerate(rows):
        found = read_sentence(row["text"].strip())
        events += len(found)
        keep({"i": number, "id": row.get("id"), "events": [_as_row(event) for event in found]})
        if "event" not in row:
            continue
        gold += 1
        code = OLD_NAMES.get(row["event"], row["event"])
        roots = [event for event in found if event.code == code]
        counts["root"] += bool(roots)
        counts["root_and_actors"] += any(_same_sides(event, row) for event in roots)
    scores: dict[str, Any] = {"sentences": len(rows)}
    if rows:
        scores["events_per_sentence"] = round(events / len(rows), 2)
    if gold:
        scores |= {name: round(100 * count / gold, 1) for name, count in counts.items()}
    return scores


def _load(path: Path) -> list[dict[str, Any]]:
    """Return the records of a file; the first, which documents the format, and those without text are left out."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SuiteError(
            f"{path}: not a JSON list of PLOVER records ({error}); give the file itself"
        ) from error
    if not isinstance(rows, list):
        raise SuiteError(f"{path}: a JSON list of PLOVER records is expected; give the file itself")
    return [
        row for row in rows if isinstance(row, dict) and row.get("text") and row.get("event") != "DOCUMENT"
    ]


def _countries(sides: object) -> set[str]:
    """Return the countries of one side of a record; a side that is no list of actors has none."""
    rows = [side for side in sides if isinstance(side, dict)] if isinstance(sides, list) else []
    return {OLD_CODES.get(code, code) for row in rows if (code := str(row.get("code") or ""))}


def _same_sides(event: Projected, row: dict[str, Any]) -> bool:
    """Tell whether an event has every country of a record on its side (on either, where all may act)."""
    source, target = _countries(row.get("source")), _countries(row.get("target"))
    actors: set[str | None] = {party.country for party in event.actors}
    recipients: set[str | None] = {party.country for party in event.recipients}
    if event.code in MUTUAL:
        return _has(actors | recipients, source | target)
    return _has(actors, source) and _has(recipients, target)


def _has(codes: set[str | None], wanted: set[str]) -> bool:
    """Tell whether every country is among the codes; IGO stands for the United Nations and the European Union too."""
    return all(code in codes or (code == "IGO" and bool(codes & {"UNO", "EUR"})) for code in wanted)


def _as_row(event: Projected) -> dict[str, Any]:
    sides = {
        name: [{"text": p.text, "value": p.value, "code": p.country, "sector": p.sector} for p in parties]
        for name, parties in (("source", event.actors), ("target", event.recipients))
    }
    return {"event": event.code, "mode": event.mode, **sides}
