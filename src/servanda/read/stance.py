"""What a predicate's own words tell of who stands behind it: a plan for a deed, the speaker's own deed, a mere participle."""

from typing import TYPE_CHECKING

from servanda.read.force import Qualified

if TYPE_CHECKING:
    from collections.abc import Container

    from servanda.text.parsed import Token

_THEY = frozenset({"they", "their", "them"})
_HE = frozenset({"he", "his", "she", "her"})
_PLANS = frozenset({"agree", "schedule", "propose"})


def is_planned(current: "Token", qualified: Qualified) -> bool:
    """Tell whether what hangs on a verb is the plan for the deed, not the deed: 'cancelled plans to send troops'."""
    return any(e.governor == current and e.kind in _PLANS for e in qualified.effects)


def speaks_of_self(verb: "Token", telling: "Token | None" = None, bodies: "Container[str]" = ()) -> bool:
    """Tell whether the subject of a clause is the speaker's own side: 'it would strike', 'its forces had left'.

    telling: the verb of speech, whose subject and hearer decide what a pronoun can mean. bodies: nouns of
    institutions, which no 'he' stands for.
    """
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass"}:
            pronoun = child if child.tag_ == "PRP" else None
            pronoun = pronoun or next((c for c in child.children if c.tag_ == "PRP$"), None)
            return pronoun is not None and _is_own(pronoun, telling, bodies)
    return False


def _is_own(pronoun: "Token", telling: "Token | None", bodies: "Container[str]") -> bool:
    """Tell whether a pronoun can mean the subject of a verb of speech: no 'they' for a land, no 'he' for a ministry."""
    word = pronoun.lower_
    copula = pronoun.head
    if (
        word == "it"
        and copula.lemma_ == "be"
        and any(c.dep_ == "relcl" for a in copula.children for c in a.children)
    ):
        return False
    speaker = next((c for c in telling.children if c.dep_ == "nsubj"), None) if telling is not None else None
    if speaker is None or telling is None:
        return True
    named = speaker.tag_ == "NNP" and not any(c.dep_ in {"det", "conj"} for c in speaker.children)
    if word in _THEY:
        return not (named and speaker.ent_type_ in {"GPE", "LOC"})
    if word in _HE:
        hearers = [c for c in telling.children if c.dep_ in {"dobj", "dative"} and c.lower_ in {"him", "her"}]
        return (
            not hearers and speaker.lemma_.lower() not in bodies and speaker.ent_type_ not in {"GPE", "LOC"}
        )
    return True


def is_hearsay(verb: "Token", scope: str, verbs: "Container[str]") -> bool:
    """Tell whether nobody is named who says it: 'are said to have fired', 'it was reported that'."""
    if verb.lemma_.lower() not in verbs or not any(c.dep_ == "auxpass" for c in verb.children):
        return False
    if any(c.dep_ == "agent" for c in verb.children):
        return False
    if scope == "infinitive":
        return any(c.dep_ == "nsubjpass" for c in verb.children)
    return any(c.dep_ in {"nsubjpass", "expl"} and c.lower_ == "it" for c in verb.children)


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
    insisted = verb.head.lemma_ == "insist" and verb.head.tag_ == "VBD"
    return any(
        c.dep_ == "nsubj" and ((c.tag_ in {"NN", "NNP"} and not c.conjuncts) or insisted)
        for c in verb.children
    ) and any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)
