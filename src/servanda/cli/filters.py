"""Which records a listing shows: by actor, topic, date, state, background."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar, get_args

import typer

from servanda.cli.hints import say_unknown
from servanda.export.dates import find_bounds, lies_within, sort_key
from servanda.export.frame import SCORES
from servanda.model import Actor, Agreement, Commitment, Event, Meeting, Records, Settled
from servanda.model.kinds import Clock, Force, MeetingState, SignatureState, Standing

Kind = TypeVar("Kind", bound=Settled)

_OFFICIAL: Final = frozenset({"person", "government-body"})
_COMING: Final = frozenset({"proposed", "scheduled", "postponed"})
_UNDONE: Final = ("violated", "reversed", "suspended", "superseded")
STATES: Final[dict[str, tuple[str, ...]]] = {
    "meetings": get_args(MeetingState),
    "agreements": get_args(SignatureState),
    "commitments": (*get_args(Clock), *get_args(Standing), *SCORES, *_UNDONE),
    "events": (*get_args(Force), "denied"),
}
"""The words that --state takes, by kind of record."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What was asked for; None leaves a side open."""

    actor: str | None = None
    topic: str | None = None
    first: date | None = None
    last: date | None = None
    state: str | None = None
    background: bool | None = None
    limit: int | None = None
    as_of: date | None = None


def check_state(state: str | None, kind: str) -> None:
    """Raise BadParameter for a state that no record of this kind can have."""
    words = STATES[kind]
    if state is not None and state not in words:
        raise typer.BadParameter(f"--state {state}: it is one of {', '.join(words)}")


def check_topic(topic: str, topics: Iterable[str], records: Records) -> None:
    """Raise BadParameter for a topic that neither the codebook nor any record has."""
    every: list[Settled] = [*records.meetings, *records.agreements, *records.commitments]
    known = {*topics, *(code for record in every for code in topics_of(record))}
    known |= {code.split("/")[0] for code in known}
    if topic not in known:
        raise typer.BadParameter(say_unknown("--topic", topic, list(known)))


def pick(records: Sequence[Kind], filters: Filters, actors: Iterable[Actor]) -> list[Kind]:
    """Return the records that pass, in order of date."""
    names = find_names(filters.actor, actors) if filters.actor else None
    passing = [record for record in records if _passes(record, filters, names)]
    passing.sort(key=lambda record: (sort_key(date_of(record)), record.id))
    return passing[: filters.limit]


def find_names(asked: str, actors: Iterable[Actor]) -> Callable[[str], bool]:
    """Return a test for the names that an actor filter means.

    They are the actors whose name or alias has the words asked for, and, where one
    of them is a state, the persons and bodies of that country.
    """
    known = list(actors)
    wanted = asked.casefold().strip()
    direct = [
        actor for actor in known if any(wanted in name.casefold() for name in (actor.name, *actor.aliases))
    ]
    exact = [
        actor for actor in direct if wanted in (name.casefold() for name in (actor.name, *actor.aliases))
    ]
    countries = {actor.country for actor in exact if actor.kind == "state" and actor.country}
    names = {actor.name for actor in direct}
    names |= {actor.name for actor in known if actor.country in countries and actor.kind in _OFFICIAL}
    return lambda name: name in names or wanted in name.casefold()


def date_of(record: Settled) -> str | None:
    """Return the date by which a record is listed and filtered."""
    if isinstance(record, Commitment):
        return record.deadline.edtf
    return record.signed if isinstance(record, Agreement) else getattr(record, "date", None)


def actors_of(record: Settled) -> list[str]:
    """Return the names of those who take part in a record."""
    if isinstance(record, Meeting):
        return [*record.participants, *([record.host] if record.host else [])]
    if isinstance(record, Agreement):
        return [
            *record.parties,
            *record.brokers,
            *(name for mention in record.reaffirmed_by for name in mention.by),
        ]
    if isinstance(record, Commitment):
        return [*record.obligors, *record.beneficiaries, *([record.verifier] if record.verifier else [])]
    if isinstance(record, Event):
        return [*record.actors, *record.recipients]
    if isinstance(record, Actor):
        return [record.name, *record.aliases, *(tenure.of for tenure in record.positions if tenure.of)]
    return []


def topics_of(record: Settled) -> list[str]:
    """Return the topic codes of a record."""
    if isinstance(record, Commitment):
        return [code for code in (record.topic, record.pam) if code]
    return list(getattr(record, "topics", ()))


def states_of(record: Settled) -> set[str]:
    """Return the state words that are true of a record."""
    if isinstance(record, Meeting):
        return set() if record.negated else {record.state}
    if isinstance(record, Agreement):
        return {record.signature_state}
    if isinstance(record, Event):
        return {"denied"} if record.negated else {record.force}
    if isinstance(record, Commitment):
        words: set[str] = {word for word in (record.clock, record.standing) if word}
        if record.score is not None:
            words.add(SCORES[record.score])
        return words | {name for name in _UNDONE if getattr(record, name)}
    return set()


def _passes(record: Settled, filters: Filters, names: Callable[[str], bool] | None) -> bool:
    topic = filters.topic
    return (
        (filters.background is None or record.background == filters.background)
        and (names is None or any(map(names, actors_of(record))))
        and (
            topic is None or any(code == topic or code.startswith(f"{topic}/") for code in topics_of(record))
        )
        and (filters.state is None or filters.state in states_of(record))
        and lies_within(date_of(record), filters.first, filters.last)
        and not _comes_later(record, filters.as_of)
    )


def _comes_later(record: Settled, as_of: date | None) -> bool:
    """Tell whether a record is about something after the day; what was then still to come is not."""
    if as_of is None or isinstance(record, Commitment):
        return False
    if isinstance(record, Meeting) and record.state in _COMING:
        return False
    first, _ = find_bounds(date_of(record))
    return first is not None and first > as_of
