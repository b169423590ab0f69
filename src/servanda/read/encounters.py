"""Which verbs and nouns tell of a meeting, and which only look like it."""

from typing import TYPE_CHECKING

from servanda.read.clauses import Clause, lemma_of
from servanda.read.fillers import find_gapped
from servanda.read.passage import Passage
from servanda.read.patterns import iter_nouns, words_of
from servanda.read.scene import Scene

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_BARE = frozenset({"speak", "talk", "sit", "dine", "lunch", "breakfast", "come", "get"})
_BREAKING = frozenset({"suspend", "break", "interrupt", "freeze", "end", "halt"})
_UNTIL = ("until", "till", "to", "for")
_NO_TALKS = frozenset({"news", "press", "media", "court", "cabinet", "board", "mass"})
"""Words before 'conference', 'meeting' that make it none between sides."""
_PLANS = frozenset(
    [
        "schedule", "calendar", "agenda", "preparation", "format", "date", "outcome", "result", "venue", "host",
        "mandate", "topic", "subject", "series", "record", "minute", "draft", "question",
    ]
)  # fmt: skip
"""What belongs to a meeting and tells of none."""


def is_broken_off(scene: Scene, passage: Passage, clause: Clause) -> bool:
    """Tell whether a side suspends talks for good, which is no meeting put off: 'suspended the talks with the rebels'."""
    return (
        clause.lemma in _BREAKING
        and not clause.has(*_UNTIL)
        and bool(scene.matcher.match(clause, "event"))
        and any(m.kind != "place" and m.value for m in scene.names(passage, clause.subjects))
    )


def is_mutual(clause: Clause) -> bool:
    """Tell whether those who act do so to each other: 'have not spoken to one another'."""
    return any(
        h.lower_ in {"other", "another"} or any(c.lower_ == "another" for c in h.children)
        for _, h in clause.preps
    )


def meeting_noun(scene: Scene, clause: Clause) -> "Token | None":
    """Return the meeting noun among what a verb takes ('hold talks', 'talks were held')."""
    meeting = scene.codebook.words["meeting"]
    for group in (clause.objects, find_gapped(clause), clause.subjects, [h for _, h in clause.preps]):
        for head in group:
            for noun in iter_nouns([head]):
                if (
                    noun.pos_ in {"NOUN", "PROPN"}
                    and words_of(noun) & meeting
                    and not _is_owner_only(noun, meeting)
                ):
                    return noun
    return None


def _is_owner_only(noun: "Token", meeting: frozenset[str]) -> bool:
    if any(lemma_of(c) in _NO_TALKS for c in noun.children):
        return True
    return lemma_of(noun) not in meeting and noun.lower_ not in meeting


def is_schedule_only(noun: "Token") -> bool:
    """Tell whether a meeting noun only belongs to a schedule, an agenda or preparations that are spoken of."""
    if noun.dep_ == "pobj" and noun.head.lower_ in {"of", "for"}:
        above = noun.head.head
        return above.pos_ == "NOUN" and lemma_of(above) in _PLANS
    return False


def is_bare_talk(clause: Clause, noun: "Token | None") -> bool:
    """Tell whether a verb says 'spoke', 'sat down', 'dined' without saying with whom."""
    return noun is None and clause.lemma in _BARE and not clause.has("with", "to", "by", "on")
