"""Puts units with a name into the tree: chapter, article, annex …."""

from servanda.text.points.growth import Growth
from servanda.text.points.labels import Label
from servanda.text.points.nodes import Frame, Node
from servanda.text.points.words import CONTAINERS, RANKS


def place_unit(grown: Growth, label: Label) -> Node | None:
    """Put a chapter, article, annex … under what holds it; None where the words refer to one."""
    if not grown.accept.is_unit(label):
        return None
    kind = label.kind or ""
    number = label.readings[0][1][0]
    level = next((n for n, frame in enumerate(grown.frames) if frame.style == kind), None)
    if level is None:
        rank = grown.ranks.get(kind, RANKS[kind])
        level = next(
            (
                n
                for n, frame in enumerate(grown.frames)
                if grown.ranks.get(frame.style, RANKS.get(frame.style, 99)) >= rank
            ),
            len(grown.frames),
        )
        if kind == "annex":
            level = 0
        grown.cut(level)
        if number not in {0, 1} and number != grown.carried.get(kind, 0) + 1 and kind != "annex":
            grown.note("late-start", f"{label.text}: the first of its kind here", label)
    else:
        _check_run(grown, grown.frames[level], label, number)
    grown.cut(level)
    if kind == "annex":
        grown.heading = None
    container = grown.find_container()
    outer = grown.frames[-1].node if grown.frames else grown.root
    holder = grown.group_for(outer, label.start) if outer is container else outer
    if kind == "annex":
        grown.carried.clear()
        grown.group = None
        holder = grown.root
    node = grown.make(label, kind, (number,), holder)
    grown.push(Frame(kind, holder, node, number))
    grown.register(node, container, (number,))
    if kind in CONTAINERS:
        grown.group = None
        grown.addresses[id(node)] = {(number,): node}
        grown.latest.pop(id(node), None)
    return node


def _check_run(grown: Growth, frame: Frame, label: Label, number: int) -> None:
    last = frame.last
    if (
        number == last + 1
        or not _is_same_word(label, frame)
        or label.readings[0][1][-1] < 0
        or (grown.heading and number == 1)
    ):
        return
    if number == last:
        grown.note("repeated", f"{label.text} follows {frame.node.name}", label)
    elif number > last:
        grown.note("gap", f"{label.text} follows {frame.node.name}", label)
    else:
        grown.note("restart" if number == 1 else "order", f"{label.text} follows {frame.node.name}", label)


def _is_same_word(label: Label, frame: Frame) -> bool:
    """Whether two units are called alike: a schedule does not follow an annex."""
    return label.text[:3].lower() == frame.node.name[:3].lower()
