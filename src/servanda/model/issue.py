"""An issue: something in the data that a person should see. Never an exception."""

from typing import Final

import msgspec

from servanda.model.value import Span

ISSUES: Final[dict[str, str]] = {
    "date-without-anchor": "an expression such as 'on Monday' needs a publication date that is not known",
    "date-contradicts": "two expressions for one date do not fit each other",
    "speaker-unknown": "a quotation or 'he said' whose speaker could not be found",
    "reference-unknown": "'his counterpart', 'the two sides' or a pronoun that nothing in the text answers",
    "language-unread": "the text is not in a language that the reader reads; it is kept, not read",
    "encoding-guessed": "the bytes were not UTF-8; an encoding was guessed",
    "encoding-broken": "some bytes fit no encoding and were replaced",
    "html-cleaned": "the input was a web page; its main text was kept",
    "empty-text": "there is no text to read",
    "no-dates": "the text has no date at all",
    "line-cut": "a line was too long to be parsed whole; it was parsed in parts",
    "nothing-read": "the text was read and no claim was found in it",
    "numbering-odd": "the points of an agreement text are numbered with a gap, twice, or out of order",
    "two-deadlines": "two deadlines are given for one act",
    "deadline-circle": "deadlines that wait for each other, so that none of them can be counted",
    "verdict-untied": "a person's verdict is about something that the record no longer has in that form",
    "sides-disagree": "documents disagree on a field of one record",
}
"""Every issue code and what it tells."""


class Issue(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One issue about a document, with the place in its text where it arose.

    span is (0, 0) where the issue is about the document as a whole.
    """

    code: str
    message: str
    document: str | None = None
    span: Span = (0, 0)
    hint: str = ""
