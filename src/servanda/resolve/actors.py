"""Actor records: everyone who is mentioned, under one name, with kind, country and the offices they are seen in."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from servanda.model import Actor, Tenure
from servanda.model.kinds import ActorKind
from servanda.resolve.decide import make_id
from servanda.resolve.identity import Identity
from servanda.resolve.names import fold
from servanda.resolve.people import Seen
from servanda.resolve.told import Told


@dataclass(slots=True)
class _Mentions:
    """Where an actor is mentioned, and under which names."""

    claims: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    foreground: bool = False


def build_actors(told: Sequence[Told], identity: Identity) -> list[Actor]:
    """Settle one record for every actor that any claim mentions, ordered by name."""
    mentions: defaultdict[str, _Mentions] = defaultdict(_Mentions)
    for one in told:
        for filler, name in identity.list_named(one):
            mention = mentions[name]
            mention.claims.add(one.claim.id)
            mention.foreground = mention.foreground or not one.claim.background
            if filler.value is not None and not (identity.is_office(filler.value) and name != filler.value):
                mention.names.add(filler.value)
                mention.words.update(fold(filler.text).split())
    return [_build_actor(name, mentions[name], identity) for name in sorted(mentions)]


def _build_actor(name: str, mention: _Mentions, identity: Identity) -> Actor:
    """Settle one actor."""
    facts = identity.describe(name)
    tenures = identity.tenures(name)
    aliases = mention.names | set(facts.aliases if facts else ())
    return Actor(
        id=make_id("A", name),
        claims=sorted(mention.claims),
        background=not mention.foreground,
        name=name,
        kind=facts.kind if facts else _find_kind(name, mention, identity),
        country=facts.country if facts and facts.country else _find_country(tenures, identity),
        sector=facts.sector if facts and facts.sector else _find_sector(tenures, identity),
        positions=list_tenures(tenures),
        aliases=sorted(aliases - {name}),
    )


def _find_kind(name: str, mention: _Mentions, identity: Identity) -> ActorKind | None:
    """Return person for whoever is seen in an office or called by a title; else not stated."""
    titled = " " in name and bool(mention.words & identity.rules.titles)
    return "person" if identity.is_person(name) and (identity.tenures(name) or titled) else None


def _find_country(tenures: Sequence[Seen], identity: Identity) -> str | None:
    """Return the country of the offices somebody is seen in, where it is one."""
    owners = (identity.describe(seen.of) for seen in tenures if seen.of)
    countries = {facts.country for facts in owners if facts is not None and facts.country is not None}
    return countries.pop() if len(countries) == 1 else None


def _find_sector(tenures: Sequence[Seen], identity: Identity) -> str | None:
    """Return the most frequent sector of the offices somebody is seen in."""
    posts = (identity.describe(f"{seen.office} of {seen.of}") for seen in tenures if seen.of)
    sectors = Counter(facts.sector for facts in posts if facts is not None and facts.sector is not None)
    return min(sectors, key=lambda sector: (-sectors[sector], sector), default=None)


def list_tenures(seen: Sequence[Seen]) -> list[Tenure]:
    """Return offices with the first and last day on which the texts show them held."""
    posts: defaultdict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        posts[one.post].append(one)
    tenures = []
    for post in sorted(posts):
        group = posts[post]
        spelt = Counter((one.office, one.of or "") for one in group)
        office, owner = min(spelt, key=lambda pair: (-spelt[pair], pair))
        starts = [one.start for one in group if one.start is not None and not one.left]
        ends = [one.end for one in group if one.end is not None]
        left = [one.end for one in group if one.end is not None and one.left]
        tenures.append(
            Tenure(
                office=office,
                of=owner or None,
                from_=_write_day(min(starts, default=None)),
                to=_write_day(max(left, default=None) or max(ends, default=None)),
            )
        )
    return sorted(tenures, key=lambda tenure: (tenure.from_ or "~", fold(tenure.office), tenure.of or ""))


def _write_day(day: int | None) -> str | None:
    """Return an ordinal as EDTF."""
    return date.fromordinal(day).isoformat() if day is not None else None
