"""The JSON is that of RECORD.md §5, key by key."""

import json

import msgspec
import sample_records as sample

from servanda.export.lines import describe_issue, write_array, write_reading
from servanda.model import Claim

LINE = write_reading(sample.READING, sample.RECORDS)
OBJECT = json.loads(LINE)


def test_one_line_a_document():
    assert LINE.endswith(b"\n")
    assert LINE.count(b"\n") == 1
    assert list(OBJECT) == ["document", "claims", "records", "issues"]


def test_document_has_no_text():
    assert list(OBJECT["document"])[:7] == [
        "id", "kind", "title", "publisher", "published", "published_basis", "language",
    ]  # fmt: skip
    assert "text" not in OBJECT["document"]


def test_claim_has_its_keys_in_order_and_its_quote():
    claim = OBJECT["claims"][0]
    assert list(claim) == [
        "id", "kind", "code", "force", "negated", "background", "roles", "said_by", "span", "quote", "coder",
        "codebook", "mode", "contexts", "cue",
    ]  # fmt: skip
    assert list(claim["roles"]["participant"][0]) == ["text", "value", "span", "inferred"]
    for described in OBJECT["claims"]:
        start, end = described["span"]
        assert described["quote"] == sample.TEXT[start:end]
        for values in [*described["roles"].values(), described["said_by"]]:
            for value in values:
                start, end = value["span"]
                assert value["text"] == sample.TEXT[start:end]


def test_claims_come_back_as_they_were():
    for described, claim in zip(OBJECT["claims"], sample.READING.claims, strict=True):
        described.pop("quote")
        assert msgspec.convert(described | {"document": claim.document}, Claim) == claim


def test_records_have_id_claims_and_nulls():
    assert list(OBJECT["records"]) == ["actors", "agreements", "commitments", "meetings", "events"]
    meeting = OBJECT["records"]["meetings"][0]
    assert (meeting["id"], meeting["claims"], meeting["place"], meeting["participants"]) == (
        "M-2222222222",
        [],
        None,
        [],
    )
    actor = OBJECT["records"]["actors"][0]
    assert actor["positions"] == [
        {"office": "Minister of Foreign Affairs", "of": "Russia", "from": "2022-09-05", "to": "2022-09-05"}
    ]
    evidence = OBJECT["records"]["commitments"][0]["evidence"][0]
    assert {"says", "said_by", "stake", "as_at", "published", "quote", "document"} <= set(evidence)


def test_issues():
    issue = OBJECT["issues"][0]
    assert (issue["code"], issue["span"]) == ("date-without-anchor", list(sample.ISSUE.span))
    assert describe_issue(sample.ISSUE, sample.DOCUMENT)["quote"] == "the end of the month"


def test_arrays():
    assert write_array([]) == b"[]\n"
    array = write_array(sample.RECORDS.meetings)
    assert [item["id"] for item in json.loads(array)] == ["M-2222222222", "M-1111111111"]
    assert array.count(b"\n") == 4
