"""Forms of the press that say who speaks without a verb: the transcript, and the quotation signed with a dash."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from servanda.model import Span
from servanda.read.attributions.attribution import Attribution
from servanda.read.attributions.columns import Columns

LEAST_TURNS: Final = 2
"""Lines "NAME: …" from which a text is a transcript."""
LONGEST_SIGNATURE: Final = 12
"""Words of a name behind a dash, with what is said of its bearer."""
_MARKS: Final = "\"“”„«»'‘’"
_TURN: Final = re.compile(
    rf"(?P<open>[{_MARKS}]*)(?P<name>[A-Z][A-Z.'’\- ]{{0,40}}(?:\([^()]{{1,40}}\))?)(?P<colon>:)\s+(?P<said>\S)"
)
_SIGNED: Final = re.compile(
    rf"(?P<quote>[{_MARKS}].*[{_MARKS}])\s*(?P<dash>[―—–]|--?)\s*(?P<name>[A-Z][^{_MARKS}:;?!]{{2,120}}?)[.\s]*$",
    re.DOTALL,
)


def find_forms(text: str, columns: Columns) -> list[Attribution]:
    """Return the attributions of transcripts and of signed quotations."""
    paragraphs = list(_paragraphs(columns))
    return [*_find_turns(text, paragraphs), *_find_signed(text, paragraphs)]


def join_forms(forms: list[Attribution], found: list[Attribution]) -> list[Attribution]:
    """Return both in the order of their cues, without what was found at the cue or the name of a form."""
    taken = [span for form in forms for span in (*form.cue, *form.source)]
    free = [a for a in found if not any(_overlap(cue, span) for cue in a.cue for span in taken)]
    return sorted([*forms, *free], key=lambda attribution: attribution.cue)


def _paragraphs(columns: Columns) -> Iterator[Span]:
    """Yield where the paragraphs start and end."""
    rows = zip(columns.paragraph.tolist(), columns.starts.tolist(), columns.ends.tolist(), strict=True)
    for _, group in groupby(rows, key=lambda row: row[0]):
        tokens = list(group)
        yield tokens[0][1], tokens[-1][2]


def _find_turns(text: str, paragraphs: list[Span]) -> Iterator[Attribution]:
    """Yield the turns of a transcript; where its lines open with a mark, lines with a mark go on with a turn."""
    turns = [(number, _TURN.match(text, *span)) for number, span in enumerate(paragraphs)]
    spoken = {number: match for number, match in turns if match is not None}
    if len(spoken) < LEAST_TURNS:
        return
    for number, match in spoken.items():
        content = [(match.start("said"), paragraphs[number][1])]
        following = number + 1
        while match["open"] and following < len(paragraphs) and following not in spoken:
            start, end = paragraphs[following]
            if text[start] not in _MARKS or text[start + 1 : start + 2] in {"(", "["}:
                break
            content.append((start + 1, end))
            following += 1
        name = text[match.start("name") : match.end("name")].rstrip()
        source = (match.start("name"), match.start("name") + len(name))
        yield Attribution((source,), (match.span("colon"),), tuple(content))


def _find_signed(text: str, paragraphs: list[Span]) -> Iterator[Attribution]:
    """Yield the paragraphs that are a quotation, a dash and a name."""
    for start, end in paragraphs:
        if text[start] not in _MARKS:
            continue
        match = _SIGNED.match(text, start, end)
        if match is not None and len(match["name"].split()) <= LONGEST_SIGNATURE:
            yield Attribution((match.span("name"),), (match.span("dash"),), (match.span("quote"),))


def _overlap(left: Span, right: Span) -> bool:
    return left[0] < right[1] and right[0] < left[1]
