"""The suite ``status``: one agreement and the reports on it in, what they say of its commitments out."""

import calendar
import csv
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec

from servanda.bench.agreement import load_text
from servanda.bench.suites import Keep, SuiteError
from servanda.codebook import Codebook, load
from servanda.ledger import assess
from servanda.ledger.rules import Rules, load_rules
from servanda.ledger.stances import score_share
from servanda.model import Claim, Commitment, Document, Evidence, Reading, Span
from servanda.read import read_document
from servanda.resolve import settle
from servanda.text.clean import Unreadable, clean
from servanda.text.tokens import load_parser

GOLD: Final = "gold.jsonl"
HOW: Final = "same report and point, overlapping words; one to one"
"""What counts as the same link; printed with the figures."""
_MONTHS: Final = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_DAY: Final = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_QUARTER: Final = re.compile(r"(?<!\d)(\d{4})[-_ ]?q([1-4])(?!\d)", re.IGNORECASE)
_MONTH: Final = re.compile(r"(?:(?<!\d)(\d{4})[-_ ])?\b([a-z]{3})[a-z]*\b", re.IGNORECASE)


class GoldLink(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one place of a report says of a point of the agreement."""

    report: str
    span: tuple[int, int]
    point: str
    says: str


@dataclass(frozen=True, slots=True)
class Link:
    """One word of a report on a commitment."""

    report: str
    span: Span
    point: str
    says: str
    score: int | None
    said_by: tuple[str, ...]
    as_at: str | None

    def as_line(self) -> dict[str, Any]:
        """Return the line of predictions."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Dossier:
    """An agreement and the reports on it, by name, with the answers where there are any."""

    agreement: Document
    reports: Mapping[str, Document]
    gold: tuple[GoldLink, ...] = ()


def find_period_end(text: str) -> str | None:
    """Return the last day of a period as names of files write it: 2021-q2, 2017-aug-dec, 2021-06-30."""
    if day := list(_DAY.finditer(text)):
        return day[-1][0]
    if quarter := list(_QUARTER.finditer(text)):
        year, month = int(quarter[-1][1]), 3 * int(quarter[-1][2])
        return f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]}"
    year, month = 0, 0
    for match in _MONTH.finditer(text):
        year = int(match[1] or year)
        month = _MONTHS.get(match[2].lower(), month)
    return f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]}" if year and month else None


def load_dossier(path: Path) -> Dossier:
    """Load a folder: one agreement, reports/*.txt, and what index.csv tells of them (published or period, publisher).

    A report that the index gives no day has that of its name. Raises SuiteError where the folder is not of this shape.
    """
    texts = sorted(path.glob("*.txt")) if path.is_dir() else []
    files = sorted((path / "reports").glob("*.txt")) if path.is_dir() else []
    if len(texts) != 1 or not files:
        raise SuiteError(
            f"{path}: {len(texts)} texts and {len(files)} reports; give a folder with one agreement (*.txt) and reports/*.txt"
        )
    index = _load_index(path / "index.csv")
    reports = {}
    for file in files:
        row = index.get(file.name, {})
        published = (
            row.get("published") or find_period_end(row.get("period") or "") or find_period_end(file.stem)
        )
        publisher = row.get("publisher") or None
        try:
            document, _ = clean(file.read_bytes(), kind="report", published=published, publisher=publisher)
        except Unreadable as error:
            raise SuiteError(f"{file}: cannot be read ({error}); save it as plain text in UTF-8") from error
        reports[file.name] = document
    return Dossier(load_text(texts[0]), reports, _load_gold(path / GOLD))


def _load_index(path: Path) -> dict[str, dict[str, str]]:
    """Return the rows of an index by the name of the file they speak of; the column is `path` or `file`."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    return {Path(row.get("path") or row.get("file") or "").name: row for row in rows}


def _load_gold(path: Path) -> tuple[GoldLink, ...]:
    """Load answers; raises SuiteError with the line that is wrong."""
    if not path.is_file():
        return ()
    links = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if line.strip():
            try:
                links.append(msgspec.json.decode(line, type=GoldLink))
            except msgspec.MsgspecError as error:
                raise SuiteError(f"{path}:{number}: not a link ({error}); mend the line") from error
    return tuple(links)


def read_dossier(dossier: Dossier, codebook: Codebook) -> tuple[Reading, dict[str, Reading]]:
    """Read the agreement and the reports one after the other, telling on stderr how far it is."""
    parser = load_parser()
    accord = read_document(dossier.agreement, codebook, parser)
    readings = {}
    for number, (name, document) in enumerate(dossier.reports.items(), start=1):
        print(f"reading {number} of {len(dossier.reports)}: {name}", file=sys.stderr, flush=True)
        readings[name] = read_document(document, codebook, parser)
    return accord, readings


def find_links(accord: Reading, reports: Mapping[str, Reading], codebook: Codebook) -> list[Link]:
    """Return what reports say of the commitments of an agreement, in the order of the reports."""
    readings = [accord, *reports.values()]
    settled = settle(readings, codebook)
    own = {claim.id for claim in accord.claims}
    told = {claim.id: (name, claim) for name, reading in reports.items() for claim in reading.claims}
    rules = load_rules(codebook.home)
    links = {
        (name, claim.span, record.point or "", word.says): _draw(
            name, claim, record, word, rules, reports[name]
        )
        for record in assess(settled.records, settled.ties, readings, codebook, as_of=date.max)
        if own & set(record.claims)
        for word in record.evidence
        if word.claim in told
        for name, claim in (told[word.claim],)
    }
    order = {name: place for place, name in enumerate(reports)}
    return sorted(links.values(), key=lambda link: (order[link.report], link.span, link.point, link.says))


def _draw(name: str, claim: Claim, record: Commitment, word: Evidence, rules: Rules, report: Reading) -> Link:
    """Draw one link: the score is what this word alone gives."""
    publisher = report.document.publisher
    done, total = claim.first("done") or "", claim.first("total") or ""
    score = rules.score.get(word.says)
    if score is not None and done.isdigit() and total.isdigit() and int(total):
        score = score_share(int(done), int(total), rules)
    return Link(
        report=name,
        span=claim.span,
        point=record.point or "",
        says=word.says,
        score=score,
        said_by=tuple(word.said_by) or ((publisher,) if publisher else ()),
        as_at=word.as_at,
    )


def score(path: Path, keep: Keep) -> dict[str, Any]:
    """Score a folder: counts by word and by report, precision and recall where answers are given."""
    start = time.perf_counter()
    dossier, codebook = load_dossier(path), load()
    accord, reports = read_dossier(dossier, codebook)
    links = find_links(accord, reports, codebook)
    for link in links:
        keep(link.as_line())
    figures: dict[str, Any] = {
        "reports": len(reports),
        "links": len(links),
        "points": len({link.point for link in links}),
        "seconds": round(time.perf_counter() - start, 1),
        "says": dict(sorted(Counter(link.says for link in links).items())),
        "by_report": {name: sum(link.report == name for link in links) for name in reports},
    }
    return {**figures, **(rate(links, dossier.gold) if dossier.gold else {})}


def rate(links: Sequence[Link], gold: Iterable[GoldLink]) -> dict[str, Any]:
    """Return precision and recall of links, and how many of the right ones say what the answers say."""
    left = list(links)
    wanted = found = said = 0
    for answer in gold:
        wanted += 1
        fits = [link for link in left if _is_same(link, answer)]
        if fits:
            best = max(fits, key=lambda link: link.says == answer.says)
            left.remove(best)
            found += 1
            said += best.says == answer.says
    return {
        "match": HOW,
        "link": {
            "gold": wanted,
            "found": len(links),
            "precision": _share(found, len(links)),
            "recall": _share(found, wanted),
        },
        "says_right": _share(said, found),
    }


def _is_same(link: Link, answer: GoldLink) -> bool:
    """Whether a link is the one of an answer, whatever it says."""
    overlap = min(link.span[1], answer.span[1]) > max(link.span[0], answer.span[0])
    return link.report == answer.report and link.point == answer.point and overlap


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
