"""Who is meant: noun phrases into persons, offices, bodies and states, within one document."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.codebook import Codebook
from servanda.read.bodies import read_known_body, read_ministry, read_represented
from servanda.read.clauses import expand, find_preps
from servanda.read.discourse import Mention
from servanda.read.naming import Naming, Phrase, mention_for, mention_hit
from servanda.read.offices import read_counterpart, read_office
from servanda.read.passage import Hit, Passage
from servanda.read.persons import add_side, find_led, read_person, read_titled
from servanda.read.phrases import (
    BODY_NOUNS,
    GENERIC_ACTORS,
    LEADERS,
    PERSON_NOUNS,
    REPRESENTATIVES,
    find_hit,
    has_kind,
    has_number,
    in_time,
    is_bare_sides,
    is_counterpart,
    is_plural,
    is_role,
    left_edge,
    lemma,
    name_start,
)
from servanda.read.references import PRONOUNS, read_person_noun, read_pronoun, read_sides, read_the_two
from servanda.read.unlisted import (
    has_own_words,
    is_acting,
    is_own_name,
    read_body,
    read_generic,
    read_unlisted,
)

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_SAYING = frozenset({"say", "tell", "announce", "report", "state", "add", "confirm", "note"})
"""Two who say something together are not 'the two sides' of what they speak of."""
_NAMED_DEPS = frozenset(
    [
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
        "npadvmod",
    ]
)
_FIGURES = frozenset({"DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "ORDINAL"})
_THOSE = frozenset({"those", "that"})
"""'Those of the front' are its people."""
_COUNTS = {"two": 2, "three": 3}
_STATE_POWERS = frozenset({"government", "army", "military"})
_MAIN_DEPS = frozenset({"ROOT", "conj", "parataxis"})
_STATE_KINDS = frozenset({"state", "capital", "government"})
_SIDE_KINDS = frozenset({"state", "body", "group"})
_REGIONS = frozenset({"region", "admin1", None})
_LOCATION_PREPS = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "throughout"})
_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP"})
_NO_AGREEMENTS = frozenset({"front", "text"})
"""Words that name an agreement only at times."""


class Namer(Naming):
    """Resolves the noun phrases of one document. Survey a passage first, then ask."""

    def __init__(self, codebook: Codebook) -> None:
        super().__init__(codebook)
        self._seen: dict[tuple[int, int], list[Mention]] = {}

    def survey(self, passage: Passage) -> None:
        """Resolve every noun phrase of a passage in text order, so that later references find earlier names."""
        for token in passage.doc:
            if token.pos_ not in {"PROPN", "NOUN"} or token.dep_ not in _NAMED_DEPS:
                continue
            mentions = self.name(passage, token)
            speaking = token.dep_ == "nsubj" and token.head.lemma_.lower() in _SAYING
            if token.dep_ != "conj" and mentions and not speaking:
                together = [m for single in expand(token) for m in self.name(passage, single)]
                if len(together) > 1 and not _is_misjoined(token, together):
                    self.note_together(together)

    def note_together(self, mentions: list[Mention]) -> None:
        """Remember that these were named together: as sides, and as persons where they are."""
        sides = [s for m in mentions if (s := self.side_of(m)) is not None and m.kind != "place"]
        self.discourse.note_pair(mentions[0].span[0], sides)
        people = [m.value for m in mentions if m.kind in {"person", "office"} and m.value]
        if len(people) == len(mentions) and len(set(people)) > 1:
            self.discourse.people.append((mentions[0].span[0], tuple(dict.fromkeys(people))))

    def read(self, passage: Passage, heads: "Iterable[Token]") -> list[Mention]:
        """Return what the noun phrases with these heads name, coordinated ones too, each once."""
        found: list[Mention] = []
        for head in heads:
            loose = _loose_conjuncts(head) if self.name(passage, head) else []
            for single in (*expand(head), *loose):
                for mention in self.name(passage, single):
                    if all(m.value != mention.value or mention.value is None for m in found):
                        found.append(mention)
        return found

    def name(self, passage: Passage, head: "Token") -> list[Mention]:
        """Return what the noun phrase with this head names, coordinated ones apart; resolved once."""
        key = (passage.offset, head.i)
        if key not in self._seen:
            self._seen[key] = []
            self._seen[key] = self._resolve(passage, head)
            self._note(head, self._seen[key])
        return self._seen[key]

    def _note(self, head: "Token", mentions: list[Mention]) -> None:
        """Tell the discourse what a head has named."""
        top = head.head if head.dep_ == "conj" else head
        subject = top.dep_ in {"nsubj", "nsubjpass"} and top.head.dep_ in _MAIN_DEPS
        if lemma(head) in _STATE_POWERS:
            self.discourse.governments += [
                (m.span[0], m.value) for m in mentions if m.value and m.kind == "state" and not m.inferred
            ]
        for mention in mentions:
            side = self.side_of(mention)
            facts = self.codebook.describe(side) if side is not None else None
            is_state = facts is not None and facts.kind == "state"
            self.discourse.note(mention, side, subject=subject, is_state=is_state)

    # -- the order of questions is the order of certainty ------------------------------------

    def _resolve(self, passage: Passage, head: "Token") -> list[Mention]:
        """Return the mentions of one head."""
        if head.lower_ in _THOSE and list(find_preps(head)):
            return read_represented(self, Phrase(passage, head, head.i))
        if head.pos_ == "PRON" or head.lower_ in PRONOUNS:
            return read_pronoun(self, Phrase(passage, head, head.i))
        count = _COUNTS.get(head.lower_)
        if in_time(passage, head) or (head.ent_type_ in _FIGURES and count is None):
            return []
        if not head.text[:1].isalnum():
            return []
        phrase = Phrase(passage, head, left_edge(head))
        if count is not None and head.pos_ == "NUM" and not list(head.rights):
            return read_the_two(self, phrase, count)
        if is_counterpart(head):
            return read_counterpart(self, phrase)
        hit = _hit_of(passage, head)
        if is_bare_sides(head) and (hit is None or hit.entry.kind in {"office", "ministry"}):
            return read_sides(self, phrase)
        return self._read_named(phrase, hit) or self._read_noun(phrase)

    def _read_named(self, phrase: Phrase, hit: Hit | None) -> list[Mention]:
        """Return what a lexicon hit on the head, or an office before a personal name, says."""
        passage, head = phrase.passage, phrase.head
        office = find_hit(passage, phrase.left, head.i + 1, "office")
        owned = any(c.dep_ == "poss" for c in head.children)
        if (
            office is not None
            and office.end <= head.i
            and head.pos_ == "PROPN"
            and hit is not office
            and not owned
        ):
            return read_titled(self, phrase, office)
        if hit is None:
            return self._read_person(phrase) if self._is_person(passage, head) else []
        kind = hit.entry.kind
        whole = Phrase(passage, head, min(phrase.left, hit.start))
        if kind == "office":
            return read_office(self, whole, hit)
        if kind == "ministry":
            if head.pos_ == "PROPN" and is_own_name(phrase, hit):
                return read_unlisted(self, phrase)
            return read_ministry(self, whole, hit)
        if kind in _STATE_KINDS:
            return self._read_state(phrase, hit)
        if kind in {"demonym", "adjective"} and any(c.lower_ == "ethnic" for c in head.children):
            first = next(c.i for c in head.children if c.lower_ == "ethnic")
            return [Mention(passage.words(first, head.i + 1), "group", phrase.text, phrase.span)]
        if kind in {"demonym", "adjective"}:
            return [mention_hit(passage, hit, "state", hit.entry.value)]
        if kind == "body" and _is_surname(head, hit):
            return self._read_person(phrase)
        if kind == "body":
            return [read_body(self, passage, hit)]
        if is_acting(head) and hit.entry.precision in _REGIONS:
            return [mention_hit(passage, hit, "group", hit.entry.value)]
        return [mention_hit(passage, hit, "place", None)]

    def _is_person(self, passage: Passage, head: "Token") -> bool:
        """Tell whether a name that no list has is a person's: by the recogniser, by before, by the role set beside it."""
        if head.ent_type_ == "PERSON" or (head.pos_ == "PROPN" and head.text in self.discourse.names):
            return True
        if head.pos_ != "PROPN" or head.ent_type_ in _PLACES or has_kind(self.codebook, head):
            return False
        before = head.doc[head.i - 1] if head.i else None
        named = before is not None and before.ent_type_ == "PERSON" and before.head == head
        bare = not any(c.dep_ == "det" for c in head.children)
        role = any(c.dep_ == "appos" and is_role(self.codebook, passage, c) for c in head.children)
        return (named and head.ent_type_ != "ORG") or (bare and role)

    def _read_state(self, phrase: Phrase, hit: Hit) -> list[Mention]:
        """Return a state; as a place where it stands as one, as a person where it is a surname."""
        passage, head = phrase.passage, phrase.head
        if _is_location(head):
            mention = mention_hit(passage, hit, "place", None)
            self.discourse.hinted.append((mention.span[0], hit.entry.value))
            return [replace(mention, value=mention.text) if hit.entry.kind == "capital" else mention]
        surname = head.ent_type_ == "PERSON" and phrase.left < hit.start
        if surname and find_hit(passage, phrase.left, hit.start, "adjective") is None:
            return self._read_person(phrase)
        return [mention_hit(passage, hit, "state", hit.entry.value)]

    def _read_person(self, phrase: Phrase) -> list[Mention]:
        return read_person(self, phrase, name_start(phrase.passage, phrase.head, phrase.left))

    def _read_apposed(self, phrase: Phrase) -> list[Mention]:
        """Return the side set beside a common noun: 'its western neighbour, Israel'."""
        beside = [
            c for c in phrase.head.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > phrase.head.i
        ]
        found = [m for name in beside[:1] for m in self.name(phrase.passage, name)]
        close = bool(beside) and left_edge(beside[0]) == phrase.head.i + 1 and beside[0].ent_type_ == "PERSON"
        persons = close or is_role(self.codebook, phrase.passage, phrase.head)
        kinds = _SIDE_KINDS | {"person"} if persons else _SIDE_KINDS
        if persons:
            found = [
                add_side(self, phrase.passage, phrase.head, m) if m.kind == "person" else m for m in found
            ]
        return found if all(m.kind in kinds for m in found) else []

    def _read_noun(self, phrase: Phrase) -> list[Mention]:
        """Return whom a phrase means by its noun, where it has no name of the lists."""
        head, word = phrase.head, lemma(phrase.head)
        found = self._read_apposed(phrase) if head.pos_ == "NOUN" else []
        if not found and head.pos_ == "NOUN" and (side := find_led(self, passage=phrase.passage, head=head)):
            return [mention_for(side, phrase)]
        if not found and head.pos_ == "PROPN" and word in REPRESENTATIVES and has_own_words(phrase):
            return read_unlisted(self, phrase)
        if (not found and word in REPRESENTATIVES) or word in LEADERS:
            found = read_represented(self, phrase)
        if not found and word in PERSON_NOUNS and not is_plural(head):
            definite = any(c.lower_ in {"the", "this"} for c in head.children)
            found = read_person_noun(self, phrase) if definite else []
        if not found and word in BODY_NOUNS and head.pos_ == "NOUN":
            found = read_known_body(self, phrase)
        if found or (word in self.codebook.words["agreement"] and word not in _NO_AGREEMENTS):
            return found
        if head.pos_ == "PROPN":
            return read_unlisted(self, phrase)
        if word in GENERIC_ACTORS:
            return read_represented(self, phrase) or read_generic(self, phrase)
        return []


def _hit_of(passage: Passage, head: "Token") -> Hit | None:
    """Return the name of the lexicon that a head carries; an office only where the head ends it or heads all of it."""
    hit = passage.hits.get(head.i)
    if hit is not None and hit.entry.kind == "office" and hit.end - 1 != head.i:
        return hit if _heads(passage, hit, head) else None
    return hit


def _heads(passage: Passage, hit: Hit, head: "Token") -> bool:
    """Tell whether all words of a hit hang on `head`: 'Minister of Foreign Affairs' on 'Minister'."""
    return all(
        passage.doc[i] == head or head in list(passage.doc[i].ancestors) for i in range(hit.start, hit.end)
    )


def _is_surname(head: "Token", hit: Hit) -> bool:
    """Tell whether a name of the lexicon is only the last of a person's names: 'Thérèse Kayikwamba Wagner'."""
    before = head.doc[hit.start - 1] if hit.start else None
    return (
        head.ent_type_ == "PERSON"
        and before is not None
        and before.ent_type_ == "PERSON"
        and before.is_alpha
        and head.ent_iob_ == "I"
        and hit.end - hit.start == 1
    )


def _is_misjoined(token: "Token", together: list[Mention]) -> bool:
    """Tell whether a list of persons was cut short: 'A of X, B of Y and C of Z' joins Y and C."""
    kinds = {mention.kind for mention in together}
    return token.dep_ == "pobj" and {"state", "person"} <= kinds


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
