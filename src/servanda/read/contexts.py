"""PLOVER's contexts of an event, from the words of its sentence."""

from collections.abc import Mapping
from typing import Final

from servanda.codebook import Codebook, keep
from servanda.read.clauses import lemma_of
from servanda.read.draft import Draft

_PREFIX: Final = "context-"
_MOST: Final = 3


def find_contexts(codebook: Codebook, draft: Draft) -> tuple[str, ...]:
    """Return up to three contexts that the sentence of an event speaks of, in text order."""
    if draft.kind != "event":
        return ()
    table = _table(codebook)
    found = (table.get(lemma_of(token)) or table.get(token.lower_) for token in draft.head.sent)
    return tuple(dict.fromkeys(context for context in found if context is not None))[:_MOST]


@keep
def _table(codebook: Codebook) -> Mapping[str, str]:
    """Return word → context from the word classes ``context-…``."""
    return {
        word: name.removeprefix(_PREFIX)
        for name, words in codebook.words.items()
        if name.startswith(_PREFIX)
        for word in words
    }
