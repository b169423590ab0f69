"""Reads words, numbers, lengths and parts of dates from the tokens of a text."""

import re
from typing import Final

from servanda.read.times.lexicon import Lexicon
from servanda.read.times.mention import Length
from servanda.read.times.tokens import Tokens

_UNCOUNTED: Final = frozenset(
    "few several many number numerous some dozens scores hundreds thousands millions".split()
)
"""Words for a number that is not said."""


class Figures:
    """Reads numbers, lengths and calendar parts from tokens."""

    def __init__(self, lexicon: Lexicon, tokens: Tokens) -> None:
        self.lexicon = lexicon
        self.tokens = tokens
        self.lists = lexicon.lists

    def before(self, index: int) -> str:
        """Return the word before a token in lower case; "." where the text begins."""
        return self.after(index - 1)

    def after(self, index: int) -> str:
        """Return the word at a place (behind what ends there) in lower case; "." outside the text."""
        return self.tokens.low[index] if 0 <= index < len(self.tokens.low) else "."

    def is_capital(self, index: int) -> bool:
        """Tell whether a token starts with a capital."""
        return 0 <= index < len(self.tokens) and self.tokens.text[self.tokens.starts[index]].isupper()

    def is_in(self, index: int, name: str) -> bool:
        """Tell whether a token belongs to a class."""
        return 0 <= index < len(self.tokens.kinds) and self.tokens.kinds[index] in self.lexicon.members[name]

    def number(self, first: int, last: int) -> float | None:
        """Return the number that tokens say ("two and a half", "one hundred and twenty", "thirty (30)"), or None."""
        total, current, seen = 0.0, 0.0, False
        for index in range(first, last):
            word = self.tokens.low[index]
            if word == "(":
                break
            if self.is_in(index, "num"):
                current, seen = current + float(word.replace(",", "")), True
            elif self.is_in(index, "numword"):
                value = int(self.lexicon.value("numword", word) or 0)
                if value == 100:
                    current, seen = max(current, 1) * 100, True
                elif (
                    seen
                    and current % 100 > 0
                    and not (current % 100 >= 20 and current % 10 == 0 and 0 < value < 10)
                ):
                    return None
                else:
                    current, seen = current + value, True
            elif self.is_in(index, "big"):
                current = max(current, 1) * int(self.lexicon.value("big", word) or 1)
            elif word == "half":
                current, seen = current + 0.5, True
        total += current
        return total if seen else None

    def ordinal(self, first: int, last: int) -> int | None:
        """Return the number of an ordinal ("27th", "twenty-first"), or None."""
        total = 0
        for index in range(first, last):
            word = self.tokens.low[index]
            if self.is_in(index, "ordinal"):
                return int(re.sub(r"\D", "", word))
            if self.is_in(index, "numword"):
                total += int(self.lexicon.value("numword", word) or 0)
            elif self.is_in(index, "ordword"):
                return total + int(self.lexicon.value("ordword", word) or 0)
        return None

    def length(self, first: int, last: int) -> Length | None:
        """Return the length that tokens say ("about six months and twelve days"), or None where the number makes none."""
        start = first
        for index in range(first, last):
            unit = self.unit(index)
            if unit is None:
                continue
            number = self._amount(start, index)
            after = [w for w in self.tokens.low[index + 1 : last] if w == "half"]
            conj = next((i for i in range(index + 1, last) if self.tokens.low[i] == "and"), None)
            if number == -1:
                return None
            if after and number is not None:
                number += 0.5
            rest = self.length(conj + 1, last) if conj is not None and not after else None
            return Length(number, unit, rest)
        return None

    def unit(self, index: int) -> str | None:
        """Return the unit that a token names, or None."""
        word = self.tokens.low[index]
        return self.lexicon.value("unit", word) or self.lexicon.value("units", word)

    def _amount(self, first: int, last: int) -> float | None:
        """Return the number before a unit; None is not said, -1 makes no number."""
        words = self.tokens.low[first:last]
        number = self.number(first, last)
        if number is not None:
            return number
        if any(self.is_in(i, "num") or self.is_in(i, "numword") for i in range(first, last)):
            return -1
        if "couple" in words:
            return 2
        if any(w in _UNCOUNTED for w in words):
            return None
        return 1 if any(w in ("a", "an", "another") for w in words) else None

    def year(self, first: int, last: int) -> int | None:
        """Return the year that tokens say, astronomical (480 BC is -479), or None."""
        bc = any(self.is_in(i, "era") for i in range(first, last))
        ad = any(self.is_in(i, "ad") for i in range(first, last))
        for index in range(last - 1, first - 1, -1):
            word = self.tokens.low[index]
            if self.is_in(index, "year4") or ((bc or ad) and self.is_in(index, "num") and word.isdecimal()):
                value = int(word)
                return 1 - value if bc else value
        return None

    def month(self, first: int, last: int) -> int | None:
        """Return the month that tokens name, or None."""
        for index in range(first, last):
            word = self.tokens.low[index]
            if self.is_in(index, "monthname") or self.is_in(index, "monthabbr"):
                return int(
                    self.lexicon.value("monthname", word) or self.lexicon.value("monthabbr", word) or 0
                )
        return None

    def day(self, first: int, last: int) -> int | None:
        """Return the day of a month that tokens say, or None."""
        for index in range(first, last):
            if self.is_in(index, "day"):
                return int(self.tokens.low[index])
            if self.is_in(index, "ord31") or self.is_in(index, "ordword"):
                return self.ordinal(index, index + 1)
        return None

    def named(self, first: int, last: int, name: str) -> str | None:
        """Return the value of the first token that belongs to a class, or None."""
        for index in range(first, last):
            if self.is_in(index, name):
                return self.lexicon.value(name, self.tokens.low[index])
        return None
