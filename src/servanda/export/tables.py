"""Records as tables that a person enjoys reading, on 80 columns as on 200."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from servanda.export.dates import say_date, sort_key
from servanda.export.frame import (
    SIGNS,
    bold,
    build_table,
    dim,
    label,
    list_disagreements,
    list_sources,
    mark_background,
    say_act,
    say_score,
    sign,
    stack,
    stated,
    stated_date,
)  # fmt: skip
from servanda.export.trail import Trail, say_office
from servanda.model import Actor, Agreement, Commitment, Document, Event, Issue, Meeting, Mention, Override
from servanda.model.location import Location

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

_WHEN_WIDTH = 17
_SOURCE_WIDTH = 20
_OTHER_NAMES = 2


def table_meetings(meetings: Sequence[Meeting], trail: Trail, title: str = "Meetings") -> "Table":
    """Return meetings in order of date: when and in what state, who and about what, says who."""
    table = build_table(
        title, (("When", _WHEN_WIDTH), ("Who, where, about what", None), ("Source", _SOURCE_WIDTH))
    )
    for meeting in sorted(meetings, key=lambda item: sort_key(item.date)):
        state = sign(f"not {meeting.state}" if meeting.negated else meeting.state)
        table.add_row(
            stack(stated_date(meeting.date), state, mark_background(meeting)),
            _tell_meeting(meeting, trail),
            list_sources(meeting, meeting.said_by, trail),
        )
    return table


def _tell_meeting(meeting: Meeting, trail: Trail) -> "Text":
    people = [_tell_person(name, meeting.date, trail) for name in meeting.participants]
    medium = {"phone": "by phone", "video": "by video"}.get(meeting.medium or "")
    level = f"{meeting.level} level" if meeting.level != "unknown" else None
    facts = " · ".join(part for part in (level, meeting.format, medium) if part)
    return stack(
        *(people or [dim("participants not stated")]),
        label("in", meeting.place) if meeting.place else (None if medium else dim("place not stated")),
        label("host", meeting.host),
        dim(facts) if facts else None,
        label("on", meeting.topics),
        label("within", meeting.frameworks),
        label("outcome", meeting.outcome),
        label("fulfils", meeting.fulfils),
        list_disagreements(meeting),
    )


def _tell_person(name: str, when: str | None, trail: Trail) -> "Text":
    """Return a name in bold with the offices held then."""
    from rich.text import Text

    offices = ", ".join(trail.offices_of(name, when))
    return Text.assemble((name, "bold"), (f", {offices}" if offices else "", "dim"))


def table_agreements(agreements: Sequence[Agreement], trail: Trail, title: str = "Agreements") -> "Table":
    """Return agreements in order of signature: when, what between whom, what became of it, says who."""
    table = build_table(title, (("Signed", _WHEN_WIDTH), ("Agreement", None), ("Source", _SOURCE_WIDTH)))
    for agreement in sorted(agreements, key=lambda item: sort_key(item.signed)):
        table.add_row(
            stack(stated_date(agreement.signed), sign(agreement.signature_state), mark_background(agreement)),
            _tell_agreement(agreement),
            list_sources(agreement, (), trail),
        )
    return table


def _tell_agreement(agreement: Agreement) -> "Text":
    name = agreement.title or (f"({agreement.kind})" if agreement.kind else None)
    return stack(
        bold(name) if name else dim("title not stated"),
        label("kind", agreement.kind) if agreement.title and agreement.kind else None,
        label("between", agreement.parties) or dim("parties not stated"),
        label("brokered by", agreement.brokers),
        label("in", agreement.place),
        label("on", agreement.topics),
        label("in force", agreement.in_force),
        *(_tell_mention("reaffirmed", mention) for mention in agreement.reaffirmed_by),
        *(_tell_mention("amended", mention) for mention in agreement.amended_by),
        *(_tell_mention("superseded", mention) for mention in agreement.superseded_by),
        list_disagreements(agreement),
    )


def _tell_mention(what: str, mention: Mention) -> "Text":
    """Return ``reaffirmed 5 Sep 2022 by not stated (says the ministry)``."""
    from rich.text import Text

    said = f" (says {' › '.join(mention.said_by)})" if mention.said_by else ""
    when = f"{say_date(mention.date)} " if mention.date else ""
    return Text.assemble(
        (f"{what} ", "dim"), when, ("by ", "dim"), stated(", ".join(mention.by)), (said, "dim")
    )


def table_commitments(commitments: Sequence[Commitment], trail: Trail, title: str = "Commitments") -> "Table":
    """Return commitments in order of deadline: due and clock, who owes what to whom, how it stands."""
    table = build_table(title, (("Due", _WHEN_WIDTH), ("Who owes what to whom", None), ("How it stands", 21)))
    for commitment in sorted(commitments, key=lambda item: sort_key(item.deadline.edtf)):
        table.add_row(
            stack(_tell_due(commitment), mark_background(commitment)),
            tell_commitment(commitment, trail),
            tell_standing(commitment, trail),
        )
    return table


def _tell_due(commitment: Commitment) -> "Text":
    deadline = commitment.deadline
    words = f"“{deadline.text}”" if deadline.text else None
    when = stated(say_date(deadline.edtf)) if deadline.edtf else None
    if when is None and not words:
        when = dim("no deadline stated")
    later = [e for e in deadline.extensions if e.claim != deadline.claim or e.edtf == deadline.edtf]
    moved = max(1, len(deadline.extensions) - 1) if later else 0
    extended = None if not moved else "extended" if moved == 1 else f"extended {moved}×"
    return stack(
        when, dim(words) if words else None, extended, sign(commitment.clock) if commitment.clock else None
    )


def tell_commitment(commitment: Commitment, trail: Trail) -> "Text":
    """Return who owes what to whom under which agreement."""
    quantity = (
        commitment.quantity if commitment.quantity and commitment.quantity not in commitment.act else None
    )
    kind = commitment.kind if commitment.kind != "obligation" else None
    force = commitment.force if commitment.force != "agreed" else None
    agreement = trail.find(commitment.agreement) if commitment.agreement else None
    under = getattr(agreement, "title", None) or getattr(agreement, "kind", None) or commitment.agreement
    return stack(
        bold(say_act(commitment.act, commitment.kind)),
        label("owed by", commitment.obligors) or dim("owed by: not stated"),
        label("to", commitment.beneficiaries),
        label("quantity", quantity),
        label("at", commitment.place),
        label("under", " · ".join(part for part in (under, commitment.point) if part)),
        label("if", commitment.condition),
        label("checked by", commitment.verifier),
        dim(" · ".join(part for part in (kind, force, commitment.topic) if part)),
        dim(f"{commitment.id}  {', '.join(trail.publishers_of(commitment))}"),
        list_disagreements(commitment),
    )


def tell_standing(commitment: Commitment, trail: Trail) -> "Text":
    """Return score, standing, what undid it and the last word, each on its line."""
    last = commitment.evidence[-1] if commitment.evidence else None
    undone = [
        f"{name} {say_date(value) if value[:4].isdigit() else value}"
        for name in ("violated", "reversed", "suspended", "superseded")
        if (value := getattr(commitment, name))
    ]
    word = None
    if last is not None:
        speaker = trail.say_speaker(last)
        word = stack(
            label("last word", last.says),
            label("by", speaker),
            label("on", _say_or_none(last.as_at or last.published)),
        )
    return stack(
        say_score(commitment.score),
        sign(commitment.standing) if commitment.standing else None,
        *(_warn(line) for line in undone),
        word,
        *(_tell_override(override) for override in commitment.overrides),
    )


def _tell_override(override: Override) -> "Text":
    """Return whose verdict a field is."""
    from rich.text import Text

    mark, style = SIGNS["verdict"]
    return Text(f"{mark} verdict on {override.field} by {override.by}", style=style)


def _say_or_none(edtf: str | None) -> str | None:
    return say_date(edtf) if edtf else None


def _warn(words: str) -> "Text":
    from rich.text import Text

    return Text(words, style="red")


def table_events(events: Sequence[Event], trail: Trail, title: str = "Events") -> "Table":
    """Return events in order of date: when, what by whom to whom, asserted or not, says who."""
    table = build_table(title, (("When", _WHEN_WIDTH), ("What happened", None), ("Source", _SOURCE_WIDTH)))
    for event in sorted(events, key=lambda item: sort_key(item.date)):
        force = sign("denied" if event.negated else event.force)
        table.add_row(
            stack(stated_date(event.date), force, mark_background(event)),
            _tell_event(event, trail),
            list_sources(event, event.said_by, trail),
        )
    return table


def _tell_event(event: Event, trail: Trail) -> "Text":
    from rich.text import Text

    code = event.code if event.mode is None else f"{event.code} {event.mode}"
    sides = Text.assemble(
        stated(", ".join(event.actors)), ("  →  ", "dim"), stated(", ".join(event.recipients))
    )
    return stack(
        Text.assemble((code, "bold"), ("  not so" if event.negated else "", "red")),
        label("object", trail.find_object(event)),
        sides,
        label("in", event.place),
        label("context", event.contexts),
        list_disagreements(event),
    )


def table_actors(actors: Sequence[Actor], title: str = "Actors") -> "Table":
    """Return actors by name: kind and country, offices as seen in the texts, other names."""
    table = build_table(title, (("Name", None), ("Kind", 16), ("Offices and other names", None)))
    for actor in sorted(actors, key=lambda item: item.name.casefold()):
        place = " · ".join(part for part in (actor.country, actor.sector) if part)
        offices = [
            _tell_tenure(office, actor, at) for at, office in enumerate(map(say_office, actor.positions))
        ]
        aliases = [alias for alias in actor.aliases if alias != actor.name]
        table.add_row(
            stack(bold(actor.name), dim(actor.id)),
            stack(stated(actor.kind), dim(place) if place else None, mark_background(actor)),
            stack(*offices, label("also", aliases), list_disagreements(actor)),
        )
    return table


def _tell_tenure(office: str, actor: Actor, at: int) -> "Text":
    from rich.text import Text

    tenure = actor.positions[at]
    seen = " – ".join(say_date(day) for day in dict.fromkeys((tenure.from_, tenure.to)) if day)
    return Text.assemble(office, (f"  seen {seen}" if seen else "", "dim"))


def table_places(places: Sequence[Location], title: str = "Places") -> "Table":
    """Return places in the order given: name and other names, what and where it is, how many claims name it."""
    table = build_table(
        title, (("Name", None), ("What it is", 11), ("Country", 14), ("Coordinates", 17), ("Claims", 6))
    )
    for place in places:
        located = place.lat is not None and place.lon is not None
        others = [name for name in place.names[1:] if name[:1].isupper()][:_OTHER_NAMES]
        table.add_row(
            stack(bold(place.name), label("also", others), dim(place.id) if place.id and located else None),
            dim("not located") if place.precision is None else _tell_precision(place),
            stated(", ".join(place.countries)),
            f"{place.lat:.3f}, {place.lon:.3f}" if located else dim("no point"),
            str(len(place.claims)),
        )
    return table


def _tell_precision(place: Location) -> str:
    """Return how fine a place is; of one that is not listed, how fine the area is that the text puts it in."""
    return f"in {place.precision}" if place.enclosing else str(place.precision)


def table_issues(issues: Iterable[tuple[Issue, Document | None]], title: str = "Issues") -> "Table":
    """Return issues: what, in which document, at which words, and what to do; what is the same once, counted."""
    table = build_table(title, (("Issue", 22), ("What and what to do", None), ("Document", 24)))
    rows: dict[tuple[str, ...], list[tuple[Issue, Document | None]]] = {}
    for issue, document in issues:
        quoted = document.text[slice(*issue.span)] if document is not None else ""
        key = (issue.code, issue.document or "", issue.message, " ".join(quoted.split()), issue.hint)
        rows.setdefault(key, []).append((issue, document))
    for same in rows.values():
        issue, document = same[0]
        words = document.text[slice(*issue.span)].strip() if document is not None else ""
        shown = f"“{words[:120]}{'…' if len(words) > 120 else ''}”" if words else None
        source = (
            (document.title or document.publisher or document.id) if document is not None else issue.document
        )
        table.add_row(
            stack(bold(issue.code), dim(f"{len(same)} times") if len(same) > 1 else None),
            stack(issue.message, shown, dim(issue.hint) if issue.hint else None),
            stated(source),
        )
    return table
