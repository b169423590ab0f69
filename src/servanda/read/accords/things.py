"""Items of a list that are things: each owes what the words before the list say of them all."""

import re
from collections.abc import Iterable

import msgspec

from servanda.model import Claim, Document, Span, Value, digest_claim
from servanda.read.accords.copy import ReadingCopy, Thing

_MAKING_UP = re.compile(r"compris|includ|consist|compos|made up|follow", re.IGNORECASE)
"""How acts are told that only say that a list follows."""
_ANNOUNCING = re.compile(r"^(?:the following|these|those|they)\b|as follows\W*$", re.IGNORECASE)
_MADE_OF = re.compile(
    r"((?:[A-Z][\w’'&/-]*|\([A-Z]+\))(?: (?:of|and|for|the|[A-Z][\w’'&/-]*|\([A-Z]+\)))*)\s+(?:compris|compos|consist|includ)\w+[^.;]*$"
)
"""A body and the participle that says what it is made up of: 'the Review Board (RB) comprising the following'."""
_FOLLOWING = re.compile(r"\bfollowing\b")
_MOST = 12
"""Words of an item that its act is told with."""
_PARTS = re.compile(r"[.;:,(]\s|\s*[.;:,]*(?:\s+and)?\s*$")


def read_things(claims: Iterable[Claim], copy: ReadingCopy, document: Document) -> list[Claim]:
    """Return claims with one for every thing of a list; what only announces a list is left out where it has items.

    claims: as told in places of the text itself.
    """
    told = list(claims)
    found: list[Claim] = []
    idle: set[str] = set()
    for thing in copy.things:
        lead = _find_lead(told, thing)
        if lead is None:
            continue
        found.append(_draw(lead, thing, document))
        if _announces(lead, document.text[slice(*thing.lead)]):
            idle.add(lead.id)
    kept = [claim for claim in told if claim.id not in idle] + found
    return _drop_announcing(kept)


def _drop_announcing(claims: list[Claim]) -> list[Claim]:
    """Leave out 'shall carry out the following duties' where the points below it tell which."""
    paths = {claim.first("point") or "" for claim in claims}
    above = {path.rpartition("/")[0] for path in paths} | {path.rpartition(".")[0] for path in paths}
    return [
        claim
        for claim in claims
        if claim.first("point") not in above or not _FOLLOWING.search(claim.first("act") or "")
    ]


def _find_lead(claims: list[Claim], thing: Thing) -> Claim | None:
    """Return the commitment of the words before a list that the list is of: that says what is made up, else the first."""
    start, end = thing.lead
    found = [c for c in claims if c.kind == "commitment" and start <= c.cue.span[0] and c.cue.span[1] <= end]
    making_up = [c for c in found if _MAKING_UP.search((c.first("act") or "").split(" ")[0])]
    doing = [c for c in found if not (c.first("act") or "").startswith("be ")]
    return next(iter(making_up or doing or found), None)


def _announces(lead: Claim, words: str) -> bool:
    """Tell whether the words before a list say nothing without it."""
    act = lead.first("act") or lead.cue.text
    return bool(_MAKING_UP.search(act) or _ANNOUNCING.search(words))


def _draw(lead: Claim, thing: Thing, document: Document) -> Claim:
    """Return the commitment of one thing: whose, of what kind and by when as the words before the list say."""
    span = _head(document.text, thing.span)
    words = document.text[slice(*span)]
    verb = (lead.first("act") or lead.cue.text).split(" ")[0]
    made_of = _MAKING_UP.search(verb) is not None
    roles = {
        name: values
        for name, values in lead.roles.items()
        if name not in {"act", "topic", "quantity", "point"}
    }
    roles["act"] = (
        Value(
            text=words,
            value=f"{'include' if made_of else verb} {' '.join(words.split())}",
            span=span,
            inferred=None,
        ),
    )
    at = thing.point.span[0]
    label: Span = (at, at + len(thing.point.label)) if thing.point.label else span
    roles["point"] = (
        Value(text=document.text[slice(*label)], value=thing.point.path, span=label, inferred=None),
    )
    code = "procedure" if made_of and lead.code == "obligation" else lead.code
    digest = digest_claim(
        document.id, lead.kind, code, thing.span, roles, lead.force, lead.negated, lead.said_by
    )
    return msgspec.structs.replace(lead, id=digest, code=code, roles=roles, span=thing.span)


def _head(text: str, span: Span) -> Span:
    """Return the first words of an item, up to its first stop."""
    start, end = span
    words = list(re.finditer(r"\S+", text[start:end]))[:_MOST]
    last = start + words[-1].end() if words else end
    stop = _PARTS.search(text, start, last)
    return (start, stop.start() if stop is not None and stop.start() > start + 2 else last)
