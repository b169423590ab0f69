"""Finds time expressions in tokens: the longest pattern at every place, then lists, ranges and clock times."""

import re
from dataclasses import replace
from typing import Final

from servanda.read.times.events import take_event
from servanda.read.times.figures import Figures
from servanda.read.times.lexicon import OTHER, Lexicon, Pattern
from servanda.read.times.mention import Mention
from servanda.read.times.readers import READERS, Fit
from servanda.read.times.tokens import Tokens

_FILLERS: Final = frozenset({"on", "of", "at", "the", ",", "in"})
_DEPTH: Final = 3
_LATE: Final = {"AF": 1, "EV": 4, "NI": 6}
"""From which hour of the clock on a part of the day lies after noon."""


class Finder:
    """Matches the patterns of a lexicon over one text."""

    def __init__(self, lexicon: Lexicon, tokens: Tokens) -> None:
        self.lexicon = lexicon
        self.tokens = tokens
        self.figures = Figures(lexicon, tokens)
        self.inner: dict[int, list[Mention]] = {}

    def find(self, pointers: bool) -> list[Mention]:
        """Return all mentions in the order of the text; none share a token."""
        found: list[Mention] = []
        index, kinds, first = 0, self.tokens.kinds, self.lexicon.first
        while index < len(kinds):
            if kinds[index] == OTHER or kinds[index] not in first:
                index += 1
                continue
            mentions = [m for m in self.match_at(index) if stands_alone(m, pointers)]
            found.extend(mentions)
            index = mentions[-1].last if mentions else index + 1
        return found

    def match_at(self, index: int, depth: int = 0) -> list[Mention]:
        """Return what the longest pattern that starts at a token reads (several mentions for a list of days)."""
        if depth and index in self.inner:
            return self.inner[index]
        best: list[Mention] = []
        for pattern in self.lexicon.first.get(
            self.tokens.kinds[index] if index < len(self.tokens) else "", ()
        ):
            match = pattern.regex.match(self.tokens.kinds, index)
            if match is None or (best and not _may_beat(pattern, match.end(), best[-1].last)):
                continue
            mentions = self._read(pattern, match, index, depth)
            if mentions and (not best or mentions[-1].last > best[-1].last):
                best = mentions
        if depth:
            self.inner[index] = best
        return best

    def _read(self, pattern: Pattern, match: re.Match[str], index: int, depth: int) -> list[Mention]:
        rule, last = pattern.rule, match.end()
        inner: Mention | None = None
        event: tuple[int, int] | None = None
        if rule.then or rule.event:
            if depth >= _DEPTH:
                return []
            following = self.match_at(last, depth + 1)
            inner = following[0] if len(following) == 1 else None
            if rule.event:
                inner = inner if inner is not None and is_base(inner) else None
                event = None if inner else take_event(self.figures, last, self.tokens.low[last - 1])
            if inner is None and event is None:
                return []
            last = inner.last if inner else event[1] if event else last
        if inner is not None and inner.loose:
            inner = replace(inner, loose=False, of_news=False)
        fit = Fit(rule.id, match, index, last, self.figures, inner, event)
        return READERS[rule.reads](fit)


def _may_beat(pattern: Pattern, end: int, best: int) -> bool:
    return end > best or pattern.rule.then or pattern.rule.event


def stands_alone(mention: Mention, pointers: bool) -> bool:
    """Tell whether a mention is a time by itself: "the year" is one only inside a longer expression."""
    if mention.shape == "pointer" or mention.loose:
        return pointers
    return not (mention.shape == "moved" and mention.word == "bare" and mention.modifier is None)


def is_base(mention: Mention) -> bool:
    """Tell whether a mention is a day or a month that others may count from."""
    return (
        mention.shape in ("calendar", "weekday", "moved") and mention.other is None and mention.word != "bare"
    )


def join_clocks(mentions: list[Mention], tokens: Tokens) -> list[Mention]:
    """Join a clock time with the date beside it."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if last is not None and _is_beside(last, mention, tokens):
            day, clock = (mention, last) if last.shape == "clock" else (last, mention)
            hour = _move_to_part(clock.clock, day.part)
            joined[-1] = day.grown(last.first, mention.last, clock=hour, zone=clock.zone)
        else:
            joined.append(mention)
    return joined


def _move_to_part(clock: str | None, part: str | None) -> str | None:
    """Return a time of day in the part of the day beside it: "6 o'clock this evening" is 18:00."""
    if clock is None or part not in _LATE:
        return clock
    hour, minute = clock.split(":")
    return f"{int(hour) + 12}:{minute}" if _LATE[part] <= int(hour) < 12 else clock


def _is_beside(left: Mention, right: Mention, tokens: Tokens) -> bool:
    if (left.shape == "clock") == (right.shape == "clock"):
        return False
    day = right if left.shape == "clock" else left
    if day.grain != "day" or day.shape not in ("calendar", "weekday", "moved") or day.other or day.clock:
        return False
    return all(word in _FILLERS for word in tokens.low[left.last : right.first])
