"""How far an undertaking has come, from the shape of the sentence: 'not yet', 'two of the five', 'as agreed'."""

import re
from typing import TYPE_CHECKING

from servanda.codebook import Codebook
from servanda.model import Value
from servanda.read.clauses import Clause, lemma_of
from servanda.read.passage import Passage

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}
_NUMBER = r"(\d[\d,]*|" + "|".join(_NUMBERS) + r")"
_N_OF_M = re.compile(
    rf"\b(?:only |just |at least |about )?{_NUMBER} (?:out )?of (?:the |its |their |all |a total of |some )*{_NUMBER}\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?:(?:more than |less than |over |nearly |almost |about |only |at least )?(?:\d[\d.,]* ?(?:per ?cent|%)|half|(?:one|a|two|three|four|five|six|seven) "
    r"(?:third|quarter|fifth|sixth|tenth)s?))(?: of\b)?", re.IGNORECASE
)  # fmt: skip
_AS_PROMISED = re.compile(
    r"\bas (?:agreed|promised|pledged|planned|required|stipulated|provided|foreseen|(?:it|he|she|they|the \w+) (?:agreed|promised|pledged)"
    r"|they had (?:agreed|promised|pledged|undertaken)"
    r"|(?:it|he|she|the \w+) had (?:agreed|promised|pledged|undertaken))"
    r"|\b(?:in (?:line|accordance|keeping|compliance) with|under|pursuant to|in fulfilment of|in implementation of|required by|"
    r"called for by|foreseen (?:in|by)|provided for (?:in|by)|stipulated (?:in|by)|set (?:out )?(?:in|by)) (?:the|its|their|a|that|this)\b[^.;]{0,60}?"
    r"\b(?:agreement|deal|accord|truce|ceasefire|treaty|statement|declaration|plan|roadmap|pact|protocol|commitment|point \d+|article \d+|"
    r"terms?|arrangements?|obligations?)\b"
    r"|\b(?:fulfilling|honouring|honoring|implementing|carrying out) (?:the|its|their|a|an|point)\b", re.IGNORECASE
)  # fmt: skip

_BY_ARTICLE = re.compile(
    r"(?:\b(?:as per|consistent with|mandated (?:by|under|in)|required (?:by|under|in)|envisaged (?:by|under|in)|provided (?:for )?(?:by|under|in)|"
    r"stipulated (?:by|under|in)|outlined (?:by|under|in)|in (?:line|accordance|keeping|compliance) with|in fulfilment of|pursuant to|under)"
    r"\s+(?:the\s+)?(?:chapter\s+\w+,?\s+)?|\(\s*(?:see\s+)?)(?:article|art\.?|section|paragraph|point|clause)s?\s+\d+(?:\.\d+)*",
    re.IGNORECASE,
)
"""The article of an agreement under which something is done."""


def is_not_yet(verb: "Token") -> bool:
    """Tell whether a negated verb says that something is still to come: 'has not yet', 'have still not'."""
    words = {c.lower_ for c in verb.children}
    if (
        verb.dep_ == "xcomp"
        and lemma_of(verb.head) in {"have", "be"}
        and any(c.lower_ == "yet" for c in (*verb.head.children, *verb.children))
    ):
        return True
    if not words & {"yet", "still"}:
        return False
    nobody = any(
        d.lower_ in {"no", "none", "neither"}
        for c in verb.children
        if c.dep_ in {"nsubj", "nsubjpass"}
        for d in (c, *c.children)
    )
    return bool(words & {"not", "n't", "never", "nor"}) or nobody or verb.sent[0].lower_ == "nor"


_STATES = frozenset(
    {
        "make",
        "have",
        "account",
        "comprise",
        "constitute",
        "contain",
        "cover",
        "come",
        "represent",
        "live",
        "own",
    }
)
"""Verbs that say what there is, not what has been done: 'refugees make up a sixth of the population'."""


def find_share(passage: Passage, clause: Clause) -> tuple[Value, int | None, int | None] | None:
    """Return (words, done, total) of 'two of the five', 'four fifths of' in the subject or object of a clause."""
    if clause.lemma in _STATES:
        return None
    for head in (*clause.objects, *clause.subjects):
        start, end = head.left_edge.i, head.right_edge.i + 1
        text = passage.words(start, end)
        match = _N_OF_M.search(text) or _SHARE.match(text)
        if match is None or passage.span(start, end)[0] + match.start() > passage.offset + head.idx:
            continue
        begin = passage.span(start, end)[0] + match.start()
        done, total = (
            (_count(match.group(1)), _count(match.group(2))) if match.re is _N_OF_M else (None, None)
        )
        words = match.group().strip()
        return Value(text=words, value=words, span=(begin, begin + len(words))), done, total
    return None


def is_as_promised(passage: Passage, clause: Clause, codebook: Codebook) -> Value | None:
    """Return the words that tie a deed to a promise, or None."""
    sentence = clause.head.sent
    text = sentence.text
    match = _BY_ARTICLE.search(text) or _AS_PROMISED.search(text)
    if match is None:
        return None
    if abs(match.start() + sentence[0].idx - clause.head.idx) > 160:
        return None
    start = passage.offset + sentence[0].idx + match.start()
    del codebook
    return Value(text=match.group(), value=match.group(), span=(start, start + len(match.group())))


def is_by_article(words: Value | None) -> bool:
    """Tell whether the words that tie a deed to a promise name an article."""
    return words is not None and _BY_ARTICLE.fullmatch(words.text) is not None


def _count(word: str) -> int | None:
    cleaned = word.replace(",", "").lower()
    return int(cleaned) if cleaned.isdigit() else _NUMBERS.get(cleaned)


def is_reading_of(verb: "Token", codebook: Codebook) -> bool:
    """Tell whether a verb names a deed that could have been promised: any cue of events, or a common act of implementation."""
    word = lemma_of(verb)
    if word in _MEASURING:
        return False
    return word in _ACTS or any(
        code.kind in {"event", "status", "agreement"} for code, _ in codebook.by_verb.get(word, ())
    )


_MEASURING = frozenset({"make", "represent", "account", "constitute", "comprise", "total", "number", "be"})
"""Verbs of shares that nobody promised: 'refugees make up a sixth of the people'."""
_ACTS = frozenset(
    [
        "take",
        "fly",
        "transport",
        "adopt",
        "pass",
        "enact",
        "approve",
        "appoint",
        "name",
        "establish",
        "create",
        "form",
        "set",
        "build",
        "open",
        "reopen",
        "unblock",
        "close",
        "deploy",
        "train",
        "graduate",
        "unify",
        "publish",
        "submit",
        "complete",
        "pay",
        "return",
        "demine",
        "clear",
        "restore",
        "hold",
        "elect",
        "draft",
        "finalise",
        "finalize",
        "finish",
        "buy",
        "hand",
        "deliver",
        "disband",
        "dismantle",
        "reconstitute",
        "reform",
        "sign",
        "ratify",
        "convene",
        "launch",
        "start",
        "begin",
        "leave",
        "withdraw",
        "remove",
        "register",
        "screen",
        "canton",
        "move",
        "redeploy",
        "repatriate",
        "compensate",
        "prosecute",
        "try",
        "investigate",
        "demarcate",
        "delimit",
        "exchange",
        "release",
        "lift",
        "allocate",
        "transfer",
        "implement",
        "integrate",
        "demobilise",
        "demobilize",
        "disarm",
        "resettle",
        "rebuild",
        "construct",
    ]
)
