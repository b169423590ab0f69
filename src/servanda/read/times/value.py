"""A time as it is given to the rest of the reader."""

from typing import Literal

import msgspec

from servanda.model import Span
from servanda.model.kinds import Counts, DeadlineForm
from servanda.read.times.mention import Grain, Modifier, Relation

Kind = Literal["date", "time", "duration", "set"]


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """One time expression of a text, and what it comes to.

    span, text: with a leading preposition ("by 15 November"); core: without it.
    edtf: what the whole says ("before 15 May" is the day before); None where it cannot
    be computed. value: what the core says (15 May), EDTF. against: what it was resolved
    against. form, counts: what it would be as a deadline. anchor, offset: the words of
    the event that it counts from and how far from it (ISO 8601, with a sign before it).
    unresolved: ``date-without-anchor`` where it needs a day that is not known.
    inferred: why a part was filled in that the words do not say. ends: the cores of
    both ends of a range. measure: the length alone of what counts from an event ("two
    weeks"). narrated: the text tells of the past, not of the days before publication.
    rule: the pattern that found it.
    """

    span: Span
    text: str
    core: Span
    kind: Kind
    edtf: str | None = None
    value: str | None = None
    against: str | None = None
    relation: Relation = "at"
    form: DeadlineForm | None = None
    counts: Counts | None = None
    anchor: str | None = None
    offset: str | None = None
    unresolved: str | None = None
    inferred: str | None = None
    grain: Grain = "day"
    modifier: Modifier | None = None
    length: str | None = None
    clock: str | None = None
    zone: str | None = None
    part: str | None = None
    recurs: str | None = None
    points: str | None = None
    ends: tuple[Span, Span] | None = None
    measure: Span | None = None
    narrated: bool = False
    rule: str = ""
