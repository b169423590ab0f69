"""The board: one line a commitment, points down, agreement by agreement, and always the counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from servanda.export.dates import say_date
from servanda.export.frame import SIGNS, bold, dim, say_act
from servanda.export.rows import Group, Row
from servanda.export.trail import Trail
from servanda.ledger.changes import Change
from servanda.ledger.summary import Summary, name_state
from servanda.model import Commitment, Evidence

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.padding import Padding
    from rich.text import Text

    Cell = Text | str

_SHORTEST_ID: Final = 6
_LAYOUTS: Final = (
    (116, {"id": 9, "pt": 8, "due": 10, "state": 15, "clock": 16, "standing": 15}),
    (96, {"id": 9, "pt": 6, "due": 10, "state": 14, "clock": 14, "standing": 12}),
    (0, {"id": 8, "pt": 5, "state": 14, "clock": 13, "standing": 12}),
)
"""Columns of the terminal from which on these parts of a line are shown, each with the most that it takes."""
_FLEXIBLE: Final = ("owed", "last word")
_INDENT: Final = "   "


@dataclass(frozen=True, slots=True)
class Asked:
    """What beside the rows is shown."""

    quotes: bool = False
    silence: bool = False


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
    bounds = next(bounds for least, bounds in _LAYOUTS if width >= least)
    names = [name for name in _CELLS if name in bounds or name in _FLEXIBLE]
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
    return next(
        (at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two))
    )


def _lay(layout: Sequence[tuple[str, int]], cells: "Sequence[Cell]", style: str = "") -> "Text":
    """Return cells side by side in one line, each cut to its column with an ellipsis."""
    from rich.text import Text

    line = Text(style=style, no_wrap=True, overflow="ellipsis")
    for place, ((_, width), cell) in enumerate(zip(layout, cells, strict=True)):
        text = Text(" ".join(cell.split())) if isinstance(cell, str) else cell.copy()
        text.truncate(width, overflow="ellipsis", pad=place < len(layout) - 1)
        line.append_text(text)
        if place < len(layout) - 1:
            line.append(" ")
    return line


def _head(group: Group, width: int) -> "Text":
    """Return a group's heading in one line: the title gives way to date and id."""
    from rich.text import Text

    facts = "".join(f" · {fact}" for fact in group.facts)
    title = Text(" ".join(group.title.split()), style="bold")
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
        mark, style = SIGNS["verdict"]
        override = row.commitment.overrides[0]
        return Text(f"{mark} verdict, {override.by}, {override.at[:10]}", style=style)
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


def _tell_more(row: Row, trail: Trail, asked: Asked) -> "Iterator[Padding]":
    """Yield under a row what was asked for: what changed, what overrides, the words."""
    if row.change is not None:
        yield from _tell_change(row, row.change, trail)
    if asked.quotes:
        for override in row.commitment.overrides:
            note = f": {override.note}" if override.note else ""
            was = f" (computed: {override.computed})" if override.computed is not None else ""
            yield _indent(
                f"§ {override.field} {override.ruling}{was} by {override.by}, {override.at[:10]}{note}"
            )
        if row.commitment.evidence:
            for evidence in row.commitment.evidence:
                yield _quote(evidence, trail)
        else:
            for claim, document in list(trail.claims_of(row.commitment))[:1]:
                words = " ".join(document.text[slice(*claim.span)].split())
                who = document.publisher or ("the text" if document.kind == "agreement" else document.id)
                day = f", {say_date(document.published)}" if document.published else ""
                yield _indent(f"“{words}” – undertaken, {who}{day}", "dim")


def _quote(evidence: Evidence, trail: Trail) -> "Padding":
    words = " ".join(evidence.quote.split())
    return _indent(f"“{words}” – {say_evidence(evidence, trail)}", "dim")


def _tell_change(row: Row, change: Change, trail: Trail) -> "Iterator[Padding]":
    """Yield what changed, a line each."""
    if change.new:
        since = (
            f", {say_date(row.silence.since)}"
            if row.silence.basis == "undertaken" and row.silence.since
            else ""
        )
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


def _indent(words: str, style: str = "") -> "Padding":
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


def _tell_sums(summary: Summary) -> "Padding":
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
        parts.append(
            f"PAM {pam.value} of 100 over the {pam.n} assessed, without the {pam.not_assessed} not assessed"
        )
    return " · ".join(part for part in parts if part)


def _list_counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {word}" for word, count in counts.items() if count)
