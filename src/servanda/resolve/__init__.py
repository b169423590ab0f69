"""Claims → records, by links that can be undone; never by merging, never by order."""

from servanda.resolve.settle import Settlement, settle
from servanda.resolve.tie import Tie

__all__ = ["Settlement", "Tie", "settle"]
