"""A codebook file that is wrong is refused, and the message says file, line and what."""

import shutil
from pathlib import Path

import msgspec
import pytest
import yaml

from servanda.codebook import Codebook, CodebookError, load, load_csv, load_yaml, split_cell
from servanda.codebook.files import find_home

ASSAULT = "types/event-ASSAULT.yaml"


@pytest.fixture
def home(tmp_path) -> Path:
    """A copy of the bundled codebook, to break."""
    target = tmp_path / "book"
    shutil.copytree(find_home() / "settlement", target)
    return target


def append(path: Path, words: str | bytes) -> int:
    """Add words at the end of a file; return the line on which they stand."""
    before = path.read_bytes()
    assert before.endswith(b"\n")
    path.write_bytes(before + (words.encode() if isinstance(words, str) else words))
    return before.count(b"\n") + 1


def put(path: Path, old: str, new: str) -> int:
    """Put `new` for the first `old` of a file; return the line on which it stands."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} no longer has {old!r}: choose other words for this test"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def add_cue(home: Path, cue: str) -> int:
    """Add a cue to the type ASSAULT; return the line on which it stands."""
    return put(home / ASSAULT, "\ncues:\n", f"\ncues:\n  - {cue}\n") + 2


def refuse(home: Path) -> str:
    """Load a broken codebook; return what the error says."""
    with pytest.raises(CodebookError) as caught:
        load(home)
    return str(caught.value)


def test_the_copy_is_a_codebook_like_the_bundled_one(home):
    book = load(home)
    assert (book.name, book.digest) == (load().name, load().digest)


@pytest.mark.parametrize(
    ("file", "words", "what"),
    [
        (ASSAULT, "colour: red\n", "colour"),
        ("codebook.yaml", "colour: red\n", "colour"),
        ("qualify.yaml", "colour: red\n", "colour"),
    ],
)
def test_an_unknown_key_is_named_with_its_line(home, file, words, what):
    line = append(home / file, words)
    message = refuse(home)
    assert message.startswith(f"{home / file}:{line}: ")
    assert what in message


def test_an_unknown_key_inside_a_cue_is_named_with_its_line(home):
    line = add_cue(home, '{verb: [gouge], neds: object, example: "X"}')
    assert refuse(home).startswith(f"{home / ASSAULT}:{line}: ")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("quad: 4", "quad: four"),
        ("hostile: true", "hostile: perhaps"),
        ("kind: event", "kind: events"),
        ("label: Assault", "label: [Assault]"),
    ],
)
def test_a_wrong_value_is_refused_with_its_line(home, old, new):
    line = put(home / ASSAULT, old, new)
    assert refuse(home).startswith(f"{home / ASSAULT}:{line}: ")


def test_a_missing_key_is_named(home):
    put(home / ASSAULT, "since:", "# since:")
    message = refuse(home)
    assert message.startswith(f"{home / ASSAULT}:1: ")
    assert "since" in message


def test_a_wrong_word_inside_a_cue_is_refused_with_its_line(home):
    line = add_cue(home, '{verb: [gouge], needs: thing, example: "X"}')
    assert refuse(home).startswith(f"{home / ASSAULT}:{line}: ")


def test_a_wrong_effect_of_a_qualifier_is_refused_with_its_line(home):
    line = put(home / "qualify.yaml", "effect: speak", "effect: speek")
    assert refuse(home).startswith(f"{home / 'qualify.yaml'}:{line}: ")


def test_a_wrong_word_class_is_refused_with_its_line(home):
    line = append(home / "words.yaml", "gadgets: sprocket\n")
    assert refuse(home).startswith(f"{home / 'words.yaml'}:{line}: ")


@pytest.mark.parametrize("words", ["x: [\n", "x: @unquoted\n", "x: 'open\n", "\tx: tab\n", "}\n"])
def test_bad_yaml_is_refused_with_a_line_near_by(home, words):
    line = append(home / ASSAULT, words)
    where, _, rest = refuse(home).removeprefix(f"{home / ASSAULT}:").partition(": ")
    assert abs(int(where) - line) <= 1
    assert rest.startswith("not YAML: ")


def test_an_empty_file_is_refused(home):
    (home / "codebook.yaml").write_text("", encoding="utf-8")
    assert refuse(home) == f"{home / 'codebook.yaml'}:1: the file is empty"


@pytest.mark.parametrize("words", ["- a\n- b\n", "hello\n"])
def test_a_file_that_is_no_mapping_is_refused(home, words):
    (home / "codebook.yaml").write_text(words, encoding="utf-8")
    assert refuse(home).startswith(f"{home / 'codebook.yaml'}:1: ")


@pytest.mark.parametrize(
    "file", ["codebook.yaml", "words.yaml", "qualify.yaml", "lists/states.csv", "lists/topics.csv"]
)
def test_a_missing_file_is_named(home, file):
    (home / file).unlink()
    assert refuse(home).startswith(f"{home / file}: cannot be read")


def test_a_missing_folder_is_named(tmp_path):
    assert str(tmp_path / "nowhere") in refuse(tmp_path / "nowhere")


@pytest.mark.parametrize("file", [ASSAULT, "lists/states.csv"])
def test_a_file_that_is_not_utf8_is_named(home, file):
    line = append(home / file, b"# \xe9\n")
    assert refuse(home).startswith(f"{home / file}:{line}: not UTF-8")


@pytest.mark.parametrize("file", [ASSAULT, "lists/states.csv"])
def test_a_control_character_is_refused_by_name(home, file):
    line = append(home / file, "# \x07\n")
    message = refuse(home)
    assert message.startswith(f"{home / file}:{line}: ")
    assert "U+0007" in message


def test_a_key_that_stands_twice_is_refused(home):
    line = append(home / ASSAULT, "label: Again\n")
    assert refuse(home).startswith(f"{home / ASSAULT}:{line}: ")


def test_a_key_that_stands_twice_in_a_cue_is_refused(home):
    line = add_cue(home, "{verb: [gouge], verb: [poke]}")
    message = refuse(home)
    assert message.startswith(f"{home / ASSAULT}:{line}: ")
    assert "verb" in message


@pytest.mark.parametrize("words", ["? [a, b]\n: c\n", "? {a: b}\n: c\n"])
def test_a_key_that_is_no_word_is_refused(home, words):
    line = append(home / "words.yaml", words)
    assert refuse(home).startswith(f"{home / 'words.yaml'}:{line}: ")


def test_an_alias_that_holds_itself_is_refused(home):
    append(home / "words.yaml", "gadgets: &gadgets [*gadgets]\n")
    assert "alias" in refuse(home)


@pytest.mark.parametrize(("old", "new"), [("label: Assault", 'label: ""'), ("label: Assault", "label:")])
def test_an_empty_label_is_refused_with_its_line(home, old, new):
    line = put(home / ASSAULT, old, new)
    assert refuse(home).startswith(f"{home / ASSAULT}:{line}: ")


def test_the_message_says_what_to_choose_from(home):
    add_cue(home, "{verb: [gouge], needs: thing}")
    assert "actor-object" in refuse(home)


def test_the_message_names_the_keys_that_there_are(home):
    add_cue(home, "{verb: [gouge], neds: object}")
    assert "needs" in refuse(home)


# word classes


def test_a_word_class_that_is_not_there_is_refused(home):
    add_cue(home, '{verb: [gouge], object: ["@gadgets"], example: "X"}')
    message = refuse(home)
    assert message.startswith(f"{home / ASSAULT}")
    assert "@gadgets" in message


@pytest.mark.parametrize("field", ["verb", "noun", "object"])
def test_a_word_class_may_stand_for_words(home, field):
    append(home / "words.yaml", "gadgets: [sprocket, widget]\n")
    cue = {
        "verb": '{verb: ["@gadgets"]',
        "noun": '{noun: ["@gadgets"]',
        "object": '{verb: [gouge], object: ["@gadgets"]',
    }
    add_cue(home, cue[field] + ', example: "X"}')
    book = load(home)
    assert book.expand(["@gadgets", "bolt"]) == {"sprocket", "widget", "bolt"}
    index = {"verb": book.by_verb, "noun": book.by_noun, "object": book.by_verb}[field]
    assert "event-ASSAULT" in {
        f"{c.kind}-{c.id}" for c, _ in index["gouge" if field == "object" else "sprocket"]
    }


def test_a_word_class_that_is_not_there_is_refused_with_its_line(home):
    line = add_cue(home, '{verb: [gouge], object: ["@gadgets"], example: "X"}')
    assert refuse(home).startswith(f"{home / ASSAULT}:{line}: ")


@pytest.mark.parametrize("field", ["prep", "recipient"])
def test_a_word_class_where_none_is_understood_is_refused(home, field):
    add_cue(home, f'{{verb: [gouge], {field}: ["@gadgets"], example: "X"}}')
    assert "@gadgets" in refuse(home)


@pytest.mark.parametrize(
    ("file", "old", "cue", "choice"),
    [
        (ASSAULT, "\ncues:\n", "{verb: [gouge], force: thretened}", "threatened"),
        (ASSAULT, "\ncues:\n", "{verb: [gouge], state: held}", "remove it"),
        ("types/meeting-CONSULT.yaml", "\ncues:\n", "{verb: [gouge], state: posponed}", "postponed"),
    ],
)
def test_an_unknown_force_or_state_is_refused_with_its_line_and_the_choices(home, file, old, cue, choice):
    line = put(home / file, old, f"{old}  - {cue}\n") + 2
    message = refuse(home)
    assert message.startswith(f"{home / file}:{line}: ")
    assert choice in message


def test_a_word_class_holds_no_other_class(home):
    line = append(home / "words.yaml", 'gadgets: [sprocket, "@forces"]\n')
    message = refuse(home)
    assert message.startswith(f"{home / 'words.yaml'}:{line}: ")
    assert "@forces" in message


# lists


@pytest.mark.parametrize(("row", "cells"), [("XXX,Nowhere", 2), ("XXX,Nowhere,,,,,,,", 9), ("", 0)])
def test_a_row_with_too_few_or_too_many_cells_is_refused_with_its_line(home, row, cells):
    line = append(home / "lists/states.csv", row + "\n")
    message = refuse(home)
    assert message.startswith(f"{home / 'lists/states.csv'}:{line}: ")
    assert f"{cells} cells" in message


@pytest.mark.parametrize(
    "file", ["states", "bodies", "offices", "ministries", "places", "topics", "publishers"]
)
def test_a_wrong_header_is_refused(home, file):
    path = home / "lists" / f"{file}.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0]
    put(path, header, header + ",more")
    message = refuse(home)
    assert message.startswith(f"{path}:1: ")
    assert header in message


@pytest.mark.parametrize(
    ("file", "row"),
    [
        ("bodies", "Foo Body,,,igoo,,,"),
        ("offices", "Foo of {state},fooer,hi,GOV,"),
        ("publishers", "Foo,,medja,USA"),
        ("bodies", "Foo Body,,,igo,,,maybe"),
        ("states", "XXX,,,,,,"),
        ("states", ",Nowhere,,,,,"),
        ("bodies", " ,,,igo,,,"),
        ("places", ",,USA,city,city,"),
        ("ministries", ",foo,GOV"),
        ("topics", ",foo,"),
    ],
)
def test_a_wrong_word_in_a_list_is_refused_with_its_line(home, file, row):
    path = home / "lists" / f"{file}.csv"
    line = append(path, row + "\n")
    assert refuse(home).startswith(f"{path}:{line}: ")


def test_a_quotation_mark_that_is_not_closed_is_refused(home):
    path = home / "lists/publishers.csv"
    line = append(path, '"Foo,,media,USA\n')
    assert refuse(home).startswith(f"{path}:{line}: not CSV: ")


def test_the_line_is_that_of_the_file_after_a_cell_of_two_lines(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text('name,note\nA,"one\ntwo"\nB,x\n,y\n', encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        list(load_csv(path, ("name", "note"), filled=("name",)))
    assert str(caught.value).startswith(f"{path}:5: name is empty")


def test_a_byte_order_mark_as_spreadsheets_write_it_is_no_part_of_the_header(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("name,note\nA,x\n", encoding="utf-8-sig")
    assert list(load_csv(path, ("name", "note"))) == [{"name": "A", "note": "x"}]


def test_cells_are_split_at_bars():
    assert split_cell("a| b |c") == ("a", "b", "c")
    assert split_cell("") == split_cell(" | ") == ()


def test_a_list_of_ones_own(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text('name,note\nA,"one, two"\nB,\n', encoding="utf-8")
    assert list(load_csv(path, ("name", "note"))) == [
        {"name": "A", "note": "one, two"},
        {"name": "B", "note": ""},
    ]


# names of files, digests, scalars


def test_a_type_file_must_be_called_after_its_kind_and_id(home):
    (home / ASSAULT).rename(home / "types/event-HARM.yaml")
    message = refuse(home)
    assert message.startswith(f"{home / 'types/event-HARM.yaml'}:1: ")
    assert "event-ASSAULT.yaml" in message


def add_code(home: Path, old: str, new: str) -> Path:
    """Add a copy of a type under another id."""
    kind, _, code = old.partition("-")
    text = (home / f"types/{old}.yaml").read_text(encoding="utf-8")
    path = home / f"types/{kind}-{new}.yaml"
    path.write_text(text.replace(f"id: {code}", f"id: {new}", 1), encoding="utf-8")
    return path


@pytest.mark.parametrize("old", ["agreement-signed", "commitment-obligation", "status-done"])
def test_a_code_that_the_record_does_not_have_is_refused(home, old):
    path = add_code(home, old, "sworn")
    message = refuse(home)
    assert message.startswith(f"{path}:1: ")
    assert "sworn" in message
    assert old.partition("-")[2] in message, "the message names the codes that there are"


def test_a_type_of_event_may_be_added(home):
    add_code(home, "event-ASSAULT", "HARM")
    assert "event-HARM" in load(home).codes


@pytest.mark.parametrize("name", ["harm", "Harm", "HARM DONE"])
def test_a_type_of_event_is_in_capitals(home, name):
    path = add_code(home, "event-ASSAULT", name)
    assert refuse(home).startswith(f"{path}:1: ")


def test_a_retired_code_is_not_read(home):
    put(home / ASSAULT, "since:", "status: retired\nsince:")
    book = load(home)
    assert "event-ASSAULT" not in book.codes
    assert len(book.codes) == len(load().codes) - 1


@pytest.mark.parametrize(
    "file", ["codebook.yaml", "words.yaml", "lists/places.csv", ASSAULT, "times/words.yaml"]
)
def test_the_digest_changes_with_every_file(home, file, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(home, other)
    append(other / file, "\n" if file.endswith("yaml") else "Foo,,USA,place,city,\n")
    assert load(other).digest != load(home).digest


def test_the_digest_changes_with_the_name_of_a_file_and_not_with_its_folder(home, tmp_path):
    moved = tmp_path / "elsewhere" / "moved"
    shutil.copytree(home, moved)
    assert load(moved).digest == load(home).digest
    shutil.copytree(home, tmp_path / "renamed")
    (tmp_path / "renamed/settling.yaml").rename(tmp_path / "renamed/settled.yaml")
    assert digest(tmp_path / "renamed") != load(home).digest


def digest(home: Path) -> str:
    book = load()
    return Codebook(home, book.file, book.codes, book.words, book.qualifiers, book.lists).digest


class Sample(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    text: str
    number: int = 0
    flag: bool = False
    nothing: str | None = None
    rows: list[dict[str, list[int]]] = []


def test_scalars_are_text_until_the_shape_says_otherwise(tmp_path):
    path = tmp_path / "sample.yaml"
    path.write_text("text: no\nnumber: 871\nflag: true\nrows: [{a: [1, 2]}]\n", encoding="utf-8")
    assert load_yaml(path, Sample) == Sample(text="no", number=871, flag=True, rows=[{"a": [1, 2]}])
    for words in ("2026.10", "0871", "yes", "1e3", "2022-09-05", "~"):
        path.write_text(f"text: {words}\n", encoding="utf-8")
        assert load_yaml(path, Sample).text == words


@pytest.mark.parametrize("libyaml", [True, False])
def test_an_empty_scalar_is_none(tmp_path, monkeypatch, libyaml):
    if not libyaml:
        monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    path = tmp_path / "sample.yaml"
    path.write_text("text: x\nnothing:\n", encoding="utf-8")
    assert load_yaml(path, Sample).nothing is None
    path.write_text("text: x\nnothing: ''\n", encoding="utf-8")
    assert load_yaml(path, Sample).nothing == ""


def test_an_error_deep_inside_has_the_line_of_its_own_place(tmp_path):
    path = tmp_path / "sample.yaml"
    path.write_text("text: x\nrows:\n  - a: [1]\n  - b:\n      - 2\n      - two\n", encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        load_yaml(path, Sample)
    assert str(caught.value).startswith(f"{path}:6: ")
