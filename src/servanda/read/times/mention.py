"""What the words of one time expression say, before it is known what day they count from."""

from dataclasses import dataclass, replace
from typing import Final, Literal

Shape = Literal[
    "calendar", "weekday", "moved", "window", "ago", "later", "length", "set", "clock", "event", "part", "vague", "pointer",
]  # fmt: skip
Grain = Literal[
    "minute", "hour", "part", "day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century",
    "millennium",
]  # fmt: skip
Modifier = Literal["start", "mid", "end"]
Relation = Literal["at", "by", "before", "within", "after", "since", "until", "during", "from-to", "about"]

_ISO: Final[dict[str, tuple[int, str, bool]]] = {
    "second": (1, "S", True), "minute": (1, "M", True), "hour": (1, "H", True), "day": (1, "D", False),
    "weekend": (2, "D", False), "week": (1, "W", False), "fortnight": (2, "W", False), "month": (1, "M", False),
    "quarter": (3, "M", False), "half": (6, "M", False), "year": (1, "Y", False), "decade": (10, "Y", False),
    "century": (100, "Y", False), "millennium": (1000, "Y", False),
}  # fmt: skip


@dataclass(slots=True, frozen=True)
class Length:
    """A number of units. number None: not said how many ("several days")."""

    number: float | None
    unit: str
    rest: "Length | None" = None

    def iso(self) -> str:
        """Return the length as an ISO 8601 duration; an unsaid number is ``X``."""
        date_part, time_part = "", ""
        length: Length | None = self
        while length is not None:
            factor, letter, timed = _ISO[length.unit]
            number = "X" if length.number is None else _format(length.number * factor)
            if timed:
                time_part += number + letter
            else:
                date_part += number + letter
            length = length.rest
        return "P" + date_part + ("T" + time_part if time_part else "")


def _format(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:g}"


@dataclass(slots=True)
class Mention:
    """One expression: tokens first … last (its core) and what they say.

    year is astronomical (0 is 1 BC). code: EDTF code of a season, quarter or half.
    step: how many units from now (`back` False) or from the day told of (`back`).
    inner: the time that a word like "the end of" belongs to. other: the end of a range.
    event: tokens of the words of an anchoring event. word: a value that the words have
    as they stand (an ISO duration, PRESENT_REF). lead: first token of the preposition.
    own_last: where the first half of a range, or the length counted from an event, ends.
    feast: how a movable feast is counted (`years.find_feast`). dates_noun: "the statement of 9 November".
    of_histories, of_news: a time only where a text tells of the past ("former"), or only where it does not
    ("for the year"). loose: marked only with words that point ("a 62-year-old man").
    """

    rule: str
    first: int
    last: int
    shape: Shape
    grain: Grain = "day"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    code: int | None = None
    weekday: int | None = None
    step: int = 0
    back: bool = False
    length: Length | None = None
    sign: int = 1
    modifier: Modifier | None = None
    approx: bool = False
    part: str | None = None
    clock: str | None = None
    zone: str | None = None
    inner: "Mention | None" = None
    other: "Mention | None" = None
    event: tuple[int, int] | None = None
    word: str | None = None
    feast: str | None = None
    shared: str | None = None
    relation: Relation = "at"
    lead: int = -1
    own_last: int = -1
    dates_noun: bool = False
    of_histories: bool = False
    of_news: bool = False
    loose: bool = False

    def grown(self, first: int, last: int, **changes: object) -> "Mention":
        """Return a copy with other tokens and other fields."""
        return replace(self, first=first, last=last, **changes)  # type: ignore[arg-type]
