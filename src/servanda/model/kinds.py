"""The closed vocabularies of the record (kinds, forces, states, words), each in one place.

Every name here is normative: it stands in the JSON that Servanda prints and in
the record that it keeps.
"""

from typing import Final, Literal, get_args

DocumentKind = Literal["report", "agreement", "statement", "note"]
Stake = Literal["party", "mediator", "monitor", "media", "ngo", "unknown"]
PublishedBasis = Literal["metadata", "given", "dateline", "none"]

ClaimKind = Literal["event", "meeting", "agreement", "commitment", "status", "position"]
Force = Literal["asserted", "agreed", "scheduled", "proposed", "threatened", "conditional", "alleged"]

RecordKind = Literal["actor", "agreement", "commitment", "meeting", "event"]
ActorKind = Literal[
    "state", "government-body", "person", "igo", "ngo", "armed-group", "company", "population"
]

AgreementCode = Literal["signed", "reached", "reaffirmed", "amended", "extended", "ended", "referred"]
SignatureState = Literal["signed", "agreed", "initialled", "unilateral", "unclear"]

CommitmentKind = Literal["obligation", "prohibition", "permission", "procedure"]
DeadlineForm = Literal[
    "absolute", "after-signature", "after-event", "day-n", "window", "before-event",
    "simultaneous", "duration", "vague", "none",
]  # fmt: skip
Counts = Literal["by", "before", "within"]

Says = Literal[
    "not-started", "started", "partly", "done", "violated", "denied", "resumed", "suspended",
    "extended", "reversed", "superseded", "cancelled", "deadline-set", "anchor-happened",
    "reaffirmed", "promised", "no-information",
]  # fmt: skip
NO_CHANGE: Final = frozenset({"reaffirmed", "promised", "no-information"})

Clock = Literal[
    "no-deadline", "anchor-pending", "not-yet-due", "due-soon", "overdue", "met", "met-late", "lapsed"
]  # fmt: skip
Standing = Literal["undisputed", "disputed", "one-side-only", "silent"]

MeetingState = Literal["proposed", "scheduled", "held", "ongoing", "postponed", "cancelled"]
Level = Literal["highest", "high", "senior", "working", "unknown"]
Format = Literal["bilateral", "trilateral", "multilateral"]
Medium = Literal["in-person", "phone", "video"]

Judgement = Literal["same", "different", "unsure"]

PloverType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip

CODES: Final[dict[str, tuple[str, ...]]] = {
    "event": get_args(PloverType),
    "meeting": ("CONSULT",),
    "agreement": get_args(AgreementCode),
    "commitment": get_args(CommitmentKind),
    "status": get_args(Says),
    "position": ("holds", "left"),
}
"""The codes that a claim of each kind may carry."""
