"""Finds names of places in running text: what the parser calls a place, what the gazetteer and the words around say."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import msgspec

from servanda.places.gazetteer import Gazetteer
from servanda.places.groups import Mention
from servanda.places.names import look_up
from servanda.places.place import KINDS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_PLACES: Final = frozenset({"GPE", "LOC", "FAC"})
_PERSONS: Final = frozenset({"PERSON", "WORK_OF_ART", "LAW", "PRODUCT", "EVENT"})
_GROUPS: Final = frozenset({"NORP", "LANGUAGE"})
_JOINTS: Final = frozenset({"and", "or", ",", "/", "&"})
_LONGEST: Final = 5
_LARGE: Final = 100_000
_TOWN: Final = 20_000
"""So many inhabitants must a place have that the parser took for a person."""
_KNOWN: Final = frozenset(map(KINDS.index, ("country", "admin1", "region", "water", "continent", "mountain")))


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words by which names of places are told (cues.yaml)."""

    before: frozenset[str]
    nouns: frozenset[str]
    after_not: frozenset[str]
    before_not: frozenset[str]
    never: frozenset[str]


def spot(doc: "Doc", gazetteer: Gazetteer, cues: Cues, shift: int = 0) -> list[Mention]:
    """Return the names of places of a parsed text, without adjectives and names of inhabitants.

    shift: where the parsed text begins in the whole one.
    """
    found: dict[int, Mention] = {}
    taken: set[int] = set()
    for span in sorted(_propose(doc, gazetteer, cues), key=lambda s: (s.start - s.end, s.start)):
        if taken.isdisjoint(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            found[span.start] = Mention(span.text, shift + span.start_char, shift + span.end_char)
    return [found[start] for start in sorted(found)]


def _propose(doc: "Doc", gazetteer: Gazetteer, cues: Cues) -> Iterator["Span"]:
    """Yield what the parser names a place, then listed names that it took for something else or nothing."""
    for entity in doc.ents:
        if entity.label_ in _PLACES:
            for part in _part(entity, gazetteer):
                span = _trim(part, gazetteer)
                if span is None or _is_adjective(span.text, gazetteer) or _is_barred(span, cues):
                    continue
                if is_listed(span.text, gazetteer) or _is_cued(span, cues):
                    yield _join(span, gazetteer)
    for span in _list_names(doc):
        label = span[0].ent_type_ if span[0].ent_type_ else ""
        if label in _PLACES or _is_adjective(span.text, gazetteer) or _is_barred(span, cues):
            continue
        if _is_place(span, label, gazetteer, cues):
            yield span


def _part(entity: "Span", gazetteer: Gazetteer) -> "Iterator[Span]":
    """Yield the parts of an entity that joins several names: 'Kenya and Somalia'."""
    doc, start = entity.doc, entity.start
    if gazetteer.knows(entity.text):
        yield entity
        return
    for token in entity:
        if token.lower_ in _JOINTS and token.i > start:
            yield doc[start : token.i]
            start = token.i + 1
    if start < entity.end:
        yield doc[start : entity.end]


def _join(span: "Span", gazetteer: Gazetteer) -> "Span":
    """Return a name with what follows after a comma, where both are listed as one: 'Washington, D.C.'."""
    longer = span.doc[span.start : span.end + 2]
    return longer if "," in longer.text and gazetteer.style(longer.text) == "name" else span


def _trim(entity: "Span", gazetteer: Gazetteer) -> "Span | None":
    """Return an entity without article and possessive; None where no capital is left."""
    start, end = entity.start, entity.end
    doc = entity.doc
    while start < end and (doc[start].lower_ in {"the", "a"} or not doc[start].text[:1].isalnum()):
        start += 1
    while start < end and doc[end - 1].text in {"'s", "’s", "'", "’", ",", ".", "-", "–"}:
        end -= 1
    span = doc[start:end]
    if start == end or not any(token.text[:1].isupper() for token in span):
        return None
    if (
        len(span) > 1
        and span[0].lower_ in {"northern", "southern", "eastern", "western", "central"}
        and not gazetteer.knows(span.text)
    ):
        span = doc[start + 1 : end]
    return span


def _list_names(doc: "Doc") -> Iterator["Span"]:
    """Yield runs of capitalised words, every part of them, longest first."""
    start = 0
    while start < len(doc):
        end = start
        if doc[start].lower_ == "the":
            start = end = start + 1
        while end < len(doc) and doc[end].text[:1].isupper() and end - start < _LONGEST:
            end += 1
        for size in range(end - start, 0, -1):
            for first in range(start, end - size + 1):
                yield doc[first : first + size]
        start = max(end, start + 1)


def _is_place(span: "Span", label: str, gazetteer: Gazetteer, cues: Cues) -> bool:
    """Tell whether a listed name that the parser did not call a place is one: a cue or its size must say so."""
    if label in _PERSONS and len(span) < len(_entity_of(span)):
        return False
    if label in _GROUPS or (
        span.text.isupper() and len(span.text) <= 3 and gazetteer.style(span.text) is None
    ):
        return False
    if span[0].is_sent_start and len(span) == 1 and span[0].pos_ != "PROPN":
        return False
    hits = gazetteer.hits(span.text)
    if not hits or (len(span) == 1 and span[0].pos_ not in {"PROPN", "NOUN", "ADJ"}):
        return False
    doc = span.doc
    before = doc[span.start - 1].lower_ if span.start else ""
    main = [h for h in hits if not h.other]
    known = any(int(gazetteer.kind[h.number]) in _KNOWN for h in main)
    large = known or any(int(gazetteer.population[h.number]) >= _LARGE for h in main)
    inside = len(span) < len(_run_of(span))
    if inside:
        return known and label == "ORG" and gazetteer.style(span.text) == "name"
    if _is_named_so(span, cues):
        return True
    if before in cues.before:
        if label == "PERSON":
            return any(int(gazetteer.population[h.number]) >= _TOWN for h in main)
        return bool(main) or large
    return large and label in {"", "ORG"}


def _is_cued(span: "Span", cues: Cues) -> bool:
    """Tell whether the words around an unlisted name say that it is a place."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    plain = not any(character.isdigit() for character in span.text)
    return plain and (before in cues.before or span[-1].lower_ in cues.nouns or _is_named_so(span, cues))


def _is_named_so(span: "Span", cues: Cues) -> bool:
    """Tell whether a word for a kind of place stands at a name: 'Anbar province', 'the town of Amriya'."""
    doc = span.doc
    if span.end < len(doc) and doc[span.end].lower_ in cues.nouns:
        return True
    return span.start > 1 and doc[span.start - 1].lower_ == "of" and doc[span.start - 2].lower_ in cues.nouns


def _entity_of(span: "Span") -> "Span":
    doc = span.doc
    return next((e for e in doc.ents if e.start <= span.start and span.end <= e.end), span)


def _run_of(span: "Span") -> "Span":
    """Return the whole run of capitalised words that a name stands in."""
    doc, start, end = span.doc, span.start, span.end
    while start and doc[start - 1].text[:1].isupper() and not doc[start].is_sent_start:
        start -= 1
    while end < len(doc) and doc[end].text[:1].isupper() and not doc[end].is_sent_start:
        end += 1
    return doc[start:end]


def _is_adjective(words: str, gazetteer: Gazetteer) -> bool:
    return gazetteer.style(words) == "adjective"


def _is_barred(span: "Span", cues: Cues) -> bool:
    """Tell whether the words around a name, or the name itself, say that it is no place."""
    doc = span.doc
    before = doc[span.start - 1].text if span.start else ""
    behind = doc[span.end].text if span.end < len(doc) else ""
    return span.text in cues.never or before in cues.before_not or behind in cues.after_not


def is_listed(name: str, gazetteer: Gazetteer) -> bool:
    """Tell whether the gazetteer has a name, plain or in one of its spellings."""
    return bool(look_up(name, gazetteer)[0])
