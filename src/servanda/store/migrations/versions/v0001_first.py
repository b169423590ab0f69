"""The first layout: documents, sightings, readings, claims, decisions, and the index of words."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

APPLICATION_ID = 0x53525644
"""The mark ("SRVD") in the header of a SQLite file that is a record."""

GROWING = (
    "settings", "runs", "documents", "sightings", "readings", "claims", "fillers", "issues", "links", "verdicts",
)  # fmt: skip


def key() -> sa.Column[int]:
    """Return the numeric key of a table."""
    return sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True)


def word(
    name: str, target: str | None = None, *, primary_key: bool = False, unique: bool | None = None,
    nullable: bool = False, index: bool | None = None,
) -> sa.Column[str]:  # fmt: skip
    """Return a column for an id, code or instant, ordered byte by byte; target: the column it refers to."""
    kind = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
    refers = () if target is None else (sa.ForeignKey(target),)
    return sa.Column(
        name, kind, *refers, primary_key=primary_key, unique=unique, nullable=nullable, index=index
    )


def text(name: str, *, nullable: bool = True) -> sa.Column[str]:
    """Return a column for words."""
    return sa.Column(name, sa.Text, nullable=nullable)


def link(name: str, target: str, *, index: bool = False) -> sa.Column[int]:
    """Return a column that refers to another table's numeric key."""
    return sa.Column(name, sa.BigInteger, sa.ForeignKey(target), nullable=False, index=index)


def flag(name: str) -> sa.Column[bool]:
    """Return a column for yes or no."""
    return sa.Column(name, sa.Boolean, nullable=False)


def number(name: str) -> sa.Column[int]:
    """Return a column for a place in a text."""
    return sa.Column(name, sa.Integer, nullable=False)


def upgrade() -> None:
    """Make every table of the first layout and forbid changes to them."""
    make_sources()
    make_claims()
    make_decisions()
    if op.get_bind().dialect.name == "sqlite":
        guard_sqlite()
    else:
        guard_postgres()


def make_sources() -> None:
    """Make the tables of runs, documents, their sightings and readings."""
    op.create_table(
        "settings", key(), word("name", index=True), text("value", nullable=False), word("learnt")
    )
    op.create_table(
        "runs", word("id", primary_key=True), word("started"), word("software"), word("codebook"),
        text("settings", nullable=False), word("learnt"),
    )  # fmt: skip
    op.create_table("documents", key(), word("id", unique=True), text("text", nullable=False))
    op.create_table(
        "sightings", key(), word("document", "documents.id", index=True),
        word("kind"), text("title"), text("publisher"), word("stake"), word("published", nullable=True),
        word("published_basis"), word("not_before", nullable=True), word("language", nullable=True),
        text("url"), word("received"), text("path"), word("learnt", index=True),
    )  # fmt: skip
    op.create_table(
        "readings", key(), word("document", "documents.id", index=True),
        link("sighting", "sightings.seq"), word("digest"), word("coder"), word("who"), word("codebook"),
        word("run", "runs.id"), flag("dated"), word("learnt"),
    )  # fmt: skip


def make_claims() -> None:
    """Make the tables of claims, their fillers, and issues."""
    op.create_table(
        "claims", key(), link("reading", "readings.seq", index=True), word("id", index=True),
        word("document", "documents.id"), word("kind"), word("code"), word("force"),
        flag("negated"), flag("background"), word("coder"), word("codebook"),
        word("run", "runs.id"), number("span_start"), number("span_end"), word("learnt"),
        text("payload", nullable=False),
    )  # fmt: skip
    op.create_index("ix_claims_kind_code", "claims", ["kind", "code"])
    op.create_table(
        "fillers",
        sa.Column("claim", sa.BigInteger, sa.ForeignKey("claims.seq"), primary_key=True, autoincrement=False),
        word("role", primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        word("value", nullable=True), text("text", nullable=False),
    )  # fmt: skip
    op.create_index("ix_fillers_role_value", "fillers", ["role", "value"])
    op.create_table(
        "issues", key(), link("reading", "readings.seq", index=True), word("document", "documents.id"),
        word("code", index=True), number("span_start"), number("span_end"), text("message", nullable=False),
        text("hint", nullable=False),
    )  # fmt: skip


def make_decisions() -> None:
    """Make the tables of links and verdicts."""
    op.create_table(
        "links", key(), word("digest", unique=True), word("left_claim"), word("right_claim"), word("judgement"),
        text("reasons", nullable=False), text("made_by", nullable=False), word("made_at"), word("learnt"),
    )  # fmt: skip
    op.create_index("ix_links_pair", "links", ["left_claim", "right_claim"])
    op.create_table(
        "verdicts", key(), word("id", unique=True), word("target", index=True), text("ruling", nullable=False),
        text("note", nullable=False), text("made_by", nullable=False), word("made_at"), word("learnt"),
    )  # fmt: skip


def guard_sqlite() -> None:
    """Mark the file, make the index of words, and refuse UPDATE and DELETE."""
    op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    op.execute(
        "CREATE VIRTUAL TABLE words USING fts5(folded, content='', tokenize=\"unicode61 remove_diacritics 2\")"
    )
    for table in GROWING:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_refuse_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} only grow: nothing is changed or deleted'); END"
            )


def guard_postgres() -> None:
    """Make the index of words, and refuse UPDATE, DELETE and TRUNCATE."""
    op.execute(
        "CREATE TABLE words (document BIGINT PRIMARY KEY REFERENCES documents (seq), folded TSVECTOR NOT NULL)"
    )
    op.execute("CREATE INDEX ix_words_folded ON words USING gin (folded)")
    op.execute(
        "CREATE FUNCTION servanda_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING "
        "MESSAGE = TG_TABLE_NAME || ' only grow: nothing is changed or deleted'; END $$"
    )
    for table in GROWING:
        op.execute(
            f"CREATE TRIGGER {table}_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION servanda_refuse()"
        )
