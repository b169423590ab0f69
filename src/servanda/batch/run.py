"""Many sources into a record: resumable, one transaction a document, one failure never stops it."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Literal

from servanda.batch.reader import READ_LANGUAGES, Loader, Reader, join_issues, prepare
from servanda.batch.workers import Workers
from servanda.codebook.files import CodebookError
from servanda.model import Document, Issue, Reading, Run
from servanda.text.clean import Unreadable
from servanda.text.tokens import ParserMissingError
from servanda.version import __version__

if TYPE_CHECKING:
    from servanda.codebook import Codebook
    from servanda.intake import Source
    from servanda.store import Record

CODER: Final = f"servanda-en@{__version__}"
"""The built-in reader's name, as claims carry it."""

Status = Literal["read", "known", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source. known: the record had it, read by the same rules. error: why it failed."""

    path: str
    status: Status
    reading: Reading | None = None
    error: str | None = None
    meta: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A source on its way: a document to be read, a reading to be kept, or an outcome already."""

    source: "Source"
    document: Document | None = None
    issues: tuple[Issue, ...] = ()
    reading: Reading | None = None
    outcome: Outcome | None = None


def make_run(codebook: "Codebook | None", settings: dict[str, str] | None = None) -> Run:
    """Return a new run of the built-in reader, begun now."""
    return Run(
        id=uuid.uuid4().hex[:16],
        started=datetime.now(UTC).isoformat(timespec="microseconds"),
        software=f"servanda@{__version__}",
        codebook=name_codebook(codebook),
        settings={"coder": CODER, **(settings or {})},
    )


def name_codebook(codebook: "Codebook | None") -> str:
    """Return a codebook's name, version and digest, as runs carry it."""
    return f"{codebook.name}+{codebook.digest}" if codebook is not None else "none@0+0"


def read_sources(
    sources: Iterable["Source"],
    loader: Loader,
    *,
    codebook: "Codebook | None" = None,
    record: "Record | None" = None,
    given: dict[str, str] | None = None,
    run: Run | None = None,
    jobs: int = 1,
) -> Iterator[Outcome]:
    """Read every source and keep it in the record, if there is one; yield outcomes in order.

    given: metadata from the user, which goes before that of a folder's index. jobs:
    processes that read; only this one writes. When the iterator stops, at its end or
    by Ctrl-C, every outcome that it has yielded is in the record. Raises RecordError
    and CodebookError for trouble that is not one document's.
    """
    run = run or make_run(codebook)
    prepared = (_prepare(source, codebook, record, given, run) for source in sources)
    read = _read_here(prepared, loader) if jobs <= 1 else _read_beside(prepared, loader, jobs)
    for item, result in read:
        yield _finish(item, result, record, run)


def _prepare(
    source: "Source",
    codebook: "Codebook | None",
    record: "Record | None",
    given: dict[str, str] | None,
    run: Run,
) -> _Prepared:
    """Clean a source; what cannot be read, and what the record has read already, gets its outcome here."""
    if source.data is None:
        return _settle(source, "failed", error=source.error or "nothing to read")
    try:
        document, issues = prepare(source, codebook, given)
    except Unreadable as error:
        return _settle(source, "failed", error=str(error))
    except Exception as error:  # noqa: BLE001 - one document's failure never stops a run
        return _settle(source, "failed", error=_say_failure("cleaning", error))
    kept = record.document(document.id) if record is not None else None
    if record is not None and kept is not None:
        document = record.complete(document)
        same = (document.published, document.kind) == (kept.published, kept.kind)
        if same and record.has_read(document.id, CODER, run.codebook):
            record.add_sighting(document, _plain(source.path))
            return _settle(source, "known", reading=Reading(document=kept))
    if document.language not in READ_LANGUAGES:
        return _Prepared(source, reading=Reading(document=document, issues=issues))
    return _Prepared(source, document, issues)


def _settle(
    source: "Source", status: Status, *, reading: Reading | None = None, error: str | None = None
) -> _Prepared:
    return _Prepared(source, outcome=Outcome(source.path, status, reading, error, source.meta))


_Result = Reading | Exception | None


def _read_here(prepared: Iterable[_Prepared], loader: Loader) -> Iterator[tuple[_Prepared, _Result]]:
    """Read in this process; the reader is loaded with the first document that needs it."""
    reader: Reader | None = None
    for item in prepared:
        if item.document is None:
            yield item, item.reading
            continue
        reader = reader or loader()
        yield item, _try_read(reader, item.document, item.issues)


def _try_read(reader: Reader, document: Document, issues: tuple[Issue, ...]) -> Reading | Exception:
    try:
        return join_issues(reader(document), issues)
    except Exception as error:  # noqa: BLE001 - one document's failure never stops a run
        return error


def _read_beside(
    prepared: Iterable[_Prepared], loader: Loader, jobs: int
) -> Iterator[tuple[_Prepared, _Result]]:
    """Read in worker processes, in order."""
    with Workers[_Prepared](loader, jobs) as workers:
        for item, result in workers.read((item, item.document) for item in prepared):
            if isinstance(result, Reading):
                yield item, join_issues(result, item.issues)
            else:
                yield item, result or item.reading


def _finish(item: _Prepared, result: _Result, record: "Record | None", run: Run) -> Outcome:
    """Keep a reading and return the outcome."""
    if item.outcome is not None:
        return item.outcome
    source = item.source
    if isinstance(result, CodebookError | ParserMissingError):
        raise result
    if not isinstance(result, Reading):
        failure = _say_failure("reading", result) if result is not None else "not read"
        return Outcome(source.path, "failed", None, failure, source.meta)
    if record is not None:
        error = _keep(record, result, run, source.path)
        if error is not None:
            return Outcome(source.path, "failed", result, error, source.meta)
    return Outcome(source.path, "read", result, None, source.meta)


def _keep(record: "Record", reading: Reading, run: Run, path: str) -> str | None:
    """Add a reading to the record; return why this document could not be kept, if it could not."""
    from servanda.store import RecordError

    try:
        record.add(reading, run, _plain(path))
    except RecordError as error:
        if error.document is None:
            raise
        return str(error)
    return None


def _say_failure(step: str, error: Exception) -> str:
    """Return a failure of our own making in a line that can be reported."""
    return f"{step} it failed ({type(error).__name__}: {error}); please report this with the document"


def _plain(path: str) -> str:
    """Return a path that any database keeps: bytes of a file name that are no UTF-8 become U+FFFD."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
