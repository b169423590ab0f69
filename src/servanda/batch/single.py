"""From readings to the whole picture: settled into records, commitments assessed on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from servanda.model import Issue, Link, Reading, Records, Verdict

if TYPE_CHECKING:
    from servanda.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Picture:
    """Readings with the records that they add up to, and how commitments stood on a day.

    links: what joined the claims, persons' judgements before automatic ones.
    """

    readings: tuple[Reading, ...]
    records: Records
    issues: tuple[Issue, ...]
    links: tuple[Link, ...]
    as_of: date


def draw(
    readings: Iterable[Reading],
    codebook: "Codebook",
    *,
    as_of: date | None = None,
    links: Sequence[Link] = (),
    verdicts: Sequence[Verdict] = (),
) -> Picture:
    """Settle readings into records and assess the commitments as of a day (today if not given)."""
    from servanda.ledger import assess, find_circles
    from servanda.resolve import settle

    kept = tuple(readings)
    day = as_of or date.today()
    settlement = settle(kept, codebook, links=links, verdicts=verdicts)
    commitments = assess(settlement.records, settlement.ties, kept, codebook, as_of=day, verdicts=verdicts)
    records = msgspec.structs.replace(settlement.records, commitments=list(commitments))
    circles = find_circles(settlement.records, kept, codebook, verdicts)
    issues = (*(issue for reading in kept for issue in reading.issues), *settlement.issues, *circles)
    return Picture(kept, records, tuple(dict.fromkeys(issues)), (*links, *settlement.links), day)
