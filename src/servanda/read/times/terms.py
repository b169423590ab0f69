"""Terms that renew themselves: "five years, automatically extended unless a Party gives notice six months before"."""

from collections.abc import Sequence
from dataclasses import dataclass

from servanda.read.times.lexicon import load_lexicon
from servanda.read.times.value import Time


@dataclass(frozen=True, slots=True)
class Renewal:
    """How a term goes on. length: of each renewal (the term's own where no other is said); notice: how long before its end."""

    length: Time | None
    notice: Time | None


def find_renewal(text: str, times: Sequence[Time], term: Time, offset: int = 0) -> Renewal:
    """Return how a term is renewed, and by when notice is due, as its sentence says.

    text: the sentence, which begins at `offset`; times: those of the sentence; term: the time that is the term.
    """
    lists = load_lexicon().lists
    low = " ".join(text.casefold().split())
    plain = text.casefold()
    starts = [plain.find(phrase) for phrase in lists["renewing"] if phrase in plain]
    notice = next((time for time in times if time is not term and _is_notice(time, plain, offset)), None)
    if not any(word in low for word in lists["notice"]):
        notice = None
    if not starts:
        return Renewal(None, notice)
    later = [
        time
        for time in times
        if time.kind == "duration"
        and time.length
        and "X" not in time.length
        and time not in (notice, term)
        and time.core[0] - offset > min(starts)
    ]
    return Renewal(next(iter(later), term), notice)


def _is_notice(time: Time, text: str, offset: int) -> bool:
    """Tell whether a time lies before the end of the term, or is the length of a notice ("six months' notice")."""
    if (time.offset or "").startswith("-"):
        return True
    behind = text[time.core[1] - offset :].lstrip(" '’s-")
    return (
        time.kind == "duration"
        and time.length is not None
        and behind.startswith(("notice", "prior notice", "advance notice", "written notice"))
    )
