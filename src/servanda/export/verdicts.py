"""Persons' verdicts as a table: what was ruled, by whom, when, and whether it stands."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from servanda.export.frame import bold, build_table, dim, label, stack
from servanda.model import Verdict

if TYPE_CHECKING:
    from rich.table import Table


def table_verdicts(verdicts: Sequence[Verdict], standing: Collection[str]) -> "Table":
    """Return all verdicts, the last first. standing: ids of those that nothing later replaced or withdrew."""
    table = build_table("Verdicts", (("When", 17), ("On what", None), ("Ruling", 24)))
    for one in reversed(verdicts):
        stands = one.id in standing or one.ruling == "withdrawn"
        table.add_row(
            one.at[:16].replace("T", " "),
            stack(one.target, label("by", one.by), label("note", one.note or None)),
            stack(bold(one.ruling), None if stands else dim("no longer stands")),
        )
    return table
