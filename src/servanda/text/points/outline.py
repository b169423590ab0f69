"""What an agreement text is split into: points, and what is odd in their numbering."""

from dataclasses import dataclass
from typing import Literal

from servanda.model import Span

Part = Literal["title", "contents", "preamble", "recitals", "body", "signature", "annex"]
"""Where a point stands. `contents` is what only helps to find one's way: table of contents, list of acronyms."""

AnomalyCode = Literal[
    "duplicate",
    "gap",
    "late-start",
    "misread",
    "order",
    "parent-missing",
    "repeated",
    "restart",
    "run-in",
    "shape",
]
"""duplicate: two points would have one path · gap: a number is skipped · late-start: a list begins after its
first item · misread: scan noise stands for the number expected · order: a number lower than expected · parent-missing: no point for the label's own prefix ·
repeated: the number of the point before · restart: numbering begins anew under the same parent ·
run-in: a label inside a line · shape: a label of another style stands in the run."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point. All spans count code points in the text as given.

    label: as written, or "" for a point that has none ("Article 5", "(a)", "1.4.2.").
    path: the canonical name, unique in the text. A later point that would bear the same name gets #2, #3 …
    depth: 1 for a point that stands in no other.
    span: the whole point, from its label to the end of its last sub-point.
    heading: its title, or None.
    own: its own words, without label, heading, sub-points and page furniture.
    """

    label: str
    path: str
    depth: int
    heading: Span | None
    span: Span
    own: tuple[Span, ...]
    part: Part
    parent: str | None


@dataclass(frozen=True, slots=True)
class Anomaly:
    """Something odd in the numbering, kept as it stands in the text."""

    code: AnomalyCode
    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Outline:
    """The points of a text in reading order, what is odd in their numbering, and the page furniture left out."""

    points: tuple[Point, ...]
    anomalies: tuple[Anomaly, ...] = ()
    furniture: tuple[Span, ...] = ()
