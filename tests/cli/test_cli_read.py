"""`servanda read` prints one object a document, keeps what it is told to keep, and ends with the right status."""

import pytest

ENGLISH = (
    "Sergey Lavrov met Ararat Mirzoyan in Moscow, the ministry said on the day of the talks in the capital.\n"
)


def test_one_object_a_document(servanda, reports):
    ran = servanda("read", reports, "--json")
    assert ran.status == 0
    first, second = ran.lines
    assert list(first) == ["document", "claims", "records", "issues"]
    assert (first["document"]["publisher"], second["document"]["published"]) == ("Sputnik", "2022-10-03")
    for described in (first, second):
        text = (reports / ("a.txt" if described is first else "b.txt")).read_text()
        for claim in described["claims"]:
            assert claim["quote"] == text[slice(*claim["span"])]
    assert [meeting["state"] for meeting in first["records"]["meetings"]] == ["held"]


def test_a_pipe_gets_json_and_a_table_may_be_asked_for(servanda, reports):
    assert len(servanda("read", reports).lines) == 2
    shown = servanda("read", reports, "--table")
    assert "● held" in shown.out
    assert "release prisoners" in shown.flat


def test_what_is_given_stands_in_the_document(servanda, tmp_path):
    (tmp_path / "a.txt").write_text(ENGLISH)
    ran = servanda(
        "read",
        "a.txt",
        "--published",
        "2022-09-05",
        "--publisher",
        "Sputnik",
        "--kind",
        "statement",
        "--stake",
        "party",
    )
    document = ran.lines[0]["document"]
    assert [document[key] for key in ("published", "published_basis", "publisher", "kind", "stake")] == [
        "2022-09-05", "given", "Sputnik", "statement", "party",
    ]  # fmt: skip


def test_standard_input(servanda):
    ran = servanda("read", "-", stdin=ENGLISH.encode())
    assert ran.status == 0
    assert ran.lines[0]["claims"]


def test_nothing_is_kept_without_a_record(servanda, reports, tmp_path):
    servanda("read", reports)
    assert not list(tmp_path.glob("*.sqlite"))


def test_a_record_is_kept_and_not_read_twice(servanda, reports):
    first = servanda("read", reports, "--record", "r.sqlite", "--json")
    again = servanda("read", reports, "--record", "r.sqlite", "--json")
    assert "2 read; the record is r.sqlite" in first.err
    assert "0 read, 2 read before" in again.err
    for before, after in zip(first.lines, again.lines, strict=True):
        assert before["claims"] == after["claims"]
        assert before["document"] == after["document"]
        assert before["issues"] == after["issues"]


def test_the_variable_names_the_record(servanda, reports, monkeypatch, tmp_path):
    monkeypatch.setenv("SERVANDA_RECORD", "kept.sqlite")
    servanda("read", reports)
    assert (tmp_path / "kept.sqlite").exists()
    assert len(servanda("meetings").json) == 2


def test_tables_of_a_kept_document_and_a_summary_of_many(servanda, reports):
    for number in range(6):
        (reports / f"more{number}.txt").write_text(f"{ENGLISH} Number {number}.")
    many = servanda("read", reports, "--record", "r.sqlite", "--table")
    assert many.out == ""
    assert "8 read; the record is r.sqlite" in many.err
    assert "● held" in servanda("read", reports / "a.txt", "--record", "r.sqlite", "--table").out


FRENCH = "Le ministre des Affaires étrangères a déclaré hier que les négociations avaient repris à Genève."
PAGE = f"<html><head><title>Talks</title></head><body><article><h1>Talks</h1><p>{ENGLISH}</p></article></body></html>"
BAD = {
    "empty": (b"", 1, "empty"),
    "white": (b" \n ", 1, "empty"),
    "binary": (bytes(range(256)) * 20, 1, "binary"),
    "pdf": (b"%PDF-1.4", 1, "PDF is not read yet"),
    "cp1252": (f"{ENGLISH} The café’s owner.".encode("cp1252"), 0, "encoding-guessed"),
    "broken": ("Şuşa, Xankəndi ".encode() + b"\xff" + ENGLISH.encode(), 0, "encoding-broken"),
    "other language": (FRENCH.encode(), 0, "language-unread"),
    "no dates": (ENGLISH.encode(), 0, "no-dates"),
    "page": (PAGE.encode(), 0, "html-cleaned"),
    "no text": (b"<html><body></body></html>", 1, "without a main text"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_has_a_name_and_a_status_and_the_rest_is_kept(servanda, tmp_path, name):
    data, status, words = BAD[name]
    (tmp_path / "bad.txt").write_bytes(data)
    (tmp_path / "good.txt").write_text(ENGLISH + "good")
    ran = servanda("read", "bad.txt", "good.txt", "--record", "r.sqlite", "--json")
    assert ran.status == status
    if status:
        assert "servanda: bad.txt: " in ran.err
        assert words in ran.err
        assert len(ran.lines) == 1
    else:
        assert words in [issue["code"] for issue in ran.lines[0]["issues"]]
    assert ran.lines[-1]["claims"]


def test_a_missing_path_and_an_empty_folder(servanda, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "good.txt").write_text(ENGLISH)
    ran = servanda("read", "missing.txt", "empty", "good.txt", "--json")
    assert ran.status == 1
    assert "servanda: missing.txt: no such file or folder" in ran.err
    assert "servanda: empty: no document in this folder" in ran.err
    assert len(ran.lines) == 1


def test_files_that_a_folder_passes_over_are_named_once(servanda, reports):
    (reports / "sub").mkdir()
    for name in ("photo.jpg", "sub/data.xlsx", ".hidden.jpg"):
        (reports / name).write_text("x")
    ran = servanda("read", reports, "--json")
    assert ran.status == 0
    assert ran.err.count("not read: photo.jpg, sub/data.xlsx (") == 1
    assert "index.csv" not in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["a.txt", "--published", "yesterday"],
        ["a.txt", "--published", "2022-02-30"],
        ["a.txt", "--kind", "novel"],
        ["a.txt", "--stake", "mine"],
        ["a.txt", "--jobs", "0"],
        ["a.txt", "--as-of", "soon"],
        ["a.txt", "--nonsense"],
        ["a.txt", "--record", "no/such/folder/r.sqlite"],
        ["a.txt", "--record", "mysql://localhost/x"],
        ["a.txt", "--codebook", "no/such/codebook"],
    ],
)
def test_wrong_use(servanda, tmp_path, arguments):
    (tmp_path / "a.txt").write_text(ENGLISH)
    ran = servanda("read", *arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err


def test_ctrl_c_says_how_to_go_on(servanda, reports, monkeypatch):
    import quick_reader

    def stop_at_second(document, seen=[]):  # noqa: B006
        seen.append(document)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return quick_reader.read(document)

    monkeypatch.setattr("servanda.cli.gathering.make_loader", lambda path: lambda: stop_at_second)
    ran = servanda("read", reports, "--record", "r.sqlite", "--json")
    assert ran.status == 130
    assert "stopped; 1 document is in r.sqlite. The same command goes on" in ran.err
    monkeypatch.setattr("servanda.cli.gathering.make_loader", quick_reader.make)
    assert "1 read, 1 read before" in servanda("read", reports, "--record", "r.sqlite").err
