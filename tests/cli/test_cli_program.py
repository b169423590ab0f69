"""The program as the shell sees it: fast help, pipes that close, signals, terminals."""

import os
import resource
import subprocess
import sys

import pytest

from servanda.cli.app import app

SERVANDA = [sys.executable, "-m", "servanda.cli"]
HEAVY = ("spacy", "sqlalchemy", "numpy", "trafilatura", "lxml", "msgspec", "yaml", "py3langid", "urllib3")


def run(*arguments, **options):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **options.pop("env", {})}
    return subprocess.run([*SERVANDA, *arguments], capture_output=True, text=True, env=environment, **options)


def test_help_imports_nothing_heavy():
    code = (
        "import sys; sys.argv = ['servanda', '--help']\n"
        "from servanda.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert ran.stderr.strip() == "[]"
    assert "meetings" in ran.stdout


def test_help_is_fast():
    seconds = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert run("--help").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(seconds) < 0.35


def commands():
    names = [command.name or command.callback.__name__ for command in app.registered_commands]
    return [*([name] for name in names), ["codebook"], ["codebook", "check"]]


@pytest.mark.parametrize("name", commands(), ids=" ".join)
def test_every_command_has_help_with_an_example(servanda, name):
    ran = servanda(*name, "--help")
    assert ran.status == 0
    assert "Example:" in ran.out
    assert f"servanda {' '.join(name)}" in ran.flat


def test_version_and_nothing_at_all(servanda):
    from servanda import __version__

    assert servanda("--version").out == f"servanda {__version__}\n"
    assert "Usage" in servanda().out
    assert servanda("nonsense").status == 2


def test_a_pipe_that_closes_is_no_error(record, tmp_path):
    command = f"{' '.join(SERVANDA)} export jsonl - --record {record} | head -c 10"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=environment)
    assert len(ran.stdout) == 10
    assert "Traceback" not in ran.stderr
    assert "BrokenPipe" not in ran.stderr


def test_a_terminal_that_has_only_ascii(record):
    ran = run("meetings", "--table", "--record", str(record), env={"PYTHONIOENCODING": "ascii"})
    assert ran.returncode == 0
    assert "* held" in ran.stdout
    ran.stdout.encode("ascii")


def test_a_terminal_gets_tables(record):
    import pty

    parent, child = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": "80", "TERM": "xterm"}
    process = subprocess.Popen(
        [*SERVANDA, "meetings", "--record", str(record)], stdout=child, env=environment
    )
    os.close(child)
    shown = b""
    while True:
        try:
            piece = os.read(parent, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    assert process.wait() == 0
    assert "held" in shown.decode()
    assert not shown.lstrip().startswith(b"[{")
