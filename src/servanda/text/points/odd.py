"""Places labels whose number was not expected, and notes what is odd about them."""

from servanda.text.points.growth import FIGURES, Growth
from servanda.text.points.labels import Label
from servanda.text.points.nodes import Frame, Node
from servanda.text.points.outline import AnomalyCode
from servanda.text.points.words import TERMINAL

_WIDEST_GAP = 12
_ALIKE = {"a": "2", "b": "6", "e": "c", "g": "9", "i": "1", "l": "1", "s": "5", "z": "2"}
"""Signs that a scan reads for a letter in brackets."""


def find_misread(grown: Growth, label: Label) -> tuple[int, str, int] | None:
    """Find the innermost open run of figures whose next number scan noise may have hidden in this label."""
    for level in range(len(grown.frames) - 1, -1, -1):
        frame = grown.frames[level]
        if frame.style == "n." and label.misread == frame.last + 1:
            grown.note("misread", f"{label.text} stands for {label.misread}.", label)
            return level, "n.", frame.last + 1
    return None


def place_odd(grown: Growth, label: Label) -> Node | None:
    """Place a label whose number was not expected, if it still looks like one; say what is odd."""
    if label.weak or label.at != "line":
        return None
    for level in range(len(grown.frames) - 1, -1, -1):
        frame = grown.frames[level]
        for style, value in label.readings:
            if style != frame.style:
                continue
            code = _judge(grown, label, frame, style, value[0])
            if code is not None:
                grown.note(code, f"{label.text} follows {frame.node.name}", label)
                lone = _is_lone(grown, label, style, value[0], frame.last)
                return grown.place_sibling(label, level, style, value[0], frame.last + 1 if lone else None)
    joined = _fill_gap(grown, label) or _join_shape(grown, label)
    if joined is not None:
        return joined
    return _start_late(grown, label)


def _judge(grown: Growth, label: Label, frame: Frame, style: str, number: int) -> AnomalyCode | None:
    last = frame.last
    if _is_lone(grown, label, style, number, last) and grown.accept.is_upper(label):
        return "gap" if number > last else "order"
    going_on = grown.accept.follows(label, style, number + 1)
    spaced = grown.lines[label.line].gap or label.alone
    if not grown.accept.is_upper(label) and style in FIGURES:
        return None
    ended = TERMINAL.search(grown.lines[label.line - 1].text) if label.line else None
    likely = (
        number <= last + 3 or going_on or (frame.count >= 2 and not goes_on_date(grown.accept.rest(label)))
    )
    if last + 1 < number <= last + _WIDEST_GAP and likely and (spaced or going_on or ended):
        return "gap"
    if number == last and spaced and (going_on or style in FIGURES):
        return "repeated"
    if 1 < number < last and spaced and grown.accept.next_of(label, style, last + 2) in {1, 2, 3}:
        return "order"
    return None


def _is_lone(grown: Growth, label: Label, style: str, number: int, last: int) -> bool:
    """Whether one wrong number stands in a run: the numbers after it go on as if it were right."""
    next_but_one = grown.accept.next_of(label, style, last + 2)
    following = grown.accept.next_of(label, style, number + 1)
    spaced = grown.lines[label.line].gap or label.alone
    return (
        spaced and number > 0 and next_but_one is not None and next_but_one <= 12
        and (following is None or next_but_one < following)
    )  # fmt: skip


def _fill_gap(grown: Growth, label: Label) -> Node | None:
    """Place a misread "(6)" or a torn "b)" after "(a)": scan noise stands for the next letter of the run."""
    if not grown.lines[label.line].gap or len(label.text) > 4:
        return None
    for level in range(len(grown.frames) - 1, max(-1, len(grown.frames) - 4), -1):
        frame = grown.frames[level]
        if "letter-x" not in frame.style:
            continue
        expected = chr(96 + frame.last + 1)
        torn = label.text.strip("() ") == expected
        alike = _read_shape(label.readings[0][0]) == _read_shape(frame.style)
        after = grown.accept.next_of(label, frame.style, frame.last + 2)
        this = grown.accept.next_of(label, frame.style, frame.last + 1)
        goes_on = after is not None and after <= 12 and (this is None or after < this)
        if torn or (alike and (goes_on or label.text.strip("() ") in _ALIKE.get(expected, ()))):
            grown.note("misread", f"{label.text} stands where ({expected}) is expected", label)
            return grown.place_sibling(label, level, frame.style, frame.last + 1)
    return None


def _join_shape(grown: Growth, label: Label) -> Node | None:
    """Join "(ii)" to a run that begins with a misread "(1)": the same brackets, another kind of number."""
    for level in range(len(grown.frames) - 1, max(-1, len(grown.frames) - 4), -1):
        frame = grown.frames[level]
        for style, value in label.readings:
            if (
                value[0] == frame.count + 1
                and frame.count <= 2
                and _read_shape(style) == _read_shape(frame.style) != ""
            ):
                if frame.style == style or not grown.accept.is_upper(label):
                    continue
                grown.note("shape", f"{label.text} follows {frame.node.name}", label)
                frame.style = style
                return grown.place_sibling(label, level, style, value[0])
    return None


def _start_late(grown: Growth, label: Label) -> Node | None:
    for style, value in label.readings:
        if label.line == grown.first and style in FIGURES:
            grown.note("late-start", f"{label.text} is the first of its run", label)
            return grown.begin(label, style, value[0], grown.find_holder(label, restart=False))
        if _goes_on(grown, label, style, value[0]):
            grown.note("gap", f"{label.text} follows {grown.carried[style]}", label)
            return grown.begin(label, style, value[0], grown.find_holder(label, restart=False), going_on=True)
        if grown.has_frame(style) or value[0] > 6 or style[0] not in "(n":
            continue
        if (
            grown.lines[label.line].gap
            and grown.accept.is_upper(label)
            and grown.accept.follows(label, style, value[0] + 1, 8)
        ):
            grown.note("late-start", f"{label.text} is the first of its run", label)
            return grown.begin(label, style, value[0], grown.find_holder(label, restart=False))
    return None


def _goes_on(grown: Growth, label: Label, style: str, number: int) -> bool:
    """Whether a run that another chapter has closed goes on here, after a gap."""
    last = grown.carried.get(style)
    if last is None or grown.has_frame(style) or not last < number <= last + _WIDEST_GAP:
        return False
    return grown.lines[label.line].gap and grown.accept.follows(label, style, number + 1, 12)


def _read_shape(style: str) -> str:
    """Return the brackets of a style: round, square or none."""
    return "".join(mark for mark in style if mark in "().°")


def goes_on_date(words: str) -> bool:
    """Tell whether words go on a date: the figure before them is a day."""
    return words.split(" ", 1)[0].strip(".,") in _MONTHS


_MONTHS = frozenset(
    "January February March April May June July August September October November December".split()
)
