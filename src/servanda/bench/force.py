"""The suite ``force``: sentences with target spans in, how far each target is presented as done out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import msgspec

from servanda.bench.suites import Keep, SuiteError
from servanda.codebook import load
from servanda.learned.events import load_event_model
from servanda.read.factuality import score_event
from servanda.read.factuality.score import weigh
from servanda.text.parsed import Doc
from servanda.text.tokens import load_parser

_NOT: Final = re.compile(r"(\w+)(n['’]t)", re.IGNORECASE)
_OPENS: Final = frozenset("([{$#")
_CLOSES: Final = frozenset([*")]},.;:?!%", "..."])
_BATCH: Final = 64


class Target(msgspec.Struct, frozen=True):
    """A target: its tokens, first and behind the last, and the answer where there is one."""

    span1: tuple[int, int]
    label: float | None = None


class Row(msgspec.Struct, frozen=True):
    """One line of the input."""

    text: str
    targets: list[Target]


@dataclass(slots=True)
class Words:
    """A sentence as the parser is given it. at: where each token of the input went."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    at: list[int] = field(default_factory=list)

    def add(self, word: str, *, space: bool = True) -> None:
        """Add a word."""
        self.words.append(word)
        self.spaces.append(space)


def mend(tokens: list[str]) -> Words:
    """Return tokens with quotation marks as one, 'hasn't' as two, and no blanks where running text has none."""
    mended = Words()
    halved = False
    for place, token in enumerate(tokens):
        if halved:
            mended.at.append(len(mended.words) - 1)
            halved = False
            continue
        mended.at.append(len(mended.words))
        fused = _NOT.fullmatch(token)
        if token in {"'", "`"} and tokens[place + 1 : place + 2] == [token]:
            halved = True
            mended.add('"')
        elif fused is not None:
            mended.add(fused[1], space=False)
            mended.add(fused[2])
        else:
            mended.add('"' if token in {"``", "''"} else token or "_")
    _close_up(mended)
    return mended


def _close_up(mended: Words) -> None:
    """Take out the blanks before closing marks, behind opening ones, around hyphens and inside quotation marks."""
    words, spaces = mended.words, mended.spaces
    for place in range(len(words) - 1):
        word, after = words[place], words[place + 1]
        if after in _CLOSES or after.startswith("'") or after == "n't" or word in _OPENS:
            spaces[place] = False
        if word == "-" and place and words[place - 1][-1:].isalnum() and after[:1].isalnum():
            spaces[place - 1] = spaces[place] = False
    quoted = False
    for place in (n for n, word in enumerate(words) if word == '"'):
        if not quoted:
            spaces[place] = False
        elif place:
            spaces[place - 1] = False
        quoted = not quoted


def load_rows(path: Path) -> list[Row]:
    """Read the input; raises SuiteError with the line that is not as it should be."""
    if not path.is_file():
        raise SuiteError(f"{path}: not a file; give the JSON Lines of sentences with targets")
    rows: list[Row] = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = msgspec.json.decode(line, type=Row)
        except msgspec.DecodeError as error:
            raise SuiteError(f"{path}:{number}: {error}; a line holds text and targets with span1") from error
        size = len(row.text.split(" "))
        for target in row.targets:
            if not 0 <= target.span1[0] < target.span1[1] <= size:
                raise SuiteError(
                    f"{path}:{number}: span1 {list(target.span1)} is not in the {size} tokens of text; mend the span"
                )
        rows.append(row)
    return rows


def parse_rows(rows: list[Row]) -> Iterator[tuple[Words, Doc]]:
    """Yield every sentence mended and parsed, its tokens kept as given."""
    from spacy import tokens

    parser = load_parser()
    mended = [mend(row.text.split(" ")) for row in rows]
    docs = (tokens.Doc(parser.vocab, words=m.words, spaces=m.spaces) for m in mended)
    yield from zip(mended, map(Doc, parser.pipe(docs, batch_size=_BATCH)), strict=True)


def score(path: Path, keep: Keep) -> dict[str, Any]:
    """Score JSON Lines of sentences: mean absolute error and Pearson's r over all targets that carry an answer."""
    rows = load_rows(path)
    codebook = load()
    found: list[float] = []
    gold: list[float] = []
    count = 0
    beliefs = _believe(rows)
    for number, (row, (mended, doc)) in enumerate(zip(rows, parse_rows(rows), strict=True)):
        for place, target in enumerate(row.targets):
            start, end = (mended.at[target.span1[0]], mended.at[target.span1[1] - 1] + 1)
            root = doc[start:end].root
            belief = beliefs[number][root.i] if beliefs is not None else None
            value = round(weigh(score_event(root, codebook), belief), 2)
            keep({"i": number, "j": place, "score": value})
            count += 1
            if target.label is not None:
                found.append(value)
                gold.append(target.label)
    scores: dict[str, Any] = {"sentences": len(rows), "targets": count}
    if gold:
        scores["mae"] = round(sum(abs(f - g) for f, g in zip(found, gold, strict=True)) / len(gold), 3)
        scores["r"] = round(correlate(found, gold), 3)
    return scores


def _believe(rows: list[Row]) -> list[list[float]] | None:
    """Return the sentence model's belief of every word of every sentence; None where no such model is installed."""
    model = load_event_model()
    if model is None or not model.believes:
        return None
    return model.believe([mend(row.text.split(" ")).words for row in rows])


def correlate(left: list[float], right: list[float]) -> float:
    """Return Pearson's r of two lists, 0 where one of them does not vary."""
    from statistics import StatisticsError, correlation

    try:
        return correlation(left, right)
    except StatisticsError:
        return 0.0
