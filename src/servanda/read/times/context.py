"""What is known when a mention is resolved, and what it then comes to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from servanda.read.times.guards import is_date
from servanda.read.times.known import Known, know_day
from servanda.read.times.mention import Grain, Mention
from servanda.read.times.tense import Tense

MISSING: Final = "date-without-anchor"
REFERENCE: Final = "reference"


@dataclass(slots=True)
class Answer:
    """What a mention comes to. value: EDTF of its core; known: the point that later words may count from."""

    value: str | None = None
    grain: Grain = "day"
    against: str | None = None
    inferred: str | None = None
    unresolved: str | None = None
    known: Known | None = None


@dataclass(slots=True)
class Context:
    """What is known when a mention is resolved.

    now: the day that "yesterday" counts from, and now_name what it is. then: what the text
    last told of, and earlier what it told of before. history: the text tells of the past, not
    of the days before publication. loose: a time of day without a day is of the day told of or of now.
    """

    now: date | None
    now_name: str
    then: Known | None
    history: bool
    tense: Callable[[Mention], Tense]
    paragraph: int = 0
    sentence: int = 0
    main: Known | None = None
    aside: Known | None = None
    earlier: Known | None = None
    loose: bool = False

    @property
    def now_against(self) -> str:
        """How a day counted from now names its base."""
        return f"{self.now_name} {self.now}"

    @property
    def then_against(self) -> str:
        """How a day counted from the day told of names its base."""
        assert self.then is not None
        return self.then.text if self.then.text.startswith(REFERENCE) else f"{self.then.edtf} in the text"

    def base(self, back: bool) -> tuple[Known | None, str | None]:
        """Return the point to count from and its name: the day told of, or now."""
        if back or (self.history and self.then is not None) or self.now is None:
            return (self.then, self.then_against) if self.then is not None else (None, None)
        return know_day(self.now), self.now_against

    def tells(self) -> bool:
        """Tell whether a date without a year belongs to what was told before, rather than to publication."""
        if self.then is None:
            return False
        if self.history or self.now is None:
            return True
        return (
            self.then.explicit
            and self.then.paragraph == self.paragraph
            and self.sentence - self.then.sentence <= 1
            and self.then.year != self.now.year
        )

    def counts_loosely(self) -> bool:
        """Tell whether "the previous night" may count from publication where no day was told of."""
        return self.loose and not self.history and self.now is not None

    def tells_here(self, mention: Mention) -> bool:
        """Tell whether "the next month" counts from the day told of: in its sentence, or looking back in its paragraph."""
        if self.then is None or self.then.day is None or mention.sign < 0:
            return False
        if self.then.sentence == self.sentence:
            return True
        return self.then.paragraph == self.paragraph and self.then.explicit and self.tense(mention) == "past"


def missing(grain: Grain = "day") -> Answer:
    """Return the answer of a mention whose base is not known."""
    return Answer(grain=grain, unresolved=MISSING)


def answer_with(known: Known, against: str | None = None, inferred: str | None = None) -> Answer:
    """Return the answer that a known point is; none where there is no such day (29 February)."""
    if known.day and not is_date(known.year, known.month, known.day):
        return Answer(grain=known.grain)
    return Answer(known.edtf, known.grain, against, inferred, None, known)
