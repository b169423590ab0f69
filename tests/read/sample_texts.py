"""The texts that the project brings along, as documents: the bundled examples and the cases."""

import csv
from pathlib import Path

from servanda.bench.cases import load_cases
from servanda.model import Document, digest_text

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
CASES = ROOT / "tests" / "cases"


def write_document(text: str, *, published: str | None = None, **fields: str) -> Document:
    """Return a text as an English document."""
    basis = "given" if published else "none"
    return Document(
        id=digest_text(text), text=text, language="en", published=published, published_basis=basis, **fields
    )


def load_examples() -> dict[str, Document]:
    """Return the bundled examples by their path in ``examples``, with what index.csv says of them."""
    with (EXAMPLES / "index.csv").open(encoding="utf-8", newline="") as handle:
        rows = {row["path"]: row for row in csv.DictReader(handle)}
    documents = {}
    for path in sorted(EXAMPLES.rglob("*.txt")):
        name = path.relative_to(EXAMPLES).as_posix()
        row = rows.get(name, {})
        known = {key: row[key] for key in ("published", "publisher", "stake", "kind") if row.get(key)}
        documents[name] = write_document(path.read_text(encoding="utf-8"), **known)
    return documents


def load_texts() -> dict[str, Document]:
    """Return examples and cases by a name that a failing test can print."""
    cases = {f"cases/{case.path.name}": case.document for case in load_cases(CASES)}
    return load_examples() | cases
