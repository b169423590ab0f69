"""Files, folders and standard input as sources."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from servanda.intake.index import INDEX_NAME, Index, load_index
from servanda.intake.source import FILE_LIMIT_BYTES, Source

TEXT_SUFFIXES: Final = frozenset({".txt", ".text", ".html", ".htm", ".xhtml", ".md", ""})
"""What a folder is searched for."""
NAMED_SUFFIXES: Final = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf"})
"""Documents that cannot be read yet; in a folder they are named, not passed over in silence."""
OWN_PAPERS: Final = frozenset({"readme", "license", "licence", "copying", "changelog", "notice"})
"""Names (without suffix) of a folder's own papers, which are no documents of a settlement."""
INDEX_REACH: Final = 3
"""How many folders above a file named alone are searched for its row in an index."""
_PAGE_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml"})


def read_stdin() -> Source:
    """Return what stands on standard input as one source."""
    data = sys.stdin.buffer.read(FILE_LIMIT_BYTES + 1)
    if len(data) > FILE_LIMIT_BYTES:
        return Source("-", None, _too_large("standard input"))
    return Source("-", data)


def read_place(path: Path) -> Iterator[Source]:
    """Yield the source of a file, or those of all text files under a folder; an error is a source too."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        yield Source(str(path), None, "no such file or folder; check the path")
        return
    except (OSError, ValueError) as error:
        yield Source(str(path), None, _say_why(error))
        return
    if stat.S_ISDIR(mode):
        yield from _read_folder(path)
    else:
        yield _read_listed(path, _seek_index(path) if stat.S_ISREG(mode) else Index())


def _seek_index(path: Path) -> Index:
    """Return the index with a row for a file, from its folder a few upwards; an empty one where there is none."""
    for folder in list(path.parents)[:INDEX_REACH]:
        index = load_index(folder)
        if path in index.rows:
            return index
    return Index()


def count_place(path: Path) -> int:
    """Return how many sources a file or folder will give, without reading them."""
    if not path.is_dir():
        return 1
    return sum(_is_document(folder / name) for folder, names in _walk(path, []) for name in names)


def _read_folder(folder: Path) -> Iterator[Source]:
    """Yield a folder's files in order, with what the nearest ``index.csv`` above each says."""
    found = 0
    problems: list[Source] = []
    indexes: dict[Path, Index] = {}
    for current, names in _walk(folder, problems):
        index = load_index(current)
        indexes[current] = index
        problems.extend(_missing(index))
        for name in names:
            path = current / name
            if _is_document(path):
                found += 1
                yield _read_listed(path, _pick_index(path, folder, indexes))
    yield from problems
    if not found and not problems:
        suffixes = " ".join(sorted(suffix for suffix in TEXT_SUFFIXES if suffix))
        yield Source(
            str(folder), None, f"no document in this folder; looked for {suffixes} and names without a suffix"
        )


def _walk(folder: Path, problems: list[Source]) -> Iterator[tuple[Path, list[str]]]:
    """Yield every folder with its file names, both sorted, hidden ones left out."""

    def note(error: OSError) -> None:
        problems.append(Source(str(error.filename), None, _say_why(error)))

    for current, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield Path(current), sorted(name for name in names if not name.startswith("."))


def _is_document(path: Path) -> bool:
    """Tell whether a file found in a folder is one to read (or to name as unreadable)."""
    wanted = path.suffix.lower() in TEXT_SUFFIXES | NAMED_SUFFIXES
    return wanted and path.stem.lower() not in OWN_PAPERS and path.is_file()


def _pick_index(path: Path, top: Path, indexes: dict[Path, Index]) -> Index:
    """Return the index, from the file's folder upwards to `top`, that has a row for the file."""
    for folder in path.parents:
        index = indexes.get(folder)
        if index is not None and path in index.rows:
            return index
        if folder == top:
            break
    return indexes[path.parent]


def _missing(index: Index) -> Iterator[Source]:
    """Yield an error for the index itself and for every row whose file is not there."""
    for path, error in index.errors.items():
        if path.name == INDEX_NAME or not path.is_file():
            yield Source(str(path), None, error)


def _read_listed(path: Path, index: Index) -> Source:
    """Return a file's source with its row of the index; a wrong row is the source's error."""
    if path in index.errors:
        return Source(str(path), None, index.errors[path])
    return _read_file(path, dict(index.rows.get(path, {})))


def _read_file(path: Path, meta: dict[str, str]) -> Source:
    if path.suffix.lower() in _PAGE_SUFFIXES:
        meta.setdefault("media_type", "text/html")
    try:
        with path.open("rb") as handle:
            data = handle.read(FILE_LIMIT_BYTES + 1)
    except OSError as error:
        return Source(str(path), None, _say_why(error), meta)
    if len(data) > FILE_LIMIT_BYTES:
        return Source(str(path), None, _too_large("the file"), meta)
    return Source(str(path), data, None, meta)


def _say_why(error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return "permission denied; ask for read access or copy the file"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"cannot be read ({reason.lower()})"


def _too_large(what: str) -> str:
    return f"{what} is larger than {FILE_LIMIT_BYTES // 1_000_000} MB; split it into single documents"
