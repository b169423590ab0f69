"""Time expressions of English text: where they stand, what they come to, and what they are as deadlines."""

from servanda.read.times.read import find_times, reanchor
from servanda.read.times.terms import Renewal, find_renewal
from servanda.read.times.value import Time

__all__ = ["Renewal", "Time", "find_renewal", "find_times", "reanchor"]
