"""Whom the words of a source name: people, bodies, and those without a name, by their own words."""

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from servanda.model import Value
from servanda.read.antecedents import can_speak, find_antecedent
from servanda.read.attributions.lexicon import load_lexicon
from servanda.read.clauses import expand, find_preps, lemma_of
from servanda.read.discourse import Mention
from servanda.read.force import SPEAKING, Effect
from servanda.read.passage import Passage
from servanda.read.scene import Scene
from servanda.read.utterances import find_words, needs_voice

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_LOOSE = frozenset({"relcl", "acl", "advcl", "appos"})
"""What ends the words of an unnamed speaker, where a comma parts it."""
_AUTHORS = frozenset({"person", "office", "ministry", "body", "group", "state"})


def speaker_of(scene: Scene, passage: Passage, effect: Effect) -> Value | None:
    """Return the speaker that an effect's governor has, or None where the words name none."""
    clause = effect.clause
    if clause is None:
        owners = [c for c in effect.governor.children if c.dep_ == "poss" and effect.governor.pos_ == "NOUN"]
        return name_speaker(scene, passage, [h for owner in owners for h in expand(owner)])
    subjects = (
        _subjects_above(scene, effect)
        or [s for s in clause.subjects if not is_parted(passage, effect.governor, s)]
        or _inverted(passage, effect.governor)
    )
    if clause.passive and effect.kind == "speak":
        told = _is_impersonal(clause.objects) or lemma_of(effect.governor) not in find_words("quoting")
        subjects = clause.subjects or ([] if told else clause.objects)
        if not subjects and effect.governor.dep_ == "ccomp" and lemma_of(effect.governor.head) == "let":
            subjects = scene.clause(effect.governor.head).subjects
    subjects = [_cleft(subject) for subject in subjects if not _is_hyphened(subject)]
    who = any(c.lower_ == "who" and c.dep_ == "nsubj" for c in effect.governor.children)
    firm = effect.kind in {"accuse", "deny"} or who or needs_voice(effect.governor)
    heads = [head for subject in subjects for head in expand(subject)]
    return name_speaker(scene, passage, heads, firm=firm)


def _subjects_above(scene: Scene, effect: Effect) -> "list[Token]":
    """Return the subject of the verb above, where the parse hangs a second verb of speech one level too low.

    'He denied that they had fired and claimed that …': the bare past continues
    'denied', not the pluperfect inside its content.
    """
    verb = effect.governor
    first = verb.head
    if verb.dep_ != "conj" or first.dep_ != "ccomp" or effect.kind != "speak":
        return []
    helped = any(c.dep_ in {"aux", "auxpass"} for c in first.children) or (
        first.tag_ in {"VB", "VBP"} and verb.tag_ == "VBD"
    )
    bare = verb.tag_ in {"VBD", "VBZ", "VBP"} and not any(
        c.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass", "mark"} for c in verb.children
    )
    if not helped or not bare or not any(scene.engine.is_effect(first.head, kind) for kind in SPEAKING):
        return []
    return scene.clause(first.head).subjects


def _is_hyphened(token: "Token") -> bool:
    """Tell whether a token is the front of a word with a hyphen that the parse takes apart: 'vice-president'."""
    if token.text == "-":
        return True
    return token.i + 1 < len(token.doc) and token.nbor(1).text == "-" and token.nbor(1).dep_ == token.dep_


def _cleft(subject: "Token") -> "Token":
    """Return the noun that 'it was X who said' means, any other subject as it is."""
    if subject.pos_ != "AUX":
        return subject
    return next((c for c in subject.children if c.dep_ == "attr"), subject)


def _inverted(passage: Passage, verb: "Token") -> "list[Token]":
    """Return the noun phrase right behind a verb that follows its quotation: '"…," swore a member of the council'."""
    before = [t for t in passage.doc[max(verb.i - 2, 0) : verb.i] if t.is_quote]
    if not before or verb.i + 1 >= len(passage.doc):
        return []
    return [
        c for c in verb.children if c.dep_ in {"dobj", "npadvmod", "attr"} and c.left_edge.i == verb.i + 1
    ]


def name_speaker(scene: Scene, passage: Passage, heads: "list[Token]", *, firm: bool = False) -> Value | None:
    """Return the one or the several that noun phrases name; the words themselves where they are of no name.

    firm: they speak, so that any noun is taken for somebody.
    """
    meant = find_antecedent(scene.codebook, passage, heads[0]) if len(heads) == 1 else None
    if meant is not None and not _named(scene, passage, expand(meant)):
        value = _keep_words(scene, passage, expand(meant), firm=True)
        if value is not None:
            pronoun = heads[0]
            own = passage.cite(pronoun.i, pronoun.i + 1, value.value)
            return msgspec.structs.replace(own, inferred=f"'{pronoun.text}': the speaker or subject before")
    named = _named(scene, passage, heads)
    if meant is not None and firm and (subject := _named(scene, passage, expand(meant))):
        pronoun = heads[0]
        if len(subject) == 1 and subject[0].value not in {m.value for m in named}:
            own = passage.cite(pronoun.i, pronoun.i + 1, subject[0].value)
            return msgspec.structs.replace(own, inferred=f"'{pronoun.text}': the speaker or subject before")
    if not named or (len(named) < len(heads) and all(str(m.value).islower() for m in named)):
        return _keep_words(scene, passage, heads, firm=firm)
    if len(named) > 1:
        span = (named[0].span[0], named[-1].span[1])
        text = scene.document.text[span[0] : span[1]]
        return Value(text=text, value=" and ".join(m.value for m in named if m.value), span=span)
    return named[0].as_value()


def _named(scene: Scene, passage: Passage, heads: "list[Token]") -> list[Mention]:
    """Return those whom noun phrases name and who can speak."""
    mentions = [_as_person(scene, m) for m in scene.names(passage, heads)]
    return [m for m in mentions if m.value is not None and m.kind != "place" and not _is_populace(scene, m)]


def _as_person(scene: Scene, mention: Mention) -> Mention:
    """Return the person of before whose surname a speaker's one word is, where a list knows it as something else."""
    full = scene.namer.discourse.full_name(mention.text)
    if (
        mention.kind in {"group", "body"}
        and full != mention.text
        and mention.span[1] - mention.span[0] == len(mention.text)
    ):
        return replace(mention, value=full, kind="person", state=None)
    return mention


def _is_populace(scene: Scene, mention: Mention) -> bool:
    """Tell whether a mention is a whole population, guessed from 'people', 'residents': such speak for themselves."""
    if mention.inferred is None or mention.value is None:
        return False
    facts = scene.codebook.describe(mention.value)
    return mention.value.startswith("Population of ") or (facts is not None and facts.kind == "population")


def _keep_words(scene: Scene, passage: Passage, heads: "list[Token]", *, firm: bool = False) -> Value | None:
    """Return unnamed speakers by their own words ('residents of the town'); a paper's author where one is named."""
    sources = load_lexicon().sources
    for head in heads:
        if head.lemma_.lower() in sources["documents"]:
            owners = [h for p, h in find_preps(head) if p in {"by", "from", "of"}]
            owners += [c for c in head.children if c.dep_ == "poss"]
            named = [m for m in scene.names(passage, owners) if m.value is not None and m.kind in _AUTHORS]
            if named:
                return named[0].as_value()
        if _has_voice(scene, head, firm=firm):
            first, last = head.left_edge.i, head.right_edge.i
            while first >= 2 and passage.doc[first - 1].text == "-" and _is_hyphened(passage.doc[first - 2]):
                first = passage.doc[first - 2].left_edge.i
            for child in head.rights:
                parted = passage.doc[child.left_edge.i - 1].text == ","
                quoted = child.dep_ == "acl" and lemma_of(child) in find_words("quoting")
                if child.dep_ == "relcl" or quoted or (child.dep_ in _LOOSE and parted):
                    last = min(last, child.left_edge.i - 1 - parted)
            while passage.doc[last].is_punct and last > head.i:
                last -= 1
            text = passage.words(first, last + 1)
            article = passage.doc[first].dep_ == "det" and first < head.i
            value = passage.words(first + 1, last + 1) if article else text
            return Value(text=text, value=value, span=passage.span(first, last + 1))
    return None


def _has_voice(scene: Scene, head: "Token", *, firm: bool) -> bool:
    """Tell whether a phrase without a name is of somebody, or of a paper, that says something."""
    if head.pos_ == "NOUN" and head.head.lower_ == "to" and head.lemma_.lower() in find_words("measures"):
        return False
    if head.pos_ == "NOUN":
        listed = any(head.lemma_.lower() in words for words in load_lexicon().sources.values())
        return firm or listed or can_speak(scene.codebook, head)
    if head.lower_ in find_words("somebody"):
        return firm
    parts = any(c.dep_ == "prep" and c.lower_ == "of" for c in head.children)
    return firm and (head.pos_ == "PROPN" or (head.pos_ in {"PRON", "DET", "NUM"} and parts))


def is_parted(passage: Passage, head: "Token", governor: "Token") -> bool:
    """Tell whether a semicolon outside quotations parts a predicate from what the parse takes for its governor."""
    first, last = min(head.i, governor.i), max(head.i, governor.i)
    if any(first <= semicolon.i < last for semicolon in passage.semicolons):
        return True
    return head.i < governor.i and any(
        token.text == ":" and passage.doc[token.i + 1].is_quote for token in passage.doc[first : last - 1]
    )


def _is_impersonal(objects: "list[Token]") -> bool:
    return all(token.lower_ in {"it", "there"} for token in objects)
