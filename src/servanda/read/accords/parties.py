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

_ENDS: Final = re.compile(
    r"\b(?:collectively|hereinafter|hereafter|together referred|(?:do )?hereby|confirm\b|have agreed|agree\b)",
    re.IGNORECASE,
)
_CUT: Final = re.compile(r"\([^()]*\)|[,;]\s*(?:and\s+)?|\s+and\s+(?=the\b|[A-Z])")
"""Where one party ends and the next begins; what stands in brackets belongs to the one before."""


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches of a list of parties: 'A (X), B (Y) and the C'; an 'and' within one name cuts nothing."""
    found: list[tuple[int, int]] = []
    for cut in _CUT.finditer(text, start, end):
        if not cut[0].startswith("("):
            found.append((start, cut.start()))
            start = cut.end()
    return [*found, (start, end)]


def note_parties(scene: Scene, passage: Passage) -> None:
    """Remember the sides of a title or preamble that names the parties, so that 'the Parties' means them."""
    discourse = scene.namer.discourse
    if discourse.own_parties or not _NAMING.search(passage.text) or not _CALLED.search(passage.text):
        return
    called = _CALLED.search(passage.text)
    start = called.end() if called is not None and not called[0].lower().startswith(("here", "ref")) else 0
    stop = _ENDS.search(passage.text, start)
    end = stop.start() if stop is not None and stop.start() > start else len(passage.text)
    sides: dict[str, None] = {}
    for first, last in _split(passage.text, start, end):
        named: list[tuple[bool, int, str]] = []
        bracket = passage.text.find("(", first, last)
        for token in passage.doc:
            if not first <= token.idx < last or token.pos_ not in {"PROPN", "NOUN"}:
                continue
            if token.dep_ in {"compound", "amod"} and not token.idx > bracket > 0:
                continue
            for mention in scene.namer.name(passage, token):
                side = scene.namer.side_of(mention)
                if (
                    mention.kind in _SIDES
                    and side is not None
                    and mention.inferred is None
                    and not mention.sided
                ):
                    words = mention.span[1] - mention.span[0]
                    named.append((token.idx > bracket > 0, words, side))
        if named:
            sides[max(named)[2]] = None
    if len(sides) > 1:
        discourse.own_parties = tuple(sides)
