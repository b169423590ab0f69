"""When words that look like a time are none: modal "may", the march, resolution 2046, 2000 soldiers."""

from datetime import date
from typing import Final

from servanda.read.times.figures import Figures
from servanda.read.times.mention import Length

_YEARS: Final = range(1700, 2101)
_RATE_REACH: Final = 4
_SUPERLATIVE_REACH: Final = 4
_OLD_YEARS: Final = range(1500, 2101)


def is_date(year: int | None, month: int | None, day: int | None) -> bool:
    """Tell whether there is such a date; a missing year may be a leap year."""
    if month is None:
        return True
    try:
        date(year if year and year > 0 else 2000, month, day or 1)
    except ValueError:
        return False
    return True


def opens_sentence(at: Figures, index: int) -> bool:
    """Tell whether a token is the first of its sentence (or stands behind a quotation mark)."""
    return index == 0 or at.before(index) in '.?!:;"“”' or at.before(index).isspace()


def is_month(at: Figures, first: int, last: int) -> bool:
    """Tell whether a month's name alone is the month."""
    word, before, after = at.tokens.low[first], at.before(first), at.after(last)
    fits = before in at.lists["before-month"]
    if word == "may" and before in ("and", "or", ",", "(", "to"):
        return at.before(first - 1).isdecimal() or _is_month_word(at, first - 2) or (
            after in ("-", "–", "—", "and", "or", "to", ",") and _is_month_word(at, last + 1)
        )  # fmt: skip
    if word == "may" and at.is_capital(first) and before in ("a", "the"):
        return after in at.lexicon.events or (
            before == "a" and after[:1].isalpha() and not at.is_capital(last)
        )
    if word == "may" or at.is_in(first, "monthabbr"):
        return fits
    if word == "march" and not fits:
        return (
            before == "the"
            and not at.is_capital(last)
            and after not in ("on", "to", "from", "of", "for", "against", "by")
        )
    if fits or before == "the":
        return True
    return not at.is_capital(last) and (not at.is_capital(first - 1) or opens_sentence(at, first))


def _is_month_word(at: Figures, index: int) -> bool:
    return at.is_in(index, "monthname") and at.tokens.low[index] not in ("may", "march")


def is_year(at: Figures, index: int) -> bool:
    """Tell whether four figures are a year."""
    value, before, after = int(at.tokens.low[index]), at.before(index), at.after(index + 1)
    if before in at.lists["numbered"] or after in at.lists["counted"] or after in ("/", "°"):
        return False
    if before in ("-", "/") and at.before(index - 1).isdecimal():
        return False
    if after == "-" and at.after(index + 2) in at.lists["counted"]:
        return False
    if before in ("(", "[") and after in (")", "]", ",", ";"):
        return True
    plural = after.endswith("s") and not at.is_capital(index + 1)
    if before in at.lists["before-year"]:
        return not (plural and value % 100 == 0 and before in ("of", "to", "and"))
    owned = before in ("the", "his", "its", "their", "’s", "'s")
    if plural and len(after) > 3 and after not in at.lists["event-verb"] and not owned:
        return False
    return value in (_OLD_YEARS if before == "the" else _YEARS)


def is_day(at: Figures, first: int, last: int) -> bool:
    """Tell whether "the 20th" is a day: after a preposition, and no noun follows."""
    if at.tokens.low[first] != "the" or at.before(first) not in at.lists["before-day"]:
        return False
    after = at.after(last)
    return after in at.lists["after-list"] or after in ('"', "”", "-", "–") or after.isspace()


def is_season(at: Figures, first: int, last: int) -> bool:
    """Tell whether a season's name alone is the season."""
    word, before, after = at.tokens.low[last - 1], at.before(first), at.after(last)
    article, capital = last - first > 1, at.is_capital(last - 1)
    if capital and at.is_capital(last) and after in at.lists["season-name"]:
        return False
    if word == "fall":
        return (article and before in at.lists["stretch"] and after != "of") or before in (
            "this",
            "last",
            "next",
        )
    if after in ("offensive", "offensives", "campaign", "fighting"):
        return True
    if not article and capital and at.is_capital(first - 1) and not opens_sentence(at, first - 1):
        return False
    return article or capital or before in at.lists["before-season"] or after in ("months", "of")


def is_weekday(at: Figures, first: int, last: int) -> bool:
    """Tell whether a weekday is a day: not Black Monday, Good Friday, the Sunday Times."""
    return at.before(first) not in at.lists["no-weekday"] and at.after(last) not in at.lists["newspaper"]


def ends_list(at: Figures, last: int) -> bool:
    """Tell whether a day in a list is not a count: no noun follows."""
    after = at.after(last)
    return after in at.lists["after-list"] or after.isspace() or after in '"”)'


def is_length(at: Figures, first: int, last: int, length: Length) -> bool:
    """Tell whether a number of units is a length of time: not "a second", "three quarters of"."""
    before, after, words = at.before(first), at.after(last), at.tokens.low[first:last]
    if length.unit == "hour" and words[0] == "an" and before in at.lists["distance"]:
        return False
    if length.unit == "second" and "-" in words and (length.number or 0) > 1:
        return True
    if length.unit == "half" or (length.unit in ("second", "quarter") and words[-1] in ("second", "quarter")):
        return False
    if words[:2] == ("a", "-"):
        return False
    if length.unit == "quarter" and (after == "of" or words[0] == "some" or "-" in words):
        return False
    if words == ("some", "day") or (words[0] in ("a", "an") and words[-1] == "long" and length.number == 1):
        return False
    if words[0] not in ("a", "an") or len(words) != 2:
        return True
    return not (length.unit == "day" and after == "of" and before not in ("in", "for", "within", "after"))


def has_article(at: Figures, first: int, last: int) -> bool:
    """Tell whether "the" before "three years" belongs to it, as it does not to "the three-year plan"."""
    plural = at.is_in(last - 1, "units") and not at.is_capital(last - 1)
    return plural and at.before(first) == "the" and not at.is_in(last, "dash") and not at.is_in(last, "poss")


def is_vague_length(at: Figures, first: int) -> bool:
    """Tell whether "years" alone is a length: after a preposition that takes one."""
    before, after = at.before(first), at.after(first + 1)
    if before == "of":
        return after in ("of", ",", ".", "and")
    return before in ("for", "within", "in", "over", "after")


def ends_clause(at: Figures, last: int) -> bool:
    """Tell whether nothing that could be counted from follows ("weeks before, …")."""
    return at.after(last) in at.lists["clause-end"]


def has_preposition(at: Figures, first: int) -> bool:
    """Tell whether a preposition of time stands before "the end of the talks"."""
    return at.before(first) in at.lists["before-bound"]


def is_count_from(at: Figures, first: int, word: str, event: tuple[int, int] | None, last: int) -> bool:
    """Tell whether a length with "of", "from" … counts from what follows ("two months of fighting" does not)."""
    limited = any(w in ("within", "than") for w in at.tokens.low[max(0, first - 3) : first])
    if word == "of":
        return limited
    if word in ("from", "into", "upon", "since"):
        return (
            limited
            or (event is None and at.after(last) != "to")
            or (event is not None and is_event(at, event))
        )
    return True


def is_event(at: Figures, event: tuple[int, int]) -> bool:
    """Tell whether the words of an event begin with a noun for something that happens."""
    for index in range(event[0], min(event[1], event[0] + 5)):
        word = at.tokens.low[index]
        if word in at.lexicon.events or (
            index == event[0] and at.before(index) == "upon" and word.endswith("ing")
        ):
            return True
        if word in at.lists["event-end"]:
            return False
    return False


def is_cut(at: Figures, event: tuple[int, int]) -> bool:
    """Tell whether a time follows the words of an event, which then end too early ("the third | month")."""
    return any(at.is_in(event[1], name) for name in ("unit", "units", "monthname", "year4"))


def is_lasting(at: Figures, event: tuple[int, int], named: bool = False) -> bool:
    """Tell whether the words name what lasts ("the Transitional Period"), or a name with a capital.

    named: only what lasts, and not "the period" alone.
    """
    last = event[1] - 1
    if named and (
        at.tokens.low[event[0]] in ("a", "an") or any(at.is_in(i, "numword") for i in range(*event))
    ):
        return False
    for index in range(event[0], event[1]):
        if at.tokens.low[index] in at.lists["lasting"]:
            return not named or index > event[0] + 1 or at.is_capital(index)
        if at.tokens.low[index] in at.lists["event-end"]:
            return False
    return not named and at.is_capital(last) and at.tokens.low[event[0]] == "the"


def is_called_upon(at: Figures, first: int) -> bool:
    """Tell whether "upon" belongs to a verb ("calls upon")."""
    return at.tokens.low[first] == "upon" and at.before(first).startswith(tuple(at.lists["upon-verb"]))


def is_pointer(at: Figures, first: int, last: int) -> bool:
    """Tell whether "former", "recently" … points to a time: not "the former", "as recently as", "the future of"."""
    word, after = at.tokens.low[last - 1], at.after(last)
    if word == "former":
        return after[:1].isalpha() and after not in at.lists["no-former"]
    if word in ("future", "past") and at.tokens.low[first] == "the":
        return after != "of"
    if word == "future":
        return after != "of"
    if word == "time":
        return at.before(first) in ("at", "by")
    return after != "as"


def find_zone(at: Figures, last: int) -> tuple[int, str | None]:
    """Return the token behind a time zone that follows a clock time, and the zone's name."""
    if at.is_in(last, "zone") and at.is_capital(last):
        return last + 1, at.tokens.written(last, last + 1)
    for length in (2, 3, 4):
        words = at.tokens.low[last : last + length]
        if len(words) == length and words[-1] == "time" and words[0] not in at.lists["no-zone"]:
            if words[0] == "local" or at.is_capital(last):
                return last + length, at.tokens.written(last, last + length - 1)
            break
    return last, None


def is_rate(at: Figures, first: int, last: int) -> bool:
    """Tell whether "a day" is a rate: behind a figure's scale, or what it counts ("400 cases a day")."""
    before = at.before(first)
    if at.after(last) in at.lists["counting"]:
        return False
    paid = at.is_in(first - 1, "num") and at.before(first - 1) in ("$", "£", "€")
    if before in at.lists["scale"] or paid or (before.isalpha() and at.is_in(first - 2, "big")):
        return True
    if at.unit(last - 1) == "hour" or not before.endswith("s") or before.endswith("ss"):
        return False
    back = range(max(0, first - _RATE_REACH), first)
    return any(at.is_in(index, name) for index in back for name in ("num", "numword"))


def is_part_of(at: Figures, first: int) -> bool:
    """Tell whether a month or another part of it stands before: "the spring of the next year"."""
    if at.before(first) != "of":
        return False
    named = any(at.is_in(first - 2, name) for name in ("monthname", "season", "bound", "weekday", "part"))
    return named or at.before(first - 1) in ("half", "quarter", "part")


def is_current(at: Figures, first: int, last: int) -> bool:
    """Tell whether "the year" alone is the current one ("sales for the year")."""
    before, after = at.before(first), at.after(last)
    if before not in at.lists["before-unit"] or after in at.lists["counting"] or at.is_capital(last - 1):
        return False
    return before != "of" or not (at.is_in(first - 2, "unit") or at.is_in(first - 2, "units"))


def looks_back(at: Figures, lead: int) -> bool:
    """Tell whether "in 12 years" tells how long ago it last was: "the worst storm in 12 years"."""
    before = at.tokens.low[max(0, lead - _SUPERLATIVE_REACH) : lead]
    return any(word in at.lists["first-in"] or (word.endswith("est") and len(word) > 4) for word in before)


def is_part(at: Figures, first: int, last: int) -> bool:
    """Tell whether "dawn", "the morning" stands alone behind a preposition."""
    after = at.after(last)
    if after not in at.lists["after-list"] or after == "of":
        return False
    name = "before-the-part" if last - first > 1 else "before-part"
    return at.before(first) in at.lists[name]


def is_loose_length(at: Figures, first: int) -> bool:
    """Tell whether "days", "years" is a length before what it is counted from or filled with ("days after the raid")."""
    before, after = at.before(first), at.after(first + 1)
    if after == "of":
        return before in at.lists["before-vague"]
    if before in at.lists["spending"]:
        return True
    told = before in at.lists["determiner"] | at.lists["some-of"] or at.is_in(first - 1, "dash")
    return after in ("after", "before") and not told
