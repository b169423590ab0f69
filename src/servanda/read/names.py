"""Who is meant: noun phrases into persons, offices, bodies and states, within one document."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.codebook import Codebook
from servanda.model import Span
from servanda.read.clauses import expand, find_preps
from servanda.read.discourse import Discourse, Mention, MentionKind, Post
from servanda.read.passage import Hit, Passage
from servanda.read.phrases import (
    BODY_NOUNS,
    COUNTERPARTS,
    GENERIC_ACTORS,
    GROUP_PRONOUNS,
    LEADERS,
    PERSON_NOUNS,
    PERSON_PRONOUNS,
    REPRESENTATIVES,
    SPEAKER_PRONOUNS,
    THING_PRONOUNS,
    find_hit,
    has_number,
    in_time,
    is_bare_sides,
    is_plural,
    left_edge,
    lemma,
    name_start,
    number_of,
    skip_determiner,
    strip_determiner,
)  # fmt: skip

if TYPE_CHECKING:
    from spacy.tokens import Token

_TITLES = frozenset(
    {"the", "mr", "mrs", "ms", "mr.", "mrs.", "ms.", "dr", "dr.", "gen.", "gen", "'s", "’s", "sheikh", "sir"}
)
_NAMED_DEPS = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "poss",
        "conj",
        "attr",
        "ROOT",
        "agent",
        "dative",
        "appos",
        "compound",
        "npadvmod",
    }
)
_STANDS_FOR_STATE = frozenset(
    {"Government", "Army", "Police", "Delegation", "Negotiating Team", "Armed Forces"}
)
_WORKING = frozenset({"working"})

__all__ = ["Discourse", "Mention", "MentionKind", "Namer", "Post"]


class Namer:
    """Resolves the noun phrases of one document. Survey a passage first, then ask."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.discourse = Discourse()
        self.posts: list[Post] = []
        self.unresolved: list[tuple[str, Span]] = []
        self.voice: Callable[[Passage, Token], Mention | None] = lambda _passage, _token: None
        self._seen: dict[tuple[int, int], list[Mention]] = {}

    # -- the door ---------------------------------------------------------------------------

    def survey(self, passage: Passage) -> None:
        """Resolve every noun phrase of a passage in text order, so that later references find earlier names."""
        for token in passage.doc:
            if (
                token.pos_ not in {"PROPN", "NOUN"}
                or token.dep_ not in _NAMED_DEPS
                or token.dep_ == "compound"
            ):
                continue
            mentions = self._one(passage, token)
            if token.dep_ != "conj" and mentions:
                together = [m for single in expand(token) for m in self._one(passage, single)]
                if len(together) > 1:
                    self.note_together(together)

    def note_together(self, mentions: list[Mention]) -> None:
        """Remember that these were named together: as sides, and as persons where they are."""
        sides = [s for m in mentions if (s := self.side_of(m)) is not None and m.kind != "place"]
        self.discourse.note_pair(mentions[0].span[0], sides)
        people = [m.value for m in mentions if m.kind in {"person", "office"} and m.value]
        if len(people) == len(mentions) and len(set(people)) > 1:
            self.discourse.people.append((mentions[0].span[0], tuple(dict.fromkeys(people))))

    def read(self, passage: Passage, heads: "Iterable[Token]", *, coordinate: bool = True) -> list[Mention]:
        """Return what the noun phrases with these heads name, coordinated ones too, each once."""
        found: list[Mention] = []
        for head in heads:
            singles = [*expand(head), *_loose_conjuncts(head)] if coordinate else [head]
            for single in singles:
                for mention in self._one(passage, single):
                    if all(m.value != mention.value or mention.value is None for m in found):
                        found.append(mention)
        return found

    def side_of(self, mention: Mention) -> str | None:
        """Return the state, organisation or group that a mention acts for."""
        if mention.kind in {"state", "body", "group"}:
            return mention.value
        if mention.state is not None:
            return mention.state
        if mention.kind == "person" and mention.value is not None:
            return self.discourse.posts.get(mention.value, (None, None, None))[1]
        return None

    # -- one noun phrase -------------------------------------------------------------------

    def _one(self, passage: Passage, head: "Token") -> list[Mention]:
        key = (passage.offset, head.i)
        if key not in self._seen:
            self._seen[key] = []
            self._seen[key] = self._resolve(passage, head)
            top = head.head if head.dep_ == "conj" else head
            subject = top.dep_ in {"nsubj", "nsubjpass"} and top.head.dep_ in {"ROOT", "conj", "parataxis"}
            if lemma(head) in {"government", "army", "military"}:
                self.discourse.governments += [
                    (m.span[0], m.value) for m in self._seen[key] if m.value and not m.inferred
                ]
            for mention in self._seen[key]:
                side = self.side_of(mention)
                facts = self.codebook.describe(side) if side is not None else None
                is_state = facts is not None and facts.kind == "state"
                self.discourse.note(mention, side, subject=subject, is_state=is_state)
        return self._seen[key]

    def _resolve(self, passage: Passage, head: "Token") -> list[Mention]:
        """Return the mentions of one head; the order of questions is the order of certainty."""
        if (
            head.pos_ == "PRON"
            or head.lower_ in PERSON_PRONOUNS | GROUP_PRONOUNS | THING_PRONOUNS | SPEAKER_PRONOUNS
        ):
            return self._pronoun(passage, head)
        if in_time(passage, head) or (
            head.ent_type_ in {"DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "ORDINAL"}
            and head.lower_ not in {"two", "three"}
        ):
            return []
        left = left_edge(head)
        if head.lower_ in {"two", "three"} and head.pos_ == "NUM" and not list(head.rights):
            return self._both(passage, head, left)
        if lemma(head) in COUNTERPARTS:
            return self._counterpart(passage, head, left)
        hit = passage.hits.get(head.i)
        if (
            hit is not None
            and hit.entry.kind == "office"
            and hit.end - 1 != head.i
            and not _heads(passage, hit, head)
        ):
            hit = None
        if is_bare_sides(head) and (hit is None or hit.entry.kind in {"office", "ministry"}):
            return self._sides(passage, head, left)
        named = self._named(passage, head, left, hit)
        if named:
            return named
        word = lemma(head)
        if word in REPRESENTATIVES or word in LEADERS:
            represented = self._represented(passage, head, left)
            if represented:
                return represented
        if (
            word in PERSON_NOUNS
            and not is_plural(head)
            and any(c.lower_ in {"the", "this"} for c in head.children)
        ):
            known = self.discourse.person_before(passage.at(head))
            if known is not None and known.kind == "person":
                text, span = passage.words(left, head.i + 1), passage.span(left, head.i + 1)
                return [
                    Mention(
                        known.value,
                        "person",
                        text,
                        span,
                        known.state,
                        known.office,
                        known.level,
                        f"'{text}': the person in focus",
                    )
                ]
        if word in BODY_NOUNS and head.pos_ == "NOUN":
            body = self._known_body(passage, head, left)
            if body:
                return body
        if word in self.codebook.words["agreement"] and word not in {"front", "text"}:
            return []
        if head.pos_ == "PROPN":
            return self._unknown(passage, head, left)
        if word in GENERIC_ACTORS:
            return self._generic(passage, head, left)
        return []

    def _named(self, passage: Passage, head: "Token", left: int, hit: Hit | None) -> list[Mention]:
        """Return what a lexicon hit on the head, or an office before a personal name, says."""
        office = find_hit(passage, left, head.i + 1, "office")
        if office is not None and office.end <= head.i and head.pos_ == "PROPN" and hit is not office:
            return self._titled(passage, head, left, office)
        if hit is None:
            if head.ent_type_ == "PERSON" or (head.pos_ == "PROPN" and head.text in self.discourse.names):
                return self._person(passage, name_start(passage, head, left), head.i + 1, left, None)
            return []
        kind = hit.entry.kind
        start = min(left, hit.start)
        if kind == "office":
            return self._office(passage, head, start, hit)
        if kind == "ministry" and head.pos_ == "PROPN" and self._is_own_name(passage, left, hit):
            return self._unknown(passage, head, left)
        if kind == "ministry":
            return self._ministry(passage, head, start, hit)
        if kind in {"state", "capital", "government"} and _is_location(head):
            mention = self._simple(passage, hit, "place", None)
            return [replace(mention, value=mention.text) if kind == "capital" else mention]
        if kind in {"state", "capital", "government"}:
            if (
                head.ent_type_ == "PERSON"
                and left < hit.start
                and find_hit(passage, left, hit.start, "adjective") is None
            ):
                return self._person(passage, name_start(passage, head, left), head.i + 1, left, None)
            return [self._simple(passage, hit, "state", hit.entry.value)]
        if kind in {"demonym", "adjective"}:
            return [self._simple(passage, hit, "state", hit.entry.value)]
        if kind == "body":
            return [self._simple(passage, hit, "body", hit.entry.value)]
        acting = head.dep_ == "nsubj" or (head.dep_ == "conj" and head.head.dep_ == "nsubj")
        if acting and hit.entry.precision in {"region", "admin1", None}:
            return [self._simple(passage, hit, "group", hit.entry.value)]
        return [self._simple(passage, hit, "place", None)]

    def _is_own_name(self, passage: Passage, left: int, hit: Hit) -> bool:
        """Tell whether a capitalised body carries words that no list knows ('Regional Indigenous Council')."""
        doc = passage.doc
        return any(
            doc[i].text[:1].isupper()
            and passage.hits.get(i) is None
            and doc[i].pos_ in {"PROPN", "ADJ"}
            and not doc[i].is_sent_start
            for i in range(left, hit.start)
        )

    def _titled(self, passage: Passage, head: "Token", left: int, office: Hit) -> list[Mention]:
        """Return the person of 'Armenian Prime Minister Nikol Pashinyan'."""
        start = office.end
        doc = passage.doc
        while start < head.i and (
            doc[start].lower_ in {"of", "the", ",", "for"} or self._is_state_at(passage, start)
        ):
            start += 1
        owned = passage.hits.get(start)
        while owned is not None and owned.entry.kind in {"state", "capital"} and owned.end <= head.i:
            start = owned.end
            owned = passage.hits.get(start)
        return self._person(passage, start, head.i + 1, left, office)

    def _is_state_at(self, passage: Passage, index: int) -> bool:
        hit = passage.hits.get(index)
        return hit is not None and hit.entry.kind in {"state", "capital", "body"}

    def _simple(self, passage: Passage, hit: Hit, kind: MentionKind, state: str | None) -> Mention:
        text, span = passage.words(hit.start, hit.end), passage.span(hit.start, hit.end)
        return Mention(
            hit.entry.value, kind, text, span, state, sided=hit.entry.kind in {"adjective", "demonym"}
        )

    # -- persons and offices ---------------------------------------------------------------

    def _person(self, passage: Passage, start: int, end: int, left: int, office: Hit | None) -> list[Mention]:
        """Return a person; with an office before the name, note who holds it."""
        doc = passage.doc
        while start < end - 1 and (doc[start].is_punct or doc[start].lower_ in _TITLES):
            start += 1
        while (
            end + 1 < len(doc)
            and doc[end].text == "-"
            and not doc[end].whitespace_
            and not doc[end - 1].whitespace_
        ):
            end += 2
        full = self.discourse.full_name(passage.words(start, end))
        known = self.discourse.posts.get(full, (None, None, None))
        if office is None:
            span = passage.span(start, end)
            mention = Mention(full, "person", passage.words(start, end), span, known[1], known[0], known[2])
            post = self._apposed_office(passage, doc[end - 1], mention)
            self.discourse.learn_name(full)
            if post is not None:
                return [Mention(full, "person", mention.text, span, post[1], post[0], post[2])]
            return [mention]
        owners = self._owners(passage, doc[office.end - 1], left, office.start)
        if not owners:
            owners = [
                h.entry.value
                for i in range(office.end, start)
                if (h := passage.hits.get(i)) is not None and h.start == i
            ]
        state = owners[0] if owners else self._institution(passage, office) or known[1]
        if state is None and office.entry.level in {"highest", "high"}:
            state = self.discourse.only_state(passage.at(doc[start]))
        text_start = skip_determiner(doc, left)
        mention = Mention(
            full, "person", passage.words(text_start, end), passage.span(text_start, end), state,
            office.entry.value, office.entry.level,
        )  # fmt: skip
        self._note_post(passage, mention, office, state)
        self.discourse.learn_name(full)
        return [mention]

    def _apposed_office(
        self, passage: Passage, head: "Token", mention: Mention
    ) -> tuple[str, str | None, str | None] | None:
        """Note 'X, the foreign minister of Y' and 'X, who leads Y' for a person X."""
        for child in head.children:
            if child.dep_ == "appos":
                hit = passage.hits.get(child.i)
                if hit is not None and hit.entry.kind == "office":
                    owners = self._owners(passage, child, left_edge(child), hit.start)
                    of = owners[0] if owners else None
                    self._note_post(passage, mention, hit, of)
                    return (hit.entry.value, of, hit.entry.level)
            if child.dep_ == "relcl" and lemma(child) in {
                "lead",
                "head",
                "represent",
                "chair",
                "speak",
                "command",
            }:
                inner = [c for c in child.children if c.dep_ == "dobj"] + [
                    h for p, h in find_preps(child) if p == "for"
                ]
                for side in (
                    m
                    for noun in inner
                    for m in self._one(passage, noun)
                    if m.kind in {"state", "body", "group"}
                ):
                    self.discourse.posts.setdefault(mention.value or "", (None, side.value, None))
                    return ("Leader", side.value, None)
        return None

    def _note_post(self, passage: Passage, person: Mention, office: Hit, of: str | None) -> None:
        entry = office.entry
        if person.value is None:
            return
        self.discourse.posts[person.value] = (entry.value, of, entry.level)
        text, span = passage.words(office.start, office.end), passage.span(office.start, office.end)
        self.posts.append(Post(person, entry.value, of, entry.level, text, span, passage, office.start))

    def _office(self, passage: Passage, head: "Token", left: int, hit: Hit) -> list[Mention]:
        """Return an office: its apposed holders where named, one office per state, or a back-reference."""
        entry = hit.entry
        if entry.whole:
            whole = self._apposed_persons(passage, head)
            owner = entry.value.rpartition(" of ")[2] or None
            if len(whole) == 1:
                return [self._named_holder(passage, whole[0], hit, owner)]
            return [self._simple(passage, hit, "office", owner)]
        owners = self._owners(passage, head, left, hit.start)
        after = self._person_after_state(passage, hit)
        if after is not None:
            return [self._named_holder(passage, after[0], hit, after[1])]
        persons = self._apposed_persons(passage, head) or (
            self._listed_persons(passage, head) if len(owners) > 1 else []
        )
        if persons and len(persons) == max(1, len(owners)):
            return [
                self._named_holder(passage, person, hit, owners[n] if owners else None)
                for n, person in enumerate(persons)
            ]
        if entry.level in _WORKING or (
            entry.level == "senior" and is_plural(head) and entry.value.split()[0] != "Deputy"
        ):
            represented = self._represented(passage, head, left)
            if represented:
                return represented
        end = self._right_edge(head, hit)
        text, span = passage.words(left, end), passage.span(left, end)
        if (
            not owners
            and is_plural(head)
            and not (has_number(head) or any(c.dep_ == "det" for c in head.children))
        ):
            return []
        if not owners and (is_plural(head) or has_number(head)):
            return self._offices_of_sides(passage, head, entry.value, entry.level, text, span)
        if not owners:
            return self._back_to_office(entry.value, entry.level, text, span)
        found: list[Mention] = []
        for owner in owners:
            holder = self.discourse.holder(entry.value, owner)
            if holder is not None:
                held, of, level = self.discourse.posts[holder]
                found.append(
                    Mention(holder, "person", text, span, of, held, level, f"named as {held} of {of}")
                )
            else:
                found.append(self._office_of(entry.value, owner, entry.level, text, span, None))
        return found

    def _named_holder(self, passage: Passage, person: Mention, hit: Hit, state: str | None) -> Mention:
        full = self.discourse.full_name(person.text)
        named = Mention(full, "person", person.text, person.span, state, hit.entry.value, hit.entry.level)
        self._note_post(passage, named, hit, state)
        self.discourse.learn_name(full)
        return named

    def _offices_of_sides(
        self, passage: Passage, head: "Token", office: str, level: str | None, text: str, span: Span
    ) -> list[Mention]:
        """Return the offices of 'the ministers', 'the two presidents': the persons last named in them, else the sides'."""
        persons = [
            m for m in self.discourse.persons_before(span[0]) if m.office == office and m.kind == "person"
        ]
        distinct = list(dict.fromkeys(m.value for m in persons if m.value))[: number_of(head)]
        if len(distinct) >= 2:
            found = []
            for value in reversed(distinct):
                held, of, rank = self.discourse.posts.get(value, (office, None, level))
                found.append(Mention(value, "person", text, span, of, held, rank, f"last named {office}"))
            return found
        sides = self.discourse.sides_before(span[0], number_of(head))
        reason = f"the sides last named together: {', '.join(sides)}"
        return [self._office_of(office, side, level, text, span, reason) for side in sides]

    def _office_of(
        self, office: str, owner: str, level: str | None, text: str, span: Span, inferred: str | None
    ) -> Mention:
        return Mention(f"{office} of {owner}", "office", text, span, owner, office, level, inferred)

    def _back_to_office(self, office: str, level: str | None, text: str, span: Span) -> list[Mention]:
        """Return who 'the minister' is: the last person of that office, or of a like one."""
        for known in self.discourse.persons_before(span[0]):
            if known.office is not None and (known.office == office or office in known.office.split()):
                reason = f"last named {known.office}"
                return [
                    Mention(
                        known.value, known.kind, text, span, known.state, known.office, known.level, reason
                    )
                ]
        side = self.discourse.side_before(span[0], states=True)
        if side is not None and level in {"highest", "high"} and office not in {"Leader", "Minister"}:
            return [self._office_of(office, side, level, text, span, "the state last named")]
        return []

    def _apposed_persons(self, passage: Passage, head: "Token") -> list[Mention]:
        """Return the personal names set beside an office or 'counterpart', in text order."""
        found: list[Mention] = []
        deep = [
            t
            for t in head.subtree
            if t.dep_ == "appos" and t.ent_type_ == "PERSON" and t.head != head and t.head.pos_ == "PROPN"
        ]
        children = [c for c in head.children if c.dep_ == "appos"]
        for child in children or (deep if passage.hits.get(head.i) is not None else []):
            if child.pos_ == "PROPN" and child.i > head.i:
                for name in expand(child):
                    if passage.hits.get(name.i) is None or name.ent_type_ == "PERSON":
                        start = name_start(passage, name, left_edge(name))
                        found.append(
                            Mention(
                                None,
                                "person",
                                passage.words(start, name.i + 1),
                                passage.span(start, name.i + 1),
                            )
                        )
        return found

    def _person_after_state(self, passage: Passage, hit: Hit) -> tuple[Mention, str] | None:
        """Return (person, state) of 'President of Serbia Aleksandar Vučić', where the parse took the name into 'of …'."""
        doc = passage.doc
        index = hit.end
        while index < len(doc) and doc[index].lower_ in {"of", "the"}:
            index += 1
        owner = passage.hits.get(index)
        if index == hit.end or owner is None or owner.entry.kind not in {"state", "body"}:
            return None
        start = owner.end
        end = start
        while (
            end < len(doc)
            and doc[end].pos_ == "PROPN"
            and passage.hits.get(end) is None
            and not in_time(passage, doc[end])
        ):
            end += 1
        if end == start:
            return None
        return Mention(None, "person", passage.words(start, end), passage.span(start, end)), owner.entry.value

    def _listed_persons(self, passage: Passage, head: "Token") -> list[Mention]:
        """Return the names that follow 'the ministers of A and B,' where the parse took them for further conjuncts."""
        found: list[Mention] = []
        for name in expand(head)[1:]:
            if name.pos_ == "PROPN" and passage.hits.get(name.i) is None:
                start = name_start(passage, name, left_edge(name))
                found.append(
                    Mention(None, "person", passage.words(start, name.i + 1), passage.span(start, name.i + 1))
                )
        return found

    def _counterpart(self, passage: Passage, head: "Token", left: int) -> list[Mention]:
        """Return 'his Armenian counterpart, X': the office of the person in focus, of the state named."""
        owners = self._owners(passage, head, left, head.i)
        text, span = passage.words(left, head.i + 1), passage.span(left, head.i + 1)
        model = next(
            (
                p
                for p in self.discourse.persons_before(span[0])
                if p.office is not None and p.state not in owners
            ),
            None,
        )
        persons = self._apposed_persons(passage, head) or self._trailing_persons(passage, head)
        office, level = (model.office, model.level) if model else (None, None)
        reason = f"the same office as {model.value}" if model else None
        if persons:
            return [
                self._counterpart_named(
                    passage, p, owners[n] if n < len(owners) else None, office, level, text, span, head
                )
                for n, p in enumerate(persons)
            ]
        if office is None:
            self.unresolved.append((text, span))
            return [
                Mention(s, "state", text, span, s, inferred="whose counterpart is not said") for s in owners
            ]
        return [self._office_of(office, owner, level, text, span, reason) for owner in owners]

    def _counterpart_named(
        self, passage: Passage, person: Mention, state: str | None, office: str | None, level: str | None,
        text: str, span: Span, head: "Token",
    ) -> Mention:  # fmt: skip
        full = self.discourse.full_name(person.text)
        known = self.discourse.posts.get(full)
        if known is not None and state is None:
            office, state, level = known
        self.discourse.posts[full] = (office, state, level)
        named = Mention(full, "person", person.text, person.span, state, office, level)
        if office is not None:
            self.posts.append(Post(named, office, state, level, text, span, passage, head.i))
        self.discourse.learn_name(full)
        return named

    def _trailing_persons(self, passage: Passage, head: "Token") -> list[Mention]:
        """Return the name right after 'counterpart' where the parse made the title a modifier of the name."""
        doc = passage.doc
        position = head.i + 1
        if position < len(doc) and doc[position].text == ",":
            position += 1
        end = position
        while (
            end < len(doc)
            and doc[end].pos_ == "PROPN"
            and passage.hits.get(end) is None
            and not in_time(passage, doc[end])
        ):
            end += 1
        if end - position >= 1:
            return [Mention(None, "person", passage.words(position, end), passage.span(position, end))]
        return []

    # -- bodies ------------------------------------------------------------------------------

    def _ministry(self, passage: Passage, head: "Token", left: int, hit: Hit) -> list[Mention]:
        """Return a ministry or other body of a state, or the one last spoken of."""
        text, span = passage.words(left, head.i + 1), passage.span(left, head.i + 1)
        if hit.entry.whole:
            return [Mention(hit.entry.value, "ministry", text, span, hit.entry.value.rpartition(" of ")[2])]
        stands = hit.entry.value in _STANDS_FOR_STATE
        if stands:
            represented = self._represented(passage, head, left)
            if represented:
                return represented
            side = self.discourse.state_in_focus(span[0])
            return (
                [Mention(side, "state", text, span, side, inferred="the state in focus", sided=True)]
                if side
                else []
            )
        owners = self._owners(passage, head, left, hit.start)
        if owners and hit.entry.value == "Presidency":
            return [self._office_of("President", o, "highest", text, span, None) for o in owners]
        if owners:
            return [Mention(f"{hit.entry.value} of {o}", "ministry", text, span, o) for o in owners]
        return self._known_body(passage, head, left, hit.entry.value)

    def _known_body(
        self, passage: Passage, head: "Token", left: int, body: str | None = None
    ) -> list[Mention]:
        """Return the body last named that 'the ministry', 'the mission', 'her office' can mean."""
        text, span = passage.words(left, head.i + 1), passage.span(left, head.i + 1)
        noun = lemma(head)
        owner = next((c for c in head.children if c.dep_ == "poss"), None)
        if noun == "office":
            return self._office_body(passage, head, owner, text, span)
        if body is None and noun in {"group", "movement", "organisation", "organization", "militia", "front"}:
            for known in self.discourse.bodies_before(span[0]):
                facts = self.codebook.describe(known.value) if known.value else None
                if (
                    known.value
                    and (facts is None or facts.kind in {"armed-group", "ngo"})
                    and known.kind != "ministry"
                ):
                    return [
                        Mention(
                            known.value,
                            known.kind,
                            text,
                            span,
                            known.state,
                            inferred=f"the {noun} last named",
                        )
                    ]
        for known in self.discourse.bodies_before(span[0]):
            if known.value is not None and (
                (body is not None and known.value.startswith(body))
                or (body is None and noun in known.value.lower())
            ):
                return [
                    Mention(
                        known.value, known.kind, text, span, known.state, inferred=f"the {noun} last named"
                    )
                ]
        if body is not None:
            side = self.discourse.side_before(span[0], states=True)
            if side is not None:
                return [
                    Mention(
                        f"{body} of {side}", "ministry", text, span, side, inferred="the state last named"
                    )
                ]
        return []

    def _office_body(
        self, passage: Passage, head: "Token", owner: "Token | None", text: str, span: Span
    ) -> list[Mention]:
        """Return whose office 'her office', 'the office of the president' is."""
        holders = [owner] if owner is not None else [h for p, h in find_preps(head) if p == "of"]
        persons = [m for holder in holders for m in self._one(passage, holder)]
        if not persons:
            return []
        person = persons[0]
        if person.kind == "office":
            return [Mention(person.value, "office", text, span, person.state, person.office, person.level)]
        if person.office and person.state:
            entry = self.codebook.lists.offices.get(person.office)
            body = entry.body if entry is not None and entry.body else None
            if body in {"Government", "Presidency", "Prime Minister's Office", "Parliament"}:
                body = None
            value = f"{body} of {person.state}" if body else f"{person.office} of {person.state}"
            return [
                Mention(value, "ministry", text, span, person.state, inferred=f"the office of {person.value}")
            ]
        return [
            Mention(
                person.value, person.kind, text, span, person.state, inferred=f"the office of {person.value}"
            )
        ]

    def _represented(self, passage: Passage, head: "Token", left: int) -> list[Mention]:
        """Return whom 'the Armenian side', 'Russian peacekeepers', 'officials of both sides' stand for."""
        text, span = passage.words(left, head.i + 1), passage.span(left, head.i + 1)
        if lemma(head) in LEADERS:
            return [
                self._office_of("Leader", owner, "highest", text, span, None)
                for owner, _ in self._owner_hits(passage, head, left, head.i)
            ]
        hit = passage.hits.get(head.i)
        until = hit.start if hit is not None else head.i
        if any(
            c.dep_ == "compound" and c.lower_ in {"government", "army", "regime", "state"}
            for c in head.children
        ):
            side = self.discourse.state_in_focus(span[0])
            if side is not None:
                return [Mention(side, "state", text, span, side, inferred="the state in focus", sided=True)]
        return [
            Mention(
                owner, kind, text, span, owner, sided=True, level=hit.entry.level if hit is not None else None
            )
            for owner, kind in self._owner_hits(passage, head, left, until)
        ]

    def _sides(self, passage: Passage, head: "Token", left: int) -> list[Mention]:
        """Return the sides last named together: 'both countries', 'the two leaders', 'the two men'."""
        text, span = passage.words(left, head.i + 1), passage.span(left, head.i + 1)
        word = lemma(head)
        hit = passage.hits.get(head.i)
        if word in {"man", "woman", "leader", "president", "minister", "official", "negotiator"}:
            persons = [
                m.value for m in self.discourse.persons_before(span[0]) if m.kind == "person" and m.value
            ]
            distinct = list(dict.fromkeys(persons))[: number_of(head)]
            recent = [m for m in self.discourse.persons_before(span[0]) if m.value in distinct]
            if len(distinct) == number_of(head) and recent and span[0] - recent[0].span[0] < 700:
                return [self._person_again(value, text, span) for value in reversed(distinct)]
        sides = self.discourse.parties_before(span[0]) if word in {"party", "signatory"} else ()
        sides = sides or self.discourse.sides_before(
            span[0], number_of(head), states=word in {"country", "state", "nation", "capital"}
        )
        if not sides:
            self.unresolved.append((text, span))
            return []
        reason = f"the sides last named together: {', '.join(sides)}"
        office = (
            hit.entry.value
            if hit is not None and hit.entry.kind == "office"
            else "Leader"
            if word == "leader"
            else None
        )
        if office is not None and word not in {"official", "negotiator"}:
            level = hit.entry.level if hit is not None else "highest"
            return [self._office_of(office, side, level, text, span, reason) for side in sides]
        if word == "ministry":
            bodies = [m for m in self.discourse.bodies_before(span[0]) if m.kind == "ministry" and m.value]
            values = list(dict.fromkeys(m.value for m in bodies))[: number_of(head)]
            return [
                Mention(v, "ministry", text, span, v.rpartition(" of ")[2], inferred="last named")
                for v in reversed(values)
                if v
            ]
        return [self._side_again(side, text, span, reason) for side in sides]

    def _both(self, passage: Passage, head: "Token", left: int) -> list[Mention]:
        """Return whom 'the two' are: the persons, else the sides, last named together."""
        text, span = passage.words(left, head.i + 1), passage.span(left, head.i + 1)
        people = self.discourse.people_before(span[0])
        if people:
            return [self._person_again(value, text, span) for value in people]
        sides = self.discourse.sides_before(span[0], 3 if head.lower_ == "three" else 2)
        return [self._side_again(side, text, span, f"'{text}': the sides last named") for side in sides]

    def _person_again(self, value: str, text: str, span: Span) -> Mention:
        office, of, level = self.discourse.posts.get(value, (None, None, None))
        return Mention(value, "person", text, span, of, office, level, f"'{text}': persons last named")

    def _side_again(self, side: str, text: str, span: Span, reason: str | None) -> Mention:
        facts = self.codebook.describe(side)
        kind: MentionKind = "group" if facts is None else "state" if facts.kind == "state" else "body"
        return Mention(side, kind, text, span, side, inferred=reason)

    def _generic(self, passage: Passage, head: "Token", left: int) -> list[Mention]:
        text, span = passage.words(left, head.i + 1), passage.span(left, head.i + 1)
        return [Mention(strip_determiner(text).lower(), "generic", text, span)]

    def _unknown(self, passage: Passage, head: "Token", left: int) -> list[Mention]:
        """Return a proper name that no list has: a group, body, person or place of the text's own."""
        doc = passage.doc
        start: int = head.i
        while start > left and (
            doc[start - 1].pos_ == "PROPN"
            or doc[start - 1].text == "-"
            or (doc[start - 1].is_title and not doc[start - 1].is_sent_start)
        ):
            start -= 1
        while start < head.i and (
            doc[start].text in {"-", "'s", "’s"} or doc[start].lower_ in {"the", "a", "an"}
        ):
            start += 1
        end = head.i + 1
        while end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].pos_ == "PROPN":
            end += 2
        if (
            end + 1 < len(doc)
            and doc[end].lower_ == "of"
            and doc[end + 1].pos_ == "PROPN"
            and passage.hits.get(end + 1) is None
        ):
            end = int(doc[end].right_edge.i) + 1
        text, span = passage.words(start, end), passage.span(start, end)
        if end - start == 1:
            for known in self.discourse.bodies_before(span[0]):
                if known.value and known.value.endswith(f" {text}"):
                    return [
                        Mention(
                            known.value, known.kind, text, span, known.state, inferred="the body last named"
                        )
                    ]
        acting = head.dep_ == "nsubj" or (head.dep_ == "conj" and head.head.dep_ == "nsubj")
        if head.ent_type_ in {"GPE", "LOC", "FAC"} and not acting:
            return [Mention(text, "place", text, span)]
        return [Mention(text, "group", text, span)]

    # -- references ------------------------------------------------------------------------

    def _pronoun(self, passage: Passage, head: "Token") -> list[Mention]:
        text, span = head.text, passage.span(head.i, head.i + 1)
        word = head.lower_
        if word in SPEAKER_PRONOUNS:
            voice = self.voice(passage, head)
            if voice is None:
                return []
            return [
                Mention(
                    voice.value,
                    voice.kind,
                    text,
                    span,
                    voice.state,
                    voice.office,
                    voice.level,
                    f"'{text}': the one quoted",
                )
            ]
        if word in PERSON_PRONOUNS:
            known = self.discourse.person_before(span[0])
            if known is None:
                return []
            reason = f"'{text}': the person in focus"
            return [
                Mention(known.value, known.kind, text, span, known.state, known.office, known.level, reason)
            ]
        if word in GROUP_PRONOUNS:
            persons = self.discourse.people_before(span[0])
            if persons:
                return [self._person_again(value, text, span) for value in persons]
            sides = self.discourse.sides_before(span[0])
            return [self._side_again(side, text, span, f"'{text}': the sides last named") for side in sides]
        if word in THING_PRONOUNS:
            side = self.discourse.side_in_focus(span[0])
            return [self._side_again(side, text, span, f"'{text}': last named")] if side is not None else []
        return []

    def _owners(self, passage: Passage, head: "Token", left: int, until: int) -> list[str]:
        return [owner for owner, _ in self._owner_hits(passage, head, left, until)]

    def _owner_hits(
        self, passage: Passage, head: "Token", left: int, until: int
    ) -> list[tuple[str, MentionKind]]:
        """Return the states and bodies that own a noun: before it, in 'of …', or by 'its', 'the two countries''."""
        found: list[tuple[str, MentionKind]] = []

        def add(value: str | None, kind: MentionKind) -> None:
            if value is not None and value not in [v for v, _ in found]:
                found.append((value, kind))

        for index in range(left, until):
            hit = passage.hits.get(index)
            if hit is None or hit.start != index:
                continue
            entry = hit.entry
            region = entry.kind == "place" and entry.precision in {"region", "admin1"}
            if region and lemma(head) in REPRESENTATIVES:
                add(entry.value, "group")
            elif entry.kind not in {"office", "ministry", "place"}:
                add(entry.value, "body" if entry.kind == "body" else "state")
        hit = passage.hits.get(head.i)
        within = range(hit.start, hit.end) if hit is not None else range(head.i, head.i + 1)
        preps = [row for i in within for row in find_preps(passage.doc[i]) if row[1].i not in within]
        for prep, inner in preps:
            if prep in {"of", "for", "from"} and not found:
                several = is_plural(head) or has_number(head)
                for noun in expand(inner) if several else [inner]:
                    for mention in self._one(passage, noun):
                        if mention.kind in {"state", "body", "group", "ministry"}:
                            side = self.side_of(mention)
                            add(side, "state" if mention.kind == "ministry" else mention.kind)
        for child in head.children:
            if child.dep_ == "poss" and not found:
                for noun in expand(child):
                    for mention in self._one(passage, noun):
                        add(self.side_of(mention), "state")
        return found

    def _institution(self, passage: Passage, office: Hit) -> str | None:
        """Return the body of 'Secretary-General of the United Nations' around a title before a name."""
        for prep, inner in find_preps(passage.doc[office.end - 1]):
            if prep in {"of", "for"}:
                for mention in self._one(passage, inner):
                    if mention.kind in {"state", "body"}:
                        return mention.value
        return None

    def _right_edge(self, head: "Token", hit: Hit) -> int:
        """Return the end of an office phrase with its 'of X' part."""
        for child in head.doc[hit.end - 1].children:
            if child.dep_ == "prep" and child.lower_ == "of" and child.i == hit.end:
                return int(child.right_edge.i) + 1
        return hit.end


def _heads(passage: Passage, hit: Hit, head: "Token") -> bool:
    """Tell whether all words of a hit hang on `head`: 'Minister of Foreign Affairs' on 'Minister'."""
    return all(
        passage.doc[i] == head or head in list(passage.doc[i].ancestors) for i in range(hit.start, hit.end)
    )


_LOCATION_PREPS = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "throughout"})


def _is_location(head: "Token") -> bool:
    """Tell whether a name stands as a place: 'in Brussels', 'near Juba', 'in Ohrid, North Macedonia'."""
    if head.dep_ == "appos" and head.head.dep_ == "pobj":
        return _is_location(head.head)
    return head.dep_ == "pobj" and head.head.lower_ in _LOCATION_PREPS


def _loose_conjuncts(head: "Token") -> "list[Token]":
    """Return the names after 'the government of X, Y and Z' that belong beside the government, not below it."""
    if is_plural(head) or has_number(head) or head.pos_ not in {"NOUN", "PROPN"}:
        return []
    return [noun for prep, inner in find_preps(head) if prep == "of" for noun in expand(inner)[1:]]
