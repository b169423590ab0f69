"""What an attribution is: the words that attribute, who is named by them, and what is attributed."""

from dataclasses import dataclass

from servanda.model import Span

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content as spans of the text; each may stand in several pieces, a source may be missing."""

    source: Spans
    cue: Spans
    content: Spans
