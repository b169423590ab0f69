"""Persons' decisions after documents were read anew: each finds its claim again by document and words.

A claim's id is a digest of what was read, so a better codebook gives a claim another id. What
was decided about the old one is carried over to the claim of the same kind that now rests on
the same words; where none does, or several might, an issue says so.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from servanda.model import Claim, Issue, Link, Reading, Records, Settled, Verdict
from servanda.resolve.decide import make_id
from servanda.resolve.links import AUTOMATIC

LETTERS: Final[dict[str, str]] = {"agreement": "G", "commitment": "C", "meeting": "M", "event": "E"}
"""Kind of claim → letter of the records that are settled from it."""
RECORD_FIELD: Final = "record"


@dataclass(frozen=True, slots=True)
class Carried:
    """Decisions with targets that are there now, and issues for those that find nothing."""

    verdicts: tuple[Verdict, ...]
    links: tuple[Link, ...]
    issues: tuple[Issue, ...]


def carry(
    verdicts: Iterable[Verdict],
    links: Iterable[Link],
    readings: Iterable[Reading],
    list_former: Callable[[], Iterable[Claim]],
) -> Carried:
    """Return decisions as they apply to the claims that count now. list_former: all claims ever made; asked only if needed."""
    carrier = _Carrier([claim for reading in readings for claim in reading.claims], list_former)
    issues: list[Issue] = []
    kept = []
    for verdict in verdicts:
        target, former = carrier.aim(verdict.target)
        if target is None:
            issues.append(_report(verdict, former))
        elif former is None:
            kept.append(verdict)
        else:
            kept.append(
                msgspec.structs.replace(
                    verdict, target=target, note=_tell_carried(verdict.note, verdict.target)
                )
            )
    moved = []
    for link in links:
        if link.by.startswith(AUTOMATIC):
            moved.append(link)
            continue
        pair = [carrier.find(link.left), carrier.find(link.right)]
        if None in pair:
            former = carrier.find_former(link.left) or carrier.find_former(link.right)
            issues.append(_report_link(link, former))
        else:
            left, right = sorted(str(name) for name in pair)
            moved.append(msgspec.structs.replace(link, left=left, right=right))
    return Carried(tuple(kept), tuple(moved), tuple(issues))


class _Carrier:
    """Finds the claim that now stands where another stood."""

    def __init__(self, claims: list[Claim], list_former: Callable[[], Iterable[Claim]]) -> None:
        self.claims = {claim.id: claim for claim in claims}
        self.records = {name for claim in claims for name in _list_record_ids(claim)}
        self.by_place: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            self.by_place[claim.document, claim.kind].append(claim)
        self._list_former = list_former
        self._former: dict[str, Claim] | None = None

    def aim(self, target: str) -> tuple[str | None, Claim | None]:
        """Return where a verdict's target is now (None: nowhere), and the claim that it was about, if it moved."""
        if target.startswith("claim:"):
            return self._aim_at_claim(target)
        if target.startswith("link:"):
            return self._aim_at_link(target)
        record_id, _, rest = target.partition("#")
        if record_id in self.records or record_id.startswith("A-"):
            return target, None
        former = self.find_former(record_id)
        now = self._succeed(former)
        return (f"{make_id(record_id[0], now.id)}#{rest}" if now else None), former

    def _aim_at_claim(self, target: str) -> tuple[str | None, Claim | None]:
        name = target.partition(":")[2]
        if name in self.claims:
            return target, None
        now = self.find(name)
        return (f"claim:{now}" if now else None), self.find_former(name)

    def _aim_at_link(self, target: str) -> tuple[str | None, Claim | None]:
        _, left, right = (*target.split(":"), "", "")[:3]
        if left in self.claims and right in self.claims:
            return target, None
        pair = [self.find(left), self.find(right)]
        former = self.find_former(left) or self.find_former(right)
        return (None if None in pair else f"link:{pair[0]}:{pair[1]}"), former

    def find(self, name: str) -> str | None:
        """Return the id of a claim, or of the one that succeeds it."""
        if name in self.claims:
            return name
        now = self._succeed(self.find_former(name))
        return now.id if now else None

    def find_former(self, name: str) -> Claim | None:
        """Return the claim that an id of a claim or of a record goes back to, outvoted or not."""
        if self._former is None:
            self._former = {}
            for claim in self._list_former():
                for known in (claim.id, *_list_record_ids(claim)):
                    self._former.setdefault(known, claim)
        return self._former.get(name)

    def _succeed(self, former: Claim | None) -> Claim | None:
        """Return the one claim that rests on the same words and says most nearly the same; None where none or two do."""
        if former is None:
            return None
        near = [
            claim
            for claim in self.by_place[former.document, former.kind]
            if claim.span[0] < former.span[1] and former.span[0] < claim.span[1]
        ]
        ranked = sorted(((_liken(former, claim), claim.id, claim) for claim in near), reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0][2]


def _list_record_ids(claim: Claim) -> list[str]:
    """Return the ids of records that a claim would give its name to."""
    letter = LETTERS.get(claim.kind)
    return [make_id(letter, claim.id)] if letter else []


def _liken(former: Claim, claim: Claim) -> tuple[int, bool, bool, bool, int]:
    """Return how like two claims on the same words are: first by what they say, then by how much of the words."""
    shared = sum(
        len({value.value or value.text for value in values} & {v.value or v.text for v in claim.roles.get(role, ())})
        for role, values in former.roles.items()
    )  # fmt: skip
    overlap = min(former.span[1], claim.span[1]) - max(former.span[0], claim.span[0])
    same_cue = former.cue.span == claim.cue.span
    return shared, same_cue, former.code == claim.code, former.span == claim.span, overlap


def _tell_carried(note: str, target: str) -> str:
    """Return a note with where the verdict was given first."""
    carried = f"given on {target}, carried over to the same words as they are read now"
    return f"{note} [{carried}]" if note else f"[{carried}]"


def _report(verdict: Verdict, former: Claim | None) -> Issue:
    why = (
        "the record never had it"
        if former is None
        else f"no {former.kind}, or more than one, is read now from the words on which it rested"
    )
    return Issue(
        code="verdict-untied",
        message=f"{verdict.target}: ruled {verdict.ruling!r} by {verdict.by} at {verdict.at}, but {why}",
        document=former.document if former else None,
        span=former.span if former else (0, 0),
        hint="rule anew on what is read now, or withdraw the verdict",
    )


def _report_link(link: Link, former: Claim | None) -> Issue:
    return Issue(
        code="verdict-untied",
        message=f"link {link.left} – {link.right}: judged {link.judgement!r} by {link.by} at {link.at}, "
        "but one of its claims is not read now",
        document=former.document if former else None,
        span=former.span if former else (0, 0),
        hint="judge anew the claims that are read now",
    )


def report_lost(records: Records, verdicts: Iterable[Verdict]) -> tuple[Issue, ...]:
    """Return an issue for every verdict on an actor whom the record does not name any more."""
    names = {actor.id for actor in records.actors}
    targets = ((verdict, verdict.target.partition("#")[0]) for verdict in verdicts)
    return tuple(
        _report(verdict, None) for verdict, name in targets if name.startswith("A-") and name not in names
    )


def find_rejected(records: Records, verdicts: Iterable[Verdict]) -> dict[str, Verdict]:
    """Return the records that persons took out as a whole, each with the latest verdict on it."""
    latest: dict[str, Verdict] = {}
    for verdict in verdicts:
        record_id, _, name = verdict.target.partition("#")
        kept = latest.get(record_id)
        if name == RECORD_FIELD and (kept is None or (verdict.at, verdict.id) > (kept.at, kept.id)):
            latest[record_id] = verdict
    if not latest:
        return {}
    found: dict[str, Verdict] = {}
    for record in list_records(records):
        ids = {record.id, *(make_id(record.id[0], claim) for claim in record.claims)} & latest.keys()
        ruled = max((latest[name] for name in ids), key=lambda one: (one.at, one.id), default=None)
        if ruled is not None and ruled.ruling == "rejected":
            found[record.id] = ruled
    return found


def leave_out(records: Records, rejected: Mapping[str, Verdict]) -> Records:
    """Return the records without some."""
    if not rejected:
        return records
    return Records(
        actors=[one for one in records.actors if one.id not in rejected],
        agreements=[one for one in records.agreements if one.id not in rejected],
        commitments=[one for one in records.commitments if one.id not in rejected],
        meetings=[one for one in records.meetings if one.id not in rejected],
        events=[one for one in records.events if one.id not in rejected],
    )


def list_records(records: Records) -> list[Settled]:
    """Return all records."""
    return [
        *records.actors,
        *records.agreements,
        *records.commitments,
        *records.meetings,
        *records.events,
    ]
