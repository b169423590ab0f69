"""The suite ``judged``: marked events of ours; how each is meant, against two annotators' adjudicated answer."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from servanda.bench.suites import Keep, SuiteError
from servanda.bench.tables import load_rows
from servanda.codebook import load
from servanda.model import Document, Span, digest_text
from servanda.read.judge import Judged, judge_words

_MARK: Final = re.compile(r"\{(\d+):([^}]*)\}")
FIELDS: Final = ("force", "negated", "background", "said_by")


def score(path: Path, keep: Keep) -> dict[str, Any]:
    """Score a folder with ``texts.tsv`` and, where answered, ``gold.tsv``; the columns dev and test are its halves."""
    from servanda.text.tokens import load_parser

    texts = load_rows(path / "texts.tsv", ("id", "text"))
    gold = (
        {(row["id"], row["event"]): row for row in load_rows(path / "gold.tsv", ("id", "event"))}
        if (path / "gold.tsv").exists()
        else {}
    )
    codebook, parser = load(), load_parser()
    right: dict[str, dict[str, list[bool]]] = {
        half: {field: [] for field in FIELDS} for half in ("dev", "test")
    }
    count = 0
    for row in texts:
        plain, marks = take_marks(row["text"])
        document = Document(
            id=digest_text(plain), language="en", text=plain, published=row.get("published") or None,
            published_basis="given" if row.get("published") else "none",
        )  # fmt: skip
        for number, judged in zip(
            marks, judge_words(document, codebook, parser, list(marks.values())), strict=True
        ):
            if judged is None:
                raise SuiteError(f"{path}/texts.tsv: {row['id']}: no word under the mark {number}")
            count += 1
            found = describe(judged)
            keep({"id": row["id"], "event": number, **found, "coded": judged.coded})
            wanted = gold.get((row["id"], number))
            if wanted is None:
                continue
            for field in FIELDS:
                agreed = agree(field, wanted[field], found[field])
                right[wanted["half"]][field].append(agreed)
    scores: dict[str, Any] = {"events": count}
    for half, fields in right.items():
        if any(fields.values()):
            scores[half] = {name: _share(answers) for name, answers in fields.items()}
            scores[half]["events"] = len(fields["force"])
    return scores


def take_marks(text: str) -> tuple[str, dict[str, Span]]:
    """Return a passage without its braces, and where each numbered word stands in it."""
    parts: list[str] = []
    marks: dict[str, Span] = {}
    at = length = 0
    for mark in _MARK.finditer(text):
        parts += [text[at : mark.start()], mark.group(2)]
        length += mark.start() - at
        marks[mark.group(1)] = (length, length + len(mark.group(2)))
        length += len(mark.group(2))
        at = mark.end()
    return "".join([*parts, text[at:]]), marks


def describe(judged: Judged) -> dict[str, Any]:
    """Return a judgement in the words of the annotators; each speaker as words and value."""
    return {
        "force": judged.force,
        "negated": "yes" if judged.negated else "no",
        "background": "yes" if judged.background else "no",
        "said_by": [{"text": value.text, "value": value.value} for value in judged.said_by],
    }


def agree(field: str, wanted: str, found: str | list[dict[str, str | None]]) -> bool:
    """Tell whether an answer is right; a speaker by the words that name it, whole chains by every link."""
    if isinstance(found, str):
        return wanted == found
    links = [] if wanted in {"-", ""} else wanted.split(" > ")
    return len(links) == len(found) and all(
        same_speaker(link, value) for link, value in zip(links, found, strict=True)
    )


def same_speaker(wanted: str, found: dict[str, str | None]) -> bool:
    """Tell whether a speaker is the one wanted: one name within the other, by words or canonical value, or one actor."""
    names = [_fold(name) for name in (found["text"], found["value"]) if name]
    target = _fold(wanted)
    if any(target and name and (set(target) <= set(name) or set(name) <= set(target)) for name in names):
        return True
    codebook = load()
    facts = codebook.describe(wanted)
    return facts is not None and found["value"] is not None and facts == codebook.describe(found["value"])


def _fold(name: str) -> tuple[str, ...]:
    words = re.findall(r"[\w'’-]+", name.lower())
    return tuple(word.removesuffix("'s").removesuffix("’s") for word in words if word not in _SMALL)


_SMALL: Final = frozenset({"the", "a", "an", "of", "for", "in", "its", "his", "her", "their", "and", "to"})


def _share(answers: Sequence[bool]) -> float:
    return round(100 * sum(answers) / len(answers), 1) if answers else 0.0
