"""Light verbs whose noun says what is done: 'gave notice of a truce' announces it, 'issued the order for a retreat' orders it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_VERBS = frozenset(
    [
        "give", "issue", "make", "serve", "take", "send", "sign", "set", "fix", "publish", "name", "announce",
        "pass", "adopt", "unveil", "present", "grant", "add", "lend",
    ]
)  # fmt: skip
_NOUNS = {
    "announce": frozenset({"notice", "word", "news", "announcement", "proclamation"}),
    "order": frozenset({"order", "orders", "command", "instruction", "instructions", "decree"}),
    "decide on": frozenset({"decision", "resolution"}),
    "schedule": frozenset({"date", "timetable", "timeline", "schedule", "calendar", "day"}),
}
_BRINGING = frozenset({"of", "for", "on", "to"})
_TIMES = frozenset({"DATE", "TIME"})


def read_herald(
    lemma: str, objects: "list[Token]", preps: "list[tuple[str, Token]]", below: "list[tuple[str, Token]]"
) -> "tuple[str, Token] | None":
    """Return (verb, what it tells of) that a light verb and its noun stand for, None where they stand for none.

    below: the prepositions that the noun itself carries.
    """
    if lemma not in _VERBS or len(objects) != 1:
        return None
    nouns = [objects[0], *(h for p, h in preps if p == "as")]
    for noun in nouns:
        verb = next((verb for verb, words in _NOUNS.items() if noun.lower_ in words), None)
        told = [
            h
            for p, h in (*below, *preps)
            if p in _BRINGING and h.i > noun.i and h.pos_ == "NOUN" and h.ent_type_ not in _TIMES
        ]
        if verb is not None and told and not (lemma == "take" and verb == "announce"):
            return verb, told[0]
    return None
