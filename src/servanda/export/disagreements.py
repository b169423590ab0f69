"""Where sources say different things: of one record's fields, of a commitment, of an event that a side denies."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from servanda.export.dates import say_date, sort_key
from servanda.export.frame import NOT_STATED, bold, build_table, dim, label, name_field, say_variant, stack
from servanda.export.trail import Trail
from servanda.model import Agreement, Commitment, Event, Meeting, Records, Settled, Variant

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text


def table_disagreements(
    records: Records, trail: Trail, title: str = "Where the sources disagree"
) -> "Table | None":
    """Return what sources disagree on, each version with who says it; None where there is nothing."""
    rows = [
        *_list_fields([*records.meetings, *records.agreements, *records.events]),
        *_list_commitments(records.commitments),
        *_list_denials(records.events, trail),
    ]
    if not rows:
        return None
    table = build_table(title, (("About", None), ("Who says what", None)))
    for about, versions in rows:
        table.add_row(about, versions)
    return table


def name_record(record: Settled) -> str:
    """Return a record in a line: what, when, where, who."""
    if isinstance(record, Meeting):
        return _join("Meeting", record.date, record.place, record.participants)
    if isinstance(record, Agreement):
        return _join(record.title or record.kind or "Agreement", record.signed, record.place, record.parties)
    if isinstance(record, Event):
        return _join(record.code, record.date, record.place, [*record.actors, *record.recipients])
    if isinstance(record, Commitment):
        return _join(record.act, record.deadline.edtf, record.place, record.obligors)
    return getattr(record, "name", record.id)


def _join(what: str, date: str | None, place: str | None, names: list[str]) -> str:
    shown = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
    return " · ".join(part for part in (what, say_date(date) if date else None, place, shown) if part)


def _list_fields(records: list[Meeting | Agreement | Event]) -> "Iterator[tuple[Text, Text]]":
    for record in sorted(
        records, key=lambda item: sort_key(getattr(item, "date", None) or getattr(item, "signed", None))
    ):
        if record.disagreements:
            lines = _tell_variants(record.disagreements)
            yield stack(name_record(record), dim(record.id)), stack(*lines)


def _tell_variants(variants_by_field: dict[str, list[Variant]]) -> "Iterator[Text]":
    """Yield each field that sources disagree on, with every version and who says it."""
    for name, variants in variants_by_field.items():
        yield stack(bold(name_field(name)), *(_tell_variant(name, variant) for variant in variants))


def _tell_variant(name: str, variant: Variant) -> "Text":
    who = ", ".join(dict.fromkeys(variant.said_by or variant.publishers)) or NOT_STATED
    return label(f"  {who}:", say_variant(name, variant.value)) or dim(who)


def _list_commitments(commitments: list[Commitment]) -> "Iterator[tuple[Text, Text]]":
    for commitment in commitments:
        fields = list(_tell_variants(commitment.disagreements))
        words = []
        if commitment.standing == "disputed":
            spoken = (
                (" › ".join(item.said_by) or item.document, item.says, item.as_at or item.published)
                for item in commitment.evidence
            )
            words = [
                label(f"  {who}:", f"{says}{f' ({say_date(at)})' if at else ''}")
                for who, says, at in dict.fromkeys(spoken)
            ]
        if fields or words:
            yield (
                stack(name_record(commitment), dim(commitment.id)),
                stack(*fields, bold("how it stands") if words else None, *words),
            )


def _list_denials(events: list[Event], trail: Trail) -> "Iterator[tuple[Text, Text]]":
    """Yield events that are only denied: nobody on record says that they were so."""
    for event in events:
        if event.negated and event.force == "alleged" and (event.actors or event.said_by):
            denier = ", ".join(event.said_by or trail.publishers_of(event)) or NOT_STATED
            yield (
                stack(name_record(event), dim(event.id)),
                stack(
                    bold("whether it was so"),
                    label(f"  {denier}:", "not so; no one on record says that it was"),
                ),
            )
