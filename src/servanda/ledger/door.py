"""What the ledger asks of a codebook and of a tie; any objects that answer so will do."""

from pathlib import Path
from typing import Protocol

from servanda.codebook.lists import Facts
from servanda.model.kinds import Says, Stake


class Book(Protocol):
    """The part of ``servanda.codebook.Codebook`` that the ledger uses."""

    @property
    def home(self) -> Path:
        """The folder of the codebook."""

    def describe(self, name: str) -> Facts | None:
        """Return what is known of an actor's canonical name."""

    def stake(self, publisher: str | None) -> Stake:
        """Return the stake of a publisher or speaker."""


class Tied(Protocol):
    """A claim tied to a commitment: ``servanda.resolve.Tie``."""

    @property
    def claim(self) -> str:
        """The claim's id."""

    @property
    def says(self) -> Says:
        """What the claim says of the commitment."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the claim is taken to speak of it."""
