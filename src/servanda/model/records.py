"""Records: what the claims, taken together, say there is. Computed, never typed in.

Fields hold canonical values (names, EDTF, codes); "not stated" is None or an empty
list. Every record names its claims, so the words are always one step away.
"""

import msgspec

from servanda.model.kinds import (
    ActorKind,
    Clock,
    CommitmentKind,
    Counts,
    DeadlineForm,
    Format,
    Level,
    Medium,
    MeetingState,
    SignatureState,
    Standing,
)  # fmt: skip


class Settled(msgspec.Struct, kw_only=True):
    """What all records share: the claims they were settled from. disagreements: field → what is said and by which claims."""

    id: str
    claims: list[str] = []
    background: bool = False
    disagreements: dict[str, list["Variant"]] = {}


class Variant(msgspec.Struct, kw_only=True):
    """One version of a field that the sources disagree on."""

    value: str | None
    claims: list[str]
    said_by: list[str]
    publishers: list[str]


class Tenure(msgspec.Struct, kw_only=True, rename={"from_": "from"}):
    """An office held, as far as the texts show: seen from … to … (EDTF), not appointment dates."""

    office: str
    of: str | None = None
    from_: str | None = None
    to: str | None = None


class Actor(Settled, kw_only=True):
    """A person, state, body, group: anyone who acts or speaks."""

    name: str
    kind: ActorKind | None = None
    country: str | None = None
    sector: str | None = None
    positions: list[Tenure] = []
    aliases: list[str] = []


class Mention(msgspec.Struct, kw_only=True):
    """Who did something to an agreement (reaffirmed, amended, extended it), when, according to whom."""

    by: list[str]
    date: str | None
    said_by: list[str]
    claim: str


class Agreement(Settled, kw_only=True):
    """An agreement. kind: what the texts call it (statement, declaration, treaty …)."""

    title: str | None = None
    signed: str | None = None
    signature_state: SignatureState = "unclear"
    kind: str | None = None
    parties: list[str] = []
    brokers: list[str] = []
    place: str | None = None
    topics: list[str] = []
    in_force: str | None = None
    reaffirmed_by: list[Mention] = []
    amended_by: list[Mention] = []
    superseded_by: list[Mention] = []


class Extension(msgspec.Struct, kw_only=True):
    """A later deadline that replaced an earlier one."""

    text: str
    edtf: str | None
    claim: str


class Deadline(msgspec.Struct, kw_only=True):
    """When an act is due. edtf: last day in time, or start/end of a window; None while not computable.

    notice: the last day for notice that a term which renews itself shall end.
    """

    text: str | None = None
    form: DeadlineForm = "none"
    anchor: str | None = None
    offset: str | None = None
    counts: Counts | None = None
    edtf: str | None = None
    claim: str | None = None
    extensions: list[Extension] = []
    notice: str | None = None


class Evidence(msgspec.Struct, kw_only=True):
    """One dated, attributed word on how a commitment stands."""

    says: str
    said_by: list[str]
    stake: str
    as_at: str | None
    published: str | None
    quote: str
    document: str
    claim: str


class Override(msgspec.Struct, kw_only=True):
    """A named person's verdict on a derived field, beside what the ledger had computed (both as they print)."""

    field: str
    ruling: str
    computed: str | None
    by: str
    at: str
    note: str = ""


class Commitment(Settled, kw_only=True):
    """Who owes what to whom by when, and how it stands."""

    agreement: str | None = None
    point: str | None = None
    obligors: list[str] = []
    beneficiaries: list[str] = []
    act: str
    quantity: str | None = None
    place: str | None = None
    topic: str | None = None
    pam: str | None = None
    deadline: Deadline = msgspec.field(default_factory=Deadline)
    condition: str | None = None
    verifier: str | None = None
    kind: CommitmentKind = "obligation"
    force: str = "agreed"
    said_by: list[str] = []
    clock: Clock | None = None
    score: int | None = None
    standing: Standing | None = None
    reversed: str | None = None
    violated: str | None = None
    suspended: str | None = None
    superseded: str | None = None
    last_evidence: str | None = None
    evidence: list[Evidence] = []
    reasons: list[str] = []
    overrides: list[Override] = []


class Meeting(Settled, kw_only=True):
    """A meeting, call or summit, held or to come."""

    state: MeetingState
    participants: list[str] = []
    level: Level = "unknown"
    format: Format | None = None
    medium: Medium | None = None
    host: str | None = None
    place: str | None = None
    date: str | None = None
    topics: list[str] = []
    frameworks: list[str] = []
    outcome: list[str] = []
    fulfils: str | None = None
    negated: bool = False
    said_by: list[str] = []


class Event(Settled, kw_only=True):
    """A PLOVER event, asserted or not."""

    code: str
    mode: str | None = None
    contexts: list[str] = []
    actors: list[str] = []
    recipients: list[str] = []
    date: str | None = None
    place: str | None = None
    force: str = "asserted"
    negated: bool = False
    said_by: list[str] = []


class Records(msgspec.Struct, kw_only=True):
    """All records of one document or of one record file."""

    actors: list[Actor] = []
    agreements: list[Agreement] = []
    commitments: list[Commitment] = []
    meetings: list[Meeting] = []
    events: list[Event] = []
