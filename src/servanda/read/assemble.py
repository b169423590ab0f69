"""Drafts into claims: the only place where claims are made."""

import msgspec

from servanda.model import Claim, Value, digest_claim, edtf
from servanda.read.background import is_background
from servanda.read.charges import side_of
from servanda.read.clauses import lemma_of
from servanda.read.contexts import find_contexts
from servanda.read.draft import Draft
from servanda.read.relevance import drop_irrelevant
from servanda.read.scene import Scene
from servanda.read.speakers import find_speakers

CODER = "servanda-en@0.1.0"

_CHARGED = frozenset({"violated", "not-started", "reversed", "superseded", "cancelled", "suspended"})
"""What a side is charged with having done to what it owed."""
_PARTY_KINDS = frozenset({"state", "armed-group", "government-body", "person"})


def assemble(scene: Scene) -> tuple[Claim, ...]:
    """Finish every draft (speakers, allegation, background) and make its claim; equal claims once."""
    claims: dict[str, Claim] = {}
    drop_irrelevant(scene)
    drop_doubles(scene)
    for draft in scene.drafts:
        finish(scene, draft)
        claim = make_claim(scene, draft)
        claims.setdefault(claim.id, claim)
    return tuple(sorted(claims.values(), key=lambda c: (c.span, c.cue.span, c.id)))


def drop_doubles(scene: Scene) -> None:
    """Code a performative once: the thing an accusation says goes before ACCUSE; a call or threat before what it asks."""
    heads = {(d.passage.offset, d.head.i): d for d in scene.drafts if d.kind == "event"}
    dropped: set[int] = set()
    for draft in scene.drafts:
        for effect in scene.qualify(draft.head).effects:
            outer = heads.get((draft.passage.offset, effect.governor.i))
            if outer is None or outer is draft:
                continue
            if outer.code == "ACCUSE" and effect.kind in {"accuse", "speak"}:
                if _says_it_all(scene, draft, outer) and not _is_aside(draft, outer):
                    dropped.add(id(outer))
            elif outer.code in {"REQUEST", "THREATEN", "CONCEDE", "REJECT"} and draft.kind == "event":
                dropped.add(id(draft))
    scene.drafts = [d for d in scene.drafts if id(d) not in dropped]


def _says_it_all(scene: Scene, draft: Draft, outer: Draft) -> bool:
    """Tell whether a charge is no more than the deed that it tells of; a condemnation or an inquiry is an act beside it."""
    if draft.kind == "position" or (draft.kind == "status" and draft.code not in _CHARGED):
        return False
    if draft.kind == "event" and not draft.roles.get("actor"):
        return False
    return outer.mode != "investigate" and lemma_of(outer.head) not in scene.codebook.words["condemning"]


def _is_aside(draft: Draft, outer: Draft) -> bool:
    """Tell whether a predicate only describes a noun of what is said: 'over the pillars that were to mark the border'."""
    token = draft.head
    while token.i != outer.head.i and token.head.i != token.i:
        if token.dep_ == "relcl":
            return True
        token = token.head
    return False


def finish(scene: Scene, draft: Draft) -> None:
    """Give a draft its chain of speakers, and what follows from who speaks about whom."""
    qualified = scene.qualify(draft.head)
    chain = draft.said_by or find_speakers(scene, draft.passage, draft.head, qualified)
    draft.said_by = chain
    if draft.hostile and chain and draft.force == "asserted" and _is_other_side(scene, draft, chain[-1]):
        draft.force = "alleged"
    _look_ahead(scene, draft)
    dated = draft.kind != "agreement" or draft.code in {"signed", "reached"}
    if draft.kind == "position":
        draft.background = draft.passage.background
        return
    draft.background = is_background(scene, draft, draft.values("date") if dated else [])


def _look_ahead(scene: Scene, draft: Draft) -> None:
    """Turn what is dated after the day of publication from asserted to scheduled: 'the ministers meet on 7 May'."""
    if draft.force != "asserted" or scene.published is None or draft.kind == "commitment":
        return
    for value in draft.values("date")[:1]:
        day = edtf.lower(value)
        if day is not None and day > scene.published:
            draft.force = "scheduled"
            if draft.code == "RETREAT":
                draft.code = "CONCEDE"


def _is_other_side(scene: Scene, draft: Draft, speaker: Value) -> bool:
    """Tell whether a speaker is a party that speaks of another party's act."""
    side = side_of(scene, speaker.value)
    actors = {v.value for v in draft.roles.get("actor", ())}
    if side is None or not actors:
        return False
    facts = scene.codebook.describe(side)
    if facts is not None and facts.kind not in _PARTY_KINDS:
        return False
    if scene.sides is None:
        scene.sides = _sides_of(scene)
    return side not in actors and side in scene.sides


def _sides_of(scene: Scene) -> frozenset[str]:
    """Return those who act, suffer, promise or sign in the document: its parties, not its observers."""
    posts = scene.namer.discourse.posts
    meeting = {
        side
        for draft in scene.drafts
        if draft.kind == "meeting"
        for name in draft.values("participant")
        if (side := posts.get(name, (None, name, None))[1]) is not None
    }
    return frozenset(meeting) | {
        value.value
        for draft in scene.drafts
        if draft.code != "REQUEST"
        for role in ("actor", "recipient", "obligor", "beneficiary", "party")
        for value in draft.roles.get(role, ())
        if value.value is not None
    }


def _quote(text: str, value: Value) -> Value:
    """Return a value whose words are the very slice of the document's text."""
    return msgspec.structs.replace(value, text=text[value.span[0] : value.span[1]])


def make_claim(scene: Scene, draft: Draft) -> Claim:
    """Make the claim of one draft."""
    span = draft.passage.sentence_span(draft.head)
    text = scene.document.text
    roles = {name: tuple(_quote(text, v) for v in values) for name, values in draft.roles.items() if values}
    said_by = tuple(_quote(text, v) for v in draft.said_by)
    cue = msgspec.structs.replace(draft.cue, text=text[slice(*draft.cue.span)])
    document = scene.document.id
    return Claim(
        id=digest_claim(
            document, draft.kind, draft.code, span, roles, draft.force, draft.negated, draft.said_by
        ),
        document=document,
        kind=draft.kind,
        code=draft.code,
        mode=draft.mode,
        contexts=find_contexts(scene.codebook, draft),
        roles=roles,
        force=draft.force,
        negated=draft.negated,
        said_by=said_by,
        background=draft.background,
        span=span,
        cue=cue,
        coder=CODER,
        codebook=scene.codebook.name,
    )
