"""Between whom an agreement is, and who brokered it."""

from typing import TYPE_CHECKING

from servanda.model import Value
from servanda.read.clauses import Clause, find_preps, lemma_of
from servanda.read.discourse import Mention
from servanda.read.naming import mention_owner
from servanda.read.passage import Passage
from servanda.read.scene import Scene

if TYPE_CHECKING:
    from servanda.text.parsed import Token

BROKERING = frozenset({"broker", "mediate", "sponsor", "facilitate", "negotiate", "moderate"})


def find_parties(
    scene: Scene, passage: Passage, noun: "Token", clause: Clause | None, acl: Clause | None, code: str
) -> list[Mention]:
    """Return between whom the agreement is: 'between X and Y', 'of the leaders of X and Y', those who sign it."""
    heads = [h for p, h in find_preps(noun) if p in {"between", "with", "among"}]
    if acl is not None:
        heads += [h for p, h in acl.preps if p in {"between", "with", "among"}] + acl.subjects
    mentions = scene.names(passage, heads)
    for prep, inner in find_preps(noun):
        if prep == "of":
            mentions += [
                m
                for m in scene.names(passage, [inner])
                if m.kind in {"state", "office", "person", "body", "group"}
            ]
    if code in {"signed", "reached", "extended", "reaffirmed", "ended", "amended"} and clause is not None:
        between = {p for p, _ in find_preps(noun)} & {"between", "among"}
        if not mentions or not between:
            mentions = [m for m in scene.names(passage, clause.subjects) if m.kind != "place"] + mentions
        mentions += scene.names(passage, clause.has("with", "between"))
    mentions += _adjectives(passage, noun)
    found: list[Mention] = []
    for mention in mentions:
        side = scene.namer.side_of(mention) or (
            mention.value if mention.kind in {"group", "person"} else None
        )
        if side is not None and mention.kind != "place" and all(m.value != side for m in found):
            found.append(Mention(side, "state", mention.text, mention.span, side, inferred=mention.inferred))
    return found if len(found) > 1 or code in {"signed", "ended", "reached"} else []


def _adjectives(passage: Passage, noun: "Token") -> list[Mention]:
    found: list[Mention] = []
    for index in range(noun.left_edge.i, noun.i):
        hit = passage.hits.get(index)
        if hit is not None and hit.start == index and hit.entry.kind == "adjective":
            found.append(mention_owner(passage, hit))
    return found if len(found) >= 2 else []


def find_brokers(scene: Scene, passage: Passage, noun: "Token") -> list[Value]:
    """Return who brokered it: 'Moscow-brokered', 'brokered by the African Union', 'under the auspices of'."""
    found: list[Value] = []
    for child in noun.children:
        if lemma_of(child) in BROKERING or child.lower_ in {"brokered", "mediated", "sponsored", "backed"}:
            before = child.i - 2 if passage.doc[child.i - 1].text == "-" else child.i - 1
            hits = {
                h.start: h
                for i in (*range(child.left_edge.i, child.i), before)
                if (h := passage.hits.get(i)) is not None
            }
            for hit in hits.values():
                if hit.entry.kind in {"state", "capital", "body", "adjective", "government"}:
                    found.append(passage.cite(hit.start, hit.end, hit.entry.value))
            for prep in child.children:
                if prep.dep_ == "agent":
                    found.extend(
                        m.as_value()
                        for m in scene.names(passage, [c for c in prep.children if c.dep_ == "pobj"])
                    )
    return found
