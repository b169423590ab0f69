"""Cases: short texts with the claims expected from them, and how well a reader does on them."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from servanda.bench.suites import Keep
from servanda.codebook import load
from servanda.model import Claim, Document, Reading, digest_text

_ROW = re.compile(r"^\|(.+)\|\s*$")
ACTING = ("participant", "party", "obligor", "actor", "recipient")
"""Roles that say who: compared as sets."""
DATED = ("date", "deadline")
"""Roles that say when: compared as values."""
OTHER = ("place", "state", "medium", "host", "broker", "title", "framework")


@dataclass(frozen=True, slots=True)
class Expected:
    """One row of a case's table."""

    kind: str
    code: str
    words: str
    roles: dict[str, tuple[str, ...]]
    force: str
    said_by: tuple[str, ...]
    negated: bool
    background: bool
    line: int


@dataclass(frozen=True, slots=True)
class Case:
    """One case file."""

    path: Path
    title: str
    document: Document
    expected: tuple[Expected, ...]
    conflict: str
    tests: tuple[str, ...]


class CaseError(Exception):
    """A case file that cannot be used; says file:line."""


def load_case(path: Path) -> Case:
    """Read one case file; raises CaseError with file:line where it does not have the form of tests/cases/README.md."""
    lines = path.read_text(encoding="utf-8").splitlines()
    head = {m.group(1): m.group(2).strip() for line in lines if (m := re.match(r"^(\w+): (.*)$", line))}
    title = lines[0].removeprefix("# ").strip()
    text = _join_quote([line[1:].strip() for line in lines if line.startswith(">")])
    document = Document(
        id=digest_text(text),
        kind=head.get("kind", "report"),  # type: ignore[arg-type]
        publisher=head.get("publisher"),
        published=head.get("published"),
        published_basis="given" if head.get("published") else "none",
        language="en",
        text=text,
    )
    rows = [(n, line) for n, line in enumerate(lines, 1) if _ROW.match(line)]
    expected = tuple(_read_row(path, n, line, text) for n, line in rows[2:])
    tests = tuple(t.strip() for t in head.get("tests", "").split(",") if t.strip())
    return Case(path, title, document, expected, head.get("conflict", ""), tests)


def load_cases(folder: Path) -> list[Case]:
    """Read all case files of a folder, in order of their names."""
    return [load_case(path) for path in sorted(folder.glob("[0-9]*.md"))]


def _join_quote(lines: list[str]) -> str:
    """Join the wrapped lines of the quote block; blank lines part paragraphs."""
    paragraphs: list[str] = [""]
    for line in lines:
        if not line:
            paragraphs.append("")
        else:
            paragraphs[-1] = f"{paragraphs[-1]} {line}".strip()
    return "\n\n".join(p for p in paragraphs if p)


def _read_row(path: Path, number: int, line: str, text: str) -> Expected:
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    if len(cells) != 7:
        raise CaseError(f"{path}:{number}: {len(cells)} cells, 7 expected")
    kind, code, words, roles, force, said_by, flags = cells
    if words not in text:
        raise CaseError(f"{path}:{number}: the words {words!r} do not stand in the text")
    return Expected(
        kind=kind.strip("`"),
        code=code.strip("`"),
        words=words,
        roles=_read_roles(roles),
        force=force,
        said_by=tuple(s.strip() for s in said_by.split(" > ") if s.strip()),
        negated="negated" in flags,
        background="background" in flags,
        line=number,
    )


def _read_roles(cell: str) -> dict[str, tuple[str, ...]]:
    roles: dict[str, tuple[str, ...]] = {}
    for part in cell.split(";"):
        name, colon, values = part.partition(":")
        if colon:
            roles[name.strip()] = tuple(v.strip() for v in values.split(" + ") if v.strip())
    return roles


@dataclass(slots=True)
class Tally:
    """Counts for one kind. found: kind, code and place in the text agree. right: all compared fields agree too."""

    expected: int = 0
    read: int = 0
    found: int = 0
    right: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Outcome:
    """The comparison of one case: pairs, and what was missed or invented."""

    case: Case
    pairs: list[tuple[Expected, Claim, dict[str, bool]]]
    missed: list[Expected]
    invented: list[Claim]


def compare(case: Case, reading: Reading) -> Outcome:
    """Pair expected rows with claims of the same kind and code whose words overlap, best fit first."""
    claims = [c for c in reading.claims if c.kind != "position"]
    candidates: list[tuple[float, int, int]] = []
    for i, row in enumerate(case.expected):
        for j, claim in enumerate(claims):
            fit = _fit(case, row, claim)
            if fit > 0:
                candidates.append((fit, i, j))
    candidates.sort(key=lambda c: (-c[0], c[1], c[2]))
    taken_rows: dict[int, int] = {}
    taken_claims: set[int] = set()
    for _, i, j in candidates:
        if i not in taken_rows and j not in taken_claims:
            taken_rows[i] = j
            taken_claims.add(j)
    pairs = [
        (case.expected[i], claims[j], compare_fields(case.expected[i], claims[j]))
        for i, j in sorted(taken_rows.items())
    ]
    missed = [row for i, row in enumerate(case.expected) if i not in taken_rows]
    invented = [claim for j, claim in enumerate(claims) if j not in taken_claims]
    return Outcome(case, pairs, missed, invented)


def _fit(case: Case, row: Expected, claim: Claim) -> float:
    """Return how well a claim fits a row: 0 where kind, code or sentence differ."""
    if row.kind != claim.kind or row.code != claim.code:
        return 0.0
    start = case.document.text.find(row.words)
    spans = [
        (m.start(), m.start() + len(row.words)) for m in re.finditer(re.escape(row.words), case.document.text)
    ]
    if not any(s < claim.span[1] and claim.span[0] < e for s, e in spans):
        return 0.0
    near = any(s < claim.cue.span[1] and claim.cue.span[0] < e for s, e in spans)
    date_span = any(s <= v.span[0] < e for s, e in spans for values in claim.roles.values() for v in values)
    agreeing = sum(compare_fields(row, claim).values())
    return 1.0 + 10 * near + 2 * date_span + agreeing + (0.001 if start >= 0 else 0)


def compare_fields(row: Expected, claim: Claim) -> dict[str, bool]:
    """Return, for each field that the row or the claim gives, whether they agree."""
    result = {
        "force": row.force == claim.force,
        "negated": row.negated == claim.negated,
        "background": row.background == claim.background,
        "said_by": [same_name(s) for s in row.said_by]
        == [same_name(v.value or v.text) for v in claim.said_by],
    }
    for role in ACTING:
        wanted, got = set(row.roles.get(role, ())), set(claim.values(role))
        if wanted or got:
            result[role] = {same_name(w) for w in wanted} == {same_name(g) for g in got}
    for role in DATED:
        wanted_date, got_date = next(iter(row.roles.get(role, ())), None), claim.first(role)
        if wanted_date or got_date:
            result[role] = wanted_date == got_date
    for role in OTHER:
        wanted, got = set(row.roles.get(role, ())), set(claim.values(role))
        if wanted or got:
            result[role] = {same_name(w) for w in wanted} == {same_name(g) for g in got}
    return result


@cache
def _aliases() -> dict[str, str]:
    """Return alias → canonical name of every state, organisation and group that the codebook lists, case-folded."""
    return {
        alias.casefold(): facts.name.casefold()
        for facts in load().lists.facts.values()
        for alias in (facts.name, *facts.aliases)
    } | {e.words.casefold(): e.value.casefold() for e in load().lists.entries if e.kind == "place"}


def same_name(name: str) -> str:
    """Return what two spellings of one name share: an acronym and the full name are the same actor."""
    folded = name.casefold()
    return _aliases().get(folded, folded)


_CORE = ("force", "negated", "background", "said_by", *ACTING, *DATED)


def score_cases(
    cases: Iterable[Case], read: Callable[[Document], Reading]
) -> tuple[dict[str, Tally], list[Outcome]]:
    """Read every case and count per kind; returns tallies by kind and the outcomes case by case."""
    tallies: dict[str, Tally] = {}
    outcomes = [compare(case, read(case.document)) for case in cases]
    for outcome in outcomes:
        for row in outcome.case.expected:
            tallies.setdefault(row.kind, Tally()).expected += 1
        for claim in [*(c for _, c, _ in outcome.pairs), *outcome.invented]:
            tallies.setdefault(claim.kind, Tally()).read += 1
        for row, _, fields in outcome.pairs:
            tally = tallies[row.kind]
            tally.found += 1
            tally.right += all(fields.get(name, True) for name in _CORE)
            tally.fields.update(name for name, agreed in fields.items() if agreed)
            tally.asked.update(fields.keys())
    return tallies, outcomes


def rates(tally: Tally, counted: int) -> tuple[float, float, float]:
    """Return precision, recall and F1 for a count of claims that agree."""
    precision = counted / tally.read if tally.read else 0.0
    recall = counted / tally.expected if tally.expected else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1


def score(path: Path, keep: Keep) -> dict[str, Any]:
    """Score the claims read from a folder of cases, kind by kind; a prediction is a claim with its case."""
    from servanda.read import read_document
    from servanda.text.tokens import load_parser

    codebook, parser = load(), load_parser()
    tallies, outcomes = score_cases(
        load_cases(path), lambda document: read_document(document, codebook, parser)
    )
    for outcome in outcomes:
        for claim in (*(claim for _, claim, _ in outcome.pairs), *outcome.invented):
            keep({"case": outcome.case.path.name, "claim": msgspec.to_builtins(claim)})
    scores: dict[str, Any] = {"cases": len(outcomes)}
    for kind, tally in sorted(tallies.items()):
        found, right = rates(tally, tally.found), rates(tally, tally.right)
        scores[kind] = {"expected": tally.expected, "read": tally.read}
        scores[kind] |= {f"found_{n}": round(100 * rate, 1) for n, rate in zip(_RATES, found, strict=True)}
        scores[kind] |= {f"right_{n}": round(100 * rate, 1) for n, rate in zip(_RATES, right, strict=True)}
    return scores


_RATES = ("precision", "recall", "f1")
