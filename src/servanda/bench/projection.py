"""Claims as PLOVER events: a code, a mode, and who acts on whom with country and sector."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from servanda.codebook import Codebook
from servanda.model import Claim, Span, Value

CONCILIATORY: Final = frozenset({"AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "CONSULT"})
COERCIVE: Final = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
_SPOKEN: Final = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE"})
"""Types that are words: not done yet is what they mean."""
_YET_TO_COME: Final = frozenset({"agreed", "scheduled", "conditional"})
_MEETING: Final = {"agreed": "AGREE", "scheduled": "AGREE", "conditional": "AGREE", "proposed": "REQUEST"}
_RETREATS: Final = "types/event-RETREAT"
"""How the rule of a withdrawal or release begins: what is promised of it is AGREE, what is proclaimed CONCEDE."""
_PROCLAIMED: Final = frozenset(
    {"announce", "declare", "proclaim", "decide", "order", "decree", "resolve", "decision", "announcement"}
)
"""Words that make an act to come one that is proclaimed: they stand behind the rule of its cue."""
_LEAVING: Final = "types/event-REJECT#walk out of @talks"
"""The rule of leaving talks or a government: what is only announced of it is a threat."""
_OFFERING: Final = ("offer", "ready", "willing", "prepared", "eager", "keen", "want", "hope", "agree")
_OFF: Final = frozenset({"postponed", "cancelled"})
_ROLES: Final = {
    "event": ("actor", "recipient"),
    "meeting": ("participant", ""),
    "agreement": ("party", ""),
    "commitment": ("obligor", "beneficiary"),
    "status": ("actor", ""),
}
_MADE: Final = frozenset({"signed", "reached", "extended", "amended", "reaffirmed"})
_CARRIED_OUT: Final = frozenset({"done", "started", "partly", "resumed"})
_YIELDED: Final = {
    "troop-withdrawal": "withdraw",
    "prisoners": "release",
    "disarmament": "disarm",
    "ceasefire": "ceasefire",
    "transport": "access",
    "humanitarian-access": "access",
}
_FOR_OTHERS: Final = frozenset({"person", "government-body"})
"""Kinds of actors that act for their state or body."""
_ORGANS: Final = (
    "United Nations Security Council", "United Nations General Assembly", "United Nations Secretariat",
    "Secretary-General of the United Nations",
)  # fmt: skip
_NON_STATE: Final = {"igo": "IGO", "ngo": "NGO"}


@dataclass(frozen=True, slots=True)
class Party:
    """Who acts or is acted upon: the words, the canonical name, PLOVER's country and sector (None: not known).

    side: the state, organisation or group that the party acts for.
    """

    text: str
    value: str | None
    side: str | None
    span: Span
    country: str | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class Projected:
    """A claim as a PLOVER event. quad: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""

    code: str
    mode: str | None
    quad: int
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]


_QUADS: Final = {
    code: quad
    for quad, codes in enumerate(
        (
            ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
            ("COOPERATE", "AID", "RETREAT"),
            ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
            ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
        ),
        1,
    )
    for code in codes
}


def project(claim: Claim, codebook: Codebook, posts: Mapping[str, str] | None = None) -> Projected | None:
    """Return a claim as a PLOVER event, None where PLOVER has none for it (a position, a denied act).

    posts: person → the side whose office they hold, from the document's position claims (`list_posts`).
    """
    found = _code_of(claim)
    if found is None:
        return None
    code, mode = found
    acting, reached = _ROLES[claim.kind]
    posts = posts or {}
    actors = _list_parties(claim.roles.get(acting, ()), codebook, posts)
    recipients = _list_parties(claim.roles.get(reached, ()), codebook, posts)
    if code == "REQUEST" and claim.kind == "meeting":
        ahead = tuple(p for p in actors if p.span[1] <= claim.cue.span[0])
        if ahead:
            actors, recipients = ahead, tuple(p for p in actors if p not in ahead)
    if code == "REQUEST" and claim.code != "REQUEST" and claim.said_by:
        asking = _list_parties(claim.said_by[-1:], codebook, posts)
        if all(party.side not in {a.side for a in actors} for party in asking):
            actors, recipients = asking, actors + recipients
    return Projected(code, mode, _QUADS[code], actors, recipients)


def list_posts(claims: Iterable[Claim]) -> dict[str, str]:
    """Return person → state or body whose office they hold, as a document's position claims say."""
    return {
        person: of
        for claim in claims
        if claim.kind == "position" and (person := claim.first("person")) and (of := claim.first("of"))
    }


def _code_of(claim: Claim) -> tuple[str, str | None] | None:
    if claim.kind == "event":
        return _project_event(claim)
    if claim.kind == "meeting":
        if claim.negated or claim.first("state") in _OFF:
            return "REJECT", "meet"
        if claim.force == "proposed" and _is_offer(claim):
            return "AGREE", None
        return _MEETING.get(claim.force, "CONSULT"), claim.mode
    if claim.kind == "agreement":
        return _project_agreement(claim)
    if claim.kind == "commitment":
        return ("REJECT", None) if claim.negated else ("AGREE", None)
    return _project_status(claim) if claim.kind == "status" else None


def _is_offer(claim: Claim) -> bool:
    """Tell whether those who are to meet propose it themselves: 'offered to negotiate', 'is ready to meet'."""
    words = " ".join(value.text for value in claim.roles.get("state", ())).lower()
    return words.startswith(_OFFERING)


def _project_event(claim: Claim) -> tuple[str, str | None] | None:
    """Return an event's code: what is only threatened is THREATEN, what is only promised AGREE, refused REJECT."""
    code, force = claim.code, claim.force
    if claim.negated:
        refused = code in CONCILIATORY and force != "alleged"
        refused |= code == "MOBILIZE" and force == "scheduled"
        return ("REJECT", None) if refused else None
    if force == "threatened":
        return "THREATEN", None
    if force == "conditional" and code in COERCIVE:
        return "THREATEN", None
    governor = claim.cue.rule.partition(" < ")[2]
    if code == "CONCEDE" and claim.cue.rule.startswith(_RETREATS) and force in _YET_TO_COME | {"proposed"}:
        proclaimed = governor in _PROCLAIMED or (claim.mode == "ceasefire" and force != "proposed")
        return ("CONCEDE" if proclaimed else "AGREE"), claim.mode
    if force == "proposed" and code in COERCIVE and governor.startswith(_OFFERING[:4]):
        return ("AGREE" if code == "MOBILIZE" else "THREATEN"), None
    if code == "REJECT" and claim.cue.rule.startswith(_LEAVING) and force in _YET_TO_COME:
        return "THREATEN", None
    if code in _SPOKEN:
        return code, claim.mode
    if force in _YET_TO_COME:
        return ("THREATEN" if code in COERCIVE else "AGREE"), None
    if force == "proposed":
        return ("AGREE" if code in CONCILIATORY else "REQUEST"), None
    return code, claim.mode


def _project_agreement(claim: Claim) -> tuple[str, str | None] | None:
    """Return SUPPORT for what was signed or renewed, AGREE for what was agreed or is to be, REJECT for what is left."""
    if claim.code == "ended":
        leaving = "THREATEN" if claim.force in _YET_TO_COME else "REJECT"
        return ("AGREE" if claim.negated else leaving), None
    if claim.code not in _MADE:
        return None
    if claim.negated:
        return "REJECT", None
    if claim.force == "proposed":
        offered = claim.cue.rule.partition(" < ")[2].startswith(_OFFERING)
        return ("AGREE" if offered else "REQUEST"), None
    if claim.force != "asserted":
        return "AGREE", None
    return ("AGREE" if claim.code == "reached" else "SUPPORT"), None


def _project_status(claim: Claim) -> tuple[str, str | None] | None:
    """Return what carrying out a commitment is: a withdrawal, a release, disarmament; what breaking a truce is."""
    topics = {topic.partition("/")[0] for topic in claim.values("topic")}
    if claim.code == "violated":
        if claim.negated:
            return None
        return ("ASSAULT" if "ceasefire" in topics else "REJECT"), None
    if claim.code in {"promised", "reaffirmed"}:
        return "AGREE", None
    if claim.code == "not-started" and claim.mode is not None:
        return "REJECT", None
    if claim.code not in _CARRIED_OUT or claim.negated:
        return None
    mode = next((mode for topic, mode in _YIELDED.items() if topic in topics), None)
    if mode is None:
        return None
    return ("RETREAT" if claim.force in {"asserted", "alleged"} else "CONCEDE"), mode


def _list_parties(values: Iterable[Value], codebook: Codebook, posts: Mapping[str, str]) -> tuple[Party, ...]:
    return tuple(_describe(value, codebook, posts) for value in values)


def _describe(value: Value, codebook: Codebook, posts: Mapping[str, str]) -> Party:
    """Return a value with its country and sector: by its name, else by the office held, else by its words."""
    name = value.value
    facts = codebook.describe(name) if name else None
    side = name
    if facts is None and name is not None and (held := posts.get(name) or codebook.lists.leaders.get(name)):
        side = held
        facts = codebook.describe(side)
    elif facts is not None and facts.kind in _FOR_OTHERS and facts.country and facts.sector != "OPP":
        side = _states_of(codebook.name, _Hashed(codebook)).get(facts.country, side)
    if side is not None and side.startswith(_ORGANS):
        side = "United Nations"
    words = name if name and facts is None else value.text
    country, sector = (facts.country, facts.sector) if facts else (None, None)
    if facts is not None and country is None:
        country = _NON_STATE.get(facts.kind)
    return Party(
        value.text,
        name,
        side,
        value.span,
        country or find_country(words, codebook),
        find_sector(value.text, codebook) or sector,
    )


_WORD: Final = re.compile(r"\w+(?:['’]\w+)?")


def find_country(words: str, codebook: Codebook) -> str | None:
    """Return the country that words such as 'Chadian rebels' name, None where they name none or two."""
    names = _names_of(codebook.name, _Hashed(codebook))
    tokens = _WORD.findall(words)
    found: set[str] = set()
    at = 0
    while at < len(tokens):
        length = next((n for n in (4, 3, 2, 1) if " ".join(tokens[at : at + n]) in names), 0)
        if length:
            found.add(names[" ".join(tokens[at : at + length])])
        at += length or 1
    return found.pop() if len(found) == 1 else None


def find_sector(words: str, codebook: Codebook) -> str | None:
    """Return the PLOVER sector that the nouns of a phrase name ('rebels' REB), the last one first."""
    for token in reversed(_WORD.findall(words.lower())):
        for form in (token, token.removesuffix("s"), token.removesuffix("men") + "man"):
            for name, lemmas in codebook.words.items():
                if name.startswith("sector-") and form in lemmas:
                    return name.removeprefix("sector-").upper()
    return None


class _Hashed:
    """Carries a codebook through a cache; equal where it is the same one."""

    def __init__(self, value: Codebook) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hashed) and self.value is other.value


@cache
def _names_of(_name: str, codebook: _Hashed) -> dict[str, str]:
    """Return words → country: states with their other names, adjectives and peoples."""
    kinds = {"state", "adjective", "demonym", "capital"}
    return {
        words: entry.country
        for entry in codebook.value.lists.entries
        if entry.kind in kinds and entry.country
        for name in [" ".join(_WORD.findall(entry.words))]
        for words in ((name, name.removesuffix("s")) if entry.kind == "demonym" else (name,))
    }


@cache
def _states_of(_name: str, codebook: _Hashed) -> dict[str, str]:
    """Return country → name of the state, or of the organisation that PLOVER has as a country."""
    facts = codebook.value.lists.facts.values()
    states = {known.country: known.name for known in facts if known.kind == "state" and known.country}
    return {"UNO": "United Nations", "EUR": "European Union", **states}
