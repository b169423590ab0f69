"""When two claims tell of one commitment: the same promise by the same side about the same thing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import cast

from servanda.model import Commitment, Deadline
from servanda.model.kinds import CommitmentKind, Counts, DeadlineForm
from servanda.resolve.acts import Acts
from servanda.resolve.decide import Say, make_id
from servanda.resolve.door import HasPam
from servanda.resolve.fields import Fields, prefer_noted
from servanda.resolve.match import Fit
from servanda.resolve.rules import CommitmentRules
from servanda.resolve.sketch import Sketch, measure_gap
from servanda.resolve.told import Told

OWN_KINDS = frozenset({"prohibition", "permission"})
"""Kinds that are never another kind told differently; a procedure may be told as an obligation."""

MOST_WORDS = 6
"""So many words of an act make keys."""


class CommitmentMatcher:
    """Compares commitment claims."""

    def __init__(self, rules: CommitmentRules, acts: Acts, names: frozenset[str]) -> None:
        """Take the rules for commitments, the tables of acts, and how names of states begin."""
        self.rules = rules
        self.acts = acts
        self.names = names

    def list_timed_keys(self, sketch: Sketch) -> Iterable[str]:
        """Meet under verb and each word of the object."""
        return _list_act_keys(sketch)

    def list_fixed_keys(self, sketch: Sketch) -> Iterable[str]:
        """Within one agreement, meet under the same whatever the days."""
        if sketch.agreement is None:
            return ()
        return [f"{sketch.agreement} {key}" for key in _list_act_keys(sketch)]

    def compare(self, left: Sketch, right: Sketch) -> Fit | None:
        """Say how two claims fit one commitment, or None."""
        if self.is_apart(left, right) or not left.act.verbs & right.act.verbs:
            return None
        if not left.act.heads and not right.act.heads:
            return self._compare_bare(left, right)
        if not self.acts.fits_object(left.act, right.act, self.names):
            return None
        obligor = bool(left.sides & right.sides)
        reasons = ("act", "object", *(("obligor",) if obligor else ()))
        score = 2.0 + obligor + (left.place is not None and left.place == right.place)
        if left.agreement is not None and left.agreement == right.agreement:
            return Fit(score + 2, (*reasons, "agreement"))
        gap = measure_gap(left.days, right.days)
        if obligor and gap is not None and gap <= self.rules.told_days:
            exact = left.days == right.days
            return Fit(score, (*reasons, "time"), None if exact else max(left, right, key=_rank_loose).id)
        if self._is_passive(left, right) and gap is not None and gap <= self.rules.told_days:
            return Fit(score - 0.5, (*reasons, "time"), max(left, right, key=_rank_loose).id)
        return None

    def _is_passive(self, left: Sketch, right: Sketch) -> bool:
        """Whether one of two does not say who owes, and the thing is told apart from others of its kind."""
        return not (left.sides and right.sides) and self.acts.tells(left.act, right.act, self.names)

    def is_apart(self, left: Sketch, right: Sketch) -> bool:
        """Whether two claims cannot tell of one commitment."""
        return (
            left.negated != right.negated
            or (left.code != right.code and bool({left.code, right.code} & OWN_KINDS))
            or _differ(left.agreement, right.agreement)
            or _differ(left.place, right.place)
            or (bool(left.sides and right.sides) and not left.sides & right.sides)
            or (bool(left.act.verbs and right.act.verbs) and not left.act.verbs & right.act.verbs)
            or (
                bool(left.act.heads and right.act.heads)
                and not self.acts.fits_object(left.act, right.act, self.names)
            )
            or (left.document == right.document and self._differ_in_document(left, right))
        )

    def clash(self, lefts: Collection[Sketch], rights: Collection[Sketch]) -> bool:
        """Whether any two of two groups cannot be one commitment."""
        return any(self.is_apart(left, right) for left in lefts for right in rights)

    def _differ_in_document(self, left: Sketch, right: Sketch) -> bool:
        """Whether one document tells two promises apart: by point, by deadline, by who owes."""
        return (
            _differ(left.point, right.point)
            or _differ(left.deadline, right.deadline)
            or left.sides != right.sides
        )

    def _compare_bare(self, left: Sketch, right: Sketch) -> Fit | None:
        """Compare acts without an object (to withdraw): by agreement and point, or by who, where and when."""
        obligor = bool(left.sides & right.sides)
        if (
            left.agreement is not None
            and left.agreement == right.agreement
            and (left.point == right.point or obligor)
        ):
            return Fit(3.0, ("act", "agreement"))
        gap = measure_gap(left.days, right.days)
        if obligor and gap is not None and gap <= self.rules.told_days and left.place == right.place:
            return Fit(1.5, ("act", "obligor", "time"), max(left, right, key=_rank_loose).id)
        return None


def _list_act_keys(sketch: Sketch) -> list[str]:
    """Return verb and object word, in every combination; the bare verb where no object is named."""
    words = sorted(sketch.act.words)[:MOST_WORDS] or ["-"]
    return [f"{verb} {word}" for verb in sorted(sketch.act.verbs) for word in words]


def _differ(left: str | None, right: str | None) -> bool:
    """Whether both are known, and not the same."""
    return left is not None and right is not None and left != right


def _rank_loose(sketch: Sketch) -> tuple[bool, bool, str]:
    """Order by how little ties a claim down: no agreement, no date."""
    return (sketch.agreement is None, not sketch.dated, sketch.id)


def build_commitment(
    group: Sequence[Sketch], fields: Fields, rules: CommitmentRules, topics: Mapping[str, HasPam]
) -> Commitment:
    """Settle one commitment from its claims, given in the order in which they were told; its standing is the ledger's."""
    told = [sketch.told for sketch in group]
    order = fields.decider.rules
    forces = {one.claim.force for one in told}
    topic = fields.pick(told, "topic", order.kind)
    agreement = next(
        (sketch.agreement for sketch in group if (sketch.agreement or "").startswith("G-")), None
    )
    kinds = [Say(one.claim.code, one) for one in told]
    act = fields.pick(told, "act", order.title) or fields.pick(told, "object", order.title)
    return Commitment(
        id=make_id("C", min(sketch.id for sketch in group)),
        claims=sorted(sketch.id for sketch in group),
        background=all(one.claim.background for one in told),
        disagreements=fields.keep_reported(
            "commitment", {"deadline": fields.decider.vary(fields.list_dates(told, "deadline"))}
        ),
        agreement=agreement or fields.pick(told, "agreement", order.title) or _find_text(told),
        point=fields.pick(told, "point", order.title),
        obligors=fields.name_all(prefer_noted(told, "obligor"), ("obligor",), "bodies"),
        beneficiaries=fields.name_all(prefer_noted(told, "beneficiary"), ("beneficiary",), "bodies"),
        act=act or told[0].claim.cue.text,
        quantity=fields.pick(told, "quantity"),
        place=fields.pick(told, "place"),
        topic=topic,
        pam=_find_pam(topic, topics),
        deadline=_build_deadline(told, fields),
        condition=fields.pick(told, "condition"),
        verifier=fields.pick(told, "verifier"),
        kind=cast("CommitmentKind", fields.decider.choose(kinds, order.kind)),
        force=next(force for force in rules.forces if force in forces),
        said_by=fields.decider.list_speakers(told),
    )


def _find_text(told: Sequence[Told]) -> str | None:
    """Return the title of the text that a commitment stands in, where the text is the agreement."""
    return next(
        (one.document.title for one in told if one.document.kind == "agreement" and one.document.title), None
    )


def _find_pam(topic: str | None, topics: Mapping[str, HasPam]) -> str | None:
    """Return the PAM type of a topic, or of the topic it is a part of."""
    for code in (topic, (topic or "").partition("/")[0]):
        if code and code in topics and topics[code].pam:
            return topics[code].pam[0]
    return None


def _build_deadline(told: Sequence[Told], fields: Fields) -> Deadline:
    """Take the deadline whole from one claim: the one whose date prevails, else the first that has words for it."""
    told = prefer_noted(told, "deadline", "deadline-form")
    dates = fields.list_dates(told, "deadline")
    value = fields.decider.choose(dates, fields.decider.rules.deadline)
    chosen = [say.told for say in dates if say.value == value] or [
        one for one in told if {"deadline", "deadline-form", "deadline-anchor"} & one.claim.roles.keys()
    ]
    if not chosen:
        return Deadline()
    claim = chosen[0].claim
    filler = next(iter(claim.roles.get("deadline", ())), None)
    form = claim.first("deadline-form") or _guess_form(value, filler is not None)
    return Deadline(
        text=filler.text if filler else None,
        form=cast("DeadlineForm", form),
        anchor=fields.pick(chosen[:1], "deadline-anchor"),
        offset=fields.pick(chosen[:1], "deadline-offset"),
        counts=cast("Counts | None", claim.first("deadline-counts")),
        edtf=value,
        claim=claim.id,
    )


def _guess_form(value: str | None, worded: bool) -> str:
    """Return the form of a deadline that its claim does not name: a date, a window, words without a date."""
    if value is None:
        return "vague" if worded else "none"
    return "window" if "/" in value else "absolute"
