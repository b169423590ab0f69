"""Given the example reports and the reference settlements, the board shows on five days how each point stood."""

from datetime import date
from pathlib import Path

import msgspec
import pytest
from expected import find_commitment, load_rows

from servanda.batch.reader import make_loader
from servanda.batch.run import read_sources
from servanda.batch.settlements import keep_process
from servanda.batch.single import draw
from servanda.codebook import load
from servanda.intake import gather
from servanda.reference import list_processes, load_process
from servanda.store import Record

ROOT = Path(__file__).resolve().parents[2]

NOT_YET = {
    "2021-03-02 2021-01-11 3b": "a month from 30 January is counted to 28 February, not into March",
    "2022-12-31 2020-11-09 4b": "no report of 2022 has Armenia say that the withdrawal is complete; it says so in 2023",
    "2022-12-31 2021-11-26 1": "a word on a statement as a whole is not passed on to its points",
    "2022-12-31 2022-11-02 b": "'the talks began on 7 November' does not say who talked",
    "2024-07-01 2022-11-12 d": "who is present, or still there, is not read as a word on a withdrawal",
}
"""Rows that the board does not show yet, with the reason."""


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    """Return the path of a record with all examples and all reference settlements."""
    path = tmp_path_factory.mktemp("boards") / "r.sqlite"
    book = load()
    with Record.open(path) as kept:
        for outcome in read_sources(
            gather([str(ROOT / "examples")]), make_loader(), codebook=book, record=kept
        ):
            assert outcome.status == "read", outcome.error
        for file in list_processes():
            assert keep_process(load_process(file, book), book, kept)[0] > 0
    return path


@pytest.fixture(scope="module")
def boards(record):
    """Return a function from a day to its commitments and the days on which agreements were signed."""
    with Record.open(record) as kept:
        readings, verdicts = tuple(kept.readings()), tuple(kept.verdicts())
    drawn = {}

    def show(day):
        if day not in drawn:
            picture = draw(readings, load(), as_of=date.fromisoformat(day), verdicts=verdicts)
            drawn[day] = (
                [msgspec.to_builtins(one) for one in picture.records.commitments],
                {agreement.id: agreement.signed for agreement in picture.records.agreements},
            )
        return drawn[day]

    return show


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(
            row,
            id=row.key,
            marks=[pytest.mark.xfail(strict=True, reason=NOT_YET[row.key])] if row.key in NOT_YET else [],
        )
        for row in load_rows()
    ],
)
def test_the_board_shows_what_the_tables_say(row, boards):
    assert row.list_wrong(find_commitment(*boards(row.day), row)) == []


def test_every_reason_is_of_a_row_that_stands_in_the_table():
    assert NOT_YET.keys() <= {row.key for row in load_rows()}


def test_no_report_of_one_settlement_speaks_of_a_commitment_of_another(record, boards):
    with Record.open(record) as kept:
        paths = {one.document: one.path or "" for one in kept.sightings()}
        coded = {
            claim.id: claim.cue.rule.removeprefix("processes/").partition("#")[0]
            for claim in kept.claims(kind="commitment")
            if claim.coder.startswith("reference@")
        }
    commitments, _ = boards("2024-07-01")
    seen = 0
    for one in commitments:
        settlements = {coded[claim] for claim in one["claims"] if claim in coded}
        for evidence in one["evidence"] if settlements else ():
            assert {Path(paths[evidence["document"]]).parent.name} == settlements, (
                one["act"],
                evidence["quote"],
            )
            seen += 1
    assert seen > 50


def test_outcomes_stand_in_reports_and_never_in_the_reference_files(record):
    with Record.open(record) as kept:
        kinds = {claim.kind for claim in kept.claims() if claim.coder.startswith("reference@")}
    assert kinds == {"agreement", "commitment"}


def test_each_point_is_one_commitment(boards):
    commitments, signed = boards("2024-07-01")
    pointed = [(signed.get(one["agreement"]), one["point"]) for one in commitments if one["point"]]
    points = sum(
        len(agreement.points) for file in list_processes() for agreement in load_process(file).agreements
    )
    assert len(pointed) == len(set(pointed)) == points
