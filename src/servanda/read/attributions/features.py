"""What is known of each token, as numbers: the parse, the word lists, the quotations, the place in the text."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from servanda.read.attributions.columns import Columns, Flags, Ints, Reals
from servanda.read.attributions.labels import DEPS, ENTITIES, POS, TAGS, WORDS
from servanda.read.attributions.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.strings import StringStore

_HALF: Final = 1 << 63
_PLACES: Final = 32
"""Columns that say where a token stands."""


@dataclass(frozen=True, slots=True)
class Codes:
    """Tables from the parser's hashes to columns; one for each parser and lexicon."""

    deps: tuple[Ints, Ints]
    pos: tuple[Ints, Ints]
    tags: tuple[Ints, Ints]
    entities: tuple[Ints, Ints]
    words: tuple[Ints, Ints]
    lists: tuple[tuple[tuple[str, ...], Ints, Reals], ...]
    """(parts of speech, sorted hashes of lemmas, classes of each)."""
    parts: dict[str, int]
    colon: int

    @property
    def width(self) -> int:
        """Return how many features a token has."""
        tables = (self.deps, self.pos, self.tags, self.entities, self.words)
        lists: int = sum(classes.shape[1] for _, _, classes in self.lists)
        return _PLACES + sum(len(table[0]) for table in tables) + lists


def build_codes(strings: "StringStore", lexicon: Lexicon) -> Codes:
    """Return the tables for a parser's string store."""

    def number(names: tuple[str, ...]) -> tuple[Ints, Ints]:
        hashes = np.array([_hash(strings, name) for name in names], dtype=np.int64)
        order = np.argsort(hashes)
        return hashes[order], order

    def spread(groups: dict[str, frozenset[str]]) -> tuple[Ints, Reals]:
        names = sorted(set().union(*groups.values()))
        hashes = np.array([_hash(strings, name) for name in names], dtype=np.int64)
        table = np.array([[name in words for words in groups.values()] for name in names], dtype=np.float32)
        order = np.argsort(hashes)
        return hashes[order], table[order]

    return Codes(
        deps=number(DEPS),
        pos=number(POS),
        tags=number(TAGS),
        entities=number(ENTITIES),
        words=number(WORDS),
        lists=(
            (("VERB", "AUX"), *spread(lexicon.verbs)),
            (("NOUN", "PROPN"), *spread(lexicon.nouns)),
            (("ADJ", "VERB"), *spread(lexicon.adjectives)),
            (("NOUN", "PROPN", "PRON"), *spread(lexicon.sources)),
            ((), *spread({"phrase": frozenset(phrase[0] for phrase in lexicon.phrases)})),
        ),
        parts={name: int(_hash(strings, name)) for name in POS},
        colon=_hash(strings, ":"),
    )


def _hash(strings: "StringStore", name: str) -> int:
    """Return the number of a string as the columns hold it: signed."""
    number: int = strings.add(name)
    return number if number < _HALF else number - 2 * _HALF


def find_numbers(table: tuple[Ints, Ints], values: Ints) -> Ints:
    """Return the number that a table gives each hash, -1 where it has none."""
    hashes, numbers = table
    at = np.minimum(np.searchsorted(hashes, values), len(hashes) - 1)
    return np.where(hashes[at] == values, numbers[at], -1)


def _is_one_of(values: Ints, few: list[int]) -> Flags:
    """Return where a value is one of a few numbers."""
    found: Flags = values == few[0]
    for number in few[1:]:
        found |= values == number
    return found


def build_features(columns: Columns, codes: Codes) -> Reals:
    """Return one row a token: 1.0 where a feature holds."""
    size = len(columns)
    out = np.zeros((size, codes.width), dtype=np.float32)
    rows = np.arange(size)
    column = 0
    for table, values in (
        (codes.deps, columns.dep),
        (codes.pos, columns.pos),
        (codes.tags, columns.tag),
        (codes.entities, columns.entity),
        (codes.words, columns.lower),
    ):
        numbers = find_numbers(table, values)
        known = numbers >= 0
        out[rows[known], column + numbers[known]] = 1.0
        column += len(table[0])
    for parts, hashes, classes in codes.lists:
        at = np.minimum(np.searchsorted(hashes, columns.lemma), len(hashes) - 1)
        known = hashes[at] == columns.lemma
        if parts:
            known &= _is_one_of(columns.pos, [codes.parts[part] for part in parts])
        out[known, column : column + classes.shape[1]] = classes[at[known]]
        column += classes.shape[1]
    colon = columns.lower == codes.colon
    out[:, column:] = _place(columns, colon)
    return out


def _place(columns: Columns, colon: Flags) -> Reals:
    """Return where each token stands: in its sentence, paragraph and quotation, and what its sentence is."""
    size = len(columns)
    out = np.zeros((size, _PLACES), dtype=np.float32)
    if not size:
        return out
    quoted = columns.quotation >= 0
    count = int(columns.sentence[-1]) + 1
    first = np.searchsorted(columns.sentence, np.arange(count))
    last = np.append(first[1:], size) - 1
    inside = np.bincount(columns.sentence, weights=quoted, minlength=count)
    length = last - first + 1
    row = np.arange(size)
    sentence = columns.sentence
    paragraphs = int(columns.paragraph[-1]) + 1
    opening = np.minimum(np.searchsorted(columns.paragraph, np.arange(paragraphs)), size - 1)
    closing = np.append(opening[1:], size) - 1
    out[:, 0] = quoted
    out[:, 1] = inside[sentence] == length[sentence]
    out[:, 2] = inside[sentence] > 0
    out[:, 3] = row == first[sentence]
    out[:, 4] = row == last[sentence]
    out[:, 5] = columns.paragraph == 0
    out[:, 6] = row == opening[columns.paragraph]
    out[:, 7] = row == closing[columns.paragraph]
    out[:, 8] = quoted[opening[columns.paragraph]]
    out[:, 9] = row - first[sentence] < 4
    out[:, 10] = columns.depth == 0
    out[:, 11] = columns.depth == 1
    out[:, 12] = columns.depth > 4
    out[:, 16] = columns.upper
    out[:, 17] = columns.title
    step = row - opening[columns.paragraph]
    for place in range(1, 7):
        out[:, 17 + place] = step == place
    out[:, 24] = closing[columns.paragraph] - opening[columns.paragraph] < 30
    leading = colon & (step > 0) & (step < 8)
    led = np.bincount(columns.paragraph, weights=leading) > 0
    out[:, 25] = leading
    out[:, 26] = led[columns.paragraph]
    out[:, 27] = led.sum() > 3
    out[:, 28] = length[sentence] < 8
    out[:, 29] = length[sentence] > 30
    out[:, 30] = colon & (row == closing[columns.paragraph])
    out[:, 31] = np.append(led[1:], False)[columns.paragraph]
    if len(columns.quotations):
        start, end = columns.quotations[:, 0], columns.quotations[:, 1]
        out[start, 13] = 1
        out[end - 1, 14] = 1
        short = (end - start) < 7
        out[:, 15] = quoted & short[np.maximum(columns.quotation, 0)]
    return out


_SPEAKING: Final = ("speech", "writing", "claim", "admission")
_PAUSES: Final = (",", ";", ":", "-", "--", "–", "—", "―", "(", ")")


@dataclass(frozen=True, slots=True)
class Marks:
    """What the pairs ask of each token: number of its dependency, pauses before it, whether it plainly speaks."""

    deps: Ints
    pauses: Ints
    strong: Flags


def build_marks(columns: Columns, features: Reals, codes: Codes, lexicon: Lexicon) -> Marks:
    """Return the marks of the tokens of a document."""
    deps = find_numbers(codes.deps, columns.dep)
    deps = np.where(deps < 0, DEPS.index("dep"), deps)
    words = find_numbers(codes.words, columns.lower)
    pauses = np.cumsum(_is_one_of(words, [WORDS.index(mark) for mark in _PAUSES]).astype(np.int64))
    first = sum(len(table[0]) for table in (codes.deps, codes.pos, codes.tags, codes.entities, codes.words))
    speaking = [first + lexicon.classes.index(name) for name in _SPEAKING]
    subjects = np.bincount(columns.head, weights=deps == DEPS.index("nsubj"), minlength=len(columns)) > 0
    speaks: Flags = features[:, speaking].sum(axis=1) > 0
    strong: Flags = speaks & (columns.quotation < 0) & subjects
    return Marks(deps, pauses, strong)


_CUE_PARTS: Final = ("VERB", "AUX", "NOUN", "ADJ", "ADP", "PROPN", "ADV")


def find_candidates(columns: Columns, codes: Codes) -> Flags:
    """Return which tokens may head a cue: words with a meaning, prepositions, and the colon."""
    found: Flags = _is_one_of(columns.pos, [codes.parts[part] for part in _CUE_PARTS]) | (
        columns.lower == codes.colon
    )
    return found
