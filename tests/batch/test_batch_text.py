"""The door for programs."""

import subprocess
import sys

import pytest

import servanda


def test_a_text_is_read_in_one_call():
    text = "Defence Minister Ana Ruiz of Peru met her Chilean counterpart Luis Soto in Lima on Monday."
    reading = servanda.read_text(text, published="2024-03-06", publisher="Example Wire")
    (meeting,) = [claim for claim in reading.claims if claim.kind == "meeting"]
    assert meeting.values("place") == ["Lima"]
    assert meeting.values("date") == ["2024-03-04"]
    assert "Luis Soto" in meeting.values("participant")
    assert reading.document.publisher == "Example Wire"


def test_every_public_name_is_there():
    for name in servanda.__all__:
        assert getattr(servanda, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        servanda.nothing  # noqa: B018


def test_importing_servanda_loads_nothing_heavy():
    code = "import sys, servanda; print([m for m in ('spacy', 'sqlalchemy', 'numpy', 'trafilatura') if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
