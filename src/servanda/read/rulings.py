"""The qualifiers that words are, by the codebook: of verbs with their particles, of nouns, of adjectives, of accords."""

from typing import TYPE_CHECKING

from servanda.codebook import Codebook, Qualifier
from servanda.read.clauses import Clause, build_clause, lemma_of
from servanda.read.force import Qualified
from servanda.read.modality import is_infinitive
from servanda.read.reach import find_rule_noun
from servanda.read.stance import is_participle

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_NOMINAL = frozenset({"NOUN", "PROPN"})
_VERBAL = frozenset({"VERB", "AUX"})
_EVERY_SCOPE = frozenset({"clause", "infinitive", "object", "of"})
_BY_ACCORD = frozenset({"under", "per", "pursuant"})

_Table = dict[str, list[Qualifier]]
_TABLES: dict[int, tuple[_Table, _Table, _Table]] = {}


def _tables(codebook: Codebook) -> tuple[_Table, _Table, _Table]:
    """Return the qualifiers by verb, noun and adjective, built once per codebook."""
    key = id(codebook)
    if key not in _TABLES:
        verbs: _Table = {}
        nouns: _Table = {}
        adjectives: _Table = {}
        for rule in codebook.qualifiers.qualifiers:
            for table, words in ((verbs, rule.verb), (nouns, rule.noun), (adjectives, rule.adjective)):
                for word in words:
                    table.setdefault(word, []).append(rule)
        _TABLES[key] = (verbs, nouns, adjectives)
    return _TABLES[key]


class Rulings:
    """The codebook's qualifiers, asked by word; clauses and answers are kept for a document."""

    def __init__(self, codebook: Codebook) -> None:
        self.verbs, self.nouns, self.adjectives = _tables(codebook)
        self._accords = codebook.words["accord-text"] | codebook.words["truce"]
        self._effects: dict[tuple[int, int], list[Qualifier]] = {}
        self._clauses: dict[tuple[int, int], Clause] = {}

    def effects_of_verb(self, verb: "Token") -> list[Qualifier]:
        """Return the qualifiers that a verb is, the longest form (with particle) first."""
        at = (id(verb.doc), verb.i)
        if at not in self._effects:
            keys = sorted(self.clause(verb).keys, key=lambda key: (-len(key), key))
            self._effects[at] = [rule for key in keys for rule in self.verbs.get(key, ())]
        return self._effects[at]

    def clause(self, verb: "Token") -> Clause:
        """Return the clause of a verb, built once a document."""
        at = (id(verb.doc), verb.i)
        if at not in self._clauses:
            self._clauses[at] = build_clause(verb)
        return self._clauses[at]

    def rules_of(self, governor: "Token") -> list[Qualifier]:
        """Return the qualifiers that a governor is as a verb."""
        return self.effects_of_verb(governor) if governor.pos_ in _VERBAL else []

    def is_effect(self, verb: "Token", kind: str) -> bool:
        """Tell whether a verb is a qualifier of a kind."""
        return any(rule.effect == kind for rule in self.effects_of_verb(verb))

    def is_laid_down(self, verb: "Token") -> bool:
        """Tell whether an accord says what a verb says: 'shall', 'under the accord', 'an accord under which'."""
        noun = find_rule_noun(verb)
        if noun is not None and self.is_agreed(noun):
            return True
        carrier = verb.head if verb.dep_ == "xcomp" and lemma_of(verb.head) == "be" else verb
        own = any(c.dep_ == "nsubj" and c.lower_ in {"i", "we"} for c in verb.children)
        opening = verb.doc[verb.sent.start]
        return any(
            (c.lower_ == "shall" and c.dep_ == "aux" and not own)
            or (c.dep_ == "prep" and c.lower_ in _BY_ACCORD and any(self.is_agreed(n) for n in c.children))
            for c in (*verb.children, *carrier.children, opening)
        )

    def is_agreed(self, noun: "Token") -> bool:
        """Tell whether a noun is of what is undertaken: an accord, a pledge."""
        lemma = lemma_of(noun)
        return lemma in self._accords or any(rule.effect == "agree" for rule in self.nouns.get(lemma, ()))

    def is_offered(self, noun: "Token") -> bool:
        """Tell whether an arrangement is only proposed: 'proposed an exchange in which each would free …'."""
        rules = self.effects_of_verb(noun.head) if noun.head.pos_ == "VERB" and noun.dep_ == "dobj" else []
        return any(rule.effect == "propose" for rule in (*rules, *self.nouns.get(lemma_of(noun), ())))

    def is_noun_effect(self, noun: "Token") -> bool:
        """Tell whether a noun is a qualifier."""
        return lemma_of(noun) in self.nouns

    def lend_duty(self, copula: "Token", result: Qualified) -> None:
        """Lend 'were to' to the second of two infinitives: 'the army was to leave and the rebels to disarm'."""
        if result.modal is None and lemma_of(copula) == "be":
            result.modal = "future"
            result.binding |= self.is_laid_down(copula)

    def is_modifier(self, current: "Token") -> bool:
        """Tell whether a participle only describes a noun that is no qualifier."""
        return (
            current.dep_ == "acl"
            and current.tag_ != "VB"
            and current.head.pos_ in _NOMINAL
            and ((current.tag_ == "VBN" and is_participle(current)) or not self.is_noun_effect(current.head))
        )


def find_scope(current: "Token") -> str:
    """Return how a word hangs on its governor: infinitive, clause or object."""
    if current.dep_ == "xcomp" or is_infinitive(current):
        return "infinitive"
    return "clause" if current.dep_ in {"ccomp", "csubj", "csubjpass"} else "object"


def fits(rule: Qualifier, scope: str) -> bool:
    """Tell whether a rule reaches what hangs on its verb in this way."""
    reach = set(rule.scope) or _EVERY_SCOPE
    return (
        scope in reach
        or (scope == "object" and "of" in reach)
        or (scope == "clause" and rule.effect == "speak")
    )
