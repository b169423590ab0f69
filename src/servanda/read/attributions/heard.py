"""Who is heard at a place of a paragraph: the attributions by saying that have it in their content."""

from collections.abc import Container
from functools import cache
from typing import TYPE_CHECKING, Final

from servanda.model import Span
from servanda.read.attributions.attribution import Attribution
from servanda.read.attributions.find import find_attributions
from servanda.read.attributions.lexicon import load_lexicon

if TYPE_CHECKING:
    from servanda.text.parsed import Doc, Token
    from servanda.text.parsed import Span as Words

_KEY: Final = "servanda.attributions"
_APART: Final = frozenset({",", "-", "--", "–", "—"})
_CONTENTS: Final = frozenset({"ccomp", "dobj", "mark", "csubj"})


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the attributing phrases of several words by their first word."""
    several = [phrase for phrase in load_lexicon().phrases if len(phrase) > 1]
    return {first: tuple(p for p in several if p[0] == first) for first, *_ in several}


def find_heard(token: "Token", known: "Container[Token]" = ()) -> "list[tuple[Token, Words]]":
    """Return (head of the cue, words of the source) of those who say what a token stands in, outermost first.

    Only verbs that say and do nothing else by it count, and of these not the
    `known` ones; a sentence without any other costs nothing.
    """
    doc = token.doc
    cues = {word for word in _saying(doc) if word not in known}
    if not any(cue.sent == token.sent and cue != token for cue in cues):
        return []
    found: list[tuple[int, Token, Words]] = []
    for attribution in _attributions(doc):
        cue = _find_cue(doc, attribution)
        if cue not in cues or not attribution.source:
            continue
        if not _holds(attribution.content, token.idx):
            continue
        source = doc.char_span(*attribution.source[0], alignment_mode="expand")
        if source is not None:
            size = sum(end - start for start, end in attribution.content)
            found.append((size, cue, source))
    return [(cue, source) for _, cue, source in sorted(found, key=lambda row: (-row[0], row[1].i))]


def find_tagged(token: "Token") -> "tuple[Token, Words] | None":
    """Return (last word of the phrase, source) where a phrase or clause set apart says who says a sentence.

    "In the words of X, …", "…, according to X, …" and, at the end, "…, X said on Monday".
    """
    sentence = token.sent
    phrases = _phrases()
    for word in sentence:
        for phrase in phrases.get(word.lower_, ()):
            found = _read_phrase(sentence, word.i, phrase, token)
            if found is not None:
                return found
    return _read_inquit(sentence, token)


def _read_phrase(
    sentence: "Words", start: int, phrase: tuple[str, ...], token: "Token"
) -> "tuple[Token, Words] | None":
    """Return the source behind a phrase of several words that starts here and speaks of a token."""
    doc, end = sentence.doc, start + len(phrase)
    if end >= sentence.end or tuple(word.lower_ for word in doc[start:end]) != phrase:
        return None
    before = doc[start - 1]
    apart = start > sentence.start and before.text in _APART and before.i - 1 >= sentence.start
    quoted = apart and doc[before.i - 1].is_quote
    if not (start - sentence.start < 2 or (apart and not quoted and token.i < start)):
        return None
    source = next((c for c in doc[end - 1].children if c.dep_ == "pobj"), None)
    return None if source is None else (doc[end - 1], _phrase_of(source))


def _read_inquit(sentence: "Words", token: "Token") -> "tuple[Token, Words] | None":
    """Return the speaker of a clause that ends a sentence behind a comma: "…, the minister announced on Monday"."""
    for verb in _saying(sentence.doc):
        if verb.sent != sentence or verb.i <= token.i or verb.dep_ in {"ROOT", "xcomp", "amod"}:
            continue
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if (
            subject is None
            or subject.tag_ in {"WP", "WDT"}
            or any(c.dep_ in _CONTENTS for c in verb.children)
        ):
            continue
        left = subject.left_edge.i
        last = verb.right_edge.i
        ends = all(word.is_punct or word.is_space for word in sentence.doc[last + 1 : sentence.end])
        if ends and left > sentence.start and sentence.doc[left - 1].text == "," and token.i < left:
            return verb, _phrase_of(subject)
    return None


def _phrase_of(head: "Token") -> "Words":
    words: Words = head.doc[head.left_edge.i : head.right_edge.i + 1]
    return words


def _attributions(doc: "Doc") -> list[Attribution]:
    """Return the attributions of a parsed paragraph, found once."""
    if _KEY not in doc.notes:
        doc.notes[_KEY] = find_attributions(doc.text, [(0, doc.source)], doc.source.vocab.strings)
    attributions: list[Attribution] = doc.notes[_KEY]
    return attributions


def _saying(doc: "Doc") -> "list[Token]":
    """Return the verbs of a parsed paragraph that say and do nothing else by it, found once."""
    if "saying" not in doc.notes:
        doc.notes["saying"] = [word for word in doc if _is_saying(word)]
    words: list[Token] = doc.notes["saying"]
    return words


def _is_saying(word: "Token") -> bool:
    return word.pos_ == "VERB" and word.lemma_.lower() in load_lexicon().saying


def _find_cue(doc: "Doc", attribution: Attribution) -> "Token | None":
    """Return the saying verb among the words of a cue."""
    for start, end in attribution.cue:
        words = doc.char_span(start, end, alignment_mode="expand")
        for word in words or ():
            if _is_saying(word):
                return word
    return None


def _holds(spans: tuple[Span, ...], position: int) -> bool:
    return any(start <= position < end for start, end in spans)
