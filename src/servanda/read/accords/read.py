"""An agreement text into commitments, each with its point; what is found in the copy is told in the text's own words."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from servanda.codebook import Codebook
from servanda.model import Claim, Cue, Document, Issue, Span, Value, digest_claim
from servanda.read.accords.copy import ReadingCopy, copy_points, squeeze
from servanda.read.accords.decisions import find_body, read_decisions
from servanda.read.accords.dues import hand_down
from servanda.read.accords.parties import note_parties
from servanda.read.accords.signature import read_signature
from servanda.read.accords.terms import list_verbs, read_nominal_terms
from servanda.read.accords.things import read_things
from servanda.read.agreements import read_agreements
from servanda.read.assemble import assemble
from servanda.read.commitments import read_commitments
from servanda.read.passage import Passage
from servanda.read.scene import Scene
from servanda.read.scenes import read_scene
from servanda.text.points import Outline, outline

if TYPE_CHECKING:
    from spacy.language import Language

_SHOWN = 8
"""Oddities of numbering that are named one by one."""


def read_accord(
    document: Document, codebook: Codebook, parser: "Language"
) -> tuple[Scene, list[Passage], tuple[Claim, ...]]:
    """Read the points of an agreement text: its scene, passages and claims, all in places of the text itself."""
    points = outline(document.text)
    body = find_body(document.text, points)
    copy = copy_points(document.text, points, list_verbs(codebook), body)
    if not copy.extracts:
        scene, passages = read_scene(document, codebook, parser)
        return scene, passages, assemble(scene)
    reading = msgspec.structs.replace(
        document, text=copy.text, title=document.title or _title(document, points)
    )

    resolving = squeeze(document.text[slice(*body)]) if body is not None else None

    def ask(scene: Scene, passage: Passage) -> None:
        extract = copy.extract_at(passage.offset)
        passage.binding = extract is not None and extract.binding
        passage.background = False
        scene.namer.survey(passage)
        if extract is not None and extract.point.part == "signature":
            read_signature(scene, passage)
            return
        if not passage.binding:
            note_parties(scene, passage)
        read_agreements(scene, passage)
        if passage.binding and not (resolving and read_decisions(scene, passage, resolving)):
            read_commitments(scene, passage)
            read_nominal_terms(scene, passage)

    scene, passages = read_scene(reading, codebook, parser, ask)
    found = _drop_repeated(assemble(scene), copy)
    if resolving is None:
        found = [_silence(claim) for claim in found]
    told = [moved for claim in found if (moved := _tell(claim, copy, document)) is not None]
    told = hand_down(read_things(told, copy, document), document, points)
    claims = {claim.id: claim for claim in told}
    issues = [turned for issue in scene.issues if (turned := _move_issue(issue, copy)) is not None]
    scene.document = msgspec.structs.replace(scene.document, text=document.text)
    scene.issues = dict.fromkeys([*issues, *_list_oddities(document, points)])
    return scene, passages, tuple(sorted(claims.values(), key=lambda c: (c.span, c.cue.span, c.id)))


def _silence(claim: Claim) -> Claim:
    """Return a commitment without a speaker: what an agreement lays down is said by nobody but the agreement."""
    return msgspec.structs.replace(claim, said_by=()) if claim.kind == "commitment" else claim


def _drop_repeated(claims: Iterable[Claim], copy: ReadingCopy) -> list[Claim]:
    """Keep once what the words before a list say by themselves, however many items repeat them in the copy."""
    kept: list[Claim] = []
    seen: set[tuple[Span | None, str]] = set()
    for claim in claims:
        extract = copy.extract_at(claim.cue.span[0])
        act = claim.roles.get("act")
        if claim.kind == "commitment" and extract is not None and act:
            key = (copy.origin(claim.cue.span), claim.code)
            before = act[0].span[1] <= extract.item and claim.cue.span[1] <= extract.item
            if before and key in seen:
                continue
            seen.add(key)
        kept.append(claim)
    return kept


def _title(document: Document, points: Outline) -> str | None:
    """Return the title that stands at the head of the text, on one line."""
    for point in points.points:
        if point.part == "title" and point.own:
            start, end = point.own[0]
            return " ".join(document.text[start:end].split()) or None
    return None


def _tell(claim: Claim, copy: ReadingCopy, document: Document) -> Claim | None:
    """Return a claim of the copy as one of the text: spans, words, its point; None where nothing of it stands there."""
    span, cue = copy.last_origin(claim.span), copy.origin(claim.cue.span)
    if span is None or cue is None:
        return None
    roles = {
        name: told
        for name, values in claim.roles.items()
        if (told := tuple(v for value in values if (v := _move(value, copy, document.text)) is not None))
    }
    said_by = tuple(v for value in claim.said_by if (v := _move(value, copy, document.text)) is not None)
    extract = copy.extract_at(claim.cue.span[0])
    if extract is not None and claim.kind == "commitment":
        at = extract.point.span[0]
        label: Span = (at, at + len(extract.point.label)) if extract.point.label else span
        roles["point"] = (
            Value(text=document.text[slice(*label)], value=extract.point.path, span=label, inferred=None),
        )
    background = claim.background and claim.kind != "commitment"
    return msgspec.structs.replace(
        claim,
        id=digest_claim(
            document.id, claim.kind, claim.code, span, roles, claim.force, claim.negated, said_by
        ),
        span=span,
        roles=roles,
        said_by=said_by,
        background=background,
        cue=Cue(text=document.text[slice(*cue)], span=cue, rule=claim.cue.rule),
    )


def _move(value: Value, copy: ReadingCopy, text: str) -> Value | None:
    span = copy.origin(value.span)
    return None if span is None else msgspec.structs.replace(value, text=text[slice(*span)], span=span)


def _move_issue(issue: Issue, copy: ReadingCopy) -> Issue | None:
    if issue.span == (0, 0):
        return issue
    span = copy.origin(issue.span)
    return None if span is None else msgspec.structs.replace(issue, span=span)


def _list_oddities(document: Document, points: Outline) -> list[Issue]:
    """Return what is odd in the numbering, the first ones by name and the rest as a number."""
    found = [
        Issue(code="numbering-odd", message=odd.message, document=document.id, span=odd.span)
        for odd in points.anomalies[:_SHOWN]
    ]
    rest = len(points.anomalies) - _SHOWN
    if rest > 0:
        message = f"{rest} more places where the numbering of the points is odd"
        found.append(Issue(code="numbering-odd", message=message, document=document.id))
    return found
