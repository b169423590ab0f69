"""Ties status claims, deeds and anchors to the commitments that they speak of; never by likeness alone."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

import msgspec

from servanda.model.kinds import Says
from servanda.resolve.clauses import Clause, Clauses, Report, list_numbers
from servanda.resolve.promises import Promise, Promises, Word
from servanda.resolve.sketch import Sketch, Sketcher, fold_first
from servanda.resolve.told import Told
from servanda.resolve.wording import Deed, Wording, add_named, read_deeds

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+|[a-z]+")
_SOME = frozenset({"few", "some", "several", "many", "most", "half"})
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


AHEAD = frozenset(
    {"extended", "deadline-set", "suspended", "superseded", "cancelled", "resumed", "promised", "reaffirmed"}
)
"""Words that may be said of a clause before they are so; all others only once they are."""


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
    texts = [about] if about and claim.code in sketcher.rules.ties.by_others else [act, about]
    acts = {act for text in texts if text for act in sketcher.acts.read_all(text)}
    return Word(
        claim=claim.id,
        acts=tuple(sorted(acts, key=lambda act: act.key)),
        sides=sketcher.list_sides(told, "actor"),
        agreement=agreement,
        point=claim.first("point"),
        place=fold_first(told, "place"),
        topic=claim.first("topic"),
        day=told.latest,
        until=claim.first("until"),
        by_others=claim.code in sketcher.rules.ties.by_others,
        text=told.document.id if told.document.kind == "agreement" else None,
    )


def _read_words(told: Told, role: str) -> str | None:
    """Return the words of a role as written."""
    return next((filler.text for filler in told.claim.roles.get(role, ())), None)


def make_clause(promise: Promise, group: Sequence[Sketch], wording: Wording) -> Clause | None:
    """Draw the clause of a text that lays a commitment down; None where none does."""
    mine = [one for one in group if one.told.document.kind == "agreement" and one.point is not None]
    if not mine:
        return None
    first = min(mine, key=lambda one: one.told.claim.span)
    return Clause(
        id=promise.id,
        number=(first.point or "").rpartition("/")[2],
        deeds=tuple(
            deed for one in mine for deed in add_named(_read_own(wording, one), wording, quote(one.told))
        ),
        words=frozenset[str]().union(*(wording.list_words(quote(one.told)) for one in mine)),
        sides=promise.sides,
        agreement=promise.agreement,
        since=promise.since,
        place=first.told.claim.span[0],
    )


def _read_own(wording: Wording, sketch: Sketch) -> tuple[Deed, ...]:
    """Read the deed of one claim: its act, else its object."""
    claim = sketch.told.claim
    acts = claim.values("act")
    subjects = [value.text for value in claim.roles.get("subject", ())]
    return read_deeds(wording, acts, [] if acts else claim.values("object"), subjects[:1])


def report_status(told: Told, word: Word, wording: Wording) -> Report | None:
    """Draw what a status claim says of some clause; None for what stands in an agreement itself."""
    claim = told.claim
    if word.text is not None or (claim.force not in ("asserted", "alleged") and claim.code not in AHEAD):
        return None
    if claim.code not in AHEAD and told.published is not None and (word.day or 0) > told.published[1]:
        return None
    acts = [value.value or value.text for value in claim.roles.get("act", ())]
    about = [value.value or value.text for value in claim.roles.get("about", ())]
    actors = [value.text for value in claim.roles.get("actor", ())]
    sentence = quote(told)
    return Report(
        deeds=tuple(deed for deed in read_deeds(wording, acts, about, actors) if deed.things),
        words=wording.list_words(sentence),
        numbers=list_numbers(sentence),
        sides=word.sides,
        agreement=word.agreement,
        day=word.day or (told.published[1] if told.published else None),
        point=(word.point or "").rpartition("/")[2] or None,
        pending=claim.cue.rule.endswith("#remain pending"),
    )


def report_event(sketch: Sketch, wording: Wording) -> Report | None:
    """Draw what an event says of some clause; None for what stands in an agreement itself, and for what is still ahead."""
    told = sketch.told
    claim = told.claim
    if told.document.kind == "agreement" or told.published is None:
        return None
    if (told.latest or 0) > told.published[1]:
        return None
    sentence = quote(told)
    verb = claim.cue.rule.partition("#")[2].split(" ")[0] or claim.cue.text.split(" ")[0]
    act = f"{verb} {claim.first('object') or ''}"
    deeds = read_deeds(wording, [act], [])
    return Report(
        deeds=tuple(deed for deed in deeds if deed.things),
        words=wording.list_words(sentence),
        numbers=list_numbers(sentence),
        sides=sketch.sides,
        day=told.latest,
    )


def quote(told: Told) -> str:
    """Return the sentence that a claim rests on."""
    return told.document.text[slice(*told.claim.span)]


def tie_status(
    told: Told, word: Word, promises: Promises, clauses: Clauses, report: Report | None
) -> dict[str, Tie]:
    """Return the ties of one status claim by commitment; empty where none or too many fit."""
    ties = {}
    meant = (
        [(promises.by_id[clause.id], reasons) for clause, reasons in clauses.find(report)] if report else []
    )
    for promise, reasons in meant or find_best(word, promises, clauses.ids):
        counted = _counts_only(told, promise)
        says = "partly" if counted else cast("Says", told.claim.code)
        ties[promise.id] = Tie(
            claim=word.claim, says=says, reasons=tuple(sorted({*reasons, *(("counted",) if counted else ())}))
        )
    return ties


def _counts_only(told: Told, promise: Promise) -> bool:
    """Whether a word of done counts how many without saying of how many, and not as many as were promised."""
    claim = told.claim
    if claim.code != "done" or claim.negated or "total" in claim.roles:
        return False
    done = read_number(_read_words(told, "quantity") or "")
    owed = read_number(f"{promise.record.quantity or ''} {promise.record.act}")
    return done is not None and (owed is None or done < owed)


def counts_some(text: str) -> bool:
    """Whether words count how many without saying of how many: a number, a few, several."""
    return read_number(text) is not None or not _SOME.isdisjoint(text.lower().split())


def read_number(text: str) -> int | None:
    """Return the first number in digits or words (up to twelve), or None."""
    for word in _NUMBER.findall(text.lower()):
        if word[0].isdigit():
            return int(word.replace(",", ""))
        if word in _WORDS:
            return _WORDS.index(word) + 2
    return None


def find_best(
    word: Word, promises: Promises, without: frozenset[str] = frozenset()
) -> list[tuple[Promise, frozenset[str]]]:
    """Return the commitments that a word fits best, without some.

    Of equally good ones the latest made before the word counts; several only
    where they are one act owed by several sides.
    """
    fits = [(promise, promises.find_reasons(word, promise)) for promise in promises.list_candidates(word)]
    fits = [(promise, reasons) for promise, reasons in fits if reasons and promise.id not in without]
    full = [promise.id for promise, reasons in fits if {"act", "object"} <= reasons] or [
        promise.id for promise, reasons in fits if "act" in reasons
    ]
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
