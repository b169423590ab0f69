"""A pattern that fits, as readers get it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from servanda.read.times.figures import Figures
from servanda.read.times.mention import Grain, Mention, Shape


@dataclass(frozen=True, slots=True)
class Fit:
    """A pattern that fits: its match over the kinds, tokens first … last, and what was read after it."""

    rule: str
    match: re.Match[str]
    first: int
    last: int
    at: Figures
    inner: Mention | None = None
    event: tuple[int, int] | None = None

    @property
    def end(self) -> int:
        """The token behind the pattern itself."""
        return self.match.end()

    def group(self, name: str) -> tuple[int, int]:
        """Return the tokens of a capture; (-1, -1) where it took no part."""
        return self.match.span(name) if name in self.match.re.groupindex else (-1, -1)

    def word(self, index: int) -> str:
        """Return a word of the text in lower case."""
        return self.at.tokens.low[index]

    def has(self, *words: str) -> bool:
        """Tell whether one of the words stands in the pattern."""
        return any(word in words for word in self.at.tokens.low[self.first : self.end])

    def named(self, name: str) -> str | None:
        """Return the value of the first word of the pattern that belongs to a class, or None."""
        return self.at.named(self.first, self.end, name)

    def make(
        self,
        shape: Shape,
        grain: Grain = "day",
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        **fields: Any,  # noqa: ANN401
    ) -> list[Mention]:
        """Return one mention over all tokens of the pattern and of what was read after it."""
        return [Mention(self.rule, self.first, self.last, shape, grain, year, month, day, **fields)]


Reader = Callable[[Fit], list[Mention]]
