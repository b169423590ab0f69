"""The gazetteer finds places under all their names and says how fine they are."""

import pytest

from servanda.codebook import Codebook
from servanda.places import Gazetteer, PlacesError
from servanda.places.own import load_aliases, load_regions
from servanda.places.place import Place


def test_a_name_has_every_place_of_that_name(gazetteer: Gazetteer) -> None:
    countries = {p.country for p in gazetteer.find("Tripoli")}
    assert {"LBY", "LBN"} <= countries


@pytest.mark.parametrize("name", ["Stepanakert", "Xankəndi", "Khankendi", "Ստեփանակերտ"])
def test_a_disputed_town_is_found_under_all_its_names(gazetteer: Gazetteer, name: str) -> None:
    place = gazetteer.find(name)[0]
    assert place.country == "AZE"
    assert abs(place.lat - 39.82) < 0.05
    assert {"Stepanakert", "Xankəndi"} <= set(place.names)


def test_zangezur_is_a_region_first(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Zangezur")[0].precision == "region"


@pytest.mark.parametrize("name", ["Slovakia", "Georgia", "Belarus", "Kosovo", "Myanmar"])
def test_a_country_is_no_finer_than_a_country(gazetteer: Gazetteer, name: str) -> None:
    assert any(p.precision == "country" and p.kind == "country" for p in gazetteer.find(name))


def test_codes_of_countries_are_those_of_today(gazetteer: Gazetteer) -> None:
    assert {p.country for p in gazetteer.find("Tbilisi") if p.population > 500_000} == {"GEO"}


def test_a_town_knows_its_areas_and_its_geonames_id(gazetteer: Gazetteer) -> None:
    town = next(p for p in gazetteer.find("Springfield") if p.admin1 == "Illinois")
    assert town.id.startswith("geonames:")
    assert town.precision == "place"


def test_a_short_form_is_read_only_as_written(gazetteer: Gazetteer) -> None:
    assert [p.name for p in gazetteer.find("Ill.")] == ["Illinois"]
    assert all(p.name != "Illinois" for p in gazetteer.find("ill"))


def test_an_unknown_name_has_no_place(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Qwertzuiopville") == ()


def test_the_name_to_show_is_the_readers() -> None:
    place = Place("x:1", ("Shusha", "Shushi"), "place", ("AZE",), 39.76, 46.75)
    assert place.show() == "Shusha"
    assert place.show(frozenset({"Shushi"})) == "Shushi"


def test_the_lists_hold_what_they_say(book: Codebook) -> None:
    regions = load_regions(book.home / "places" / "regions.csv")
    assert len(regions) >= 150
    assert len({r.names[0] for r in regions}) == len(regions)
    assert load_aliases(book.home / "places" / "aliases.csv")


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("A,,region,AZE,north,46,", ":2: could not convert"),
        ("A,,realm,AZE,39,46,", ":2: kind is 'realm'"),
        ("A,,region,AZE,139,46,", ":2: kind is 'region' at 139.0"),
        ("A,,region,AZE,39,46", ":2: 7 cells"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path, row: str, complaint: str) -> None:
    path = tmp_path / "regions.csv"
    path.write_text(f"name,aliases,kind,countries,lat,lon,id\n{row}\n")
    with pytest.raises(PlacesError, match="regions") as error:
        load_regions(path)
    assert complaint in str(error.value)
