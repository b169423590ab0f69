"""Whether a codebook does what it says: every example is read, no counterexample is."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.model import Document, Reading, digest_text

if TYPE_CHECKING:
    from servanda.codebook import Code, Codebook


def prove(codebook: "Codebook", read: Callable[[Document], Reading]) -> Iterator[str]:
    """Yield each trouble as ``file:line: what``: cues without example, examples unread, counterexamples read."""
    for stem, code in codebook.codes.items():
        path = codebook.home / "types" / f"{stem}.yaml"
        for what, line in _find_troubles(code, read, path):
            yield f"{path}:{line}: {what}"


def _find_troubles(
    code: "Code", read: Callable[[Document], Reading], path: Path
) -> Iterator[tuple[str, int]]:
    source = path.read_text(encoding="utf-8").splitlines()
    for cue in code.cues:
        if not cue.example:
            words = (cue.verb or cue.noun or ["?"])[0]
            yield f"the cue '{words}' has no example", _find_line(source, words)
        elif not _is_read(code, cue.example, read):
            yield (
                f"the cue's example is not read as {code.id}: {cue.example}",
                _find_line(source, cue.example),
            )
    for example in code.examples:
        if not _is_read(code, example, read):
            yield f"the example is not read as {code.id}: {example}", _find_line(source, example)
    for example in code.counterexamples:
        if _is_read(code, example, read):
            yield f"the counterexample is read as {code.id}: {example}", _find_line(source, example)


def _is_read(code: "Code", sentence: str, read: Callable[[Document], Reading]) -> bool:
    """Tell whether a sentence, as a document of its own, makes a claim of the code."""
    reading = read(Document(id=digest_text(sentence), language="en", text=sentence))
    return any((claim.kind, claim.code) == (code.kind, code.id) for claim in reading.claims)


def _find_line(source: list[str], words: str) -> int:
    """Return the first line that has the words (or their beginning, where YAML folds them), else 1."""
    found = (number for number, line in enumerate(source, start=1) if words[:30] in line)
    return next(found, 1)
