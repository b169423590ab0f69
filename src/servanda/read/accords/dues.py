"""Deadlines that stand above a point: 'The following shall take place during the Transition:', '(complete within 120 days)'."""

from collections.abc import Iterable

import msgspec

from servanda.model import Claim, Document, Value, digest_claim, edtf
from servanda.read.deadlines import list_roles
from servanda.read.times import Time, find_times
from servanda.text.points import Outline, Point

_HANDED_DOWN = frozenset({"after-signature", "after-event", "day-n", "window", "before-event"})
"""Forms of a deadline that holds for what stands below it."""
_TIMELESS = frozenset({"procedure"})
"""Kinds of commitments that no deadline above them is meant for: who sits, who chairs, how it decides."""


def hand_down(claims: Iterable[Claim], document: Document, points: Outline) -> list[Claim]:
    """Return claims, the commitments without a deadline with that of the headings and lead-ins above their point.

    claims: as told in places of the text itself.
    """
    by_path = {point.path: point for point in points.points}
    known: dict[str, dict[str, tuple[Value, ...]]] = {}
    found = []
    for claim in claims:
        if claim.kind == "commitment" and claim.code not in _TIMELESS and "deadline" not in claim.roles:
            point = by_path.get(claim.first("point") or "")
            roles = _find_above(point, by_path, document, known) if point is not None else {}
            found.append(_with(claim, roles, document) if roles else claim)
        else:
            found.append(claim)
    return found


def _find_above(
    point: Point,
    by_path: dict[str, Point],
    document: Document,
    known: dict[str, dict[str, tuple[Value, ...]]],
) -> dict[str, tuple[Value, ...]]:
    """Return the roles of the nearest deadline above a point."""
    above = by_path.get(point.parent or "")
    while above is not None:
        if above.path not in known:
            known[above.path] = _read(above, document)
        if known[above.path]:
            return known[above.path]
        above = by_path.get(above.parent or "")
    return {}


def _read(point: Point, document: Document) -> dict[str, tuple[Value, ...]]:
    """Return the deadline in a heading, or in the sentence that a list goes on from."""
    spans = [point.heading] if point.heading is not None else []
    if point.own and not document.text[slice(*point.own[-1])].rstrip().endswith((".", ";", ",")):
        start, end = point.own[-1]
        start = max(
            (document.text.rfind(stop, start, end) + 2 for stop in (". ", ".\n", "; ")), default=start
        )
        spans.insert(0, (max(start, point.own[-1][0]), end))
    day = edtf.upper(document.published) if document.published is not None else None
    for span in spans:
        times = find_times(document.text[slice(*span)], published=day, offset=span[0])
        time = next((time for time in times if _holds(time)), None)
        if time is not None:
            told: dict[str, tuple[Value, ...]] = {role: (value,) for role, value in list_roles(time)}
            reason = "stands above the point"
            first = told["deadline"][0]
            told["deadline"] = (msgspec.structs.replace(first, inferred=first.inferred or reason),)
            return told
    return {}


def _holds(time: Time) -> bool:
    """Tell whether a time is a deadline of a kind that holds for all below it."""
    return time.form in _HANDED_DOWN and (time.anchor is not None or time.offset is not None)


def _with(claim: Claim, roles: dict[str, tuple[Value, ...]], document: Document) -> Claim:
    whole = {**claim.roles, **roles}
    digest = digest_claim(
        document.id, claim.kind, claim.code, claim.span, whole, claim.force, claim.negated, claim.said_by
    )
    return msgspec.structs.replace(claim, id=digest, roles=whole)
