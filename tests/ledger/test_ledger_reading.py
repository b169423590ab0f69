"""From the words of an agreement and of reports to days: reader, resolver and ledger together."""

from datetime import date
from functools import cache

import pytest

from servanda.codebook import load
from servanda.ledger import assess
from servanda.model import Document, Reading, digest_text
from servanda.read import read_document
from servanda.resolve import settle
from servanda.text.tokens import load_parser

AGREEMENT = """Agreement on the Interim Arrangements

1. The Transitional Period shall commence three months after the signing of this Agreement and shall last thirty-six months.

2. The Parties shall hold elections sixty days before the end of the Transitional Period.

3. The Government shall withdraw its forces from the valley within 30 days of the signing of this Agreement.

4. The Movement shall release all prisoners within ten days of the withdrawal of the Government forces from the valley.

5. The observers shall stay for five years, with automatic extension for further five-year periods unless a Party gives notice six months before the expiry of the term.

6. The Joint Commission shall report every 90 days.

7. The Commission shall complete the census by the end of the 30th month of the Transitional Period, in line with the Census Act, 2012.

8. The Ministry shall amend the Press Act, 2009.
"""
REPORT = "BARAL - The Transitional Period began on 1 July 2021. On 5 March 2024 the parties extended the Transitional Period by 24 months."


@cache
def read(text: str, kind: str, published: str) -> Reading:
    document = Document(
        id=digest_text(text), kind=kind, title="Agreement on the Interim Arrangements" if kind == "agreement" else "Report",
        publisher="Text", stake="unknown", published=published, published_basis="given", language="en", received=None, text=text,
    )  # fmt: skip
    return read_document(document, load(), load_parser())


def stand(as_of: str, *readings: Reading) -> dict:
    codebook = load()
    settlement = settle(readings, codebook)
    board = assess(settlement.records, settlement.ties, readings, codebook, date.fromisoformat(as_of))
    return {one.act: one for one in board}


@pytest.fixture(scope="module")
def agreement() -> Reading:
    return read(AGREEMENT, "agreement", "2021-03-12")


@pytest.fixture(scope="module")
def report() -> Reading:
    return read(REPORT, "report", "2024-03-08")


def test_before_anything_has_happened(agreement):
    found = stand("2021-03-20", agreement)
    assert found["withdraw forces"].deadline.edtf == "2021-04-11"
    assert found["hold elections"].deadline.edtf is None
    assert found["release prisoners"].clock == "anchor-pending"
    assert found["complete census"].deadline.form == "day-n"
    assert any("2023-12-11" in reason for reason in found["complete census"].reasons)


def test_a_term_with_notice_and_what_comes_again(agreement):
    found = stand("2021-03-20", agreement)
    term = found["stay"].deadline
    assert (term.edtf, term.notice) == ("2021-03-12/2026-03-12", "2025-09-12")
    again = next(one for act, one in found.items() if act.startswith("report"))
    assert (again.deadline.offset, again.deadline.edtf, again.clock) == ("R/P90D", None, "no-deadline")


def test_a_report_moves_what_hangs_on_the_period(agreement, report):
    found = stand("2024-04-01", agreement, report)
    assert found["complete census"].deadline.edtf == "2023-12-31"
    assert found["hold elections"].deadline.edtf == "2026-05-02"
    assert [one.edtf for one in found["hold elections"].deadline.extensions] == ["2024-05-02", "2026-05-02"]


def test_the_year_of_a_law_is_no_deadline(agreement):
    found = stand("2021-03-20", agreement)
    act = next(one for one in found if one.startswith("amend"))
    assert (found[act].deadline.form, found[act].deadline.edtf) == ("none", None)
