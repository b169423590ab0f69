"""Who acts: named sides, the sides that soldiers and students belong to, and whether a subject can act at all."""

from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.codebook import Codebook, keep
from servanda.read.clauses import Clause, expand, find_preps, lemma_of
from servanda.read.discourse import Mention
from servanda.read.fillers import CALLINGS
from servanda.read.naming import mention_owner
from servanda.read.objects import is_sided
from servanda.read.passage import Passage
from servanda.read.patterns import QUANTITIES, Match
from servanda.read.phrases import left_edge
from servanda.read.scene import Scene

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_FORCES_BEFORE = frozenset({"army", "government", "police", "military", "state"})
"""Nouns before another that make it a thing of the state: 'army headquarters'."""
_WORN = frozenset({"helmet", "beret", "captor", "abductor", "jailer", "hostage-taker"})
"""Soldiers by what they wear ('the blue helmets'), and those who hold others."""
_TIMES = frozenset({"DATE", "TIME"})
_MEMBERS = frozenset(
    [
        "remnant", "element", "cell", "rank", "member", "section", "survivor", "follower", "hardliner", "diehard",
        "splinter", "offshoot", "network", "branch", "arm", "veteran", "column", "band", "contingent", "leftover", "loyalist", "irregular",
    ]
)  # fmt: skip
"""Nouns for those who belong to a side: 'remnants of the Shining Path'."""
_NO_PEOPLE = frozenset(
    {
        "list",
        "mist",
        "twist",
        "fist",
        "checklist",
        "shortlist",
        "specimen",
        "regimen",
        "career",
        "beer",
        "deer",
        "amen",
        "omen",
        "acumen",
    }
)
"""Nouns that end as those of people do."""
_STRIKING = frozenset(
    {"device", "parcel", "shot", "projectile", "base", "basis", "airbase", "hospital", "farm", "bulldozer"}
)
"""What explodes, is fired or stands for those within, beside weapons."""
_SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT"})
"""Types that are words: whatever of a side has words is no thing ('the Kuwaiti shura asked')."""
_WEATHER = frozenset({"cold", "warm", "pressure", "frontal", "storm"})
_PAPERS = frozenset(
    {"memorandum", "note", "communiqué", "communique", "statement", "letter", "cable", "declaration"}
)
"""Papers that speak for those who wrote them."""
_OWN_SIDES = frozenset({"state", "body", "group"})


def name_actors(scene: Scene, passage: Passage, heads: "list[Token]") -> list[Mention]:
    """Return whom noun phrases name who can act: no places, nobody unknown."""
    return [m for m in scene.names(passage, heads) if m.kind != "place" and m.value]


def name_doers(scene: Scene, passage: Passage, heads: "list[Token]") -> list[Mention]:
    """Return who acts: those named, and the side of people without a name ('Indonesian students')."""
    found = name_actors(scene, passage, heads)
    able, craft = _doing_nouns(scene.codebook), scene.codebook.words["craft"]
    for head in heads:
        for noun in expand(head):
            acting = noun.pos_ in {"NOUN", "PROPN"} and (
                lemma_of(noun) in able or lemma_of(noun) in craft or is_calling(noun)
            )
            if acting and not scene.names(passage, [noun]):
                found += [_as_people(passage, noun, m) for m in find_owners_of(scene, passage, noun)]
            elif noun.pos_ == "NUM" or lemma_of(noun) in QUANTITIES:
                counted = [t for p, h in find_preps(noun) if p == "of" for t in expand(h)]
                found += [m for m in name_doers(scene, passage, counted) if m.kind != "generic"]
    return list({m.value: m for m in reversed(found)}.values())[::-1]


def _as_people(passage: Passage, noun: "Token", owner: Mention) -> Mention:
    """Return the side of people under the people's words."""
    start, end = left_edge(noun), noun.i + 1
    return replace(owner, text=passage.words(start, end), span=passage.span(start, end), sided=True)


@keep
def people_nouns(codebook: Codebook) -> frozenset[str]:
    """Return the nouns of those who can act: sides, offices, people, forces."""
    words = codebook.words
    return (
        words["actor"]
        | words["person-body"]
        | words["people"]
        | words["forces"]
        | words["person"]
        | words["rebel"]
        | _WORN
    )


@keep
def _doing_nouns(codebook: Codebook) -> frozenset[str]:
    """Return the nouns whose side acts: people, members of a group, and papers that speak for who wrote them."""
    return people_nouns(codebook) | _MEMBERS | _PAPERS


@keep
def _able_nouns(codebook: Codebook) -> frozenset[str]:
    """Return the nouns that can do what events tell of: people, and the weapons and attacks that stand for them."""
    words = codebook.words
    return (people_nouns(codebook) | _PAPERS | _STRIKING).union(
        *(words[name] for name in ("weapons", "craft", "attack", "violence", "establishment"))
    )


def is_thing(scene: Scene, clause: Clause, match: Match) -> bool:
    """Tell whether the subject that acts is a thing, a sickness, the weather: 'snow blocked roads' is no event."""
    if clause.nominal or match.pattern.actor == "object":
        return False
    able = _able_nouns(scene.codebook)
    nouns = [
        t
        for head in clause.subjects
        for each in expand(head)
        for t in count_heads(each)
        if t.ent_type_ not in _TIMES
    ]
    spoken = match.code.id in _SPOKEN
    return bool(nouns) and all(
        _is_common(t)
        and lemma_of(t) not in able
        and t.ent_type_ not in {"NORP", "ORG"}
        and lemma_of(t) not in _MEMBERS
        and not is_calling(t)
        and not (spoken and is_sided(t))
        and not (lemma_of(t) in QUANTITIES and t.tag_ == "NNS" and not find_preps(t))
        for t in nouns
    )


def is_calling(noun: "Token") -> bool:
    """Tell whether a noun ends as those of people by their calling do: 'unionist', 'fisherman', 'asylum seeker'."""
    return lemma_of(noun).endswith(CALLINGS) and lemma_of(noun) not in _NO_PEOPLE


def count_heads(noun: "Token") -> "list[Token]":
    """Return what a quantity counts, where it counts something: 'thousands of farmers'."""
    counted = [t for p, h in find_preps(noun) if p == "of" for t in expand(h)]
    return counted if lemma_of(noun) in QUANTITIES and counted else [noun]


def is_nature(scene: Scene, clause: Clause) -> bool:
    """Tell whether the weather or the ground does it: 'Landslides cut the road'."""
    nature = scene.codebook.words["nature"]
    return any(t.lower_ in nature or _is_weather(t) for head in clause.subjects for t in expand(head))


def _is_weather(noun: "Token") -> bool:
    """Tell whether a front or system is one of the weather: 'a cold front'."""
    return lemma_of(noun) in {"front", "system"} and any(c.lower_ in _WEATHER for c in noun.children)


def _is_common(noun: "Token") -> bool:
    """Tell whether a word is a common noun; one that opens the sentence may be taken for a name."""
    opening = noun.pos_ == "PROPN" and noun.is_sent_start and not noun.ent_type_ and not noun.text.isupper()
    return noun.pos_ == "NOUN" or bool(opening)


def find_owners_of(scene: Scene, passage: Passage, noun: "Token") -> list[Mention]:
    """Return the sides that a thing belongs to: 'Armenian positions', 'the position of Armenia'."""
    found: list[Mention] = []
    if noun.pos_ == "NUM" or lemma_of(noun) in QUANTITIES:
        counted = [t for p, h in find_preps(noun) if p == "of" for t in expand(h)]
        for each in counted:
            named = [m for m in name_actors(scene, passage, [each]) if m.kind != "generic"]
            found += named or find_owners_of(scene, passage, each)
    for child in noun.children:
        hit = passage.hits.get(child.i)
        if (
            child.dep_ in {"amod", "compound", "nmod"}
            and hit is not None
            and hit.entry.kind in {"adjective", "state", "body", "demonym"}
        ):
            found.append(mention_owner(passage, hit))
        elif child.dep_ == "compound" and lemma_of(child) in _FORCES_BEFORE:
            found += [m for m in scene.names(passage, [child]) if m.kind == "state"]
        elif child.dep_ == "poss":
            found += [m for m in scene.names(passage, [child]) if m.kind != "place"]
        elif child.dep_ == "acl" and child.tag_ == "VBN":
            found += name_actors(scene, passage, [h for p, h in find_preps(child) if p == "by"])
    for prep, inner in find_preps(noun):
        if prep in {"of", "from"} and lemma_of(noun) not in {"part"}:
            found += [m for m in scene.names(passage, [inner]) if m.kind in _OWN_SIDES]
    return found
