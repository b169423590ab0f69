"""What a clause itself says of an earlier time: an old date beside it, 'years after', an anniversary, the pluperfect."""

import re
from typing import TYPE_CHECKING

from servanda.read.earlier import find_clause, is_past, tell_clauses
from servanda.read.factuality.classes import Words
from servanda.read.modality import is_marked, read_modal
from servanda.read.passage import Passage
from servanda.read.setting import head_of_time
from servanda.read.utterances import find_inquits, segment_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from servanda.read.times import Time
    from servanda.text.parsed import Token

_VERBAL = frozenset({"VERB", "AUX"})
_LINKS = frozenset(
    ["conj", "xcomp", "ccomp", "advcl", "pcomp", "prep", "dobj", "pobj", "nsubj", "nsubjpass", "attr", "dep"]
)
"""Dependencies through which what is told of the governor is told of the thing below."""
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_AFTER = frozenset({"after", "since"})
_LOOK_BACK = frozenset({"following", "after", "since", "during"})
"""Prepositions that date a past deed by a dated thing: 'following the 1994 accord'."""
_FRONTED = frozenset({"after", "following", "during"})
_LOOKING_ON = frozenset({"after", "since"})
_DEADLINES = frozenset({"by", "before", "until", "within"})
_RECENT = frozenset(
    {"hour", "minute", "day", "night", "overnight", "morning", "evening", "afternoon", "week", "just"}
)
_SPANS = frozenset({"week", "month", "year", "decade", "season"})
_SHORT = frozenset({"minute", "hour", "moment", "second"})
_EARLIER = frozenset({"before", "earlier", "previous", "previously", "ago"})
_OWN = frozenset({"nummod", "amod", "compound", "nmod", "poss"})
_APART = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "appos", "conj"})


def is_retold(passage: Passage, head: "Token", words: Words, is_old: "Callable[[str], bool]") -> bool:
    """Tell whether the clause of an event, or one that it is told in, looks back; is_old: asked of an EDTF date."""
    dated = _dated_verbs(passage, words, is_old)
    for token in tell_clauses(head):
        if token.i in dated:
            return dated[token.i]
        if _is_years_after(token, words) or (_is_remembered(token, words) and not read_modal(head)):
            return True
    new = any(
        t.edtf is not None and not is_old(t.edtf) for t in passage.times if _is_beside(passage, t, head)
    )
    return not new and _is_recalled_beside(passage, head, words)


def _is_beside(passage: Passage, time: "Time", head: "Token") -> bool:
    """Tell whether a time stands in the sentence of a word."""
    start, end = passage.span(head.sent.start, head.sent.end)
    return start <= time.core[0] < end


def _is_recalled_beside(passage: Passage, head: "Token", words: Words) -> bool:
    """Tell whether an inserted clause says that a past deed is remembered: 'it had paid them, the adviser recalled'."""
    return is_past(find_clause(head)) and any(
        words.has(inquit.verb, "retell") and inquit.covers(head)
        for inquit in find_inquits(passage, *segment_of(passage, head))
    )


def is_said_long_ago(passage: Passage, head: "Token", words: Words, is_old: "Callable[[str], bool]") -> bool:
    """Tell whether what was yet to come was promised or threatened in an earlier time: 'in 2020 they had warned'."""
    dated = _dated_verbs(passage, words, is_old)
    above = [t for t in tell_clauses(head) if t != head and t.pos_ in _VERBAL]
    if any(words.has(t.head, "retell") and is_past(t) and t.dep_ == "ccomp" for t in above):
        return True
    return any(
        (dated.get(t.i, False) and _is_past(t)) or (_is_had(t) and is_long_before(t, words)) for t in above
    )


def is_present(head: "Token") -> bool:
    """Tell whether a clause tells of today: 'are held', 'have yet to meet'."""
    verb = next((t for t in _tellers(head) if t.pos_ in _VERBAL and (_tense(t) or t.head == t)), head)
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    return verb.sent.start > 0 and _tense(verb) == "present" and not perfect


def _tense(verb: "Token") -> str:
    """Return whether a verb is finite in the present or in the past; empty where it is neither."""
    tags = {verb.tag_, *(c.tag_ for c in verb.children if c.dep_ in {"aux", "auxpass"})}
    return "past" if "VBD" in tags else "present" if tags & {"VBP", "VBZ"} else ""


def _is_had(verb: "Token") -> bool:
    return verb.tag_ == "VBN" and any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children)


def is_weeks_before(token: "Token") -> bool:
    """Tell whether a pluperfect is dated by what was before the news: 'the week before', 'weeks earlier'."""
    verb = next((t for t in _tellers(token) if _is_had(t)), None)
    if verb is None:
        return False
    words = [t for child in verb.children if not _is_clause(child) for t in child.subtree]
    return any(t.lemma_ in _SPANS for t in words) and any(t.lower_ in _EARLIER for t in words)


def _tellers(head: "Token") -> "Iterator[Token]":
    """Yield an event's head and what it is told in, innermost first; a relative clause is told by itself."""
    current = head
    yield current
    while current.head != current and (current.dep_ in _LINKS or current.pos_ not in _VERBAL):
        current = current.head
        yield current


def _dated_verbs(passage: Passage, words: Words, is_old: "Callable[[str], bool]") -> dict[int, bool]:
    """Return the verbs that a time dates, by token index: True where all their times are old."""
    dated: dict[int, bool] = {}
    for time in passage.times:
        if is_anniversary(passage, time):
            continue
        value = _day_of(time)
        token = head_of_time(passage, time)
        verb = _dated_by(token, words) if value is not None else None
        verb = verb and _said_in(passage, verb, token)
        if value is None or verb is None or not _is_dating(time, verb):
            continue
        dated[verb.i] = dated.get(verb.i, True) and is_old(value)
    return dated


def _said_in(passage: Passage, verb: "Token", token: "Token | None") -> "Token":
    """Return the verb of what is said, where a time hangs on an inserted 'X told reporters' that it stands outside of."""
    for inquit in find_inquits(passage, *segment_of(passage, verb)):
        if inquit.verb != verb or token is None or inquit.first <= token.i <= inquit.last:
            continue
        start, end = segment_of(passage, verb)
        said = [t for t in passage.doc[start:end] if inquit.covers(t) and is_past(t) and t.pos_ in _VERBAL]
        return next((t for t in said if (t.i > token.i)), verb)
    return verb


def is_anniversary(passage: Passage, time: "Time") -> bool:
    """Tell whether a time only says to the day how long ago it was: 'ten years ago today', 'twenty years ago this week'."""
    before = (
        passage.doc.text[: time.core[0] - passage.offset].rstrip().rstrip(",").removesuffix(" on").lower()
    )
    return before.endswith((" ago", " to the day"))


def _is_dating(time: "Time", verb: "Token") -> bool:
    """Tell whether a time says when a deed was done: no deadline, and no 'has done' but with 'since'."""
    if time.relation in _LOOKING_ON:
        return _is_past(verb)
    perfect = any(c.dep_ == "aux" and c.lower_ in {"has", "have"} for c in verb.children)
    return time.relation not in _DEADLINES and not perfect and verb.tag_ != "VB"


def _day_of(time: "Time") -> str | None:
    """Return the date that a time names, EDTF: of 'since 2014' and 'after the 2014 raid' 2014; None for lengths."""
    if time.kind not in {"date", "time"}:
        return None
    if time.value is None and time.anchor is not None and (year := _YEAR.search(time.anchor)):
        return year.group()
    return time.value if time.relation in _LOOKING_ON else time.edtf


def _dated_by(token: "Token | None", words: Words) -> "Token | None":
    """Return the verb that a time stands beside: 'in 2020', or behind a looking word: 'following the 1994 accord'."""
    inside, preposition = False, ""
    while token is not None and (token.pos_ not in _VERBAL or token.dep_ == "prep"):
        if token.head == token or token.dep_ in _APART:
            return None
        if token.dep_ == "prep" or token.pos_ in {"ADP", "SCONJ"}:
            preposition = token.lower_
            noun = token.head
            if noun.pos_ in {"NOUN", "PROPN"}:
                if noun.dep_ != "pobj" or noun.head.lower_ not in _FRONTED or noun.head.i != token.sent.start:
                    return None
                inside = True
        elif token.dep_ in _OWN:
            inside = True
        token = token.head
    if token is None or not inside or (preposition in _LOOK_BACK and _is_past(token)):
        return token
    return token if preposition == "under" and token.tag_ == "VBD" and words.has(token, "plan") else None


def _is_past(verb: "Token") -> bool:
    return verb.tag_ == "VBD" or any(
        c.tag_ == "VBD" or c.lower_ in {"has", "have", "had"}
        for c in verb.children
        if c.dep_ in {"aux", "auxpass"}
    )


def _is_clause(token: "Token") -> bool:
    return token.dep_ in {"nsubj", "nsubjpass", "advcl", "ccomp", "csubj"}


def _is_years_after(verb: "Token", words: Words) -> bool:
    """Tell whether a clause opens with 'years after': 'Thirty years after the army killed …'."""
    return (
        verb.dep_ == "advcl"
        and is_marked(verb, _AFTER)
        and any(words.has(c, "span") and c.i < verb.i for c in verb.children)
    )


def _is_remembered(token: "Token", words: Words) -> bool:
    """Tell whether a word only remembers what hangs below it: 'the anniversary of', 'recalled how'."""
    if words.has(token, "retell"):
        return True
    return token.dep_ == "relcl" and any(
        words.has(above, "retell") for above in (token.head.head, token.head.head.head)
    )


def is_pluperfect(token: "Token") -> bool:
    """Tell whether a verb stands in the pluperfect ('had signed') and nothing says that it was only hours before."""
    verb = token if token.pos_ in _VERBAL else token.head
    if any(
        c.lemma_.lower() in _RECENT
        for child in verb.children
        if child.i < verb.i
        for c in child.subtree
        if not _is_clause(child)
    ):
        return False
    if any(c.lower_ in _EARLIER and any(t.lemma_ in _SHORT for t in c.subtree) for c in verb.children):
        return False
    return _is_had(verb)


def is_long_before(token: "Token", words: Words) -> bool:
    """Tell whether years or months stand beside a verb: 'two years earlier'."""
    verb = token if token.pos_ in _VERBAL else token.head
    return any(words.has(c, "span") for child in verb.children for c in (child, *child.children))
