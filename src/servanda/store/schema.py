"""The tables of the record, as the newest migration leaves them. All of them only grow.

`learnt` is when Servanda learnt it: an instant in UTC, so written that text order is
time order. Ids and instants are compared byte by byte in both databases.
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

PER_READING = 1 << 20
"""Claims (or issues) that one reading may have: their key is the reading's key × this + position."""

FILTERED_CHARACTERS = 250
"""Characters of a filler that `fillers` keeps for filters; the claim's payload has all of them."""

metadata = sa.MetaData()


def _key() -> sa.Column[int]:
    return sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True)


def _word(
    name: str, target: str | None = None, *, primary_key: bool = False, unique: bool | None = None,
    nullable: bool = False, index: bool | None = None,
) -> sa.Column[str]:  # fmt: skip
    """Return a column for an id, code or instant, ordered byte by byte; target: the column it refers to."""
    kind = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
    refers = () if target is None else (sa.ForeignKey(target),)
    return sa.Column(
        name, kind, *refers, primary_key=primary_key, unique=unique, nullable=nullable, index=index
    )


def _text(name: str, *, nullable: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _link(name: str, target: str, *, index: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, sa.ForeignKey(target), nullable=False, index=index)


settings = sa.Table(
    "settings", metadata, _key(), _word("name", index=True), _text("value", nullable=False), _word("learnt")
)

runs = sa.Table(
    "runs", metadata, _word("id", primary_key=True), _word("started"), _word("software"), _word("codebook"),
    _text("settings", nullable=False), _word("learnt"),
)  # fmt: skip

documents = sa.Table("documents", metadata, _key(), _word("id", unique=True), _text("text", nullable=False))
"""Each text once. How it arrived, and what was known of it then, is in sightings."""

sightings = sa.Table(
    "sightings", metadata, _key(), _word("document", "documents.id", index=True),
    _word("kind"), _text("title"), _text("publisher"), _word("stake"), _word("published", nullable=True),
    _word("published_basis"), _word("not_before", nullable=True), _word("language", nullable=True),
    _text("url"), _word("received"), _text("path"), _word("learnt", index=True),
)  # fmt: skip

readings = sa.Table(
    "readings", metadata, _key(), _word("document", "documents.id", index=True),
    _link("sighting", "sightings.seq"), _word("digest"), _word("coder"), _word("who"), _word("codebook"),
    _word("run", "runs.id"), sa.Column("dated", sa.Boolean, nullable=False), _word("learnt"),
)  # fmt: skip
"""What one coder drew from one document at one time. dated: read with a publication date."""

claims = sa.Table(
    "claims", metadata, _key(), _link("reading", "readings.seq", index=True), _word("id", index=True),
    _word("document", "documents.id"), _word("kind"), _word("code"), _word("force"),
    sa.Column("negated", sa.Boolean, nullable=False), sa.Column("background", sa.Boolean, nullable=False),
    _word("coder"), _word("codebook"), _word("run", "runs.id"),
    sa.Column("span_start", sa.Integer, nullable=False), sa.Column("span_end", sa.Integer, nullable=False),
    _word("learnt"), _text("payload", nullable=False),
    sa.Index("ix_claims_kind_code", "kind", "code"),
)  # fmt: skip
"""payload: the claim as JSON, its run left out (the column has it)."""

fillers = sa.Table(
    "fillers", metadata,
    sa.Column("claim", sa.BigInteger, sa.ForeignKey("claims.seq"), primary_key=True, autoincrement=False),
    _word("role", primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    _word("value", nullable=True), _text("text", nullable=False),
    sa.Index("ix_fillers_role_value", "role", "value"),
)  # fmt: skip
"""Who, where, when, what of each claim, for filters; the speakers stand under the role said_by."""

issues = sa.Table(
    "issues", metadata, _key(), _link("reading", "readings.seq", index=True),
    _word("document", "documents.id"), _word("code", index=True),
    sa.Column("span_start", sa.Integer, nullable=False), sa.Column("span_end", sa.Integer, nullable=False),
    _text("message", nullable=False), _text("hint", nullable=False),
)  # fmt: skip

links = sa.Table(
    "links", metadata, _key(), _word("digest", unique=True), _word("left_claim"), _word("right_claim"),
    _word("judgement"), _text("reasons", nullable=False), _text("made_by", nullable=False), _word("made_at"),
    _word("learnt"), sa.Index("ix_links_pair", "left_claim", "right_claim"),
)  # fmt: skip

verdicts = sa.Table(
    "verdicts", metadata, _key(), _word("id", unique=True), _word("target", index=True), _text("ruling", nullable=False),
    _text("note", nullable=False), _text("made_by", nullable=False), _word("made_at"), _word("learnt"),
)  # fmt: skip
