"""Which agreements a text speaks of, of what date, between whom, and what is done to them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.codebook import Pattern
from servanda.model import Value
from servanda.read.asking import name_governor
from servanda.read.clauses import Clause, expand, lemma_of
from servanda.read.discourse import Mention
from servanda.read.draft import Draft
from servanda.read.force import Qualified
from servanda.read.passage import Passage
from servanda.read.patterns import Match
from servanda.read.scene import Scene
from servanda.read.setting import climb, date_value, place_of
from servanda.read.signatories import BROKERING, find_brokers, find_parties
from servanda.read.signing import find_dates, find_nominal, find_participle, is_news
from servanda.read.times import Time
from servanda.read.titles import find_title
from servanda.read.topics import find_topics

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_TRUCES = frozenset({"truce", "ceasefire", "armistice"})
_VERB_CODES = frozenset({"signed", "reached", "reaffirmed", "amended", "extended", "ended"})
_MADE = frozenset({"signed", "reached"})
_CHANGES = frozenset({"extended", "amended", "ended"})


def read_agreements(scene: Scene, passage: Passage) -> None:
    """Draft every agreement that a passage signs, reaffirms, changes, ends or names with date or title."""
    for noun in passage.doc:
        named = passage.hits.get(noun.i)
        if named is not None and named.entry.kind in {"body", "office", "ministry"}:
            continue
        wanted = noun.lemma_.lower() in scene.codebook.words["agreement"]
        wanted = wanted or (noun.lower_ == "peace" and find_nominal(noun) is not None)
        if noun.pos_ in {"NOUN", "PROPN"} and wanted:
            _read_noun(scene, passage, noun)


def _read_noun(scene: Scene, passage: Passage, noun: "Token") -> None:
    match, clause = _find_deed(scene, passage, noun)
    acl = find_nominal(noun) or find_participle(noun)
    if acl is not None and (acl.nominal or is_news(noun, acl)):
        signs = acl.nominal and acl.lemma != "conclusion"
        match, clause = _code(scene, "signed" if signs else "reached"), None
    dates = find_dates(passage, noun, clause if match is not None and match.code.id in _MADE else None)
    title = find_title(passage, noun)
    truce = noun.lemma_.lower() in _TRUCES
    if match is None and acl is not None and lemma_of(acl.head) in {"sign", "initial", "ink", "date"}:
        match, clause = _code(scene, "signed"), None
    if match is None:
        if not (dates or (title is not None and not truce)) or (
            noun.lemma_.lower() in {"plan", "document"} and title is None
        ):
            return
        if truce and not dates:
            return
        match = _code(scene, "referred")
        clause = None
    if match is None or scene.is_used(passage, noun):
        return
    second = clause is not None and (
        noun in {t for h in clause.objects for t in expand(h)}
        or (noun.dep_ == "conj" and noun.head == clause.head)
    )
    if (
        clause is not None
        and scene.is_used(passage, clause.head)
        and match.code.id != "reaffirmed"
        and not second
    ):
        return
    if (
        clause is not None
        and match.code.id == "reached"
        and clause.passive
        and clause.lemma in BROKERING
        and _credit_broker(scene, passage, noun, clause)
    ):
        return
    _make(scene, passage, _Deed(noun, match, clause, acl, title), dates)


@dataclass(frozen=True, slots=True)
class _Deed:
    """What a sentence does to an agreement. clause: of the verb that does it; acl: of 'signed in Y' after the noun."""

    noun: "Token"
    match: Match
    clause: Clause | None
    acl: Clause | None
    title: Value | None

    @property
    def code(self) -> str:
        return self.match.code.id

    @property
    def head(self) -> "Token":
        if self.clause is not None:
            return self.clause.head
        return self.acl.head if self.acl is not None and self.code in _MADE else self.noun


def _make(scene: Scene, passage: Passage, deed: _Deed, dates: list[Time]) -> None:
    """Make one draft for each date that the noun phrase lists, or one without date."""
    noun, clause, acl = deed.noun, deed.clause, deed.acl
    qualified = scene.qualify(deed.head)
    agree = qualified.has("agree")
    promised = agree is not None and agree.governor.pos_ == "VERB" and deed.code in _CHANGES
    if qualified.hypothetical or (promised and clause is not None):
        return
    parties = find_parties(scene, passage, noun, clause, acl, deed.code)
    listed: list[Time | None] = [*dates] or [None]
    for time in listed:
        scene.drafts.append(_draft(scene, passage, deed, parties, time))
    _note_parties(scene, passage.at(noun), tuple(p.value for p in parties if p.value))
    if clause is not None and deed.code != "referred":
        scene.use(passage, clause.head)
    if acl is not None:
        scene.use(passage, acl.head)
    scene.use(passage, noun)


def _draft(scene: Scene, passage: Passage, deed: _Deed, parties: list[Mention], time: Time | None) -> Draft:
    noun, head, match = deed.noun, deed.head, deed.match
    cue = scene.cue(passage, head, match.rule, noun if noun != head else None)
    draft = Draft("agreement", deed.code, passage, head, cue)
    _set_force(draft, deed, scene.qualify(head))
    if draft.force == "proposed" and head != noun:
        draft.cue = name_governor(scene, draft.cue, head, scene.qualify(head))
    if time is not None:
        draft.add("date", date_value(time))
    draft.add("title", deed.title)
    draft.add("type", passage.cite(noun.i, noun.i + 1, lemma_of(noun)))
    draft.add("party", *(m.as_value() for m in parties))
    draft.add("broker", *find_brokers(scene, passage, noun))
    if deed.code in _MADE:
        heads = [head, noun] + ([deed.acl.head] if deed.acl is not None else [])
        draft.add("place", place_of(passage, heads))
    if deed.code in _CHANGES | {"reaffirmed"} and deed.clause is not None:
        by = [m for m in scene.names(passage, deed.clause.subjects) if m.kind != "place" and m.value]
        draft.add("by", *(m.as_value() for m in by))
    draft.add("topic", *find_topics(scene.codebook, passage, noun.subtree))
    return draft


def _set_force(draft: Draft, deed: _Deed, qualified: Qualified) -> None:
    """Give force and negation: what is agreed to be signed is scheduled, 'no deal' denies, a mention asserts."""
    draft.force, draft.negated = qualified.force, qualified.negated ^ deed.match.pattern.negated
    if draft.force == "agreed" and deed.code in _MADE:
        draft.force = "scheduled"
    if deed.noun.dep_ == "dobj" and any(c.lower_ == "no" and c.dep_ == "det" for c in deed.noun.children):
        draft.negated = not draft.negated
    if deed.code == "referred":
        draft.force, draft.negated = "asserted", False


def _note_parties(scene: Scene, at: int, named: tuple[str, ...]) -> None:
    """Remember the parties, so that 'the parties' later on means them."""
    scene.namer.discourse.note_pair(at, named)
    if len(named) > 1:
        scene.namer.discourse.pacts.append((at, named))


def _credit_broker(scene: Scene, passage: Passage, noun: "Token", clause: Clause) -> bool:
    """Give 'the accord was brokered by X' to the agreement spoken of before; true where there is one."""
    last = next((d for d in reversed(scene.drafts) if d.kind == "agreement"), None)
    if last is None or not any(c.lower_ in {"the", "this", "that"} for c in noun.children):
        return False
    last.add("broker", *(m.as_value() for m in scene.names(passage, clause.subjects) if m.kind != "place"))
    scene.use(passage, noun)
    scene.use(passage, clause.head)
    return True


def _find_deed(scene: Scene, passage: Passage, noun: "Token") -> tuple[Match | None, Clause | None]:
    """Return what is done to the agreement: the first predicate above it that the codebook has a cue for."""
    for steps, above in enumerate(climb(noun), start=1):
        if above.pos_ in {"VERB", "AUX"}:
            if _is_what(above):
                continue
            clause = scene.clause(above)
            matches = [m for m in scene.matcher.match(clause, "agreement") if m.code.id in _VERB_CODES]
            if matches and _reaches(clause, matches[0], noun):
                return matches[0], clause
            loose = _by_verb_alone(scene, clause)
            if (
                loose is not None
                and noun in {t for h in clause.objects for t in expand(h)}
                and any(t.ent_type_ == "DATE" for t in noun.subtree)
            ):
                return loose, clause
            return _commitment_to(scene, clause, noun), clause
        if (
            above.pos_ in {"NOUN", "PROPN"}
            and lemma_of(above) in scene.codebook.words["agreement"]
            and steps > 2
        ):
            break
    return None, None


def _is_what(verb: "Token") -> bool:
    """Tell whether a verb only names what is signed: 'signed what is called the Townsville agreement'."""
    what = any(c.lower_ == "what" for c in verb.children)
    return what and verb.dep_ in {"ccomp", "dobj"} and verb.head.i < verb.i


def _by_verb_alone(scene: Scene, clause: Clause) -> Match | None:
    """Return the deed that a verb alone names (signs, reaffirms) for a dated document of any name."""
    for key in clause.keys:
        for code, pattern in scene.codebook.by_verb.get(key, ()):
            if (
                code.kind == "agreement"
                and code.id in {"signed", "reaffirmed"}
                and code.cues
                and pattern is code.cues[0]
            ):
                return Match(code, pattern, key, (0, 1, 0))
    return None


def _reaches(clause: Clause, match: Match, noun: "Token") -> bool:
    """Tell whether the noun is what the verb acts on, not a bystander in the sentence."""
    objects = [t for h in clause.objects for t in expand(h)]
    objects += [c for v in clause.head.children if _is_what(v) for c in v.children]
    objects += [
        t
        for p, h in clause.preps
        if any(k.endswith(f" {p}") for k in clause.keys if " " in k)
        for t in expand(h)
    ]
    gapped = noun.dep_ == "conj" and noun.head == clause.head
    if noun in objects or gapped or (not objects and noun in clause.subjects):
        return True
    if match.code.id == "reaffirmed":
        return any(noun in list(o.subtree) for o in objects)
    return False


def _commitment_to(scene: Scene, clause: Clause, noun: "Token") -> Match | None:
    """Return 'reaffirmed' for 'reaffirmed their commitment to the agreement' however deep the agreement stands."""
    for match in scene.matcher.match(clause, "agreement", "status"):
        if match.code.id == "reaffirmed":
            objects = [t for h in clause.objects for t in expand(h)]
            if any(noun in list(o.subtree) for o in objects):
                return _code(scene, "reaffirmed", match)
    return None


def _code(scene: Scene, code: str, like: Match | None = None) -> Match | None:
    entry = scene.codebook.codes.get(f"agreement-{code}")
    if entry is None:
        return None
    pattern = like.pattern if like is not None else (entry.cues[0] if entry.cues else Pattern())
    return Match(entry, pattern if code != "referred" else Pattern(), code, (0, 0, 0))
