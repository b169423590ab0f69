"""How fast a folder of reports is read, as a ratio to the bare parse of the same texts in the same run."""

import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from servanda.bench.suites import Keep, SuiteError
from servanda.model import Document, Reading, digest_text
from servanda.text.layout import lay_out

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds for reading and for the bare parse (the best round of each document, summed), and what was read."""

    documents: int
    words: int
    read_seconds: float
    parse_seconds: float
    peak_megabytes: float

    @property
    def ratio(self) -> float:
        """Reading over bare parse: 1.0 would be a reader that costs nothing."""
        return self.read_seconds / self.parse_seconds


def load_documents(folder: Path) -> list[Document]:
    """Load every plain-text file below a folder as a document without a date."""
    documents = []
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace")
        documents.append(Document(id=digest_text(text), language="en", text=text))
    return documents


def measure_speed(
    documents: Sequence[Document], read: Callable[[Document], Reading], parser: "Language", rounds: int = 3
) -> Speed:
    """Measure reading against parsing, the two in turns document by document so that both meet the same machine.

    The bare parse is the same pipeline (tagger, parser, lemmatiser, names) over the
    same paragraphs, as `lay_out` cuts them, and nothing else.
    """
    paragraphs = [
        [document.text[p.body[0] : p.body[1]] for p in lay_out(document).paragraphs] for document in documents
    ]
    read(documents[0])
    best_read, best_parse = ([float("inf")] * len(documents) for _ in range(2))
    for _ in range(rounds):
        for number, (document, texts) in enumerate(zip(documents, paragraphs, strict=True)):
            started = time.perf_counter()
            for _doc in parser.pipe(texts, batch_size=32):
                pass
            parsed = time.perf_counter()
            read(document)
            best_parse[number] = min(best_parse[number], parsed - started)
            best_read[number] = min(best_read[number], time.perf_counter() - parsed)
    return Speed(
        documents=len(documents),
        words=sum(len(document.text.split()) for document in documents),
        read_seconds=sum(best_read),
        parse_seconds=sum(best_parse),
        peak_megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def score(path: Path, keep: Keep) -> dict[str, Any]:
    """Measure how fast a folder of plain-text reports is read; there is nothing to predict."""
    from servanda.codebook import load
    from servanda.read import read_document
    from servanda.text.tokens import load_parser

    documents = load_documents(path)
    if not documents:
        raise SuiteError(f"{path}: no .txt file in it or below it; give the folder that holds the reports")
    codebook, parser = load(), load_parser()
    speed = measure_speed(documents, lambda document: read_document(document, codebook, parser), parser)
    return {
        "reports": speed.documents,
        "words": speed.words,
        "reports_per_second": round(speed.documents / speed.read_seconds, 2),
        "words_per_second": round(speed.words / speed.read_seconds),
        "bare_parse_words_per_second": round(speed.words / speed.parse_seconds),
        "ratio": round(speed.ratio, 3),
        "peak_megabytes": round(speed.peak_megabytes),
    }
