"""Ties status claims, deeds and anchors to the commitments that they speak of; never by likeness alone."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import cast

import msgspec

from servanda.model.kinds import Says
from servanda.resolve.promises import Promise, Promises, Word
from servanda.resolve.sketch import Sketch, Sketcher, fold_first
from servanda.resolve.told import Told

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+|[a-z]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_POINT = re.compile(r"\d+(?:\.\d+)*[a-z]?(?![\w])")
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


UNDONE_BY = frozenset({"done", "reversed"})
"""Codes of words on an act that may undo what was promised."""


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that speaks of a commitment: what it says of it, and why it is taken to speak of it."""

    claim: str
    says: Says
    reasons: tuple[str, ...]


def read_status(told: Told, sketcher: Sketcher, agreement: str | None) -> Word:
    """Read a status claim as a word on a commitment."""
    claim = told.claim
    about = claim.first("about") or _read_words(told, "about")
    act = claim.first("act") or _read_words(told, "act")
    quote = told.document.text[slice(*claim.span)]
    texts = [about] if about and claim.code in sketcher.rules.ties.by_others else [act, about]
    acts = {act for text in texts if text for act in sketcher.acts.read_all(text)}
    if about and sketcher.rules.ties.numbered & set(about.casefold().split()[:2]):
        acts = set()
    return Word(
        claim=claim.id,
        acts=tuple(sorted(acts, key=lambda act: act.key)),
        sides=sketcher.list_sides(told, "actor"),
        agreement=agreement,
        point=claim.first("point") or find_point(quote, sketcher.rules.ties.numbered),
        place=fold_first(told, "place"),
        topics=tuple(claim.values("topic")),
        day=told.latest,
        until=claim.first("until"),
        by_others=claim.code in sketcher.rules.ties.by_others,
        text=told.document.id if told.document.kind == "agreement" else None,
        general=not any(one.verbs for one in acts)
        and (
            claim.code in sketcher.rules.ties.ends
            or ((about or "") in (act or "") and sketcher.acts.is_general(act or ""))
        ),
    )


def find_point(text: str, numbered: frozenset[str]) -> str | None:
    """Return the one number of a point that words name (in point 6 of the statement), or None."""
    words = text.casefold().split()
    found = {
        match[0]
        for word, after in pairwise(words)
        if word in numbered and (match := _POINT.match(after)) is not None
    }
    return next(iter(found)) if len(found) == 1 else None


def list_words_before(told: Told, role: str, count: int) -> frozenset[str]:
    """Return the words of a role's first filler, and so many before it in the sentence, in lower case."""
    filler = next(iter(told.claim.roles.get(role, ())), None)
    if filler is None:
        return frozenset()
    before = told.document.text[told.claim.span[0] : filler.span[0]].split()[-count:]
    words = " ".join([*before, filler.text]).casefold()
    return frozenset(_LETTERS.findall(words))


def _read_words(told: Told, role: str) -> str | None:
    """Return the words of a role as written."""
    return next((filler.text for filler in told.claim.roles.get(role, ())), None)


def tie_status(told: Told, word: Word, promises: Promises) -> dict[str, Tie]:
    """Return the ties of one status claim by commitment; empty where none or too many fit."""
    ties = {}
    for promise, reasons in find_best(word, promises):
        says, why = measure_status(told, promise, promises)
        ties[promise.id] = Tie(claim=word.claim, says=says, reasons=tuple(sorted({*reasons, *why})))
    if ties or told.claim.negated or told.claim.code not in UNDONE_BY:
        return ties
    for promise, reasons in find_best(replace(word, undoing=True), promises):
        if {"act", "object"} <= reasons:
            ties[promise.id] = Tie(
                claim=word.claim, says="reversed", reasons=tuple(sorted({*reasons, "undone"}))
            )
    return ties


def list_told_before(groups: Iterable[Sequence[Sketch]]) -> dict[str, list[tuple[int, str]]]:
    """Return by document where commitments are told of: the end of the words, and the claim."""
    told: dict[str, list[tuple[int, str]]] = {}
    for group in groups:
        for sketch in group:
            told.setdefault(sketch.document, []).append((sketch.told.claim.span[1], sketch.id))
    return {document: sorted(ends) for document, ends in told.items()}


def tie_back(
    told: Told, word: Word, promises: Promises, before: Mapping[str, Sequence[tuple[int, str]]]
) -> dict[str, Tie]:
    """Tie a word on "the obligation" to the commitment told of last before it in the document, if it is its actor's."""
    if word.text is not None or not word.sides or any(act.heads for act in word.acts):
        return {}
    start = told.claim.span[0]
    near = [
        key
        for end, key in before.get(told.document.id, ())
        if end <= start and start - end <= promises.rules.back_characters
    ]
    if not near:
        return {}
    promise = promises.find_claim(near[-1])
    if promise is None or not word.sides & promise.sides or _differ(word.agreement, promise.agreement):
        return {}
    says, why = measure_status(told, promise, promises)
    return {promise.id: Tie(claim=word.claim, says=says, reasons=tuple(sorted({"told before", "who", *why})))}


def _differ(left: str | None, right: str | None) -> bool:
    """Whether both are known, and not the same."""
    return left is not None and right is not None and left != right


def measure_status(told: Told, promise: Promise, promises: Promises) -> tuple[Says, tuple[str, ...]]:
    """Return what a word amounts to for what was promised: a number only a part, a lasting act begun all of it."""
    rules = promises.rules
    if _counts_only(told, promise):
        return "partly", ("counted",)
    if told.claim.code == "done" and list_words_before(told, "about", 0) & rules.in_part:
        return "partly", ("in part",)
    if told.claim.code == "started" and any(act.verbs & rules.lasting for act in promise.acts):
        return "done", ("lasting",)
    return cast("Says", told.claim.code), ()


def _counts_only(told: Told, promise: Promise) -> bool:
    """Whether a word of done counts how many without saying of how many, and not as many as were promised."""
    claim = told.claim
    if claim.code != "done" or claim.negated or "total" in claim.roles:
        return False
    done = read_number(_read_words(told, "quantity") or "")
    owed = read_number(f"{promise.record.quantity or ''} {promise.record.act}")
    return done is not None and (owed is None or done < owed)


def read_number(text: str) -> int | None:
    """Return the first number in digits or words (up to twelve), or None."""
    for word in _NUMBER.findall(text.lower()):
        if word[0].isdigit():
            return int(word.replace(",", ""))
        if word in _WORDS:
            return _WORDS.index(word) + 2
    return None


def find_best(word: Word, promises: Promises) -> list[tuple[Promise, frozenset[str]]]:
    """Return the commitments that a word fits best.

    Of equally good ones the latest made before the word counts; several only
    where they are one act owed by several sides.
    """
    fits = [(promise, promises.find_reasons(word, promise)) for promise in promises.list_candidates(word)]
    fits = [(promise, reasons) for promise, reasons in fits if reasons]
    full = (
        [promise.id for promise, reasons in fits if {"act", "object", "exact"} <= reasons]
        or [promise.id for promise, reasons in fits if {"act", "object"} <= reasons]
        or [promise.id for promise, reasons in fits if "act" in reasons]
    )
    if len(full) == 1:
        full = [
            promise.id for promise, _ in fits if promise.id in full and _is_plain(word, promise, promises)
        ]
        fits = [(promise, reasons | {"only"} if promise.id in full else reasons) for promise, reasons in fits]
    good = [(promise, reasons) for promise, reasons in fits if promises.suffices(reasons)]
    if not good:
        return []
    top = max(promises.weigh(reasons) for _, reasons in good)
    best = [(promise, reasons) for promise, reasons in good if promises.weigh(reasons) == top]
    last = max(promise.since or 0 for promise, _ in best)
    best = [(promise, reasons) for promise, reasons in best if (promise.since or 0) == last]
    if len(best) > 1 and (len(best) > promises.rules.most or not _is_shared(best, promises)):
        return []
    return best


def _is_plain(word: Word, promise: Promise, promises: Promises) -> bool:
    """Whether the one commitment that has a word's act may be meant: the thing is told, or the word names none."""
    return promises.tells(word, promise) or all(not act.heads for act in word.acts)


def _is_shared(best: Sequence[tuple[Promise, frozenset[str]]], promises: Promises) -> bool:
    """Whether commitments are one act that several sides owe: same agreement, verb and object, other obligors."""
    first = best[0][0]
    return all(
        other.agreement == first.agreement
        and other.sides != first.sides
        and any(one.verbs & two.verbs and one.heads == two.heads for one in other.acts for two in first.acts)
        for other, _ in best[1:]
    )


def add_ties(ties: dict[str, list[Tie]], new: Mapping[str, Tie] | Iterable[tuple[str, Tie]]) -> None:
    """Add ties to those of their commitments, each once."""
    for commitment, tie in new.items() if isinstance(new, Mapping) else new:
        mine = ties.setdefault(commitment, [])
        if all((kept.claim, kept.says) != (tie.claim, tie.says) for kept in mine):
            mine.append(tie)
