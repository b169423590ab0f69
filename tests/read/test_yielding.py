"""Yielding declared, promised and carried out, and what only sounds like it."""

import pytest

from servanda.bench.declared import predict
from servanda.bench.quiet import LOUD
from servanda.bench.sentences import read_claims

TOLD = [
    ("Chad {sent} the captured pilot home.", "RETREAT", "asserted"),
    ("Sudan {gave} the islet back to Chad in 1998.", "RETREAT", "asserted"),
    ("The Kenyan guards {let} the two surveyors go in May.", "RETREAT", "asserted"),
    ("The Ugandan armour {trundled} home through the valley.", "RETREAT", "asserted"),
    ("Kenya {slashed} its garrison in Somalia.", "RETREAT", "asserted"),
    ("Kenya announced in May that it would {dismantle} its outpost on the ridge.", "CONCEDE", "scheduled"),
    ("Paris gave the order in May for the {evacuation} of the garrison.", "CONCEDE", "scheduled"),
    ("Paris gave notice in May 1961 of a month-long {truce}.", "CONCEDE", "agreed"),
    ("Kenya agreed with Somalia to {release} all prisoners.", "AGREE", "agreed"),
    ("The government and the Chadian rebels agreed to {release} all prisoners.", "AGREE", "agreed"),
    ("Chad and Libya agreed to a {ceasefire} along the strip.", "AGREE", "agreed"),
    ("Kenya {did} away with the curfew along the coast.", "RETREAT", "asserted"),
    ("The unions of Kenya {called} off their general strike.", "RETREAT", "asserted"),
    ("The Chadian rebels {let} go a Kenyan hostage.", "RETREAT", "asserted"),
    ("Leiden {gave} back the drum to the people of Ghana.", "RETREAT", "asserted"),
    ("Kenya {granted} the inspectors permission to enter the plant.", "CONCEDE", "asserted"),
    ("The navy of Kenya {announced} the closure of its base.", "CONCEDE", "scheduled"),
    ("Kenya is prepared to {expand} rice farming with Somalia.", "AGREE", "proposed"),
    ("The aid agencies called on Chad in May to {open} the crossing.", "REQUEST", "proposed"),
]
QUIET = [
    "Did the Kenyan soldiers withdraw from Somalia?",
    "Soldiers withdraw, but prices stay, they say in Chad.",
    "The Chadian writer surrendered his manuscript to the printer.",
    "In the first act of the opera the king of Chad pardons the rebels.",
    "Refugees make up a sixth of the people of Chad.",
    "Kenya's largest winery agreed to sell its bottles in Japan.",
]


@pytest.mark.parametrize(("text", "code", "force"), TOLD)
def test_yielding_is_told_apart(text: str, code: str, force: str) -> None:
    found = predict(text)
    assert (found["code"], found["force"], found["negated"]) == (code, force, False)


def test_who_frees_nobody_has_not_freed() -> None:
    assert predict("Chad has {freed} none of the captives.")["negated"]


@pytest.mark.parametrize("text", QUIET)
def test_what_only_sounds_like_it_is_no_event(text: str) -> None:
    assert [c.code for c in read_claims(text) if c.kind in LOUD] == []


def test_a_deadline_from_the_signing_makes_a_commitment() -> None:
    claims = read_claims("The Chadian rebels will hand in their weapons within 60 days of the signing.")
    (duty,) = [c for c in claims if c.kind in LOUD]
    assert (duty.kind, duty.force, duty.first("deadline-form")) == ("commitment", "agreed", "after-signature")


@pytest.mark.parametrize(
    "text",
    [
        "The accord provides for joint patrols, which were never set up.",
        "The joint patrols, which Kenya and Somalia never set up, were to guard the border.",
    ],
)
def test_what_was_never_set_up_has_not_started(text: str) -> None:
    assert "not-started" in [c.code for c in read_claims(text) if c.kind == "status"]


def test_what_is_held_in_abeyance_is_suspended() -> None:
    claims = read_claims("The government of Kenya held the reform in abeyance.")
    assert [c.code for c in claims if c.kind == "status"] == ["suspended"]
