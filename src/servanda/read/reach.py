"""How far a governor reaches: clauses that the parse hangs on a verb they do not belong to, and such as share one unseen."""

from typing import TYPE_CHECKING

from servanda.read.clauses import lemma_of
from servanda.read.modality import is_infinitive, is_marked, is_negated

if TYPE_CHECKING:
    from collections.abc import Container

    from servanda.text.parsed import Token

_VERBAL = frozenset({"VERB", "AUX"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_INTO = frozenset({"ccomp", "xcomp"})
_RELATIVES = frozenset({"which", "whom"})
_UNDER = frozenset({"under", "by", "in", "with", "through"})


def is_resumed(verb: "Token", acts_of_speech: "Container[str]") -> bool:
    """Tell whether a clause takes up the report again behind somebody's words: '…, and the governor threatened to …'.

    acts_of_speech: verbs that tell of somebody's words. The clause has a bare past, and what it is joined to stands in
    another tense.
    """
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or lemma_of(verb) not in acts_of_speech:
        return False
    first = verb.head
    own = not any(c.dep_ in _SUBJECTS and c.tag_ == "PRP" for c in verb.children)
    helped = any(c.dep_ in {"aux", "auxpass"} for c in verb.children) or is_marked(verb, {"that"})
    return (
        own
        and not helped
        and first.pos_ in _VERBAL
        and first.tag_ != "VBD"
        and first.dep_ in {*_INTO, "ROOT"}
    )


def is_gapped(current: "Token", governor: "Token") -> bool:
    """Tell whether an infinitive shares the verb of the first: 'Mali undertook to leave and Niger to stay', 'and not to'."""
    if not is_infinitive(current) or governor.pos_ not in _VERBAL or is_infinitive(governor):
        return False
    return any(
        is_infinitive(c) and c.i < current.i
        for c in governor.children
        if c.dep_ in {"xcomp", "advcl", "ccomp"}
    )


def find_gap(current: "Token") -> "Token | None":
    """Return the verb that an infinitive behind a bare name shares: 'Mali undertook to leave; Niger, to stay'."""
    name = current.head
    if (
        current.dep_ not in {"acl", "relcl"}
        or not is_infinitive(current)
        or name.pos_ not in {"PROPN", "NOUN"}
    ):
        return None
    verb = name.head
    if name.dep_ not in {"npadvmod", "conj", "appos", "dep"} or verb.pos_ not in _VERBAL:
        return None
    parted = name.left_edge.i > verb.sent.start and verb.doc[name.left_edge.i - 1].text in {";", ",", "and"}
    return verb if parted and any(is_infinitive(c) and c.i < name.i for c in verb.children) else None


def is_joined(current: "Token") -> bool:
    """Tell whether an infinitive that the parse hangs on another one is coordinated with it: 'to refrain … and to leave'."""
    first = current.left_edge.i
    return (
        current.dep_ in {"advcl", "xcomp", "conj"}
        and is_infinitive(current)
        and is_infinitive(current.head)
        and first > current.sent.start
        and current.doc[first - 1].dep_ == "cc"
    )


def is_answer(noun: "Token", answers: "Container[str]") -> bool:
    """Tell whether a noun names what is answered: 'in response to the raid'."""
    return noun.dep_ == "pobj" and noun.head.lower_ in {"in", "as"} and lemma_of(noun) in answers


def find_wish(copula: "Token") -> "Token | None":
    """Return the verb of 'what they want is that …', for the clause that says what."""
    if lemma_of(copula) != "be":
        return None
    return next(
        (
            c
            for c in copula.children
            if c.dep_ in {"csubj", "nsubj"}
            and c.pos_ == "VERB"
            and any(w.lower_ == "what" for w in c.children)
        ),
        None,
    )


def is_for_infinitive(current: "Token") -> bool:
    """Tell whether an infinitive has its subject behind 'for': 'called for the airport to be reopened'."""
    return is_infinitive(current) and any(
        c.lower_ == "for" and c.dep_ in {"mark", "prep"} for c in current.children
    )


def is_meant_for(current: "Token") -> bool:
    """Tell whether an infinitive says what a thing is wanted for: 'wants fifteen days to consult'."""
    noun = current.head
    return (
        current.dep_ in {"relcl", "acl"}
        and is_infinitive(current)
        and noun.pos_ == "NOUN"
        and noun.dep_ == "dobj"
        and noun.head.pos_ == "VERB"
    )


def find_rule_noun(verb: "Token") -> "Token | None":
    """Return the noun of 'an accord under which they are to leave' for its verb."""
    clause = verb.head if verb.dep_ == "xcomp" and lemma_of(verb.head) == "be" else verb
    if clause.dep_ != "relcl":
        return None
    for prep in clause.children:
        if (
            prep.dep_ == "prep"
            and prep.lower_ in _UNDER
            and any(c.lower_ in _RELATIVES for c in prep.children)
        ):
            return clause.head
    return None


def is_pending(copula: "Token", nouns: "Container[str]") -> bool:
    """Tell whether what is the subject of 'be' is only talked about: 'a truce is on the table', 'is under discussion'."""
    return lemma_of(copula) == "be" and any(
        prep.lower_ in {"on", "under"}
        and any(c.dep_ == "pobj" and lemma_of(c) in nouns for c in prep.children)
        for prep in copula.children
        if prep.dep_ == "prep"
    )


def is_in_return(verb: "Token") -> bool:
    """Tell whether a deed depends on what is given for it: 'in exchange for an amnesty they would disband'."""
    preps = [c for c in verb.children if c.dep_ == "prep"]
    if verb.dep_ == "relcl":
        preps += [t for t in verb.ancestors if t.dep_ == "prep" and t.i == t.sent.start]
    return any(
        c.dep_ == "pobj" and c.lower_ in {"return", "exchange"} and any(f.lower_ == "for" for f in c.children)
        for prep in preps
        if prep.lower_ == "in"
        for c in prep.children
    )


def is_declined(verb: "Token", verbs: "Container[str]") -> bool:
    """Tell whether 'would' only says that somebody was not willing: 'the ministry would not comment'."""
    would = any(c.lower_ == "would" and c.dep_ == "aux" for c in verb.children)
    return would and lemma_of(verb) in verbs and is_negated(verb)


def is_looked_into(current: "Token", inquiries: "Container[str]") -> bool:
    """Tell whether a deed is what is asked about, and so has happened: 'demanded an inquiry into the shooting'."""
    prep = current.head
    return (
        current.dep_ == "pobj" and prep.lower_ in {"into", "of", "over"} and lemma_of(prep.head) in inquiries
    )
