"""A cheap guess whether a time lies ahead or behind, from the words around it. A parser knows better."""

from typing import Final, Literal

from servanda.read.times.figures import Figures
from servanda.read.times.mention import Mention

Tense = Literal["past", "future", "unknown"]

_UNREAL: Final = frozenset({"have", "could not", "can not"})
_REACH: Final = 40
"""Tokens of the sentence that are looked at on either side."""


def tell_by_preposition(at: Figures, mention: Mention) -> Tense:
    """Return the tense that a preposition gives: "declaration of 19 July", "planned for Sunday", "put off to Friday"."""
    start = mention.lead if 0 <= mention.lead < mention.first else mention.first
    low = at.tokens.low
    if at.before(start) == "of" and mention.shape in ("calendar", "weekday"):
        return "future" if at.before(start - 1) in at.lists["deadline"] else "past"
    if start == mention.first or mention.shape not in ("calendar", "weekday"):
        return "unknown"
    put_off = low[start] == "to" and at.lists["put-off"] & set(low[max(0, start - 4) : start])
    planned = low[start] == "for" and mention.grain not in ("quarter", "half", "year")
    return "future" if planned or put_off else "unknown"


def guess_tense(at: Figures, mention: Mention) -> Tense:
    """Return past, future or unknown: by the nearest verb before it, or the first after it."""
    start = mention.lead if 0 <= mention.lead < mention.first else mention.first
    if at.after(mention.last) in at.lists["ahead-after"] and not (start and _is_past(at, start - 1)):
        return "future"
    members = at.lexicon.members
    ends = members["stop"] | members["break"]
    for index in range(start - 1, max(-1, start - 1 - _REACH), -1):
        if at.tokens.kinds[index] in ends:
            break
        if mention.relation in ("by", "until") and at.tokens.low[index] in at.lists["toward-to"]:
            return "future"
        if (tense := _look_back(at, index, start)) != "unknown":
            return tense
    for index in range(mention.last, min(len(at.tokens), mention.last + _REACH)):
        if at.tokens.kinds[index] in ends:
            break
        if (tense := _look_on(at, index)) != "unknown":
            return tense
    return "unknown"


def _look_back(at: Figures, index: int, start: int) -> Tense:
    """Return the tense that a word before an expression gives it ("agreed to …" looks ahead)."""
    word = at.tokens.low[index]
    if (
        word in at.lists["ahead"]
        or _is_passive(at, index)
        or (word == "to" and at.before(index) in ("is", "are", "was", "were"))
        or word in at.lists["timetable"]
        or (word in at.lists["possible"] and not at.is_capital(index) and not _is_unreal(at, index))
    ):
        return "future"
    if word in at.lists["toward-to"] and at.after(index + 1) in ("to", "for", "on", "that", "off"):
        return "future"
    if word in at.lists["proposing"] and start - index > 1:
        return "future"
    return "past" if _is_past(at, index) else "unknown"


def _is_unreal(at: Figures, index: int) -> bool:
    """Tell whether a modal verb tells of what did not come ("could have", "could not")."""
    after = at.after(index + 1)
    return after in _UNREAL or f"{at.tokens.low[index]} {after}" in _UNREAL


def _look_on(at: Figures, index: int) -> Tense:
    """Return the tense of a word after an expression."""
    word = at.tokens.low[index]
    if word in at.lists["ahead-after"]:
        return "future"
    if word in ("is", "are") and at.after(index + 1) in ("to", "due", "expected", "scheduled", "set"):
        return "future"
    return "past" if _is_past(at, index) else "unknown"


def _is_past(at: Figures, index: int) -> bool:
    word = at.tokens.low[index]
    if word in ("has", "have"):
        return _is_perfect(at, index)
    return word in at.lists["behind"] or (word.endswith("ed") and len(word) > 4 and not at.is_capital(index))


def _is_perfect(at: Figures, index: int) -> bool:
    """Tell whether a participle follows "has" ("has not met", but not "has until Friday")."""
    place = index + 1
    while at.after(place).endswith("ly") or at.after(place) in at.lists["between-perfect"]:
        place += 1
    word = at.after(place)
    return word in at.lists["behind"] | at.lists["participle"] or word.endswith(("ed", "en"))


def _is_passive(at: Figures, index: int) -> bool:
    """Tell whether a word is the participle of "to be held", "would be brought back", or its "be"."""
    word = at.tokens.low[index]
    if word == "be":
        return True
    if not (word in at.lists["participle"] or word.endswith(("ed", "en"))):
        return False
    place = index - 1
    while at.after(place).endswith("ly") or at.after(place) in ("not", "also"):
        place -= 1
    return at.after(place) == "be"
