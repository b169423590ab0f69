"""The version of the software, as runs and claims carry it."""

__version__ = "0.1.0"
