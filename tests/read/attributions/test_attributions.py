"""Who says what by which words: sources, cues and contents in sentences of our own."""

import pytest

from servanda.read.attributions import find_attributions
from servanda.text.tokens import load_parser


def find(*paragraphs):
    """Return (source, cue, content) as words; pieces are joined by ' … '."""
    text = "\n\n".join(paragraphs)
    parser = load_parser()
    parts, at = [], 0
    for paragraph in paragraphs:
        parts.append((at, parser(paragraph)))
        at += len(paragraph) + 2

    def words(spans):
        return " … ".join(text[start:end] for start, end in spans)

    return [
        (words(a.source), words(a.cue), words(a.content))
        for a in find_attributions(text, parts, parser.vocab.strings)
    ]


def test_a_verb_of_speech_with_a_clause():
    assert find("The mediator said that both delegations had left the hotel.") == [
        ("The mediator", "said", "that both delegations had left the hotel")
    ]


def test_the_speaker_behind_a_quotation_and_what_follows_it():
    found = find(
        "“We will not sign this draft,” said Anna Berg, who leads the delegation. “It leaves the prisoners out.”"
    )
    assert len(found) == 1
    source, cue, content = found[0]
    assert source.startswith("Anna Berg")
    assert cue == "said"
    assert "We will not sign this draft" in content
    assert "It leaves the prisoners out" in content


def test_a_quotation_broken_by_its_speaker():
    (found,) = find(
        "“The truce,” the general told reporters, “has held for nine days in the northern districts.”"
    )
    assert found[0] == "the general"
    assert found[2].startswith("“The truce,”")
    assert found[2].endswith("in the northern districts.”")
    assert "general" not in found[2]


def test_according_to():
    (found,) = find(
        "The last convoy crossed the river before dawn, according to two officials of the commission."
    )
    assert found[0] == "two officials of the commission"
    assert found[1] == "according to"
    assert found[2] == "The last convoy crossed the river before dawn"


def test_a_claim_as_a_noun():
    found = find("The army rejected the rebels' claim that its soldiers had burnt the village.")
    assert any("that its soldiers had burnt the village" in content for _, _, content in found)


def test_who_wants_and_who_believes_is_found_as_well():
    (wanted,) = find("The council wants the border commission to meet again in spring.")
    assert wanted[0] == "The council"
    assert wanted[1] == "wants"
    (believed,) = find("Many villagers believe that the mines were laid years ago.")
    assert believed[:2] == ("Many villagers", "believe")


def test_one_attribution_inside_the_source_of_another():
    found = find("The governor, who believes that the war is over, said the schools would open.")
    assert {cue: content for _, cue, content in found} == {
        "believes": "that the war is over",
        "said": "the schools would open",
    }


def test_a_headline_with_a_colon():
    found = find(
        "Envoy: Talks on the border will resume in June", "The envoy spoke on Monday in the capital."
    )
    assert ("Envoy", ":", "Talks on the border will resume in June") in found


def test_a_quotation_signed_with_a_dash():
    found = find("“They took our keys and never gave them back.” — Lena Hart, a shopkeeper")
    assert found == [
        ("Lena Hart, a shopkeeper", "—", "“They took our keys and never gave them back.”"),
    ]


def test_a_transcript_and_a_turn_over_two_paragraphs():
    found = find(
        "“BERG: Will the commission meet in May?",
        "“OKELLO: It will, if the road is open.",
        "“And we shall bring the maps.",
        "“(LAUGHTER)",
    )
    assert found == [
        ("BERG", ":", "Will the commission meet in May?"),
        ("OKELLO", ":", "It will, if the road is open. … And we shall bring the maps."),
    ]


def test_a_dash_inside_a_sentence_signs_nothing():
    found = find("“They took our keys” — and nobody came back to ask for them, the shopkeeper said.")
    assert all(cue != "—" for _, cue, _ in found)


@pytest.mark.parametrize(
    "text", ["Two trucks crossed the bridge at noon.", "Rain fell on the valley for three days.", ""]
)
def test_plain_narration_attributes_nothing(text):
    assert find(text) == []


def test_spans_are_slices_and_roles_stay_apart():
    text = "Officials said the road was open, but drivers said they had been turned back."
    parser = load_parser()
    for attribution in find_attributions(text, [(0, parser(text))], parser.vocab.strings):
        spans = [*attribution.source, *attribution.cue, *attribution.content]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(text[start:end].strip() == text[start:end] for start, end in spans)


def test_an_offset_only_shifts_the_spans():
    parser = load_parser()
    line = "The governor announced that the checkpoints would close."
    (here,) = find_attributions(line, [(0, parser(line))], parser.vocab.strings)
    text = "\n" * 7 + line
    (there,) = find_attributions(text, [(7, parser(line))], parser.vocab.strings)
    assert [(s + 7, e + 7) for s, e in (*here.source, *here.cue, *here.content)] == [
        *there.source,
        *there.cue,
        *there.content,
    ]
