"""Who 'the Parties' of an agreement are: those named where title and preamble say so."""

import re
from typing import Final

from servanda.read.passage import Passage
from servanda.read.scene import Scene

_NAMING: Final = re.compile(
    r"\b(?:the\s+)?(?:Parties|undersigned|signatories|Contracting)\b|\bbetween\b", re.IGNORECASE
)
_CALLED: Final = re.compile(
    r"\b(?:hereinafter|hereafter|referred to as|We,? the Parties|the Parties[,:]|between|undersigned)\b",
    re.IGNORECASE,
)
_SIDES: Final = frozenset({"state", "body", "group"})


def note_parties(scene: Scene, passage: Passage) -> None:
    """Remember the sides of a title or preamble that names the parties, so that 'the Parties' means them."""
    discourse = scene.namer.discourse
    if discourse.own_parties or not _NAMING.search(passage.text) or not _CALLED.search(passage.text):
        return
    called = _CALLED.search(passage.text)
    start = called.start() if called is not None and not called[0].lower().startswith(("here", "ref")) else 0
    sides: dict[str, None] = {}
    for token in passage.doc:
        if token.idx < start or token.pos_ not in {"PROPN", "NOUN"} or token.dep_ in {"compound", "amod"}:
            continue
        for mention in scene.namer.name(passage, token):
            side = scene.namer.side_of(mention)
            if mention.kind in _SIDES and side is not None and mention.inferred is None and not mention.sided:
                sides[side] = None
    if len(sides) > 1:
        discourse.own_parties = tuple(sides)
