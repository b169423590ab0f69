"""What was done to whom: PLOVER events from verbs and nominal predicates, and status words on commitments."""

from typing import TYPE_CHECKING

from servanda.model import Value
from servanda.read.acts import describe_act, find_quantity, noun_words
from servanda.read.clauses import NOT_CLAUSES, Clause, expand, find_preps, lemma_of
from servanda.read.commitments import add_deadline
from servanda.read.discourse import Mention
from servanda.read.draft import Draft
from servanda.read.passage import Passage
from servanda.read.patterns import HAPPEN, LIGHT, Match, iter_nouns, nominal_clause
from servanda.read.progress import find_share, is_as_promised, is_not_yet, is_reading_of
from servanda.read.qualify import Qualified
from servanda.read.scene import Scene
from servanda.read.setting import (
    date_value,
    has_day,
    inherited_times,
    place_of,
    rank_place,
    setting_heads,
    times_of,
)
from servanda.read.topics import find_topics
from servanda.read.unnamed import unnamed

if TYPE_CHECKING:
    from spacy.tokens import Token

_RECIPIENT_PREPS = ("to", "against", "on", "with", "from", "at", "for", "upon")
_MENTION_PREPS = frozenset({"after", "following", "during", "despite", "amid"})
_HOSTILE_STATUS = frozenset({"violated", "reversed", "not-started"})
_ENDING = frozenset({"end", "conclude", "stop", "expire", "halt", "close", "finish", "collapse"})
_MOVED = frozenset({"AID", "MOBILIZE", "RETREAT"})
_DEPLOYING = frozenset({"peacekeeping", "deploy", "troops", "military"})
_PERFORM = frozenset({"REQUEST", "THREATEN"})


def read_events(scene: Scene, passage: Passage) -> None:
    """Draft events and status claims of a passage from every predicate that nothing else has read."""
    for token in passage.doc:
        if (
            token.pos_ in {"VERB", "AUX"}
            and token.dep_ not in NOT_CLAUSES
            and not scene.is_used(passage, token)
            and not (
                token.pos_ == "AUX"
                and any(scene.is_used(passage, c) for c in token.children if c.dep_ == "xcomp")
            )
        ):
            _read(scene, passage, scene.clause(passage, token))
    for token in passage.doc:
        if (
            token.pos_ == "NOUN"
            and not scene.is_used(passage, token)
            and scene.matcher.is_noun(token, "event", "status")
        ):
            _read_noun(scene, passage, token)


def _read_noun(scene: Scene, passage: Passage, noun: "Token") -> None:
    """Read a nominal predicate only where the sentence makes it happen, asks for it, promises or denies it."""
    if noun.dep_ in {"compound", "amod", "nmod", "poss"}:
        return
    clause = nominal_clause(noun)
    if not scene.matcher.match(clause, "event", "status"):
        return
    qualified = scene.qualify(noun)
    support = clause.support
    carried = (
        support is not None
        and support.lemma not in _ENDING
        and (
            (support.lemma in LIGHT and noun in {t for o in support.objects for t in expand(o)})
            or (
                support.lemma in HAPPEN
                and noun in {t for s in support.subjects + support.objects for t in expand(s)}
            )
        )
    )
    qualifying = any(e.kind in {"accuse", "deny", "agree", "refuse"} for e in qualified.effects[:1])
    mentioned = noun.dep_ == "pobj" and noun.head.lower_ in _MENTION_PREPS and bool(clause.subjects)
    if support is not None and scene.is_used(passage, support.head):
        return
    if carried or qualifying or mentioned:
        _read(scene, passage, clause, qualified)


def _read(scene: Scene, passage: Passage, clause: Clause, qualified: Qualified | None = None) -> None:
    """Read the best cue of one predicate."""
    if not clause.nominal and _read_progress(scene, passage, clause):
        return
    matches = scene.matcher.match(clause, "event", "status", "agreement", "meeting")
    if scene.engine.is_effect(clause.head, "deny") and _read_denial(scene, passage, clause):
        scene.use(passage, clause.head)
        return
    matches = [m for m in matches if m.code.kind in {"event", "status"} and m.code.id != "CONSULT"]
    if not matches:
        return
    qualified = qualified or scene.qualify(clause.head)
    if qualified.hypothetical or (
        clause.head.tag_ == "VB"
        and clause.head.dep_ == "ROOT"
        and not clause.subjects
        and not qualified.modal
    ):
        return
    match = _choose(scene, clause, matches, qualified)
    if match is None:
        return
    draft = (
        _draft_status(scene, passage, clause, match, qualified)
        if match.code.kind == "status"
        else _draft_event(scene, passage, clause, match, qualified)
    )
    if draft is not None:
        scene.drafts.append(draft)
        scene.use(passage, clause.head)


def _read_progress(scene: Scene, passage: Passage, clause: Clause) -> bool:
    """Read how far an undertaking has come from the sentence's shape: 'not yet', 'two of the five', 'as agreed'."""
    verb = clause.head
    if not is_reading_of(verb, scene.codebook) or scene.engine.is_effect(verb, "speak"):
        return False
    not_yet, share, promised = (
        is_not_yet(verb),
        find_share(passage, clause),
        is_as_promised(passage, clause, scene.codebook),
    )
    if not (not_yet or share or promised):
        return False
    unkept = promised is not None and any(
        c.dep_ == "aux" and c.lower_ in {"has", "have", "had"} for c in verb.children
    )
    qualified = scene.qualify(verb)
    if (
        qualified.hypothetical
        or qualified.force not in {"asserted", "alleged"}
        or (qualified.negated and not not_yet and not unkept)
    ):
        return False
    if scene.matcher.match(clause, "meeting") or (
        promised and not share and not not_yet and not scene.matcher.match(clause, "event")
    ):
        return False
    code = (
        "not-started"
        if not_yet or (unkept and qualified.negated)
        else "partly"
        if share is not None and share[1:] != (share[2], share[1])
        else "done"
    )
    draft = Draft(
        "status",
        code,
        passage,
        verb,
        scene.cue(passage, verb, f"progress#{code}", clause.objects[0] if clause.objects else None),
    )
    draft.force = qualified.force
    act = describe_act(passage, clause)
    draft.add("about", act)
    draft.add("act", act)
    if share is not None:
        draft.add("quantity", share[0])
        for role, number in (("done", share[1]), ("total", share[2])):
            if number is not None:
                draft.add(role, Value(text=share[0].text, value=str(number), span=share[0].span))
    if promised is not None:
        draft.add("agreement", promised)
    actors = _mentions(scene, passage, clause.subjects)
    draft.add("actor", *_sides(scene, actors))
    draft.add("topic", *find_topics(scene.codebook, passage, verb.subtree)[:2])
    draft.add("place", place_of(passage, setting_heads(clause)))
    if code != "not-started":
        _add_date(passage, draft, clause)
    draft.roles.setdefault("_hostile", [])
    scene.drafts.append(draft)
    scene.use(passage, verb)
    return True


_CHARGES = frozenset(
    {
        "it",
        "this",
        "that",
        "charge",
        "accusation",
        "allegation",
        "claim",
        "report",
        "so",
        "them",
        "involvement",
        "responsibility",
        "part",
        "role",
        "hand",
        "link",
    }
)


def _names_attack(scene: Scene, head: "Token") -> bool:
    """Tell whether what is denied is a deed just told: 'denied the strike', 'denied the attack'."""
    words = scene.codebook.words
    definite = any(c.lower_ in {"the", "this", "that", "any"} for c in head.children)
    return definite and lemma_of(head) in words["attack"] | words["violence"] | {
        "strike",
        "killing",
        "violation",
        "breach",
    }


def _read_denial(scene: Scene, passage: Passage, clause: Clause) -> bool:
    """Read 'X denied it', 'denied the charge': the act alleged last, denied by X."""
    heads = clause.objects or [c for c in clause.head.children if c.dep_ in {"xcomp", "ccomp"}]
    if heads and not any(_is_charge(h) or _names_attack(scene, h) for h in heads):
        return False
    last = next((d for d in reversed(scene.drafts) if d.force == "alleged" and not d.negated), None)
    last = last or next((d for d in reversed(scene.drafts) if "_hostile" in d.roles and not d.negated), None)
    speakers = [m for m in scene.names(passage, clause.subjects) if m.value]
    if last is None or not speakers:
        return False
    roles = {name: list(values) for name, values in last.roles.items() if name != "_hostile"}
    draft = Draft(
        last.kind,
        last.code,
        passage,
        clause.head,
        scene.cue(passage, clause.head, "qualify#deny", heads[0] if heads else None),
        roles,
    )
    draft.mode, draft.force, draft.negated = last.mode, "alleged", True
    draft.said_by = (speakers[0].as_value(),)
    scene.drafts.append(draft)
    return True


def _is_charge(head: "Token") -> bool:
    """Tell whether what is denied is the charge itself: 'it', 'the accusation', 'having done so', 'any part in it'."""
    if lemma_of(head) in _CHARGES or head.lower_ in _CHARGES or lemma_of(head) == "do":
        return True
    return lemma_of(head) in {"have", "play", "take", "bear"} and any(
        lemma_of(c) in _CHARGES for c in head.children if c.dep_ == "dobj"
    )


def _choose(scene: Scene, clause: Clause, matches: list[Match], qualified: Qualified) -> Match | None:
    """Choose between an event and a status reading: status only where a commitment or agreement is spoken of."""
    best = matches[0]
    event = next((m for m in matches if m.code.kind == "event"), None)
    status = next((m for m in matches if m.code.kind == "status"), None)
    if status is None or event is None:
        return best
    return status if status.rank >= event.rank else event


def _draft_event(
    scene: Scene, passage: Passage, clause: Clause, match: Match, qualified: Qualified
) -> Draft | None:
    head = clause.head
    code = match.code.id
    agree = qualified.has("agree")
    if agree is not None and agree.governor.pos_ == "NOUN" and qualified.force == "agreed":
        return None
    speech_like = code in {"ACCUSE", "REQUEST", "THREATEN", "REJECT"}
    actors = _mentions(scene, passage, clause.objects if match.pattern.actor == "object" else clause.subjects)
    recipients = _recipients(scene, passage, clause, match, actors)
    if match.pattern.actor == "both":
        actors, recipients = _merge(actors, recipients), []
    accused = qualified.has("accuse")
    if accused is not None and not actors and accused.clause is not None:
        actors = _mentions(scene, passage, accused.clause.objects + accused.clause.has("on"))
    if not actors and code in _MOVED and match.pattern.mode in {"withdraw", None} | _DEPLOYING:
        actors = [m for top in clause.objects for m in _mentions(scene, passage, [top]) if m.sided]
        recipients = [m for m in recipients if m not in actors]
    draft = Draft(
        "event",
        code,
        passage,
        head,
        scene.cue(passage, head, match.rule, clause.objects[0] if clause.objects else None),
    )
    draft.mode = match.pattern.mode
    draft.force, draft.negated = qualified.force, qualified.negated ^ match.pattern.negated
    if match.pattern.force and draft.force == "asserted":
        draft.force = match.pattern.force  # type: ignore[assignment]
    elif code == "REQUEST" and draft.force == "asserted":
        draft.force = "proposed"
    elif code == "THREATEN" and draft.force in {"asserted", "conditional"}:
        draft.force = "threatened"
    if code == "CONCEDE" and draft.force == "asserted":
        draft.force = "agreed" if draft.mode == "ceasefire" else "scheduled"
    if code == "RETREAT" and draft.force in {"scheduled", "conditional"}:
        draft.code = "CONCEDE"
    if not actors and _is_thing(scene, clause, match):
        return None
    draft.add("actor", *_sides(scene, actors))
    if not actors:
        draft.add(
            "actor",
            *unnamed(scene, passage, clause.objects if match.pattern.actor == "object" else clause.subjects),
        )
    draft.add(
        "recipient",
        *(v for v in _sides(scene, recipients) if v.value not in draft.values("actor") or code == "ASSAULT"),
    )
    if not speech_like or clause.objects:
        named = scene.names(passage, list(iter_nouns(clause.objects))) if not clause.nominal else []
        draft.add("object", *(m.as_value() for m in named if m.kind == "place"))
        objects = [o for o in clause.objects if not scene.names(passage, [o])]
        if code in {"ASSAULT", "RETREAT", "COERCE", "MOBILIZE"} and not clause.nominal:
            _place_targets(scene, draft, clause, recipients)
        if code == "ASSAULT" and draft.roles.get("object") and not draft.roles.get("place"):
            draft.add("place", draft.roles["object"][0])
        if objects:
            draft.add("object", _thing(passage, objects[0]))
    draft.add("place", place_of(passage, setting_heads(clause)))
    if code == "RETREAT" and not draft.roles.get("place"):
        ranked = [r for h in clause.has("from", "out of") if (r := rank_place(passage, h)) is not None]
        draft.add("place", ranked[0][1] if ranked else None)
    _add_date(passage, draft, clause)
    draft.add("topic", *find_topics(scene.codebook, passage, head.subtree)[:2])
    if (
        not draft.roles.get("actor")
        and not draft.roles.get("recipient")
        and not match.code.hostile
        and code != "RETREAT"
    ):
        return None
    _allege(scene, draft, actors, qualified, match.code.hostile)
    return draft


_TARGETED = frozenset(
    [
        "shell",
        "bomb",
        "bombard",
        "strike",
        "attack",
        "capture",
        "seize",
        "storm",
        "raid",
        "burn",
        "overrun",
        "take",
        "hit",
        "pound",
        "target",
        "torch",
        "loot",
        "enter",
        "fire",
    ]
)


def _place_targets(scene: Scene, draft: Draft, clause: Clause, recipients: list[Mention]) -> None:
    """Take an unknown proper name that is shelled or seized for a place, not for somebody."""
    for mention in recipients:
        unknown = mention.kind in {"group", "person"} and mention.office is None and mention.value is not None
        unknown = unknown and scene.codebook.describe(mention.value or "") is None
        if (
            unknown
            and (clause.lemma in _TARGETED or (draft.code == "RETREAT" and clause.has("from")))
            and not scene.namer.discourse.has_acted(mention.value or "", mention.span[0])
        ):
            draft.roles["recipient"] = [
                v for v in draft.roles.get("recipient", []) if v.value != mention.value
            ]
            draft.add("place", mention.as_value())


def _draft_status(
    scene: Scene, passage: Passage, clause: Clause, match: Match, qualified: Qualified
) -> Draft | None:
    head = clause.head
    code = match.code.id
    if (
        qualified.force in {"proposed", "scheduled", "threatened", "conditional", "agreed"}
        and clause.lemma not in {"postpone", "delay"}
        and code
        not in {
            "deadline-set",
            "extended",
            "suspended",
        }
    ):
        return None
    draft = Draft(
        "status",
        code,
        passage,
        head,
        scene.cue(passage, head, match.rule, clause.objects[0] if clause.objects else None),
    )
    draft.force, draft.negated = qualified.force, qualified.negated ^ match.pattern.negated
    about = _about(scene, passage, clause, match)
    draft.add("about", about)
    actors = _mentions(scene, passage, [s for s in clause.subjects if clause.lemma not in HAPPEN])
    if scene.engine.is_effect(head, "speak") and code in {
        "violated",
        "no-information",
        "partly",
        "done",
        "started",
    }:
        draft.said_by = tuple(m.as_value() for m in actors[:1])
        actors = []
    if any(scene.engine.is_negated(o) for o in clause.objects):
        draft.negated = not draft.negated
    accused = qualified.has("accuse")
    if accused is not None and accused.clause is not None and not actors:
        actors = _mentions(scene, passage, accused.clause.objects + accused.clause.has("on"))
    draft.add("actor", *_sides(scene, actors))
    draft.add("act", describe_act(passage, clause))
    draft.add("quantity", find_quantity(passage, clause))
    draft.add("topic", *find_topics(scene.codebook, passage, head.subtree)[:2])
    draft.add("place", place_of(passage, setting_heads(clause)))
    perfect = any(c.dep_ == "aux" and c.lower_ in {"has", "have", "had"} for c in head.children)
    if draft.negated and code in {"done", "started"} and (_has_yet(head) or perfect):
        draft.code, draft.negated = "not-started", False
    if (
        draft.code == "not-started"
        and clause.lemma in {"postpone", "delay", "defer", "put"}
        and any(t.relation == "until" for t in times_of(passage, head))
    ):
        draft.code = code = "extended"
        draft.negated = False
    if draft.code != "not-started":
        _add_date(passage, draft, clause)
    if code in {"extended", "deadline-set"}:
        _add_until(passage, draft, clause)
    _allege(scene, draft, actors, qualified, code in _HOSTILE_STATUS)
    return draft if about is not None else None


def _has_yet(head: "Token") -> bool:
    return any(t.lower_ in {"yet", "still"} for t in head.children)


def _about(scene: Scene, passage: Passage, clause: Clause, match: Match) -> Value | None:
    """Return what a status word speaks of: the object, or for 'the training began' the subject."""
    heads = [
        o for o in clause.objects if lemma_of(o) not in {"effect", "force", "place", "hold", "shape", "end"}
    ]
    if not heads and clause.objects:
        heads = [s for s in clause.subjects if s not in clause.objects]
    if " " in match.key:
        heads = heads or clause.has(match.key.split()[-1])
    if clause.nominal:
        heads = clause.objects or [clause.head]
    if not heads and clause.lemma in HAPPEN | {"expire", "lapse"}:
        heads = clause.subjects
    if not heads:
        heads = [h for p, h in clause.preps if p in {"with", "of", "on", "to"}] or [
            c for c in clause.head.children if c.dep_ in {"xcomp", "pcomp"}
        ]
    if not heads:
        heads = clause.subjects
    if not heads:
        return None
    head = heads[0]
    start = head.left_edge.i if head.pos_ != "VERB" else head.i
    start = min(start, head.i)
    text = noun_words(passage, head)
    return Value(text=passage.words(start, head.i + 1), value=text, span=passage.span(start, head.i + 1))


def _recipients(
    scene: Scene, passage: Passage, clause: Clause, match: Match, actors: list[Mention]
) -> list[Mention]:
    """Return whom the act reaches: objects that are actors or belong to one, and what the cue's prepositions bring."""
    preps = match.pattern.recipient or list(_RECIPIENT_PREPS)
    found: list[Mention] = []
    if match.code.id == "REQUEST":
        asked = [c for c in clause.head.children if c.dep_ == "ccomp"]
        found += [m for c in asked for m in _mentions(scene, passage, scene.clause(passage, c).subjects)]
    if match.pattern.actor != "object":
        found += _mentions(scene, passage, clause.objects)
        for top in clause.objects:
            for noun in expand(top):
                if not scene.names(passage, [noun]):
                    found += _owners(scene, passage, noun)
    if not clause.nominal or clause.support is None:
        found += _mentions(scene, passage, clause.has(*preps))
    else:
        found += _mentions(scene, passage, clause.has(*preps, "of"))
    if not found and not clause.nominal:
        for top in clause.objects:
            brought = [h for p, h in find_preps(top) if p in preps]
            found += _mentions(scene, passage, brought)
    if not found:
        for head in clause.has(*preps):
            for noun in expand(head):
                found += _owners(scene, passage, noun)
    names = {scene.namer.side_of(m) or m.value for m in actors}
    return [m for m in found if (scene.namer.side_of(m) or m.value) not in names]


def _owners(scene: Scene, passage: Passage, noun: "Token") -> list[Mention]:
    """Return the sides that a thing belongs to: 'Armenian positions', 'the position of Armenia'."""
    found: list[Mention] = []
    for child in noun.children:
        hit = passage.hits.get(child.i)
        if (
            child.dep_ in {"amod", "compound", "nmod"}
            and hit is not None
            and hit.entry.kind in {"adjective", "state", "body", "demonym"}
        ):
            text, span = passage.words(hit.start, hit.end), passage.span(hit.start, hit.end)
            found.append(Mention(hit.entry.value, "state", text, span, hit.entry.value))
        elif child.dep_ == "compound" and lemma_of(child) in {"army", "government", "police", "military"}:
            found += [m for m in scene.names(passage, [child]) if m.kind == "state"]
        elif child.dep_ == "poss":
            found += [m for m in scene.names(passage, [child]) if m.kind != "place"]
    for prep, inner in find_preps(noun):
        if prep in {"of", "from"} and lemma_of(noun) not in {"part"}:
            found += [m for m in scene.names(passage, [inner]) if m.kind in {"state", "body", "group"}]
    return found


def _mentions(scene: Scene, passage: Passage, heads: "list[Token]") -> list[Mention]:
    return [m for m in scene.names(passage, heads) if m.kind != "place" and m.value]


def _is_thing(scene: Scene, clause: Clause, match: Match) -> bool:
    """Tell whether the subject that acts is a thing, a sickness, the weather: 'snow blocked roads' is no event."""
    if clause.passive or clause.nominal or match.pattern.actor == "object":
        return False
    words = scene.codebook.words
    able = (
        words["actor"]
        | words["person-body"]
        | words["people"]
        | words["forces"]
        | words["weapons"]
        | words["attack"]
        | words["violence"]
    )
    nouns = [t for head in clause.subjects for t in expand(head)]
    return bool(nouns) and all(t.pos_ == "NOUN" and lemma_of(t) not in able for t in nouns)


def _thing(passage: Passage, head: "Token") -> Value:
    """Return what is acted on, as its words and in short."""
    start = min(head.left_edge.i, head.i)
    return Value(
        text=passage.words(start, head.i + 1),
        value=noun_words(passage, head),
        span=passage.span(start, head.i + 1),
    )


def _merge(first: list[Mention], second: list[Mention]) -> list[Mention]:
    return first + [m for m in second if all(m.value != o.value for o in first)]


def _sides(scene: Scene, mentions: list[Mention]) -> list[Value]:
    """Return mentions as the countries or organisations that they act for."""
    values: list[Value] = []
    for mention in mentions:
        side = scene.namer.side_of(mention)
        if side is None:
            values.append(mention.as_value())
        else:
            reason = mention.inferred or (
                f"{mention.value} acts for {side}" if mention.kind in {"person", "office"} else None
            )
            values.append(Value(text=mention.text, value=side, span=mention.span, inferred=reason))
    return list({v.value: v for v in reversed(values)}.values())[::-1]


def _add_date(passage: Passage, draft: Draft, clause: Clause) -> None:
    for time in inherited_times(passage, clause):
        if has_day(time) and (
            time.relation in {"at", "during", "from-to", "about"} or draft.kind == "status"
        ):
            draft.add("date", date_value(time))
            return


def _add_until(passage: Passage, draft: Draft, clause: Clause) -> None:
    for time in times_of(passage, clause.head):
        if time.relation in {"until", "by", "before"}:
            draft.add("until", date_value(time))
            add_deadline(draft, time)
            return


def _allege(scene: Scene, draft: Draft, actors: list[Mention], qualified: Qualified, hostile: bool) -> None:
    """Mark a side's word about the other side as alleged; told by the speaker chain once it is known."""
    if draft.force == "asserted" and hostile and qualified.speakers:
        draft.roles.setdefault("_hostile", [])


__all__ = ["read_events"]
