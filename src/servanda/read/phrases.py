"""Small questions about noun phrases: their edges, their kind of noun, where a name starts."""

from typing import TYPE_CHECKING

from servanda.read.passage import Hit, Passage

if TYPE_CHECKING:
    from servanda.codebook import Codebook
    from servanda.text.parsed import Doc, Token

PERSON_PRONOUNS = frozenset({"he", "she", "him", "her", "himself", "herself", "his"})
GROUP_PRONOUNS = frozenset({"they", "them", "both", "themselves", "their"})
THING_PRONOUNS = frozenset({"it", "itself", "its"})
SPEAKER_PRONOUNS = frozenset({"i", "we", "me", "us", "my", "our"})
PLAIN_SIDES = frozenset(
    [
        "side", "party", "country", "state", "nation", "neighbour", "neighbor", "foe", "rival", "capital",
        "adversary", "belligerent", "signatory", "republic", "faction", "enemy", "combatant",
    ]
)  # fmt: skip
COUNTED_SIDES = frozenset(
    [
        "government", "delegation", "leader", "official", "negotiator", "army", "force", "president",
        "minister", "man", "woman", "ministry", "navy", "militia", "group", "movement", "organisation",
        "organization", "military", "fleet", "guerrilla", "parliament", "front", "ally", "general", "rebel",
    ]
)  # fmt: skip
COUNTERPARTS = frozenset({"counterpart", "colleague", "opposite"})
PERSON_NOUNS = frozenset(
    [
        "diplomat", "politician", "official", "spokesman", "spokeswoman", "spokesperson", "envoy",
        "general", "commander", "mediator", "negotiator", "adviser", "aide", "governor", "mayor",
        "lawmaker", "veteran", "statesman", "chief", "ambassador", "colonel",
    ]
)  # fmt: skip
_OPPOSITE = "opposite"
LEADERS = frozenset({"leader"})
REPRESENTATIVES = frozenset(
    [
        "side", "government", "authority", "force", "troop", "soldier", "army", "military", "official",
        "delegation", "representative", "negotiator", "team", "police", "leadership", "diplomat",
        "administration", "regime", "unit", "serviceman", "peacekeeper", "guard", "fighter", "ally",
        "aircraft", "drone", "airforce", "navy", "artillery", "warplane", "jet", "diplomacy", "cabinet",
        "mediator", "envoy", "gunman", "rebel", "militia", "separatist", "insurgent", "militant",
        "lawmaker", "command", "commander", "delegate", "expert", "spokesman", "spokeswoman", "adviser",
        "aide", "general", "officer", "monitor", "observer", "party", "wing", "camp", "helicopter",
        "warship", "shelling", "source", "tank", "guerrilla", "combatant", "state", "republic", "kingdom",
        "junta", "ruler", "gunner", "garrison", "investigator", "paramilitary", "militiaman", "paratrooper",
        "marine", "gendarme", "commando", "gunboat", "fleet", "brigade", "division", "battalion", "column",
        "contingent", "convoy", "armour", "armor", "battery", "infantry", "mission", "inspector",
        "parliamentarian", "deputy", "patrol", "vessel", "bomber", "submarine", "frigate", "sailor",
        "pilot", "policeman", "leader", "intelligence", "airman", "sapper", "engineer", "insurgency",
        "opposition", "dissident", "extremist",
    ]
)  # fmt: skip
BODY_NOUNS = frozenset(
    [
        "ministry", "office", "department", "presidency", "parliament", "commission", "council", "agency",
        "mission", "embassy", "secretariat", "bureau", "committee", "service", "court", "mechanism",
        "organisation", "organization", "union", "alliance", "movement", "group", "bloc", "body", "report",
        "administration", "front",
    ]
)  # fmt: skip
GENERIC_ACTORS = frozenset(
    [
        "rebel", "gunman", "militant", "insurgent", "protester", "demonstrator", "separatist", "fighter",
        "guerrilla", "police", "army", "soldier", "militia", "opposition", "monitor", "observer",
        "mediator", "peacekeeper", "activist", "student", "worker", "witness",
    ]
)  # fmt: skip
SIDE_ADJECTIVES = frozenset(
    [
        "two", "both", "three", "warring", "opposing", "rival", "neighbouring", "neighboring",
        "conflicting", "former", "same", "other", "old", "bitter", "ancient", "armed", "rebel", "long-time",
    ]
)  # fmt: skip


def lemma(token: "Token") -> str:
    """Return the lower-case lemma; a plural that opens the sentence as a name is a noun after all."""
    if token.tag_ == "NNP" and token.is_sent_start and token.lower_.removesuffix("s") in REPRESENTATIVES:
        return str(token.lower_).removesuffix("s")
    return str(token.lemma_).lower()


def left_edge(head: "Token") -> int:
    """Return the first token of a noun phrase: its determiners, adjectives, compounds and owners."""
    left: int = head.i
    for child in head.lefts:
        if child.dep_ in {"det", "amod", "compound", "poss", "nmod", "nummod", "predet", "quantmod"}:
            left = min(left, child.left_edge.i)
    return left


def skip_determiner(doc: "Doc", start: int) -> int:
    """Return the index after a leading article."""
    return start + 1 if doc[start].lower_ in {"the", "a", "an"} else start


def strip_determiner(text: str) -> str:
    """Return a phrase without a leading article."""
    first, _, rest = text.partition(" ")
    return rest if first.lower() in {"the", "a", "an"} and rest else text


def find_hit(passage: Passage, start: int, end: int, kind: str) -> Hit | None:
    """Return the last hit of a kind that begins within the tokens."""
    found = None
    for index in range(start, end):
        hit = passage.hits.get(index)
        if hit is not None and hit.start == index and hit.entry.kind == kind:
            found = hit
    return found


def name_start(passage: Passage, head: "Token", left: int) -> int:
    """Return the first token of a personal name that ends at `head`."""
    start: int = head.i
    doc = passage.doc
    while start > left:
        before = doc[start - 1]
        hit = passage.hits.get(start - 1)
        if hit is not None and hit.entry.kind in {
            "office",
            "ministry",
            "adjective",
            "state",
            "demonym",
            "body",
        }:
            break
        if before.pos_ != "PROPN" and before.text not in {
            "-",
            "al",
            "bin",
            "de",
            "van",
            "von",
            "del",
            "la",
            "el",
        }:
            break
        start -= 1
    return start


def is_counterpart(head: "Token") -> bool:
    """Tell whether a noun is 'counterpart', 'colleague', 'opposite number'."""
    opposite = lemma(head) == "number" and any(c.lower_ == _OPPOSITE for c in head.children)
    return opposite or lemma(head) in COUNTERPARTS


def has_kind(codebook: "Codebook", head: "Token") -> bool:
    """Tell whether a name ends on the kind of body or place that it is: 'the Nasser Foundation'."""
    words = codebook.words
    return head.lower_ in words["organisation"] | words["base"] | words["object-hit"]


def is_role(codebook: "Codebook", passage: Passage, noun: "Token") -> bool:
    """Tell whether a singular noun beside a name is a person's: 'chairman', 'the novelist'."""
    hit = passage.hits.get(noun.i)
    held = hit is not None and hit.entry.kind == "office"
    known = lemma(noun) in codebook.words["person"] | codebook.words["person-body"]
    return noun.pos_ == "NOUN" and not is_plural(noun) and (held or known)


def has_number(head: "Token") -> bool:
    """Tell whether a noun is counted: 'the two', 'both', 'all'."""
    return any(c.lower_ in {"two", "both", "three", "four", "all"} for c in head.children)


def number_of(head: "Token") -> int:
    """Return how many sides 'the two', 'the three' mean; two where nothing is said."""
    return next((n for c in head.children if (n := {"three": 3, "four": 4}.get(c.lower_))), 2)


def is_plural(head: "Token") -> bool:
    """Tell whether a noun stands in the plural."""
    return head.tag_ in {"NNS", "NNPS"} or _opens_in_plural(head)


def _opens_in_plural(head: "Token") -> bool:
    """Tell whether a common noun in the plural opens the sentence and was taken for a name: 'Envoys of X met'."""
    return head.tag_ == "NNP" and bool(head.is_sent_start) and lemma(head) != head.lower_


def is_bare_sides(head: "Token") -> bool:
    """Tell whether a noun is a bare 'the sides', 'both countries', 'the two governments'."""
    word = lemma(head)
    if word not in PLAIN_SIDES and word not in COUNTED_SIDES:
        return False
    modified = any(
        c.dep_ in {"poss", "compound", "nmod"} or (c.dep_ == "amod" and c.lower_ not in SIDE_ADJECTIVES)
        or (c.dep_ == "prep" and c.lower_ in {"of", "in", "from"})
        for c in head.children
    )  # fmt: skip
    named = any(c.dep_ == "det" for c in head.children) or has_number(head)
    return is_plural(head) and not modified and named and (word in PLAIN_SIDES or has_number(head))


def in_time(passage: Passage, token: "Token") -> bool:
    """Tell whether a token belongs to a time expression."""
    at = passage.at(token)
    return any(time.core[0] <= at < time.core[1] for time in passage.times)
