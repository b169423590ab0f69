"""The record: what callers open, add to and ask. Everything in it only grows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import sqlalchemy as sa
from sqlalchemy import Connection

from servanda.model import Claim, Document, Issue, Link, Reading, Run, Verdict
from servanda.store import arrivals, decisions, listing, lookup, opening, ready, schema, search, writing
from servanda.store.arrivals import Sighting
from servanda.store.engine import Store, open_store
from servanda.store.errors import explained
from servanda.store.instants import KnownBy, read_bound, tell_now
from servanda.store.place import find_place

T = TypeVar("T")


class Record:
    """An open record. Every method raises RecordError where the record cannot be read or written.

    known_by, wherever it stands: only what Servanda had learnt by then; a day
    (``2022-09-05``, a date) means to its end in UTC, None everything. Documents
    were learnt when received, claims when both their document was received and
    their run begun, links and verdicts when made (`at`).
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._runs: dict[str, Run] = {}

    @classmethod
    def open(cls, where: str | Path, create: bool = True, *, wait_seconds: float = 20.0) -> Self:
        """Open the record at a file path (SQLite) or a database URL (PostgreSQL).

        create: make it where there is none (files with mode 0600). An older layout is
        brought up to date. wait_seconds: how long to wait for another writer. Raises
        RecordError where there is no record to open, or a newer Servanda wrote it.
        """
        store = open_store(find_place(where), create=create, wait_seconds=wait_seconds)
        try:
            opening.prepare(store, create=create, wait_seconds=wait_seconds)
        except BaseException:
            store.engine.dispose()
            raise
        return cls(store)

    @property
    def where(self) -> str:
        """The path or URL of the record, without a password."""
        return self._store.shown

    def close(self) -> None:
        """Close the connections; a SQLite record is then one single file again."""
        self._store.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # adding

    def add(self, reading: Reading, run: Run, path: str | Path | None = None) -> bool:
        """Keep a reading, in one transaction; return whether its document or any of its claims was new.

        The same text from another publisher, address or `path` is kept as a further
        sighting, which alone is not new. A reading without claims is its coder's by the
        run's setting ``coder``, or else by the run's software.
        """
        with self._store.writer() as connection:
            return self._add(connection, reading, run, path)

    def add_many(self, pairs: Iterable[tuple[Reading, Run]]) -> int:
        """Keep readings as they come, one transaction each; return how many added something.

        On a RecordError all earlier readings are kept; where it names a `document`,
        only that one could not be, and the rest may be added.
        """
        added = 0
        with self._store.writer() as connection:
            for reading, run in pairs:
                added += self._add(connection, reading, run, None)
        return added

    def _add(self, connection: Connection, reading: Reading, run: Run, path: str | Path | None) -> bool:
        with explained(self.where, document=reading.document.id):
            arrival = ready.make_ready(reading, run, path)
            with connection.begin():
                if self._runs.get(run.id) != run:
                    writing.keep_run(connection, run)
                added = writing.keep_arrival(connection, arrival)
        self._runs[run.id] = run
        return added

    def add_sighting(self, document: Document, path: str | Path | None = None) -> bool:
        """Keep a further arrival of a text that the record has; return False where it has not."""
        with self._store.writing() as connection:
            row = ready.make_sighting(document, path)
            if not writing.lock_document(connection, document):
                return False
            writing.keep_sighting(connection, row, new=False)
            return True

    def add_link(self, link: Link) -> bool:
        """Append a judgement on two claims; return False where this very one is there already."""
        with self._store.writing() as connection:
            return decisions.keep_link(connection, link)

    def add_verdict(self, verdict: Verdict) -> bool:
        """Append a person's ruling; return False where this very one is there already."""
        with self._store.writing() as connection:
            return decisions.keep_verdict(connection, verdict)

    def add_setting(self, name: str, value: str) -> None:
        """Append a value of one of the record's own settings; the latest counts."""
        row = {"name": name, "value": value, "learnt": tell_now()}
        with self._store.writing() as connection:
            connection.execute(sa.insert(schema.settings), row)

    # listing

    def documents(self, known_by: KnownBy = None) -> Iterator[Document]:
        """Return the documents, in the order in which they were learnt."""
        bound = read_bound(known_by)
        return self._stream(lambda connection: listing.list_documents(connection, bound))

    def readings(self, known_by: KnownBy = None, *, all_coders: bool = False) -> Iterator[Reading]:
        """Return every document with its claims and issues, in the order in which they were learnt.

        The claims are those of the built-in reader's latest reading of the document and
        those of persons, each id once; with all_coders everything that anyone claimed.
        """
        bound = read_bound(known_by)
        return self._stream(
            lambda connection: listing.list_readings(connection, bound, all_coders=all_coders)
        )

    def claims(
        self, known_by: KnownBy = None, *, all_coders: bool = False, document: str | None = None,
        kind: str | None = None, code: str | None = None, force: str | None = None,
        roles: Mapping[str, str] | None = None,
    ) -> Iterator[Claim]:  # fmt: skip
        """Return the claims (as in `readings`), of one document, kind, code, force, or with given fillers.

        roles: role → canonical value, as in ``{"place": "Moscow"}``; speakers are under ``said_by``.
        """
        bound = read_bound(known_by)
        filters = {"document": document, "kind": kind, "code": code, "force": force}
        return self._stream(
            lambda connection: listing.list_claims(
                connection, bound, all_coders=all_coders, filters=filters, roles=roles or {}
            )
        )

    def issues(self, known_by: KnownBy = None, *, all_coders: bool = False) -> list[Issue]:
        """Return the issues of the readings whose claims count."""
        return self._ask(
            lambda connection, bound: listing.list_issues(connection, bound, all_coders=all_coders), known_by
        )

    def links(self, known_by: KnownBy = None, *, history: bool = False) -> list[Link]:
        """Return the last judgement of each judge on each pair, or with history all of them, in order of time."""
        return self._ask(
            lambda connection, bound: decisions.list_links(connection, bound, history=history), known_by
        )

    def verdicts(self, known_by: KnownBy = None) -> list[Verdict]:
        """Return the verdicts, in order of time."""
        return self._ask(decisions.list_verdicts, known_by)

    def runs(self, known_by: KnownBy = None) -> list[Run]:
        """Return the runs, in order of time."""
        return self._ask(listing.list_runs, known_by)

    def settings(self, known_by: KnownBy = None) -> dict[str, str]:
        """Return the record's own settings, the latest value of each."""
        return self._ask(listing.list_settings, known_by)

    def sightings(self, document: str | None = None, known_by: KnownBy = None) -> list[Sighting]:
        """Return the arrivals of a document, or of all, in order of time."""
        return self._ask(
            lambda connection, bound: arrivals.list_sightings(connection, document, bound), known_by
        )

    # looking up

    def document(self, id_prefix: str, known_by: KnownBy = None) -> Document | None:
        """Return the document whose id begins so, or None; RecordError where several do."""
        return self._ask(
            lambda connection, bound: lookup.find_document(connection, id_prefix, bound), known_by
        )

    def claim(self, id_prefix: str, known_by: KnownBy = None) -> Claim | None:
        """Return the claim whose id begins so, outvoted or not, or None; RecordError where several do."""
        return self._ask(lambda connection, bound: lookup.find_claim(connection, id_prefix, bound), known_by)

    def reading(
        self, document_id: str, known_by: KnownBy = None, *, all_coders: bool = False
    ) -> Reading | None:
        """Return one document (by its whole id) with its claims and issues as in `readings`, or None."""

        def load(connection: Connection, bound: str | None) -> Reading | None:
            return next(listing.load_readings(connection, [document_id], bound, all_coders=all_coders), None)

        return self._ask(load, known_by)

    def has_read(self, document_id: str, coder: str, codebook: str) -> bool:
        """Tell whether a coder has read a document by a codebook (named with or without its digest)."""
        return self._ask(lambda connection, _: lookup.was_read(connection, document_id, coder, codebook))

    def complete(self, document: Document) -> Document:
        """Return a document, not yet read, with what the record knows better of it (as its publication date)."""
        kept = self._ask(lambda connection, _: listing.load_documents(connection, [document.id], None))
        return arrivals.complete(document, kept[document.id]) if kept else document

    def search(self, words: str, known_by: KnownBy = None, limit: int = 100) -> list[tuple[str, str]]:
        """Return (document id, snippet) of documents with all the words, the best first.

        Letters are folded (``Xankendi`` finds ``Xankəndi``); ``"in a row"`` and ``begin*`` are understood.
        """
        return self._ask(
            lambda connection, bound: search.find_documents(connection, words, bound, limit), known_by
        )

    def _ask(self, ask: Callable[[Connection, str | None], T], known_by: KnownBy = None) -> T:
        bound = read_bound(known_by)
        with self._store.reading() as connection:
            return ask(connection, bound)

    def _stream(self, load: Callable[[Connection], Iterator[T]]) -> Iterator[T]:
        with self._store.reading() as connection:
            yield from load(connection)
