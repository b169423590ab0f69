"""When two claims tell of one agreement: by day of signature and parties, by title, by place."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from rapidfuzz import fuzz

from servanda.model import Agreement, Mention, edtf
from servanda.model.kinds import SignatureState
from servanda.resolve.decide import make_id
from servanda.resolve.fields import Fields, prefer_noted
from servanda.resolve.match import Fit
from servanda.resolve.references import MONTHS
from servanda.resolve.rules import AgreementRules
from servanda.resolve.sketch import Sketch, choose_loose, measure_gap
from servanda.resolve.told import Told

MAKING: Final = frozenset({"signed", "reached"})
"""Codes of claims by which an agreement comes about."""


class AgreementMatcher:
    """Compares agreement claims."""

    def __init__(self, rules: AgreementRules) -> None:
        """Take the rules for agreements."""
        self.rules = rules

    def list_timed_keys(self, sketch: Sketch) -> Iterable[str]:
        """Meet under every party and broker, and all together because some name none."""
        return [*_join_sides(sketch), "any"]

    def list_fixed_keys(self, sketch: Sketch) -> Iterable[str]:
        """Meet under every telling word of the title, and under the place."""
        return [*self.list_telling(sketch), *([sketch.place] if sketch.place else [])]

    def list_telling(self, sketch: Sketch) -> list[str]:
        """Return the words of a title that tell an agreement from others."""
        return [
            word
            for word in sketch.title
            if word not in self.rules.generic and word not in MONTHS and not word.isdigit()
        ]

    def compare(self, left: Sketch, right: Sketch) -> Fit | None:
        """Say how two claims fit one agreement, or None."""
        if self.is_apart(left, right):
            return None
        parties = _relate_parties(left, right)
        titled = self._has_same_title(left, right)
        gap = measure_gap(left.days, right.days)
        if left.dated and right.dated and gap is not None:
            return self._compare_dated(left, right, gap, parties, titled)
        if titled:
            loose = next((one.id for one in (left, right) if not one.dated), None)
            return Fit(2.0 + (parties == "shared"), ("title",), loose)
        if parties != "shared":
            return None
        if self._names_place(left, right):
            return Fit(1.5, ("parties", "place in the title"), choose_loose(left, right))
        if gap == 0 and len(_join_sides(left) & _join_sides(right)) >= 2:
            return Fit(1.0, ("parties", "told when signed"), choose_loose(left, right))
        return None

    def is_apart(self, left: Sketch, right: Sketch) -> bool:
        """Whether two claims cannot tell of one agreement."""
        if _relate_parties(left, right) == "none":
            return True
        gap = measure_gap(left.days, right.days)
        if left.dated and right.dated and gap is not None:
            slack = 0 if left.document == right.document else self.rules.day_slack
            if gap > slack:
                return True
        if left.document == right.document:
            one, two = set(self.list_telling(left)), set(self.list_telling(right))
            return bool(one and two and not one & two)
        return False

    def clash(self, lefts: Collection[Sketch], rights: Collection[Sketch]) -> bool:
        """Whether any two of two groups cannot be one agreement."""
        return any(self.is_apart(left, right) for left in lefts for right in rights)

    def _compare_dated(self, left: Sketch, right: Sketch, gap: int, parties: str, titled: bool) -> Fit | None:
        """Compare two dated ones; their days are known to be near."""
        loose = choose_loose(left, right)
        if parties == "unknown":
            loose = loose or min((left, right), key=lambda one: (len(_join_sides(one)), one.id)).id
            if not (titled or (gap == 0 and ((left.exact and right.exact) or _is_same_type(left, right)))):
                return None
        reason = "date" if gap == 0 and loose is None else "date within" if gap == 0 else "a day apart"
        score = 3.0 * (gap == 0 and left.exact and right.exact) + (parties == "shared") + titled
        return Fit(
            score,
            (reason, *(("parties",) if parties == "shared" else ()), *(("title",) if titled else ())),
            loose,
        )

    def _has_same_title(self, left: Sketch, right: Sketch) -> bool:
        """Whether the titles are the same, or nearly, and tell something."""
        one, two = self.list_telling(left), self.list_telling(right)
        if not one or not two:
            return False
        if set(one) == set(two):
            return True
        return fuzz.ratio(" ".join(left.title), " ".join(right.title)) >= self.rules.title_ratio

    def _names_place(self, left: Sketch, right: Sketch) -> bool:
        """Whether the title of one names the place of the other (the Pretoria agreement)."""
        return any(
            place is not None and set(place.split()) <= set(self.list_telling(other))
            for place, other in ((left.place, right), (right.place, left))
        )


def _is_same_type(left: Sketch, right: Sketch) -> bool:
    """Whether both are called by the same noun (a statement), and the day of one of them is known."""
    types = {one.told.claim.first("type") for one in (left, right)}
    return len(types) == 1 and None not in types and (left.exact or right.exact)


def _join_sides(sketch: Sketch) -> frozenset[str]:
    """Return parties and brokers together: reports put a broker among the parties, or not."""
    return sketch.sides | sketch.others


def _relate_parties(left: Sketch, right: Sketch) -> str:
    """Return ``shared``, ``none`` in common, or ``unknown`` where one names no party."""
    one, two = _join_sides(left), _join_sides(right)
    if not one or not two:
        return "unknown"
    return "shared" if one & two else "none"


def exists(group: Sequence[Sketch]) -> bool:
    """Whether a group tells of an agreement there is, not only of one to be signed some day, or not signed."""
    return any(not sketch.ahead and not _is_refusal(sketch) for sketch in group)


def _is_refusal(sketch: Sketch) -> bool:
    """Whether a claim says no more than that nothing was signed or reached."""
    return sketch.negated and sketch.code in MAKING


def build_agreement(group: Sequence[Sketch], fields: Fields, rules: AgreementRules) -> Agreement:
    """Settle one agreement from its claims, given in the order in which they were told."""
    told = [sketch.told for sketch in group]
    real = [sketch.told for sketch in group if not sketch.ahead]
    order = fields.decider.rules
    dates = fields.list_dates(real)
    signed = fields.decider.choose(dates)
    parties = _list_parties(told, fields)
    agreement = Agreement(
        id=make_id("G", min(sketch.id for sketch in group)),
        claims=sorted(sketch.id for sketch in group),
        background=all(one.claim.background for one in told),
        disagreements=fields.keep_reported(
            "agreement",
            {
                "signed": fields.decider.vary(dates),
                "place": fields.decider.vary(fields.list_says(real, "place")),
            },
        ),
        title=fields.pick(told, "title", order.title),
        signed=signed,
        signature_state=_find_signature(real, rules),
        kind=_find_kind(told, fields, rules),
        parties=parties,
        brokers=[
            name
            for name in fields.name_all(told, ("broker",), "bodies")
            if name not in parties or any(name in both for both in _list_both(told, fields))
        ],
        place=fields.pick(real, "place"),
        topics=fields.list_all(told, "topic"),
        in_force=_find_term(real, signed),
    )
    for one in real:
        where = rules.mentions.get(one.claim.code)
        if where is not None and not one.claim.negated:
            getattr(agreement, where).append(_write_mention(one, fields))
    return agreement


def _list_parties(told: Sequence[Told], fields: Fields) -> list[str]:
    """Return the parties; a person of whom it is not known for whom they sign only where nobody else is named."""
    names = fields.name_all(prefer_noted(told, "party"), ("party",), "bodies")
    return [name for name in names if fields.identity.has_side(name)] or names


def _list_both(told: Sequence[Told], fields: Fields) -> list[set[str]]:
    """Return for each claim who is both party and broker by it: the mediator who signed too."""
    return [
        set(fields.name_all([one], ("broker",), "bodies")) & set(fields.name_all([one], ("party",), "bodies"))
        for one in told
        if "broker" in one.claim.roles and "party" in one.claim.roles
    ]


def _find_kind(told: Sequence[Told], fields: Fields, rules: AgreementRules) -> str | None:
    """Return what the texts call it; a word that says more than "agreement" before one that does not."""
    says = fields.list_says(told, "type")
    telling = [say for say in says if say.value.casefold() not in rules.vague_types]
    return fields.decider.choose(telling or says, fields.decider.rules.kind)


def _write_mention(told: Told, fields: Fields) -> Mention:
    """Say who did something to the agreement, as far as it is stated; the role `date` is that of signature."""
    return Mention(
        by=fields.name_all([told], ("by",), "bodies"),
        date=None,
        said_by=fields.decider.list_speakers([told]),
        claim=told.claim.id,
    )


def _find_signature(told: Sequence[Told], rules: AgreementRules) -> SignatureState:
    """Return what is known of the signature: from words (initialled), from codes, else from words (signed)."""
    done = [one for one in told if not one.claim.negated]
    codes = {one.claim.code for one in done}
    words = frozenset[str]().union(*(_list_words(one) for one in done))
    found: list[SignatureState] = [state for state, said in rules.signature_words.items() if said & words]
    if "signed" in codes and found and found[0] != "signed":
        cues = frozenset[str]().union(*(frozenset(one.claim.cue.text.casefold().split()) for one in done))
        if cues & rules.signature_words[found[0]]:
            return found[0]
    by_code: list[SignatureState] = [state for code, state in rules.signature.items() if code in codes]
    return next(iter([*by_code, *found]), "unclear")


def _list_words(told: Told) -> frozenset[str]:
    """Return the words of the cue and of the quote, in lower case."""
    start, end = told.claim.span
    return frozenset(
        f"{told.claim.cue.text} {told.document.text[start:end]}".casefold().replace(",", " ").split()
    )


def _find_term(told: Sequence[Told], signed: str | None) -> str | None:
    """Return the term in force as EDTF, where an end is stated: extended until a day, or ended (when is unknown)."""
    last: str | None = None
    for one in told:
        until = one.claim.first("until")
        if one.claim.negated or one.claim.code not in ("extended", "ended"):
            continue
        end = until if until is not None and _is_date(until) else "" if one.claim.code == "ended" else None
        last = end if end is not None else last
    if last is None:
        return None
    start = signed if signed is not None and "/" not in signed else ".."
    return f"{start}/{last}" if last or start != ".." else None


def _is_date(text: str) -> bool:
    """Whether a text is a single date in EDTF."""
    try:
        edtf.parse(text)
    except ValueError:
        return False
    return "/" not in text
