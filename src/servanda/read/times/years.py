"""The year of dates that are written without one: by publication and tense, or by the thread of the narrative."""

from datetime import date, timedelta
from typing import Final

from dateutil.easter import easter
from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta

from servanda.read.times.context import Answer, Context, answer_with, missing
from servanda.read.times.guards import is_date
from servanda.read.times.known import STARTS, Known, know_day, shift
from servanda.read.times.mention import Mention
from servanda.read.times.tense import Tense

_WEEKDAYS: Final = {"MO": MO, "TU": TU, "WE": WE, "TH": TH, "FR": FR, "SA": SA, "SU": SU}

RECENT_DAYS: Final = 62
"""A yearless day in a news report that lies this close before publication is of that year, whatever was told before."""
_LONG_AGO_DAYS: Final = 240
_SOON_DAYS: Final = 120
_LOOK_BACK_MONTHS: Final = 6
"""A yearless month in a narrative may go back half a year; a longer way back means the next year."""
_LINE_BACK: Final = 2
_LINE_AHEAD: Final = 5
"""Years by which the thread of a narrative may go back or ahead at once; more is an aside."""


def resolve_yearless(mention: Mention, context: Context) -> Answer:
    """Resolve a day, month or season without a year, or a day without a month."""
    if mention.month is None and mention.code is None:
        return _resolve_day_alone(mention, context)
    tense = context.tense(mention)
    if context.now is not None and not context.history:
        near = _near_year(mention, context.now, tense)
        if near is None:
            return Answer(grain=mention.grain)
        recent = near.date is not None and abs((context.now - near.date).days) <= RECENT_DAYS
        quarter = mention.grain == "quarter" and (
            context.then is None or context.then.sentence != context.sentence
        )
        if recent or quarter or tense == "future" or not context.tells():
            return answer_with(near, context.now_against, f"year from {context.now_against}")
    line = context.main or context.then
    if line is None:
        if context.now is None:
            return missing(mention.grain)
        near = _near_year(mention, context.now, tense)
        return (
            answer_with(near, context.now_against, f"year from {context.now_against}")
            if near
            else Answer(grain=mention.grain)
        )
    against = f"{line.edtf} in the text"
    return answer_with(
        Known(mention.grain, _told_year(mention, line), mention.month, mention.day, mention.code, explicit=True),
        against, f"year from {against}",
    )  # fmt: skip


def resolve_feast(mention: Mention, context: Context) -> Answer:
    """Resolve a movable feast: in its year, in that told of, or the nearest in the direction told."""
    code = mention.feast or ""
    if mention.year is not None:
        day = find_feast(code, mention.year)
        return answer_with(know_day(day, explicit=True), None) if day else Answer()
    if context.then is not None and context.tells():
        day = find_feast(code, context.then.year)
        return (
            answer_with(know_day(day), context.then_against, f"year from {context.then_against}")
            if day
            else Answer()
        )
    if context.now is None:
        return missing()
    now, tense = context.now, context.tense(mention)
    days = [day for year in (now.year - 1, now.year, now.year + 1) if (day := find_feast(code, year))]
    if tense != "unknown":
        days = [day for day in days if (day >= now if tense == "future" else day <= now)]
    if not days:
        return Answer()
    nearest = min(days, key=lambda day: abs((day - now).days))
    return answer_with(know_day(nearest), context.now_against, f"year from {context.now_against}")


def find_feast(code: str, year: int) -> date | None:
    """Return the day of a feast ("12 26", "11 TH 4", "easter -2") in a year of Python's calendar."""
    parts = code.split()
    if not 1 <= year <= 9999:
        return None
    if parts[0] == "easter":
        return easter(year) + timedelta(days=int(parts[1])) if 326 < year < 4099 else None
    if len(parts) == 2:
        return date(year, int(parts[0]), int(parts[1]))
    count = int(parts[2])
    first = date(year, int(parts[0]), 1)
    weekday = _WEEKDAYS[parts[1]](count)
    return first + (relativedelta(weekday=weekday) if count > 0 else relativedelta(day=31, weekday=weekday))


def _near_year(mention: Mention, now: date, tense: Tense) -> Known | None:
    """Return a yearless day or month in the year that is nearest to now in the direction told.

    Where no direction is told it lies behind, unless that is most of a year ago and
    the next one is near; a deadline ("by 15 May") is then the nearer of both.
    """
    month = mention.month or STARTS.get(mention.code or 0, 1)
    options = [
        Known(mention.grain, year, mention.month, mention.day, mention.code)
        for year in range(max(1, now.year - 8), now.year + 9)
        if is_date(year, month, mention.day)
    ]
    today = (now.month, now.day) if mention.day else (now.month, 0)
    place = (month, mention.day or 0)
    behind = [k for k in options if (k.year, place) <= (now.year, today)]
    ahead = [k for k in options if (k.year, place) >= (now.year, today)]
    if mention.weekday is not None:
        behind, ahead = (_fitting_weekday(ks, mention.weekday) for ks in (behind[::-1], ahead))
        behind = behind[::-1]
    if tense == "unknown" and behind and ahead:
        since, until = (abs((date(k.year, month, k.day or 1) - now).days) for k in (behind[-1], ahead[0]))
        limit = mention.relation in ("by", "until", "before", "within")
        if until < since if limit else since > _LONG_AGO_DAYS and until < _SOON_DAYS:
            return ahead[0]
    if tense == "future":
        return ahead[0] if ahead else None
    return behind[-1] if behind else None


def _fitting_weekday(options: list[Known], weekday: int) -> list[Known]:
    """Keep the years in which the day falls on the weekday named, where there are any."""
    return [k for k in options if k.date is not None and k.date.isoweekday() == weekday] or options


def _told_year(mention: Mention, then: Known) -> int:
    """Return the year of a yearless month in a narrative: that of the day told of, or the next after its turn."""
    month = mention.month or STARTS.get(mention.code or 0, 1)
    told = then.month or (STARTS.get(then.code, 0) if then.code else 0)
    return then.year + 1 if told and told - month > _LOOK_BACK_MONTHS else then.year


def _resolve_day_alone(mention: Mention, context: Context) -> Answer:
    """Resolve "the 20th"."""
    day = mention.day or 1
    if (
        context.then is not None
        and context.then.month
        and (context.tells() or context.then.paragraph == context.paragraph)
    ):
        month = Known("month", context.then.year, context.then.month)
        if context.then.day and context.then.day - day > 7:
            month = shift(month, relativedelta(months=1)) or month
        known = Known("day", month.year, month.month, day, explicit=True)
        return answer_with(known, context.then_against, f"month from {context.then_against}")
    if context.now is None or context.history:
        return missing()
    ahead = context.tense(mention) == "future"
    months = [
        context.now + relativedelta(months=n, day=1) for n in (range(12) if ahead else range(0, -12, -1))
    ]
    for first in months:
        if is_date(first.year, first.month, day):
            found = first.replace(day=day)
            if found >= context.now if ahead else found <= context.now:
                return answer_with(know_day(found), context.now_against, f"month from {context.now_against}")
    return Answer()


def find_century(short: int, context: Context) -> int:
    """Return the full year of ’89: in the century told of, else the last one before now."""
    if context.then is not None and context.tells():
        return context.then.year - context.then.year % 100 + short
    if context.now is not None:
        year = context.now.year - context.now.year % 100 + short
        return year if year <= context.now.year else year - 100
    return 1900 + short


def follow_line(main: Known | None, before: Known | None, known: Known) -> Known:
    """Return the point that dates without a year count from.

    A year far from those told of is an aside ("declassified in 2005"), until a second
    date agrees with it. The year alone, told again, keeps the month.
    """
    if main is None:
        return known
    step = known.year - main.year
    if not -_LINE_BACK <= step <= _LINE_AHEAD and (
        before is None or abs(known.year - before.year) > _LINE_BACK
    ):
        return main
    if step == 0 and known.month is None and known.code is None:
        return main
    return known
