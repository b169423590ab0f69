"""From what the words say to dates: against publication, or against the day that the text last told of."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from dateutil.relativedelta import relativedelta

from servanda.model.edtf import DAY, interval, parse
from servanda.read.times.context import MISSING, Answer, Context, answer_with, missing
from servanda.read.times.known import Known, add, add_known, find_week, grain_of, know_day, to_delta
from servanda.read.times.mention import Length, Mention
from servanda.read.times.moved import move, move_month
from servanda.read.times.years import find_century, resolve_feast, resolve_yearless

_SATURDAY: Final = 6
_NEWS_DAYS: Final = 10
"""A time of day without a day is of the day told of where that lies this close before publication."""


def resolve(mention: Mention, context: Context) -> Answer:
    """Resolve one mention (for a range: its first end)."""
    resolver = _RESOLVERS.get(mention.shape)
    answer = resolver(mention, context) if resolver else Answer()
    if answer.known is not None:
        answer.known = replace(answer.known, paragraph=context.paragraph, sentence=context.sentence)
    return answer


def _resolve_calendar(mention: Mention, context: Context) -> Answer:
    if mention.feast is not None:
        return resolve_feast(mention, context)
    year, against, inferred = mention.year, None, mention.shared
    if mention.shared:
        against = mention.shared
    if mention.word and mention.word.isdecimal():
        year = find_century(int(mention.word), context)
        inferred = "the century is not written"
    if mention.inner is not None:
        inner = resolve(mention.inner, context)
        if inner.known is None:
            return inner
        year, against = inner.known.year, inner.against
    if year is None:
        return resolve_yearless(mention, context)
    return answer_with(
        Known(mention.grain, year, mention.month, mention.day, mention.code, explicit=True), against, inferred
    )


def _resolve_weekday(mention: Mention, context: Context) -> Answer:
    number = mention.weekday or 1
    if mention.inner is not None:
        week = resolve(mention.inner, context)
        if week.value is None:
            return week
        start = parse(week.value).lower
        return (
            answer_with(know_day(start + relativedelta(days=number - 1)), week.against) if start else Answer()
        )
    base, against = context.base(mention.back)
    if base is None or base.date is None:
        return missing()
    day = base.date
    tense = context.tense(mention)
    ahead = tense == "future" or (tense == "unknown" and mention.relation in ("by", "until"))
    if mention.word == "moved":
        if mention.step:
            day = day + relativedelta(days=mention.step)
            ahead = mention.step > 0
        else:
            found = find_week(day)[0] + relativedelta(days=number - 1)
            return answer_with(know_day(found), against)
    distance = number - day.isoweekday()
    found = day + relativedelta(days=distance % 7 if ahead else -(-distance % 7))
    return answer_with(know_day(found), against)


def _resolve_moved(mention: Mention, context: Context) -> Answer:
    """Resolve a unit some steps from now or from the day told of ("last week", "the following day")."""
    back = mention.back and not (
        mention.word in ("bare", "bound") and context.now is not None and not context.tells()
    )
    base, against = context.base(back)
    if mention.of_news and context.now is not None and base is not None:
        told = abs(base.year - context.now.year) <= 1
        base, against = (base, against) if told else (know_day(context.now), context.now_against)
    if mention.word == "weekend":
        return _resolve_weekend(mention, context)
    if (
        base is None
        and mention.back
        and mention.step <= 0
        and mention.grain in ("month", "year", "season")
        and context.now is not None
    ):
        base, against = know_day(context.now), context.now_against
    if context.now is not None and context.counts_loosely() and not _can_move(base, mention):
        base, against = know_day(context.now), context.now_against
    if base is None:
        return missing(mention.grain)
    if mention.month is not None:
        return answer_with(move_month(base, mention.month, mention.step), against)
    known = move(base, mention.grain, mention.step, mention.code)
    if isinstance(known, str):
        return Answer(known, mention.grain, against)
    if known is None:
        return missing(mention.grain) if base.grain != "day" else Answer(grain=mention.grain)
    explicit = base.explicit
    return answer_with(
        Known(known.grain, known.year, known.month, known.day, known.code, explicit=explicit), against
    )


def _can_move(base: Known | None, mention: Mention) -> bool:
    """Tell whether a unit can be counted from a point: a day cannot from a year."""
    if base is None:
        return False
    return mention.month is not None or move(base, mention.grain, mention.step, mention.code) is not None


def _resolve_weekend(mention: Mention, context: Context) -> Answer:
    """Resolve "the weekend": the last one, or the coming one where the text looks ahead."""
    base, against = context.base(context.history)
    if base is None or base.date is None:
        return missing("weekend")
    step = 0 if context.tense(mention) == "future" or base.date.isoweekday() >= _SATURDAY else -1
    if context.history:
        step = 0
    found = move(base, "weekend", step)
    return Answer(found, "weekend", against) if isinstance(found, str) else Answer(grain="weekend")


def _resolve_window(mention: Mention, context: Context) -> Answer:
    """Resolve "the next three years", "the past week"."""
    length = mention.length
    base, against = context.base(mention.back or context.tells_here(mention))
    if length is None or length.number is None:
        return Answer(grain=grain_of(length) if length else "day")
    if base is None:
        return missing(grain_of(length))
    if base.date is None:
        return Answer(grain=grain_of(length))
    other = add(base.date, length, mention.sign)
    if other is None:
        return Answer(grain=grain_of(length))
    start, end = sorted((base.date, other))
    return Answer(interval(start, end), grain_of(length), against)


def _resolve_ago(mention: Mention, context: Context) -> Answer:
    if mention.length is None or mention.length.number is None:
        return Answer(grain=grain_of(mention.length) if mention.length else "day")
    base, against = context.base(False)
    if base is None:
        return missing(grain_of(mention.length))
    return _count(base, mention.length, mention.sign, against)


def _resolve_later(mention: Mention, context: Context) -> Answer:
    if mention.length is None or mention.length.number is None:
        return Answer(grain=grain_of(mention.length) if mention.length else "day")
    if context.then is None:
        return missing(grain_of(mention.length))
    limit = mention.relation in ("by", "within", "before")
    if limit and not context.history and context.then.sentence != context.sentence:
        return Answer(grain=grain_of(mention.length))
    if context.then.grain == "quarter" and mention.length.unit == "year" and mention.length.rest is None:
        years = int(mention.length.number) * mention.sign
        return answer_with(replace(context.then, year=context.then.year + years), context.then_against)
    return _count(context.then, mention.length, mention.sign, context.then_against)


def _count(base: Known, length: Length, sign: int, against: str | None) -> Answer:
    grain = grain_of(length)
    if length.unit in ("hour", "minute", "second"):
        return Answer(grain="hour" if length.unit == "hour" else "minute")
    known = add_known(base, length, sign)
    if known is None:
        return Answer(grain=grain)
    answer = answer_with(
        Known(known.grain, known.year, known.month, known.day, explicit=base.explicit), against
    )
    if grain == "week" and answer.value is not None:
        answer.value, answer.grain = answer.value + "~", "week"
    return answer


def _resolve_event(mention: Mention, context: Context) -> Answer:
    """Resolve a length counted from a date that stands in the words; from an event there is no date."""
    if mention.inner is None or mention.length is None:
        return Answer(grain=grain_of(mention.length) if mention.length else "day")
    base = resolve(mention.inner, context)
    if base.known is None:
        return Answer(grain=grain_of(mention.length), unresolved=base.unresolved)
    against = f"{base.known.edtf} in the text"
    day = base.known.date
    delta = to_delta(mention.length)
    if day is None or delta is None:
        known = add_known(base.known, mention.length, mention.sign)
        return answer_with(known, against) if known else Answer()
    other = add(day, mention.length, mention.sign)
    if other is None:
        return Answer()
    if mention.relation in ("within", "during"):
        return Answer(interval(*sorted((day, other))), grain_of(mention.length), against, base.inferred)
    return Answer(other.isoformat(), "day", against, base.inferred, None, know_day(other, explicit=True))


def _resolve_part(mention: Mention, context: Context) -> Answer:
    """Resolve "the first two months of 1939"."""
    if mention.inner is None or mention.length is None:
        return Answer()
    whole = resolve(mention.inner, context)
    period = parse(whole.value) if whole.value else None
    if period is None or period.lower is None or period.upper is None:
        return Answer(grain=grain_of(mention.length), unresolved=whole.unresolved)
    if mention.sign < 0:
        start = add(period.upper + DAY, mention.length, -1)
        return (
            Answer(interval(start, period.upper), grain_of(mention.length), whole.against, whole.inferred)
            if start
            else Answer()
        )
    step = Length((mention.length.number or 1) * mention.step, mention.length.unit)
    start = add(period.lower, step)
    end = add(start, mention.length) if start else None
    if start is None or end is None or end - DAY < start:
        return Answer()
    return Answer(interval(start, end - DAY), grain_of(mention.length), whole.against, whole.inferred)


def _resolve_clock(mention: Mention, context: Context) -> Answer:
    """Resolve a time of day without a date: of the day told of in the same paragraph, else of no day."""
    then = context.then
    if then is None or then.date is None or then.paragraph != context.paragraph:
        if not context.counts_loosely() or context.now is None:
            return Answer(grain="minute", unresolved=MISSING if context.now is None else None)
        base, against = know_day(context.now), context.now_against
        if mention.word == "overnight" and context.tense(mention) != "future":
            base = know_day(context.now - DAY)
        elif then is not None and then.date is not None and 0 <= (context.now - then.date).days <= _NEWS_DAYS:
            base, against = then, context.then_against
        return Answer(base.edtf, "minute", against, f"day from {against}")
    return Answer(then.edtf, "minute", context.then_against, f"day from {context.then_against}")


_RESOLVERS: Final[dict[str, Callable[[Mention, Context], Answer]]] = {
    "calendar": _resolve_calendar,
    "weekday": _resolve_weekday,
    "moved": _resolve_moved,
    "window": _resolve_window,
    "ago": _resolve_ago,
    "later": _resolve_later,
    "event": _resolve_event,
    "part": _resolve_part,
    "clock": _resolve_clock,
}
