"""What qualifies a predicate, and what that comes to: force, condition and speakers."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servanda.model.kinds import Force
from servanda.read.clauses import Clause

if TYPE_CHECKING:
    from servanda.text.parsed import Token

SPEAKING = frozenset({"speak", "accuse", "deny", "according"})
"""Effects that bring a speaker."""
_FORCE_OF_MODAL: dict[str | None, Force] = {
    "future": "scheduled",
    "would": "scheduled",
    "must": "proposed",
    "may": "conditional",
}


@dataclass(slots=True)
class Effect:
    """One qualifier at work: its effect, the governor's clause, and the word itself."""

    kind: str
    governor: "Token"
    clause: Clause | None
    negated: bool = False
    word: str = ""


@dataclass(slots=True)
class Qualified:
    """How a predicate is meant. effects: innermost first. condition: head of the if-clause.

    alleged: told as a claim that others would contest. binding: an accord lays it down ('under the accord', 'shall').
    """

    effects: list[Effect] = field(default_factory=list)
    negated: bool = False
    modal: str | None = None
    condition: "Token | None" = None
    hypothetical: bool = False
    alleged: bool = False
    binding: bool = False
    path: "list[Token]" = field(default_factory=list)

    @property
    def force(self) -> Force:
        """Return what the effects come to: the outermost call, threat or condition wins over a promise within."""
        force: Force | None = _FORCE_OF_MODAL.get(self.modal)
        planned = any(
            e.kind == "schedule" and any(c.dep_ == "xcomp" for c in e.governor.children) for e in self.effects
        )
        for effect in self.effects:
            if effect.kind == "agree":
                force = "agreed" if force in {None, "scheduled"} else force
            elif effect.kind == "schedule":
                force = force or "scheduled"
            elif effect.kind == "possible" and self.alleged:
                continue
            elif effect.kind in {"propose", "possible"}:
                open_ = force is None or (force == "scheduled" and effect.governor.pos_ == "VERB")
                force = "proposed" if effect.kind == "propose" or open_ else force
            elif effect.kind == "threaten":
                force = "threatened"
            elif effect.kind == "accuse":
                force = "alleged" if force is None or (force == "scheduled" and not planned) else force
            elif effect.kind == "deny":
                force = "alleged" if force in {None, "scheduled"} else force
        if self.binding and force == "scheduled":
            force = "agreed"
        if self.alleged and force is None:
            force = "alleged"
        if self.condition is not None and force != "threatened":
            force = "conditional"
        return force or "asserted"

    def has(self, *kinds: str) -> Effect | None:
        """Return the innermost effect of one of the kinds, or None."""
        return next((e for e in self.effects if e.kind in kinds), None)

    @property
    def speakers(self) -> list[Effect]:
        """Return the effects that bring a speaker, outermost first."""
        return [e for e in reversed(self.effects) if e.kind in SPEAKING]
