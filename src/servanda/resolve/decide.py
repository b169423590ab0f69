"""How a field gets its value where several claims give one, and how contradictions are kept."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from servanda.model import Issue, Settled, Variant
from servanda.resolve.identity import Identity
from servanda.resolve.names import fold
from servanda.resolve.rules import DecideRules
from servanda.resolve.told import Told, read_days


class Say(NamedTuple):
    """One claim's word on a field."""

    value: str
    told: Told


class Decider:
    """Chooses values by the rules of settling.yaml (`decide`)."""

    def __init__(self, rules: DecideRules, identity: Identity) -> None:
        """Take the rules, and who is who for naming speakers."""
        self.rules = rules
        self.identity = identity

    def choose(self, says: Sequence[Say], order: tuple[str, ...] | None = None) -> str | None:
        """Return the value that prevails, or None where nothing is said."""
        groups = _group(says)
        if not groups:
            return None
        if len(groups) == 1:
            return next(iter(groups))
        return min(groups, key=lambda value: (*self._rank(value, groups, order or self.rules.default), value))

    def vary(self, says: Sequence[Say]) -> list[Variant]:
        """Return every version of a field with who says so, where any two contradict each other; else nothing."""
        values = sorted(groups := _group(says))
        if not any(is_contrary(one, two) for place, one in enumerate(values) for two in values[place + 1 :]):
            return []
        return [self.write_variant(value, [say.told for say in groups[value]]) for value in values]

    def write_variant(self, value: str | None, told: Iterable[Told]) -> Variant:
        """Write one version with the claims, speakers and publishers behind it."""
        behind = list(told)
        return Variant(
            value=value,
            claims=sorted({one.claim.id for one in behind}),
            said_by=sorted(self.list_speakers(behind)),
            publishers=sorted({one.document.publisher for one in behind if one.document.publisher}),
        )

    def list_speakers(self, told: Iterable[Told]) -> list[str]:
        """Return the speakers of claims, outermost first, each once."""
        return list(
            dict.fromkeys(
                self.identity.name_speaker(value.value, one)
                for one in told
                for value in one.claim.said_by
                if value.value is not None
            )
        )

    def _rank(self, value: str, groups: dict[str, list[Say]], order: tuple[str, ...]) -> tuple[int, ...]:
        """Rank a value by the rules in their order; less is better."""
        says = groups[value]
        ranks = {
            "specific": lambda: -_specify(value, groups),
            "sources": lambda: -len(_find_backers(value, groups)),
            "stake": lambda: min(self.rank_stake(say.told.document.stake) for say in says),
            "latest": lambda: -max(say.told.published[1] if say.told.published else 0 for say in says),
        }
        return tuple(ranks[rule]() for rule in order)

    def rank_stake(self, stake: str) -> int:
        """Return the place of a stake in the rules' order."""
        order: tuple[str, ...] = self.rules.stakes
        return order.index(stake) if stake in order else len(order)


def _group(says: Iterable[Say]) -> dict[str, list[Say]]:
    """Group what is said by value; names that differ in case or accents only are one value."""
    groups: defaultdict[str, list[Say]] = defaultdict(list)
    for say in says:
        groups[say.value if read_days(say.value) else fold(say.value)].append(say)
    return {min(say.value for say in group): group for group in groups.values()}


def _specify(value: str, groups: dict[str, list[Say]]) -> int:
    """Say how specific a value is: dates by their length, names by how many other forms they hold."""
    days = read_days(value)
    if days is not None:
        return days[0] - days[1]
    words = set(fold(value).split())
    return sum(set(fold(other).split()) < words for other in groups)


def _find_backers(value: str, groups: dict[str, list[Say]]) -> set[str]:
    """Return the documents that give a value, or a wider date that holds it."""
    days = read_days(value)
    backers = {say.told.document.id for say in groups[value]}
    for other, says in groups.items():
        wider = read_days(other)
        if days and wider and wider[0] <= days[0] and days[1] <= wider[1]:
            backers |= {say.told.document.id for say in says}
    return backers


def is_contrary(one: str, two: str) -> bool:
    """Whether two values exclude each other: dates without a common day, names of which neither holds the other."""
    left, right = read_days(one), read_days(two)
    if left is not None and right is not None:
        return left[1] < right[0] or right[1] < left[0]
    words, others = set(fold(one).split()), set(fold(two).split())
    return not (words <= others or others <= words)


def make_id(letter: str, key: str) -> str:
    """Return a record's id: a letter and ten hex digits of a digest of its key."""
    return f"{letter}-{hashlib.sha256(key.encode()).hexdigest()[:10]}"


def report(record: Settled, told: dict[str, Told]) -> list[Issue]:
    """Return an issue for every field on which a record's claims contradict each other."""
    issues = []
    for name, variants in sorted(record.disagreements.items()):
        claims = [claim for variant in variants for claim in variant.claims if claim in told]
        if not claims or any(not variant.claims for variant in variants):
            continue  # a version without claims is a person's ruling
        versions = " / ".join(
            f"{variant.value} ({', '.join(variant.said_by or variant.publishers) or 'publisher not stated'})"
            for variant in variants
        )
        place = min(
            (told[claim] for claim in claims),
            key=lambda one: (one.published or (0, 0), one.document.id, one.claim.span),
        )
        issues.append(
            Issue(
                code="two-deadlines" if name == "deadline" else "sides-disagree",
                message=f"{record.id}: {name}: {versions}",
                document=place.document.id,
                span=place.claim.span,
                hint=f"a verdict on {record.id}#{name} decides it",
            )
        )
    return issues
