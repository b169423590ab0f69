"""How commands are run in these tests: in this process, with a quick reader, in a folder of their own."""

import json
import sys
from pathlib import Path

import pytest
import quick_reader
from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # tests/factory.py

REPORTS = {
    "a.txt": "Sergey Lavrov met Ararat Mirzoyan in Moscow, the ministry said on the day of the talks in the capital.\n"
    "Armenia agreed to release prisoners by 2022-09-30, and the ministry said that it was for the good of all.\n",
    "b.txt": "Ararat Mirzoyan will meet Jeyhun Bayramov on 2022-11-07, the office of the mediator said in the evening.\n"
    "Azerbaijan shelled Armenia, the ministry said, and the shelling was the first of the week in the area.\n",
}
INDEX = "path,published,publisher,stake,kind,settlement\na.txt,2022-09-05,Sputnik,media,report,karabakh\nb.txt,2022-10-03,TASS,media,report,karabakh\n"


class Ran:
    """What a command printed and how it ended."""

    def __init__(self, result):
        self.status = result.exit_code
        self.out = result.stdout
        self.err = result.stderr
        self.crash = result.exception if not isinstance(result.exception, SystemExit) else None

    @property
    def json(self):
        """Return standard output as one JSON value."""
        return json.loads(self.out)

    @property
    def lines(self):
        """Return standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def flat(self):
        """Return standard output with all white space as single spaces."""
        return " ".join(self.out.split())


@pytest.fixture
def servanda(tmp_path, monkeypatch):
    """Return a function that runs a command in a folder of its own."""
    from servanda.cli.app import app

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SERVANDA_RECORD", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr("servanda.cli.gathering.make_loader", quick_reader.make)

    def run(*arguments, stdin=None):
        ran = Ran(CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin))
        if ran.crash is not None:
            raise ran.crash
        return ran

    return run


@pytest.fixture
def reports(tmp_path):
    """Return a folder of two reports with an index."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text)
    (folder / "index.csv").write_text(INDEX)
    return folder


@pytest.fixture
def record(servanda, reports, tmp_path):
    """Return the path of a record that has read the two reports."""
    path = tmp_path / "r.sqlite"
    assert servanda("read", reports, "--record", path, "--json").status == 0
    return path


@pytest.fixture
def accord(servanda, tmp_path):
    """Return the path of a record of the made-up settlement in settlement.py."""
    import settlement

    return settlement.keep(tmp_path / "accord.sqlite")
