"""`servanda board`: a line each, in order, with counts; what changed, what falls due, what is silent."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios

import pytest

DAY = ("--as-of", "2021-06-30")


def board(servanda, accord, *arguments):
    return servanda("board", "--record", accord, *arguments)


def acts(ran):
    return [row["act"] for row in ran.json]


def lines(ran):
    """Return the lines of commitments: they begin with an id."""
    return [line for line in ran.out.splitlines() if line.startswith("C-")]


def test_rows_stand_by_agreement_and_point(servanda, accord):
    points = [row["point"] for row in board(servanda, accord, *DAY).json]
    assert points == ["1", "2", "6a", "10", None]


@pytest.mark.parametrize("columns", [60, 80, 100, 120, 200])
def test_each_commitment_takes_one_line(servanda, accord, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = board(servanda, accord, *DAY, "--table")
    assert len(lines(shown)) == 5
    assert all(len(line) <= columns for line in shown.out.splitlines())


def test_what_is_cut_ends_with_an_ellipsis(servanda, accord, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    cut = next(line for line in lines(board(servanda, accord, *DAY, "--table")) if " open a" in line)
    assert "…" in cut


def test_a_line_says_state_clock_standing_and_last_word_in_words_with_signs(servanda, accord, monkeypatch):
    monkeypatch.setenv("COLUMNS", "140")
    (line,) = [line for line in lines(board(servanda, accord, *DAY, "--table")) if " 6a " in line]
    for words in (
        "◑ intermediate",
        "!! overdue",
        "= undisputed",
        "partly, OSCE",
        "2021-05-01",
        "release prisoners",
    ):
        assert words in line


def test_the_id_on_a_line_can_be_explained(servanda, accord):
    short = lines(board(servanda, accord, *DAY, "--table"))[0].split()[0]
    assert servanda("explain", short, "--record", accord, "--table").status == 0


def test_counts_name_those_not_assessed_and_give_no_bare_share(servanda, accord):
    shown = board(servanda, accord, *DAY, "--table").flat
    assert "4 commitments: 1 intermediate, 3 not assessed" in shown
    assert "5 commitments: 1 intermediate, 4 not assessed" in shown
    assert "%" not in shown


def test_a_pam_aggregate_stands_with_its_n(servanda, accord):
    servanda(
        "verdict", board(servanda, accord, *DAY).json[1]["id"], "full", "--by", "Ada", "--record", accord
    )
    assert "PAM 83.3 of 100 over the 2 assessed, without the 2 not assessed" in board(
        servanda, accord, *DAY, "--table"
    ).flat  # fmt: skip


def test_json_is_a_list_with_the_ledger_fields_and_the_counts(servanda, accord):
    row = board(servanda, accord, *DAY).json[2]
    assert (row["state"], row["clock"], row["score"], row["standing"]) == (
        "intermediate",
        "overdue",
        2,
        "undisputed",
    )
    assert row["last_word"]["said_by"] == ["OSCE"]
    assert set(row["evidence"][0]) >= {"says", "said_by", "stake", "as_at", "published", "quote", "document"}
    counts = row["roll_up"]
    assert (counts["commitments"], counts["assessed"], counts["not_assessed"]) == (4, 1, 3)
    assert counts["pam"] == {"value": 66.7, "n": 1, "not_assessed": 3}


def test_sums_alone(servanda, accord):
    of_accord, of_none, of_all = board(servanda, accord, *DAY, "--sums").json
    assert (of_accord["title"], of_none["agreement"], of_all["commitments"]) == ("Halmos Accord", None, 5)
    assert lines(board(servanda, accord, *DAY, "--sums", "--table")) == []


def test_quotes_stand_under_their_line_only_when_asked_for(servanda, accord):
    assert "status partly did" not in board(servanda, accord, *DAY, "--table").flat
    assert (
        "“status partly did 0.” – partly, OSCE" in board(servanda, accord, *DAY, "--quotes", "--table").flat
    )


def test_one_agreement_by_words_of_its_title(servanda, accord):
    assert len(board(servanda, accord, "halmos", *DAY).json) == 4


def test_an_agreement_without_title_goes_by_its_kind():
    from servanda.cli.board import find_agreements
    from servanda.model import Agreement

    titled, bare = (
        Agreement(id="G-1", title="Halmos Accord", kind="statement"),
        Agreement(id="G-2", kind="statement"),
    )
    assert find_agreements("Statement", [titled, bare]) == [bare]


def test_changes_since_a_day(servanda, accord):
    rows = {
        row["act"]: row["changes"]
        for row in board(servanda, accord, *DAY, "--changes-since", "2021-04-15").json
    }
    assert set(rows) == {"withdraw troops from Orla", "release prisoners", "publish map"}
    moved = rows["withdraw troops from Orla"]["deadline"]
    assert (moved["old"], moved["new"]) == ("2021-04-30", "2021-06-15")
    assert "extended" in moved["why"]
    assert moved["claim"]
    turns = {turn["field"]: (turn["old"], turn["new"]) for turn in rows["release prisoners"]["state"]}
    assert turns["score"] == ("not-assessed", "intermediate")
    assert turns["clock"] == ("not-yet-due", "overdue")
    assert [word["says"] for word in rows["release prisoners"]["words"]] == ["partly"]
    assert rows["publish map"]["new"]


def test_changes_on_a_terminal(servanda, accord):
    shown = board(servanda, accord, *DAY, "--changes-since", "2021-04-15", "--table").flat
    assert "changed since 2021-04-15 (3 of 5)" in shown
    assert "deadline: 30 Apr 2021 → 15 Jun 2021; 2021-04-30 extended to 2021-06-15" in shown
    assert "now: score not-assessed → intermediate" in shown
    assert "new: undertaken" in shown


def test_nothing_changes_within_a_day(servanda, accord):
    assert board(servanda, accord, *DAY, "--changes-since", "2021-06-30").json == []


def test_changes_since_a_later_day_is_wrong_use(servanda, accord):
    assert board(servanda, accord, *DAY, "--changes-since", "2022-01-01").status == 2


@pytest.mark.parametrize(
    ("day", "within", "found"),
    [
        ("2021-04-19", "30d", ["withdraw", "release"]),
        ("2021-04-19", "P30D", ["withdraw", "release"]),
        ("2021-04-19", "30 days", ["withdraw", "release"]),
        ("2021-04-19", "11d", ["withdraw"]),
        ("2021-04-19", "10d", []),
        ("2021-04-20", "11d", ["release"]),  # on this day the deadline of the withdrawal was moved to June
        ("2021-05-25", "3w", ["withdraw"]),
        ("2021-04-19", "9m", ["withdraw", "release", "dissolve"]),
        ("2021-06-30", "1y", ["dissolve"]),  # what is overdue does not fall due any more
    ],
)
def test_what_falls_due_within_a_time(servanda, accord, day, within, found):
    ran = board(servanda, accord, "--as-of", day, "--due", within)
    assert [act.split()[0] for act in acts(ran)] == found


@pytest.mark.parametrize("within", ["soon", "-3d", "3x", ""])
def test_a_time_that_is_none_is_wrong_use(servanda, accord, within):
    assert board(servanda, accord, f"--due={within}").status == 2


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ("51", {"open", "withdraw", "release", "dissolve"}),
        ("52", {"open", "withdraw", "dissolve"}),
        ("100", {"open", "dissolve"}),
        ("1000", set()),
    ],
)
def test_silence_counts_from_the_last_status_word_or_the_signature(servanda, accord, days, found):
    rows = board(servanda, accord, *DAY, "--silent", days).json
    assert {row["act"].split()[0] for row in rows} == found


def test_silence_tells_since_when_and_by_what(servanda, accord):
    silent = {row["act"].split()[0]: row["silence"] for row in board(servanda, accord, *DAY).json}
    assert silent["release"] == {"days": 51, "since": "2021-05-10", "basis": "last-word"}
    assert silent["dissolve"] == {"days": 118, "since": "2021-03-04", "basis": "undertaken"}


@pytest.mark.parametrize("columns", [80, 120])
def test_on_a_real_terminal(accord, columns):
    """In a pty of that many columns: tables without being asked for, no line longer than the terminal."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    command = [sys.executable, "-m", "servanda.cli", "board", "--record", str(accord), *DAY]
    env = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    ran = subprocess.Popen(
        command, stdout=slave, stderr=subprocess.PIPE, env=env | {"NO_COLOR": "1", "TERM": "xterm"}
    )
    os.close(slave)
    out = b""
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:
            break
        if not part:
            break
        out += part
    assert ran.wait() == 0, ran.stderr.read()
    shown = re.sub(r"\x1b\[[0-9;]*m", "", out.decode()).splitlines()
    assert sum(line.startswith("C-") for line in shown) == 5
    assert max(map(len, shown)) <= columns
