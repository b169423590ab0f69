"""Whose word a claim is: a party's, a mediator's, a monitor's, the publisher's."""

from collections.abc import Iterable
from dataclasses import dataclass

from servanda.ledger.door import Book
from servanda.model import Actor, Agreement, Claim, Commitment, Document
from servanda.model.kinds import Stake

ACT_FOR_COUNTRY = frozenset({"state", "government-body", "person"})
NOT_A_COUNTRY = frozenset({"IGO", "NGO", "IMG", "MNC"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks. key: one for all that one side or one body says. side: only of parties."""

    key: str
    name: str
    stake: Stake
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Parties:
    """The sides of one commitment."""

    obligors: frozenset[str]
    all: frozenset[str]
    brokers: frozenset[str]


class Speakers:
    """Names to the sides they act for, from actor records and the codebook."""

    def __init__(self, actors: Iterable[Actor], book: Book) -> None:
        """Index actors by name and alias; an alias that two actors share means neither."""
        self._book = book
        self._actors: dict[str, Actor | None] = {}
        self._sides: dict[str, str] = {}
        known = list(actors)
        for actor in known:
            for alias in actor.aliases:
                self._actors[alias] = None if alias in self._actors else actor
        self._actors.update((actor.name, actor) for actor in known)

    def find_name(self, written: str) -> str:
        """Return the canonical name of a written one."""
        actor = self._actors.get(written)
        return actor.name if actor is not None else written

    def find_side(self, name: str) -> str:
        """Return the side that a name acts for: a country's code, else the name of a body, group or person."""
        if name not in self._sides:
            self._sides[name] = self._find_side(name)
        return self._sides[name]

    def find_sides(self, names: Iterable[str]) -> frozenset[str]:
        """Return the sides of several names."""
        return frozenset(self.find_side(name) for name in names)

    def _find_side(self, name: str) -> str:
        actor = self._actors.get(name)
        if actor is not None:
            owners = [tenure.of for tenure in actor.positions if tenure.of]
            if owners:
                return self._find_own_side(owners[-1])
            if actor.country and actor.kind in ACT_FOR_COUNTRY and actor.country not in NOT_A_COUNTRY:
                return actor.country
            name = actor.name
        return self._find_own_side(name)

    def _find_own_side(self, name: str) -> str:
        """Return the side of a name by what the codebook knows, without looking at offices held."""
        for part in list_owners(name):
            facts = self._book.describe(part)
            if facts is not None:
                country = facts.country if facts.kind in ACT_FOR_COUNTRY else None
                return country if country and country not in NOT_A_COUNTRY else facts.name
        return name

    def list_parties(self, commitment: Commitment, agreement: Agreement | None) -> Parties:
        """Return the sides of a commitment: who owes, to whom, and the parties of its agreement but for brokers."""
        obligors = self.find_sides(commitment.obligors)
        owed = self.find_sides(commitment.beneficiaries)
        brokers = self.find_sides(agreement.brokers) if agreement else frozenset[str]()
        signed = self.find_sides(agreement.parties) if agreement else frozenset[str]()
        return Parties(obligors, obligors | owed | (signed - brokers), brokers - obligors - owed)

    def find_voice(self, claim: Claim, document: Document, parties: Parties) -> Voice:
        """Return whose word a claim is.

        The innermost speaker who is a party; else a broker; else a speaker whose
        stake the codebook knows; else the publisher with the document's stake.
        """
        names = [self.find_name(value.value) for value in reversed(claim.said_by) if value.value is not None]
        for name in names:
            side = self.find_side(name)
            if side in parties.all:
                return Voice(f"party {side}", name, "party", side)
        for name in names:
            if self.find_side(name) in parties.brokers:
                return Voice(f"speaker {self.find_side(name)}", name, "mediator")
            stake = self._book.stake(name)
            if stake != "unknown":
                return Voice(f"speaker {name}", name, stake)
        stake = document.stake if document.stake != "unknown" else self._book.stake(document.publisher)
        publisher = document.publisher or "publisher not stated"
        if stake == "party":
            side = self.find_side(publisher)
            return Voice(f"party {side}", publisher, "party", side)
        if names:
            return Voice(f"speaker {names[0]}", names[0], stake)
        return Voice(f"publisher {document.publisher or document.id}", publisher, stake)


def list_owners(name: str) -> list[str]:
    """Return a name and what follows each `` of `` in it, the longest first."""
    parts = [name]
    while " of " in parts[-1]:
        parts.append(parts[-1].split(" of ", 1)[1])
    return parts
