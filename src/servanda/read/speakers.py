"""Who says it: the chain of speakers of a predicate, quotations included."""

from typing import TYPE_CHECKING

from servanda.model import Value
from servanda.read.clauses import expand
from servanda.read.discourse import Mention, MentionKind
from servanda.read.force import Effect, Qualified
from servanda.read.passage import Passage
from servanda.read.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_speakers(scene: Scene, passage: Passage, head: "Token", qualified: Qualified) -> tuple[Value, ...]:
    """Return the chain of speakers of a predicate, outermost first."""
    chain: list[Value] = []
    outside = False
    quotation = passage.in_quotation(head)
    for effect in qualified.speakers:
        value = speaker_of(scene, passage, effect)
        if value is None:
            continue
        if quotation is not None and passage.in_quotation(effect.governor) != quotation:
            outside = True
        if all(value.value != other.value for other in chain):
            chain.append(value)
    if quotation is not None and not outside:
        voice = voice_of(scene, passage, quotation)
        if voice is not None and all(voice.value != other.value for other in chain):
            chain.insert(0, voice)
    return tuple(chain)


def speaker_of(scene: Scene, passage: Passage, effect: Effect) -> Value | None:
    """Return the speaker that an effect's governor has, or None where the words name none."""
    clause = effect.clause
    if clause is None:
        return None
    subjects = clause.subjects
    if clause.passive and effect.kind == "speak":
        subjects = clause.subjects or ([] if _is_impersonal(clause.objects) else clause.objects)
    mentions: list[Mention] = []
    for subject in subjects:
        mentions.extend(scene.names(passage, expand(subject)))
    named = [m for m in mentions if m.value is not None and m.kind != "place"]
    if not named:
        return None
    if len(named) > 1:
        span = (named[0].span[0], named[-1].span[1])
        text = scene.document.text[span[0] : span[1]]
        return Value(text=text, value=" and ".join(m.value for m in named if m.value), span=span)
    return named[0].as_value()


def find_voice(scene: Scene, passage: Passage, token: "Token") -> Mention | None:
    """Return the one quoted at a token ('I', 'we'), as a mention."""
    quotation = passage.in_quotation(token)
    if quotation is None:
        return None
    value = voice_of(scene, passage, quotation)
    if value is None or value.value is None:
        return None
    office, of, level = scene.namer.discourse.post_of(value.value)
    kind: MentionKind = "person"
    facts = scene.codebook.describe(value.value)
    if facts is not None and facts.kind != "person":
        kind = "state" if facts.kind == "state" else "ministry" if facts.kind == "government-body" else "body"
        of = of or (value.value if kind == "state" else value.value.rpartition(" of ")[2] or None)
    return Mention(value.value, kind, value.text, value.span, of, office, level)


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
        scene.quoted[quotation] = _voice_before(scene, quotation)
    return scene.quoted[quotation]


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
