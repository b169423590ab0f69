"""Long names that no list has: 'the Front for Land and Bread', 'the Dock Workers' League' are one name each."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from servanda.codebook import Entry
from servanda.read.passage import Hit

if TYPE_CHECKING:
    from servanda.text.parsed import Doc, Token

_PREPS = frozenset({"for", "of", "against"})
_FOREIGN = frozenset({"de", "du", "des", "del", "della", "pour", "para", "por", "pela", "da", "do", "dos"})
_ARTICLES = frozenset({"the", "la", "le", "les", "el", "los", "las", "l'"})
_ELIDED = ("l'", "l’", "d'", "d’")
_POSSESSIVES = frozenset({"'s", "'", "’s", "’"})
_OWNING = frozenset(
    [
        "people", "peoples", "women", "men", "children", "citizens", "workers", "farmers", "peasants", "students",
        "teachers", "miners", "writers", "lawyers", "journalists", "mothers", "soldiers", "officers", "villagers",
        "nurses", "doctors", "traders", "drivers", "veterans", "lord", "nation",
    ]
)  # fmt: skip
"""Those whose movement it is by its name: 'People's', as against 'Sudan's'."""
_PLACES = frozenset({"state", "adjective", "demonym", "place", "capital", "government"})
"""Kinds of listed names that may stand within a longer one."""
_CAUSES = (
    "tion", "tions", "sion", "ity", "ities", "ment", "ments", "ness", "ism", "ship", "ance", "ence", "cy", "dom", "ers",
    "ists", "ants", "ents", "ians", "ice", "ings",
)  # fmt: skip
_NOT_IN_NAMES = frozenset({"and", "in", "or", "of"})
"""Words over which the recogniser is not believed."""
_LONGEST = 18
_SHARED = 0.6
"""How much of an acronym the initials must give for it to tell where the name ends."""
_OPENING = frozenset(
    {
        "the",
        "a",
        "several",
        "many",
        "some",
        "most",
        "all",
        "both",
        "other",
        "another",
        "each",
        "every",
        "few",
        "such",
    }
)
"""Words that open a sentence with a capital and are no part of a name."""


def add_compounds(doc: "Doc", hits: dict[int, Hit], words: Mapping[str, frozenset[str]]) -> None:
    """Add the long names of a text that no list has to the hits; shorter hits within give way."""
    for start, end in _find(doc, hits, words):
        value = doc[start:end].text
        hit = Hit(start, end, Entry(value, value, "body"))
        for index in range(start, end):
            hits[index] = hit


def _find(doc: "Doc", hits: dict[int, Hit], words: Mapping[str, frozenset[str]]) -> Iterator[tuple[int, int]]:
    done = 0
    for token in doc:
        if token.i < done or not _is_head(token, words["organisation"]):
            continue
        if _is_listed(hits, token.i) and not _is_kind(doc, hits, token.i):
            continue
        start = _find_start(doc, hits, token.i, done)
        end = _find_end(doc, hits, words, token.i)
        end = _end_of_entity(doc, hits, token.i, end)
        end = _end_by_acronym(doc, hits, start, end)
        owned = any(doc[i].text in _POSSESSIVES for i in range(start, token.i))
        loose = token.pos_ != "PROPN" and token.i - start > 1
        if (end > token.i + 1 or owned or loose) and not _only_listed(hits, start, end):
            yield start, end
            done = end


def _is_head(token: "Token", heads: frozenset[str]) -> bool:
    """Tell whether a word says what kind of body a name is of; of two such words the last does."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    follows = (
        after is not None
        and after.text[:1].isupper()
        and (after.lower_ in heads or token.lower_ == "central")
    )
    opens = token.is_sent_start and token.lower_.endswith("s")
    named = token.text[:1].isupper() and not token.text.isupper() and not opens
    return named and token.lower_ in heads and not follows


def _is_kind(doc: "Doc", hits: Mapping[int, Hit], head: int) -> bool:
    """Tell whether a word that can be a state's body is the kind of a longer name: 'the Labour Party', 'the Army for …'."""
    hit = hits[head]
    if hit.entry.kind != "ministry" or hit.end != head + 1 or hit.end >= len(doc):
        return False
    named = head > 0 and _is_capital(doc[head - 1]) and not doc[head - 1].is_sent_start
    named = named or (head > 1 and doc[head - 1].text in _POSSESSIVES and _is_owning(doc, hits, head - 2))
    return doc[head + 1].lower_ in {"for", "against"} or (doc[head].lower_ == "party" and named)


def _is_listed(hits: Mapping[int, Hit], index: int) -> bool:
    """Tell whether a listed name other than a place's stands here."""
    hit = hits.get(index)
    return hit is not None and hit.entry.kind not in _PLACES and not _is_rank(hit)


def _is_rank(hit: Hit) -> bool:
    """Tell whether a hit is one word of rank that is as well an adjective: 'General Union'."""
    return hit.entry.kind == "office" and hit.end - hit.start == 1


def _only_listed(hits: Mapping[int, Hit], start: int, end: int) -> bool:
    hit = hits.get(start)
    return hit is not None and hit.start <= start and hit.end >= end


def _find_start(doc: "Doc", hits: Mapping[int, Hit], head: int, floor: int) -> int:
    """Return the first token of the name that a head ends: its capitalised words and their possessives."""
    own = hits.get(head)
    start = max(own.start, floor) if own is not None and own.end == head + 1 else head
    while start > floor:
        before = doc[start - 1]
        if before.text in _POSSESSIVES and start - 2 >= floor and _is_owning(doc, hits, start - 2):
            start -= 2
            continue
        hit = hits.get(start - 1)
        if hit is not None and not (
            hit.entry.kind in _PLACES or (_is_rank(hit) and doc[start].lower_ != "of")
        ):
            break
        if before.text == "-" and not before.whitespace_ and start - 2 >= floor:
            start -= 2
            continue
        if not _is_capital(before) or before.ent_type_ in {"DATE", "TIME", "PERSON"}:
            break
        if before.is_sent_start and (before.lower_ in _OPENING or before.pos_ not in {"PROPN", "ADJ"}):
            break
        start -= 1
    return start


def _is_owning(doc: "Doc", hits: Mapping[int, Hit], index: int) -> bool:
    """Tell whether a possessive is of those whose movement it is by its name, and no state's or person's."""
    token, mark = doc[index], doc[index + 1].text
    listed = index in hits and hits[index].entry.kind != "ministry"
    if listed or token.ent_type_ == "PERSON" or not token.text[:1].isupper():
        return False
    plural = token.lower_.endswith("men") or (mark in {"'", "’"} and token.lower_.endswith("s"))
    return plural or token.lower_ in _OWNING


def _is_capital(token: "Token") -> bool:
    return (
        token.text[:1].isupper() and token.is_alpha and token.pos_ in {"PROPN", "ADJ", "NOUN", "VERB", "ADV"}
    )


def _find_end(doc: "Doc", hits: Mapping[int, Hit], words: Mapping[str, frozenset[str]], head: int) -> int:
    """Return the token after the name: after each 'for', 'of', 'against' with capitalised words behind it."""
    end = head + 1
    while end < len(doc) - 1 and end - head < _LONGEST:
        if doc[end].lower_ in _PREPS:
            after = _skip_articles(doc, end + 1)
            ahead = _run(doc, hits, after, words["cause"])
        elif doc[end].lower_ in _FOREIGN:
            after = _skip_articles(doc, end + 1)
            ahead = _run_foreign(doc, hits, after, words["cause"])
        else:
            break
        first = end == head + 1 and not _is_plain(doc, words, head)
        if ahead == after or (first and doc[end].lower_ == "of" and _is_owner(doc, hits, after, ahead)):
            break
        end = _add_listed(doc, hits, words, after, ahead)
    return end


def _skip_articles(doc: "Doc", index: int) -> int:
    return index + 1 if index < len(doc) and doc[index].lower_ in _ARTICLES else index


def _run(doc: "Doc", hits: Mapping[int, Hit], index: int, causes: frozenset[str]) -> int:
    """Return the token after the capitalised words that begin here; no listed body, office or person."""
    end = index
    while end < len(doc):
        token = doc[end]
        joined = token.text == "-" and end > index and not token.whitespace_
        owned = token.text in _POSSESSIVES and end > index and _is_owning(doc, hits, end - 1)
        if joined or owned:
            end += 2 if joined and end + 1 < len(doc) and doc[end + 1].is_alpha else 1
            continue
        if (
            not _is_capital(token)
            or _is_listed(hits, end)
            or (hits.get(end) is not None and _is_rank(hits[end]))
        ):
            break
        if token.ent_type_ in {"DATE", "TIME", "PERSON"} and token.lower_ not in causes:
            break
        end += 1
    return (
        end
        if (end < len(doc) and doc[end].text not in _POSSESSIVES) or not _ends_on_state(hits, end)
        else index
    )


def _ends_on_state(hits: Mapping[int, Hit], end: int) -> bool:
    """Tell whether a state stands last: 'the Front of Chad's men' is not the name's end."""
    hit = hits.get(end - 1)
    return hit is not None and hit.entry.kind == "state"


def _run_foreign(doc: "Doc", hits: Mapping[int, Hit], index: int, causes: frozenset[str]) -> int:
    """Return the token after one word of another language, and the capitalised words behind it."""
    if index < len(doc) and doc[index].lower_.startswith(_ELIDED):
        return index + 1
    if index >= len(doc) or not doc[index].is_alpha or _is_listed(hits, index):
        return index
    ahead = _run(doc, hits, index, causes)
    return ahead if ahead > index else index + 1


def _is_plain(doc: "Doc", words: Mapping[str, frozenset[str]], head: int) -> bool:
    """Tell whether a name has but its kind before its head: 'the Communist Party', 'the Union'."""
    before = doc[head - 1] if head else None
    if before is None or not before.text[:1].isupper() or before.is_sent_start:
        return before is None or before.text not in _POSSESSIVES
    return before.lower_ in words["political"]


def _is_owner(doc: "Doc", hits: Mapping[int, Hit], after: int, ahead: int) -> bool:
    """Tell whether 'of <state>' tells whose a movement with words of its own is, and is not of its name."""
    hit = hits.get(after)
    if hit is None or hit.entry.kind not in {"state", "capital"} or hit.end < ahead:
        return False
    return not (ahead < len(doc) and doc[ahead].lower_ in _PREPS)


def _add_listed(
    doc: "Doc", hits: Mapping[int, Hit], words: Mapping[str, frozenset[str]], after: int, end: int
) -> int:
    """Return the end of 'for Work, Bread and Land': what is listed is of the name where it is a cause."""
    if not _is_cause(doc, hits, words, after, end) and not _is_adjective(doc, end):
        return end
    last, index = end, end
    while index < len(doc) - 1:
        if doc[index].text == "," or doc[index].lower_ in {"and", "&"}:
            joins = doc[index].text != ","
            start = _skip_articles(doc, index + 1)
            if doc[start].lower_ in {"and", "&"}:
                start, joins = start + 1, True
            ahead = _run(doc, hits, start, words["cause"])
            if ahead == start or not _is_cause(doc, hits, words, start, ahead):
                break
            index = ahead
            last = ahead if joins else last
            if joins:
                break
        else:
            break
    return last


def _is_adjective(doc: "Doc", end: int) -> bool:
    """Tell whether a run ends on an adjective that waits for its noun: 'for Clean and Fair Elections'."""
    last = doc[end - 1]
    waits = last.dep_ in {"nmod", "amod", "compound"} and last.head.i > end
    return waits and end < len(doc) and doc[end].lower_ == "and"


def _is_cause(
    doc: "Doc", hits: Mapping[int, Hit], words: Mapping[str, frozenset[str]], start: int, end: int
) -> bool:
    """Tell whether a run of words names what a movement is for, or whom, and no second body."""
    last = doc[end - 1]
    if any(i in hits for i in range(start, end)) or last.text.isupper():
        return False
    return last.lower_ in words["cause"] or last.lower_.endswith(_CAUSES)


def _end_of_entity(doc: "Doc", hits: Mapping[int, Hit], head: int, end: int) -> int:
    """Return where the recogniser ends the name, where it goes on over places and capitalised words only."""
    if doc[head].ent_type_ != "ORG":
        return end
    stop = end
    while stop < len(doc) and doc[stop].ent_type_ == "ORG" and doc[stop].ent_iob_ == "I":
        stop += 1
    if stop == end or doc[stop - 1].text in _POSSESSIVES or not doc[stop - 1].text[:1].isupper():
        return end
    wrong = any(
        _is_listed(hits, i) or doc[i].text in {",", "–", "—", "("} or doc[i].lower_ in _NOT_IN_NAMES
        for i in range(end, stop)
    )
    return end if wrong else stop


def _end_by_acronym(doc: "Doc", hits: Mapping[int, Hit], start: int, end: int) -> int:
    """Return the end that an acronym in brackets confirms: '… in Chad (FACT)'."""
    stop = end
    while stop < len(doc) - 2 and stop - end < _LONGEST // 2 and doc[stop].text != "(":
        token = doc[stop]
        small = token.lower_ in {*_PREPS, *_ARTICLES, "in", "and", "to"}
        if not (small or _is_capital(token)) or _is_listed(hits, stop):
            return end
        stop += 1
    if stop >= len(doc) - 2 or doc[stop].text != "(" or not doc[stop + 1].text.isupper():
        return end
    letters = [c for c in doc[stop + 1].text.upper() if c.isalpha()]
    initials = [doc[i].text[0].upper() for i in range(start, stop) if doc[i].text[:1].isupper()]
    shared = 0
    for letter in letters:
        if letter in initials:
            initials.remove(letter)
            shared += 1
    return stop if len(letters) > 2 and shared / len(letters) >= _SHARED else end
