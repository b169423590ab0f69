"""The rules of the ledger, as ledger.yaml declares them."""

from functools import cache
from pathlib import Path

import msgspec

from servanda.codebook import load_yaml
from servanda.model.kinds import CommitmentKind, DeadlineForm, Says, Stake

FILE = "ledger.yaml"


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """ledger.yaml as a whole; every key is explained there."""

    quiet: frozenset[str]
    so: frozenset[str]
    so_when_agreed: frozenset[str]
    not_done: dict[Says, frozenset[str]]
    score: dict[str, int]
    half: float
    stakes: tuple[Stake, ...]
    independent: frozenset[Stake]
    denial_days: int
    due_soon_days: int
    binding: frozenset[str]
    no_date: frozenset[DeadlineForm]
    lapse: dict[DeadlineForm, frozenset[CommitmentKind]]
    ends: frozenset[str]
    text_date_is_signature: bool
    spoken: tuple[str, ...]


@cache
def load_rules(home: Path) -> Rules:
    """Load the ledger's rules of a codebook folder once; raises CodebookError with file:line."""
    return load_yaml(home / FILE, Rules)
