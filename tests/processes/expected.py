"""What the board should show of each point on five days, and how a row is compared with a commitment."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("boards.tsv")
COLUMNS = ("day", "agreement", "point", "clock", "score", "standing", "deadline", "flags")


@dataclass(frozen=True)
class Row:
    """One row of boards.tsv. ``-`` is null, ``*`` says nothing. agreement: the day of signature."""

    day: str
    agreement: str
    point: str
    clock: str
    score: str
    standing: str
    deadline: str
    flags: str = ""

    @property
    def key(self) -> str:
        return f"{self.day} {self.agreement} {self.point}"

    def list_wrong(self, commitment: dict[str, Any] | None) -> list[str]:
        """Return what a commitment, as the board prints it, has otherwise than this row."""
        if commitment is None:
            return ["no such commitment"]
        told = {name: commitment[name] for name in ("clock", "score", "standing")}
        told["deadline"] = commitment["deadline"]["edtf"]
        wrong = [
            f"{name} is {_say(value)}, expected {getattr(self, name)}"
            for name, value in told.items()
            if getattr(self, name) not in ("*", _say(value))
        ]
        wanted = dict(part.partition("=")[::2] for part in self.flags.split())
        if "extended" in wanted and len(commitment["deadline"]["extensions"]) < 2:
            wrong.append("the deadline has no history")
        if "notice" in wanted and commitment["deadline"]["notice"] != wanted["notice"]:
            wrong.append(f"notice is {commitment['deadline']['notice']}, expected {wanted['notice']}")
        for name in ("reversed", "violated", "suspended", "superseded"):
            if commitment[name] != wanted.get(name):
                wrong.append(f"{name} is {commitment[name]}, expected {wanted.get(name)}")
        return wrong


def _say(value: object) -> str:
    return "-" if value is None else str(value)


def load_rows() -> list[Row]:
    with FILE.open(encoding="utf-8", newline="") as stream:
        lines = [line for line in stream if not line.startswith("#")]
    return [Row(*cells) for cells in csv.reader(lines, delimiter="\t") if cells]


def find_commitment(
    shown: list[dict[str, Any]], agreements: dict[str, str], row: Row
) -> dict[str, Any] | None:
    """Return the one commitment of a row. agreements: id → day of signature."""
    found = [
        one
        for one in shown
        if one["point"] == row.point and agreements.get(one["agreement"] or "") == row.agreement
    ]
    return found[0] if len(found) == 1 else None
