"""References to what was named before: pronouns, 'the two', 'both sides', 'the diplomat'."""

from servanda.read.clauses import expand
from servanda.read.discourse import Mention
from servanda.read.naming import Naming, Phrase, mention_again, mention_office
from servanda.read.phrases import (
    GROUP_PRONOUNS,
    PERSON_PRONOUNS,
    SPEAKER_PRONOUNS,
    THING_PRONOUNS,
    lemma,
    number_of,
)

PRONOUNS = PERSON_PRONOUNS | GROUP_PRONOUNS | THING_PRONOUNS | SPEAKER_PRONOUNS
_COUNTED_PERSONS = frozenset({"man", "woman", "leader", "president", "minister", "official", "negotiator"})
_SIGNATORIES = frozenset({"party", "signatory"})
_STATE_NOUNS = frozenset({"country", "state", "nation", "capital"})
_NOT_AN_OFFICE = frozenset({"official", "negotiator"})
PERSONS_REACH = 700
"""Characters back within which 'the two men' are still the two persons last named."""


def read_pronoun(namer: Naming, phrase: Phrase) -> list[Mention]:
    """Return whom 'he', 'they', 'it', 'we' mean."""
    word, text, at = phrase.head.lower_, phrase.text, phrase.span[0]
    if word in SPEAKER_PRONOUNS:
        voice = namer.voice(phrase.passage, phrase.head)
        return [mention_again(voice, phrase, f"'{text}': the one quoted")] if voice is not None else []
    if word in PERSON_PRONOUNS:
        known = namer.discourse.person_before(at)
        return [mention_again(known, phrase, f"'{text}': the person in focus")] if known is not None else []
    if word in GROUP_PRONOUNS:
        return read_the_two(namer, phrase, 2)
    if word in THING_PRONOUNS:
        side = namer.discourse.side_in_focus(at)
        if side is not None:
            return [namer.side_again(side, phrase, f"'{text}': last named")]
        return read_ahead(namer, phrase, 1)
    return []


def read_the_two(namer: Naming, phrase: Phrase, count: int) -> list[Mention]:
    """Return whom 'they', 'the two' are: the persons, else the sides, last named together."""
    at = phrase.span[0]
    people = namer.discourse.people_before(at)
    if people:
        return [namer.person_again(value, phrase) for value in people]
    reason = f"'{phrase.text}': the sides last named"
    sides = namer.discourse.sides_before(at, count)
    if not sides and phrase.head.lower_ in {"they", "their"}:
        focus = namer.discourse.side_in_focus(at)
        sides = (focus,) if focus is not None else ()
    return [namer.side_again(side, phrase, reason) for side in sides] or read_ahead(namer, phrase, None)


def read_ahead(namer: Naming, phrase: Phrase, count: int | None) -> list[Mention]:
    """Return who is named only after: '"Its gunners had not fired", the movement said'. count: how many sides."""
    head = phrase.head
    for verb in head.ancestors:
        named = [
            c for c in verb.children if c.dep_ == "nsubj" and c.i > head.i and c.pos_ in {"NOUN", "PROPN"}
        ]
        if not named or verb.dep_ not in {"ROOT", "conj", "parataxis", "ccomp"}:
            continue
        mentions = [m for noun in expand(named[0]) for m in namer.name(phrase.passage, noun)]
        sides = list(dict.fromkeys(s for m in mentions if (s := namer.side_of(m)) is not None))
        if sides and (count is None or len(sides) == count):
            reason = f"'{phrase.text}': named after it"
            return [namer.side_again(side, phrase, reason) for side in sides]
    return []


def read_person_noun(namer: Naming, phrase: Phrase) -> list[Mention]:
    """Return whom 'the diplomat', 'this general' means: the person in focus."""
    known = namer.discourse.person_before(phrase.passage.at(phrase.head))
    if known is None or known.kind != "person":
        return []
    return [mention_again(known, phrase, f"'{phrase.text}': the person in focus")]


def read_sides(namer: Naming, phrase: Phrase) -> list[Mention]:
    """Return the sides last named together: 'both countries', 'the two leaders', 'the two men'."""
    word = lemma(phrase.head)
    persons = _counted_persons(namer, phrase) if word in _COUNTED_PERSONS else []
    if persons:
        return persons
    sides = _named_together(namer, phrase)
    if not sides and (ahead := read_ahead(namer, phrase, number_of(phrase.head))):
        return ahead
    if not sides:
        namer.unresolved.append((phrase.text, phrase.span))
        return []
    reason = f"the sides last named together: {', '.join(sides)}"
    office, level = _office_meant(phrase)
    if office is not None and word not in _NOT_AN_OFFICE:
        return [mention_office(office, side, level, phrase, reason) for side in sides]
    if word == "ministry":
        return _counted_ministries(namer, phrase)
    return [namer.side_again(side, phrase, reason) for side in sides]


def _counted_persons(namer: Naming, phrase: Phrase) -> list[Mention]:
    """Return the two or more persons last named, where they are near."""
    at, count = phrase.span[0], number_of(phrase.head)
    before = list(namer.discourse.persons_before(at))
    persons = [m.value for m in before if m.kind == "person" and m.value]
    distinct = list(dict.fromkeys(persons))[:count]
    recent = [m for m in before if m.value in distinct]
    if len(distinct) == count and recent and at - recent[0].span[0] < PERSONS_REACH:
        return [namer.person_again(value, phrase) for value in reversed(distinct)]
    return []


def _named_together(namer: Naming, phrase: Phrase) -> tuple[str, ...]:
    """Return the parties of the last agreement for 'the parties', else the sides last named together."""
    word, at = lemma(phrase.head), phrase.span[0]
    parties = namer.discourse.parties_before(at) if word in _SIGNATORIES else ()
    states = word in _STATE_NOUNS
    return parties or namer.discourse.sides_before(at, number_of(phrase.head), states=states)


def _office_meant(phrase: Phrase) -> tuple[str | None, str | None]:
    """Return the office and level of 'the two presidents', 'both leaders'."""
    hit = phrase.passage.hits.get(phrase.head.i)
    level = hit.entry.level if hit is not None else "highest"
    if hit is not None and hit.entry.kind == "office":
        return hit.entry.value, level
    return ("Leader" if lemma(phrase.head) == "leader" else None), level


def _counted_ministries(namer: Naming, phrase: Phrase) -> list[Mention]:
    before = namer.discourse.bodies_before(phrase.span[0])
    named = dict.fromkeys(m.value for m in before if m.kind == "ministry" and m.value)
    values = list(named)[: number_of(phrase.head)]
    text, span = phrase.text, phrase.span
    return [
        Mention(v, "ministry", text, span, v.rpartition(" of ")[2], inferred="last named")
        for v in reversed(values)
    ]
