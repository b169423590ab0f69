"""Who says it: the chain of speakers of a predicate, quotations included."""

from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.model import Value
from servanda.read.attributions import find_heard, find_tagged
from servanda.read.attributions.lexicon import load_lexicon
from servanda.read.clauses import expand, find_preps
from servanda.read.discourse import Mention, MentionKind
from servanda.read.force import SPEAKING, Effect, Qualified
from servanda.read.passage import Passage
from servanda.read.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

_LOOSE = frozenset({"relcl", "acl", "advcl", "appos"})
"""What ends the words of an unnamed speaker, where a comma parts it."""

_AUTHORS = frozenset({"person", "office", "ministry", "body", "group", "state"})
_FOLLOWING = 3
"""Paragraphs over which a quotation left open is followed."""
_TIMES = frozenset({"after", "before", "when", "while", "since", "until", "once", "as"})


def find_speakers(scene: Scene, passage: Passage, head: "Token", qualified: Qualified) -> tuple[Value, ...]:
    """Return the chain of speakers of a predicate, outermost first."""
    chain: list[Value] = []
    outside = False
    quotation = passage.in_quotation(head)
    for effect in qualified.speakers:
        if _is_parted(passage, head, effect.governor) or _is_before(head, effect):
            continue
        value = speaker_of(scene, passage, effect)
        if value is None:
            continue
        if quotation is not None and passage.in_quotation(effect.governor) != quotation:
            outside = True
        if all(value.value != other.value for other in chain):
            chain.append(value)
    if head.pos_ == "VERB" and quotation is None:
        _add_heard(scene, passage, head, chain, [effect.governor for effect in qualified.effects])
        if not chain:
            _add_tagged(scene, passage, head, chain)
    if quotation is not None and not outside:
        voice = voice_of(scene, passage, quotation)
        if voice is not None and all(voice.value != other.value for other in chain):
            chain.insert(0, voice)
    return tuple(chain)


def _is_parted(passage: Passage, head: "Token", governor: "Token") -> bool:
    """Tell whether a semicolon outside quotations parts a predicate from what the parse takes for its governor."""
    first, last = min(head.i, governor.i), max(head.i, governor.i)
    between = passage.doc[first:last]
    return any(token.text == ";" and passage.in_quotation(token) is None for token in between)


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
    if tagged is None or passage.in_quotation(tagged[0]) is not None or _is_parted(passage, head, tagged[0]):
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
        if passage.in_quotation(cue) is not None or _is_parted(passage, head, cue) or source.root in actors:
            continue
        value = _name_source(scene, passage, source)
        if value is None or any(_is_same(value, other) for other in chain):
            continue
        if any(other.span[0] < cue.idx + passage.offset for other in chain):
            chain.append(value)
        else:
            chain.insert(0, value)


def _name_source(scene: Scene, passage: Passage, source: "Words") -> Value | None:
    """Return the speaker that the words of a source name."""
    head = source.root
    if head.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return None
    return _name_speaker(scene, passage, expand(head))


def _is_same(left: Value, right: Value) -> bool:
    """Tell whether two speakers are one: the same name, or words that overlap."""
    return left.value == right.value or (left.span[0] < right.span[1] and right.span[0] < left.span[1])


def speaker_of(scene: Scene, passage: Passage, effect: Effect) -> Value | None:
    """Return the speaker that an effect's governor has, or None where the words name none."""
    clause = effect.clause
    if clause is None:
        return None
    subjects = _subjects_above(scene, effect) or clause.subjects
    if clause.passive and effect.kind == "speak":
        subjects = clause.subjects or ([] if _is_impersonal(clause.objects) else clause.objects)
    return _name_speaker(scene, passage, [head for subject in subjects for head in expand(subject)])


def _subjects_above(scene: Scene, effect: Effect) -> "list[Token]":
    """Return the subject of the verb above, where the parse hangs a second verb of speech one level too low.

    'He denied that they had fired and claimed that …': the bare past continues
    'denied', not the pluperfect inside its content.
    """
    verb = effect.governor
    first = verb.head
    if verb.dep_ != "conj" or first.dep_ != "ccomp" or effect.kind != "speak":
        return []
    helped = any(c.dep_ in {"aux", "auxpass"} for c in first.children)
    bare = verb.tag_ in {"VBD", "VBZ", "VBP"} and not any(
        c.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass", "mark"} for c in verb.children
    )
    if not helped or not bare or not any(scene.engine.is_effect(first.head, kind) for kind in SPEAKING):
        return []
    return scene.clause(first.head).subjects


def _name_speaker(scene: Scene, passage: Passage, heads: "list[Token]") -> Value | None:
    """Return the one or the several that noun phrases name; the words themselves where they are of no name."""
    mentions = [_as_person(scene, m) for m in scene.names(passage, heads)]
    named = [m for m in mentions if m.value is not None and m.kind != "place" and not _is_populace(scene, m)]
    if not named:
        return _keep_words(scene, passage, heads)
    if len(named) > 1:
        span = (named[0].span[0], named[-1].span[1])
        text = scene.document.text[span[0] : span[1]]
        return Value(text=text, value=" and ".join(m.value for m in named if m.value), span=span)
    return named[0].as_value()


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


def _keep_words(scene: Scene, passage: Passage, heads: "list[Token]") -> Value | None:
    """Return unnamed speakers by their own words ('residents of the town'); a paper's author where one is named."""
    sources = load_lexicon().sources
    for head in heads:
        if head.lemma_.lower() in sources["documents"]:
            owners = [h for p, h in find_preps(head) if p in {"by", "from", "of"}]
            owners += [c for c in head.children if c.dep_ == "poss"]
            named = [m for m in scene.names(passage, owners) if m.value is not None and m.kind in _AUTHORS]
            if named:
                return named[0].as_value()
        if head.pos_ == "NOUN" and any(head.lemma_.lower() in words for words in sources.values()):
            first, last = head.left_edge.i, head.right_edge.i
            for child in head.rights:
                if child.dep_ in _LOOSE and passage.doc[child.left_edge.i - 1].text == ",":
                    last = min(last, child.left_edge.i - 2)
            while passage.doc[last].is_punct and last > head.i:
                last -= 1
            text = passage.words(first, last + 1)
            article = passage.doc[first].dep_ == "det" and first < head.i
            value = passage.words(first + 1, last + 1) if article else text
            return Value(text=text, value=value, span=passage.span(first, last + 1))
    return None


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
    for token in passage.doc:
        if token.pos_ != "VERB" or passage.in_quotation(token) is not None:
            continue
        if not scene.engine.is_effect(token, "speak"):
            continue
        position = passage.at(token)
        distance = position - quotation[1] if position >= quotation[1] else quotation[0] - position + 40
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
        voice = _voice_after(scene, passage, quotation) or _voice_before(scene, quotation)
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
    following = {draft.passage.paragraph.number: draft.passage for draft in scene.drafts}
    later = [following[n] for n in sorted(following) if number < n <= number + _FOLLOWING]
    for other in later:
        opening = next(iter(other.paragraph.quotations), None)
        if opening is None or text[other.paragraph.body[0] : opening[0]].strip("\"“”'„« "):
            return None
        voice = voice_of(scene, other, opening)
        if voice is not None:
            return voice
    return None


def _voice_before(scene: Scene, quotation: tuple[int, int]) -> Value | None:
    """Return the voice of the quotation before, where this one runs on from it with no new speaker."""
    earlier = [
        (span, value) for span, value in scene.quoted.items() if span[1] < quotation[0] and value is not None
    ]
    if not earlier:
        return None
    span, value = max(earlier)
    return value if quotation[0] - span[1] < 400 else None


def _is_impersonal(objects: "list[Token]") -> bool:
    return all(token.lower_ in {"it", "there"} for token in objects)
