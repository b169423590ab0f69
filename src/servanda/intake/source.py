"""A source: the bytes of one document-to-be and what is known about where they came from."""

from dataclasses import dataclass, field
from typing import Final

FILE_LIMIT_BYTES: Final = 50_000_000
"""The largest file that is read; a larger one is no single document."""


@dataclass(frozen=True, slots=True)
class Source:
    """One input: its bytes, or the reason why there are none.

    path: as given or found (a file, an address, ``-``). meta: published, publisher,
    stake, kind, title, settlement, url, media_type, as far as known.
    """

    path: str
    data: bytes | None
    error: str | None = None
    meta: dict[str, str] = field(default_factory=dict)
