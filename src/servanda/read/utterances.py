"""Speech that the parse does not show: inserted clauses ('…, X told reporters'), colons, speech that runs on unmarked."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from servanda.read.attributions.lexicon import load_lexicon
from servanda.read.clauses import lemma_of

if TYPE_CHECKING:
    from servanda.read.passage import Passage
    from servanda.text.parsed import Token

ADDRESSING = frozenset(
    ["tell", "remind", "inform", "assure", "reassure", "warn", "notify", "brief", "caution", "advise"]
)
"""Verbs that name a hearer before they say what is said."""
_UTTERING = ("speech", "writing", "claim", "admission", "directive", "promise", "attitude")
_NAMING = ("verdict",)
_TELLTALE = frozenset(
    ["show", "suggest", "imply", "reveal", "indicate", "signal", "hint", "continue", "go", "begin", "start", "open", "close", "conclude",
     "answer", "cover", "feature", "sign", "list", "carry", "share", "offer", "record", "document", "air", "post", "file", "hold", "put",
     "point", "grant", "lead", "contradict", "exclude"]
)  # fmt: skip
"""Verbs of these classes that also things can be the subject of."""
_ACCOUNTS = frozenset(
    ["account", "word", "telling", "version", "view", "opinion", "eye", "reading", "estimate", "judgment", "judgement", "reckoning", "count"]
)  # fmt: skip
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_DASHES = frozenset({"-", "--", "–", "—"})
_PLAIN = frozenset({"explicit", "clear", "blunt", "plain", "adamant", "categorical", "unequivocal", "frank", "specific", "forthcoming", "candid", "outspoken", "emphatic", "precise"})  # fmt: skip
_TIMES = frozenset({"after", "before", "when", "while", "until", "once", "as", "hours", "days", "weeks", "minutes"})  # fmt: skip
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "what", "where"})


@dataclass(frozen=True, slots=True)
class Inquit:
    """A clause that only says who speaks. first, last: its tokens. before, after: whether speech stands on that side."""

    subject: "Token"
    verb: "Token"
    first: int
    last: int
    before: bool
    after: bool

    def covers(self, token: "Token") -> bool:
        """Tell whether a token stands in what is said."""
        return (self.before and token.i < self.first) or (self.after and token.i > self.last)


@cache
def uttering_verbs() -> frozenset[str]:
    """Return the verbs that tell of somebody's words: speech, writing, claims, calls, promises, feelings."""
    verbs = load_lexicon().verbs
    return frozenset().union(ADDRESSING, *(verbs.get(name, frozenset()) for name in _UTTERING)) - _TELLTALE


def is_uttering(verb: "Token") -> bool:
    """Tell whether a verb tells of somebody's words and nothing but who has a voice can be its subject."""
    if verb.pos_ == "VERB" and lemma_of(verb) in {"make", "let"}:
        return any(c.lower_ in {"clear", "plain", "known", "understood"} for c in verb.children)
    return verb.pos_ == "VERB" and lemma_of(verb) in uttering_verbs()


def needs_voice(verb: "Token") -> bool:
    """Tell whether only who has a voice, or a mind, can be the subject of a verb."""
    return is_uttering(verb) or lemma_of(verb) not in _TELLTALE


def segment_of(passage: "Passage", token: "Token") -> tuple[int, int]:
    """Return the tokens, end exclusive, of the part of a sentence that semicolons outside quotations set apart."""
    start, end = token.sent.start, token.sent.end
    for other in passage.semicolons:
        if start <= other.i < token.i:
            start = other.i + 1
        elif token.i < other.i < end:
            end = other.i
    return start, end


def find_inquits(passage: "Passage", start: int, end: int) -> Iterator[Inquit]:
    """Yield the inserted clauses of a part of a sentence: '…, the envoy told reporters in Addis', 'In 2019, he said, …'."""
    for verb in passage.doc[start:end]:
        if verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"} or not is_uttering(verb):
            continue
        if passage.in_quotation(verb) is not None or any(
            c.dep_ in {"aux", "auxpass", "neg"} for c in verb.children
        ):
            continue
        first = _left_bound(passage, verb, start)
        if first is None:
            continue
        last = _right_bound(passage, verb, end)
        own = [c for c in verb.children if c.dep_ == "nsubj"]
        subject = _subject_between(passage, first, verb.i)
        if first == verb.i:
            subject = next((c for c in own if c.i > verb.i), None)
            last = last if subject is None else _closing(passage, subject, end) or last
        elif subject is not None and own and subject not in own and subject.head not in own:
            continue
        if subject is None or last is None:
            continue
        before = _has_clause(passage, start, first) and not _is_marked(passage, start)
        after = _goes_on(passage, last, end, before=before)
        if before or after:
            yield Inquit(subject, verb, first, last, before, after)


def _left_bound(passage: "Passage", verb: "Token", start: int) -> int | None:
    """Return the first token of a clause behind a comma or dash that its subject opens."""
    doc = passage.doc
    i = verb.i - 1
    while i > start:
        token = doc[i]
        if token.text in {",", *_DASHES} and not (doc[i + 1].idx == token.idx + 1 and token.text == "-"):
            return i + 1
        if token.is_punct and token.text not in {"-", "'", "’", "."}:
            return None
        if token.pos_ in {"AUX", "SCONJ"} or (
            token.pos_ == "VERB" and token.dep_ not in {"amod", "compound"}
        ):
            return None
        if token.lower_ in _RELATIVE or token.tag_ in {"WDT", "WP", "MD"}:
            return None
        i -= 1
    return None


def _subject_between(passage: "Passage", first: int, end: int) -> "Token | None":
    """Return the head of the noun phrase that the tokens are, or None where they are something else."""
    found: list[Token] = []
    tokens = list(passage.doc[first:end])
    for token in tokens:
        if token.pos_ == "ADP":
            break
        if token.pos_ in {"CCONJ", "INTJ"} and not found:
            return None
        alone = not any(t.pos_ in {"NOUN", "PROPN", "PRON"} for t in tokens if t.i > token.i)
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and (
            alone or token.dep_ not in {"compound", "poss", "det", "npadvmod"}
        ):
            found.append(token)
    return next((token for token in found if token.head not in found), None)


def _right_bound(passage: "Passage", verb: "Token", end: int) -> int | None:
    """Return the last token of an inserted clause, None where the verb goes on to say what is said."""
    if any(
        c.dep_ == "mark" and c.lower_ == "that"
        for child in verb.children
        for c in child.children
        if child.i > verb.i
    ):
        return None
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i and lemma_of(verb) not in ADDRESSING:
            return None
        if child.dep_ == "xcomp" and child.i > verb.i:
            return None
    for token in passage.doc[verb.i + 1 : end]:
        if token.text in {",", ":", *_DASHES} or token.is_quote:
            return int(token.i)
        if token.tag_ in _FINITE or token.lower_ in _RELATIVE:
            return None
    return end


def _closing(passage: "Passage", subject: "Token", end: int) -> int | None:
    """Return the comma right behind a subject that follows its verb: 'said the harbour master,'."""
    after = subject.right_edge.i + 1
    return after if after < end and passage.doc[after].text == "," else None


def _has_clause(passage: "Passage", start: int, end: int) -> bool:
    return any(token.tag_ in _FINITE for token in passage.doc[start:end])


def _is_marked(passage: "Passage", start: int) -> bool:
    return passage.doc[start].lower_ in _TIMES or passage.doc[start].lower_ in {
        "since",
        "although",
        "though",
        "because",
    }


def _goes_on(passage: "Passage", last: int, end: int, *, before: bool) -> bool:
    """Tell whether speech goes on behind the comma that closes an inserted clause."""
    if (
        last + 1 >= end
        or passage.doc[last].text not in {",", *_DASHES}
        or not _has_clause(passage, last, end)
    ):
        return False
    follows = passage.doc[last + 1]
    if follows.tag_ in {"VBG", "VBN"} or follows.tag_ == "CD":
        return False
    if follows.lower_ in _RELATIVE and follows.dep_ != "mark":
        return False
    if before:
        return follows.pos_ in {"CCONJ", "SCONJ"} and follows.lower_ not in _TIMES
    return follows.pos_ != "CCONJ"


def find_version(token: "Token") -> "Token | None":
    """Return the noun of 'the army's version is that they fired first' for its predicate."""
    if token.dep_ != "ccomp" or lemma_of(token.head) != "be":
        return None
    return next((c for c in token.head.children if c.dep_ == "nsubj" and lemma_of(c) in _ACCOUNTS), None)


def find_accounts(passage: "Passage", start: int, end: int) -> "Iterator[tuple[Token, Token]]":
    """Yield (who tells it, word) of phrases set apart: 'in the words of X, …', '…, by X's account, …', 'as X put it, …'."""
    doc = passage.doc
    for token in doc[start:end]:
        if token.lower_ not in {"in", "by", "on", "as"}:
            continue
        apart = token.i == start or doc[token.i - 1].text in {",", *_DASHES}
        if not apart or passage.in_quotation(token) is not None:
            continue
        if token.lower_ != "as":
            for noun in token.children:
                if noun.dep_ == "pobj" and lemma_of(noun) in _ACCOUNTS:
                    owners = [c for c in noun.children if c.dep_ == "poss"]
                    owners += [
                        c for p in noun.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"
                    ]
                    yield from ((owner, token) for owner in owners[:1])
        elif token.dep_ == "mark" and _is_telling(token.head, opens=token.i == start):
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
    if colon is None or not _has_clause(passage, colon + 1, sentence.end) or not _is_finite(token, colon):
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
        if lemma_of(verb) == "be" and any(c.dep_ == "acomp" and c.lower_ in _PLAIN for c in verb.children):
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


def runs_on(passage: "Passage", token: "Token") -> bool:
    """Tell whether a part of a sentence has the tense of speech that runs on: 'The army would not yield', '; it had not'."""
    start, end = segment_of(passage, token)
    words = passage.doc[start:end]
    finite = next((t for t in words if t.tag_ in _FINITE or (t.tag_ == "VBN" and t.lower_ == "had")), None)
    if finite is None or any(t.lower_ in {"if", "unless"} and t.dep_ == "mark" for t in words):
        return False
    if start < finite.i and passage.doc[start].dep_ == "mark":
        return False
    if finite.head.dep_ == "relcl" or finite.dep_ == "relcl":
        finite = next((t for t in words if t.i > finite.head.i and t.tag_ in _FINITE), finite)
    if finite.lower_ in {"would", "'d"}:
        return not any(t.lower_ == "have" and t.dep_ == "aux" and t.head == finite.head for t in words)
    return start > token.sent.start and finite.lower_ == "had" and finite.dep_ in {"aux", "auxpass"}
