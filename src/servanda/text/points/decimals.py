"""Puts decimals into the tree by their address: 1.4.2 stands under 1.4."""

from servanda.text.points.growth import Growth
from servanda.text.points.labels import Label, Value
from servanda.text.points.nodes import Frame, Node


def place_decimal(grown: Growth, label: Label, value: Value) -> Node | None:
    """Put a decimal under the point whose number it begins with; None where it is no label."""
    scope = _scope(grown, value)
    known = grown.addresses.setdefault(id(scope), {})
    previous = grown.latest.get(id(scope), ())
    exact = _succeeds(value, previous, known)
    if grown.accept.is_open(label):
        return None
    if label.at != "line" and not exact:
        return None
    if not exact:
        plausible = not previous or value[0] in {previous[0], previous[0] + 1} or (value[0],) in known
        if not grown.accept.is_fresh(label) or not grown.accept.is_upper(label) or not plausible:
            return None
        if not label.alone and label.text[-1] != "." and not grown.lines[label.line].gap:
            return None
    elif not grown.accept.is_fresh(label) and not grown.accept.is_upper(label):
        return None
    parent = next((known[value[:n]] for n in range(len(value) - 1, 0, -1) if value[:n] in known), None)
    shown = ".".join(map(str, value))
    if value in known:
        grown.note("duplicate", f"{shown} has stood before", label)
    elif not exact and previous and _gap(value, previous):
        grown.note("gap", f"{shown} follows {'.'.join(map(str, previous))}", label)
    elif not exact and previous:
        grown.note("order", f"{shown} follows {'.'.join(map(str, previous))}", label)
    elif not exact:
        grown.note("late-start", f"{shown} is the first here", label)
    if len(value) > 2 and value[:-1] not in known:
        grown.note("parent-missing", f"{shown}: no point {'.'.join(map(str, value[:-1]))}", label)
    if label.at == "inline":
        grown.note("run-in", f"{shown} stands within a line", label)
    if parent is None or parent is scope:
        parent = scope
        grown.cut_to(parent)
        if parent.contains:
            parent = grown.group_for(parent, label.start)
    else:
        grown.cut_to(parent)
    node = grown.make(label, "decimal", value, parent)
    grown.frames.append(Frame("decimal", parent, node, value[-1]))
    known[value] = node
    node.address = value
    grown.latest[id(scope)] = value
    return node


def _scope(grown: Growth, value: Value) -> Node:
    """Return the chapter, annex … whose decimals are counted together; an article whose number is not theirs."""
    container = grown.find_container()
    for frame in reversed(grown.frames):
        node = frame.node
        if node is container:
            break
        if node.label is not None and node.label.kind and node.value[:1] != value[:1]:
            known = grown.addresses.get(id(node))
            if known or (value[0] == 1 and (value[:1] not in grown.addresses.get(id(container), {}))):
                return node
    return container


def _succeeds(value: Value, previous: Value, known: dict[Value, Node]) -> bool:
    """Whether a decimal is the next one: a first child of a known point, or the next at some level."""
    if value in known:
        return False
    if not previous:
        return value[-1] == 1 or (value[:-1] in known and value[-1] == 1)
    if value[-1] == 1 and (
        value[:-1] == previous
        or (value[:-1] in known and value[: len(value) - 1] == previous[: len(value) - 1])
    ):
        return True
    if value[-1] == 1 and len(value) == 2 and value[0] == previous[0] + 1:
        return True
    size = len(value)
    return (
        size <= len(previous) and value[:-1] == previous[: size - 1] and value[-1] == previous[size - 1] + 1
    )


def _gap(value: Value, previous: Value) -> bool:
    size = len(value)
    return size <= len(previous) and value[:-1] == previous[: size - 1] and value[-1] > previous[size - 1] + 1
