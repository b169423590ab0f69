"""When a meeting is, and whether it is put off, called off, proposed or under way."""

from itertools import pairwise
from typing import TYPE_CHECKING

from servanda.model import Value, edtf
from servanda.read.clauses import Clause, lemma_of
from servanda.read.deadlines import from_signing
from servanda.read.draft import Draft
from servanda.read.force import Qualified
from servanda.read.passage import Passage
from servanda.read.scene import Scene
from servanda.read.setting import date_value, has_day, loose_times, times_of
from servanda.read.times import Time, reanchor

if TYPE_CHECKING:
    from servanda.text.parsed import Token

NOT_HELD = frozenset({"postponed", "cancelled"})


def split_dates(passage: Passage, clause: Clause, noun: "Token | None", draft: Draft) -> list[Time]:
    """Return the further days of 'met on 12 November, 4 December and 15 January': each is a meeting of its own."""
    if (
        draft.roles.get("state")
        or (noun is not None and noun.tag_ not in {"NNS", "NNPS"})
        or (noun is not None and lemma_of(noun) in {"talk", "negotiation", "consultation"})
    ):
        return []
    found: list[Time] = []
    for token in _time_heads(clause, noun):
        found += [
            t
            for t in times_of(passage, token)
            if has_day(t) and t not in found and t.edtf is not None and len(t.edtf) == 10
        ]
    days = [t for t in sorted(found, key=lambda t: t.core) if t.core[0] > passage.at(clause.head)]
    if len(days) < 2:
        return []
    first, last = days[0], days[-1]
    if first.edtf and last.edtf and first.edtf != last.edtf and _are_running(days):
        span = (first.span[0], last.core[1])
        words = passage.text[span[0] - passage.offset : span[1] - passage.offset]
        draft.roles["date"] = [Value(text=words, value=f"{first.edtf}/{last.edtf}", span=span)]
        return []
    draft.roles["date"] = [date_value(days[0])]
    return days[1:]


def _are_running(days: list[Time]) -> bool:
    """Tell whether days follow each other without a gap: 'on Thursday and Friday' is one meeting."""
    known = [day for t in days if t.edtf is not None and (day := edtf.lower(t.edtf)) is not None]
    return all(0 <= (b - a).days <= 1 for a, b in pairwise(known))


def add_state(
    passage: Passage, draft: Draft, state: str | None, clause: Clause, qualified: Qualified
) -> None:
    """Give the state where words say it: postponed, cancelled, proposed, ongoing."""
    if state is not None:
        draft.add("state", Value(text=draft.cue.text, value=state, span=draft.cue.span))
        if state in NOT_HELD and draft.force == "asserted":
            draft.force = "scheduled"
        if state == "cancelled":
            draft.negated = False
    elif draft.force == "proposed":
        effect = qualified.has("propose", "possible")
        token = effect.governor if effect is not None else draft.head
        draft.add("state", passage.cite(token.i, token.i + 1, "proposed"))
    elif _is_progressive(clause) and draft.force == "asserted":
        draft.add("state", Value(text=draft.cue.text, value="ongoing", span=draft.cue.span))
    elif draft.force == "agreed":
        draft.force = "scheduled"
    if (
        qualified.modal == "must"
        and draft.force == "proposed"
        and any(t.relation in {"by", "within", "before"} for t in times_of(passage, clause.head))
    ):
        draft.force = "scheduled"
        draft.roles.pop("state", None)


def _is_progressive(clause: Clause) -> bool:
    verb = clause.support.head if clause.nominal and clause.support is not None else clause.head
    return verb.tag_ == "VBG" and any(
        c.dep_ == "aux" and c.lower_ in {"is", "are", "'re", "’re", "being"} for c in verb.children
    )


def add_times(
    scene: Scene, passage: Passage, draft: Draft, clause: Clause, noun: "Token | None", qualified: Qualified
) -> None:
    """Give the date: the predicate's own, its carrier's, its purpose clause's, or the day on which it was told."""
    if draft.values("state") and draft.values("state")[0] in NOT_HELD:
        _add_new_date(passage, draft, clause, noun)
        return
    for token in _time_heads(clause, noun):
        for time in times_of(passage, token):
            if has_day(time) or time.relation == "within":
                draft.add("date", date_value(_from_day_of(passage, qualified, from_signing(scene, time))))
                return
    future = draft.force in {"scheduled", "proposed", "conditional"}
    if future:
        for child in clause.head.children:
            if child.dep_ in {"advcl", "xcomp"} and child.tag_ == "VB":
                for time in times_of(passage, child):
                    if time.edtf is not None or time.unresolved is not None:
                        draft.add("date", date_value(_from_day_of(passage, qualified, time)))
                        return
    elif not draft.negated and draft.force == "asserted" and not draft.roles.get("state"):
        for effect in qualified.speakers:
            for time in times_of(passage, effect.governor):
                if has_day(time) and time.relation == "at":
                    draft.add("date", date_value(time))
                    return
        for time in loose_times(passage, clause.head):
            draft.add("date", date_value(time))
            return


def _add_new_date(passage: Passage, draft: Draft, clause: Clause, noun: "Token | None") -> None:
    """Give a meeting that was put off its new day ('to Friday'), else the day that had been planned; not the day of the decision."""
    own = [t for t in times_of(passage, clause.head) if has_day(t)]
    new = [
        t for t in own if _brought_by(passage, t) in {"to", "until", "till", "for"} or t.relation == "until"
    ]
    planned: list[Time] = []
    if noun is not None:
        planned = [t for t in times_of(passage, noun) if has_day(t)]
        for child in noun.children:
            if child.dep_ in {"acl", "relcl", "amod"}:
                planned += [t for t in times_of(passage, child) if has_day(t)]
    for time in (new or planned)[:1]:
        draft.add("date", date_value(time))


def _brought_by(passage: Passage, time: Time) -> str:
    """Return the preposition right before a time expression's core."""
    before = passage.doc.char_span(
        max(0, time.core[0] - passage.offset - 2),
        max(1, time.core[0] - passage.offset - 1),
        alignment_mode="expand",
    )
    return before[-1].lower_ if before is not None and len(before) else ""


def _from_day_of(passage: Passage, qualified: Qualified, time: Time) -> Time:
    """Count a window ('within the next month') from the day on which the meeting was agreed, where that is told."""
    effect = qualified.has("agree", "schedule", "propose")
    if effect is None or time.offset is None:
        return time
    for told in times_of(passage, effect.governor):
        day = edtf.lower(told.edtf) if told.edtf is not None and len(told.edtf) == 10 else None
        if day is not None and told.relation == "at":
            return reanchor(time, day, f"{told.edtf} in the text")
    return time


def _time_heads(clause: Clause, noun: "Token | None") -> "list[Token]":
    heads = [clause.head]
    if noun is not None and noun is not clause.head:
        heads.append(noun)
    if clause.support is not None:
        heads.append(clause.support.head)
    verb = clause.head
    while (
        verb.dep_ == "conj"
        and verb.head.pos_ == "VERB"
        and verb.head.tag_ == verb.tag_
        and not clause.nominal
    ):
        verb = verb.head
        heads.append(verb)
    return heads
