"""The suite ``agreement``: an agreement text in, who owes which act by when out, scored point by point."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from servanda.bench.accords import Anchors, GoldCommitment, GoldPoint, Names, find_gold, load_gold
from servanda.bench.suites import Keep, SuiteError
from servanda.codebook import Codebook, load
from servanda.model import Claim, Document, Reading, Span
from servanda.read import read_document
from servanda.resolve.acts import load_acts
from servanda.text.clean import Unreadable, clean
from servanda.text.tokens import load_parser

HOW: Final = "same point; overlapping words or the same verb; one to one"
"""What counts as the same commitment; printed with the figures."""
_REACH: Final = 200
"""Verb and object further apart than this (a lead-in and its item) are not told as one span."""
_DATED: Final = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment as read. mentions: for each obligor the names it may go by."""

    point: str
    span: Span
    act: str
    kind: str
    mentions: tuple[frozenset[str], ...] = ()
    obligors: tuple[str, ...] = ()
    when: Span | None = None
    words: str | None = None
    form: str | None = None
    anchor: str | None = None
    edtf: str | None = None

    def as_line(self) -> dict[str, Any]:
        """Return the line of predictions; the deadline is null where the text states none."""
        deadline = {"text": self.words, "form": self.form, "anchor": self.anchor, "edtf": self.edtf}
        return {
            "point": self.point,
            "span": self.span,
            "obligors": self.obligors,
            "act": self.act,
            "deadline": deadline if self.form else None,
            "kind": self.kind,
        }


@dataclass(slots=True)
class Sums:
    """What is counted over the points with answers."""

    gold: int = 0
    found: int = 0
    right: int = 0
    obligors: int = 0
    kinds: int = 0
    due: int = 0
    due_found: int = 0
    firm: int = 0
    firm_found: int = 0
    told: int = 0
    told_right: int = 0
    forms: int = 0
    anchors: int = 0
    timeless: int = 0
    invented: int = 0


def load_text(path: Path) -> Document:
    """Load an agreement text; a day in the name of its file is that of its signature."""
    dated = _DATED.search(path.stem)
    try:
        document, _ = clean(path.read_bytes(), kind="agreement", published=dated[1] if dated else None)
    except Unreadable as error:
        raise SuiteError(f"{path}: cannot be read ({error}); save it as plain text in UTF-8") from error
    return document


def list_texts(path: Path) -> list[Path]:
    """Return a text, or those of a folder; raises SuiteError where there is none."""
    texts = sorted(path.glob("*.txt")) if path.is_dir() else [path]
    if not texts:
        raise SuiteError(f"{path}: no agreement text in it; give a text, or a folder that holds *.txt")
    return texts


def read_commitments(document: Document, codebook: Codebook) -> list[Commitment]:
    """Read the commitments of an agreement text, each once, in the order of the text, with their days as counted."""
    from datetime import date

    from servanda.ledger import assess
    from servanda.resolve import settle

    reading: Reading = read_document(document, codebook, load_parser())
    claims = {claim.id: claim for claim in reading.claims}
    settled = settle([reading], codebook)
    found = []
    for record in assess(settled.records, {}, [reading], codebook, as_of=date.max):
        mine = sorted((claims[one] for one in record.claims), key=lambda claim: (claim.span, claim.id))
        due = next((one for one in mine if one.id == record.deadline.claim), mine[0])
        found.append(_draw(mine[0], due, record.deadline.edtf))
    return sorted(found, key=lambda one: (one.span, one.act))


def _draw(claim: Claim, due: Claim, edtf: str | None) -> Commitment:
    """Draw a commitment from its first claim and the one that states its deadline."""
    mentions: dict[str, set[str]] = {}
    for value in claim.roles.get("obligor", ()):
        mentions.setdefault(value.text, {value.text}).update({value.value} if value.value else ())
    names = dict.fromkeys(value.value or value.text for value in claim.roles.get("obligor", ()))
    act = next(iter(claim.roles.get("act", ())), None)
    time = next(iter(due.roles.get("deadline", ())), None)
    form = due.first("deadline-form")
    form = None if form == "none" else form or ("absolute" if time else None)
    return Commitment(
        point=claim.first("point") or "",
        span=_find_span(claim),
        act=(act.value or act.text) if act else claim.cue.text,
        kind=claim.code,
        mentions=tuple(frozenset(names) for names in mentions.values()),
        obligors=tuple(names),
        when=time.span if time and form else None,
        words=" ".join(time.text.split()) if time and form else None,
        form=form,
        anchor=due.first("deadline-anchor") if form else None,
        edtf=edtf if form else None,
    )


def _find_span(claim: Claim) -> Span:
    """Return where verb and object of a commitment stand."""
    spans = [value.span for value in claim.roles.get("act", ())[:1]] or [claim.cue.span]
    start, end = spans[0]
    first, last = claim.cue.span
    near = max(end, last) - min(start, first) <= _REACH
    return (min(start, first), max(end, last)) if near else (start, end)


def score(path: Path, keep: Keep) -> dict[str, Any]:
    """Score a text or a folder of texts: commitments, obligors, deadlines and kinds, where answers are given."""
    codebook, sums = load(), Sums()
    texts = list_texts(path)
    count = points = judged = 0
    for text in texts:
        document = load_text(text)
        answers = find_gold(text)
        gold = load_gold(answers, document.id) if answers else {}
        found = read_commitments(document, codebook)
        count += len(found)
        points += len({one.point for one in found})
        judged += len(gold)
        for one in found:
            keep({**({"doc": text.stem} if path.is_dir() else {}), **one.as_line()})
        compare = Comparison(document.text, codebook, sums)
        for point in gold.values():
            compare.add(point, [one for one in found if one.point == point.point])
    figures: dict[str, Any] = {
        "texts": len(texts),
        "commitments": count,
        "points": points,
        "points_scored": judged,
    }
    return {**figures, **(rate(sums) if judged else {})}


class Comparison:
    """Compares what was read of a text with the answers."""

    def __init__(self, text: str, codebook: Codebook, sums: Sums) -> None:
        """Take the text, whose abbreviations count, and where to add up."""
        self.text = text
        self.names = Names(text)
        self.anchors = Anchors(self.names)
        self.acts = load_acts(codebook.home)
        self.sums = sums

    def add(self, point: GoldPoint, found: Sequence[Commitment]) -> None:
        """Add one point."""
        sums = self.sums
        sums.gold += len(point.commitments)
        sums.found += len(found)
        pairs = self.pair(point.commitments, found)
        partners = {id(one): gold for gold, one in pairs}
        for gold, one in pairs:
            sums.right += 1
            sums.kinds += gold.kind == one.kind
            sums.obligors += self.names.agree(gold.obligors, one.mentions)
        mates = {id(gold): one for gold, one in pairs}
        for gold in point.commitments:
            self._add_due(gold, mates.get(id(gold)))
        for one in found:
            if one.form:
                sums.told += 1
                partner = partners.get(id(one))
                sums.told_right += any(
                    self._is_when(gold, one) for gold in ([partner] if partner else point.commitments)
                )
        if not any(gold.deadline for gold in point.commitments):
            sums.timeless += 1
            sums.invented += any(one.form for one in found)

    def pair(
        self, gold: Sequence[GoldCommitment], found: Sequence[Commitment]
    ) -> list[tuple[GoldCommitment, Commitment]]:
        """Pair what is the same, one to one, the likest first."""
        weighed = [
            (likeness, -number, -place)
            for number, one in enumerate(gold)
            for place, other in enumerate(found)
            if (likeness := self._weigh(one, other)) > 0
        ]
        pairs: list[tuple[GoldCommitment, Commitment]] = []
        left, right = set(range(len(gold))), set(range(len(found)))
        for _, number, place in sorted(weighed, reverse=True):
            if -number in left and -place in right:
                left.discard(-number)
                right.discard(-place)
                pairs.append((gold[-number], found[-place]))
        return pairs

    def _weigh(self, gold: GoldCommitment, one: Commitment) -> float:
        """Return how alike two commitments of a point are: 1 for the verb, up to 1 for the words they share."""
        shared = min(gold.span[1], one.span[1]) - max(gold.span[0], one.span[0])
        whole = max(gold.span[1], one.span[1]) - min(gold.span[0], one.span[0])
        verbs = self.acts.read(gold.act).verbs | {gold.act.split(" ")[0].lower()}
        same = bool(verbs & (self.acts.read(one.act).verbs | {one.act.split(" ")[0].lower()}))
        return same + max(0.0, shared / whole if whole else 0.0)

    def _add_due(self, gold: GoldCommitment, one: Commitment | None) -> None:
        """Add the deadline of one answer. Firm: anything but "immediately" and its like."""
        if gold.deadline is None:
            return
        sums = self.sums
        firm = gold.deadline.form != "vague"
        found = one is not None and self._is_when(gold, one)
        sums.due += 1
        sums.due_found += found
        sums.firm += firm
        sums.firm_found += firm and found
        if found and one is not None:
            sums.forms += gold.deadline.form == one.form
            sums.anchors += self.anchors.is_same(gold.deadline.anchor, one.anchor)

    def _words(self, span: Span) -> str:
        return " ".join(self.text[slice(*span)].casefold().split())

    def _is_when(self, gold: GoldCommitment, one: Commitment) -> bool:
        """Whether both state a time, in overlapping or the same words where the answer says where its words stand."""
        if gold.deadline is None or not one.form:
            return False
        if gold.deadline.span is None or one.when is None:
            return True
        if self._words(gold.deadline.span) == self._words(one.when):
            return True
        return min(gold.deadline.span[1], one.when[1]) > max(gold.deadline.span[0], one.when[0])


def rate(sums: Sums) -> dict[str, Any]:
    """Return the figures in percent; of obligors, kinds, forms and anchors among what was found."""
    return {
        "match": HOW,
        "commitment": _rate(sums.right, sums.gold, sums.found),
        "deadline": _rate(sums.due_found, sums.due, sums.told, sums.told_right),
        "explicit_deadline": {"gold": sums.firm, "recall": _share(sums.firm_found, sums.firm)},
        "right": {
            "obligors": _share(sums.obligors, sums.right),
            "kind": _share(sums.kinds, sums.right),
            "form": _share(sums.forms, sums.due_found),
            "anchor": _share(sums.anchors, sums.due_found),
        },
        "invented": {"gold": sums.timeless, "points": sums.invented},
    }


def _rate(right: int, gold: int, found: int, precise: int | None = None) -> dict[str, Any]:
    """Return precision, recall and F1 with the counts. precise: of those found the right ones, where counted apart."""
    precision = (right if precise is None else precise) / found if found else 0.0
    recall = right / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    figures: Iterable[tuple[str, float]] = (("precision", precision), ("recall", recall), ("f1", f1))
    return {"gold": gold, "found": found, **{name: round(100 * value, 1) for name, value in figures}}


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
