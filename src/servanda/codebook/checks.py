"""What a code must keep to beyond its shape: known ids, word classes, states of its kind."""

import re
from collections.abc import Mapping
from typing import Final, get_args

from servanda.codebook.shapes import Code, Pattern
from servanda.codebook.trees import CodebookError, Tree
from servanda.model.kinds import CODES, Force, MeetingState, SignatureState

_EVENT = re.compile(r"[A-Z][A-Z0-9]*(?:[-_][A-Z0-9]+)*")
_STATES: Final[Mapping[str, tuple[str, ...]]] = {
    "meeting": get_args(MeetingState),
    "agreement": get_args(SignatureState),
}


def check_code(tree: Tree, code: Code, words: Mapping[str, frozenset[str]]) -> None:
    """Refuse what the reader would not understand; raises CodebookError with file:line."""
    _check_name(tree, code)
    for number, cue in enumerate(code.cues):
        _check_classes(tree, cue, number, words)
        _check_term(tree, cue.force, get_args(Force), "cues", number, "force")
        _check_term(tree, cue.state, _STATES.get(code.kind, ()), "cues", number, "state")


def check_words(tree: Tree, words: Mapping[str, list[str]]) -> None:
    """Refuse a word class that names another: classes hold words only."""
    for name, lemmas in words.items():
        for number, lemma in enumerate(lemmas):
            if lemma.startswith("@"):
                raise tree.refuse(f"a class cannot hold the class {lemma}; list its words", name, number)


def _check_term(tree: Tree, term: str | None, allowed: tuple[str, ...], *place: str | int) -> None:
    """Refuse a word of a closed vocabulary that is not in it."""
    if term is not None and term not in allowed:
        advice = f"choose one of: {', '.join(allowed)}" if allowed else "this kind has none; remove it"
        raise tree.refuse(f"no {place[-1]} {term!r}; {advice}", *place)


def _check_name(tree: Tree, code: Code) -> None:
    """Refuse an id that the record has no place for; types of events may be added."""
    if code.kind == "event":
        if not _EVENT.fullmatch(code.id):
            raise tree.refuse(
                f"the event type {code.id} must be in capitals, such as {code.id.upper()}; rename it", "id"
            )
    elif code.id not in CODES[code.kind]:
        known = ", ".join(CODES[code.kind])
        raise tree.refuse(f"the record has no {code.kind} code {code.id}; choose one of: {known}", "id")
    if f"{code.kind}-{code.id}" != tree.path.stem:
        raise CodebookError(f"{tree.path}:1: the file must be called {code.kind}-{code.id}.yaml; rename it")


def _check_classes(tree: Tree, cue: Pattern, number: int, words: Mapping[str, frozenset[str]]) -> None:
    """Refuse a word class that words.yaml does not have, or one where only words are understood."""
    for field in ("verb", "noun", "object", "subject", "prep", "recipient"):
        for position, name in enumerate(getattr(cue, field)):
            if not name.startswith("@"):
                continue
            place = ("cues", number, field, position)
            if field in ("prep", "recipient"):
                raise tree.refuse(f"{field} takes no word class such as {name}; list its words", *place)
            if name[1:].partition(" ")[0] not in words:
                raise tree.refuse(
                    f"no word class {name} in words.yaml; add it there or mend the name", *place
                )
