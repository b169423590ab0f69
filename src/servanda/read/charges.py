"""Whether what is told as a fact is a charge: one side's word about another, hearsay, a word that brands."""

from typing import TYPE_CHECKING

from servanda.model import Value
from servanda.read.clauses import lemma_of
from servanda.read.draft import Draft
from servanda.read.force import Qualified
from servanda.read.passage import Passage
from servanda.read.scene import Scene
from servanda.read.stance import is_parted, speaks_of_self
from servanda.read.utterances import find_inquits, segment_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from servanda.text.parsed import Token

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_GROUPS = frozenset({"state", "armed-group"})
_FIRST = frozenset({"i", "we"})


def is_told_by_foe(scene: Scene, draft: Draft, qualified: Qualified) -> bool:
    """Tell whether one side tells what another has done: by a verb that claims, or as harm in the mouth of its foe."""
    lists, head = scene.codebook.words, draft.head
    verb = _verb_of(head)
    if verb is None:
        return False
    tellers = _find_tellers(scene, draft, qualified)
    bodies = lists["institutions"]
    if any(lemma_of(t) in lists["vouching"] for t in tellers):
        return False
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    idle = qualified.negated and any(s.dep_ == "nsubjpass" for s in subjects)
    for teller in tellers:
        if (
            lemma_of(teller) in lists["alleging"]
            and subjects
            and not idle
            and not speaks_of_self(verb, teller, bodies)
        ):
            return True
    if not draft.said_by:
        return False
    hostile = draft.hostile or _is_hostile(lists, head, qualified)
    if _is_into_own(lists, head) and _side_of_value(scene, draft.passage, draft.said_by[-1]) is not None:
        return not any(s.lower_ in _FIRST for s in subjects)
    if not hostile and (
        lemma_of(head) in lists["favourable"] | lists["yielding"] or head.pos_ not in _VERBAL
    ):
        return False
    quoted = draft.passage.in_quotation(head)
    outside = [t for t in tellers if draft.passage.in_quotation(t) == quoted]
    own = any(speaks_of_self(verb, teller, bodies) for teller in outside) or any(
        s.lower_ in _FIRST or any(c.lower_ in {"my", "our"} for c in s.children) for s in subjects
    )
    speaker = _side_of_value(scene, draft.passage, draft.said_by[-1])
    if speaker is None or (own and not _is_land(draft, subjects)):
        return False
    doers = scene.clause(verb).subjects
    if not doers:
        return bool(subjects) and lemma_of(head) in lists["outrage"]
    others = [_sides_of_doer(scene, draft, doer) for doer in doers]
    if not hostile:
        spoken = _kind_of_text(lists, _full_words(draft.passage, draft.said_by[-1]))
        kinds = {kind for found in others for _, kind in found}
        apart = spoken is not None and bool(kinds) and None not in kinds and spoken not in kinds
        armed = any(lemma_of(d) in lists["sector-mil"] | lists["forces"] | lists["weapons"] for d in doers)
        return apart or (armed and any(_is_other(speaker, found) for found in others))
    if any(_is_unknown(lists, doer) for doer in doers):
        return True
    if all(d.tag_ in {"PRP", "DT"} or any(c.tag_ == "PRP$" for c in d.children) for d in doers):
        return True
    return any(_is_other(speaker, found) for found in others)


def _is_unknown(lists: "Mapping[str, frozenset[str]]", doer: "Token") -> bool:
    """Tell whether a doer is nobody known, or a deed: 'unidentified men', 'the raid'."""
    return lemma_of(doer) in lists["attack"] or any(c.lower_ in lists["unknown"] for c in doer.children)


def _is_land(draft: Draft, subjects: "list[Token]") -> bool:
    """Tell whether 'they' cannot be the speaker: 'Kabul says they had crossed', of a land or its capital."""
    name = draft.said_by[-1].text
    they = any(s.lower_ == "they" for s in subjects)
    return they and name.istitle() and " " not in name


def _verb_of(head: "Token") -> "Token | None":
    current = head
    while current.pos_ not in _VERBAL and current.head != current:
        current = current.head
    while current.dep_ in {"xcomp", "pcomp"} and current.head.pos_ in _VERBAL:
        current = current.head
    return current if current.pos_ in _VERBAL else None


def _find_tellers(scene: Scene, draft: Draft, qualified: Qualified) -> "list[Token]":
    """Return the verbs by which somebody tells a thing: those that govern it, and those set beside it."""
    segment = segment_of(draft.passage, draft.head)
    beside = [i.verb for i in find_inquits(draft.passage, *segment) if i.covers(draft.head)]
    above = [
        e.governor for e in qualified.effects if e.kind == "speak" and not is_parted(draft.head, e.governor)
    ]
    return above + beside


def _is_hostile(lists: "Mapping[str, frozenset[str]]", head: "Token", qualified: Qualified) -> bool:
    if qualified.has("refuse") is not None:
        return True
    if qualified.negated:
        return False
    lemma = lemma_of(head)
    truce = any(
        c.dep_ in {"dobj", "nsubjpass"} and lemma_of(c) in lists["truce"] | lists["agreement"]
        for c in head.children
    )
    return lemma in lists["harming"] | lists["wrong"] | lists["hostile-deed"] or (
        truce and lemma in lists["truce-ending"]
    )


def _is_into_own(lists: "Mapping[str, frozenset[str]]", head: "Token") -> bool:
    """Tell whether a deed reaches into what is the speaker's: 'had entered its waters', 'crossed our border'."""
    return lemma_of(head) in lists["trespass"] and any(
        c.dep_ in {"dobj", "pobj"} and any(p.lower_ in {"its", "our", "his", "her"} for p in c.children)
        for child in (head, *(c for c in head.children if c.dep_ == "prep"))
        for c in child.children
    )


# -- sides --------------------------------------------------------------------------------


def side_of(scene: Scene, name: str | None) -> str | None:
    """Return the state or group that a name speaks for."""
    if name is None:
        return None
    facts = scene.codebook.describe(name)
    if facts is not None and facts.kind in _GROUPS:
        return name
    head, _, owner = name.rpartition(" of ")
    if head and scene.codebook.describe(owner) is not None:
        return owner
    known = scene.namer.discourse.posts.get(name)
    return known[1] if known is not None and known[1] is not None else None


def _side_of_value(scene: Scene, passage: Passage, speaker: Value) -> tuple[str | None, str | None] | None:
    """Return (name, kind of side) of a speaker; None for those who take no side."""
    side = side_of(scene, speaker.value)
    if side is None or not _is_side(scene, side):
        side = next((name for name in _names_in(scene, passage, speaker) if _is_side(scene, name)), side)
    facts = scene.codebook.describe(side) if side is not None else None
    if side is not None and facts is not None and facts.kind in _GROUPS:
        return side, "ruler" if facts.kind == "state" else "rebel"
    kind = _kind_of_text(scene.codebook.words, _full_words(passage, speaker))
    return (None, kind) if kind is not None else None


def _is_side(scene: Scene, name: str) -> bool:
    facts = scene.codebook.describe(name)
    return facts is not None and facts.kind in _GROUPS


def _phrase_of(passage: Passage, speaker: Value) -> "list[Token]":
    """Return the words of a speaker's noun phrase, with what stands behind it: 'a spokesman for the rebels'."""
    start, end = (at - passage.offset for at in speaker.span)
    words = passage.doc.char_span(start, end, alignment_mode="expand") if start >= 0 else None
    if words is None:
        return []
    apart = {t.i for c in words.root.children if c.dep_ in {"relcl", "acl"} for t in c.subtree}
    return [t for t in words.root.subtree if t.i not in apart] if words.root.pos_ in _NOMINAL else list(words)


def _full_words(passage: Passage, speaker: Value) -> str:
    return " ".join([*(t.text for t in _phrase_of(passage, speaker)), speaker.text, speaker.value or ""])


def _names_in(scene: Scene, passage: Passage, speaker: Value) -> "Iterator[str]":
    """Yield the states and groups that the words of a speaker name: Georgia in 'the ministry in Tbilisi'."""
    heads = [t for t in _phrase_of(passage, speaker) if t.pos_ == "PROPN" and t.dep_ != "compound"]
    for mention in scene.names(passage, heads):
        yield from (name for name in (mention.state, mention.value) if name is not None)


def _kind_of_text(lists: "Mapping[str, frozenset[str]]", text: str) -> str | None:
    """Return on which side the words of a name stand: 'the army's spokesman' with those who rule."""
    words = [w.removesuffix("'s").removesuffix("'") for w in text.lower().replace("’", "'").split()]
    return next((kind for word in words if (kind := _kind_of_word(lists, word)) is not None), None)


def _sides_of_doer(scene: Scene, draft: Draft, doer: "Token") -> list[tuple[str | None, str | None]]:
    found: list[tuple[str | None, str | None]] = []
    for mention in scene.names(draft.passage, [doer]):
        name = mention.state or side_of(scene, mention.value)
        facts = scene.codebook.describe(name) if name is not None else None
        if name is not None and facts is not None and facts.kind in _GROUPS:
            found.append((name, "ruler" if facts.kind == "state" else "rebel"))
    kind = _side_of(scene.codebook.words, doer)
    return found or ([(None, kind)] if kind is not None else [])


def _is_other(speaker: tuple[str | None, str | None], others: list[tuple[str | None, str | None]]) -> bool:
    """Tell whether a doer is of another side than a speaker: by name where both have one, else by kind."""
    for name, kind in others:
        if name is not None and speaker[0] is not None:
            if name != speaker[0]:
                return True
        elif kind is not None and speaker[1] is not None and kind != speaker[1]:
            return True
    return False


def _kind_of_word(lists: "Mapping[str, frozenset[str]]", lemma: str) -> str | None:
    """Return on which side a word stands: of those who rule, or of those who rise; None for neither."""
    for form in (lemma, lemma.removesuffix("s")):
        if form in lists["rebel"] | lists["sector-opp"] | lists["movement"]:
            return "rebel"
        if form in lists["sector-mil"] | lists["ruling"]:
            return "ruler"
    return None


def _side_of(lists: "Mapping[str, frozenset[str]]", token: "Token") -> str | None:
    """Return on which side a noun stands, by itself or by what stands before it."""
    before = [c for c in token.children if c.dep_ in {"compound", "poss", "amod", "nmod"}]
    return next((kind for t in (token, *before) if (kind := _kind_of_word(lists, lemma_of(t)))), None)


# -- words that charge ------------------------------------------------------------------------


def is_charged(scene: Scene, head: "Token") -> bool:
    """Tell whether a word is told as a charge: 'reportedly', 'called it a breach', 'claims that it was X who'."""
    words = scene.codebook.words
    if any(c.lower_ in words["hearsay"] for c in (*head.children, *_beside(head))):
        return True
    wrong = head.pos_ == "NOUN" and lemma_of(head) in words["wrong"]
    if wrong and any(lemma_of(verb) in words["branding"] for verb in _above_nouns(head)):
        return True
    if head.dep_ in {"conj", "pcomp"} and head.pos_ in _VERBAL:
        return _is_among_charges(scene, head)
    return head.dep_ in {"amod", "pobj"} and _is_among_charges(scene, head)


def _above_nouns(head: "Token") -> "list[Token]":
    """Return the verb that a noun hangs on through 'as' and 'an act of'."""
    current = head
    for _ in range(5):
        if current.pos_ in _VERBAL or current.head == current:
            break
        current = current.head
    return [current] if current.pos_ in _VERBAL and head.dep_ not in _SUBJECTS else []


def _is_among_charges(scene: Scene, head: "Token") -> bool:
    """Tell whether a gerund stands behind the 'of' of an accusation: 'accusing its foe of looting and of having fled'."""
    if head.tag_ != "VBG" and not any(c.tag_ == "VBG" and c.dep_ == "aux" for c in head.children):
        return False
    above = [head.head, head.head.head, head.head.head.head]
    accusing = any(
        r.effect == "accuse" for t in above if t.pos_ == "VERB" for r in scene.engine.effects_of_verb(t)
    )
    return accusing and any(t.lower_ == "of" for t in above)


def _beside(head: "Token") -> "list[Token]":
    """Return what stands before the preposition of a noun: 'reportedly as a gesture'."""
    if head.dep_ != "pobj":
        return []
    prep = head.head
    before = [prep.doc[prep.i - 1]] if prep.i > 0 else []
    return [*prep.children, *before]
