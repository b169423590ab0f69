"""A made-up accord with four points and what was said of them, kept in a record without any reader."""

from factory import say, tell

from servanda.model import Reading, Run
from servanda.store import Record

RUN = Run(
    id="run-1", started="2021-07-02T08:00:00Z", software="servanda 0.1.0", codebook="plover-settlement@2026.1"
)
LATER = Run(
    id="run-2", started="2021-08-02T08:00:00Z", software="servanda 0.1.0", codebook="plover-settlement@2026.2"
)
NAME = "Halmos Accord"


def owe(point, act, roles="", **more):
    obligor = more.pop("obligor", "Armenia")
    return say(
        "commitment",
        more.pop("code", "obligation"),
        f"obligor: {obligor}; act: {act}; agreement: {NAME}; point: {point}; {roles}",
        force=more.pop("force", "agreed"),
        **more,
    )


def due(day):
    return f"deadline: by then => {day}; deadline-form: absolute; deadline-counts: by"


SIGNED = say("agreement", "signed", f"title: {NAME}; party: Armenia + Azerbaijan; date: 2021-03-04")
ACCORD = tell(
    "2021-03-05",
    SIGNED,
    owe("10", "dissolve militia", due("2021-12-31")),
    owe("2", "withdraw troops from Orla", due("2021-04-30")),
    owe("6a", "release prisoners", due("2021-05-01"), obligor="Azerbaijan"),
    owe("1", "open a very long road between the two northern districts of the valley"),
    publisher="Herald",
)
EXTENDED = tell(
    "2021-04-20",
    say("status", "extended", f"about: withdrawal of troops; agreement: {NAME}; point: 2; until: until mid June => 2021-06-15", by="Armenia"),
    publisher="Courier",
)  # fmt: skip
RELEASED = tell(
    "2021-05-12",
    say("status", "partly", f"about: release of prisoners; agreement: {NAME}; point: 6a; done: 40; total: 60; date: 2021-05-10", by="OSCE"),
    publisher="Courier",
)  # fmt: skip
PLEDGE = tell(
    "2021-06-01", say("commitment", "obligation", "obligor: Colombia; act: publish map", force="agreed")
)
READINGS = (ACCORD, EXTENDED, RELEASED, PLEDGE)


def keep(path, readings=READINGS, run=RUN):
    """Put readings into a record."""
    with Record.open(path) as record:
        for reading in readings:
            record.add(reading, run)
    return path


def reread(reading: Reading, change) -> Reading:
    """Return what another codebook reads from the same document: every claim changed, its id with it."""
    import msgspec

    from servanda.model import digest_claim

    claims = []
    for claim in reading.claims:
        new = change(claim)
        if new is None:
            continue
        new = msgspec.structs.replace(new, codebook="plover-settlement@2026.2")
        name = digest_claim(
            new.document, new.kind, new.code, new.span, new.roles, new.force, new.negated, new.said_by
        )
        claims.append(msgspec.structs.replace(new, id=name))
    return Reading(document=reading.document, claims=tuple(claims))
