"""Servanda reads reports about a settlement and keeps the record of it.

The names that a program may rely on, loaded when they are first asked for:
``read_text`` (text → Reading), ``settle`` (readings → Settlement), ``Codebook`` and
``load_codebook``, ``Record`` (the record on disk), and the model: ``Document``,
``Claim``, ``Value``, ``Reading``, ``Issue``, ``Link``, ``Verdict``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from servanda.version import __version__

if TYPE_CHECKING:
    from servanda.batch.text import read_text
    from servanda.codebook import Codebook
    from servanda.codebook import load as load_codebook
    from servanda.model import Claim, Document, Issue, Link, Reading, Value, Verdict
    from servanda.resolve import settle
    from servanda.store import Record

__all__ = [
    "Claim",
    "Codebook",
    "Document",
    "Issue",
    "Link",
    "Reading",
    "Record",
    "Value",
    "Verdict",
    "__version__",
    "load_codebook",
    "read_text",
    "settle",
]  # fmt: skip

_HOMES = {
    **dict.fromkeys(("Claim", "Document", "Issue", "Link", "Reading", "Value", "Verdict"), "servanda.model"),
    "Codebook": "servanda.codebook",
    "Record": "servanda.store",
    "settle": "servanda.resolve",
    "read_text": "servanda.batch.text",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Load a public name on first use, so that importing servanda costs nothing."""
    if name == "load_codebook":
        return import_module("servanda.codebook").load
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'servanda' has no attribute '{name}'")
