"""A settlement as notes with claims: every claim of the coder rests on words of the note, like any other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import msgspec

from servanda.model import Claim, Cue, Document, Reading, Span, Value, digest_claim, digest_text
from servanda.reference.shapes import Agreement, Due, Point, Process

UNVERIFIED: Final = "recalled, no source was read for it"
"""The reason that an unverified value carries."""
_NOT_STATED: Final = "not stated"
_NO_DEADLINE: Final = "none stated"
_CODES: Final = {"signed": "signed", "initialled": "signed", "agreed": "reached", "unclear": "referred"}
_STATES: Final = {
    "signed": "Signed",
    "initialled": "Initialled",
    "agreed": "Agreed, without any signature,",
    "unclear": "Made known",
}
_RELATIONS: Final = {
    "implements": "referred",
    "reaffirms": "reaffirmed",
    "amends": "amended",
    "supersedes": "ended",
}

Roles = dict[str, tuple[Value, ...]]


@dataclass
class _Draft:
    """A text that grows, with the spans of what was put in."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, words: str) -> Span:
        """Put words at the end; return where they stand."""
        start = self.length
        self.pieces.append(words)
        self.length += len(words)
        return (start, self.length)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def compose(process: Process, codebook: str) -> Iterator[Reading]:
    """Yield one reading for each agreement: a note in our words, and the coder's claims on it.

    codebook: name and version of the codebook whose codes the file uses.
    """
    by_id = {agreement.id: agreement for agreement in process.agreements}
    for agreement in process.agreements:
        yield _Note(process, agreement, by_id, codebook).write()


class _Note:
    """One agreement on its way to a note."""

    def __init__(
        self, process: Process, agreement: Agreement, by_id: dict[str, Agreement], codebook: str
    ) -> None:
        self.process = process
        self.agreement = agreement
        self.by_id = by_id
        self.codebook = codebook
        self.draft = _Draft()
        self.claims: list[tuple[str, str, Span, Roles, Cue]] = []

    def write(self) -> Reading:
        """Write the note and return it with its claims."""
        self.draft.add(f"{self.agreement.title}: its points in our words\n\n")
        self._write_agreement()
        for reference in self.agreement.refers:
            self._write_reference(reference.relation, self.by_id[reference.agreement])
        for point in self.agreement.points:
            self._write_point(point)
        self._write_sources()
        text = self.draft.text
        document = Document(
            id=digest_text(text),
            kind="note",
            title=f"{self.agreement.title}: its points in our words",
            publisher=f"Reference data of Servanda ({self.process.coded_by})",
            language="en",
            text=text,
        )
        return Reading(
            document=document, claims=tuple(self._make_claim(document, *one) for one in self.claims)
        )

    def _write_agreement(self) -> None:
        """Write how the agreement came about."""
        agreement, draft = self.agreement, self.draft
        doubt = None if agreement.verified else UNVERIFIED
        start = draft.length
        cue = draft.add(_STATES[agreement.signature_state])
        roles: Roles = {}
        draft.add(" on ")
        roles["date"] = (self._fill(agreement.signed, agreement.signed, doubt),)
        if agreement.place:
            draft.add(" in ")
            roles["place"] = (self._fill(agreement.place, agreement.place, doubt),)
        draft.add(": ")
        roles["title"] = (self._fill(agreement.title, agreement.title),)
        draft.add(", a ")
        roles["type"] = (self._fill(agreement.type, agreement.type),)
        draft.add(". Parties: ")
        roles["party"] = self._fill_all(agreement.parties)
        if agreement.brokers:
            draft.add(". Mediated by ")
            roles["broker"] = self._fill_all(agreement.brokers)
        draft.add(".")
        self._note("agreement", _CODES[agreement.signature_state], (start, draft.length), roles, cue, "")
        draft.add("\n")

    def _write_reference(self, relation: str, other: Agreement) -> None:
        """Write what the agreement does to another one: two claims, one on each."""
        start = self.draft.length
        self.draft.add("The ")
        own: Roles = {"title": (self._fill(self.agreement.title, self.agreement.title),)}
        self.draft.add(" dated ")
        own["date"] = (self._fill(self.agreement.signed, self.agreement.signed),)
        self.draft.add(" ")
        cue = self.draft.add(relation)
        self.draft.add(" the ")
        roles: Roles = {"title": (self._fill(other.title, other.title),)}
        self.draft.add(", a ")
        roles["type"] = (self._fill(other.type, other.type),)
        self.draft.add(" of ")
        roles["date"] = (self._fill(other.signed, other.signed),)
        self.draft.add(". Parties: ")
        roles["by"] = self._fill_all(self.agreement.parties)
        self.draft.add(".")
        span = (start, self.draft.length)
        self._note("agreement", "referred", span, own, own["title"][0].span, relation)
        self._note("agreement", _RELATIONS[relation], span, roles, cue, relation)
        self.draft.add("\n")

    def _write_point(self, point: Point) -> None:
        """Write one point: the sentence, and below it each field with its words."""
        draft = self.draft
        doubt = None if point.verified else UNVERIFIED
        draft.add("\nPoint ")
        start = draft.length
        roles: Roles = {"point": (self._fill(point.point, point.point),)}
        draft.add(". ")
        draft.add(point.text)
        if doubt:
            draft.add(f" (Not verified: {doubt}.)")
        draft.add("\nWhat: ")
        roles["act"] = (self._fill(point.act, point.act, doubt),)
        cue = roles["act"][0].span
        for label, role, names in (
            ("Who", "obligor", point.obligors),
            ("To whom", "beneficiary", point.beneficiaries),
        ):
            draft.add(f". {label}: ")
            if names:
                roles[role] = self._fill_all(names, doubt)
            else:
                draft.add(_NOT_STATED)
        for role in ("quantity", "place", "topic", "condition", "verifier"):
            words = getattr(point, role)
            if words:
                draft.add(f". {role.capitalize()}: ")
                roles[role] = (self._fill(words, words, doubt),)
        draft.add(". Under: ")
        roles["agreement"] = (self._fill(self.agreement.title, self.agreement.title),)
        draft.add(" of ")
        roles["date"] = (self._fill(self.agreement.signed, self.agreement.signed),)
        draft.add(". Deadline: ")
        if point.deadline is None:
            draft.add(_NO_DEADLINE)
        else:
            roles |= self._write_deadline(point.deadline)
        draft.add(".")
        self._note("commitment", point.kind, (start, draft.length), roles, cue, point.point)
        draft.add("\n")

    def _write_deadline(self, due: Due) -> Roles:
        """Write a deadline and return its roles; what it counts from and how long stand in brackets."""
        doubt = None if due.verified else UNVERIFIED
        words = due.text
        start = self.draft.length
        span = self.draft.add(words)
        roles: Roles = {"deadline": (Value(words, due.edtf, span, doubt),)}
        for role in ("anchor", "offset", "renewal", "notice"):
            value = getattr(due, role)
            if value is not None:
                self.draft.add(f"; {role} ")
                roles[f"deadline-{role}"] = (self._fill(value, value, doubt),)
        whole = (start, self.draft.length)
        roles["deadline-form"] = (self._quote(whole, due.form),)
        if due.counts is not None:
            roles["deadline-counts"] = (self._quote(whole, due.counts),)
        if doubt:
            self.draft.add(f"; not verified: {doubt}")
        return roles

    def _write_sources(self) -> None:
        """Write where the facts can be looked up."""
        self.draft.add("\nSources:\n")
        for source in self.agreement.sources:
            parts = [source.publisher, source.title, source.date, source.note]
            self.draft.add(f"{', '.join(part for part in parts if part)}.\n")

    def _fill(self, words: str, value: str, doubt: str | None = None) -> Value:
        """Put words in the text and return them as a value."""
        return Value(words, value, self.draft.add(words), doubt)

    def _fill_all(self, names: Iterable[str], doubt: str | None = None) -> tuple[Value, ...]:
        """Put several names in the text and return them as values."""
        values: list[Value] = []
        for name in names:
            if values:
                self.draft.add("; ")
            values.append(self._fill(name, name, doubt))
        return tuple(values)

    def _quote(self, span: Span, value: str) -> Value:
        """Return a value that words already put in the text mean."""
        return Value(self.draft.text[slice(*span)], value, span)

    def _note(self, kind: str, code: str, span: Span, roles: Roles, cue: Span, where: str) -> None:
        """Keep a claim until the text is whole."""
        rule = "/".join(
            part for part in ("processes", f"{self.process.name}#{self.agreement.id}", where) if part
        )
        self.claims.append((kind, code, span, roles, Cue(self.draft.text[slice(*cue)], cue, rule)))

    def _make_claim(
        self, document: Document, kind: str, code: str, span: Span, roles: Roles, cue: Cue
    ) -> Claim:
        """Return a claim of the coder on the finished note."""
        force = "agreed" if kind == "commitment" else "asserted"
        return msgspec.convert(
            {
                "id": digest_claim(document.id, kind, code, span, roles, force, False, ()),
                "document": document.id,
                "kind": kind,
                "code": code,
                "roles": roles,
                "force": force,
                "span": span,
                "cue": cue,
                "coder": self.process.coded_by,
                "codebook": self.codebook,
            },
            Claim,
        )
