"""The way back: record ← claims ← quotes ← cue and rule ← document."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import msgspec

from servanda.export.dates import say_date
from servanda.export.frame import NOT_STATED, bold, dim, name_field, say_act, say_variant, stated
from servanda.export.lines import describe_claim, describe_document
from servanda.export.marks import Mark, underline
from servanda.export.trail import NO_PUBLISHER, Trail
from servanda.model import Claim, Commitment, Document, Link, Settled, Span, Value

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    Row = tuple[str, Text | str | None]

CLAIM_LIMIT: Final = 12
"""Claims shown of one record unless more are asked for."""
_NEARBY: Final = 60
_NAME_WIDTH: Final = 14
_NAME_LIMIT: Final = 24
_INDENT: Final = "    "
_STYLES: Final = {"words": "", "carets": "bold cyan", "names": "cyan"}
_HIDDEN: Final = frozenset({"id", "claims", "disagreements", "evidence", "reasons"})
_BASES: Final = {
    "metadata": "as its metadata says",
    "given": "as given when it was read",
    "dateline": "as its dateline says",
    "none": "no date known",
}


def explain_record(
    record: Settled, trail: Trail, width: int, links: Sequence[Link] = (), limit: int = CLAIM_LIMIT
) -> "Iterator[RenderableType]":
    """Yield what explains a record: its fields, then each claim with its words."""
    from rich.text import Text

    yield Text.assemble((type(record).__name__, "bold"), "  ", (record.id, "dim"))
    yield _lay_rows(_tell_fields(record))
    claims = list(trail.claims_of(record))
    for number, (claim, document) in enumerate(claims[:limit], start=1):
        yield bold(f"\nClaim {number} of {len(claims)}")
        yield from explain_claim(claim, document, width)
    if len(claims) > limit:
        yield dim(f"\n… and {len(claims) - limit} more claims; show them with --all")
    for says, claim, document in list(trail.words_on(record))[:limit]:
        yield bold(f"\nA word on it: {says}")
        yield from explain_claim(claim, document, width)
    joined = list(_tell_links(record, links))
    if joined:
        yield bold("\nWhy these claims are one record")
        yield _lay_rows(joined)


def explain_claim(claim: Claim, document: Document, width: int) -> "Iterator[RenderableType]":
    """Yield what explains one claim: what it says, the words, rule and document."""
    yield _tell_claim(claim)
    yield from _quote(claim, document, width - len(_INDENT))
    yield _lay_rows([*_tell_roles(claim), *_tell_document(document)])


def describe_explanation(record: Settled, trail: Trail, links: Sequence[Link] = ()) -> dict[str, Any]:
    """Return the explanation as JSON: the record, and its claims each with its document."""
    names = set(record.claims)
    return {
        "record": msgspec.to_builtins(record),
        "claims": [
            describe_claim(claim, document.text) | {"document": describe_document(document)}
            for claim, document in trail.claims_of(record)
        ],
        "words": [
            {"says": says} | describe_claim(claim, document.text) | {"document": describe_document(document)}
            for says, claim, document in trail.words_on(record)
        ],
        "links": [msgspec.to_builtins(link) for link in links if {link.left, link.right} <= names],
    }


def _tell_fields(record: Settled) -> "Iterator[Row]":
    """Yield the record's fields; lists in one line, what is not stated said once for all such fields."""
    missing = []
    for name, value in msgspec.to_builtins(record).items():
        if name in _HIDDEN:
            continue
        said = _say_field(name, value)
        if said is None:
            missing.append(name.replace("_", " "))
        elif name == "act" and isinstance(record, Commitment):
            yield name, say_act(said, record.kind)
        else:
            yield name.replace("_", " "), said
    if missing:
        yield f"{NOT_STATED}:", ", ".join(missing)
    for reason in getattr(record, "reasons", ()):
        yield "because", reason
    for name, variants in record.disagreements.items():
        for variant in variants:
            who = ", ".join(variant.said_by or variant.publishers) or NOT_STATED
            yield (
                f"≠ {name_field(name)}",
                f"{say_variant(name, variant.value)}  ({who}; claims {', '.join(variant.claims)})",
            )


def _say_field(name: str, value: Any) -> str | None:  # noqa: ANN401
    """Return a field's value in a line of words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_say_field(name, item) or "" for item in value) or None
    if isinstance(value, dict):
        parts = (
            f"{key} {_say_field(key, item)}" for key, item in value.items() if item not in (None, [], "")
        )
        return ", ".join(parts) or None
    if isinstance(value, str) and name in ("date", "signed", "edtf"):
        return f"{value}  ({say_date(value)})" if say_date(value) != value else value
    return None if value is None else str(value)


def _tell_claim(claim: Claim) -> "Text":
    from rich.text import Text

    flags = [word for word, on in (("negated", claim.negated), ("background", claim.background)) if on]
    what = " ".join(part for part in (claim.kind, claim.code, claim.mode) if part)
    return Text.assemble(
        f"{_INDENT}{what}, {claim.force}",
        (f"  {' · '.join(flags)}" if flags else "", "yellow"),
        (f"  {claim.id}", "dim"),
    )


def _quote(claim: Claim, document: Document, width: int) -> "Iterator[Text]":
    """Yield the claim's quote and, apart, the words of roles that stand elsewhere in the text."""
    marks = _marks(claim)
    inside = [mark for mark in marks if claim.span[0] <= mark.span[0] and mark.span[1] <= claim.span[1]]
    yield from _print_marked(document.text, claim.span, inside, width)
    for mark in marks:
        if mark not in inside and mark.span[1] > mark.span[0]:
            yield dim(f"{_INDENT}elsewhere in the document:")
            yield from _print_marked(document.text, _surround(document.text, mark.span), [mark], width)


def _print_marked(text: str, span: Span, marks: list[Mark], width: int) -> "Iterator[Text]":
    from rich.text import Text

    for line in underline(text, span, marks, width):
        yield Text(_INDENT + line.text, style=_STYLES[line.kind], no_wrap=True, overflow="crop")


def _marks(claim: Claim) -> list[Mark]:
    """Return what to point at: the cue, every role, every speaker; one mark for the same words."""
    names: dict[Span, list[str]] = {}
    if claim.cue.span[1] > claim.cue.span[0]:
        names.setdefault(claim.cue.span, []).append("cue")
    for role, values in [*claim.roles.items(), ("said by", claim.said_by)]:
        for value in values:
            if value.span[1] > value.span[0]:
                names.setdefault(value.span, []).append(role)
    return [Mark(span, ", ".join(dict.fromkeys(roles))) for span, roles in sorted(names.items())]


def _surround(text: str, span: Span) -> Span:
    """Return a span with some words before and after it, within its line."""
    start = max(text.rfind("\n", 0, span[0]) + 1, span[0] - _NEARBY)
    line_end = text.find("\n", span[1])
    end = min(len(text) if line_end < 0 else line_end, span[1] + _NEARBY)
    if start > 0 and text[start - 1] != "\n":
        start = max(text.find(" ", start, span[0]) + 1, start)
    if end < len(text) and text[end] != "\n":
        end = max(text.rfind(" ", span[1], end), span[1])
    return start, end


def _tell_roles(claim: Claim) -> "Iterator[Row]":
    """Yield who, what, where, when, according to whom, and the rule that read it."""
    for role, values in claim.roles.items():
        for value in values:
            yield role, _tell_value(value)
    for depth, value in enumerate(claim.said_by):
        yield "said by" if depth == 0 else "who quotes", _tell_value(value)
    yield "cue", f"“{claim.cue.text}”  rule {claim.cue.rule}"
    yield "read by", f"{claim.coder} with {claim.codebook}"


def _tell_value(value: Value) -> "Text":
    """Return ``canonical value ← “words”`` and why, where it was inferred."""
    from rich.text import Text

    shown = stated(value.value) if value.value else dim("not resolved")
    words = f"  ← “{value.text}”" if value.text and value.text != value.value else ""
    why = f"  inferred: {value.inferred}" if value.inferred else ""
    return Text.assemble(shown, (words, "dim"), (why, "yellow"))


def _tell_document(document: Document) -> "Iterator[Row]":
    """Yield where the words stand: title, publisher, dates and what they rest on."""
    published = (
        f"{document.published}, {_BASES[document.published_basis]}" if document.published else _BASES["none"]
    )
    if document.published is None and document.not_before:
        published += f"; not before {document.not_before}, as the text itself shows"
    stake = f" ({document.stake})" if document.stake != "unknown" else ""
    publisher = f"{document.publisher or NO_PUBLISHER}{stake}"
    yield "document", f"{document.title or 'untitled'} · {publisher} · {document.id}"
    yield "published", published
    yield "received", document.received
    if document.url:
        yield "address", document.url


def _tell_links(record: Settled, links: Sequence[Link]) -> "Iterator[Row]":
    """Yield why the record's claims are held to speak of the same thing."""
    names = set(record.claims)
    for link in links:
        if {link.left, link.right} <= names:
            reasons = "; ".join(link.reasons) or "no reason given"
            yield link.judgement, f"{link.left} – {link.right}: {reasons} (by {link.by}, {link.at})"


def _lay_rows(rows: "Iterable[Row]") -> "Table":
    """Return names and words in two columns, so that long words stay in theirs."""
    from rich.table import Table

    laid = list(rows)
    widest = max((len(name) for name, _ in laid), default=0)
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(
        width=len(_INDENT) + min(max(widest, _NAME_WIDTH), _NAME_LIMIT), style="dim", overflow="fold"
    )
    grid.add_column(overflow="fold")
    for name, words in laid:
        grid.add_row(_INDENT + name, stated(words) if words is None or isinstance(words, str) else words)
    return grid
