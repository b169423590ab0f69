"""When and where: which time and which place of a sentence belong to which predicate."""

import re
from typing import TYPE_CHECKING

from servanda.model import Value
from servanda.read.clauses import Clause, find_preps
from servanda.read.draft import Draft
from servanda.read.passage import Passage
from servanda.read.times import Time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.text.parsed import Token

_PLACE_PREPS = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "along", "throughout"})
_YEAR = re.compile(r"(?:of |in )?\d{4}")
_TITLED = re.compile(
    r"\b(?:Act|Acts|Bill|Law|Laws|Code|Constitution|Agreement|Accord|Treaty|Declaration|Protocol|Plan|Order|Decree|Regulations|"
    r"Convention|Charter|Statute|Resolution|Budget|Strategy|Policy|Programme|Report),?\s*\(?\s*$"
)
"""How words end that a year belongs to as a part of a title."""
_VERBAL = frozenset({"VERB", "AUX"})
_NAMED_BY_DATE = frozenset(
    {
        "statement",
        "agreement",
        "accord",
        "declaration",
        "treaty",
        "deal",
        "pact",
        "memorandum",
        "protocol",
        "document",
        "annex",
        "resolution",
        "communique",
        "communiqué",
        "roadmap",
        "war",
        "summit",
    }
)
"""Nouns that a date after "of" tells apart from others of their kind."""


def head_of_time(passage: Passage, time: Time) -> "Token | None":
    """Return the token of a time expression that the rest of it hangs on, found once."""
    if time.core not in passage.time_heads:
        passage.time_heads[time.core] = _find_head(passage, time)
    return passage.time_heads[time.core]


def _find_head(passage: Passage, time: Time) -> "Token | None":
    start = time.core[0] - passage.offset
    end = time.core[1] - passage.offset
    span = passage.doc.char_span(start, end, alignment_mode="expand")
    if span is None or len(span) == 0:
        return None
    outer = passage.doc.char_span(time.span[0] - passage.offset, end, alignment_mode="expand")
    return (outer or span).root


def climb(token: "Token") -> "Iterator[Token]":
    """Yield the ancestors of a token, nearest first."""
    current = token
    while current.head != current:
        current = current.head
        yield current


def governor_of(token: "Token") -> "Token | None":
    """Return the first verb above a token (itself, where it is one)."""
    if token.pos_ in _VERBAL:
        return token
    return next((above for above in climb(token) if above.pos_ in _VERBAL), None)


_APART = frozenset({"relcl", "parataxis", "ROOT"})
"""Clauses whose times are their own."""


def times_of(passage: Passage, head: "Token") -> list[Time]:
    """Return the times that belong to a predicate: hang on it, with no other verb between."""
    found: list[Time] = []
    for time in passage.times:
        token = head_of_time(passage, time)
        if token is None or token.sent.start != head.sent.start:
            continue
        if token == head:
            found.append(time)
            continue
        for above in climb(token):
            if above == head:
                found.append(time)
                break
            if above.pos_ in _VERBAL and not _transparent(above, head):
                break
            if _is_name(above):
                break
    return found


def _is_name(token: "Token") -> bool:
    """Tell whether a time below a token names what it hangs on: the statement of 9 November, the war of 2020."""
    return token.lower_ == "of" and token.head.lemma_.lower() in _NAMED_BY_DATE


def inherited_times(passage: Passage, clause: Clause) -> list[Time]:
    """Return a predicate's own times, its carrier's, and those that stand before the first of coordinated verbs."""
    found = times_of(passage, clause.head)
    if clause.support is not None:
        found += times_of(passage, clause.support.head)
    verb = clause.head
    while verb.dep_ == "conj" and verb.head.pos_ in _VERBAL:
        if any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
            break
        verb = verb.head
        found += [t for t in times_of(passage, verb) if t.core[0] < passage.at(verb)]
    return found


def times_below(passage: Passage, head: "Token") -> list[Time]:
    """Return the times in what a predicate governs: 'shall ensure that all groups leave by May'; not in relative clauses."""
    found: list[Time] = []
    for time in passage.times:
        token = head_of_time(passage, time)
        if token is None or token.sent.start != head.sent.start:
            continue
        for above in climb(token):
            if above == head:
                found.append(time)
                break
            if above.dep_ in _APART or (above.dep_ == "conj" and above.head == head):
                break
    return found


def loose_times(passage: Passage, head: "Token") -> list[Time]:
    """Return past days at the end of a sentence that the parse hung on an infinitive below the predicate."""
    found: list[Time] = []
    for time in passage.times:
        token = head_of_time(passage, time)
        if token is None or token.sent.start != head.sent.start or token.i < head.i or time.relation != "at":
            continue
        above = next((a for a in climb(token) if a.pos_ in _VERBAL), None)
        if (
            above is not None
            and above != head
            and above.tag_ == "VB"
            and above.dep_ in {"acl", "advcl", "xcomp"}
            and head in list(climb(above))
        ):
            found.append(time)
    return found


def _transparent(verb: "Token", head: "Token") -> bool:
    """Tell whether a time passes through a verb to a predicate above it (auxiliaries, participles of the predicate)."""
    return verb.dep_ in {"aux", "auxpass"} and verb.head == head


def has_day(time: Time) -> bool:
    """Tell whether a time is a date (not a duration, a frequency) that says when."""
    known = time.edtf is not None or time.unresolved is not None
    return known and time.kind in {"date", "time"} and time.relation not in {"since"}


def date_value(time: Time) -> Value:
    """Return a time as the value of a date role; what it was counted from is kept as the reason where inferred."""
    return Value(text=time.text, value=time.edtf, span=time.span, inferred=time.inferred)


def place_of(passage: Passage, heads: "list[Token]") -> Value | None:
    """Return the place where the predicates happen, the most specific that a preposition brings."""
    candidates: list[tuple[int, int, Value]] = []
    for head in heads:
        for prep, inner in find_preps(head):
            if prep.split()[0] not in _PLACE_PREPS and prep not in _PLACE_PREPS:
                continue
            ranked = rank_place(passage, inner)
            if ranked is not None:
                candidates.append((ranked[0], inner.i, ranked[1]))
    if not candidates and heads:
        candidates = _loose_places(passage, heads[0])
    candidates.sort(key=lambda c: (c[0], c[1]))
    if not candidates:
        beside = (
            c
            for head in heads
            for c in head.children
            if c.dep_ in {"appos", "npadvmod"} and head.pos_ == "NOUN"
        )
        ranked = next((r for c in beside if (r := rank_place(passage, c)) is not None and r[0] < 3), None)
        return ranked[1] if ranked is not None else _here(passage, heads)
    return candidates[0][2]


def _here(passage: Passage, heads: "list[Token]") -> Value | None:
    """Return the dateline's place for 'met here'."""
    line = passage.paragraph.dateline
    if line is None:
        return None
    for token in (t for head in heads for t in head.children):
        if token.lower_ == "here":
            return Value(
                text=token.text,
                value=passage.dateline_place,
                span=passage.span(token.i, token.i + 1),
                inferred="the place of the dateline",
            )
    return None


def _loose_places(passage: Passage, head: "Token") -> list[tuple[int, int, Value]]:
    """Return places below a predicate that no other verb stands between, wherever the parse hung them."""
    verb = governor_of(head)
    found: list[tuple[int, int, Value]] = []
    for token in head.subtree if verb is None else verb.subtree:
        if token.dep_ != "prep" or token.lower_ not in _PLACE_PREPS:
            continue
        above = next((a for a in climb(token) if a.pos_ in _VERBAL), None)
        if above is None or (
            verb is not None
            and above != verb
            and not (above.tag_ == "VB" and above.dep_ in {"acl", "advcl"} and token.i > verb.i)
        ):
            continue
        owner = token.head
        if owner.pos_ in {"NOUN", "PROPN"} and owner != head and owner.dep_ in {"nsubj", "nsubjpass"}:
            continue
        for child in token.children:
            ranked = rank_place(passage, child) if child.dep_ == "pobj" else None
            if ranked is not None and ranked[0] < 3:
                found.append((ranked[0], token.i, ranked[1]))
    return found


def rank_place(passage: Passage, head: "Token") -> tuple[int, Value] | None:
    """Return (rank, value) of a noun as a place: towns before regions before countries; None where it is none."""
    for token in (head, *(c for c in head.children if c.dep_ in {"compound", "nmod"})):
        hit = passage.hits.get(token.i)
        if hit is None:
            continue
        entry = hit.entry
        text, span = passage.words(hit.start, hit.end), passage.span(hit.start, hit.end)
        if entry.kind == "place":
            return (0 if entry.precision in {"place", None} else 1), Value(
                text=text, value=entry.value, span=span
            )
        if entry.kind == "capital":
            return 0, Value(text=text, value=text, span=span)
        if entry.kind == "state" and token == head:
            return 3, Value(text=text, value=entry.value, span=span)
        if entry.kind in {"body", "office", "ministry"}:
            return next(
                (r for c in head.children if c.dep_ == "appos" and (r := rank_place(passage, c))), None
            )
    if head.pos_ == "PROPN" and head.ent_type_ in {"GPE", "LOC", "FAC"}:
        start = head.i
        while start > 0 and passage.doc[start - 1].pos_ == "PROPN" and passage.doc[start - 1].head == head:
            start -= 1
        text = passage.words(start, head.i + 1)
        return 0, Value(text=text, value=text, span=passage.span(start, head.i + 1))
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "in"}:
            for below in child.children:
                ranked = rank_place(passage, below) if below.dep_ == "pobj" else None
                if ranked is not None and head.pos_ == "NOUN" and head.lemma_.lower() in _PLACE_NOUNS:
                    return ranked
    for child in head.children:
        if child.dep_ == "appos":
            ranked = rank_place(passage, child)
            if ranked is not None and (head.lemma_.lower() in _PLACE_NOUNS or head.pos_ == "PROPN"):
                return ranked
    return None


_PLACE_NOUNS = frozenset(
    [
        "city",
        "town",
        "capital",
        "village",
        "region",
        "district",
        "province",
        "area",
        "state",
        "border",
        "north",
        "south",
        "east",
        "west",
        "outskirt",
        "suburb",
        "part",
        "centre",
        "center",
        "department",
        "municipality",
        "county",
        "section",
        "direction",
        "village",
        "resort",
        "port",
        "island",
        "valley",
        "hotel",
        "neighbourhood",
    ]
)


def setting_heads(clause: Clause) -> "list[Token]":
    """Return the tokens on which a predicate's place may hang: itself, its objects, the verb that carries it."""
    heads = [clause.head, *clause.objects]
    if clause.support is not None:
        heads.append(clause.support.head)
    return heads


def _is_title_year(passage: Passage, time: Time) -> bool:
    """Tell whether a bare year is a part of a title: "the Elections Act, 2012"."""
    if _YEAR.fullmatch(time.text) is None:
        return False
    before = passage.text[: time.span[0] - passage.offset]
    return _TITLED.search(before) is not None


def add_date(passage: Passage, draft: Draft, clause: Clause) -> None:
    """Give the day of an event; for a status any time that is told, but not the new day of what is put off."""
    for time in inherited_times(passage, clause):
        if draft.code in {"extended", "deadline-set"} and time.relation in {"until", "by", "before"}:
            continue
        if _is_title_year(passage, time):
            continue
        if has_day(time) and (
            time.relation in {"at", "during", "from-to", "about"} or draft.kind == "status"
        ):
            draft.add("date", date_value(time))
            return
