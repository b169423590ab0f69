"""What stands around every command: one line for an operator's error, a quiet end for a closed pipe."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

import typer

Given = ParamSpec("Given")
Result = TypeVar("Result")

EXIT_UNREAD: Final = 1
EXIT_WRONG: Final = 2
EXIT_STOPPED: Final = 130
EXIT_PIPE: Final = 141

_OPERATOR_ERRORS: Final = (
    ("servanda.store.errors", "RecordError"),
    ("servanda.codebook.files", "CodebookError"),
    ("servanda.text.encoding", "Unreadable"),
    ("servanda.text.tokens", "ParserMissingError"),
    ("servanda.bench.cases", "CaseError"),
    ("servanda.places.own", "PlacesError"),
)
"""Errors that say what, where and what to do. Looked up by name: a module not loaded has raised none."""


def tell(message: str) -> None:
    """Write a line to stderr."""
    sys.stderr.write(f"servanda: {message}\n")
    sys.stderr.flush()


def guarded(command: Callable[Given, Result]) -> Callable[Given, Result]:
    """Return the command with operator errors, Ctrl-C and a closed pipe turned into exit statuses."""

    @wraps(command)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        try:
            result = command(*args, **kwargs)
            sys.stdout.flush()
        except KeyboardInterrupt:
            tell("stopped")
            raise typer.Exit(EXIT_STOPPED) from None
        except BrokenPipeError:
            _close_stdout()
            raise typer.Exit(EXIT_PIPE) from None
        except Exception as error:
            if not is_operator_error(error):
                raise
            tell(" ".join(str(error).split()))
            raise typer.Exit(EXIT_WRONG) from None
        return result

    return run


def is_operator_error(error: BaseException) -> bool:
    """Tell whether an error is one that its message explains to whoever runs the command."""
    kinds = (getattr(sys.modules.get(module), name, None) for module, name in _OPERATOR_ERRORS)
    return any(isinstance(kind, type) and isinstance(error, kind) for kind in kinds)


def _close_stdout() -> None:
    """Point stdout at nothing, so that Python's last flush does not complain about the closed pipe."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
