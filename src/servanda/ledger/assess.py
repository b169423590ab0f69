"""How every commitment stands on a day: the words on it, weighed by rules, with the reasons printed beside."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import msgspec

from servanda.ledger import chain
from servanda.ledger.anchors import Anchors, Happening
from servanda.ledger.clock import tell_clock
from servanda.ledger.days import read_bounds, read_day
from servanda.ledger.deadlines import Anchor, Basis, Source, list_moves, settle_deadline
from servanda.ledger.door import Book, Tied
from servanda.ledger.moments import tell_moment
from servanda.ledger.periods import Definer, list_happenings
from servanda.ledger.phrases import load_words, read_phrase
from servanda.ledger.rules import Rules, load_rules
from servanda.ledger.rulings import RECORD, Rulings, explain, read_ruling, write_override
from servanda.ledger.stances import FULL
from servanda.ledger.standing import Finding, weigh
from servanda.ledger.terms import renew
from servanda.ledger.voices import Speakers
from servanda.ledger.words import Told, Word, find_made, index_claims, list_words, write_evidence
from servanda.model import Agreement, Claim, Commitment, Deadline, Issue, Reading, Records, Verdict

UNDATED = "undated"
"""Stands where a thing is so and no text says since when."""


def assess(
    records: Records,
    ties: Mapping[str, Iterable[Tied]],
    readings: Iterable[Reading],
    codebook: Book,
    as_of: date,
    verdicts: Iterable[Verdict] = (),
) -> list[Commitment]:
    """Return the commitments undertaken by a day with all that the ledger derives; nothing given is changed."""
    ruled = list(verdicts)
    ledger = _Ledger(records, index_claims(readings, ruled), codebook, as_of, Rulings(ruled, as_of))
    made = [commitment for commitment in records.commitments if ledger.find_made(commitment) <= as_of]
    return ledger.assess_all(made, ties)


def find_circles(
    records: Records, readings: Iterable[Reading], codebook: Book, verdicts: Iterable[Verdict] = ()
) -> tuple[Issue, ...]:
    """Return an issue for all deadlines that wait for each other, so that none of them can be counted."""
    ruled = list(verdicts)
    ledger = _Ledger(records, index_claims(readings, ruled), codebook, date.max, Rulings(ruled))
    together = _list_together(records.commitments)
    _, circles = chain.order(
        [one.id for one in records.commitments], ledger.link(records.commitments), together
    )
    return chain.report(circles, {one.id: one.act for one in records.commitments})


class _Ledger:
    """What the assessment of each commitment needs."""

    def __init__(
        self, records: Records, told: dict[str, Told], book: Book, as_of: date, rulings: Rulings
    ) -> None:
        self.told = told
        self.as_of = as_of
        self.rulings = rulings
        self.rules: Rules = load_rules(book.home)
        self.speakers = Speakers(records.actors, book)
        self.words = load_words(book.home)
        self.agreements: dict[str, Agreement] = {agreement.id: agreement for agreement in records.agreements}
        self.anchors = Anchors(self.words)
        self.done: dict[str, Word] = {}

    def find_made(self, commitment: Commitment) -> date:
        """Return the first day on which a commitment was undertaken or told of; the first of all where nothing says."""
        agreement = self.agreements.get(commitment.agreement or "")
        signed, _ = read_bounds(agreement.signed if agreement else None)
        made = find_made(commitment, self.told) or date.min
        return min(made, signed) if signed is not None else made

    def link(self, commitments: Sequence[Commitment]) -> dict[str, str]:
        """Return by id the commitment that a deadline counts from."""
        scopes = {one.id: self._find_scope(one) for one in commitments}
        quotes = {one.id: self._quote(one) for one in commitments}
        return chain.link(commitments, scopes, quotes, self.words)

    def assess_all(
        self, commitments: Sequence[Commitment], ties: Mapping[str, Iterable[Tied]]
    ) -> list[Commitment]:
        """Assess commitments, each after the one that its deadline counts from; they come back in their order."""
        by_id = {one.id: one for one in commitments}
        links = self.link(commitments)
        ids, circles = chain.order(by_id, links, _list_together(commitments))
        circled = {one: ring for ring in circles for one in ring}
        definers = []
        for commitment in commitments:
            definer = self._find_definer(commitment)
            if definer.list_defined(self.words):
                agreement = self.agreements.get(commitment.agreement or "")
                signed = self._find_signature(commitment, agreement)
                deadline, _ = settle_deadline(commitment.deadline, [], signed)
                counted = msgspec.structs.replace(commitment, deadline=deadline)
                definers.append(replace(definer, commitment=counted))
        happenings = list_happenings(definers, self.told, self.words, self.as_of)
        self.anchors = Anchors(self.words, self._keep_sure(happenings, commitments))
        assessed: dict[str, Commitment] = {}
        for one in ids:
            source = None if one in circled else self._find_source(assessed.get(links.get(one, "")))
            assessed[one] = self.assess(by_id[one], ties.get(one, ()), source)
            if one in circled:
                assessed[one].reasons.append(
                    f"deadline: waits in a circle, {' for '.join((*circled[one], circled[one][0]))}"
                )
        for one, other in links.items():
            if assessed[one].deadline.form == "simultaneous" and other in assessed:
                assessed[other].reasons.append(f"deadline: {one} ({assessed[one].act}) goes together with it")
        return [assessed[one.id] for one in commitments]

    def _keep_sure(
        self, happenings: Iterable[Happening], commitments: Iterable[Commitment]
    ) -> list[Happening]:
        """Leave out what reports tell of where more than one agreement counts from a thing of that name."""
        named: defaultdict[tuple[str, frozenset[str]], set[str | None]] = defaultdict(set)
        for one in commitments:
            phrase = read_phrase(one.deadline.anchor, self.words) if one.deadline.anchor else None
            if phrase is not None:
                named[phrase.kind, phrase.core].add(one.agreement)
        return [one for one in happenings if one.scope or len(named[one.phrase.kind, one.phrase.core]) <= 1]

    def _find_scope(self, commitment: Commitment) -> frozenset[str]:
        """Return the agreement of a commitment, and the documents that tell of it."""
        documents = {self.told[claim][1].id for claim in commitment.claims if claim in self.told}
        return frozenset(documents | ({commitment.agreement} if commitment.agreement else set()))

    def _find_definer(self, commitment: Commitment) -> Definer:
        """Return a commitment with what it is said of, as written: a period owes nothing and is no actor."""
        told = [self.told[claim][0] for claim in commitment.claims if claim in self.told]
        names = dict.fromkeys(
            value.text
            for claim in told
            for role in ("subject", "obligor")
            for value in claim.roles.get(role, ())
        )
        return Definer(commitment, tuple(names), self._find_scope(commitment))

    def _quote(self, commitment: Commitment) -> str:
        """Return the words that a commitment rests on."""
        told = (self.told[claim] for claim in commitment.claims if claim in self.told)
        return " ".join([commitment.act, *(document.text[slice(*claim.span)] for claim, document in told)])

    def _find_source(self, other: Commitment | None) -> Source | None:
        """Return the days of a commitment that another one counts from."""
        if other is None:
            return None
        _, due = read_bounds(other.deadline.edtf)
        word = self.done.get(other.id)
        moves = list_moves(other.deadline)
        return Source(
            id=other.id,
            due=Anchor(due, f"{other.id} is due then", planned=True, moves=moves) if due else None,
            done=Anchor(word.day, f"{other.id} is done, claim {word.claim}") if word and word.day else None,
        )

    def assess(
        self, commitment: Commitment, ties: Iterable[Tied], source: Source | None = None
    ) -> Commitment:
        """Assess one commitment. source: the one that its deadline counts from."""
        agreement = self.agreements.get(commitment.agreement or "")
        parties = self.speakers.list_parties(commitment, agreement)
        words = list_words(ties, self.told, parties, self.speakers, self.rules, self.as_of)
        rulings = self.rulings.list_for(commitment)
        basis = Basis(
            words=self.words,
            anchors=self.anchors if commitment.agreement else Anchors(self.words),
            source=source,
            scope=self._find_scope(commitment),
            spoken=self.rules.spoken,
            defines=next(iter(self._find_definer(commitment).list_defined(self.words)), None),
            obligors=parties.obligors,
        )
        signed = self._find_signature(commitment, agreement)
        deadline, counted = settle_deadline(commitment.deadline, words, signed, basis)
        end = self._find_end(words)
        stated, _ = self.told.get(deadline.claim or "", (None, None))
        deadline, renewed = renew(deadline, stated, end.day if end else None, self.as_of)
        moment = tell_moment(deadline, self.words)
        deadline, doubted = _doubt(deadline, stated)
        counted += [*_tell_inferred(deadline, stated), *doubted, *renewed, *([moment] if moment else [])]
        finding = weigh(words, self.rules)
        reasons = [*counted, *finding.reasons]
        score = finding.score
        computed = {"deadline": deadline.edtf, "score": score}
        for name in ("deadline", "score"):
            if name in rulings:
                fits, value = read_ruling(name, rulings[name])
                if fits and name == "deadline":
                    deadline = _rule_deadline(deadline, value)
                elif fits:
                    score = value
        done = _find_done(score, finding, words)
        clock, told_clock = tell_clock(
            commitment,
            deadline,
            done,
            end,
            self._is_waiting(commitment, words) and deadline.notice is None,
            self.rules,
            self.as_of,
        )
        if done is not None:
            self.done[commitment.id] = done
        if score == FULL and done is None and clock is not None and clock not in ("lapsed",):
            clock, told_clock = "met", "clock: met; full by a verdict, the day is not stated"
        assessed = msgspec.structs.replace(
            commitment,
            deadline=deadline,
            clock=clock,
            score=score,
            standing=finding.standing,
            reversed=_find_since(words, {"reversed"}),
            violated=self._find_violated(words),
            suspended=_find_since(words, {"suspended"}),
            superseded=_find_since(words, self.rules.ends),
            last_evidence=self._find_last(words),
            evidence=write_evidence(words, self.told, self.speakers),
        )
        assessed.reasons = [told_clock, *reasons, *self._tell_flags(words), *_tell_ties(words)]
        self._apply(assessed, rulings, computed)
        return assessed

    def _find_signature(self, commitment: Commitment, agreement: Agreement | None) -> Anchor | None:
        """Return the day of signature: of the agreement, or of the text that the commitment stands in."""
        day = read_day(agreement.signed) if agreement else None
        if day is not None and agreement is not None:
            return Anchor(day, f"signature of {agreement.id}") if day <= self.as_of else None
        if not self.rules.text_date_is_signature:
            return None
        days = sorted(
            (published, document.id)
            for claim, document in (self.told[claim] for claim in commitment.claims if claim in self.told)
            if document.kind == "agreement" and (published := read_day(document.published)) is not None
        )
        if not days or days[0][0] > self.as_of:
            return None
        return Anchor(
            days[0][0], f"date of the text {days[0][1]}, taken for that of signature [text_date_is_signature]"
        )

    def _find_end(self, words: Sequence[Word]) -> Word | None:
        """Return the first word that the commitment is superseded or cancelled."""
        return next((word for word in words if word.says in self.rules.ends), None)

    def _is_waiting(self, commitment: Commitment, words: Sequence[Word]) -> bool:
        """Whether a commitment is conditional, and no word says that its condition has come about."""
        return commitment.force == "conditional" and all(word.says != "anchor-happened" for word in words)

    def _find_violated(self, words: Sequence[Word]) -> str | None:
        """Return since when somebody other than the accused says that it is violated; no later word takes that back."""
        return _find_since(
            [word for word in words if word.accused - {word.voice.side or ""} or not word.voice.side],
            {"violated"},
        )

    def _find_last(self, words: Sequence[Word]) -> str | None:
        """Return the date of the last word on how it stands; where there is none, of the last word at all."""
        counting = [word for word in words if word.says not in self.rules.quiet] or list(words)
        dated = [word for word in counting if word.day is not None]
        return dated[-1].as_at if dated else None

    def _tell_flags(self, words: Sequence[Word]) -> list[str]:
        """Return a reason for every violation, reversal, suspension, resumption and end."""
        told = ("violated", "reversed", "suspended", "resumed", *sorted(self.rules.ends))
        return [f"{word.says}: {word.who}" for word in words if word.says in told]

    def _apply(
        self, commitment: Commitment, rulings: Mapping[str, Verdict], computed: Mapping[str, object]
    ) -> None:
        """Let persons' rulings override, keep beside them what was computed, and say so first among the reasons."""
        shown = []
        overrides = []
        for name in sorted(rulings):
            fits, value = read_ruling(name, rulings[name])
            if not fits:
                shown.append(
                    f"verdict: {rulings[name].ruling!r} is no value of {name}; it is left out (by {rulings[name].by})"
                )
                continue
            before = computed[name] if name in computed else getattr(commitment, name)
            if name != "deadline":
                setattr(commitment, name, value)
            shown.append(explain(name, rulings[name]))
            overrides.append(write_override(name, rulings[name], before))
        upheld = self.rulings.find_upheld(commitment)
        if upheld is not None:
            shown.append(explain("the commitment", upheld))
            overrides.append(write_override(RECORD, upheld, None))
        commitment.overrides = overrides
        commitment.reasons[:0] = shown


def _list_together(commitments: Iterable[Commitment]) -> frozenset[str]:
    """Return the ids of what is to be done together with another act; none of them waits."""
    return frozenset(one.id for one in commitments if one.deadline.form == "simultaneous")


def _tell_inferred(deadline: Deadline, stated: Claim | None) -> list[str]:
    """Return what the reader filled in where the words leave open from when to count."""
    value = next(iter(stated.roles.get("deadline", ())), None) if stated is not None else None
    if value is None or value.inferred is None or value.value is None:
        return []
    return [f"deadline: {deadline.edtf} is inferred; {value.inferred}"]


def _doubt(deadline: Deadline, stated: Claim | None) -> tuple[Deadline, list[str]]:
    """Mark a computed deadline as uncertain (EDTF ``?``) where its coder marks the length that it counts as unsure."""
    length = next(iter(stated.roles.get("deadline-offset", ())), None) if stated is not None else None
    if length is None or length.inferred is None or deadline.edtf is None or "?" in deadline.edtf:
        return deadline, []
    unsure = "/".join(part if part == ".." else f"{part}?" for part in deadline.edtf.split("/"))
    reason = f"deadline: {unsure} is not sure; its length: {length.inferred}"
    return msgspec.structs.replace(deadline, edtf=unsure), [reason]


def _rule_deadline(deadline: Deadline, value: str | None) -> Deadline:
    """Return a deadline with the day that a person ruled."""
    form = "absolute" if value is not None else "none"
    start, end = read_bounds(value)
    if value is not None and start is None and end is None:
        return deadline
    return msgspec.structs.replace(
        deadline,
        edtf=value,
        form=form if deadline.form in ("none", "vague") or value is None else deadline.form,
    )


def _find_done(score: int | None, finding: Finding, words: Sequence[Word]) -> Word | None:
    """Return the word that it is done, if the score says so; a verdict of full rests on the first word that says so."""
    if score != FULL:
        return None
    return finding.done or next((word for word in words if word.says == "done"), None)


def _find_since(words: Sequence[Word], says: Iterable[str]) -> str | None:
    """Return the date of the first word that says so; the undated only where no dated one does."""
    wanted = frozenset(says)
    found = [word for word in words if word.says in wanted]
    dated = [word for word in found if word.as_at is not None]
    return dated[0].as_at if dated else UNDATED if found else None


def _tell_ties(words: Sequence[Word]) -> list[str]:
    """Return why each claim is taken to speak of the commitment."""
    return [
        f"evidence: claim {word.claim} says {word.says}, tied by {', '.join(word.reasons)}" for word in words
    ]
