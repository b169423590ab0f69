"""What an agreement is called: 'the Pretoria Agreement', 'Agreement on the Resolution of the Conflict'."""

from typing import TYPE_CHECKING

from servanda.model import Value
from servanda.read.passage import Passage

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_CALENDAR = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ]
)


def find_title(passage: Passage, noun: "Token") -> Value | None:
    """Return a proper title ('the Pretoria Agreement', 'Minsk agreements'); a plain 'trilateral statement' is none."""
    doc = passage.doc
    proper = noun.text[:1].isupper() and noun.i != noun.sent.start
    start = noun.i
    for child in reversed(list(noun.lefts)):
        hit = passage.hits.get(child.i)
        plain = hit is not None and hit.entry.kind in {"adjective", "demonym"} and not proper
        if (
            child.dep_ not in {"compound", "amod", "nmod"}
            or not child.text[:1].isupper()
            or plain
            or child.ent_type_ == "DATE"
        ):
            break
        if child.i + 1 < noun.i and doc[child.i + 1].text == "-" and not proper:
            break
        start = child.left_edge.i
    while start < noun.i and not doc[start].text[:1].isupper():
        start += 1
    tail = _tail_title(passage, noun) if proper else None
    if start == noun.i and tail is None:
        return None
    end = tail or noun.i + 1
    if end < len(doc) and doc[end].text in {"I", "II", "III", "IV"}:
        end += 1
    text = passage.words(start, end)
    return Value(text=text, value=text, span=passage.span(start, end))


def _tail_title(passage: Passage, noun: "Token") -> int | None:
    """Return the end of a capitalised tail: 'Agreement on the Resolution of the Conflict in South Sudan'."""
    doc = noun.doc
    end = noun.i + 1
    last = None
    while end < len(doc):
        token = doc[end]
        if token.ent_type_ == "DATE" or token.text in _CALENDAR:
            break
        following = doc[end + 1] if end + 1 < len(doc) else None
        if (
            token.lower_ == "in"
            and following is not None
            and following.ent_type_ == "GPE"
            and following.text[:1].isupper()
        ):
            hit = passage.hits.get(end + 1)
            if hit is None or hit.entry.kind in {"capital", "place"}:
                break
        if token.text[:1].isupper() and token.is_alpha:
            last = end + 1
        elif token.lower_ not in {"on", "of", "the", "for", "in", "and", "to", "with", "a"}:
            break
        end += 1
    after = doc[noun.i + 1] if noun.i + 1 < len(doc) else None
    return last if after is not None and after.lower_ in {"on", "of", "for"} else None
