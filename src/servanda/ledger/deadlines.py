"""When a commitment is due: anchors, counting, and the deadlines that later words put in place of the first."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
from dateutil.relativedelta import relativedelta

from servanda.ledger.days import read_bounds, read_day
from servanda.ledger.words import Word
from servanda.model import Deadline, Extension, edtf

_ISO = re.compile(r"-?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:\d+M)?)?")
_WORDED = re.compile(r"\b(\d+|[a-z-]+)[ -](hour|day|week|month|year)s?\b")
_DAY_N = re.compile(r"\b(?:day|d)[ +-]*(\d+)\b|^\s*(\d+)\s*$")
_NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_MORE_NUMBERS = {
    "a": 1, "an": 1, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "sixty": 60,
    "ninety": 90, "hundred": 100, "forty-eight": 48, "seventy-two": 72, "twenty-four": 24, "forty-five": 45,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day from which a deadline counts, and how it is known."""

    day: date
    known: str


def read_offset(text: str | None) -> relativedelta | None:
    """Return a distance in time (``P30D``, ``30 days``, ``a month``, ``48 hours``), without its sign; hours make whole days."""
    if not text:
        return None
    iso = _ISO.fullmatch(text.strip())
    if iso and any(iso.groups()):
        years, months, weeks, days, hours = (int(part or 0) for part in iso.groups())
        return relativedelta(years=years, months=months, days=weeks * 7 + days + math.ceil(hours / 24))
    worded = _WORDED.search(text.lower())
    number = _read_number(worded[1]) if worded else None
    if worded is None or number is None:
        return None
    lengths = {
        "hour": relativedelta(days=math.ceil(number / 24)), "day": relativedelta(days=number),
        "week": relativedelta(days=7 * number), "month": relativedelta(months=number), "year": relativedelta(years=number),
    }  # fmt: skip
    return lengths[worded[2]]


def _read_number(text: str) -> int | None:
    """Return a number in digits or words."""
    if text.isdigit():
        return int(text)
    return _NUMBERS.index(text) if text in _NUMBERS else _MORE_NUMBERS.get(text)


def compute(deadline: Deadline, anchor: Anchor) -> str | None:
    """Return the last day in time, counted from an anchor, or None where the text gives no distance.

    N days after is anchor + N; day N of something is anchor + N − 1, but + N where
    the text says "after"; before something is at least a day before it; the count
    "before" leaves out the last day.
    """
    try:
        day = _count(deadline, anchor.day)
    except (OverflowError, ValueError):
        return None
    if day is not None and deadline.counts == "before" and deadline.form != "before-event":
        day -= timedelta(days=1)
    return edtf.format_day(day) if day is not None else None


def _count(deadline: Deadline, base: date) -> date | None:
    offset = read_offset(deadline.offset)
    if deadline.form == "before-event":
        return base - (offset or relativedelta(days=1))
    if deadline.form == "day-n":
        found = _DAY_N.search((deadline.offset or deadline.text or "").lower())
        if offset is None and found:
            offset = relativedelta(days=int(found[1] or found[2]))
        if offset is None:
            return None
        after = re.search(r"\bafter\b", (deadline.text or "").lower()) is not None
        return base + offset - timedelta(days=0 if after else 1)
    if deadline.form in ("after-signature", "after-event") and offset is not None:
        return base + offset
    return None


def find_anchor(deadline: Deadline, words: Iterable[Word], signed: Anchor | None) -> Anchor | None:
    """Return the anchor's day: of signature, or the first day on which a dated claim says that it happened."""
    if deadline.form == "after-signature":
        return signed
    days = sorted(
        (day, word.claim)
        for word in words
        if word.says == "anchor-happened" and word.dated and (day := read_day(word.as_at))
    )
    return Anchor(days[0][0], f"claim {days[0][1]}") if days else None


def settle_deadline(
    deadline: Deadline, words: Sequence[Word], signed: Anchor | None
) -> tuple[Deadline, list[str]]:
    """Return the deadline that counts by these words, with those it replaced, and how it came about."""
    reasons: list[str] = []
    current = msgspec.structs.replace(deadline, extensions=list(deadline.extensions))
    if current.edtf is None and current.form in ("after-signature", "after-event", "day-n", "before-event"):
        anchor = find_anchor(current, words, signed)
        if anchor is not None:
            current.edtf = compute(current, anchor)
            current.form = current.form if current.edtf else "vague"
            reasons.append(
                f"deadline: {current.edtf or 'no distance stated'}, counted from {anchor.day} ({anchor.known})"
            )
    for word in words:
        if word.says == "extended" or (word.says == "deadline-set" and word.until is not None):
            reasons.append(_replace(current, word))
    return current, reasons


def _replace(deadline: Deadline, word: Word) -> str:
    """Put a later deadline in place of the present one, which stays in the history; return what was done."""
    _, old = read_bounds(deadline.edtf)
    _, new = read_bounds(word.until)
    if word.says == "deadline-set" and deadline.edtf is not None and deadline.edtf != word.until:
        return (
            f"deadline: another one, {word.until}, is named but does not replace {deadline.edtf} ({word.who})"
        )
    if old is not None and new is not None and new <= old:
        return f"deadline: {word.until} is no extension of {deadline.edtf} ({word.who})"
    before = deadline.edtf or deadline.text
    if not deadline.extensions and before is not None:
        deadline.extensions.append(
            Extension(text=deadline.text or "", edtf=deadline.edtf, claim=deadline.claim or word.claim)
        )
    if before is not None:
        deadline.extensions.append(Extension(text=word.text, edtf=word.until, claim=word.claim))
    deadline.text = word.text or None
    deadline.edtf = word.until
    deadline.claim = word.claim
    deadline.form = "absolute" if word.until is not None else "vague"
    deadline.anchor = deadline.offset = deadline.counts = None
    verb = "set to" if before is None else f"{before} extended to"
    return f"deadline: {verb} {word.until or 'a date not stated'} ({word.who})"
