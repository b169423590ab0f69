"""What a predicate's own words tell of who stands behind it: a plan for a deed, the speaker's own deed, a mere participle."""

from typing import TYPE_CHECKING

from servanda.read.force import Qualified

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_PLANS = frozenset({"agree", "schedule", "propose"})


def is_planned(current: "Token", qualified: Qualified) -> bool:
    """Tell whether what hangs on a verb is the plan for the deed, not the deed: 'cancelled plans to send troops'."""
    return any(e.governor == current and e.kind in _PLANS for e in qualified.effects)


def speaks_of_self(verb: "Token") -> bool:
    """Tell whether the subject of a clause is the speaker's own side: 'it would strike', 'its forces had left'."""
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass"}:
            return child.tag_ == "PRP" or any(c.tag_ == "PRP$" for c in child.children)
    return False


def is_cleft(verb: "Token") -> bool:
    """Tell whether a relative clause says what was done: 'it was the rebels who fired'."""
    copula = verb.head.head
    return (
        verb.dep_ == "relcl"
        and copula.lemma_ == "be"
        and any(c.lower_ == "it" and c.dep_ in {"nsubj", "expl"} for c in copula.children)
    )


def is_content(verb: "Token") -> bool:
    """Tell whether a clause says what a noun is about: 'gave orders that the captives be freed', no relative clause."""
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)
    return marked and any(
        c.dep_ in {"nsubj", "nsubjpass"} and c.lower_ not in {"that", "which", "who"} for c in verb.children
    )


def is_parted(token: "Token", governor: "Token") -> bool:
    """Tell whether a semicolon outside quotations parts a word from what the parse takes for its governor."""
    if ";" not in token.doc.text:
        return False
    first, last = min(token.i, governor.i), max(token.i, governor.i)
    return any(t.text == ";" and not _is_quoted(t) for t in token.doc[first:last])


def _is_quoted(token: "Token") -> bool:
    """Tell whether a quotation is open at a token of a paragraph."""
    before = token.doc[: token.i]
    straight = sum(t.text in {'"', "``", "''"} for t in before)
    curly = sum((t.text == "“") - (t.text == "”") for t in before)
    return straight % 2 == 1 or curly > 0


def is_participle(verb: "Token") -> bool:
    """Tell whether a clause is a mere participle: 'having freed the pilots', 'threatening to shell the town'."""
    return verb.tag_ in {"VBG", "VBN"} and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def is_subjunctive(verb: "Token") -> bool:
    """Tell whether a that-clause asks: 'insisted that Serbia withdraw', with a bare verb behind one alone."""
    if any(c.dep_ in {"aux", "neg"} for c in verb.children):
        return False
    if any(c.dep_ == "auxpass" and c.lower_ == "be" for c in verb.children):
        marks = [c for c in verb.children if c.dep_ == "mark" and c.lower_ == "that"]
        return bool(marks) and all(t.text != "," for t in verb.doc[verb.head.i : marks[0].i])
    if verb.tag_ not in {"VB", "VBP"}:
        return False
    return any(
        c.dep_ == "nsubj" and c.tag_ in {"NN", "NNP"} and not c.conjuncts for c in verb.children
    ) and any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)
