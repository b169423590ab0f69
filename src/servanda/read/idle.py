"""What is only asked, held of all times, or of private things: 'Did the Romans withdraw?', 'Armies withdraw', 'gave up his book'."""

from typing import TYPE_CHECKING

from servanda.read.draft import Draft

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_DEEDS = frozenset({"event", "status"})
_YIELDING = frozenset({"RETREAT", "CONCEDE"})
_PRESENT = frozenset({"VBP", "VBZ"})
_ALIKE = frozenset({"let", "set", "put", "cut", "shut", "quit", "hit", "shed", "cast", "split"})
"""Verbs whose past is written like their present."""
_PRIVATE = frozenset({"his", "her", "my", "your"})
_OBJECTS = frozenset({"dobj", "nsubjpass"})


def is_idle(draft: Draft) -> bool:
    """Tell whether nothing is said to have happened: a question, a saying about all armies, a private gift."""
    if draft.kind not in _DEEDS or draft.force != "asserted":
        return False
    return _is_question(draft.head) or _is_saying(draft) or _is_private(draft)


def _is_question(head: "Token") -> bool:
    """Tell whether the sentence asks, and nobody is quoted in it."""
    words = [t for t in head.sent if not t.is_space]
    return bool(words) and words[-1].text == "?"


def _is_saying(draft: Draft) -> bool:
    """Tell whether it is said of all of a kind, in the simple present: 'Armies withdraw, but prices stay'."""
    head = draft.head
    acting = [c for c in head.children if c.dep_ == "nsubj"]
    bare = bool(acting) and all(c.tag_ == "NNS" and not any(True for _ in c.children) for c in acting)
    present = head.tag_ in _PRESENT and not any(c.dep_ in {"aux", "auxpass"} for c in head.children)
    nobody = not draft.values("actor") and not draft.roles.get("date")
    return (bare or nobody) and present and draft.code in _YIELDING and head.lower_ not in _ALIKE


def _is_private(draft: Draft) -> bool:
    """Tell whether somebody parts with a thing of his own: 'surrendered his manuscript to the printer'."""
    things = [c for c in draft.head.children if c.dep_ in _OBJECTS]
    owned = any(c.dep_ == "poss" and c.lower_ in _PRIVATE for t in things for c in t.children)
    return draft.mode == "return" and owned
