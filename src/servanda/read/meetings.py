"""Who meets whom, where, when: meetings held, coming, put off, called off."""

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from servanda.model import Value, edtf
from servanda.read.clauses import NOT_CLAUSES, Clause, expand, find_preps, lemma_of
from servanda.read.commitments import from_signing
from servanda.read.discourse import Mention
from servanda.read.draft import Draft
from servanda.read.passage import Passage
from servanda.read.patterns import HAPPEN, Match, nominal_clause, words_of
from servanda.read.qualify import Qualified
from servanda.read.scene import Scene
from servanda.read.setting import date_value, has_day, loose_times, place_of, setting_heads, times_of
from servanda.read.times import Time, reanchor
from servanda.read.topics import find_topics
from servanda.read.unnamed import unnamed

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEVEL_WORDS = frozenset({"level"})
_MEDIA = {
    "phone": "phone",
    "telephone": "phone",
    "video": "video",
    "videoconference": "video",
    "online": "video",
    "virtual": "video",
    "virtually": "video",
    "zoom": "video",
    "video-conference": "video",
    "teleconference": "phone",
    "hotline": "phone",
    "telephonic": "phone",
}
_AT_MEETING = frozenset({"at", "during", "after", "following", "in", "before", "ahead of", "since", "for"})
_ON_TOPIC = frozenset({"on", "about", "over", "regarding", "concerning"})
_LEVELS = ("highest", "high", "senior", "working")
_NO_PARTICIPANT_STATES = frozenset({"postponed", "cancelled"})
_STARTING = frozenset({"continue", "resume", "begin", "start", "open"})


def read_meetings(scene: Scene, passage: Passage) -> None:
    """Draft every meeting of a passage."""
    verbs = [t for t in passage.doc if t.pos_ in {"VERB", "AUX"} and t.dep_ not in NOT_CLAUSES]
    for token in sorted(verbs, key=lambda t: (t.sent.start, t.dep_ in {"acl", "relcl"}, t.i)):
        if not scene.is_used(passage, token):
            _read_verb(scene, passage, token)
    for token in passage.doc:
        if (
            token.pos_ in {"NOUN", "PROPN"}
            and scene.matcher.is_noun(token, "meeting")
            and not scene.is_used(passage, token)
        ):
            _read_noun(scene, passage, token)


def _read_verb(scene: Scene, passage: Passage, verb: "Token") -> None:
    clause = scene.clause(passage, verb)
    matches = scene.matcher.match(clause, "meeting")
    if not matches and _read_resumption(scene, passage, clause):
        return
    if not matches:
        _read_discussion(scene, passage, clause)
        return
    match = matches[0]
    noun = _meeting_noun(scene, clause)
    if noun is not None and scene.is_used(passage, noun):
        return
    if verb.dep_ == "acl" and lemma_of(verb) in {"host", "mediate", "facilitate", "chair", "broker"}:
        return
    if verb.dep_ == "acl" and verb.head.pos_ in {"NOUN", "PROPN"} and scene.is_used(passage, verb.head):
        return
    if noun is None and match.pattern.object:
        return
    if noun is not None and _is_schedule_only(noun):
        return
    if noun is None and match.pattern.needs == "actor-object" and not clause.has("with") and clause.objects:
        met = [
            m
            for m in scene.names(passage, clause.objects)
            if m.kind in {"person", "office", "state", "body", "group", "ministry"}
        ]
        if not met:
            return
    draft = _draft(scene, passage, clause, match, noun)
    if draft is not None:
        scene.use(passage, verb)
        if noun is not None:
            scene.use(passage, noun)


def _read_resumption(scene: Scene, passage: Passage, clause: Clause) -> bool:
    """Read 'they will resume on Thursday', 'a third one is to follow in Brussels' after a meeting was spoken of."""
    if clause.lemma not in {"resume", "reconvene", "follow", "continue", "take"} or (
        clause.objects and clause.lemma != "take"
    ):
        return False
    subject = clause.subjects[0] if clause.subjects else None
    if subject is None or subject.lower_ not in {"they", "it", "these", "one", "this", "both", "another"}:
        return False
    last = next((d for d in reversed(scene.drafts) if d.kind == "meeting"), None)
    if last is None or passage.at(clause.head) - last.passage.at(last.head) > 500:
        return False
    if clause.lemma == "take" and not any(lemma_of(o) == "place" for o in clause.objects):
        return False
    codes = [(code, p) for code, p in scene.codebook.by_verb.get("meet", ()) if code.kind == "meeting"]
    if not codes:
        return False
    match = Match(codes[0][0], codes[0][1], clause.lemma, (0, 1, 0))
    before = len(scene.drafts)
    inner = Clause(head=clause.head, lemma=clause.lemma, preps=clause.preps)
    draft = _draft(scene, passage, inner, match, None, list(last.roles.get("participant", ())))
    if draft is not None:
        scene.use(passage, clause.head)
    return len(scene.drafts) > before


def _read_noun(scene: Scene, passage: Passage, noun: "Token") -> None:
    """Draft a meeting that only a noun names: 'after talks with X in Y', 'proposed a summit', 'talks are under way'."""
    clause = nominal_clause(noun)
    matches = scene.matcher.match(clause, "meeting")
    if not matches or noun.dep_ in {"compound", "amod", "nmod", "poss"} or _is_schedule_only(noun):
        return
    qualified = scene.qualify(noun)
    carried = (
        clause.support is not None and clause.support.lemma in HAPPEN and noun in clause.support.subjects
    )
    qualifying = qualified.has("propose", "agree", "schedule", "refuse") is not None
    dated = any(has_day(t) for t in times_of(passage, noun))
    sides = _participants(scene, passage, clause, noun, None)
    called = any(
        c.dep_ == "acl" and lemma_of(c) in {"call", "convene", "host", "chair"} for c in noun.children
    )
    named = (
        len(sides) >= 2
        or (called and place_of(passage, [noun]) is not None)
        or (sides and (dated or place_of(passage, [noun]) is not None))
    )
    governed_by_prep = noun.dep_ == "pobj" and noun.head.lower_ in _AT_MEETING
    if not (carried or qualifying or (governed_by_prep and named)):
        return
    draft = _draft(scene, passage, clause, matches[0], noun)
    if draft is not None:
        scene.use(passage, noun)


def _meeting_noun(scene: Scene, clause: Clause) -> "Token | None":
    """Return the meeting noun among what a verb takes ('hold talks', 'talks were held')."""
    meeting = scene.codebook.words["meeting"]
    for group in (clause.objects, clause.subjects, [h for _, h in clause.preps]):
        for head in group:
            for noun in expand(head):
                if (
                    noun.pos_ in {"NOUN", "PROPN"}
                    and words_of(noun) & meeting
                    and not _is_owner_only(noun, meeting)
                ):
                    return noun
    return None


def _is_owner_only(noun: "Token", meeting: frozenset[str]) -> bool:
    if any(
        lemma_of(c) in {"news", "press", "media", "court", "cabinet", "board", "mass"} for c in noun.children
    ):
        return True
    return lemma_of(noun) not in meeting and noun.lower_ not in meeting


def _is_schedule_only(noun: "Token") -> bool:
    """Tell whether a meeting noun only belongs to a schedule, an agenda or preparations that are spoken of."""
    if noun.dep_ == "pobj" and noun.head.lower_ in {"of", "for"}:
        above = noun.head.head
        return above.pos_ == "NOUN" and lemma_of(above) in {
            "schedule",
            "calendar",
            "agenda",
            "preparation",
            "format",
            "date",
            "outcome",
            "result",
            "venue",
            "host",
            "mandate",
            "topic",
            "subject",
            "series",
            "record",
            "minute",
            "draft",
            "possibility",
            "resumption",
            "question",
        } - ({"possibility", "resumption"} if True else set())
    return False


def _draft(
    scene: Scene, passage: Passage, clause: Clause, match: Match, noun: "Token | None", again: list[Value] | None = None
) -> Draft | None:  # fmt: skip
    """Build the draft of one meeting with all that the sentence says of it."""
    head = clause.head
    qualified = scene.qualify(head)
    if qualified.hypothetical:
        return None
    state = match.pattern.state
    participants = _participants(scene, passage, clause, noun, state)
    draft = Draft(
        "meeting",
        "CONSULT",
        passage,
        head,
        scene.cue(passage, head, match.rule, noun if noun != head else None),
    )
    draft.force, draft.negated = qualified.force, qualified.negated ^ match.pattern.negated
    if match.pattern.force and draft.force == "asserted":
        draft.force = match.pattern.force  # type: ignore[assignment]
    if again is not None:
        participants = [
            Mention(v.value, "group", v.text, v.span, inferred="the meeting last spoken of") for v in again
        ]
    participants = _at_level(scene, passage, clause, noun, participants)
    if not participants or (
        noun is not None and any(c.dep_ == "poss" and c.lower_ in {"our", "their"} for c in noun.children)
    ):
        participants = _resumed(scene, noun, clause) or participants
    draft.add("participant", *(m.as_value() for m in participants))
    _add_level(draft, participants)
    _add_host(scene, passage, clause, noun, draft)
    _add_state(passage, draft, state, clause, qualified)
    heads = setting_heads(clause) + ([noun] if noun is not None else [])
    draft.add("place", place_of(passage, heads))
    if not draft.roles.get("place") and any(
        c.lower_ == "there" and c.dep_ == "advmod" for h in heads for c in h.children
    ):
        draft.add(
            "place", next((d.roles["place"][0] for d in reversed(scene.drafts) if d.roles.get("place")), None)
        )
    _add_times(scene, passage, draft, clause, noun, qualified)
    _add_medium(passage, draft, clause, noun)
    _add_topics(scene, passage, draft, clause, noun)
    others = _further_dates(passage, clause, noun, draft)
    if not participants and (draft.roles.get("date") or draft.roles.get("place")):
        draft.add("participant", *unnamed(scene, passage, clause.subjects))
    told = bool(draft.roles.get("date") and draft.roles.get("place")) or bool(draft.roles.get("participant"))
    if not participants and not told:
        return None
    scene.drafts.append(draft)
    for time in others:
        further = replace(draft, roles={**draft.roles, "date": [date_value(time)]})
        scene.drafts.append(further)
    if participants:
        scene.namer.note_together(participants)
    return draft


def _resumed(scene: Scene, noun: "Token | None", clause: Clause) -> list[Mention]:
    """Return the participants of the meeting spoken of before, for 'our next session', 'a second round', 'the talks'."""
    last = next(
        (d for d in reversed(scene.drafts) if d.kind == "meeting" and d.roles.get("participant")), None
    )
    if last is None or noun is None:
        return []
    words = {c.lower_ for c in noun.children}
    if not words & {
        "the",
        "next",
        "second",
        "third",
        "another",
        "new",
        "further",
        "our",
        "their",
        "such",
        "final",
        "this",
        "that",
        "fresh",
    }:
        return []
    return [
        Mention(v.value, "group", v.text, v.span, inferred="the meeting last spoken of")
        for v in last.roles["participant"]
    ]


def _further_dates(passage: Passage, clause: Clause, noun: "Token | None", draft: Draft) -> list[Time]:
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


def _participants(
    scene: Scene, passage: Passage, clause: Clause, noun: "Token | None", state: str | None
) -> list[Mention]:
    """Return who takes part: those who act, and those whom 'with', 'between', 'of' bring."""
    heads: list[Token] = []
    if noun is not None and noun is not clause.head:
        inner = nominal_clause(noun)
        own = [
            *(c for c in noun.children if c.dep_ == "poss"),
            *(h for p, h in find_preps(noun) if p in {"between", "with", "of", "among", "by"}),
        ]
    else:
        inner, own = clause, []
    agents = [s for s in clause.subjects if s != noun]
    if state not in _NO_PARTICIPANT_STATES or not own:
        heads.extend(agents)
    heads.extend(own)
    heads.extend(
        h
        for p, h in clause.preps
        if p in {"with", "between", "among", "alongside", "together with"}
        or (p == "to" and clause.lemma in {"speak", "talk"})
    )
    if noun is None or clause.nominal:
        heads.extend(o for o in clause.objects if clause.nominal is False and o != noun)
    if (
        clause.nominal
        and clause.support is not None
        and not clause.subjects
        and clause.support.lemma not in HAPPEN
    ):
        heads.extend(s for s in clause.support.subjects if s != noun)
    found = [m for m in scene.names(passage, _unique(heads)) if m.kind != "place" and m.value is not None]
    found += _compound_sides(scene, passage, noun or clause.head)
    return _distinct(found)


def _compound_sides(scene: Scene, passage: Passage, noun: "Token") -> list[Mention]:
    """Return the sides that stand before a meeting noun: 'Armenian-Azerbaijani talks', 'Kosovo-Serbia dialogue'."""
    found: list[Mention] = []
    left = noun.left_edge.i
    for index in range(left, noun.i):
        hit = passage.hits.get(index)
        if (
            hit is not None
            and hit.start == index
            and hit.entry.kind in {"adjective", "state", "body"}
            and noun in [*passage.doc[index].ancestors]
        ):
            if passage.doc[index].dep_ in {"amod", "compound", "nmod"}:
                text, span = passage.words(hit.start, hit.end), passage.span(hit.start, hit.end)
                found.append(Mention(hit.entry.value, "state", text, span, hit.entry.value))
    return found if len(found) >= 2 else []


def _distinct(mentions: list[Mention]) -> list[Mention]:
    """Drop repeated values, and a state that a named office or person of it already stands for."""
    found: list[Mention] = []
    for mention in mentions:
        if all(m.value != mention.value for m in found):
            found.append(mention)
    offices = {m.state for m in found if m.kind in {"office", "person"}}
    return [m for m in found if not (m.kind == "state" and m.value in offices)]


def _at_level(
    scene: Scene, passage: Passage, clause: Clause, noun: "Token | None", participants: list[Mention]
) -> list[Mention]:
    """Turn states into their offices where the text says 'at the level of foreign ministers'."""
    for token in (noun, clause.head):
        if token is None:
            continue
        for prep, level in find_preps(token):
            if prep != "at" or lemma_of(level) != "level":
                continue
            for inner_prep, office in find_preps(level):
                hit = passage.hits.get(office.i)
                leader = lemma_of(office) == "leader"
                if inner_prep == "of" and (leader or (hit is not None and hit.entry.kind == "office")):
                    title = "Leader" if leader or hit is None else hit.entry.value
                    rank = "highest" if leader or hit is None else hit.entry.level
                    start, end = (hit.start, hit.end) if hit is not None else (office.i, office.i + 1)
                    text, span = passage.words(start, end), passage.span(start, end)
                    return [
                        Mention(
                            f"{title} of {m.value}",
                            "office",
                            text,
                            span,
                            m.value,
                            title,
                            rank,
                            f"{m.text} at the level of {text}",
                        )
                        if m.kind == "state"
                        else m
                        for m in participants
                    ]
    return participants


def _add_level(draft: Draft, participants: list[Mention]) -> None:
    levels = [(m.level, m) for m in participants if m.level in _LEVELS]
    if levels:
        level, mention = min(levels, key=lambda pair: _LEVELS.index(pair[0] or "working"))
        draft.add(
            "level",
            Value(
                text=mention.text, value=level, span=mention.span, inferred=f"the office: {mention.office}"
            ),
        )


def _add_host(scene: Scene, passage: Passage, clause: Clause, noun: "Token | None", draft: Draft) -> None:
    hosts: list[Token] = []
    if clause.lemma in {"host", "convene", "call", "receive", "mediate", "facilitate", "broker"}:
        hosts.extend(clause.subjects)
    for token in (noun, clause.head):
        if token is not None:
            for child in token.subtree:
                if child.dep_ == "acl" and lemma_of(child) in {
                    "call",
                    "host",
                    "mediate",
                    "convene",
                    "facilitate",
                    "chair",
                    "broker",
                }:
                    hosts.extend(scene.clause(passage, child).subjects)
    draft.add("host", *(m.as_value() for m in scene.names(passage, hosts) if m.kind != "place"))


def _add_state(
    passage: Passage, draft: Draft, state: str | None, clause: Clause, qualified: Qualified
) -> None:
    """Give the state where words say it: postponed, cancelled, proposed, ongoing."""
    if state is not None:
        draft.add("state", Value(text=draft.cue.text, value=state, span=draft.cue.span))
        if state in _NO_PARTICIPANT_STATES and draft.force == "asserted":
            draft.force = "scheduled"
        if state == "cancelled":
            draft.negated = False
    elif draft.force == "proposed":
        effect = qualified.has("propose", "possible")
        token = effect.governor if effect is not None else draft.head
        draft.add("state", Value(text=token.text, value="proposed", span=passage.span(token.i, token.i + 1)))
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


def _add_times(
    scene: Scene, passage: Passage, draft: Draft, clause: Clause, noun: "Token | None", qualified: Qualified
) -> None:
    """Give the date: the predicate's own, its carrier's, its purpose clause's, or the day on which it was told."""
    if draft.values("state") and draft.values("state")[0] in _NO_PARTICIPANT_STATES:
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


def _add_medium(passage: Passage, draft: Draft, clause: Clause, noun: "Token | None") -> None:
    sentence = clause.head.sent
    near = {t.i for t in clause.head.subtree} | ({t.i for t in noun.subtree} if noun is not None else set())
    for token in sentence:
        medium = _MEDIA.get(token.lower_)
        if medium and token.i in near and abs(token.i - clause.head.i) <= 14:
            draft.add("medium", Value(text=token.text, value=medium, span=passage.span(token.i, token.i + 1)))
            return


def _add_topics(scene: Scene, passage: Passage, draft: Draft, clause: Clause, noun: "Token | None") -> None:
    """Give the topics: what they meet to discuss, what they met on."""
    stretches: list[Token] = []
    for token in (clause.head, noun):
        if token is None:
            continue
        for child in token.children:
            if child.dep_ in {"advcl", "xcomp", "acl", "relcl"} and lemma_of(child) in {
                "discuss",
                "negotiate",
                "focus",
                "address",
                "tackle",
                "review",
                "talk",
                "settle",
                "resolve",
            }:
                stretches.extend(child.subtree)
            if child.dep_ == "prep" and child.lower_ in _ON_TOPIC:
                stretches.extend(child.subtree)
    draft.add("topic", *find_topics(scene.codebook, passage, stretches))
    _add_frameworks(scene, passage, draft, clause.head, list(clause.head.subtree))


def _add_frameworks(
    scene: Scene, passage: Passage, draft: Draft, head: "Token", tokens: "list[Token]"
) -> None:
    """Give frameworks: bodies that 'within the framework of', 'such as', 'at platforms including' bring."""
    words = {t.lower_ for t in tokens}
    if not words & {
        "framework",
        "frameworks",
        "format",
        "platform",
        "platforms",
        "mechanism",
        "mechanisms",
        "auspices",
        "process",
    }:
        return
    members = {t.i for t in tokens}
    seen: set[int] = set()
    for index in sorted(members):
        hit = passage.hits.get(index)
        if hit is None or hit.start in seen or hit.entry.kind != "body":
            continue
        seen.add(hit.start)
        if hit.entry.framework or "framework" in words:
            value = Value(
                text=passage.words(hit.start, hit.end),
                value=hit.entry.value,
                span=passage.span(hit.start, hit.end),
            )
            if hit.entry.value not in draft.values("participant"):
                draft.add("framework", value)


def _read_discussion(scene: Scene, passage: Passage, clause: Clause) -> None:
    """Read 'discussed': topics of the meeting before, or a meeting of its own where two sides are named."""
    if clause.lemma not in {
        "discuss",
        "raise",
        "consider",
        "review",
        "address",
        "touch",
        "exchange",
    } or clause.head.dep_ in {"advcl", "xcomp"}:
        return
    qualified = scene.qualify(clause.head)
    if qualified.force != "asserted" or qualified.negated:
        return
    topics = find_topics(scene.codebook, passage, clause.head.subtree)
    mentions = [
        m for m in scene.names(passage, clause.subjects + clause.has("with")) if m.kind != "place" and m.value
    ]
    if clause.passive:
        mentions = []
    last = next(
        (
            d
            for d in reversed(scene.drafts)
            if d.kind == "meeting" and d.force == "asserted" and not d.background
        ),
        None,
    )
    referring = not mentions or all(m.inferred for m in mentions)
    if last is not None and (referring or {m.value for m in mentions} <= set(last.values("participant"))):
        last.add("topic", *topics)
        _add_frameworks(scene, passage, last, clause.head, list(clause.head.subtree))
        scene.use(passage, clause.head)
        return
    if len({scene.namer.side_of(m) or m.value for m in mentions}) >= 2 and clause.lemma in {
        "discuss",
        "exchange",
    }:
        codes = [(code, p) for code, p in scene.codebook.by_verb.get("meet", ()) if code.kind == "meeting"]
        if codes:
            match = Match(codes[0][0], codes[0][1], "discuss", (0, 1, 0))
            if _draft(scene, passage, clause, match, None) is not None:
                scene.drafts[-1].add("topic", *topics)
                scene.use(passage, clause.head)


def _unique(heads: "list[Token]") -> "list[Token]":
    return list({h.i: h for h in heads}.values())
