"""What is not political is not read, whatever words it borrows."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Norway's Maud Lien surrendered her lead on the last hole and Chile's Paz Rey captured the trophy.",
        "The kitchen at Grandmother's was occupied territory: Germany's best pastry cook attacked the dough at dawn.",
    ],
)
def test_words_of_war_outside_of_politics_are_no_events(read, text):
    assert [claim for claim in read(text).claims if claim.kind == "event"] == []


def test_a_raid_stays_an_event_in_short_words(read):
    claims = read("Rebels attacked an army post near Kidal on Tuesday, killing two soldiers.").claims
    assert [claim.code for claim in claims if claim.kind == "event"][:1] == ["ASSAULT"]
