"""A reader that needs no language model: one claim a document, and trouble on demand."""

import os
import time

from servanda.model import Claim, Cue, Document, Issue, Reading, Value, digest_claim

CODEBOOK = "fake@1"


def load():
    """Return the reader; what is picklable is this function."""
    return read


def load_slow():
    """Return a reader that takes its time, so that a run can be stopped in the middle."""
    return read_slowly


def read(document: Document) -> Reading:
    """Claim that the first word meets the second; fail or die where the text says so."""
    if "FAIL" in document.text:
        raise ValueError("asked to fail")
    if "DIE" in document.text:
        os._exit(9)
    first = document.text.split()[0]
    span = (0, len(document.text))
    roles = {"participant": (Value(first, first, (0, len(first))),)}
    claim = Claim(
        id=digest_claim(document.id, "meeting", "CONSULT", span, roles, "asserted", False, ()), document=document.id,
        kind="meeting", code="CONSULT", roles=roles, span=span, cue=Cue(first, (0, len(first)), "fake"),
        coder="servanda-en@0.1.0", codebook=CODEBOOK,
    )  # fmt: skip
    issue = Issue(code="no-dates", message="no date at all", document=document.id)
    return Reading(document=document, claims=(claim,), issues=(issue,))


def read_slowly(document: Document) -> Reading:
    """Read, but take 20 ms."""
    time.sleep(0.02)
    return read(document)
