"""From a resolved mention to a `Time`: how its preposition bends it, and what it is as a deadline."""

from dataclasses import dataclass
from typing import Final

from servanda.model import Span
from servanda.model.edtf import DAY, format_day, parse
from servanda.model.kinds import Counts, DeadlineForm
from servanda.read.times.context import MISSING, REFERENCE, Answer, Context
from servanda.read.times.known import add, name_grain
from servanda.read.times.lexicon import load_lexicon
from servanda.read.times.mention import Grain, Mention, Relation
from servanda.read.times.tokens import Tokens
from servanda.read.times.value import Kind, Time

_COUNTS: Final[dict[str, Counts]] = {"by": "by", "before": "before", "within": "within", "until": "by"}
_UPON: Final[dict[str, tuple[Relation, DeadlineForm]]] = {
    "upon": ("after", "after-event"), "after": ("after", "after-event"), "following": ("after", "after-event"),
    "before": ("before", "before-event"), "prior to": ("before", "before-event"),
    "ahead of": ("before", "before-event"), "in advance of": ("before", "before-event"),
    "until": ("until", "duration"), "pending": ("until", "duration"),
}  # fmt: skip
_PARTS: Final = ("calendar", "weekday", "moved", "ago", "later", "part")


@dataclass(slots=True)
class Found:
    """A mention with its answer, and that of its other end."""

    mention: Mention
    answer: Answer
    other: Answer | None = None


def assemble(found: Found, tokens: Tokens, context: Context, offset: int) -> Time:
    """Make the time of a resolved mention."""
    mention, answer = found.mention, found.answer
    lead = mention.lead if 0 <= mention.lead < mention.first else mention.first
    core, span = tokens.span(mention.first, mention.last), tokens.span(lead, mention.last)
    relation = _relate(mention)
    value = _join_ends(answer.value, found.other) if mention.other else answer.value
    edtf = _bend(value, mention, relation)
    inferred, against = answer.inferred, answer.against
    if edtf is None and mention.shape == "length" and relation == "within":
        edtf, against, inferred = _count_from_now(mention, context)
    form, counts = _find_form(mention, relation, tokens, edtf)
    return Time(
        span=_move(span, offset),
        text=tokens.text[span[0] : span[1]],
        core=_move(core, offset),
        kind=_find_kind(mention),
        edtf=edtf,
        value=value,
        against=against,
        relation=relation,
        form=form,
        counts=counts,
        anchor=_find_anchor(mention, tokens, edtf),
        offset=_write_offset(mention),
        unresolved=_find_missing(mention, answer, relation, context) if edtf is None else None,
        inferred=inferred,
        grain=_find_grain(mention, answer),
        modifier=mention.modifier,
        length=mention.length.iso() if mention.length else None,
        clock=mention.clock,
        zone=mention.zone,
        part=mention.part,
        recurs=mention.word if mention.shape == "set" else None,
        points=mention.word if mention.shape == "pointer" else None,
        ends=_find_ends(mention, tokens, offset),
        measure=_find_measure(mention, tokens, offset),
        narrated=context.history,
        rule=mention.rule,
    )


def _move(span: Span, offset: int) -> Span:
    return span[0] + offset, span[1] + offset


def _find_anchor(mention: Mention, tokens: Tokens, edtf: str | None) -> str | None:
    if mention.event is not None:
        return " ".join(tokens.written(*mention.event).split())
    if edtf is None and mention.shape == "later" and _is_thereafter(mention, tokens):
        return tokens.written(mention.last - 1, mention.last)
    return None


def _find_ends(mention: Mention, tokens: Tokens, offset: int) -> tuple[Span, Span] | None:
    if mention.other is None:
        return None
    own_last = mention.own_last if mention.own_last > 0 else mention.first + 1
    other = mention.other
    return (
        _move(tokens.span(mention.first, own_last), offset),
        _move(tokens.span(other.first, other.last), offset),
    )


def _find_measure(mention: Mention, tokens: Tokens, offset: int) -> Span | None:
    if mention.shape != "event" or mention.own_last <= mention.first or mention.inner is not None:
        return None
    return _move(tokens.span(mention.first, mention.own_last), offset)


def _relate(mention: Mention) -> Relation:
    if mention.shape == "event" and mention.word in _UPON:
        return _UPON[mention.word][0]
    if mention.approx and mention.relation == "at":
        return "about"
    return mention.relation


def _join_ends(start: str | None, other: Answer | None) -> str | None:
    """Return the interval of two ends; a week or another interval gives its own first or last day."""
    end = other.value if other else None
    if start is None or end is None:
        return None
    start, end = start.split("/")[0], end.split("/")[-1]
    first, last = parse(start), parse(end)
    if first.lower is not None and last.upper is not None and first.lower > last.upper:
        return None
    return start if start == end else f"{start}/{end}"


def _bend(value: str | None, mention: Mention, relation: Relation) -> str | None:
    """Return what the whole expression says: "before 15 May" is the day before, "by the end of May" its last day."""
    if value is None:
        return None
    if mention.clock is not None and relation in ("by", "before", "until") and "/" not in value:
        return _day_before(value) if mention.clock == "00:00" else value
    limit = relation in ("by", "until", "before", "within", "since", "after")
    if relation == "before" and mention.word == "bound" and mention.modifier == "end" and "/" in value:
        return value.split("/")[1]
    if mention.modifier is not None and "/" not in value:
        value = _bound(value, mention, limit)
        if mention.word == "bound" and relation == "before":
            return value if mention.modifier != "start" else _day_before(value)
    elif mention.approx and "/" not in value and not value.endswith("~"):
        value += "~"
    if relation == "before":
        return _day_before(value)
    if relation == "after":
        return _open_after(value)
    if relation == "since":
        return value.split("/")[0] + "/.."
    if relation == "about" and "/" not in value and not value.endswith("~"):
        return value + "~"
    return value


def _bound(value: str, mention: Mention, limit: bool) -> str:
    """Return the start, middle or end of a period: the day itself as a limit, else a part of it, marked ``~``."""
    period = parse(value)
    if mention.word != "bound" or period.lower is None or period.upper is None:
        return value if value.endswith("~") or mention.grain == "day" else value + "~"
    if limit and mention.modifier != "mid":
        return format_day(period.upper if mention.modifier == "end" else period.lower)
    if period.precision == "year" and mention.modifier != "mid":
        month = period.upper.month if mention.modifier == "end" else period.lower.month
        return f"{value}-{month:02d}~"
    return value + "~"


def _day_before(value: str) -> str | None:
    lower = parse(value).lower
    return (
        format_day(lower - DAY) + ("~" if value.endswith("~") else "")
        if lower and lower.toordinal() > 1
        else None
    )


def _open_after(value: str) -> str | None:
    upper = parse(value).upper
    return format_day(upper + DAY) + "/.." if upper and upper.year < 9999 and parse(value).lower else None


def _count_from_now(mention: Mention, context: Context) -> tuple[str | None, str | None, str | None]:
    """Resolve "within 30 days" of a promise: from the day of the text, as no other start is named."""
    if context.now is None or mention.length is None or context.history:
        return None, None, None
    if context.now_name != REFERENCE and context.tense(mention) != "future":
        return None, None, None
    end = add(context.now, mention.length)
    if end is None:
        return None, None, None
    return (
        f"{context.now}/{end}",
        context.now_against,
        f"counted from {context.now_against}: no other start is named",
    )


def _find_kind(mention: Mention) -> Kind:
    if mention.shape == "set":
        return "set"
    if mention.shape in ("length", "window"):
        return "duration"
    if mention.shape == "clock" or mention.clock or mention.part:
        return "time"
    return "date"


def _find_missing(mention: Mention, answer: Answer, relation: Relation, context: Context) -> str | None:
    """Return the issue of a time that needs a day that is not known; "within 30 days" is one where nothing has a date."""
    within = mention.shape == "length" and relation == "within"
    if within and mention.length is not None and mention.length.number is not None and context.now is None:
        return MISSING
    return answer.unresolved


def _find_grain(mention: Mention, answer: Answer) -> Grain:
    counted = mention.shape in ("ago", "later", "event")
    if counted and mention.length and mention.length.unit in ("decade", "century"):
        return name_grain(mention.length)
    if mention.shape == "calendar":
        return mention.grain
    if mention.length is not None and mention.shape in ("length", "window", "part"):
        return name_grain(mention.length)
    return answer.grain


def _write_offset(mention: Mention) -> str | None:
    if mention.length is None or mention.shape not in ("event", "window", "length", "ago", "later"):
        return None
    if mention.shape == "length" and (mention.relation != "within" or mention.length.number is None):
        return None
    return ("-" if mention.sign < 0 else "") + mention.length.iso()


def _find_form(
    mention: Mention, relation: Relation, tokens: Tokens, edtf: str | None
) -> tuple[DeadlineForm | None, Counts | None]:
    """Return what the expression would be as a deadline (PRACTICE 2.2)."""
    counts = _COUNTS.get(relation)
    if mention.shape == "vague":
        return "vague", None
    if mention.shape == "pointer":
        return None, None
    if mention.shape == "set":
        return "duration", None
    if mention.shape == "event":
        return _event_form(mention, relation, tokens), counts
    if mention.shape == "window":
        vague = mention.length is None or mention.length.number is None
        return ("vague", None) if vague else ("window", counts or "within")
    if mention.shape == "length":
        if relation != "within":
            return "duration", None
        return (
            ("vague", None)
            if mention.length is None or mention.length.number is None
            else ("window", "within")
        )
    if mention.shape == "later" and _is_thereafter(mention, tokens):
        return "after-event", counts
    return "window" if mention.other is not None else "absolute", counts


def _is_thereafter(mention: Mention, tokens: Tokens) -> bool:
    """Tell whether a limit counts from what was just named ("not later than a month thereafter")."""
    return mention.relation in ("by", "within", "before") and tokens.low[mention.last - 1] == "thereafter"


def _event_form(mention: Mention, relation: Relation, tokens: Tokens) -> DeadlineForm:
    if mention.word == "simultaneous":
        return "simultaneous"
    if mention.word == "day-n":
        return "day-n"
    if mention.word in ("over", "whole"):
        return "window" if mention.word == "over" else "duration"
    if mention.inner is not None:
        return "window" if relation == "within" else "duration" if relation == "during" else "absolute"
    if mention.word in ("bound", "date", "limit") and relation in ("by", "before", "until"):
        return "before-event" if relation != "until" else "duration"
    if relation == "during" and mention.length is not None and mention.sign > 0:
        return "duration"
    if mention.sign < 0:
        return "before-event"
    form = _UPON[mention.word][1] if mention.word in _UPON else "after-event"
    words = tokens.low[slice(*mention.event)] if mention.event else ()
    if form == "after-event" and (
        any(w.startswith(("sign", "signature")) for w in words) or _is_of_text(words)
    ):
        return "after-signature"
    return form


def _is_of_text(words: tuple[str, ...]) -> bool:
    """Tell whether "the date of this Agreement" is meant: the day of its signature."""
    plain = words[1:] if words[:1] == ("the",) else words
    return (
        len(plain) == 4
        and plain[0] in ("date", "day")
        and plain[1] == "of"
        and plain[3] in load_lexicon().words["text"]
    )
