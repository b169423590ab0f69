"""From a web page to its main text and what it says about itself."""

import logging
import re
from dataclasses import dataclass
from typing import Final

from servanda.text.encoding import Unreadable

_START: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|main|article|div|p|h1|section)\b",
    re.IGNORECASE | re.DOTALL,
)
_CLOSING: Final = re.compile(
    r"</(?:html|head|body|div|p|article|section|h1|main|title)\s*>|<p\b", re.IGNORECASE
)
_FEED: Final = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_DATE_RULES: Final = {"extensive_search": False, "original_date": True}


@dataclass(frozen=True, slots=True)
class Page:
    """The main text of a web page and its own metadata; None where the page does not say."""

    text: str
    title: str | None
    published: str | None
    publisher: str | None
    url: str | None


def is_page(text: str, media_type: str | None = None) -> bool:
    """Tell whether the characters are a web page, by declared type or by how they begin."""
    if media_type is not None and re.match(r"(?:text/html|application/xhtml)", media_type, re.IGNORECASE):
        return "<" in text[:5_000]
    return _START.match(text, 0, 5_000) is not None and _CLOSING.search(text) is not None


def extract_page(text: str, url: str | None = None) -> Page:
    """Return the page's main text by trafilatura; raises Unreadable where there is none.

    A date is taken from the page's metadata only, never guessed from its words.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    found = bare_extraction(
        text, url=url, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATE_RULES)
    )
    body = (found.text or "").strip() if isinstance(found, Extract) else ""
    if not isinstance(found, Extract) or not body:
        raise Unreadable("a web page without a main text", "copy its text into a .txt file and read that")
    title = (found.title or "").strip() or None
    if title is not None and title not in body[: len(title) + 200]:
        body = f"{title}\n{body}"
    return Page(body, title, found.date or None, found.sitename or None, found.url or url)


def refuse_feed(text: str) -> None:
    """Raise Unreadable for a news feed: it lists documents and is none."""
    if _FEED.match(text, 0, 2_000):
        raise Unreadable(
            "a news feed, not a document", "feeds are not read yet; give the addresses of its reports"
        )
