"""The suite ``attribution``: brat in, who says what by which words out, scored by tokens."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from servanda.bench.suites import Keep, SuiteError
from servanda.model import Document, Span, digest_text
from servanda.read.attributions import Attribution, find_attributions
from servanda.text.layout import lay_out
from servanda.text.tokens import load_parser, parse_layout

ROLES: Final = ("source", "cue", "content")
TOKEN: Final = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
"""A token: a word with its apostrophes, or one mark. Blanks are none."""

Tokens = dict[str, set[int]]
"""Where the tokens of each role start."""


@dataclass(frozen=True, slots=True)
class Article:
    """A text and its annotations: one of each annotator, none where there is no answer."""

    name: str
    text: str
    gold: tuple[tuple[Attribution, ...], ...] = ()


@dataclass(slots=True)
class Tally:
    """Tokens of a role: in the answers, found, and right. Several annotators of a text share one vote."""

    gold: float = 0.0
    found: float = 0.0
    right: float = 0.0

    def add(self, gold: set[int], found: set[int], weight: float) -> None:
        """Count the tokens of one text."""
        self.gold += weight * len(gold)
        self.found += weight * len(found)
        self.right += weight * len(gold & found)

    def rate(self) -> dict[str, float]:
        """Return precision, recall and F1 in percent."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {
            "precision": round(100 * precision, 1),
            "recall": round(100 * recall, 1),
            "f1": round(100 * f1, 1),
        }


@dataclass(slots=True)
class _Note:
    """The annotations of one brat file as they stand."""

    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    events: list[list[tuple[str, str]]] = field(default_factory=list)


def load_brat(path: Path) -> tuple[Attribution, ...]:
    """Read the attributions of one ``.ann`` file; raises SuiteError with the line that is not brat."""
    note = _Note()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        name, _, rest = line.partition("\t")
        words = rest.partition("\t")[0]
        try:
            if name.startswith("T"):
                _, _, ranges = words.partition(" ")
                pairs = (piece.split() for piece in ranges.split(";"))
                note.spans[name] = tuple((int(start), int(end)) for start, end in pairs)
            elif name.startswith("E"):
                pieces = (word.split(":") for word in words.split()[1:])
                note.events.append([(role.rstrip("0123456789").lower(), at) for role, at in pieces])
        except ValueError as error:
            raise SuiteError(f"{path}:{number}: not an annotation in brat's form; mend the line") from error
    found = []
    for arguments in note.events:
        spans = {
            role: tuple(sorted(span for r, at in arguments if r == role for span in note.spans.get(at, ())))
            for role in ROLES
        }
        found.append(Attribution(**spans))
    return tuple(found)


def load_articles(path: Path) -> list[Article]:
    """Load the texts of a folder with the annotations that belong to them.

    The file of an annotator carries the name of the text, with ``_`` and a mark of
    the annotator where there are several. Raises SuiteError where no text is found.
    """
    folder = path / "text" if (path / "text").is_dir() else path
    texts = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    if not texts:
        raise SuiteError(
            f"{path}: no text in it; give the folder that holds text/*.txt and attributions/*.ann"
        )
    notes = path / "attributions" if (path / "attributions").is_dir() else folder
    answers: defaultdict[str, list[Path]] = defaultdict(list)
    names = {text.stem for text in texts}
    for file in sorted(notes.glob("*.ann")):
        stem = file.stem if file.stem in names else file.stem.rpartition("_")[0]
        answers[stem].append(file)
    return [
        Article(
            text.stem,
            text.read_bytes().decode("utf-8", "replace"),
            tuple(load_brat(file) for file in answers[text.stem]),
        )
        for text in texts
    ]


def predict(article: Article) -> list[Attribution]:
    """Find the attributions of a text, its headline included."""
    parser = load_parser()
    text = article.text
    layout = lay_out(Document(id=digest_text(text), language="en", text=text))
    parts = [(paragraph.body[0], doc.source) for paragraph, doc in parse_layout(text, layout, parser)]
    if layout.title is not None:
        start, end = layout.title
        parts.insert(0, (start, parser(text[start:end])))
    return find_attributions(text, parts, parser.vocab.strings)


def score(path: Path, keep: Keep) -> dict[str, Any]:
    """Score a folder of texts: token precision, recall and F1 of sources, cues and contents, and of all."""
    articles = load_articles(path)
    tallies = {role: Tally() for role in (*ROLES, "micro")}
    gold = found = 0
    for article in articles:
        attributions = predict(article)
        found += len(attributions)
        for attribution in attributions:
            keep(
                {
                    "doc": article.name,
                    **{role: getattr(attribution, role) for role in ("cue", "source", "content")},
                }
            )
        predicted = mark_tokens(article.text, attributions)
        for answer in article.gold:
            gold += len(answer)
            wanted = mark_tokens(article.text, answer)
            for role in ROLES:
                for name in (role, "micro"):
                    tallies[name].add(wanted[role], predicted[role], 1 / len(article.gold))
    scores: dict[str, Any] = {"documents": len(articles), "gold": gold, "found": found}
    if any(article.gold for article in articles):
        scores.update({role: tally.rate() for role, tally in tallies.items()})
    return scores


def mark_tokens(text: str, attributions: Sequence[Attribution]) -> Tokens:
    """Return where the tokens start that are source, cue or content of any attribution; each counts once a role."""
    bounds = [match.span() for match in TOKEN.finditer(text)]
    ends = [end for _, end in bounds]
    marked: Tokens = {role: set() for role in ROLES}
    for attribution in attributions:
        for role in ROLES:
            for start, end in getattr(attribution, role):
                for begin, _ in bounds[bisect_right(ends, start) :]:
                    if begin >= end:
                        break
                    marked[role].add(begin)
    return marked
