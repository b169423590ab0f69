"""How a predicate is meant: force, negation and who says so. One engine for all qualifiers.

From the predicate the engine walks up the sentence; every governor that the
codebook's qualify.yaml lists adds its effect (spoken by, agreed, proposed,
denied …), innermost first. What the effects come to is decided in one place.
"""

from typing import TYPE_CHECKING

from servanda.codebook import Codebook, Qualifier, keep
from servanda.read.clauses import Clause, build_clause, find_preps, lemma_of
from servanda.read.factuality.classes import words_of
from servanda.read.force import Effect, Qualified
from servanda.read.modality import find_condition, is_infinitive, is_marked, is_negated, read_modal
from servanda.read.stance import (
    is_cleft,
    is_content,
    is_parted,
    is_participle,
    is_planned,
    is_subjunctive,
    speaks_of_self,
)
from servanda.read.threats import is_threat

if TYPE_CHECKING:
    from servanda.text.parsed import Token

MOST_STEPS = 14
"""Governors above a predicate that are looked at."""
_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_SUBORDINATORS = frozenset(
    [
        "after", "before", "when", "while", "as", "since", "until", "because", "although", "though", "where",
        "whereas", "once",
    ]
)  # fmt: skip
"""What opens a clause that the governor's force does not reach."""
_FREE_PREPS = frozenset(
    ["at", "during", "after", "before", "following", "since", "despite", "amid", "until"]
)  # fmt: skip
"""Prepositions beyond which the governor's force does not reach: 'agreed at the meeting'."""
_UNREAL_MODALS = frozenset({"future", "must", "would"})
_LOOSE_NOUN_DEPS = frozenset({"compound", "amod", "poss", "det", "nmod"})
_EVERY_SCOPE = frozenset({"clause", "infinitive", "object", "of"})
_HEARD_THROUGH = frozenset({"speak", "accuse", "deny"})
"""Effects that reach a predicate however loosely it hangs."""
_LATER = frozenset({"future", "would"})
_PLANNING = frozenset({"agree", "schedule", "begin"})
_BY_ACCORD = frozenset({"under", "per", "pursuant"})

_Table = dict[str, list[Qualifier]]


@keep
def _tables(codebook: Codebook) -> tuple[_Table, _Table, _Table]:
    """Return the qualifiers by verb, noun and adjective."""
    verbs: _Table = {}
    nouns: _Table = {}
    adjectives: _Table = {}
    for rule in codebook.qualifiers.qualifiers:
        for table, words in ((verbs, rule.verb), (nouns, rule.noun), (adjectives, rule.adjective)):
            for word in words:
                table.setdefault(word, []).append(rule)
    return verbs, nouns, adjectives


class Qualify:
    """The engine: built once from a codebook's qualifiers."""

    def __init__(self, codebook: Codebook) -> None:
        self._verbs, self._nouns, self._adjectives = _tables(codebook)
        self._effects: dict[tuple[int, int], list[Qualifier]] = {}
        self._clauses: dict[tuple[int, int], Clause] = {}
        self._qualified: dict[tuple[int, int], Qualified] = {}
        self._words = words_of(codebook)
        self._lists = codebook.words
        self._condition = frozenset(codebook.qualifiers.condition) | {"if", "unless"}

    def effects_of_verb(self, verb: "Token") -> list[Qualifier]:
        """Return the qualifiers that a verb is, the longest form (with particle) first."""
        at = (id(verb.doc), verb.i)
        if at not in self._effects:
            keys = sorted(self.clause(verb).keys, key=lambda key: (-len(key), key))
            self._effects[at] = [rule for key in keys for rule in self._verbs.get(key, ())]
        return self._effects[at]

    def clause(self, verb: "Token") -> Clause:
        """Return the clause of a verb, built once a document."""
        at = (id(verb.doc), verb.i)
        if at not in self._clauses:
            self._clauses[at] = build_clause(verb)
        return self._clauses[at]

    def _rules_of(self, governor: "Token") -> list[Qualifier]:
        return self.effects_of_verb(governor) if governor.pos_ in _VERBAL else []

    def is_effect(self, verb: "Token", kind: str) -> bool:
        """Tell whether a verb is a qualifier of a kind."""
        return any(rule.effect == kind for rule in self.effects_of_verb(verb))

    def qualify(self, head: "Token") -> Qualified:
        """Return what qualifies a predicate, walked up once a document."""
        at = (id(head.doc), head.i)
        if at not in self._qualified:
            self._qualified[at] = self._walk(head)
        return self._qualified[at]

    def _walk(self, head: "Token") -> Qualified:
        """Walk up from a predicate and collect what qualifies it."""
        result = Qualified(negated=is_negated(head))
        if head.pos_ in _VERBAL:
            result.modal = read_modal(head)
            self._read_condition(head, result)
            result.binding = self._is_laid_down(head)
            result.alleged = any(self._words.has(c, "alleging") for c in head.children if c.dep_ == "advmod")
        elif head.pos_ == "NOUN":
            self._read_adjectives(head, result)
        current, tight = head, True
        for _ in range(MOST_STEPS):
            governor = current.head
            if governor == current or is_parted(current, governor):
                break
            if current.dep_ == "conj":
                if governor.pos_ in _VERBAL and current.pos_ in _VERBAL:
                    self._share_modal(current, governor, result)
            else:
                tight = self._step(current, result, tight)
                result.path.append(governor)
            current = governor
        self._read_parataxis(head, result)
        if is_threat(self._lists, head, result, bool(result.speakers)):
            top = result.speakers[0].governor if result.speakers else head
            result.effects.append(Effect("threaten", top, None, word=top.text))
        return result

    def _read_adjectives(self, noun: "Token", result: Qualified) -> None:
        """Note what stands before a nominal predicate: 'a planned withdrawal', 'the alleged raid'."""
        for child in noun.children:
            if child.dep_ == "amod":
                result.alleged |= self._words.has(child, "alleging")
                for rule in self._adjectives.get(child.lower_, ())[:1]:
                    if rule.effect == "schedule":
                        result.effects.append(Effect(rule.effect, child, None, rule.negated, child.text))

    def _is_laid_down(self, verb: "Token") -> bool:
        """Tell whether an accord says what a verb says: 'shall', 'under the accord'."""
        return any(
            (c.lower_ == "shall" and c.dep_ == "aux")
            or (
                c.dep_ == "prep"
                and c.lower_ in _BY_ACCORD
                and any(
                    rule.effect == "agree" for n in c.children for rule in self._nouns.get(lemma_of(n), ())
                )
            )
            for c in verb.children
        )

    def _read_condition(self, verb: "Token", result: Qualified) -> None:
        """Note an if-clause that hangs on a verb."""
        result.condition = find_condition(verb, self._condition) or result.condition

    def _share_modal(self, current: "Token", governor: "Token", result: Qualified) -> None:
        """Lend 'will' and 'if' of the first of two coordinated verbs to the second where it has none."""
        own = any(c.dep_ in {"aux", "nsubj", "nsubjpass"} for c in current.children)
        if not own and result.modal is None:
            result.modal = read_modal(governor)
        if result.condition is None:
            self._read_condition(governor, result)

    # -- one step up ----------------------------------------------------------------------

    def _step(self, current: "Token", result: Qualified, tight: bool) -> bool:
        """Apply what the governor does to what hangs below it; return whether force still reaches further up."""
        governor, dep = current.head, current.dep_
        if self._is_unreal(current, result):
            result.hypothetical = True
        if dep in {"relcl", "acl"} and is_content(current) and self._is_noun_effect(governor):
            self._apply_noun(current, result, tight)
            return tight
        if dep in {"relcl", "appos"} or self._is_modifier(current):
            return tight and is_cleft(current)
        if (governor.pos_ == "ADP" or governor.dep_ == "prep") and governor.lower_ in _FREE_PREPS:
            return False
        if dep == "advcl" and not is_infinitive(current):
            if is_marked(current, _SUBORDINATORS) or is_participle(current):
                return False
            self._apply_verb(current, result, tight, "clause")
        elif governor.pos_ in _VERBAL:
            self._apply_verb(current, result, tight, _scope_of(current))
        elif governor.pos_ in _NOMINAL:
            self._apply_noun(current, result, tight)
        elif governor.pos_ == "ADJ" and tight:
            self._apply_adjective(governor, result)
        return tight

    def _apply_complement(self, copula: "Token", result: Qualified) -> None:
        """Apply the adjective beside 'be' that the infinitive belongs to: 'it is important to release them'."""
        for child in copula.children:
            if child.dep_ == "acomp":
                self._apply_adjective(child, result)

    def _apply_adjective(self, adjective: "Token", result: Qualified) -> None:
        for rule in self._adjectives.get(lemma_of(adjective), ()):
            result.effects.append(Effect(rule.effect, adjective, None, rule.negated, adjective.text))
            result.negated ^= rule.negated

    def _is_unreal(self, current: "Token", result: Qualified) -> bool:
        """Tell whether a clause speaks of what need not happen: an if-clause, 'after they have', a mere purpose."""
        governor, dep = current.head, current.dep_
        if dep == "advcl" and is_marked(current, self._condition):
            return True
        if dep == "advcl" and is_marked(current, _SUBORDINATORS) and read_modal(governor) in _UNREAL_MODALS:
            return True
        if result.effects or result.modal is not None or not is_infinitive(current):
            return False
        if dep == "advcl":
            return all(r.effect == "speak" for r in self._rules_of(governor))
        return dep == "relcl" or (dep == "acl" and not self._is_noun_effect(governor))

    def _is_modifier(self, current: "Token") -> bool:
        """Tell whether a participle only describes a noun that is no qualifier."""
        return (
            current.dep_ == "acl"
            and current.tag_ != "VB"
            and current.head.pos_ in _NOMINAL
            and ((current.tag_ == "VBN" and is_participle(current)) or not self._is_noun_effect(current.head))
        )

    def _is_noun_effect(self, noun: "Token") -> bool:
        return lemma_of(noun) in self._nouns

    def _apply_verb(self, current: "Token", result: Qualified, tight: bool, scope: str) -> None:
        """Apply the first rule of a governing verb that reaches what hangs below it, else what the verb lends."""
        governor = current.head
        rules = self.effects_of_verb(governor)
        clause = self.clause(governor)
        if scope == "infinitive" and current.dep_ == "advcl" and not any(r.effect != "speak" for r in rules):
            rules = []
        if current.dep_ in {"nsubj", "nsubjpass"}:
            scope = "object" if clause.passive or current.dep_ == "nsubjpass" else "subject"
        rule = next((r for r in rules if _fits(r, scope) and (tight or r.effect in _HEARD_THROUGH)), None)
        if rule is not None:
            result.effects.append(Effect(rule.effect, governor, clause, rule.negated, governor.text))
        if rule is None and scope == "clause" and lemma_of(governor) == "accept" and result.modal in _LATER:
            result.effects.append(Effect("agree", governor, clause, word=governor.text))
        if tight and rule is not None:
            self._turn(rule, rules, governor, result)
        elif tight and scope == "infinitive" and governor.lemma_ == "be":
            self._apply_complement(governor, result)
            self._support(governor, result)
        elif tight and scope != "clause":
            self._support(governor, result, current)
            if self._words.has(governor, "abandon") and is_planned(current, result):
                result.negated = not result.negated
        if tight and result.modal is None and any(r.effect == "begin" for r in rules):
            result.modal = read_modal(governor)
        if rule is not None and rule.effect == "speak" and scope == "clause":
            self._read_stance(current, governor, result)
        self._read_according(governor, result)

    def _read_stance(self, current: "Token", governor: "Token", result: Qualified) -> None:
        """Note a claim about others ('claimed that the rebels had …') and a warning of one's own deed ('warned it would …')."""
        own = speaks_of_self(current)
        if own and self._words.has(governor, "threat") and read_modal(current) in {"would", "future"}:
            result.effects.append(Effect("threaten", governor, self.clause(governor), word=governor.text))
        if not own and is_subjunctive(current):
            result.effects.append(Effect("propose", governor, None, word=governor.text))
        result.alleged |= not own and self._words.has(governor, "alleging")

    def _turn(self, rule: Qualifier, rules: list[Qualifier], governor: "Token", result: Qualified) -> None:
        """Turn negation as a verb's rule says, and take over the duty and the condition of a plan."""
        called_for = rule.effect == "deny" and any(e.kind == "propose" for e in result.effects[:-1])
        if (rule.negated or rule.effect == "deny") and not called_for:
            result.negated = not result.negated
        if rule.effect != "speak" and is_negated(governor):
            result.negated = not result.negated
        if rules[0].effect in _PLANNING:
            self._read_condition(governor, result)
            modal = read_modal(governor)
            if modal in {"must", "may"} and result.modal is None:
                result.modal = modal

    def _support(self, governor: "Token", result: Qualified, below: "Token | None" = None) -> None:
        """Take over modal, negation and condition of a verb that carries a nominal predicate ('will hold talks')."""
        if is_negated(governor, below):
            result.negated = not result.negated
        if result.modal is None:
            result.modal = read_modal(governor)
        self._read_condition(governor, result)

    def _apply_noun(self, current: "Token", result: Qualified, tight: bool) -> None:
        """Apply the first rule of a governing noun: 'the proposal to withdraw'."""
        governor = current.head
        if not tight or current.dep_ in _LOOSE_NOUN_DEPS:
            return
        for rule in self._nouns.get(lemma_of(governor), ())[:1]:
            result.effects.append(Effect(rule.effect, governor, None, rule.negated, governor.text))
            result.negated ^= rule.negated
            if is_negated(governor):
                result.negated = not result.negated

    # -- speakers beside the sentence --------------------------------------------------------

    def _read_parataxis(self, head: "Token", result: Qualified) -> None:
        """Add a speaker who stands beside the sentence: 'X, Y said', 'according to Y'."""
        top = head
        while top.head != top and top.dep_ not in {"ROOT"}:
            top = top.head
        for child in top.children:
            if (
                child.dep_ in {"parataxis", "ccomp"}
                and child.pos_ == "VERB"
                and head not in list(child.subtree)
            ):
                rules = self.effects_of_verb(child)
                content = any(c.dep_ in {"ccomp", "xcomp", "dobj"} for c in child.children)
                if (
                    rules
                    and rules[0].effect == "speak"
                    and not content
                    and not any(e.governor == child for e in result.effects)
                ):
                    result.effects.append(Effect("speak", child, self.clause(child), word=child.text))
        for token in (head, top):
            self._read_according(token, result)

    def _read_according(self, token: "Token", result: Qualified) -> None:
        """Add the speaker of 'according to X' that hangs on a token."""
        for child in token.children:
            if child.lower_ == "according" and not any(e.governor == child for e in result.effects):
                clause = Clause(head=child, lemma="according")
                clause.subjects = [h for p, h in find_preps(child) if p == "to"] or [
                    h for p, h in find_preps(token) if p in {"according to"}
                ]
                result.effects.append(Effect("according", child, clause, word="according to"))


def _scope_of(current: "Token") -> str:
    if current.dep_ == "xcomp" or is_infinitive(current):
        return "infinitive"
    return "clause" if current.dep_ in {"ccomp", "csubj", "csubjpass"} else "object"


def _fits(rule: Qualifier, scope: str) -> bool:
    """Tell whether a rule reaches what hangs on its verb in this way."""
    reach = set(rule.scope) or _EVERY_SCOPE
    return (
        scope in reach
        or (scope == "object" and "of" in reach)
        or (scope == "clause" and rule.effect == "speak")
    )
