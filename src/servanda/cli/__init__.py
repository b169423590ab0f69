"""The command tree: tables on a terminal, JSON in a pipe, every error with what to do."""

from servanda.cli.app import main

__all__ = ["main"]
