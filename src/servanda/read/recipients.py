"""Whom an act reaches: objects, what the cue's prepositions bring, and who is spoken of in what is asked or threatened."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.read.aims import (
    AT,
    find_against,
    find_bordering,
    find_own_power,
    name_brought,
    name_countries,
    name_regions,
    name_states,
)
from servanda.read.clauses import Clause, expand, find_preps, lemma_of
from servanda.read.content import find_in_condition, find_in_content, find_in_outer
from servanda.read.discourse import Mention
from servanda.read.doers import find_owners_of, name_actors, name_doers
from servanda.read.loose import is_for_other
from servanda.read.naming import Phrase
from servanda.read.passage import Passage
from servanda.read.patterns import Match
from servanda.read.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.text.parsed import Token

_PREPS = ("to", "against", "on", "with", "from", "for", "upon", "by")
_OF_CONTENT = frozenset({"THREATEN", "REJECT", "REQUEST", "ACCUSE", "MOBILIZE"})
"""Types whose recipient may stand in what is threatened, refused, asked."""
_HELP = frozenset(
    [
        "help", "aid", "assistance", "mediation", "support", "backing", "presence", "participation", "approval",
        "consent", "facilitation", "auspex", "auspices", "blessing", "intermediary", "involvement",
    ]
)  # fmt: skip
"""What another's part in the matter is called: 'with the help of the Emirates'."""
_HOSTILE_PREPS = ("against", "upon")
_PLACED = frozenset({"ASSAULT", "MOBILIZE", "AID", "RETREAT"})
"""Types for which 'in a state' is a place and nothing more."""
_OWN_OBJECTS = frozenset({"MOBILIZE"})
"""Types whose object is the actor's own: the troops that are sent."""
_STATE_LIKE = frozenset({"SUPPORT", "REQUEST", "ACCUSE", "THREATEN", "SANCTION", "REJECT"})
"""Types that reach a region as if it were a state: 'recognised Somaliland'."""
_REACHING_REGIONS = frozenset({"AID", "SANCTION", "COERCE", "THREATEN"})
_HANDING = frozenset({"COOPERATE", "RETREAT"})
"""Types of handing over: the person handed over is no side."""


def find_recipients(
    scene: Scene, passage: Passage, clause: Clause, match: Match, actors: list[Mention]
) -> list[Mention]:
    """Return whom the act reaches: objects that are actors or belong to one, and what the cue's prepositions bring."""
    own = {scene.namer.side_of(m) or m.value for m in actors}
    if len(own) > 1 and _is_mutual(clause):
        return list(actors)
    act = _Act(scene, passage, clause, match, _list_preps(match))
    found: list[Mention] = []
    for find in _FINDERS:
        found = _others(scene, find(act), own)
        if found:
            found = found[:1] if find is _find_nearby else found
            return _sided_first(scene, found) if match.code.id in _HANDING else found
    return find_own_power(clause, actors) if match.code.id == "PROTEST" else []


@dataclass(frozen=True, slots=True)
class _Act:
    """One predicate whose recipients are asked for. preps: the prepositions that may bring them."""

    scene: Scene
    passage: Passage
    clause: Clause
    match: Match
    preps: tuple[str, ...]

    @property
    def code(self) -> str:
        return self.match.code.id

    @property
    def brought(self) -> "list[tuple[str, Token]]":
        clause = self.clause
        return clause.preps if not clause.nominal or clause.support is None else [*clause.preps, *_of(clause)]

    def names(self, heads: "list[Token]") -> list[Mention]:
        return name_actors(self.scene, self.passage, heads)

    def owners(self, noun: "Token") -> list[Mention]:
        return find_owners_of(self.scene, self.passage, noun)


def _list_preps(match: Match) -> tuple[str, ...]:
    if match.code.id in _OWN_OBJECTS:
        return _HOSTILE_PREPS
    preps = (*match.pattern.recipient, *(_HOSTILE_PREPS if match.code.hostile else ()))
    preps = preps if match.pattern.recipient else _PREPS
    return tuple(p for p in preps if match.pattern.mode != "resign" or p != "from")


def _find_direct(act: _Act) -> list[Mention]:
    """Return those asked, the objects and their owners, and what the cue's prepositions bring."""
    scene, passage, clause, code = act.scene, act.passage, act.clause, act.code
    found: list[Mention] = []
    if code == "REQUEST":
        told = bool(clause.has("to", "on", "upon", "with"))
        asked = [c for c in clause.head.children if c.dep_ == "ccomp" or (not told and is_for_other(c))]
        found += [m for c in asked for m in act.names(scene.clause(c).subjects)]
    if act.match.pattern.actor != "object" and code not in _OWN_OBJECTS:
        found += act.names(clause.objects)
        found += name_regions(scene, passage, clause.objects) if code in _STATE_LIKE else []
        for top in clause.objects:
            for noun in expand(top):
                if not scene.names(passage, [noun]):
                    owners = act.owners(noun)
                    found += [m for m in owners if act.match.pattern.actor != "both" or not _is_own(m)]
    rows = [(p, h) for p, h in act.brought if p in act.preps or (p == "of" and clause.nominal)]
    return found + name_brought(scene, passage, rows)


def _find_states_in(act: _Act) -> list[Mention]:
    """Return the states in which something is imposed: 'lifted the curfew in Chad'."""
    if "in" not in act.match.pattern.recipient or act.code in _PLACED:
        return []
    rows = act.brought + [row for top in act.clause.objects for row in find_preps(top)]
    return name_states(act.passage, [h for p, h in rows if p == "in"])


def _find_regions(act: _Act) -> list[Mention]:
    """Return a region that something is brought to or held back from: 'flew milk powder into Biafra'."""
    if act.code not in _REACHING_REGIONS:
        return []
    heads = [h for p, h in act.brought if p in {"to", "into", "on", "against", "from", *act.preps}]
    return name_regions(act.scene, act.passage, heads)


def _find_in_objects(act: _Act) -> list[Mention]:
    """Return whom prepositions within the object bring: 'delivered food for the people of Chad'."""
    if act.clause.nominal:
        return []
    rows = [(p, h) for top in act.clause.objects for p, h in find_preps(top) if p in act.preps]
    return name_brought(act.scene, act.passage, rows)


def _find_owners_brought(act: _Act) -> list[Mention]:
    """Return the owners of what prepositions bring: 'fired at Syrian positions'."""
    clause = act.clause
    rows = clause.preps + [row for top in clause.objects if not clause.nominal for row in find_preps(top)]
    nouns = (n for p, h in rows if p in act.preps for n in expand(h))
    return [m for noun in nouns if lemma_of(noun) not in _HELP for m in act.owners(noun)]


def _find_bordering_state(act: _Act) -> list[Mention]:
    if act.code not in _OWN_OBJECTS:
        return []
    return find_bordering(act.scene, act.passage, act.clause.head)


def _find_left(act: _Act) -> list[Mention]:
    """Return the state that troops leave: 'pulled out of Lebanon'."""
    if act.code not in {"RETREAT", "CONCEDE"} or act.match.pattern.mode != "withdraw":
        return []
    clause = act.clause
    rows = [*clause.preps, *(row for top in clause.objects for row in find_preps(top))]
    left = [h for p, h in rows if p in {"from", "out of"}]
    left += [] if clause.nominal else clause.objects
    apposed = [c for h in left for c in h.children if c.dep_ == "appos"]
    return name_states(act.passage, left) or [m for noun in apposed for m in act.owners(noun)]


def _find_announced(act: _Act) -> list[Mention]:
    """Return whom an announced act reaches: 'announced the release of the leaders of the front'."""
    if act.code != "CONCEDE" or act.clause.nominal:
        return []
    found: list[Mention] = []
    for top in act.clause.objects:
        inner = [h for p, h in find_preps(top) if p in {"of", "to", "with", "against"}]
        found += act.names(inner) or [m for h in inner for noun in expand(h) for m in act.owners(noun)]
        verbs = [c for c in top.children if c.dep_ in {"acl", "ccomp", "relcl"} and c.pos_ == "VERB"]
        found += [m for verb in verbs for m in act.names(act.scene.clause(verb).subjects)]
    return found


def _find_against_side(act: _Act) -> list[Mention]:
    return find_against(act.scene, act.passage, act.clause.head) if act.match.code.hostile else []


def _find_abroad(act: _Act) -> list[Mention]:
    """Return the state in which another state's forces strike a base: 'bombed an air base in eastern Libya'."""
    bases = act.scene.codebook.words["base"]
    struck_base = any(lemma_of(noun) in bases for top in act.clause.objects for noun in expand(top))
    if act.code != "ASSAULT" or act.clause.nominal or not struck_base or not _act_for_states(act):
        return []
    rows = [*act.clause.preps, *(row for top in act.clause.objects for row in find_preps(top))]
    places = [h for p, h in rows if p in {"in", "inside", "near"}]
    struck = [noun for top in act.clause.objects for noun in expand(top)]
    owned = [c for h in (*places, *struck) for c in h.children if c.dep_ in {"poss", "compound"}]
    return name_countries(act.scene, act.passage, [*struck, *owned, *places])


def _act_for_states(act: _Act) -> bool:
    """Tell whether all who act are states: 'in Libya' says nothing of a Libyan militia's foe."""
    doers = name_doers(act.scene, act.passage, act.clause.subjects)
    sides = [act.scene.codebook.describe(act.scene.namer.side_of(m) or "") for m in doers]
    return bool(sides) and all(side is not None and side.kind == "state" for side in sides)


def _find_content(act: _Act) -> list[Mention]:
    """Return the sides that what is threatened, refused, asked speaks of."""
    if act.code not in _OF_CONTENT:
        return []
    scene, passage, head = act.scene, act.passage, act.clause.head
    found = find_in_content(scene, passage, head)
    if not found and act.code == "THREATEN":
        found = find_in_outer(scene, passage, head) or find_in_condition(scene, passage, head)
    return found


def _find_offering(act: _Act) -> list[Mention]:
    """Return who made the offer that is refused, where the text names one other side: 'London proposed … Oslo refused the offer'."""
    offers = act.scene.codebook.words["offer"]
    named = [
        noun
        for top in act.clause.objects
        for noun in expand(top)
        if lemma_of(noun) in offers and any(c.lower_ in {"the", "this", "that"} for c in noun.children)
    ]
    if act.code != "REJECT" or not named:
        return []
    at = act.passage.at(act.clause.head)
    doers = {act.scene.namer.side_of(m) for m in name_doers(act.scene, act.passage, act.clause.subjects)}
    sides = {side for p, side, _, _ in act.scene.namer.discourse.sided if p < at} - doers
    if len(sides) != 1:
        return []
    noun = named[0]
    phrase = Phrase(act.passage, noun, int(noun.left_edge.i))
    return [act.scene.namer.side_again(sides.pop(), phrase, f"'{phrase.text}': the one other side named")]


def _find_accused(act: _Act) -> list[Mention]:
    """Return whom what is brought is brought against: 'filed a case against Chad at the court'."""
    if not (act.match.code.hostile or act.code == "ACCUSE") or act.clause.nominal:
        return []
    rows = [h for top in act.clause.objects for p, h in find_preps(top) if p == "against"]
    return act.names(rows)


def _find_nearby(act: _Act) -> list[Mention]:
    """Return the first side within the clause that a preposition brings, or that is given or told something."""
    if act.code in _OWN_OBJECTS or act.match.pattern.mode == "resign":
        return []
    found: list[tuple[int, Mention]] = []
    for token in _walk(act.clause):
        prep = token.head.lower_ if token.dep_ == "pobj" else ""
        if token.dep_ not in {"dative", "dobj", "pobj"} or (prep and prep not in _NEARBY):
            continue
        if lemma_of(token) in _HELP:
            continue
        rank = _NEARBY.index(prep) if prep else 0
        named = act.names([token]) or (act.owners(token) if prep not in AT else [])
        found += [
            (rank, mention)
            for mention in named
            if act.scene.codebook.describe(act.scene.namer.side_of(mention) or "")
        ]
    found.sort(key=lambda row: row[0])
    return [mention for _, mention in found]


def _walk(clause: Clause) -> "Iterator[Token]":
    """Yield the nouns below a predicate, not those of its subjects or of other verbs."""
    stack = [clause.head]
    barred = {t.i for t in clause.subjects}
    while stack:
        token = stack.pop(0)
        yield token
        stack += [
            c
            for c in token.children
            if c.i not in barred
            and c.dep_ not in _OTHER_CLAUSES
            and (c.i > clause.head.i or c.dep_ != "prep")
        ]


_NEARBY = ("against", "on", "upon", "to", "with", "from", "at", "towards", "toward", "into", "for")
"""Prepositions that bring whom an act reaches, the likeliest first."""
_OTHER_CLAUSES = frozenset(
    {"relcl", "advcl", "ccomp", "xcomp", "conj", "acl", "nsubj", "nsubjpass", "parataxis", "agent"}
)

_FINDERS = (
    _find_accused,
    _find_direct,
    _find_states_in,
    _find_regions,
    _find_in_objects,
    _find_owners_brought,
    _find_bordering_state,
    _find_left,
    _find_announced,
    _find_against_side,
    _find_abroad,
    _find_content,
    _find_offering,
    _find_nearby,
)
"""Where recipients may stand, the likeliest place first."""


def _sided_first(scene: Scene, mentions: list[Mention]) -> list[Mention]:
    """Leave out the person handed over beside the side that receives: 'extradited Cavallo to Spain'."""
    sided = [m for m in mentions if m.kind != "person" or scene.namer.side_of(m) is not None]
    return sided or mentions


def _is_mutual(clause: Clause) -> bool:
    """Tell whether those who act also suffer it: 'accused each other', 'fired at one another'."""
    reached = [*clause.objects, *(h for _, h in clause.preps)]
    return any(
        t.lower_ in {"other", "another"} and t.i and t.nbor(-1).lower_ in {"each", "one"} for t in reached
    )


def _of(clause: Clause) -> "list[tuple[str, Token]]":
    return [(p, h) for p, h in clause.preps if p == "of"]


def _others(scene: Scene, mentions: list[Mention], own: set[str | None]) -> list[Mention]:
    """Return the mentions that are not the actors' own side, and that are no part of a longer name."""
    others = [m for m in mentions if (scene.namer.side_of(m) or m.value) not in own]
    return [m for m in others if not any(_is_within(m, o) for o in others)]


def _is_within(part: Mention, whole: Mention) -> bool:
    return part.span != whole.span and whole.span[0] <= part.span[0] and part.span[1] <= whole.span[1]


def _is_own(mention: Mention) -> bool:
    return mention.text.lower() in {"its", "their", "his", "her", "our", "my"}
