"""What is told as earlier than the news: the pluperfect in the report's own voice, what hangs on an old thing, 'at the time'."""

from typing import TYPE_CHECKING

from servanda.read.clauses import lemma_of
from servanda.read.factuality.classes import Words
from servanda.read.modality import is_infinitive, is_negated, read_modal
from servanda.read.passage import Passage
from servanda.read.setting import head_of_time
from servanda.read.stance import is_parted
from servanda.read.utterances import segment_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from servanda.text.parsed import Token

_VERBAL = frozenset({"VERB", "AUX"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LINKS = frozenset(
    ["conj", "xcomp", "ccomp", "advcl", "pcomp", "prep", "dobj", "pobj", "nsubj", "nsubjpass", "attr", "dep"]
)
_CONTEXT = frozenset({"although", "though", "while", "after", "when", "because", "since", "as", "once"})
"""What ties a pluperfect to the news of its sentence: 'after a mob had burned the post'."""
_SEQUELS = frozenset({"before", "after", "until", "when", "once"})
_SUPPOSED = frozenset({"if", "unless"})
_LATER = frozenset({"after", "since"})


def tell_clauses(head: "Token") -> "Iterator[Token]":
    """Yield an event's head and what it is told in, innermost first; a past relative clause is told with its noun."""
    current = head
    yield current
    while current.head != current and not is_parted(current, current.head):
        reaching = current.dep_ in _LINKS or current.pos_ not in _VERBAL
        if not reaching and not (current.dep_ == "relcl" and is_past(current)):
            return
        current = current.head
        yield current


def find_clause(head: "Token") -> "Token":
    """Return the finite verb of the clause that a word stands in, the topmost where none is finite."""
    last = head
    for token in tell_clauses(head):
        last = token
        if token.pos_ in _VERBAL and is_finite(token):
            return token
    return last


def is_finite(verb: "Token") -> bool:
    """Tell whether a verb is finite by itself, by an auxiliary, or by that of the one it is joined to."""
    if verb.tag_ in _FINITE or _has_auxiliary(verb, _FINITE):
        return True
    return verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.pos_ in _VERBAL


def is_past(verb: "Token") -> bool:
    """Tell whether a verb stands in the past or the pluperfect."""
    return verb.tag_ == "VBD" or _has_auxiliary(verb, {"VBD"})


def is_perfect(verb: "Token") -> bool:
    """Tell whether a verb stands in the present perfect, which no past date goes with: 'has been deployed'."""
    return any(c.dep_ == "aux" and c.lower_ in {"has", "have", "'ve", "’ve"} for c in verb.children) and not (
        read_modal(verb)
    )


def is_still_so(head: "Token") -> bool:
    """Tell whether a present perfect tells how things stand: 'has not been built'; 'since 2012 they have fought' looks back."""
    verb = find_clause(head)
    if not is_perfect(verb):
        return False
    return is_negated(verb) or not any(t.lower_ == "since" for t in verb.sent)


def is_had(verb: "Token") -> bool:
    """Tell whether a verb stands in the pluperfect, or is joined to one that does."""
    if any(c.dep_ == "aux" and c.lower_ in {"had", "'d"} for c in verb.children):
        return verb.tag_ in {"VBN", "VBD"}
    bare = not any(c.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass"} for c in verb.children)
    return verb.dep_ == "conj" and verb.tag_ == "VBN" and bare and is_had(verb.head)


def _has_auxiliary(verb: "Token", tags: "set[str] | frozenset[str]") -> bool:
    return any(c.dep_ in {"aux", "auxpass"} and c.tag_ in tags for c in verb.children)


def is_before_news(
    passage: Passage,
    head: "Token",
    words: Words,
    recent: "Container[str]",
    is_recent: "Callable[[str], bool]",
) -> bool:
    """Tell whether the report itself tells of an event in the pluperfect, or in a clause of time beside one.

    recent: words of the last hours and days. is_recent: asked of an EDTF date.
    """
    verb = find_clause(head)
    if verb.dep_ == "advcl" and is_past(verb) and not is_had(verb) and _opens(verb, _SEQUELS):
        verb = find_clause(verb.head)
    if not is_had(verb) or _opens(verb, _SUPPOSED):
        return False
    if (
        verb.dep_ == "advcl"
        and _opens(verb, _CONTEXT)
        and not any(words.has(c, "span") for c in verb.children)
    ):
        return False
    inside = [
        t for c in verb.children if c.dep_ not in {"advcl", "ccomp", "relcl", "conj"} for t in c.subtree
    ]
    subject = _subject_of(verb)
    if any(lemma_of(t) in recent and not _is_same(t) for t in inside if t.i not in subject):
        return False
    for time in passage.times:
        token = head_of_time(passage, time)
        if token is not None and token in inside and time.edtf is not None and is_recent(time.edtf):
            return False
    return True


def _subject_of(verb: "Token") -> set[int]:
    return {t.i for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} for t in c.subtree}


def _is_same(time: "Token") -> bool:
    """Tell whether a time only points back to one before it: 'the same night'."""
    return any(c.lower_ in {"same", "that"} for c in time.children)


def _opens(verb: "Token", words: frozenset[str]) -> bool:
    return any(c.dep_ in {"mark", "advmod"} and c.lower_ in words and c.i < verb.i for c in verb.children)


def hangs_on_old(passage: Passage, head: "Token", words: Words, is_old: "Callable[[str], bool]") -> bool:
    """Tell whether a past relative clause describes an old thing: 'the accord of 1994, in which it had agreed to leave'."""
    verb = find_clause(head)
    if verb.dep_ != "relcl" or not is_past(verb) or read_modal(verb):
        return False
    noun = verb.head
    top = noun
    while (
        top.head != top
        and top.head.pos_ in {"NOUN", "PROPN", "NUM", "ADP"}
        and top.dep_ in {"pobj", "prep", "appos"}
    ):
        if top.dep_ == "prep" and _is_span_after(top, words):
            break
        top = top.head
    if any(_is_span_after(token, words) for token in (top, top.head)):
        return True
    start, end = passage.span(top.left_edge.i, verb.right_edge.i + 1)
    times = [t for t in passage.times if start <= t.core[0] < end and t.edtf is not None]
    return bool(times) and all(is_old(t.edtf or "") for t in times)


def _is_span_after(prep: "Token", words: Words) -> bool:
    """Tell whether a preposition counts from something years before: 'ten years after', 'two years to the day after'."""
    if prep.lower_ not in _LATER:
        return False
    if any(words.has(c, "span") for c in prep.children if c.i < prep.i):
        return True
    before = prep.doc[max(prep.sent.start, prep.i - 4) : prep.i]
    return len(before) > 0 and before[-1].lower_ == "day" and any(words.has(t, "span") for t in before)


def is_span_past(head: "Token", words: Words, passing: "Container[str]", spans: "Container[str]") -> bool:
    """Tell whether a thing is what years are counted from: 'ten years after the raid', 'thirty years have passed since'."""
    for token in tell_clauses(head):
        if token.dep_ == "pobj" and _is_span_after(token.head, words):
            return True
        if token.dep_ != "advcl" or not _opens(token, _LATER) or read_modal(token):
            continue
        if any(lemma_of(c) in spans for c in token.children if c.dep_ == "npadvmod"):
            return is_past(token)
        counted = [c for c in token.head.children if c.dep_ in {"nsubj", "attr"}]
        if lemma_of(token.head) in passing and any(words.has(c, "span") for c in counted):
            return True
    return False


def is_then(
    passage: Passage, head: "Token", phrases: "Iterable[str]", is_old: "Callable[[str], bool]"
) -> bool:
    """Tell whether 'at the time', 'in those days' or 'then' puts a past deed into the old time spoken of before."""
    verb = find_clause(head)
    at = passage.at(head)
    if not any(t.edtf is not None and is_old(t.edtf) and t.core[0] < at for t in passage.times):
        return False
    if is_past(verb) and any(c.lower_ == "then" and c.dep_ == "advmod" for c in verb.children):
        return True
    segment = passage.doc[slice(*segment_of(passage, head))]
    text = " ".join(t.lower_ for t in segment)
    return any(phrase in text for phrase in phrases) and any(
        is_past(t) for t in tell_clauses(head) if t.pos_ in _VERBAL
    )


def is_laid_down_before(passage: Passage, head: "Token", is_old: "Callable[[str], bool]") -> bool:
    """Tell whether an old accord laid a duty down: 'under the 2018 accord they were to leave', or must leave."""
    for token in tell_clauses(head):
        if token.pos_ not in _VERBAL:
            continue
        opening = passage.doc[segment_of(passage, token)[0]]
        for prep in (*token.children, opening):
            if prep.dep_ == "prep" and prep.lower_ in {"under", "per"} and prep.i < head.i:
                start, end = passage.span(prep.left_edge.i, prep.right_edge.i + 1)
                times = [t for t in passage.times if start <= t.core[0] < end and t.edtf is not None]
                owed = read_modal(head) in {"must", "future", "would"} or read_modal(token) in {
                    "must",
                    "would",
                }
                if times and owed and all(is_old(t.edtf or "") for t in times):
                    return True
    return False


def is_earlier_thing(head: "Token", earlier: "Container[str]") -> bool:
    """Tell whether a word, or the noun that it is the content of, is called an earlier one: 'its previous demand that …'."""
    nouns = [head] if head.pos_ in {"NOUN", "PROPN"} else []
    if head.dep_ == "pobj":
        nouns.append(head.head.head)
    elif (head.dep_ in {"acl", "relcl"} and is_infinitive(head)) or (
        head.dep_ in {"acl", "relcl"} and any(c.dep_ == "mark" for c in head.children)
    ):
        nouns.append(head.head)
    return any(
        c.lower_ in earlier
        for noun in nouns
        if noun.pos_ == "NOUN"
        for c in noun.children
        if c.dep_ == "amod"
    )


def is_of_old_thing(passage: Passage, head: "Token", is_old: "Callable[[str], bool]") -> bool:
    """Tell whether a past clause goes on about an old thing that the sentence before was on: 'It was brokered by …'."""
    verb = find_clause(head)
    sentence = verb.sent
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or subject.lower_ not in {"it", "they"} or not is_past(verb) or sentence.start == 0:
        return False
    if verb.dep_ != "ROOT" or any(
        passage.at(sentence[0]) <= t.core[0] < passage.at(sentence[-1])
        for t in passage.times
        if t.edtf is not None
    ):
        return False
    before = passage.doc[sentence.start - 1].sent
    topic = next((t for t in before if t.dep_ in {"nsubj", "nsubjpass"} and t.head.dep_ == "ROOT"), None)
    if topic is None or topic.pos_ not in {"NOUN", "PROPN"}:
        return False
    whole = is_had(topic.head) and subject.lower_ == "it"
    start, end = passage.span(topic.left_edge.i, topic.right_edge.i + 1)
    if whole:
        start, end = passage.span(before.start, before.end)
    times = [t for t in passage.times if start <= t.core[0] < end and t.edtf is not None]
    return bool(times) and all(is_old(t.edtf or "") for t in times)
