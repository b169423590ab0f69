"""Phrases that tell whose words follow: 'in the words of X', 'as X put it', 'their envoy was blunt: …', 'the army's version is'."""

from typing import TYPE_CHECKING

from servanda.read.attributions.lexicon import load_lexicon
from servanda.read.clauses import lemma_of
from servanda.read.utterances import DASHES, find_words, has_clause, is_uttering, segment_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.read.passage import Passage
    from servanda.text.parsed import Token

_NAMING = ("verdict",)


def find_version(token: "Token") -> "Token | None":
    """Return the noun of 'the army's version is that they fired first' for its predicate."""
    if token.dep_ != "ccomp" or lemma_of(token.head) != "be":
        return None
    return next(
        (c for c in token.head.children if c.dep_ == "nsubj" and lemma_of(c) in find_words("accounts")), None
    )


def find_accounts(passage: "Passage", start: int, end: int) -> "Iterator[tuple[Token, Token]]":
    """Yield (who tells it, word) of phrases set apart: 'in the words of X, …', '…, by X's account, …', 'as X put it, …'.

    'In view of X' and 'on account of X' are reasons and tell nobody's word.
    """
    doc = passage.doc
    for token in doc[start:end]:
        apart = token.i == start or doc[token.i - 1].text in {",", *DASHES}
        if not apart or passage.in_quotation(token) is not None:
            continue
        if token.lower_ in {"in", "by", "on"}:
            for noun in token.children:
                if noun.dep_ == "pobj" and lemma_of(noun) in find_words("accounts"):
                    if noun.i == token.i + 1:
                        continue
                    owners = [c for c in noun.children if c.dep_ == "poss"]
                    owners += [
                        c for p in noun.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"
                    ]
                    yield from ((owner, token) for owner in owners[:1])
        elif (
            token.lower_ == "as" and token.dep_ == "mark" and _is_telling(token.head, opens=token.i == start)
        ):
            yield from ((c, token) for c in token.head.children if c.dep_ == "nsubj")


def _is_telling(verb: "Token", *, opens: bool) -> bool:
    """Tell whether the verb of an 'as' clause only tells who speaks: 'as the envoy put it', 'as she said in May'."""
    objects = [c for c in verb.children if c.dep_ in {"dobj", "ccomp", "xcomp"}]
    if all(c.lower_ in {"it", "this"} for c in objects):
        return (is_uttering(verb) and not objects and opens) or (
            bool(objects) and lemma_of(verb) in {"put", "see", "tell", "have"}
        )
    return False


def find_opener(passage: "Passage", token: "Token") -> "tuple[Token, Token] | None":
    """Return (subject, verb) of the clause before a colon that tells whose words follow: 'Their envoy was blunt: …'."""
    doc, sentence = passage.doc, token.sent
    colon = next(
        (
            t.i
            for t in doc[sentence.start : token.i]
            if t.text == ":" and passage.in_quotation(t) is None and t.i > sentence.start + 1
        ),
        None,
    )
    if colon is None or not has_clause(passage, colon + 1, sentence.end) or not _is_finite(token, colon):
        return None
    verbs = load_lexicon().verbs
    naming = frozenset().union(*(verbs.get(name, frozenset()) for name in _NAMING))
    start = segment_of(passage, doc[colon])[0]
    for subject in doc[start:colon]:
        verb = subject.head
        if subject.dep_ != "nsubj" or not start <= verb.i < colon or verb.dep_ in {"relcl", "acl", "advcl"}:
            continue
        if is_uttering(verb) or (verb.pos_ == "VERB" and lemma_of(verb) in naming):
            return subject, verb
        if lemma_of(verb) == "be" and any(
            c.dep_ == "acomp" and c.lower_ in find_words("plain") for c in verb.children
        ):
            return subject, verb
        return None
    return None


def _is_finite(token: "Token", start: int) -> bool:
    """Tell whether a token stands in a whole clause behind a place: its own subject, or that of a verb above it."""
    for above in (token, *token.ancestors):
        if above.i <= start:
            return False
        if any(c.tag_ in {"MD", "VBD", "VBZ"} and c.dep_ in {"aux", "auxpass"} for c in above.children):
            return True
        if above.pos_ in {"VERB", "AUX"} and any(
            c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in above.children
        ):
            return True
    return False
