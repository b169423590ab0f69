"""Which nominal predicates tell an event: 'an attack by X on Y killed …', 'after the release of Z by X'."""

from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.read.clauses import Clause, expand, find_preps, lemma_of
from servanda.read.doers import name_doers, people_nouns
from servanda.read.force import Qualified
from servanda.read.objects import is_sided
from servanda.read.passage import Passage
from servanda.read.patterns import HAPPEN, LIGHT, QUANTITIES, is_existential
from servanda.read.scene import Scene

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_ENDING = frozenset({"end", "conclude", "stop", "expire", "halt", "close", "finish", "collapse"})
_MENTIONING = frozenset(
    {
        "after",
        "following",
        "during",
        "despite",
        "amid",
        "since",
        "with",
        "by",
        "in",
        "upon",
        "through",
        "over",
    }
)
"""Prepositions that set what happened beside what the sentence tells."""
_SPEAKING = frozenset(
    {
        "speak",
        "tell",
        "talk",
        "learn",
        "hear",
        "complain",
        "inform",
        "warn",
        "notify",
        "boast",
        "report",
        "write",
    }
)
"""Verbs whose 'of' or 'about' brings what is known: 'spoke openly of Pretoria's supplies to UNITA'."""
_UNSURE = frozenset(
    [
        "want", "seek", "propose", "prevent", "fear", "expect", "oppose", "demand", "foresee", "envisage", "allow", "permit",
        "avert", "avoid", "threaten", "forbid", "ban", "prohibit", "urge", "request", "recommend", "suggest", "consider",
        "allege", "rule", "risk", "hope", "imagine", "need", "require", "like", "wish", "try", "invite", "discuss", "debate",
    ]
)  # fmt: skip
"""Verbs that leave open whether their object has happened."""
_ASIDE = frozenset(
    {"for", "about", "without", "against", "of", "to", "toward", "towards", "on", "than", "like", "as"}
)
"""Prepositions that do not say that what they bring has happened."""
_MET_WITH = frozenset(
    {"target", "scene", "site", "victim", "result", "consequence", "aftermath", "wake", "object"}
)
"""Nouns whose 'of' brings what has happened: 'the embassy was the target of a march by students'."""
_SIDES = frozenset({"adjective", "state", "body", "capital"})
_OF_OTHERS = frozenset({"of", "to", "on", "against", "for"})
_QUALIFYING = frozenset({"accuse", "deny", "agree", "refuse"})


def add_agents(scene: Scene, passage: Passage, clause: Clause) -> Clause:
    """Return the clause of a noun with those who act by its adjective or its participle.

    'The Turkish build-up', 'the threat addressed by Cotonou', 'the mobilisation that Nyerere had ordered'.
    """
    noun = clause.head
    if clause.subjects:
        return clause
    found: list[Token] = []
    for child in noun.children:
        hit = passage.hits.get(child.i)
        if child.dep_ in {"amod", "compound", "nmod"} and hit is not None and hit.entry.kind in _SIDES:
            found.append(child)
        elif child.dep_ == "acl" and child.tag_ == "VBN":
            found += [h for p, h in find_preps(child) if p == "by"]
            clause.preps = [*clause.preps, *((p, h) for p, h in find_preps(child) if p in _OF_OTHERS)]
        elif child.dep_ == "relcl" and lemma_of(child) in scene.codebook.words["causing"]:
            found += [c for c in child.children if c.dep_ == "nsubj" and c.lower_ not in {"that", "which"}]
    if found and clause.support is not None and set(found) & set(clause.objects):
        return clause
    return replace(clause, subjects=found)


def is_told(scene: Scene, passage: Passage, clause: Clause, qualified: Qualified) -> bool:
    """Tell whether the sentence makes a nominal predicate happen, asks for it, promises or denies it."""
    support = clause.support
    if support is not None and scene.is_used(passage, support.head):
        return False
    if _is_carried(clause) or (
        any(e.kind in _QUALIFYING for e in qualified.effects[:1]) and not _is_within_another(clause.head)
    ):
        return True
    return _is_presupposed(scene, passage, clause)


def _is_within_another(noun: "Token") -> bool:
    """Tell whether a noun only says what another is about: 'denounced the suppression of unrest'."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    return above is not None and above.pos_ == "NOUN" and lemma_of(above) not in QUANTITIES


def _is_carried(clause: Clause) -> bool:
    """Tell whether a light verb makes it happen: 'launched an attack', 'fighting broke out'."""
    support, noun = clause.support, clause.head
    if support is None or support.lemma in _ENDING:
        return False
    if support.lemma in LIGHT and noun in {t for o in support.objects for t in expand(o)}:
        return True
    under_way = support.lemma == "be" and any(h.lower_ == "way" for h in support.has("under"))
    happening = support.lemma in HAPPEN or under_way or is_existential(support)
    return happening and noun in {t for s in support.subjects + support.objects for t in expand(s)}


def _is_presupposed(scene: Scene, passage: Passage, clause: Clause) -> bool:
    """Tell whether a noun with its own agent is spoken of as having been: as a subject, after 'since', by 'condemned'."""
    noun, support = clause.head, clause.support
    if _is_whole(scene, clause) and _is_stated(noun, support):
        return True
    if not clause.subjects or not name_doers(scene, passage, clause.subjects):
        return False
    if support is not None and any(c.tag_ == "MD" or c.dep_ == "neg" for c in support.head.children):
        return False
    if noun.dep_ == "pobj":
        if noun.head.lower_ in {"of", "about"} and lemma_of(noun.head.head) in _SPEAKING:
            return True
        return noun.head.lower_ in _MENTIONING and noun.head.head.pos_ in {"VERB", "AUX", "NOUN"}
    if support is None or support.head.tag_ == "VB":
        return False
    if noun.dep_ in {"nsubj", "nsubjpass"}:
        return True
    return noun.dep_ == "dobj" and support.lemma in scene.codebook.words["factive"]


def _is_whole(scene: Scene, clause: Clause) -> bool:
    """Tell whether a noun has both who did it and to whom: 'the beheading of the labourers by gunmen'."""
    able, craft = people_nouns(scene.codebook), scene.codebook.words["craft"]
    acting = [t for head in clause.has("by") for t in expand(head)]
    acted = clause.has("of", "on", "against") or [c for c in clause.head.children if c.dep_ == "poss"]
    return (bool(acted) or _is_met_with(clause.head)) and any(
        t.pos_ == "PROPN" or lemma_of(t) in able | craft or is_sided(t) for t in acting
    )


def _is_met_with(noun: "Token") -> bool:
    """Tell whether somebody has met with it: 'was the target of a march'."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and lemma_of(noun.head.head) in _MET_WITH


def _is_stated(noun: "Token", support: Clause | None) -> bool:
    """Tell whether a sentence takes it as given that a noun's act has happened: 'The beheading of X by Y was filmed'."""
    if any(c.dep_ == "det" and c.lower_ in {"any", "no"} for c in noun.children):
        return False
    top = noun
    while top.dep_ == "conj" and top.head.pos_ in {"NOUN", "PROPN"}:
        top = top.head
    if top.dep_ == "pobj" and top.head.lower_ in _ASIDE:
        return _is_met_with(top)
    if support is None:
        return top.dep_ == "ROOT" or (top.dep_ == "pobj" and top.head.lower_ in _MENTIONING)
    verbs = [support.head, *(c for c in support.head.children if c.dep_ in {"aux", "neg"})]
    if any(v.tag_ == "MD" or v.dep_ == "neg" for v in verbs[1:]) or support.lemma in _UNSURE:
        return False
    return support.head.tag_ != "VB" or top.dep_ == "pobj"
