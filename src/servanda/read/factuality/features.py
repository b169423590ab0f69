"""What the calibrated score looks at: an event's form, its mood, its chain of operators and its place."""

from typing import TYPE_CHECKING

from servanda.read.factuality.classes import Words
from servanda.read.factuality.compose import compose, own_value
from servanda.read.factuality.operators import Chain, Mood, Operator, chain_of
from servanda.read.factuality.window import add_window

if TYPE_CHECKING:
    from servanda.text.parsed import Token

Features = dict[str, float]
NEAR = 3
"""Operators that are described one by one; those above count together."""
_VERBAL = frozenset({"VERB", "AUX"})
_MODIFIERS = frozenset({"amod", "advmod", "neg", "det", "npadvmod", "compound", "nummod", "poss"})
_PARTS = frozenset(
    [
        "poss", "nummod", "prep", "dobj", "prt", "relcl", "acl", "attr", "acomp", "agent", "ccomp", "xcomp", "advcl", "npadvmod",
        "compound", "amod",
    ]
)  # fmt: skip
"""Dependents whose mere presence tells something of an event."""
_DETERMINERS = frozenset({"the", "a", "no", "any"})
_PRONOUNS = frozenset({"you", "we", "i", "it", "who", "which", "that"})
_PREPOSITIONS = frozenset(
    ["of", "for", "in", "to", "from", "with", "by", "about", "against", "without", "after", "before", "on"]
)
_MARKS = ("negated", "progressive", "passive", "question", "condition", "nothing")


def features_of(chain: Chain, words: Words) -> Features:
    """Return the features of an event by its chain of operators; what is not named is 0."""
    head = chain.head
    found: Features = {"composed": compose(chain, words), "own": own_value(chain.mood)}
    _add_form(head, words, found)
    _add_mood("own", chain.mood, found)
    for place, operator in enumerate(chain.operators[:NEAR], 1):
        _add_operator(f"up{place}", operator, words, found)
    _add_all(chain, found)
    if head.pos_ not in _VERBAL:
        _add_verb(chain, found)
    _add_place(head, found)
    add_window(head, words, found)
    return found


def _add_form(head: "Token", words: Words, found: Features) -> None:
    """Add tag, dependency, classes of the word itself and of what hangs on it."""
    found[f"tag:{head.tag_}"] = 1.0
    found[f"dep:{head.dep_}"] = 1.0
    first = head
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    if first != head:
        found[f"first:{first.dep_}"] = 1.0
    for name in words.classes_of(head):
        found[f"self:{name}"] = 1.0
    for child in head.children:
        dep = child.dep_
        if dep in _MODIFIERS:
            found.update((f"mod:{name}", 1.0) for name in words.modifies(child))
        if dep in {"npadvmod", "prep"}:
            found.update((f"when:{name}", 1.0) for name in words.modifies(child))
        if dep == "det":
            found[f"det:{child.lower_ if child.lower_ in _DETERMINERS else 'other'}"] = 1.0
        elif dep in {"nsubj", "nsubjpass"}:
            _add_subject(child, found)
        elif dep in _PARTS:
            found[f"has:{dep}"] = 1.0


def _add_subject(subject: "Token", found: Features) -> None:
    """Add what kind of subject a verb has: a bare plural or 'you' makes a general statement."""
    found["subject"] = 1.0
    if subject.lower_ in _PRONOUNS:
        found[f"subject:{subject.lower_}"] = 1.0
    elif subject.pos_ == "PRON":
        found["subject:pronoun"] = 1.0
    elif subject.pos_ == "PROPN":
        found["subject:name"] = 1.0
    elif subject.tag_ == "NNS" and not any(c.dep_ in {"det", "nummod", "poss"} for c in subject.children):
        found["subject:bare"] = 1.0


def _add_mood(prefix: str, mood: Mood, found: Features) -> None:
    """Add tense, modal and marks of a head."""
    found[f"{prefix}:{mood.tense}"] = 1.0
    if mood.modal:
        found[f"{prefix}:{mood.modal}"] = 1.0
        found[f"{prefix}:modal"] = 1.0
    found.update((f"{prefix}:{mark}", 1.0) for mark in _MARKS if getattr(mood, mark))
    found.update((f"{prefix}:opened:{name}", 1.0) for name in mood.opener)


def _add_operator(prefix: str, operator: Operator, words: Words, found: Features) -> None:
    """Add how an operator governs: relation, classes, preposition, mood, and what its own chain comes to."""
    found[f"{prefix}:{operator.relation}"] = 1.0
    found[f"{prefix}:pos:{'VERB' if operator.word.pos_ == 'AUX' else operator.word.pos_}"] = 1.0
    found.update((f"{prefix}:is:{name}", 1.0) for name in operator.classes)
    if operator.preposition:
        kinds = words.preposition(operator.preposition) or {"other"}
        found.update((f"{prefix}:prep:{name}", 1.0) for name in kinds)
        if operator.preposition in _PREPOSITIONS:
            found[f"{prefix}:prep={operator.preposition}"] = 1.0
    _add_mood(f"{prefix}:mood", operator.mood, found)
    found[f"{prefix}:composed"] = compose(chain_of(operator.word, words), words)


def _add_all(chain: Chain, found: Features) -> None:
    """Add what stands anywhere above."""
    for operator in chain.operators:
        found[f"above:{operator.relation}"] = 1.0
        found.update((f"above:{name}", 1.0) for name in operator.classes)
        if operator.mood.negated:
            found["above:negated"] = 1.0
        if operator.mood.modal:
            found["above:modal"] = 1.0
        if "condition" in operator.mood.opener:
            found["above:condition"] = 1.0


def _add_verb(chain: Chain, found: Features) -> None:
    """Add the mood of the nearest verb above a noun or adjective."""
    verb = next((o for o in chain.operators if o.word.pos_ in _VERBAL), None)
    if verb is not None:
        _add_mood("verb", verb.mood, found)
        found["verb:value"] = own_value(verb.mood)


def _add_place(head: "Token", found: Features) -> None:
    """Add where the event stands: in its sentence, in a quotation, and how far from the top."""
    doc = head.doc
    found["place"] = head.i / len(doc)
    found["length"] = float(len(doc))
    found["depth"] = float(sum(1 for _ in head.ancestors))
    found["quoted"] = float(sum(1 for t in doc[: head.i] if t.text == '"') % 2)
    found["question"] = float(doc[-1].text == "?")
