"""The words of an event that a time counts from: "30 days after *the signing of this Agreement*"."""

from typing import Final

from servanda.read.times.figures import Figures

_TIMES: Final = ("monthname", "year4", "weekday", "day", "unit", "units", "iso", "dmy")
_AGENTS: Final = frozenset({"either", "both", "any", "each", "one"})
"""After "by" they say whose event it is ("a request by either side")."""
_CLAUSE: Final = 7
"""Tokens within which the verb of a new clause shows that "and" joined no two events."""
_LIMIT: Final = 16
"""Tokens that the words of an event have at most."""


def take_event(at: Figures, start: int, word: str) -> tuple[int, int] | None:
    """Return the tokens of the event named from `start` on, or None. word: the word before it.

    After "after", "before" and "since" it may be a clause ("the Agreement enters
    into force"); after others it is a noun phrase.
    """
    low, lists = at.tokens.low, at.lists
    clause = word in lists["clause"] or _is_clause_of_day(at, start)
    index, end = start, min(len(at.tokens), start + _LIMIT)
    while index < end and not _stops(at, index, start, clause):
        index += 1
    loose = lists["inside"] | lists["determiner"] | {"and", "or", "to", "'s"}
    while index > start and low[index - 1] in loose:
        index -= 1
    empty = lists["inside"] | lists["determiner"] | lists["pronoun"]
    if not any(word[0].isalpha() and word not in empty for word in low[start:index]):
        return None
    return start, index


def _stops(at: Figures, index: int, start: int, clause: bool) -> bool:
    """Tell whether the words of an event end before a token."""
    word = at.tokens.low[index]
    if _is_figure(at, index):
        return False
    if not word[0].isalnum() and not any(at.is_in(index, name) for name in ("dash", "poss", "dot")):
        return True
    if word in ("on", "at", "upon", "from", "which") and _is_date_clause(at, index):
        return False
    if word == "that" and index == start and _is_happening(at, index + 1):
        return False
    if word in at.lists["event-stop"] or (word == "in" and at.after(index + 1) in at.lists["no-place"]):
        return True
    if _is_time(at, index) and not _names(at, index, start):
        return True
    if (
        word == "into"
        and index > start
        and at.before(index)[:5] not in ("entry", "enter", "comin", "come", "comes", "came")
    ):
        return True
    if index > start and word in at.lists["inside"] and at.is_capital(index):
        return True
    if index == start:
        return word in at.lists["noun-stop"] and not (clause and word in at.lists["pronoun"])
    if word in ("and", "or"):
        named = at.is_capital(index - 1) and at.is_capital(index + 1)
        return not _joins(at, index + 1) and not named and not _is_last_of_two(at, index)
    if word in at.lists["own-text"]:
        return False
    if clause:
        told = index == start + 2 and _is_clause_of_day(at, start)
        return not told and (word in at.lists["pronoun"] or _closes(at, index, clause))
    before = at.before(index)
    if (
        (word == "by" and at.after(index + 1) in _AGENTS)
        or (word in _AGENTS and before == "by")
        or (word in at.lists["pronoun"] and before.endswith("ing"))
    ):
        return False
    if word in at.lists["noun-stop"] or _closes(at, index, clause):
        return True
    return (
        word in at.lists["determiner"]
        and before not in at.lists["inside"] | {"and", "or"}
        and not before.endswith("ing")
    )


def _is_clause_of_day(at: Figures, start: int) -> bool:
    """Tell whether "the day" is told by a clause ("the day this Treaty is signed")."""
    named = at.after(start) == "the" and at.after(start + 1) in ("day", "date", "moment")
    return named and at.after(start + 2) in at.lists["determiner"] | at.lists["pronoun"]


def _is_happening(at: Figures, index: int) -> bool:
    """Tell whether a token is a noun for something that happens ("a month before that reassessment")."""
    word = at.after(index)
    return word in at.lexicon.events or word.endswith(("tion", "sion", "ssment", "ement"))


def _is_time(at: Figures, index: int) -> bool:
    """Tell whether a token is a time; "the second instrument" is none."""
    ordinal = at.tokens.low[index] == "second" and at.before(index) in at.lists["determiner"]
    return not ordinal and any(at.is_in(index, name) for name in _TIMES)


def _is_date_clause(at: Figures, index: int) -> bool:
    """Tell whether "on which" follows a date ("the date on which the last Party notifies")."""
    which = index if at.tokens.low[index] == "which" else index + 1
    return at.after(which) == "which" and at.before(which - 1) in ("date", "day", "moment", "time")


def _is_last_of_two(at: Figures, index: int) -> bool:
    """Tell whether "and" joins two plurals, and nothing follows ("the arrival of the monitors and engineers")."""
    nouns = at.before(index), at.after(index + 1)
    return (
        all(noun.endswith("s") and noun.isalpha() for noun in nouns) and not at.after(index + 2)[0].isalnum()
    )


def _is_figure(at: Figures, index: int) -> bool:
    """Tell whether a token belongs to "(8)" or to "eight (8) months" inside a name."""
    for start in (index, index - 1, index - 2):
        if at.is_in(start, "open") and at.is_in(start + 1, "num") and at.is_in(start + 2, "close"):
            return True
    counted = any(at.is_in(index - 1, name) for name in ("close", "numword", "num"))
    return counted and at.is_capital(index + 1) and (at.is_in(index, "unit") or at.is_in(index, "units"))


def _names(at: Figures, index: int, start: int) -> bool:
    """Tell whether a date names the event ("the 9 November 2020 statement"): it opens the phrase."""
    return index - start <= 1 or (
        any(at.is_in(index - 1, name) for name in _TIMES) and _names(at, index - 1, start)
    )


def _joins(at: Figures, index: int) -> bool:
    """Tell whether "and" joins two events ("signing and ratification")."""
    if at.after(index) in at.lists["determiner"]:
        index += 1
    if at.after(index) not in at.lexicon.events:
        return False
    for word in at.tokens.low[index + 1 : index + _CLAUSE]:
        if word in at.lists["ahead"]:
            return False
        if not word[0].isalnum():
            break
    return True


def _closes(at: Figures, index: int, clause: bool) -> bool:
    """Tell whether a noun phrase ended before a token ("the day after the battle | Ludendorff said")."""
    before, word, events = at.before(index), at.tokens.low[index], at.lexicon.events
    if before not in events or word in events or word in at.lists["inside"] or word[0] in "-–'’":
        return False
    if before.endswith("ing") and (word in at.lists["determiner"] or at.is_capital(index)):
        return False
    if clause:
        return word not in at.lists["event-verb"] and not word.endswith("ed")
    return not at.is_capital(index)
