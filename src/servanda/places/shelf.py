"""The gazetteer's file: columns of numbers, names in blocks, look-up keys in blocks, in one SQLite file."""

import sqlite3
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

if TYPE_CHECKING:
    import numpy as np

COLUMNS: Final = {
    "geonames": "<u4",
    "kind": "<u1",
    "country": "<u2",
    "admin1": "<u4",
    "admin2": "<u4",
    "lat": "<i4",
    "lon": "<i4",
    "population": "<u4",
}
"""Columns of every place. admin1, admin2: numbers of places plus one, 0 for none; lat, lon in thousandths."""

KEYS_A_BLOCK: Final = 1024
NAMES_A_BLOCK: Final = 512


class Shelf:
    """A gazetteer file, opened for reading; blocks are read when they are needed."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self.about: Mapping[str, str] = dict(self._file.execute("SELECT key, value FROM about"))
        self._keys = [row[0] for row in self._file.execute("SELECT first FROM keys ORDER BY first")]
        self.read_keys = lru_cache(maxsize=192)(self._read_keys)
        self.read_names = lru_cache(maxsize=192)(self._read_names)

    def load_columns(self) -> "dict[str, np.ndarray[Any, Any]]":
        """Return all columns."""
        import numpy as np

        rows = self._file.execute("SELECT name, data FROM columns")
        return {
            name: np.frombuffer(
                _unshuffle(zlib.decompress(data), np.dtype(COLUMNS[name]).itemsize), COLUMNS[name]
            )
            for name, data in rows
        }

    def find(self, key: str) -> Sequence[int]:
        """Return the numbers under a key: twice the place's number, plus one where it is another name."""
        block = bisect_right(self._keys, key) - 1
        return self.read_keys(self._keys[block]).get(key, ()) if block >= 0 else ()

    def names(self, number: int) -> Sequence[str]:
        """Return a place's names, the first one preferred."""
        first = number - number % NAMES_A_BLOCK
        return self.read_names(first)[number - first].split("|")

    def _read_keys(self, first: str) -> dict[str, list[int]]:
        (data,) = self._file.execute("SELECT data FROM keys WHERE first = ?", (first,)).fetchone()
        words, numbers = msgspec.msgpack.decode(zlib.decompress(data), type=tuple[str, list[list[int]]])
        return dict(zip(words.split("\n"), numbers, strict=True))

    def _read_names(self, first: int) -> list[str]:
        (data,) = self._file.execute("SELECT data FROM names WHERE first = ?", (first,)).fetchone()
        return zlib.decompress(data).decode().split("\n")


def write_shelf(
    path: Path,
    about: Mapping[str, str],
    columns: "Mapping[str, np.ndarray[Any, Any]]",
    names: Sequence[Sequence[str]],
    keys: Mapping[str, Iterable[int]],
) -> None:
    """Write a gazetteer file; the same input gives the same bytes."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA page_size = 1024")
        file.execute("CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT)")
        file.execute("CREATE TABLE columns (name TEXT PRIMARY KEY, data BLOB)")
        file.execute("CREATE TABLE names (first INTEGER PRIMARY KEY, data BLOB)")
        file.execute("CREATE TABLE keys (first TEXT PRIMARY KEY, data BLOB)")
        file.executemany("INSERT INTO about VALUES (?, ?)", sorted(about.items()))
        for name, kind in COLUMNS.items():
            column = columns[name].astype(kind)
            data = _shuffle(column.tobytes(), column.dtype.itemsize)
            file.execute("INSERT INTO columns VALUES (?, ?)", (name, zlib.compress(data, 9)))
        for first in range(0, len(names), NAMES_A_BLOCK):
            lines = "\n".join("|".join(group) for group in names[first : first + NAMES_A_BLOCK])
            file.execute("INSERT INTO names VALUES (?, ?)", (first, zlib.compress(lines.encode(), 9)))
        ordered = sorted(keys)
        for start in range(0, len(ordered), KEYS_A_BLOCK):
            some = ordered[start : start + KEYS_A_BLOCK]
            data = msgspec.msgpack.encode(("\n".join(some), [list(keys[key]) for key in some]))
            file.execute("INSERT INTO keys VALUES (?, ?)", (some[0], zlib.compress(data, 9)))
    file.execute("VACUUM")
    file.close()


def _shuffle(data: bytes, width: int) -> bytes:
    """Return the first bytes of all numbers, then the second ones, and so on: it packs better."""
    return b"".join(data[offset::width] for offset in range(width))


def _unshuffle(data: bytes, width: int) -> bytes:
    size = len(data) // width
    joined = bytearray(len(data))
    for offset in range(width):
        joined[offset::width] = data[offset * size : (offset + 1) * size]
    return bytes(joined)
