"""Finding the codebook's names in a parsed text: longest match over tokens."""

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from servanda.codebook import Codebook, Entry
from servanda.read.compounds import add_compounds
from servanda.read.passage import Hit

if TYPE_CHECKING:
    from spacy.language import Language

    from servanda.text.parsed import Doc, Token

_PLAIN_MARKS = str.maketrans({"’": "'", "–": "-", "‑": "-"})
"""Typographic marks as the plain ones: a list may have either."""
_AT = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "throughout"})
"""After these a name that is a body's and a place's is the place: 'in Abkhazia'."""
_PLURAL_ONLY = frozenset(
    {"affairs", "forces", "nations", "states", "authorities", "troops", "relations", "services"}
)
_TITLES = frozenset(
    {"presidents", "ministers", "premiers", "chancellors", "ambassadors", "generals", "secretaries"}
)
"""Titles in the plural before names, which the parser takes for names: 'Presidents X and Y'."""
_LOWERED = frozenset({"office", "ministry"})
_PRIORITY = {
    "state": 0, "body": 1, "office": 2, "ministry": 3, "government": 4, "capital": 5, "adjective": 6, "demonym": 7,
    "place": 8,
}  # fmt: skip


class Lexicon:
    """All names of a codebook by their first token. Offices and ministries match in any case."""

    def __init__(self, codebook: Codebook, parser: "Language") -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], Entry]]] = defaultdict(list)
        self._lowered: dict[str, list[tuple[tuple[str, ...], Entry]]] = defaultdict(list)
        self._words = codebook.words
        for entry in codebook.lists.entries:
            lowered = entry.kind in _LOWERED
            plain = entry.words.translate(_PLAIN_MARKS)
            words = _split(plain.lower() if lowered else plain, parser)
            if words:
                (self._lowered if lowered else self._exact)[words[0]].append((words, entry))
        self._places = {words: e for rows in self._exact.values() for words, e in rows if e.kind == "place"}
        for table in (self._exact, self._lowered):
            for rows in table.values():
                rows.sort(key=lambda row: (-len(row[0]), _PRIORITY[row[1].kind]))

    def find(self, doc: "Doc") -> dict[int, Hit]:
        """Return the names in a text: token index → hit, every token of a hit mapped to it."""
        texts = [token.text.translate(_PLAIN_MARKS) for token in doc]
        lowers = [_fold(token) for token in doc]
        hits: dict[int, Hit] = {}
        position = 0
        size = len(texts)
        while position < size:
            known = texts[position] in self._exact or lowers[position] in self._lowered
            hit = self._match(texts, lowers, position) if known else None
            if hit is not None and lowers[position] == "the":
                longer = self._match(texts, lowers, position + 1) if position + 1 < size else None
                hit = longer if longer is not None and longer.end > hit.end else hit
            if hit is None:
                position += 1
                continue
            for index in range(hit.start, hit.end):
                hits[index] = hit
            position = hit.end
        add_compounds(doc, hits, self._words)
        return hits

    def _match(self, texts: list[str], lowers: list[str], position: int) -> Hit | None:
        """Return the longest name that starts at a token; exact names before lower-cased ones of equal length."""
        best: Hit | None = None
        for table, tokens in ((self._exact, texts), (self._lowered, lowers)):
            for words, entry in table.get(tokens[position], ()):
                if best is not None and len(words) <= best.end - best.start:
                    break
                if tuple(tokens[position : position + len(words)]) == words:
                    placed = position > 0 and entry.kind == "body" and lowers[position - 1] in _AT
                    meant = self._places.get(words, entry) if placed else entry
                    best = Hit(position, position + len(words), meant)
                    break
        return best


_ENTITIES = {"state": "GPE", "capital": "GPE", "adjective": "NORP", "demonym": "NORP", "body": "ORG"}


def mark_sides(doc: "Doc", hits: dict[int, Hit]) -> None:
    """Give the names of states, peoples and bodies the kind of entity that the lists know them to be."""
    for hit in {h.start: h for h in hits.values()}.values():
        kind = _ENTITIES.get(hit.entry.kind)
        span = doc[hit.start : hit.end]
        wider = any(
            0 <= i < len(doc)
            and doc[i].ent_type_
            and doc[i].ent_type_ == t.ent_type_
            and doc[i].pos_ == "PROPN"
            for i, t in ((hit.start - 1, span[0]), (hit.end, span[-1]))
        )
        if kind is not None and not wider:
            for token in span:
                token.ent_type_ = kind


_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


def _split(words: str, parser: "Language") -> tuple[str, ...]:
    """Return the tokens of a name: plain words at their blanks (as the parser does, but at no cost), others by the parser."""
    if _PLAIN.fullmatch(words):
        return tuple(words.split(" "))
    return tuple(token.text for token in parser.make_doc(words))


def _fold(token: "Token") -> str:
    """Return a token in lower case, plurals of nouns in the singular: 'Foreign Ministers' meets 'foreign minister'."""
    if token.tag_ in {"NNS", "NNPS"} and token.text.endswith("s"):
        singular = token.lemma_.lower() if token.tag_ == "NNS" else token.lower_.removesuffix("s")
        return singular if token.lower_ not in _PLURAL_ONLY else token.lower_
    if token.tag_ == "NNP" and token.lower_ in _TITLES:
        return str(token.lower_.removesuffix("s"))
    return str(token.lower_).translate(_PLAIN_MARKS)


@cache
def build_lexicon(codebook_digest: str, codebook: "_Hashed", parser: "_Hashed") -> Lexicon:
    """Build (once per codebook and parser) the lexicon."""
    return Lexicon(codebook.value, parser.value)  # type: ignore[arg-type]


class _Hashed:
    """Carries an unhashable argument through a cache; equal where the object is the same."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hashed) and self.value is other.value


def lexicon_of(codebook: Codebook, parser: "Language") -> Lexicon:
    """Return the lexicon of a codebook, built on first use."""
    return build_lexicon(codebook.name, _Hashed(codebook), _Hashed(parser))
