"""What one agreement does to another (implements, amends, reaffirms, supersedes it), as the words say.

From what is done to an agreement in the text of another; and from words that stand between two
agreements named in one sentence ("the annex on the implementation of the 2021 accord").
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from servanda.model import Agreement, Document
from servanda.resolve.decide import Decider
from servanda.resolve.references import References
from servanda.resolve.rules import AgreementRules
from servanda.resolve.told import Told

NAMING = ("title", "type", "date")
"""Roles whose words name an agreement."""
SO = frozenset({"asserted", "agreed"})
"""Forces with which one agreement does something to another."""
REACH = 90
"""So many characters may stand before an agreement's name where its text says what it does to it."""


class Relation(msgspec.Struct, kw_only=True):
    """One agreement's bearing on another. source: record or text; None where only persons are named (`by`)."""

    source: str | None
    relation: str
    target: str
    words: str
    by: list[str] = []
    said_by: list[str] = []
    claims: list[str] = []


@dataclass(frozen=True, slots=True)
class _Naming:
    """Where a text names an agreement."""

    told: Told
    target: str
    start: int
    end: int


class Relations:
    """Finds relations by the words of the rules."""

    def __init__(self, rules: AgreementRules, references: References, decider: Decider) -> None:
        """Make the patterns of the rules' words."""
        self.rules = rules
        self.references = references
        self.decider = decider
        self.doubts = rules.relation_doubts
        fill = "|".join(re.escape(word) for word in sorted(rules.relation_fillers, key=len, reverse=True))
        filler = rf"(?:[\s,]|\b\d+\b|\b(?:{fill})\b)*" if fill else r"(?:[\s,]|\b\d+\b)*"
        self.between = [
            (relation, turned, re.compile(rf"{filler}\b({_join(words)})\b{filler}", re.IGNORECASE))
            for turned, by_relation in ((False, rules.relations), (True, rules.relations_turned))
            for relation, words in by_relation.items()
        ]
        self.before = [
            (relation, re.compile(rf"\b({_join(words)})\b{filler}$", re.IGNORECASE))
            for relation, words in rules.relations.items()
        ]

    def find(self, told: Iterable[Told], agreements: Iterable[Agreement]) -> list[Relation]:
        """Return the relations that claims on agreements tell of, each once with all its claims."""
        of_claim = {claim: agreement.id for agreement in agreements for claim in agreement.claims}
        named: defaultdict[str, list[_Naming]] = defaultdict(list)
        for one in told:
            if one.claim.kind == "agreement" and one.claim.id in of_claim and not one.claim.negated:
                named[one.document.id].append(_locate(one, of_claim[one.claim.id]))
        found = [relation for namings in named.values() for relation in self._find_in_document(namings)]
        return _merge(found)

    def _find_in_document(self, namings: Sequence[_Naming]) -> Iterator[Relation]:
        for naming in namings:
            said = [*self._read_between(naming, namings)]
            yield from said
            if not any(relation.target == naming.target for relation in said):
                done = self._read_deed(naming) or self._read_before(naming)
                if done is not None:
                    yield done

    def _read_between(self, naming: _Naming, namings: Sequence[_Naming]) -> Iterator[Relation]:
        """Yield what the words between an agreement named before this one, in one sentence, say of the two."""
        text = naming.told.document.text
        for other in namings:
            if other.end > naming.start or other.target == naming.target:
                continue
            gap = text[other.end : naming.start]
            for relation, turned, pattern in self.between:
                match = pattern.fullmatch(gap)
                if match is not None and naming.told.claim.force in SO:
                    source, target = (
                        (naming.target, other.target) if turned else (other.target, naming.target)
                    )
                    yield self._write(naming.told, source, relation, target, match[1], other.told)

    def _read_deed(self, naming: _Naming) -> Relation | None:
        """Return what a claim says is done to an agreement: by the agreement whose text it stands in, or by persons."""
        claim = naming.told.claim
        field = self.rules.mentions.get(claim.code)
        relation = self.rules.relation_of.get(field or "")
        if relation is None or claim.force not in SO:
            return None
        source = self.references.find_own(naming.told.document.id)
        if source == naming.target:
            return None
        return self._write(naming.told, source, relation, naming.target, claim.cue.text)

    def _read_before(self, naming: _Naming) -> Relation | None:
        """Return what the text of an agreement says, just before it names another, that it does to it."""
        source = self.references.find_own(naming.told.document.id)
        if source is None or source == naming.target:
            return None
        start = max(naming.told.claim.span[0], naming.start - REACH)
        before = naming.told.document.text[start : naming.start]
        for relation, pattern in self.before:
            match = pattern.search(before)
            if match is not None and not self.doubts & set(before[: match.start()].casefold().split()):
                return self._write(naming.told, source, relation, naming.target, match[1])
        return None

    def _write(
        self,
        told: Told,
        source: str | None,
        relation: str,
        target: str,
        words: str,
        other: Told | None = None,
    ) -> Relation:
        claims = {told.claim.id} | ({other.claim.id} if other is not None else set())
        return Relation(
            source=source,
            relation=relation,
            target=target,
            words=" ".join(words.split()),
            by=told.claim.values("by"),
            said_by=self.decider.list_speakers([told]),
            claims=sorted(claims),
        )


def _join(words: Iterable[str]) -> str:
    return "|".join(
        r"\s+".join(map(re.escape, word.split())) for word in sorted(words, key=len, reverse=True)
    )


def _locate(told: Told, target: str) -> _Naming:
    """Return where a claim's agreement is named: from its title or type to its date, where that follows at once."""
    text = told.document.text
    spans = [value.span for role in ("title", "type") for value in told.claim.roles.get(role, ())]
    spans = [span for span in spans if span[1] > span[0]] or [told.claim.cue.span]
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    for value in told.claim.roles.get("date", ()):
        gap = text[end : value.span[0]]
        if end <= value.span[0] and not re.search(r"[,;:.]", gap) and len(gap.split()) <= _NEAR_WORDS:
            end = max(end, value.span[1])
        elif value.span[1] <= start and not text[value.span[1] : start].strip():
            start = value.span[0]
    return _Naming(told, target, start, end)


_NEAR_WORDS = 3


def _merge(relations: Iterable[Relation]) -> list[Relation]:
    """Return each relation once, with the claims and names of all that tell of it."""
    by_key: dict[tuple[str | None, str, str, tuple[str, ...]], Relation] = {}
    for one in relations:
        key = (one.source, one.relation, one.target, () if one.source else tuple(one.by))
        kept = by_key.get(key)
        if kept is None:
            by_key[key] = one
            continue
        kept.claims = sorted({*kept.claims, *one.claims})
        kept.by = list(dict.fromkeys([*kept.by, *one.by]))
        kept.said_by = list(dict.fromkeys([*kept.said_by, *one.said_by]))
    return sorted(by_key.values(), key=lambda one: (one.target, one.relation, one.source or "~", one.claims))


def list_texts(relations: Iterable[Relation], documents: Mapping[str, Document]) -> dict[str, Document]:
    """Return the documents that are agreements of their own, by the name that relations give them."""
    names = {name for one in relations for name in (one.source, one.target) if name}
    return {
        name: documents[name.removeprefix("document ")]
        for name in sorted(names)
        if name.startswith("document ") and name.removeprefix("document ") in documents
    }
