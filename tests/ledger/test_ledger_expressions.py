"""Deadlines as agreements and resolutions put them: the words found, what they say, and the day counted."""

from collections import Counter

import pytest
from expressions import Row, find_time, load_rows, read_row

ROWS = load_rows()


@pytest.mark.parametrize("row", [row for row in ROWS if row.expression], ids=lambda row: f"{row.number}")
def test_expression(row: Row) -> None:
    read = read_row(row)
    assert read is not None, f"{row.expression!r} is not found in {row.sentence!r}"
    assert read == row.expected, row.sentence


@pytest.mark.parametrize("row", [row for row in ROWS if not row.expression], ids=lambda row: f"{row.number}")
def test_nothing_is_invented(row: Row) -> None:
    assert find_time(row) is None, row.sentence


def test_the_table_covers_every_form() -> None:
    forms = Counter(row.expected["form"] for row in ROWS)
    assert len(ROWS) >= 180
    assert set(forms) == {
        "absolute", "after-signature", "after-event", "day-n", "window", "before-event", "simultaneous", "duration",
        "vague", "none",
    }  # fmt: skip
    assert min(forms.values()) >= 9
