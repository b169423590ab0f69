"""Which place a name means, and why: the one door for a text's names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from servanda.places.distance import measure
from servanda.places.gazetteer import Gazetteer
from servanda.places.groups import Group, Mention, group_mentions
from servanda.places.home import Home
from servanda.places.names import is_area
from servanda.places.place import KINDS
from servanda.places.settle import COARSE, settle
from servanda.places.surroundings import find_containers
from servanda.places.weights import NAMES, Weights

_AREAS: Final = (KINDS.index("admin1"), KINDS.index("admin2"))
_TOWN: Final = KINDS.index("place")
_OTHER: Final = NAMES.index("other_name")
_MOST_OF: Final = 0.2
_TOWN_KM: Final = 80.0
_SAID: Final = {
    "inside": "the words beside it say where",
    "inside_likely": "the words beside it say where",
    "named_area": "its area is named in the text",
    "named_state": "its country is named in the text",
    "near": "other places of the text are near",
    "near_text": "the place named next to it is near",
    "same_area": "other places of the text are in its area",
    "same_state": "other places of the text are in its country",
    "peers": "listed among places of its kind",
    "home_near": "the publisher writes about places near it",
    "home_area": "the publisher writes about its area",
    "population": "the largest place of this name",
    "listed": "listed under this name",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """The place a mention means, why, and the share of belief in it against the others of its name.

    enclosing: the name itself is not listed; this is an area that the text puts it in.
    """

    number: int
    reason: str
    share: float
    enclosing: bool = False


def explain(group: Group, weights: Weights) -> str:
    """Return why the place ahead is ahead: the reasons that tell it most from the next one."""
    import numpy as np

    if len(group.numbers) == 1:
        return "the only place of this name"
    order = np.argsort(-group.shares)
    vector = np.array([getattr(weights, name) for name in NAMES])
    lead = (group.features[order[0]] - group.features[order[1]]) * vector
    said = [_SAID[NAMES[i]] for i in np.argsort(-lead) if lead[i] > 0.3 and NAMES[i] in _SAID]
    return "; ".join(dict.fromkeys(said[:3])) or "the likeliest of its kind"


def choose(
    text: str,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    weights: Weights,
    countries: Mapping[str, float] | None = None,
    home: Home | None = None,
    apart: int | None = None,
) -> list[Choice | None]:
    """Return for every mention the place it means, None where no place of this name is listed and none encloses it.

    countries: countries (ISO 3166-1 alpha-3) of the actors or the process, with a weight as if named that often.
    home, apart: the publisher's places, and the place of this text among the publisher's texts.
    """
    groups = group_mentions(text, mentions, gazetteer, countries, home, apart, weights.home_km)
    settle(groups, gazetteer, weights)
    choices: list[Choice | None] = [None] * len(mentions)
    for group in groups:
        row = narrow(group, gazetteer, said_area=any(is_area(mentions[i].text) for i in group.mentions))
        reason = explain(group, weights) if row == group.best else "the town of the area of the same name"
        choice = Choice(int(group.numbers[row]), reason, float(group.shares[row]))
        for index in group.mentions:
            choices[index] = choice
    for index, mention in enumerate(mentions):
        if choices[index] is None:
            choices[index] = _enclose(text, mention, groups, gazetteer)
    return choices


def narrow(group: Group, gazetteer: Gazetteer, *, said_area: bool) -> int:
    """Return the row of the town instead of the area around it that has its name, unless the words say area.

    The town must be where most of the area's people live, or be listed by us: Geneva, not the canton.
    """
    best = group.best
    area = int(group.numbers[best])
    if said_area or gazetteer.kind[area] not in _AREAS:
        return best
    towns = []
    for row in range(len(group.numbers)):
        town = int(group.numbers[row])
        if gazetteer.kind[town] != _TOWN or gazetteer.country[town] != gazetteer.country[area]:
            continue
        main = not group.features[row, _OTHER]
        large = gazetteer.population[town] >= _MOST_OF * gazetteer.population[area]
        own = town >= gazetteer.base
        if main and (large or own):
            km = measure(gazetteer.lat[town], gazetteer.lon[town], gazetteer.lat[area], gazetteer.lon[area])
            if float(km) <= _TOWN_KM:
                towns.append(row)
    return max(towns, key=lambda row: float(group.shares[row]), default=best)


def _enclose(text: str, mention: Mention, groups: Sequence[Group], gazetteer: Gazetteer) -> Choice | None:
    """Return the area that the words beside an unlisted name put it in, else the place named nearest to it."""
    sure, likely = find_containers(text, mention.start, mention.end, gazetteer)
    chosen = {int(group.numbers[group.best]): group for group in groups}
    for areas in (sure, likely):
        known = [number for number in areas if number in chosen] or sorted(areas)
        if known:
            return Choice(
                known[0], "not listed; the words beside it put it in this area", 0.5, enclosing=True
            )
    near = [
        (min(abs(mention.start - end), abs(start - mention.end)), number)
        for number, group in chosen.items()
        if int(gazetteer.kind[number]) not in COARSE
        for start, end in group.spans
    ]
    if not near:
        return None
    return Choice(min(near)[1], "not listed; the place named nearest to it in the text", 0.2, enclosing=True)
