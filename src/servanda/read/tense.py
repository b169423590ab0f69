"""Which way in time a sentence looks: the tense of the verb that a time expression hangs on."""

from collections.abc import Callable
from typing import Literal

from servanda.model import Span
from servanda.read.passage import Passage

Direction = Literal["past", "future", "unknown"]

_FUTURE_AUX = frozenset({"will", "shall", "'ll", "’ll", "would", "must", "should", "may", "might", "could"})
_WEEKDAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
_OWED = frozenset({"oblige", "require", "be", "have", "bind", "order"})
"""Past duties may lie behind: 'was to return it by 15 November' is told after that day as well as before."""
_PLANNING = frozenset({"propose", "suggest", "plan", "schedule", "offer"})
_FUTURE_VERBS = frozenset(
    [
        "agree",
        "plan",
        "schedule",
        "expect",
        "intend",
        "due",
        "set",
        "propose",
        "offer",
        "promise",
        "pledge",
        "want",
        "hope",
        "prepare",
        "undertake",
        "postpone",
        "reschedule",
        "delay",
        "adjourn",
        "put",
    ]
)


def direction_of(passage: Passage) -> Callable[[Span], Direction]:
    """Return the function that `find_times` asks for the direction at a span of the document."""

    def ask(span: Span) -> Direction:
        start, end = span[0] - passage.offset, span[1] - passage.offset
        found = passage.doc.char_span(max(0, start), max(start + 1, end), alignment_mode="expand")
        if found is None or len(found) == 0:
            return "unknown"
        token = found.root
        if any(above.lower_ in {"following", "after"} and above.dep_ == "prep" for above in token.ancestors):
            return "past"
        while token.pos_ not in {"VERB", "AUX"} and token.head != token:
            token = token.head
        if token.tag_ == "VB" and token.dep_ in {"acl", "advcl"} and found.text.split()[-1] in _WEEKDAYS:
            while token.head != token and token.tag_ not in {"VBD", "VBZ", "VBP"}:
                token = token.head
        while (
            token.dep_ == "conj"
            and token.tag_ == "VBN"
            and token.head.pos_ in {"VERB", "AUX"}
            and not any(c.dep_ in {"aux", "auxpass"} for c in token.children)
        ):
            token = token.head
        words = {c.lower_ for c in token.children if c.dep_ in {"aux", "auxpass"}}
        if words & _FUTURE_AUX:
            return "future"
        if token.tag_ in {"VB", "VBN"} and "to" in words:
            owed = token.dep_ == "xcomp" and token.head.tag_ == "VBD" and token.head.lemma_.lower() in _OWED
            return "unknown" if owed else "future"
        if token.tag_ == "VB" and token.dep_ == "conj":
            return "future"
        if (
            token.lemma_.lower() in _PLANNING
            and found.start > token.i
            and any(c.dep_ == "dobj" for c in token.children)
        ):
            return "future"
        if (
            token.lemma_.lower() in _FUTURE_VERBS
            and token.dep_ != "ccomp"
            and any(
                p.lower_ in {"for", "until", "till", "to"} and p.i >= found.start - 2 for p in token.children
            )
        ):
            return "future"
        if token.tag_ in {"VBD", "VBN"}:
            return "past"
        if token.tag_ in {"VBP", "VBZ", "VBG"}:
            return "unknown"
        return "unknown"

    return ask
