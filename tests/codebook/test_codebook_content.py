"""The bundled codebook: every row loads, names agree, and what it knows of a name is right."""

import csv
import re
from collections import Counter
from typing import get_args

import pytest
from babel import Locale
from babel.core import get_global

from servanda.codebook import Code, load, load_yaml, split_cell
from servanda.model.kinds import CODES, ActorKind, Level, Stake

BOOK = load()
LISTS = BOOK.home / "lists"
TYPES = sorted((BOOK.home / "types").glob("*.yaml"))
TOPICS = [
    "ceasefire", "troop-withdrawal", "disarmament", "peacekeeping", "monitoring",
    "prisoners", "missing-persons", "displaced-persons", "territory", "border",
    "transport", "peace-treaty", "power-sharing", "constitution", "elections",
    "security-sector", "justice", "human-rights", "humanitarian-access", "mines",
    "economy", "natural-resources", "sanctions", "recognition", "culture",
    "diplomacy",
]  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    with (LISTS / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def entries(*kinds: str) -> set[tuple[str, str]]:
    return {(e.words, e.value) for e in BOOK.lists.entries if e.kind in kinds}


# types


@pytest.mark.parametrize("path", TYPES, ids=[path.stem for path in TYPES])
def test_id_kind_and_file_name_agree(path):
    code = load_yaml(path, Code)
    assert path.stem == f"{code.kind}-{code.id}"
    assert code.id in CODES[code.kind]
    assert code.definition.strip()
    assert code.label.strip()
    assert re.fullmatch(r"\d{4}\.\d+", code.since)


@pytest.mark.parametrize("path", TYPES, ids=[path.stem for path in TYPES])
def test_every_cue_can_fire(path):
    code = load_yaml(path, Code)
    for cue in code.cues:
        assert cue.verb or cue.noun, "a cue without words"
        assert BOOK.expand(cue.verb + cue.noun + cue.object) is not None
        assert all(word == word.strip() for word in (*cue.verb, *cue.noun, *cue.object))


def test_every_code_of_the_record_has_a_file():
    wanted = {f"{kind}-{code}" for kind, codes in CODES.items() for code in codes if kind != "position"}
    assert {path.stem for path in TYPES} == wanted


def test_cues_are_found_by_their_words():
    for index, field in ((BOOK.by_verb, "verb"), (BOOK.by_noun, "noun")):
        for word, found in index.items():
            assert all(word in BOOK.expand(getattr(pattern, field)) for _, pattern in found)
    assert "event-ASSAULT" in {f"{code.kind}-{code.id}" for code, _ in BOOK.by_verb["shell"]}


def test_name_and_version():
    assert re.fullmatch(r"[a-z-]+@\d{4}\.\d+", BOOK.name)
    assert re.fullmatch(r"[0-9a-f]{12}", BOOK.digest)


def test_it_is_loaded_once():
    assert load() is BOOK


# lists


def test_every_state_loads():
    states = rows("states")
    assert len(states) > 190
    assert [name for name, n in Counter(row["name"] for row in states).items() if n > 1] == []
    assert [code for code, n in Counter(row["iso3"] for row in states).items() if n > 1] == []
    named, adjectives, capitals = (
        entries("state"),
        entries("adjective", "demonym"),
        entries("capital", "government"),
    )
    for row in states:
        name = row["name"]
        assert re.fullmatch(r"[A-Z]{3}", row["iso3"])
        facts = BOOK.describe(name)
        assert facts is not None
        assert (facts.name, facts.kind, facts.country) == (name, "state", row["iso3"])
        assert {(words, name) for words in (name, *split_cell(row["aliases"]))} <= named
        assert {
            (words, name) for words in split_cell(row["adjectives"] + "|" + row["demonyms"])
        } <= adjectives
        assert {(words, name) for words in split_cell(row["capital"] + "|" + row["government"])} <= capitals


def test_states_have_their_cldr_names():
    territories, aliases = Locale("en").territories, get_global("territory_aliases")
    short = {code3: codes[0] for code3, codes in aliases.items() if len(code3) == 3 and code3.isalpha()} | {
        "XKX": "XK"
    }
    wrong = {
        row["iso3"]: (row["name"], territories.get(short.get(row["iso3"], ""), None))
        for row in rows("states")
        if territories.get(short.get(row["iso3"], "")) not in (None, row["name"])
    }
    assert wrong == {}
    assert len([row for row in rows("states") if row["iso3"] not in short]) <= 5


def test_every_body_loads():
    named = entries("body")
    for row in rows("bodies"):
        assert row["kind"] in get_args(ActorKind), row
        assert row["framework"] in ("yes", "no", ""), row
        assert re.fullmatch(r"[A-Z]{3}|", row["country"]), row
        assert re.fullmatch(r"[A-Z]{3}|", row["sector"]), row
        facts = BOOK.describe(row["name"])
        assert facts is not None, row
        assert {(words, row["name"]) for words in (row["name"], *split_cell(row["acronyms"]))} <= named


def test_every_other_name_of_a_body_loads():
    """'<adjective> government' is the state's government and no body; all else that the list has is kept."""
    named = entries("body")
    for row in rows("bodies"):
        words = [w for w in split_cell(row["aliases"]) if not re.fullmatch(r"\S+ government", w)]
        assert {(w, row["name"]) for w in words} <= named, row


def test_no_body_stands_twice():
    assert [name for name, n in Counter(row["name"] for row in rows("bodies")).items() if n > 1] == []


def test_every_office_loads():
    for row in rows("offices"):
        assert row["level"] in get_args(Level), row
        office = row["office"].replace(" of {state}", "")
        assert office in BOOK.lists.offices, row
        words = {w for w in split_cell(row["words"]) if len(w) >= 3}
        assert words <= {w for w, value in entries("office") if value == office}, row


def test_every_ministry_loads():
    for row in rows("ministries"):
        body = row["body"].replace(" of {state}", "")
        words = {w for w in split_cell(row["words"]) if len(w) >= 3}
        assert words, row
        assert words <= {w for w, value in entries("ministry") if value == body}, row


def test_every_place_loads():
    named = entries("place")
    for row in rows("places"):
        assert {(words, row["name"]) for words in (row["name"], *split_cell(row["aliases"]))} <= named
        assert all(re.fullmatch(r"[A-Z]{3}", code) for code in split_cell(row["country"])), row
        assert re.fullmatch(r"Q\d+|", row["wikidata"]), row


def test_every_topic_loads():
    assert set(BOOK.topics) == {row["code"] for row in rows("topics")}
    assert set(TOPICS) <= set(BOOK.topics)
    for code, topic in BOOK.topics.items():
        head, slash, fine = code.partition("/")
        assert head in TOPICS, code
        assert not slash or fine
        assert topic.words, code
        assert topic.code == code


def test_a_finer_topic_has_a_coarse_one():
    assert {code.partition("/")[0] for code in BOOK.topics} <= set(BOOK.topics)


def test_every_publisher_loads():
    for row in rows("publishers"):
        assert row["stake"] in get_args(Stake), row
        assert BOOK.stake(row["name"]) in get_args(Stake)
    assert (BOOK.stake("Sputnik"), BOOK.stake("sputnik")) == ("media", "media")
    assert (BOOK.stake("The Daily Nobody"), BOOK.stake(None), BOOK.stake("")) == (
        "unknown",
        "unknown",
        "unknown",
    )


def test_no_publisher_has_two_stakes():
    stakes: dict[str, set[str]] = {}
    for row in rows("publishers"):
        for name in (row["name"], *split_cell(row["aliases"])):
            stakes.setdefault(name.casefold(), set()).add(row["stake"])
    assert {name: found for name, found in stakes.items() if len(found) > 1} == {}


# what it knows of a name


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Armenia", "state", "ARM"),
        ("Türkiye", "state", "TUR"),
        ("Kosovo", "state", "XKX"),
        ("Côte d’Ivoire", "state", "CIV"),
        ("Minister of Foreign Affairs of Armenia", "person", "ARM"),
        ("Prime Minister of Kosovo", "person", "XKX"),
        ("President of Colombia", "person", "COL"),
        ("Leader of Azerbaijan", "person", "AZE"),
        ("Ministry of Foreign Affairs of Russia", "government-body", "RUS"),
        ("Ministry of Defence of Azerbaijan", "government-body", "AZE"),
        ("Parliament of Armenia", "government-body", "ARM"),
        ("Presidency of Uganda", "government-body", "UGA"),
        ("United Nations", "igo", "UNO"),
        ("European Union", "igo", None),
        ("African Union", "igo", None),
        ("Organization for Security and Co-operation in Europe", "igo", None),
        ("Intergovernmental Authority on Development", "igo", None),
        ("Hezbollah", "armed-group", "LBN"),
    ],
)
def test_what_a_name_is(name, kind, country):
    facts = BOOK.describe(name)
    assert facts is not None
    assert (facts.name, facts.kind) == (name, kind)
    assert country is None or facts.country == country


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("Armenia", "GOV"),
        ("Minister of Foreign Affairs of Armenia", "GOV"),
        ("Ministry of Defence of Azerbaijan", None),
        ("Parliament of Armenia", "LEG"),
        ("Hezbollah", "REB"),
    ],
)
def test_sectors(name, sector):
    facts = BOOK.describe(name)
    assert facts is not None
    assert sector is None or facts.sector == sector


@pytest.mark.parametrize(
    "name", ["", "Armenian", "Sergey Lavrov", "Mayor of Atlantis", " of Armenia", "of Armenia", "UN"]
)
def test_nothing_is_known_of_what_the_lists_do_not_have(name):
    """`describe` takes canonical names: adjectives and acronyms are for the lexicon."""
    assert BOOK.describe(name) is None


def test_an_office_that_needs_no_state_is_a_person():
    facts = BOOK.describe("Secretary of State of United States")
    assert facts is not None
    assert (facts.kind, facts.country) == ("person", "USA")


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Prime Minister of Ireland", "IRL"),
        ("Secretary-General of United Nations", "UNO"),
        ("Speaker of the Knesset", "ISR"),
        ("Pope", None),
    ],
)
def test_whole_offices(name, country):
    facts = BOOK.describe(name)
    assert facts is not None
    assert (facts.name, facts.kind) == (name, "person")
    assert country is None or facts.country == country


def test_the_government_of_a_state_is_no_body_and_that_of_a_region_is_one():
    named = {words for words, _ in entries("body")}
    assert "Yemeni government" not in named
    assert ("Iraqi Kurdistan government", "Kurdistan Regional Government") in entries("body")


def test_a_ministry_and_its_minister_go_together():
    """The body that the offices' list names for an office is one that the ministries' list has."""
    bodies = {e.value for e in BOOK.lists.entries if e.kind in ("ministry", "body")}
    named = {o.body.replace(" of {state}", "") for o in BOOK.lists.offices.values() if o.body}
    assert {body for body in named if body not in bodies and BOOK.describe(body) is None} == set()


@pytest.mark.parametrize("kind", ["state", "adjective", "demonym", "capital", "government"])
def test_no_word_means_two_states(kind):
    meaning: dict[str, set[str]] = {}
    for words, value in entries(kind):
        meaning.setdefault(words, set()).add(value)
    double = {words for words, values in meaning.items() if len(values) > 1}
    assert double <= {"Congolese", "Dominican", "Dominicans"}, "words that are double in English too"
