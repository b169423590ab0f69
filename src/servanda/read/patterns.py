"""Which codebook cues a predicate answers to, the most specific first."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.codebook import Code, Codebook, Pattern, keep
from servanda.read.clauses import LETTING, Clause, build_clause, expand, find_preps, lemma_of
from servanda.read.objects import find_meant, find_moved, is_place, is_sided

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.text.parsed import Token

_COLLECTIVES = frozenset(
    [
        "commission", "committee", "group", "council", "panel", "board", "quartet", "contact-group",
        "mechanism", "delegation", "team",
    ]
)  # fmt: skip
QUANTITIES = frozenset(
    [
        "part", "number", "dozen", "hundred", "thousand", "group", "series", "total", "most", "majority",
        "rest", "all", "some", "many", "several", "batch", "score", "handful", "remains", "body", "lot",
        "half", "third", "quarter", "wave", "spate", "set", "kind", "type", "round", "day", "last", "first",
        "remainder", "month", "notice", "night", "hour", "week", "tonne", "ton", "shipload", "truckload",
        "consignment", "shipment", "none", "few", "couple", "busload", "planeload", "lorryload", "boatload", "trainload", "tenth", "fifth", "sixth", "cent", "percent",
        "fraction", "share", "portion", "tranche", "trickle", "box", "urn", "bag", "casket", "sack", "crate", "coffin", "bulk", "two-thirds", "thirds", "quarters",
    ]
)  # fmt: skip
HAPPEN = frozenset(
    [
        "take", "happen", "occur", "begin", "start", "end", "resume", "continue", "follow", "conclude",
        "open", "go", "break", "erupt", "collapse", "proceed", "kick", "get", "stall", "fail", "drag",
        "close", "expire", "hold", "come", "persist", "intensify",
    ]
)  # fmt: skip
LIGHT = frozenset(
    [
        "organise", "organize", "launch", "carry", "conduct", "begin", "make", "order", "start", "stage",
        "mount", "undertake", "commit", "perform", "complete", "hold", "have", "give", "take", "continue",
        "resume", "stop", "halt", "end", "announce", "declare", "finish", "execute", "see", "witness",
        "impose", "deliver", "pursue", "extend", "exchange", "suffer", "face", "offer", "provide",
        "implement", "effect", "suspend", "plan", "prepare", "cause", "repel",
    ]
)  # fmt: skip


_DUTIES = frozenset({"must", "should", "shall"})


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
        cues = self._noun_cues(kinds) if clause.nominal else self._verb_cues(kinds)
        for key in clause.keys & cues.keys():
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
        return lemma_of(noun) in self._noun_cues(kinds)

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

    def _candidates(self, clause: Clause, key: str) -> "list[Token]":
        """Return the heads that may satisfy an object constraint."""
        objects = [t for head in clause.objects for t in expand(head)]
        if " " in key:
            last = key.split()[-1]
            objects += [t for head in clause.has(last) for t in expand(head)]
        if not objects and not clause.nominal:
            objects = [t for head in find_strayed(clause) for t in expand(head)]
        if not objects and clause.lemma in LETTING:
            inner = [c for c in clause.head.children if c.dep_ in {"ccomp", "xcomp"}]
            objects = [t for c in inner for s in c.children if s.dep_ == "nsubj" for t in expand(s)]
            objects += [t for c in inner for p, h in find_preps(c) if p == "of" for t in expand(h)]
        if not objects and clause.lemma in HAPPEN:
            objects = [t for head in clause.subjects for t in expand(head)]
        return objects

    def _fits(self, clause: Clause, pattern: Pattern, objects: "list[Token]") -> bool:
        if pattern.prep:
            heads = clause.has(*pattern.prep)
            if not clause.nominal:
                heads += [
                    h
                    for _, way in clause.preps
                    if way.lower_ == "way"
                    for p, h in find_preps(way)
                    if p in pattern.prep
                ]
                heads += [h for top in clause.objects for p, h in find_preps(top) if p in pattern.prep]
            if clause.lemma in LETTING:
                below = [c for c in clause.head.children if c.dep_ in {"ccomp", "xcomp"}]
                heads += [h for c in below for p, h in find_preps(c) if p in pattern.prep]
            brought = [t for head in heads for t in expand(head)]
            if not brought and not _brings_act(clause, pattern.prep):
                return False
            if pattern.object and not clause.objects:
                objects = objects + brought
        if pattern.object and not clause.nominal:
            if pattern.actor == "object" and not clause.objects:
                objects = objects + [t for head in clause.subjects for t in expand(head)]
            objects = objects + [c for c in clause.head.children if c.dep_ in {"acomp", "oprd"}]
        if pattern.needs == "two-sides" and not self._two_sides(clause):
            return False
        if pattern.needs == "object" and not objects:
            return False
        if pattern.needs == "none" and objects:
            return False
        if pattern.needs == "demand" and not objects and not _demands(clause):
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
        if pattern.needs == "sided-object" and not any(self._is_actor(t) or is_sided(t) for t in objects):
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

    def _fits_subject(self, clause: Clause, pattern: Pattern) -> bool:
        """Tell whether one who acts is of the words that the cue names."""
        wanted = self._expand(pattern.subject)
        peoples = "@people" in pattern.subject
        return any(
            words_of(token) & wanted or (peoples and token.ent_type_ == "NORP")
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
        return any(w in known or w.endswith(_CALLINGS) for w in words_of(token) & _heads_of(token))

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


def _demands(clause: Clause) -> bool:
    """Tell whether a verb brings what shall be done: 'insisted that the general go', 'insisted on leaving'."""
    content = [
        c for c in clause.head.children if c.dep_ in {"ccomp", "xcomp", "advcl"} and c.i > clause.head.i
    ]
    bare = any(
        c.tag_ == "VB" and all(a.tag_ != "MD" or a.lower_ in _DUTIES for a in c.children if a.dep_ == "aux")
        for c in content
    )
    return bare or bool(clause.has("on", "upon")) or _brings_act(clause, ["on", "upon"])


def find_strayed(clause: Clause) -> "list[Token]":
    """Return the object that the parse hung on a date before it: 'announced on 3 May a week-long truce'."""
    days = [
        c for prep in clause.head.children if prep.dep_ == "prep" for c in prep.children if c.dep_ == "pobj"
    ]
    return [
        c
        for day in days
        if day.ent_type_ == "DATE"
        for c in day.children
        if (c.dep_ == "appos" and c.pos_ == "NOUN" and c.ent_type_ != "DATE") or _counts(c)
    ]


def _counts(noun: "Token") -> bool:
    """Tell whether a stretch of time after a date measures something: 'on 3 May a week of truce'."""
    return (
        noun.dep_ == "appos" and lemma_of(noun) in QUANTITIES and any(p == "of" for p, _ in find_preps(noun))
    )


_CALLINGS = ("ist", "ists", "ian", "ians", "eer", "man", "men", "woman", "women", "crat", "monger", "smith", "maker", "grower",
    "keeper", "holder", "worker", "owner", "fighter", "bearer", "seeker", "goer", "child", "children")  # fmt: skip
"""How the nouns of people by their calling end."""
_NOBODIES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "WORK_OF_ART", "PRODUCT"})


def _heads_of(noun: "Token") -> frozenset[str]:
    """Return the heads of a noun phrase: the noun, else what it counts ('three of the missionaries')."""
    if lemma_of(noun) in QUANTITIES or noun.pos_ in {"NUM", "DET"}:
        counted = [t for p, h in find_preps(noun) if p == "of" for t in expand(h)]
        return frozenset(w for t in counted for w in (lemma_of(t), t.lower_))
    return frozenset({lemma_of(noun), noun.lower_})


def _brings_act(clause: Clause, preps: list[str]) -> bool:
    """Tell whether one of the prepositions brings an act: 'charged it with sheltering rebels'."""
    return any(
        child.dep_ == "prep" and child.lower_ in preps and any(c.dep_ == "pcomp" for c in child.children)
        for child in clause.head.children
    )


def _rank(pattern: Pattern, key: str) -> tuple[int, int, int]:
    """Return how specific a cue is: by its object, by the words of its verb, by what else it needs."""
    named = 2 if pattern.needs == "state-object" else 1 if pattern.prep or pattern.needs else 0
    return (1 if pattern.object else 0, len(key.split()), named + (2 if pattern.subject else 0))


@keep
def matcher_of(codebook: Codebook) -> Matcher:
    """Return the matcher of a codebook: its word classes are expanded once."""
    return Matcher(codebook)


def words_of(noun: "Token") -> frozenset[str]:
    """Return the lemmas that a noun phrase offers to an object constraint: head, compounds, what quantities count."""
    lemma = lemma_of(noun)
    words = {lemma, noun.lower_}
    for child in noun.children:
        if child.dep_ in {"compound", "amod", "nmod"}:
            before = lemma_of(child)
            words |= {before, f"{before} {lemma}"}
            if child.i + 1 < noun.i and noun.doc[child.i + 1].text == "-":
                words.add(f"{before}-{lemma}")
    if lemma in QUANTITIES or noun.pos_ in {"NUM", "PRON", "DET"}:
        for prep, inner in find_preps(noun):
            if prep == "of":
                for each in expand(inner):
                    words |= words_of(each)
    return frozenset(words)


def nominal_clause(noun: "Token") -> Clause:
    """Build the clause of a nominal predicate: 'the shelling of X by Y', 'talks between X and Y'."""
    clause = Clause(head=noun, lemma=lemma_of(noun), nominal=True)
    clause.preps = find_preps(noun)
    clause.support = _support_of(noun)
    clause.subjects = [c for c in noun.children if c.dep_ == "poss"]
    clause.subjects += clause.has("by", "between", "among")
    clause.objects = clause.has("of", "on", "against")
    support = clause.support
    if support is not None:
        with_verb = support.has("with", "between", "among", "against")
        clause.preps = [
            *clause.preps,
            *(
                (p, h)
                for p, h in support.preps
                if p in {"with", "between", "among", "against", "by", "to", "from"}
            ),
        ]
        if (
            not clause.subjects
            and support.lemma in LIGHT
            and noun in {t for o in support.objects for t in expand(o)}
        ):
            clause.subjects = [s for s in support.subjects if s != noun]
        if not clause.subjects and support.lemma in HAPPEN and with_verb:
            clause.subjects = with_verb
    return clause


def _support_of(noun: "Token") -> Clause | None:
    """Return the clause of the verb that a noun is subject or object of."""
    top = noun
    while top.dep_ == "conj" and top.head.pos_ in {"NOUN", "PROPN"}:
        top = top.head
    governor = top.head
    if top.dep_ in {"dobj", "nsubj", "nsubjpass", "attr", "pobj", "conj"}:
        while (governor.pos_ == "ADP" or governor.dep_ == "prep") and governor.head != governor:
            governor = governor.head
        if governor.pos_ in {"VERB", "AUX"}:
            return build_clause(governor)
    return None


def is_existential(clause: Clause | None) -> bool:
    """Tell whether a clause only says that there is something: 'there has been no meeting'."""
    return clause is not None and clause.lemma == "be" and any(c.dep_ == "expl" for c in clause.head.children)


def iter_nouns(heads: "list[Token]") -> "Iterator[Token]":
    """Yield noun heads with their coordinated ones and what quantities count."""
    for head in heads:
        for noun in expand(head):
            yield noun
            if lemma_of(noun) in QUANTITIES:
                for prep, inner in find_preps(noun):
                    if prep == "of":
                        yield from expand(inner)
