"""Persons' verdicts on fields of records: they override, and are shown beside what they override."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, get_args, get_origin, get_type_hints

import msgspec

from servanda.model import Settled, Variant, Verdict
from servanda.resolve.decide import make_id

LEDGER: Final = frozenset(
    {
        "deadline",
        "clock",
        "score",
        "standing",
        "reversed",
        "violated",
        "suspended",
        "superseded",
        "last_evidence",
    }
)
"""Fields that the ledger derives; verdicts on them are its business."""

FIXED: Final = frozenset({"id", "claims", "background", "disagreements", "evidence", "reasons", "positions"})
"""Fields that no verdict changes."""


def apply_rulings(records: Iterable[Settled], verdicts: Iterable[Verdict]) -> None:
    """Set fields as persons ruled, the latest ruling on each; a ruling that does not fit its field is left out."""
    latest: dict[str, Verdict] = {}
    for verdict in verdicts:
        kept = latest.get(verdict.target)
        if "#" in verdict.target and (kept is None or (verdict.at, verdict.id) > (kept.at, kept.id)):
            latest[verdict.target] = verdict
    if not latest:
        return
    by_id = find_records(records)
    for target in sorted(latest, key=lambda target: (latest[target].at, target)):
        record_id, _, name = target.partition("#")
        record = by_id.get(record_id)
        if record is not None and name not in LEDGER | FIXED and name in record.__struct_fields__:
            _rule(record, name, latest[target])


def find_records(records: Iterable[Settled]) -> Mapping[str, Settled]:
    """Return records by id, and by every id that they may have had before further claims joined them."""
    by_id: dict[str, Settled] = {}
    for record in records:
        if record.id.startswith("A"):
            by_id[record.id] = record
            continue
        for claim in record.claims:
            by_id[make_id(record.id[0], claim)] = record
    return by_id


def _rule(record: Settled, name: str, verdict: Verdict) -> None:
    """Set one field, and keep the ruling among the versions of the field."""
    try:
        value = read_ruling(verdict.ruling, get_type_hints(type(record))[name])
    except msgspec.ValidationError:
        return
    setattr(record, name, value)
    ruled = Variant(value=verdict.ruling, claims=[], said_by=[verdict.by], publishers=[])
    record.disagreements[name] = [ruled, *record.disagreements.get(name, [])]


def read_ruling(ruling: str, kind: Any) -> Any:  # noqa: ANN401 (the type of the field)
    """Return a ruling as a value of a field's type; lists are parted by `` + ``, ``null`` is not stated."""
    if get_origin(kind) is list:
        return msgspec.convert([part.strip() for part in ruling.split(" + ") if part.strip()], kind)
    if ruling in ("", "null") and type(None) in get_args(kind):
        return None
    return msgspec.convert(ruling, kind, strict=False)
