"""Instants at which Servanda learnt something: written alike, so that text order is time order."""

from datetime import UTC, date, datetime, time

from servanda.store.errors import RecordError

KnownBy = str | date | datetime | None
"""A day (to its end, UTC), an instant, or None for all that is known."""


def write_instant(moment: datetime) -> str:
    """Return a moment as ``YYYY-MM-DDTHH:MM:SS.ffffffZ``; one without a zone is taken as UTC."""
    aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return aware.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def read_instant(text: str, what: str) -> str:
    """Return an ISO 8601 instant or day in the record's form; `what` names it in the error.

    Raises RecordError where the text is neither.
    """
    try:
        return write_instant(datetime.fromisoformat(text.strip()))
    except (ValueError, OverflowError) as error:
        raise RecordError(
            f"{what} is {text!r}, which is not an instant", hint="write it like 2022-09-05T10:00:00Z"
        ) from error


def tell_now() -> str:
    """Return the present instant in the record's form."""
    return write_instant(datetime.now(UTC))


def read_bound(known_by: KnownBy) -> str | None:
    """Return the last instant that `known_by` lets through, or None for no bound.

    A day means to its end, UTC. Raises RecordError for what is neither day nor instant.
    """
    if known_by is None:
        return None
    if isinstance(known_by, str):
        known_by = _parse_bound(known_by.strip())
    if isinstance(known_by, datetime):
        return write_instant(known_by)
    return write_instant(datetime.combine(known_by, time.max, UTC))


def _parse_bound(text: str) -> date | datetime:
    """Return the day or instant that a text names; raises RecordError for neither."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise RecordError(
            f"known by {text!r}: neither a day nor an instant",
            hint="write 2022-09-05, or 2022-09-05T10:00:00Z",
        ) from error
