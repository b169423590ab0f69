"""The rules of settling, as settling.yaml declares them."""

from functools import cache
from pathlib import Path

import msgspec

from servanda.codebook import load_yaml
from servanda.model.kinds import Level, MeetingState, SignatureState, Stake

FILE = "settling.yaml"


class NameRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When two names are one person."""

    particles: frozenset[str]
    not_person: frozenset[str]
    titles: frozenset[str]
    given_ratio: float
    surname_ratio: float
    alone_ratio: float
    office_days: int
    shared_codes: frozenset[str]


class MeetingRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When two claims tell of one meeting, and what its state is."""

    states: dict[str, MeetingState]
    rank: tuple[MeetingState, ...]
    near_days: int
    undated_days: int
    ahead_days: int
    told_days: int
    moved_days: int
    levels: tuple[Level, ...]


class AgreementRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When two claims tell of one agreement."""

    day_slack: int
    undated_days: int
    title_ratio: float
    generic: frozenset[str]
    vague_types: frozenset[str]
    signature: dict[str, SignatureState]
    signature_words: dict[SignatureState, frozenset[str]]
    mentions: dict[str, str]
    relation_of: dict[str, str] = {}
    relations: dict[str, tuple[str, ...]] = {}
    relations_turned: dict[str, tuple[str, ...]] = {}
    relation_fillers: tuple[str, ...] = ()
    relation_doubts: frozenset[str] = frozenset()


class CommitmentRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When two claims tell of one commitment."""

    told_days: int
    forces: tuple[str, ...]


class EventRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When two claims tell of one event."""

    families: tuple[tuple[str, ...], ...]
    done: frozenset[str]
    undated_days: int
    denial_days: int


class DecideRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How one value is chosen among several."""

    default: tuple[str, ...]
    title: tuple[str, ...]
    kind: tuple[str, ...]
    deadline: tuple[str, ...]
    stakes: tuple[Stake, ...]
    reported: dict[str, frozenset[str]]


class TieRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When a status claim speaks of a commitment."""

    enough: tuple[frozenset[str], ...]
    by_others: frozenset[str]
    ends: frozenset[str]
    weight: dict[str, int]
    most: int
    long: int
    carry_out: frozenset[str]
    meet: frozenset[str]
    conclude: frozenset[str]
    serves: dict[str, frozenset[str]]
    received: dict[str, frozenset[str]]
    undoes: dict[str, frozenset[str]]
    breaks: dict[str, frozenset[str]]
    break_by: frozenset[str]
    met_by: dict[str, tuple[str, ...]]
    lasting: frozenset[str]
    whole: frozenset[str]
    in_part: frozenset[str]
    numbered: frozenset[str]
    back_characters: int


class ActRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How words of an act are brought to verb and object."""

    verbs: dict[str, tuple[str, ...]]
    phrases: dict[str, str]
    general: frozenset[str]
    empty: frozenset[str]
    areas: frozenset[str]
    vague: frozenset[str]
    plain: frozenset[str]
    light: frozenset[str]
    objects: dict[str, tuple[str, ...]]
    prepositions: frozenset[str]
    particles: frozenset[str]


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """settling.yaml as a whole."""

    names: NameRules
    meetings: MeetingRules
    agreements: AgreementRules
    commitments: CommitmentRules
    events: EventRules
    decide: DecideRules
    ties: TieRules
    acts: ActRules


@cache
def load_rules(home: Path) -> Rules:
    """Load the settling rules of a codebook folder once; raises CodebookError with file:line."""
    return load_yaml(home / FILE, Rules)
