"""Who is meant: noun phrases into persons, offices, bodies and states, within one document."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from servanda.codebook import Codebook
from servanda.model import Span, Value
from servanda.read.clauses import expand, find_preps
from servanda.read.passage import Hit, Passage

if TYPE_CHECKING:
    from spacy.tokens import Token

MentionKind = Literal["state", "person", "office", "ministry", "body", "group", "generic", "place"]

_PRONOUNS_PERSON = frozenset({"he", "she", "him", "her", "himself", "herself"})
_PRONOUNS_GROUP = frozenset({"they", "them", "both", "themselves"})
_PRONOUNS_THING = frozenset({"it", "itself"})
_SIDES = frozenset(
    "side party country state nation neighbour neighbor government delegation foe rival capital adversary belligerent "
    "signatory republic ex-foe counterpart leader minister official negotiator".split()
)
_PLAIN_SIDES = frozenset(
    "side party country state nation neighbour neighbor foe rival capital adversary belligerent signatory republic".split()
)
_COUNTERPARTS = frozenset({"counterpart", "colleague", "opposite"})
_REPRESENTATIVES = frozenset(
    "side government authority force troop soldier army military official delegation representative negotiator team "
    "police leadership diplomat administration regime unit serviceman peacekeeper guard fighter ally aircraft drone "
    "airforce navy artillery warplane jet diplomacy cabinet mediator envoy border-guard gunman rebel militia separatist "
    "insurgent militant lawmaker command commander".split()
)
_BODY_NOUNS = frozenset("ministry office department presidency parliament commission council agency mission embassy secretariat bureau committee service court".split())
_GENERIC_ACTORS = frozenset(
    "rebel gunman militant insurgent protester demonstrator separatist fighter guerrilla police army "
    "soldier militia opposition civilian monitor observer mediator peacekeeper activist student worker "
    "farmer resident villager lawmaker guarantor".split()
)
_LEADERS = frozenset({"leader", "head"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing that a noun phrase names. state: the canonical state or body that it belongs to."""

    value: str | None
    kind: MentionKind
    text: str
    span: Span
    state: str | None = None
    office: str | None = None
    level: str | None = None
    inferred: str | None = None
    sided: bool = False

    def as_value(self) -> Value:
        """Return the mention as a claim's value."""
        return Value(text=self.text, value=self.value, span=self.span, inferred=self.inferred)


@dataclass(frozen=True, slots=True)
class Post:
    """Who holds what office, as the words put them side by side."""

    person: Mention
    office: str
    of: str | None
    level: str | None
    office_text: str
    office_span: Span
    passage: Passage
    token: int


@dataclass(slots=True)
class Discourse:
    """What a document has spoken of so far; answers 'he', 'the ministry', 'the two sides'."""

    persons: list[Mention] = field(default_factory=list)
    bodies: list[Mention] = field(default_factory=list)
    things: list[Mention] = field(default_factory=list)
    sides: list[str] = field(default_factory=list)
    surnames: dict[str, str] = field(default_factory=dict)
    states: dict[str, tuple[str | None, str | None, str | None]] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)

    def note(self, mention: Mention) -> None:
        """Remember a mention for later reference."""
        if mention.kind == "person" or mention.kind == "office":
            self.persons.append(mention)
        elif mention.kind in {"ministry", "body", "group"}:
            self.bodies.append(mention)
            self.things.append(mention)
        elif mention.kind == "state":
            self.things.append(mention)

    def note_sides(self, names: Iterable[str]) -> None:
        """Remember two or more sides that were named together."""
        distinct = list(dict.fromkeys(names))
        if len(distinct) >= 2:
            self.sides = distinct


class Namer:
    """Resolves the noun phrases of one document, in text order."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.discourse = Discourse()
        self.posts: list[Post] = []
        self.unresolved: list[tuple[str, Span]] = []
        self._seen: dict[tuple[int, int], list[Mention]] = {}

    # -- the door ---------------------------------------------------------------------------

    def read(self, passage: Passage, heads: "Iterable[Token]", *, coordinate: bool = True) -> list[Mention]:
        """Return what the noun phrases with these heads name, coordinated ones too, each once."""
        found: list[Mention] = []
        for head in heads:
            for single in expand(head) if coordinate else [head]:
                for mention in self._one(passage, single):
                    if mention not in found:
                        found.append(mention)
        return found

    def side_of(self, mention: Mention) -> str | None:
        """Return the state, organisation or group that a mention acts for."""
        if mention.kind in {"state", "body", "group"}:
            return mention.value
        if mention.state is not None:
            return mention.state
        if mention.kind == "person" and mention.value is not None:
            return self.discourse.states.get(mention.value, (None, None, None))[1]
        return None

    # -- one noun phrase -------------------------------------------------------------------

    def _one(self, passage: Passage, head: "Token") -> list[Mention]:
        key = (passage.offset, head.i)
        if key not in self._seen:
            self._seen[key] = self._resolve(passage, head)
            for mention in self._seen[key]:
                self.discourse.note(mention)
        return self._seen[key]

    def _resolve(self, passage: Passage, head: "Token") -> list[Mention]:
        """Return the mentions of one head; the order of questions is the order of certainty."""
        if head.pos_ == "PRON" or head.lower_ in _PRONOUNS_PERSON | _PRONOUNS_GROUP | _PRONOUNS_THING:
            return self._pronoun(passage, head)
        left = _left_edge(head)
        if _lemma(head) in _COUNTERPARTS:
            return self._counterpart(passage, head, left)
        hit = passage.hits.get(head.i)
        if hit is not None and hit.end - 1 != head.i and hit.entry.kind in {"office"}:
            hit = None
        named = self._named(passage, head, left, hit)
        if named:
            return named
        if self._is_sides(head):
            return self._sides(passage, head, left)
        if _lemma(head) in _REPRESENTATIVES or _lemma(head) in _SIDES or _lemma(head) in _LEADERS:
            represented = self._represented(passage, head, left)
            if represented:
                return represented
        if _lemma(head) in _BODY_NOUNS:
            body = self._known_body(passage, head, left)
            if body:
                return body
        if head.pos_ == "PROPN":
            return self._unknown(passage, head, left)
        if _lemma(head) in _GENERIC_ACTORS:
            text, span = passage.words(left, head.i + 1), passage.span(left, head.i + 1)
            return [Mention(_strip_determiner(text).lower(), "generic", text, span)]
        return []

    def _named(self, passage: Passage, head: "Token", left: int, hit: Hit | None) -> list[Mention]:
        """Return what a lexicon hit on the head, or an office before a personal name, says."""
        office = _find_hit(passage, left, head.i + 1, "office")
        if office is not None and office.end <= head.i and head.pos_ == "PROPN" and (hit is None or hit is not office):
            person_start = office.end
            owned = passage.hits.get(person_start)
            while owned is not None and owned.entry.kind in {"state", "capital"} and owned.end <= head.i:
                person_start = owned.end
                owned = passage.hits.get(person_start)
            return self._person(passage, person_start, head.i + 1, left, office)
        if hit is None:
            if head.ent_type_ == "PERSON" or self._is_surname(head):
                return self._person(passage, _name_start(passage, head, left), head.i + 1, left, None)
            return []
        entry = hit.entry
        start = min(left, hit.start)
        if entry.kind == "office":
            return self._office(passage, head, start, hit)
        if entry.kind == "ministry":
            return self._ministry(passage, head, start, hit)
        if entry.kind in {"state", "capital", "government"}:
            if head.ent_type_ == "PERSON" and left < hit.start and not self._is_owner(passage, left, hit):
                return self._person(passage, _name_start(passage, head, left), head.i + 1, left, None)
            return [self._simple(passage, hit, entry.value, "state", entry.value)]
        if entry.kind in {"demonym", "adjective"}:
            return [self._simple(passage, hit, entry.value, "state", entry.value)]
        if entry.kind == "body":
            return [self._simple(passage, hit, entry.value, "body", entry.value)]
        return [self._simple(passage, hit, entry.value, "place", None)]

    def _simple(self, passage: Passage, hit: Hit, value: str, kind: MentionKind, state: str | None) -> Mention:
        return Mention(value, kind, passage.words(hit.start, hit.end), passage.span(hit.start, hit.end), state)

    def _is_owner(self, passage: Passage, left: int, hit: Hit) -> bool:
        return any(passage.hits.get(i) is not None for i in range(left, hit.start))

    # -- persons and offices ---------------------------------------------------------------

    def _person(self, passage: Passage, start: int, end: int, left: int, office: Hit | None) -> list[Mention]:
        """Return a person; with an office before the name, note who holds it."""
        doc = passage.doc
        while start < end - 1 and (doc[start].is_punct or doc[start].lower_ in {"the", "mr", "mrs", "ms", "mr.", "mrs.", "ms.", "dr", "dr.", "gen.", "gen", "'s", "’s"}):
            start += 1
        name = passage.words(start, end)
        full = self._full_name(name)
        state, title, level = self.discourse.states.get(full, (None, None, None))[1], None, None
        text_start = start
        if office is not None:
            owners = self._owners(passage, doc[office.end - 1], left, office.start)
            state = owners[0] if owners else self._institution(passage, office, doc[end - 1]) or state
            title, level = office.entry.value, office.entry.level
            text_start = _skip_determiner(doc, left)
        else:
            known = self.discourse.states.get(full)
            title, level = (known[0], known[2]) if known else (None, None)
        mention = Mention(
            full, "person", passage.words(text_start, end), passage.span(text_start, end), state, title, level
        )
        if office is not None:
            self._note_post(passage, mention, office, state)
        else:
            self._read_apposed_office(passage, doc[end - 1], mention)
            known = self.discourse.states.get(full)
            if known is not None and mention.office is None:
                mention = Mention(full, "person", mention.text, mention.span, known[1], known[0], known[2])
        self._learn_name(full)
        return [mention]

    def _read_apposed_office(self, passage: Passage, head: "Token", mention: Mention) -> None:
        """Note 'X, the foreign minister of Y' for a person X."""
        for child in head.children:
            if child.dep_ == "appos":
                hit = passage.hits.get(child.i)
                if hit is not None and hit.entry.kind == "office":
                    left = _left_edge(child)
                    owners = self._owners(passage, child, left, hit.start)
                    self._note_post(passage, mention, hit, owners[0] if owners else None)

    def _note_post(self, passage: Passage, person: Mention, office: Hit, of: str | None) -> None:
        entry = office.entry
        if person.value is None:
            return
        self.discourse.states[person.value] = (entry.value, of, entry.level)
        self.posts.append(
            Post(
                person, entry.value, of, entry.level, passage.words(office.start, office.end),
                passage.span(office.start, office.end), passage, office.start,
            )
        )  # fmt: skip

    def _office(self, passage: Passage, head: "Token", left: int, hit: Hit) -> list[Mention]:
        """Return an office: its apposed holder where named, one office per state, or a back-reference."""
        person = self._apposed_person(passage, head)
        owners = self._owners(passage, head, left, hit.start)
        entry = hit.entry
        end = self._right_edge(passage, head, hit)
        text, span = passage.words(left, end), passage.span(left, end)
        if person is not None:
            state = owners[0] if owners else None
            full = self._full_name(person.text)
            named = Mention(full, "person", person.text, person.span, state, entry.value, entry.level)
            self._note_post(passage, named, hit, state)
            self._learn_name(full)
            return [named]
        if not owners and (head.tag_ in {"NNS", "NNPS"} or _has_number(head)):
            sides = self.discourse.sides
            if sides:
                reason = f"the sides last named together: {', '.join(sides)}"
                return [self._office_of(entry.value, side, entry.level, text, span, reason) for side in sides]
        if not owners:
            return self._back_to_office(passage, entry.value, entry.level, text, span)
        return [self._office_of(entry.value, owner, entry.level, text, span, None) for owner in owners]

    def _office_of(
        self, office: str, owner: str, level: str | None, text: str, span: Span, inferred: str | None
    ) -> Mention:
        return Mention(f"{office} of {owner}", "office", text, span, owner, office, level, inferred)

    def _back_to_office(
        self, passage: Passage, office: str, level: str | None, text: str, span: Span
    ) -> list[Mention]:
        """Return who 'the minister' is: the last person of that office, or of a like one."""
        for known in reversed(self.discourse.persons):
            if known.office is not None and (known.office == office or known.office.split()[0] == office.split()[0]):
                return [Mention(known.value, known.kind, text, span, known.state, known.office, known.level, f"last named {known.office}")]
        return [Mention(office, "office", text, span, None, office, level)] if level in {"highest", "high"} else []

    def _apposed_person(self, passage: Passage, head: "Token") -> Mention | None:
        """Return the personal name set beside an office or 'counterpart'."""
        for child in head.children:
            if child.dep_ == "appos" and child.pos_ == "PROPN" and child.i > head.i:
                start = _name_start(passage, child, _left_edge(child))
                return Mention(None, "person", passage.words(start, child.i + 1), passage.span(start, child.i + 1))
        return None

    def _counterpart(self, passage: Passage, head: "Token", left: int) -> list[Mention]:
        """Return 'his Armenian counterpart, X': the office of the last person, of the state named."""
        owners = self._owners(passage, head, left, head.i)
        model = next(
            (p for p in reversed(self.discourse.persons) if p.office is not None and p.state not in owners), None
        )
        person = self._apposed_person(passage, head) or self._trailing_person(passage, head)
        text, span = passage.words(left, head.i + 1), passage.span(left, head.i + 1)
        state = owners[0] if owners else None
        office = model.office if model else None
        level = model.level if model else None
        reason = f"the same office as {model.value}" if model else None
        if person is not None:
            full = self._full_name(person.text)
            self.discourse.states[full] = (office, state, level)
            named = Mention(full, "person", person.text, person.span, state, office, level)
            if office is not None:
                self.posts.append(Post(named, office, state, level, text, span, passage, head.i))
            self._learn_name(full)
            return [named]
        if office is None:
            self.unresolved.append((text, span))
            return [Mention(s, "state", text, span, s, inferred="whose counterpart is not said") for s in owners]
        return [self._office_of(office, owner, level, text, span, reason) for owner in owners]

    def _trailing_person(self, passage: Passage, head: "Token") -> Mention | None:
        """Return the name right after 'counterpart' where the parse made the title a modifier of the name."""
        doc = passage.doc
        position = head.i + 1
        if position < len(doc) and doc[position].text == ",":
            position += 1
        end = position
        while end < len(doc) and doc[end].pos_ == "PROPN" and passage.hits.get(end) is None:
            end += 1
        if end - position >= 1 and doc[position].ent_type_ in {"PERSON", "GPE", "ORG", ""}:
            return Mention(None, "person", passage.words(position, end), passage.span(position, end))
        return None

    # -- bodies ------------------------------------------------------------------------------

    def _ministry(self, passage: Passage, head: "Token", left: int, hit: Hit) -> list[Mention]:
        """Return a ministry or other body of a state, or the one last spoken of."""
        if hit.entry.value in {"Army", "Police", "Delegation", "Government"}:
            represented = self._represented(passage, head, left)
            if represented:
                return represented
        owners = self._owners(passage, head, left, hit.start)
        text, span = passage.words(left, head.i + 1), passage.span(left, head.i + 1)
        if owners:
            return [Mention(f"{hit.entry.value} of {o}", "ministry", text, span, o) for o in owners]
        return self._known_body(passage, head, left, hit.entry.value)

    def _known_body(self, passage: Passage, head: "Token", left: int, body: str | None = None) -> list[Mention]:
        """Return the body last named that 'the ministry', 'the mission', 'her office' can mean."""
        text, span = passage.words(left, head.i + 1), passage.span(left, head.i + 1)
        noun = _lemma(head)
        owner = next((c for c in head.children if c.dep_ == "poss"), None)
        if owner is not None and noun == "office":
            persons = self._one(passage, owner)
            if persons and persons[0].office and persons[0].state:
                return [self._body_of_office(persons[0], text, span)]
            return [Mention(f"Office of {p.value}", "ministry", text, span, p.state) for p in persons if p.value][:1]
        for known in reversed(self.discourse.bodies):
            if known.value is None:
                continue
            if (body is not None and known.value.startswith(body)) or (
                body is None and noun in known.value.lower()
            ):
                return [Mention(known.value, known.kind, text, span, known.state, inferred=f"the {noun} last named")]
        if owner is not None or body is not None:
            side = self._last_state(passage, head)
            if body is not None and side is not None:
                return [Mention(f"{body} of {side}", "ministry", text, span, side, inferred="the state last named")]
        return []

    def _body_of_office(self, person: Mention, text: str, span: Span) -> Mention:
        entry = self.codebook.lists.offices.get(person.office or "")
        body = entry.body if entry is not None and entry.body else "Office"
        value = f"{body} of {person.state}"
        return Mention(value, "ministry", text, span, person.state, inferred=f"the office of {person.value}")

    def _represented(self, passage: Passage, head: "Token", left: int) -> list[Mention]:
        """Return whom 'the Armenian side', 'Russian peacekeepers', 'rebel forces' stand for."""
        found: list[Mention] = []
        text, span = passage.words(left, head.i + 1), passage.span(left, head.i + 1)
        leaders = _lemma(head) in _LEADERS
        for owner, kind in self._owner_hits(passage, head, left, head.i):
            if leaders:
                found.append(Mention(f"Leader of {owner}", "office", text, span, owner, "Leader", "highest"))
            else:
                found.append(Mention(owner, kind, text, span, owner, sided=True))
        if not found and leaders and self.discourse.sides and (head.tag_ in {"NNS", "NNPS"}):
            reason = f"the sides last named together: {', '.join(self.discourse.sides)}"
            return [
                Mention(f"Leader of {s}", "office", text, span, s, "Leader", "highest", reason)
                for s in self.discourse.sides
            ]
        return found

    def _is_sides(self, head: "Token") -> bool:
        """Tell whether a noun is a bare 'the sides', 'both countries', 'the two governments'."""
        lemma = _lemma(head)
        if lemma not in _PLAIN_SIDES and lemma not in {"government", "delegation", "leader", "official", "negotiator"}:
            return False
        plural = head.tag_ in {"NNS", "NNPS"}
        modified = any(c.dep_ in {"poss", "compound"} or (c.dep_ == "amod" and c.lower_ not in {"two", "both", "three", "warring", "opposing", "rival", "neighbouring", "neighboring", "conflicting", "former"}) for c in head.children)
        return plural and not modified and (lemma in _PLAIN_SIDES or _has_number(head))

    def _sides(self, passage: Passage, head: "Token", left: int) -> list[Mention]:
        """Return the sides last named together."""
        text, span = passage.words(left, head.i + 1), passage.span(left, head.i + 1)
        sides = self.discourse.sides
        if not sides:
            self.unresolved.append((text, span))
            return []
        reason = f"the sides last named together: {', '.join(sides)}"
        if _lemma(head) == "leader":
            return [Mention(f"Leader of {s}", "office", text, span, s, "Leader", "highest", reason) for s in sides]
        return [self._side_mention(side, text, span, reason) for side in sides]

    def _side_mention(self, side: str, text: str, span: Span, reason: str | None) -> Mention:
        facts = self.codebook.describe(side)
        kind: MentionKind = "body"
        if facts is None:
            kind = "person" if side in self.discourse.states else "group"
        elif facts.kind == "state":
            kind = "state"
        known = self.discourse.states.get(side)
        return Mention(side, kind, text, span, known[1] if known else side, known[0] if known else None, known[2] if known else None, reason)

    def _unknown(self, passage: Passage, head: "Token", left: int) -> list[Mention]:
        """Return a proper name that no list has: a group, body or person of the text's own."""
        doc = passage.doc
        start = head.i
        while start > left and (doc[start - 1].pos_ == "PROPN" or doc[start - 1].text in {"-", "'s", "’s"} or (doc[start - 1].is_title and not doc[start - 1].is_sent_start)):
            start -= 1
        start = _skip_determiner(doc, start)
        if doc[start].text in {"-", "'s", "’s"}:
            start += 1
        text, span = passage.words(start, head.i + 1), passage.span(start, head.i + 1)
        owner = next((self.codebook.describe(o) for o, _ in self._owner_hits(passage, head, left, start)), None)
        return [Mention(text, "group", text, span, owner.name if owner and text == "" else None)]

    # -- references ------------------------------------------------------------------------

    def _pronoun(self, passage: Passage, head: "Token") -> list[Mention]:
        text, span = head.text, passage.span(head.i, head.i + 1)
        word = head.lower_
        if word in _PRONOUNS_PERSON and self.discourse.persons:
            known = self.discourse.persons[-1]
            return [Mention(known.value, known.kind, text, span, known.state, known.office, known.level, f"'{text}': last person named")]
        if word in _PRONOUNS_GROUP:
            if self.discourse.sides:
                reason = f"'{text}': the sides last named together"
                return [self._side_mention(side, text, span, reason) for side in self.discourse.sides]
            return []
        if word in _PRONOUNS_THING and self.discourse.things:
            known = self.discourse.things[-1]
            return [Mention(known.value, known.kind, text, span, known.state, inferred=f"'{text}': last named")]
        return []

    def _owners(self, passage: Passage, head: "Token", left: int, until: int) -> list[str]:
        return [owner for owner, _ in self._owner_hits(passage, head, left, until)]

    def _owner_hits(self, passage: Passage, head: "Token", left: int, until: int) -> list[tuple[str, MentionKind]]:
        """Return the states and bodies that own a noun: before it, in 'of …', or by 'its', 'the two countries''."""
        found: list[tuple[str, MentionKind]] = []

        def add(value: str | None, kind: MentionKind) -> None:
            if value is not None and value not in [v for v, _ in found]:
                found.append((value, kind))

        for index in range(left, until):
            hit = passage.hits.get(index)
            if hit is not None and hit.start == index and hit.entry.kind not in {"office", "ministry", "place"}:
                add(hit.entry.value, "body" if hit.entry.kind == "body" else "state")
        for prep, inner in find_preps(head):
            if prep in {"of", "for", "from"} and not found:
                for noun in expand(inner):
                    for mention in self._one(passage, noun):
                        if mention.kind in {"state", "body", "group"}:
                            add(mention.value, mention.kind)
        for child in head.children:
            if child.dep_ == "poss" and not found:
                for noun in expand(child):
                    for mention in self._one(passage, noun):
                        add(self.side_of(mention), "state")
        return found

    def _institution(self, passage: Passage, office: Hit, name: "Token") -> str | None:
        """Return the body of 'UN Secretary-General', 'of the African Union' around a title before a name."""
        for prep, inner in find_preps(passage.doc[office.end - 1]):
            if prep in {"of", "for"}:
                for mention in self._one(passage, inner):
                    if mention.kind in {"state", "body"}:
                        return mention.value
        return None

    def _last_state(self, passage: Passage, head: "Token") -> str | None:
        for known in reversed(self.discourse.things):
            if known.kind == "state":
                return known.value
        return None

    def _right_edge(self, passage: Passage, head: "Token", hit: Hit) -> int:
        """Return the end of an office phrase with its 'of X' part."""
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ == "of" and child.i == head.i + 1:
                return int(child.right_edge.i) + 1
        return hit.end

    def _is_surname(self, head: "Token") -> bool:
        return head.pos_ == "PROPN" and head.text in self.discourse.surnames

    def _full_name(self, name: str) -> str:
        """Return the fullest name the document has for a (sur)name."""
        return self.discourse.surnames.get(name, name)

    def _learn_name(self, full: str) -> None:
        parts = full.split()
        if len(parts) > 1:
            self.discourse.surnames.setdefault(parts[-1], full)
            if len(parts) > 2:
                self.discourse.surnames.setdefault(" ".join(parts[1:]), full)


def _lemma(token: "Token") -> str:
    return str(token.lemma_).lower()


def _left_edge(head: "Token") -> int:
    """Return the first token of a noun phrase: its determiners, adjectives, compounds and owners."""
    left = head.i
    for child in head.lefts:
        if child.dep_ in {"det", "amod", "compound", "poss", "nmod", "nummod", "predet", "quantmod"}:
            left = min(left, child.left_edge.i)
    return left


def _skip_determiner(doc: "object", start: int) -> int:
    token = doc[start]  # type: ignore[index]
    return start + 1 if token.lower_ in {"the", "a", "an"} else start


def _strip_determiner(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if first.lower() in {"the", "a", "an"} and rest else text


def _find_hit(passage: Passage, start: int, end: int, kind: str) -> Hit | None:
    """Return the last hit of a kind that begins within the tokens."""
    found = None
    for index in range(start, end):
        hit = passage.hits.get(index)
        if hit is not None and hit.start == index and hit.entry.kind == kind:
            found = hit
    return found


def _name_start(passage: Passage, head: "Token", left: int) -> int:
    """Return the first token of a personal name that ends at `head`."""
    start = head.i
    doc = passage.doc
    while start > left:
        before = doc[start - 1]
        hit = passage.hits.get(start - 1)
        if hit is not None and hit.entry.kind in {"office", "ministry", "adjective", "state", "demonym"}:
            break
        if before.pos_ != "PROPN" and before.text not in {"-", "al", "bin", "de", "van", "von", "del", "la"}:
            break
        start -= 1
    return start


def _has_number(head: "Token") -> bool:
    return any(c.lower_ in {"two", "both", "three", "four", "all"} for c in head.children)
