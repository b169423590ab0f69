"""What an act reaches: things, places, and the sides that stand behind them."""

from typing import TYPE_CHECKING

from servanda.model import Value
from servanda.read.acts import noun_words
from servanda.read.clauses import Clause
from servanda.read.discourse import Mention
from servanda.read.draft import Draft
from servanda.read.passage import Passage
from servanda.read.scene import Scene

if TYPE_CHECKING:
    from servanda.text.parsed import Token

_TARGETED = frozenset(
    [
        "shell",
        "bomb",
        "bombard",
        "strike",
        "attack",
        "capture",
        "seize",
        "storm",
        "raid",
        "burn",
        "overrun",
        "take",
        "hit",
        "pound",
        "target",
        "torch",
        "loot",
        "enter",
        "fire",
    ]
)


def place_targets(scene: Scene, draft: Draft, clause: Clause, recipients: list[Mention]) -> None:
    """Take an unknown proper name that is shelled or seized for a place, not for somebody."""
    for mention in recipients:
        unknown = mention.kind in {"group", "person"} and mention.office is None and mention.value is not None
        unknown = unknown and scene.codebook.describe(mention.value or "") is None
        if (
            unknown
            and (
                clause.lemma in _TARGETED
                or draft.mode == "withdraw"
                or (draft.code == "RETREAT" and clause.has("from"))
            )
            and not scene.namer.discourse.has_acted(mention.value or "", mention.span[0])
        ):
            draft.roles["recipient"] = [
                v for v in draft.roles.get("recipient", []) if v.value != mention.value
            ]
            draft.add("place", mention.as_value())


def describe_thing(passage: Passage, head: "Token") -> Value:
    """Return what is acted on, as its words and in short."""
    start = min(head.left_edge.i, head.i)
    return passage.cite(start, head.i + 1, noun_words(passage, head))


def merge(first: list[Mention], second: list[Mention]) -> list[Mention]:
    """Return two lists of mentions as one, each value once."""
    return first + [m for m in second if all(m.value != o.value for o in first)]


def list_sides(scene: Scene, mentions: list[Mention]) -> list[Value]:
    """Return mentions as the countries or organisations that they act for."""
    values: list[Value] = []
    for mention in mentions:
        side = scene.namer.side_of(mention)
        if side is None:
            values.append(mention.as_value())
        else:
            reason = mention.inferred or (
                f"{mention.value} acts for {side}" if mention.kind in {"person", "office"} else None
            )
            values.append(Value(text=mention.text, value=side, span=mention.span, inferred=reason))
    return list({v.value: v for v in reversed(values)}.values())[::-1]
