"""Whether a label candidate is a label where it stands: no reference, no year, no number of a wrapped line."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from servanda.text.points.labels import Label
from servanda.text.points.lines import Line
from servanda.text.points.paragraphs import is_heading
from servanda.text.points.words import CLOSED, NUMBER_WORD, OPEN_END

_LISTED = re.compile(r"(?:[;,.:]\s*|^)(?:and|or)(?:/or)?$", re.IGNORECASE)
_AND = re.compile(r"(?<![\d)])\s(?:and|or)$")
_WORD_START = re.compile(r"[\"“(\[*_]*[A-ZÀ-ÞŞƏİ]")


class Acceptance:
    """Judges candidates by the lines around them and by the candidates that follow."""

    def __init__(self, lines: Sequence[Line], labels: Sequence[Label], text: str) -> None:
        self.lines = lines
        self.text = text
        self.alone = {
            label.line
            for label in labels
            if label.alone and label.at == "line" and not (label.weak and label.text.isdigit())
        }
        self._positions: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        self._order = {id(label): n for n, label in enumerate(labels)}
        for n, label in enumerate(labels):
            for style, value in label.readings:
                if style != "decimal" and len(value) == 1:
                    self._positions[style, value[0]].append(n)

    def is_fresh(self, label: Label) -> bool:
        """Whether what stands before has ended, so that a point may begin."""
        if label.at != "line":
            return True
        if label.line == 0 or label.line - 1 in self.alone:
            return True
        line, before = self.lines[label.line], self.lines[label.line - 1]
        if self.is_open(label):
            return False
        return bool(CLOSED.search(before.text)) or line.gap or is_heading(before.text)

    def is_open(self, label: Label) -> bool:
        """Whether the line before goes on into this one: "under", "Article", "thirty (" …."""
        if label.at != "line" or label.line == 0 or label.line - 1 in self.alone:
            return False
        before = self.lines[label.line - 1].text
        if _LISTED.search(before) or (label.text[:1] == "(" and _AND.search(before)):
            return False
        if before.isupper() and is_heading(before) and label.kind:
            return False
        if label.readings and label.readings[0][0] == "bullet":
            return before[-1] in "(["
        repeats = (label.text[-1] == ")" or before[-1] == "(") and NUMBER_WORD.search(before)
        return bool(OPEN_END.search(before) or repeats)

    def rest(self, label: Label) -> str:
        """Return the words after the label on its line."""
        return self.text[label.rest : self.lines[label.line].end]

    def is_upper(self, label: Label) -> bool:
        """Whether a capital follows, on the line or, for a label alone on its line, on the next."""
        words = self.rest(label)
        if not words and label.line + 1 < len(self.lines):
            words = self.lines[label.line + 1].text
        return bool(_WORD_START.match(words)) or not words

    def is_unit(self, label: Label) -> bool:
        """Whether "Article 5", "Annex B" … names a unit here and does not refer to one."""
        if self.is_open(label) or not self.is_fresh(label):
            return False
        after = self.text[label.end : label.end + 3].lstrip("*_ ")
        words = self.rest(label)
        if not words:
            following = self.lines[label.line + 1] if label.line + 1 < len(self.lines) else None
            return following is None or not following.text[:1].islower() or following.gap
        if words[0] in ",;)" or (words[0] == "(" and after[:1] not in {":", "."}):
            return words[0] == "(" and words.isupper()
        if words[0].islower() or words[0].isdigit():
            return after[:1] in {":", ".", "–", "—", "-"} or label.text[-1] in ":.–—"
        return True

    def follows(self, label: Label, style: str, value: int, within: int = 400) -> bool:
        """Whether a candidate with this number stands among the next candidates."""
        step = self.next_of(label, style, value)
        return step is not None and step <= within

    def next_of(self, label: Label, style: str, value: int) -> int | None:
        """Return how many candidates further on this number stands, or None."""
        here = self._order[id(label)]
        positions = self._positions.get((style, value), [])
        at = bisect_right(positions, here)
        return positions[at] - here if at < len(positions) else None

    def hides_one(self, label: Label) -> bool:
        """Whether scan noise stands for a 1: a 2 follows, and no second item of the label's own kind before it."""
        if label.misread != 1 or not self.is_fresh(label) or not self.is_upper(label):
            return False
        two = self.next_of(label, "n.", 2)
        own = [
            step
            for style, value in label.readings
            if value == (1,) and (step := self.next_of(label, style, 2))
        ]
        return two is not None and two <= 40 and not own

    def opens(self, label: Label) -> bool:
        """Whether a label can be the first of a numbering."""
        if self.hides_one(label):
            return True
        if not label.readings:
            return False
        style, value = label.readings[0]
        if label.kind:
            return self.is_unit(label) and value[0] in {0, 1}
        if style == "bullet":
            return False
        if style == "decimal":
            return self.is_fresh(label) and value[-1] == 1 and self.is_upper(label)
        if all(value != (1,) for _, value in label.readings) or not self.is_fresh(label):
            return False
        readings = [style for style, value in label.readings if value == (1,)]
        near = min((step for style in readings if (step := self.next_of(label, style, 2))), default=None)
        if near is None:
            return not label.weak and self.is_upper(label) and style in {"n.", "WORD", "word"}
        return not label.weak or self.lines[label.line].gap
