"""How marked words are meant and who says so: passages of ours on promises, charges, threats, conditions and history."""

from pathlib import Path

import pytest
import yaml

from servanda.bench.judged import agree, describe, take_marks
from servanda.codebook import load
from servanda.model import Document, digest_text
from servanda.read.judge import judge_words
from servanda.text.tokens import load_parser

ROWS = yaml.safe_load((Path(__file__).parent / "judged.yaml").read_text(encoding="utf-8"))
PUBLISHED = "2024-05-10"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:40])
def test_marked_words_are_judged_as_a_careful_reader_takes_them(row):
    plain, marks = take_marks(row["text"])
    document = Document(
        id=digest_text(plain), language="en", text=plain, published=PUBLISHED, published_basis="given"
    )
    judged = judge_words(document, load(), load_parser(), list(marks.values()))
    for number, found in zip(marks, judged, strict=True):
        force, flags, speaker = row[number]
        said = describe(found)
        assert (found.force, found.negated, found.background) == (force, "n" in flags, "b" in flags), number
        assert agree("said_by", speaker, said["said_by"]), (number, said["said_by"])


def test_every_force_and_flag_is_there():
    answers = [answer for row in ROWS for number, answer in row.items() if number != "text"]
    assert len({force for force, _, _ in answers}) == 7
    assert any("n" in flags for _, flags, _ in answers)
    assert any("b" in flags for _, flags, _ in answers)
