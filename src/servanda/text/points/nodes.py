"""The tree of points while it grows."""

from dataclasses import dataclass, field

from servanda.model import Span
from servanda.text.points.labels import Label, Value
from servanda.text.points.outline import Part
from servanda.text.points.words import CONTAINERS


@dataclass(slots=True, eq=False)
class Node:
    """A point in the making. `style`: the run of labels it stands in; `rest`: where its own words begin."""

    style: str
    value: Value
    start: int
    rest: int
    part: Part
    parent: "Node | None" = None
    label: Label | None = None
    name: str = ""
    children: "list[Node]" = field(default_factory=list)
    address: Value = ()
    inline: bool = False
    clear: bool = False
    """Its name does not stand in the paths of what it holds."""
    own: list[Span] = field(default_factory=list)
    heading: Span | None = None
    end: int = 0
    path: str = ""

    @property
    def contains(self) -> bool:
        """Whether it is a chapter, annex … or a heading: a scope in which numbering may begin anew."""
        return self.style in CONTAINERS or self.style in {"root", "heading", "preamble"}

    def add(self, child: "Node") -> "Node":
        """Put a node under this one and return it."""
        child.parent = self
        self.children.append(child)
        return child


@dataclass(slots=True)
class Frame:
    """An open run of labels: the last node in it, its number, how many there are, and what holds them."""

    style: str
    holder: Node
    node: Node
    last: int
    count: int = 1
