"""How a predicate is meant: force, negation and who says so. One engine for all qualifiers.

From the predicate the engine walks up the sentence; every governor that the
codebook's qualify.yaml lists adds its effect (spoken by, agreed, proposed,
denied …), innermost first. What the effects come to is decided in one place.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servanda.codebook import Codebook, Qualifier
from servanda.model.kinds import Force
from servanda.read.clauses import Clause, build_clause, expand, find_preps, lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MUST = frozenset({"must", "should", "ought"})
_MAY = frozenset({"may", "might", "could", "can"})
_PURPOSE_VERBS = frozenset({"VB"})
_LOOSE = frozenset({"relcl", "acl", "advcl", "appos", "parataxis"})
_SUBORDINATE_FREE = frozenset(
    {
        "after",
        "before",
        "when",
        "while",
        "as",
        "since",
        "until",
        "because",
        "although",
        "though",
        "where",
        "whereas",
        "once",
    }
)


@dataclass(slots=True)
class Effect:
    """One qualifier at work: its effect, the governor's clause, and the word itself."""

    kind: str
    governor: "Token"
    clause: Clause | None
    negated: bool = False
    word: str = ""


@dataclass(slots=True)
class Qualified:
    """How a predicate is meant. effects: innermost first. condition: head of the if-clause."""

    effects: list[Effect] = field(default_factory=list)
    negated: bool = False
    modal: str | None = None
    condition: "Token | None" = None
    hypothetical: bool = False
    path: "list[Token]" = field(default_factory=list)

    @property
    def force(self) -> Force:
        """Return what the effects come to: the outermost call, threat or condition wins over a promise within."""
        force: Force | None = None
        if self.modal in {"future", "would"}:
            force = "scheduled"
        elif self.modal == "must":
            force = "proposed"
        elif self.modal == "may":
            force = "conditional"
        for effect in self.effects:
            if effect.kind == "agree":
                force = "agreed" if force in {None, "scheduled"} else force
            elif effect.kind == "schedule":
                force = force or "scheduled"
            elif effect.kind in {"propose", "possible"}:
                force = "proposed" if effect.kind == "propose" or force is None else force
            elif effect.kind == "threaten":
                force = "threatened"
            elif effect.kind in {"accuse", "deny"}:
                force = force or "alleged"
        if self.condition is not None and force != "threatened":
            force = "conditional"
        return force or "asserted"

    def has(self, *kinds: str) -> Effect | None:
        """Return the innermost effect of one of the kinds, or None."""
        return next((e for e in self.effects if e.kind in kinds), None)

    @property
    def speakers(self) -> list[Effect]:
        """Return the effects that bring a speaker, outermost first."""
        return [e for e in reversed(self.effects) if e.kind in {"speak", "accuse", "deny", "according"}]


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


class Qualify:
    """The engine: built once from a codebook's qualifiers."""

    def __init__(self, codebook: Codebook) -> None:
        rules = codebook.qualifiers
        self._verbs, self._nouns, self._adjectives = _tables(codebook)
        self._effects: dict[tuple[int, int], list[Qualifier]] = {}
        self._clauses: dict[tuple[int, int], Clause] = {}
        self._qualified: dict[tuple[int, int], Qualified] = {}
        self._condition = frozenset(rules.condition) | {"if", "unless"}
        self._negation = frozenset(rules.negation)

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
        return self.effects_of_verb(governor) if governor.pos_ in {"VERB", "AUX"} else []

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
        result = Qualified()
        self._read_own(head, result)
        current, tight = head, True
        for _ in range(14):
            governor = current.head
            if governor == current:
                break
            dep = current.dep_
            if dep == "conj":
                if governor.pos_ in {"VERB", "AUX"} and current.pos_ in {"VERB", "AUX"}:
                    self._share_modal(current, governor, result)
                current = governor
                continue
            tight = self._step(current, governor, dep, result, tight)
            result.path.append(governor)
            current = governor
        self._read_parataxis(head, result)
        return result

    # -- the predicate's own marks -----------------------------------------------------------

    def _read_own(self, head: "Token", result: Qualified) -> None:
        """Read negation, modal and condition on the predicate itself."""
        if self.is_negated(head):
            result.negated = not result.negated
        if head.pos_ in {"VERB", "AUX"}:
            result.modal = read_modal(head)
            self._read_condition(head, result)

    def is_negated(self, token: "Token") -> bool:
        """Tell whether 'not', 'never', 'no' or 'without' stands on a verb or noun."""
        for child in token.children:
            if child.dep_ == "neg" or child.lower_ in {"never", "n't"}:
                return True
            if child.dep_ == "det" and child.lower_ in {"no", "neither"}:
                return True
        if token.dep_ == "pcomp" and token.head.lower_ == "without":
            return True
        if token.pos_ in {"VERB", "AUX"}:
            return any(_is_nobody(c) for c in token.children if c.dep_ in {"nsubj", "nsubjpass"})
        return False

    def _read_condition(self, head: "Token", result: Qualified) -> None:
        """Note an if-clause that hangs on the predicate."""
        for child in head.children:
            if child.dep_ == "advcl" and child != head:
                mark = next(
                    (
                        c
                        for c in child.children
                        if c.dep_ in {"mark", "advmod"} and c.lower_ in self._condition
                    ),
                    None,
                )
                inverted = child.i < head.i and any(
                    c.dep_ == "aux" and c.lower_ in {"should", "had", "were"} and c.i == child.left_edge.i
                    for c in child.children
                )
                if mark is not None or inverted:
                    result.condition = child
            elif (child.dep_ == "prep" and child.lower_ in {"if", "unless", "provided"}) or (
                child.dep_ == "prep"
                and child.lower_ == "on"
                and any(c.lower_ == "condition" for c in child.children)
            ):
                result.condition = child

    def _share_modal(self, current: "Token", governor: "Token", result: Qualified) -> None:
        """Lend 'will' and 'not' of the first of two coordinated verbs to the second where it has none."""
        own = any(c.dep_ in {"aux", "nsubj", "nsubjpass"} for c in current.children)
        if not own and result.modal is None:
            result.modal = read_modal(governor)
        if result.condition is None:
            self._read_condition(governor, result)

    # -- one step up ----------------------------------------------------------------------

    def _step(self, current: "Token", governor: "Token", dep: str, result: Qualified, tight: bool) -> bool:
        """Apply what the governor does to what hangs below it; return whether force still reaches further up."""
        mark = next(
            (
                c.lower_
                for c in current.children
                if c.dep_ in {"mark", "advmod"} and c.lower_ in self._condition
            ),
            None,
        )
        if dep == "advcl" and mark is not None:
            result.hypothetical = True
        if (
            dep == "advcl"
            and self._has_subordinator(current)
            and read_modal(governor) in {"future", "must", "would"}
        ):
            result.hypothetical = True
        if (
            self._is_infinitive(current)
            and not result.effects
            and result.modal is None
            and dep in {"advcl", "acl", "relcl"}
        ):
            noun = dep == "acl" and self._noun_effect(governor, dep)
            verb = dep == "advcl" and any(r.effect != "speak" for r in self._rules_of(governor))
            if not noun and not verb:
                result.hypothetical = True
        if dep in {"relcl", "appos"} or (
            dep == "acl"
            and current.tag_ != "VB"
            and governor.pos_ in {"NOUN", "PROPN"}
            and not self._noun_effect(governor, "acl")
        ):
            return False
        if dep == "advcl" and not self._is_infinitive(current):
            return (
                False
                if self._has_subordinator(current)
                else self._clause_governor(current, governor, result, tight, "clause")
            )
        if governor.pos_ in {"VERB", "AUX"}:
            return self._clause_governor(current, governor, result, tight, self._scope(current, dep))
        if governor.pos_ in {"NOUN", "PROPN"}:
            self._noun_governor(current, governor, result, tight)
            return tight
        if governor.pos_ == "ADP" and governor.lower_ in {
            "at",
            "during",
            "after",
            "before",
            "following",
            "since",
            "despite",
            "amid",
            "until",
        }:
            return False
        if governor.pos_ == "ADJ":
            for rule in self._adjectives.get(lemma_of(governor), ()):
                if tight:
                    result.effects.append(Effect(rule.effect, governor, None, rule.negated, governor.text))
                    result.negated ^= rule.negated
            return tight
        return tight

    def _scope(self, current: "Token", dep: str) -> str:
        if dep in {"xcomp"} or self._is_infinitive(current):
            return "infinitive"
        if dep in {"ccomp", "csubj", "csubjpass"}:
            return "clause"
        return "object"

    def _is_infinitive(self, token: "Token") -> bool:
        return token.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)

    def _has_subordinator(self, token: "Token") -> bool:
        return any(c.dep_ in {"mark", "advmod"} and c.lower_ in _SUBORDINATE_FREE for c in token.children)

    def _clause_governor(
        self, current: "Token", governor: "Token", result: Qualified, tight: bool, scope: str
    ) -> bool:
        rules = self.effects_of_verb(governor)
        clause = self.clause(governor)
        if scope == "infinitive" and current.dep_ == "advcl" and not any(r.effect != "speak" for r in rules):
            rules = []
        if current.dep_ in {"nsubj", "nsubjpass"}:
            scope = "object" if clause.passive or current.dep_ == "nsubjpass" else "subject"
        applied = False
        seen: set[str] = set()
        for rule in rules:
            reach = set(rule.scope) or {"clause", "infinitive", "object", "of"}
            fits = (
                scope in reach
                or (scope == "object" and "of" in reach)
                or (
                    rule.effect == "speak"
                    and scope in {"clause", "object"}
                    and not (scope == "object" and "object" not in reach)
                )
            )
            if not fits or rule.effect in seen or applied:
                continue
            speaking = rule.effect in {"speak", "accuse", "deny"}
            if speaking or tight:
                seen.add(rule.effect)
                applied = True
                result.effects.append(Effect(rule.effect, governor, clause, rule.negated, governor.text))
                if tight and (rule.negated or rule.effect == "deny"):
                    result.negated = not result.negated
                if tight and rule.effect != "speak" and self.is_negated(governor):
                    result.negated = not result.negated
        if tight and not applied and scope == "infinitive":
            if self.is_negated(governor):
                result.negated = not result.negated
            if result.modal is None:
                result.modal = read_modal(governor)
            self._read_condition(governor, result)
        elif tight and applied and rules and rules[0].effect in {"agree", "schedule", "begin"}:
            self._read_condition(governor, result)
            modal = read_modal(governor)
            if modal in {"must", "may"} and result.modal is None:
                result.modal = modal
        if any(r.effect == "begin" for r in rules) and tight and result.modal is None:
            result.modal = read_modal(governor)
        if tight and scope in {"object", "subject"} and not applied:
            self._support(governor, result)
        self._read_according(governor, result)
        return tight and scope != "subject_free"

    def _support(self, governor: "Token", result: Qualified) -> None:
        """Take over modal, negation and condition of a verb that carries a nominal predicate ('will hold talks')."""
        if self.is_negated(governor):
            result.negated = not result.negated
        if result.modal is None:
            result.modal = read_modal(governor)
        self._read_condition(governor, result)

    def _noun_effect(self, noun: "Token", how: str) -> bool:
        return lemma_of(noun) in self._nouns

    def _noun_governor(self, current: "Token", governor: "Token", result: Qualified, tight: bool) -> None:
        if not tight or current.dep_ in {"compound", "amod", "poss", "det", "nmod"}:
            return
        for rule in self._nouns.get(lemma_of(governor), ())[:1]:
            result.effects.append(Effect(rule.effect, governor, None, rule.negated, governor.text))
            result.negated ^= rule.negated
            if self.is_negated(governor):
                result.negated = not result.negated

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


def _is_nobody(subject: "Token") -> bool:
    """Tell whether a subject denies: 'nothing', 'nobody', 'no date', 'neither side', 'none of the', 'neither X nor Y'."""
    if subject.lower_ in {"nothing", "nobody", "none", "neither", "no-one"}:
        return True
    return any(
        c.lower_ in {"no", "neither", "none"} and c.dep_ in {"det", "preconj", "cc", "predet", "advmod"}
        for c in subject.children
    )


def read_modal(verb: "Token") -> str | None:
    """Return the modality of a verb's auxiliaries: future, must, may, would, or None."""
    for child in verb.children:
        if child.dep_ in {"aux", "auxpass"} and child.i < verb.i:
            word = child.lower_
            if word in _FUTURE:
                return "future"
            if word in _MUST:
                return "must"
            if word in _MAY:
                return "may"
            if word == "would":
                return "would"
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "have" and any(c.lower_ == "to" for c in verb.children):
        return "must"
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and any(c.lower_ == "to" for c in verb.children):
        return "future"
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "go" and verb.head.tag_ == "VBG":
        return "future"
    return None


__all__ = ["Effect", "Qualified", "Qualify", "expand", "read_modal"]
