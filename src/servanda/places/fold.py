"""Names as they are looked up: one plain spelling for all scripts, marks and abbreviations."""

import re
from functools import lru_cache
from typing import Final

from anyascii import anyascii

_MARKS: Final = re.compile(r"['’`ʻʼ‘\"]")
_OTHER: Final = re.compile(r"[^a-z0-9]+")
_DOTTED: Final = re.compile(r"\b(?:[a-z]\.){2,}")
_SHORT: Final = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """Return the key of a name: Latin letters and digits in lower case, one blank between words."""
    plain = anyascii(_MARKS.sub("", name)).lower()
    plain = _DOTTED.sub(lambda match: match.group().replace(".", ""), _MARKS.sub("", plain))
    words = _OTHER.sub(" ", plain).split()
    if len(words) > 1:
        words = [_SHORT.get(word, word) for word in words[:-1]] + [words[-1]]
        if words[0] == "the":
            words = words[1:]
    return " ".join(words)
