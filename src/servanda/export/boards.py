"""The board: one line a commitment, points down, agreement by agreement, and always the counts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import msgspec

from servanda.export.dates import say_date, sort_key
from servanda.export.frame import SIGNS, bold, dim, say_act
from servanda.export.trail import Trail
from servanda.ledger.changes import Change
from servanda.ledger.silence import Silence
from servanda.ledger.summary import Summary, name_state, sum_up
from servanda.model import Agreement, Commitment, Document, Evidence

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    Cell = Text | str

UNNAMED: Final = "Agreement not stated"
_SHORTEST_ID: Final = 6
_WIDE: Final = {"owed": 116, "id": 9, "pt": 8, "due": 10, "state": 15, "clock": 16, "standing": 15}
_MIDDLE: Final = {"owed": 96, "id": 9, "pt": 6, "due": 10, "state": 14, "clock": 14, "standing": 12}
_NARROW: Final = {"owed": 0, "id": 8, "pt": 5, "state": 13, "clock": 13, "standing": 12}
"""Most columns of each part of a line; `owed`: from which width of the terminal on."""
_FLEXIBLE: Final = ("owed", "last word")
_PIECE: Final = re.compile(r"\d+|[^\W\d_]+")
_INDENT: Final = "   "


@dataclass(frozen=True, slots=True)
class Row:
    """A commitment on the board, with what was asked for about it."""

    commitment: Commitment
    silence: Silence
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one agreement, and the counts of all its commitments, shown or not."""

    title: str
    facts: tuple[str, ...]
    rows: tuple[Row, ...]
    summary: Summary


@dataclass(frozen=True, slots=True)
class Asked:
    """What beside the rows is shown."""

    quotes: bool = False
    silence: bool = False


def sort_rows(
    rows: Iterable[Commitment], agreements: Iterable[Agreement], trail: Trail
) -> list[Commitment]:
    """Return commitments by agreement (day of signature; those of none last) and point, then deadline and text."""
    order = rank_agreements(agreements)
    return sorted(
        rows,
        key=lambda row: (
            order.get(row.agreement or "", (1, len(order))) if row.agreement else (2, 0),
            row.agreement or "",
            read_point(row.point),
            sort_key(row.deadline.edtf) if row.point is None else (),
            *_find_place(row, trail),
        ),
    )


def rank_agreements(agreements: Iterable[Agreement]) -> dict[str, tuple[int, int]]:
    """Return the place of each agreement: by the day of its signature, then by title."""
    ranked = sorted(agreements, key=lambda one: (sort_key(one.signed), one.title or "~", one.id))
    return {one.id: (0, place) for place, one in enumerate(ranked)}


def read_point(point: str | None) -> tuple[bool, list[tuple[bool, int, str]]]:
    """Return a key that puts points in order (2 before 10, 6 before 6a); without a point last."""
    pieces = _PIECE.findall(point or "")
    return point is None, [
        (not piece.isdecimal(), int(piece) if piece.isdecimal() else 0, piece.casefold()) for piece in pieces
    ]


def _find_place(row: Commitment, trail: Trail) -> tuple[str, tuple[int, int], str]:
    """Return where the oldest claim of a commitment stands."""
    claim, document = next(trail.claims_of(row), (None, None))
    if claim is None or document is None:
        return "~", (0, 0), row.id
    return document.published or "~", claim.span, row.id


def group_rows(
    rows: Sequence[Row], every: Sequence[Commitment], agreements: Sequence[Agreement], trail: Trail
) -> list[Group]:
    """Return sorted rows in groups of one agreement, each with the counts of all its commitments among `every`."""
    by_id = {agreement.id: agreement for agreement in agreements}
    texts = {one.title: one for one in trail.documents.values() if one.kind == "agreement" and one.title}
    groups = []
    for name, part in groupby(rows, key=lambda row: row.commitment.agreement):
        agreement = by_id.get(name or "")
        title, facts = name_agreement(agreement, name, texts.get(name or ""))
        summary = sum_up((one for one in every if one.agreement == name), name, title)
        groups.append(Group(title, facts, tuple(part), summary))
    return groups


def name_agreement(
    agreement: Agreement | None, name: str | None, text: Document | None = None
) -> tuple[str, tuple[str, ...]]:
    """Return an agreement's title (or kind, or the words for it), and date and id beside it. text: its own."""
    if agreement is not None:
        signed = say_date(agreement.signed) if agreement.signed else "no date stated"
        return agreement.title or (agreement.kind or "agreement").capitalize(), (signed, agreement.id)
    if text is not None and name:
        return name, (f"text of {say_date(text.published)}" if text.published else "text", text.id)
    return (f"“{name}”", ("not tied to an agreement on record",)) if name else (UNNAMED, ())


# one line each


def show_board(
    groups: Sequence[Group],
    trail: Trail,
    width: int,
    asked: Asked,
    total: Summary,
    heading: str,
) -> "Iterator[RenderableType]":
    """Yield heading, groups and the sum of all; every row is one line of at most `width` columns."""
    ids = shorten_ids(trail)
    cells = {
        row.commitment.id: {name: cell(row, trail, ids, asked) for name, cell in _CELLS.items()}
        for group in groups
        for row in group.rows
    }
    layout = choose_layout(width, {name: _measure(name, cells.values()) for name in _CELLS})
    yield bold(heading)
    yield _lay(layout, [name for name, _ in layout], "dim")
    for group in groups:
        yield ""
        yield _head(group, width)
        for row in group.rows:
            yield _lay(layout, [cells[row.commitment.id][name] for name, _ in layout])
            yield from _tell_more(row, trail, asked)
        yield _tell_sums(group.summary)
    if len(groups) != 1:
        yield ""
        yield bold("All together")
        yield _tell_sums(total)


def choose_layout(width: int, needed: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return the columns that fit a width, each with its own.

    Words get what they need, up to a bound; what is left goes to what is owed and the last word.
    """
    bounds = _WIDE if width >= _WIDE["owed"] else _MIDDLE if width >= _MIDDLE["owed"] else _NARROW
    names = [name for name in _CELLS if name in bounds or name == "last word"]
    fixed = {name: min(needed[name], bounds[name]) for name in names if name not in _FLEXIBLE}
    left = width - sum(fixed.values()) - (len(names) - 1)
    last = max(min(left * 4 // 9, needed["last word"]), 10)
    owed = max(min(left - last, needed["owed"]), 12)
    last = max(left - owed, 10)
    return [(name, {"owed": owed, "last word": last}.get(name) or fixed[name]) for name in names]


def _measure(name: str, rows: "Iterable[Mapping[str, Cell]]") -> int:
    """Return how many columns the cells of one name need, its heading among them."""
    from rich.text import Text

    return max([len(name), *(Text(str(row[name])).cell_len for row in rows)])


def shorten_ids(trail: Trail) -> dict[str, str]:
    """Return for each commitment the shortest beginning of its id that `servanda explain` takes."""
    ids = sorted(record.id for record in trail.records.commitments)
    short = {}
    for place, name in enumerate(ids):
        near = [ids[other] for other in (place - 1, place + 1) if 0 <= other < len(ids)]
        shared = max((_count_shared(name, other) for other in near), default=0)
        short[name] = name[: max(_SHORTEST_ID, shared + 1)]
    return short


def _count_shared(one: str, two: str) -> int:
    """Return how many characters two texts begin with in common."""
    return next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))


def _lay(layout: Sequence[tuple[str, int]], cells: "Sequence[Cell]", style: str = "") -> "Text":
    """Return cells side by side in one line, each cut to its column with an ellipsis."""
    from rich.text import Text

    line = Text(style=style, no_wrap=True, overflow="ellipsis")
    for place, ((_, width), cell) in enumerate(zip(layout, cells, strict=True)):
        text = Text(cell) if isinstance(cell, str) else cell.copy()
        text.truncate(width, overflow="ellipsis", pad=place < len(layout) - 1)
        line.append_text(text)
        if place < len(layout) - 1:
            line.append(" ")
    return line


def _head(group: Group, width: int) -> "Text":
    """Return a group's heading in one line: the title gives way to date and id."""
    from rich.text import Text

    facts = "".join(f" · {fact}" for fact in group.facts)
    title = Text(group.title, style="bold")
    title.truncate(max(width - len(facts), 20), overflow="ellipsis")
    title.append(facts, style="dim")
    title.no_wrap, title.overflow = True, "ellipsis"
    return title


def sign_word(word: str) -> "Text":
    """Return a word with its sign before it."""
    from rich.text import Text

    mark, style = SIGNS.get(word, ("", ""))
    return Text(f"{mark} {word}".strip(), style=style)


def _say_owed(commitment: Commitment) -> str:
    """Return what is owed, then by whom: the act is what tells a line from the next."""
    act = say_act(commitment.act, commitment.kind)
    who = ", ".join(commitment.obligors)
    force = f" ({commitment.force})" if commitment.force != "agreed" else ""
    return f"{act}{force} – {who}" if who else f"{act}{force}"


def _say_last(row: Row, trail: Trail, asked: Asked) -> "Cell":
    """Return the last word and whose it is; a person's verdict goes before it."""
    from rich.text import Text

    if asked.silence:
        since = f"{row.silence.days} days" if row.silence.days is not None else "unknown"
        return f"silent {since}" + (f": {_say_word(row, trail)}" if row.commitment.evidence else ", no word")
    if row.commitment.overrides:
        override = row.commitment.overrides[0]
        return Text(f"{SIGNS['verdict'][0]} verdict {override.at[:10]}, {override.by}", style=SIGNS["verdict"][1])
    return _say_word(row, trail) if row.commitment.evidence else dim("no word")


def _say_word(row: Row, trail: Trail) -> str:
    return say_evidence(row.commitment.evidence[-1], trail)


def say_evidence(evidence: Evidence, trail: Trail) -> str:
    """Return a word with its day and whose it is."""
    day = evidence.as_at or evidence.published
    return ", ".join(
        part for part in (evidence.says, trail.say_speaker(evidence), say_date(day) if day else None) if part
    )


_CELLS: "Final[Mapping[str, Any]]" = {
    "id": lambda row, trail, ids, asked: dim(ids.get(row.commitment.id, row.commitment.id)),
    "pt": lambda row, trail, ids, asked: row.commitment.point or "–",
    "owed": lambda row, trail, ids, asked: _say_owed(row.commitment),
    "due": lambda row, trail, ids, asked: say_due(row.commitment),
    "state": lambda row, trail, ids, asked: sign_word(name_state(row.commitment)),
    "clock": lambda row, trail, ids, asked: sign_word(row.commitment.clock or "none"),
    "standing": lambda row, trail, ids, asked: sign_word(row.commitment.standing or "none"),
    "last word": lambda row, trail, ids, asked: _say_last(row, trail, asked),
}
"""Column → what stands in it."""


def say_due(commitment: Commitment) -> "Text | str":
    """Return the last day in time, or that there is none."""
    start, slash, end = (commitment.deadline.edtf or "").partition("/")
    if not start:
        return dim("no date")
    return f"from {start}" if slash and end in ("", "..") else end or start


def _tell_more(row: Row, trail: Trail, asked: Asked) -> "Iterator[Text]":
    """Yield under a row what was asked for: what changed, what overrides, the words."""
    if row.change is not None:
        yield from _tell_change(row, row.change, trail)
    if asked.quotes:
        for override in row.commitment.overrides:
            note = f": {override.note}" if override.note else ""
            was = f" (computed: {override.computed})" if override.computed is not None else ""
            yield _indent(f"§ {override.field} {override.ruling}{was} by {override.by}, {override.at[:10]}{note}")
        if row.commitment.evidence:
            for evidence in row.commitment.evidence:
                yield _quote(evidence, trail)
        else:
            for claim, document in list(trail.claims_of(row.commitment))[:1]:
                words = " ".join(document.text[slice(*claim.span)].split())
                who = document.publisher or ("the text" if document.kind == "agreement" else document.id)
                day = f", {say_date(document.published)}" if document.published else ""
                yield _indent(f"“{words}” – undertaken, {who}{day}", "dim")


def _quote(evidence: Evidence, trail: Trail) -> "Text":
    words = " ".join(evidence.quote.split())
    return _indent(f"“{words}” – {say_evidence(evidence, trail)}", "dim")


def _tell_change(row: Row, change: Change, trail: Trail) -> "Iterator[Text]":
    """Yield what changed, a line each."""
    if change.new:
        since = f", {say_date(row.silence.since)}" if row.silence.basis == "undertaken" and row.silence.since else ""
        yield _indent(f"new: undertaken or first told of{since}")
    turns = [f"{turn.field} {turn.old or 'none'} → {turn.new or 'none'}" for turn in change.state]
    if turns:
        yield _indent(f"now: {' · '.join(turns)}")
    if change.deadline is not None:
        move = change.deadline
        days = " → ".join(say_date(day) if day else "no date" for day in (move.old, move.new))
        why = f"; {move.why}" if move.why else ""
        yield _indent(f"deadline: {days}{why}")
    for word in change.words:
        yield _indent(f"word: {say_evidence(word, trail)}, claim {word.claim}")


def _indent(words: str, style: str = "") -> "Any":
    """Return words that keep their distance from the left in every line they take."""
    from rich.padding import Padding
    from rich.text import Text

    return Padding(Text(words, style=style), (0, 0, 0, len(_INDENT)), expand=False)


# the counts


def show_sums(
    groups: Sequence[Group], total: Summary, width: int, heading: str
) -> "Iterator[RenderableType]":
    """Yield the counts of each agreement and of all, without the rows."""
    yield bold(heading)
    for group in groups:
        yield _head(group, width)
        yield _tell_sums(group.summary)
    yield bold("All together")
    yield _tell_sums(total)


def _tell_sums(summary: Summary) -> "Any":
    return _indent(f"= {say_summary(summary)}", "italic")


def say_summary(summary: Summary) -> str:
    """Return counts in words: never a share without its numbers and those not assessed."""
    noun = "commitment" if summary.commitments == 1 else "commitments"
    scores = _list_counts({word: n for word, n in summary.score.items() if word != "not-assessed"})
    parts = [
        f"{summary.commitments} {noun}: {scores + ', ' if scores else ''}{summary.not_assessed} not assessed",
        _list_counts({("no clock" if word == "none" else word): n for word, n in summary.clock.items()}),
        _list_counts(summary.standing),
        _list_counts(summary.undone),
        f"{summary.overridden} by a person's verdict" if summary.overridden else "",
    ]
    if summary.pam is not None and summary.pam.n > 1:
        pam = summary.pam
        parts.append(f"PAM {pam.value} of 100 over the {pam.n} assessed, without the {pam.not_assessed} not assessed")
    return " · ".join(part for part in parts if part)


def _list_counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {word}" for word, count in counts.items() if count)


# as JSON


def describe_row(row: Row, summary: Summary) -> dict[str, Any]:
    """Return a commitment with all its fields, then what the board adds: state, last word, silence, changes, counts."""
    described: dict[str, Any] = msgspec.to_builtins(row.commitment)
    last = described["evidence"][-1] if described["evidence"] else None
    described["state"] = name_state(row.commitment)
    described["last_word"] = last
    described["silence"] = msgspec.to_builtins(row.silence)
    if row.change is not None:
        described["changes"] = msgspec.to_builtins(row.change)
    described["roll_up"] = msgspec.to_builtins(summary)
    return described
