"""A draft: what one question found, before it is assembled into a claim."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servanda.model import Cue, Value
from servanda.model.kinds import ClaimKind, Force
from servanda.read.passage import Passage

if TYPE_CHECKING:
    from servanda.text.parsed import Token


@dataclass(slots=True, eq=False)
class Draft:
    """One claim in the making. head: the predicate's token in `passage`.

    hostile: a word about the other side, alleged where a side says it.
    """

    kind: ClaimKind
    code: str
    passage: Passage
    head: "Token"
    cue: Cue
    roles: dict[str, list[Value]] = field(default_factory=dict)
    force: Force = "asserted"
    negated: bool = False
    said_by: tuple[Value, ...] = ()
    background: bool = False
    mode: str | None = None
    hostile: bool = False

    def add(self, role: str, *values: Value | None) -> None:
        """Add fillers to a role, each once."""
        filled = self.roles.setdefault(role, [])
        for value in values:
            if value is not None and all(v.value != value.value or v.value is None for v in filled):
                filled.append(value)
        if not filled:
            del self.roles[role]

    def values(self, role: str) -> list[str]:
        """Return the canonical values of a role."""
        return [v.value for v in self.roles.get(role, ()) if v.value is not None]
