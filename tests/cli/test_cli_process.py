"""`servanda process`: list, check, load."""


def test_the_bundled_settlements_are_listed(servanda):
    ran = servanda("process", "list", "--json")
    assert ran.status == 0
    assert [one["name"] for one in ran.json] == ["nagorno-karabakh", "serbia-kosovo", "tigray"]
    assert "Trilateral statement of 9 November 2020" in servanda("process", "list", "--table").flat


def test_they_are_loaded_by_one_command_and_stand_on_the_board(servanda):
    ran = servanda("process", "load", "serbia-kosovo", "--record", "r.sqlite")
    assert ran.status == 0
    assert "loaded" in ran.err
    shown = servanda("board", "--record", "r.sqlite", "--as-of", "2023-05-01", "--json").json
    by_point = {one["point"]: one for one in shown}
    assert by_point["a"]["deadline"]["edtf"] == "2023-04-17"
    assert by_point["a"]["clock"] == "overdue"
    assert {one["standing"] for one in shown} == {"silent"}
    again = servanda("process", "load", "serbia-kosovo", "--record", "r.sqlite")
    assert "in the record already" in again.err


def test_an_unknown_settlement_is_answered_with_what_there_is(servanda):
    ran = servanda("process", "load", "atlantis", "--record", "r.sqlite")
    assert ran.status == 2
    assert "choose one of: nagorno-karabakh" in ran.err


def test_checking_names_file_and_line(servanda, tmp_path):
    assert servanda("process", "check").status == 0
    path = tmp_path / "bad.yaml"
    path.write_text("name: x\nlabel: x\ncoder: anna\nversion: 1\nagreements: []\n")
    ran = servanda("process", "check", path)
    assert ran.status == 1
    assert f"{path}:5:" in ran.out
