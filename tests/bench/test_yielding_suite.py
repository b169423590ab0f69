"""Own sentences on withdrawals, releases, truces and their announcements, on who acts, and on wars that no list knows."""

from pathlib import Path

import pytest

from servanda.bench import actors, declared, quiet
from servanda.bench.sentences import read_claims
from servanda.bench.tables import load_rows

HERE = Path(__file__).resolve().parent


def test_ways_of_yielding_are_read():
    rows = load_rows(HERE / "yielding.tsv", ("id", "text", "code"))
    missed = []
    for row in rows:
        found = declared.predict(row["text"])
        forces = row["force"].split("/")
        if found["code"] != row["code"] or ("*" not in forces and found["force"] not in forces):
            missed.append(row["text"])
    assert len(missed) <= 0.2 * len(rows), missed


def test_sides_are_named():
    rows = load_rows(HERE / "sides.tsv", ("id", "text", "code"))
    missed = []
    for row in rows:
        found = actors.predict(row["text"])
        sides = [set(found["actors"]), set(found["recipients"])]
        wanted = [{n.strip() for n in row[k].split(";") if n.strip()} for k in ("actors", "recipients")]
        if found["code"] != row["code"] or sides != wanted:
            missed.append(row["text"])
    assert len(missed) <= 0.35 * len(rows), missed


@pytest.mark.parametrize(
    "text",
    [
        "The Zorvan Front shelled Kelmor.",
        "Kelmor shelled Zorvan.",
        "Rebels from Zorvan seized the bridge.",
        "Zorvan militiamen attacked the bridge at Kelmor.",
        "The guerrillas released two prisoners.",
        "Peacekeepers withdrew from Kelmor.",
        "Kelmor declared a ceasefire.",
        "The mediators urged Zorvan to leave the valley.",
        "Zorvan and Kelmor declared a truce.",
        "The captives were released in Kelmor.",
        "The Kelmor insurgents laid down their rifles.",
        "Armed men attacked Kelmor.",
    ],
)
def test_a_war_that_no_list_knows_is_read(text):
    assert [claim for claim in read_claims(text) if claim.kind in quiet.LOUD]
