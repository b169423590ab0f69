"""The way back from a record to its claims and documents, for those who print it."""

from collections.abc import Iterable, Iterator
from typing import Final

from servanda.export.dates import find_bounds
from servanda.model import (
    Actor,
    Agreement,
    Claim,
    Commitment,
    Document,
    Event,
    Evidence,
    Reading,
    Records,
    Settled,
)  # fmt: skip
from servanda.model.records import Tenure

NO_PUBLISHER: Final = "publisher not stated"


class Trail:
    """Finds claims, documents and actors by the ids and names that records give."""

    def __init__(self, readings: Iterable[Reading], records: Records) -> None:
        self.records = records
        self.documents: dict[str, Document] = {}
        self.claims: dict[str, Claim] = {}
        for reading in readings:
            self.documents[reading.document.id] = reading.document
            self.claims.update((claim.id, claim) for claim in reading.claims)
        self.actors: dict[str, Actor] = {actor.name: actor for actor in records.actors}

    def claims_of(self, record: Settled) -> Iterator[tuple[Claim, Document]]:
        """Yield a record's claims with their documents, oldest document first."""
        found = [
            (self.claims[name], self.documents[self.claims[name].document])
            for name in record.claims
            if name in self.claims
        ]
        yield from sorted(found, key=lambda pair: (pair[1].published or "9999", pair[1].id, pair[0].span))

    def words_on(self, record: Settled) -> Iterator[tuple[str, Claim, Document]]:
        """Yield what further claims say of a record: how a commitment stands, what became of an agreement."""
        told: list[tuple[str, str]] = []
        if isinstance(record, Commitment):
            told += [(evidence.says, evidence.claim) for evidence in record.evidence]
        if isinstance(record, Agreement):
            told += [("reaffirmed", mention.claim) for mention in record.reaffirmed_by]
            told += [("amended", mention.claim) for mention in record.amended_by]
            told += [("superseded", mention.claim) for mention in record.superseded_by]
        for says, name in told:
            if name in self.claims and name not in record.claims:
                yield says, self.claims[name], self.documents[self.claims[name].document]

    def publishers_of(self, record: Settled) -> list[str]:
        """Return who published the documents that a record rests on, each once, oldest first."""
        names = (document.publisher or NO_PUBLISHER for _, document in self.claims_of(record))
        return list(dict.fromkeys(names))

    def say_speaker(self, evidence: Evidence) -> str:
        """Return whose word an evidence is: the speakers, else the publisher; never an id."""
        document = self.documents.get(evidence.document)
        publisher = document.publisher if document is not None else None
        return " › ".join(evidence.said_by) or publisher or NO_PUBLISHER

    def find_object(self, event: Event) -> str | None:
        """Return what an event was done to or about: the first object that its claims name, if any does."""
        for claim, _ in self.claims_of(event):
            for value in claim.roles.get("object", ()):
                if value.value or value.text:
                    return value.value or value.text
        return None

    def offices_of(self, name: str, when: str | None = None) -> list[str]:
        """Return the offices that an actor held at a date, or at any time where no date is given."""
        actor = self.actors.get(name)
        if actor is None:
            return []
        fitting = [tenure for tenure in actor.positions if _covers(tenure, when)] or actor.positions
        return list(dict.fromkeys(say_office(tenure) for tenure in fitting))

    def find(self, name: str) -> Settled | None:
        """Return the record of an id (or of a beginning of it that only one record has)."""
        every = [*self.records.actors, *self.records.agreements, *self.records.commitments,
                 *self.records.meetings, *self.records.events]  # fmt: skip
        return next((record for record in every if record.id == name), None)

    def list_ids(self, beginning: str) -> list[str]:
        """Return the ids of records, claims and documents that are, or else begin with, what was asked for."""
        every = [
            *(record.id for record in self.records.actors),
            *(record.id for record in self.records.agreements),
            *(record.id for record in self.records.commitments),
            *(record.id for record in self.records.meetings),
            *(record.id for record in self.records.events),
            *self.claims,
            *self.documents,
        ]
        if beginning in every:
            return [beginning]
        return [found for found in every if len(beginning) >= 4 and found.startswith(beginning)]


def say_office(tenure: Tenure) -> str:
    """Return an office with the country or body it belongs to."""
    if tenure.of is None or tenure.of in tenure.office:
        return tenure.office
    return f"{tenure.office} of {tenure.of}"


def _covers(tenure: Tenure, when: str | None) -> bool:
    start, end = find_bounds(when)
    first, last = find_bounds(tenure.from_)[0], find_bounds(tenure.to)[1]
    if start is None or end is None:
        return True
    return (first is None or first <= end) and (last is None or last >= start)
