"""Repairs of the parse: subjects, lists and adjectives that the statistical parser hangs in the wrong place.

Every repair answers a fault seen over and over on news sentences: a finite verb must have
a subject, and two persons are not set beside each other as one.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_VERB_GROUP = frozenset({"aux", "auxpass", "neg", "advmod"})
_NEEDING = frozenset({"ROOT", "ccomp", "parataxis", "advcl"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_LISTED = frozenset({"conj", "appos"})
_TIMES = frozenset({"DATE", "TIME"})
_FRONTED = frozenset({"after", "before", "since", "until", "despite", "following", "during", "with"})
_PLACES = frozenset({"GPE", "LOC"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_SENT = frozenset(
    {
        "colleague",
        "colleagues",
        "counterpart",
        "counterparts",
        "delegation",
        "delegations",
        "envoy",
        "envoys",
        "delegates",
    }
)
"""Those who are named by where they come from."""

Change = tuple[int, str]
"""The new head and the new relation of a token."""


def repair(doc: "Doc") -> "Doc":
    """Mend the parse of a paragraph in place, and return it."""
    for token in doc:
        if token.tag_ == "MD" and token.dep_ == "ROOT":
            _complete_modal(token)
    changes: dict[int, Change] = {}
    for token in doc:
        if token.pos_ in {"VERB", "AUX"}:
            changes.update(
                _mend_fronted(token)
                or _join_first(token)
                or _share_participle(token)
                or _find_lost_subject(token)
                or _keep_nearest(token)
                or _join_participle(token)
            )
        elif token.dep_ == "appos":
            changes.update(_part_persons(token))
        elif token.dep_ == "prep" and token.lower_ == "from":
            changes.update(_join_origin(token))
        elif token.dep_ == "conj":
            changes.update(
                _join_repeated(token) or _lift_actor(token) or _lift_person(token) or _join_adjectives(token)
            )
        elif token.ent_type_ == "NORP":
            changes.update(_join_listed(token))
    if changes:
        _apply(doc, changes)
    return doc


def _apply(doc: "Doc", changes: dict[int, Change]) -> None:
    """Write new heads and relations, those that would close a ring left out."""
    for at, (head, relation) in changes.items():
        token, target = doc[at], doc[head]
        if token == target or token.is_ancestor(target) or token.sent != target.sent:
            continue
        token.head = target
        token.dep_ = relation


def _complete_modal(modal: "Token") -> None:
    """Give a modal the verb that stands after a phrase put in between: 'shall within two months of the start, review …'."""
    if any(c.pos_ in {"VERB", "AUX"} for c in modal.children):
        return
    after = (t for t in modal.sent if t.i > modal.i)
    verb = next((t for t in after if t.tag_ == "VB" and t.pos_ in {"VERB", "AUX"}), None)
    if verb is None or verb.nbor(-1).lower_ not in {",", ")"} or verb.dep_ not in _LISTED | {"dobj", "pobj"}:
        return
    for child in list(modal.children):
        child.head = verb
    verb.head, verb.dep_ = verb, "ROOT"
    modal.head, modal.dep_ = verb, "aux"


def _find_lost_subject(verb: "Token") -> dict[int, Change]:
    """Give a finite verb without subject the noun phrase that ends before it: 'In Rome, Jakarta and GAM signed'."""
    if verb.dep_ not in _NEEDING or any(c.dep_ in _SUBJECTS for c in verb.children):
        return {}
    if verb.tag_ not in _FINITE and not any(
        c.tag_ in _FINITE for c in verb.children if c.dep_ in {"aux", "auxpass"}
    ):
        return {}
    noun = _climb(verb, _start_of_group(verb))
    return {} if noun is None else {noun.i: (verb.i, _relation(verb))}


def _share_participle(verb: "Token") -> dict[int, Change]:
    """Take the subject back from a participle: 'agreed that the truce signed in Doha, in force since May, shall hold'."""
    if verb.dep_ != "ccomp" or any(c.dep_ in _SUBJECTS for c in verb.children):
        return {}
    if not any(c.tag_ in _FINITE for c in verb.children if c.dep_ in {"aux", "auxpass"}):
        return {}
    for other in verb.head.children:
        subjects = [c for c in other.children if c.dep_ in _SUBJECTS and c.pos_ in _NOMINAL]
        bare = not any(c.dep_ in {"aux", "auxpass", "dobj"} for c in other.children)
        if other.dep_ == "ccomp" and other.i < verb.i and other.tag_ in {"VBD", "VBN"} and bare and subjects:
            noun = subjects[-1]
            if noun.i + 1 != other.i:
                return {}
            marks = {c.i: (verb.i, "mark") for c in other.children if c.dep_ == "mark"}
            return {**marks, noun.i: (verb.i, _relation(verb)), other.i: (noun.i, "acl")}
    return {}


def _relation(verb: "Token") -> str:
    return "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj"


def _start_of_group(verb: "Token") -> int:
    """Return where the verb with its auxiliaries begins; days set before it are skipped."""
    doc, start, first = verb.doc, int(verb.i), int(verb.sent.start)
    while start > first:
        before = doc[start - 1]
        child = _child_of(verb, before)
        if child is None:
            break
        own = child == before and child.dep_ in _VERB_GROUP
        if not own and not (child.dep_ in {"prep", "npadvmod"} and before.ent_type_ in _TIMES):
            break
        start = int(child.left_edge.i)
    return start


def _child_of(verb: "Token", token: "Token") -> "Token | None":
    """Return the child of a verb that a token hangs under."""
    while token.head not in (verb, token):
        token = token.head
    return token if token.head == verb and token != verb else None


def _climb(verb: "Token", start: int) -> "Token | None":
    """Return the head of the noun phrase that ends right before a verb group, out of what it was hung under."""
    doc = verb.doc
    if start <= verb.sent.start or doc[start - 1].pos_ not in _NOMINAL:
        return None
    token = last = doc[start - 1]
    if token.ent_type_ in _TIMES:
        return None
    while token.head != verb:
        above = token.head
        if above == token or (above.i > token.i and above.i >= start):
            return None
        edge = int(token.left_edge.i)
        if token.dep_ in _LISTED and edge > 0 and doc[edge - 1].text == ",":
            break
        if above.dep_ in {"prep", "mark"} and above.head == verb:
            token = last
            break
        if above.pos_ in {"VERB", "AUX"}:
            return None
        token = above
    fronted = token.dep_ in _LISTED | {"pobj"} or token.head == verb
    return token if fronted and token.pos_ in _NOMINAL and token.dep_ not in _SUBJECTS else None


def _mend_fronted(verb: "Token") -> dict[int, Change]:
    """Part what stands after a fronted time from the subject: 'After five rounds in Helsinki, Jakarta signed'."""
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if verb.dep_ != "ROOT" or subject is None:
        return {}
    mark = next((c for c in verb.children if c.dep_ == "mark" and c.i == verb.sent.start), None)
    after_mark = mark is not None and mark.lower_ in _FRONTED and int(subject.left_edge.i) == mark.i + 1
    if not after_mark and not (subject.ent_type_ in _TIMES and subject.left_edge.i == verb.sent.start):
        return {}
    noun = _climb_from(verb, subject)
    if noun is None:
        return {}
    changes: dict[int, Change] = {noun.i: (verb.i, subject.dep_), subject.i: (verb.i, "npadvmod")}
    if after_mark and mark is not None:
        changes |= {mark.i: (verb.i, "prep"), subject.i: (mark.i, "pobj")}
    return changes


def _climb_from(verb: "Token", subject: "Token") -> "Token | None":
    """Return the noun after the comma within a subject that a fronted phrase has swallowed."""
    doc, start = verb.doc, _start_of_group(verb)
    token = doc[start - 1]
    if token.pos_ not in _NOMINAL:
        return None
    while token not in (subject, verb) and token.head != token:
        edge = int(token.left_edge.i)
        if token.dep_ in _LISTED and doc[edge - 1].text == ",":
            return token
        token = token.head
    return None


def _keep_nearest(verb: "Token") -> dict[int, Change]:
    """Keep the nearer of two subjects: 'At a stone's throw from the wire the two Koreas joined …'."""
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i < verb.i]
    return {s.i: (verb.i, "npadvmod") for s in subjects[:-1]}


def _join_first(verb: "Token") -> dict[int, Change]:
    """Make a name the first of two subjects: 'X, who commands the rebels, and two ministers of Y reached …'."""
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None:
        return {}
    for child in verb.children:
        joined = any(c.dep_ == "cc" and child.i < c.i < subject.left_edge.i for c in child.children)
        if child.dep_ == "npadvmod" and child.ent_type_ in _NAMES and child.i < subject.i and joined:
            return {child.i: (verb.i, subject.dep_), subject.i: (child.i, "conj")}
    return {}


def _join_participle(verb: "Token") -> dict[int, Change]:
    """Hang a participle on its noun: 'recognised the administration set up by the rebels'."""
    governor = verb.head
    if verb.dep_ != "ccomp" or verb.tag_ != "VBN" or governor.pos_ != "VERB" or governor.i > verb.i:
        return {}
    subjects = [c for c in verb.children if c.i < verb.i]
    if len(subjects) != 1 or subjects[0].dep_ not in _SUBJECTS or subjects[0].pos_ not in _NOMINAL:
        return {}
    noun = subjects[0]
    if noun.left_edge.i != governor.i + 1 or noun.i + 1 != verb.i:
        return {}
    if any(c.dep_ in {"dobj", "mark"} for c in governor.children):
        return {}
    return {noun.i: (governor.i, "dobj"), verb.i: (noun.i, "acl")}


def _part_persons(token: "Token") -> dict[int, Change]:
    """List persons that were set beside each other: 'Taylor of Liberia, Conté of Guinea and Kabbah of Sierra Leone'."""
    apart = (
        token.ent_type_ == "PERSON"
        and token.head.ent_type_ == "PERSON"
        and any(p.lower_ == "of" for p in token.head.children)
        and any(p.lower_ == "of" for p in token.children)
    )
    return {token.i: (token.head.i, "conj")} if apart else {}


def _lift_actor(token: "Token") -> dict[int, Change]:
    """List a noun beside the one whose place it was joined to: 'the government in San Salvador and the rebels of X'."""
    place = token.head
    if place.dep_ != "pobj" or place.ent_type_ not in _PLACES or token.pos_ != "NOUN":
        return {}
    owner = place.head.head
    if owner.pos_ not in _NOMINAL or not any(c.dep_ == "det" for c in token.children):
        return {}
    return {token.i: (owner.i, "conj")}


def _join_repeated(token: "Token") -> dict[int, Change]:
    """List what a preposition said twice brings: 'of the government and of the rebels'."""
    first = token.head
    if token.pos_ != "ADP" or first.pos_ != "ADP" or token.lower_ != first.lower_:
        return {}
    nouns = [next((c for c in prep.children if c.dep_ == "pobj"), None) for prep in (first, token)]
    if nouns[0] is None or nouns[1] is None:
        return {}
    return {nouns[1].i: (nouns[0].i, "conj"), token.i: (nouns[1].i, "case")}


def _lift_person(token: "Token") -> dict[int, Change]:
    """List a person beside an office: 'Slovenia's prime minister, Borut Pahor, and Jadranka Kosor of Croatia'."""
    named = token.head
    if named.dep_ != "appos" or named.ent_type_ != "PERSON" or token.ent_type_ != "PERSON":
        return {}
    own = any(c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ == "of") for c in token.children)
    return {token.i: (named.head.i, "conj")} if own and named.head.pos_ in _NOMINAL else {}


def _join_listed(token: "Token") -> dict[int, Change]:
    """Give a noun the first of two adjectives: 'Kenyan and Ugandan marines'."""
    doc = token.doc
    if token.i + 3 >= len(doc) or doc[token.i + 1].lower_ != "and" or doc[token.i + 2].ent_type_ != "NORP":
        return {}
    noun = doc[token.i + 2].head
    if noun.pos_ not in _NOMINAL or noun.i <= token.i or noun in token.ancestors or noun == token:
        return {}
    return {token.i: (noun.i, "amod")} if doc[token.i + 2].dep_ in {"amod", "compound", "nmod"} else {}


def _join_origin(token: "Token") -> dict[int, Change]:
    """Hang an origin on the person it is of: 'received his colleague from South Sudan'."""
    before = token.doc[token.i - 1]
    if token.i == 0 or before.lower_ not in _SENT or token.head == before or token.head.pos_ != "VERB":
        return {}
    return {token.i: (before.i, "prep")}


def _join_adjectives(token: "Token") -> dict[int, Change]:
    """Give a noun its adjectives back: 'north of Hanoi, Vietnamese and American experts'."""
    doc = token.doc
    if token.ent_type_ != "NORP" or token.i + 1 >= len(doc) or doc[token.i + 1].pos_ != "NOUN":
        return {}
    first = token
    while first.dep_ == "conj" and first.head.ent_type_ == "NORP" and first.head.i < first.i:
        first = first.head
    noun = doc[token.i + 1]
    return {} if noun in first.ancestors or first.dep_ != "conj" else {first.i: (noun.i, "amod")}
