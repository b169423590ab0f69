"""The record on disk: append-only, in one SQLite file or a PostgreSQL database."""

from servanda.store.errors import RecordError
from servanda.store.record import Record

__all__ = ["Record", "RecordError"]
