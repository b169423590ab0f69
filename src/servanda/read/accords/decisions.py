"""What a body of several states decides, demands, asks and urges: 'The Council requests the envoy to report'."""

import re
from typing import TYPE_CHECKING, Final

from servanda.model import Span, Value
from servanda.model.kinds import Force
from servanda.read.clauses import expand, lemma_of
from servanda.read.commitments import make_commitment
from servanda.read.doers import people_nouns
from servanda.read.passage import Passage
from servanda.read.patterns import nominal_clause
from servanda.read.scene import Scene
from servanda.text.points import Outline
from servanda.text.points.words import OPERATIVE

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_NAMING: Final = re.compile(
    r"^[ \t]*(The (?:[A-Z][\w’'-]*|of|and|for|the)(?: (?:[A-Z][\w’'-]*|of|and|for|the))*?"
    r" ?(?:Council|Assembly|Commission|Committee|Conference|Summit|Board|Congress))\s*,?[ \t]*$",
    re.MULTILINE,
)
"""The line on which a body names itself before its considerations."""
_CLASSES: Final[dict[str, Force]] = {"deciding": "agreed", "requesting": "agreed", "calling": "proposed"}
_TO: Final = frozenset({"upon", "on", "to", "with"})
_ANY: Final = frozenset({"all", "any", "every", "each", "other", "these", "those"})
_WHO: Final = frozenset({"other", "party", "member", "government", "belligerent", "signatory"})
_WORLD: Final = (
    "United Nations",
    "League of Arab States",
    "African Union",
    "Organization of American States",
)
_OPENS: Final = re.compile(
    r"(?:(?:Further|Also|Again|Hereby|Once more|[A-Z][a-z]+ly),? (?:and )?)*"
    r"(?!(?:States|Members|Parties|This|His|Its)\b)[A-Z]?[a-z]+(?<!s)s\b(?! (?:shall|will|may|must|are))"
)


def find_body(text: str, outline: Outline) -> Span | None:
    """Return where the body that resolves names itself, None where no point opens as a decision does."""
    named = _NAMING.search(text)
    points = (p for p in outline.points if p.part == "body" and p.own)
    if named is None or not any(OPERATIVE.match(text[slice(*p.own[0])].lstrip()) for p in points):
        return None
    return named.span(1)


def opens_decision(words: str) -> bool:
    """Tell whether words open as a paragraph of a resolution: 'Requests …', 'Further urges …'."""
    return _OPENS.match(words) is not None


def read_decisions(scene: Scene, passage: Passage, body: str) -> bool:
    """Draft what a paragraph of a resolution lays on whom; False where the passage does not open with the body."""
    if not passage.text.startswith(body):
        return False
    end = next((t.i for t in passage.doc if t.idx >= len(body)), len(passage.doc))
    named = [m for m in scene.names(passage, [passage.doc[end - 1]]) if m.value]
    council = passage.cite(0, end, named[0].value if named else body.removeprefix("The "))
    for sentence in passage.doc.sents:
        for verb in sentence:
            force = _force_of(scene, verb)
            if force is not None and _is_main(verb, sentence.root):
                _read_decision(scene, passage, verb, force, council)
    return True


def _is_main(verb: "Token", root: "Token") -> bool:
    """Tell whether a verb is the first or stands beside it: 'decides … and requests …'."""
    while verb != root and verb.dep_ in {"conj", "ccomp"} and verb.tag_ in {"VBZ", "VBP"}:
        if any(c.dep_ in {"nsubj", "mark"} for c in verb.children):
            return False
        verb = verb.head
    return verb == root


def _force_of(scene: Scene, verb: "Token") -> Force | None:
    if verb.tag_ not in {"VBZ", "VBP"}:
        return None
    words = scene.codebook.words
    return next((force for name, force in _CLASSES.items() if lemma_of(verb) in words[name]), None)


def _read_decision(scene: Scene, passage: Passage, verb: "Token", force: Force, council: Value) -> None:
    """Draft every act that stands under one verb of deciding or asking."""
    begun = len(scene.drafts)
    allows = lemma_of(verb) in {"authorize", "authorise", "permit", "empower"}
    first = _find_aims(verb)
    for aim in [deed for each in first for deed in _beside(each)]:
        clause = scene.clause(aim)
        known = len(scene.drafts)
        if lemma_of(aim) == "be" and not clause.objects:
            continue
        make_commitment(scene, passage, clause, scene.qualify(aim), None)
        if len(scene.drafts) == known:
            continue
        draft = scene.drafts[known]
        asked = _find_asked(verb, aim)
        draft.roles.pop("obligor", None)
        if not clause.passive:
            draft.add("obligor", *(_name(scene, passage, asked, council) if asked else []))
            if not asked and lemma_of(verb) in scene.codebook.words["deciding"]:
                draft.add("obligor", council)
        if allows:
            draft.code = "permission"
    if not first and lemma_of(verb) == "demand":
        for noun in [c for c in verb.children if c.dep_ == "dobj"]:
            clause = nominal_clause(noun)
            clause.subjects = []
            make_commitment(scene, passage, clause, scene.qualify(noun), None)
    for draft in scene.drafts[begun:]:
        draft.force = "conditional" if draft.force == "conditional" else force
        draft.said_by = (council,)


def _find_aims(verb: "Token") -> "list[Token]":
    """Return the verbs of what shall be done: 'to report', 'that all States prevent', below the verb or its object."""
    objects = [c for c in verb.children if c.dep_ in {"dobj", "dative", "prep"}]
    inner = [
        c
        for o in objects
        for c in (*o.children, *(g for p in o.children if p.dep_ == "pobj" for g in p.children))
    ]
    found = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "advcl"} and _is_aim(c)]
    below = [c for c in inner if c.dep_ in {"acl", "relcl", "xcomp"} and _has_to(c)]
    return [c for c in found or below if c.i > verb.i]


def _is_aim(verb: "Token") -> bool:
    finite = any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in verb.children) and verb.dep_ == "ccomp"
    return verb.pos_ in {"VERB", "AUX"} and (_has_to(verb) or finite)


def _has_to(verb: "Token") -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _beside(verb: "Token") -> "list[Token]":
    """Return a verb with those beside it: 'shall prevent … and shall report'."""
    more = [c for c in verb.children if c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"} and c.tag_ != "VBZ"]
    return [verb, *(deed for c in more for deed in _beside(c))]


def _find_asked(verb: "Token", aim: "Token") -> "list[Token]":
    """Return the nouns of those who shall do it: the subject of the act, else those addressed before it."""
    while True:
        own = [c for c in aim.children if c.dep_ in {"nsubj", "nsubjpass"}]
        if own:
            return own if own[0].dep_ == "nsubj" else []
        if aim.dep_ != "conj":
            break
        aim = aim.head
    plain = [c for c in verb.children if c.dep_ in {"dobj", "dative"} and c.i < aim.i]
    preps = [c for c in verb.children if c.dep_ in {"prep", "dative"} and c.lower_ in _TO and c.i < aim.i]
    return plain or [g for p in preps for g in p.children if g.dep_ == "pobj"]


def _is_told(passage: Passage, noun: "Token", value: str) -> bool:
    """Tell whether the place of an office stands in the words: 'the Secretary-General' is of no state near by."""
    office, of, place = value.partition(" of ")
    words = passage.words(noun.left_edge.i, max(t.i for t in noun.subtree) + 1)
    return not of or office.split()[-1] not in words or place.split()[0] in words


def _name(scene: Scene, passage: Passage, heads: "list[Token]", council: Value) -> list[Value]:
    """Return who is asked: by name, else in the words themselves, without a value; a thing owes nothing."""
    words = scene.codebook.words
    able = people_nouns(scene.codebook) | words["institutions"] | words["monitors"] | words["people"] | _WHO
    found: list[Value] = []
    for noun in [each for head in heads for each in expand(head)]:
        if noun.pos_ not in {"NOUN", "PROPN"} or lemma_of(noun) in words["owes-nothing"]:
            continue
        every = any(c.lower_ in _ANY for c in noun.children)
        names = [] if every else [m for m in scene.names(passage, [noun]) if m.value and m.kind != "place"]
        start = min(noun.left_edge.i, noun.i)
        if names and all(_is_told(passage, noun, m.value or "") for m in names):
            found += [m.as_value() for m in names]
        elif noun.pos_ == "PROPN" or noun.text[:1].isupper() or lemma_of(noun) in able:
            told = passage.cite(start, noun.i + 1, None)
            office = _office_within(told.text, council.value)
            reason = "an office of the body that resolves"
            found.append(
                told
                if office is None
                else Value(text=told.text, value=office, span=told.span, inferred=reason)
            )
    return found


def _office_within(words: str, council: str | None) -> str | None:
    """Return an office of the organisation whose council speaks: 'the Secretary-General' in a resolution of the United Nations."""
    title = " ".join(words.split()).removeprefix("the ").removeprefix("The ")
    spoken = next((o for o in _WORLD if council is not None and council.startswith(o)), None)
    return f"{title} of {spoken}" if spoken is not None and title.lower() == "secretary-general" else None
