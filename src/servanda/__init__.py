"""Servanda reads reports about a settlement and keeps the record of it."""

__version__ = "0.1.0"
