"""Who takes part in a meeting, who hosts it, and of what level they are."""

from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.model import Value
from servanda.read.clauses import Clause, find_preps, lemma_of
from servanda.read.discourse import Mention
from servanda.read.draft import Draft
from servanda.read.naming import mention_owner
from servanda.read.passage import Passage
from servanda.read.patterns import HAPPEN
from servanda.read.scene import Scene
from servanda.read.schedule import NOT_HELD

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_LEVELS = ("highest", "high", "senior", "working")
_OF_MEETING = frozenset({"between", "with", "of", "among", "by"})
_TOGETHER = frozenset({"with", "between", "among", "alongside", "together with"})
_HOSTING = frozenset({"host", "convene", "call", "mediate", "facilitate", "broker"})
_RECEIVING = frozenset({"play", "roll", "give", "lay", "be"})
"""Verbs whose 'to' or 'for' brings a guest: 'played host to', 'rolled out the red carpet for'."""
_CONTINUING = frozenset(
    [
        "the", "next", "second", "third", "another", "new", "further", "our", "their", "such", "final", "this",
        "that", "fresh",
    ]
)  # fmt: skip
"""Words that make a meeting one of a row."""


def recall_participants(scene: Scene, noun: "Token | None") -> list[Mention]:
    """Return the participants of the meeting spoken of before, for 'our next session', 'a second round', 'the talks'."""
    last = next(
        (d for d in reversed(scene.drafts) if d.kind == "meeting" and d.roles.get("participant")), None
    )
    if last is None or noun is None:
        return []
    words = {c.lower_ for c in noun.children}
    if not words & _CONTINUING:
        return []
    return as_before(last.roles["participant"])


def as_before(values: list[Value]) -> list[Mention]:
    """Return the participants of a meeting before as those of this one."""
    reason = "the meeting last spoken of"
    return [Mention(v.value, "group", v.text, v.span, inferred=reason) for v in values]


def find_participants(
    scene: Scene, passage: Passage, clause: Clause, noun: "Token | None", state: str | None
) -> list[Mention]:
    """Return who takes part: those who act, and those whom 'with', 'between', 'of' bring."""
    heads: list[Token] = []
    own: list[Token] = []
    if noun is not None and noun is not clause.head:
        own += [c for c in noun.children if c.dep_ == "poss"]
        own += [h for p, h in find_preps(noun) if p in _OF_MEETING]
    if state not in NOT_HELD or not own:
        heads.extend(s for s in clause.subjects if s != noun)
    heads.extend(own)
    heads.extend(
        h
        for p, h in clause.preps
        if p in _TOGETHER or (p == "to" and clause.lemma in {"speak", "talk", "be", "get"})
    )
    if clause.lemma in _RECEIVING and not clause.nominal:
        heads.extend(h for p, h in clause.preps if p in {"to", "for"})
        heads.extend(h for top in clause.objects for p, h in find_preps(top) if p in {"to", "for"})
    heads.extend(h for top in clause.objects for p, h in find_preps(top) if p == "with" and noun is None)
    if noun is None and not clause.nominal:
        heads.extend(clause.objects)
    if (
        clause.nominal
        and clause.support is not None
        and not clause.subjects
        and clause.support.lemma not in HAPPEN
    ):
        heads.extend(s for s in clause.support.subjects if s != noun)
    found = [m for m in scene.names(passage, _unique(heads)) if m.kind != "place" and m.value is not None]
    found += _compound_sides(passage, noun or clause.head)
    return _distinct(found)


def _compound_sides(passage: Passage, noun: "Token") -> list[Mention]:
    """Return the sides that stand before a meeting noun: 'Armenian-Azerbaijani talks', 'Kosovo-Serbia dialogue'."""
    found: list[Mention] = []
    for index in range(noun.left_edge.i, noun.i):
        hit = passage.hits.get(index)
        if (
            hit is not None
            and hit.start == index
            and hit.entry.kind in {"adjective", "state", "body"}
            and passage.doc[index].dep_ in {"amod", "compound", "nmod"}
            and noun in [*passage.doc[index].ancestors]
        ):
            found.append(mention_owner(passage, hit))
    return found if len(found) >= 2 else []


def _distinct(mentions: list[Mention]) -> list[Mention]:
    """Drop repeated values, and a state that a named office or person of it already stands for."""
    found: list[Mention] = []
    for mention in mentions:
        if all(m.value != mention.value for m in found):
            found.append(mention)
    offices = {m.state for m in found if m.kind in {"office", "person"}}
    return [m for m in found if not (m.kind == "state" and m.value in offices)]


def raise_level(
    passage: Passage, clause: Clause, noun: "Token | None", participants: list[Mention]
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
                    raised = Mention(None, "office", text, span, office=title, level=rank)
                    return [_raise(m, raised) if m.kind == "state" else m for m in participants]
    return participants


def _raise(state: Mention, raised: Mention) -> Mention:
    """Return a state's office instead of the state."""
    reason = f"{state.text} at the level of {raised.text}"
    return replace(raised, value=f"{raised.office} of {state.value}", state=state.value, inferred=reason)


def add_level(draft: Draft, participants: list[Mention]) -> None:
    """Give the highest level among those who take part."""
    levels = [(m.level, m) for m in participants if m.level in _LEVELS]
    if levels:
        level, mention = min(levels, key=lambda pair: _LEVELS.index(pair[0] or "working"))
        reason = f"the office: {mention.office}"
        draft.add("level", Value(text=mention.text, value=level, span=mention.span, inferred=reason))


def add_host(scene: Scene, passage: Passage, clause: Clause, noun: "Token | None", draft: Draft) -> None:
    """Give who hosts, calls or brokers it."""
    hosts: list[Token] = []
    if clause.lemma in _HOSTING | {"receive"}:
        hosts.extend(clause.subjects)
    for token in (noun, clause.head):
        if token is not None:
            for child in token.subtree:
                if child.dep_ == "acl" and lemma_of(child) in _HOSTING | {"chair"}:
                    hosts.extend(scene.clause(child).subjects)
    draft.add("host", *(m.as_value() for m in scene.names(passage, hosts) if m.kind != "place"))


def _unique(heads: "list[Token]") -> "list[Token]":
    return list({h.i: h for h in heads}.values())
