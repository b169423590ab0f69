"""From readings to the whole picture: settled into records, commitments assessed on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from servanda.model import Commitment, Issue, Link, Reading, Records, Verdict

if TYPE_CHECKING:
    from servanda.codebook import Codebook
    from servanda.ledger.door import Tied
    from servanda.resolve.relations import Relation


@dataclass(frozen=True, slots=True)
class Picture:
    """Readings with the records that they add up to, and how commitments stood on a day.

    links: what joined the claims, persons' judgements before automatic ones. verdicts:
    persons' rulings, as they find their targets now. rejected: record id → the verdict
    by which a person took it out. promised and ties: what the ledger starts from.
    relations: what agreements do to one another, by the words.
    """

    readings: tuple[Reading, ...]
    records: Records
    issues: tuple[Issue, ...]
    links: tuple[Link, ...]
    as_of: date
    verdicts: tuple[Verdict, ...] = ()
    rejected: Mapping[str, Verdict] = field(default_factory=dict)
    promised: tuple[Commitment, ...] = ()
    ties: "Mapping[str, Sequence[Tied]]" = field(default_factory=dict)
    relations: "tuple[Relation, ...]" = ()


def draw(
    readings: Iterable[Reading],
    codebook: "Codebook",
    *,
    as_of: date | None = None,
    links: Sequence[Link] = (),
    verdicts: Sequence[Verdict] = (),
) -> Picture:
    """Settle readings into records and assess the commitments as of a day (today if not given)."""
    from servanda.batch.verdicts import find_rejected, leave_out
    from servanda.ledger import assess, find_circles
    from servanda.resolve import settle

    kept = tuple(readings)
    day = as_of or date.today()
    settlement = settle(kept, codebook, links=links, verdicts=verdicts)
    rejected = find_rejected(settlement.records, verdicts)
    settled = leave_out(settlement.records, rejected)
    commitments = assess(settled, settlement.ties, kept, codebook, as_of=day, verdicts=verdicts)
    records = msgspec.structs.replace(settled, commitments=list(commitments))
    circles = find_circles(settled, kept, codebook, verdicts)
    issues = (*(issue for reading in kept for issue in reading.issues), *settlement.issues, *circles)
    return Picture(
        kept,
        records,
        tuple(dict.fromkeys(issues)),
        (*links, *settlement.links),
        day,
        verdicts=tuple(verdicts),
        rejected=rejected,
        promised=tuple(settled.commitments),
        ties=settlement.ties,
        relations=settlement.relations,
    )


def stand(picture: Picture, codebook: "Codebook", as_of: date) -> list[Commitment]:
    """Return how the commitments of a picture stood on another day, without settling anew."""
    from servanda.ledger import assess

    settled = msgspec.structs.replace(picture.records, commitments=list(picture.promised))
    return assess(settled, picture.ties, picture.readings, codebook, as_of=as_of, verdicts=picture.verdicts)
