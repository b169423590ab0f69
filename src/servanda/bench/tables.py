"""Tables of the suites of our own: tab-separated rows with an id, and figures for both halves of them."""

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from servanda.bench.suites import SuiteError

_NUMBER: Final = re.compile(r"\d+")


def load_rows(path: Path, needed: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the rows of a tab-separated table with a head line; raises SuiteError where a column is missing."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError) as error:
        raise SuiteError(
            f"{path}: not a readable table ({error}); give a tab-separated file in UTF-8"
        ) from error
    missing = [name for name in needed if not rows or name not in rows[0]]
    if missing:
        raise SuiteError(f"{path}:1: no column {', '.join(missing)}; the head line needs {', '.join(needed)}")
    return rows


def is_even(name: str) -> bool:
    """Tell whether the number in an id is even; one without a number counts as even."""
    numbers = _NUMBER.findall(name)
    return not numbers or int(numbers[-1]) % 2 == 0


def is_yes(cell: str | None) -> bool:
    """Tell whether a cell says yes."""
    return cell in {"yes", "true"}


def halve(rows: Iterable[tuple[str, dict[str, bool]]]) -> dict[str, dict[str, float]]:
    """Return the share of rows, in percent, for which each thing holds: all, and the halves by the ids' numbers."""
    listed = list(rows)
    parts = {
        "all": [held for _, held in listed],
        "even": [held for name, held in listed if is_even(name)],
        "odd": [held for name, held in listed if not is_even(name)],
    }
    return {
        part: {name: round(100 * sum(held[name] for held in chosen) / len(chosen), 1) for name in chosen[0]}
        for part, chosen in parts.items()
        if chosen
    }
