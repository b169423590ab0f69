"""Days of EDTF texts, for counting."""

from datetime import date

from servanda.model import edtf


def read_bounds(text: str | None) -> tuple[date | None, date | None]:
    """Return first and last day of an EDTF text; None where it is open, none, or no EDTF."""
    if text is None:
        return None, None
    try:
        period = edtf.parse(text)
    except ValueError:
        return None, None
    return period.lower, period.upper


def read_day(text: str | None) -> date | None:
    """Return the day that a text gives, or None where it gives none or more than one."""
    first, last = read_bounds(text)
    return first if first == last else None
