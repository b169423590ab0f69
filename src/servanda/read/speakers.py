"""Who says it: the chain of speakers of a predicate, quotations included."""

from typing import TYPE_CHECKING

from servanda.model import Value
from servanda.read.accounts import find_accounts, find_opener, find_version
from servanda.read.attributions import find_heard, find_tagged
from servanda.read.attributions.lexicon import load_lexicon
from servanda.read.clauses import expand, lemma_of
from servanda.read.force import SPEAKING, Effect, Qualified
from servanda.read.modality import is_infinitive
from servanda.read.passage import Passage
from servanda.read.reach import is_resumed
from servanda.read.scene import Scene
from servanda.read.sources import is_parted, name_speaker, speaker_of
from servanda.read.stance import is_subjunctive
from servanda.read.utterances import (
    Inquit,
    find_inquits,
    find_words,
    is_uttering,
    runs_on,
    segment_of,
)
from servanda.read.voices import find_voice, last_speaker, voice_of

if TYPE_CHECKING:
    from collections.abc import Container

    from servanda.text.parsed import Span as Words
    from servanda.text.parsed import Token

_TIMES = frozenset({"after", "before", "when", "while", "since", "until", "once", "as"})


def find_speakers(scene: Scene, passage: Passage, head: "Token", qualified: Qualified) -> tuple[Value, ...]:
    """Return the chain of speakers of a predicate, outermost first."""
    chain: list[Value] = []
    outside = False
    quotation = passage.in_quotation(head)
    inquits = _find_inquits(passage, head) if quotation is None else []
    told = [e for e in reversed(qualified.effects) if e.kind in SPEAKING or _foretells(head, e)]
    for effect in [*reversed(_find_hidden(scene, head, qualified)), *told]:
        if any(inquit.verb == effect.governor for inquit in inquits):
            continue
        if _is_own(head, effect) or is_parted(passage, head, effect.governor) or _is_before(head, effect):
            continue
        value = speaker_of(scene, passage, effect)
        if value is None:
            continue
        if quotation is not None and passage.in_quotation(effect.governor) != quotation:
            outside = True
        if all(value.value != other.value for other in chain):
            quoting = _find_quoting(scene, passage, value)
            chain += [quoting, value] if quoting is not None else [value]
    for inquit in inquits:
        value = name_speaker(scene, passage, expand(inquit.subject), firm=True)
        if value is not None and not any(_is_same(value, other) for other in chain):
            chain.insert(0, value)
    known = [effect.governor for effect in qualified.effects] + [inquit.verb for inquit in inquits]
    if head.pos_ == "VERB" and quotation is None:
        _add_heard(scene, passage, head, chain, known)
        if not chain:
            _add_tagged(scene, passage, head, chain)
    if quotation is None:
        _add_accounts(scene, passage, head, chain)
        if not chain:
            _add_running(scene, passage, head, chain)
    if quotation is not None and not outside:
        voice = voice_of(scene, passage, quotation)
        if voice is not None and all(voice.value != other.value for other in chain):
            chain.insert(0, voice)
    return tuple(chain)


def _find_quoting(scene: Scene, passage: Passage, speaker: Value) -> Value | None:
    """Return the paper that quotes a speaker: 'an officer quoted by local radio'."""
    start, end = (at - passage.offset for at in speaker.span)
    words = passage.doc.char_span(start, end, alignment_mode="expand") if start >= 0 else None
    if words is None:
        return None
    for verb in words.root.children:
        if verb.dep_ in {"acl", "relcl"} and lemma_of(verb) in find_words("quoting"):
            agents = [
                c for prep in verb.children if prep.dep_ == "agent" for c in prep.children if c.dep_ == "pobj"
            ]
            return name_speaker(scene, passage, agents, firm=True) if agents else None
    return None


def _foretells(head: "Token", effect: Effect) -> bool:
    """Tell whether somebody says what another will do: 'he expects the two men to meet'."""
    verb = effect.governor
    if effect.kind != "schedule" or lemma_of(verb) not in find_words("foretelling"):
        return False
    way = next((t for t in (head, *head.ancestors) if t.head == verb), head)
    return any(c.dep_ == "nsubj" for c in verb.children) and any(
        c.dep_ in {"nsubj", "nsubjpass"} for c in way.children
    )


def _is_own(head: "Token", effect: Effect) -> bool:
    """Tell whether a predicate is what one does by saying it ('declared a truce', 'insisted that he go'), or no content."""
    if effect.governor.dep_ == "relcl" and any(
        c.dep_ == "dobj" and c.lower_ in {"which", "that"} for c in effect.governor.children
    ):
        return True
    content = next((t for t in (head, *head.ancestors) if t.head == effect.governor), head)
    if effect.kind == "speak" and content.dep_ == "ccomp" and is_subjunctive(content):
        return True
    return (
        effect.kind == "speak"
        and head.dep_ == "dobj"
        and head.head == effect.governor
        and lemma_of(effect.governor) in find_words("performing")
    )


def _find_hidden(scene: Scene, head: "Token", qualified: Qualified) -> list[Effect]:
    """Return the governors that the parse hides, innermost first: 'told a group that …', 'accused it of …, and of …'."""
    found: list[Effect] = []
    known = {effect.governor.i for effect in qualified.effects}
    for token in (head, *head.ancestors):
        if is_resumed(token, scene.codebook.words["act-of-speech"]):
            break
        verb = _hidden_governor(token)
        kind = "speak"
        if token.dep_ == "conj" and token.pos_ == "ADP" and scene.engine.is_effect(token.head, "accuse"):
            verb, kind = token.head, "accuse"
        version = find_version(token)
        if version is not None:
            found.append(Effect("speak", version, None, word=version.text))
        if verb is not None and verb.i not in known:
            found.append(Effect(kind, verb, scene.clause(verb), word=verb.text))
            known.add(verb.i)
    return found


def _hidden_governor(token: "Token") -> "Token | None":
    """Return the verb that tells a hearer what the parse takes for a clause about that hearer."""
    above = token.head
    if (
        token.dep_ == "ccomp"
        and not is_infinitive(token)
        and above.pos_ == "VERB"
        and lemma_of(above) in find_words("addressing")
    ):
        return above
    admitted = token.dep_ in {"xcomp", "pcomp"} and any(t.tag_ == "VBG" for t in (token, *token.lefts))
    if admitted and is_uttering(above) and lemma_of(above) in load_lexicon().saying:
        return above
    if token.dep_ == "oprd" and lemma_of(above) == "call":
        return above
    that = next((c for c in token.children if c.lower_ == "that" and c.i < token.i), None)
    subjects = [c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i < token.i and c != that]
    if token.dep_ not in {"relcl", "acl"} or that is None or not subjects or that.dep_ in {"dobj", "pobj"}:
        return None
    while above.pos_ in {"NOUN", "PROPN", "ADP", "PRON"} and above.head != above:
        above = above.head
    return above if above.pos_ == "VERB" and lemma_of(above) in find_words("addressing") else None


def _find_inquits(passage: Passage, head: "Token") -> list[Inquit]:
    """Return the inserted clauses that say who speaks where a predicate stands."""
    return [i for i in find_inquits(passage, *segment_of(passage, head)) if i.covers(head)]


def _add_accounts(scene: Scene, passage: Passage, head: "Token", chain: list[Value]) -> None:
    """Add who tells it by a phrase set apart: 'in the words of X', 'as X put it'."""
    for owner, word in find_accounts(passage, *segment_of(passage, head)):
        inside = word.head if word.dep_ == "mark" else word
        if head in inside.subtree:
            continue
        value = name_speaker(scene, passage, expand(owner), firm=True)
        if value is not None and not any(_is_same(value, other) for other in chain):
            chain.insert(0, value)


def _add_running(scene: Scene, passage: Passage, head: "Token", chain: list[Value]) -> None:
    """Add who spoke before, where a colon or the tense tells that it is still his speech."""
    opener = find_opener(passage, head)
    if opener is not None and not scene.engine.is_effect(opener[1], "agree"):
        value = name_speaker(scene, passage, expand(opener[0]), firm=True)
    elif runs_on(passage, head):
        start = segment_of(passage, head)[0]
        value = last_speaker(scene, passage, start)
    else:
        return
    if value is not None:
        chain.append(value)


def _is_before(head: "Token", effect: Effect) -> bool:
    """Tell whether 'according to X' speaks of what stands before it, and not of a time clause: '…, after it ended'."""
    return (
        effect.kind == "according"
        and effect.governor.i > head.sent.start + 1
        and any(c.dep_ == "mark" and c.i > effect.governor.i and c.lower_ in _TIMES for c in head.children)
    )


def _add_tagged(scene: Scene, passage: Passage, head: "Token", chain: list[Value]) -> None:
    """Add who is named beside the sentence, where the parse hangs that elsewhere."""
    tagged = find_tagged(head)
    if tagged is None or passage.in_quotation(tagged[0]) is not None or is_parted(passage, head, tagged[0]):
        return
    value = _name_source(scene, passage, tagged[1])
    if value is not None:
        chain.append(value)


def _add_heard(
    scene: Scene, passage: Passage, head: "Token", chain: list[Value], known: "list[Token]"
) -> None:
    """Add those who are heard to say it where the parse hides them: the learnt attributions of the paragraph.

    known: the governors of the predicate, which the parse does not hide.
    """
    actors = scene.clause(head).subjects
    for cue, source in find_heard(head, known):
        if passage.in_quotation(cue) is not None or is_parted(passage, head, cue) or source.root in actors:
            continue
        if (
            _is_beside(head, cue, scene.codebook.words["act-of-speech"])
            or lemma_of(cue) == "sign"
            or _is_beyond(scene, head, cue)
        ):
            continue
        value = _name_source(scene, passage, source)
        if value is None or any(_is_same(value, other) for other in chain):
            continue
        if any(other.span[0] < cue.idx + passage.offset for other in chain):
            chain.append(value)
        else:
            chain.insert(0, value)


def _is_beside(head: "Token", cue: "Token", verbs: "Container[str]") -> bool:
    """Tell whether a predicate is no content of a cue: beside it under one subject, above it, or what it performs."""
    if cue.dep_ in {"relcl", "acl"} and cue.head.dep_ != "ROOT":
        return head not in list(cue.subtree) and cue in list(head.subtree)
    performed = lemma_of(cue) in find_words("performing") and not any(c.dep_ == "ccomp" for c in cue.children)
    way = head
    for token in (head, *head.ancestors):
        if token == cue:
            break
        way = token
    bare = not any(c.dep_ in {"nsubj", "nsubjpass", "mark", "aux", "auxpass"} for c in way.children)
    joined = any(c.dep_ == "cc" and c.i < way.i for c in cue.children)
    bare = bare or all(
        c.lemma_ == "do" for c in way.children if c.dep_ in {"nsubj", "nsubjpass", "mark", "aux"}
    )
    shifted = (
        way.tag_ == "VBD"
        and lemma_of(way) in verbs
        and any(c.dep_ == "nsubj" and c.tag_ != "PRP" for c in way.children)
        and not any(c.dep_ in {"mark", "aux"} for c in way.children)
    )
    if shifted and way.head == cue and way.dep_ == "conj" and joined:
        return True
    return performed or (way.head == cue and way.dep_ == "conj" and way.pos_ == "VERB" and bare and joined)


def _is_beyond(scene: Scene, head: "Token", cue: "Token") -> bool:
    """Tell whether the report takes the word again between a cue and a predicate: '…, and the governor threatened to …'."""
    verbs = scene.codebook.words["act-of-speech"]
    for token in (head, *head.ancestors):
        if token == cue:
            return False
        if is_resumed(token, verbs):
            return True
    return False


def _name_source(scene: Scene, passage: Passage, source: "Words") -> Value | None:
    """Return the speaker that the words of a source name."""
    head = source.root
    if head.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return None
    return name_speaker(scene, passage, expand(head), firm=True)


def _is_same(left: Value, right: Value) -> bool:
    """Tell whether two speakers are one: the same name, or words that overlap."""
    return left.value == right.value or (left.span[0] < right.span[1] and right.span[0] < left.span[1])


__all__ = ["find_speakers", "find_voice"]
