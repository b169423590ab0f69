"""Who does what to whom in a sentence: predicates with their arguments, from the parse."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from servanda.read.heralds import read_herald
from servanda.read.loose import is_for_other, is_said_of
from servanda.read.passives import shares_passive

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from servanda.text.parsed import Doc, Token

NOT_CLAUSES = frozenset({"aux", "auxpass", "amod", "compound", "prep", "mark", "case", "det", "nmod"})
"""Dependencies in which a verb form is no predicate ('including', 'the missing', 'has')."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_PREPS = frozenset({"prep", "agent", "dative"})
_PARTICLES = frozenset({"prt", "prep", "advmod", "agent"})
_CONTROL = frozenset(
    [
        "urge",
        "ask",
        "order",
        "force",
        "allow",
        "tell",
        "persuade",
        "invite",
        "request",
        "require",
        "oblige",
        "compel",
        "encourage",
        "call",
        "permit",
        "enable",
        "instruct",
        "pressure",
        "push",
        "press",
        "advise",
        "want",
        "expect",
        "authorize",
        "authorise",
        "help",
        "beg",
        "implore",
        "accuse",
        "warn",
    ]
)
_SHARES = frozenset({"half", "third", "quarter", "fifth", "tenth", "percent", "cent", "two-thirds"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_STRAY = frozenset({"over", "back", "in", "out", "up"})
"""Particles that the parser takes for part of a number: 'handed over 15 prisoners'."""
_LOOSENED = frozenset({"free", "loose", "open", "alight", "ablaze", "aflame", "hostage", "captive"})
"""What something is set or taken: 'set the captives free', 'set a bus alight', 'took the guests hostage'."""
LETTING = frozenset({"let", "allow", "permit"})
"""Verbs whose object the parse makes the subject of what follows: 'let the prisoners go'."""
_LET = frozenset({"ccomp", "xcomp"})
_WAYS = frozenset(
    {"back", "home", "away", "out", "up", "down", "over", "close", "together", "jointly", "face", "off"}
)
"""Adverbs that carry the preposition of their verb: 'hand back to'."""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"})


@dataclass(eq=False)
class Clause:
    """A predicate and its arguments. head: the verb or the nominal predicate.

    subjects: heads of the noun phrases that act (for passives: named with "by").
    objects: heads acted upon (for passives: the grammatical subject).
    preps: (preposition, head of its object) in text order.
    """

    head: "Token"
    lemma: str
    subjects: "list[Token]" = field(default_factory=list)
    objects: "list[Token]" = field(default_factory=list)
    preps: "list[tuple[str, Token]]" = field(default_factory=list)
    passive: bool = False
    nominal: bool = False
    support: "Clause | None" = None

    @cached_property
    def keys(self) -> frozenset[str]:
        """The lemma alone, with each particle or preposition, with what is joined to it: ``hand over``, ``test-fire``."""
        if self.nominal:
            return frozenset({self.lemma})
        keys = {self.lemma}
        after = self.head.doc[self.head.i + 1] if self.head.i + 1 < len(self.head.doc) else None
        if after is not None and after.lower_ in _STRAY and after.dep_ in {"quantmod", "advmod"}:
            keys.add(f"{self.lemma} {after.lower_}")
        for child in self.head.children:
            if child.dep_ in _PARTICLES and child.i >= self.head.i and not _brings_date(child):
                keys.add(f"{self.lemma} {child.lower_}")
                following = child.i + 1
                keys |= {
                    f"{self.lemma} {child.lower_} {c.lower_}"
                    for c in self.head.children
                    if c.i == following and c.dep_ == "prep"
                }
                for below in child.children:
                    if below.dep_ in {"prep", "pcomp"}:
                        keys.add(f"{self.lemma} {child.lower_} {below.lower_}")
        keys.update(f"{self.lemma} {word}" for word in self._find_results())
        if self.head.i >= 2 and self.head.nbor(-1).text == "-" and self.head.nbor(-2).head == self.head:
            keys.add(f"{self.head.nbor(-2).lower_}-{self.lemma}")
        if any(is_for_other(c) for c in self.head.children):
            keys.add(f"{self.lemma} for")
        if any(c.dep_ == "intj" and c.lower_ == "no" for c in self.head.children):
            keys.add(f"{self.lemma} no")
        if self.lemma == "let":
            keys.update(
                f"let {lemma_of(c)}" for c in self.head.children if c.pos_ == "VERB" and c.dep_ in _LET
            )
        if any(c.dep_ == "aux" and lemma_of(c) == "let" for c in self.head.children):
            keys.add(f"let {self.lemma}")
        if any(_drop_home(c) != c for c in self.head.children if c.dep_ == "dobj"):
            keys.add(f"{self.lemma} home")
        return frozenset(keys)

    def _find_results(self) -> "Iterator[str]":
        """Yield what the object is set, wherever the parse hung the word: 'set the captives free'."""
        for holder in (self.head, *(o for o in self.objects if o.dep_ in {"dobj", "oprd", "nsubjpass"})):
            for token in (holder, *holder.children):
                loosening = token.lower_ in _LOOSENED and token.i > self.head.i
                if loosening and (holder == self.head or token.i == self.head.i + 1 or token.i >= holder.i):
                    yield token.lower_

    def has(self, *preps: str) -> "list[Token]":
        """Return the objects of any of the prepositions, in text order."""
        return [head for prep, head in self.preps if prep in preps]


def _brings_date(prep: "Token") -> bool:
    """Tell whether a preposition only brings a day: 'called the minister on Friday' is no 'call on'."""
    objects = [c for c in prep.children if c.dep_ == "pobj"]
    return bool(objects) and all(c.ent_type_ in {"DATE", "TIME"} for c in objects)


def expand(head: "Token") -> "list[Token]":
    """Return a noun phrase head with the heads coordinated to it, in text order."""
    if not head.children:
        return [head]
    heads = [head]
    queue = [head]
    while queue:
        for child in queue.pop(0).children:
            listed = child.dep_ == "appos" and any(c.dep_ == "cc" for c in child.children)
            if (child.dep_ == "conj" or listed) and child.pos_ in _NOMINAL and child not in heads:
                heads.append(child)
                queue.append(child)
    return sorted(heads, key=lambda token: token.i)


def build_clauses(doc: "Doc") -> "dict[int, Clause]":
    """Return the verbal clauses of a parsed paragraph by token index, in text order."""
    clauses: dict[int, Clause] = {}
    for token in doc:
        if token.pos_ == "VERB" or (
            token.pos_ == "AUX" and token.dep_ in {"ROOT", "ccomp", "advcl", "conj", "relcl"}
        ):
            clauses[token.i] = build_clause(token)
    return clauses


def build_clause(verb: "Token") -> Clause:
    """Build the clause of one verb."""
    clause = Clause(head=verb, lemma=lemma_of(verb))
    clause.passive = (
        any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)
        or (
            verb.tag_ == "VBN"
            and verb.dep_ in {"acl", "relcl"}
            and not any(c.dep_ in {"aux", "ccomp"} for c in verb.children)
        )
        or shares_passive(verb)
    )
    subjects = find_subjects(verb)
    if clause.passive:
        clause.objects.extend(subjects)
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                clause.subjects.extend(o for o in _objects_of(child) if not _is_measure(o))
        clause.subjects = clause.subjects or _shared_agents(verb)
    else:
        clause.subjects.extend(subjects)
    clause.objects.extend(
        c for c in verb.children if c.dep_ in {"dobj", "oprd"} or (c.dep_ == "attr" and c.i > verb.i)
    )
    if not clause.passive and not clause.objects:
        clause.objects.extend(_shared_objects(verb))
    clause.objects = [_drop_home(_find_meant(o, verb)) for o in clause.objects]
    if clause.lemma in LETTING and not clause.passive and not clause.objects:
        clause.objects.extend(c for c in verb.children if c.dep_ == "ccomp" and c.pos_ in {"NOUN", "PROPN"})
    if not clause.objects and not clause.passive:
        loosened = [
            c for c in verb.children if c.lower_ in _LOOSENED and c.dep_ in {"ccomp", "xcomp", "acomp"}
        ]
        loosened += [c for c in verb.children if is_said_of(c)]
        clause.objects.extend(s for c in loosened for s in c.children if s.dep_ == "nsubj")
    clause.preps.extend(find_preps(verb))
    for child in verb.children:
        if child.dep_ == "dative" and child.pos_ in _NOMINAL:
            clause.preps.append(("to", child))
    below = [pair for o in (*clause.objects, *clause.has("as")) for pair in find_preps(o)]
    herald = read_herald(clause.lemma, clause.objects, clause.preps, below)
    if herald is not None:
        meant, told = herald
        clause.lemma, clause.objects = meant.split()[0], [told]
        clause.preps.extend((word, told) for word in meant.split()[1:])
    return clause


def _shared_agents(verb: "Token") -> "list[Token]":
    """Return who did it where a later passive names them for both: 'were stripped and beaten by the guards'."""
    later = [c for c in verb.children if c.dep_ == "conj" and c.tag_ == "VBN"]
    later = [c for c in later if not any(own.dep_ in SUBJECTS for own in c.children)]
    named = [h for c in later for a in c.children if a.dep_ == "agent" for h in _objects_of(a)]
    return named or [h for c in later for h in _shared_agents(c)]


def _is_measure(noun: "Token") -> bool:
    """Tell whether a noun after 'by' says how much: 'was cut by half', 'reduced by 20 percent'."""
    return noun.lower_ in _SHARES or noun.ent_type_ in {"PERCENT", "MONEY"}


def _find_meant(noun: "Token", verb: "Token") -> "Token":
    """Return what a relative pronoun stands for: 'the captives whom the rebels freed'."""
    return verb.head if noun.lower_ in _RELATIVE and noun.dep_ == "dobj" and verb.dep_ == "relcl" else noun


def _drop_home(noun: "Token") -> "Token":
    """Return who is sent home where the parse made one noun of both: 'sent the captured pilot home'."""
    if noun.lower_ != "home" or noun.dep_ != "dobj":
        return noun
    return next((c for c in noun.children if c.dep_ == "compound" and c.pos_ == "NOUN"), noun)


_LEMMAS = {
    "stag": "stage", "wag": "wage", "hop": "hope", "readmitte": "readmit", "fird": "fire", "shelle": "shell", "slat": "slate",
    "fre": "free", "postpon": "postpone", "resum": "resume", "cancele": "cancel", "ceas": "cease", "relaunche": "relaunch",
    "unfrozen": "unfreeze", "unfroze": "unfreeze", "unblocked": "unblock", "unchained": "unchain", "unbanne": "unban",
    "cordone": "cordon", "deregistere": "deregister", "gutte": "gut", "medevace": "medevac", "rag": "rage", "rap": "rape", "fin": "fine",
    "rearreste": "rearrest", "recrosse": "recross", "reoccupie": "reoccupy", "resupplie": "resupply", "snip": "snipe", "overran": "overrun", "forgave": "forgive", "din": "dine", "redrafte": "redraft", "unbane": "unban", "lambast": "lambaste", "rebuf": "rebuff", "cochaire": "cochair", "instal": "install", "exitte": "exit", "airdrope": "airdrop", "readie": "ready",
}  # fmt: skip
"""Lemmas that the parser's rules get wrong, mended."""


def lemma_of(token: "Token") -> str:
    """Return the lower-case lemma; British spellings keep their own, known slips of the lemmatiser are mended."""
    lemma = token.lemma_.lower()
    return _LEMMAS.get(lemma, lemma)


def find_preps(token: "Token") -> "list[tuple[str, Token]]":
    """Return (preposition, object head) for the prepositions that hang on a token, compound ones joined."""
    found: list[tuple[str, Token]] = []
    for child in token.children:
        if child.dep_ in _PREPS and child.pos_ not in {"NOUN", "PROPN", "PRON"}:
            word = child.lower_
            for head in _objects_of(child):
                found.append((word, head))
            for below in child.children:
                if below.dep_ == "prep":
                    found.extend((f"{word} {below.lower_}", head) for head in _objects_of(below))
                    found.extend((below.lower_, head) for head in _objects_of(below))
                elif below.dep_ == "pobj":
                    found.extend(_nested(below))
        elif child.dep_ == "prt" or (child.dep_ == "advmod" and child.lower_ in _WAYS):
            brought = find_preps(child)
            joined = [(f"{child.lower_} {word}", head) for word, head in brought if " " not in word]
            found.extend(brought if child.dep_ == "prt" else brought + joined)
    return found


def _nested(noun: "Token") -> "Iterator[tuple[str, Token]]":
    """Yield prepositions that a noun after a preposition carries and that speak of the predicate: 'in talks with X'."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"with", "between", "against"}:
            for head in _objects_of(child):
                yield child.lower_, head
        elif child.dep_ == "prep" and child.lower_ == "of" and noun.lower_ == "front":
            for head in _objects_of(child):
                yield "outside", head


def _objects_of(prep: "Token") -> "list[Token]":
    found = [c for c in prep.children if c.dep_ in {"pobj", "pcomp"} and c.pos_ in _NOMINAL]
    for child in prep.children:
        if child.dep_ in {"prep", "conj"} and child.pos_ == "ADP" and child.lower_ == prep.lower_:
            found.extend(_objects_of(child))
    return found


def find_subjects(verb: "Token", depth: int = 0) -> "list[Token]":
    """Return the heads of the verb's subject; inherited where the grammar shares it (control, coordination)."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS and c.dep_ != "expl"]
    if own:
        return [_antecedent(verb) if c.lower_ in _RELATIVE and verb.dep_ == "relcl" else c for c in own]
    if any(c.dep_ == "expl" for c in verb.children):
        return [c for c in verb.children if c.dep_ in {"attr", "dobj"}]
    if depth > 6:
        return []
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        return find_subjects(verb.head, depth + 1)
    if verb.dep_ in {"acl", "relcl"}:
        return _subjects_of_modifier(verb, depth)
    if verb.dep_ in {"xcomp", "advcl", "ccomp", "pcomp"}:
        return _subjects_by_control(verb, depth)
    if verb.dep_ == "aux" and verb.head.pos_ == "VERB":
        return find_subjects(verb.head, depth + 1)
    return []


def _antecedent(verb: "Token") -> "Token":
    return verb.head


def _subjects_of_modifier(verb: "Token", depth: int) -> "list[Token]":
    """Return the subject of a verb that modifies a noun: the noun itself, or its owner for infinitives."""
    noun = verb.head
    if verb.tag_ != "VB":
        return [noun]
    owners = [c for c in noun.children if c.dep_ == "poss"] + [
        h for p, h in find_preps(noun) if p in {"of", "by", "between"}
    ]
    if owners:
        return owners
    governor = noun.head
    if noun.dep_ in {"dobj", "attr", "pobj"}:
        while governor.pos_ == "ADP" and governor.head != governor:
            governor = governor.head
        if governor.pos_ in {"VERB", "AUX"}:
            return find_subjects(governor, depth + 1)
    return []


def _subjects_by_control(verb: "Token", depth: int) -> "list[Token]":
    """Return the subject that a governor lends to an infinitive or gerund: its object for 'urge', else its subject."""
    governor = verb.head
    while governor.pos_ == "ADP" and governor.head != governor:
        governor = governor.head
    if governor.pos_ in {"NOUN", "PROPN", "ADJ"}:
        owners = [c for c in governor.children if c.dep_ in {"poss"}] + [
            h for p, h in find_preps(governor) if p in {"of", "by", "on", "to"}
        ]
        if owners or governor.dep_ not in {"dobj", "attr", "acomp", "oprd"}:
            return owners
        governor = governor.head
    if governor.pos_ not in {"VERB", "AUX"}:
        return []
    if lemma_of(governor) in _CONTROL:
        objects = [
            c for c in governor.children if c.dep_ in {"dobj", "dative", "nsubjpass"} and c.i != verb.i
        ]
        objects += [h for p, h in find_preps(governor) if p in {"on", "upon"}]
        if objects:
            return objects
    return find_subjects(governor, depth + 1)


def find_hidden(clause: Clause, verbs: "Container[str]") -> "list[tuple[Token, Token]]":
    """Return (verb, object) that the parse took for a compound noun: 'to cease fire and exchange prisoners'."""
    found: list[tuple[Token, Token]] = []
    for head in clause.objects:
        for noun in expand(head)[1:]:
            first = noun.left_edge
            bare = (
                first.dep_ == "compound" and first.head == noun and first.tag_ == "NN" and noun.tag_ == "NNS"
            )
            if bare and clause.head.tag_ == "VB" and first.lower_ in verbs:
                found.append((first, noun))
    return found


def _shared_objects(verb: "Token") -> "list[Token]":
    """Return the object that a verb shares with one coordinated to its right ('signed and ratified the treaty')."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.i - verb.i <= 4:
            return [c for c in child.children if c.dep_ == "dobj"]
    return []
