"""Who undertakes what, for whom, by when: promises, obligations, prohibitions, permissions."""

from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.model import Value
from servanda.read.acts import add_topic, describe_act, find_quantity
from servanda.read.clauses import NOT_CLAUSES, Clause, expand, find_hidden, find_preps, lemma_of
from servanda.read.deadlines import read_deadline
from servanda.read.demands import find_demand
from servanda.read.discourse import Mention
from servanda.read.doers import people_nouns
from servanda.read.draft import Draft
from servanda.read.duties import find_agreement, find_holder, is_binding, is_own_promise, is_withheld
from servanda.read.force import Effect, Qualified
from servanda.read.laying import find_sharing, is_aside, is_laid_down, is_procedure, join_sharing, says_how
from servanda.read.modality import read_modal
from servanda.read.passage import Passage
from servanda.read.patterns import nominal_clause
from servanda.read.phrases import in_time
from servanda.read.scene import Scene
from servanda.read.setting import place_of, setting_heads
from servanda.read.statuses import find_yielding
from servanda.read.topics import find_topics
from servanda.read.unnamed import is_plural, unnamed

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_STATIVE = frozenset({"be", "seem", "remain", "know", "believe", "think", "hope", "want", "discuss"})
_ALLOW = frozenset({"allow", "permit", "entitle", "authorise", "authorize"})
_IF = frozenset({"if", "unless", "provided"})
_BINDING = frozenset({"oblige", "bind", "require", "obligate", "compel"})
"""Verbs whose object owes: 'the accord obliges X to'."""
_LIGHT = frozenset({"make", "take", "do", "work", "act", "go", "come", "get", "give", "try", "keep", "see"})
_VOWING = frozenset({"vow", "swear"})
_TERMS = frozenset({"on", "over", "about", "for"})
_REACHING = frozenset(
    {"reach", "strike", "conclude", "come", "make", "sign", "seal", "clinch", "hammer", "find"}
)
_POSTPONING = frozenset({"postpone", "extend", "delay", "prolong", "defer"})
_AGREEING = frozenset({"agree", "promise", "pledge", "undertake", "consent"})
_PROMISES = frozenset(
    {"pledge", "promise", "commitment", "undertaking", "obligation", "vow", "guarantee", "duty", "assurance"}
)


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
    lemma = lemma_of(verb)
    if verb.dep_ in {"aux", "auxpass"} or lemma == "do":
        return
    if lemma == "take" and any(c.dep_ == "dobj" and c.lower_ == "place" for c in verb.children):
        return
    laid = is_laid_down(passage, verb)
    if lemma in _STATIVE and not _passive(verb) and not (laid and lemma == "be" and says_how(verb)):
        return
    if passage.binding and (find_sharing(verb) is not None or is_aside(scene, verb)):
        return
    if verb.dep_ in {"xcomp", "ccomp", "pcomp"} and scene.is_used(passage, verb.head):
        return
    if verb.dep_ == "prep" or (verb.dep_ == "pcomp" and verb.head.lower_ == "without"):
        return
    begun = lemma in {"begin", "start", "continue", "resume"}
    if begun and any(c.dep_ == "xcomp" and c.pos_ == "VERB" for c in verb.children):
        return
    if lemma in _POSTPONING or _is_empty(verb):
        return
    qualified = scene.qualify(verb)
    agree = qualified.has("agree")
    if qualified.hypothetical or (
        agree is not None
        and agree.governor.pos_ in {"NOUN", "PROPN"}
        and lemma_of(agree.governor) not in _PROMISES
    ):
        return
    if agree is None and scene.engine.is_effect(verb, "agree") and not is_laid_down(passage, verb):
        return
    if agree is not None and agree.clause is not None and is_laid_down(passage, agree.clause.head):
        return
    if lemma in {"say", "tell", "note", "add"}:
        return
    if agree is not None and lemma_of(agree.governor) in _VOWING and _is_hostile(scene, verb):
        return
    if agree is None and find_demand(scene, passage, scene.clause(verb), qualified) is not None:
        return
    bound = agree is not None and _is_direct(qualified, agree)
    binding = is_binding(scene, passage, verb) or is_own_promise(scene, passage, verb, qualified)
    if not bound and not binding:
        return
    if bound and qualified.force not in {"agreed", "conditional", "proposed"}:
        return
    if bound and qualified.has("propose", "threaten"):
        return
    clause = scene.clause(verb)
    if agree is None and not passage.binding and is_withheld(scene, clause, qualified):
        return
    make_commitment(scene, passage, clause, qualified, agree)


def _is_hostile(scene: Scene, verb: "Token") -> bool:
    """Tell whether what is vowed is violence or pressure: a threat, no promise."""
    matches = scene.matcher.match(scene.clause(verb), "event")
    return bool(matches) and matches[0].code.hostile and matches[0].code.quad == 4


def _is_empty(verb: "Token") -> bool:
    """Tell whether a light verb has nothing that says what is done: 'agreed to make', 'to work on it'."""
    if lemma_of(verb) not in _LIGHT:
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


def _passive(verb: "Token") -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children)


def _read_noun(scene: Scene, passage: Passage, noun: "Token") -> None:
    """Read a nominal promise: 'agreed on the withdrawal of', 'pledged the release of', 'agreed to a prisoner exchange'."""
    if not scene.matcher.is_noun(noun, "event") or in_time(passage, noun):
        return
    if _read_terms(scene, passage, noun):
        return
    qualified = scene.qualify(noun)
    agree = qualified.has("agree")
    if agree is not None and is_laid_down(passage, agree.governor):
        return
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
    make_commitment(scene, passage, clause, qualified, agree)


def _read_terms(scene: Scene, passage: Passage, noun: "Token") -> bool:
    """Read what an agreement just reached is on: 'reached agreement on the removal of all troops'."""
    prep = noun.head
    accord = prep.head
    if (
        noun.dep_ != "pobj"
        or prep.lower_ not in _TERMS
        or lemma_of(accord) not in scene.codebook.words["agreement"]
    ):
        return False
    support = nominal_clause(accord).support
    if (
        support is None
        or support.lemma not in _REACHING
        or not scene.matcher.match(nominal_clause(noun), "event")
    ):
        return False
    qualified = scene.qualify(support.head)
    if qualified.force != "asserted" or qualified.negated or qualified.hypothetical:
        return False
    between = [h for p, h in [*find_preps(accord), *support.preps] if p in {"between", "by", "with"}]
    clause = nominal_clause(noun)
    clause.subjects = [*([] if support.passive else support.subjects), *between]
    make_commitment(scene, passage, clause, qualified, None, accord)
    return True


def make_commitment(
    scene: Scene,
    passage: Passage,
    clause: Clause,
    qualified: Qualified,
    agree: Effect | None,
    accord: "Token | None" = None,
) -> None:
    """Make the draft of one commitment. accord: the noun of the agreement that it is a term of."""
    head = clause.head
    prohibition = qualified.negated or lemma_of(head) in {"refrain", "abstain", "avoid"}
    modal = read_modal(head)
    permission = modal == "may" or (lemma_of(head) in _ALLOW and modal is None)
    if qualified.condition is None:
        qualified = replace(qualified, condition=_find_late_condition(head))
    code = "prohibition" if prohibition else "permission" if permission and agree is None else "obligation"
    if passage.binding and code == "obligation" and is_procedure(scene, clause):
        code = "procedure"
    word = agree.governor if agree is not None else accord or head
    rule = f"qualify#{lemma_of(word)}" if word != head else "qualify#duty"
    draft = Draft(
        "commitment", code, passage, head, scene.cue(passage, head, rule, word if word != head else None)
    )
    draft.force = "conditional" if qualified.condition is not None else "agreed"
    if agree is not None and agree.negated:
        draft.negated = True
    denial = qualified.has("deny")
    if denial is not None:
        draft.force, draft.negated, draft.code = "alleged", True, "obligation"
    draft.mode = find_yielding(scene, clause)
    owing = _find_owing(scene, passage, clause, agree)
    if (
        passage.binding
        and clause.passive
        and not owing
        and lemma_of(head) in scene.codebook.words["making-up"]
    ):
        owing = clause.objects
    owing = [t for head in owing for t in find_holder(scene, head)] if passage.binding else owing
    obligors = [m for m in scene.names(passage, owing) if m.kind not in {"place"} and m.value]
    if agree is not None and agree.clause is not None and not obligors and _are_things(scene, agree.clause):
        return
    draft.add("obligor", *(m.as_value() for m in obligors), *_find_unnamed(scene, passage, owing, obligors))
    if passage.binding and not owing:
        draft.add(
            "subject", *(passage.cite(head.left_edge.i, head.i + 1, None) for head in clause.subjects[:1])
        )
    hidden = find_hidden(clause, scene.codebook.by_verb)
    act = describe_act(passage, clause, frozenset(noun.i for _, noun in hidden))
    draft.add("act", join_sharing(passage, head, act) if passage.binding else act)
    draft.add("quantity", find_quantity(passage, clause))
    draft.add("topic", add_topic(scene.codebook, passage, clause))
    draft.add("place", place_of(passage, setting_heads(clause)))
    draft.add("beneficiary", *_beneficiaries(scene, passage, clause, obligors))
    _add_condition(passage, draft, qualified)
    _add_agreement(scene, passage, draft, head)
    read_deadline(scene, passage, draft, clause, agree)
    scene.drafts.append(draft)
    scene.drafts.extend(_split_hidden(scene, passage, draft, hidden))
    scene.use(passage, head)
    scene.namer.discourse.note_pair(passage.at(head), [s for m in obligors if (s := scene.namer.side_of(m))])


def _find_late_condition(head: "Token") -> "Token | None":
    """Return the if-clause that hangs on something below the act."""
    for token in head.subtree:
        if token.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _IF for c in token.children):
            return token
    return None


def _split_hidden(
    scene: Scene, passage: Passage, draft: Draft, hidden: "list[tuple[Token, Token]]"
) -> list[Draft]:  # fmt: skip
    """Return the further promises that the parse hid in the object of the first."""
    found: list[Draft] = []
    for verb, noun in hidden:
        roles = {k: list(v) for k, v in draft.roles.items() if k not in {"act", "topic", "quantity", "place"}}
        cue = scene.cue(passage, verb, draft.cue.rule, noun)
        further = Draft("commitment", draft.code, passage, draft.head, cue, roles, draft.force, draft.negated)
        further.add("act", passage.cite(verb.i, noun.i + 1, f"{verb.lower_} {noun.lower_}"))
        further.add("topic", *find_topics(scene.codebook, passage, noun.subtree)[:1])
        found.append(further)
    return found


def _are_things(scene: Scene, clause: Clause) -> bool:
    """Tell whether a firm or a thing agrees: 'the winery agreed to sell its bottles'."""
    nouns = [t for head in clause.subjects for t in expand(head)]
    able = people_nouns(scene.codebook) | scene.codebook.words["agreement"]
    plain = all(t.pos_ == "NOUN" and t.text.islower() and lemma_of(t) not in able for t in nouns)
    return bool(nouns) and plain and clause.lemma in _AGREEING


def _find_unnamed(scene: Scene, passage: Passage, owing: "list[Token]", named: list[Mention]) -> list[Value]:
    """Return those who owe it beside others and have no name: 'the government and the Baloch rebels agreed'."""
    beside = [t for head in owing for t in expand(head)]
    taken = [m.span for m in named]
    bare = [t for t in beside if not any(s <= passage.at(t) < e for s, e in taken)]
    if len(beside) < 2 and not is_plural(beside):
        return []
    names = [passage.cite(t.i, t.i + 1, None) for t in bare if t.pos_ == "PROPN" and t.dep_ == "conj"]
    return [*unnamed(scene, passage, bare), *names]


def _find_owing(scene: Scene, passage: Passage, clause: Clause, agree: Effect | None) -> "list[Token]":
    """Return the nouns of who owes it: those who promise, else those who are to act; nobody for a passive duty."""
    heads: list[Token] = []
    if agree is not None and agree.clause is not None:
        if agree.clause.passive:
            impersonal = any(o.lower_ == "it" for o in agree.clause.objects)
            bound = clause.head.dep_ == "xcomp" and not impersonal
            heads = agree.clause.subjects or (agree.clause.objects if bound else [])
        else:
            heads = agree.clause.subjects
            if agree.clause.lemma in _BINDING and agree.clause.objects:
                heads = agree.clause.objects
            own = [c for c in clause.head.children if c.dep_ in {"nsubj"}]
            if own and clause.head.dep_ == "ccomp" and scene.names(passage, own):
                heads = own
    elif agree is not None:
        heads = [c for c in agree.governor.children if c.dep_ == "poss"] or clause.subjects
    else:
        heads = clause.subjects
    return heads


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
    noun = find_agreement(scene, verb)
    if noun is not None:
        start, end = noun.left_edge.i, noun.i + 1
        draft.add("agreement", passage.cite(start, end, passage.words(start, end)))
