"""The file ``index.csv`` of a folder: what is known about its documents."""

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, get_args

from servanda.model import edtf
from servanda.model.kinds import DocumentKind, Stake

INDEX_NAME: Final = "index.csv"
COLUMNS: Final = ("path", "published", "publisher", "stake", "kind", "title", "settlement", "url")


@dataclass(slots=True)
class Index:
    """The rows of one index by the file they speak of; `errors` likewise, with the line."""

    rows: dict[Path, dict[str, str]] = field(default_factory=dict)
    errors: dict[Path, str] = field(default_factory=dict)


def load_index(folder: Path) -> Index:
    """Read a folder's index; empty where there is none or where the CSV has no column ``path``.

    A row with a wrong date or word becomes an error of the file it names.
    """
    index = Index()
    path = folder / INDEX_NAME
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle)
            if "path" not in (reader.fieldnames or ()):
                return index
            for row in reader:
                _add_row(index, folder, f"{path}:{reader.line_num}", row)
    except FileNotFoundError:
        return index
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        index.errors[path] = f"{path}: the index cannot be read ({error}); save it as CSV in UTF-8"
    return index


def check_meta(meta: dict[str, str]) -> str | None:
    """Return what is wrong with the metadata of a document, or None."""
    published = meta.get("published")
    if published and not is_edtf_day(published):
        return f"published is '{published}'; write it as 2022-09-05, 2022-09 or 2022"
    for name, words in (("kind", get_args(DocumentKind)), ("stake", get_args(Stake))):
        value = meta.get(name)
        if value and value not in words:
            return f"{name} is '{value}'; it is one of {', '.join(words)}"
    return None


def is_edtf_day(text: str) -> bool:
    """Tell whether the text is a year, a month or a day that exists, as EDTF writes it."""
    try:
        period = edtf.parse(text)
    except edtf.EdtfError:
        return False
    return period.lower is not None and period.precision in ("day", "month", "year")


def _add_row(index: Index, folder: Path, where: str, row: dict[str, str | None]) -> None:
    """Put one row into the index, under the path of the file that it speaks of."""
    name = (row.get("path") or "").strip()
    if not name:
        return
    target = folder / name
    meta = {key: value.strip() for key in COLUMNS[1:] if (value := row.get(key)) and value.strip()}
    wrong = check_meta(meta)
    if wrong is not None:
        index.errors[target] = f"{where}: {wrong}"
    elif not target.is_file():
        index.errors[target] = f"{where}: no such file '{name}'; correct the path or remove the row"
    index.rows[target] = meta
