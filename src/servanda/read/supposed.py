"""Whether a word stands inside a condition: 'if they leave', 'until it is restored', 'whoever crosses the line'."""

from typing import TYPE_CHECKING

from servanda.read.clauses import lemma_of
from servanda.read.modality import is_infinitive, read_modal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.text.parsed import Token

_VERBAL = frozenset({"VERB", "AUX"})
_IF = frozenset({"if", "unless", "lest", "whether"})
_GIVEN = frozenset({"provided", "providing", "assuming", "supposing"})
_TILL = frozenset({"until", "till", "once", "before"})
_WHILE = frozenset({"after", "when", "as", "whenever", "while"})
_INVERTED = frozenset({"should", "had", "were"})
_UNREAL = frozenset({"future", "would", "must", "may"})
_ANYBODY = frozenset(
    [
        "those",
        "whoever",
        "anyone",
        "anybody",
        "everyone",
        "everybody",
        "nobody",
        "any",
        "whomever",
        "anything",
    ]
)
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_TERMS = frozenset({"step", "return", "exchange", "case", "event"})
"""'In return for', 'in step with'."""
_RANKED = frozenset({"first", "last", "latest", "only", "newest", "youngest"})
_EVERY = frozenset({"any", "no", "every", "each"})
_ENDS = frozenset({",", ";", ":", "(", ")", "-", "–", "—", '"', "“", "”"})
_CARRIED = frozenset(
    {"xcomp", "conj", "dobj", "pobj", "prep", "attr", "acomp", "nsubj", "nsubjpass", "pcomp"}
)
"""Dependencies through which the condition of the governor is that of the word below."""


def is_supposed(head: "Token") -> bool:
    """Tell whether a word, or the clause that carries it, is what the rest of the sentence depends on."""
    return any(_opens_condition(token) or _is_whoever(token) or _is_term(token) for token in _carriers(head))


def is_among_first(verb: "Token") -> bool:
    """Tell whether an infinitive says what somebody was the first to do: 'became the fourth state to recognise it'."""
    noun = verb.head
    copula = noun.head
    words = [noun.lower_, *(c.lower_ for c in noun.children)]
    ordinal = noun.ent_type_ == "ORDINAL" or any(c.ent_type_ == "ORDINAL" for c in noun.children)
    return (
        verb.dep_ in {"relcl", "acl", "xcomp"}
        and noun.dep_ == "attr"
        and copula.tag_ in {"VBD", "VBZ", "VBP"}
        and lemma_of(copula) in {"be", "become"}
        and (ordinal or not _RANKED.isdisjoint(words))
    )


def waits(verb: "Token") -> bool:
    """Tell whether a clause with 'once' hangs on a verb: 'would free them once it is paid'."""
    return any(
        c.dep_ == "advcl" and any(m.lower_ == "once" and m.dep_ in {"mark", "advmod"} for m in c.children)
        for c in verb.children
    ) or (read_modal(verb) in _UNREAL and _find_soon(verb) is not None)


def _find_soon(verb: "Token") -> "Token | None":
    """Return the 'soon' of 'as soon as' behind a verb."""
    after = verb.doc[verb.i + 1 : verb.sent.end - 1]
    return next(
        (t for t in after if t.lower_ == "soon" and t.nbor(1).lower_ == "as" and t.nbor(-1).lower_ == "as"),
        None,
    )


def _is_term(token: "Token") -> bool:
    """Tell whether a noun is what is asked in return: 'in step with the withdrawal', 'in exchange for a truce'."""
    prep = token.head
    return token.dep_ == "pobj" and prep.head.lower_ in _TERMS and prep.head.head.lower_ == "in"


def has_proviso(verb: "Token") -> bool:
    """Tell whether 'provided …' follows a verb in its sentence, whatever the parser hangs it on."""
    after = verb.doc[verb.i + 1 : verb.sent.end]
    return any(t.lower_ in _GIVEN and t.nbor(-1).lower_ in {",", "only"} for t in after)


def _carriers(head: "Token") -> "Iterator[Token]":
    current = head
    yield current
    while current.dep_ in _CARRIED and current.head != current:
        apart = current.dep_ == "conj" and _is_full(current)
        if apart or (current.dep_ in {"nsubj", "nsubjpass"} and current.tag_[:1] == "V"):
            return
        current = current.head
        yield current


def _is_full(verb: "Token") -> bool:
    """Tell whether a verb has a subject or auxiliary of its own."""
    return any(c.dep_ in {"nsubj", "nsubjpass", "aux", "expl"} for c in verb.children)


def _opens_condition(verb: "Token") -> bool:
    """Tell whether a condition opens the clause of a verb: looked for in its words, as parsers err here."""
    if verb.pos_ not in _VERBAL and not verb.nbor(-1 if verb.i else 0).tag_.startswith("NN"):
        return False
    sentence = verb.sent
    skipped = {t.i for c in verb.children if c.dep_ == "advcl" and c.i < verb.i for t in c.subtree}
    for i in range(verb.i - 1, sentence.start - 1, -1):
        if i in skipped:
            continue
        token = verb.doc[i]
        word = token.lower_
        if word in _ENDS:
            return False
        if word in _IF and token.dep_ != "det":
            return word != "whether" or read_modal(verb) is not None
        if word in _GIVEN:
            return (
                i == sentence.start
                or verb.doc[i - 1].lower_ in {",", "only"}
                or token.nbor(1).lower_ == "that"
            )
        if word in _INVERTED and _starts(token):
            return True
        if word == "as" and i > sentence.start + 1 and verb.doc[i - 1].lower_ == "long":
            return True
        if word == "as" and i > sentence.start + 1 and verb.doc[i - 1].lower_ == "soon":
            return verb.tag_ in {"VBP", "VBZ"} or any(c.tag_ in {"VBP", "VBZ"} for c in verb.children)
        if word in _TILL | _WHILE and token.dep_ in {"mark", "advmod"} and token.head == verb:
            return _awaits(verb, word)
        if token.tag_ in _FINITE and token.pos_ == "VERB" and token.dep_ != "relcl" and token.head != verb:
            return False
    return False


def _starts(token: "Token") -> bool:
    """Tell whether an auxiliary opens its clause, as in 'should they fail', and asks nothing."""
    before = token.doc[token.i - 1] if token.i > token.sent.start else None
    opened = before is None or before.lower_ in _ENDS or before.lower_ in {"but", "and"}
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    noun = after is not None and after.pos_ in {"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"}
    return opened and noun and not token.sent.text.rstrip('"” ').endswith("?")


def _awaits(verb: "Token", word: str) -> bool:
    """Tell whether a time clause speaks of what is still to come: 'once it is ratified', 'until they leave'."""
    governor = verb.head
    present = verb.tag_ in {"VBP", "VBZ"} or any(
        c.tag_ in {"VBP", "VBZ", "MD"} for c in verb.children if c.dep_ in {"aux", "auxpass"}
    )
    modal = read_modal(governor)
    if word in _WHILE:
        return present and modal in _UNREAL
    asked = is_infinitive(governor) and word in {"until", "once"}
    if word == "before":
        return present and (modal in _UNREAL or is_infinitive(governor))
    return present or ((modal in _UNREAL or asked) and word in {"until", "once"})


def _is_whoever(verb: "Token") -> bool:
    """Tell whether a verb says who would be meant: 'whoever crosses', 'those who plunder', 'any unit that fires'."""
    if any(c.lower_ in {"whoever", "whomever"} for c in verb.children) and verb.pos_ in _VERBAL:
        return True
    if verb.dep_ != "relcl" or read_modal(verb) is not None:
        return False
    noun = verb.head
    general = noun.lower_ in _ANYBODY or any(c.dep_ == "det" and c.lower_ in _EVERY for c in noun.children)
    bare = noun.tag_ == "NNS" and not any(c.dep_ in {"det", "poss", "nummod"} for c in noun.children)
    governor = noun
    while governor.head != governor and governor.pos_ not in _VERBAL:
        governor = governor.head
    modal = _modal_near(governor)
    warned = _threat_above(governor)
    return (general and modal in {"future", "would", "must"}) or (
        bare and modal in {"future", "would"} and warned
    )


def _modal_near(verb: "Token") -> str | None:
    """Return the modal of a verb or of the one beside it that the parser took the noun from."""
    modals = [read_modal(v) for v in (verb, *(c for c in verb.children if c.dep_ == "conj"))]
    return next((m for m in modals if m is not None), None)


def _threat_above(verb: "Token") -> bool:
    return verb.dep_ == "ccomp" and verb.head.lemma_ in {"warn", "threaten", "vow", "swear"}
