"""Files, folders, standard input and web addresses as sources; a bad one never stops the rest."""

import io
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest

from servanda.intake import gather, is_edtf_day, web


def one(place):
    (source,) = gather([str(place)])
    return source


def test_a_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"hello")
    source = one(path)
    assert (source.path, source.data, source.error, source.meta) == (str(path), b"hello", None, {})


def test_a_missing_path_and_the_next_one(tmp_path):
    good = tmp_path / "a.txt"
    good.write_text("hello")
    missing, found = gather([str(tmp_path / "no.txt"), str(good)])
    assert missing.data is None
    assert "no such file" in missing.error
    assert found.data == b"hello"


def test_a_folder_is_searched_in_order_without_hidden_files(tmp_path):
    for name in (
        "b.txt",
        "a.html",
        "c.md",
        "README.md",
        "LICENSE",
        "report",
        ".hidden.txt",
        "data.csv",
        "photo.jpg",
        "sub/d.txt",
        ".git/e.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    names = [os.path.relpath(source.path, tmp_path) for source in gather([str(tmp_path)])]
    assert names == ["a.html", "b.txt", "c.md", "report", str(Path("sub/d.txt"))]


def test_documents_that_cannot_be_read_yet_are_not_passed_over(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    assert one(tmp_path).data == b"%PDF-1.4"


def test_a_folder_without_documents(tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"x")
    assert "no document in this folder" in one(tmp_path).error


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    assert "permission denied" in one(path).error


def test_a_file_larger_than_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr("servanda.intake.files.FILE_LIMIT_BYTES", 10)
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 11)
    assert "larger than" in one(path).error


def test_a_name_that_no_file_can_have():
    assert one("a\0b").error


def test_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"hello")))
    source = one("-")
    assert (source.path, source.data) == ("-", b"hello")


INDEX = """path,published,publisher,stake,kind,settlement
a.txt,2022-09-05,Sputnik,media,report,karabakh
sub/b.txt,2022-09,Ministry,party,statement,karabakh
c.txt,5.9.2022,Sputnik,,,
gone.txt,2022-09-05,Sputnik,,,
"""


@pytest.fixture
def indexed(tmp_path):
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "sub/b.txt", "c.txt", "d.txt"):
        (tmp_path / name).write_text(name)
    (tmp_path / "index.csv").write_text(INDEX)
    return tmp_path


def test_index_gives_what_is_known_of_each_file(indexed):
    found = {os.path.relpath(source.path, indexed): source for source in gather([str(indexed)])}
    assert found["a.txt"].meta == {
        "published": "2022-09-05", "publisher": "Sputnik", "stake": "media", "kind": "report", "settlement": "karabakh",
    }  # fmt: skip
    assert found[str(Path("sub/b.txt"))].meta["publisher"] == "Ministry"
    assert found["d.txt"].meta == {}
    assert "index.csv:4: published is '5.9.2022'" in found["c.txt"].error
    assert "index.csv:5: no such file 'gone.txt'" in found["gone.txt"].error


def test_index_holds_for_a_file_named_alone(indexed):
    assert one(indexed / "a.txt").meta["published"] == "2022-09-05"


def test_index_holds_for_a_file_in_a_subfolder_named_alone(indexed, monkeypatch):
    assert one(indexed / "sub" / "b.txt").meta["publisher"] == "Ministry"
    monkeypatch.chdir(indexed)
    assert one("sub/b.txt").meta["publisher"] == "Ministry"


def test_an_index_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "index.csv").write_text("file,period\na.txt,2022\n")
    assert one(tmp_path).error is None


def test_an_index_that_is_no_text_is_named(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "index.csv").write_bytes(b"path\n\xff\xfe\xff")
    read, wrong = gather([str(tmp_path)])
    assert read.data == b"x"
    assert "the index cannot be read" in wrong.error


@pytest.mark.parametrize(("text", "good"), [("2022-09-05", True), ("2022-09", True), ("2022", True), ("2022-09-05?", True),
    ("2022-02-30", False), ("2022-13", False), ("5.9.2022", False), ("yesterday", False), ("", False)])  # fmt: skip
def test_dates_that_are_taken(text, good):
    assert is_edtf_day(text) is good


class Handler(BaseHTTPRequestHandler):
    """A small web site with a page, a redirect, a loop, an error and a large answer."""

    def do_GET(self):
        if self.path == "/page":
            self._send(200, b"<html><p>hello</p></html>")
        elif self.path == "/moved":
            self._send(302, b"", location="/page")
        elif self.path == "/loop":
            self._send(302, b"", location="/loop")
        elif self.path == "/file":
            self._send(302, b"", location="file:///etc/passwd")
        elif self.path == "/large":
            self._send(200, b"x" * 5000)
        else:
            self._send(404, b"")

    def _send(self, status, body, location=None):
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def site(monkeypatch):
    monkeypatch.setenv("SERVANDA_ALLOW_PRIVATE", "1")
    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_and_where_it_moved_to(site):
    source = one(f"{site}/moved")
    assert source.error is None
    assert source.data == b"<html><p>hello</p></html>"
    assert source.meta == {"url": f"{site}/page", "media_type": "text/html; charset=utf-8"}


@pytest.mark.parametrize(
    ("path", "words"),
    [("/gone", "answered 404"), ("/loop", "redirects"), ("/file", "'file' addresses are not read")],
)
def test_what_a_site_can_get_wrong(site, path, words):
    assert words in one(site + path).error


def test_an_answer_larger_than_the_limit(site, monkeypatch):
    monkeypatch.setattr(web, "PAGE_LIMIT_BYTES", 1000)
    assert "larger than" in one(f"{site}/large").error


def test_private_addresses_are_refused(site, monkeypatch):
    monkeypatch.delenv("SERVANDA_ALLOW_PRIVATE")
    assert "SERVANDA_ALLOW_PRIVATE=1" in one(f"{site}/page").error


def test_a_name_that_points_inside_is_refused(monkeypatch):
    monkeypatch.setattr(web.socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("10.0.0.7", 80))])
    assert "SERVANDA_ALLOW_PRIVATE" in one("http://intranet.example/page").error


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "172.16.0.1", "::1", "fe80::1%eth0",
    "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "0.0.0.0", "224.0.0.1", "100.64.0.1"])  # fmt: skip
def test_addresses_inside(address):
    assert web.is_private(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_addresses_outside(address):
    assert not web.is_private(address)


@pytest.mark.parametrize("place", ["ftp://example.org/a", "http://", "http://[::1", "gopher://x"])
def test_what_is_no_web_address(place):
    assert one(place).error


def test_nothing_listens(site):
    assert "no answer" in one("http://127.0.0.1:9/page").error
