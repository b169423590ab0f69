"""What claims say of the clauses of texts, and the ties that come of it."""

from collections.abc import Sequence
from typing import cast

from servanda.model.kinds import Says
from servanda.resolve.clauses import Clause, Clauses, Report, list_numbers
from servanda.resolve.promises import Promise, Promises, Word
from servanda.resolve.sketch import Sketch
from servanda.resolve.tie import Tie, measure_status, read_number
from servanda.resolve.told import Told
from servanda.resolve.wording import Deed, Wording, add_named, read_deeds

_SOME = frozenset({"few", "some", "several", "many", "most", "half"})
AHEAD = frozenset(
    {"extended", "deadline-set", "suspended", "superseded", "cancelled", "resumed", "promised", "reaffirmed"}
)
"""Words that may be said of a clause before they are so; all others only once they are."""


def make_clause(promise: Promise, group: Sequence[Sketch], wording: Wording) -> Clause | None:
    """Draw the clause of a text that lays a commitment down; None where none does."""
    mine = [one for one in group if one.told.document.kind == "agreement" and one.point is not None]
    if not mine:
        return None
    first = min(mine, key=lambda one: one.told.claim.span)
    return Clause(
        id=promise.id,
        number=(first.point or "").rpartition("/")[2],
        deeds=tuple(
            deed for one in mine for deed in add_named(_read_own(wording, one), wording, quote(one.told))
        ),
        words=frozenset[str]().union(*(wording.list_words(quote(one.told)) for one in mine)),
        sides=promise.sides,
        agreement=promise.agreement,
        since=promise.since,
        place=first.told.claim.span[0],
        text=first.document,
    )


def _read_own(wording: Wording, sketch: Sketch) -> tuple[Deed, ...]:
    """Read the deed of one claim: its act, else its object."""
    claim = sketch.told.claim
    acts = claim.values("act")
    subjects = [value.text for value in claim.roles.get("subject", ())]
    return read_deeds(wording, acts, [] if acts else claim.values("object"), subjects[:1])


def report_status(told: Told, word: Word, wording: Wording) -> Report | None:
    """Draw what a status claim says of some clause; None for what stands in an agreement itself."""
    claim = told.claim
    if word.text is not None or (claim.force not in ("asserted", "alleged") and claim.code not in AHEAD):
        return None
    if claim.code not in AHEAD and told.published is not None and (word.day or 0) > told.published[1]:
        return None
    acts = [value.value or value.text for value in claim.roles.get("act", ())]
    about = [value.value or value.text for value in claim.roles.get("about", ())]
    actors = [value.text for value in claim.roles.get("actor", ())]
    sentence = quote(told)
    return Report(
        deeds=tuple(deed for deed in read_deeds(wording, acts, about, actors) if deed.things),
        words=wording.list_words(sentence),
        numbers=list_numbers(sentence),
        sides=word.sides,
        agreement=word.agreement,
        day=word.day or (told.published[1] if told.published else None),
        point=(word.point or "").rpartition("/")[2] or None,
        pending=claim.cue.rule.endswith("#remain pending"),
    )


def report_event(sketch: Sketch, wording: Wording) -> Report | None:
    """Draw what an event says of some clause; None for what stands in an agreement itself, and for what is still ahead."""
    told = sketch.told
    claim = told.claim
    if told.document.kind == "agreement" or told.published is None:
        return None
    if (told.latest or 0) > told.published[1]:
        return None
    sentence = quote(told)
    verb = claim.cue.rule.partition("#")[2].split(" ")[0] or claim.cue.text.split(" ")[0]
    act = f"{verb} {claim.first('object') or ''}"
    deeds = read_deeds(wording, [act], [])
    return Report(
        deeds=tuple(deed for deed in deeds if deed.things),
        words=wording.list_words(sentence),
        numbers=list_numbers(sentence),
        sides=sketch.sides,
        day=told.latest,
    )


def quote(told: Told) -> str:
    """Return the sentence that a claim rests on."""
    return told.document.text[slice(*told.claim.span)]


def tie_told(told: Told, report: Report | None, clauses: Clauses, promises: Promises) -> dict[str, Tie]:
    """Return the ties of a status claim to the clauses that it names."""
    ties = {}
    for clause, reasons in clauses.find(report) if report is not None else ():
        counted = (
            told.claim.code == "done"
            and measure_status(told, promises.by_id[clause.id], promises)[0] == "partly"
        )
        says = "partly" if counted else cast("Says", told.claim.code)
        ties[clause.id] = Tie(claim=told.claim.id, says=says, reasons=tuple(sorted(reasons)))
    return ties


def tie_done(sketch: Sketch, report: Report | None, clauses: Clauses, promises: Promises) -> dict[str, Tie]:
    """Return the ties of an event that carries out the clauses that it names."""
    claim = sketch.told.claim
    carried = claim.force == "asserted" and not claim.negated and claim.code in promises.rules.carry_out
    if report is None or not carried:
        return {}
    says: Says = "partly" if counts_some(" ".join(claim.values("object"))) else "done"
    return {
        clause.id: Tie(claim=claim.id, says=says, reasons=tuple(sorted({"event", *reasons})))
        for clause, reasons in clauses.find(report)
    }


def counts_some(text: str) -> bool:
    """Whether words count how many without saying of how many: a number, a few, several."""
    return read_number(text) is not None or not _SOME.isdisjoint(text.lower().split())
