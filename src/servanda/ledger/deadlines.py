"""When a commitment is due: its anchor's day, counted from it, and what later words put in place of the first deadline."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from servanda.ledger.anchors import Anchors
from servanda.ledger.counting import Anchor, Move, compute
from servanda.ledger.days import read_bounds, read_day
from servanda.ledger.offsets import read_offset
from servanda.ledger.phrases import AnchorWords, read_phrase
from servanda.ledger.words import Word
from servanda.model import Deadline, Extension, edtf

__all__ = ["Anchor", "Basis", "Source", "compute", "find_anchor", "read_offset", "settle_deadline"]

_COUNTED = ("after-signature", "after-event", "day-n", "before-event")
_ANCHORED = ("window", "duration")


@dataclass(frozen=True, slots=True)
class Source:
    """The commitment that a deadline counts from: by when it is due itself, and since when it is done."""

    id: str
    due: Anchor | None = None
    done: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """What a deadline may count from beside the words tied to it.

    scope: the agreement and documents that it stands in. spoken: whose word on a deadline
    comes first. defines: the period whose length the commitment lays down. obligors: the sides that owe.
    """

    words: AnchorWords
    anchors: Anchors
    in_force: Anchor | None = None
    source: Source | None = None
    scope: frozenset[str] = frozenset()
    spoken: tuple[str, ...] = ()
    defines: str | None = None
    obligors: frozenset[str] = field(default_factory=frozenset)

    def rank(self, word: Word) -> int:
        """Return the place of a speaker among those who may set a deadline; less is first."""
        name = "obligor" if word.voice.side in self.obligors and word.voice.side else word.voice.stake
        return self.spoken.index(name) if name in self.spoken else len(self.spoken)


def find_anchor(
    deadline: Deadline, words: Iterable[Word], signed: Anchor | None, basis: Basis | None = None
) -> Anchor | None:
    """Return the anchor's day, or None while nothing says it.

    Of signature; of entry into force; of what is known to have begun, to end or to be
    planned; the first day on which a dated claim says that it happened; of the
    commitment that it names.
    """
    if basis is None:
        return signed if deadline.form == "after-signature" else _find_told(words)
    if deadline.anchor is None:
        return signed if deadline.form == "after-signature" else _find_term_start(deadline, signed, basis)
    phrase = read_phrase(deadline.anchor, basis.words)
    known = basis.anchors.find(deadline.anchor, basis.scope)
    if deadline.form == "after-signature" or phrase.kind == "signature":
        return known if known is not None and phrase.words else signed
    if phrase.kind == "in-force":
        return known or basis.in_force or _find_told(words)
    if known is not None and known.tentative:
        known = None
    ahead = deadline.form in ("before-event", *_ANCHORED) or phrase.bound == "end"
    if known is not None and (ahead or not known.planned):
        return known
    told = _find_told(words)
    if told is not None or basis.source is None:
        return told
    return basis.source.done or (basis.source.due if ahead else None)


def _find_told(words: Iterable[Word]) -> Anchor | None:
    """Return the first day on which a dated claim says that the anchor happened."""
    days = sorted(
        (day, word.claim)
        for word in words
        if word.says == "anchor-happened" and word.dated and (day := read_day(word.as_at))
    )
    return Anchor(days[0][0], f"claim {days[0][1]}") if days else None


def _find_term_start(deadline: Deadline, signed: Anchor | None, basis: Basis) -> Anchor | None:
    """Return the start of a term that names none ("for five years"): the signature, if the rule says so."""
    said = (deadline.text or "").casefold().split()
    if deadline.form != "duration" or read_offset(deadline.offset) is None or basis.defines is not None:
        return None
    if not basis.words.terms_run_from_signature or signed is None:
        return None
    if said[:1] != ["for"] or set(said) & basis.words.further:
        return None
    return Anchor(signed.day, f"{signed.known} [terms_run_from_signature]")


def settle_deadline(
    deadline: Deadline, words: Sequence[Word], signed: Anchor | None, basis: Basis | None = None
) -> tuple[Deadline, list[str]]:
    """Return the deadline that counts by these words, with those it replaced, and how it came about."""
    reasons: list[str] = []
    current = msgspec.structs.replace(deadline, extensions=list(deadline.extensions))
    if current.edtf is None and current.form in (*_COUNTED, *_ANCHORED):
        anchor = find_anchor(current, words, signed, basis)
        if basis is not None and basis.defines is not None and current.form == "duration":
            reasons += _count_period(current, basis.defines, basis)
        elif anchor is not None:
            reasons.append(_count(current, anchor, basis))
        elif basis is not None and (expected := _tell_expected(current, basis)):
            reasons.append(expected)
    elif basis is not None and current.form == "simultaneous" and basis.source is not None:
        due = f", due {basis.source.due.day}" if basis.source.due else ""
        reasons.append(f"deadline: together with {basis.source.id}{due}")
    spoken: Word | None = None
    for word in words:
        if word.says == "extended":
            reasons.append(_extend(current, word))
        elif word.says == "deadline-set" and word.until is not None:
            before = spoken is not None and basis is not None and basis.rank(word) < basis.rank(spoken)
            if current.edtf is None or before:
                spoken = word
                reasons.append(_replace(current, word, word.until))
            elif current.edtf != word.until:
                reasons.append(
                    f"deadline: another one, {word.until}, is named but does not replace {current.edtf} ({word.who})"
                )
    return current, reasons


def _count(current: Deadline, anchor: Anchor, basis: Basis | None) -> str:
    """Count a deadline from its anchor, and from the days that the anchor had before; return how."""
    words = basis.words if basis else None
    stated = current.form
    current.edtf = compute(current, anchor, words)
    if current.edtf is None and stated in _COUNTED:
        current.form = "vague"
    if current.edtf is None and stated in _ANCHORED:
        return f"deadline: no day yet, counted from {anchor.day} ({anchor.known})"
    for move in anchor.moves if current.edtf is not None else ():
        moved = Anchor(move.day, move.text, move.day if anchor.end else None, anchor.planned)
        current.extensions.append(
            Extension(text=move.text, edtf=compute(current, moved, words), claim=move.claim)
        )
    verb = "will be counted from" if anchor.planned else "counted from"
    return f"deadline: {current.edtf or 'no distance stated'}, {verb} {anchor.day} ({anchor.known})"


def _count_period(current: Deadline, name: str, basis: Basis) -> list[str]:
    """Give a period's own length its start and end, as far as it has begun, with the ends that it had before."""
    start = basis.anchors.find(name, basis.scope)
    end = basis.anchors.find(f"the end of {name}", basis.scope)
    if start is None or end is None or start.tentative:
        return [f"deadline: waits for {name}, {start.known}"] if start is not None else []
    current.edtf = edtf.interval(start.day, end.day)
    for move in end.moves:
        moved = edtf.interval(start.day, move.day)
        current.extensions.append(Extension(text=move.text, edtf=moved, claim=move.claim))
    return [f"deadline: {current.edtf}, {end.known}"]


def _tell_expected(current: Deadline, basis: Basis) -> str | None:
    """Return by when it would be due if the commitment that it waits for is done on its last day."""
    source = basis.source
    known = basis.anchors.find(current.anchor, basis.scope) if current.anchor else None
    if known is not None:
        then = compute(current, known, basis.words)
        return f"deadline: waits for {current.anchor}, {known.known}; if that comes about, due {then or 'on no stated day'}"
    if source is None or source.due is None:
        return None
    then = compute(current, source.due, basis.words)
    waits = f"deadline: waits for {source.id}, due {source.due.day}"
    return f"{waits}; if that is done on its last day, due {then}" if then else waits


def _extend(current: Deadline, word: Word) -> str:
    """Put a later deadline in place of the present one: to a day, or by a length that counts from the old end."""
    _, old = read_bounds(current.edtf)
    until = word.until
    if until is None and old is not None and (length := read_offset(word.text)) is not None:
        start, _ = read_bounds(current.edtf)
        end = old + length
        term = current.form in _ANCHORED and start is not None and start != old
        until = edtf.interval(start, end) if term else edtf.format_day(end)
    _, new = read_bounds(until)
    if old is not None and new is not None and new <= old:
        return f"deadline: {word.until} is no extension of {current.edtf} ({word.who})"
    return _replace(current, word, until)


def _replace(deadline: Deadline, word: Word, until: str | None) -> str:
    """Put a deadline in place of the present one, which stays in the history; return what was done."""
    before = deadline.edtf or deadline.text
    if not deadline.extensions and before is not None:
        deadline.extensions.append(
            Extension(text=deadline.text or "", edtf=deadline.edtf, claim=deadline.claim or word.claim)
        )
    if before is not None:
        deadline.extensions.append(Extension(text=word.text, edtf=until, claim=word.claim))
    counted = f', "{word.text}" counted from its old end' if until is not None and word.until is None else ""
    deadline.text = word.text or None
    deadline.edtf = until
    deadline.claim = word.claim
    deadline.form = "vague" if until is None else deadline.form if "/" in until and counted else "absolute"
    deadline.anchor = deadline.offset = deadline.counts = None
    verb = (
        "set to"
        if before is None
        else f"{before} extended to"
        if word.says == "extended"
        else f"{before} gives way to"
    )
    return f"deadline: {verb} {until or 'a date not stated'}{counted} ({word.who})"


def list_moves(deadline: Deadline) -> tuple[Move, ...]:
    """Return the last days that a deadline had, the present one last; none where it never moved."""
    moves = []
    for one in deadline.extensions:
        _, day = read_bounds(one.edtf)
        if day is not None:
            moves.append(Move(day, one.text, one.claim))
    return tuple(moves) if len(moves) > 1 else ()
