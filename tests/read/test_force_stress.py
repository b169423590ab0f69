"""Force, negation and background on sentences of ours, written with what is right before they were first read."""

from pathlib import Path

import pytest
import yaml

from servanda.codebook import load
from servanda.read.qualify import Qualify
from servanda.text.tokens import load_parser

ROWS = yaml.safe_load((Path(__file__).parent / "force_stress.yaml").read_text(encoding="utf-8"))
PUBLISHED = "2024-05-10"

# What the reader does not manage today: the text, and why.
TODAY = {
    "The two armies managed to exchange 40 prisoners on Thursday.": "an exchange of prisoners is read as promised",
    "Accusations that the army tortured prisoners were raised in Geneva.": "the parser takes 'tortured' for a participle",
    "The minister said the rebels had killed nine farmers, and the rebels said the army had killed them.": "sides without names",
    "The garrison has yet to leave the port.": "'not-started' says it already",
    "The parties agreed not to attack civilians.": "a prohibition says it already",
    "Under a deal brokered by Qatar, M23 is to withdraw from Walikale.": "what a deal says is agreed",
    "A planned withdrawal from the valley was put on hold.": "a suspension is asserted",
    "The draft foresees that both armies would withdraw behind the river.": "the parser splits the clause",
    "The junta approved the deployment of three battalions.": "an approval is read for itself",
    "An offer by Oman to host talks was welcomed in Aden.": "the parser hangs 'to host' on Oman",
    "Once the gunmen leave, the army will release the detainees.": "'once' opens a time",
}


def judge(row, read):
    """Return (force, negated, background) as claimed, by the engine where there is no claim, and what is right."""
    right = (row["force"], "n" in row["flags"], "b" in row["flags"])
    at = row["text"].index(row["word"])
    claims = [
        c
        for c in read(row["text"], PUBLISHED).claims
        if c.cue.span[0] <= at < c.cue.span[1] and c.kind != "position"
    ]
    if claims:
        claim = min(claims, key=lambda c: (abs(c.cue.span[0] - at), c.cue.span[1]))
        return (claim.force, claim.negated, claim.background), right
    body = next(part for part in row["text"].split("\n\n") if row["word"] in part)
    token = next(t for t in load_parser()(body) if t.text == row["word"])
    qualified = Qualify(load()).qualify(token)
    return (qualified.force, qualified.negated, right[2]), right


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['word']}-{row['force']}-{row['text'][:30]}")
def test_a_word_is_meant_as_a_careful_reader_takes_it(row, read):
    found, right = judge(row, read)
    if row["text"] in TODAY:
        assert found != right, "the mark in TODAY no longer holds: take it out"
        pytest.xfail(TODAY[row["text"]])
    assert found == right


def test_all_forces_and_both_flags_are_spread():
    forces = [row["force"] for row in ROWS]
    assert min(forces.count(force) for force in set(forces)) >= 10
    assert len(set(forces)) == 7
    assert sum("n" in row["flags"] for row in ROWS) >= 30
    assert sum("b" in row["flags"] for row in ROWS) >= 20
