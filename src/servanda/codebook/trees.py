"""YAML files as trees of text that remember on which line everything stands."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

STEP = re.compile(r"\.([A-Za-z_][\w-]*)|\[(\d+|\.\.\.)\]")
"""One step of a msgspec error path: ``.name``, ``[2]``, or ``[...]`` for any key or index."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")


class CodebookError(Exception):
    """A codebook file cannot be used. The message says where (file:line), what, and what to do."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A YAML file that was parsed and not yet understood."""

    path: Path
    root: yaml.Node

    def build(self) -> Any:  # noqa: ANN401
        """Return plain Python: every scalar is text, an empty one None; a key twice in a mapping is refused."""
        try:
            return _build(self.path, self.root)
        except RecursionError as error:
            raise CodebookError(f"{self.path}:1: an alias holds itself; write it out") from error

    def refuse(self, what: str, *steps: str | int) -> CodebookError:
        """Return an error on the line that keys and indices lead to, or on the nearest line above."""
        node = self.root
        for step in steps:
            child = _step(node, step)
            if child is None:
                break
            node = child
        return CodebookError(f"{self.path}:{node.start_mark.line + 1}: {what}")

    def find_line(self, where: str, message: str, complain: Callable[[Any], str | None]) -> int:
        """Return the line (from 1) that a msgspec error path such as ``$.cues[2]`` names.

        msgspec writes ``[...]`` for any key of a free mapping: which one it was is
        found by trying the keys one by one with `complain`.
        """
        node = self.root
        for name, index in STEP.findall(where):
            if index == "..." and isinstance(node, yaml.MappingNode):
                child = self._find_culprit(node, message, complain)
            else:
                child = _step(node, name or int(index.replace("...", "0")))
            if child is None:
                break
            node = child
        unknown = re.search(r"unknown field `([^`]+)`", message)
        if unknown and isinstance(node, yaml.MappingNode):
            for key, _ in node.value:
                if key.value == unknown.group(1):
                    return int(key.start_mark.line) + 1
        return int(node.start_mark.line) + 1

    def _find_culprit(
        self, node: yaml.MappingNode, message: str, complain: Callable[[Any], str | None]
    ) -> yaml.Node | None:
        """Return the first value of a free mapping that, alone there, is refused for the same reason."""
        pairs = node.value
        try:
            for pair in pairs:
                node.value = [pair]
                if (complain(self.build()) or "").startswith(message):
                    found: yaml.Node = pair[1]
                    return found
        finally:
            node.value = pairs
        return None


def read_text(path: Path) -> str:
    """Return the text of a codebook file; raises CodebookError where it is no plain UTF-8 text."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise CodebookError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CodebookError(f"{path}:{line}: not UTF-8; save the file in the encoding UTF-8") from error
    control = _CONTROL.search(text)
    if control is not None:
        line = text.count("\n", 0, control.start()) + 1
        raise CodebookError(
            f"{path}:{line}: the control character U+{ord(control.group()):04X} stands here; remove it"
        )
    return text


def read_tree(path: Path) -> Tree:
    """Parse one YAML file; raises CodebookError with ``file:line`` where it is no YAML or empty."""
    source = read_text(path)
    loader = yaml.CBaseLoader if hasattr(yaml, "CBaseLoader") else yaml.BaseLoader
    try:
        root = yaml.compose(source, Loader=loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CodebookError(f"{path}:{line}: not YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise CodebookError(f"{path}:1: not YAML: {error}") from error
    if root is None:
        raise CodebookError(f"{path}:1: the file is empty")
    return Tree(path, root)


def _step(node: yaml.Node, step: str | int) -> yaml.Node | None:
    """Return the child under a key or at an index, None where there is none."""
    if isinstance(step, str) and isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(step, int) and isinstance(node, yaml.SequenceNode) and step < len(node.value):
        child: yaml.Node = node.value[step]
        return child
    return None


def _build(path: Path, node: yaml.Node) -> Any:  # noqa: ANN401
    if isinstance(node, yaml.MappingNode):
        built: dict[str, Any] = {}
        for key, value in node.value:
            where = f"{path}:{key.start_mark.line + 1}"
            if not isinstance(key, yaml.ScalarNode):
                raise CodebookError(f"{where}: a key must be a word; quote it or remove the brackets")
            if key.value in built:
                raise CodebookError(f"{where}: the key {key.value} stands twice; keep one of them")
            built[key.value] = _build(path, value)
        return built
    if isinstance(node, yaml.SequenceNode):
        return [_build(path, child) for child in node.value]
    # libyaml gives a plain scalar the style "", the pure Python parser None
    plain = isinstance(node, yaml.ScalarNode) and not node.style
    return None if node.value == "" and plain else node.value
