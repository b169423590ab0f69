"""Places of readings: one location a place, never finer than the text and the lists allow, never a guess."""

import shutil

import pytest

from servanda.batch.places import Locator
from servanda.codebook import load
from servanda.model import Claim, Cue, Document, Reading, Value, digest_claim, digest_text


def read(text, *places, actors=(), background=False):
    """Return a reading with one event a place; a place is its words, or its words and the canonical value."""
    document = Document(id=digest_text(text), kind="report", language="en", text=text)
    claims = []
    for place in places:
        words, value = place if isinstance(place, tuple) else (place, place)
        start = text.index(words)
        roles = {"place": (Value(words, value, (start, start + len(words))),)}
        if actors:
            roles["actor"] = tuple(Value(name, name, (0, 0)) for name in actors)
        span = (start, start + len(words))
        claims.append(
            Claim(
                id=digest_claim(document.id, "event", "RETREAT", span, roles, "asserted", False, ()),
                document=document.id, kind="event", code="RETREAT", roles=roles, span=span, background=background,
                cue=Cue("", (0, 0), "test"), coder="servanda-en@0.1.0", codebook="plover-settlement@2026.1",
            )
        )  # fmt: skip
    return Reading(document=document, claims=tuple(claims))


@pytest.fixture(scope="module")
def locate():
    """Return a function that locates readings with the bundled codebook."""
    locator = Locator(load())
    return lambda *readings, **options: locator.locate(readings, **options)


def test_a_name_alone_is_the_place_that_the_codebook_knows(locate):
    (paris,) = locate(read("The envoys went home from Paris.", "Paris"))
    assert (paris.name, paris.country, paris.precision) == ("Paris", "FRA", "place")
    assert paris.lat == pytest.approx(48.85, abs=0.1)
    assert paris.lon == pytest.approx(2.35, abs=0.1)


def test_the_words_beside_a_name_outweigh_the_larger_place(locate):
    (tripoli,) = locate(read("The militia left Tripoli, Lebanon, at dawn.", "Tripoli"))
    assert tripoli.countries == ["LBN"]
    (other,) = locate(read("The militia left Tripoli at dawn.", "Tripoli"))
    assert other.countries == ["LBY"]


def test_the_actors_countries_are_context(locate):
    text = "Both delegations went on to Hyderabad in the evening."
    (here,) = locate(read(text, "Hyderabad", actors=("Pakistan", "President of Pakistan")))
    (there,) = locate(read(text, "Hyderabad", actors=("India", "President of India")))
    assert (here.country, there.country) == ("PAK", "IND")


def test_a_country_is_no_finer_than_a_country(locate):
    (armenia,) = locate(read("The troops came back to Armenia.", "Armenia"))
    assert (armenia.precision, armenia.kind, armenia.country) == ("country", "country", "ARM")


def test_a_town_is_not_the_province_of_its_name(locate):
    (town,) = locate(read("The shelling of Donetsk went on.", "Donetsk"))
    (area,) = locate(read("The shelling of Donetsk oblast went on.", "Donetsk"))
    assert (town.precision, area.precision) == ("place", "admin1")


def test_two_names_of_a_town_are_one_place(locate):
    one = read("The convoy left Stepanakert.", ("Stepanakert", "Khankendi"))
    two = read("The convoy came to Khankendi.", "Khankendi")
    raw = read("The convoy is still in Stepanakert.", "Stepanakert")
    (place,) = locate(one, two, raw)
    assert (place.name, place.id) == ("Khankendi", "wikidata:Q129352")
    assert place.names[:2] == ["Khankendi", "Stepanakert"]
    assert place.claims == [reading.claims[0].id for reading in (one, two, raw)]


def test_a_preferred_name_is_shown_first():
    readings = [read("The convoy came to Khankendi.", "Khankendi")]
    (place,) = Locator(load(), ["Stepanakert"]).locate(readings)
    assert (place.name, place.names[0]) == ("Stepanakert", "Stepanakert")
    assert place.names.count("Stepanakert") == 1


def test_an_unknown_name_has_no_point_and_no_id(locate):
    text = "The two sides met in Qorvanabad on the way from Beirut."
    unknown = next(place for place in locate(read(text, "Qorvanabad", "Beirut")) if place.name != "Beirut")
    assert (unknown.name, unknown.id, unknown.lat, unknown.lon) == ("Qorvanabad", None, None, None)
    assert (unknown.precision, unknown.kind, unknown.country, unknown.countries) == (None, None, None, [])
    assert not unknown.enclosing
    assert len(unknown.claims) == 1


def test_an_unknown_name_in_a_known_area_has_the_area_and_no_point(locate):
    village, lebanon = sorted(
        locate(read("They met in Qorvanabad, Lebanon, and rested.", "Qorvanabad", "Lebanon")),
        key=lambda place: not place.enclosing,
    )
    assert (village.name, village.enclosing, village.country) == ("Qorvanabad", True, "LBN")
    assert (village.id, village.precision) == (lebanon.id, "country")
    assert (village.lat, village.lon, village.kind, village.names) == (None, None, None, ["Qorvanabad"])
    assert village.reason.endswith("Lebanon")
    assert not lebanon.enclosing


def test_a_border_is_not_one_of_its_sides(locate):
    (border,) = locate(read("Guards patrol the Armenia-Azerbaijan border.", "Armenia-Azerbaijan border"))
    assert (border.id, border.lat, border.country) == (None, None, None)
    assert border.countries == ["ARM", "AZE"]


def test_order_and_repetition_change_nothing(locate):
    readings = [
        read("The convoy left Stepanakert.", ("Stepanakert", "Khankendi")),
        read("Talks will be held in Geneva and Khankendi.", "Geneva", "Khankendi"),
    ]
    forwards, backwards = locate(*readings), locate(*reversed(readings))
    assert [place.name for place in forwards] == ["Geneva", "Khankendi"]
    assert [(p.id, p.names, p.reason) for p in forwards] == [(p.id, p.names, p.reason) for p in backwards]


def test_claims_that_are_not_kept_are_context_only(locate):
    told = read("They left Geneva.", "Geneva", background=True)
    assert locate(told, keep=lambda claim: not claim.background) == []
    assert [place.name for place in locate(told)] == ["Geneva"]


def test_a_codebook_without_lists_of_places_has_the_gazetteer(tmp_path):
    home = shutil.copytree(load().home, tmp_path / "book", ignore=shutil.ignore_patterns("places"))
    (geneva,) = Locator(load(home)).locate([read("They left Geneva.", "Geneva")])
    assert geneva.country == "CHE"


def test_what_has_no_place_opens_no_gazetteer():
    locator = Locator(load())
    assert locator.locate([read("Nothing is said of where.")]) == []
    assert "_sites" not in vars(locator)
