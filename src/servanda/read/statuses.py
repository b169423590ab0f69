"""How an undertaking stands: status words on commitments and agreements, and progress told by a sentence's shape."""

from typing import TYPE_CHECKING

from servanda.model import Value
from servanda.read.acts import describe_act, find_quantity, noun_words
from servanda.read.clauses import Clause, lemma_of
from servanda.read.deadlines import add_deadline
from servanda.read.doers import name_actors
from servanda.read.draft import Draft
from servanda.read.force import Qualified
from servanda.read.modality import is_negated
from servanda.read.passage import Passage
from servanda.read.patients import list_sides
from servanda.read.patterns import HAPPEN, Match
from servanda.read.progress import find_share, is_as_promised, is_by_article, is_not_yet, is_reading_of
from servanda.read.realis import find_first, is_of_none, is_realis, is_remaining, is_under_way
from servanda.read.scene import Scene
from servanda.read.setting import (
    add_date,
    date_value,
    place_of,
    setting_heads,
    times_of,
)
from servanda.read.topics import find_topics

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_HOSTILE_STATUS = frozenset({"violated", "reversed", "not-started"})
_BY_DEED = frozenset({"done", "started", "partly"})
"""Codes that hold only where the form of the verb tells that the deed is so."""
_PLANNABLE = frozenset({"deadline-set", "extended", "suspended"})
"""Codes that hold already when they are only announced."""
_REPORTED = frozenset({"violated", "no-information", "partly", "done", "started"})
"""Codes of which the subject of a verb of speech is the speaker."""
_UNREAL_FORCES = frozenset({"proposed", "scheduled", "threatened", "conditional", "agreed"})
_STANDING = frozenset({"expire", "lapse", "remain", "be", "stay", "lie"})
"""Verbs that say how their subject stands."""
_INNER = frozenset({"in", "of", "on", "with", "towards", "toward", "to", "for"})
"""What a noun of standing is said of: 'delays in the training', 'progress towards a census'."""
_POSTPONING = frozenset({"postpone", "delay", "defer", "put"})
_PARTLY = frozenset({"partly", "partially", "largely", "mostly", "incompletely"})
_EMPTY_OBJECTS = frozenset({"effect", "force", "place", "hold", "shape", "end"})
"""'took effect', 'came into force': the subject is what is spoken of."""


def read_progress(scene: Scene, passage: Passage, clause: Clause) -> bool:
    """Read how far an undertaking has come from the sentence's shape: 'not yet', 'two of the five', 'as agreed'."""
    verb = clause.head
    named = is_reading_of(verb, scene.codebook) or bool(scene.matcher.match(clause, "event"))
    if not named or scene.engine.is_effect(verb, "speak"):
        return False
    lead = find_first(verb)
    not_yet = is_not_yet(verb) or is_not_yet(lead)
    share = find_share(passage, clause)
    promised = is_as_promised(passage, clause, scene.codebook)
    if not (not_yet or share or promised):
        return False
    unkept = promised is not None and _is_perfect(verb)
    qualified = scene.qualify(verb)
    if (
        qualified.hypothetical
        or qualified.force not in {"asserted", "alleged"}
        or (qualified.negated and not not_yet and not unkept)
    ):
        return False
    if scene.matcher.match(clause, "meeting") or (
        promised
        and not share
        and not not_yet
        and not scene.matcher.match(clause, "event")
        and not is_by_article(promised)
    ):
        return False
    if not not_yet and (not is_realis(verb, qualified.negated) or (lead != verb and is_negated(lead))):
        return False
    code = (
        "not-started"
        if not_yet or (unkept and qualified.negated)
        else "partly"
        if share is not None and share[1:] != (share[2], share[1])
        else "started"
        if is_under_way(verb)
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
    draft.mode = find_yielding(scene, clause) if code == "not-started" else None
    act = describe_act(passage, clause)
    draft.add("about", _name_subject(passage, clause) or act)
    draft.add("act", act)
    if share is not None:
        _add_share(draft, *share)
    draft.add("agreement", promised)
    actors = name_actors(scene, passage, clause.subjects)
    draft.add("actor", *list_sides(scene, actors))
    draft.add("topic", *find_topics(scene.codebook, passage, verb.subtree)[:2])
    draft.add("place", place_of(passage, setting_heads(clause)))
    if code != "not-started":
        add_date(passage, draft, clause)
    draft.hostile = True
    scene.drafts.append(draft)
    scene.use(passage, verb)
    return True


def find_yielding(scene: Scene, clause: Clause) -> str | None:
    """Return what kind of yielding an act is, as the event that carries it out has it: a release, a withdrawal."""
    matches = scene.matcher.match(clause, "event")
    return matches[0].pattern.mode if matches and matches[0].code.id in {"RETREAT", "CONCEDE"} else None


def _add_share(draft: Draft, quantity: Value, done: int | None, total: int | None) -> None:
    """Give 'two of the five': the words, how many are done and of how many."""
    draft.add("quantity", quantity)
    for role, number in (("done", done), ("total", total)):
        if number is not None:
            draft.add(role, Value(text=quantity.text, value=str(number), span=quantity.span))


def draft_status(
    scene: Scene, passage: Passage, clause: Clause, match: Match, qualified: Qualified
) -> Draft | None:
    """Draft what a status word says of an undertaking, None where it only wishes or plans it."""
    head = clause.head
    code = match.code.id
    if (
        qualified.force in _UNREAL_FORCES
        and clause.lemma not in {"postpone", "delay"}
        and code not in _PLANNABLE
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
    about = _about(passage, clause, match)
    draft.add("about", about)
    actors = name_actors(scene, passage, [s for s in clause.subjects if clause.lemma not in HAPPEN])
    if scene.engine.is_effect(head, "speak") and code in _REPORTED:
        draft.said_by = tuple(m.as_value() for m in actors[:1])
        actors = []
    lead = find_first(head)
    if lead != head and not draft.negated and is_negated(lead):
        draft.negated = True
    if any(is_negated(o) for o in clause.objects) or (
        code in _BY_DEED and not draft.negated and is_of_none([*clause.objects, *clause.subjects])
    ):
        draft.negated = not draft.negated
    if (
        code == "not-started"
        and not clause.nominal
        and head.tag_ in {"VB", "VBG"}
        and draft.force != "agreed"
        and not is_realis(head, False)
    ):
        return None
    if code in _BY_DEED and clause.nominal and draft.negated and not is_of_none([head]):
        return None
    if code in _BY_DEED and not clause.nominal:
        if is_remaining(head):
            draft.code, draft.negated = "not-started", False
        elif not is_realis(head, draft.negated):
            return None
        elif code == "done" and is_under_way(head) and not draft.negated:
            draft.code = "started"
        elif code == "done" and _is_of_some(head) and not draft.negated:
            draft.code = "partly"
    accused = qualified.has("accuse")
    if accused is not None and accused.clause is not None and not actors:
        actors = name_actors(scene, passage, accused.clause.objects + accused.clause.has("on"))
    draft.add("actor", *list_sides(scene, actors))
    draft.add("act", describe_act(passage, clause))
    draft.add("quantity", find_quantity(passage, clause))
    draft.add("topic", *find_topics(scene.codebook, passage, head.subtree)[:2])
    draft.add("place", place_of(passage, setting_heads(clause)))
    if (
        draft.negated
        and draft.code in {"done", "started"}
        and (_has_yet(head) or _is_perfect(head) or _is_never(head))
    ):
        draft.code, draft.negated = "not-started", False
    put_off = clause.lemma in _POSTPONING and any(t.relation == "until" for t in times_of(passage, head))
    if draft.code == "done" and not draft.negated and _is_in_part(head):
        draft.code = "partly"
    if draft.code == "not-started" and put_off:
        draft.code = code = "extended"
        draft.negated = False
    if draft.code != "not-started":
        add_date(passage, draft, clause)
    if code in {"extended", "deadline-set"}:
        _add_until(passage, draft, clause)
    draft.hostile = draft.force == "asserted" and code in _HOSTILE_STATUS and bool(qualified.speakers)
    return draft if about is not None else None


def _is_of_some(verb: "Token") -> bool:
    """Tell whether a deed only tells some from others: 'the units that were trained failed to deploy'."""
    told = any(c.lower_ == "that" and c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
    return verb.dep_ == "relcl" and told and verb.head.tag_ in {"NNS", "NNPS"}


def _is_in_part(verb: "Token") -> bool:
    """Tell whether a deed is only partly done: 'was partly carried out', 'was carried out in part'."""
    for child in verb.children:
        if child.lower_ in _PARTLY:
            return True
        if child.lower_ == "in" and any(c.lower_ == "part" for c in child.children):
            return True
    return False


def _is_perfect(verb: "Token") -> bool:
    return any(c.dep_ == "aux" and c.lower_ in {"has", "have", "had"} for c in verb.children)


def _is_never(verb: "Token") -> bool:
    """Tell whether a deed never came: 'patrols, which were never set up'."""
    return any(c.lower_ == "never" for c in verb.children)


def _has_yet(head: "Token") -> bool:
    return any(t.lower_ in {"yet", "still"} for t in head.children)


def _name_subject(passage: Passage, clause: Clause) -> Value | None:
    """Return what is spoken of where a verb has nothing but a subject: 'the census is yet to begin'."""
    if clause.objects and clause.head.pos_ != "AUX":
        return None
    bare = clause.lemma in HAPPEN or clause.lemma in {"be", "become", "take"} or not clause.objects
    subjects = [s for s in clause.subjects if s.pos_ in {"NOUN", "PROPN"}]
    return _cite(passage, subjects[0]) if bare and subjects else None


def _cite(passage: Passage, head: "Token") -> Value:
    """Return a noun phrase as written, with its words."""
    return passage.cite(head.left_edge.i, head.i + 1, noun_words(passage, head))


def _about(passage: Passage, clause: Clause, match: Match) -> Value | None:
    """Return what a status word speaks of: the object, or for 'the training began' the subject."""
    heads = [o for o in clause.objects if lemma_of(o) not in _EMPTY_OBJECTS]
    if not heads and clause.objects:
        heads = [s for s in clause.subjects if s not in clause.objects]
    if " " in match.key:
        heads = heads or clause.has(match.key.split()[-1])
    if clause.nominal:
        inner = [
            c
            for holder in (clause.head, *(a for a in clause.head.children if a.dep_ == "acl"))
            for prep in holder.children
            if prep.dep_ == "prep" and prep.lower_ in _INNER
            for c in prep.children
            if c.dep_ == "pobj"
        ]
        heads = inner or clause.objects or [clause.head]
    if not heads and clause.lemma in HAPPEN | _STANDING:
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
    return passage.cite(min(start, head.i), head.i + 1, noun_words(passage, head))


def _add_until(passage: Passage, draft: Draft, clause: Clause) -> None:
    for time in times_of(passage, clause.head):
        if time.relation in {"until", "by", "before"}:
            draft.add("until", date_value(time))
            add_deadline(draft, time)
            return
