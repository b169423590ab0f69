"""What a document retells of an earlier time: by its dates, by its words, by its paragraph."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from servanda.model import edtf
from servanda.read.draft import Draft
from servanda.read.earlier import (
    hangs_on_old,
    is_before_news,
    is_earlier_thing,
    is_laid_down_before,
    is_of_old_thing,
    is_span_past,
    is_still_so,
    is_then,
)
from servanda.read.factuality.classes import words_of
from servanda.read.passage import Passage
from servanda.read.retelling import (
    is_anniversary,
    is_long_before,
    is_pluperfect,
    is_present,
    is_retold,
    is_said_long_ago,
    is_weeks_before,
)
from servanda.read.scene import Scene
from servanda.read.setting import head_of_time
from servanda.read.stance import is_parted
from servanda.read.times import Time

if TYPE_CHECKING:
    from servanda.text.parsed import Token

RECENT_DAYS = 21
"""A thing that lies further back than this before the document is background."""
NEWS_DAYS = 10
"""What the pluperfect tells of these last days is news still."""
ACCORD_DAYS = 180
"""What an accord older than this lays down is background."""
LEAD = 1
"""Up to this paragraph the pluperfect tells how the news came about and does not look far back."""
_PAST_TAGS = frozenset({"VBD", "VBN"})


def mark_background(scene: Scene, passages: list[Passage]) -> None:
    """Decide for every passage whether it retells: its first sentence is old news and no later one is new."""
    for passage in passages:
        first = next(iter(passage.doc.sents), None)
        if first is None:
            continue
        times = [t for t in passage.times if _in_sentence(passage, t, first[0])]
        old = [t for t in times if is_old(scene, t)]
        new = [
            t for t in times if t.edtf is not None and not is_old(scene, t) and not is_anniversary(passage, t)
        ]
        passage.background = not new and (
            bool(old and _is_told(passage, old[0]))
            or (passage is not passages[0] and _is_cued(scene, first.text.lower()))
        )


def _is_cued(scene: Scene, words: str) -> bool:
    """Tell whether words contain a phrase that opens a look back."""
    return any(map(words.__contains__, scene.codebook.qualifiers.background))


def _is_told(passage: Passage, time: Time) -> bool:
    """Tell whether an old time dates the sentence's own verb, not just a thing it mentions."""
    token = head_of_time(passage, time)
    if token is None:
        return False
    current = token
    while current.head != current:
        current = current.head
        if current.pos_ in {"VERB", "AUX"}:
            break
        at = passage.at(current)
        if current.pos_ in {"NOUN", "PROPN"} and not time.core[0] <= at < time.core[1]:
            return False
    return current.dep_ in {"ROOT", "conj", "ccomp"} or current.head.dep_ == "ROOT"


def _in_sentence(passage: Passage, time: Time, token: "Token") -> bool:
    start, end = passage.span(token.sent.start, token.sent.end)
    return start <= time.core[0] < end


def is_old(scene: Scene, time: Time) -> bool:
    """Tell whether a time lies clearly before the document (or before the last day its text speaks of)."""
    return time.edtf is not None and is_old_date(scene, time.edtf)


def is_old_date(scene: Scene, value: str) -> bool:
    """Tell whether an EDTF date lies clearly before the document."""
    base = scene.published or _bound(scene)
    upper = edtf.upper(value)
    return base is not None and upper is not None and upper < base - timedelta(days=RECENT_DAYS)


def is_recent_date(scene: Scene, value: str) -> bool:
    """Tell whether an EDTF date lies within the last days before the document."""
    base = scene.published or _bound(scene)
    day = edtf.upper(value) or edtf.lower(value)
    return (
        base is None
        or day is None
        or base - timedelta(days=NEWS_DAYS) <= day <= base + timedelta(days=NEWS_DAYS)
    )


def _is_ahead(scene: Scene, value: str) -> bool:
    """Tell whether an EDTF date begins after the document."""
    base, lower = scene.published or _bound(scene), edtf.lower(value)
    return base is not None and lower is not None and lower > base


def is_former_date(scene: Scene, value: str) -> bool:
    """Tell whether an EDTF date lies so far back that an accord of then is no news."""
    base, upper = scene.published or _bound(scene), edtf.upper(value)
    return base is not None and upper is not None and upper < base - timedelta(days=ACCORD_DAYS)


def _bound(scene: Scene) -> date | None:
    bound = scene.document.not_before
    return edtf.upper(bound) if bound else None


def is_background(scene: Scene, draft: Draft, dates: list[str]) -> bool:
    """Tell whether a draft is background: its own date is old, or its passage retells and nothing says it is new."""
    words, passage, head = words_of(scene.codebook), draft.passage, draft.head
    lists = scene.codebook.words
    if any(_is_ahead(scene, value) for value in dates):
        return False
    old = partial(is_old_date, scene)
    told = bool(draft.said_by or scene.qualify(head).speakers)
    if (
        (
            not draft.said_by
            and not any(not is_parted(head, e.governor) for e in scene.qualify(head).speakers)
            and not (draft.kind == "meeting" and passage.paragraph.number <= LEAD)
            and is_before_news(passage, head, words, lists["time-recent"], partial(is_recent_date, scene))
        )
        or hangs_on_old(passage, head, words, old)
        or is_span_past(head, words, lists["time-passing"], lists["time-span"])
        or is_then(passage, head, lists["time-then"], old)
        or is_laid_down_before(passage, head, partial(is_former_date, scene))
        or is_of_old_thing(passage, head, old)
        or is_earlier_thing(head, lists["time-earlier"])
    ):
        return True
    if draft.force in {"scheduled", "proposed", "threatened", "conditional"} and not dates:
        return is_said_long_ago(passage, head, words, old)
    if is_weeks_before(head):
        return True
    if dates:
        return all(old(value) for value in dates) and not is_still_so(head)
    if passage.background and not is_present(head):
        return True
    if not is_still_so(head) and is_retold(passage, head, words, old):
        return True
    return is_pluperfect(head) and not told and is_long_before(head, words)


def find_not_before(passages: list[Passage]) -> str | None:
    """Return the latest full date that the text gives with its year and speaks of as past, EDTF."""
    latest: date | None = None
    for passage in passages:
        for time in passage.times:
            if (
                time.edtf is None
                or time.relation in {"by", "before", "until", "within"}
                or (time.against or "").startswith("publication")
            ):
                continue
            if len(time.edtf) != 10 or time.unresolved or not _is_past(passage, time):
                continue
            day = edtf.lower(time.edtf)
            if day is not None and (latest is None or day > latest):
                latest = day
    return latest.isoformat() if latest else None


def _is_past(passage: Passage, time: Time) -> bool:
    """Tell whether the verb that a date hangs on is past."""
    token = head_of_time(passage, time)
    while token is not None and token.head != token and token.pos_ not in {"VERB", "AUX"}:
        token = token.head
    if token is None:
        return False
    if any(
        c.dep_ == "aux" and c.lower_ in {"will", "shall", "would", "must", "should", "to"}
        for c in token.children
    ):
        return False
    return token.tag_ in _PAST_TAGS or any(
        c.tag_ == "VBD" or c.lower_ in {"has", "have"} for c in token.children if c.dep_ in {"aux", "auxpass"}
    )
