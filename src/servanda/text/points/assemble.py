"""Own words, headings and ends of the points in a grown tree."""

import re
from collections.abc import Sequence

from servanda.model import Span
from servanda.text.points.lines import Line
from servanda.text.points.nodes import Node
from servanda.text.points.paragraphs import is_heading, is_title_case
from servanda.text.points.words import LIST_END, RANKS, TERMINAL

Piece = tuple[int, int, bool]
"""Start and end of own words on one line, and whether a paragraph begins there."""
_SENTENCE = re.compile(r"(?<=[\w)\]”\"])\.\s+(?=[A-Z])")
_RUN_IN = re.compile(r"[\"“*_]{0,2}([A-Z][^.:;\n]{2,80}?)(?:[.:]|\s[–—-])[*_]{0,2}\s+(?=[A-Z“\"])")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\w{0,2}|No|Art|Gen|Col|Prof|Hon|Capt|Amb|Messrs)$")
_UNITS = frozenset([*RANKS, "heading"])


def collect_nodes(root: Node) -> list[Node]:
    """Return all nodes under a root, in order of place; what holds a node before it."""
    return sorted(_walk(root), key=lambda node: (node.start, node.rest))


def _walk(root: Node) -> list[Node]:
    """Return all nodes under a root, each before what it holds."""
    found: list[Node] = []
    stack = list(reversed(root.children))
    while stack:
        node = stack.pop()
        found.append(node)
        stack += reversed(node.children)
    return found


def give_words(root: Node, lines: Sequence[Line], begins: Sequence[bool], text: str) -> None:
    """Give every node its own words, its heading and its end."""
    nodes = collect_nodes(root)
    pieces = _cut_pieces(nodes, lines, begins)
    for node in nodes:
        for child in _last_of_runs(node):
            _return_tail(child, node, pieces, text)
    for node in nodes:
        if node.heading is None:
            _take_heading(node, pieces[id(node)], text)
    for node in nodes:
        if node.style in _UNITS and not node.children:
            _split_paragraphs(node, pieces)
    for node in reversed(_walk(root)):
        node.own = _merge(sorted(pieces[id(node)]), text)
        ends = [node.label.end if node.label else node.start, *(span[1] for span in node.own)]
        if node.heading is not None:
            ends.append(node.heading[1])
        node.end = max([*ends, *(child.end for child in node.children)])
        node.children.sort(key=lambda child: child.start)


def _cut_pieces(nodes: list[Node], lines: Sequence[Line], begins: Sequence[bool]) -> dict[int, list[Piece]]:
    pieces: dict[int, list[Piece]] = {id(node): [] for node in nodes}
    n = 0
    for node, following in zip(nodes, [*nodes[1:], None], strict=True):
        low = node.rest
        high = following.start if following is not None else lines[-1].end
        while n < len(lines) and lines[n].end <= low:
            n += 1
        m = n
        while m < len(lines) and lines[m].start < high:
            start, end = max(low, lines[m].start), min(high, lines[m].end)
            if start < end:
                pieces[id(node)].append((start, end, begins[m] and start == lines[m].start))
            m += 1
    return pieces


def _last_of_runs(node: Node) -> list[Node]:
    """Return the last item of each run of two or more items under a node."""
    runs = []
    for n, child in enumerate(node.children):
        last = n + 1 == len(node.children) or node.children[n + 1].style != child.style
        if last and n and node.children[n - 1].style == child.style and not child.children:
            runs.append(child)
    return runs


def _words(pieces: list[Piece], text: str) -> str:
    return " ".join(text[start:end] for start, end, _ in pieces).strip()


def _return_tail(item: Node, parent: Node, pieces: dict[int, list[Piece]], text: str) -> None:
    """Give the paragraph after a closed list back to the point that holds the list."""
    own = pieces[id(item)]
    if parent.style == "root" or not own:
        return
    siblings = [child for child in parent.children if child.style == item.style and child is not item]
    closed = [child for child in siblings if LIST_END.search(_words(pieces[id(child)], text))]
    if len(closed) * 2 <= len(siblings) and not any(child.inline for child in siblings):
        return
    for n, (start, end, begin) in enumerate(own):
        line = begin or (not item.inline and text[start - 1 : start] in "\n\r\t ")
        if n and line and TERMINAL.search(_words(own[:n], text)) and text[start : start + 1].isupper():
            pieces[id(parent)] += own[n:]
            del own[n:]
            return
        cut = _SENTENCE.search(text, start, end) if item.inline or any(s.inline for s in siblings) else None
        if cut is not None:
            pieces[id(parent)] += [(cut.end(), end, False), *own[n + 1 :]]
            own[n:] = [(start, cut.start() + 1, begin)]
            return


def _take_heading(node: Node, own: list[Piece], text: str) -> None:
    """Take the title of a point out of its own words."""
    if not own or node.style in {"cover", "contents", "signature"} or node.inline:
        return
    if node.style == "¶":
        _take_line(node, own, text)
        return
    unit = node.style in RANKS
    first = text[own[0][0] : own[0][1]]
    count = 1
    while (
        count < len(own) and count < 4 and first.isupper() and text[own[count][0] : own[count][1]].isupper()
    ):
        if (own[count][2] and not unit) or text[own[count][0]] == "[":
            break
        count += 1
    rest = own[count:]
    line = _words(own[:count], text)
    if _is_title(node, line, unit=unit, follows=_words(rest, text), wrapped=bool(rest) and not rest[0][2]):
        node.heading = (own[0][0], own[count - 1][1])
        del own[:count]
        return
    match = _RUN_IN.match(text, own[0][0], own[0][1])
    if match and _ABBREVIATED.search(match[1]):
        return
    if (
        match
        and is_title_case(match[1])
        and len(match[1].split()) <= 8
        and (node.style in {"decimal", "n."} or unit)
    ):
        if node.style in {"decimal", "n."} and len(match[1].split()) < 2 and text[match.end(1)] != ".":
            return
        node.heading = match.span(1)
        own[0] = (match.end(), own[0][1], own[0][2])


def _take_line(node: Node, own: list[Piece], text: str) -> None:
    """Take a short first line without full stop for the title of a paragraph that begins anew under it."""
    if len(own) < 2 or node.part not in {"body", "annex"}:
        return
    first, second = text[own[0][0] : own[0][1]], text[own[1][0] : own[1][1]]
    ended = TERMINAL.search(text[max(0, own[0][0] - 40) : own[0][0]].rstrip()) or own[0][0] == 0
    short = (
        ended
        and "," not in first
        and len(first.split()) <= 6
        and len(first) * 2 < len(second)
        and first[-1] not in ".;,:-"
    )
    if short and first[:1].isupper() and second[:1].isupper():
        node.heading = own.pop(0)[:2]


def _is_title(node: Node, line: str, *, unit: bool, follows: str, wrapped: bool) -> bool:
    if not is_heading(line):
        short = unit and len(line.split()) <= 12 and line[-1] not in ".;,:" and line[:1].isupper()
        if not (short and (follows or node.children) and not wrapped):
            return False
    if not follows:
        return bool(node.children)
    if wrapped and not (line.isupper() or (unit and follows[:1].isupper() and is_title_case(line))):
        return False
    if unit or (line.isupper() and len(line.split()) > 1):
        return True
    return bool(
        not line.endswith(":")
        and follows[:1].isupper()
        and len(follows.split()) >= 6
        and TERMINAL.search(follows)
    )


def _split_paragraphs(node: Node, pieces: dict[int, list[Piece]]) -> None:
    """Make points of the paragraphs of an article, annex … that has two or more and no numbered ones."""
    own = pieces[id(node)]
    starts = [n for n, piece in enumerate(own) if n == 0 or piece[2]]
    if len(starts) < 2:
        return
    for n, first in enumerate(starts):
        group = own[first : starts[n + 1] if n + 1 < len(starts) else len(own)]
        child = Node("¶", (), group[0][0], group[0][0], node.part)
        node.add(child)
        pieces[id(child)] = group
    pieces[id(node)] = []


def _merge(pieces: list[Piece], text: str) -> list[Span]:
    """Join pieces between which only space stands."""
    spans: list[Span] = []
    for start, end, _ in pieces:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        if spans and not text[spans[-1][1] : start].strip():
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans
