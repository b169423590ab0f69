"""Where paragraphs begin, and which of them are headings."""

import itertools
import re
from collections.abc import Sequence

from servanda.text.points.lines import Line
from servanda.text.points.words import CLOSED, OPERATIVE, RECITAL, TERMINAL

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SMALL = frozenset(
    "a an the of and or in on to for with by at from as per de la le el du des y et und between against into "
    "their its within under through upon during".split()
)
_VERB = re.compile(
    r"\b(?:shall|will|must|should|may|agrees?|agreed|undertakes?|commits?|decides?|requests?|calls|is|are|was|were|has|have|be|that)\b"
)
LONGEST_HEADING = 18
"""Words of the longest heading."""
_LONG_LINE = 200


def begin_paragraphs(lines: Sequence[Line]) -> list[bool]:
    """Tell of each line whether it begins a paragraph."""
    if not lines:
        return []
    gaps = sum(line.gap for line in lines)
    spaced = gaps * 25 > len(lines)
    widths = sorted(line.end - line.start for line in lines)
    width = widths[len(widths) * 9 // 10]
    begins = [True]
    for before, line in itertools.pairwise(lines):
        if spaced and width < _LONG_LINE:
            begin = line.gap and not (line.text[:1].islower() and not CLOSED.search(before.text))
        else:
            short = before.end - before.start < width * 0.8
            ended = TERMINAL.search(before.text) is not None
            begin = (
                line.gap or (width >= _LONG_LINE and ended) or (short and (ended or is_heading(before.text)))
            )
            begin = begin and not (line.text[:1].islower() and not CLOSED.search(before.text))
        begins.append(begin or _begins_clause(before.text, line.text))
    return begins


def _begins_clause(before: str, text: str) -> bool:
    """Whether a new consideration or decision begins on the next line without a blank one."""
    if before.rstrip("0123456789 ")[-1:] not in {",", ";"} or not text[:1].isupper():
        return False
    return bool(RECITAL.match(text) or OPERATIVE.match(text))


def is_title_case(text: str, tenths: int = 6) -> bool:
    """Tell whether so many tenths of the words of a phrase begin with a capital, and it has no verb of duty."""
    words = [word for word in _WORD.findall(text) if word.lower() not in _SMALL]
    if not words or (not text[:1].strip("*_“\"#'(").isupper() and not words[0][:1].isupper()):
        return False
    upper = sum(word[0].isupper() for word in words)
    return upper * 10 >= len(words) * tenths and not _VERB.search(text)


def is_heading(text: str) -> bool:
    """Tell whether a line can be the title of what follows: short, in capitals or title case, no full stop."""
    bare = text.strip("*_# \t")
    if not bare or bare[0] == "[" or bare[-1] in ".;,!?" or len(bare.split()) > LONGEST_HEADING:
        return False
    return (bare.isupper() and len(bare) > 2) or is_title_case(bare.rstrip(":"))


def find_heading(
    lines: Sequence[Line], begins: Sequence[bool], number: int, labelled: set[int], after_alone: bool
) -> int | None:
    """Return the last line of a heading that begins on this line, or None where there is none."""
    if after_alone or number + 1 >= len(lines) or not begins[number] or number in labelled:
        return None
    if number and not (
        TERMINAL.search(lines[number - 1].text) or lines[number - 1].text[-1] in ";:)" or lines[number].gap
    ):
        return None
    last = number
    while last + 1 < len(lines) and last - number < 3 and not begins[last + 1] and last + 1 not in labelled:
        last += 1
    words = " ".join(line.text for line in lines[number : last + 1])
    if not is_heading(words) or (words.rstrip().endswith(":") and not words.isupper()):
        return None
    if not words.isupper() and not (is_title_case(words, 8) and words.split()[-1].lower() not in _SMALL):
        return None
    following = last + 1
    if following >= len(lines) or not (lines[following].gap or following in labelled):
        return None
    return last
