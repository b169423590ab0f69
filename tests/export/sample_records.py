"""A document, its claims and the records settled from them, written by hand."""

from servanda.model import (
    Actor,
    Agreement,
    Claim,
    Commitment,
    Cue,
    Deadline,
    Document,
    Event,
    Evidence,
    Issue,
    Meeting,
    Mention,
    Reading,
    Records,
    Tenure,
    Value,
    Variant,
    digest_text,
)  # fmt: skip

TEXT = (
    "MOSCOW (Sputnik) - Russian Foreign Minister Sergey Lavrov held talks in Moscow with his Armenian "
    "counterpart, Ararat Mirzoyan, the Russian foreign ministry said on Monday.\n"
    "Armenia and Azerbaijan agreed to release [all] prisoners by the end of the month."
)


def value(words, canonical=None, inferred=None):
    start = TEXT.index(words)
    return Value(words, canonical or words, (start, start + len(words)), inferred)


def span(first, last):
    return TEXT.index(first), TEXT.index(last) + len(last)


DOCUMENT = Document(
    id=digest_text(TEXT), title="Ministers meet", publisher="Sputnik", stake="media", published="2022-09-05",
    published_basis="given", language="en", received="2022-09-06T08:00:00+00:00", text=TEXT,
)  # fmt: skip
MINISTRY = "Ministry of Foreign Affairs of Russia"
MEETING_CLAIM = Claim(
    id="a" * 16, document=DOCUMENT.id, kind="meeting", code="CONSULT",
    roles={
        "participant": (value("Russian Foreign Minister Sergey Lavrov", "Sergey Lavrov"),
                        value("his Armenian counterpart, Ararat Mirzoyan", "Ararat Mirzoyan")),
        "place": (value("in Moscow", "Moscow"),),
        "date": (value("on Monday", "2022-09-05"),),
        "level": (Value("Foreign Minister", "high", value("Foreign Minister").span, "from an office"),),
    },
    said_by=(value("the Russian foreign ministry", MINISTRY),),
    span=span("MOSCOW", "on Monday"), cue=Cue("held talks", value("held talks").span, "meeting-CONSULT#hold talks"),
    coder="servanda-en@0.1.0", codebook="plover-settlement@2026.1",
)  # fmt: skip
COMMITMENT_CLAIM = Claim(
    id="b" * 16, document=DOCUMENT.id, kind="commitment", code="obligation", force="agreed",
    roles={"obligor": (value("Armenia and Azerbaijan", "Armenia"),), "act": (value("release", "release prisoners"),)},
    span=span("Armenia and", "of the month"), cue=Cue("agreed to", value("agreed to").span, "commitment#agree to"),
    coder="servanda-en@0.1.0", codebook="plover-settlement@2026.1",
)  # fmt: skip
ISSUE = Issue(code="date-without-anchor", message="'the month' has no date", document=DOCUMENT.id,
              span=value("the end of the month").span, hint="give --published")  # fmt: skip
READING = Reading(document=DOCUMENT, claims=(MEETING_CLAIM, COMMITMENT_CLAIM), issues=(ISSUE,))

MEETING = Meeting(
    id="M-1111111111", claims=["a" * 16], state="held", participants=["Sergey Lavrov", "Ararat Mirzoyan"], level="high",
    format="bilateral", place="Moscow", date="2022-09-05", topics=["border/delimitation"], said_by=[MINISTRY],
    disagreements={"date": [Variant(value="2022-09-05", claims=["a" * 16], said_by=[], publishers=["Sputnik"]),
                            Variant(value="2022-09-06", claims=["c" * 16], said_by=[MINISTRY], publishers=["TASS"])]},
)  # fmt: skip
COMING = Meeting(
    id="M-2222222222", claims=[], state="scheduled", date="2022-08-31/2022-09-30", background=True
)
AGREEMENT = Agreement(
    id="G-1111111111", claims=["a" * 16], title="Trilateral statement", signed="2020-11-09", signature_state="signed",
    kind="statement", parties=["Armenia", "Azerbaijan", "Russia"], brokers=["Russia"],
    reaffirmed_by=[Mention(by=[], date="2022-09-05", said_by=[MINISTRY], claim="a" * 16)],
)  # fmt: skip
COMMITMENT = Commitment(
    id="C-1111111111", claims=["b" * 16], agreement="G-1111111111", point="8", obligors=["Armenia", "Azerbaijan"],
    act="release prisoners", topic="prisoners", deadline=Deadline(text="by the end of the month", form="absolute", edtf="2022-09-30"),
    clock="overdue", score=1, standing="disputed", violated="2022-10-01", last_evidence="2022-10-02",
    evidence=[Evidence(says="partly", said_by=["Azerbaijan"], stake="party", as_at="2022-10-02", published="2022-10-03",
                       quote="17 were released", document=DOCUMENT.id, claim="d" * 16)],
    reasons=["partly: 17 of 50 is below half, so 1"],
)  # fmt: skip
BARE = Commitment(id="C-2222222222", claims=[], act="withdraw troops", clock="no-deadline", standing="silent")
EVENT = Event(id="E-1111111111", claims=["a" * 16], code="ASSAULT", mode="shell", actors=["Azerbaijan"], force="alleged",
              negated=True, said_by=["Azerbaijan"])  # fmt: skip
LAVROV = Actor(id="A-1111111111", claims=["a" * 16], name="Sergey Lavrov", kind="person", country="RUS", sector="GOV",
               positions=[Tenure(office="Minister of Foreign Affairs", of="Russia", from_="2022-09-05", to="2022-09-05")],
               aliases=["Sergei Lavrov"])  # fmt: skip
RECORDS = Records(
    actors=[LAVROV],
    agreements=[AGREEMENT],
    commitments=[COMMITMENT, BARE],
    meetings=[COMING, MEETING],
    events=[EVENT],
)
