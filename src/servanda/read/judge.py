"""How any word that tells of an act is meant: force, negation, background and speakers, coded by the codebook or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from servanda.codebook import Codebook
from servanda.model import Document, Span, Value
from servanda.model.kinds import Force
from servanda.read.antecedents import find_antecedent
from servanda.read.assemble import drop_doubles, finish
from servanda.read.background import is_background
from servanda.read.draft import Draft
from servanda.read.outlook import force_of_word, negation_of_word, read_outlook
from servanda.read.passage import Passage
from servanda.read.scene import Scene
from servanda.read.scenes import read_scene

if TYPE_CHECKING:
    from spacy.language import Language

    from servanda.text.parsed import Token


@dataclass(frozen=True, slots=True)
class Judged:
    """How one word is meant; `coded` tells whether a claim rests on it."""

    force: Force
    negated: bool
    background: bool
    said_by: tuple[Value, ...]
    coded: bool


def judge_words(
    document: Document, codebook: Codebook, parser: "Language", words: Sequence[Span]
) -> list[Judged | None]:
    """Judge the words at the given spans of a document's text; None where no word stands.

    A word that a claim rests on is judged as the claim, but for what claims count by a
    convention of the record (denials, demands); any other one by the same engine, as an event without a code.
    """
    scene, passages = read_scene(document, codebook, parser)
    drop_doubles(scene)
    coded = {(draft.passage.offset, draft.head.i): draft for draft in reversed(scene.drafts)}
    judged: list[Judged | None] = []
    for span in words:
        place = _find(passages, span)
        if place is None:
            judged.append(None)
            continue
        passage, token = place
        draft = coded.get((passage.offset, token.i))
        found = draft or _draft(scene, passage, token)
        if not found.said_by:
            finish(scene, found)
        said_by = tuple(_spell(scene, passage, value) for value in found.said_by)
        force, negated = force_of_word(scene, found), negation_of_word(scene, found)
        judged.append(Judged(force, negated, found.background, said_by, draft is not None))
    return judged


def _spell(scene: Scene, passage: Passage, value: Value) -> Value:
    """Return a speaker called by a pronoun under the words that this stands for, where they are near and of the same."""
    words = passage.doc.char_span(value.span[0] - passage.offset, value.span[1] - passage.offset)
    meant = find_antecedent(codebook=scene.codebook, passage=passage, pronoun=words.root) if words else None
    if meant is None or value.value not in {mention.value for mention in scene.names(passage, [meant])}:
        return value
    text = passage.doc[meant.left_edge.i : meant.i + 1]
    return replace(value, text=text.text, span=passage.span(text.start, text.end))


def _find(passages: Sequence[Passage], span: Span) -> "tuple[Passage, Token] | None":
    for passage in passages:
        start, end = span[0] - passage.offset, span[1] - passage.offset
        if 0 <= start < len(passage.doc.text):
            words = passage.doc.char_span(start, end, alignment_mode="expand")
            return (passage, words.root) if words is not None else None
    return None


def _draft(scene: Scene, passage: Passage, token: "Token") -> Draft:
    qualified = scene.qualify(token)
    cue = scene.cue(passage, token, "judged")
    draft = Draft("event", "", passage, token, cue, force=qualified.force, negated=qualified.negated)
    finish(scene, draft)
    read_outlook(scene, draft)
    draft.background = is_background(scene, draft, [])
    return draft
