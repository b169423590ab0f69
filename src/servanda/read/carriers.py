"""Nominal predicates with the verbs that carry them: 'launched an attack', 'fighting broke out', 'opened with a raid'."""

from typing import TYPE_CHECKING

from servanda.read.clauses import Clause, build_clause, expand, find_preps, lemma_of

if TYPE_CHECKING:
    from servanda.text.parsed import Token

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

_OPENING = frozenset(
    [
        "open",
        "begin",
        "start",
        "end",
        "close",
        "finish",
        "conclude",
        "continue",
        "spend",
        "answer",
        "respond",
        "reply",
        "react",
    ]
)


_CONFIRMING = frozenset(
    {"confirm", "announce", "order", "decree", "authorise", "authorize", "approve", "defend", "justify"}
)
_OF_STATE = frozenset(
    [
        "expulsion", "recall", "suspension", "deployment", "dispatch", "delivery", "mobilisation", "mobilization",
        "closure", "ban", "embargo", "ratification", "recognition", "extradition", "handover", "deportation", "severance",
        "freezing", "annexation", "nationalisation", "nationalization", "confiscation", "blockade", "opening",
    ]
)  # fmt: skip
"""Acts that only a state or body does, so that who confirms them has done them."""
_PARTICLES = frozenset({"in", "up", "out", "down", "over", "off", "on", "back", "away"})


def noun_of(noun: "Token") -> str:
    """Return the lemma of a noun, that of one made of verb and particle whole: 'build-up', 'sit-in'."""
    if noun.i >= 2 and noun.lower_ in _PARTICLES and noun.nbor(-1).text == "-" and noun.nbor(-2).head == noun:
        return f"{lemma_of(noun.nbor(-2))}-{lemma_of(noun)}"
    return lemma_of(noun)


def nominal_clause(noun: "Token") -> Clause:
    """Build the clause of a nominal predicate: 'the shelling of X by Y', 'talks between X and Y'."""
    clause = Clause(head=noun, lemma=noun_of(noun), nominal=True)
    clause.preps = find_preps(noun)
    clause.support = _support_of(noun)
    clause.subjects = [c for c in noun.children if c.dep_ == "poss"]
    clause.subjects += clause.has("by", "between", "among")
    clause.objects = clause.has("of", "on", "against")
    if not clause.subjects:
        clause.subjects = [h for o in clause.objects for p, h in find_preps(o) if p == "by"]
    if not clause.objects:
        clause.objects = [
            h for s in clause.subjects for p, h in find_preps(s) if p == "of" and _is_apart(s, h)
        ]
    support = clause.support
    if (
        not clause.subjects
        and support is not None
        and (_opens_with(noun, support) or _owns_up(noun, support))
    ):
        clause.subjects = list(support.subjects)
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


def _is_apart(agent: "Token", noun: "Token") -> bool:
    """Tell whether 'of' behind the one who acts brings what is done: 'the gift by Oslo of ten million', 'the recall by Oslo of the envoy'."""
    named = agent.ent_type_ in {"GPE", "ORG"} and noun.pos_ == "NOUN" and noun.ent_type_ != agent.ent_type_
    return named or any(c.dep_ == "nummod" for c in noun.children)


def _opens_with(noun: "Token", support: Clause) -> bool:
    """Tell whether those who act do so by the noun: 'opened the day with a meeting', 'answered with a raid'."""
    return (
        noun.dep_ == "pobj"
        and noun.head.lower_ == "with"
        and noun.head.head == support.head
        and support.lemma in _OPENING
        and not support.passive
    )


def _owns_up(noun: "Token", support: Clause) -> bool:
    """Tell whether those who make an act of state known are those who do it: 'confirmed the expulsion of two diplomats'."""
    return noun in support.objects and support.lemma in _CONFIRMING and lemma_of(noun) in _OF_STATE


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
