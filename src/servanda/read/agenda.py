"""What a meeting is about: topics, the frameworks it stands in, and the medium."""

from typing import TYPE_CHECKING

from servanda.read.clauses import Clause, lemma_of
from servanda.read.draft import Draft
from servanda.read.passage import Passage
from servanda.read.scene import Scene
from servanda.read.topics import find_topics

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_MEDIA = {
    "phone": "phone",
    "telephone": "phone",
    "video": "video",
    "videoconference": "video",
    "online": "video",
    "virtual": "video",
    "virtually": "video",
    "zoom": "video",
    "video-conference": "video",
    "teleconference": "phone",
    "hotline": "phone",
    "telephonic": "phone",
}
_ON_TOPIC = frozenset({"on", "about", "over", "regarding", "concerning"})
_TREATING = frozenset(
    {"discuss", "negotiate", "focus", "address", "tackle", "review", "talk", "settle", "resolve"}
)
_FRAMEWORK_WORDS = frozenset(
    [
        "framework", "frameworks", "format", "platform", "platforms", "mechanism", "mechanisms", "auspices",
        "process",
    ]
)  # fmt: skip


def add_medium(passage: Passage, draft: Draft, clause: Clause, noun: "Token | None") -> None:
    """Give the medium where it is not a room: by phone, by video."""
    sentence = clause.head.sent
    near = {t.i for t in clause.head.subtree} | ({t.i for t in noun.subtree} if noun is not None else set())
    for token in sentence:
        medium = _MEDIA.get(token.lower_)
        if medium and token.i in near and abs(token.i - clause.head.i) <= 14:
            draft.add("medium", passage.cite(token.i, token.i + 1, medium))
            return


def add_topics(scene: Scene, passage: Passage, draft: Draft, clause: Clause, noun: "Token | None") -> None:
    """Give the topics: what they meet to discuss, what they met on."""
    stretches: list[Token] = []
    for token in (clause.head, noun):
        if token is None:
            continue
        for child in token.children:
            if child.dep_ in {"advcl", "xcomp", "acl", "relcl"} and lemma_of(child) in _TREATING:
                stretches.extend(child.subtree)
            if child.dep_ == "prep" and child.lower_ in _ON_TOPIC:
                stretches.extend(child.subtree)
    draft.add("topic", *find_topics(scene.codebook, passage, stretches))
    add_frameworks(passage, draft, list(clause.head.subtree))


def add_frameworks(passage: Passage, draft: Draft, tokens: "list[Token]") -> None:
    """Give frameworks: bodies that 'within the framework of', 'such as', 'at platforms including' bring."""
    words = {t.lower_ for t in tokens}
    if not words & _FRAMEWORK_WORDS:
        return
    members = {t.i for t in tokens}
    seen: set[int] = set()
    for index in sorted(members):
        hit = passage.hits.get(index)
        if hit is None or hit.start in seen or hit.entry.kind != "body":
            continue
        seen.add(hit.start)
        stands = hit.entry.framework or "framework" in words
        if stands and hit.entry.value not in draft.values("participant"):
            draft.add("framework", passage.cite(hit.start, hit.end, hit.entry.value))
