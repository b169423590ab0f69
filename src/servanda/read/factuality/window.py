"""What stands beside an event, whatever the parse says: tags, and words that make things open or undone."""

from typing import TYPE_CHECKING

from servanda.read.factuality.classes import Words

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_STEPS = (-3, -2, -1, 1, 2)
_SIGNS = {
    "will": "will", "'ll": "will", "would": "would", "could": "could", "can": "can", "may": "may", "might": "may", "should": "must",
    "must": "must", "to": "to", "if": "if", "unless": "if", "whether": "if", "until": "if", "not": "not", "n't": "not", "never": "not",
    "no": "not", "without": "not", "any": "any", "for": "for", "of": "of", "by": "by", "the": "the", "a": "a", "an": "a", "that": "that",
}  # fmt: skip
_FAR = frozenset({"will", "would", "could", "can", "may", "must", "if", "not", "any"})
"""Signs that count however far off they stand, the less the farther."""


def add_window(head: "Token", words: Words, found: dict[str, float]) -> None:
    """Add tags and signs beside an event, and how near the nearest sign on either side is."""
    doc = head.doc
    for step in _STEPS:
        if not 0 <= head.i + step < len(doc):
            continue
        near = doc[head.i + step]
        found[f"at{step}:{near.tag_}"] = 1.0
        if near.lower_ in _SIGNS:
            found[f"at{step}={_SIGNS[near.lower_]}"] = 1.0
        elif step in {-1, -2}:
            found.update((f"at{step}:is:{name}", 1.0) for name in words.classes_of(near))
    for token in doc:
        sign = _SIGNS.get(token.lower_)
        if sign in _FAR:
            side = "left" if token.i < head.i else "right"
            nearness = 1 / max(1, abs(token.i - head.i))
            found[f"{side}:{sign}"] = max(nearness, found.get(f"{side}:{sign}", 0.0))
