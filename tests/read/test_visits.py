"""Who visits and receives whom, and what only looks like a visit."""

import pytest

from servanda.bench.sentences import read_claims

MET = [
    "The foreign minister of Uganda flew to Beijing on Thursday.",
    "The president of Uganda wound up a three-day stay in Chad.",
    "Uganda's defence minister toured a camp in Helmand.",
    "Uganda welcomed the visiting Chadian delegation.",
    "Oman rolled out the red carpet for the president of Uganda.",
    "The Ugandan president was greeted at the airport by the king of Jordan.",
    "The foreign minister of Uganda called the Chadian president to discuss the river.",
    "Uganda discussed the price of gas with Chadian officials on Monday.",
    "Oman launched a fresh mediation effort between Uganda and Chad.",
]
NOT_MET = [
    "The president of Uganda toured a school in Kampala.",
    "Ugandan soldiers arrived in Goma on Friday.",
    "Uganda welcomed the decision of the tribunal.",
    "The foreign minister of Uganda called the Chadian president a liar.",
]


@pytest.mark.parametrize("text", MET)
def test_a_guest_and_a_host_of_different_sides_meet(text: str) -> None:
    meetings = [c for c in read_claims(text) if c.kind == "meeting"]
    assert [m.force for m in meetings] == ["asserted"]


@pytest.mark.parametrize("text", NOT_MET)
def test_no_meeting(text: str) -> None:
    assert [c.cue.text for c in read_claims(text) if c.kind == "meeting"] == []
