"""Settlements kept as reference data into a record: their notes as readings, another version's claims outvoted."""

from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING

from servanda.batch.run import make_run
from servanda.model import Verdict
from servanda.reference import Process, compose

if TYPE_CHECKING:
    from servanda.codebook import Codebook
    from servanda.store import Record


def keep_process(process: Process, book: "Codebook", record: "Record") -> tuple[int, int]:
    """Put a settlement into a record; return how many notes are new, and how many claims of other versions fell.

    A note that the file no longer yields stays, as everything does; its claims are
    rejected by their coder, and accepted again should the file come back to it.
    """
    run = make_run(book, {"process": process.name, "coder": process.coded_by})
    readings = list(compose(process, book.name))
    documents = {reading.document.id for reading in readings}
    outvoted = 0
    for target, ruling in _list_rulings(process, documents, record):
        note = "the file has this wording again" if ruling == "accept" else "the file has another wording"
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        record.add_verdict(Verdict(target=target, ruling=ruling, note=note, by=process.coded_by, at=at))
        outvoted += ruling == "reject"
    new = sum(record.add(reading, run, f"processes/{process.name}.yaml") for reading in readings)
    return new, outvoted


def _list_rulings(process: Process, documents: set[str], record: "Record") -> list[tuple[str, str]]:
    """Return what is to be ruled on claims of this settlement that the record has: reject or accept again.

    What somebody else has ruled since stays as it is.
    """
    latest: dict[str, Verdict] = {verdict.target: verdict for verdict in record.verdicts()}
    rulings = []
    for claim in chain(record.claims(kind="commitment"), record.claims(kind="agreement")):
        if not claim.cue.rule.startswith(f"processes/{process.name}#"):
            continue
        last = latest.get(target := f"claim:{claim.id}")
        rejected = last is not None and last.ruling == "reject"
        mine = last is None or last.by.partition("@")[0] == process.coder
        if mine and rejected == (claim.document in documents):
            rulings.append((target, "accept" if rejected else "reject"))
    return rulings
