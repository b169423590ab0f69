"""The main path of the reader: one document into claims and issues, a question at a time."""

import re
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from servanda.codebook import Codebook
from servanda.model import Document, Issue, Reading, edtf
from servanda.read.agreements import read_agreements
from servanda.read.assemble import assemble
from servanda.read.background import find_not_before, mark_background
from servanda.read.commitments import read_commitments
from servanda.read.events import read_events
from servanda.read.lexicon import lexicon_of, mark_sides
from servanda.read.meetings import read_meetings
from servanda.read.names import Namer
from servanda.read.passage import Passage
from servanda.read.patterns import matcher_of
from servanda.read.positions import read_positions
from servanda.read.qualify import Qualify
from servanda.read.scene import Scene
from servanda.read.speakers import find_voice
from servanda.read.tense import direction_of
from servanda.read.times import Time, find_times
from servanda.text.layout import Layout, lay_out
from servanda.text.tokens import parse_layout

if TYPE_CHECKING:
    from spacy.language import Language


def read_document(document: Document, codebook: Codebook, parser: "Language") -> Reading:
    """Read one document. Only English is read; another language is kept with an issue."""
    if document.language not in {None, "en"} or not document.text.strip():
        return Reading(document=document)
    scene, passages = read_scene(document, codebook, parser)
    claims = assemble(scene)
    _note_times(scene, passages)
    _note_names(scene)
    if not claims:
        scene.add_issue("nothing-read", "the text was read and no claim was found in it", (0, 0))
    return Reading(document=scene.document, claims=claims, issues=tuple(scene.issues))


def read_scene(document: Document, codebook: Codebook, parser: "Language") -> tuple[Scene, list[Passage]]:
    """Lay a document out, parse it and ask every question of it: its scene, full of drafts, and its passages."""
    layout = lay_out(document)
    document = _with_title(document, layout)
    published = _date_document(document, layout)
    if published is not None and document.published is None:
        document = msgspec.structs.replace(
            document, published=published.isoformat(), published_basis="dateline"
        )
    passages = _prepare(document, layout, codebook, parser, published)
    document = msgspec.structs.replace(document, not_before=find_not_before(passages))
    scene = Scene(
        document=document,
        codebook=codebook,
        namer=Namer(codebook),
        matcher=matcher_of(codebook),
        engine=Qualify(codebook),
        published=published,
        issues=dict.fromkeys(layout.issues),
    )
    scene.namer.voice = lambda passage, token: find_voice(scene, passage, token)
    mark_background(scene, passages)
    for passage in passages:
        read_passage(scene, passage)
    read_positions(scene)
    return scene, passages


def read_passage(scene: Scene, passage: Passage) -> None:
    """Ask every question of one paragraph, in this order: what an earlier one has read a later one leaves alone."""
    scene.namer.survey(passage)
    read_meetings(scene, passage)
    read_agreements(scene, passage)
    read_commitments(scene, passage)
    read_events(scene, passage)


def _prepare(
    document: Document, layout: Layout, codebook: Codebook, parser: "Language", published: date | None
) -> list[Passage]:
    """Parse every paragraph and find its names and times."""
    lexicon = lexicon_of(codebook, parser)
    passages: list[Passage] = []
    last: date | None = None
    for paragraph, doc in parse_layout(document.text, layout, parser):
        passage = Passage(paragraph, doc)
        passage.hits = lexicon.find(doc)
        mark_sides(doc, passage.hits)
        if paragraph.dateline is not None:
            start, end = paragraph.dateline.place
            passage.dateline_place = document.text[start:end].partition(",")[0].title()
        passage.times = find_times(
            passage.text,
            published=published,
            direction=direction_of(passage),
            offset=passage.offset,
            reference=last if published is not None else None,
        )
        if published is None:
            passage.times = [_unanchor(time) for time in passage.times]
        last = next((day for t in reversed(passage.times) if (day := _as_day(t.edtf)) is not None), last)
        passages.append(passage)
    return passages


_RECKONED = re.compile(
    r"\b(?:yesterday|today|tomorrow|tonight|ago|last|next|this|past|coming|current|recent|now|within|mon|tues|wednes|thurs|fri|satur|sun)"
    r"(?:day)?\b", re.IGNORECASE
)  # fmt: skip
_TOLD = re.compile(r"\b(?:later|earlier|following|same|after|before|previous|afterwards)\b", re.IGNORECASE)


def _unanchor(time: Time) -> Time:
    """Take back what was counted from the text where only the day of publication could tell: 'last week', '31 August'.

    Without that day a year stands only where the words give it, share it in a list,
    or count it from a date told before ('three days later').
    """
    counted = "in the text" in (time.against or "")
    if time.edtf is None or not counted or (_TOLD.search(time.text) and not _RECKONED.search(time.text)):
        return time
    return msgspec.structs.replace(
        time, edtf=None, value=None, against=None, inferred=None, unresolved="date-without-anchor"
    )


def _as_day(value: str | None) -> date | None:
    """Return a full date as a day: what 'the following day' of a later paragraph counts from."""
    return edtf.lower(value) if value is not None and len(value) == 10 and "/" not in value else None


def _with_title(document: Document, layout: Layout) -> Document:
    if document.title is None and layout.title is not None:
        title = document.text[layout.title[0] : layout.title[1]]
        return msgspec.structs.replace(document, title=title)
    return document


def _date_document(document: Document, layout: Layout) -> date | None:
    """Return the day of publication: as given, else from a dateline that has a year."""
    if document.published is not None:
        return edtf.upper(document.published)
    for paragraph in layout.paragraphs[:2]:
        if paragraph.dateline is not None and paragraph.dateline.date is not None:
            start, end = paragraph.dateline.date
            for time in find_times(document.text[start:end]):
                if time.edtf is not None and len(time.edtf) == 10 and time.inferred is None:
                    return edtf.lower(time.edtf)
    return None


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
