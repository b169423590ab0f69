"""What a numeral stands for: figures, romans, letters, words."""

import re

_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_CARDINALS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
WORDS = {
    **{word: number for number, word in enumerate(_CARDINALS, 1)},
    **{word: number for number, word in enumerate(_ORDINALS, 1)},
    **{
        f"{ten}{dash}{word}": value + number
        for ten, value in _TENS.items()
        for dash in "- "
        for names in (_CARDINALS[:9], _ORDINALS[:9])
        for number, word in enumerate(names, 1)
    },
    **_TENS,
}
"""Numbers in words, cardinal and ordinal, to fifty-nine."""
WORD_PATTERN = "|".join(sorted(WORDS, key=len, reverse=True))


def read_roman(numeral: str) -> int | None:
    """Return the value of a well-formed roman numeral, or None."""
    if not numeral or not _ROMAN.fullmatch(numeral):
        return None
    values = [_VALUES[letter] for letter in numeral.lower()]
    return sum(
        -value if any(value < later for later in values[n + 1 : n + 2]) else value
        for n, value in enumerate(values)
    )


def read_letters(letters: str) -> int | None:
    """Return the place of a letter in the alphabet; "aa" follows "z". None for any other word."""
    low = letters.lower()
    if not low or not low.isascii() or not low.isalpha() or len(set(low)) > 1 or len(low) > 2:
        return None
    return ord(low[0]) - ord("a") + 1 + 26 * (len(low) - 1)


def read_word(word: str) -> int | None:
    """Return the value of a number in words, or None."""
    return WORDS.get(re.sub(r"\s+", " ", word.lower()))
