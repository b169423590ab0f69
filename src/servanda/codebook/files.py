"""Codebook files into declared shapes, with every error as file:line."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

Shape = TypeVar("Shape")

_STEP = re.compile(r"\.([A-Za-z_][\w-]*)|\[(\d+|\.\.\.)\]")


class CodebookError(Exception):
    """A codebook file cannot be used. The message says where (file:line), what, and what to do."""


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
    try:
        source = path.read_text(encoding="utf-8")
        tree = yaml.compose(
            source, Loader=yaml.CBaseLoader if hasattr(yaml, "CBaseLoader") else yaml.BaseLoader
        )
    except OSError as error:
        raise CodebookError(f"{path}: cannot be read ({error.strerror})") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CodebookError(f"{path}:{line}: not YAML: {error.problem}") from error
    if tree is None:
        raise CodebookError(f"{path}:1: the file is empty")
    try:
        return msgspec.convert(_build(tree), shape, strict=False)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at `")
        line = _find_line(tree, where.rstrip("`"), message)
        raise CodebookError(f"{path}:{line}: {message}") from error


def load_csv(path: Path, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV list; raises CodebookError where header or row do not fit `columns`."""
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            reader = csv.reader(handle)
            header = next(reader, None)
            if header is None or tuple(header) != columns:
                raise CodebookError(f"{path}:1: the header must be {','.join(columns)}")
            for row in reader:
                if len(row) != len(columns):
                    raise CodebookError(f"{path}:{reader.line_num}: {len(row)} cells, {len(columns)} columns")
                yield dict(zip(columns, row, strict=True))
    except OSError as error:
        raise CodebookError(f"{path}: cannot be read ({error.strerror})") from error


def split_cell(cell: str) -> tuple[str, ...]:
    """Split a cell that holds several values parted by ``|``."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _build(node: yaml.Node) -> Any:  # noqa: ANN401
    """Build plain Python from a YAML node; every scalar stays text, an empty one is None."""
    if isinstance(node, yaml.MappingNode):
        built: dict[str, Any] = {}
        for key, value in node.value:
            built[key.value] = _build(value)
        return built
    if isinstance(node, yaml.SequenceNode):
        return [_build(child) for child in node.value]
    if isinstance(node, yaml.ScalarNode):
        return None if node.value == "" and node.style is None else node.value
    return None


def _find_line(node: yaml.Node, where: str, message: str) -> int:
    """Return the line (from 1) of the node that a msgspec error path such as ``$.cues[2]`` names."""
    for name, index in _STEP.findall(where):
        child: yaml.Node | None = None
        if name and isinstance(node, yaml.MappingNode):
            child = next((v for k, v in node.value if k.value == name), None)
        elif (
            index and index != "..." and isinstance(node, yaml.SequenceNode) and int(index) < len(node.value)
        ):
            child = node.value[int(index)]
        if child is None:
            break
        node = child
    unknown = re.search(r"unknown field `([^`]+)`", message)
    if unknown and isinstance(node, yaml.MappingNode):
        for key, _ in node.value:
            if key.value == unknown.group(1):
                return int(key.start_mark.line) + 1
    return int(node.start_mark.line) + 1
