"""`servanda verdict`: it overrides, is shown as such, can be withdrawn, and outlives new readings."""

import msgspec
import pytest
import settlement

DAY = ("--as-of", "2021-06-30")
ADA, BEN = "Ada Mori", "Ben Ode"


@pytest.fixture
def rule(servanda, accord):
    def rule(*arguments):
        return servanda("verdict", *arguments, "--record", accord, "--json")

    return rule


@pytest.fixture
def find(servanda, accord):
    """Return a function that finds a commitment of the board by its point."""

    def find(point):
        rows = servanda("board", "--record", accord, *DAY).json
        return next((row for row in rows if row["point"] == point), None)

    return find


def untied(servanda, accord):
    return servanda("issues", "--code", "verdict-untied", "--record", accord).json


def test_a_verdict_overrides_and_stands_beside_what_was_computed(rule, find):
    (given,) = rule(find("6a")["id"], "full", "--by", ADA, "--note", "seen by the mission").json
    assert (given["ruling"], given["by"], given["note"]) == ("3", ADA, "seen by the mission")
    row = find("6a")
    assert (row["score"], row["state"], row["clock"]) == (3, "full", "met")
    (override,) = row["overrides"]
    assert override == {
        "field": "score", "ruling": "3", "computed": "2", "by": ADA, "at": given["at"], "note": "seen by the mission",
    }  # fmt: skip


@pytest.mark.parametrize("command", ["board", "commitments"])
def test_a_verdict_is_shown_as_one(servanda, accord, rule, find, command, monkeypatch):
    monkeypatch.setenv("COLUMNS", "140")
    assert "§" not in servanda(command, "--record", accord, *DAY, "--table").out
    rule(find("6a")["id"], "full", "--by", ADA)
    shown = servanda(command, "--record", accord, *DAY, "--table").flat
    assert "§ verdict" in shown
    assert ADA in shown


def test_explain_tells_of_verdicts(servanda, accord, rule, find):
    name = find("6a")["id"]
    rule(name, "full", "--by", ADA, "--note", "seen")
    assert (
        f"§ Verdict on {name}#score: 3, by {ADA}"
        in servanda("explain", name, "--record", accord, "--table").flat
    )
    assert servanda("explain", name, "--record", accord).json["verdicts"][0]["note"] == "seen"


@pytest.mark.parametrize(
    ("ruling", "field", "value"),
    [
        ("not-initiated", "score", 0),
        ("not initiated", "score", 0),
        ("not-assessed", "score", None),
        ("disputed", "standing", "disputed"),
        ("lapsed", "clock", "lapsed"),
    ],
)
def test_words_of_score_clock_and_standing(rule, find, ruling, field, value):
    assert rule(find("6a")["id"], ruling, "--by", ADA).status == 0
    assert find("6a")[field] == value


def test_a_deadline_by_its_field(rule, find):
    rule(find("10")["id"], "2021-06-01", "--field", "deadline", "--by", ADA)
    row = find("10")
    assert (row["deadline"]["edtf"], row["clock"], row["overrides"][0]["computed"]) == (
        "2021-06-01",
        "overdue",
        "2021-12-31",
    )


def test_a_verdict_may_hold_from_a_day_on(servanda, accord, rule, find):
    rule(find("1")["id"], "full", "--from", "2021-06-01", "--by", ADA)
    by_day = {
        day: servanda("board", "--record", accord, "--as-of", day).json[0]["score"]
        for day in ("2021-05-31", "2021-06-01")
    }
    assert by_day == {"2021-05-31": None, "2021-06-01": 3}


def test_a_rejected_commitment_is_left_out_and_said_to_be(servanda, accord, rule, find):
    name = find("1")["id"]
    rule(name, "rejected", "--by", ADA, "--note", "no duty")
    assert find("1") is None
    assert f"{name} is left out: rejected by {ADA}" in servanda("board", "--record", accord, *DAY).err
    assert "rejected by Ada Mori" in servanda("explain", name, "--record", accord).err
    rule(name, "--withdraw", "--by", ADA)
    assert find("1") is not None


def test_a_rejected_claim_counts_no_more(rule, find):
    rule(find("6a")["evidence"][0]["claim"], "rejected", "--by", ADA)
    assert (find("6a")["score"], find("6a")["standing"]) == (None, "silent")


def test_an_upheld_commitment_says_by_whom(rule, find):
    rule(find("1")["id"], "upheld", "--by", ADA)
    assert [(one["field"], one["ruling"], one["by"]) for one in find("1")["overrides"]] == [
        ("record", "upheld", ADA)
    ]


def test_withdrawing_restores_what_was_computed_and_keeps_the_verdict(servanda, accord, rule, find):
    name = find("6a")["id"]
    rule(name, "full", "--by", ADA)
    assert rule(name, "--withdraw", "--by", ADA).json[0]["ruling"] == "withdrawn"
    assert (find("6a")["score"], find("6a")["overrides"]) == (2, [])
    kept = [(one["ruling"], one["stands"]) for one in rule().json]
    assert kept == [("withdrawn", False), ("3", False)]


def test_only_ones_own_verdict_can_be_withdrawn(rule, find):
    name = find("6a")["id"]
    rule(name, "full", "--by", ADA)
    assert rule(name, "--withdraw", "--by", BEN).status == 2
    assert find("6a")["score"] == 3


def test_the_earlier_verdict_of_another_counts_again(rule, find):
    name = find("6a")["id"]
    rule(name, "full", "--by", ADA)
    rule(name, "minimum", "--by", BEN)
    assert find("6a")["score"] == 1
    rule(name, "--withdraw", "--by", BEN)
    assert find("6a")["score"] == 3


def test_known_by_shows_what_was_ruled_then(servanda, accord, rule, find):
    name = find("6a")["id"]
    (given,) = rule(name, "full", "--by", ADA).json
    rule(name, "--withdraw", "--by", ADA)
    then = servanda("board", "--record", accord, *DAY, "--known-by", given["at"]).json
    assert next(row for row in then if row["id"] == name)["score"] == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ["full"],
        ["full", "--by", " "],
        ["excellent", "--by", ADA],
        ["--by", ADA],
        ["full", "--withdraw", "--by", ADA],
        ["2021-13-01", "--field", "deadline", "--by", ADA],
        ["x", "--field", "weather", "--by", ADA],
        ["5", "--field", "claims", "--by", ADA],
    ],
)
def test_wrong_use(rule, find, arguments):
    name = find("6a")["id"]
    assert rule(name, *arguments).status == 2
    assert rule().json == []


def test_an_id_that_there_is_not(rule):
    ran = rule("C-0000", "full", "--by", ADA)
    assert (ran.status, "there is no record" in ran.err) == (2, True)


# read anew


def sharpen(claim):
    """Read the same words better: another place in the claim, so another id."""
    return (
        msgspec.structs.replace(claim, roles=claim.roles | {"topic": claim.roles["act"]})
        if "act" in claim.roles
        else claim
    )


def shorten(claim):
    return msgspec.structs.replace(claim, span=(claim.span[0] + 3, claim.span[1]))


def forget(claim):
    return None if claim.first("point") == "6a" else claim


def reread(accord, *changes, reading=settlement.ACCORD):
    for change in changes:
        settlement.keep(accord, [settlement.reread(reading, change)], settlement.LATER)


@pytest.mark.parametrize("change", [sharpen, shorten, lambda claim: shorten(sharpen(claim))])
def test_a_verdict_outlives_a_new_reading(servanda, accord, rule, find, change):
    before = find("6a")
    rule(before["id"], "minimum", "--by", ADA, "--note", "counted")
    reread(accord, change)
    after = find("6a")
    assert after["id"] != before["id"]
    assert (after["score"], after["overrides"][0]["by"]) == (1, ADA)
    assert after["overrides"][0]["note"].startswith("counted [given on C-")
    assert untied(servanda, accord) == []


def test_each_verdict_finds_its_own_of_two_in_one_sentence(accord, rule, find):
    """Two duties on the same words are told apart by what they say."""
    first, *rest = settlement.ACCORD.claims
    joined = [msgspec.structs.replace(claim, span=(rest[0].span[0], rest[-1].span[1])) for claim in rest]
    whole = msgspec.structs.replace(settlement.ACCORD, claims=(first, *joined))
    reread(accord, lambda claim: claim, reading=whole)
    rule(find("2")["id"], "minimum", "--by", ADA)
    rule(find("6a")["id"], "full", "--by", ADA)
    reread(accord, sharpen, reading=whole)
    assert (find("2")["score"], find("6a")["score"], find("10")["score"]) == (1, 3, None)


def test_a_rejected_claim_stays_rejected_in_a_new_reading(accord, rule, find):
    rule(find("6a")["evidence"][0]["claim"], "rejected", "--by", ADA)
    reread(
        accord,
        lambda claim: msgspec.structs.replace(
            claim, background=claim.background, span=(claim.span[0] + 3, claim.span[1])
        ),
        reading=settlement.RELEASED,
    )
    assert find("6a")["score"] is None


def test_a_verdict_that_finds_nothing_becomes_an_issue(servanda, accord, rule, find):
    name = find("6a")["id"]
    rule(name, "full", "--by", ADA)
    reread(accord, forget)
    (issue,) = untied(servanda, accord)
    assert name in issue["message"]
    assert ADA in issue["message"]
    assert issue["document"] == settlement.ACCORD.document.id
    assert "1 verdict finds nothing any more" in servanda("board", "--record", accord, *DAY).err
    rule(name, "--withdraw", "--by", ADA)
    assert untied(servanda, accord) == []


def test_a_carried_verdict_can_be_withdrawn_under_its_new_id(rule, find, accord):
    rule(find("6a")["id"], "minimum", "--by", ADA)
    reread(accord, sharpen)
    assert rule(find("6a")["id"], "--withdraw", "--by", ADA).status == 0
    assert find("6a")["score"] == 2


def test_a_verdict_survives_two_new_readings(rule, find, accord):
    rule(find("6a")["id"], "minimum", "--by", ADA)
    reread(accord, sharpen, shorten)
    assert find("6a")["score"] == 1
