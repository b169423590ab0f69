"""Names that no list has: groups, bodies and places of the text's own, and those who act without a name."""

from typing import TYPE_CHECKING

from servanda.read.discourse import Mention
from servanda.read.naming import Naming, Phrase, mention_body_again, mention_hit
from servanda.read.passage import Hit, Passage
from servanda.read.phrases import strip_determiner

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_ARTICLES = frozenset({"the", "a", "an"})
_JOINTS = frozenset({"-", "'s", "’s"})
_AT_HOME = frozenset({"ngo", "armed-group"})
"""Kinds of bodies of which a text that names no state may be thought to speak of their own."""
_AT = frozenset({"at", "near", "outside", "around"})
_PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})


_FORCES = frozenset(
    {
        "Force",
        "Forces",
        "Army",
        "Navy",
        "Guard",
        "Guards",
        "Police",
        "Corps",
        "Command",
        "Marines",
        "Military",
    }
)
"""What the name of a state's armed force ends with."""


_OF_FORCES = frozenset(
    {
        "Royal",
        "Air",
        "Armed",
        "National",
        "Defence",
        "Defense",
        "Coast",
        "Border",
        "Naval",
        "Republican",
        "Presidential",
    }
)
"""What may stand beside it in the name."""


def read_unlisted(namer: Naming, phrase: Phrase) -> list[Mention]:
    """Return a proper name that no list has: a group, body, person or place of the text's own."""
    passage, head = phrase.passage, phrase.head
    start, end = _start_of_name(phrase), _end_of_name(phrase)
    name = Phrase(passage, head, start, end)
    text, span = name.text, name.span
    if end - start == 1 and text in namer.short:
        return [mention_body_again(namer.short[text], name, "the short form given with the name")]
    if end - start == 1:
        for known in namer.discourse.bodies_before(span[0]):
            if known.value and (
                known.value.endswith(f" {text}") or (len(text) > 4 and text in known.value.split())
            ):
                return [mention_body_again(known, name, "the body last named")]
    state = _state_of_force(name) if head.text in _FORCES else None
    if state is not None:
        return [Mention(state, "state", text, span, state, sided=True)]
    placed = head.dep_ == "pobj" and head.head.lower_ in _AT and head.ent_type_ != "ORG"
    if placed or (head.ent_type_ in _PLACE_ENTITIES and not is_acting(head)):
        return [Mention(text, "place", text, span)]
    mention = Mention(text, "group", text, span)
    _hint_state(namer, name)
    _note_short(namer, passage, end, mention)
    return [mention]


def read_body(namer: Naming, passage: Passage, hit: Hit) -> Mention:
    """Return a body of the lists, or one that the text names at length."""
    mention = mention_hit(passage, hit, "body", hit.entry.value)
    facts = namer.codebook.lists.facts.get(hit.entry.value)
    if facts is not None:
        home = namer.codebook.state_of(facts.country) if facts.kind in _AT_HOME else None
        if home is not None:
            namer.discourse.hinted.append((mention.span[0], home))
        return mention
    _hint_state(namer, Phrase(passage, passage.doc[hit.end - 1], hit.start))
    _note_short(namer, passage, hit.end, mention)
    return mention


def _note_short(namer: Naming, passage: Passage, end: int, mention: Mention) -> None:
    """Remember the short form in brackets right after a name."""
    doc = passage.doc
    if (
        end + 2 < len(doc)
        and doc[end].text == "("
        and doc[end + 2].text == ")"
        and doc[end + 1].text.isupper()
    ):
        namer.short[doc[end + 1].text] = mention


def _hint_state(namer: Naming, name: Phrase) -> None:
    """Note the state that the name of a group carries: 'the Sudanese Professionals Association'."""
    for index in range(name.left, name.end):
        hit = name.passage.hits.get(index)
        if hit is not None and hit.entry.kind in {"adjective", "state"}:
            namer.discourse.hinted.append((name.span[0], hit.entry.value))


def _state_of_force(name: Phrase) -> str | None:
    """Return the state of 'the Royal Thai Air Force'."""
    found = None
    for index in range(name.left, name.end):
        hit = name.passage.hits.get(index)
        if hit is not None and hit.entry.kind in {"adjective", "state"}:
            found = hit.entry.value
        elif name.passage.doc[index].text not in _FORCES | _OF_FORCES:
            return None
    return found


def _start_of_name(phrase: Phrase) -> int:
    doc = phrase.passage.doc
    start: int = phrase.head.i
    while start > phrase.left and (
        doc[start - 1].pos_ == "PROPN"
        or doc[start - 1].text == "-"
        or (doc[start - 1].is_title and not doc[start - 1].is_sent_start)
    ):
        start -= 1
    while start < phrase.head.i and (doc[start].text in _JOINTS or doc[start].lower_ in _ARTICLES):
        start += 1
    return start


def _end_of_name(phrase: Phrase) -> int:
    doc, hits = phrase.passage.doc, phrase.passage.hits
    end = phrase.head.i + 1
    while end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].pos_ == "PROPN":
        end += 2
    followed = end + 1 < len(doc) and doc[end].lower_ == "of"
    if followed and doc[end + 1].pos_ == "PROPN" and hits.get(end + 1) is None:
        end = int(doc[end].right_edge.i) + 1
    return end


def has_own_words(phrase: Phrase) -> bool:
    """Tell whether a capitalised name has words of its own between state and force: 'Nicaraguan Democratic Force'."""
    doc, hits = phrase.passage.doc, phrase.passage.hits
    return any(
        doc[i].text[:1].isupper()
        and hits.get(i) is None
        and doc[i].text not in _FORCES | _OF_FORCES
        and not doc[i].is_sent_start
        for i in range(phrase.left, phrase.head.i)
    )


def is_acting(head: "Token") -> bool:
    """Tell whether a name stands as a subject, alone or with others."""
    return head.dep_ == "nsubj" or (head.dep_ == "conj" and head.head.dep_ == "nsubj")


def is_own_name(phrase: Phrase, hit: Hit) -> bool:
    """Tell whether a capitalised body carries words that no list knows ('Regional Indigenous Council')."""
    doc = phrase.passage.doc
    return any(
        doc[i].text[:1].isupper()
        and phrase.passage.hits.get(i) is None
        and doc[i].pos_ in {"PROPN", "ADJ"}
        and not doc[i].is_sent_start
        for i in range(phrase.left, hit.start)
    )


_WATCHING = frozenset({"monitor", "observer"})


def read_generic(namer: Naming, phrase: Phrase) -> list[Mention]:
    """Return those who act without a name ('the rebels', 'protesters'); 'the monitors' are the body last named."""
    definite = any(c.lower_ in {"the", "its"} for c in phrase.head.children)
    if definite and phrase.head.lemma_.lower() in _WATCHING:
        for known in namer.discourse.bodies_before(phrase.span[0]):
            if known.value is not None and known.kind == "body":
                return [mention_body_again(known, phrase, "the body last named")]
    if (
        definite
        and phrase.head.lemma_.lower() in namer.codebook.words["rebel"]
        and not _is_told_apart(phrase)
    ):
        armed = _find_armed(namer, phrase)
        if armed is not None:
            return [mention_body_again(armed, phrase, "the one armed group named before")]
    return [Mention(strip_determiner(phrase.text).lower(), "generic", phrase.text, phrase.span)]


def _is_told_apart(phrase: Phrase) -> bool:
    """Tell whether 'the rebels' have words of their own that may make them others: 'the northern rebels'."""
    return any(
        c.dep_ in {"amod", "compound", "nmod", "poss", "relcl", "acl"}
        or (c.dep_ == "prep" and c.lower_ in {"of", "from", "in"})
        for c in phrase.head.children
    )


def _find_armed(namer: Naming, phrase: Phrase) -> Mention | None:
    """Return the one armed group, or group that no list has, which the text has named so far."""
    groups: dict[str, Mention] = {}
    for known in namer.discourse.bodies_before(phrase.span[0]):
        facts = namer.codebook.describe(known.value) if known.value else None
        armed = facts.kind == "armed-group" if facts is not None else known.kind in {"group", "body"}
        if known.value and armed:
            groups.setdefault(known.value, known)
    return next(iter(groups.values())) if len(groups) == 1 else None
