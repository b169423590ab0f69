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

_UTTERING = ("speech", "writing", "claim", "admission", "directive", "promise", "attitude")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
DASHES = frozenset({"-", "--", "–", "—"})
_TIMES = frozenset({"after", "before", "when", "while", "until", "once", "as", "hours", "days", "weeks", "minutes"})  # fmt: skip
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "what", "where"})


@dataclass(frozen=True, slots=True)
class Inquit:
    """A clause that only says who speaks. first, last: its tokens. before, after: whether speech stands on that side.

    opens: where the words that it stands in begin.
    """

    subject: "Token"
    verb: "Token"
    first: int
    last: int
    before: bool
    after: bool
    opens: int = 0

    def covers(self, token: "Token") -> bool:
        """Tell whether a token stands in what is said."""
        return (self.before and self.opens <= token.i < self.first) or (self.after and token.i > self.last)


def find_words(name: str) -> frozenset[str]:
    """Return a list of the codebook's words of speech, by name."""
    return load_lexicon().utterances[name]


@cache
def uttering_verbs() -> frozenset[str]:
    """Return the verbs that tell of somebody's words: speech, writing, claims, calls, promises, feelings."""
    verbs = load_lexicon().verbs
    return frozenset().union(
        find_words("addressing"), *(verbs.get(name, frozenset()) for name in _UTTERING)
    ) - find_words("telltale")


def is_uttering(verb: "Token") -> bool:
    """Tell whether a verb tells of somebody's words and nothing but who has a voice can be its subject."""
    if verb.pos_ == "VERB" and lemma_of(verb) in {"make", "let"}:
        return any(c.lower_ in {"clear", "plain", "known", "understood"} for c in verb.children)
    return verb.pos_ == "VERB" and lemma_of(verb) in uttering_verbs()


def needs_voice(verb: "Token") -> bool:
    """Tell whether only who has a voice, or a mind, can be the subject of a verb."""
    return is_uttering(verb) or lemma_of(verb) not in find_words("telltale")


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
        if not _is_inserting(verb):
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
            subject = next((c for c in own if c.i > verb.i), None) or _subject_behind(passage, verb, end)
            if subject is not None:
                last = _closing(passage, subject, end) or last or (end if subject.head != verb else None)
        elif subject is not None and own and subject not in own and subject.head not in own:
            continue
        if subject is None or last is None:
            continue
        opens = _opening(passage, start, first)
        before = has_clause(passage, opens, first) and not _is_marked(passage, opens)
        after = _goes_on(passage, last, end, before=before)
        if before or after:
            yield Inquit(subject, verb, first, last, before, after, opens)


def _is_inserting(verb: "Token") -> bool:
    """Tell whether a verb can tell who speaks where it is set apart: 'said', 'he went on', 'its council resolved'."""
    finite = verb.tag_ in {"VBD", "VBZ", "VBP", "VBN"} or (verb.tag_ == "NNS" and verb.dep_ == "ROOT")
    lemma = lemma_of(verb)
    if lemma == "go":
        return finite and any(c.lower_ == "on" and c.i == verb.i + 1 for c in verb.children)
    return finite and (
        is_uttering(verb)
        or lemma in find_words("inserted")
        or (verb.tag_ == "NNS" and lemma in uttering_verbs())
    )


def _left_bound(passage: "Passage", verb: "Token", start: int) -> int | None:
    """Return the first token of a clause behind a comma or dash that its subject opens."""
    doc = passage.doc
    i = verb.i - 1
    while i > start:
        token = doc[i]
        if token.text in {",", *DASHES} and not (doc[i + 1].idx == token.idx + 1 and token.text == "-"):
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
        if (
            token.pos_ in {"NUM", "DET", "ADJ"}
            and any(c.lower_ == "of" for c in token.children)
            and not found
        ):
            return token
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
        if child.dep_ == "dobj" and child.i > verb.i and lemma_of(verb) not in find_words("addressing"):
            return None
        if child.dep_ == "xcomp" and child.i > verb.i:
            return None
    for token in passage.doc[verb.i + 1 : end]:
        if (token.text in {",", ":", *DASHES} and not _is_hyphen(token)) or token.is_quote:
            return int(token.i)
        if token.tag_ in _FINITE or token.lower_ in _RELATIVE:
            return None
    return end


def _subject_behind(passage: "Passage", verb: "Token", end: int) -> "Token | None":
    """Return the noun right behind a verb that follows what is said, where the parse gives it to another: 'says the text read out'."""
    for token in passage.doc[verb.i + 1 : end]:
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and token.dep_ not in {"compound", "poss"}:
            return token if token.dep_ in {"nsubj", "nsubjpass"} and token.left_edge.i == verb.i + 1 else None
        if token.pos_ in {"VERB", "AUX", "ADP", "PUNCT"}:
            return None
    return None


def _is_hyphen(token: "Token") -> bool:
    """Tell whether a dash joins two parts of a word: 'sub-state'."""
    doc = token.doc
    return token.text == "-" and token.i + 1 < len(doc) and doc[token.i + 1].idx == token.idx + 1


def _closing(passage: "Passage", subject: "Token", end: int) -> int | None:
    """Return the comma right behind a subject that follows its verb: 'said the harbour master,'."""
    after = subject.right_edge.i + 1
    return after if after < end and passage.doc[after].text == "," else None


def has_clause(passage: "Passage", start: int, end: int) -> bool:
    """Tell whether a finite verb stands between two tokens."""
    return any(token.tag_ in _FINITE for token in passage.doc[start:end])


def _opening(passage: "Passage", start: int, first: int) -> int:
    """Return where the words begin that an inserted clause stands in: behind a colon, or with 'in which'."""
    doc = passage.doc
    if first >= start + 2 and doc[first - 2].tag_ in {"WDT", "WP"}:
        return first - 2
    colons = (t.i for t in doc[start:first] if t.text == ":" and passage.in_quotation(t) is None)
    return max((colon + 1 for colon in colons), default=start)


def _is_marked(passage: "Passage", start: int) -> bool:
    return passage.doc[start].lower_ in _TIMES or passage.doc[start].lower_ in {
        "since",
        "although",
        "though",
        "because",
    }


def _goes_on(passage: "Passage", last: int, end: int, *, before: bool) -> bool:
    """Tell whether speech goes on behind the comma that closes an inserted clause."""
    if last + 1 >= end or passage.doc[last].text not in {",", *DASHES} or not has_clause(passage, last, end):
        return False
    follows = passage.doc[last + 1]
    if follows.tag_ in {"VBG", "VBN"} or follows.tag_ == "CD":
        return False
    if follows.lower_ in _RELATIVE and follows.dep_ != "mark":
        return False
    if before and follows.tag_ in _FINITE and follows.i > last:
        return any(c.i < last and c.dep_ in {"csubj", "nsubj"} for c in follows.children)
    if before and follows.pos_ == "CCONJ" and _is_other_voice(passage, last + 2, end):
        return False
    if before:
        return follows.pos_ in {"CCONJ", "SCONJ"} and follows.lower_ not in _TIMES - {"until", "once"}
    return follows.pos_ != "CCONJ"


def _is_other_voice(passage: "Passage", start: int, end: int) -> bool:
    """Tell whether somebody else speaks in the clause that a token opens: '…, and the premier said he would …'."""
    verb = next((t for t in passage.doc[start:end] if t.tag_ in _FINITE), None)
    return (
        verb is not None
        and is_uttering(verb)
        and any(c.dep_ == "nsubj" and c.i >= start and c.tag_ != "PRP" for c in verb.children)
    )


def runs_on(passage: "Passage", token: "Token") -> bool:
    """Tell whether a part of a sentence has the tense of speech that runs on: 'The army would not yield', '; it had not'."""
    start, end = segment_of(passage, token)
    words = passage.doc[start:end]
    finite = next((t for t in words if t.tag_ in _FINITE or (t.tag_ == "VBN" and t.lower_ == "had")), None)
    opening = [t.lower_ for t in list(words)[:3]]
    if start > token.sent.start and opening[:2] and _is_running(opening):
        return True
    if finite is None or any(t.lower_ in {"if", "unless"} and t.dep_ == "mark" for t in words):
        return False
    if start < finite.i and passage.doc[start].dep_ == "mark":
        return False
    if finite.head.dep_ == "relcl" or finite.dep_ == "relcl":
        after = max(finite.i, finite.head.i)
        finite = next((t for t in words if t.i > after and t.tag_ in _FINITE), finite)
    if finite.lower_ in {"would", "'d"}:
        return not any(t.lower_ == "have" and t.dep_ == "aux" and t.head == finite.head for t in words)
    if start > token.sent.start and finite.lower_ in {
        "will",
        "may",
        "might",
        "can",
        "could",
        "shall",
        "must",
    }:
        return True
    return start > token.sent.start and finite.lower_ == "had" and finite.dep_ in {"aux", "auxpass"}


def _is_running(opening: "list[str]") -> bool:
    """Tell whether a sentence part opens with what only the speaker of before would say: 'on the contrary', 'rather'."""
    text = " ".join(opening)
    return text.startswith(
        ("on the contrary", "quite the opposite", "far from", "rather", "instead", "moreover", "besides")
    )
