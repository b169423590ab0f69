"""The places suite reads the known formats and says what it found."""

import json

import pytest

from servanda.bench.places import score
from servanda.bench.suites import SuiteError
from servanda.bench.toponyms import load_articles

TEXT = "Heavy rain closed roads in Paris, Texas, on Sunday. Dallas was spared."


def write(tmp_path, body: str):
    path = tmp_path / "articles.xml"
    path.write_text(f"<articles>{body}</articles>", encoding="utf-8")
    return path


def by_gaztag(start: int, end: int, name: str, lat: float, lon: float) -> str:
    return (
        f"<toponym><start>{start}</start><end>{end}</end><phrase>{name}</phrase><gaztag geonameid='1'>"
        f"<fclass>P</fclass><lat>{lat}</lat><lon>{lon}</lon></gaztag></toponym>"
    )


def by_location(start: int, end: int, name: str, lat: float, lon: float) -> str:
    return f"<location><name>{name}</name><start>{start}</start><end>{end}</end><lat>{lat}</lat><lon>{lon}</lon></location>"


def by_latitude(start: int, end: int, name: str, lat: float, lon: float) -> str:
    return (
        f"<toponym><extractedName>{name}</extractedName><start>{start}</start><end>{end}</end>"
        f"<latitude>{lat}</latitude><longitude>{lon}</longitude></toponym>"
    )


@pytest.mark.parametrize(("form", "shift"), [(by_gaztag, 0), (by_location, 1), (by_latitude, 0)])
def test_all_forms_are_read_and_scored(tmp_path, form, shift: int) -> None:
    start = TEXT.index("Paris") + shift
    dallas = TEXT.index("Dallas") + shift
    toponyms = form(start, start + 5, "Paris", 33.66, -95.56) + form(
        dallas, dallas + 6, "Dallas", 32.78, -96.8
    )
    path = write(
        tmp_path, f"<article docid='a7'><text>{TEXT}</text><toponyms>{toponyms}</toponyms></article>"
    )
    lines: list[dict] = []
    figures = score(path, lines.append)
    assert figures["within 161 km"] == 100.0
    assert figures["with point"] == 2
    given = [line for line in lines if not line.get("unaided")]
    assert [tuple(line["span"]) for line in given] == [(start, start + 5), (dallas, dallas + 6)]
    assert {line["country"] for line in given} == {"USA"}
    unaided = {tuple(line["span"]) for line in lines if line.get("unaided")}
    assert (start, start + 5) in unaided
    json.dumps(lines)
    assert ("within 161 km, populated places" in figures) == (form is by_gaztag)


def test_a_wrong_point_is_counted_as_wrong(tmp_path) -> None:
    start = TEXT.index("Dallas")
    toponym = by_gaztag(start, start + 6, "Dallas", 48.9, 2.35)
    path = write(tmp_path, f"<article><text>{TEXT}</text><toponyms>{toponym}</toponyms></article>")
    assert score(path, lambda line: None)["within 161 km"] == 0.0


def test_without_gold_there_are_predictions_and_counts_only(tmp_path) -> None:
    path = write(tmp_path, f"<article><text>{TEXT}</text></article>")
    lines: list[dict] = []
    figures = score(path, lines.append)
    assert all(line["unaided"] for line in lines)
    assert figures["found unaided"] == len(lines) > 0
    assert "within 161 km" not in figures


def test_articles_of_one_publisher_share_its_name(tmp_path) -> None:
    path = write(
        tmp_path,
        "<article><feedid>12</feedid><text>x</text></article><article><link>http://www.a.org/b</link><text>y</text></article>",
    )
    assert [a.publisher for a in load_articles(path)] == ["12", "a.org"]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("<articles/>", "no article"),
        ("<articles><article/></articles>", "no <text>"),
        ("rain", "not readable as XML"),
    ],
)
def test_bad_input_is_refused_with_what_to_do(tmp_path, content: str, complaint: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(content)
    with pytest.raises(SuiteError, match=complaint):
        score(path, lambda line: None)
