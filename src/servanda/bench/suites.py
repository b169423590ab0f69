"""The suites of `servanda score`: what each reads, what a prediction line holds, who scores it."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Protocol, cast

Keep = Callable[[dict[str, Any]], None]
"""Takes one prediction, a JSON object; the suite calls it in the order of its input."""


class Scorer(Protocol):
    """Reads the input at ``path``, hands every prediction to ``keep``, returns the figures.

    Figures are returned only for input that carries answers; counts are always returned.
    Raises `SuiteError` where the input is not what the suite reads.
    """

    def __call__(self, path: Path, keep: Keep) -> dict[str, Any]:
        """Score one input."""


class SuiteError(ValueError):
    """The input of a suite cannot be used: what, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite by name: its input in words, and where its scorer stands (``module:function``)."""

    name: str
    input: str
    entry: str

    def load(self) -> Scorer:
        """Import the scorer; a suite costs nothing until it is asked for."""
        module, _, function = self.entry.partition(":")
        return cast(Scorer, getattr(import_module(module), function))


SUITES: Final[dict[str, Suite]] = {
    suite.name: suite
    for suite in (
        Suite("actors", "TSV of sentences (tests/suites/actors)", "servanda.bench.actors:score"),
        Suite(
            "agreement",
            "an agreement text, or a folder of them, with NAME.gold.jsonl where there are answers",
            "servanda.bench.agreement:score",
        ),
        Suite(
            "attribution",
            "folder with text/*.txt and attributions/*.ann (brat)",
            "servanda.bench.attribution:score",
        ),
        Suite("cases", "folder of cases (tests/cases)", "servanda.bench.cases:score"),
        Suite("declared", "TSV of sentences (tests/suites/declared)", "servanda.bench.declared:score"),
        Suite("force", "JSON Lines of sentences with target spans", "servanda.bench.force:score"),
        Suite("gsr", "JSON list of PLOVER records", "servanda.bench.gsr:score"),
        Suite("judged", "folder of marked events (tests/suites/force)", "servanda.bench.judged:score"),
        Suite("places", "XML of articles with toponyms", "servanda.bench.places:score"),
        Suite("plv", "TSV of sentences with <s>source</s> and <t>target</t>", "servanda.bench.plv:score"),
        Suite("quiet", "TSV of sentences (tests/suites/quiet)", "servanda.bench.quiet:score"),
        Suite("speed", "folder of plain-text reports", "servanda.bench.speed:score"),
        Suite(
            "status",
            "folder with one agreement (*.txt) and reports/*.txt, gold.jsonl where there are answers",
            "servanda.bench.status:score",
        ),
        Suite("times", "folder of TimeML files", "servanda.bench.times:score"),
    )
}
"""What can be scored, by name."""
