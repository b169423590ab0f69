"""A document laid out, parsed and ready to be asked: its scene and its passages."""

import re
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from servanda.codebook import Codebook
from servanda.model import Document, edtf
from servanda.read.agreements import read_agreements
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
    from collections.abc import Callable

    from spacy.language import Language

    Ask = Callable[[Scene, Passage], None]


def read_scene(
    document: Document, codebook: Codebook, parser: "Language", ask: "Ask | None" = None
) -> tuple[Scene, list[Passage]]:
    """Lay a document out, parse it and ask every question of it: its scene, full of drafts, and its passages.

    ask: what is asked of each paragraph, where it is not what a report is asked.
    """
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
        (ask or read_passage)(scene, passage)
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
