"""Whether a text and a sentence speak of politics at all: sport, fiction and a firm's affairs use the same words."""

from typing import TYPE_CHECKING, Final

from servanda.learned.politics import load_politics_model
from servanda.read.clauses import find_preps, lemma_of
from servanda.read.draft import Draft
from servanda.read.idle import is_idle
from servanda.read.scene import Scene

if TYPE_CHECKING:
    from servanda.text.parsed import Span, Token

_ALWAYS = frozenset({"position"})
_POLITICAL = frozenset({"PROTEST"})
"""Types that are political by themselves."""
_TOLD = frozenset({"in", "of"})
_LANDS = frozenset({"state", "capital", "adjective", "demonym", "body", "government"})
"""Kinds of listed names that say of whom a text tells."""
_AT_WAR = ("conflict", "rebel", "forces", "captives", "truce", "mines", "clash")
"""Word classes of those who fight, mediate or are held, and of what stops the fighting: one word of them is enough."""
_CIVIL = frozenset(
    [
        "unit", "division", "formation", "presence", "volunteer", "contractor", "personnel", "officer", "adviser",
        "advisor", "police", "policeman", "squad", "guard", "column", "patrol", "corps", "operative", "fleet",
        "opponent", "exile", "partisan", "communist", "contra", "nationalist", "loyalist", "opposition",
        "pause", "silence", "calm", "halt", "lull", "moratorium", "standstill", "inmate", "convict", "intern", "jail",
        "bomb", "confrontation", "battle", "melee", "capture", "force", "mine", "reinforcement", "marine",
    ]
)  # fmt: skip
"""Words of those classes that firms, clubs and courts use as well."""
_DEEDS = frozenset({"shell", "bombard", "ambush", "besiege", "annex", "blockade", "massacre", "overrun"})
_YIELDING = frozenset({"RETREAT", "CONCEDE"})
_WARLIKE = frozenset({"ceasefire", "disarm"})
"""Kinds of acts that only those who fight can do."""
LEAST: Final = -0.5
"""Log odds below which a text is not taken for politics (`python -m training.politics --check` says what that costs)."""
SURE_NAMED: Final = 2.0
"""Log odds from which it is enough that a text names a land, a people or a body at all."""
LEAST_FLEEING: Final = 0.5
"""The same for those who ask for refuge, in a text that names a land."""
LEAST_AT_WAR: Final = -1.2
"""The same for a text with a word of those who fight."""
SURE: Final = 1.0
"""Log odds from which any act's own sides are enough: 'Omani agents murdered the writer'."""
PLAIN: Final = 2.5
"""Log odds from which an event needs no side: 'The administration cut the internet during the protests'."""


def drop_irrelevant(scene: Scene) -> None:
    """Drop what is read where no side acts in the whole text, where it sounds of other things, and of a game or a tale.

    What an agreement text lays down is never dropped.
    """
    if any(draft.passage.binding for draft in scene.drafts):
        return
    odds = _weigh(scene)
    plain = odds >= PLAIN
    anchored = odds >= SURE_NAMED and _is_named(scene)
    anchored |= odds >= LEAST_FLEEING and _is_named(scene) and any(d.mode == "assist" for d in scene.drafts)
    anchored |= (odds >= LEAST_AT_WAR and _is_warlike(scene)) or (odds >= LEAST and _is_sided(scene, odds))
    other: dict[Span, bool] = {}
    kept: list[Draft] = []
    for draft in scene.drafts:
        if draft.kind in _ALWAYS or (draft.code in _POLITICAL and odds >= LEAST):
            kept.append(draft)
        elif (anchored or (plain and draft.kind == "event")) and not is_idle(draft):
            sentence = draft.head.sent
            if sentence not in other:
                other[sentence] = _is_other_sense(scene, sentence)
            if not other[sentence]:
                kept.append(draft)
    scene.drafts = kept


def _weigh(scene: Scene) -> float:
    """Return the mean log odds that the sentences of the paragraphs that something is read in are about politics."""
    model = load_politics_model()
    drafts = [draft for draft in scene.drafts if draft.kind not in _ALWAYS]
    if model is None or not drafts:
        return 0.0
    passages = {id(draft.passage): draft.passage for draft in drafts}.values()
    odds = [model.weigh(one.words(sent.start, sent.end)) for one in passages for sent in one.doc.sents]
    return sum(odds) / len(odds)


def _is_named(scene: Scene) -> bool:
    """Tell whether the paragraphs that something is read in name a land, a people or a body of the lists."""
    passages = {id(draft.passage): draft.passage for draft in scene.drafts}.values()
    return any(hit.entry.kind in _LANDS for one in passages for hit in one.hits.values())


def _is_sided(scene: Scene, odds: float) -> bool:
    """Tell whether the text names a side that the lists know, or somebody in office."""
    discourse = scene.namer.discourse
    if any(of is not None for _, of, _ in discourse.posts.values()) or scene.namer.posts:
        return True
    sides = {side for _, side, _, _ in discourse.sided}
    events = [d for d in scene.drafts if d.kind == "event"]
    sides |= {side for d in events if odds >= SURE or d.code in _YIELDING for side in d.values("actor")}
    sides |= {side for d in events if odds >= SURE for side in d.values("recipient")}
    return any(scene.codebook.describe(side) is not None for side in sides)


def _is_warlike(scene: Scene) -> bool:
    """Tell whether the text tells of those who fight: by an act that only they can do, or by one word of them."""
    yielding = (d for d in scene.drafts if d.kind == "event" and d.code in _YIELDING)
    if any(_is_of_place(draft) for draft in yielding):
        return True
    if any(draft.mode in _WARLIKE or _is_deed(draft) for draft in scene.drafts):
        return True
    words = scene.codebook.words
    conflict = frozenset().union(*(words[name] for name in _AT_WAR)) - _CIVIL | words["conflict"]
    passages = {id(draft.passage): draft.passage for draft in scene.drafts}.values()
    return any(
        lemma_of(token) in conflict
        or token.lower_ in conflict
        or (token.pos_ == "PROPN" and token.lower_ in words["conflict-name"] and not token.is_sent_start)
        for passage in passages
        for token in passage.doc
    )


def _is_of_place(draft: Draft) -> bool:
    """Tell whether they who yield are named by a land or people, known or not: 'Gaza's rulers freed', 'Abkhazia returned'."""
    acting = [c for c in draft.head.children if c.dep_ in {"nsubj", "agent"}]
    named = [t for c in acting for t in (c, *c.children) if t.dep_ in _NAMING]
    return any(
        t.ent_type_ in {"GPE", "NORP"} or (t.pos_ == "PROPN" and t.i in draft.passage.hits) for t in named
    )


_NAMING = frozenset({"nsubj", "poss", "compound", "amod", "pobj"})


def _is_deed(draft: Draft) -> bool:
    """Tell whether an act can only be one of war: a place with a name is given up or shelled, whoever does it."""
    head = draft.head
    named = [c for c in head.children if c.dep_ in {"dobj", "nsubjpass"} and c.pos_ == "PROPN"]
    if not named or draft.kind != "event":
        return False
    return lemma_of(head) in _DEEDS or (
        draft.code == "RETREAT" and any(c.i in draft.passage.hits for c in named)
    )


def _is_other_sense(scene: Scene, sentence: "Span") -> bool:
    """Tell whether a sentence is about a match or tells what happens in a book."""
    words = scene.codebook.words
    if any(_is_word(token, words["sport"]) for token in sentence):
        return not any(_is_word(token, words["conflict"]) for token in sentence)
    return _is_tale(sentence, words["fiction"])


def _is_word(token: "Token", words: frozenset[str]) -> bool:
    if token.lower_ in words or lemma_of(token) in words:
        return True
    tokens, hyphen = token.doc.tokens, token.i + 1
    if hyphen + 1 >= len(tokens) or tokens[hyphen].text != "-":
        return False
    joined = token.doc[token.i : hyphen + 2].text.lower()
    return joined in words or joined.removesuffix("s") in words


def _is_tale(sentence: "Span", fiction: frozenset[str]) -> bool:
    """Tell whether a sentence says what a work tells: 'the opera tells of …', 'in the novel …'."""
    root = sentence.root
    for child in root.children:
        if child.dep_ in {"nsubj", "nsubjpass"}:
            of = [h for p, h in find_preps(child) if p in _TOLD]
            if any(lemma_of(noun) in fiction for noun in (child, *of)):
                return True
        if child.dep_ == "prep" and child.lower_ in _TOLD and child.i < root.i:
            return any(lemma_of(noun) in fiction for noun in child.subtree)
    return False
