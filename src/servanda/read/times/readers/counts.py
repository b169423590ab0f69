"""Readers of times counted from an event ("30 days after the signing")."""

from servanda.read.times import guards
from servanda.read.times.join import find_relation
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
    named = fit.word(fit.group("u")[0]) if fit.group("u")[0] >= 0 else "day"
    unit = {"date": "day", "anniversary": "year"}.get(named, named)
    number = number - 1 if word == "of" and named != "anniversary" else number
    length = Length(float(number), unit)
    if unit != "day" and number == 0 and fit.first and fit.at.before(fit.first) == "within":
        return fit.make("event", length=Length(1.0, unit), event=fit.event)
    if (at := fit.group("m"))[0] >= 0:
        months = fit.at.ordinal(*at)
        if not months:
            return []
        length = Length(float(months - 1), "month", Length(float(number), "day") if number else None)
    return fit.make("event", length=length, event=fit.event, word=None if named == "anniversary" else "day-n")


def read_d_day(fit: Fit) -> list[Mention]:
    """Read "D-Day + 90", "D+5 days"."""
    first, last = fit.group("n")
    number = fit.at.number(first, last)
    plus = next(i for i in range(fit.first, last) if fit.word(i) in ("plus", "+"))
    if number is None or not fit.at.is_capital(fit.first):
        return []
    unit = (fit.at.unit(fit.last - 1) if fit.last > last else None) or "day"
    return fit.make("event", length=Length(number, unit), event=(fit.first, plus), word="day-n")


def read_bound_event(fit: Fit) -> list[Mention]:
    """Read "the end of the Transitional Period" after a preposition."""
    if fit.event is None or not guards.has_preposition(fit.at, fit.first):
        return []
    sure = fit.at.before(fit.first) in ("by", "than", "before", "until", "till")
    sure = sure and not guards.is_cut(fit.at, fit.event)
    if not sure and not guards.is_event(fit.at, fit.event) and not guards.is_lasting(fit.at, fit.event):
        return []
    return fit.make("event", event=(fit.first, fit.event[1]), word="bound")


def read_date_of_event(fit: Fit) -> list[Mention]:
    """Read "the date of the referendum", "the entry into force of this Agreement" behind a preposition."""
    relation, _ = find_relation(fit.at.tokens, fit.at.lexicon, fit.first)
    dated = fit.rule == "entry-into-force" or fit.has("date", "day")
    if (
        relation is None
        or (relation == "at" and not dated)
        or fit.at.before(fit.first) in ("in", "between", "to")
    ):
        return []
    if fit.event is not None and not guards.is_event(fit.at, fit.event) and not fit.has("which", "when"):
        return []
    last = fit.event[1] if fit.event is not None else fit.last
    return fit.make("event", event=(fit.first, last), word="date")


def read_over_event(fit: Fit) -> list[Mention]:
    """Read "during the Transitional Period", "for the duration of the mandate": what lasts."""
    if fit.event is None or not guards.is_lasting(fit.at, fit.event, named=True):
        return []
    word = " ".join(fit.at.tokens.low[slice(*fit.group("w"))])
    whole = word in ("throughout", "for the duration of")
    mention = Mention(fit.rule, fit.event[0], fit.last, "event", event=fit.event, lead=fit.first)
    mention.word, mention.relation = "whole" if whole else "over", "within" if word == "within" else "during"
    return [mention]


def read_limit_event(fit: Fit) -> list[Mention]:
    """Read "no later than the elections"."""
    if fit.event is None or not guards.is_event(fit.at, fit.event):
        return []
    first = fit.event[0]
    counted = any(fit.at.is_in(first, name) for name in ("num", "numword", "ordinal", "units", "unit"))
    if counted or guards.is_cut(fit.at, fit.event):
        return []
    return [
        Mention(
            fit.rule, first, fit.last, "event", event=fit.event, word="limit", lead=fit.first, relation="by"
        )
    ]


def read_once_event(fit: Fit) -> list[Mention]:
    """Read "once the lists have been verified", "as soon as the parliament has ratified the treaty"."""
    if fit.event is None or fit.at.before(fit.first) in ("at", "all", "than"):
        return []
    words = fit.at.tokens.low[slice(*fit.event)]
    if not any(word in fit.at.lists["perfect"] for word in words[1:]) and not fit.has("such"):
        return []
    mention = Mention(fit.rule, fit.event[0], fit.last, "event", event=fit.event, lead=fit.first)
    opener = fit.word(fit.first)
    if opener == "when" and not any(word in ("has", "have", "enters", "comes", "takes") for word in words):
        return []
    mention.word = {"until": "until", "before": "before", "by": "limit"}.get(opener, "after")
    if opener == "by":
        mention.relation = "by"
    return [mention]


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
    loose = fit.word(fit.first) in ("alongside", "hand", "parallel") or fit.has(
        "conjunction", "step", "lockstep"
    )
    if loose and not guards.is_event(fit.at, fit.event):
        return []
    return fit.make("event", event=fit.event, word="simultaneous")
