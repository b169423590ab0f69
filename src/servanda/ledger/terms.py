"""Terms that renew themselves: when the term ends, and by when notice must be given."""

from datetime import date

import msgspec

from servanda.ledger.days import read_bounds
from servanda.ledger.offsets import read_offset
from servanda.model import Claim, Deadline, Extension, edtf

_MOST = 50
"""A term is renewed so often at most; what lies beyond is not computed."""


def renew(
    deadline: Deadline, claim: Claim | None, ended: date | None, as_of: date
) -> tuple[Deadline, list[str]]:
    """Return a term as it runs on a day, with the day by which notice must be given.

    claim: the one that states the deadline, with the roles ``deadline-renewal`` (how
    long each renewal lasts) and ``deadline-notice`` (how long before the end). ended:
    since when words say that it has ended. A term is renewed only where the text says
    that it is of itself, and no word says that it ended before.
    """
    renewal = read_offset(claim.first("deadline-renewal")) if claim is not None else None
    notice = read_offset(claim.first("deadline-notice")) if claim is not None else None
    start, end = read_bounds(deadline.edtf)
    if claim is None or end is None or deadline.form != "duration":
        return deadline, []
    reasons: list[str] = []
    if renewal is not None:
        deadline = msgspec.structs.replace(deadline, extensions=list(deadline.extensions))
    for _ in range(_MOST):
        if renewal is None or end >= as_of or (ended is not None and ended <= end):
            break
        if not deadline.extensions:
            deadline.extensions.append(
                Extension(text=deadline.text or "", edtf=deadline.edtf, claim=claim.id)
            )
        before, end = end, end + renewal
        deadline.edtf = edtf.interval(start, end)
        deadline.extensions.append(
            Extension(text=claim.roles["deadline-renewal"][0].text, edtf=deadline.edtf, claim=claim.id)
        )
        reasons.append(
            f"deadline: term to {before} renewed of itself to {end}; no word says that notice was given"
        )
    if notice is not None:
        deadline = msgspec.structs.replace(deadline, notice=edtf.format_day(end - notice))
        reasons.append(f"deadline: term ends {end}; notice by {deadline.notice}")
    return deadline, reasons
