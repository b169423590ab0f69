"""Readers of dates of the calendar, whole or in part."""

import re

from servanda.read.times import guards
from servanda.read.times.mention import Grain, Mention
from servanda.read.times.readers.fit import Fit


def read_calendar(fit: Fit) -> list[Mention]:
    """Read a date of the calendar, whole or in part, from any order of its parts."""
    found = _calendar(fit, fit.first, fit.end)
    return [found] if found else []


def _calendar(fit: Fit, first: int, last: int) -> Mention | None:
    figures = fit.at
    year, month = figures.year(first, last), figures.month(first, last)
    day = figures.day(first, last) if month else None
    weekday = figures.named(first, last, "weekday") or figures.named(first, last, "wdabbr")
    grain: Grain = "day" if day else "month" if month else "year"
    if (month is None and year is None) or not guards.is_date(year, month, day):
        return None
    return Mention(
        fit.rule,
        first,
        last,
        "calendar",
        grain,
        year,
        month,
        day,
        weekday=int(weekday) if weekday and day else None,
    )


def read_iso(fit: Fit) -> list[Mention]:
    """Read 2020-11-09."""
    year, month, day = (int(part) for part in fit.word(fit.first).split("-"))
    return fit.make("calendar", "day", year, month, day) if guards.is_date(year, month, day) else []


def read_numeric(fit: Fit) -> list[Mention]:
    """Read 09.11.2020, and 9/11/2020 where only one order of day and month can be meant."""
    word = fit.word(fit.first)
    one, two, year = (int(part) for part in re.split(r"[./]", word))
    orders = [(one, two)] if "." in word or one == two else [(one, two), (two, one)]
    fitting = [(d, m) for d, m in orders if guards.is_date(year, m, d)]
    if len(fitting) != 1:
        return []
    day, month = fitting[0]
    return fit.make("calendar", "day", year, month, day)


def read_bare_month(fit: Fit) -> list[Mention]:
    """Read a month without a year where it is no verb and no name."""
    return read_calendar(fit) if guards.is_month(fit.at, fit.first, fit.last) else []


def read_bare_year(fit: Fit) -> list[Mention]:
    """Read four figures where they are no count and no number of a document."""
    return read_calendar(fit) if guards.is_year(fit.at, fit.first) else []


def read_bare_day(fit: Fit) -> list[Mention]:
    """Read "the 20th" as a day of the month told of."""
    if not guards.is_day(fit.at, fit.first, fit.last):
        return []
    return fit.make("calendar", "day", day=fit.at.ordinal(fit.first, fit.last))


def read_short_year(fit: Fit) -> list[Mention]:
    """Read ’89 after a preposition; the century is that of the day told of."""
    if fit.at.before(fit.first) not in fit.at.lists["before-year"]:
        return []
    return fit.make("calendar", "year", word=fit.word(fit.first)[1:])


def read_year_range(fit: Fit) -> list[Mention]:
    """Read 2014-2016, 1914–18 and 431-404 BC."""
    (a, _), (b, _) = fit.group("a"), fit.group("b")
    if fit.rule == "year-range-era":
        start, end = (1 - int(fit.word(i)) if fit.word(i).isdecimal() else 1 for i in (a, b))
    else:
        start = int(fit.word(a))
        figures = fit.word(b).lstrip("'’‘")
        end = int(figures) if len(figures) == 4 else start - start % 100 + int(figures)
    if not start < end:
        return []
    other = Mention(fit.rule, b, fit.last, "calendar", "year", end)
    return fit.make("calendar", "year", start, other=other, own_last=a + 1, relation="from-to")


def read_decade(fit: Fit) -> list[Mention]:
    """Read "1990s", "'90s" and "nineties" as the first year of the decade."""
    word = fit.word(fit.last - 1)
    named = fit.named("decadeword")
    digits = named or re.sub(r"\D", "", word)
    if named and not fit.has("the") and fit.at.before(fit.first) not in ("early", "late", "mid", "-"):
        return []
    year = int(digits)
    return fit.make("calendar", "decade", year if year >= 1000 else 1900 + year)


def read_century(fit: Fit) -> list[Mention]:
    """Read "19th century" as its first hundred (1800)."""
    number = fit.at.ordinal(fit.first, fit.last)
    if not number or number > 22:
        return []
    bc = any(fit.at.is_in(i, "era") for i in range(fit.first, fit.last))
    year = -100 * (number - 1) - 1 if bc else 100 * (number - 1)
    return fit.make("calendar", "century", year)


def read_season(fit: Fit) -> list[Mention]:
    """Read a season with its year."""
    code = fit.named("season")
    year = fit.at.year(fit.first, fit.last)
    return fit.make("calendar", "season", year, code=int(code or 0))


def read_bare_season(fit: Fit) -> list[Mention]:
    """Read a season without a year where it is no verb and no name."""
    return read_season(fit) if guards.is_season(fit.at, fit.first, fit.last) else []


def read_quarter(fit: Fit) -> list[Mention]:
    """Read "the third quarter of 2022", "Q3 2022", "the third quarter of last year"."""
    named = fit.named("qnum")
    number = int(named) - 32 if named else fit.at.ordinal(fit.first, fit.end)
    if not number or not 1 <= number <= 4 or (fit.inner and fit.inner.grain != "year"):
        return []
    year = fit.at.year(fit.first, fit.end)
    return fit.make("calendar", "quarter", year, code=32 + number, inner=fit.inner)


def read_holiday(fit: Fit) -> list[Mention]:
    """Read a feast that falls on one day of the calendar."""
    named = fit.named("holiday")
    month, day = (int(part) for part in (named or "0-0").split("-"))
    year = fit.at.year(fit.first, fit.last)
    return fit.make("calendar", "day", year, month, day - fit.has("eve"))


def read_new_year(fit: Fit) -> list[Mention]:
    """Read New Year's Day and New Year's Eve."""
    year = fit.at.year(fit.first, fit.last)
    if not fit.at.is_capital(fit.first):
        return []
    month, day = (12, 31) if fit.has("eve") else (1, 1)
    return fit.make("calendar", "day", year, month, day)


def read_day_list(fit: Fit) -> list[Mention]:
    """Read "9 and 11 January 2021" and "January 9 and 11, 2021": every day is a mention of its own."""
    first, last = fit.group("m")
    whole = _calendar(fit, first, last)
    end = fit.end
    if whole is None:
        return []
    found: list[Mention] = []
    for index in [*range(fit.first, first), *range(last, end)]:
        if fit.at.is_in(index, "day") or fit.at.is_in(index, "ord31"):
            number = fit.at.day(index, index + 1)
            if not guards.is_date(whole.year, whole.month, number):
                return []
            found.append(
                Mention(fit.rule, index, index + 1, "calendar", "day", whole.year, whole.month, number)
            )
    if last < end:
        if not guards.ends_list(fit.at, end):
            return []
        year = fit.at.year(last, end)
        found[-1].last = end
        if year is not None:
            for each in (whole, *found):
                each.year = year
    return sorted([*found, whole], key=lambda m: m.first)


def read_day_range(fit: Fit) -> list[Mention]:
    """Read "12-14 September 2022", "from 5 to 7 March", "September 12-14, 2022"."""
    (a, a_end), (b, b_end) = fit.group("a"), fit.group("b")
    month_first = fit.at.month(a, a_end) is not None
    whole = _calendar(fit, a, a_end) if month_first else _calendar(fit, b, b_end)
    short = fit.at.day(b, b_end) if month_first else fit.at.day(a, a_end)
    if whole is None or not guards.is_date(whole.year, whole.month, short):
        return []
    year = fit.at.year(b, fit.last) if month_first else whole.year
    if month_first and not guards.ends_list(fit.at, fit.last):
        return []
    start_day, end_day = (whole.day, short) if month_first else (short, whole.day)
    if start_day is None or end_day is None or start_day >= end_day:
        return []
    other = Mention(fit.rule, b, fit.last, "calendar", "day", year, whole.month, end_day)
    start = Mention(fit.rule, a, fit.last, "calendar", "day", year, whole.month, start_day, other=other)
    start.own_last, start.relation = a_end, "from-to"
    return [start]


def read_date_of_year(fit: Fit) -> list[Mention]:
    """Read "24 January of the same year", "June last year"."""
    if fit.inner is None or fit.inner.shape != "moved" or fit.inner.grain != "year" or fit.inner.modifier:
        return []
    if code := fit.named("season"):
        return fit.make("calendar", "season", code=int(code), inner=fit.inner)
    found = _calendar(fit, fit.first, fit.end)
    return [found.grown(fit.first, fit.last, inner=fit.inner)] if found else []
