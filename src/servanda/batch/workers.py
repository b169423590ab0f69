"""Readers in processes of their own: in order, a few ahead, and a crash costs one document."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Generic, TypeVar

from servanda.batch.reader import Loader, Reader
from servanda.model import Document, Reading

Tag = TypeVar("Tag")
_AHEAD = 2
"""Documents in hand per worker."""

_reader: Reader | None = None


class WorkerDiedError(Exception):
    """The process that read a document died, twice (no memory, or a crash in a library)."""


class Workers(Generic[Tag]):
    """Reads documents in `jobs` processes and gives the readings back in order."""

    def __init__(self, loader: Loader, jobs: int) -> None:
        self._loader = loader
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Workers[Tag]":
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def read(
        self, items: Iterable[tuple[Tag, Document | None]]
    ) -> Iterator[tuple[Tag, Reading | Exception | None]]:
        """Yield each tag with its document's reading, or the exception that reading it raised.

        An item without a document passes through in its place.
        """
        window: deque[tuple[Tag, Document | None, Future[Reading] | None]] = deque()
        for tag, document in items:
            window.append((tag, document, self._submit(document) if document is not None else None))
            if len(window) > self._jobs * _AHEAD:
                yield self._take(*window.popleft())
        while window:
            yield self._take(*window.popleft())

    def _take(
        self, tag: Tag, document: Document | None, future: "Future[Reading] | None"
    ) -> tuple[Tag, Reading | Exception | None]:
        if document is None or future is None:
            return tag, None
        try:
            return tag, future.result()
        except BrokenProcessPool:
            return tag, self._retry(document)
        except Exception as error:  # noqa: BLE001 - one document's failure is its own
            return tag, error

    def _retry(self, document: Document) -> Reading | Exception:
        """Read a document again in a fresh pool: it may only have been beside the one that crashed."""
        try:
            return self._submit(document).result()
        except BrokenProcessPool:
            return WorkerDiedError("the process that read it died; it may be too large for the memory")
        except Exception as error:  # noqa: BLE001
            return error

    def _submit(self, document: Document) -> "Future[Reading]":
        """Hand a document to the pool; a broken pool is replaced once."""
        for attempt in (1, 2):
            if self._pool is None:
                self._pool = _open_pool(self._loader, self._jobs)
            try:
                return self._pool.submit(_work, document)
            except BrokenProcessPool:
                self._pool = None
                if attempt == 2:
                    raise
        raise AssertionError


def _open_pool(loader: Loader, jobs: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(loader,))


def _start(loader: Loader) -> None:
    """Make the worker's reader; Ctrl-C is the parent's business, and the worker ends with its parent."""
    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _reader = loader()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(document: Document) -> Reading:
    assert _reader is not None
    return _reader(document)
