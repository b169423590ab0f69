"""Which of the codebook's topics a stretch of text names."""

import re
from typing import TYPE_CHECKING

from servanda.codebook import Codebook
from servanda.model import Value
from servanda.read.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token


_COMPILED: dict[int, tuple[re.Pattern[str], dict[str, str]]] = {}


def _compile(codebook: Codebook) -> tuple[re.Pattern[str], dict[str, str]]:
    """Build (once per codebook) one expression over all topic words, longest first, and the table back to codes."""
    key = id(codebook)
    if key not in _COMPILED:
        _COMPILED[key] = _build(tuple((w, t.code) for t in codebook.topics.values() for w in t.words))
    return _COMPILED[key]


def _build(pairs: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    table = {" ".join(words.lower().split()): code for words, code in pairs}
    ordered = sorted(table, key=len, reverse=True)
    plural = [re.escape(w).replace(r"\ ", r"[\s-]+") + r"(?:s|es)?" for w in ordered]
    return re.compile(r"\b(?:" + "|".join(plural) + r")\b", re.IGNORECASE), table


def find_topics(codebook: Codebook, passage: Passage, tokens: "Iterable[Token]") -> list[Value]:
    """Return the topics named among tokens (a subtree), each code once, in text order."""
    if passage.topics is None:
        passage.topics = list(_find_all(codebook, passage))
    if not passage.topics:
        return []
    starts = {t.idx for t in tokens}
    found: list[Value] = []
    for start, end, code in passage.topics:
        if all(v.value != code for v in found) and any(start <= s < end for s in starts):
            span = (passage.offset + start, passage.offset + end)
            found.append(Value(text=passage.text[start:end], value=code, span=span))
    return found


def _find_all(codebook: Codebook, passage: Passage) -> "Iterator[tuple[int, int, str]]":
    """Yield every topic of a passage as (start, end, code) in its text."""
    pattern, table = _compile(codebook)
    for match in pattern.finditer(passage.text):
        lowered = " ".join(match.group().lower().split())
        for words in (lowered.replace("-", " "), lowered):
            code = table.get(words) or table.get(words.removesuffix("s")) or table.get(words.removesuffix("es"))
            if code is not None:
                yield match.start(), match.end(), code
                break
