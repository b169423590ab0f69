"""Which of the codebook's topics a stretch of text names."""

from bisect import bisect_left
from typing import TYPE_CHECKING

from servanda.codebook import Codebook, keep
from servanda.model import Value
from servanda.read.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from servanda.text.parsed import Token


@keep
def _index(codebook: Codebook) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return first word → (words, code), the longest words first."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for topic in codebook.topics.values():
        for phrase in topic.words:
            words = tuple(phrase.lower().replace("-", " ").split())
            index.setdefault(words[0], []).append((words, topic.code))
    for rows in index.values():
        rows.sort(key=lambda row: -len(row[0]))
    return index


def find_topics(codebook: Codebook, passage: Passage, tokens: "Iterable[Token]") -> list[Value]:
    """Return the topics named among tokens (a subtree), each code once, in text order."""
    if passage.topics is None:
        passage.topics = list(_find_all(codebook, passage))
    if not passage.topics:
        return []
    starts = sorted(t.idx for t in tokens)
    found: list[Value] = []
    for start, end, code in passage.topics:
        if bisect_left(starts, start) < bisect_left(starts, end) and all(v.value != code for v in found):
            span = (passage.offset + start, passage.offset + end)
            found.append(Value(text=passage.text[start:end], value=code, span=span))
    return found


def _find_all(codebook: Codebook, passage: Passage) -> "Iterator[tuple[int, int, str]]":
    """Yield every topic of a passage as (start, end, code) in its text, longest words first, none twice."""
    index = _index(codebook)
    kept = [t for t in passage.doc if t.text != "-"]
    words = [t.lower_ for t in kept]
    singular = [w[:-1] if w.endswith("s") and len(w) > 3 else w for w in words]
    position = 0
    while position < len(kept):
        step = 1
        if words[position] not in index and singular[position] not in index:
            position += step
            continue
        for phrase, code in (*index.get(words[position], ()), *index.get(singular[position], ())):
            length = len(phrase)
            if position + length > len(kept):
                continue
            fits = all(
                phrase[n] == words[position + n]
                or (n in (0, length - 1) and phrase[n] == singular[position + n])
                for n in range(length)
            )
            if fits:
                last = kept[position + length - 1]
                yield kept[position].idx, last.idx + len(last.text), code
                step = length
                break
        position += step
