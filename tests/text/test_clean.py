"""Bytes become a document, or an Unreadable that says what to do."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.model import digest_text
from servanda.text.clean import Unreadable, clean, detect_language, tidy

FOUNDING = (
    Path(os.environ.get("SERVANDA_SHARED", Path(__file__).resolve().parents[3] / "shared"))
    / "founding-report.txt"
)
ENGLISH = "The foreign ministers of Armenia and Azerbaijan met in Geneva on Sunday, the ministry said.\n"
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ministers meet - Example News</title>
<meta property="og:site_name" content="Example News">
<meta property="article:published_time" content="2022-09-05T10:00:00+03:00">
<link rel="canonical" href="https://example.org/a"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Ministers meet</h1><p>Foreign Minister Sergey Lavrov held talks with Ararat Mirzoyan on Monday,
the ministry said. They discussed the border and the prisoners.</p>
<p>A second round was postponed to October 3, the ministry said in a statement.</p></article></body></html>"""


def codes(issues):
    return [issue.code for issue in issues]


@pytest.mark.skipif(not FOUNDING.exists(), reason="the founding report is not on this machine")
def test_founding_report_keeps_its_offsets():
    document, issues = clean(FOUNDING.read_bytes(), published="2022-09-05", publisher="Sputnik")
    assert document.text.index("Russian Foreign Minister Sergey Lavrov") == 96
    assert (document.published, document.published_basis, document.publisher) == (
        "2022-09-05",
        "given",
        "Sputnik",
    )
    assert (document.language, issues) == ("en", ())


def test_plain_text_is_kept_as_it_is():
    text = "A headline\n\n\tIndented – “quoted”,  two spaces; Şuşa, Xankəndi.\n"
    document, issues = clean(text.encode())
    assert document.text == text
    assert document.id == digest_text(text)
    assert (document.published, document.published_basis, document.title) == (None, "none", None)
    assert issues == ()


def test_line_ends_and_control_characters():
    assert tidy("a\r\nb\rc\x00\x07d\te\u2028f\ufeffg\u00adh") == "a\nb\ncd\te\nfgh"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings_need_no_guess(encoding):
    document, issues = clean((ENGLISH + "Vučić, Երևան").encode(encoding))
    assert document.text == ENGLISH + "Vučić, Երևան"
    assert issues == ()


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("The café’s “offer” was refused by Peña Nieto and São Paulo.", "cp1252"),
        ("Serbian President Aleksandar Vučić met Albin Kurti in Brussels.", "cp1250"),
        ("The minister met the envoy – again.", "utf-16-le"),
    ],
)
def test_guessed_encodings_are_said(words, encoding):
    document, issues = clean((ENGLISH + words).encode(encoding))
    assert document.text == ENGLISH + words
    assert codes(issues) == ["encoding-guessed"]
    assert document.language == "en"


def test_a_few_broken_bytes_in_utf8_are_replaced_and_said():
    document, issues = clean("Şuşa, Xankəndi and Ağdam ".encode() + b"\xff\xfe broken")
    assert document.text.startswith("Şuşa, Xankəndi and Ağdam \ufffd")
    assert codes(issues) == ["encoding-broken"]
    start, end = issues[0].span
    assert document.text[start:end] == "\ufffd"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x00\x00\x00\x00", "binary"),
        (b"%PDF-1.7\n1 0 obj", "PDF is not read yet"),
        (b"PK\x03\x04\x14\x00", "zip archive"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (bytes(range(256)) * 40, "binary"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"<html><head><title>x</title></head><body></body></html>", "without a main text"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "feed"),
    ],
)
def test_what_is_no_text_says_what_to_do(data, words):
    with pytest.raises(Unreadable, match=words) as caught:
        clean(data)
    assert caught.value.what
    assert caught.value.hint


def test_page_gives_its_text_and_what_it_says_of_itself():
    document, issues = clean(PAGE.encode())
    assert document.text.startswith("Ministers meet\nForeign Minister Sergey Lavrov held talks")
    assert "Home" not in document.text
    assert (document.title, document.publisher) == ("Ministers meet", "Example News")
    assert (document.published, document.published_basis) == ("2022-09-05", "metadata")
    assert document.url == "https://example.org/a"
    assert codes(issues) == ["html-cleaned"]


def test_what_is_given_goes_before_what_a_page_says():
    document, _ = clean(
        PAGE.encode(), published="2022-09-06", publisher="Agency", url="https://example.com/b"
    )
    assert (document.published, document.published_basis) == ("2022-09-06", "given")
    assert (document.publisher, document.url) == ("Agency", "https://example.com/b")


def test_a_page_without_a_date_gets_none_from_its_words():
    page = "<html><body><article><p>On May 3, 2021 the ministers met in Geneva.</p></article></body></html>"
    document, _ = clean(page.encode())
    assert (document.published, document.published_basis) == (None, "none")


def test_a_page_in_a_declared_encoding():
    page = PAGE.replace("utf-8", "windows-1250").replace("the prisoners", "Vučić").encode("cp1250")
    document, issues = clean(page)
    assert "Vučić" in document.text
    assert codes(issues) == ["html-cleaned"]


@pytest.mark.parametrize("charset", ["hex", "utf-7", "rot13", "no-such", "unicode_escape"])
def test_a_page_that_declares_nonsense_is_still_read(charset):
    document, _ = clean(PAGE.replace("utf-8", charset).encode(), media_type=f"text/html; charset={charset}")
    assert "Ararat Mirzoyan" in document.text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le ministre des Affaires étrangères a déclaré hier que les négociations avaient repris.", "fr"),
        ("Министр иностранных дел России Сергей Лавров провёл переговоры в Москве.", "ru"),
        ("El presidente se reunió con los líderes de las FARC en La Habana el miércoles.", "es"),
        ("Juan Manuel Santos met Rodrigo Londoño in Havana on Wednesday.", "en"),
        ("Serbian President Aleksandar Vučić met Albin Kurti in Brussels.", "en"),
        ("Abiy Ahmed and Debretsion Gebremichael met in Hawassa, Ethiopia.", "en"),
        ("Genève", None),
    ],
)
def test_language(text, language):
    assert detect_language(text) == language


def test_other_languages_are_kept_with_an_issue():
    text = "Le ministre des Affaires étrangères a déclaré hier que les négociations avaient repris."
    document, issues = clean(text.encode())
    assert (document.text, document.language) == (text, "fr")
    assert codes(issues) == ["language-unread"]


def test_five_megabytes_in_one_line():
    data = (ENGLISH.strip() + " ").encode() * (5_000_000 // len(ENGLISH))
    started = time.process_time()
    document, issues = clean(data)
    assert time.process_time() - started < 2
    assert "\n" not in document.text
    assert issues == ()


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_become_a_document_or_an_unreadable(data):
    try:
        document, issues = clean(data)
    except Unreadable:
        return
    assert document.id == digest_text(document.text)
    assert all(issue.document == document.id for issue in issues)
    assert "\x00" not in document.text
    document.text.encode("utf-8")
