"""Words on a commitment: tied claims, each with what it says, whose word it is, and when it is so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from servanda.ledger.days import read_bounds
from servanda.ledger.door import Tied
from servanda.ledger.rules import Rules
from servanda.ledger.voices import Parties, Speakers, Voice
from servanda.model import Claim, Commitment, Document, Evidence, Reading, Verdict

Told = tuple[Claim, Document]


@dataclass(frozen=True, slots=True)
class Word:
    """One tied claim.

    says: the status word; what is negated is not done, or a denial. denies: what a denial denies,
    None where it does not say. day: when it is so, None where nothing says. accused:
    the sides said to have done it. until: a new deadline as EDTF, text its words.
    """

    claim: str
    says: str
    voice: Voice
    day: date | None
    as_at: str | None
    denies: str | None = None
    accused: frozenset[str] = frozenset()
    share: tuple[int, int] | None = None
    until: str | None = None
    text: str = ""
    dated: bool = False
    reasons: tuple[str, ...] = ()

    @property
    def who(self) -> str:
        """Speaker, stake and date, for reasons."""
        return f"{self.voice.name}, {self.voice.stake}, {self.as_at or 'undated'}, claim {self.claim}"


def index_claims(readings: Iterable[Reading], verdicts: Iterable[Verdict]) -> dict[str, Told]:
    """Return the claims that count, by id, with their documents; a person's latest `reject` takes a claim out."""
    ruled: dict[str, tuple[str, str, str]] = {}
    for verdict in verdicts:
        kind, _, claim_id = verdict.target.partition(":")
        if kind == "claim" and verdict.ruling in ("accept", "reject"):
            word = (verdict.at, verdict.id, verdict.ruling)
            ruled[claim_id] = max(word, ruled.get(claim_id, word))
    told: dict[str, Told] = {}
    for reading in readings:
        for claim in reading.claims:
            if claim.id in ruled and ruled[claim.id][2] == "reject":
                continue
            kept = told.get(claim.id)
            if kept is None or _rank(reading.document) < _rank(kept[1]):
                told[claim.id] = (claim, reading.document)
    return told


def _rank(document: Document) -> tuple[str, str, str, str]:
    """Order two copies of one document by content, so that it does not matter which comes first."""
    return (document.published or "~", document.publisher or "~", document.stake, document.received or "~")


def find_day(claim: Claim, document: Document) -> date | None:
    """Return the day by which a claim is so.

    Its own date's last day, or the day of publication where that falls within
    the date; without a date the day of publication, but not for background.
    """
    first, last = read_bounds(claim.first("date"))
    _, published = read_bounds(document.published)
    if first is None and last is None:
        return None if claim.background else published
    if (
        published is not None
        and (first is None or first <= published)
        and (last is None or published <= last)
    ):
        return published
    return last or first


def list_words(
    ties: Iterable[Tied],
    told: Mapping[str, Told],
    parties: Parties,
    speakers: Speakers,
    rules: Rules,
    as_of: date,
) -> list[Word]:
    """Return what had been said of a commitment by a day, oldest first; the undated stand first."""
    words = []
    for tie in ties:
        if tie.claim in told:
            word = _read_word(tie, *told[tie.claim], parties, speakers, rules)
            if word.day is None or word.day <= as_of:
                words.append(word)
    return sorted(words, key=lambda word: (word.day or date.min, word.claim, word.says))


def _read_word(
    tie: Tied, claim: Claim, document: Document, parties: Parties, speakers: Speakers, rules: Rules
) -> Word:
    """Read one tied claim as a word."""
    says, denies = _read_says(tie.says, claim, rules)
    voice = speakers.find_voice(claim, document, parties)
    named = speakers.find_sides(speakers.find_name(value) for value in claim.values("actor"))
    accused = named or (parties.obligors - {voice.side or ""})
    until = next(iter(claim.roles.get("until", ())), None)
    return Word(
        claim=claim.id,
        says=says,
        voice=voice,
        day=find_day(claim, document),
        as_at=claim.first("date") or (None if claim.background else document.published),
        denies=denies,
        accused=accused,
        share=_read_share(claim),
        until=until.value if until else None,
        text=until.text if until else "",
        dated=claim.first("date") is not None,
        reasons=tie.reasons,
    )


def _read_says(says: str, claim: Claim, rules: Rules) -> tuple[str, str | None]:
    """Return the word a claim amounts to, and what it denies: what is not yet so is `promised`."""
    agreed = says in rules.so_when_agreed and claim.force in ("agreed", "scheduled")
    if says not in rules.quiet and claim.force not in rules.so and not agreed:
        return "promised", None
    if says == "not-started" and not claim.negated:
        return _read_undone(claim, rules), None
    if not claim.negated or says in rules.quiet:
        return says, None
    return (_read_undone(claim, rules), says) if says in ("done", "started", "partly") else ("denied", says)


def _read_undone(claim: Claim, rules: Rules) -> str:
    """Return how far what is not done has come (has not completed the withdrawal has begun it): partly or started where the words say so, else not started."""
    texts = [
        claim.cue.text,
        *(filler.text for role in ("act", "about", "object") for filler in claim.roles.get(role, ())),
    ]
    words = frozenset(" ".join(texts).casefold().split())
    return next((says for says, said in rules.not_done.items() if said & words), "not-started")


def _read_share(claim: Claim) -> tuple[int, int] | None:
    """Return n of m where a claim counts."""
    try:
        done, total = (
            int((claim.first("done") or "").replace(",", "")),
            int((claim.first("total") or "").replace(",", "")),
        )
    except ValueError:
        return None
    return (done, total) if total > 0 and done >= 0 else None


def write_evidence(words: Iterable[Word], told: Mapping[str, Told], speakers: Speakers) -> list[Evidence]:
    """Write out words as evidence, each claim with its quote."""
    evidence = []
    for word in words:
        claim, document = told[word.claim]
        evidence.append(
            Evidence(
                says=word.says,
                said_by=[
                    speakers.find_name(value.value) for value in claim.said_by if value.value is not None
                ],
                stake=word.voice.stake,
                as_at=word.as_at,
                published=document.published,
                quote=document.text[claim.span[0] : claim.span[1]],
                document=document.id,
                claim=claim.id,
            )
        )
    return evidence


def find_made(commitment: Commitment, told: Mapping[str, Told]) -> date | None:
    """Return the first day on which a commitment was undertaken or told of; None where nothing says."""
    days = []
    for claim_id in commitment.claims:
        if claim_id in told:
            claim, document = told[claim_id]
            first, last = read_bounds(claim.first("date"))
            published, _ = read_bounds(document.published)
            day = first or last or (None if claim.background else published)
            if day is None:
                return None
            days.append(day)
    return min(days, default=None)
