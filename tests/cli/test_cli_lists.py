"""The listing commands: arrays, tables, filters, and the two questions about time."""

import pytest

LISTS = ("meetings", "agreements", "commitments", "events", "actors", "places", "issues", "board")


@pytest.mark.parametrize("name", LISTS)
def test_each_prints_one_array(servanda, record, name):
    ran = servanda(name, "--record", record)
    assert ran.status == 0
    assert isinstance(ran.json, list)


@pytest.mark.parametrize("name", LISTS)
def test_each_has_a_table_or_says_that_nothing_fits(servanda, record, name):
    ran = servanda(name, "--record", record, "--table")
    assert ran.status == 0
    assert ran.out or "no " in ran.err


@pytest.mark.parametrize("name", [*LISTS, "search x", "explain x", "export jsonl x"])
def test_without_a_record_there_is_one_clear_line(servanda, name):
    ran = servanda(*name.split())
    assert ran.status == 2
    assert ran.err.startswith("servanda: servanda.sqlite: there is no record here; ")
    assert ran.err.count("\n") == 1


def test_a_file_that_is_no_record(servanda, tmp_path):
    (tmp_path / "x.sqlite").write_text("hello")
    assert servanda("meetings", "--record", "x.sqlite").status == 2


def test_the_default_record_is_in_this_folder(servanda, reports):
    servanda("read", reports, "--record", "servanda.sqlite")
    assert len(servanda("meetings").json) == 2


def states(ran):
    return [row["state"] for row in ran.json]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ([], ["held", "scheduled"]),
        (["--actor", "lavrov"], ["held"]),
        (["--actor", "Jeyhun Bayramov"], ["scheduled"]),
        (["--actor", "nobody"], []),
        (["--from", "2022-10"], ["scheduled"]),
        (["--to", "2022-09"], ["held"]),
        (["--from", "2022-09", "--to", "2022-09"], ["held"]),
        (["--state", "scheduled"], ["scheduled"]),
        (["--topic", "border"], []),
        (["--background"], []),
        (["--no-background"], ["held", "scheduled"]),
        (["--limit", "1"], ["held"]),
        (["--as-of", "2022-09-01"], ["scheduled"]),
        (["--known-by", "2000-01-01"], []),
    ],
)
def test_filters(servanda, record, arguments, found):
    assert states(servanda("meetings", "--record", record, *arguments)) == found


@pytest.mark.parametrize(
    ("as_of", "clock"),
    [("2022-09-06", "not-yet-due"), ("2022-09-20", "due-soon"), ("2022-10-01", "overdue")],
)
def test_commitments_stand_as_of_a_day(servanda, record, as_of, clock):
    (row,) = servanda("commitments", "--record", record, "--as-of", as_of).json
    assert row["clock"] == clock
    (row,) = servanda("board", "--record", record, "--as-of", as_of).json
    assert (row["clock"], row["deadline"]["edtf"], row["obligors"]) == (clock, "2022-09-30", ["Armenia"])
    assert isinstance(row["evidence"], list)


def test_commitments_by_clock(servanda, record):
    arguments = ["commitments", "--record", record, "--as-of", "2022-10-01", "--state"]
    assert len(servanda(*arguments, "overdue").json) == 1
    assert servanda(*arguments, "met").json == []


def test_what_did_not_take_place_is_in_no_state():
    from servanda.cli.filters import states_of
    from servanda.model import Meeting

    assert states_of(Meeting(id="M-1", state="held", negated=True)) == set()
    assert states_of(Meeting(id="M-1", state="held")) == {"held"}


def test_states_that_there_are_not(servanda, record):
    ran = servanda("meetings", "--record", record, "--state", "overdue")
    assert ran.status == 2
    assert "cancelled" in ran.err


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["meetings", "--topic", "boarder"], "border"),
        (["commitments", "--topic", "prisoner"], "prisoners"),
        (["actors", "--kind", "persons"], "person"),
        (["issues", "--code", "sides-disagre"], "sides-disagree"),
    ],
)
def test_words_of_a_closed_vocabulary_that_there_are_not(servanda, record, arguments, near):
    ran = servanda(*arguments, "--record", record)
    assert ran.status == 2
    assert ran.out == ""
    assert near in " ".join(ran.err.replace("│", " ").split())


def test_what_to_give_next_names_the_record(servanda, record, monkeypatch):
    wanted = ["meetings", "--actor", "Sergei Lavrow", "--table", "--record", record]
    ran = servanda(*wanted)
    assert f"servanda meetings --record {record}\n" in ran.err
    assert "no actor is called 'Sergei Lavrow', near it: Sergey Lavrov" in ran.err
    assert (
        f"servanda agreements --record {record}\n" in servanda("board", "Versailles", "--record", record).err
    )
    monkeypatch.setenv("SERVANDA_RECORD", str(record))
    assert servanda(*wanted[:-2]).err.endswith("servanda meetings\n")


def test_an_instant_is_shown_where_none_was_given(servanda, record):
    ran = servanda("meetings", "--known-by", "2020", "--record", record)
    assert ran.status == 2
    assert "2022-09-05T14:30:00Z" in ran.err


def test_nothing_fits_is_no_failure(servanda, record):
    ran = servanda("meetings", "--record", record, "--actor", "nobody", "--table")
    assert (ran.status, ran.out) == (0, "")
    assert "no meetings that fit" in ran.err


def test_board_by_agreement_that_there_is_not(servanda, record):
    ran = servanda("board", "Versailles", "--record", record)
    assert ran.status == 2
    assert "servanda agreements" in ran.err


def test_board_sums_up(servanda, record):
    shown = servanda("board", "--record", record, "--as-of", "2022-10-01", "--table").flat
    assert "As of 2022-10-01" in shown
    assert "1 commitment: 1 not assessed · 1 overdue" in shown


def test_actors_and_issues(servanda, record):
    names = [row["name"] for row in servanda("actors", "--record", record).json]
    assert names == sorted(names, key=str.casefold)
    assert "Sergey Lavrov" in names
    assert [row["name"] for row in servanda("actors", "--record", record, "--actor", "lavrov").json] == [
        "Sergey Lavrov"
    ]
    assert servanda("issues", "--record", record, "--code", "no-dates").json == []


def test_places(servanda, record):
    (moscow,) = servanda("places", "--record", record).json
    assert [moscow[key] for key in ("name", "country", "precision", "enclosing")] == [
        "Moscow",
        "RUS",
        "place",
        False,
    ]
    (meeting,) = servanda("meetings", "--state", "held", "--record", record).json
    assert moscow["claims"] == meeting["claims"]
    shown = servanda("places", "--record", record, "--table").flat
    assert "55.7" in shown
    assert moscow["id"] in shown


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["--actor", "lavrov"], 1),
        (["--actor", "bayramov"], 0),
        (["--from", "2022-10"], 0),
        (["--to", "2022-09"], 1),
        (["--background"], 0),
        (["--known-by", "2000-01-01"], 0),
    ],
)
def test_places_are_filtered_by_their_claims(servanda, record, arguments, count):
    assert len(servanda("places", "--record", record, *arguments).json) == count


def test_names_of_places_are_shown_as_preferred(servanda, record, tmp_path):
    (tmp_path / "names.txt").write_text("Moskva\n\nKiel\n")
    (moscow,) = servanda("places", "--record", record, "--names", "names.txt").json
    assert (moscow["name"], moscow["names"][:2]) == ("Moskva", ["Moskva", "Moscow"])
    (tmp_path / "latin.txt").write_bytes(b"Bogot\xe1\n")
    for file, words in (("gone.txt", "No such file"), ("latin.txt", "not UTF-8")):
        ran = servanda("places", "--record", record, "--names", file)
        assert ran.status == 2
        assert words in " ".join(ran.err.replace("│", " ").split())


def test_places_that_are_not_located_have_no_point(servanda, tmp_path):
    (tmp_path / "a.txt").write_text(
        "Sergey Lavrov met Ararat Mirzoyan in Qorvanabad, the ministry said on the day of the talks there.\n"
    )
    (line,) = servanda("read", "a.txt", "--record", "r.sqlite", "--json").lines
    (place,) = line["records"]["places"]
    assert [place[key] for key in ("name", "id", "lat", "lon", "precision")] == [
        "Qorvanabad", None, None, None, None,
    ]  # fmt: skip
    shown = servanda("places", "--record", "r.sqlite", "--table").flat
    assert "not located" in shown
    assert "no point" in shown


def test_a_table_of_what_was_read_locates_nothing(servanda, reports, monkeypatch):
    monkeypatch.setattr("servanda.batch.places.Locator.locate", lambda *_: pytest.fail("located"))
    assert servanda("read", reports, "--record", "r.sqlite", "--table").status == 0


def test_search(servanda, record):
    (hit,) = servanda("search", "shelling", "--record", record).json
    assert hit["publisher"] == "TASS"
    assert "shelling" in hit["snippet"]
    assert "TASS" in servanda("search", "shelling", "--record", record, "--table").out
    assert "no document" in servanda("search", "xyzzy", "--record", record, "--table").err


def test_explain_walks_back(servanda, record):
    meeting = servanda("meetings", "--record", record, "--limit", "1").json[0]
    shown = servanda("explain", meeting["id"], "--record", record, "--table").out
    for words in (
        "Meeting",
        meeting["id"],
        "^^^^",
        "participant",
        "quick/meeting#met",
        "Sputnik (media)",
        "2022-09-05",
    ):
        assert words in shown
    explained = servanda("explain", meeting["id"], "--record", record).json
    assert explained["record"]["id"] == meeting["id"]
    assert explained["claims"][0]["document"]["publisher"] == "Sputnik"
    claim = meeting["claims"][0]
    assert servanda("explain", claim, "--record", record).json["claim"]["id"] == claim
    assert "quick/meeting#met" in servanda("explain", claim[:8], "--record", record, "--table").out
    document = explained["claims"][0]["document"]["id"]
    assert len(servanda("explain", document, "--record", record).json["claims"]) == 2
    assert "Sputnik" in servanda("explain", document, "--record", record, "--table").out


def test_explain_what_there_is_not(servanda, record):
    for flag in ("--json", "--table"):
        ran = servanda("explain", "M-0000000000", flag, "--record", record)
        assert ran.status == 2
        assert "there is no record, claim or document" in ran.err


def test_export(servanda, record, tmp_path):
    ran = servanda("export", "jsonl", "out.jsonl", "--record", record)
    assert ran.status == 0
    assert (tmp_path / "out.jsonl").read_bytes().count(b"\n") == 2
    assert len(servanda("export", "jsonl", "-", "--record", record).lines) == 2
    assert servanda("export", "word", "x", "--record", record).status == 2
    assert servanda("export", "jsonl", "no/such/x", "--record", record).status == 2


def test_explain_says_which_ids_begin_so(servanda, record):
    from servanda.cli.explain import say_missing

    assert "M-12345, M-12346; give more" in say_missing("M-1234", ["M-12345", "M-12346"])
    assert "… (9 in all)" in say_missing("M-1234", [f"M-1234{number}" for number in range(9)])
    assert "too short" in servanda("explain", "M-1", "--record", record).err


CASE = """# Ministers meet
conflict: Nowhere
published: 2022-09-05
kind: report
tests: meeting/held

> GENEVA - Foreign Minister Sergey Lavrov met Ararat Mirzoyan in Geneva on Monday.

| kind | code | words | roles | force | said by | flags |
|---|---|---|---|---|---|---|
| meeting | CONSULT | met | participant: Sergey Lavrov + Ararat Mirzoyan; place: Geneva; date: 2022-09-05 | asserted | | |
"""


def test_score(servanda, tmp_path):
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "01-meet.md").write_text(CASE)
    scores = servanda("score", "cases", "cases").json
    assert scores["cases"] == 1
    assert scores["meeting"]["expected"] == 1
    assert "meeting" in servanda("score", "cases", "cases", "--table").out
    for arguments, words in (
        (["nonsense", "cases"], "there are: actors, agreement, attribution, cases"),
        (["cases", "gone"], "no such file"),
    ):
        ran = servanda("score", *arguments)
        assert ran.status == 2
        assert words in ran.err
    (tmp_path / "cases" / "02-broken.md").write_text(CASE.replace("| met |", "| nowhere |"))
    assert servanda("score", "cases", "cases").status == 2
