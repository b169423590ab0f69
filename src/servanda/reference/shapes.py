"""The shape of a file of processes/, declared once. Unknown keys are refused."""

from typing import Annotated, Literal

import msgspec

from servanda.model.kinds import CommitmentKind, Counts, DeadlineForm

Filled = Annotated[str, msgspec.Meta(min_length=1)]
Signature = Literal["signed", "initialled", "agreed", "unclear"]
Relation = Literal["implements", "reaffirms", "amends", "supersedes"]


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where a fact can be looked up. date: EDTF. note: which fact, where not all of them."""

    publisher: Filled
    title: Filled
    date: str | None = None
    note: str | None = None


class Due(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A deadline as the text has it. edtf: only where it is absolute. offset, renewal, notice: ISO 8601 durations.

    verified: false where the deadline is recalled, and no source was read for it.
    """

    text: Filled
    form: DeadlineForm
    edtf: str | None = None
    anchor: str | None = None
    offset: str | None = None
    counts: Counts | None = None
    renewal: str | None = None
    notice: str | None = None
    verified: bool = True


class Point(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One commitment of an agreement. text: one sentence in our words; act: its verb and object in base form.

    obligors: empty where the text does not say who owes. topic: a code of the codebook.
    """

    point: Filled
    text: Filled
    act: Filled
    kind: CommitmentKind = "obligation"
    obligors: list[Filled] = []
    beneficiaries: list[Filled] = []
    quantity: str | None = None
    place: str | None = None
    topic: str | None = None
    condition: str | None = None
    verifier: str | None = None
    deadline: Due | None = None
    verified: bool = True


class Reference(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What an agreement does to another one. agreement: the other's id in the file."""

    relation: Relation
    agreement: Filled


class Agreement(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One agreement. signed: EDTF, the day of signature or of adoption. type: the noun of its title."""

    id: Filled
    title: Filled
    type: Filled
    signed: Filled
    signature_state: Signature
    parties: Annotated[list[Filled], msgspec.Meta(min_length=1)]
    brokers: list[Filled] = []
    place: str | None = None
    verified: bool = True
    refers: list[Reference] = []
    sources: Annotated[list[Source], msgspec.Meta(min_length=1)]
    points: Annotated[list[Point], msgspec.Meta(min_length=1)]


class Process(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One settlement: its agreements with their points, and who coded them by hand."""

    name: Filled
    label: Filled
    coder: Filled
    version: Filled
    agreements: Annotated[list[Agreement], msgspec.Meta(min_length=1)]

    @property
    def coded_by(self) -> str:
        """The coder as claims name it: ``reference@2026.1``."""
        return f"{self.coder}@{self.version}"
