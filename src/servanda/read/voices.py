"""Whose words stand between quotation marks, and who spoke last."""

from typing import TYPE_CHECKING

from servanda.model import Value
from servanda.read.attributions.lexicon import load_lexicon
from servanda.read.clauses import expand, lemma_of
from servanda.read.discourse import Mention, MentionKind
from servanda.read.force import Effect
from servanda.read.passage import Passage
from servanda.read.scene import Scene
from servanda.read.sources import name_speaker, speaker_of
from servanda.read.utterances import find_inquits, find_words, is_uttering, segment_of

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_FOLLOWING = 3
"""Paragraphs over which a quotation left open is followed."""
_LESS_PLAIN = 30
"""Characters that a verb which calls or promises must be nearer to a quotation than one that only says."""


def find_voice(scene: Scene, passage: Passage, token: "Token") -> Mention | None:
    """Return the one quoted at a token ('I', 'we'), as a mention."""
    quotation = passage.in_quotation(token)
    if quotation is None:
        return None
    value = voice_of(scene, passage, quotation)
    if value is None or value.value is None or _is_paper(value.value):
        return None
    office, of, level = scene.namer.discourse.post_of(value.value)
    kind: MentionKind = "person"
    facts = scene.codebook.describe(value.value)
    if facts is not None and facts.kind != "person":
        kind = "state" if facts.kind == "state" else "ministry" if facts.kind == "government-body" else "body"
        of = of or (value.value if kind == "state" else value.value.rpartition(" of ")[2] or None)
    return Mention(value.value, kind, value.text, value.span, of, office, level)


def _is_paper(name: str) -> bool:
    """Tell whether unnamed words are of a paper: 'we' in 'the statement' is not the statement."""
    documents = load_lexicon().sources["documents"]
    return name.islower() and any(word in documents for word in name.split())


def voice_of(scene: Scene, passage: Passage, quotation: tuple[int, int]) -> Value | None:
    """Return who is quoted: the speech verb right after or before the quotation marks, or the voice before."""
    if quotation in scene.quoted:
        return scene.quoted[quotation]
    scene.quoted[quotation] = None
    best: tuple[int, Value] | None = None
    whole = any(
        t.tag_ in {"VBD", "VBZ", "VBP", "MD"} and passage.in_quotation(t) == quotation for t in passage.doc
    )
    for token in passage.doc:
        if token.pos_ != "VERB" or passage.in_quotation(token) is not None:
            continue
        spoken = scene.engine.is_effect(token, "speak")
        if not spoken and not (is_uttering(token) and (whole or not scene.engine.is_effect(token, "agree"))):
            continue
        position = passage.at(token)
        distance = position - quotation[1] if position >= quotation[1] else quotation[0] - position + 40
        distance += 0 if spoken else _LESS_PLAIN
        sentence = passage.span(token.sent.start, token.sent.end)
        touches = sentence[0] <= quotation[1] + 2 and sentence[1] >= quotation[0] - 2
        if not touches or (best is not None and distance >= best[0]):
            continue
        value = speaker_of(scene, passage, Effect("speak", token, scene.clause(token)))
        if value is not None:
            best = (distance, value)
    if best is not None:
        scene.quoted[quotation] = best[1]
    else:
        voice = (
            _voice_after(scene, passage, quotation)
            or _voice_named(scene, passage, quotation)
            or _voice_before(scene, quotation)
            or _voice_running(scene, passage, quotation)
            or _voice_acting(scene, passage, quotation)
        )
        if voice is None:
            del scene.quoted[quotation]
            return None
        scene.quoted[quotation] = voice
    return scene.quoted[quotation]


def _voice_after(scene: Scene, passage: Passage, quotation: tuple[int, int]) -> Value | None:
    """Return who speaks in the next paragraphs, where a quotation is left open and they go on with it."""
    text, number = scene.document.text, passage.paragraph.number
    if quotation[1] < passage.paragraph.body[1]:
        return None
    following = {
        draft.passage.paragraph.number: draft.passage
        for draft in scene.drafts
        if number < draft.passage.paragraph.number <= number + _FOLLOWING
    }
    for _, other in sorted(following.items()):
        opening = next(iter(other.paragraph.quotations), None)
        if opening is None or text[other.paragraph.body[0] : opening[0]].strip("\"“”'„« "):
            return None
        voice = voice_of(scene, other, opening)
        if voice is not None:
            return voice
    return None


def _voice_named(scene: Scene, passage: Passage, quotation: tuple[int, int]) -> Value | None:
    """Return who is named, and nothing else, before a colon and a quotation: 'The envoy: "…"'."""
    inside = next((t for t in passage.doc if passage.in_quotation(t) == quotation), None)
    if (
        inside is None
        or inside.i < 2
        or ":" not in {t.text for t in passage.doc[max(inside.i - 3, 0) : inside.i + 1]}
    ):
        return None
    colon = next(t for t in passage.doc[max(inside.i - 3, 0) : inside.i + 1] if t.text == ":")
    start = colon.i
    while start > 0 and passage.doc[start - 1].text not in {".", "!", "?", ";"}:
        start -= 1
    words = passage.doc[start : colon.i]
    if not len(words) or any(t.pos_ in {"VERB", "AUX"} and t.dep_ != "amod" for t in words):
        return None
    return name_speaker(scene, passage, [words.root], firm=True)


def _voice_before(scene: Scene, quotation: tuple[int, int]) -> Value | None:
    """Return the voice of the quotation before, where this one runs on from it with no new speaker."""
    earlier = [
        (span, value) for span, value in scene.quoted.items() if span[1] < quotation[0] and value is not None
    ]
    if not earlier:
        return None
    span, value = max(earlier)
    return value if quotation[0] - span[1] < 400 else None


def _voice_running(scene: Scene, passage: Passage, quotation: tuple[int, int]) -> Value | None:
    """Return who speaks in the sentence before, where that of a quotation names nobody."""
    inside = next((t for t in passage.doc if passage.in_quotation(t) == quotation), None)
    return None if inside is None else last_speaker(scene, passage, segment_of(passage, inside)[0])


def _voice_acting(scene: Scene, passage: Passage, quotation: tuple[int, int]) -> Value | None:
    """Return who acts in the part of the sentence before one that is all quotation: 'they froze the move; "we stay"'."""
    inside = next((t for t in passage.doc if passage.in_quotation(t) == quotation), None)
    if inside is None:
        return None
    start, end = segment_of(passage, inside)
    outside = [t for t in passage.doc[start:end] if t.is_alpha and passage.in_quotation(t) is None]
    if start == inside.sent.start or outside:
        return None
    before = segment_of(passage, passage.doc[start - 2])
    subject = next(
        (t for t in passage.doc[slice(*before)] if t.dep_ == "nsubj" and passage.in_quotation(t) is None),
        None,
    )
    return name_speaker(scene, passage, expand(subject), firm=True) if subject is not None else None


def last_speaker(scene: Scene, passage: Passage, before: int) -> Value | None:
    """Return who speaks in the part of a sentence that ends before a token, by a verb that has what is said beside it."""
    if before < 1:
        return None
    last = passage.doc[before - 1]
    start, end = (
        segment_of(passage, last) if last.text != ";" else segment_of(passage, passage.doc[before - 2])
    )
    for quotation in reversed(passage.paragraph.quotations):
        first = passage.offset + passage.doc[start].idx
        if first - 1 <= quotation[0] and quotation[1] <= passage.at(passage.doc[before - 1]) + 2:
            return voice_of(scene, passage, quotation)
    for inquit in find_inquits(passage, start, end):
        return name_speaker(scene, passage, expand(inquit.subject), firm=True)
    for verb in passage.doc[start:end]:
        plain = verb.dep_ in {"ROOT", "conj", "parataxis"} or (verb.dep_ == "ccomp" and verb.head.i >= end)
        if (
            is_uttering(verb)
            and not scene.engine.is_effect(verb, "agree")
            and plain
            and _has_content(verb)
            and passage.in_quotation(verb) is None
        ):
            subjects = scene.clause(verb).subjects
            return name_speaker(scene, passage, [h for s in subjects for h in expand(s)], firm=True)
    finite = [t for t in passage.doc[start:end] if t.tag_ in {"VBD", "VBZ", "VBP", "MD"}]
    if len(finite) == 1 and is_uttering(finite[0]) and not scene.engine.is_effect(finite[0], "agree"):
        return name_speaker(scene, passage, [c for c in finite[0].children if c.dep_ == "nsubj"], firm=True)
    return None


def _has_content(verb: "Token") -> bool:
    """Tell whether a verb of speech is told with what is said, or rejects what was: 'announced complaints' runs on with neither."""
    content = {c.dep_ for c in verb.children}
    bound = "xcomp" in content and "ccomp" not in content and lemma_of(verb) not in load_lexicon().saying
    if bound and verb.dep_ == "conj":
        return False
    if not any(c.dep_ == "dobj" and c.pos_ in {"NOUN", "PROPN"} for c in verb.children):
        return True
    return lemma_of(verb) in find_words("rejecting") or any(
        c.dep_ in {"ccomp", "parataxis"} or c.is_quote for c in verb.children
    )
