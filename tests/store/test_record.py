"""Adding and listing."""

from datetime import date, datetime

import msgspec
import pytest

from servanda.model import Reading
from servanda.store import Record, RecordError

from .samples import CODEBOOK, CODER, make_claim, make_document, make_issue, make_reading, make_run


def test_what_is_kept_comes_back(record):
    reading, run = make_reading(), make_run()
    assert record.add(reading, run)
    (kept,) = record.readings()
    assert kept.document == reading.document
    assert kept.claims == tuple(msgspec.structs.replace(claim, run="r1") for claim in reading.claims)
    assert kept.issues == reading.issues
    assert record.reading(reading.document.id) == kept
    assert record.reading("none") is record.reading(reading.document.id, "2022-09-04") is None
    assert list(record.documents()) == [reading.document]
    assert tuple(record.claims()) == kept.claims
    assert tuple(record.issues()) == reading.issues
    assert record.runs() == [run]


def test_everything_stays_after_closing(where):
    with Record.open(where) as record:
        record.add(make_reading(), make_run())
        before = list(record.readings())
    with Record.open(where, create=False) as record:
        assert list(record.readings()) == before


def test_reading_twice_adds_nothing(record):
    assert record.add(make_reading(), make_run())
    assert not record.add(make_reading(), make_run())
    assert not record.add(make_reading(day=9), make_run("r2", day=9))
    assert len(list(record.claims(all_coders=True))) == 1
    assert len(record.sightings()) == 1


def test_add_many_counts_what_is_new(record):
    readings = [make_reading(number) for number in (1, 2, 3, 2, 1)]
    assert record.add_many((reading, make_run()) for reading in readings) == 3
    assert len(list(record.documents())) == 3


def test_a_newer_coder_outvotes_the_older(record):
    record.add(make_reading(places=["Khankendi", "Shusha"]), make_run())
    later = make_reading(places=["Lachin"], coder="servanda-en@0.2.0", day=7)
    assert record.add(later, make_run("r2", day=7))
    assert [claim.values("place") for claim in record.claims()] == [["Lachin"]]
    assert len(list(record.claims(all_coders=True))) == 3
    assert len(list(record.claims("2022-09-06"))) == 2
    (reading,) = record.readings(all_coders=True)
    assert len(reading.claims) == 3
    assert len(record.issues()) == 1


def test_a_newer_codebook_that_finds_nothing_outvotes_too(record):
    record.add(make_reading(), make_run())
    assert record.add(make_reading(places=[], day=7), make_run("r2", day=7, digest="def"))
    assert list(record.claims()) == []
    assert len(list(record.documents())) == 1


def test_the_reader_may_return_to_an_earlier_reading(record):
    first, second = make_reading(places=["Khankendi"]), make_reading(places=["Lachin"])
    record.add(first, make_run("r1", day=5))
    record.add(second, make_run("r2", day=6))
    assert record.add(first, make_run("r3", day=7))
    assert not record.add(second, make_run("r2", day=6))
    assert [claim.first("place") for claim in record.claims()] == ["Khankendi"]


def test_persons_claims_stand_beside_the_readers(record):
    record.add(make_reading(), make_run())
    document = next(record.documents())
    for place in ("Shusha", "Lachin"):
        reading = Reading(document=document, claims=(make_claim(document, place, coder="ana@1"),))
        assert record.add(reading, make_run("ana", day=6, coder="ana@1"))
    record.add(make_reading(places=["Fuzuli"], coder="model:tagger@3"), make_run("m", day=6))
    assert sorted(claim.first("place") for claim in record.claims()) == ["Khankendi", "Lachin", "Shusha"]
    assert len(list(record.claims(all_coders=True))) == 4
    assert len(record.sightings()) == 1
    assert len(record.issues()) == 1


def test_an_id_is_listed_once_and_a_persons_counts(record):
    record.add(make_reading(), make_run())
    document = next(record.documents())
    claim = make_claim(document, "Khankendi", coder="ana@1", background=True)
    record.add(Reading(document=document, claims=(claim,)), make_run("ana", coder="ana@1"))
    assert [claim.coder for claim in record.claims()] == ["ana@1"]
    assert [claim.coder for claim in next(record.readings()).claims] == ["ana@1"]


def test_a_reading_without_a_date_never_outvotes_one_with(record):
    record.add(make_reading(), make_run())
    undated = make_reading(places=["Lachin"], published=None, published_basis="none")
    record.add(undated, make_run("r2", day=8))
    assert [claim.first("place") for claim in record.claims()] == ["Khankendi"]
    assert next(record.documents()).published == "2022-09-05"


def test_a_date_given_later_corrects_the_reading(record):
    record.add(make_reading(places=["Lachin"], published=None, published_basis="none"), make_run())
    assert record.add(make_reading(), make_run("r2", day=6))
    assert next(record.documents()).published == "2022-09-05"
    assert [claim.first("place") for claim in record.claims()] == ["Khankendi"]
    assert next(record.documents("2022-09-05")).published is None


def test_the_same_text_elsewhere_is_a_further_sighting(record):
    record.add(make_reading(), make_run(), path="a.txt")
    assert not record.add(
        make_reading(publisher="Agency", url="https://example.org/1", day=6), make_run(), path="b.txt"
    )
    assert record.add_sighting(make_document(publisher="Gazette", day=7), "c.txt")
    assert record.add_sighting(make_document(publisher="Gazette", day=8), "c.txt")
    assert not record.add_sighting(make_document(99))
    arrivals = record.sightings(make_document().id)
    assert [(one.publisher, one.path) for one in arrivals] == [
        ("Monitor", "a.txt"), ("Agency", "b.txt"), ("Gazette", "c.txt"),
    ]  # fmt: skip
    assert arrivals[1].received == "2022-09-06T09:00:00Z"
    (document,) = record.documents()
    assert (document.publisher, document.url) == ("Monitor", "https://example.org/1")
    assert len(record.sightings(known_by="2022-09-06")) == 2


def test_known_by_on_every_listing(record):
    record.add(make_reading(1, day=5), make_run("r1", day=5))
    record.add(make_reading(2, day=8), make_run("r2", day=8))
    for known_by, count in [
        ("2022-09-04", 0), ("2022-09-05", 1), ("2022-09-07", 1), (date(2022, 9, 8), 2), (None, 2),
        ("2022-09-08T08:59:59Z", 1), (datetime(2022, 9, 8, 10), 2), ("2022-09-05T12:00:00+02:00", 1),
    ]:  # fmt: skip
        assert len(list(record.documents(known_by))) == count
        assert len(list(record.readings(known_by))) == count
        assert len(list(record.claims(known_by))) == count
        assert len(record.issues(known_by)) == count
        assert len(record.runs(known_by)) == count
        assert len(record.sightings(known_by=known_by)) == count
        assert len(record.search("talks", known_by)) == count
    late = make_document(2)
    assert record.document(late.id, "2022-09-07") is None
    assert record.document(late.id, "2022-09-08") is not None


def test_a_claim_is_learnt_when_its_run_has_begun(record):
    record.add(make_reading(day=5), make_run("r2", day=8))
    assert [len(reading.claims) for reading in record.readings("2022-09-06")] == [0]
    assert [len(reading.claims) for reading in record.readings("2022-09-08")] == [1]


@pytest.mark.parametrize("known_by", ["yesterday", "", "2022-13-01"])
def test_known_by_must_be_a_day_or_an_instant(record, known_by):
    for ask in (record.documents, record.claims, record.readings, record.links):
        with pytest.raises(RecordError, match="neither a day nor an instant"):
            ask(known_by)


def test_claims_can_be_filtered(record):
    record.add(make_reading(1, places=["Khankendi", "Shusha"]), make_run())
    record.add(make_reading(2, places=["Shusha"]), make_run())
    assert len(list(record.claims(kind="meeting", code="CONSULT", force="asserted"))) == 3
    assert len(list(record.claims(roles={"place": "Shusha"}))) == 2
    assert (
        len(
            list(
                record.claims(roles={"place": "Shusha", "said_by": "Ministry"}, document=make_document(2).id)
            )
        )
        == 1
    )
    assert list(record.claims(kind="event")) == []
    assert list(record.claims(roles={"participant": "Shusha"})) == []


def test_resuming_asks_what_was_read(record):
    record.add(make_reading(1), make_run())
    record.add(make_reading(2, places=[]), make_run())
    for number in (1, 2):
        name = make_document(number).id
        assert record.has_read(name, CODER, CODEBOOK)
        assert record.has_read(name, CODER, f"{CODEBOOK}+abc")
        assert not record.has_read(name, CODER, f"{CODEBOOK}+abd")
        assert not record.has_read(name, CODER, "plover-settlement@2026")
        assert not record.has_read(name, "servanda-en@0.2.0", CODEBOOK)
    assert not record.has_read(make_document(3).id, CODER, CODEBOOK)


def test_lookups_by_the_beginning_of_an_id(record):
    for number in range(40):
        record.add(make_reading(number), make_run())
    claim = next(record.claims())
    assert record.claim(claim.id) == record.claim(claim.id[:12]) == claim
    assert record.document(claim.document[:12]).id == claim.document
    assert record.claim("zz") is None
    assert record.document("%") is None
    letters = [document.id[0] for document in record.documents()]
    with pytest.raises(RecordError, match="several documents begin"):
        record.document(max(letters, key=letters.count))


def test_an_outvoted_claim_can_still_be_explained(record):
    record.add(make_reading(), make_run())
    (old,) = record.claims()
    record.add(make_reading(places=["Lachin"], day=7), make_run("r2", day=7))
    assert record.claim(old.id) == old


def test_the_record_completes_what_it_knows_better(record):
    record.add(make_reading(title="Talks", kind="statement"), make_run())
    bare = make_document(publisher=None, published="2022-09-06", published_basis="dateline")
    full = record.complete(bare)
    assert (full.publisher, full.published, full.published_basis, full.title, full.kind) == (
        "Monitor", "2022-09-05", "given", "Talks", "statement",
    )  # fmt: skip
    other = make_document(5)
    assert record.complete(other) == other


def test_settings_keep_the_latest(record):
    assert record.settings() == {}
    record.add_setting("codebook", "a@1")
    record.add_setting("codebook", "a@2")
    assert record.settings() == {"codebook": "a@2"}
    assert record.settings("2020-01-01") == {}


def test_a_reading_must_hold_together(record):
    document = make_document(1)
    with pytest.raises(RecordError, match="claims of document") as trouble:
        record.add(Reading(document=document, claims=(make_claim(make_document(2)),)), make_run())
    assert trouble.value.document == document.id
    record.add(make_reading(1), make_run())
    with pytest.raises(RecordError, match="another text with the id"):
        record.add(Reading(document=msgspec.structs.replace(document, text="other")), make_run())
    with pytest.raises(RecordError, match="another run with the id"):
        record.add(make_reading(3), make_run("r1", day=6))
    with pytest.raises(RecordError, match="not an instant"):
        record.add(Reading(document=make_document(4, received="today")), make_run())
    assert len(list(record.documents())) == 1


def test_half_characters_are_refused_and_the_next_document_is_kept(record):
    with pytest.raises(RecordError, match="half a character") as trouble:
        record.add(make_reading(text="talks \ud800"), make_run())
    assert trouble.value.document
    document = make_document(3)
    with pytest.raises(RecordError, match="half a character"):
        record.add(Reading(document=document, issues=(make_issue(document, "\udc80"),)), make_run())
    assert record.add(make_reading(2), make_run())


def test_nul_characters_are_kept_or_refused_by_name(record, dialect):
    reading = make_reading(text="talks \0 here", places=[], issues=False)
    if dialect == "sqlite":
        assert record.add(reading, make_run())
        assert next(record.documents()).text == "talks \0 here"
    else:
        with pytest.raises(RecordError, match="NUL") as trouble:
            record.add(reading, make_run())
        assert trouble.value.document == reading.document.id
    assert record.add(make_reading(2), make_run())


def test_listing_sees_one_state_while_others_write(record):
    record.add_many((make_reading(number), make_run()) for number in range(3))
    seen = record.readings()
    next(seen)
    record.add(make_reading(9), make_run())
    assert len(list(seen)) == 2
    assert len(list(record.readings())) == 4


def test_many_documents_are_listed_in_pages(record):
    record.add_many((make_reading(number, day=1 + number % 9), make_run()) for number in range(230))
    readings = list(record.readings())
    assert len(readings) == 230
    assert all(len(reading.claims) == 1 for reading in readings)
    received = [reading.document.received for reading in readings]
    assert received == sorted(received)
    assert len(list(record.claims())) == 230
