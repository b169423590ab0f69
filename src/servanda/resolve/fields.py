"""The fields of a record gathered from its claims: names, single values, lists, contradictions."""

from collections.abc import Callable, Sequence
from typing import Literal

from servanda.model import Value, Variant
from servanda.resolve.decide import Decider, Say
from servanda.resolve.identity import Identity
from servanda.resolve.told import Told

ACTOR_VALUES = frozenset({"host", "participant"})
"""Roles whose values are brought to canonical names before they are compared."""


class Fields:
    """Reads fields out of claims; one for all records."""

    def __init__(self, identity: Identity, decider: Decider) -> None:
        """Take who is who, and how values are chosen."""
        self.identity = identity
        self.decider = decider

    def keep_reported(self, kind: str, varied: dict[str, list[Variant]]) -> dict[str, list[Variant]]:
        """Keep the contradictions that the rules want kept for a kind of record."""
        wanted = self.decider.rules.reported.get(kind, frozenset())
        return {name: versions for name, versions in varied.items() if versions and name in wanted}

    def list_says(self, told: Sequence[Told], role: str) -> list[Say]:
        """Return what claims say of a role; its first value each, the words where there is no value."""
        says = []
        for one in told:
            value = next(
                (read_value(filler) for filler in one.claim.roles.get(role, ()) if read_value(filler)), None
            )
            if value is not None:
                says.append(Say(self.identity.name(value, one) if role in ACTOR_VALUES else value, one))
        return says

    def list_dates(self, told: Sequence[Told], role: str = "date") -> list[Say]:
        """Return the dates that claims give for a role; unresolved words are no dates."""
        return [Say(value, one) for one in told if (value := one.claim.first(role)) is not None]

    def pick(self, told: Sequence[Told], role: str, order: tuple[str, ...] | None = None) -> str | None:
        """Return the value of a role that prevails."""
        return self.decider.choose(self.list_says(prefer_noted(told, role), role), order)

    def list_all(self, told: Sequence[Told], role: str) -> list[str]:
        """Return every value of a role, each once, in the order in which they are told."""
        values = (read_value(filler) for one in told for filler in one.claim.roles.get(role, ()))
        return list(dict.fromkeys(value for value in values if value))

    def name_all(
        self,
        told: Sequence[Told],
        roles: Sequence[str],
        keep: Literal["persons", "bodies"],
        first: Sequence[Told] = (),
    ) -> list[str]:
        """Return the actors in some roles, each side by its persons or by its state, as `keep` says.

        first: claims that decide; of the others only sides that these do not name are added.
        """
        chosen = self._name_sides(first or told, roles)
        for side, names in self._name_sides(told, roles).items():
            chosen.setdefault(side, names)
        best: Callable[[list[int]], int] = max if keep == "persons" else min
        return [
            name
            for names in chosen.values()
            for name in names
            if self._rank(name) == best([self._rank(other) for other in names])
        ]

    def _name_sides(self, told: Sequence[Told], roles: Sequence[str]) -> dict[str, list[str]]:
        """Return canonical names by the side they act for, in the order in which they are told."""
        sides: dict[str, list[str]] = {}
        for one in told:
            for role in roles:
                for value in one.claim.values(role):
                    name = self.identity.name(value, one)
                    names = sides.setdefault(self.identity.side(name, one.when), [])
                    if name not in names:
                        names.append(name)
        return sides

    def _rank(self, name: str) -> int:
        """Rank a name: state 0, body 1, office 2, person 3."""
        if self.identity.is_office(name):
            return 2
        facts = self.identity.describe(name)
        if facts is not None and facts.kind == "state":
            return 0
        return 3 if self.identity.is_person(name) else 1

    def vary_negation(self, told: Sequence[Told]) -> list[Variant]:
        """Return who says and who denies, where some deny."""
        denied = [one for one in told if one.claim.negated]
        said = [one for one in told if not one.claim.negated]
        if not denied or not said:
            return []
        return [self.decider.write_variant("false", said), self.decider.write_variant("true", denied)]


def prefer_noted(told: Sequence[Told], *roles: str) -> Sequence[Told]:
    """Return the claims of persons' own notes that fill one of the roles; all claims where there is none.

    A note says what a person holds to be so; what a program read elsewhere gives way to it.
    """
    noted = [one for one in told if one.is_noted and any(role in one.claim.roles for role in roles)]
    return noted or told


def read_value(filler: Value) -> str:
    """Return a filler's value, or its words where it could not be resolved."""
    return filler.value if filler.value is not None else filler.text
