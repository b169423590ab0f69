"""What a chain of operators comes to by rule: a first score from −3 (certainly not) to 3 (certainly so)."""

from typing import TYPE_CHECKING

from servanda.read.factuality.classes import Words
from servanda.read.factuality.operators import Chain, Mood, Operator

if TYPE_CHECKING:
    from servanda.text.parsed import Token

CERTAIN = 3.0
_OF_MODAL = {
    None: 3.0,
    "will": 2.0,
    "would": 1.0,
    "must": 1.4,
    "should": 1.0,
    "may": 0.8,
    "can": 1.2,
    "could": 0.8,
}
_LOOSE = frozenset(
    {
        "relcl",
        "appos",
        "parataxis",
        "adverbial",
        "conjunct",
        "participle",
        "compound",
        "amod",
        "poss",
        "npadvmod",
    }
)
"""Relations through which an operator says nothing of what hangs below."""
_ORDER = (
    "negative-implicative", "preventive", "doubt", "threat", "directive", "desire", "possible", "plan", "expect", "attempt", "enable",
    "hypothesis", "claim", "belief", "perception", "factive", "report", "implicative", "occur", "light",
)  # fmt: skip
"""Which class decides where a word stands in several and the relation does not tell."""
_CIRCUMSTANCES = frozenset(
    {"by", "after", "following", "since", "despite", "amid", "during", "at", "because", "until", "before"}
)
"""Prepositions whose noun or gerund the governor does not govern."""
_WEIGHT = {
    "claim": 1.8, "belief": 2.0, "expect": 1.4, "plan": 1.4, "desire": 0.8, "directive": 0.8, "possible": 0.6, "threat": 0.6, "attempt": 1.0,
    "enable": 1.0, "hypothesis": 0.2,
}  # fmt: skip


def own_value(mood: Mood) -> float:
    """Return what a head's own mood says."""
    value = _OF_MODAL[mood.modal]
    if "condition" in mood.opener or mood.question:
        value = min(value, 0.4)
    if mood.condition:
        value = min(value, 1.0)
    return -value if mood.negated or mood.nothing else value


def deciding(operator: Operator) -> str | None:
    """Return the class of an operator that decides, None where it lets everything through."""
    if operator.relation in _LOOSE or operator.relation in {"purpose", "subject"}:
        return None
    if operator.relation == "clause" and "report" in operator.classes:
        return None
    return next((name for name in _ORDER if name in operator.classes), None)


def compose(chain: Chain, words: Words) -> float:
    """Return the score of a chain: own mood, then each operator from the inside out."""
    value = own_value(chain.mood)
    fixed = _is_definite(chain.head)
    for operator in chain.operators:
        behind = words.preposition(operator.preposition)
        if operator.relation == "purpose":
            value = min(value, 0.8)
        if "not" in behind:
            value = -value
        elif operator.preposition == "for" and operator.relation == "gerund" and not operator.classes:
            value = min(value, 1.2)
        if operator.relation in {"relcl", "appos", "parataxis", "conjunct"}:
            break
        if operator.preposition not in _CIRCUMSTANCES:
            value = _apply(deciding(operator), operator, value, words, fixed)
        if operator.relation != "clause" and "factive" not in operator.classes and not fixed:
            value = _under(value, operator.mood)
        if operator.preposition in _CIRCUMSTANCES:
            fixed = True
    return max(-CERTAIN, min(CERTAIN, value))


def _apply(name: str | None, operator: Operator, value: float, words: Words, fixed: bool) -> float:
    """Return a value under the class of an operator; what the text takes for known is not undone by it."""
    if name is None:
        return value
    plus, minus = words.outcomes[name]
    outcome = minus if operator.mood.negated else plus
    if outcome == "?":
        return value if fixed and value > 2 else max(-1.0, min(value, _WEIGHT.get(name, 1.0)))
    if outcome == "-" and not fixed:
        return -abs(value) if name == "negative-implicative" or operator.mood.negated else min(value, -1.5)
    return value


def _is_definite(head: "Token") -> bool:
    """Tell whether a noun stands as something known: 'the raid', 'their offer'."""
    return head.tag_ in {"NN", "NNS"} and any(
        c.lower_ in {"the", "this", "that", "these", "those"} and c.dep_ == "det" for c in head.children
    )


def _under(value: float, mood: Mood) -> float:
    """Return a value under the mood of its governor: 'will begin to withdraw' is as open as 'will withdraw'."""
    return min(value, abs(own_value(mood))) if value > 0 else value
