"""Splits the text of an agreement into its points."""

from collections import defaultdict
from collections.abc import Sequence

from servanda.text.points.accept import Acceptance
from servanda.text.points.assemble import collect_nodes, give_words
from servanda.text.points.contents import find_contents
from servanda.text.points.front import Front, find_closings, find_front
from servanda.text.points.furniture import drop_furniture, find_furniture
from servanda.text.points.labels import Label, find_labels
from servanda.text.points.lines import Line, cut_lines
from servanda.text.points.nodes import Node
from servanda.text.points.outline import Outline, Part, Point
from servanda.text.points.paragraphs import begin_paragraphs, find_heading
from servanda.text.points.paths import name_points, shorten_name
from servanda.text.points.tree import Tree
from servanda.text.points.words import PLACE_DATE, PREAMBLE, RANKS, RECITAL, TERMINAL

_MOVABLE = ("part", "title", "chapter", "section", "article")


def split(text: str) -> tuple[Point, ...]:
    """Return the points of a text, in reading order."""
    return outline(text).points


def outline(text: str) -> Outline:
    """Return the points of a text, what is odd in their numbering, and the page furniture left out."""
    every = cut_lines(text)
    furniture = find_furniture(every)
    lines = drop_furniture(every, furniture)
    spans = tuple((every[n].start, every[n].end) for n in sorted(furniture))
    if not lines:
        return Outline((), (), spans)
    return _Splitting(text, lines).run(spans)


class _Splitting:
    """One run over one text."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text = text
        self.lines = lines
        self.begins = begin_paragraphs(lines)
        self.tables = find_contents(lines, text)
        self.skipped = {n for low, high in self.tables for n in range(low, high)}
        labels = [
            label for n, line in enumerate(lines) if n not in self.skipped for label in find_labels(line, n)
        ]
        self.accept = Acceptance(lines, labels, text)
        self.labels: defaultdict[int, list[Label]] = defaultdict(list)
        for label in labels:
            self.labels[label.line].append(label)
        self.labelled = {label.line for label in labels if label.at == "line" and not label.weak}
        self.all = labels
        self.root = Node("root", (), 0, 0, "body")

    def run(self, furniture: tuple[tuple[int, int], ...]) -> Outline:
        first = max((high for low, high in self.tables if low < max(40, len(self.lines) // 5)), default=0)
        if first >= len(self.lines):
            first = 0
        front = find_front(self.lines, self.all, self.begins, self.accept, first)
        stops = [
            label.line
            for label in self.all
            if label.kind == "annex"
            and label.at == "line"
            and label.line >= front.body
            and self.accept.is_unit(label)
        ]
        front = self._spare_heading(front, first)
        closings = find_closings(self.lines, front.body, stops, self._find_numbered())
        self._add_front(front, first)
        for low, high in closings:
            self.skipped.update(range(low, high))
        tree = self._grow_body(front.body)
        notes = list(tree.anomalies)
        for low, high in closings:
            self._add_closing(low, high, stops)
        self.root.children.sort(key=lambda node: node.start)
        give_words(self.root, self.lines, self.begins, self.text)
        _mark_annexes(self.root)
        for node in collect_nodes(self.root):
            if node.style == "heading" and node.heading is not None:
                node.name = shorten_name(self.text[node.heading[0] : node.heading[1]])
        notes += name_points(self.root)
        return Outline(_to_points(self.root), tuple(sorted(notes, key=lambda note: note.span)), furniture)

    # Title, contents, preamble

    def _add_front(self, front: Front, first: int) -> None:
        for low, high in self.tables:
            self._add_block("contents", low, high)
        low = next((n for n in range(len(self.lines)) if n not in self.skipped), 0)
        cover = next((n for n in range(low, first) if n in self.skipped), first)
        if cover > low:
            self._add_block("title", low, cover)
        if front.preamble > first:
            self._add_block("title", first, front.preamble)
        if front.body > front.preamble:
            self._grow_preamble(front)

    def _find_numbered(self) -> set[int]:
        """Return the lines that bear a figure, a decimal or a unit: what a closing block does not hold."""
        return {
            label.line
            for label in self.all
            if label.at == "line"
            and not label.weak
            and (label.kind or (label.readings and label.readings[0][0] in {"n.", "decimal"}))
        }

    def _spare_heading(self, front: Front, first: int) -> Front:
        """Let the last line of the title be the heading of the first points where later points have such headings."""
        body = front.body
        if front.preamble != body or body <= first or body >= len(self.lines):
            return front
        opener = next(iter(self.labels[body]), None)
        start = next((n for n in range(body - 1, first - 1, -1) if self.begins[n]), body)
        if opener is None or opener.kind or not opener.readings or not self._heads(start, body, opener):
            return front
        style = opener.readings[0][0]
        for label in self.all:
            if (
                label.line <= body
                or label.at != "line"
                or not label.readings
                or label.readings[0][0] != style
            ):
                continue
            above = next((n for n in range(label.line - 1, label.line - 4, -1) if self.begins[n]), label.line)
            if above > body and self._heads(above, label.line, label):
                return Front(start, start)
        return front

    def _heads(self, low: int, high: int, label: Label) -> bool:
        """Whether the lines before a label are a heading that it stands under."""
        return low < high and find_heading(self.lines, self.begins, low, self.labelled, False) == high - 1

    def _add_block(self, part: Part, low: int, high: int) -> Node:
        node = Node(
            "cover" if part == "title" else part,
            (),
            self.lines[low].start,
            self.lines[low].start,
            part,
            name=part.capitalize(),
        )
        return self.root.add(node)

    def _grow_preamble(self, front: Front) -> None:
        start = self.lines[front.preamble].start
        preamble = Node("preamble", (), start, start, "preamble", name="Preamble")
        self.root.add(preamble)
        tree = Tree(self.lines, self.accept, preamble, "preamble", {})
        for n in range(front.preamble, front.body):
            line = self.lines[n]
            if n in self.skipped:
                continue
            if PREAMBLE.fullmatch(line.text):
                if not preamble.children:
                    preamble.heading, preamble.rest = (line.start, line.end), line.end
                continue
            nodes = [node for label in self.labels[n] if (node := self._offer(tree, label, n)) is not None]
            recital = bool(RECITAL.match(line.text)) and line.text[:1].strip('*_“"').isupper()
            goes_on = not (n > front.preamble and self.lines[n - 1].text[-1] in ",;")
            if not nodes and (self.begins[n] or (recital and not goes_on) or not preamble.children):
                nodes.append(tree.add_paragraph(n))
            for node in nodes:
                words = self.text[node.rest : node.rest + 80].lstrip()
                holder = node.parent
                if RECITAL.match(words) or (holder is not None and holder.part == "recitals"):
                    node.part = "recitals"

    def _offer(self, tree: Tree, label: Label, n: int) -> Node | None:
        tree.look_at(label, n)
        return tree.add_label(label)

    # Body and annexes

    def _grow_body(self, first: int) -> Tree:
        tree = Tree(self.lines, self.accept, self.root, "body", self._rank(first))
        tree.first = first
        start = first
        if first < len(self.lines) and not self.labels[first]:
            last = find_heading(self.lines, self.begins, first, self.labelled, False)
            start = first if last is None else last + 1
        opening = self.labels[start][:1] if start < len(self.lines) else []
        free = not (opening and (self.accept.opens(opening[0]) or (start == first and opening[0].readings)))
        alone = False
        heading_end = -1
        seen = False
        for n in range(first, len(self.lines)):
            if n in self.skipped:
                alone = False
                continue
            if tree.heading is not None and n > heading_end + 1:
                self._drop_heading(tree, free or not seen)
            last = (
                None if n <= heading_end else find_heading(self.lines, self.begins, n, self.labelled, alone)
            )
            placed = [node for label in self.labels[n] if (node := self._offer(tree, label, n)) is not None]
            seen = seen or bool(placed)
            alone = any(node.label is not None and node.label.alone for node in placed)
            if placed:
                free = free and not any(_is_main(node) for node in placed)
                continue
            if last is not None and (last + 1 in self.labelled or free):
                tree.heading, heading_end = None, last
                tree.add_heading(n, last)
                continue
            if n <= heading_end:
                continue
            opens = not seen or (free and self._opens_paragraph(tree, n))
            if opens and (self.begins[n] or not tree.frames):
                tree.look_at(None, n)
                tree.add_paragraph(n)
        self._drop_heading(tree, free or not seen)
        return tree

    def _drop_heading(self, tree: Tree, free: bool) -> None:
        """Let what looked like a heading be a paragraph where nothing follows it."""
        heading, tree.heading = tree.heading, None
        if heading is not None and free:
            tree.add_paragraph(heading[0])

    def _opens_paragraph(self, tree: Tree, n: int) -> bool:
        """Whether a paragraph without label leaves the list before it, in a text of unnumbered paragraphs."""
        top = tree.top
        if top.style in {"¶", "root", "heading"}:
            return True
        if top.style in RANKS or top.style == "decimal":
            return False
        return bool(TERMINAL.search(self.lines[n - 1].text)) and self.lines[n].text[:1].isupper()

    def _rank(self, first: int) -> dict[str, float]:
        """Rank the named units of this text: the one that opens first holds the one that opens later."""
        seen: list[str] = []
        for label in self.all:
            kind = label.kind
            if label.line < first or kind not in _MOVABLE or kind in seen or label.at != "line":
                continue
            if self.accept.is_unit(label) and label.readings[0][1] == (1,):
                seen.append(kind)
        ranks: dict[str, float] = dict(RANKS)
        if self._divides_articles(first):
            ranks["section"] = ranks["article"] + 0.5
        if "chapter" in seen and "part" in seen and seen.index("chapter") < seen.index("part"):
            ranks["part"] = ranks["chapter"] + 0.4
        return ranks

    def _divides_articles(self, first: int) -> bool:
        """Whether the first "Section 1" stands directly under an article, and not under a chapter."""
        before: Label | None = None
        for label in self.all:
            if label.line < first or not label.kind or label.at != "line" or not self.accept.is_unit(label):
                continue
            if label.kind == "section" and label.readings[0][1] == (1,):
                return before is not None and before.kind == "article" and label.line - before.line <= 4
            before = label
        return False

    # Closing blocks

    def _add_closing(self, low: int, high: int, stops: Sequence[int]) -> None:
        holder = self.root
        for node in self.root.children:
            if node.style == "annex" and node.start < self.lines[low].start:
                holder = node
        start = self.lines[low].start
        closing = Node("signature", (), start, start, "signature", name="Signature")
        holder.add(closing)
        for n in range(low, min(high, low + 400)):
            line = self.lines[n]
            if PLACE_DATE.match(line.text) and len(line.text) < 250:
                dated = Node("signature", (), line.start, line.start, "signature", name="date")
                closing.add(dated)
                end = n + 1
                if end < high:
                    after = Node(
                        "signature",
                        (),
                        self.lines[end].start,
                        self.lines[end].start,
                        "signature",
                        name="names",
                    )
                    closing.add(after)
                break


def _is_main(node: Node) -> bool:
    """Whether a point belongs to a numbering of the whole text and not to a list under a paragraph."""
    numbered = node.style in {"n.", "decimal", "roman-X.", "letter-X."} or node.style in RANKS
    return numbered and node.parent is not None and node.parent.style in {"root", "heading"}


def _mark_annexes(root: Node) -> None:
    stack = [node for node in root.children if node.style == "annex"]
    while stack:
        node = stack.pop()
        if node.part == "body":
            node.part = "annex"
        stack += node.children


def _to_points(root: Node) -> tuple[Point, ...]:
    points: list[Point] = []
    stack = [(child, 1) for child in reversed(root.children)]
    while stack:
        node, depth = stack.pop()
        parent = node.parent
        points.append(
            Point(
                label=node.label.text if node.label else "",
                path=node.path,
                depth=depth,
                heading=node.heading,
                span=(node.start, node.end),
                own=tuple(node.own),
                part=node.part,
                parent=parent.path if parent is not None and parent is not root else None,
            )
        )
        stack += [(child, depth + 1) for child in reversed(node.children)]
    return tuple(points)
