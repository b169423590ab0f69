"""What was done to whom: PLOVER events from verbs and nominal predicates, and status words on commitments."""

from typing import TYPE_CHECKING

from servanda.read.asking import (
    OFFERED,
    cite,
    find_asking,
    find_readiness,
    is_decided,
    is_flight,
    name_governor,
)
from servanda.read.clauses import LETTING, NOT_CLAUSES, Clause, find_preps, lemma_of
from servanda.read.demands import draft_demand, find_demand, find_wish
from servanda.read.denials import read_denial
from servanda.read.discourse import Mention
from servanda.read.doers import is_nature, is_thing, name_actors, name_doers
from servanda.read.draft import Draft
from servanda.read.force import Qualified
from servanda.read.implied import draft_blame, draft_failure, draft_warning, is_told_threat
from servanda.read.modality import is_nobody
from servanda.read.nominals import add_agents, is_told
from servanda.read.objects import find_givers, find_meant
from servanda.read.passage import Passage
from servanda.read.patients import describe_thing, list_sides, merge, place_targets
from servanda.read.patterns import (
    Match,
    is_existential,
    iter_nouns,
    nominal_clause,
)
from servanda.read.recipients import find_recipients
from servanda.read.scene import Scene
from servanda.read.setting import (
    add_date,
    place_of,
    rank_place,
    setting_heads,
)
from servanda.read.statuses import draft_status, read_progress
from servanda.read.topics import find_topics
from servanda.read.unnamed import unnamed

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_ON_OWN = frozenset({"ASSAULT", "PROTEST"})
"""Types whose actor and recipient may be of one side."""
_SPEECH_ACTS = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT"})
_ON_PLACES = frozenset({"ASSAULT", "RETREAT", "COERCE", "MOBILIZE"})
_MOVED = frozenset({"AID", "MOBILIZE", "RETREAT"})
_ABROAD = frozenset({"AID", "MOBILIZE", "COOPERATE"})
"""Types that a side's own arms on their way to others are not: 'will deliver its arms caches to the police'."""
_EMPTY = frozenset(
    {"be", "do", "say", "tell", "see", "hear", "go", "come", "take", "try", "wait", "start", "begin"}
)
"""Verbs that hold out nothing by themselves: 'is ready to go'."""
_NAMED_BY = frozenset({"scheduled", "proposed"})
"""Forces that somebody's word gives: announced, decided, offered."""
_DEPLOYING = frozenset({"peacekeeping", "deploy", "troops", "military"})


def read_events(scene: Scene, passage: Passage) -> None:
    """Draft events and status claims of a passage from every predicate that nothing else has read."""
    for token in passage.doc:
        if (
            token.pos_ in {"VERB", "AUX"}
            and token.dep_ not in NOT_CLAUSES
            and not scene.is_used(passage, token)
            and not (
                token.dep_ == "ccomp"
                and lemma_of(token.head) in LETTING
                and scene.is_used(passage, token.head)
            )
            and not (
                token.pos_ == "AUX"
                and any(scene.is_used(passage, c) for c in token.children if c.dep_ == "xcomp")
            )
        ):
            _read(scene, passage, scene.clause(token))
    for token in passage.doc:
        if token.pos_ != "NOUN" or scene.is_used(passage, token):
            continue
        failure = draft_failure(scene, passage, token)
        if failure is not None:
            scene.drafts.append(failure)
        elif scene.matcher.is_noun(token, "event", "status"):
            _read_noun(scene, passage, token)


def _read_noun(scene: Scene, passage: Passage, noun: "Token") -> None:
    """Read a nominal predicate only where the sentence makes it happen, asks for it, promises or denies it."""
    if noun.dep_ in {"compound", "amod", "nmod", "poss"}:
        return
    clause = add_agents(scene, passage, nominal_clause(noun))
    if not scene.matcher.match(clause, "event", "status"):
        return
    qualified = scene.qualify(noun)
    if is_told(scene, passage, clause, qualified) or is_decided(scene, clause, qualified):
        _read(scene, passage, clause, qualified)


def _read(scene: Scene, passage: Passage, clause: Clause, qualified: Qualified | None = None) -> None:
    """Read the best cue of one predicate."""
    if not clause.nominal and read_progress(scene, passage, clause):
        return
    if not clause.nominal:
        sides = find_demand(scene, passage, clause, scene.qualify(clause.head))
        if sides is not None:
            scene.drafts.append(draft_demand(scene, passage, clause.head, sides))
            scene.use(passage, clause.head)
            return
    wish = find_wish(scene, passage, clause)
    if wish is not None and not scene.qualify(clause.head).negated:
        sides = (list_sides(scene, wish[0]), list_sides(scene, wish[1]))
        scene.drafts.append(draft_demand(scene, passage, clause.head, sides, wish[2]))
        scene.use(passage, clause.head)
        scene.use(passage, wish[2])
        return
    matches = scene.matcher.match(clause, "event", "status", "agreement", "meeting")
    if scene.engine.is_effect(clause.head, "deny") and read_denial(scene, passage, clause):
        scene.use(passage, clause.head)
        return
    matches = [m for m in matches if m.code.kind in {"event", "status"} and m.code.id != "CONSULT"]
    if not matches:
        _read_implied(scene, passage, clause)
        if not scene.is_used(passage, clause.head):
            _read_readiness(scene, passage, clause)
        return
    qualified = qualified or scene.qualify(clause.head)
    if (qualified.hypothetical and not is_flight(clause, matches[0])) or (
        clause.head.tag_ == "VB"
        and clause.head.dep_ == "ROOT"
        and not clause.subjects
        and not qualified.modal
    ):
        return
    match = _choose(clause, matches)
    draft = (
        draft_status(scene, passage, clause, match, qualified)
        if match.code.kind == "status"
        else _draft_event(scene, passage, clause, match, qualified)
    )
    if draft is not None:
        scene.drafts.append(draft)
        scene.use(passage, clause.head)


def _read_readiness(scene: Scene, passage: Passage, clause: Clause) -> None:
    """Read an act without a cue that a side says it is ready to do, or offers: AGREE."""
    qualified = scene.qualify(clause.head)
    word = find_readiness(scene, clause, qualified) if not clause.nominal else None
    actors = [m for m in name_doers(scene, passage, clause.subjects) if m.value] if word else []
    if not actors or lemma_of(clause.head) in _EMPTY:
        return
    cue = scene.cue(passage, clause.head, f"types/event-AGREE#express readiness < {word}")
    draft = Draft("event", "AGREE", passage, clause.head, cue, force="proposed")
    if qualified.condition is not None:
        draft.force = "conditional"
    draft.add("actor", *list_sides(scene, actors))
    heads = clause.objects + clause.has("with", "to", "for") + _below(clause.objects)
    others = [m for m in scene.names(passage, heads) if m.value and m.kind != "place"]
    acting = draft.values("actor")
    draft.add("recipient", *(v for v in list_sides(scene, others) if v.value not in acting))
    add_date(passage, draft, clause)
    scene.drafts.append(draft)
    scene.use(passage, clause.head)


def _below(tops: "list[Token]") -> "list[Token]":
    return [h for top in tops for p, h in find_preps(top) if p in {"with", "to", "for", "of", "between"}]


def _read_implied(scene: Scene, passage: Passage, clause: Clause) -> None:
    """Read what no cue names: whom somebody holds to be behind it, harm that somebody says is to come."""
    qualified = scene.qualify(clause.head)
    draft = draft_blame(scene, passage, clause, qualified) or draft_warning(scene, passage, clause, qualified)
    if draft is None and is_told_threat(scene, clause, qualified):
        match = next(Match(c, p, "threaten", (0, 1, 0)) for c, p in scene.codebook.by_verb["threaten"])
        draft = _draft_event(scene, passage, clause, match, qualified)
        if draft is not None:
            draft.code, draft.force, draft.mode = "THREATEN", "threatened", None
            if not draft.roles.get("actor"):
                said = [s for e in qualified.speakers[:1] if e.clause for s in e.clause.subjects]
                draft.add("actor", *list_sides(scene, name_doers(scene, passage, said)))
    if draft is not None:
        scene.drafts.append(draft)
        scene.use(passage, clause.head)


def _has_own_object(clause: Clause) -> bool:
    """Tell whether what is destroyed is the actor's own: 'burned their rifles'."""
    return any(
        t.dep_ == "poss" and t.lower_ in {"their", "its", "his", "her", "our"}
        for top in clause.objects
        for t in top.subtree
    )


def _choose(clause: Clause, matches: list[Match]) -> Match:
    """Choose between an event and a status reading: status only where a commitment or agreement is spoken of."""
    best = matches[0]
    if best.pattern.needs == "denied" and best.code.id == "REJECT":
        best = next((m for m in matches if m.code.kind == "event" and m.pattern.needs != "denied"), best)
    if best.pattern.mode == "destroy":
        laid_down = next((m for m in matches if m.code.id == "RETREAT" and m.pattern.mode == "disarm"), None)
        return laid_down if laid_down is not None and _has_own_object(clause) else best
    event = best if best.code.kind == "event" else next((m for m in matches if m.code.kind == "event"), None)
    status = next((m for m in matches if m.code.kind == "status"), None)
    if best.code.id in _ABROAD and _has_own_object(clause):
        best = event = next(
            (m for m in matches if m.code.id == "RETREAT" and m.pattern.mode == "disarm"), best
        )
    if best.code.id == "CONCEDE" and best.key.endswith(" to") and clause.objects:
        best = event = next((m for m in matches if m.code.id == "RETREAT"), best)
    if status is None or event is None:
        return best
    return status if status.rank >= event.rank else event


def _draft_event(
    scene: Scene, passage: Passage, clause: Clause, match: Match, qualified: Qualified
) -> Draft | None:
    """Draft who did what to whom, None where a thing acts or nobody is concerned."""
    head = clause.head
    code = match.code.id
    if is_nature(scene, clause):
        return None
    agree = qualified.has("agree")
    if agree is not None and agree.governor.pos_ == "NOUN" and qualified.force == "agreed":
        return None
    doers = _find_doers(clause, match)
    actors = name_doers(scene, passage, doers)
    if match.pattern.actor == "giver":
        recipients = name_doers(scene, passage, clause.subjects)
    else:
        recipients = find_recipients(scene, passage, clause, match, actors)
    if match.pattern.actor == "both":
        actors, recipients = merge(actors, recipients), []
    accused = qualified.has("accuse")
    if accused is not None and accused.clause is not None and (not actors or head.dep_ == "pcomp"):
        blamed = name_doers(scene, passage, accused.clause.objects + accused.clause.has("on"))
        actors = blamed or actors
    if not actors and code in _MOVED and match.pattern.mode in {"withdraw", None} | _DEPLOYING:
        actors = [m for top in clause.objects for m in name_actors(scene, passage, [top]) if m.sided]
        recipients = [m for m in recipients if m not in actors]
    if not actors and is_existential(clause.support):
        actors = [
            m
            for e in qualified.speakers[:1]
            if e.clause
            for m in name_actors(scene, passage, e.clause.subjects)
        ]
    if not actors and code == "RETREAT" and match.pattern.mode == "disarm":
        actors, recipients = recipients, []
    draft = Draft("event", code, passage, head, cite(scene, passage, clause, match), mode=match.pattern.mode)
    _set_force(draft, match, qualified)
    if draft.force in _NAMED_BY:
        draft.cue = name_governor(scene, draft.cue, head, qualified)
    draft.negated ^= not clause.nominal and any(is_nobody(o) for o in clause.objects if o.dep_ == "dobj")
    if not actors and is_thing(scene, clause, match):
        return None
    asking = find_asking(draft, clause, qualified)
    if asking is not None:
        draft.code, draft.mode = "REQUEST", None
        recipients, doers = actors, asking.subjects
        actors = name_doers(scene, passage, doers)
    draft.add("actor", *list_sides(scene, actors))
    if not actors:
        meant = [find_meant(doer) if doer.lower_ in {"it", "they"} else doer for doer in doers]
        draft.add("actor", *unnamed(scene, passage, meant))
    mutual = recipients == actors and len(actors) > 1
    acting = draft.values("actor") if code not in _ON_OWN and not mutual else []
    draft.add("recipient", *(v for v in list_sides(scene, recipients) if v.value not in acting))
    if code not in _SPEECH_ACTS or clause.objects:
        _add_objects(scene, passage, draft, clause, recipients, code)
    _add_place(passage, draft, clause, code)
    add_date(passage, draft, clause)
    draft.add("topic", *find_topics(scene.codebook, passage, head.subtree)[:2])
    if _is_nobodys(draft, match):
        return None
    draft.hostile = draft.force == "asserted" and match.code.hostile and bool(qualified.speakers)
    return draft


def _find_doers(clause: Clause, match: Match) -> "list[Token]":
    """Return the heads of those who act, as the cue says."""
    if match.pattern.actor == "giver":
        return find_givers(clause, match.pattern)
    return clause.objects if match.pattern.actor == "object" else clause.subjects


def _is_nobodys(draft: Draft, match: Match) -> bool:
    """Tell whether nobody acts and nobody is acted on, in an act that needs somebody."""
    concerned = draft.roles.get("actor") or draft.roles.get("recipient")
    return not concerned and not match.code.hostile and match.code.id != "RETREAT"


def _set_force(draft: Draft, match: Match, qualified: Qualified) -> None:
    """Give force and negation; a call proposes, a threat threatens, a concession is yet to come."""
    code = draft.code
    draft.force, draft.negated = qualified.force, qualified.negated ^ match.pattern.negated
    if match.pattern.force == "asserted":
        return
    if match.pattern.force and draft.force == "asserted":
        draft.force = match.pattern.force  # type: ignore[assignment]
    elif code == "REQUEST" and draft.force == "asserted":
        draft.force = "proposed"
    elif code == "THREATEN" and draft.force in {"asserted", "conditional"}:
        draft.force = "threatened"
    if code == "CONCEDE" and draft.force == "asserted":
        draft.force = "agreed" if draft.mode == "ceasefire" else "scheduled"
    if code == "CONCEDE" and draft.mode == "ceasefire" and draft.force == "scheduled" and qualified.modal:
        draft.force = "scheduled" if qualified.has("schedule") else "agreed"
    if code == "RETREAT" and draft.force == "threatened" and not _is_held_out(qualified):
        draft.force = "scheduled"
    if code == "RETREAT" and draft.force in {"scheduled", "conditional"}:
        draft.code = "CONCEDE"
        if draft.mode == "ceasefire" and draft.force == "scheduled" and not qualified.has("schedule"):
            draft.force = "agreed"
    if code == "RETREAT" and draft.force == "proposed" and _is_offered(qualified):
        draft.code = "CONCEDE"
    if code == "ASSAULT" and draft.negated and _is_stopped(qualified):
        draft.negated, draft.mode = False, "ceasefire"
        draft.code = "RETREAT" if draft.force == "asserted" else "CONCEDE"
        draft.force = "agreed" if draft.force == "scheduled" else draft.force
    if _is_threat(draft.head, match, qualified):
        draft.code, draft.force, draft.mode = "THREATEN", "threatened", None


def _is_offered(qualified: Qualified) -> bool:
    """Tell whether those who are to yield offer it themselves."""
    return bool(qualified.effects) and lemma_of(qualified.effects[0].governor) in OFFERED


_STOPPING = frozenset({"stop", "cease", "halt", "quit", "discontinue", "suspend", "end"})


def _is_stopped(qualified: Qualified) -> bool:
    """Tell whether an attack is only said to stop: 'the militia stopped shelling the town'."""
    if not qualified.effects:
        return False
    governor = qualified.effects[0].governor
    return lemma_of(governor) in _STOPPING and all(c.lower_ != "short" for c in governor.children)


def _is_held_out(qualified: Qualified) -> bool:
    """Tell whether yielding is a threat by its words: 'threatened to pull out', 'will resign unless'."""
    vowed = any(lemma_of(e.governor) in _VOWING | {"warn", "threat", "warning"} for e in qualified.effects)
    return vowed or qualified.condition is not None


_VOWING = frozenset({"vow", "swear", "threaten"})
_VOWED = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})


def _is_threat(head: "Token", match: Match, qualified: Qualified) -> bool:
    """Tell whether what is only announced is a threat: vowed violence, or what is to follow 'unless' another gives way."""
    if qualified.negated or match.code.id not in _VOWED | {"RETREAT"}:
        return False
    vowed = any(lemma_of(e.governor) in _VOWING for e in qualified.effects)
    between = [c for c in head.children if c.dep_ in {"ccomp", "parataxis"} and c.i < head.i]
    vowed = vowed or any(lemma_of(c) in _VOWING for c in between)
    condition = qualified.condition
    unless = condition is not None and any(
        c.dep_ == "mark" and c.lower_ == "unless" for c in condition.children
    )
    return (vowed and match.code.id in _VOWED) or (unless and qualified.modal in {"future", "would"})


def _add_objects(
    scene: Scene, passage: Passage, draft: Draft, clause: Clause, recipients: list[Mention], code: str
) -> None:
    """Give what is acted on: a place that is shelled or left, a thing that is handed over."""
    named = scene.names(passage, list(iter_nouns(clause.objects))) if not clause.nominal else []
    draft.add("object", *(m.as_value() for m in named if m.kind == "place"))
    objects = [o for o in clause.objects if not scene.names(passage, [o])]
    if code in _ON_PLACES and not clause.nominal:
        place_targets(scene, draft, clause, recipients)
    if code == "ASSAULT" and draft.roles.get("object") and not draft.roles.get("place"):
        draft.add("place", draft.roles["object"][0])
    if objects:
        draft.add("object", describe_thing(passage, objects[0]))


def _add_place(passage: Passage, draft: Draft, clause: Clause, code: str) -> None:
    """Give the place; for a retreat the one that is left."""
    draft.add("place", place_of(passage, setting_heads(clause)))
    if code == "RETREAT" and not draft.roles.get("place"):
        ranked = [r for h in clause.has("from", "out of") if (r := rank_place(passage, h)) is not None]
        draft.add("place", ranked[0][1] if ranked else None)
