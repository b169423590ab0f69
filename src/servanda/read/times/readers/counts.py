"""Readers of times counted from an event ("30 days after the signing")."""

from servanda.read.times import guards
from servanda.read.times.mention import Length, Mention
from servanda.read.times.readers.fit import Fit


def read_after_event(fit: Fit) -> list[Mention]:
    """Read "30 days after the signing", "two weeks before 5 May", "the day after the battle"."""
    first, last = fit.group("w")
    word = " ".join(fit.at.tokens.low[first:last])
    length = fit.at.length(fit.first, first)
    if fit.rule == "unit-after-event":
        length = Length(1, fit.at.unit(first - 1) or "day")
    if length is None or not guards.is_count_from(fit.at, fit.first, word, fit.event, fit.last):
        return []
    sign = -1 if word in ("before", "prior to", "preceding", "ahead of", "in advance of") else 1
    return fit.make("event", length=length, sign=sign, event=fit.event, inner=fit.inner, own_last=first)


def read_day_n(fit: Fit) -> list[Mention]:
    """Read "day 2 of the ceasefire", "the 1st day of the 27th month of the Transition"."""
    word = fit.word(fit.group("w")[0])
    a, b = fit.group("n")
    number = fit.at.ordinal(a, b) or fit.at.number(a, b)
    if not number or fit.inner is not None:
        return []
    unit = "day"
    if (at := fit.group("u"))[0] >= 0:
        unit = {"date": "day", "anniversary": "year"}.get(fit.word(at[0]), fit.word(at[0]))
    number = number - 1 if word == "of" and unit != "year" else number
    length = Length(float(number), unit)
    if unit not in ("day", "year") and number == 0 and fit.first and fit.at.before(fit.first) == "within":
        length = Length(1.0, unit)
    if (at := fit.group("m"))[0] >= 0:
        months = fit.at.ordinal(*at)
        if not months:
            return []
        length = Length(float(months - 1), "month", Length(float(number), "day") if number else None)
    is_day = unit == "day" or length.unit != unit
    return fit.make("event", length=length, event=fit.event, word="day-n" if is_day else None)


def read_bound_event(fit: Fit) -> list[Mention]:
    """Read "the end of the Transitional Period" after a preposition."""
    if (
        fit.event is None
        or not guards.has_preposition(fit.at, fit.first)
        or not guards.is_event(fit.at, fit.event)
    ):
        return []
    return fit.make("event", event=(fit.first, fit.event[1]), word="bound")


def read_upon(fit: Fit) -> list[Mention]:
    """Read "upon ratification", "immediately after the elections", "until the withdrawal"."""
    if (
        fit.event is None
        or not guards.is_event(fit.at, fit.event)
        or guards.is_called_upon(fit.at, fit.first)
    ):
        return []
    word = " ".join(fit.at.tokens.low[slice(*fit.group("w"))])
    return [Mention(fit.rule, fit.event[0], fit.last, "event", event=fit.event, word=word, lead=fit.first)]


def read_simultaneous(fit: Fit) -> list[Mention]:
    """Read "in parallel with the withdrawal"."""
    if fit.event is None:
        return []
    return fit.make("event", event=fit.event, word="simultaneous")
