"""Commitments as tying looks at them, indexed by act, object, agreement and point."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from servanda.model import Commitment
from servanda.resolve.acts import Act, Acts
from servanda.resolve.identity import Identity
from servanda.resolve.names import fold
from servanda.resolve.rules import TieRules
from servanda.resolve.sketch import Sketch


@dataclass(frozen=True, slots=True)
class Promise:
    """One commitment with everything its claims say of act and place."""

    record: Commitment
    agreement: str | None
    sides: frozenset[str]
    owed: frozenset[str]
    acts: tuple[Act, ...]
    places: frozenset[str]
    since: int | None
    documents: frozenset[str]

    @property
    def id(self) -> str:
        """The commitment's id."""
        return self.record.id


@dataclass(frozen=True, slots=True)
class Word:
    """A claim that may speak of a commitment: what was done, by whom, where, when.

    text: the document, where it is an agreement: it says nothing of how its own
    commitments stand. general: its verb says only that something is carried out.
    undoing: its verb is to be one that undoes what was promised.
    """

    claim: str
    acts: tuple[Act, ...]
    sides: frozenset[str] = frozenset()
    agreement: str | None = None
    point: str | None = None
    place: str | None = None
    topics: tuple[str, ...] = ()
    day: int | None = None
    until: str | None = None
    by_others: bool = False
    text: str | None = None
    general: bool = False
    undoing: bool = False


class Promises:
    """All commitments, and what makes a word fit one of them."""

    def __init__(
        self, promises: Iterable[Promise], acts: Acts, rules: TieRules, names: frozenset[str]
    ) -> None:
        """Index the commitments; names: how names of states begin."""
        self.acts = acts
        self.names = names
        self.rules = rules
        self.all = sorted(promises, key=lambda promise: promise.id)
        self.by_id = {promise.id: promise for promise in self.all}
        self._by_word: defaultdict[str, list[Promise]] = defaultdict(list)
        self._by_agreement: defaultdict[str, list[Promise]] = defaultdict(list)
        self._by_claim = {claim: promise for promise in self.all for claim in promise.record.claims}
        for promise in self.all:
            for key in {word for act in promise.acts for word in act.words} | {
                f"to {verb}" for act in promise.acts for verb in act.verbs
            }:
                self._by_word[key].append(promise)
            if promise.agreement:
                self._by_agreement[promise.agreement].append(promise)

    def list_candidates(self, word: Word) -> list[Promise]:
        """Return the commitments that share an object word, a bare verb, or agreement and point with a word."""
        found: dict[str, Promise] = {}
        for act in word.acts:
            keys = list(act.words) or [f"to {verb}" for verb in act.verbs]
            keys += [
                f"to {verb}" for verb in act.verbs if len(self._by_word[f"to {verb}"]) <= self.rules.most
            ]
            for key in keys:
                found.update((promise.id, promise) for promise in self._by_word[key])
        if word.agreement and word.point:
            pointed = self._by_agreement[word.agreement]
            found.update((p.id, p) for p in pointed if holds_point(word.point, p.record.point or ""))
        if word.agreement and word.topics:
            found.update((p.id, p) for p in self._by_agreement[word.agreement])
        return [found[key] for key in sorted(found)]

    def find_claim(self, claim: str) -> Promise | None:
        """Return the commitment that a claim tells of."""
        return self._by_claim.get(claim)

    def find_reasons(self, word: Word, promise: Promise) -> frozenset[str]:
        """Return the reasons why a word speaks of a commitment; empty where something speaks against it."""
        record = promise.record
        if _differ(word.agreement, promise.agreement) or not self._fits_time(word, promise):
            return frozenset()
        if word.text in promise.documents:
            return frozenset()
        pointed = word.point is not None and record.point is not None
        same_point = pointed and holds_point(word.point or "", record.point or "")
        agreement = word.agreement is not None and word.agreement == promise.agreement
        if pointed and agreement and not same_point:
            return frozenset()
        taken = self._is_received(word, promise)
        if word.sides and promise.sides and not word.sides & promise.sides and not (word.by_others or taken):
            return frozenset()
        if (
            word.place is not None
            and promise.places
            and word.place not in promise.places
            and not self._names(promise, word.place)
        ):
            return frozenset()
        pairs = [(one, two) for one in word.acts for two in promise.acts]
        shares = self.undoes if word.undoing else self.shares_verb
        alike = pairs if taken else [(one, two) for one, two in pairs if shares(one, two)]
        topic = any(is_same_topic(one, record.topic) for one in word.topics)
        thing = any(self.fits_thing(one, two, topic) for one, two in alike or pairs)
        told = word.general and any(self.acts.shares_words(one, two, self.names) for one, two in pairs)
        act = bool(alike) or told
        if (
            not thing
            and not (agreement and same_point)
            and all(one.heads and two.heads for one, two in pairs)
        ):
            return frozenset()
        held = {
            "agreement": agreement,
            "point": same_point,
            "act": act,
            "object": thing,
            "exact": any(one.verbs & two.verbs for one, two in alike),
            "who": bool(word.sides & promise.sides) or taken,
            "place": word.place is not None
            and (word.place in promise.places or self._names(promise, word.place)),
            "topic": topic,
            "deadline": word.until is not None and word.until == record.deadline.edtf,
        }
        return frozenset(name for name, holds in held.items() if holds)

    def suffices(self, reasons: frozenset[str]) -> bool:
        """Whether reasons are enough by the rules."""
        return any(needed <= reasons for needed in self.rules.enough)

    def weigh(self, reasons: frozenset[str]) -> int:
        """Return how strongly reasons speak for a commitment."""
        return sum(self.rules.weight.get(reason, 0) for reason in reasons)

    def shares_verb(self, said: Act, promised: Act) -> bool:
        """Whether what was done is what was promised, or serves it."""
        if said.verbs & promised.verbs:
            return True
        return any(said.verbs & self.rules.serves.get(verb, frozenset()) for verb in promised.verbs)

    def undoes(self, said: Act, promised: Act) -> bool:
        """Whether what was done undoes what was promised."""
        return any(said.verbs & self.rules.undoes.get(verb, frozenset()) for verb in promised.verbs)

    def breaks(self, said: Act, promised: Act) -> bool:
        """Whether what was done is against what was promised."""
        return any(said.verbs & self.rules.breaks.get(verb, frozenset()) for verb in promised.verbs)

    def fits_object(self, one: Act, two: Act) -> bool:
        """Whether two acts have an object in common."""
        return self.acts.fits_object(one, two, self.names)

    def fits_thing(self, one: Act, two: Act, topic: bool) -> bool:
        """Whether two acts have an object in common; of a vague one (a centre) the topic may tell which."""
        return self.fits_object(one, two) or (topic and self.acts.is_vague(one, two))

    def _is_received(self, word: Word, promise: Promise) -> bool:
        """Whether the one to whom it is owed takes what is to be given."""
        return bool(word.sides & promise.owed) and any(
            self.fits_object(one, two)
            and any(one.verbs & self.rules.received.get(verb, frozenset()) for verb in two.verbs)
            for one in word.acts
            for two in promise.acts
        )

    def tells(self, word: Word, promise: Promise) -> bool:
        """Whether what a word and a commitment share is more than the kind of thing."""
        topic = any(is_same_topic(one, promise.record.topic) for one in word.topics)
        if topic and any(self.acts.is_vague(one, two) for one in word.acts for two in promise.acts):
            return True
        if word.general and any(
            self.acts.shares_words(one, two, self.names) for one in word.acts for two in promise.acts
        ):
            return True
        shares = self.undoes if word.undoing else self.shares_verb
        return any(
            shares(one, two) and self.acts.tells(one, two, self.names)
            for one in word.acts
            for two in promise.acts
        )

    def _names(self, promise: Promise, place: str) -> bool:
        """Whether the act of a commitment names a place."""
        return any(set(place.split()) <= act.words for act in promise.acts)

    def _fits_time(self, word: Word, promise: Promise) -> bool:
        """Whether the word may come after the promise; unknown times do not speak against it."""
        return word.day is None or promise.since is None or word.day >= promise.since


def make_promise(record: Commitment, group: Sequence[Sketch], acts: Acts, identity: Identity) -> Promise:
    """Draw a promise from a commitment and the claims it was settled from."""
    texts = {text for sketch in group for text in sketch.told.claim.values("act")} | {record.act}
    known = {sketch.act for sketch in group} | {act for text in texts for act in acts.read_all(text)}
    days = [sketch.days[0] for sketch in group if sketch.days is not None and sketch.dated]
    told = [sketch.days[0] for sketch in group if sketch.days is not None]
    noted = [sketch for sketch in group if sketch.told.is_noted and sketch.sides] or group
    return Promise(
        record=record,
        agreement=next((sketch.agreement for sketch in group if sketch.agreement is not None), None),
        sides=frozenset(identity.side(name) for name in record.obligors).union(
            *(sketch.sides for sketch in noted)
        ),
        owed=frozenset(identity.side(name) for name in record.beneficiaries),
        acts=tuple(sorted((act for act in known if not act.is_empty), key=lambda act: act.key)),
        places=frozenset(sketch.place for sketch in group if sketch.place is not None),
        since=min(days or told, default=None),
        documents=frozenset(sketch.document for sketch in group),
    )


def holds_point(said: str, owed: str) -> bool:
    """Whether a commitment stands in the point that is named: 6a in point 6."""
    one, two = fold(said), fold(owed)
    rest = two[len(one) :] if two.startswith(one) else None
    return rest == "" or (rest is not None and one[-1:].isdigit() and not rest[0].isdigit())


def is_same_topic(left: str | None, right: str | None) -> bool:
    """Whether two topic codes are one, or one is a part of the other."""
    if not left or not right:
        return False
    return left == right or left.startswith(f"{right}/") or right.startswith(f"{left}/")


def _differ(left: str | None, right: str | None) -> bool:
    """Whether both are known, and not the same."""
    return left is not None and right is not None and left != right
