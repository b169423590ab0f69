"""Claims as PLOVER events: codes, modes, sides with country and sector."""

import pytest

from servanda.bench.projection import find_country, find_sector, list_posts, project
from servanda.bench.sentences import read_claims, read_sentence
from servanda.codebook import load


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The foreign ministers of Chad and Libya met in Tunis.", "CONSULT"),
        ("The foreign ministers of Chad and Libya will meet in Tunis on Friday.", "AGREE"),
        ("The foreign ministers of Chad and Libya called off their meeting in Tunis.", "REJECT"),
        ("Chad and Libya signed a treaty in Tunis.", "SUPPORT"),
        ("Chad agreed to reopen the border.", "AGREE"),
        ("The Chadian rebels declared a truce.", "CONCEDE"),
        ("Chad released forty prisoners.", "RETREAT"),
        ("Chad is willing to release forty prisoners.", "AGREE"),
        ("Chad announced that it would release forty prisoners.", "CONCEDE"),
        ("Chad is prepared to sign a border treaty with Libya.", "AGREE"),
        ("Mediators urged Chad and Libya to sign a border treaty.", "REQUEST"),
        ("Chad is ready to send a battalion to Libya.", "AGREE"),
        ("Chad vowed to bomb Libyan villages.", "THREATEN"),
        ("Libya threatened to expel the Chadian consul.", "THREATEN"),
        ("Chad did not accept Libya's proposal.", "REJECT"),
        ("Rome announced a suspension of air links with Chad.", "SANCTION"),
        ("Chad praised Libya for its patience.", "SUPPORT"),
    ],
)
def test_codes(text, code):
    assert code in [event.code for event in read_sentence(text)]


def test_a_mode_is_kept():
    event = next(e for e in read_sentence("Chad released forty prisoners.") if e.code == "RETREAT")
    assert (event.mode, event.quad) == ("release", 2)


def test_sides_have_country_and_sector():
    event = read_sentence("Chadian rebels ambushed a Sudanese convoy.")[0]
    (actor,), (recipient,) = event.actors, event.recipients
    assert (actor.value, actor.country, actor.sector) == ("Chadian rebels", "TCD", "REB")
    assert (recipient.side, recipient.country) == ("Sudan", "SDN")


def test_somebody_in_office_acts_for_the_state():
    claims = read_claims("The emir received Libyan Foreign Minister Taher Siala in Doha.")
    posts = list_posts(claims)
    assert posts == {"Taher Siala": "Libya"}
    meeting = next(c for c in claims if c.kind == "meeting")
    event = project(meeting, load(), posts)
    assert event is not None
    assert "LBY" in {party.country for party in event.actors}


def test_a_position_is_no_event():
    claims = read_claims("The emir received Libyan Foreign Minister Taher Siala in Doha.")
    position = next(c for c in claims if c.kind == "position")
    assert project(position, load()) is None


def test_who_asks_for_a_meeting_asks_those_named_after():
    event = next(e for e in read_sentence("Chad demanded a meeting with Libya.") if e.code == "REQUEST")
    assert [p.country for p in event.actors] == ["TCD"]
    assert [p.country for p in event.recipients] == ["LBY"]


@pytest.mark.parametrize(
    ("words", "country", "sector"),
    [
        ("Ivory Coast rebels", "CIV", "REB"),
        ("South Sudanese policemen", "SSD", "COP"),
        ("Chadian and Libyan soldiers", None, "MIL"),
        ("the committee", None, None),
    ],
)
def test_words_name_country_and_sector(words, country, sector):
    assert (find_country(words, load()), find_sector(words, load())) == (country, sector)
