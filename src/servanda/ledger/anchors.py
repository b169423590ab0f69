"""What has happened, and what is planned: the days that deadlines count from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from servanda.ledger.counting import Anchor, Move
from servanda.ledger.phrases import AnchorWords, Phrase, read_phrase


@dataclass(frozen=True, slots=True)
class Happening:
    """A thing with its days. end: where it lasts. begun: its start is no plan.

    scope: agreements it belongs to; empty is all. moves: the ends that it had.
    """

    phrase: Phrase
    start: date | None
    known: str
    end: date | None = None
    begun: bool = True
    scope: frozenset[str] = frozenset()
    moves: tuple[Move, ...] = ()


class Anchors:
    """Looks up the day of what the words of a deadline count from."""

    def __init__(self, words: AnchorWords, happenings: Iterable[Happening] = ()) -> None:
        self.words = words
        self.happenings = sorted(
            happenings, key=lambda one: (not one.begun, one.start or date.max, one.known)
        )

    def find(self, text: str, scope: frozenset[str] = frozenset()) -> Anchor | None:
        """Return the anchor that words name, or None where nothing known fits, or more than one thing does."""
        phrase = read_phrase(text, self.words)
        near = [one for one in self.happenings if not one.scope or not scope or one.scope & scope]
        same = [one for one in near if phrase.fits(one.phrase) and one.phrase.bound in (None, phrase.bound)]
        longer = [one for one in near if phrase.is_part_of(one.phrase)]
        if phrase.owned and not phrase.words:
            longer = [one for one in near if one.phrase.bound == phrase.bound]
        for found in (same, longer):
            if len({one.phrase.core for one in found}) == 1:
                return _pick(phrase, found)
        return None

    def tells_of(self, text: str) -> bool:
        """Tell whether words name something with a start or an end of its own."""
        phrase = read_phrase(text, self.words)
        return any(phrase.fits(one.phrase) for one in self.happenings)


def _pick(phrase: Phrase, found: list[Happening]) -> Anchor | None:
    """Return the day meant: the end of what lasts where the words say so, else its start."""
    for one in found:
        if phrase.bound == "end" and one.phrase.bound != "end":
            if one.end is not None:
                return Anchor(one.end, one.known, one.end, True, not one.begun, one.moves)
        elif one.start is not None:
            return Anchor(one.start, one.known, one.end, not one.begun, not one.begun)
    return None
