"""The way back: carets stand under the very words that they name."""

import io

import msgspec
import sample_records as sample
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from servanda.export.explain import describe_explanation, explain_record
from servanda.export.marks import Mark, underline
from servanda.export.trail import Trail
from servanda.model import Link

TRAIL = Trail([sample.READING], sample.RECORDS)


def explain(record, width=80, **options):
    console = Console(file=io.StringIO(), width=width)
    for part in explain_record(record, TRAIL, width, **options):
        console.print(part)
    return console.file.getvalue()


def test_from_record_to_document():
    shown = explain(sample.MEETING)
    order = ["Meeting  M-1111111111", "Claim 1 of 1", "MOSCOW (Sputnik)", "^^^^^", "participant", "cue",
             "“held talks”  rule meeting-CONSULT#hold talks", "servanda-en@0.1.0 with plover-settlement@2026.1",
             "Ministers meet · Sputnik (media)", "2022-09-05, as given when it was read", "received"]  # fmt: skip
    at = 0
    for words in order:
        at = shown.index(words, at)
    assert "inferred: from an office" in shown
    assert " ".join(shown.split()).count("not stated") == 1
    assert "not stated:    medium, host, frameworks, outcome, fulfils" in shown


def test_long_names_of_fields_stay_whole_and_a_prohibition_is_said_as_one():
    shown = explain(sample.AGREEMENT)
    assert "    signature state " in shown
    assert "must not withdraw troops" in explain(msgspec.structs.replace(sample.BARE, kind="prohibition"))


def test_commitment_says_why():
    assert "partly: 17 of 50 is below half, so 1" in explain(sample.COMMITMENT)


def test_words_on_a_commitment_are_shown_too():
    evidence = msgspec.structs.replace(sample.COMMITMENT.evidence[0], claim="a" * 16)
    told = msgspec.structs.replace(sample.COMMITMENT, evidence=[evidence])
    assert "A word on it: partly" in explain(told)
    assert [word["says"] for word in describe_explanation(told, TRAIL)["words"]] == ["partly"]


def test_links_say_why_claims_are_one_record():
    link = Link(
        left="a" * 16,
        right="b" * 16,
        judgement="same",
        reasons=("same day",),
        by="resolve@1",
        at="2022-09-06T00:00:00Z",
    )
    both = type(sample.MEETING)(id="M-3", claims=["a" * 16, "b" * 16], state="held")
    assert "same day (by resolve@1" in explain(both, links=[link])
    assert len(describe_explanation(both, TRAIL, [link])["claims"]) == 2
    assert "Why these claims" not in explain(sample.MEETING, links=[link])


def test_many_claims_are_cut():
    both = type(sample.MEETING)(id="M-3", claims=["a" * 16, "b" * 16], state="held")
    assert "1 more claims; show them with --all" in explain(both, limit=1)


def test_carets_stand_under_their_words():
    text = "Lavrov met Mirzoyan in Moscow."
    lines = underline(text, (0, len(text)), [Mark((0, 6), "participant"), Mark((7, 10), "cue"), Mark((11, 19), "participant")], 40)  # fmt: skip
    assert [line.text for line in lines] == [
        "Lavrov met Mirzoyan in Moscow.",
        "^^^^^^",
        "participant",
        "       ^^^ ^^^^^^^^",
        "       cue participant",
    ]


def test_names_of_words_at_the_end_of_a_line_stay_within_it():
    text = "They met in Sochi now"
    mark = Mark((18, 21), "participant, level")
    lines = underline(text, (0, len(text)), [Mark((12, 17), "place"), mark], 24)
    assert [line.text for line in lines] == [
        text,
        "            ^^^^^",
        "            place",
        "                  ^^^",
        "      participant, level",
    ]


@given(
    st.text(alphabet="ab cdé\n中 ", min_size=1, max_size=120),
    st.lists(st.tuples(st.integers(0, 119), st.integers(1, 30)), max_size=5),
    st.integers(10, 60),
)
def test_every_word_is_printed_and_pointed_at(text, starts, width):
    marks = [
        Mark((start, min(start + length, len(text))), "r") for start, length in starts if start < len(text)
    ]
    lines = underline(text, (0, len(text)), marks, width)
    printed = "".join(line.text for line in lines if line.kind == "words")
    assert "".join(printed.split()) == "".join(text.split())
    carets = sum(line.text.count("^") for line in lines if line.kind == "carets")
    visible = [mark for mark in marks if text[slice(*mark.span)].strip()]
    assert carets >= len(visible)
