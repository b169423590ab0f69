"""From bytes to a document: decoded, a page's main text taken out, language named."""

import re
import unicodedata
from datetime import UTC, datetime
from typing import Final

from servanda.model import Document, Issue, digest_text
from servanda.model.kinds import DocumentKind, PublishedBasis, Stake
from servanda.text.encoding import Unreadable, decode, find_declared
from servanda.text.web import extract_page, is_page, refuse_feed

__all__ = ["Unreadable", "clean"]

_LINE_ENDS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ud800-\udfff]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ENGLISH: Final = frozenset(
    {
        "the", "of", "and", "that", "said", "with", "from", "has", "have", "had", "was", "were", "been",
        "which", "their", "will", "would", "by", "for", "on",
    }
)  # fmt: skip
_LANGUAGE_SAMPLE: Final = 5_000
_LETTERS_NEEDED: Final = 40
_NO_LANGUAGE: Final = "zxx"
_LEAD_NEEDED: Final = 40.0
"""How far (log likelihood) another language must lead English: names alone lead by up to 25, sentences by 100."""


def clean(
    data: bytes,
    *,
    kind: DocumentKind = "report",
    publisher: str | None = None,
    stake: Stake | None = None,
    published: str | None = None,
    url: str | None = None,
    title: str | None = None,
    media_type: str | None = None,
    received: str | None = None,
) -> tuple[Document, tuple[Issue, ...]]:
    """Turn bytes into a document and the issues met on the way.

    What the caller gives (publisher, published, title) goes before what a page says of
    itself. published: EDTF. received: ISO 8601 instant, now if not given.
    Raises Unreadable for what holds no text.
    """
    text, issues = decode(data, find_declared(data, media_type))
    basis: PublishedBasis = "given" if published else "none"
    refuse_feed(text)
    if is_page(text, media_type):
        page = extract_page(text, url)
        text, title, publisher = page.text, title or page.title, publisher or page.publisher
        url = url or page.url
        if published is None and page.published is not None:
            published, basis = page.published, "metadata"
        issues = (*(_without_place(issue) for issue in issues), _html_issue(page.published))
    text = tidy(text)
    if not text.strip():
        raise Unreadable("the file has only white space", "check that it was saved or downloaded completely")
    language = detect_language(text)
    if language not in (None, "en"):
        issues = (*issues, _language_issue(language))
    document = Document(
        id=digest_text(text),
        kind=kind,
        title=title,
        publisher=publisher,
        stake=stake or "unknown",
        published=published,
        published_basis=basis,
        language=language,
        url=url,
        received=received or datetime.now(UTC).isoformat(timespec="seconds"),
        text=text,
    )
    return document, tuple(_place(issue, document.id) for issue in issues)


def tidy(text: str) -> str:
    r"""Return the text with ``\n`` line ends, without control and invisible characters; all else stays.

    Accents written as separate marks are composed only where the text has any, so that names match.
    """
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the text's language, or None where there is too little to tell.

    Plain English is told by its commonest words, without loading a model. Another
    language is named only where it leads clearly: a line full of foreign names is English.
    """
    sample = text[:_LANGUAGE_SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    if sum(map(len, words)) < _LETTERS_NEEDED:
        return None
    common = [word for word in words if word in _ENGLISH]
    if "the" in common and len(set(common)) >= 3 and len(common) * 8 >= len(words):
        return "en"
    from py3langid.langid import rank

    scores: list[tuple[str, float]] = rank(sample)
    language, score = scores[0]
    if score - dict(scores)["en"] < _LEAD_NEEDED:
        return "en"
    return None if language == _NO_LANGUAGE else language


def _place(issue: Issue, document: str) -> Issue:
    return Issue(code=issue.code, message=issue.message, document=document, span=issue.span, hint=issue.hint)


def _without_place(issue: Issue) -> Issue:
    """Return an issue about a page's source without its span, which means nothing in the main text."""
    return Issue(code=issue.code, message=issue.message, hint=issue.hint)


def _html_issue(published: str | None) -> Issue:
    dated = f"its metadata dates it {published}" if published else "its metadata gives no date"
    return Issue(code="html-cleaned", message=f"a web page; its main text was kept, {dated}")


def _language_issue(language: str | None) -> Issue:
    return Issue(
        code="language-unread",
        message=f"the text is in another language than English (it looks like '{language}'); it is kept, not read",
        hint="give an English translation as a document of its own",
    )
