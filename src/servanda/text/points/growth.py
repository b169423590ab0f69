"""What stands open while the points of a text grow into a tree."""

from collections.abc import Sequence

from servanda.text.points.accept import Acceptance
from servanda.text.points.labels import Label, Value
from servanda.text.points.lines import Line
from servanda.text.points.nodes import Frame, Node
from servanda.text.points.outline import Anomaly, AnomalyCode, Part
from servanda.text.points.words import CHAPEAU, CONTAINERS

FIGURES = ("n.", "(n)", "n)", "n°", "§n", "n-", "n")
"""Styles of labels that are figures."""


class Growth:
    """The open runs of one region of the text, innermost last, and what is known of the closed ones.

    carried: the last number of each style. addresses: the decimals of each chapter, annex …; latest: the last
    one there. heading: lines of a heading that waits for its points. group: the heading that holds new points.
    first: the line on which the region begins: a text may be a part that begins at any number.
    """

    def __init__(
        self, lines: Sequence[Line], accept: Acceptance, root: Node, part: Part, ranks: dict[str, float]
    ) -> None:
        self.lines = lines
        self.accept = accept
        self.root = root
        self.part: Part = part
        self.ranks = ranks
        self.anomalies: list[Anomaly] = []
        self.frames: list[Frame] = []
        self.carried: dict[str, int] = {}
        self.addresses: dict[int, dict[Value, Node]] = {}
        self.latest: dict[int, Value] = {}
        self.heading: tuple[int, int] | None = None
        self.group: Node | None = None
        self.first = -1
        self._at = 0
        self._chained = False

    @property
    def top(self) -> Node:
        """The innermost point that is open."""
        return self.frames[-1].node if self.frames else self.group or self.root

    def find_container(self) -> Node:
        """Return the innermost chapter, annex … that is open, or the root."""
        for frame in reversed(self.frames):
            if frame.node.style in CONTAINERS:
                return frame.node
        return self.root

    def note(self, code: AnomalyCode, message: str, label: Label) -> None:
        """Keep something odd in the numbering."""
        self.anomalies.append(Anomaly(code, message, (label.start, label.end)))

    def look_at(self, label: Label | None, number: int) -> None:
        """Tell the tree which line is next, and whether its label follows another on the line."""
        self._at = number
        self._chained = label is not None and label.at == "chained"

    def ends_open(self) -> bool:
        """Whether the words before, the open point's last, end with a colon."""
        at = self._at
        return bool(at > 0 and CHAPEAU.search(self.lines[at - 1].text)) or self._chained

    def has_frame(self, style: str) -> bool:
        """Whether a run of this style is open."""
        return any(frame.style == style for frame in self.frames)

    def has_second(self, label: Label, styles: list[str]) -> bool:
        """Whether the second item of a run of one of these styles follows."""
        return any(self.accept.follows(label, style, 2, 10_000) for style in styles)

    def make(self, label: Label, style: str, value: Value, holder: Node) -> Node:
        """Make a node of a label and put it under its holder."""
        node = Node(style, value, label.start, label.rest, self.part, label=label, name=label.text)
        node.inline = label.at == "inline"
        return holder.add(node)

    def give_address(self, node: Node, holder: Node, number: int) -> None:
        """Let decimals find a numbered point by its address."""
        if node.style in FIGURES:
            container = self.find_container()
            base = holder.address if holder.address and not holder.contains else ()
            if base or holder.contains:
                address = (*base, number)
                node.address = address
                self.addresses.setdefault(id(container), {})[address] = node
                if not base:
                    self.latest[id(container)] = address

    def register(self, node: Node, container: Node, address: Value) -> None:
        """Let decimals find a chapter or article by its number."""
        node.address = address
        self.addresses.setdefault(id(container), {})[address] = node
        latest = self.latest.get(id(container), ())
        if not latest or latest[0] <= address[0]:
            self.latest[id(container)] = address

    def push(self, frame: Frame) -> None:
        """Open a run."""
        self.frames.append(frame)
        self.carried[frame.style] = frame.last

    def cut(self, level: int) -> None:
        """Close the runs from a level on."""
        del self.frames[level:]

    def cut_to(self, node: Node) -> None:
        """Close the runs within a node, or within its chapter where it is no longer open."""
        level = next(
            (n + 1 for n in range(len(self.frames) - 1, -1, -1) if self.frames[n].node is node), None
        )
        if level is None:
            container = self.find_container()
            level = next((n + 1 for n, frame in enumerate(self.frames) if frame.node is container), 0)
        self.cut(level)

    def group_for(self, container: Node, before: int) -> Node:
        """Return the heading under which a new point stands, or the container itself."""
        if self.heading is not None:
            first, last = self.heading
            group = Node("heading", (), self.lines[first].start, self.lines[last].end, self.part)
            group.heading = (self.lines[first].start, self.lines[last].end)
            group.clear = True
            container.add(group)
            self.group = group
            self.heading = None
            return group
        if self.group is not None and self.group.parent is container and before > self.group.start:
            return self.group
        return container

    def place_sibling(
        self, label: Label, level: int, style: str, number: int, expected: int | None = None
    ) -> Node:
        """Put a label into an open run; `expected` is the number that counts for what follows."""
        frame = self.frames[level]
        holder = frame.holder
        if self.heading is not None:
            base = holder.parent if holder.style == "heading" and holder.parent else holder
            if base.contains:
                holder = self.group_for(base, label.start)
                frame.holder = holder
        self.cut(level + 1)
        node = self.make(label, style, (number,), holder)
        number = max(number, 0) if expected is None else expected
        self.carried[style] = number
        frame.node, frame.last, frame.count = node, number, frame.count + 1
        self.give_address(node, holder, number)
        return node

    def begin(self, label: Label, style: str, number: int, holder: Node, *, going_on: bool = False) -> Node:
        """Open a run with a label under its holder."""
        node = self.make(label, style, (number,), holder)
        if going_on and not holder.contains:
            holder.clear = True
        self.push(Frame(style, holder, node, number))
        self.carried[style] = number
        self.give_address(node, holder, number)
        return node

    def find_holder(self, label: Label, *, restart: bool) -> Node:
        """Return what holds a new run: the open point, or the heading before the label."""
        if self.heading is not None or restart:
            container = self.find_container()
            self.cut_to(container)
            return self.group_for(container, label.start)
        top = self.top
        if top.style == "¶" and not self.ends_open():
            holder = top.parent or self.root
            self.cut_to(holder if holder.contains else self.root)
            return holder
        return top
