"""Who denies what was just alleged: 'denied it', 'denied the charge', 'denied the strike'."""

from typing import TYPE_CHECKING

from servanda.read.clauses import Clause, lemma_of
from servanda.read.draft import Draft
from servanda.read.passage import Passage
from servanda.read.scene import Scene

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_CHARGES = frozenset(
    {
        "it",
        "this",
        "that",
        "charge",
        "accusation",
        "allegation",
        "claim",
        "report",
        "so",
        "them",
        "involvement",
        "responsibility",
        "part",
        "role",
        "hand",
        "link",
    }
)


def _names_attack(scene: Scene, head: "Token") -> bool:
    """Tell whether what is denied is a deed just told: 'denied the strike', 'denied the attack'."""
    words = scene.codebook.words
    definite = any(c.lower_ in {"the", "this", "that", "any"} for c in head.children)
    return definite and lemma_of(head) in words["attack"] | words["violence"] | {
        "strike",
        "killing",
        "violation",
        "breach",
    }


def read_denial(scene: Scene, passage: Passage, clause: Clause) -> bool:
    """Read 'X denied it', 'denied the charge': the act alleged last, denied by X."""
    heads = clause.objects or [c for c in clause.head.children if c.dep_ in {"xcomp", "ccomp"}]
    if heads and not any(_is_charge(h) or _names_attack(scene, h) for h in heads):
        return False
    last = next((d for d in reversed(scene.drafts) if d.force == "alleged" and not d.negated), None)
    last = last or next((d for d in reversed(scene.drafts) if d.hostile and not d.negated), None)
    speakers = [m for m in scene.names(passage, clause.subjects) if m.value]
    if last is None or not speakers:
        return False
    roles = {name: list(values) for name, values in last.roles.items()}
    draft = Draft(
        last.kind,
        last.code,
        passage,
        clause.head,
        scene.cue(passage, clause.head, "qualify#deny", heads[0] if heads else None),
        roles,
    )
    draft.mode, draft.force, draft.negated = last.mode, "alleged", True
    draft.said_by = (speakers[0].as_value(),)
    scene.drafts.append(draft)
    return True


def _is_charge(head: "Token") -> bool:
    """Tell whether what is denied is the charge itself: 'it', 'the accusation', 'having done so', 'any part in it'."""
    if lemma_of(head) in _CHARGES or head.lower_ in _CHARGES or lemma_of(head) == "do":
        return True
    return lemma_of(head) in {"have", "play", "take", "bear"} and any(
        lemma_of(c) in _CHARGES for c in head.children if c.dep_ == "dobj"
    )
