"""The points of an agreement text: articles, annexes, paragraphs and where each stands."""

from servanda.text.points.outline import Anomaly, Outline, Part, Point
from servanda.text.points.split import outline, split

__all__ = ["Anomaly", "Outline", "Part", "Point", "outline", "split"]
