"""Readers of lengths, of what comes again, of times of day, and of words without a date."""

from servanda.read.times import guards
from servanda.read.times.mention import Length, Mention
from servanda.read.times.readers.fit import Fit


def read_length(fit: Fit) -> list[Mention]:
    """Read "six months", "a five-year", "thirty (30) days"."""
    length = fit.at.length(fit.first, fit.last)
    if length is None or not guards.is_length(fit.at, fit.first, fit.last, length):
        return []
    first = fit.first - guards.has_article(fit.at, fit.first, fit.last)
    return [Mention(fit.rule, first, fit.last, "length", length=length)]


def read_length_bare(fit: Fit) -> list[Mention]:
    """Read "years", "month-long": a length without a number."""
    index = fit.first
    unit = fit.at.unit(index)
    if unit is None:
        return []
    loose = False
    if fit.rule == "length-vague" and not guards.is_vague_length(fit.at, fit.first):
        if not guards.is_loose_length(fit.at, fit.first):
            return []
        loose = True
    number = None if fit.at.is_in(index, "units") else 1.0
    return fit.make("length", length=Length(number, unit), loose=loose)


def read_length_word(fit: Fit) -> list[Mention]:
    """Read "yearlong", "weeklong"."""
    return fit.make("length", length=Length(1, fit.named("longword") or "day"), loose=True)


def read_every(fit: Fit) -> list[Mention]:
    """Read "every two weeks", "each Monday"."""
    index = fit.last - 1
    weekday = fit.at.named(index, fit.last, "weekday")
    month = fit.at.named(index, fit.last, "monthname")
    unit = fit.at.unit(index)
    if weekday:
        word = f"XXXX-WXX-{weekday}"
    elif month:
        word = f"XXXX-{int(month):02d}"
    elif unit is None:
        part, season = fit.named("part"), fit.named("season")
        word = f"XXXX-XX-XXT{part}" if part else f"XXXX-{season}"
    else:
        number = (
            fit.at.number(fit.first, index)
            or fit.at.ordinal(fit.first, index)
            or (2 if fit.has("other") else 1)
        )
        length = Length(float(number), unit)
        return fit.make("set", length=length, word=length.iso())
    return fit.make("set", word=word)


def read_often(fit: Fit) -> list[Mention]:
    """Read daily, weekly, annually."""
    if fit.at.is_capital(fit.first) and fit.first and not guards.opens_sentence(fit.at, fit.first):
        return []
    return fit.make("set", word=fit.named("often"))


def read_times_a(fit: Fit) -> list[Mention]:
    """Read "twice a month", "per month"."""
    unit = fit.at.unit(fit.last - 1)
    if unit is None:
        return []
    at = next(
        (i for i in range(fit.first, fit.last) if fit.word(i) in ("a", "an", "per", "every", "each")),
        fit.first,
    )
    number = fit.at.number(at, fit.last - 1) or 1
    length = Length(number, unit)
    return fit.make("set", length=length, word=length.iso())


def read_weekdays(fit: Fit) -> list[Mention]:
    """Read "on Mondays"."""
    if fit.named("weekdays") is None:
        return fit.make("set", "weekend", word="XXXX-WXX-WE", length=Length(1, "week"), loose=True)
    number = fit.named("weekdays")
    return fit.make("set", "week", word=f"XXXX-WXX-{number}", length=Length(1, "week"))


def read_clock(fit: Fit) -> list[Mention]:
    """Read "10:30 a.m.", "1000 hours", "midnight", with the zone where one follows."""
    clock = _clock(fit)
    military = fit.at.is_in(fit.first, "hhmm")
    zoned = fit.at.is_in(fit.last - 1, "zone")
    if clock is None or (zoned and not fit.at.is_capital(fit.last - 1)):
        return []
    if military and not zoned and fit.at.before(fit.first) not in fit.at.lists["before-clock"]:
        return []
    if zoned:
        return fit.make("clock", "minute", clock=clock, zone=fit.at.tokens.written(fit.last - 1, fit.last))
    last, zone = guards.find_zone(fit.at, fit.last)
    return [Mention(fit.rule, fit.first, last, "clock", "minute", clock=clock, zone=zone)]


def _clock(fit: Fit) -> str | None:
    moment = fit.named("moment")
    if moment:
        return moment
    figure = next((w for w in fit.at.tokens.low[fit.first : fit.end] if w[0].isdecimal()), None)
    if figure is None:
        spelt = fit.at.number(fit.first, fit.end)
        figure = str(int(spelt)) if spelt else None
    if figure is None:
        return None
    half = fit.named("ampm")
    hour, minute = (
        figure.split(":")[:2]
        if ":" in figure
        else figure.split(".")
        if "." in figure
        else (figure[:-2], figure[-2:])
        if len(figure) == 4
        else (figure, "00")
    )
    number = int(hour)
    if half and not 1 <= number <= 12 and number > 12:
        half = None
    if half == "pm" and number < 12:
        number += 12
    elif half == "am" and number == 12:
        number = 0
    return f"{number:02d}:{minute}" if number <= 24 and len(minute) == 2 and minute < "60" else None


def read_vague(fit: Fit) -> list[Mention]:
    """Read a deadline without a date ("as soon as possible")."""
    return fit.make("vague")


def read_pointer(fit: Fit) -> list[Mention]:
    """Read a word that only points (now, former)."""
    named = fit.named("pointer")
    if not guards.is_pointer(fit.at, fit.first, fit.last):
        return []
    value = named or ("FUTURE_REF" if fit.has("future") else "PAST_REF" if fit.has("past") else "PRESENT_REF")
    return fit.make("pointer", word=value, of_histories=fit.has("former", "formerly"))
