"""Finds the times of a text and resolves them in the order of the text."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from typing import Final, Literal

import msgspec
from dateutil.relativedelta import relativedelta

from servanda.model import Span
from servanda.model.edtf import interval
from servanda.read.times.assemble import Found, assemble
from servanda.read.times.context import REFERENCE, Answer, Context, answer_with
from servanda.read.times.figures import Figures
from servanda.read.times.find import Finder, join_clocks
from servanda.read.times.guards import looks_back
from servanda.read.times.join import find_relations, join_ranges, share_years
from servanda.read.times.known import Known, add_iso, know_day
from servanda.read.times.lexicon import Lexicon, load_lexicon
from servanda.read.times.mention import Mention
from servanda.read.times.resolve import resolve
from servanda.read.times.tense import Tense, guess_tense, tell_by_preposition
from servanda.read.times.tokens import Tokens, cut
from servanda.read.times.value import Time
from servanda.read.times.years import follow_line

Direction = Callable[[Span], Literal["past", "future", "unknown"]]

_OLD_YEARS: Final = 2
"""A year this far before publication is history, not news."""
_HISTORY_LEAST: Final = 3
_HISTORY_SHARE: Final = 6
"""Dates of history, at least, and for every time counted from publication, that make a text a history."""
_NEWS_DAYS: Final = 10
_WEEK: Final = 7
_YEARS: Final = ("year", "decade", "century")
_APPOSITION: Final = ((",",), ("(",), ("-",), ("–",), ("—",))


def find_times(
    text: str,
    *,
    published: date | None = None,
    direction: Direction | None = None,
    offset: int = 0,
    reference: date | None = None,
    pointers: bool = False,
) -> list[Time]:
    """Find and resolve the time expressions of a text.

    published: what "on Monday" and "31 August" are counted from. reference: the day that
    the text tells of where it begins (the day of signature of an agreement); it also
    stands in for a missing publication. direction: whether the words at a span speak of
    past or future; without it a cheap guess from the words around. offset is added to
    every span. pointers: also what only TIMEX3 marks: words that point (now, recently),
    ages, rates ("$4 million a day"), a time of day that names no day (it is of the day told of, or of publication).
    """
    lexicon = load_lexicon()
    tokens = cut(text, lexicon)
    finder = Finder(lexicon, tokens)
    mentions = join_clocks(finder.find(pointers), tokens)
    find_relations(mentions, tokens, lexicon)
    mentions = join_ranges(mentions, tokens)
    share_years(mentions, tokens)
    for mention in mentions:
        mention.dates_noun = mention.lead < 0 and mention.first > 0 and tokens.low[mention.first - 1] == "of"
    breaks = [index for index, kind in enumerate(tokens.kinds) if kind == lexicon.figures["break"]]
    context = _open_context(mentions, finder.figures, breaks, published, reference, direction, offset)
    context.loose = pointers
    ending = lexicon.members["stop"] | lexicon.members["break"]
    stops = [index for index, kind in enumerate(tokens.kinds) if kind in ending]
    mentions = [m for m in mentions if not (m.of_news if context.history else m.of_histories)]
    times: list[Time] = []
    before: Found | None = None
    for mention in mentions:
        context.paragraph = bisect_right(breaks, mention.first)
        context.sentence = bisect_right(stops, mention.first)
        if _is_ahead(mention, context, finder.figures):
            mention.shape = "ago"
        found = _resolve_both(mention, context)
        if times and (beside := _find_apposition(before, mention, tokens, context)):
            found.answer = beside
        times.append(assemble(found, tokens, context, offset))
        earlier = context.then
        if not _is_reporting(mention, context, tokens, lexicon):
            _follow(found, context)
        context.earlier = earlier
        before = found
    return times


def _is_ahead(mention: Mention, context: Context, figures: Figures) -> bool:
    """Tell whether "in two weeks" says when: it looks ahead from publication."""
    if (
        mention.shape != "length"
        or mention.relation == "within"
        or mention.lead < 0
        or figures.tokens.low[mention.lead] != "in"
        or mention.lead + 1 != mention.first
    ):
        return False
    if looks_back(figures, mention.lead):
        return False
    return not context.history and context.tense(mention) == "future"


def _is_reporting(mention: Mention, context: Context, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Tell whether a day is when something was said ("the police said on Monday"): what follows does not count from it.

    Nor from the day since when something is so ("shut since last Tuesday").
    """
    then = context.then.date if context.then else None
    if context.history or context.now is None or mention.shape not in ("weekday", "moved", "calendar"):
        return False
    if then is None or abs((context.now - then).days) > _NEWS_DAYS:
        return False
    start = mention.lead if 0 <= mention.lead < mention.first else mention.first
    return mention.relation == "since" or (start > 0 and tokens.low[start - 1] in lexicon.lists["reporting"])


def _find_apposition(
    before: Found | None, mention: Mention, tokens: Tokens, context: Context
) -> Answer | None:
    """Return the day that an expression beside it repeats: "on 21 July, the fifth day of the rebellion"."""
    if before is None:
        return None
    if mention.shape == "later":
        return _repeat_later(before, mention, tokens, context)
    if mention.shape != "event" or mention.length is None or mention.inner is not None:
        return None
    known = before.answer.known
    if (
        known is None
        or known.day is None
        or before.mention.relation != "at"
        or mention.relation != "at"
        or before.other
    ):
        return None
    if tokens.low[before.mention.last : mention.first] not in _APPOSITION:
        return None
    return Answer(known.edtf, "day", f"{known.edtf} in the text", "stands beside that date", None, known)


def _repeat_later(before: Found, mention: Mention, tokens: Tokens, context: Context) -> Answer | None:
    """Return the date beside "fifteen years later" ("until 1871, fifteen years later") where the count comes to it."""
    known, then = before.answer.known, context.then
    if known is None or context.earlier is None or before.mention.shape != "calendar":
        return None
    if tokens.low[before.mention.last : mention.first] not in _APPOSITION:
        return None
    context.then = context.earlier
    counted = resolve(mention, context)
    context.then = then
    if counted.known is None or counted.known.year != known.year:
        return None
    return Answer(
        known.edtf, known.grain, f"{known.edtf} in the text", "stands beside that date", None, known
    )


def _resolve_both(mention: Mention, context: Context) -> Found:
    """Resolve a mention, and its other end counted from its first."""
    if mention.other is not None and mention.shape == mention.other.shape == "weekday":
        return _resolve_weekdays(mention, mention.other, context)
    answer = resolve(mention, context)
    if mention.other is None:
        return Found(mention, answer)
    before = context.then
    context.then = answer.known or before
    other = resolve(mention.other, context)
    context.then = before
    return Found(mention, answer, other)


def _resolve_weekdays(mention: Mention, other: Mention, context: Context) -> Found:
    """Resolve "between Monday and Wednesday": the nearer end first, the other within a week of it."""
    ahead = context.tense(mention) == "future"
    first, last = resolve(mention, context), resolve(other, context)
    start, end = (answer.known.date if answer.known else None for answer in (first, last))
    if start is None or end is None:
        return Found(mention, first, last)
    if start <= end:
        if (end - start).days >= _WEEK:
            last = answer_with(know_day(end - relativedelta(weeks=1)), last.against)
        return Found(mention, first, last)
    if ahead:
        last = answer_with(know_day(end + relativedelta(weeks=1)), last.against)
    else:
        first = answer_with(know_day(start - relativedelta(weeks=1)), first.against)
    return Found(mention, first, last)


def _follow(found: Found, context: Context) -> None:
    """Let the text tell of the day just resolved."""
    known = found.other.known if found.other is not None else found.answer.known
    if (
        known is None
        or found.mention.shape in ("window", "part", "clock")
        or found.mention.relation == "within"
    ):
        return
    if known.grain in ("decade", "century"):
        return
    if found.mention.shape == "calendar":
        if context.history and context.tense(found.mention) == "future":
            return
        if context.now is not None and not context.history and found.mention.dates_noun:
            return
    context.then = known
    if _looks_back(found.mention) and context.main is not None:
        return
    context.main = follow_line(context.main, context.aside, known)
    context.aside = known


def _looks_back(mention: Mention) -> bool:
    """Tell whether a mention only recalls an earlier year ("a year earlier"): the narrative goes on where it was."""
    if mention.shape in ("ago", "later"):
        return mention.sign < 0 and mention.length is not None and mention.length.unit in _YEARS
    return mention.shape == "moved" and mention.back and mention.step < 0 and mention.grain in _YEARS


def _open_context(
    mentions: list[Mention],
    figures: Figures,
    breaks: list[int],
    published: date | None,
    reference: date | None,
    direction: Direction | None,
    offset: int,
) -> Context:
    now = published or reference
    name = "publication" if published else REFERENCE

    def tense(mention: Mention) -> Tense:
        sure = tell_by_preposition(figures, mention)
        if sure != "unknown":
            return sure
        if direction is not None:
            lead = mention.lead if 0 <= mention.lead < mention.first else mention.first
            start, end = figures.tokens.span(lead, mention.last)
            told = direction((start + offset, end + offset))
            if told != "unknown":
                return told
        return guess_tense(figures, mention)

    then: Known | None = know_day(reference, f"{REFERENCE} {reference}") if reference else None
    return Context(now, name, then, published is not None and _is_history(mentions, breaks, published), tense)


def _is_history(mentions: list[Mention], breaks: list[int], published: date) -> bool:
    """Tell whether a text tells of the past: old years, and next to nothing counted from publication.

    A day that only happens to lie just before publication belongs to the old year told of in its paragraph.
    """
    old, new, told = 0, 0, -2
    for mention in mentions:
        paragraph = bisect_right(breaks, mention.first)
        if mention.shape == "calendar" and mention.year is not None:
            is_old = mention.year <= published.year - _OLD_YEARS
            old += is_old
            told = paragraph if is_old else -2
        elif _is_news(mention, published):
            new += mention.shape != "calendar" or not 0 <= paragraph - told <= 1
    return old >= _HISTORY_LEAST and old >= _HISTORY_SHARE * new


def _is_news(mention: Mention, published: date) -> bool:
    """Tell whether a mention counts from publication, or names a day just before it without its year."""
    if (
        mention.shape == "calendar"
        and mention.year is None
        and mention.month
        and mention.day
        and mention.other is None
    ):
        return any(
            day.month == mention.month and day.day == mention.day
            for day in (published - relativedelta(days=n) for n in range(_NEWS_DAYS))
        )
    return mention.shape == "weekday" or (mention.shape in ("moved", "window", "ago") and not mention.back)


def reanchor(time: Time, base: date, because: str, direction: Literal["past", "future"] = "future") -> Time:
    """Return the same words counted from another day; what stands by itself is returned as it is.

    "Within the next month", said on 31 August, is 2022-08-31/2022-09-30. An expression
    counted from an event ("two weeks after the signing") takes `base` as the day of the
    event. because: what the base is ("signing 2022-11-02"); it becomes `against`.
    """
    if time.anchor is not None or (time.kind == "duration" and time.length is not None):
        edtf = _count_offset(time, base)
        if edtf is None:
            return time
        return msgspec.structs.replace(
            time, edtf=edtf, value=edtf, against=because, unresolved=None, inferred=None
        )
    again = find_times(time.text, reference=base, direction=lambda _: direction)
    best = max(again, key=lambda t: t.span[1] - t.span[0], default=None)
    if best is None or best.edtf is None or best.against is None:
        return time
    return msgspec.structs.replace(
        time,
        edtf=best.edtf,
        value=best.value,
        against=because,
        unresolved=None,
        inferred=best.inferred and because,
    )


def _count_offset(time: Time, base: date) -> str | None:
    """Return the last day in time that lies a time's offset from a day; start and end of windows and terms."""
    offset = time.offset or time.length or "P0D"
    sign = -1 if offset.startswith("-") else 1
    other = add_iso(base, offset.lstrip("-"), sign)
    if other is None:
        return None
    if time.kind == "duration" or (time.relation == "within" and sign < 0):
        return interval(*sorted((base, other)))
    return other.isoformat()
