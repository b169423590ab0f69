"""What is read of help, joint work, support and sanctions beside the cue itself: who gives, who acts beside whom, for whom soldiers serve."""

import pytest
from sample_texts import write_document


@pytest.fixture(scope="module")
def codes(read_again):
    """Read a sentence and return (code, values of the actors, values of the recipients) of each event."""

    def read_codes(text: str) -> list[tuple[str, set[str], set[str]]]:
        claims = read_again(write_document(text)).claims
        return [
            (c.code, set(c.values("actor")), set(c.values("recipient"))) for c in claims if c.kind == "event"
        ]

    return read_codes


def test_what_is_received_comes_from_the_giver(codes):
    assert ("AID", {"Norway"}, {"Chad"}) in codes("Chad received a grant of ten million dollars from Norway.")


def test_an_own_purchase_has_no_giver(codes):
    assert all(code != "AID" for code, _, _ in codes("Chad received a grant last year, said its minister."))


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan soldiers patrolled the lake alongside Ugandan marines.",
        "Kenyan soldiers patrolled the lake side by side with Ugandan marines.",
        "Kenyan soldiers patrolled the lake together with Ugandan marines.",
    ],
)
def test_what_is_done_beside_others_is_joint(codes, text):
    assert "COOPERATE" in {code for code, _, _ in codes(text)}


def test_soldiers_of_a_peace_mission_help(codes):
    sent = codes("Ghana sent eight hundred soldiers to the United Nations mission in Chad.")
    assert {code for code, _, _ in sent} == {"AID"}


def test_soldiers_of_an_army_are_moved(codes):
    sent = codes("Ghana sent eight hundred soldiers to the border with Togo.")
    assert {code for code, _, _ in sent} == {"MOBILIZE"}


def test_what_was_telephoned_to_be_said_was_said(codes):
    told = codes(
        "President Idriss Déby telephoned President Paul Biya on Monday to congratulate him on his victory."
    )
    assert "SUPPORT" in {code for code, _, _ in told}


def test_a_mere_purpose_is_no_event(codes):
    told = codes("President Idriss Déby flew to Yaoundé on Monday to recognise Somaliland.")
    assert "SUPPORT" not in {code for code, _, _ in told}


def test_who_was_the_first_to_do_it_did_it(codes):
    assert ("SUPPORT", {"Chad"}, {"Kosovo"}) in codes("Chad became the fourth state to recognise Kosovo.")


def test_a_share_after_by_does_not_act(codes):
    told = codes("Aid to Chad was cut by half by Norway in May.")
    assert ("SANCTION", {"Norway"}, {"Chad"}) in told


def test_what_is_done_stands_behind_the_one_who_does_it(codes):
    told = codes("The expulsion by Chad of two Norwegian diplomats was announced in May.")
    assert any(code == "SANCTION" and actors == {"Chad"} for code, actors, _ in told)
