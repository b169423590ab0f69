"""Abbreviations are those that a text explains, by the initials of the words before."""

import pytest

from servanda.text.abbreviations import list_abbreviations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Joint Harbour Board (JHB) met.", [("JHB", "Joint Harbour Board")]),
        ("the Commission for Truth and Repair (CTR)", [("CTR", "Commission for Truth and Repair")]),
        ("a Dredging and Pilots Fund, DPF, and its staff", [("DPF", "Dredging and Pilots Fund")]),
        ("The board met (see Annex B).", []),
        ("The harbour (JHB) met.", []),
    ],
)
def test_explained_abbreviations(text, found):
    assert list(list_abbreviations(text)) == found
