"""What holds of every reading, whatever the text says: spans, ids, words of the record, dates, JSON."""

import re
from collections import Counter
from typing import get_args

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sample_texts import CASES, EXAMPLES, ROOT, load_examples, load_texts, write_document

from servanda.codebook import load
from servanda.model import Claim, Document, Reading, digest_claim, digest_text, edtf
from servanda.model.issue import ISSUES
from servanda.model.kinds import CODES, Force
from servanda.read import CODER

TEXTS = load_texts()
SHORT = [document.text for document in TEXTS.values() if len(document.text) <= 700]
DATE_ROLES = ("date", "deadline", "until", "from", "to")


def list_roles() -> dict[str, set[str]]:
    """Return the roles of each kind as the table of docs/design.md has them."""
    design = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| (\w+) \| [^|]+ \| ([^|]+) \|$", design, re.MULTILINE)
    return {
        kind: {role.strip() for role in re.sub(r"\([^)]*\)", "", cell).split(",")}
        for kind, cell in table
        if kind in CODES
    }


def weak(names: dict[str, str]):
    """Return all texts as parameters; those named are expected to fail today, each for its reason."""
    return pytest.mark.parametrize(
        "document",
        [
            pytest.param(
                d, id=n, marks=[pytest.mark.xfail(strict=True, reason=names[n])] if n in names else []
            )
            for n, d in TEXTS.items()
        ],
    )


# What the reader does not manage today: the text, and why.
UNSAID_TODAY: dict[str, str] = {}
AHEAD_TODAY: dict[str, str] = {}

texts = pytest.mark.parametrize("document", TEXTS.values(), ids=TEXTS.keys())
examples = pytest.mark.parametrize("document", load_examples().values(), ids=load_examples().keys())
few = settings(
    max_examples=25, deadline=None, derandomize=True, database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip


def list_values(claim: Claim):
    """Yield every (where, value) of a claim: roles, then speakers."""
    for role, values in claim.roles.items():
        for value in values:
            yield role, value
    for value in claim.said_by:
        yield "said_by", value


def check_spans(document: Document, reading: Reading) -> None:
    """Every value, cue, claim and issue stands in the text, where it says it does."""
    text = document.text
    assert reading.document.text == text
    for claim in reading.claims:
        start, end = claim.span
        assert 0 <= start < end <= len(text), (claim.span, len(text))
        assert text[slice(*claim.cue.span)] == claim.cue.text
        assert claim.cue.text.strip()
        assert start <= claim.cue.span[0] < claim.cue.span[1] <= end, "a cue stands in its claim"
        for where, value in list_values(claim):
            assert 0 <= value.span[0] < value.span[1] <= len(text), (where, value)
            assert text[slice(*value.span)] == value.text, (where, value)
    for issue in reading.issues:
        assert 0 <= issue.span[0] <= issue.span[1] <= len(text), issue


def test_there_are_texts_to_read():
    assert len(TEXTS) == len(list(EXAMPLES.rglob("*.txt"))) + len(list(CASES.glob("[0-9]*.md")))
    assert len(load_examples()) >= 16
    assert len(SHORT) >= 20


@texts
def test_every_span_slices_back_to_its_words(document, read_once):
    check_spans(document, read_once(document))


@texts
def test_ids_are_unique_and_follow_from_the_content(document, read_once):
    claims = read_once(document).claims
    assert document.id == digest_text(document.text)
    assert [c for c, n in Counter(claim.id for claim in claims).items() if n > 1] == []
    for claim in claims:
        assert claim.id == digest_claim(
            document.id,
            claim.kind,
            claim.code,
            claim.span,
            claim.roles,
            claim.force,
            claim.negated,
            claim.said_by,
        )
        assert claim.document == document.id
        assert (claim.coder, claim.codebook) == (CODER, load().name)


@texts
def test_words_are_those_of_the_record(document, read_once):
    reading = read_once(document)
    for claim in reading.claims:
        assert claim.code in CODES[claim.kind]
        assert claim.force in get_args(Force)
        assert claim.cue.rule
        assert all(claim.roles.values()), "a role without fillers is left out"
        for where, value in list_values(claim):
            assert value.text.strip(), where
            assert value.value is None or value.value.strip(), where
            assert value.inferred is None or value.inferred.strip(), where
        speakers = [value.value for value in claim.said_by]
        assert None not in speakers
        assert len(set(speakers)) == len(speakers), "nobody stands twice in a chain of speakers"
    for issue in reading.issues:
        assert issue.code in ISSUES
        assert issue.message
        assert issue.document == document.id


def test_roles_are_those_of_the_design(read_once):
    """What the reader says and what docs/design.md promises are the same roles."""
    design = list_roles()
    assert set(design) == set(CODES)
    used = {
        (c.kind, role) for document in TEXTS.values() for c in read_once(document).claims for role in c.roles
    }
    assert {(kind, role) for kind, role in used if role not in design[kind]} == set()


@weak(UNSAID_TODAY)
def test_an_allegation_is_somebodys(document, read_once):
    text = document.text
    unsaid = [
        text[slice(*c.cue.span)] for c in read_once(document).claims if c.force == "alleged" and not c.said_by
    ]
    assert unsaid == []


@weak(AHEAD_TODAY)
def test_what_is_done_does_not_lie_ahead(document, read_once):
    """A meeting, act or status asserted as done, and all background, is not dated after the document."""
    reading = read_once(document)
    if reading.document.published is None:
        pytest.skip("no day of publication")
    published = edtf.upper(reading.document.published)
    for claim in reading.claims:
        done = (
            claim.force == "asserted" and not claim.negated and claim.kind in ("meeting", "event", "status")
        )
        for date in claim.values("date") if done or claim.background else ():
            lower = edtf.lower(date)
            assert lower is None or lower <= published, (
                claim.code,
                document.text[slice(*claim.cue.span)],
                date,
            )


@texts
def test_nobody_acts_on_himself(document, read_once):
    for claim in read_once(document).claims:
        assert not set(claim.values("actor")) & set(claim.values("recipient")), claim.cue


@texts
def test_dates_are_edtf(document, read_once):
    reading = read_once(document)
    for claim in reading.claims:
        for role in DATE_ROLES:
            for date in claim.values(role):
                edtf.parse(date)
    for date in (reading.document.published, reading.document.not_before):
        assert date is None or edtf.parse(date)


@texts
def test_words_of_closed_lists(document, read_once):
    closed = {
        "level": {"highest", "high", "senior", "working"},
        "medium": {"phone", "video"},
        "state": {"proposed", "postponed", "cancelled", "ongoing"},
        "deadline-counts": {"by", "before", "within"},
        "topic": set(load().topics),
    }
    for claim in read_once(document).claims:
        for role, words in closed.items():
            assert set(claim.values(role)) <= words, (claim.kind, claim.code, role)


@texts
def test_a_reading_survives_json(document, read_once):
    reading = read_once(document)
    assert msgspec.json.decode(msgspec.json.encode(reading), type=Reading) == reading
    for claim in reading.claims:
        assert msgspec.json.decode(msgspec.json.encode(claim), type=Claim) == claim


@examples
def test_reading_twice_gives_the_same(document, read_once, read_again):
    first, second = read_once(document), read_again(document)
    assert second.claims == first.claims
    assert second.issues == first.issues
    assert second.document == first.document


@given(text=st.sampled_from(SHORT), cut=st.tuples(st.floats(0, 1), st.floats(0, 1)))
@few
def test_a_text_cut_off_anywhere_is_read(text, cut, read_again):
    start, end = (int(len(text) * share) for share in sorted(cut))
    document = write_document(text[start:end], published="2022-09-05")
    check_spans(document, read_again(document))


@given(
    text=st.sampled_from(SHORT),
    cuts=st.lists(st.floats(0, 1), min_size=1, max_size=6),
    blank=st.sampled_from(["\n", "\n\n", "\n \n", "\n\t\n\n", " \n\n ", "\n\n\n"]),
)
@few
def test_blank_lines_anywhere_do_no_harm(text, cuts, blank, read_again):
    for cut in sorted((int(len(text) * share) for share in cuts), reverse=True):
        text = text[:cut] + blank + text[cut:]
    document = write_document(text)
    check_spans(document, read_again(document))


@given(
    text=st.sampled_from(SHORT),
    noise=st.text(st.characters(exclude_categories=["Cs"]), max_size=80),
    glue=st.sampled_from(["", " ", "\n", "\n\n"]),
    before=st.booleans(),
)
@example(
    text="The ministers met on Monday.",
    noise="\U0001f91d e\u0301 \u202e\u05e9\u05dc\u05d5\u05dd",
    glue=" ",
    before=True,
)
@example(text="“The ministers met on Monday", noise='””“«"„', glue="", before=False)
@few
def test_noise_does_no_harm(text, noise, glue, before, read_again):
    document = write_document(noise + glue + text if before else text + glue + noise, published="2022-09-05")
    check_spans(document, read_again(document))


@given(noise=st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
@few
def test_noise_alone_is_read_as_nothing_much(noise, read_again):
    document = write_document(noise)
    check_spans(document, read_again(document))


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n\n", ".", '"', "“", "-", "MOSCOW (TASS) - ", "On Monday", "\t\u00a0\u200b"]
)
def test_next_to_nothing_is_no_error(text, read_again):
    document = write_document(text, published="2022-09-05")
    reading = read_again(document)
    assert reading.claims == ()
    check_spans(document, reading)


def test_words_that_run_over_a_line_break_are_as_written(read_again):
    text = (
        "The foreign ministers of Armenia and Azerbaijan held talks in Geneva\non 2 October 2022 with the president of the European\n"
        "Council, and agreed to exchange prisoners of\nwar by 31\nDecember 2022."
    )
    document = write_document(text)
    reading = read_again(document)
    assert reading.claims
    check_spans(document, reading)


def test_another_language_is_kept_and_not_read(read_again):
    text = "Die Außenminister trafen sich am 5. September 2022 in Genf."
    reading = read_again(Document(id=digest_text(text), text=text, language="de"))
    assert reading.claims == ()
    assert reading.document.text == text
