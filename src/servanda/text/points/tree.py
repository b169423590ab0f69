"""Puts labels into a tree: by the number expected next, by what holds what, and by the address of decimals."""

from collections.abc import Sequence

from servanda.text.points.accept import Acceptance
from servanda.text.points.labels import Label, Value
from servanda.text.points.lines import Line
from servanda.text.points.nodes import Frame, Node
from servanda.text.points.outline import Anomaly, AnomalyCode, Part
from servanda.text.points.paragraphs import is_heading
from servanda.text.points.words import CHAPEAU, CONTAINERS, RANKS, TERMINAL

_FIGURES = ("n.", "(n)", "n)", "n°", "§n", "n-", "n")
_WIDEST_GAP = 12


class Tree:
    """Grows the points of one region of the text under a root."""

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

    # What stands open

    @property
    def top(self) -> Node:
        """The innermost point that is open."""
        return self.frames[-1].node if self.frames else self.group or self.root

    def _container(self) -> Node:
        for frame in reversed(self.frames):
            if frame.node.style in CONTAINERS:
                return frame.node
        return self.root

    def _note(self, code: AnomalyCode, message: str, label: Label) -> None:
        self.anomalies.append(Anomaly(code, message, (label.start, label.end)))

    # Events, in order of place

    def add_heading(self, first: int, last: int) -> None:
        """Remember a heading without number; it becomes a point if a numbering follows it."""
        self.heading = (first, last)

    def add_paragraph(self, number: int) -> Node:
        """Put an unnumbered paragraph of the text under its heading, chapter, annex or the root."""
        container = self._container()
        self._cut(next((n + 1 for n, f in enumerate(self.frames) if f.node is container), 0))
        holder = self._group_for(container, self.lines[number].start)
        node = Node("¶", (), self.lines[number].start, self.lines[number].start, self.part)
        holder.add(node)
        self.frames.append(Frame("¶", holder, node, 0))
        return node

    def add_label(self, label: Label) -> Node | None:
        """Put a label where it belongs; None where it is no label."""
        style, value = label.readings[0] if label.readings else ("", ())
        node: Node | None
        if label.kind and len(value) > 1 and value[-1] > 0:
            node = self._place_decimal(label, value) if self.accept.is_unit(label) else None
        elif label.kind:
            node = self._place_unit(label)
        elif style == "decimal":
            node = self._place_decimal(label, value)
        elif style == "bullet":
            node = self._place_bullet(label)
        else:
            node = self._place_item(label)
        if node is not None:
            self.heading = None
        return node

    # Units with a name: chapter, article, annex

    def _place_unit(self, label: Label) -> Node | None:
        if not self.accept.is_unit(label):
            return None
        kind = label.kind or ""
        number = label.readings[0][1][0]
        level = next((n for n, frame in enumerate(self.frames) if frame.style == kind), None)
        if level is None:
            rank = self.ranks.get(kind, RANKS[kind])
            level = next(
                (
                    n
                    for n, frame in enumerate(self.frames)
                    if self.ranks.get(frame.style, RANKS.get(frame.style, 99)) >= rank
                ),
                len(self.frames),
            )
            if kind == "annex":
                level = 0
            self._cut(level)
            if number not in {0, 1} and number != self.carried.get(kind, 0) + 1 and kind != "annex":
                self._note("late-start", f"{label.text}: the first of its kind here", label)
        else:
            self._check_run(self.frames[level], label, number)
        self._cut(level)
        if kind == "annex":
            self.heading = None
        container = self._container()
        outer = self.frames[-1].node if self.frames else self.root
        holder = self._group_for(outer, label.start) if outer is container else outer
        if kind == "annex":
            self.carried.clear()
            self.group = None
            holder = self.root
        node = self._make(label, kind, (number,), holder)
        self._push(Frame(kind, holder, node, number))
        self._register(node, container, (number,))
        if kind in CONTAINERS:
            self.group = None
            self.addresses[id(node)] = {(number,): node}
            self.latest.pop(id(node), None)
        return node

    def _check_run(self, frame: Frame, label: Label, number: int) -> None:
        last = frame.last
        if number == last + 1 or label.readings[0][1][-1] < 0 or self.heading and number == 1:
            return
        if number == last:
            self._note("repeated", f"{label.text} follows {frame.node.name}", label)
        elif number > last:
            self._note("gap", f"{label.text} follows {frame.node.name}", label)
        else:
            self._note(
                "restart" if number == 1 else "order", f"{label.text} follows {frame.node.name}", label
            )

    # Decimals

    def _place_decimal(self, label: Label, value: Value) -> Node | None:
        scope = self._scope(value)
        known = self.addresses.setdefault(id(scope), {})
        previous = self.latest.get(id(scope), ())
        exact = _succeeds(value, previous, known)
        if self.accept.is_open(label):
            return None
        if label.at != "line" and not exact:
            return None
        if not exact:
            plausible = not previous or value[0] in {previous[0], previous[0] + 1} or (value[0],) in known
            if not self.accept.is_fresh(label) or not self.accept.is_upper(label) or not plausible:
                return None
            if not label.alone and label.text[-1] != "." and not self.lines[label.line].gap:
                return None
        elif not self.accept.is_fresh(label) and not self.accept.is_upper(label):
            return None
        parent = next((known[value[:n]] for n in range(len(value) - 1, 0, -1) if value[:n] in known), None)
        shown = ".".join(map(str, value))
        if value in known:
            self._note("duplicate", f"{shown} has stood before", label)
        elif not exact and previous and _gap(value, previous):
            self._note("gap", f"{shown} follows {'.'.join(map(str, previous))}", label)
        elif not exact and previous:
            self._note("order", f"{shown} follows {'.'.join(map(str, previous))}", label)
        elif not exact:
            self._note("late-start", f"{shown} is the first here", label)
        if len(value) > 2 and value[:-1] not in known:
            self._note("parent-missing", f"{shown}: no point {'.'.join(map(str, value[:-1]))}", label)
        if label.at == "inline":
            self._note("run-in", f"{shown} stands within a line", label)
        if parent is None or parent is scope:
            parent = scope
            self._cut_to(parent)
            if parent.contains:
                parent = self._group_for(parent, label.start)
        else:
            self._cut_to(parent)
        node = self._make(label, "decimal", value, parent)
        self.frames.append(Frame("decimal", parent, node, value[-1]))
        known[value] = node
        node.address = value
        self.latest[id(scope)] = value
        return node

    def _scope(self, value: Value) -> Node:
        """Return the chapter, annex … whose decimals are counted together; an article whose number is not theirs."""
        container = self._container()
        for frame in reversed(self.frames):
            node = frame.node
            if node is container:
                break
            if node.label is not None and node.label.kind and node.value[:1] != value[:1]:
                known = self.addresses.get(id(node))
                if known or value[0] == 1 and (value[:1] not in self.addresses.get(id(container), {})):
                    return node
        return container

    def _register(self, node: Node, container: Node, address: Value) -> None:
        node.address = address
        self.addresses.setdefault(id(container), {})[address] = node
        latest = self.latest.get(id(container), ())
        if not latest or latest[0] <= address[0]:
            self.latest[id(container)] = address

    # Items: 1. (1) (a) (i) A. First:

    def _place_item(self, label: Label) -> Node | None:
        accept = self.accept
        if accept.is_open(label):
            return None
        found = self._find_successor(label)
        if found is None and label.misread is not None and accept.is_fresh(label) and accept.is_upper(label):
            found = self._find_misread(label)
            if found is None and accept.hides_one(label):
                self._note("misread", f"{label.text} stands for 1.", label)
                return self._begin(label, "n.", 1, self._holder(label, restart=False))
        if found is None and not label.readings:
            return None
        if found is not None:
            level, style, number = found
            fresh = accept.is_fresh(label)
            if fresh or accept.is_upper(label) and not label.weak:
                return self._place_sibling(label, level, style, number)
            return None
        if label.at == "inline" and not self._opens_inline(label):
            return None
        if not accept.is_fresh(label):
            return None
        return self._open_run(label) or self._place_odd(label)

    def _find_successor(self, label: Label) -> tuple[int, str, int] | None:
        """Find the innermost open run of which this label is the next number."""
        for level in range(len(self.frames) - 1, -1, -1):
            frame = self.frames[level]
            for style, value in label.readings:
                if style == frame.style and value[0] == frame.last + 1:
                    if (
                        label.at == "inline"
                        and frame.node.label is not None
                        and not self._same_place(frame, label)
                    ):
                        continue
                    roman = next((s for s, v in label.readings if v == (1,) and "roman" in s), None)
                    if roman and self._is_roman(label, style, value[0], roman):
                        continue
                    return level, style, value[0]
                if label.weak and style == "n" and frame.style == "n." and value[0] == frame.last + 1:
                    going_on = frame.count > 1 or self.accept.follows(label, "n.", value[0] + 1, 20)
                    if (
                        going_on
                        and self.lines[label.line].gap
                        and not label.alone
                        and not accept_date(self.accept.rest(label))
                    ):
                        self._note("shape", f"{label.text} stands for {label.text}.", label)
                        return level, "n.", value[0]
        return None

    def _find_misread(self, label: Label) -> tuple[int, str, int] | None:
        """Find the innermost open run of figures whose next number scan noise may have hidden in this label."""
        for level in range(len(self.frames) - 1, -1, -1):
            frame = self.frames[level]
            if frame.style == "n." and label.misread == frame.last + 1:
                self._note("misread", f"{label.text} stands for {label.misread}.", label)
                return level, "n.", frame.last + 1
        return None

    def _is_roman(self, label: Label, letters: str, number: int, roman: str) -> bool:
        """Whether an "(i)" after "(h)" opens a run of romans: "(ii)" comes before "(j)"."""
        two = self.accept.next_of(label, roman, 2)
        letter = self.accept.next_of(label, letters, number + 1)
        return two is not None and (letter is None or two < letter)

    def _same_place(self, frame: Frame, label: Label) -> bool:
        return frame.node.inline or label.line - (frame.node.label.line if frame.node.label else 0) <= 3

    def _opens_inline(self, label: Label) -> bool:
        """Whether a label within a line begins a list: the second item follows, after some words."""
        for style, value in label.readings:
            if value == (1,) and self.accept.next_of(label, style, 2) in {1, 2}:
                return True
        return False

    def _place_sibling(
        self, label: Label, level: int, style: str, number: int, expected: int | None = None
    ) -> Node:
        frame = self.frames[level]
        holder = frame.holder
        if self.heading is not None:
            base = holder.parent if holder.style == "heading" and holder.parent else holder
            if base.contains:
                holder = self._group_for(base, label.start)
                frame.holder = holder
        self._cut(level + 1)
        node = self._make(label, style, (number,), holder)
        number = max(number, 0) if expected is None else expected
        self.carried[style] = number
        frame.node, frame.last, frame.count = node, number, frame.count + 1
        self._address(node, holder, number)
        return node

    def _open_run(self, label: Label) -> Node | None:
        """Open a run of labels with its first number, or with the number after the last one of a closed run."""
        readings = [(style, value[0]) for style, value in label.readings]
        first = [style for style, number in readings if number == 1]
        if first and label.weak and not self._has_second(label, first):
            return None
        if first and label.at == "line" and "letter-X" in first[0] and not self._has_second(label, first):
            return None
        if not first:
            going_on = [
                (s, n) for s, n in readings if self.carried.get(s) == n - 1 and not self._has_frame(s)
            ]
            if not going_on or label.weak:
                return None
            style, number = going_on[0]
            holder = self._holder(label, restart=False)
            return self._begin(label, style, number, holder, going_on=True)
        style = min(first, key=lambda s: self.accept.next_of(label, s, 2) or 10_000)
        if label.weak and style[-1] == "X":
            self._cut_to(self._container())
            return self._begin(label, style, 1, self._group_for(self._container(), label.start))
        level = next((n for n in range(len(self.frames) - 1, -1, -1) if self.frames[n].style == style), None)
        if level is not None and not (self._ends_open() and self.heading is None):
            return self._restart(label, level, style)
        return self._begin(label, style, 1, self._holder(label, restart=False))

    def _restart(self, label: Label, level: int, style: str) -> Node:
        frame = self.frames[level]
        if self.heading is None:
            self._note("restart", f"{label.text} follows {frame.node.name}", label)
        frame.last = 0
        return self._place_sibling(label, level, style, 1)

    def _begin(self, label: Label, style: str, number: int, holder: Node, *, going_on: bool = False) -> Node:
        node = self._make(label, style, (number,), holder)
        if going_on and not holder.contains:
            holder.clear = True
        self._push(Frame(style, holder, node, number))
        self.carried[style] = number
        self._address(node, holder, number)
        return node

    def _holder(self, label: Label, *, restart: bool) -> Node:
        """Return what holds a new run: the open point, or the heading before the label."""
        if self.heading is not None or restart:
            container = self._container()
            self._cut_to(container)
            return self._group_for(container, label.start)
        top = self.top
        if top.style == "¶" and not self._ends_open():
            holder = top.parent or self.root
            self._cut_to(holder if holder.contains else self.root)
            return holder
        return top

    def _place_odd(self, label: Label) -> Node | None:
        """Place a label whose number was not expected, if it still looks like one; say what is odd."""
        if label.weak or label.at != "line":
            return None
        for level in range(len(self.frames) - 1, -1, -1):
            frame = self.frames[level]
            for style, value in label.readings:
                if style != frame.style:
                    continue
                code = self._judge(label, frame, style, value[0])
                if code is not None:
                    self._note(code, f"{label.text} follows {frame.node.name}", label)
                    lone = self._is_lone(label, style, value[0], frame.last)
                    return self._place_sibling(
                        label, level, style, value[0], frame.last + 1 if lone else None
                    )
        joined = self._fill_gap(label) or self._join_shape(label)
        if joined is not None:
            return joined
        return self._start_late(label)

    def _judge(self, label: Label, frame: Frame, style: str, number: int) -> AnomalyCode | None:
        last = frame.last
        if self._is_lone(label, style, number, last) and self.accept.is_upper(label):
            return "gap" if number > last else "order"
        going_on = self.accept.follows(label, style, number + 1)
        spaced = self.lines[label.line].gap or label.alone
        if not self.accept.is_upper(label) and style in _FIGURES:
            return None
        if (
            last + 1 < number <= last + _WIDEST_GAP
            and (number <= last + 3 or going_on)
            and (spaced or going_on)
        ):
            return "gap"
        if number == last and spaced and (going_on or style in _FIGURES):
            return "repeated"
        if 1 < number < last and spaced and self.accept.next_of(label, style, last + 2) in {1, 2, 3}:
            return "order"
        return None

    def _is_lone(self, label: Label, style: str, number: int, last: int) -> bool:
        """Whether one wrong number stands in a run: the numbers after it go on as if it were right."""
        next_but_one = self.accept.next_of(label, style, last + 2)
        following = self.accept.next_of(label, style, number + 1)
        spaced = self.lines[label.line].gap or label.alone
        return (
            spaced and number > 0 and next_but_one is not None and next_but_one <= 12
            and (following is None or next_but_one < following)
        )  # fmt: skip

    def _fill_gap(self, label: Label) -> Node | None:
        """Place a misread "(6)" between "(a)" and "(c)": the same brackets, and the run goes on after it."""
        if not self.lines[label.line].gap or len(label.text) > 4:
            return None
        shape = _shape(label.readings[0][0])
        for level in range(len(self.frames) - 1, max(-1, len(self.frames) - 4), -1):
            frame = self.frames[level]
            if "letter" not in frame.style or _shape(frame.style) != shape:
                continue
            after = self.accept.next_of(label, frame.style, frame.last + 2)
            this = self.accept.next_of(label, frame.style, frame.last + 1)
            if after is not None and after <= 12 and (this is None or after < this):
                self._note(
                    "misread", f"{label.text} stands where ({chr(96 + frame.last + 1)}) is expected", label
                )
                return self._place_sibling(label, level, frame.style, frame.last + 1)
        return None

    def _join_shape(self, label: Label) -> Node | None:
        """Join "(ii)" to a run that begins with a misread "(1)": the same brackets, another kind of number."""
        for level in range(len(self.frames) - 1, max(-1, len(self.frames) - 4), -1):
            frame = self.frames[level]
            for style, value in label.readings:
                if (
                    value[0] == frame.count + 1
                    and frame.count <= 2
                    and _shape(style) == _shape(frame.style) != ""
                ):
                    if frame.style == style or not self.accept.is_upper(label):
                        continue
                    self._note("shape", f"{label.text} follows {frame.node.name}", label)
                    frame.style = style
                    return self._place_sibling(label, level, style, value[0])
        return None

    def _start_late(self, label: Label) -> Node | None:
        for style, value in label.readings:
            if label.line == self.first and style in _FIGURES:
                self._note("late-start", f"{label.text} is the first of its run", label)
                return self._begin(label, style, value[0], self._holder(label, restart=False))
            if self._has_frame(style) or value[0] > 6 or style[0] not in "(n":
                continue
            if (
                self.lines[label.line].gap
                and self.accept.is_upper(label)
                and self.accept.follows(label, style, value[0] + 1, 8)
            ):
                self._note("late-start", f"{label.text} is the first of its run", label)
                return self._begin(label, style, value[0], self._holder(label, restart=False))
        return None

    def _place_bullet(self, label: Label) -> Node | None:
        if not self.accept.is_fresh(label) or label.rest >= self.lines[label.line].end and not label.alone:
            return None
        if label.alone and (label.line + 1 >= len(self.lines) or label.text in "-–—*"):
            return None
        style = "bullet" + label.text
        level = next((n for n in range(len(self.frames) - 1, -1, -1) if self.frames[n].style == style), None)
        if level is not None:
            return self._place_sibling(label, level, style, self.frames[level].last + 1)
        if label.text in "-–—*" and not (self._ends_open() or self.lines[label.line].gap):
            return None
        return self._begin(label, style, 1, self._holder(label, restart=False))

    # Small steps

    def _ends_open(self) -> bool:
        """Whether the words before, the open point's last, end with a colon."""
        at = self._at
        return bool(at > 0 and CHAPEAU.search(self.lines[at - 1].text)) or self._chained

    _at = 0
    _chained = False
    first = -1
    """The line on which the region begins: a text may be a part that begins at any number."""

    def look_at(self, label: Label | None, number: int) -> None:
        """Tell the tree which line is next, and whether its label follows another on the line."""
        self._at = number
        self._chained = label is not None and label.at == "chained"

    def _has_frame(self, style: str) -> bool:
        return any(frame.style == style for frame in self.frames)

    def _has_second(self, label: Label, styles: list[str]) -> bool:
        return any(self.accept.follows(label, style, 2, 10_000) for style in styles)

    def _make(self, label: Label, style: str, value: Value, holder: Node) -> Node:
        node = Node(style, value, label.start, label.rest, self.part, label=label, name=label.text)
        node.inline = label.at == "inline"
        return holder.add(node)

    def _address(self, node: Node, holder: Node, number: int) -> None:
        if node.style in _FIGURES:
            container = self._container()
            base = holder.address if holder.address and not holder.contains else ()
            if base or holder.contains:
                address = (*base, number)
                node.address = address
                self.addresses.setdefault(id(container), {})[address] = node
                if not base:
                    self.latest[id(container)] = address

    def _push(self, frame: Frame) -> None:
        self.frames.append(frame)
        self.carried[frame.style] = frame.last

    def _cut(self, level: int) -> None:
        del self.frames[level:]

    def _cut_to(self, node: Node) -> None:
        level = next(
            (n + 1 for n in range(len(self.frames) - 1, -1, -1) if self.frames[n].node is node), None
        )
        if level is None:
            container = self._container()
            level = next((n + 1 for n, frame in enumerate(self.frames) if frame.node is container), 0)
        self._cut(level)

    def _group_for(self, container: Node, before: int) -> Node:
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


def accept_date(words: str) -> bool:
    """Tell whether words go on a date: the figure before them is a day."""
    return words.split(" ", 1)[0].strip(".,") in _MONTHS


_MONTHS = frozenset(
    "January February March April May June July August September October November December".split()
)


def _succeeds(value: Value, previous: Value, known: dict[Value, Node]) -> bool:
    """Whether a decimal is the next one: a first child of a known point, or the next at some level."""
    if value in known:
        return False
    if not previous:
        return value[-1] == 1 or value[:-1] in known and value[-1] == 1
    if value[-1] == 1 and (
        value[:-1] == previous
        or value[:-1] in known
        and value[: len(value) - 1] == previous[: len(value) - 1]
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


def _shape(style: str) -> str:
    """Return the brackets of a style: "(" ")" "." """
    return "".join(mark for mark in style if mark in "().°")


def heading_lines(
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
    if not is_heading(words) or words.rstrip().endswith(":") and not words.isupper():
        return None
    following = last + 1
    if following >= len(lines) or not (lines[following].gap or following in labelled):
        return None
    return last
