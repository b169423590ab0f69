"""From bytes to characters: which encoding, what was broken, and what is no text at all."""

import codecs
import re
from typing import Final

from servanda.model import Issue


class Unreadable(Exception):  # noqa: N818
    """An input holds no text that can be read. Says what it is and what to do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(f"{what}; {hint}" if hint else what)
        self.what = what
        self.hint = hint


_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_AS_TEXT: Final = "save its text as .txt or .html and read that"
_MAGIC: Final = (
    (b"%PDF-", "a PDF file", "PDF is not read yet (it is planned); " + _AS_TEXT),
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it, or " + _AS_TEXT),
    (b"\xd0\xcf\x11\xe0", "an old office document", _AS_TEXT),
    (b"{\\rtf", "an RTF document", _AS_TEXT),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"\x89PNG", "a picture", "a scan needs text recognition before it can be read"),
    (b"\xff\xd8\xff", "a picture", "a scan needs text recognition before it can be read"),
    (b"GIF8", "a picture", "a scan needs text recognition before it can be read"),
    (b"SQLite format 3\x00", "a database", "give a record with --record, not as a document"),
)
_SAMPLE: Final = 65_536
_CHARSET: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_TEXT_ENCODINGS: Final = (
    "utf-", "ascii", "cp", "iso8859", "koi8", "mac-", "gb", "big5", "euc", "shift_jis", "iso2022", "tis-620", "kz1048",
)  # fmt: skip
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BYTE_WORD: Final = re.compile(rb"[A-Za-z\xc0-\xff]+")
_BROKEN_UTF8: Final = "\ufffd"


def decode(data: bytes, charset: str | None = None) -> tuple[str, tuple[Issue, ...]]:
    """Return the characters of `data` and what had to be guessed or replaced.

    charset: the encoding that whoever sent the bytes declared, if any.
    Raises Unreadable for what is no text (empty, PDF, archives, pictures, other binary data).
    """
    if not data.strip():
        raise Unreadable("the file is empty", "check that it was saved or downloaded completely")
    refuse_binary(data)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_as(data[len(bom) :], encoding)
    wide = _find_wide(data)
    if wide is not None:
        text, issues = _decode_as(data, wide)
        return text, (_guessed(wide), *issues)
    if b"\x00" in data[:_SAMPLE] and data[:_SAMPLE].count(0) * 100 > len(data[:_SAMPLE]):
        raise Unreadable("binary data, no text", _AS_TEXT)
    return _decode_narrow(data, charset)


def refuse_binary(data: bytes) -> None:
    """Raise Unreadable where the first bytes are those of a known kind of file that is no text."""
    for magic, what, hint in _MAGIC:
        if data.startswith(magic):
            raise Unreadable(what, hint)
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise Unreadable("a picture, sound or film", _AS_TEXT)


def find_declared(data: bytes, media_type: str | None) -> str | None:
    """Return the encoding that a media type, a meta element or an XML declaration names, if Python knows it."""
    for source in (
        (media_type or "").encode("ascii", "ignore"),
        data[:2048] if data.lstrip()[:1] == b"<" else b"",
    ):
        match = _CHARSET.search(source)
        if match is not None:
            name = _look_up(match.group(1).decode("ascii", "ignore"))
            if name is not None:
                return name
    return None


def _look_up(name: str) -> str | None:
    """Return Python's name of a text encoding, or None for what is none (``hex``) or not safe (``utf-7``)."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return found if found.startswith(_TEXT_ENCODINGS) and found != "utf-7" else None


def _decode_narrow(data: bytes, charset: str | None) -> tuple[str, tuple[Issue, ...]]:
    """Decode bytes without a mark: UTF-8, else as declared, else UTF-8 with broken places, else as guessed."""
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    if charset is not None and charset not in ("utf-8", "ascii"):
        return _decode_as(data, charset)
    if _mostly_utf8(data):
        return _decode_as(data, "utf-8")
    guess = _guess(data)
    text, issues = _decode_as(data, guess)
    if len(_CONTROLS.findall(text[:_SAMPLE])) * 50 > len(text[:_SAMPLE]):
        raise Unreadable("binary data, no text", _AS_TEXT)
    return text, (_guessed(guess), *issues)


def _mostly_utf8(data: bytes) -> bool:
    """Tell whether the bytes are UTF-8 with a few broken places: as many whole sequences as broken ones or more."""
    text = data[: _SAMPLE * 4].decode("utf-8", "replace")
    broken = text.count(_BROKEN_UTF8)
    whole = sum(1 for char in text if char > "\x7f") - broken
    return whole >= max(broken, 1)


def _guess(data: bytes) -> str:
    """Return the likeliest encoding of bytes that are not UTF-8, judged around their first odd bytes."""
    from charset_normalizer import from_bytes

    first = next((at for at, byte in enumerate(data) if byte > 0x7F), 0)
    sample = data[max(0, first - 2_000) : first + 30_000]
    best = from_bytes(sample).best()
    found = best.encoding if best is not None else "cp1252"
    central = found == "cp1250" and b"\xe6" in sample
    return "cp1252" if _looks_english(sample) and not central and _decodes(sample, "cp1252") else found


def _looks_english(sample: bytes) -> bool:
    """Tell whether most words are plain ASCII: then the odd bytes are names and quotation marks."""
    words = _BYTE_WORD.findall(sample)
    plain = sum(1 for word in words if word.isascii())
    return plain * 10 >= len(words) * 7


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _find_wide(data: bytes) -> str | None:
    """Return UTF-16's byte order where every other byte is mostly NUL (a file without its mark)."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    half = max(1, len(sample) // 2)
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _decode_as(data: bytes, encoding: str) -> tuple[str, tuple[Issue, ...]]:
    """Decode as `encoding`; bytes that do not fit become U+FFFD and an issue."""
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    at = text.find(_BROKEN_UTF8)
    count = text.count(_BROKEN_UTF8)
    return text, (
        Issue(
            code="encoding-broken",
            message=f"{count} places fit no character of {encoding}; they stand as \ufffd",
            span=(max(at, 0), max(at, 0) + 1),
            hint="compare with the original, or save it as UTF-8 again",
        ),
    )


def _guessed(encoding: str) -> Issue:
    return Issue(
        code="encoding-guessed",
        message=f"the bytes are not UTF-8; read as {encoding}",
        hint="save the file as UTF-8 if names look wrong",
    )
