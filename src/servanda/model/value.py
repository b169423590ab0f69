"""A value that a claim gives to a role: the words, what they mean, and where they stand."""

import msgspec

Span = tuple[int, int]
"""Start and end in Unicode code points of the document's kept text; end is exclusive."""


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One filler of a role.

    text: the words as written. value: the canonical value, or None where the
    words could not be resolved (a weekday without a publication date).
    inferred: None, or the reason for a value that the words do not state.
    """

    text: str
    value: str | None
    span: Span
    inferred: str | None = None


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words that made the reader read a claim, and the rule that says why.

    rule: name of the codebook entry, e.g. ``types/CONSULT#hold talks``.
    """

    text: str
    span: Span
    rule: str
