"""Small readings to keep."""

from servanda.model import Claim, Cue, Document, Issue, Reading, Run, Value, digest_claim, digest_text

CODER = "servanda-en@0.1.0"
CODEBOOK = "plover-settlement@2026.1"


def make_run(name="r1", *, day=5, coder=CODER, digest="abc"):
    return Run(
        id=name, started=f"2022-09-{day:02}T10:00:00Z", software="servanda@0.1.0", codebook=f"{CODEBOOK}+{digest}",
        settings={"coder": coder},
    )  # fmt: skip


def make_document(number=1, *, text=None, day=5, **fields):
    text = f"Delegation {number} held talks in Xankəndi on Monday." if text is None else text
    fields = {
        "publisher": "Monitor", "published": "2022-09-05", "published_basis": "given", "language": "en",
        "received": f"2022-09-{day:02}T09:00:00Z",
    } | fields  # fmt: skip
    return Document(id=digest_text(text), text=text, **fields)


def make_claim(
    document, place="Khankendi", *, coder=CODER, kind="meeting", code="CONSULT", negated=False, **fields
):
    start = document.text.find("talks")
    span = (max(start, 0), max(start, 0) + 5)
    roles = {
        "place": (Value("in Xankəndi", place, span),),
        "participant": (Value("Delegation", "Delegation", (0, 10)), Value("they", None, (0, 4))),
    }
    said_by = (Value("the ministry", "Ministry", (0, 3)),)
    return Claim(
        id=digest_claim(document.id, kind, code, span, roles, "asserted", negated, said_by), document=document.id,
        kind=kind, code=code, roles=roles, negated=negated, said_by=said_by, span=span,
        cue=Cue("talks", span, "types/CONSULT#talks"), coder=coder, codebook=CODEBOOK, **fields,
    )  # fmt: skip


def make_issue(document, code="no-dates"):
    return Issue(code=code, message="no date", document=document.id, span=(0, 3), hint="say when")


def make_reading(number=1, *, places=("Khankendi",), coder=CODER, issues=True, **fields):
    document = make_document(number, **fields)
    return Reading(
        document=document,
        claims=tuple(make_claim(document, place, coder=coder) for place in places),
        issues=(make_issue(document),) if issues else (),
    )
