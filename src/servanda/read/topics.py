"""Which of the codebook's topics a stretch of text names."""

import re
from typing import TYPE_CHECKING

from servanda.codebook import Codebook
from servanda.model import Value
from servanda.read.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    indices = sorted(t.i for t in tokens)
    if not indices:
        return []
    pattern, table = _compile(codebook)
    doc = passage.doc
    start, end = doc[indices[0]].idx, doc[indices[-1]].idx + len(doc[indices[-1]])
    members = set(indices)
    found: list[Value] = []
    for match in pattern.finditer(doc.text, start, end):
        token = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if token is None or not any(t.i in members for t in token):
            continue
        words = " ".join(match.group().lower().replace("-", " ").split())
        code = table.get(words) or table.get(words.removesuffix("s")) or table.get(words.removesuffix("es"))
        code = (
            code
            or table.get(" ".join(match.group().lower().split()))
            or table.get(match.group().lower().removesuffix("s"))
        )
        if code is not None and all(v.value != code for v in found):
            span = (passage.offset + match.start(), passage.offset + match.end())
            found.append(Value(text=match.group(), value=code, span=span))
    return found
