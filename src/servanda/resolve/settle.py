"""Claims into records, in one pass over all readings; the same records whatever their order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from servanda.model import Agreement, Issue, Link, Reading, Records, Settled, Verdict
from servanda.resolve.actors import build_actors
from servanda.resolve.acts import NAME_LETTERS, load_acts
from servanda.resolve.agreements import AgreementMatcher, build_agreement, exists
from servanda.resolve.clauses import Clauses, Report
from servanda.resolve.commitments import CommitmentMatcher, build_commitment
from servanda.resolve.decide import Decider, report
from servanda.resolve.deeds import tie_anchors, tie_break, tie_event
from servanda.resolve.door import Book
from servanda.resolve.encounters import find_meetings, find_texts
from servanda.resolve.events import EventMatcher, build_event
from servanda.resolve.fields import Fields
from servanda.resolve.identity import Identity
from servanda.resolve.links import Votes, count_votes
from servanda.resolve.match import Clusters, match
from servanda.resolve.meetings import MeetingMatcher, build_meeting
from servanda.resolve.names import fold
from servanda.resolve.promises import Promise, Promises, make_promise
from servanda.resolve.references import References
from servanda.resolve.relations import Relation, Relations
from servanda.resolve.reported import make_clause, report_event, report_status, tie_done, tie_told
from servanda.resolve.rules import Rules, load_rules
from servanda.resolve.rulings import apply_rulings
from servanda.resolve.sketch import Sketch, Sketcher
from servanda.resolve.tie import Tie, add_ties, list_told_before, read_status, tie_back, tie_status
from servanda.resolve.told import Told, collect_told
from servanda.resolve.wording import Wording


@dataclass(frozen=True, slots=True)
class Settlement:
    """What claims, taken together, say there is.

    ties: commitment id → the claims that speak of it, with reasons. links: the
    automatic judgements that put claims together. relations: what agreements do to
    one another, by the words.
    """

    records: Records
    ties: dict[str, list[Tie]] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    links: tuple[Link, ...] = ()
    relations: tuple[Relation, ...] = ()


def settle(
    readings: Iterable[Reading], codebook: Book, links: Iterable[Link] = (), verdicts: Iterable[Verdict] = ()
) -> Settlement:
    """Settle records from claims by automatic links and persons' links and verdicts."""
    ruled = list(verdicts)
    told = collect_told(readings, ruled)
    return _Settling(told, codebook, count_votes(links, ruled)).run(ruled)


class _Settling:
    """One settlement in the making: what every step of it needs."""

    def __init__(self, told: list[Told], book: Book, votes: Votes) -> None:
        """Settle who is who first; everything else builds on it."""
        self.told = told
        self.book = book
        self.votes = votes
        self.rules: Rules = load_rules(book.home)
        self.identity = Identity(told, book, self.rules.names, votes)
        self.acts = load_acts(book.home)
        self.names = frozenset(fold(name)[:NAME_LETTERS] for name in self.identity.list_states())
        self.sketcher = Sketcher(self.identity, self.acts, self.rules)
        self.fields = Fields(self.identity, Decider(self.rules.decide, self.identity))
        self.place = {one.claim.id: place for place, one in enumerate(told)}
        self.by_kind: defaultdict[str, list[Told]] = defaultdict(list)
        for one in told:
            self.by_kind[one.claim.kind].append(one)

    def run(self, verdicts: Sequence[Verdict]) -> Settlement:
        """Match and settle kind by kind, then tie what speaks of commitments to them."""
        meetings = self._match(
            [self.sketcher.draw_meeting(one) for one in self.by_kind["meeting"]],
            MeetingMatcher(self.rules.meetings),
        )
        agreements = self._match(
            [self.sketcher.draw_agreement(one) for one in self.by_kind["agreement"]],
            AgreementMatcher(self.rules.agreements),
        )
        events = self._match(
            [self.sketcher.draw_event(one) for one in self.by_kind["event"]],
            EventMatcher(self.rules.events, self.acts, self.names),
        )
        settled = [
            (build_agreement(group, self.fields, self.rules.agreements), group)
            for group in agreements.groups
            if exists(group)
        ]
        references = References(settled, self.told, self.rules.agreements)
        commitments = self._match(
            self._draw_commitments(references),
            CommitmentMatcher(self.rules.commitments, self.acts, self.names),
        )
        records = Records(
            actors=build_actors(self.told, self.identity),
            agreements=[agreement for agreement, _ in settled],
            meetings=[build_meeting(group, self.fields, self.rules.meetings) for group in meetings.groups],
            events=[build_event(group, self.fields) for group in events.groups],
        )
        ties = self._bind(records, commitments, meetings, events, references, settled)
        issues = self._finish(records, verdicts)
        linked = (*meetings.links, *agreements.links, *commitments.links, *events.links)
        relations = Relations(self.rules.agreements, references, self.fields.decider).find(
            self.by_kind["agreement"], records.agreements
        )
        return Settlement(
            records,
            ties,
            issues,
            tuple(sorted(linked, key=lambda link: (link.left, link.right))),
            tuple(relations),
        )

    def _match(
        self,
        sketches: list[Sketch],
        matcher: MeetingMatcher | AgreementMatcher | CommitmentMatcher | EventMatcher,
    ) -> Clusters:
        """Group the claims of one kind, each group in the order in which it was told."""
        clusters = match(sketches, matcher, self.votes)
        groups = [sorted(group, key=lambda sketch: self.place[sketch.id]) for group in clusters.groups]
        return Clusters(sorted(groups, key=lambda group: min(sketch.id for sketch in group)), clusters.links)

    def _draw_commitments(self, references: References) -> list[Sketch]:
        """Sketch the commitment claims; what a side says it did not undertake is no commitment."""
        drawn = []
        for one in self.by_kind["commitment"]:
            if not one.claim.negated:
                agreement = references.find(one)
                signed = references.signed.get(agreement) if agreement else None
                drawn.append(self.sketcher.draw_commitment(one, agreement, signed))
        return drawn

    def _bind(
        self,
        records: Records,
        commitments: Clusters,
        meetings: Clusters,
        events: Clusters,
        references: References,
        agreements: Sequence[tuple[Agreement, Sequence[Sketch]]],
    ) -> dict[str, list[Tie]]:
        """Settle the commitments and tie to them what speaks of them."""
        made = [
            make_promise(
                build_commitment(group, self.fields, self.rules.commitments, self.book.topics),
                group,
                self.acts,
                self.identity,
            )
            for group in commitments.groups
        ]
        promises = Promises(made, self.acts, self.rules.ties, self.names)
        wording = Wording(self.acts, {one.document.id: one.document.text for one in self.told}.values())
        clauses = self._draw_clauses(made, commitments, wording)
        records.commitments = [promise.record for promise in promises.all]
        ties: dict[str, list[Tie]] = {}
        happened = []
        reports: dict[str, Report | None] = {}
        before = list_told_before(commitments.groups)
        for one in self.by_kind["status"]:
            word = read_status(one, self.sketcher, references.find(one))
            reports[one.claim.id] = told = report_status(one, word, wording)
            add_ties(
                ties,
                tie_told(one, told, clauses, promises)
                or clauses.drop(
                    tie_status(one, word, promises) or tie_back(one, word, promises, before), told
                ),
            )
            if (
                one.claim.code in ("anchor-happened", "done")
                and one.claim.force == "asserted"
                and not one.claim.negated
            ):
                happened.append(word)
        drawn = [sketch for group in events.groups for sketch in group]
        for sketch in drawn:
            reports[sketch.id] = told = report_event(sketch, wording)
            add_ties(
                ties,
                tie_done(sketch, told, clauses, promises)
                or clauses.drop(tie_event(sketch, promises) or tie_break(sketch, promises)),
            )
        self._fulfil(records, promises, meetings, agreements, ties, clauses.strict)
        add_ties(
            ties,
            [
                (one, tie)
                for one, tie in tie_anchors(promises, ties, drawn, happened)
                if one not in clauses.strict
                or clauses.is_anchor(
                    reports.get(tie.claim),
                    wording.read_noun(promises.by_id[one].record.deadline.anchor or ""),
                    promises.by_id[one].since,
                )
            ],
        )
        return {
            commitment: sorted(ties[commitment], key=lambda tie: (tie.claim, tie.says))
            for commitment in sorted(ties)
        }

    def _draw_clauses(self, made: Sequence[Promise], commitments: Clusters, wording: Wording) -> Clauses:
        """Draw the clauses that texts lay down."""
        drawn = (
            make_clause(promise, group, wording)
            for promise, group in zip(made, commitments.groups, strict=True)
        )
        return Clauses(
            [clause for clause in drawn if clause is not None],
            self.acts.vague,
            wording.named,
            self.rules.ties.long,
        )

    def _fulfil(
        self,
        records: Records,
        promises: Promises,
        meetings: Clusters,
        agreements: Sequence[tuple[Agreement, Sequence[Sketch]]],
        ties: dict[str, list[Tie]],
        strict: frozenset[str],
    ) -> None:
        """Say which meeting carries out a promise to meet, and which text one to adopt it.

        strict: clauses of long texts, which only a meeting of just those who are to meet carries out.
        """
        by_id = {meeting.id: meeting for meeting in records.meetings}
        held = zip((meeting.id for meeting in records.meetings), meetings.groups, strict=True)
        for one in (*find_meetings(promises, held, self.identity), *find_texts(promises, agreements)):
            if one.promise.id in strict and any(sketch.sides != one.promise.sides for sketch in one.told):
                continue
            meeting = by_id.get(one.record)
            if meeting is not None and one.says == "done":
                meeting.fulfils = meeting.fulfils or one.promise.id
            reason = "meeting" if meeting is not None else "text"
            told = [Tie(claim=sketch.id, says=one.says, reasons=(reason, "who")) for sketch in one.told]
            add_ties(ties, [(one.promise.id, tie) for tie in told])

    def _finish(self, records: Records, verdicts: Sequence[Verdict]) -> tuple[Issue, ...]:
        """Order the records, report contradictions that no person has decided, and apply persons' rulings."""
        everything: list[Settled] = [
            *records.actors, *records.agreements, *records.commitments, *records.meetings, *records.events,
        ]  # fmt: skip
        by_claim = {one.claim.id: one for one in self.told}
        for group in (records.agreements, records.commitments, records.meetings, records.events):
            group.sort(key=lambda record: record.id)
        apply_rulings(everything, verdicts)
        issues = [issue for record in everything for issue in report(record, by_claim)]
        return tuple(sorted(issues, key=lambda issue: (issue.document or "", issue.span, issue.message)))
