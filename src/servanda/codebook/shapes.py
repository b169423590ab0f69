"""The shapes of codebook files, each declared once. Unknown keys are refused."""

from typing import Annotated, Literal

import msgspec

Filled = Annotated[str, msgspec.Meta(min_length=1)]

Effect = Literal[
    "speak", "accuse", "deny", "agree", "schedule", "propose", "threaten", "condition", "refuse", "begin",
    "hypothesis", "possible",
]  # fmt: skip


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The codebook itself: codebook.yaml."""

    name: Filled
    version: Filled
    label: str
    licence: str
    sources: list[str] = []


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One cue of a code: words that, standing so, make a claim of that code.

    verb: lemmas of the predicate, particles after a space (``hand over``).
    noun: lemmas of a nominal predicate (``withdrawal of troops``).
    object: lemmas that the object (or passive subject) must have; ``@name`` is a
    word class of words.yaml; empty: any or none. needs: ``object``: some object
    must be there; ``actor-object``: the object must be an actor; ``state-object``: it must be
    named like a state; ``place-object``: it must have a name, and not a person's; ``person-object``: it must be somebody; ``sided-object``: it must be an actor or a thing of one ("a Saudi refinery"); ``none``: no object;
     ``named-person``: a person by name; ``denied``: the verb must be negated; ``told``: somebody as object and an infinitive ("pushed Chad to leave");
     ``to-do``: an infinitive; ``peace-mission``: the clause must speak of peacekeeping; subject: lemmas that the subject must have;
    ``two-sides``: at least two must take part. prep: prepositions one of which must
    be there, with their object matched by `object` where there is no direct object.
    recipient: prepositions that bring the recipient. actor: who acts (``giver``: whom the
    cue's recipient prepositions bring, the subject being acted on: "received rifles from"). mode: the
    finer kind of act. force, state, negated: what the words themselves say, in the
    record's own terms.
    example: a sentence of our own in which this cue fires; checked by
    ``servanda codebook check``.
    """

    verb: list[str] = []
    noun: list[str] = []
    object: list[str] = []
    needs: Literal[
        "",
        "object",
        "actor-object",
        "state-object",
        "place-object",
        "person-object",
        "sided-object",
        "none",
        "two-sides",
        "demand",
        "named-person",
        "denied",
        "told",
        "to-do",
        "peace-mission",
    ] = ""
    subject: list[str] = []
    prep: list[str] = []
    recipient: list[str] = []
    actor: Literal["subject", "object", "both", "giver"] = "subject"
    mode: str | None = None
    force: str | None = None
    state: str | None = None
    negated: bool = False
    example: str = ""


class Code(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One code of the codebook: types/ID.yaml."""

    id: Filled
    label: Filled
    kind: Literal["event", "meeting", "agreement", "commitment", "status"]
    status: Literal["active", "retired"] = "active"
    since: str
    quad: int | None = None
    hostile: bool = False
    definition: str
    include: str = ""
    exclude: str = ""
    maps: dict[str, list[str]] = {}
    cues: list[Pattern] = []
    examples: list[str] = []
    counterexamples: list[str] = []


class Qualifier(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A word that changes how what depends on it is meant: one row of qualify.yaml.

    effect: what it does. verb, noun, adjective: lemmas. scope: through which
    dependencies it reaches down (``clause``: that-clauses and speech; ``infinitive``;
    ``object``: nominal objects; ``of``: objects of its prepositions).
    negated: it also negates. example: a sentence where it works.
    """

    effect: Effect
    verb: list[str] = []
    noun: list[str] = []
    adjective: list[str] = []
    scope: list[Literal["clause", "infinitive", "object", "of"]] = []
    negated: bool = False
    example: str = ""


class Qualifiers(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """qualify.yaml: qualifiers, and the flat cue words of condition, background and negation."""

    qualifiers: list[Qualifier]
    condition: list[str] = []
    background: list[str] = []
    negation: list[str] = []
    according: list[str] = []


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """A topic: code, the words that name it, and the PAM types it maps to."""

    code: str
    words: tuple[str, ...]
    pam: tuple[str, ...]
