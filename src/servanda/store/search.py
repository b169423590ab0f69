"""Search in the documents' words, folded to plain letters: ``Xankendi`` finds ``Xankəndi``."""

import re
from functools import lru_cache
from itertools import accumulate

import sqlalchemy as sa
from anyascii import anyascii
from sqlalchemy import Connection

QUOTES = frozenset("’‘ʼ`´′")
"""Marks between letters that divide words, as the plain apostrophe does."""

WITH_PLACES = 300_000
"""Folded characters up to which PostgreSQL keeps the places of words (its index entries end at 1 MiB)."""

ROOM = 1_000_000
"""Bytes that PostgreSQL's index entry of a longer document may take, each different word once."""

WORD_BYTES = 6
"""Bytes that a word takes there besides its letters."""

BEFORE, AFTER = 60, 120
"""Characters shown before and after the word found."""

TERM = re.compile(r'"([^"]*)"|(\S+)')
TOKEN = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=4096)
def fold_letter(letter: str) -> str:
    """Return a character in plain lower-case letters; a softness mark that only arises from folding is left out."""
    if letter.isascii():
        return letter.lower()
    return " " if letter in QUOTES else anyascii(letter).replace("'", "").lower()


def fold(text: str) -> str:
    """Return a text in plain lower-case letters."""
    if text.isascii():
        return text.lower()
    return "".join(map(fold_letter, text))


def index_words(connection: Connection, document: int, text: str) -> None:
    """Put a document's words into the index; document: its numeric key."""
    tokens = TOKEN.findall(fold(text))
    if connection.dialect.name == "sqlite":
        query = "INSERT INTO words (rowid, folded) VALUES (:document, :folded)"
        connection.execute(sa.text(query), {"document": document, "folded": " ".join(tokens)})
        return
    folded = " ".join(tokens)
    if len(folded) > WITH_PLACES:
        different = list(dict.fromkeys(tokens))
        sizes = accumulate(len(token) + WORD_BYTES for token in different)
        folded = " ".join(token for token, size in zip(different, sizes, strict=True) if size <= ROOM)
    query = "INSERT INTO words (document, folded) VALUES (:document, to_tsvector('simple', :folded))"
    connection.execute(sa.text(query), {"document": document, "folded": folded})


def read_terms(words: str) -> list[tuple[list[str], bool]]:
    """Return what is asked for: terms of one token or of several in a row, and whether the last is a beginning.

    All terms must be in a document. ``"…"`` holds words in a row, ``word*`` is a beginning.
    """
    terms = []
    for quoted, plain in TERM.findall(words):
        tokens = TOKEN.findall(fold(quoted or plain))
        if tokens:
            terms.append((tokens, plain.endswith("*")))
    return terms


def find_documents(
    connection: Connection, words: str, bound: str | None, limit: int
) -> list[tuple[str, str]]:
    """Return documents with all the words, the best first, as (id, snippet); at most `limit`."""
    terms = read_terms(words)
    if not terms:
        return []
    known = "" if bound is None else (
        "AND EXISTS (SELECT 1 FROM sightings WHERE sightings.document = documents.id AND sightings.learnt <= :bound) "
    )  # fmt: skip
    if connection.dialect.name == "sqlite":
        asked = " AND ".join(f'"{" ".join(tokens)}"' + "*" * begins for tokens, begins in terms)
        query = (
            "SELECT id, text FROM words JOIN documents ON documents.seq = words.rowid "
            f"WHERE words MATCH :asked {known} ORDER BY bm25(words), id LIMIT :limit"
        )
    else:
        asked = " & ".join(f"({' <-> '.join(tokens)}{':*' * begins})" for tokens, begins in terms)
        query = (
            "SELECT id, text FROM words JOIN documents ON documents.seq = words.document "
            f"WHERE folded @@ to_tsquery('simple', :asked) {known} "
            "ORDER BY ts_rank_cd(folded, to_tsquery('simple', :asked)) DESC, id LIMIT :limit"
        )
    values = {"asked": asked, "limit": limit} | ({} if bound is None else {"bound": bound})
    return [(row.id, cut_snippet(row.text, terms)) for row in connection.execute(sa.text(query), values)]


def cut_snippet(text: str, terms: list[tuple[list[str], bool]]) -> str:
    """Return the words around the first place where one of the terms stands, or the text's beginning."""
    letters = None if text.isascii() else [fold_letter(letter) for letter in text]
    folded = text.lower() if letters is None else "".join(letters)
    asked = "|".join(
        "[^a-z0-9]+".join(tokens) + ("" if begins else r"(?![a-z0-9])") for tokens, begins in terms
    )
    match = re.search(rf"(?<![a-z0-9])(?:{asked})", folded)
    place = _find_origin(letters, match.start()) if match else 0
    start, end = max(0, place - BEFORE), min(len(text), place + AFTER)
    start = text.find(" ", start, place) + 1 or start if start else 0
    end = max(text.rfind(" ", place, end), place) if end < len(text) and " " in text[place:end] else end
    shown = " ".join(text[start:end].split())
    return ("…" if start else "") + shown + ("…" if end < len(text) else "")


def _find_origin(letters: list[str] | None, place: int) -> int:
    """Return which letter of the text a place in its folded form came from; None: each is its own."""
    if letters is None:
        return place
    length = 0
    for index, letter in enumerate(letters):
        length += len(letter)
        if length > place:
            return index
    return len(letters)
