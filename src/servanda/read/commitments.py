"""Who undertakes what, for whom, by when: promises, obligations, prohibitions, permissions."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from servanda.model import Value, edtf
from servanda.read.acts import add_topic, describe_act, find_quantity
from servanda.read.clauses import NOT_CLAUSES, Clause, find_hidden, find_preps, lemma_of
from servanda.read.discourse import Mention
from servanda.read.draft import Draft
from servanda.read.passage import Passage
from servanda.read.patterns import nominal_clause
from servanda.read.qualify import Effect, Qualified, read_modal
from servanda.read.scene import Scene
from servanda.read.setting import has_day, inherited_times, place_of, setting_heads, times_of
from servanda.read.times import Time, reanchor
from servanda.read.topics import find_topics

if TYPE_CHECKING:
    from spacy.tokens import Token

_STATIVE = frozenset(
    {"be", "have", "seem", "remain", "know", "believe", "think", "hope", "want", "discuss", "continue"}
)
_ALLOW = frozenset({"allow", "permit", "entitle", "authorise", "authorize"})
_POSTPONING = frozenset({"postpone", "extend", "delay", "prolong", "defer"})
_PROMISES = frozenset(
    {"pledge", "promise", "commitment", "undertaking", "obligation", "vow", "guarantee", "duty", "assurance"}
)
_UNDER = frozenset({"under", "in line with", "pursuant to", "according to", "in accordance with", "in"})
_DEADLINE_RELATIONS = frozenset({"by", "before", "within", "until", "after"})


def read_commitments(scene: Scene, passage: Passage) -> None:
    """Draft every commitment of a passage: what hangs below a word of promise, and what 'shall' or 'must' be done."""
    for token in passage.doc:
        if (
            token.pos_ in {"VERB", "AUX"}
            and token.dep_ not in NOT_CLAUSES
            and not scene.is_used(passage, token)
        ):
            _read_verb(scene, passage, token)
        elif token.pos_ == "NOUN" and not scene.is_used(passage, token):
            _read_noun(scene, passage, token)


def _read_verb(scene: Scene, passage: Passage, verb: "Token") -> None:
    """Read a verb below 'agreed to', 'pledged that', 'is obliged to', or under 'shall'."""
    if verb.dep_ in {"aux", "auxpass"} or lemma_of(verb) == "do":
        return
    if lemma_of(verb) == "take" and any(c.dep_ == "dobj" and c.lower_ == "place" for c in verb.children):
        return
    if lemma_of(verb) in _STATIVE - {"have", "continue"} and not _passive(verb):
        return
    if verb.dep_ in {"xcomp", "ccomp", "pcomp"} and scene.is_used(passage, verb.head):
        return
    if verb.dep_ == "prep" or (verb.dep_ == "pcomp" and verb.head.lower_ == "without"):
        return
    if lemma_of(verb) in _POSTPONING or _is_empty(verb):
        return
    qualified = scene.qualify(verb)
    agree = qualified.has("agree")
    if qualified.hypothetical or (
        agree is not None
        and agree.governor.pos_ in {"NOUN", "PROPN"}
        and lemma_of(agree.governor) not in _PROMISES
    ):
        return
    if agree is None and scene.engine.is_effect(verb, "agree"):
        return
    if lemma_of(verb) in {"say", "tell", "note", "add"}:
        return
    bound = agree is not None and _is_direct(qualified, agree)
    binding = _is_binding(scene, passage, verb) or _is_own_promise(scene, passage, verb, qualified)
    if not bound and not binding:
        return
    if bound and qualified.force not in {"agreed", "conditional", "proposed"}:
        return
    if bound and qualified.has("propose", "threaten"):
        return
    clause = scene.clause(passage, verb)
    _make(scene, passage, clause, qualified, agree)


def _is_empty(verb: "Token") -> bool:
    """Tell whether a light verb has nothing that says what is done: 'agreed to make', 'to work on it'."""
    if lemma_of(verb) not in {
        "make",
        "take",
        "do",
        "work",
        "act",
        "go",
        "come",
        "get",
        "give",
        "try",
        "keep",
        "see",
    }:
        return False
    passive = any(c.dep_ in {"nsubjpass"} for c in verb.children)
    return not passive and not any(
        c.dep_ in {"dobj", "prt", "acomp", "xcomp", "ccomp", "dative"} for c in verb.children
    )


def _is_direct(qualified: Qualified, agree: Effect) -> bool:
    """Tell whether the promise is what the verb stands under, not something further out."""
    inner = qualified.effects[0]
    return (
        inner is agree
        or (inner.kind == "begin" and len(qualified.effects) > 1 and qualified.effects[1] is agree)
        or inner.kind in {"schedule"}
    )


def _is_binding(scene: Scene, passage: Passage, verb: "Token") -> bool:
    """Tell whether the clause states a duty: 'shall' anywhere, 'must', 'is to', 'will' under an agreement."""
    while (
        verb.dep_ == "conj"
        and verb.head.pos_ in {"VERB", "AUX"}
        and not any(c.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass"} for c in verb.children)
    ):
        verb = verb.head
    words = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if "shall" in words:
        return True
    modal = read_modal(verb)
    due = modal in {"future", "must", "would", "may"} or ("to" in words and verb.head.lemma_ == "be")
    if not due:
        return False
    if _under_agreement(scene, verb) is not None:
        return True
    if verb.head.lemma_ == "be" and "to" in words and _has_deadline(passage, verb):
        return True
    if scene.qualify(verb).speakers or modal == "may":
        return False
    return _among_terms(scene, passage, verb) or _after_signing(scene, passage, verb)


def _after_signing(scene: Scene, passage: Passage, verb: "Token") -> bool:
    """Tell whether a duty follows an agreement just signed: nobody named who acts, or one of its parties."""
    here = passage.at(verb.sent[0])
    for draft in reversed(scene.drafts):
        near = passage.paragraph.number - draft.passage.paragraph.number <= 1
        if draft.kind != "agreement" or draft.code not in {"signed", "reached"} or draft.negated or not near:
            continue
        if passage.at(verb) < draft.passage.at(draft.head) or draft.passage.at(draft.head) >= here:
            continue
        clause = scene.clause(passage, verb)
        if scene.matcher.match(clause, "meeting"):
            return False
        acting = {scene.namer.side_of(m) or m.value for m in scene.names(passage, clause.subjects)}
        return (clause.passive and not acting) or bool(acting & set(draft.values("party")))
    return False


def _has_deadline(passage: Passage, verb: "Token") -> bool:
    """Tell whether a deadline stands on the verb itself."""
    return any(
        t.relation in {"by", "before", "within", "until"} and t.form is not None
        for t in times_of(passage, verb)
    )


def _among_terms(scene: Scene, passage: Passage, verb: "Token") -> bool:
    """Tell whether the sentence stands among terms: one before it in the paragraph says 'under the deal' or undertakes."""
    start = passage.offset
    here = passage.at(verb.sent[0])
    for draft in scene.drafts:
        if (
            draft.passage is passage
            and draft.kind == "commitment"
            and start <= passage.at(draft.head) < here
            and not draft.said_by
        ):
            return not scene.matcher.match(scene.clause(passage, verb), "meeting")
    return False


def _is_own_promise(scene: Scene, passage: Passage, verb: "Token", qualified: Qualified) -> bool:
    """Tell whether somebody told another that his own side will do it: 'X told him Y would hand over', 'we will return'."""
    if (
        read_modal(verb) not in {"future", "would"}
        or not qualified.speakers
        or qualified.has("accuse", "deny", "propose", "threaten")
    ):
        return False
    inner = qualified.speakers[-1]
    if passage.in_quotation(verb) is not None or qualified.condition is not None:
        return False
    if inner.clause is None or lemma_of(inner.governor) not in {"tell", "assure", "promise", "inform"}:
        return False
    clause = scene.clause(passage, verb)
    if not any(
        code.kind == "event" for key in clause.keys for code, _ in scene.codebook.by_verb.get(key, ())
    ):
        return False
    if scene.matcher.match(clause, "meeting"):
        return False
    speaking = {scene.namer.side_of(m) or m.value for m in scene.names(passage, inner.clause.subjects)}
    acting = {scene.namer.side_of(m) or m.value for m in scene.names(passage, clause.subjects)}
    return bool(speaking & acting) or (clause.passive and not acting)


def _under_agreement(scene: Scene, verb: "Token") -> "Token | None":
    """Return the agreement under which a clause stands: 'under the deal', 'the agreement obliges', 'in it'."""
    agreement = scene.codebook.words["agreement"]
    heads = [verb]
    while (
        len(heads) < 4
        and heads[-1].dep_ in {"conj", "xcomp", "ccomp"}
        and heads[-1].head.pos_ in {"VERB", "AUX"}
    ):
        heads.append(heads[-1].head)
    for head in heads:
        for prep, inner in find_preps(head):
            if prep in _UNDER and (
                lemma_of(inner) in agreement
                or (prep == "under" and lemma_of(inner) in {"it", "term", "provision", "point", "article"})
            ):
                return inner
    return None


def _passive(verb: "Token") -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children)


def _read_noun(scene: Scene, passage: Passage, noun: "Token") -> None:
    """Read a nominal promise: 'agreed on the withdrawal of', 'pledged the release of', 'agreed to a prisoner exchange'."""
    if not scene.matcher.is_noun(noun, "event"):
        return
    qualified = scene.qualify(noun)
    agree = qualified.has("agree")
    if (
        agree is None
        or qualified.effects[0] is not agree
        or qualified.hypothetical
        or qualified.has("propose", "threaten")
    ):
        return
    if noun.dep_ in {"compound", "amod", "nmod", "poss"} or agree.governor.pos_ not in {"VERB", "AUX"}:
        return
    if next((t for t in qualified.path if t.pos_ in {"VERB", "AUX"}), None) != agree.governor:
        return
    if noun.lemma_.lower() in {"agreement", "deal", "accord"}:
        return
    clause = nominal_clause(noun)
    clause.subjects = []
    if scene.matcher.match(clause, "meeting"):
        return
    _make(scene, passage, clause, qualified, agree)


def _make(scene: Scene, passage: Passage, clause: Clause, qualified: Qualified, agree: Effect | None) -> None:
    """Make the draft of one commitment."""
    head = clause.head
    prohibition = qualified.negated or lemma_of(head) in {"refrain", "abstain", "avoid"}
    permission = read_modal(head) == "may" or lemma_of(head) in _ALLOW
    late = None
    if qualified.condition is None:
        late = next(
            (t for t in head.subtree if t.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "provided"} for c in t.children)), None
        )  # fmt: skip
    if qualified.condition is None and late is not None:
        qualified = replace(qualified, condition=late)
    code = "prohibition" if prohibition else "permission" if permission and agree is None else "obligation"
    word = agree.governor if agree is not None else head
    rule = f"qualify#{agree.governor.lemma_.lower()}" if agree is not None else "qualify#duty"
    draft = Draft(
        "commitment", code, passage, head, scene.cue(passage, head, rule, word if word != head else None)
    )
    draft.force = "conditional" if qualified.condition is not None else "agreed"
    if agree is not None and agree.negated:
        draft.negated = True
    denial = qualified.has("deny")
    if denial is not None:
        draft.force, draft.negated, draft.code = "alleged", True, "obligation"
    obligors = _obligors(scene, passage, clause, agree)
    draft.add("obligor", *(m.as_value() for m in obligors))
    hidden = find_hidden(clause, scene.codebook.by_verb)
    draft.add("act", describe_act(passage, clause, frozenset(noun.i for _, noun in hidden)))
    draft.add("quantity", find_quantity(passage, clause))
    draft.add("topic", add_topic(scene.codebook, passage, clause))
    draft.add("place", place_of(passage, setting_heads(clause)))
    draft.add("beneficiary", *_beneficiaries(scene, passage, clause, obligors))
    _add_condition(passage, draft, qualified)
    _add_agreement(scene, passage, draft, head)
    _add_deadline(scene, passage, draft, clause, agree)
    scene.drafts.append(draft)
    scene.drafts.extend(_split_hidden(scene, passage, draft, hidden))
    scene.use(passage, head)
    scene.namer.discourse.note_pair(passage.at(head), [s for m in obligors if (s := scene.namer.side_of(m))])


def _split_hidden(
    scene: Scene, passage: Passage, draft: Draft, hidden: "list[tuple[Token, Token]]"
) -> list[Draft]:  # fmt: skip
    """Return the further promises that the parse hid in the object of the first."""
    found: list[Draft] = []
    for verb, noun in hidden:
        roles = {k: list(v) for k, v in draft.roles.items() if k not in {"act", "topic", "quantity", "place"}}
        cue = scene.cue(passage, verb, draft.cue.rule, noun)
        further = Draft("commitment", draft.code, passage, draft.head, cue, roles, draft.force, draft.negated)
        span = passage.span(verb.i, noun.i + 1)
        further.add(
            "act",
            Value(text=passage.words(verb.i, noun.i + 1), value=f"{verb.lower_} {noun.lower_}", span=span),
        )
        further.add("topic", *find_topics(scene.codebook, passage, noun.subtree)[:1])
        found.append(further)
    return found


def _obligors(scene: Scene, passage: Passage, clause: Clause, agree: Effect | None) -> list[Mention]:
    """Return who owes it: those who promise, else those who are to act; nobody for a passive duty."""
    heads: list[Token] = []
    if agree is not None and agree.clause is not None:
        if agree.clause.passive:
            heads = agree.clause.subjects or (
                []
                if any(o.lower_ == "it" for o in agree.clause.objects)
                else agree.clause.objects
                if clause.head.dep_ == "xcomp"
                else []
            )
        else:
            heads = agree.clause.subjects
            if (
                agree.clause.lemma in {"oblige", "bind", "require", "obligate", "compel"}
                and agree.clause.objects
            ):
                heads = agree.clause.objects
            own = [c for c in clause.head.children if c.dep_ in {"nsubj"}]
            if own and clause.head.dep_ == "ccomp":
                heads = own
    elif agree is not None:
        heads = [c for c in agree.governor.children if c.dep_ == "poss"] or clause.subjects
    else:
        heads = clause.subjects
    return [m for m in scene.names(passage, heads) if m.kind not in {"place"} and m.value]


def _beneficiaries(scene: Scene, passage: Passage, clause: Clause, obligors: list[Mention]) -> list[Value]:
    owed = [h for p, h in clause.preps if p in {"to", "for"} and h.i > clause.head.i]
    names = {m.value for m in obligors}
    return [
        m.as_value()
        for m in scene.names(passage, owed)
        if m.kind in {"state", "body", "group", "person"} and m.value not in names
    ]


def _add_condition(passage: Passage, draft: Draft, qualified: Qualified) -> None:
    if qualified.condition is None:
        return
    tokens = list(qualified.condition.subtree)
    start, end = tokens[0].i, tokens[-1].i + 1
    text = passage.words(start, end).strip(" ,")
    draft.add("condition", Value(text=text, value=text, span=passage.span(start, end)))


def _add_agreement(scene: Scene, passage: Passage, draft: Draft, verb: "Token") -> None:
    noun = _under_agreement(scene, verb)
    if noun is not None:
        start = noun.left_edge.i
        draft.add(
            "agreement",
            Value(
                text=passage.words(start, noun.i + 1),
                value=passage.words(start, noun.i + 1),
                span=passage.span(start, noun.i + 1),
            ),
        )


def _add_deadline(scene: Scene, passage: Passage, draft: Draft, clause: Clause, agree: Effect | None) -> None:
    """Give the deadline: the act's own time, counted from the day of the promise where that is told."""
    base = _day_of_promise(scene, passage, agree)
    if base is not None and agree is not None:
        told = next((t for t in times_of(passage, agree.governor) if has_day(t) and t.relation == "at"), None)
        if told is not None:
            draft.add("date", Value(text=told.text, value=told.edtf, span=told.span, inferred=told.inferred))
    for time in _deadline_times(passage, clause, agree):
        dated = from_signing(scene, time)
        if (base is not None and time.offset is not None) or (
            base is not None and (time.against or "").startswith("publication") and time.relation == "within"
        ):
            dated = reanchor(time, base[0], base[1])
        add_deadline(draft, dated)
        return


def from_signing(scene: Scene, time: Time) -> Time:
    """Count 'within 30 days of the signing' from the agreement that the document says was signed."""
    if (
        time.edtf is not None
        or not time.anchor
        or not any(w in time.anchor.lower() for w in ("signing", "signature", "signed"))
    ):
        return time
    for draft in reversed(scene.drafts):
        if draft.kind == "agreement" and draft.code == "signed" and draft.values("date"):
            day = edtf.lower(draft.values("date")[0])
            if day is not None and len(draft.values("date")[0]) == 10:
                return reanchor(time, day, f"the signing on {day.isoformat()}")
    return time


def _deadline_times(passage: Passage, clause: Clause, agree: Effect | None) -> list[Time]:
    heads = [clause.head, *(o for o in clause.objects)]
    own = [
        t
        for h in heads
        for t in times_of(passage, h)
        if t.form not in {None} or t.relation in _DEADLINE_RELATIONS
    ]
    own += [
        t
        for t in inherited_times(passage, clause)
        if t not in own and (t.form is not None or t.relation in _DEADLINE_RELATIONS)
    ]
    if own:
        return own
    if agree is not None and agree.governor.pos_ in {"VERB", "AUX"}:
        return [
            t
            for t in times_of(passage, agree.governor)
            if t.relation in {"by", "before", "within", "until"} and t.core[0] > passage.at(clause.head)
        ]
    return []


def add_deadline(draft: Draft, time: Time) -> None:
    """Write a time as a deadline: words, last day in time, form, anchor, offset, counting."""
    due = time.edtf
    if due is not None and "/" in due and time.relation in {"within", "by", "before"}:
        upper = edtf.upper(due)
        due = upper.isoformat() if upper is not None else due
    reason = time.inferred
    if reason is None and time.offset is not None and (time.against or "").startswith("publication"):
        reason = f"counted from {time.against}: the text names no other day"
    draft.add("deadline", Value(text=time.text, value=due, span=time.span, inferred=reason))
    for role, value in (
        ("deadline-form", time.form or "absolute"), ("deadline-anchor", time.anchor), ("deadline-offset", time.offset),
        ("deadline-counts", time.counts),
    ):  # fmt: skip
        if value is not None:
            draft.add(role, Value(text=time.text, value=value, span=time.span))


def _day_of_promise(scene: Scene, passage: Passage, agree: Effect | None) -> tuple[date, str] | None:
    """Return the day on which the promise was given, where the sentence dates it."""
    if agree is None or agree.governor.pos_ not in {"VERB", "AUX"}:
        return None
    for time in times_of(passage, agree.governor):
        if has_day(time) and time.relation == "at" and time.edtf is not None and len(time.edtf) == 10:
            day = edtf.lower(time.edtf)
            if day is not None:
                return day, f"{time.edtf} in the text"
    return None
