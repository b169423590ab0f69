"""Which codebook cues a predicate answers to, the most specific first."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.codebook import Code, Codebook, Pattern, keep
from servanda.read.bringing import TOGETHER, brings_act, demands, is_persons_name
from servanda.read.carriers import HAPPEN, LIGHT, is_existential, nominal_clause, noun_of
from servanda.read.clauses import LETTING, Clause, expand, find_preps, lemma_of
from servanda.read.fillers import (
    CALLINGS,
    QUANTITIES,
    find_gapped,
    find_named,
    find_strayed,
    heads_of,
    iter_nouns,
    words_of,
)
from servanda.read.joint import is_joint, is_peacekeeping
from servanda.read.loose import brings_duty, is_due, is_for_other, is_said_of
from servanda.read.objects import find_givers, find_meant, find_moved, is_place, is_sided

if TYPE_CHECKING:
    from servanda.text.parsed import Token

__all__ = [
    "HAPPEN", "LIGHT", "QUANTITIES", "Match", "Matcher", "find_strayed", "is_existential", "iter_nouns",
    "matcher_of", "nominal_clause", "words_of",
]  # fmt: skip

_COLLECTIVES = frozenset(
    [
        "commission", "committee", "group", "council", "panel", "board", "quartet", "contact-group",
        "mechanism", "delegation", "team",
    ]
)  # fmt: skip


_NAMED = {"@sides": ("GPE", "NORP", "ORG"), "@states": ("GPE", "NORP")}
"""Classes of those who act that names belong to as well."""
_TOLLS = frozenset(
    [
        "kill", "wound", "injure", "cost", "claim", "leave", "destroy", "damage", "maim", "displace", "bring", "make",
    ]
)  # fmt: skip
"""Verbs that tell what an attack did: 'the attack by X left nine dead' is one event."""
_WE = frozenset({"it", "they", "we", "both"})
_NOBODIES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "WORK_OF_ART", "PRODUCT"})
_PROMISING = frozenset({"promise", "pledge", "offer", "grant", "give", "assure", "guarantee"})
"""Verbs of giving, whose second object the parse may take for an apposition: 'promised the miners a vote'."""
_ALLOTTING = frozenset({"give", "hand", "allow", "grant", "set"})
"""Verbs whose stretch of time the parse may hang loosely: 'gave the rebels 48 hours to leave'."""


@dataclass(frozen=True, slots=True)
class Match:
    """A cue that fired: the code, the pattern and how specific it was."""

    code: Code
    pattern: Pattern
    key: str
    rank: tuple[int, int, int]

    @property
    def rule(self) -> str:
        """The rule's name, as claims keep it."""
        words = (self.pattern.verb or self.pattern.noun or [self.key])[0]
        objects = f" {self.pattern.object[0]}" if self.pattern.object else ""
        return f"types/{self.code.kind}-{self.code.id}#{words}{objects}"


_Cues = dict[str, list[tuple[Code, Pattern]]]


def _pick(index: _Cues, kinds: tuple[str, ...]) -> _Cues:
    """Return the part of an index that is of the kinds given (all where none)."""
    picked = {key: [cue for cue in cues if not kinds or cue[0].kind in kinds] for key, cues in index.items()}
    return {key: cues for key, cues in picked.items() if cues}


class Matcher:
    """Matches clauses against the cues of a codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._objects: dict[int, frozenset[str]] = {}
        self._verbs: dict[tuple[str, ...], _Cues] = {}
        self._nouns: dict[tuple[str, ...], _Cues] = {}

    def match(self, clause: Clause, *kinds: str) -> list[Match]:
        """Return the cues that fire on a clause, most specific first, of the kinds given (all where none)."""
        found: list[Match] = []
        if not clause.nominal and self._tells_toll(clause):
            return found
        cues = self._noun_cues(kinds) if clause.nominal else self._verb_cues(kinds)
        keys = clause.keys | {f"{clause.lemma} {TOGETHER}"} if is_joint(clause) else clause.keys
        for key in keys & cues.keys():
            objects = self._candidates(clause, key)
            for code, pattern in cues[key]:
                if self._fits(clause, pattern, objects):
                    found.append(Match(code, pattern, key, _rank(pattern, key)))
        found.sort(key=lambda m: (tuple(-r for r in m.rank), m.code.kind, m.code.id))
        return found

    def find_fitting(self, pattern: Pattern, nouns: "list[Token]") -> "Token | None":
        """Return the first of some nouns that a cue's object constraint holds of, None where it has none."""
        wanted = self._expand(pattern.object) if pattern.object else frozenset[str]()
        return next((n for n in nouns if any(words_of(t) & wanted for t in expand(n))), None)

    def is_noun(self, noun: "Token", *kinds: str) -> bool:
        """Tell whether a noun is a nominal predicate of one of the kinds."""
        return noun_of(noun) in self._noun_cues(kinds)

    def _verb_cues(self, kinds: tuple[str, ...]) -> "_Cues":
        """Return the cues of verbs that are of the kinds, by verb; picked once."""
        if kinds not in self._verbs:
            self._verbs[kinds] = _pick(self._codebook.by_verb, kinds)
        return self._verbs[kinds]

    def _noun_cues(self, kinds: tuple[str, ...]) -> "_Cues":
        """Return the cues of nouns that are of the kinds, by noun; picked once."""
        if kinds not in self._nouns:
            self._nouns[kinds] = _pick(self._codebook.by_noun, kinds)
        return self._nouns[kinds]

    def _tells_toll(self, clause: Clause) -> bool:
        """Tell whether a verb only says what an attack with its own agent did: 'the raid by X on Y killed nine'."""
        if clause.lemma not in _TOLLS or clause.passive:
            return False
        return any(
            any(code.id == "ASSAULT" for code, _ in self._codebook.by_noun.get(noun_of(noun), ()))
            and any(c.dep_ == "poss" or c.lower_ == "by" for c in noun.children)
            for noun in clause.subjects
            if noun.pos_ == "NOUN"
        )

    def _candidates(self, clause: Clause, key: str) -> "list[Token]":
        """Return the heads that may satisfy an object constraint."""
        objects = [t for head in clause.objects for t in expand(head)]
        if " " in key:
            last = key.split()[-1]
            objects += [t for head in clause.has(last) for t in expand(head)]
        if not clause.nominal:
            objects = objects + find_gapped(clause)
        if clause.lemma in _PROMISING:
            objects += [c for top in objects for c in top.children if c.dep_ == "appos" and c.pos_ == "NOUN"]
        if key.endswith(" for"):
            objects = objects + [
                s for c in clause.head.children if is_for_other(c) for s in c.children if s.dep_ == "nsubj"
            ]
        if not objects and not clause.nominal:
            objects = [t for head in (find_strayed(clause) or find_named(clause)) for t in expand(head)]
        if not objects and clause.lemma in LETTING | {"help"}:
            inner = [c for c in clause.head.children if c.dep_ in {"ccomp", "xcomp"}]
            objects = [t for c in inner for s in c.children if s.dep_ == "nsubj" for t in expand(s)]
            objects += [t for c in inner for p, h in find_preps(c) if p == "of" for t in expand(h)]
        if not objects and clause.lemma in HAPPEN:
            objects = [t for head in clause.subjects for t in expand(head)]
        return objects

    def _fits(self, clause: Clause, pattern: Pattern, objects: "list[Token]") -> bool:
        if pattern.actor == "giver" and (clause.passive or not find_givers(clause, pattern)):
            return False
        if pattern.prep:
            heads = _list_brought(clause, pattern, objects)
            brought = [t for head in heads for t in expand(head)]
            if not brought and not brings_act(clause, pattern.prep):
                return False
            if pattern.object and not clause.objects:
                objects = objects + brought
        if pattern.object and not clause.nominal:
            if pattern.actor == "object" and not clause.objects:
                objects = objects + [t for head in clause.subjects for t in expand(head)]
            objects = objects + [
                c for c in clause.head.children if c.dep_ in {"acomp", "oprd"} or is_said_of(c)
            ]
            if clause.lemma in _ALLOTTING:
                objects = objects + [c for c in clause.head.children if c.dep_ == "npadvmod"]
            acts = {f"to {lemma_of(c)}" for c in clause.head.children if c.dep_ == "xcomp" or is_due(c)}
            acts |= {
                f"that {lemma_of(c)}"
                for c in clause.head.children
                if c.dep_ == "ccomp" and c.i > clause.head.i
            }
            if acts & self._expand(pattern.object):
                return True
        if not self._meets_need(clause, pattern, objects):
            return False
        if pattern.subject and not self._fits_subject(clause, pattern):
            return False
        if not pattern.object:
            return True
        wanted = self._expand(pattern.object)
        if clause.nominal and any(
            lemma_of(c) in wanted for c in clause.head.children if c.dep_ in {"compound", "amod", "nmod"}
        ):
            return True
        return any(words_of(token) & wanted for token in objects)

    def _meets_need(self, clause: Clause, pattern: Pattern, objects: "list[Token]") -> bool:
        """Tell whether what a cue needs beside its words is there."""
        if pattern.needs == "two-sides" and not self._two_sides(clause):
            return False
        if pattern.needs == "object" and not objects:
            return False
        if pattern.needs == "denied" and not any(c.dep_ == "neg" for c in clause.head.children):
            return False
        if pattern.needs in {"told", "to-do"} and not brings_duty(clause.head, clause.objects):
            return False
        if pattern.needs == "told" and not any(self._is_bidden(t) for t in objects):
            return False
        if pattern.needs == "peace-mission" and not is_peacekeeping(clause, self._codebook.words):
            return False
        if pattern.needs == "none" and objects:
            return False
        if pattern.needs == "demand" and not objects and not demands(clause):
            return False
        if pattern.needs == "actor-object" and not any(self._is_actor(t) for t in objects):
            return False
        if pattern.mode == "release" and objects and all(t.lower_ in {"it", "itself"} for t in objects):
            return False
        if pattern.needs == "state-object" and not any(t.ent_type_ == "GPE" for t in objects):
            return False
        if pattern.needs == "place-object" and not any(
            is_place(t) for t in objects or find_moved(clause, pattern)
        ):
            return False
        if pattern.needs == "person-object" and not any(self._is_person(t) for t in objects):
            return False
        if pattern.needs == "named-person" and not any(
            is_persons_name(t, bool(pattern.prep)) for t in objects
        ):
            return False
        sided = any(self._is_actor(t) or is_sided(t) for t in objects)
        return sided or pattern.needs != "sided-object"

    def _fits_subject(self, clause: Clause, pattern: Pattern) -> bool:
        """Tell whether one who acts is of the words that the cue names."""
        wanted = self._expand(pattern.subject)
        peoples = "@people" in pattern.subject
        named = {kind for name, kinds in _NAMED.items() if name in pattern.subject for kind in kinds}
        sided = "@sides" in pattern.subject
        return any(
            words_of(token) & wanted
            or (peoples and token.ent_type_ == "NORP")
            or token.ent_type_ in named
            or (named and token.lower_ in _WE)
            or (sided and token.ent_type_ != "PERSON" and is_sided(token))
            for head in clause.subjects
            for token in expand(find_meant(head))
        )

    def _expand(self, names: list[str]) -> frozenset[str]:
        """Return the lemmas of a constraint, expanded once."""
        key = id(names)
        if key not in self._objects:
            self._objects[key] = self._codebook.expand(names)
        return self._objects[key]

    def _is_actor(self, token: "Token") -> bool:
        """Tell whether an object can act: a name, a pronoun, or a noun of the classes of sides and persons; never the press."""
        words = self._codebook.words
        if lemma_of(token) in words["press"] or token.ent_type_ in {
            "DATE",
            "TIME",
            "CARDINAL",
            "PERCENT",
            "MONEY",
        }:
            return False
        return token.pos_ in {"PROPN", "PRON"} or lemma_of(token) in words["actor"] | words["person-body"]

    def _is_person(self, token: "Token") -> bool:
        """Tell whether a noun names somebody: a name, a people, a calling ('two geologists', 'the miners')."""
        words = self._codebook.words
        known = words["person"] | words["prisoners"] | words["people"] | words["forces"] | words["rebel"]
        if token.lower_ == "it" or token.ent_type_ in _NOBODIES:
            return False
        if self._is_actor(token) or token.ent_type_ == "NORP":
            return True
        return any(w in known or w.endswith(CALLINGS) for w in words_of(token) & heads_of(token))

    def _is_bidden(self, token: "Token") -> bool:
        """Tell whether an object can be told to do something: somebody, a side, a firm or an office."""
        words = self._codebook.words
        return (
            self._is_person(token)
            or token.ent_type_ in {"ORG", "GPE"}
            or lemma_of(token) in words["organisation"] | words["bidden"]
        )

    def _two_sides(self, clause: Clause) -> bool:
        """Tell whether at least two meet: a plural or coordinated subject, or somebody brought by 'with'; no plain object."""
        if any(t.dep_ == "dobj" for t in clause.objects):
            return False
        subjects = [t for head in clause.subjects for t in expand(head)]
        plural = any(
            t.tag_ in {"NNS", "NNPS"} or t.lower_ in {"they", "we", "both", "two", "three"} for t in subjects
        )
        collective = any(lemma_of(t) in _COLLECTIVES or t.pos_ == "PROPN" for t in subjects)
        return plural or len(subjects) > 1 or bool(clause.has("with", "between")) or collective


def _list_brought(clause: Clause, pattern: Pattern, objects: "list[Token]") -> "list[Token]":
    """Return what the prepositions of a cue bring: to the verb, its objects, and what is said of them."""
    heads = clause.has(*pattern.prep)
    if not clause.nominal:
        heads += [
            h
            for _, way in clause.preps
            if way.lower_ == "way"
            for p, h in find_preps(way)
            if p in pattern.prep
        ]
        held = [
            c
            for c in clause.head.children
            if c.dep_ in {"acomp", "oprd"} or (c.dep_ == "advmod" and c.lower_ == "short")
        ]
        heads += [h for c in held for p, h in find_preps(c) if p in pattern.prep]
        heads += [h for top in objects for p, h in _list_preps_below(top) if p in pattern.prep]
    if clause.lemma in LETTING:
        below = [c for c in clause.head.children if c.dep_ in {"ccomp", "xcomp"}]
        heads += [h for c in below for p, h in find_preps(c) if p in pattern.prep]
    return heads


def _list_preps_below(noun: "Token") -> "list[tuple[str, Token]]":
    """Return what prepositions bring behind a noun, and behind what it is of: 'images of the front to Paris'."""
    pairs = find_preps(noun)
    below = [pair for p, h in pairs if p == "of" for pair in find_preps(h)]
    return pairs + [(p, h) for p, h in below if p in {"to", "from", "with"}]


def _rank(pattern: Pattern, key: str) -> tuple[int, int, int]:
    """Return how specific a cue is: by its object, by the words of its verb, by what else it needs."""
    named = 2 if pattern.needs == "state-object" else 1 if pattern.prep or pattern.needs else 0
    return (
        1 if pattern.object or key.endswith(TOGETHER) else 0,
        len(key.replace("-", " ").split()),
        named + (2 if pattern.subject else 0),
    )


@keep
def matcher_of(codebook: Codebook) -> Matcher:
    """Return the matcher of a codebook: its word classes are expanded once."""
    return Matcher(codebook)
