"""How a predicate is meant: force, negation and who says so. One engine for all qualifiers.

From the predicate the engine walks up the sentence; every governor that the
codebook's qualify.yaml lists adds its effect (spoken by, agreed, proposed,
denied …), innermost first. What the effects come to is decided in one place.
"""

from typing import TYPE_CHECKING

from servanda.codebook import Codebook, Qualifier
from servanda.read.clauses import Clause, find_preps, lemma_of
from servanda.read.factuality.classes import words_of
from servanda.read.force import Effect, Qualified
from servanda.read.modality import find_condition, is_infinitive, is_marked, is_negated, read_modal
from servanda.read.reach import (
    find_gap,
    find_rule_noun,
    find_wish,
    is_answer,
    is_declined,
    is_for_infinitive,
    is_gapped,
    is_in_return,
    is_joined,
    is_looked_into,
    is_meant_for,
    is_pending,
    is_resumed,
)
from servanda.read.rulings import Rulings, find_scope, fits
from servanda.read.stance import (
    is_cleft,
    is_content,
    is_hearsay,
    is_parted,
    is_participle,
    is_planned,
    is_subjunctive,
    speaks_of_self,
)
from servanda.read.supposed import is_among_first
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
_HEARD_THROUGH = frozenset({"speak", "accuse", "deny"})
"""Effects that reach a predicate however loosely it hangs."""
_LATER = frozenset({"future", "would"})
_PLANNING = frozenset({"agree", "schedule", "begin"})


class Qualify(Rulings):
    """The engine: built once from a codebook's qualifiers."""

    def __init__(self, codebook: Codebook) -> None:
        super().__init__(codebook)
        self._qualified: dict[tuple[int, int], Qualified] = {}
        self._words = words_of(codebook)
        self._lists = codebook.words
        self._condition = frozenset(codebook.qualifiers.condition) | {"if", "unless"}

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
            result.binding = self.is_laid_down(head)
            if result.binding and result.modal is None and head.tag_ in {"VBZ", "VBP"}:
                result.modal = "future"
            result.alleged = any(self._words.has(c, "alleging") for c in head.children if c.dep_ == "advmod")
        elif head.pos_ == "NOUN":
            self._read_adjectives(head, result)
        current, tight = head, True
        kept: tuple[bool, str | None, Token | None] | None = None
        for _ in range(MOST_STEPS):
            governor = current.head
            if governor == current or (is_parted(current, governor) and not find_gap(current)):
                break
            if is_resumed(current, self._lists["act-of-speech"]):
                break
            if current.dep_ == "parataxis" and kept is None:
                kept = (result.negated, result.modal, result.condition)
            if current.dep_ == "conj" or is_joined(current):
                if is_gapped(current, governor):
                    self.lend_duty(governor, result)
                    self._apply_verb(current, result, tight, "infinitive")
                elif governor.pos_ in _VERBAL and current.pos_ in _VERBAL:
                    self._share_modal(current, governor, result)
            elif (shared := find_gap(current)) is not None:
                self._apply_verb(current, result, tight, "infinitive", shared)
                governor = shared
            else:
                tight = self._step(current, result, tight)
                result.path.append(governor)
            current = governor
        if is_in_return(head) and result.modal in {"would", "future"} and not result.has("agree"):
            result.condition = result.condition or head
        if is_declined(head, self._lists["declining"]) and not result.has("speak", "according"):
            result.modal = None
        if kept is not None:
            result.negated, result.modal, result.condition = kept
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
                for rule in self.adjectives.get(child.lower_, ())[:1]:
                    if rule.effect == "schedule":
                        result.effects.append(Effect(rule.effect, child, None, rule.negated, child.text))

    def _read_condition(self, verb: "Token", result: Qualified) -> None:
        """Note an if-clause that hangs on a verb."""
        result.condition = find_condition(verb, self._condition) or result.condition

    def _read_proviso(self, verb: "Token", result: Qualified) -> None:
        """Note an if-clause that follows an inserted 'X said' and belongs to what is said."""
        found = find_condition(verb, self._condition)
        if found is not None and found.i > verb.i and not found.doc[found.left_edge.i - 1].is_quote:
            result.condition = found

    def _share_modal(self, current: "Token", governor: "Token", result: Qualified) -> None:
        """Lend 'will' and 'if' of the first of two coordinated verbs to the second where it has none."""
        own = any(c.dep_ in {"aux", "nsubj", "nsubjpass"} for c in current.children)
        if not own and result.modal is None:
            result.modal = read_modal(governor)
            result.binding |= self.is_laid_down(governor)
        if result.condition is None:
            self._read_condition(governor, result)

    # -- one step up ----------------------------------------------------------------------

    def _step(self, current: "Token", result: Qualified, tight: bool) -> bool:
        """Apply what the governor does to what hangs below it; return whether force still reaches further up."""
        governor, dep = current.head, current.dep_
        if self._is_unreal(current, result):
            result.hypothetical = True
        if dep in {"relcl", "acl"} and is_content(current) and self.is_noun_effect(governor):
            self._apply_noun(current, result, tight)
            return tight
        if is_meant_for(current) and self.is_effect(governor.head, "propose"):
            return tight
        if (noun := find_rule_noun(current)) is not None and read_modal(current) in _UNREAL_MODALS:
            return tight and self.is_offered(noun)
        if dep in {"relcl", "appos"} or self.is_modifier(current):
            return tight and is_cleft(current)
        if is_answer(governor, self._lists["answer"]) or is_looked_into(current, self._lists["inquiry"]):
            return False
        if (governor.pos_ == "ADP" or governor.dep_ == "prep") and governor.lower_ in _FREE_PREPS:
            return False
        if dep == "advcl" and not is_infinitive(current):
            if is_marked(current, _SUBORDINATORS) or is_participle(current):
                return False
            self._apply_verb(current, result, tight, "clause")
        elif governor.pos_ in _VERBAL:
            self._apply_verb(current, result, tight, find_scope(current))
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
        for rule in self.adjectives.get(lemma_of(adjective), ()):
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
            if (
                lemma_of(governor) in self._lists["contacting"]
                and lemma_of(current) in self._lists["wording"]
            ):
                return False
            return all(r.effect == "speak" for r in self.rules_of(governor))
        if is_among_first(current):
            return False
        return dep == "relcl" or (dep == "acl" and not self.is_noun_effect(governor))

    def _apply_verb(
        self, current: "Token", result: Qualified, tight: bool, scope: str, shared: "Token | None" = None
    ) -> None:
        """Apply the first rule of a governing verb that reaches what hangs below it, else what the verb lends."""
        governor = shared or current.head
        wish = find_wish(governor) if scope == "clause" else None
        rules = self.effects_of_verb(wish or governor)
        if is_for_infinitive(current):
            rules = self.verbs.get(f"{lemma_of(governor)} for") or rules
        clause = self.clause(governor)
        if scope == "infinitive" and current.dep_ == "advcl" and not any(r.effect != "speak" for r in rules):
            rules = []
        if current.dep_ in {"nsubj", "nsubjpass"}:
            scope = "object" if clause.passive or current.dep_ == "nsubjpass" else "subject"
        rule = next((r for r in rules if fits(r, scope) and (tight or r.effect in _HEARD_THROUGH)), None)
        if rule is not None:
            result.effects.append(Effect(rule.effect, governor, clause, rule.negated, governor.text))
            if rule.effect == "possible":
                self._weigh(governor, result)
        if tight and scope == "subject" and is_pending(governor, self._lists["pending"]):
            result.effects.append(Effect("propose", governor, None, word=governor.text))
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
            if current.i < governor.i:
                self._read_proviso(governor, result)
        if (
            rule is not None
            and rule.effect == "speak"
            and is_hearsay(governor, scope, self._lists["hearsay-verb"])
        ):
            result.alleged = True
        self._read_according(governor, result)

    def _weigh(self, governor: "Token", result: Qualified) -> None:
        """Tell what is hoped for or talked about from what is feared or doubted, whatever its modal."""
        if result.modal == "may" and lemma_of(governor) in self._lists["wishing"]:
            result.modal = None
        elif result.modal in {"future", "would"} and lemma_of(governor) in self._lists["fearing"]:
            result.modal = "may"

    def _read_stance(self, current: "Token", governor: "Token", result: Qualified) -> None:
        """Note a claim about others ('claimed that the rebels had …') and a warning of one's own deed ('warned it would …')."""
        own = speaks_of_self(current, governor, self._lists["institutions"])
        if own and self._words.has(governor, "threat") and read_modal(current) in {"would", "future"}:
            result.effects.append(Effect("threaten", governor, self.clause(governor), word=governor.text))
        going = current.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in current.children)
        if own and going and lemma_of(governor) == "announce":
            result.effects.append(Effect("schedule", governor, None, word=governor.text))
        if not own and is_subjunctive(current):
            result.effects.append(Effect("propose", governor, None, word=governor.text))
        result.alleged |= not own and self._words.has(governor, "alleging")

    def _turn(self, rule: Qualifier, rules: list[Qualifier], governor: "Token", result: Qualified) -> None:
        """Turn negation as a verb's rule says, and take over the duty and the condition of a plan."""
        called_for = rule.effect == "deny" and any(e.kind == "propose" for e in result.effects[:-1])
        unsaid = rule.effect == "refuse" and any(e.kind == "speak" and e.clause for e in result.effects[:-1])
        if unsaid:
            return
        if (rule.negated or rule.effect == "deny") and not called_for:
            result.negated = not result.negated
        if rule.effect != "speak" and is_negated(governor):
            result.negated = not result.negated
            if rule.effect == "refuse" and lemma_of(governor) == "rule":
                result.modal = "may"
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
        for rule in self.nouns.get(lemma_of(governor), ())[:1]:
            result.effects.append(Effect(rule.effect, governor, None, rule.negated, governor.text))
            result.negated ^= rule.negated
            owned = any(c.dep_ == "poss" or c.lower_ in {"by", "from"} for c in governor.children)
            if rule.effect == "speak" and lemma_of(governor) in self._lists["rumour"] and not owned:
                result.alleged = True
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
                    if child.i > head.i:
                        self._read_proviso(child, result)
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
