"""A document: kept text and what is known about where it came from."""

import hashlib

import msgspec

from servanda.model.kinds import DocumentKind, PublishedBasis, Stake


def digest_text(text: str) -> str:
    """Return the document id of a text: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One document. `text` never changes; every span counts code points in it.

    published: EDTF or None. received: ISO 8601 instant (UTC) when Servanda got it.
    not_before: the latest day that the text itself speaks of as past, EDTF, or
    None: a bound for `published` where that is not known.
    """

    id: str
    kind: DocumentKind = "report"
    title: str | None = None
    publisher: str | None = None
    stake: Stake = "unknown"
    published: str | None = None
    published_basis: PublishedBasis = "none"
    not_before: str | None = None
    language: str | None = None
    url: str | None = None
    received: str | None = None
    text: str = ""
