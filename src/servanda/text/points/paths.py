"""Canonical names of points, unique in the text."""

import re
from collections import Counter

from servanda.text.points.nodes import Node
from servanda.text.points.numerals import read_word
from servanda.text.points.outline import Anomaly
from servanda.text.points.words import CONTAINERS

_LONGEST = 48


def name_points(root: Node) -> list[Anomaly]:
    """Give every node under the root its path; return a note for each that would have borne another's."""
    _clear_heads(root)
    used: Counter[str] = Counter()
    notes: list[Anomaly] = []
    stack = [(child, "") for child in reversed(root.children)]
    counts: Counter[tuple[str, str]] = Counter()
    while stack:
        node, prefix = stack.pop()
        path = _name(node, prefix, counts)
        used[path] += 1
        if used[path] > 1:
            if node.label is not None and node.style != "decimal":
                notes.append(
                    Anomaly("duplicate", f"{path} has stood before", (node.label.start, node.label.end))
                )
            number = used[path]
            while f"{path}#{number}" in used:
                number += 1
            path = f"{path}#{number}"
            used[path] += 1
        node.path = path
        below = prefix if node.clear else path
        stack += [(child, below) for child in reversed(node.children)]
    return notes


def _clear_heads(root: Node) -> None:
    """Where numbering goes on under the next head, no head of that run stands in the paths below it."""
    stack = [root]
    while stack:
        node = stack.pop()
        stack += node.children
        styles = {child.style for child in node.children if child.clear and child.style != "heading"}
        for child in node.children:
            if child.style in styles:
                child.clear = True
        groups = [child for child in node.children if child.style == "heading"]
        if groups:
            keys = Counter(
                below.value
                for child in [*groups, node]
                for below in child.children
                if below.style not in {"heading", "¶", "root"} and not below.style.startswith("bullet")
            )
            for group in groups:
                group.clear = not any(keys[below.value] > 1 for below in group.children)


def _name(node: Node, prefix: str, counts: Counter[tuple[str, str]]) -> str:
    style = node.style
    if style == "¶" or style.startswith("bullet"):
        mark = "¶" if style == "¶" else "•"
        counts[prefix, mark] += 1
        return _join(prefix, f"{mark}{counts[prefix, mark]}", node)
    if style == "decimal":
        value = [str(number) for number in node.value]
        raw = node.label.text.strip().rstrip(".)") if node.label else ""
        if raw and raw[-1].isalpha():
            value[-1] = raw[-1]
        return _join(_outer(node), ".".join(value), node)
    if style == "heading":
        return _join(prefix, node.name, node)
    if style in CONTAINERS:
        return _join(prefix, f"{_unit(node)} {_numeral(node)}".strip(), node)
    if node.label is None:
        return _join(prefix, node.name, node)
    return _join(prefix, _numeral(node), node)


def _unit(node: Node) -> str:
    """Return the word for a chapter, annex … in one spelling; a schedule or appendix keeps its own."""
    word = re.match(r"[^\W\d_]+", node.label.text if node.label else "")
    own = word is not None and node.style == "annex" and not word[0].lower().startswith(("annex", "anexo"))
    return word[0].capitalize() if word is not None and own else node.style.capitalize()


def _outer(node: Node) -> str:
    """Return the path before a decimal, which bears its own address: that of its chapter, annex …."""
    parent = node.parent
    while parent is not None and parent.style != "root":
        if parent.style == "decimal" or (
            parent.address and not parent.contains and parent.address == node.value[: len(parent.address)]
        ):
            parent = parent.parent
            continue
        if parent.clear:
            parent = parent.parent
            continue
        return parent.path
    return ""


def _join(prefix: str, name: str, node: Node) -> str:
    if not prefix:
        return name
    parent = node.parent
    slash = (
        parent is None or parent.contains or parent.clear or node.style == "¶" or node.style == "decimal"
        or node.style in CONTAINERS or node.style == "heading" or (node.label is None and not node.style.startswith("bullet"))
    )  # fmt: skip
    return f"{prefix}{'/' if slash else '.'}{name}"


def _numeral(node: Node) -> str:
    """Return the number of a label in one spelling: figures, capital romans, letters as they are."""
    raw = node.label.text if node.label else ""
    if node.style in {"WORD", "word"} or node.style[0] in "n" or node.style == "(n)":
        return str(node.value[0])
    if "letter-x" in node.style and not raw.strip("() .").isalpha():
        return chr(96 + node.value[0])
    if node.label is not None and node.label.kind:
        tail = re.split(r"^[^\W\d_]+\.?", raw, maxsplit=1)[-1]
        tail = re.sub(r"^\s*(?:no\.?|number|n[°º])(?=[\s\d])", "", tail, flags=re.IGNORECASE).strip(
            '\t .:;–—-*_()“”"'
        )
        word = read_word(tail)
        if word is not None:
            return str(word)
        return re.sub(r"\s+", "", tail.upper() if re.fullmatch(r"[ivxlcIVXLC]+|[a-zA-Z]", tail) else tail)
    return re.sub(r"[^\w]", "", raw) if not raw.strip().startswith("§") else raw.strip("§ .")


def shorten_name(words: str) -> str:
    """Return a heading as a name in a path: one line, no slash, at most forty-eight characters."""
    line = re.sub(r"\s+", " ", words).replace("/", "-").strip(" :*_#")
    if len(line) <= _LONGEST:
        return line
    return line[:_LONGEST].rsplit(" ", 1)[0]
