"""Score and standing of a commitment from the stances of those who speak of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from servanda.ledger.rules import Rules
from servanda.ledger.stances import FULL, Conflict, Stance, find_conflicts, find_score, list_stances
from servanda.ledger.words import Word
from servanda.model.kinds import Standing

SCALE = ("not initiated", "minimum", "intermediate", "full")


@dataclass(frozen=True, slots=True)
class Finding:
    """What the words amount to. done: the first day on which it is said to be done, if it counts as done."""

    score: int | None
    standing: Standing
    done: Word | None
    reasons: tuple[str, ...]


def weigh(words: Sequence[Word], rules: Rules) -> Finding:
    """Weigh what is said of a commitment; words come oldest first, the result does not depend on more."""
    stances = list_stances(words, rules)
    conflicts = find_conflicts(words, stances, rules)
    score, why = decide_score(stances, conflicts, rules)
    standing, how = decide_standing(words, stances, score, conflicts, rules)
    done = _find_done(words, stances, rules) if score == FULL else None
    return Finding(score, standing, done, (*why, how))


def decide_score(
    stances: Sequence[Stance], conflicts: Sequence[Conflict], rules: Rules
) -> tuple[int | None, list[str]]:
    """Return the score that counts, and why; a stance that a denial of equal or better standing meets does not count."""
    struck = {
        stance.word.claim
        for stance in stances
        for conflict in conflicts
        if conflict.left == stance.word
        and conflict.right.says == "denied"
        and _rank(conflict.right, rules) <= _rank(stance.word, rules)
    }
    standing = [stance for stance in stances if stance.word.claim not in struck]
    reasons = [
        f"score: {stance.score} is denied, so it does not count ({stance.word.who})"
        for stance in stances
        if stance.word.claim in struck
    ]
    if not standing:
        return None, [*reasons, "score: not assessed; nobody says how far it is"]
    disputed = {claim for one in conflicts for claim in (one.left.claim, one.right.claim)}
    scored = {stance.word.claim for stance in standing}
    if any({one.left.claim, one.right.claim} <= scored for one in conflicts):
        mine = [stance for stance in standing if stance.word.claim in disputed]
        chosen = min(mine, key=lambda one: (_rank(one.word, rules), one.score, one.word.claim))
        how = "contradicted; first by the order of stakes, then the lower [stakes]"
    else:
        chosen = max(standing, key=lambda one: (one.score, one.last or date.min, one.word.claim))
        how = "nobody contradicts this score"
    return chosen.score, [
        *reasons,
        f"score: {chosen.score} {SCALE[chosen.score]}, {_describe(chosen.word)}; {how} ({chosen.word.who})",
    ]


def _rank(word: Word, rules: Rules) -> int:
    """Return the place of a voice's stake in the order of the rules."""
    return rules.stakes.index(word.voice.stake) if word.voice.stake in rules.stakes else len(rules.stakes)


def _describe(word: Word) -> str:
    """Return what a word says, with its count."""
    return f"{word.says}, {word.share[0]} of {word.share[1]}" if word.share else word.says


def decide_standing(
    words: Sequence[Word],
    stances: Sequence[Stance],
    score: int | None,
    conflicts: Sequence[Conflict],
    rules: Rules,
) -> tuple[Standing, str]:
    """Return the standing and why.

    Silent without a word that counts; disputed while voices contradict each other;
    else by who says what the latest word says: one party only, or more than that.
    """
    said = [word for word in words if word.says not in rules.quiet]
    if not said:
        last = words[-1].who if words else "no word at all"
        return "silent", f"standing: silent; no word on how it stands (last: {last})"
    if conflicts:
        first = conflicts[0]
        versions = " against ".join(f"{_describe(word)} ({word.who})" for word in (first.left, first.right))
        return "disputed", f"standing: disputed; {versions}"
    if score is not None and said[-1].says in rules.score:
        backers = [stance.word for stance in stances if stance.score == score]
    else:
        backers = [word for word in said if word.says == said[-1].says]
    names = sorted({f"{word.voice.name} ({word.voice.stake})" for word in backers})
    parties = {word.voice.key for word in backers if word.voice.stake == "party"}
    if any(word.voice.stake in rules.independent for word in backers) or len(parties) > 1:
        return "undisputed", f"standing: undisputed; said by {', '.join(names)}, contradicted by nobody"
    return "one-side-only", f"standing: one-side-only; said by {', '.join(names)} alone"


def _find_done(words: Sequence[Word], stances: Sequence[Stance], rules: Rules) -> Word | None:
    """Return the first word that it is done, since it was last reversed, among the voices that hold so now."""
    holders = {stance.voice.key: stance.since for stance in stances if stance.score == FULL}
    done = [
        word
        for word in words
        if find_score(word, rules) == FULL
        and word.voice.key in holders
        and (word.day or date.min) >= (holders[word.voice.key] or date.min)
    ]
    return min(done, key=lambda word: (word.day or date.min, word.claim), default=None)
