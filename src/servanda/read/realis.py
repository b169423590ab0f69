"""Realis: whether the form of a verb tells that its deed is so, or only names it (to form, forming, be formed)."""

from typing import TYPE_CHECKING

from servanda.read.clauses import lemma_of

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_PHASES = frozenset({"continue", "begin", "start", "manage", "cease", "keep", "commence"})
"""Verbs whose infinitive is so when they are: "continued to hold"."""
_AFTER = frozenset({"after", "since", "following", "upon", "having", "without"})
"""Before a gerund they tell that the deed is so, or that it is not."""
_AHEAD = frozenset(
    {"until", "till", "once", "before", "if", "unless", "when", "whenever", "provided", "lest"}
)
"""What they open in the present is still ahead."""
_NEEDED = frozenset(
    "imperative important necessary essential vital crucial critical urgent pertinent needed recommend recommends "
    "recommended urge urges urged demand demands demanded require requires insist insists".split()
)
_LASTING = frozenset(
    "abide adhere apply be comply conform enforce function hold honour honor implement keep lie maintain observe operate "
    "remain respect run stand stay uphold work".split()
)
"""Verbs whose plain present tells what is so."""
_NONE = frozenset({"no", "none", "neither", "nor", "nobody"})


def is_realis(verb: "Token", negated: bool) -> bool:
    """Tell whether the form of a verb tells that its deed is so; for a negated one, that it is not so.

    An infinitive, an imperative of a list of recommendations, a gerund and a bare
    "be formed" only name a deed.
    """
    verb = find_first(verb)
    finite = _find_finite(verb)
    if _is_name(verb):
        return False
    if finite.tag_ == "VB" or finite.lower_ == "be":
        return negated or _is_phase(finite) or _has_do(finite)
    if finite.tag_ == "VBG":
        return _has_aux(finite, "be") or _has_aux(finite, "have") or _is_after(finite)
    if finite.tag_ in {"VBZ", "VBP"} and not _is_perfect(verb):
        passive = finite.i != verb.i or any(c.dep_ == "auxpass" for c in verb.children)
        if finite.tag_ == "VBP" and _is_wished(verb):
            return False
        lasting = passive or lemma_of(verb) in _LASTING or _has_aux(verb, "be")
        return lasting and (negated or not _is_ahead(verb))
    return True


def is_under_way(verb: "Token") -> bool:
    """Tell whether a deed is going on and not yet done: "is establishing", "is being formed"."""
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    return any(c.lower_ == "being" for c in auxiliaries) or (
        verb.tag_ == "VBG" and any(lemma_of(c) == "be" for c in auxiliaries)
    )


def is_of_none(heads: "list[Token]") -> bool:
    """Tell whether what is spoken of is none of its kind: "neither the fund nor its board", "no law"."""
    return any(
        word.lower_ in _NONE
        for head in heads
        for top in (head, *([head.head] if head.dep_ == "conj" else []))
        for word in (top, *top.children)
        if word.i <= head.i
    )


def is_remaining(verb: "Token") -> bool:
    """Tell whether a deed is what remains: "remains to be formed", "is still to be signed"."""
    above = verb.head
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if not to or verb.dep_ not in {"xcomp", "ccomp"} or above.i == verb.i:
        return False
    still = any(c.lower_ in {"still", "yet"} for c in (*above.children, *verb.children))
    return lemma_of(above) == "remain" or (lemma_of(above) in {"be", "have"} and still)


def find_first(verb: "Token") -> "Token":
    """Return the first of verbs joined by "and" that share its auxiliaries and its subject."""
    while (
        verb.dep_ == "conj"
        and verb.head.tag_ == verb.tag_
        and not any(c.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass"} for c in verb.children)
    ):
        verb = verb.head
    return verb


def _is_name(verb: "Token") -> bool:
    """Tell whether a participle begins a name: "Reconstituted Joint Board"."""
    bare = not any(c.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass"} for c in verb.children)
    after = next((t for t in verb.doc.tokens[verb.i + 1 : verb.i + 4] if t.text.strip()), verb)
    return bare and verb.tag_ in {"VBN", "VBD"} and verb.text[:1].isupper() and after.text[:1].isupper()


def _find_finite(verb: "Token") -> "Token":
    """Return the first auxiliary of a passive or a perfect, which carries the form; else the verb."""
    chain = [c for c in verb.children if c.dep_ in {"aux", "auxpass"} and c.i < verb.i]
    if any(c.lower_ == "to" or c.tag_ == "MD" for c in chain):
        return next((c for c in chain if c.tag_ == "VB"), verb)
    return next((c for c in chain if c.lower_ not in {"to"}), verb)


def _is_phase(verb: "Token") -> bool:
    word = verb if verb.dep_ not in {"aux", "auxpass"} else verb.head
    return word.dep_ in {"xcomp", "ccomp"} and lemma_of(word.head) in _PHASES


def _has_do(verb: "Token") -> bool:
    return any(c.dep_ == "aux" and lemma_of(c) == "do" for c in verb.children)


def _has_aux(verb: "Token", lemma: str) -> bool:
    word = verb if verb.dep_ not in {"aux", "auxpass"} else verb.head
    return any(
        c.dep_ in {"aux", "auxpass"} and lemma_of(c) == lemma and c.tag_ != "VB" for c in word.children
    )


def _is_after(verb: "Token") -> bool:
    word = verb if verb.dep_ not in {"aux", "auxpass"} else verb.head
    before = {word.head.lower_} if word.dep_ == "pcomp" else set()
    return bool((before | {c.lower_ for c in word.children}) & _AFTER)


def _is_perfect(verb: "Token") -> bool:
    return any(c.dep_ == "aux" and lemma_of(c) == "have" for c in verb.children)


def _is_wished(verb: "Token") -> bool:
    """Tell whether a plain form is a wish: "it is vital that all forces keep the truce", an item "that the parties keep it"."""
    if not any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children):
        return False
    above = verb.head
    words = [above.lower_, *(c.lower_ for c in above.children if c.dep_ in {"acomp", "attr"})]
    return verb.dep_ == "ROOT" or bool(_NEEDED & set(words))


def _is_ahead(verb: "Token") -> bool:
    """Tell whether a clause is opened by a word that puts it ahead."""
    return any(c.dep_ in {"mark", "advmod"} and c.lower_ in _AHEAD for c in verb.children)
