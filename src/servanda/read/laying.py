"""How agreement texts lay things down: what is one act, what is said in passing, what is procedure."""

from typing import TYPE_CHECKING

from servanda.model import Value
from servanda.read.clauses import Clause, lemma_of
from servanda.read.doers import people_nouns
from servanda.read.passage import Passage
from servanda.read.scene import Scene

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_LAYING = frozenset({"shall", "must", "will"})
_FILLING = frozenset(
    {"dobj", "prep", "ccomp", "xcomp", "acomp", "attr", "dative", "advcl", "prt", "agent", "npadvmod"}
)
"""What makes a verb's clause whole by itself."""
_SEATING = frozenset({"nominate", "appoint", "elect", "select", "lead", "head", "chair", "designate"})
"""Verbs that say, in the passive with 'by', who fills a seat."""
_TASKS = frozenset(
    {"mandate", "task", "duty", "duties", "function", "functions", "responsibility", "role", "objective"}
)
"""What 'shall be' names as something to be done: 'its mandate shall be the collection of taxes'."""
_CASES = frozenset({"event", "case"})


def is_laid_down(passage: Passage, verb: "Token") -> bool:
    """Tell whether an agreement text lays a verb down as something to be done: 'the assembly shall approve the budget'."""
    return passage.binding and any(c.dep_ == "aux" and c.lower_ in _LAYING for c in verb.children)


def says_how(verb: "Token") -> bool:
    """Tell whether 'shall be' says how something is to be, and no list or infinitive follows: 'shall be by consensus'."""
    told = [c for c in verb.children if c.i > verb.i and c.dep_ in {"attr", "acomp", "prep"}]
    infinitive = any(c.dep_ in {"xcomp", "ccomp"} and c.pos_ in {"VERB", "AUX"} for c in verb.children)
    return bool(told) and not infinitive and not any(t.lower_ in {"as", "follow", "following"} for t in told)


def find_sharing(verb: "Token") -> "Token | None":
    """Return the verb beside it whose object, or subject where passive, is its own too: 'design and implement reforms'."""
    beside = next((c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"), None)
    if beside is None or beside.tag_ != verb.tag_ or not any(c.dep_ == "cc" for c in verb.children):
        return None
    if any(c.i > verb.i and c.dep_ in _FILLING for c in verb.children):
        return None
    if verb.tag_ == "VBN":
        own = any(c.dep_ in {"nsubjpass", "nsubj", "aux", "auxpass"} for c in beside.children)
        return None if own or not any(c.dep_ == "auxpass" for c in verb.children) else beside
    shares = any(c.i > beside.i and c.dep_ in {"dobj", "ccomp", "conj"} for c in beside.children)
    return beside if shares and not any(c.dep_ == "aux" for c in beside.children) else None


def join_sharing(passage: Passage, head: "Token", act: Value) -> Value:
    """Return an act with the verb before it that shares its object."""
    before = head.head
    if head.dep_ != "conj" or find_sharing(before) != head:
        return act
    span = (passage.at(before), act.span[1])
    text = passage.text[span[0] - passage.offset : span[1] - passage.offset]
    return Value(text=text, value=f"{lemma_of(before)} and {act.value}", span=span)


def is_aside(scene: Scene, verb: "Token") -> bool:
    """Tell whether a verb only describes a thing or a case: 'guidelines that shall be drawn up', 'in the event that … claims'.

    A relative clause counts where it names who acts, or hangs on somebody who can act.
    """
    if lemma_of(verb) == "limit" and any(c.dep_ == "neg" for c in verb.children):
        return True
    top = verb
    while top.dep_ == "conj" and top.head.pos_ in {"VERB", "AUX"}:
        top = top.head
    if top.dep_ == "acl" and lemma_of(top.head) in _CASES:
        return True
    if top.dep_ != "relcl":
        return False
    clause = scene.clause(verb)
    acting = [t for t in clause.subjects if t.tag_ not in {"WDT", "WP"}]
    if any(c.dep_ == "agent" for c in verb.children) or acting:
        return False
    if clause.passive:
        return True
    return not _can_act(scene, top.head)


def is_procedure(scene: Scene, clause: Clause) -> bool:
    """Tell whether a duty says how a body is made up, who sits in it, how it decides."""
    words, lemma = scene.codebook.words, lemma_of(clause.head)
    if lemma in words["making-up"]:
        of = clause.objects if clause.passive else clause.subjects
        return not of or any(_can_act(scene, noun) for noun in of)
    if lemma in _SEATING and clause.passive:
        return any(c.dep_ == "agent" for c in clause.head.children)
    if lemma == "be":
        return not any(lemma_of(noun) in _TASKS for noun in clause.subjects)
    return lemma in words["procedure"]


def _can_act(scene: Scene, noun: "Token") -> bool:
    """Tell whether a noun names somebody who can act, or goes by a name."""
    lemma = lemma_of(noun)
    named = noun.text[:1].isupper() and lemma not in scene.codebook.words["owes-nothing"]
    return named or lemma in people_nouns(scene.codebook) or lemma in {"membership", "composition"}
