"""Bodies: ministries, missions and offices of a state, and those who stand for a side."""

from servanda.read.clauses import find_preps
from servanda.read.discourse import Mention, MentionKind
from servanda.read.naming import Naming, Phrase, mention_body_again, mention_office
from servanda.read.owners import Owner, find_owners, list_owners
from servanda.read.passage import Hit
from servanda.read.phrases import LEADERS, has_number, is_plural, lemma, number_of, strip_determiner

_STANDS_FOR_STATE = frozenset(
    {"Government", "Army", "Police", "Delegation", "Negotiating Team", "Armed Forces"}
)
_OF_THE_STATE = frozenset({"government", "army", "regime", "state"})
"""Words that make 'government forces' those of the state in focus."""
_ARMED_BODIES = frozenset({"group", "movement", "organisation", "organization", "militia", "front"})
_AGAINST_THE_STATE = frozenset({"Opposition"})
"""Bodies that act for themselves and not for their state."""
_NOT_ONE_OFFICE = frozenset({"Government", "Presidency", "Prime Minister's Office", "Parliament"})
"""Bodies too large to be the office of the person who heads them."""


_SECURITY_COUNCIL, _UN_COUNCIL = "Security Council", "United Nations Security Council"


def _is_known_state_council(namer: Naming, phrase: Phrase) -> bool:
    """Tell whether the text has named a state's own Security Council."""
    before = namer.discourse.bodies_before(phrase.span[0])
    return any((m.value or "").startswith(f"{_SECURITY_COUNCIL} of ") for m in before)


def read_ministry(namer: Naming, phrase: Phrase, hit: Hit) -> list[Mention]:
    """Return a ministry or other body of a state, or the one last spoken of."""
    text, span, body = phrase.text, phrase.span, hit.entry.value
    if hit.entry.whole:
        return [Mention(body, "ministry", text, span, body.rpartition(" of ")[2])]
    if body in _STANDS_FOR_STATE:
        return read_represented(namer, phrase) or namer.state_in_focus(phrase)
    owners = list_owners(namer, phrase, hit.start)
    if owners and body == "Presidency":
        return [mention_office("President", o, "highest", phrase) for o in owners]
    if owners:
        kind: MentionKind = "group" if body in _AGAINST_THE_STATE else "ministry"
        return [Mention(f"{body} of {o}", kind, text, span, None if kind == "group" else o) for o in owners]
    if is_plural(phrase.head) and has_number(phrase.head):
        sides = namer.discourse.sides_before(span[0], number_of(phrase.head), states=True)
        reason = f"the sides last named together: {', '.join(sides)}"
        return [Mention(f"{body} of {s}", "ministry", text, span, s, inferred=reason) for s in sides]
    if (
        body == _SECURITY_COUNCIL
        and phrase.head.text[0].isupper()
        and not _is_known_state_council(namer, phrase)
    ):
        return [Mention(_UN_COUNCIL, "body", text, span)]
    return read_known_body(namer, phrase, body)


def read_known_body(namer: Naming, phrase: Phrase, body: str | None = None) -> list[Mention]:
    """Return the body last named that 'the ministry', 'the mission', 'her office' can mean."""
    noun = lemma(phrase.head)
    if noun == "office":
        return _read_office_of(namer, phrase)
    reason = f"the {noun} last named"
    known = _find_armed(namer, phrase) if body is None and noun in _ARMED_BODIES else None
    known = known or _find_like(namer, phrase, body)
    if known is not None:
        return [mention_body_again(known, phrase, reason)]
    side = namer.discourse.side_before(phrase.span[0], states=True) if body is not None else None
    if side is None:
        return []
    reason = "the state last named"
    return [Mention(f"{body} of {side}", "ministry", phrase.text, phrase.span, side, inferred=reason)]


def _find_armed(namer: Naming, phrase: Phrase) -> Mention | None:
    """Return the group last named that 'the movement', 'the militia' can mean."""
    for known in namer.discourse.bodies_before(phrase.span[0]):
        facts = namer.codebook.describe(known.value) if known.value else None
        fits = facts is None or facts.kind in {"armed-group", "ngo"}
        if known.value and fits and known.kind != "ministry":
            return known
    return None


def _find_like(namer: Naming, phrase: Phrase, body: str | None) -> Mention | None:
    """Return the body last named that has the noun in its name, or begins with `body`."""
    noun = lemma(phrase.head)
    for known in namer.discourse.bodies_before(phrase.span[0]):
        if known.value is not None and (
            known.value.startswith(body) if body is not None else noun in known.value.lower()
        ):
            return known
    return None


def _read_office_of(namer: Naming, phrase: Phrase) -> list[Mention]:
    """Return whose office 'her office', 'the office of the president' is."""
    owner = next((c for c in phrase.head.children if c.dep_ == "poss"), None)
    holders = [owner] if owner is not None else [h for p, h in find_preps(phrase.head) if p == "of"]
    persons = [m for holder in holders for m in namer.name(phrase.passage, holder)]
    if not persons:
        return []
    person = persons[0]
    if person.kind == "office":
        text, span = phrase.text, phrase.span
        return [Mention(person.value, "office", text, span, person.state, person.office, person.level)]
    reason = f"the office of {person.value}"
    if person.office and person.state:
        entry = namer.codebook.lists.offices.get(person.office)
        body = entry.body if entry is not None and entry.body else None
        if body in _NOT_ONE_OFFICE:
            body = None
        value = f"{body or person.office} of {person.state}"
        return [Mention(value, "ministry", phrase.text, phrase.span, person.state, inferred=reason)]
    return [mention_body_again(person, phrase, reason)]


def read_represented(namer: Naming, phrase: Phrase) -> list[Mention]:
    """Return whom 'the Armenian side', 'Russian peacekeepers', 'officials of both sides' stand for."""
    head = phrase.head
    if lemma(head) in LEADERS:
        owners = list_owners(namer, phrase, head.i)
        return [mention_office("Leader", owner, "highest", phrase) for owner in owners]
    hit = phrase.passage.hits.get(head.i)
    if any(c.dep_ == "compound" and c.lower_ in _OF_THE_STATE for c in head.children):
        focus = namer.state_in_focus(phrase)
        if focus:
            return focus
    level = hit.entry.level if hit is not None else None
    of = find_owners(namer, phrase, hit.start if hit is not None else head.i)
    if of and _are_rebels(namer, phrase, of):
        return [Mention(strip_determiner(phrase.text), "group", phrase.text, phrase.span)]
    return [
        Mention(owner, kind, phrase.text, phrase.span, owner, sided=True, level=level) for owner, kind in of
    ]


def _are_rebels(namer: Naming, phrase: Phrase, owners: list[Owner]) -> bool:
    """Tell whether those of a state are its rebels: they do not act for it ('Chadian rebels', 'Syrian opposition')."""
    states = all(kind == "state" and _is_state(namer, owner) for owner, kind in owners)
    return states and lemma(phrase.head) in namer.codebook.words["rebel"]


def _is_state(namer: Naming, name: str) -> bool:
    facts = namer.codebook.describe(name)
    return facts is not None and facts.kind == "state"
