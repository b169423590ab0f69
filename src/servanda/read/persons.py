"""Persons: names with titles before them and offices set beside them."""

from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.read.clauses import expand, find_preps
from servanda.read.discourse import Mention
from servanda.read.naming import Naming, Phrase, mention_name
from servanda.read.owners import institution_of, list_owners
from servanda.read.passage import Hit, Passage
from servanda.read.phrases import find_hit, in_time, left_edge, lemma, name_start, skip_determiner

if TYPE_CHECKING:
    from servanda.text.parsed import Doc, Token

_TITLES = frozenset(
    {
        "the",
        "mr",
        "mrs",
        "ms",
        "mr.",
        "mrs.",
        "ms.",
        "dr",
        "dr.",
        "gen.",
        "gen",
        "'s",
        "’s",
        "sheikh",
        "sir",
        "father",
        "commodore",
        "archbishop",
        "cardinal",
        "professor",
        "comrade",
        "captain",
        "laureate",
    }
)
_AGAINST = frozenset(
    [
        "critic", "opponent", "enemy", "foe", "rival", "dissident", "defector", "exile", "friend", "victim", "prisoner",
        "hostage", "captive", "detainee", "refugee", "deserter", "candidate", "challenger", "rebel", "insurgent",
        "guerrilla", "separatist", "militant", "mediator", "observer", "expert", "scholar", "analyst", "historian",
    ]
)  # fmt: skip
"""Those who do not act for the side that their noun names."""
_NO_MORE = frozenset(
    {"former", "ex", "exiled", "ousted", "deposed", "one-time", "retired", "renegade", "late"}
)
_LEADING = frozenset({"lead", "head", "represent", "chair", "speak", "command", "run", "found"})
"""'X, who leads Y' makes X the leader of Y."""
_TOP_LEVELS = frozenset({"highest", "high"})


def read_titled(namer: Naming, phrase: Phrase, office: Hit) -> list[Mention]:
    """Return the person of 'Armenian Prime Minister Nikol Pashinyan'."""
    passage, head = phrase.passage, phrase.head
    start = office.end
    doc = passage.doc
    while start < head.i and (doc[start].lower_ in {"of", "the", ",", "for"} or _is_state_at(passage, start)):
        start += 1
    owned = passage.hits.get(start)
    while owned is not None and owned.entry.kind in {"state", "capital"} and owned.end <= head.i:
        start = owned.end
        owned = passage.hits.get(start)
    return read_person(namer, phrase, start, office)


def _is_state_at(passage: Passage, index: int) -> bool:
    hit = passage.hits.get(index)
    return hit is not None and hit.entry.kind in {"state", "capital", "body"}


def read_person(namer: Naming, phrase: Phrase, start: int, office: Hit | None = None) -> list[Mention]:
    """Return a person whose name begins at token `start`; with an office before the name, note who holds it."""
    passage = phrase.passage
    start, end = _trim(passage.doc, start, phrase.head.i + 1)
    full = namer.discourse.full_name(passage.words(start, end))
    if office is not None:
        return [_hold(namer, phrase, office, full, start, end)]
    beside = _side_beside(phrase)
    shared = _shared_office(phrase) if beside is not None else None
    if shared is not None:
        return [_hold(namer, phrase, shared, full, start, end)]
    held, of, level = namer.discourse.post_of(full)
    text, span = passage.words(start, end), passage.span(start, end)
    of = (
        of
        or (beside.entry.value if beside is not None else None)
        or _side_spoken_for(namer, phrase)
        or namer.codebook.lists.leaders.get(full)
    )
    mention = Mention(full, "person", text, span, of, held, level)
    post = _apposed_post(namer, passage, passage.doc[end - 1], mention)
    namer.discourse.learn_name(full)
    if beside is not None and post is None:
        namer.note_side(passage, mention, beside)
    if post is not None:
        return [Mention(full, "person", text, span, post[1], post[0], post[2])]
    return [mention]


def _shared_office(phrase: Phrase) -> Hit | None:
    """Return the office that a list of persons shares: 'Presidents Taylor of Liberia, Conté of Guinea and …'."""
    top = phrase.head
    while top.dep_ == "conj":
        top = top.head
    if top == phrase.head:
        return None
    office = find_hit(phrase.passage, left_edge(top), top.i, "office")
    return office if office is not None and is_plural_office(phrase.passage.doc, office) else None


def is_plural_office(doc: "Doc", office: Hit) -> bool:
    """Tell whether a title stands in the plural: 'Presidents', 'Foreign Ministers'."""
    last = doc[office.end - 1]
    return last.tag_ in {"NNS", "NNPS"} or (last.pos_ == "PROPN" and last.text.endswith("s"))


def _side_beside(phrase: Phrase) -> Hit | None:
    """Return the state or body of 'Guyana's Irfaan Ali', 'Mr Bhutto of Pakistan'."""
    passage, head = phrase.passage, phrase.head
    owners = [c for c in head.children if c.dep_ == "poss"]
    owners += [inner for prep, inner in find_preps(head) if prep == "of"]
    for owner in owners:
        hit = passage.hits.get(owner.i)
        if hit is not None and hit.entry.kind in {"state", "capital", "body"}:
            return hit
    return _body_of_next(passage, head)


def _body_of_next(passage: Passage, head: "Token") -> Hit | None:
    """Return the body of the next in 'X and Y of the front', where X has nothing of his own."""
    following = [c for c in head.children if c.dep_ == "conj" and c.ent_type_ == "PERSON" and c.i > head.i]
    own = any(c.dep_ in {"appos", "prep", "relcl", "poss"} for c in head.children)
    if own or len(following) != 1:
        return None
    of = [inner for prep, inner in find_preps(following[0]) if prep == "of"]
    hit = passage.hits.get(of[0].i) if of else None
    return hit if hit is not None and hit.entry.kind == "body" else None


def _side_spoken_for(namer: Naming, phrase: Phrase) -> str | None:
    """Return the side of 'X spoke for the movement', and remember it."""
    verb = phrase.head.head
    if phrase.head.dep_ != "nsubj" or lemma(verb) not in _LEADING:
        return None
    side = _led_side(namer, phrase.passage, verb)
    if side is None:
        return None
    full = namer.discourse.full_name(phrase.text)
    namer.discourse.posts.setdefault(full, (None, side.value, None))
    return side.value


def _trim(doc: "Doc", start: int, end: int) -> tuple[int, int]:
    """Return the edges of a name without its titles and with what a hyphen joins to it."""
    while start < end - 1 and (doc[start].is_punct or doc[start].lower_ in _TITLES):
        start += 1
    while (
        end + 1 < len(doc)
        and doc[end].text == "-"
        and not doc[end].whitespace_
        and not doc[end - 1].whitespace_
    ):
        end += 2
    while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].ent_iob_ == "I":
        if doc[end].ent_type_ != "PERSON" or doc[end - 1].ent_type_ != "PERSON":
            break
        end += 1
    return start, end


def _hold(namer: Naming, phrase: Phrase, office: Hit, full: str, start: int, end: int) -> Mention:
    """Return the person full-named at tokens start … end as the holder of the office before the name."""
    passage, doc = phrase.passage, phrase.passage.doc
    known = namer.discourse.post_of(full)
    owners = list_owners(namer, Phrase(passage, doc[office.end - 1], phrase.left), office.start)
    if not owners:
        owners = [
            h.entry.value
            for i in range(office.end, start)
            if (h := passage.hits.get(i)) is not None and h.start == i
        ]
    state = owners[0] if owners else institution_of(namer, passage, office) or known[1]
    if state is None:
        beside = _side_beside(phrase)
        state = beside.entry.value if beside is not None else namer.codebook.lists.leaders.get(full)
    if state is None:
        person = Mention(full, "person", full, passage.span(start, end))
        beside_him = _apposed_post(namer, passage, doc[end - 1], person)
        state = beside_him[1] if beside_him is not None else None
    if state is None and office.entry.level in _TOP_LEVELS:
        state = namer.discourse.only_state(passage.at(doc[start]))
    named = Phrase(passage, phrase.head, skip_determiner(doc, phrase.left), end)
    mention = Mention(full, "person", named.text, named.span, state, office.entry.value, office.entry.level)
    namer.note_post(passage, mention, office, state)
    namer.discourse.learn_name(full)
    return mention


def _apposed_post(
    namer: Naming, passage: Passage, head: "Token", mention: Mention
) -> tuple[str | None, str | None, str | None] | None:
    """Note 'X, the foreign minister of Y' and 'X, who leads Y' for a person X."""
    for child in head.children:
        if child.dep_ == "appos":
            hit = passage.hits.get(child.i)
            if hit is not None and hit.entry.kind == "office":
                owners = list_owners(namer, Phrase(passage, child, left_edge(child)), hit.start)
                of = owners[0] if owners else None
                namer.note_post(passage, mention, hit, of)
                return (hit.entry.value, of, hit.entry.level)
            side = _side_of_role(namer, passage, child) if hit is None or hit.entry.kind != "office" else None
            if side is not None:
                namer.note_role(passage, mention, side, (child.left_edge.i, child.i + 1))
                return (None, side, None)
        if child.dep_ == "relcl" and lemma(child) in _LEADING:
            led = _led_side(namer, passage, child)
            if led is not None and led.value is not None:
                namer.note_role(passage, mention, led.value, (child.i, child.i + 1))
                return ("Leader", led.value, None)
    return None


def _side_of_role(namer: Naming, passage: Passage, noun: "Token") -> str | None:
    """Return the side of 'X, founder of the league', 'X, Cuba's trade envoy'; none of those who are against it."""
    if noun.pos_ != "NOUN" or noun.tag_ == "NNS" or lemma(noun) in _AGAINST:
        return None
    if any(c.lower_ in _NO_MORE for c in noun.children):
        return None
    if lemma(noun) not in namer.codebook.words["person"] | namer.codebook.words["person-body"]:
        return None
    owners = list_owners(namer, Phrase(passage, noun, left_edge(noun)), noun.i)
    return owners[0] if len(owners) == 1 else None


def add_side(namer: Naming, passage: Passage, noun: "Token", person: Mention) -> Mention:
    """Return a person with the side of the noun that the name stands beside: 'the secretary of the union, X'."""
    side = _side_of_role(namer, passage, noun) if namer.side_of(person) is None else None
    if side is None:
        return person
    namer.note_role(passage, person, side, (noun.left_edge.i, noun.i + 1))
    return replace(person, state=side)


def find_led(namer: Naming, passage: Passage, head: "Token") -> Mention | None:
    """Return the side of somebody without a name who leads it: 'the priest who heads the movement'."""
    for child in head.children:
        if (
            child.dep_ == "relcl"
            and lemma(child) in _LEADING
            and any(c.lower_ == "who" for c in child.children)
        ):
            return _led_side(namer, passage, child)
    return None


def _led_side(namer: Naming, passage: Passage, verb: "Token") -> Mention | None:
    """Return the side that is led, represented, spoken for."""
    led = [c for c in verb.children if c.dep_ == "dobj"]
    led += [h for p, h in find_preps(verb) if p == "for"]
    mentions = (m for noun in led for m in namer.name(passage, noun))
    return next((m for m in mentions if m.kind in {"state", "body", "group"}), None)


def find_apposed(passage: Passage, head: "Token") -> list[Mention]:
    """Return the personal names set beside an office or 'counterpart', in text order."""
    deep = [
        t
        for t in head.subtree
        if t.dep_ == "appos" and t.ent_type_ == "PERSON" and t.head != head and t.head.pos_ == "PROPN"
    ]
    children = [c for c in head.children if c.dep_ == "appos"]
    beside = children or (deep if passage.hits.get(head.i) is not None else [])
    return [
        mention_name(passage, name_start(passage, name, left_edge(name)), name.i + 1)
        for child in beside
        if child.pos_ == "PROPN" and child.i > head.i
        for name in expand(child)
        if passage.hits.get(name.i) is None or name.ent_type_ == "PERSON"
    ]


def find_listed(passage: Passage, head: "Token") -> list[Mention]:
    """Return the names that follow 'the ministers of A and B,' where the parse took them for further conjuncts."""
    return [
        mention_name(passage, name_start(passage, name, left_edge(name)), name.i + 1)
        for name in expand(head)[1:]
        if name.pos_ == "PROPN" and passage.hits.get(name.i) is None
    ]


def find_after_state(passage: Passage, hit: Hit) -> tuple[Mention, str] | None:
    """Return (person, state) of 'President of Serbia Aleksandar Vučić', where the parse took the name into 'of …'."""
    doc = passage.doc
    index = hit.end
    while index < len(doc) and doc[index].lower_ in {"of", "the"}:
        index += 1
    owner = passage.hits.get(index)
    if index == hit.end or owner is None or owner.entry.kind not in {"state", "body"}:
        return None
    end = _end_of_name(passage, owner.end)
    return (mention_name(passage, owner.end, end), owner.entry.value) if end > owner.end else None


def find_trailing(passage: Passage, head: "Token") -> list[Mention]:
    """Return the name right after 'counterpart' where the parse made the title a modifier of the name."""
    start = head.i + 1
    if start < len(passage.doc) and passage.doc[start].text == ",":
        start += 1
    end = _end_of_name(passage, start)
    return [mention_name(passage, start, end)] if end > start else []


def _end_of_name(passage: Passage, start: int) -> int:
    """Return the index after the proper nouns that begin at a token and that no list has."""
    doc = passage.doc
    end = start
    while (
        end < len(doc)
        and doc[end].pos_ == "PROPN"
        and passage.hits.get(end) is None
        and not in_time(passage, doc[end])
    ):
        end += 1
    return end
