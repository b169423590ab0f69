"""Grows the points of one region of a text, from labels, headings and paragraphs in order of place."""

from servanda.text.points.decimals import place_decimal
from servanda.text.points.growth import Growth
from servanda.text.points.items import place_bullet, place_item
from servanda.text.points.labels import Label
from servanda.text.points.nodes import Frame, Node
from servanda.text.points.units import place_unit


class Tree(Growth):
    """The tree under one root."""

    def add_heading(self, first: int, last: int) -> None:
        """Remember a heading without number; it becomes a point if a numbering follows it."""
        self.heading = (first, last)

    def add_paragraph(self, number: int) -> Node:
        """Put an unnumbered paragraph under its heading, chapter, annex or the root."""
        container = self.find_container()
        self.cut(next((n + 1 for n, frame in enumerate(self.frames) if frame.node is container), 0))
        holder = self.group_for(container, self.lines[number].start)
        node = Node("¶", (), self.lines[number].start, self.lines[number].start, self.part)
        holder.add(node)
        self.frames.append(Frame("¶", holder, node, 0))
        return node

    def add_label(self, label: Label) -> Node | None:
        """Put a label where it belongs; None where it is no label."""
        style, value = label.readings[0] if label.readings else ("", ())
        node: Node | None
        if label.kind and len(value) > 1 and value[-1] > 0:
            node = place_decimal(self, label, value) if self.accept.is_unit(label) else None
        elif label.kind:
            node = place_unit(self, label)
        elif style == "decimal":
            node = place_decimal(self, label, value)
        elif style == "bullet":
            node = place_bullet(self, label)
        else:
            node = place_item(self, label)
        if node is not None:
            self.heading = None
        return node
