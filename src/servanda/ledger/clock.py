"""Where the clock of a commitment stands on a day."""

from datetime import date

from servanda.ledger.days import read_bounds
from servanda.ledger.rules import Rules
from servanda.ledger.words import Word
from servanda.model import Commitment, Deadline
from servanda.model.kinds import Clock


def tell_clock(
    commitment: Commitment,
    deadline: Deadline,
    done: Word | None,
    ended: Word | None,
    waiting: bool,
    rules: Rules,
    as_of: date,
) -> tuple[Clock | None, str]:
    """Return the clock and why.

    done: the word that it is done, if it counts as done. ended: the word that it is
    superseded or cancelled. waiting: it is conditional, and nothing says that the
    condition has come about.
    """
    if commitment.force not in rules.binding:
        return None, f"clock: none runs; it is {commitment.force}, not undertaken [binding]"
    if ended is not None:
        return "lapsed", f"clock: lapsed; {ended.says} ({ended.who}) [ends]"
    _, end = read_bounds(deadline.edtf)
    if done is not None:
        return _tell_met(deadline, end, done)
    if waiting:
        return "anchor-pending", "clock: anchor-pending; nothing says that its condition has come about"
    if end is None:
        return _tell_undated(deadline, rules)
    return _tell_days(commitment, deadline, end, rules, as_of)


def _tell_met(deadline: Deadline, end: date | None, done: Word) -> tuple[Clock, str]:
    """Met, in time or late; without a deadline or a day of doing it cannot be late."""
    when = f"done by {done.day}" if done.day else "done, the day is not stated"
    if end is None or done.day is None or done.day <= end:
        return "met", f"clock: met; {when}, due {deadline.edtf or 'no date'} ({done.who})"
    return (
        "met-late",
        f"clock: met-late; {when}, due {deadline.edtf}, {(done.day - end).days} days late ({done.who})",
    )


def _tell_undated(deadline: Deadline, rules: Rules) -> tuple[Clock, str]:
    """No day to count to: none is stated, or it waits for its anchor."""
    if deadline.form in rules.no_date and not (deadline.form == "duration" and deadline.anchor):
        return "no-deadline", f"clock: no-deadline; {_quote(deadline)} [no_date]"
    return (
        "anchor-pending",
        f"clock: anchor-pending; {_quote(deadline)} gives no day while {deadline.anchor or 'its anchor'} has none",
    )


def _tell_days(
    commitment: Commitment, deadline: Deadline, end: date, rules: Rules, as_of: date
) -> tuple[Clock, str]:
    """Count the days to the end."""
    left = (end - as_of).days
    lapses = commitment.kind in rules.lapse.get(deadline.form, frozenset())
    if left < 0 and lapses:
        return "lapsed", f"clock: lapsed; its term ended {end} [lapse]"
    if left < 0:
        return (
            "overdue",
            f"clock: overdue; due {deadline.edtf}, {-left} days before {as_of}, and nothing that counts says it is done",
        )
    if left <= rules.due_soon_days and not lapses:
        return "due-soon", f"clock: due-soon; due {deadline.edtf}, {left} days after {as_of} [due_soon_days]"
    return (
        "not-yet-due",
        f"clock: not-yet-due; {'term to' if lapses else 'due'} {deadline.edtf}, {left} days after {as_of}",
    )


def _quote(deadline: Deadline) -> str:
    """Return the words of a deadline, or that there are none."""
    return f'"{deadline.text}"' if deadline.text else "no deadline stated"
