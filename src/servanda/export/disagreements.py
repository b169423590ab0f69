"""Where sources say different things: of one record's fields, of a commitment, of an event that another denies."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from servanda.export.dates import find_bounds, say_date, sort_key
from servanda.export.frame import (
    NOT_STATED,
    bold,
    build_table,
    dim,
    label,
    name_field,
    say_act,
    say_variant,
    stack,
)
from servanda.export.trail import NO_PUBLISHER, Trail
from servanda.model import Agreement, Commitment, Event, Meeting, Records, Settled, Variant

if TYPE_CHECKING:
    from datetime import date

    from rich.table import Table
    from rich.text import Text

ANSWER_DAYS: Final = 30
"""So many days may lie between an allegation and its denial."""
_TOLD: Final = frozenset({"asserted", "alleged"})


def table_disagreements(
    records: Records, trail: Trail, title: str = "Where the sources disagree"
) -> "Table | None":
    """Return what sources disagree on, each version with who says it; None where there is nothing."""
    rows = [
        *_list_fields([*records.meetings, *records.agreements, *records.events]),
        *_list_commitments(records.commitments, trail),
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
        return _join(say_act(record.act, record.kind), record.deadline.edtf, record.place, record.obligors)
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


def _list_commitments(commitments: list[Commitment], trail: Trail) -> "Iterator[tuple[Text, Text]]":
    for commitment in commitments:
        fields = list(_tell_variants(commitment.disagreements))
        words = []
        if commitment.standing == "disputed":
            spoken = (
                (trail.say_speaker(item), item.says, item.as_at or item.published)
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
    """Yield pairs of an act that one voice tells of and another denies, where they are two records.

    A denial that answers nothing on record is no disagreement.
    """
    told = [event for event in events if not event.negated and event.force in _TOLD]
    for denial in events:
        if not denial.negated or denial.force not in _TOLD:
            continue
        for event in told:
            if _answers(denial, event, trail):
                yield (
                    stack(name_record(event), dim(f"{event.id}, denied in {denial.id}")),
                    stack(
                        bold("whether it was so"),
                        label(f"  {_name_voices(event, trail)}:", "it was so"),
                        label(f"  {_name_voices(denial, trail)}:", "not so"),
                    ),
                )


def _answers(denial: Event, event: Event, trail: Trail) -> bool:
    """Tell whether a denial is of an event: the same act by the same actor, told at about the same time by another."""
    if denial.code != event.code or not set(denial.actors) & set(event.actors):
        return False
    if denial.mode and event.mode and denial.mode != event.mode:
        return False
    if _name_voices(denial, trail) == _name_voices(event, trail):
        return False
    if denial.recipients and event.recipients and not set(denial.recipients) & set(event.recipients):
        return False
    one, two = _list_days(denial, trail), _list_days(event, trail)
    return any(abs((left - right).days) <= ANSWER_DAYS for left in one for right in two)


def _list_days(event: Event, trail: Trail) -> "list[date]":
    """Return when an event was told of."""
    days = (find_bounds(document.published)[0] for _, document in trail.claims_of(event))
    return [day for day in days if day is not None]


def _name_voices(event: Event, trail: Trail) -> str:
    """Return who tells of an event: its speakers, else its publishers."""
    return ", ".join(event.said_by or trail.publishers_of(event)) or NO_PUBLISHER
