"""From a pattern that fits to a mention: one function for each word after ``reads:`` in ``rules.yaml``.

A reader returns the mentions that the words hold, or none where the words are no time after all.
"""

from types import ModuleType
from typing import Final

from servanda.read.times.readers import counts, dates, fronts, lengths, marks, moves
from servanda.read.times.readers.fit import Fit, Reader

__all__ = ["READERS", "Fit", "Reader"]


def _collect(module: ModuleType) -> dict[str, Reader]:
    return {
        name.removeprefix("read_"): value for name, value in vars(module).items() if name.startswith("read_")
    }


READERS: Final[dict[str, Reader]] = {
    name: reader
    for module in (dates, moves, fronts, lengths, counts, marks)
    for name, reader in _collect(module).items()
}
"""Reader by the word after ``reads:``."""
