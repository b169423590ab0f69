"""Reads the table of deadline expressions: a row's words as the reader takes them, and the day that the ledger counts."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from factory import HOME

from servanda.ledger.anchors import Anchors, Happening
from servanda.ledger.days import read_bounds
from servanda.ledger.deadlines import Anchor, Basis, settle_deadline
from servanda.ledger.phrases import load_words, read_phrase
from servanda.model import Deadline
from servanda.read.deadlines import as_deadline
from servanda.read.times import Time, find_times

TABLE = Path(__file__).parent / "deadline_expressions.tsv"
WORDS = load_words(HOME)
FIELDS = ("form", "anchor", "offset", "counts", "edtf")


@dataclass(frozen=True)
class Row:
    """One row of the table; "-" stands for none."""

    number: int
    sentence: str
    expression: str | None
    expected: dict[str, str | None]
    anchors: dict[str, str]

    @property
    def published(self) -> date | None:
        day = self.anchors.get("published")
        return date.fromisoformat(day) if day else None


def load_rows() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return [
            _read(number, row)
            for number, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 1)
        ]


def _read(number: int, row: dict[str, str]) -> Row:
    plain = {name: None if text in ("-", "null") else text for name, text in row.items()}
    pairs = (part.rpartition(": ") for part in (plain["anchors"] or "").split("; ") if part)
    return Row(
        number,
        row["sentence"],
        plain["expression"],
        {name: plain[name] for name in FIELDS},
        {name: day for name, _, day in pairs},
    )


def find_time(row: Row) -> Time | None:
    """Return the time that has exactly the words of the row, or any time where the row has none."""
    times = find_times(row.sentence, published=row.published)
    if row.expression is None:
        return next(iter(times), None)
    return next((time for time in times if time.text == row.expression), None)


def count(row: Row, deadline: Deadline) -> Deadline:
    """Return the deadline as the ledger counts it from the days that the row gives."""
    happenings, signed, force = [], None, None
    for name, text in row.anchors.items():
        first, last = read_bounds(text)
        phrase = read_phrase("entry into force" if name == "in force" else name, WORDS)
        if name == "signature":
            signed = Anchor(first, name)
        elif name == "in force":
            force = Anchor(first, name)
        elif name != "published":
            happenings.append(Happening(phrase, first, name, last if "/" in text else None))
    settled, _ = settle_deadline(deadline, [], signed, Basis(WORDS, Anchors(WORDS, happenings), force))
    return settled


def read_row(row: Row) -> dict[str, str | None] | None:
    """Return what reader and ledger make of a row, or None where the words are not found."""
    time = find_time(row)
    if time is None:
        return None
    read = as_deadline(time)
    counted = count(row, read)
    return {
        "form": read.form,
        "anchor": read.anchor,
        "offset": read.offset,
        "counts": read.counts,
        "edtf": counted.edtf,
    }
