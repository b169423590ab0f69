"""Codebook files into declared shapes, with every error as file:line."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from servanda.codebook.trees import STEP, CodebookError, Tree, read_text, read_tree

__all__ = ["CodebookError", "convert", "find_home", "load_csv", "load_yaml", "split_cell"]

Shape = TypeVar("Shape")


def find_home() -> Path:
    """Return the folder of the bundled codebooks, installed or in a source checkout."""
    package = Path(__file__).resolve().parents[1]
    for candidate in (package / "codebooks", package.parents[1] / "codebooks"):
        if candidate.is_dir():
            return candidate
    raise CodebookError(f"{package}: the bundled codebooks are missing; reinstall servanda")


def load_yaml(path: Path, shape: type[Shape]) -> Shape:
    """Read one YAML file into a msgspec shape; scalars are read as text and converted by the shape.

    Raises CodebookError with ``file:line`` for bad YAML, unknown keys and wrong values.
    """
    return convert(read_tree(path), shape)


def convert(tree: Tree, shape: type[Shape]) -> Shape:
    """Return a tree as a msgspec shape; raises CodebookError with the line of what does not fit."""
    try:
        return msgspec.convert(tree.build(), shape, strict=False)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at `")
        line = tree.find_line(where.rstrip("`"), message, lambda built: _complain(built, shape))
        raise CodebookError(f"{tree.path}:{line}: {message}{_advise(shape, where, message)}") from error


def load_csv(
    path: Path,
    columns: tuple[str, ...],
    filled: tuple[str, ...] = (),
    closed: Mapping[str, tuple[str, ...]] | None = None,
) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV list.

    filled: columns that must not be empty. closed: columns and the words that
    they may hold. Raises CodebookError with file:line where header or row do not fit.
    """
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    line = 1
    try:
        header = next(reader, None)
        if header is None or tuple(header) != columns:
            raise CodebookError(f"{path}:1: the header must be {','.join(columns)}")
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) != len(columns):
                raise CodebookError(
                    f"{path}:{line}: {len(cells)} cells, {len(columns)} columns; "
                    f"quote a cell that holds a comma, leave no blank line"
                )
            row = dict(zip(columns, cells, strict=True))
            _check_row(f"{path}:{line}", row, filled, closed or {})
            yield row
            line = reader.line_num + 1
    except csv.Error as error:
        raise CodebookError(f"{path}:{line}: not CSV: {error}; close every quotation mark") from error


def split_cell(cell: str) -> tuple[str, ...]:
    """Split a cell that holds several values parted by ``|``."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _check_row(
    where: str, row: Mapping[str, str], filled: tuple[str, ...], closed: Mapping[str, tuple[str, ...]]
) -> None:
    """Refuse a row with an empty name or a word that a closed column does not have."""
    for column in filled:
        if not row[column].strip():
            raise CodebookError(f"{where}: {column} is empty; fill it in or remove the row")
    for column, words in closed.items():
        if row[column] not in words:
            choices = ", ".join(word or "empty" for word in words)
            raise CodebookError(f"{where}: {column} is {row[column]!r}; choose one of: {choices}")


def _complain(built: object, shape: type[object]) -> str | None:
    """Return what msgspec has against a value, None where it fits."""
    try:
        msgspec.convert(built, shape, strict=False)
    except msgspec.ValidationError as error:
        return str(error)
    return None


def _advise(shape: type[object], where: str, message: str) -> str:
    """Return what to write instead: the keys or the words that the shape has at a msgspec path."""
    kind = _describe_place(shape, where)
    if isinstance(kind, msgspec.inspect.LiteralType) and "enum" in message:
        return f"; choose one of: {', '.join(map(str, kind.values))}"
    if isinstance(kind, msgspec.inspect.StructType):
        if "unknown field" in message:
            return f"; remove it or choose one of: {', '.join(f.encode_name for f in kind.fields)}"
        if "missing required" in message:
            return "; add it"
    if "got `null`" in message:
        return "; give it a value or remove the key"
    return ""


def _describe_place(shape: type[object], where: str) -> msgspec.inspect.Type:
    """Return msgspec's description of the type at an error path."""
    kind = msgspec.inspect.type_info(shape)
    for name, _ in STEP.findall(where):
        if isinstance(kind, msgspec.inspect.StructType) and name:
            kind = next((f.type for f in kind.fields if f.encode_name == name), kind)
        elif isinstance(kind, msgspec.inspect.DictType):
            kind = kind.value_type
        elif isinstance(kind, msgspec.inspect.ListType):
            kind = kind.item_type
        kind = _unwrap(kind)
    return kind


def _unwrap(kind: msgspec.inspect.Type) -> msgspec.inspect.Type:
    """Return the type that a union with None holds, any other type as it is."""
    if not isinstance(kind, msgspec.inspect.UnionType):
        return kind
    return next((t for t in kind.types if not isinstance(t, msgspec.inspect.NoneType)), kind)
