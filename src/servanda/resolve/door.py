"""What settling asks of a codebook; any object that answers so will do."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from servanda.codebook.lists import Facts


class HasPam(Protocol):
    """A topic with the PAM types it maps to."""

    @property
    def pam(self) -> tuple[str, ...]:
        """PAM provision types."""


class Book(Protocol):
    """The part of ``servanda.codebook.Codebook`` that resolve uses."""

    @property
    def home(self) -> Path:
        """The folder of the codebook."""

    @property
    def topics(self) -> Mapping[str, HasPam]:
        """Topics by code."""

    def describe(self, name: str) -> Facts | None:
        """Return what is known of an actor's canonical name."""
