"""The main path of the reader: one document into claims and issues, a question at a time."""

from typing import TYPE_CHECKING

import msgspec

from servanda.codebook import Codebook
from servanda.model import Document, Issue, Reading
from servanda.read.accords.read import read_accord
from servanda.read.assemble import assemble
from servanda.read.passage import Passage
from servanda.read.scene import Scene
from servanda.read.scenes import read_scene
from servanda.read.spacing import SingleSpaced

if TYPE_CHECKING:
    from spacy.language import Language


def read_document(document: Document, codebook: Codebook, parser: "Language") -> Reading:
    """Read one document. Only English is read; another language is kept with an issue."""
    if document.language not in {None, "en"} or not document.text.strip():
        return Reading(document=document)
    spaced = SingleSpaced(document.text) if document.kind != "agreement" else None
    if spaced is not None and spaced.differs:
        copy = msgspec.structs.replace(document, text=spaced.text)
        return spaced.tell(read_document(copy, codebook, parser))
    if document.kind == "agreement":
        scene, passages, claims = read_accord(document, codebook, parser)
    else:
        scene, passages = read_scene(document, codebook, parser)
        claims = assemble(scene)
    _note_times(scene, passages)
    _note_names(scene)
    if not claims:
        scene.add_issue("nothing-read", "the text was read and no claim was found in it", (0, 0))
    return Reading(document=scene.document, claims=claims, issues=tuple(scene.issues))


def _note_times(scene: Scene, passages: list[Passage]) -> None:
    """Say which expressions have no date because no publication date is known, and what bound the text gives."""
    bound = scene.document.not_before
    tail = f"; the text itself says: not before {bound}" if bound else ""
    for passage in passages:
        for time in passage.times:
            if time.unresolved == "date-without-anchor":
                scene.add_issue(
                    "date-without-anchor",
                    f"'{time.text}' has no date: the day of publication is not known{tail}",
                    time.span,
                    "give the day with --published YYYY-MM-DD",
                )
    if not any(passage.times for passage in passages):
        scene.add_issue("no-dates", "the text has no date or time expression at all", (0, 0))


def _note_names(scene: Scene) -> None:
    for text, span in scene.namer.unresolved:
        scene.add_issue("reference-unknown", f"'{text}': nothing before it says who is meant", span)


__all__ = ["Issue", "read_document"]
