"""When an agreement was signed: the dates that its noun, or the verb that signs, carries."""

import re
from typing import TYPE_CHECKING

from servanda.read.clauses import Clause, build_clause, expand, find_preps, lemma_of
from servanda.read.passage import Passage
from servanda.read.setting import climb, has_day, head_of_time, loose_times
from servanda.read.times import Time

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_SIGNING = frozenset({"sign", "initial", "ink", "conclude", "reach", "date", "adopt", "strike", "agree"})


_SIGNINGS = frozenset({"signing", "signature", "initialling", "initialing", "conclusion", "sealing"})
_REACHING = frozenset({"reach", "strike", "conclude", "clinch", "seal"})


def find_nominal(noun: "Token") -> Clause | None:
    """Return the clause of 'the signing of …' over an agreement noun, with those who sign: 'by X and Y', 'by' after the noun."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    if above is None or above.lower_ not in _SIGNINGS:
        return None
    clause = Clause(head=above, lemma=above.lower_, nominal=True)
    clause.preps = find_preps(above)
    clause.subjects = [h for top in (above, noun) for p, h in find_preps(top) if p in {"by", "between"}]
    clause.subjects += [c for c in above.children if c.dep_ == "poss"]
    return clause if len([t for head in clause.subjects for t in expand(head)]) > 1 else None


def is_news(noun: "Token", clause: Clause | None) -> bool:
    """Tell whether 'a deal struck on Monday between X and Y' tells of it for the first time."""
    fresh = any(c.lower_ in {"a", "an"} for c in noun.children)
    between = clause is not None and bool(clause.has("between") or clause.subjects)
    return fresh and between and clause is not None and lemma_of(clause.head) in _REACHING


def find_participle(noun: "Token") -> Clause | None:
    """Return the clause of 'signed in Y' after an agreement noun, or after what it belongs to."""
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and lemma_of(child) in _SIGNING:
            return build_clause(child)
    owner = noun.head
    for head in (noun, *([owner.head] if noun.dep_ == "pobj" else [])):
        for below in head.subtree:
            if (
                below.dep_ == "acl"
                and lemma_of(below) in _SIGNING
                and below.head in [noun, *noun.subtree]
                and below.i > noun.i
            ):
                return build_clause(below)
    return None


def find_dates(passage: Passage, noun: "Token", clause: Clause | None) -> list[Time]:
    """Return the dates of signature that the noun phrase (or the verb that signs) carries."""
    found: list[Time] = []
    if clause is not None:
        found.extend(t for t in loose_times(passage, clause.head) if t.kind == "date")
    for time in passage.times:
        token = head_of_time(passage, time)
        if (
            token is None
            or time in found
            or not has_day(time)
            or time.kind not in {"date", "time"}
            or token.sent.start != noun.sent.start
            or time.relation in {"by", "before", "until", "since", "within"}
        ):
            continue
        path = [token, *climb(token)]
        for above in path:
            if above == noun:
                found.append(time)
                break
            if above.pos_ in {"VERB", "AUX"}:
                inside = (
                    above.dep_ in {"acl", "relcl"}
                    and lemma_of(above) in _SIGNING
                    and noun in list(climb(above))[:6]
                )
                if inside or (clause is not None and above == clause.head):
                    found.append(time)
                break
    return _listed_after(passage, noun, found, clause)


def _listed_after(passage: Passage, noun: "Token", found: list[Time], clause: Clause | None) -> list[Time]:
    """Add dates that continue a list of dates ('signed on A, B, and C'), wherever the parse hung them."""
    group = expand(noun) if noun.dep_ != "conj" else expand(noun.head)
    following = next((passage.at(t) for t in group if t.i > noun.i and t.dep_ == "conj"), None)
    found = sorted(found, key=lambda t: t.core)
    if following is not None:
        found = [t for t in found if t.core[0] < following] or found
    if noun.dep_ == "conj":
        found = [t for t in found if t.core[0] > passage.at(noun)] or found
    elif clause is not None:
        beside = [c.i for c in clause.head.children if c.dep_ == "conj" and c.pos_ == "NOUN" and c.i > noun.i]
        found = [t for t in found if not beside or t.core[0] < passage.at(passage.doc[beside[0]])] or found
    if noun.tag_ not in {"NNS", "NNPS"}:
        found = found[:1]
    if not found:
        return found
    ordered = sorted(passage.times, key=lambda t: t.core)
    result = list(found)
    last = max(found, key=lambda t: t.core)
    for time in ordered:
        if time.core[0] <= last.core[1]:
            continue
        between = passage.text[last.core[1] - passage.offset : time.core[0] - passage.offset]
        if (
            not re.fullmatch(r"\s*,?\s*(?:and\s+)?(?:the\s+|of\s+|on\s+)?", between)
            or not between.strip()
            or time.kind != "date"
        ):
            break
        if time not in result:
            result.append(time)
        last = time
    return sorted(result, key=lambda t: t.core)
