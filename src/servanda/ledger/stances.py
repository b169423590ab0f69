"""What each voice holds of a commitment now: its scores in a row, its accusations, its denials; and who contradicts whom."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from servanda.ledger.rules import Rules
from servanda.ledger.voices import Voice
from servanda.ledger.words import Word

FULL = 3


@dataclass(frozen=True, slots=True)
class Stance:
    """The score that a voice holds: since when without change, last said when, in which word."""

    voice: Voice
    score: int
    since: date | None
    last: date | None
    word: Word

    @property
    def counts(self) -> bool:
        """Whether the score denies that all is done: not begun, partly, or so many of more."""
        word = self.word
        told = word.says in ("not-started", "partly", "reversed")
        return told or word.share is not None or word.denies is not None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two words of different voices that cannot both be so."""

    left: Word
    right: Word


def find_score(word: Word, rules: Rules) -> int | None:
    """Return the score that a word gives, or None."""
    if word.says not in rules.score:
        return None
    if word.share is not None and word.says in ("done", "partly", "started", "not-started"):
        return score_share(*word.share, rules)
    return rules.score[word.says]


def score_share(done: int, total: int, rules: Rules) -> int:
    """Score n of m: none 0, below half 1, from half 2, all 3."""
    if done >= total:
        return FULL
    if done == 0:
        return 0
    return 1 if done / total < rules.half else 2


def list_stances(words: Sequence[Word], rules: Rules) -> list[Stance]:
    """Return the present stance of each voice, without those that time has overtaken.

    A later word that more is done, from any voice, overtakes an earlier one that
    less is; a reversal overtakes everything before it. A voice that repeats itself
    has held its stance since it first said so.
    """
    by_voice: defaultdict[str, list[tuple[Word, int]]] = defaultdict(list)
    for word in words:
        score = find_score(word, rules)
        if score is not None:
            by_voice[word.voice.key].append((word, score))
    reversals = [
        word.day or date.min for said in by_voice.values() for word, _ in said if word.says == "reversed"
    ]
    fall = max(reversals, default=date.min)
    stances = []
    for key in sorted(by_voice):
        kept = [
            (word, score)
            for word, score in by_voice[key]
            if word.says == "reversed" or (word.day or date.min) >= fall
        ]
        if kept:
            stances.append(_hold(kept))
    return [one for one in stances if not any(_overtakes(other, one) for other in stances)]


def _hold(said: list[tuple[Word, int]]) -> Stance:
    """Return the stance of one voice from its scored words, oldest first; of one day the lower counts."""
    said = sorted(said, key=lambda one: (one[0].day or date.min, -one[1], one[0].claim))
    word, score = said[-1]
    since = word.day
    for earlier, held in reversed(said):
        if held != score:
            break
        since = earlier.day
    return Stance(word.voice, score, since, word.day, word)


def _overtakes(later: Stance, earlier: Stance) -> bool:
    """Whether one stance is later progress over another."""
    return later.score > earlier.score and (later.since or date.min) > (earlier.last or date.min)


def find_conflicts(words: Sequence[Word], stances: Sequence[Stance], rules: Rules) -> list[Conflict]:
    """Return who contradicts whom, on scores, on denials and on violations."""
    conflicts = [
        Conflict(left.word, right.word)
        for place, left in enumerate(stances)
        for right in stances[place + 1 :]
        if _contradict(left, right)
    ]
    accusations = _list_latest(word for word in words if word.says == "violated")
    denials = _list_latest(word for word in words if word.says == "denied")
    conflicts += [
        Conflict(stance.word, denial)
        for stance in stances
        for denial in denials
        if _is_denied(stance, denial)
    ]
    for accusation in accusations:
        conflicts += [
            Conflict(accusation, denial) for denial in denials if _answers(denial, accusation, rules)
        ]
        conflicts += [
            Conflict(accusation, stance.word) for stance in stances if _maintains(stance, accusation)
        ]
        conflicts += [
            Conflict(accusation, other)
            for other in accusations
            if accusation.claim < other.claim and _accuse_each_other(accusation, other, rules)
        ]
    return sorted(conflicts, key=lambda one: (one.left.claim, one.right.claim))


def _list_latest(words: Iterable[Word]) -> list[Word]:
    """Return the last word of each voice about each accused side; words come oldest first."""
    latest: dict[tuple[str, frozenset[str], str | None], Word] = {}
    for word in words:
        latest[word.voice.key, word.accused, word.denies] = word
    return list(latest.values())


def _contradict(one: Stance, two: Stance) -> bool:
    """Whether two stances exclude each other: all done or not, begun or not."""
    low, high = sorted((one, two), key=lambda stance: stance.score)
    if low.score == high.score or low.voice.key == high.voice.key:
        return False
    return (high.score == FULL and low.counts) or (low.score == 0 and low.word.says != "reversed")


def _is_denied(stance: Stance, denial: Word) -> bool:
    """Whether a denial is of what a stance says, by another voice, and not older than the stance."""
    if stance.voice.key == denial.voice.key or (stance.since or date.min) > (denial.day or date.max):
        return False
    if denial.denies is not None:
        return denial.denies == stance.word.says
    accused = denial.voice.side in denial.accused if denial.voice.side else False
    return not accused and stance.score > 0


def _answers(denial: Word, accusation: Word, rules: Rules) -> bool:
    """Whether a denial answers an accusation: another voice, not much earlier."""
    if denial.voice.key == accusation.voice.key or denial.denies not in (None, "violated"):
        return False
    if (
        denial.denies is None
        and denial.voice.side is not None
        and denial.voice.side not in accusation.accused
    ):
        return False
    return _is_soon(denial.day, accusation.day, rules.denial_days)


def _is_soon(answer: date | None, word: date | None, days: int) -> bool:
    """Whether an answer comes after a word, or at most so many days before it; what is undated may."""
    return (
        answer is None or word is None or answer >= word - timedelta(days=min(days, (word - date.min).days))
    )


def _maintains(stance: Stance, accusation: Word) -> bool:
    """Whether the accused side holds, at the time or later, that it does what it owes."""
    mine = stance.voice.side is not None and stance.voice.side in accusation.accused
    return mine and stance.score > 1 and (stance.last or date.min) >= (accusation.day or date.min)


def _accuse_each_other(one: Word, two: Word, rules: Rules) -> bool:
    """Whether two sides accuse each other about the same time."""
    crossed = one.voice.side in two.accused and two.voice.side in one.accused
    return (
        crossed
        and _is_soon(one.day, two.day, rules.denial_days)
        and _is_soon(two.day, one.day, rules.denial_days)
    )
