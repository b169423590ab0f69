"""Are two written names one person's? Spelling only; who else is known is the business of actors."""

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

from servanda.resolve.rules import NameRules

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SAME_SOUND = (
    ("x", "ks"), ("ph", "f"), ("kh", "h"), ("gh", "g"), ("zh", "z"), ("sh", "s"), ("ch", "s"), ("ck", "k"),
    ("q", "k"), ("c", "k"), ("w", "v"), ("j", "y"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return a name in plain lower-case ASCII words, without a leading article."""
    words = _NOT_WORD.sub(" ", anyascii(name).lower()).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=65536)
def sound_out(word: str) -> str:
    """Return the consonants of a folded word, brought to one spelling; what transliterations keep."""
    sounds = word
    for written, meant in _SAME_SOUND:
        sounds = sounds.replace(written, meant)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", sounds)) or word[:1]


def split_name(name: str, rules: NameRules) -> tuple[str, ...]:
    """Return the words of a person's name that carry weight, folded."""
    words = fold(name).split()
    kept = tuple(word for word in words if word not in rules.particles)
    return kept or tuple(words)


def looks_personal(name: str, rules: NameRules) -> bool:
    """Whether a name could be a person's: up to five capitalised words, no digits, no word of a body."""
    if " of " in name or any(sign.isdigit() for sign in name):
        return False
    words = name.split()
    if not 1 <= len(words) <= 5 or set(fold(name).split()) & rules.not_person:
        return False
    if len(words) == 1 and name.isupper():
        return False
    return all(word[0].isupper() or fold(word) in rules.particles for word in words)


def compare_names(left: tuple[str, ...], right: tuple[str, ...], rules: NameRules) -> float | None:
    """Return how well two full names fit one person (up to 1), or None where they do not.

    The shorter name's surname must stand in the longer one, not first, and its
    given names must stand before it in the same order, spelt alike or as initials.
    """
    short, long = sorted((left, right), key=lambda words: (len(words), words))
    if len(short) < 2:
        return None
    if short == long:
        return 1.0
    for place in range(len(long) - 1, 0, -1):
        if is_alike(short[-1], long[place], rules.surname_ratio) and _follow(short[:-1], long[:place], rules):
            return 0.9 if place == len(long) - 1 else 0.8
    return None


def _follow(given: tuple[str, ...], names: tuple[str, ...], rules: NameRules) -> bool:
    """Whether every given name stands among `names` in order."""
    rest = iter(names)
    return all(any(_fit_given(one, other, rules.given_ratio) for other in rest) for one in given)


def _fit_given(one: str, other: str, ratio: float) -> bool:
    """Whether two given names are one: spelt alike, or one is the other's initial."""
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return not _differ_in_gender(one, other) and is_alike(one, other, ratio)


def _differ_in_gender(one: str, other: str) -> bool:
    """Whether two words differ as Ilham and Ilhama or Mario and Maria do."""
    return (
        one != other
        and (one.endswith("a") != other.endswith("a"))
        and one.rstrip("aou") == other.rstrip("aou")
    )


def is_alike(one: str, other: str, ratio: float) -> bool:
    """Whether two folded words sound alike and are written nearly alike."""
    return one == other or (sound_out(one) == sound_out(other) and fuzz.ratio(one, other) >= ratio)
