"""Claims, readings and a small codebook for tests, in few words.

    tell("2022-09-05", say("meeting", "CONSULT", "participant: Sergey Lavrov + Ararat Mirzoyan; place: Moscow"))

Roles are written as in tests/cases: ``role: value + value; role: value``. A value
whose words differ is written ``words => value`` (``=> null``: not resolved).
"""

from dataclasses import dataclass, field
from pathlib import Path

from servanda.codebook.lists import Facts
from servanda.model import Claim, Cue, Document, Reading, Value, digest_claim, digest_text

HOME = Path(__file__).resolve().parents[1] / "codebooks" / "settlement"
CODEBOOK = "plover-settlement@2026.1"

STATES = {
    "Armenia": "ARM", "Azerbaijan": "AZE", "Russia": "RUS", "Türkiye": "TUR", "France": "FRA", "Colombia": "COL",
    "Ecuador": "ECU", "Ethiopia": "ETH", "United States": "USA", "Kosovo": "XKX", "Serbia": "SRB", "Chad": "TCD",
    "Niger": "NER", "Libya": "LBY",
}  # fmt: skip
BODIES = {
    "European Union": Facts("European Union", "igo", "EUR", "IGO", ("EU",)),
    "European Council": Facts("European Council", "igo", "EUR", "IGO"),
    "United Nations": Facts("United Nations", "igo", "UNO", "IGO", ("UN",)),
    "African Union": Facts("African Union", "igo", "IGO", "IGO", ("AU",)),
    "OSCE": Facts("OSCE", "igo", "IGO", "IGO"),
    "National Liberation Army": Facts("National Liberation Army", "armed-group", "COL", "REB", ("ELN",)),
    "TPLF": Facts("TPLF", "armed-group", "ETH", "REB"),
}
OFFICES = frozenset(
    {"Minister of Foreign Affairs", "President", "Prime Minister", "Leader", "Minister of Defence"}
)


@dataclass(frozen=True)
class Topic:
    pam: tuple[str, ...]


@dataclass(frozen=True)
class Book:
    """A codebook with a handful of names; its rules are the bundled ones."""

    home: Path = HOME
    name: str = CODEBOOK
    topics: dict[str, Topic] = field(
        default_factory=lambda: {
            "prisoners": Topic(("Prisoner Release",)), "ceasefire": Topic(("Cease Fire",)),
            "troop-withdrawal": Topic(("Withdrawal of Troops",)), "border": Topic(("Boundary Demarcation",)),
            "border/delimitation": Topic(()),
        }
    )  # fmt: skip
    stakes: dict[str, str] = field(
        default_factory=lambda: {
            "OSCE": "monitor",
            "European Union": "mediator",
            "Sputnik": "media",
            "RJMEC": "monitor",
        }
    )

    def describe(self, name: str) -> Facts | None:
        if name in STATES:
            return Facts(name, "state", STATES[name], "GOV")
        if name in BODIES:
            return BODIES[name]
        head, _, owner = name.rpartition(" of ")
        if head and owner in STATES:
            return Facts(name, "person" if head in OFFICES else "government-body", STATES[owner], "GOV")
        return None

    def stake(self, publisher: str | None) -> str:
        return self.stakes.get(publisher or "", "unknown")


BOOK = Book()


@dataclass(frozen=True)
class Said:
    """A claim before it has a document."""

    kind: str
    code: str
    roles: dict[str, tuple[Value, ...]]
    force: str
    negated: bool
    said_by: tuple[Value, ...]
    background: bool
    words: str
    quote: str
    mode: str | None
    coder: str


def read_values(text: str) -> tuple[Value, ...]:
    values = []
    for part in text.split(" + "):
        words, arrow, value = part.strip().partition(" => ")
        meant = (None if value == "null" else value) if arrow else words
        values.append(Value(words, meant, (0, len(words))))
    return tuple(values)


def read_roles(text: str) -> dict[str, tuple[Value, ...]]:
    parts = (part.partition(":") for part in text.split(";") if part.strip())
    return {role.strip(): read_values(values) for role, _, values in parts}


def say(
    kind: str,
    code: str,
    roles: str = "",
    *,
    force: str = "asserted",
    negated: bool = False,
    by: str = "",
    background: bool = False,
    words: str = "did",
    quote: str = "",
    mode: str | None = None,
    coder: str = "servanda-en@0.1.0",
) -> Said:
    """Write a claim; `by` is the chain of speakers, outermost first: ``ministry > minister``."""
    speakers = tuple(Value(name, name, (0, len(name))) for name in by.split(" > ") if name)
    return Said(
        kind, code, read_roles(roles), force, negated, speakers, background, words, quote, mode, coder
    )


def tell(
    published: str | None,
    *said: Said,
    publisher: str | None = "Agency",
    stake: str = "media",
    kind: str = "report",
    title: str | None = None,
    received: str | None = None,
    salt: str = "",
) -> Reading:
    """Put claims into a document of their own; every claim stands in its own sentence."""
    head = f"{publisher} {published} {salt}\n"
    sentences = [
        f"{one.quote or one.kind + ' ' + one.code} {one.words} {number}." for number, one in enumerate(said)
    ]
    text = head + " ".join(sentences)
    identity = digest_text(text + repr(said))
    document = Document(
        id=identity, kind=kind, title=title, publisher=publisher, stake=stake, published=published,
        published_basis="given" if published else "none", language="en", received=received, text=text,
    )  # fmt: skip
    claims = []
    start = len(head)
    for one, sentence in zip(said, sentences, strict=True):
        span = (start, start + len(sentence))
        start += len(sentence) + 1
        at = text.index(one.words, span[0])
        claim = Claim(
            id=digest_claim(identity, one.kind, one.code, span, one.roles, one.force, one.negated, one.said_by),
            document=identity, kind=one.kind, code=one.code, mode=one.mode, roles=one.roles, force=one.force,
            negated=one.negated, said_by=one.said_by, background=one.background, span=span,
            cue=Cue(one.words, (at, at + len(one.words)), "test"), coder=one.coder, codebook=CODEBOOK,
        )  # fmt: skip
        claims.append(claim)
    return Reading(document=document, claims=tuple(claims))


def office(person: str, post: str, of: str, **more: object) -> Said:
    """Write a position claim."""
    level = {"President": "highest", "Prime Minister": "highest", "Leader": "highest"}.get(post, "high")
    return say("position", "holds", f"person: {person}; office: {post}; of: {of}; level: {level}", **more)
