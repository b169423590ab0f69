"""Readers of what only TIMEX3 marks as a time: ages, rates, times of day without a day, feasts."""

from servanda.read.times import guards
from servanda.read.times.mention import Length, Mention
from servanda.read.times.readers.fit import Fit


def read_age(fit: Fit) -> list[Mention]:
    """Read "62-year-old", "18 years old", "26 years of age"."""
    length = fit.at.length(fit.first, fit.last)
    return fit.make("length", length=length, loose=True) if length else []


def read_rate(fit: Fit) -> list[Mention]:
    """Read "a day" in "$4 million a day", "400 cases a day"."""
    unit = fit.at.unit(fit.last - 1)
    if unit in (None, "minute", "second") or not guards.is_rate(fit.at, fit.first, fit.last):
        return []
    length = Length(1, unit or "day")
    return fit.make("set", length=length, word=length.iso(), loose=True)


def read_all_unit(fit: Fit) -> list[Mention]:
    """Read "all day", "all night"."""
    if part := fit.named("part"):
        return fit.make("clock", "part", part=part, loose=True)
    return fit.make("length", length=Length(1, fit.at.unit(fit.last - 1) or "day"), loose=True)


def read_first_units(fit: Fit) -> list[Mention]:
    """Read "the first nine months": a stretch whose whole is not named."""
    count_at = next(
        i for i in range(fit.first + 1, fit.last) if fit.word(fit.first) != "the" or i > fit.first + 1
    )
    if fit.word(fit.first) == "last" and fit.at.before(fit.first) in fit.at.lists["before-verb"]:
        return []
    ends = fit.has("last", "final", "opening", "closing") or fit.at.ordinal(count_at - 1, count_at) == 1
    length = fit.at.length(count_at, fit.last)
    if length is None or length.number is None or not ends:
        return []
    return fit.make("length", length=length, loose=True)


def read_fiscal(fit: Fit) -> list[Mention]:
    """Read "fiscal 1990", "the financial year 2012"."""
    return fit.make("calendar", "year", fit.at.year(fit.first, fit.last), loose=True)


def read_ago_dash(fit: Fit) -> list[Mention]:
    """Read "year-ago" and "year-earlier" in front of a noun."""
    length = Length(1, fit.at.unit(fit.first) or "year")
    if fit.has("ago"):
        return fit.make("ago", length=length, sign=-1, loose=True)
    return fit.make("later", length=length, sign=-1, back=True, loose=True)


def read_bare_part(fit: Fit) -> list[Mention]:
    """Read "since dawn", "in the morning", "overnight": a part of the day told of."""
    part = fit.named("part") or fit.named("nightword")
    if fit.named("part") and not guards.is_part(fit.at, fit.first, fit.last):
        return []
    return fit.make(
        "clock", "part", part=part, loose=True, word="overnight" if fit.named("nightword") else None
    )


def read_feast(fit: Fit) -> list[Mention]:
    """Read a feast that falls on another day every year (Easter Monday, Thanksgiving)."""
    if not fit.at.is_capital(fit.first):
        return []
    words = " ".join("'s" if fit.at.is_in(i, "poss") else fit.word(i) for i in range(fit.first, fit.end))
    fitting = [
        (len(name), code)
        for name, code in fit.at.lexicon.feasts.items()
        if name.replace("'s", " 's") in words
    ]
    year = fit.at.year(fit.first, fit.last)
    return fit.make("calendar", "day", year, feast=max(fitting)[1], loose=True) if fitting else []
