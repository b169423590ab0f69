"""Who meets whom, where, when: meetings held, coming, put off, called off."""

from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.model import Value
from servanda.read.agenda import add_frameworks, add_medium, add_topics
from servanda.read.attendance import (
    add_host,
    add_level,
    as_before,
    find_participants,
    raise_level,
    recall_participants,
)
from servanda.read.clauses import NOT_CLAUSES, Clause, find_preps, lemma_of
from servanda.read.draft import Draft
from servanda.read.encounters import (
    is_bare_talk,
    is_broken_off,
    is_mutual,
    is_schedule_only,
    meeting_noun,
)
from servanda.read.modality import is_marked
from servanda.read.passage import Passage
from servanda.read.patterns import HAPPEN, Match, is_existential, nominal_clause
from servanda.read.scene import Scene
from servanda.read.schedule import add_state, add_times, split_dates
from servanda.read.setting import date_value, has_day, place_of, setting_heads, times_of
from servanda.read.topics import find_topics
from servanda.read.unnamed import unnamed
from servanda.read.visits import is_call, is_reception, is_visit

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_AT_MEETING = frozenset({"at", "during", "after", "following", "in", "before", "ahead of", "since", "for"})
_BEFORE = frozenset({"after", "before", "since"})
_DISCUSSING = frozenset({"discuss", "raise", "consider", "review", "address", "touch", "exchange"})

_TELLING = frozenset({"visit", "host", "third-party", "phone"})
"""Modes of cues whose words tell of a meeting by themselves."""
_TALKED_OVER = frozenset({"talk over", "go over", "thrash out", "hash out", "chew over", "debate"})
"""Verbs with a particle, or rarer ones, that tell of a meeting where two sides are named."""


def read_meetings(scene: Scene, passage: Passage) -> None:
    """Draft every meeting of a passage."""
    verbs = [t for t in passage.doc if t.pos_ in {"VERB", "AUX"} and t.dep_ not in NOT_CLAUSES]
    for token in sorted(verbs, key=lambda t: (t.sent.start, _place_in_order(t), t.i)):
        if not scene.is_used(passage, token):
            _read_verb(scene, passage, token)
    for token in passage.doc:
        if (
            token.pos_ in {"NOUN", "PROPN"}
            and scene.matcher.is_noun(token, "meeting")
            and not scene.is_used(passage, token)
        ):
            _read_noun(scene, passage, token)


def _place_in_order(verb: "Token") -> int:
    """Return when a verb is read: what was 'two days after X met Y' first, so that the main clause's meeting is the last one told."""
    if verb.dep_ == "advcl" and is_marked(verb, _BEFORE):
        return 0
    return 2 if verb.dep_ in {"acl", "relcl"} else 1


def _read_verb(scene: Scene, passage: Passage, verb: "Token") -> None:
    clause = scene.clause(verb)
    if _read_attendance(scene, passage, clause):
        return
    matches = scene.matcher.match(clause, "meeting")
    if not matches and _read_resumption(scene, passage, clause):
        return
    if not matches:
        _read_discussion(scene, passage, clause)
        return
    match = matches[0]
    if is_broken_off(scene, passage, clause):
        return
    noun = meeting_noun(scene, clause)
    if noun is not None and scene.is_used(passage, noun):
        return
    if noun is None and clause.passive and clause.lemma in {"speak", "talk"}:
        return
    if verb.dep_ == "acl" and lemma_of(verb) in {"host", "mediate", "facilitate", "chair", "broker"}:
        return
    if verb.dep_ == "acl" and verb.head.pos_ in {"NOUN", "PROPN"} and scene.is_used(passage, verb.head):
        return
    if noun is None and _wants_meeting(scene, match) and not is_mutual(clause):
        return
    if noun is None and match.pattern.mode == "visit" and not is_visit(scene, passage, clause):
        return
    received = match.pattern.mode == "host" and is_reception(scene, passage, clause)
    if (match.pattern.mode == "host" and not received) or (match.key == "call" and not is_call(clause)):
        return
    if noun is not None and is_schedule_only(noun):
        return
    if (
        noun is None
        and match.pattern.needs == "actor-object"
        and not received
        and not clause.has("with")
        and clause.objects
    ):
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


def _wants_meeting(scene: Scene, match: Match) -> bool:
    """Tell whether a cue's object is a meeting: without one the verb says something else."""
    if match.pattern.mode in _TELLING:
        return False
    return bool(scene.codebook.expand(match.pattern.object) & scene.codebook.words["meeting"])


def _read_attendance(scene: Scene, passage: Passage, clause: Clause) -> bool:
    """Read 'it was attended by X', 'X took part in it': those who were at the meeting spoken of before."""
    said = " ".join([clause.lemma, *(lemma_of(o) for o in clause.objects[:1])])
    if clause.lemma != "attend" and said not in {"take part", "be present"}:
        return False
    what = clause.objects if clause.lemma == "attend" else clause.has("in", "at")
    before = any(
        t.lower_ in {"it", "they", "which"}
        or (lemma_of(t) in scene.codebook.words["meeting"] and not list(t.rights))
        for t in what
    )
    last = next((d for d in reversed(scene.drafts) if d.kind == "meeting"), None)
    if not before or last is None or passage.at(clause.head) - last.passage.at(last.head) > 500:
        return False
    present = [m for m in scene.names(passage, clause.subjects) if m.kind != "place" and m.value]
    if not present:
        return False
    last.add("participant", *(m.as_value() for m in present))
    add_level(last, present)
    scene.use(passage, clause.head)
    return True


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
    match = _plain_match(scene, clause.lemma)
    if match is None:
        return False
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
    if not matches or noun.dep_ in {"compound", "amod", "nmod", "poss"} or is_schedule_only(noun):
        return
    qualified = scene.qualify(noun)
    carried = (
        clause.support is not None
        and (clause.support.lemma in HAPPEN or is_existential(clause.support))
        and noun in clause.support.subjects
    )
    qualifying = qualified.has("propose", "agree", "schedule", "refuse") is not None
    dated = any(has_day(t) for t in times_of(passage, noun))
    sides = find_participants(scene, passage, clause, noun, None)
    called = any(
        c.dep_ == "acl" and lemma_of(c) in {"call", "convene", "host", "chair"} for c in noun.children
    )
    named = (
        len(sides) >= 2
        or (
            called
            and place_of(passage, [noun, *([clause.support.head] if clause.support else [])]) is not None
        )
        or (sides and (dated or place_of(passage, [noun]) is not None))
    )
    governed_by_prep = noun.dep_ == "pobj" and (
        noun.head.lower_ in _AT_MEETING or (noun.head.lower_ == "with" and bool(clause.subjects))
    )
    if not (carried or qualifying or (governed_by_prep and named)):
        return
    draft = _draft(scene, passage, clause, matches[0], noun)
    if draft is not None:
        scene.use(passage, noun)


def _draft(
    scene: Scene, passage: Passage, clause: Clause, match: Match, noun: "Token | None", again: list[Value] | None = None
) -> Draft | None:  # fmt: skip
    """Build the draft of one meeting with all that the sentence says of it."""
    head = clause.head
    qualified = scene.qualify(head)
    if qualified.hypothetical:
        return None
    state = match.pattern.state
    participants = find_participants(scene, passage, clause, noun, state)
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
        participants = as_before(again)
    participants = raise_level(passage, clause, noun, participants)
    if is_bare_talk(clause, noun) and len({scene.namer.side_of(m) or m.value for m in participants}) < 2:
        return None
    if not participants or (
        noun is not None and any(c.dep_ == "poss" and c.lower_ in {"our", "their"} for c in noun.children)
    ):
        participants = recall_participants(scene, noun) or participants
    draft.add("participant", *(m.as_value() for m in participants))
    add_level(draft, participants)
    add_host(scene, passage, clause, noun, draft)
    add_state(passage, draft, state, clause, qualified)
    heads = setting_heads(clause) + ([noun] if noun is not None else [])
    draft.add("place", place_of(passage, heads))
    if not draft.roles.get("place") and any(
        c.lower_ == "there" and c.dep_ == "advmod" for h in heads for c in h.children
    ):
        draft.add(
            "place", next((d.roles["place"][0] for d in reversed(scene.drafts) if d.roles.get("place")), None)
        )
    add_times(scene, passage, draft, clause, noun, qualified)
    add_medium(passage, draft, clause, noun)
    add_topics(scene, passage, draft, clause, noun)
    others = split_dates(passage, clause, noun, draft)
    if len(participants) == 1 and noun is None and not clause.nominal and not match.pattern.object:
        draft.add("participant", *unnamed(scene, passage, clause.objects + clause.has("with")))
    if not participants and (draft.roles.get("date") or draft.roles.get("place")):
        draft.add("participant", *unnamed(scene, passage, clause.subjects))
    told = bool(draft.roles.get("place") and (draft.roles.get("date") or draft.roles.get("host")))
    told = told or bool(draft.roles.get("participant") or (state is not None and draft.roles.get("date")))
    if not participants and not told:
        return None
    scene.drafts.append(draft)
    for time in others:
        further = replace(draft, roles={**draft.roles, "date": [date_value(time)]})
        scene.drafts.append(further)
    if participants:
        scene.namer.note_together(participants)
    return draft


def _read_discussion(scene: Scene, passage: Passage, clause: Clause) -> None:
    """Read 'discussed': topics of the meeting before, or a meeting of its own where two sides are named."""
    if (clause.lemma not in _DISCUSSING and not clause.keys & _TALKED_OVER) or clause.head.dep_ in {
        "advcl",
        "xcomp",
    }:
        return
    qualified = scene.qualify(clause.head)
    if qualified.force not in {"asserted", "proposed", "scheduled"}:
        return
    if qualified.negated:
        _read_silence(scene, passage, clause)
        return
    topics = find_topics(scene.codebook, passage, clause.head.subtree)
    brought = clause.has("with") + [h for o in clause.objects for p, h in find_preps(o) if p == "with"]
    mentions = [m for m in scene.names(passage, clause.subjects + brought) if m.kind != "place" and m.value]
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
        add_frameworks(passage, last, list(clause.head.subtree))
        scene.use(passage, clause.head)
        return
    told = (
        clause.lemma == "discuss"
        or bool(clause.keys & _TALKED_OVER)
        or (clause.lemma == "exchange" and not scene.matcher.match(clause, "event"))
    )
    if told and len({scene.namer.side_of(m) or m.value for m in mentions}) >= 2:
        match = _plain_match(scene, "discuss")
        if match is not None and _draft(scene, passage, clause, match, None) is not None:
            scene.drafts[-1].add("topic", *topics)
            scene.use(passage, clause.head)


def _read_silence(scene: Scene, passage: Passage, clause: Clause) -> None:
    """Read 'they did not discuss the reefs' as a meeting that did not deal with it, where two sides are meant."""
    last = next((d for d in reversed(scene.drafts) if d.kind == "meeting"), None)
    named = [
        m for m in scene.names(passage, clause.subjects + clause.has("with")) if m.kind != "place" and m.value
    ]
    again = None
    if last is not None and any(t.lower_ == "they" for t in clause.subjects):
        again = list(last.roles.get("participant", ()))
    match = _plain_match(scene, "discuss")
    sides = {scene.namer.side_of(m) or m.value for m in named}
    if match is None or clause.lemma != "discuss" or (len(again or ()) < 2 and len(sides) < 2):
        return
    if _draft(scene, passage, clause, match, None, again) is not None:
        scene.use(passage, clause.head)


def _plain_match(scene: Scene, word: str) -> Match | None:
    """Return the match of a plain 'met' for a word that tells of a meeting only in its context."""
    cues = scene.codebook.by_verb.get("meet", ())
    return next((Match(code, p, word, (0, 1, 0)) for code, p in cues if code.kind == "meeting"), None)
