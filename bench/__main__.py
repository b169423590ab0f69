"""What the reader gets right on the cases, and what it costs. `python -m bench [cases] [speed] [cold] [--show]`."""

import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from servanda.bench.cases import Outcome, Tally, load_cases, rates, score_cases
from servanda.bench.speed import measure_speed
from servanda.codebook import load
from servanda.read import read_document
from servanda.text.tokens import load_parser

ROOT = Path(__file__).resolve().parents[1]
SETS = {"1-36": (1, 36), "37-72": (37, 72), "73-96": (73, 96), "97-112": (97, 112)}
console = Console(width=None if sys.stdout.isatty() else 110)


def read(document):
    return read_document(document, load(), load_parser())


def bench_cases(show: bool) -> None:
    cases = load_cases(ROOT / "tests" / "cases")
    for name, (first, last) in SETS.items():
        chosen = [c for c in cases if first <= int(c.path.name.split("-")[0]) <= last]
        tallies, outcomes = score_cases(chosen, read)
        console.print(table_cases(f"cases {name} ({len(chosen)} texts)", tallies))
        if show:
            for outcome in outcomes:
                show_outcome(outcome)
    tallies, _ = score_cases(cases, read)
    console.print(table_cases(f"all {len(cases)} cases", tallies))
    console.print(
        "[dim]found: kind, code and place in the text agree · right: force, negation, background, speakers, "
        "actors, date or deadline agree too[/dim]"
    )


def table_cases(title: str, tallies: dict[str, Tally]) -> Table:
    table = Table(title=title, title_justify="left")
    for column in ("kind", "expected", "read", "found P", "R", "F1", "right P", "R", "F1"):
        table.add_column(column, justify="left" if column == "kind" else "right")
    total = Tally()
    for kind, tally in sorted(tallies.items()):
        add_row(table, kind, tally)
        total.expected += tally.expected
        total.read += tally.read
        total.found += tally.found
        total.right += tally.right
    table.add_section()
    add_row(table, "all", total)
    return table


def add_row(table: Table, name: str, tally: Tally) -> None:
    figures = [
        f"{100 * rate:.1f}" for counted in (tally.found, tally.right) for rate in rates(tally, counted)
    ]
    table.add_row(name, str(tally.expected), str(tally.read), *figures)


def show_outcome(outcome: Outcome) -> None:
    name = outcome.case.path.name
    for row, claim, fields in outcome.pairs:
        wrong = [field for field, agreed in fields.items() if not agreed]
        if wrong:
            console.print(
                f"{name}:{row.line}: {row.kind} {row.code} “{row.words}”: {', '.join(wrong)} ({claim.cue.rule})"
            )
    for row in outcome.missed:
        console.print(f"{name}:{row.line}: missed {row.kind} {row.code} “{row.words}”")
    for claim in outcome.invented:
        console.print(f"{name}: invented {claim.kind} {claim.code} “{claim.cue.text}” ({claim.cue.rule})")


def bench_speed() -> None:
    from servanda.bench.speed import load_documents

    speed = measure_speed(load_documents(ROOT / "examples"), read, load_parser())
    console.print(
        f"speed: {speed.documents} reports, {speed.words:,} words: reading {speed.read_seconds:.2f} s, bare parse "
        f"{speed.parse_seconds:.2f} s, ratio {speed.ratio:.2f} (aim 1.25 or less); "
        f"{speed.words / speed.read_seconds:,.0f} words/s, {speed.documents / speed.read_seconds:.1f} reports/s, "
        f"peak {speed.peak_megabytes:.0f} MB"
    )


def bench_cold() -> None:
    model = [sys.executable, "-c", "from servanda.text.tokens import load_parser; load_parser()"]
    report = next((ROOT / "examples").rglob("*.txt"))
    one = [sys.executable, "-m", "servanda.cli", "read", str(report), "--json"]
    help_ = [sys.executable, "-m", "servanda.cli", "--help"]
    seconds = {
        name: min(run(command) for _ in range(3))
        for name, command in (("model", model), ("one", one), ("help", help_))
    }
    console.print(
        f"cold: one report {seconds['one']:.2f} s, the language model alone {seconds['model']:.2f} s, ratio "
        f"{seconds['one'] / seconds['model']:.2f} (aim 1.5 or less); --help {seconds['help']:.2f} s"
    )


def run(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    asked = {a for a in sys.argv[1:] if not a.startswith("-")} or {"cases", "speed", "cold"}
    if "cases" in asked:
        bench_cases("--show" in sys.argv)
    if "speed" in asked:
        bench_speed()
    if "cold" in asked:
        bench_cold()


if __name__ == "__main__":
    main()
