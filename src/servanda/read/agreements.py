"""Which agreements a text speaks of, of what date, between whom, and what is done to them."""

import re
from typing import TYPE_CHECKING

from servanda.model import Value
from servanda.read.clauses import Clause, expand, find_preps, lemma_of
from servanda.read.discourse import Mention
from servanda.read.draft import Draft
from servanda.read.passage import Passage
from servanda.read.patterns import Match, words_of
from servanda.read.scene import Scene
from servanda.read.setting import climb, date_value, has_day, head_of_time, loose_times, place_of
from servanda.read.times import Time
from servanda.read.topics import find_topics

if TYPE_CHECKING:
    from spacy.tokens import Token

_SIGNING = frozenset({"sign", "initial", "ink", "conclude", "reach", "date", "adopt", "strike", "agree"})
_BROKERING = frozenset({"broker", "mediate", "sponsor", "facilitate", "negotiate", "moderate"})
_TRUCES = frozenset({"truce", "ceasefire", "armistice"})
_GENERIC_TITLE = re.compile(r"^(?:the|a|an|this|that|their|its|both|two|three|all|these)\b", re.IGNORECASE)
_MONTHS = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ]
)
_VERB_CODES = frozenset({"signed", "reached", "reaffirmed", "amended", "extended", "ended"})


def read_agreements(scene: Scene, passage: Passage) -> None:
    """Draft every agreement that a passage signs, reaffirms, changes, ends or names with date or title."""
    for noun in passage.doc:
        named = passage.hits.get(noun.i)
        if named is not None and named.entry.kind in {"body", "office", "ministry"}:
            continue
        if noun.pos_ in {"NOUN", "PROPN"} and noun.lemma_.lower() in scene.codebook.words["agreement"]:
            _read_noun(scene, passage, noun)


def _read_noun(scene: Scene, passage: Passage, noun: "Token") -> None:
    match, clause = _find_deed(scene, passage, noun)
    acl = _signing_participle(scene, noun)
    dates = _dates_of(
        passage, noun, clause if match is not None and match.code.id in {"signed", "reached"} else None
    )
    title = _title_of(passage, noun)
    truce = noun.lemma_.lower() in _TRUCES
    if match is None and acl is not None and lemma_of(acl.head) in {"sign", "initial", "ink", "date"}:
        match = _code(scene, "signed")
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
        and clause.lemma in _BROKERING
        and _credit_broker(scene, passage, noun, clause)
    ):
        return
    _make(scene, passage, noun, match, clause, acl, dates, title)


def _make(
    scene: Scene, passage: Passage, noun: "Token", match: Match, clause: Clause | None, acl: Clause | None,
    dates: list[Time], title: Value | None,
) -> None:  # fmt: skip
    """Make one draft for each date that the noun phrase lists, or one without date."""
    head = (
        clause.head
        if clause is not None
        else (acl.head if acl is not None and match.code.id == "signed" else noun)
    )
    qualified = scene.qualify(head)
    if qualified.hypothetical:
        return
    agree = qualified.has("agree")
    if (
        agree is not None
        and agree.governor.pos_ == "VERB"
        and match.code.id in {"extended", "amended", "ended"}
        and clause is not None
    ):
        return
    parties = _parties(scene, passage, noun, clause, acl, match.code.id)
    listed: list[Time | None] = [*dates] or [None]
    for time in listed:
        draft = Draft(
            "agreement",
            match.code.id,
            passage,
            head,
            scene.cue(passage, head, match.rule, noun if noun != head else None),
        )
        draft.force, draft.negated = qualified.force, qualified.negated ^ match.pattern.negated
        if draft.force == "agreed" and match.code.id in {"reached", "signed"}:
            draft.force = "scheduled"
        if any(c.lower_ == "no" and c.dep_ == "det" for c in noun.children) and noun.dep_ == "dobj":
            draft.negated = not draft.negated
        if match.code.id == "referred":
            draft.force, draft.negated = "asserted", False
        if time is not None:
            draft.add("date", date_value(time))
        draft.add("title", title)
        draft.add("type", Value(text=noun.text, value=lemma_of(noun), span=passage.span(noun.i, noun.i + 1)))
        draft.add("party", *(m.as_value() for m in parties))
        draft.add("broker", *_brokers(scene, passage, noun))
        if match.code.id in {"signed", "reached"}:
            heads = [head, noun] + ([acl.head] if acl is not None else [])
            draft.add("place", place_of(passage, heads))
        if match.code.id in {"reaffirmed", "amended", "extended", "ended"} and clause is not None:
            by = [m for m in scene.names(passage, clause.subjects) if m.kind != "place" and m.value]
            draft.add("by", *(m.as_value() for m in by))
        draft.add("topic", *find_topics(scene.codebook, passage, noun.subtree))
        scene.drafts.append(draft)
    named = tuple(p.value for p in parties if p.value)
    scene.namer.discourse.note_pair(passage.at(noun), named)
    if len(named) > 1:
        scene.namer.discourse.pacts.append((passage.at(noun), named))
    if clause is not None and match.code.id != "referred":
        scene.use(passage, clause.head)
    if acl is not None:
        scene.use(passage, acl.head)
    scene.use(passage, noun)


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
            clause = scene.clause(passage, above)
            matches = [m for m in scene.matcher.match(clause, "agreement") if m.code.id in _VERB_CODES]
            if matches and _reaches(scene, clause, matches[0], noun):
                return matches[0], clause
            loose = _by_verb_alone(scene, clause)
            if (
                loose is not None
                and noun in {t for h in clause.objects for t in expand(h)}
                and any(t.ent_type_ == "DATE" for t in noun.subtree)
            ):
                return loose, clause
            return _commitment_to(scene, passage, clause, noun), clause
        if (
            above.pos_ in {"NOUN", "PROPN"}
            and lemma_of(above) in scene.codebook.words["agreement"]
            and steps > 2
        ):
            break
    return None, None


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


def _reaches(scene: Scene, clause: Clause, match: Match, noun: "Token") -> bool:
    """Tell whether the noun is what the verb acts on, not a bystander in the sentence."""
    objects = [t for h in clause.objects for t in expand(h)]
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


def _commitment_to(scene: Scene, passage: Passage, clause: Clause, noun: "Token") -> Match | None:
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
    from servanda.codebook import Pattern

    pattern = like.pattern if like is not None else (entry.cues[0] if entry.cues else Pattern())
    return Match(entry, pattern if code != "referred" else Pattern(), code, (0, 0, 0))


def _signing_participle(scene: Scene, noun: "Token") -> Clause | None:
    from servanda.read.clauses import build_clause

    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and lemma_of(child) in _SIGNING:
            return build_clause(child)
    owner = noun.head
    for head in (noun, *([owner.head] if noun.dep_ == "pobj" else [])):
        for below in head.subtree:
            if (
                below.dep_ == "acl"
                and lemma_of(below) in _SIGNING
                and below.head in [noun, *noun.subtree]
                and below.i > noun.i
            ):
                return build_clause(below)
    return None


def _dates_of(passage: Passage, noun: "Token", clause: Clause | None) -> list[Time]:
    """Return the dates of signature that the noun phrase (or the verb that signs) carries."""
    found: list[Time] = []
    if clause is not None:
        found.extend(t for t in loose_times(passage, clause.head) if t.kind == "date")
    for time in passage.times:
        token = head_of_time(passage, time)
        if (
            token is None
            or time in found
            or not has_day(time)
            or time.kind not in {"date", "time"}
            or token.sent.start != noun.sent.start
            or time.relation in {"by", "before", "until", "since", "within"}
        ):
            continue
        path = [token, *climb(token)]
        for above in path:
            if above == noun:
                found.append(time)
                break
            if above.pos_ in {"VERB", "AUX"}:
                inside = (
                    above.dep_ in {"acl", "relcl"}
                    and lemma_of(above) in _SIGNING
                    and noun in list(climb(above))[:6]
                )
                if inside or (clause is not None and above == clause.head):
                    found.append(time)
                break
    return _listed_after(passage, noun, found, clause)


def _listed_after(passage: Passage, noun: "Token", found: list[Time], clause: Clause | None) -> list[Time]:
    """Add dates that continue a list of dates ('signed on A, B, and C'), wherever the parse hung them."""
    group = expand(noun) if noun.dep_ != "conj" else expand(noun.head)
    following = next((passage.at(t) for t in group if t.i > noun.i and t.dep_ == "conj"), None)
    found = sorted(found, key=lambda t: t.core)
    if following is not None:
        found = [t for t in found if t.core[0] < following] or found
    if noun.dep_ == "conj":
        found = [t for t in found if t.core[0] > passage.at(noun)] or found
    elif clause is not None:
        beside = [c.i for c in clause.head.children if c.dep_ == "conj" and c.pos_ == "NOUN" and c.i > noun.i]
        found = [t for t in found if not beside or t.core[0] < passage.at(passage.doc[beside[0]])] or found
    if noun.tag_ not in {"NNS", "NNPS"}:
        found = found[:1]
    if not found:
        return found
    ordered = sorted(passage.times, key=lambda t: t.core)
    result = list(found)
    last = max(found, key=lambda t: t.core)
    for time in ordered:
        if time.core[0] <= last.core[1]:
            continue
        between = passage.text[last.core[1] - passage.offset : time.core[0] - passage.offset]
        if (
            not re.fullmatch(r"\s*,?\s*(?:and\s+)?(?:the\s+|of\s+|on\s+)?", between)
            or not between.strip()
            or time.kind != "date"
        ):
            break
        if time not in result:
            result.append(time)
        last = time
    return sorted(result, key=lambda t: t.core)


def _title_of(passage: Passage, noun: "Token") -> Value | None:
    """Return a proper title ('the Pretoria Agreement', 'Minsk agreements'); a plain 'trilateral statement' is none."""
    doc = passage.doc
    proper = noun.text[:1].isupper() and noun.i != noun.sent.start
    start = noun.i
    for child in reversed(list(noun.lefts)):
        hit = passage.hits.get(child.i)
        plain = hit is not None and hit.entry.kind in {"adjective", "demonym"} and not proper
        if (
            child.dep_ not in {"compound", "amod", "nmod"}
            or not child.text[:1].isupper()
            or plain
            or child.ent_type_ == "DATE"
        ):
            break
        if child.i + 1 < noun.i and doc[child.i + 1].text == "-" and not proper:
            break
        start = child.left_edge.i
    while start < noun.i and not doc[start].text[:1].isupper():
        start += 1
    tail = _tail_title(passage, noun) if proper else None
    if start == noun.i and tail is None:
        return None
    end = tail or noun.i + 1
    if end < len(doc) and doc[end].text in {"I", "II", "III", "IV"}:
        end += 1
    text = passage.words(start, end)
    return Value(text=text, value=text, span=passage.span(start, end))


def _tail_title(passage: Passage, noun: "Token") -> int | None:
    """Return the end of a capitalised tail: 'Agreement on the Resolution of the Conflict in South Sudan'."""
    doc = noun.doc
    end = noun.i + 1
    last = None
    while end < len(doc):
        token = doc[end]
        if token.ent_type_ == "DATE" or token.text in _MONTHS:
            break
        following = doc[end + 1] if end + 1 < len(doc) else None
        if (
            token.lower_ == "in"
            and following is not None
            and following.ent_type_ == "GPE"
            and following.text[:1].isupper()
        ):
            hit = passage.hits.get(end + 1)
            if hit is None or hit.entry.kind in {"capital", "place"}:
                break
        if token.text[:1].isupper() and token.is_alpha:
            last = end + 1
        elif token.lower_ not in {"on", "of", "the", "for", "in", "and", "to", "with", "a"}:
            break
        end += 1
    after = doc[noun.i + 1] if noun.i + 1 < len(doc) else None
    return last if after is not None and after.lower_ in {"on", "of", "for"} else None


def _parties(
    scene: Scene, passage: Passage, noun: "Token", clause: Clause | None, acl: Clause | None, code: str
) -> list[Mention]:
    """Return between whom the agreement is: 'between X and Y', 'of the leaders of X and Y', those who sign it."""
    heads = [h for p, h in find_preps(noun) if p in {"between", "with", "among"}]
    if acl is not None:
        heads += [h for p, h in acl.preps if p in {"between", "with", "among"}] + acl.subjects
    mentions = scene.names(passage, heads)
    for prep, inner in find_preps(noun):
        if prep == "of":
            mentions += [
                m
                for m in scene.names(passage, [inner])
                if m.kind in {"state", "office", "person", "body", "group"}
            ]
    if code in {"signed", "reached", "extended", "reaffirmed", "ended", "amended"} and clause is not None:
        if not mentions:
            mentions = [m for m in scene.names(passage, clause.subjects) if m.kind != "place"]
        mentions += scene.names(passage, clause.has("with", "between"))
    mentions += _adjectives(scene, passage, noun)
    found: list[Mention] = []
    for mention in mentions:
        side = scene.namer.side_of(mention) or (
            mention.value if mention.kind in {"group", "person"} else None
        )
        if side is not None and mention.kind != "place" and all(m.value != side for m in found):
            found.append(Mention(side, "state", mention.text, mention.span, side, inferred=mention.inferred))
    return found if len(found) > 1 or code in {"signed", "ended"} else []


def _adjectives(scene: Scene, passage: Passage, noun: "Token") -> list[Mention]:
    found: list[Mention] = []
    for index in range(noun.left_edge.i, noun.i):
        hit = passage.hits.get(index)
        if hit is not None and hit.start == index and hit.entry.kind == "adjective":
            found.append(
                Mention(
                    hit.entry.value,
                    "state",
                    passage.words(hit.start, hit.end),
                    passage.span(hit.start, hit.end),
                    hit.entry.value,
                )
            )
    return found if len(found) >= 2 else []


def _brokers(scene: Scene, passage: Passage, noun: "Token") -> list[Value]:
    """Return who brokered it: 'Moscow-brokered', 'brokered by the African Union', 'under the auspices of'."""
    found: list[Value] = []
    for child in noun.children:
        if lemma_of(child) in _BROKERING or child.lower_ in {"brokered", "mediated", "sponsored", "backed"}:
            before = child.i - 2 if passage.doc[child.i - 1].text == "-" else child.i - 1
            hits = {
                h.start: h
                for i in (*range(child.left_edge.i, child.i), before)
                if (h := passage.hits.get(i)) is not None
            }
            for hit in hits.values():
                if hit.entry.kind in {"state", "capital", "body", "adjective", "government"}:
                    found.append(
                        Value(
                            text=passage.words(hit.start, hit.end),
                            value=hit.entry.value,
                            span=passage.span(hit.start, hit.end),
                        )
                    )
            for prep in child.children:
                if prep.dep_ == "agent":
                    found.extend(
                        m.as_value()
                        for m in scene.names(passage, [c for c in prep.children if c.dep_ == "pobj"])
                    )
    return found


__all__ = ["read_agreements", "words_of"]
