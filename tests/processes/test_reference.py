"""Reference settlements: what a file must say, and the notes with claims that come of it."""

import msgspec
import pytest

from servanda.batch.settlements import keep_process
from servanda.codebook import load
from servanda.codebook.files import CodebookError
from servanda.reference import check_process, compose, find_process, list_processes, load_process
from servanda.store import Record

FILE = """
name: lake
label: "The lake: a made-up settlement"
coder: anna
version: "1"
agreements:
  - id: ford
    title: Ford declaration
    type: declaration
    signed: "2019-03-04"
    signature_state: signed
    parties: [Chad, Niger]
    sources: [{publisher: Lake Office, title: Text of the declaration, date: "2019-03-04"}]
    points:
      - point: "1"
        text: Chad hands the island over to Niger.
        act: hand over island
        obligors: [Chad]
        beneficiaries: [Niger]
        topic: territory/return
        deadline: {text: within 30 days of the signing, form: after-signature, offset: P30D, counts: within, verified: false}
      - point: "2"
        text: The fishing boats are given back; the text does not say by whom.
        act: return boats
"""


@pytest.fixture
def write(tmp_path):
    """Return a function that writes the file with some words replaced."""

    def run(old="", new=""):
        assert old in FILE
        path = tmp_path / "lake.yaml"
        path.write_text(FILE.replace(old, new, 1) if old else FILE)
        return path

    return run


def claims_of(path):
    return [claim for reading in compose(load_process(path), "book@1") for claim in reading.claims]


@pytest.mark.parametrize("path", list_processes(), ids=lambda path: path.stem)
def test_the_bundled_settlements_hold_together(path):
    assert check_process(path, load()) == []
    assert load_process(path).name == path.stem


@pytest.mark.parametrize("path", list_processes(), ids=lambda path: path.stem)
def test_every_claim_and_value_rests_on_words_of_its_note(path):
    for reading in compose(load_process(path), "book@1"):
        text = reading.document.text
        assert reading.document.kind == "note"
        for claim in reading.claims:
            assert text[slice(*claim.cue.span)] == claim.cue.text
            for values in claim.roles.values():
                for value in values:
                    assert text[slice(*value.span)] == value.text
                    assert claim.span[0] <= value.span[0] <= value.span[1] <= claim.span[1]


def test_what_the_text_does_not_say_is_left_out_and_said_so(write):
    boats = claims_of(write())[-1]
    assert "obligor" not in boats.roles and "deadline" not in boats.roles
    (reading,) = compose(load_process(write()), "book@1")
    assert "Who: not stated" in reading.document.text and "Deadline: none stated" in reading.document.text


def test_what_is_not_verified_says_so_in_the_note_and_in_the_claim(write):
    (reading,) = compose(load_process(write()), "book@1")
    island = reading.claims[-2]
    assert "not verified" in reading.document.text[slice(*island.span)]
    assert island.roles["deadline-offset"][0].inferred
    assert island.roles["obligor"][0].inferred is None


def test_claims_carry_their_coder_with_the_version(write):
    assert {claim.coder for claim in claims_of(write())} == {"anna@1"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("coder: anna", "coder: servanda-en", "name who coded by hand"),
        ("coder: anna", "coder: model:big", "name who coded by hand"),
        ('"2019-03-04"\n    sig', '"4 March"\n    sig', "is no date"),
        ("signature_state: signed", "signature_state: sealed", "choose one of: agreed, initialled, signed, unclear"),
        ("parties: [Chad, Niger]", "parties: []", "length >= 1"),
        ('point: "2"', 'point: "1"', "stands twice"),
        ("topic: territory/return", "topic: islands", "no topic of the codebook"),
        ("offset: P30D", "offset: 30 days", "ISO 8601"),
        (", offset: P30D", "", "add offset"),
        ("form: after-signature, offset: P30D", "form: absolute", "add edtf"),
        ("form: after-signature, offset: P30D", "form: after-event, offset: P30D", "add anchor"),
        ("act: return boats", "acts: return boats", "unknown field"),
        ("    sources:", "    refers: [{relation: amends, agreement: reef}]\n    sources:", "no agreement above is called"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named_with_its_line(write, old, new, said):
    path = write(old, new)
    (error,) = check_process(path, load())
    assert said in str(error)
    assert str(error).startswith(f"{path}:")
    with pytest.raises(CodebookError):
        load_process(path, load())


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(CodebookError, match="choose one of: nagorno-karabakh, serbia-kosovo, tigray"):
        find_process("atlantis")


def test_loading_twice_adds_nothing_and_another_wording_outvotes_the_first(write, tmp_path):
    book = load()

    def count(kept):
        rejected = {verdict.target for verdict in latest(kept) if verdict.ruling == "reject"}
        claims = [claim for claim in kept.claims(kind="commitment") if f"claim:{claim.id}" not in rejected]
        return len(claims)

    def latest(kept):
        return {verdict.target: verdict for verdict in kept.verdicts()}.values()

    with Record.open(tmp_path / "r.sqlite") as kept:
        assert keep_process(load_process(write()), book, kept) == (1, 0)
        assert keep_process(load_process(write()), book, kept) == (0, 0)
        assert count(kept) == 2
        other = load_process(write("act: return boats", "act: return nets"))
        assert keep_process(other, book, kept) == (1, 3)
        assert count(kept) == 2
        assert keep_process(load_process(write()), book, kept) == (0, 3)
        assert count(kept) == 2


def test_a_settlement_comes_back_from_its_shape(write):
    process = load_process(write())
    assert msgspec.convert(msgspec.to_builtins(process), type(process)) == process
