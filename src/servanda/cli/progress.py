"""Progress on stderr: a bar on a terminal, nothing elsewhere."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar


class Progress:
    """A bar that shows how far a batch is, and lines that stay above it."""

    def __init__(self, total: int, visible: bool) -> None:
        self._total = total
        self._visible = visible and total > 1
        self._bar: Bar | None = None

    def __enter__(self) -> Self:
        if self._visible:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            self._bar = Bar(
                MofNCompleteColumn(), BarColumn(bar_width=30), TimeRemainingColumn(), TextColumn("{task.description}"),
                console=Console(stderr=True, highlight=False), transient=True,
            )  # fmt: skip
            self._bar.start()
            self._bar.add_task("loading the language model", total=self._total)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def advance(self, path: str) -> None:
        """Show that a source is done."""
        if self._bar is not None:
            from rich.markup import escape

            shown = path if len(path) <= 40 else "…" + path[-39:]
            self._bar.update(self._bar.task_ids[0], advance=1, description=escape(shown))

    def say(self, line: str) -> None:
        """Write a line that stays."""
        if self._bar is not None:
            self._bar.console.print(line, markup=False, soft_wrap=True)
        else:
            sys.stderr.write(line + "\n")
            sys.stderr.flush()
