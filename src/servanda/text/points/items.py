"""Puts items into the tree by the number expected next: 1. (1) (a) (i) A. First: •."""

from servanda.text.points.growth import FIGURES, Growth
from servanda.text.points.labels import Label
from servanda.text.points.nodes import Frame, Node
from servanda.text.points.odd import find_misread, goes_on_date, place_odd
from servanda.text.points.paragraphs import is_heading
from servanda.text.points.words import RANKS


def place_item(grown: Growth, label: Label) -> Node | None:
    """Put an item into its open run, or open a run with it; None where it is no label."""
    accept = grown.accept
    if accept.is_open(label):
        return None
    found = _find_successor(grown, label)
    if found is None and label.misread is not None and accept.is_fresh(label) and accept.is_upper(label):
        found = find_misread(grown, label)
        if found is None and accept.hides_one(label):
            grown.note("misread", f"{label.text} stands for 1.", label)
            return grown.begin(label, "n.", 1, grown.find_holder(label, restart=False))
    if found is None and not label.readings:
        return None
    if found is not None:
        level, style, number = found
        fresh = accept.is_fresh(label)
        if fresh or (accept.is_upper(label) and not label.weak):
            return grown.place_sibling(label, level, style, number)
        return None
    if label.at == "inline" and not _opens_inline(grown, label):
        return None
    if not accept.is_fresh(label):
        return None
    return _open_run(grown, label) or place_odd(grown, label)


def _find_successor(grown: Growth, label: Label) -> tuple[int, str, int] | None:
    """Find the innermost open run of which this label is the next number."""
    for level in range(len(grown.frames) - 1, -1, -1):
        frame = grown.frames[level]
        for style, value in label.readings:
            if style == frame.style and value[0] == frame.last + 1:
                if (
                    label.at == "inline"
                    and frame.node.label is not None
                    and not _same_place(grown, frame, label)
                ):
                    continue
                roman = next((s for s, v in label.readings if v == (1,) and "roman" in s), None)
                if roman and _is_roman(grown, label, style, value[0], roman):
                    continue
                return level, style, value[0]
            if label.weak and style == "n" and frame.style == "n." and value[0] == frame.last + 1:
                going_on = frame.count > 1 or grown.accept.follows(label, "n.", value[0] + 1, 20)
                if (
                    going_on
                    and grown.lines[label.line].gap
                    and not label.alone
                    and not goes_on_date(grown.accept.rest(label))
                ):
                    grown.note("shape", f"{label.text} stands for {label.text}.", label)
                    return level, "n.", value[0]
    return None


def _is_roman(grown: Growth, label: Label, letters: str, number: int, roman: str) -> bool:
    """Whether an "(i)" after "(h)" opens a run of romans: "(ii)" comes before "(j)"."""
    two = grown.accept.next_of(label, roman, 2)
    letter = grown.accept.next_of(label, letters, number + 1)
    return two is not None and (letter is None or two < letter)


def _same_place(grown: Growth, frame: Frame, label: Label) -> bool:
    return frame.node.inline or label.line - (frame.node.label.line if frame.node.label else 0) <= 3


def _opens_inline(grown: Growth, label: Label) -> bool:
    """Whether a label within a line begins a list: the second item follows, after some words."""
    for style, value in label.readings:
        if value == (1,) and grown.accept.next_of(label, style, 2) in {1, 2}:
            return True
    return False


def _open_run(grown: Growth, label: Label) -> Node | None:
    """Open a run of labels with its first number, or with the number after the last one of a closed run."""
    readings = [(style, value[0]) for style, value in label.readings]
    first = [style for style, number in readings if number == 1]
    if first and label.weak and not grown.has_second(label, first):
        return None
    if first == ["n"] and any(frame.style in FIGURES for frame in grown.frames):
        return None
    if first and label.at == "line" and "letter-X" in first[0] and not grown.has_second(label, first):
        return None
    if not first:
        going_on = [(s, n) for s, n in readings if grown.carried.get(s) == n - 1 and not grown.has_frame(s)]
        if not going_on or label.weak:
            return None
        style, number = going_on[0]
        holder = grown.find_holder(label, restart=False)
        return grown.begin(label, style, number, holder, going_on=True)
    style = min(first, key=lambda s: grown.accept.next_of(label, s, 2) or 10_000)
    if style[-1] == "X" or (style == "roman-X." and _is_head(grown, label, style)):
        unit = next((frame.node for frame in reversed(grown.frames) if frame.style in RANKS), grown.root)
        grown.cut_to(unit)
        return grown.begin(label, style, 1, grown.group_for(unit, label.start) if unit.contains else unit)
    level = next((n for n in range(len(grown.frames) - 1, -1, -1) if grown.frames[n].style == style), None)
    if level is not None and not (grown.ends_open() and grown.heading is None):
        return _restart(grown, label, level, style)
    return grown.begin(label, style, 1, grown.find_holder(label, restart=False))


def _is_head(grown: Growth, label: Label, style: str) -> bool:
    """Whether "I. Ceasefire" after "3." is a head above what is open: "II." follows, and no colon calls for a list."""
    figures = any(frame.style in FIGURES or frame.style.startswith("bullet") for frame in grown.frames)
    words = grown.accept.rest(label) or grown.lines[min(label.line + 1, len(grown.lines) - 1)].text
    titled = is_heading(words) and grown.accept.follows(label, style, 2, 10_000)
    return figures and titled and not grown.ends_open()


def _restart(grown: Growth, label: Label, level: int, style: str) -> Node:
    frame = grown.frames[level]
    if grown.heading is None:
        grown.note("restart", f"{label.text} follows {frame.node.name}", label)
    frame.last = 0
    return grown.place_sibling(label, level, style, 1)


def place_bullet(grown: Growth, label: Label) -> Node | None:
    """Put a bullet under the open point; None where it is a dash within a sentence."""
    if not grown.accept.is_fresh(label) or (label.rest >= grown.lines[label.line].end and not label.alone):
        return None
    if label.alone and (label.line + 1 >= len(grown.lines) or label.text in "-–—*"):
        return None
    style = "bullet" + label.text
    level = next((n for n in range(len(grown.frames) - 1, -1, -1) if grown.frames[n].style == style), None)
    if level is not None:
        return grown.place_sibling(label, level, style, grown.frames[level].last + 1)
    if label.text in "-–—*" and not (grown.ends_open() or grown.lines[label.line].gap):
        return None
    return grown.begin(label, style, 1, grown.find_holder(label, restart=False))
