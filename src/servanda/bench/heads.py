"""Sentences whose predicate stands in braces, and what is read of that predicate."""

import re
from typing import Final

import msgspec

from servanda.bench.projection import Projected, list_posts, project
from servanda.bench.sentences import read_claims
from servanda.codebook import load
from servanda.model import Claim, Span

_SAID_WITHIN: Final = 40
"""Characters after the predicate within which what it says must begin."""
_ACTING: Final = {"event": ("actor",), "status": ("actor",), "meeting": ("participant",)}
"""Roles of those who are charged with what is alleged of them."""
_SEVERAL: Final = re.compile(r"\b(?:both|two|three|warring|rival|opposing)\b", re.IGNORECASE)
"""Words of one noun phrase that stands for several sides."""
_HEAD: Final = re.compile(r"\{(?:\d+:)?([^}]*)\}")


def take_braces(text: str) -> tuple[str, Span]:
    """Return a sentence without the braces around its predicate, and where the predicate stands."""
    match = _HEAD.search(text)
    if match is None:
        return text, (0, len(text))
    plain = text[: match.start()] + match.group(1) + text[match.end() :]
    return plain, (match.start(), match.start() + len(match.group(1)))


def predict_head(text: str, head: Span, published: str | None = None) -> tuple[Claim, Projected] | None:
    """Return the claim that rests on the predicate at `head`, else on what it brings ('announced that …'), with its event.

    Negation is left aside.
    """
    claims = read_claims(text, published)
    posts, codebook = list_posts(claims), load()
    over = [claim for claim in claims if claim.cue.span[0] < head[1] and head[0] < claim.cue.span[1]]
    said = [claim for claim in claims if head[1] <= claim.cue.span[0] < head[1] + _SAID_WITHIN]
    for claim in [*sorted(over, key=_nearest), *(_as_charge(claim) for claim in said)]:
        event = project(msgspec.structs.replace(claim, negated=False), codebook, posts)
        if event is not None:
            return claim, event
    return None


def _as_charge(claim: Claim) -> Claim:
    """Return what a side alleges of another as the charge that its verb makes: 'X accused Y of shelling the town'."""
    roles = _ACTING.get(claim.kind)
    if claim.force != "alleged" or roles is None or not claim.said_by:
        return claim
    blamed = tuple(v for role in roles for v in claim.roles.get(role, ()))
    charged = {"actor": claim.said_by[-1:], "recipient": blamed}
    return msgspec.structs.replace(
        claim, kind="event", code="ACCUSE", force="asserted", mode=None, roles=charged
    )


def own_code(claim: Claim, event: Projected) -> str:
    """Return the type by the record's conventions: an event keeps its own, an agreement is AGREE, signed or not.

    One side's promise to yield is CONCEDE, two sides' is AGREE; a meeting that is to come is
    CONSULT, a yielding told as not begun RETREAT.
    """
    if claim.kind == "event":
        return claim.code
    if claim.kind == "commitment" and claim.mode is not None and not _is_mutual(claim):
        return "CONCEDE"
    if claim.kind == "status" and claim.code == "not-started" and claim.mode is not None:
        return "RETREAT"
    if claim.kind == "meeting" and event.code == "AGREE":
        return "CONSULT"
    return "AGREE" if claim.kind == "agreement" else event.code


def own_force(claim: Claim) -> str:
    """Return the force by the record's conventions: what was signed or reached is `agreed` as an event of type AGREE."""
    return "agreed" if claim.kind == "agreement" and claim.force == "asserted" else claim.force


def _is_mutual(claim: Claim) -> bool:
    """Tell whether at least two sides promise: two names, or 'both armies', 'the two governments'."""
    owing = claim.roles.get("obligor", ())
    if claim.cue.text.startswith("agreed with "):
        return True
    return len(owing) > 1 or any(_SEVERAL.search(value.text) for value in owing)


def _nearest(claim: Claim) -> tuple[bool, int]:
    """Order events before others, and short cues before long ones."""
    return claim.kind != "event", claim.cue.span[1] - claim.cue.span[0]
