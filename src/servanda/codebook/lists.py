"""The codebook's flat lists, and what they know of a name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, cast, get_args

from servanda.codebook.files import load_csv, split_cell
from servanda.codebook.shapes import Topic
from servanda.codebook.trees import CodebookError
from servanda.model.kinds import ActorKind, Level, Stake

EntryKind = Literal[
    "state", "adjective", "demonym", "capital", "government", "body", "place", "office", "ministry"
]


_GOVERNMENT: Final = " government"
"""'<adjective> government' is the state's government, whatever body's other name it is."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an actor's canonical name. country: ISO 3166-1 alpha-3 or a PLOVER code (IGO, UNO …)."""

    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in the lexicon: `words` mean `value`. level and body only for offices.

    whole: the office or ministry needs no state after it ("Secretary of State of United States").
    """

    words: str
    value: str
    kind: EntryKind
    country: str | None = None
    sector: str | None = None
    level: Level | None = None
    body: str | None = None
    framework: bool = False
    precision: str | None = None
    whole: bool = False


@dataclass(slots=True)
class Lists:
    """All lists, loaded. `facts` by canonical name; `entries` for the lexicon."""

    facts: dict[str, Facts] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    topics: dict[str, Topic] = field(default_factory=dict)
    stakes: dict[str, Stake] = field(default_factory=dict)
    leaders: dict[str, str] = field(default_factory=dict)
    """Name of a leader, in full or as it is used alone, where it means one side only → state or body."""
    offices: dict[str, Entry] = field(default_factory=dict)


def load_lists(home: Path) -> Lists:
    """Load every list of a codebook folder; raises CodebookError with file:line."""
    lists = Lists()
    for add in (_add_states, _add_bodies, _add_offices, _add_ministries, _add_places):
        add(home, lists)
    _add_leaders(home, lists)
    columns: tuple[str, ...] = ("code", "words", "pam")
    for row in load_csv(home / "topics.csv", columns, filled=("code", "words")):
        lists.topics[row["code"]] = Topic(
            code=row["code"], words=split_cell(row["words"]), pam=split_cell(row["pam"])
        )
    columns = ("name", "aliases", "stake", "country")
    for row in load_csv(
        home / "publishers.csv", columns, filled=("name",), closed={"stake": get_args(Stake)}
    ):
        for name in (row["name"], *split_cell(row["aliases"])):
            lists.stakes[name.casefold()] = cast("Stake", row["stake"])
    return lists


def _add_states(home: Path, lists: Lists) -> None:
    columns = ("iso3", "name", "aliases", "adjectives", "demonyms", "capital", "government")
    for row in load_csv(home / "states.csv", columns, filled=("iso3", "name")):
        name, iso3 = row["name"], row["iso3"]
        aliases = split_cell(row["aliases"])
        lists.facts[name] = Facts(name, "state", iso3, "GOV", aliases)
        named: tuple[tuple[EntryKind, tuple[str, ...]], ...] = (
            ("state", (name, *aliases)),
            ("adjective", split_cell(row["adjectives"])),
            ("demonym", split_cell(row["demonyms"])),
            ("capital", split_cell(row["capital"])),
            (
                "government",
                tuple(w for w in split_cell(row["government"]) if w not in split_cell(row["capital"])),
            ),
        )
        lists.entries.extend(Entry(words, name, kind, iso3) for kind, group in named for words in group)


def _add_bodies(home: Path, lists: Lists) -> None:
    columns = ("name", "acronyms", "aliases", "kind", "sector", "country", "framework")
    adjectives = {e.words for e in lists.entries if e.kind == "adjective"}
    closed = {"kind": get_args(ActorKind), "framework": ("yes", "no", "")}
    for row in load_csv(home / "bodies.csv", columns, filled=("name",), closed=closed):
        aliases = tuple(
            alias
            for alias in (*split_cell(row["acronyms"]), *split_cell(row["aliases"]))
            if not (alias.endswith(_GOVERNMENT) and alias.removesuffix(_GOVERNMENT) in adjectives)
        )
        country, sector = row["country"] or None, row["sector"] or None
        lists.facts[row["name"]] = Facts(
            row["name"], cast("ActorKind", row["kind"]), country, sector, aliases
        )
        for words in (row["name"], *aliases):
            lists.entries.append(
                Entry(words, row["name"], "body", country, sector, framework=row["framework"] == "yes")
            )


def _add_offices(home: Path, lists: Lists) -> None:
    columns = ("office", "words", "level", "sector", "body")
    closed = {"level": get_args(Level)}
    for row in load_csv(home / "offices.csv", columns, filled=("office", "words"), closed=closed):
        office, whole = row["office"].replace(" of {state}", ""), "{state}" not in row["office"]
        for words in split_cell(row["words"]):
            if len(words) < 3:
                continue
            entry = Entry(
                words, office, "office", None, row["sector"] or None, cast("Level", row["level"]), row["body"] or None,
                whole=whole,
            )  # fmt: skip
            lists.entries.append(entry)
            lists.offices.setdefault(office, entry)


def _add_ministries(home: Path, lists: Lists) -> None:
    for row in load_csv(home / "ministries.csv", ("body", "words", "sector"), filled=("body", "words")):
        body = row["body"].replace(" of {state}", "")
        whole = any(body.endswith(f" of {name}") for name in lists.facts)
        for words in split_cell(row["words"]):
            if len(words) >= 3:
                lists.entries.append(Entry(words, body, "ministry", None, row["sector"] or None, whole=whole))


def _add_places(home: Path, lists: Lists) -> None:
    columns = ("name", "aliases", "country", "precision", "kind", "wikidata")
    for row in load_csv(home / "places.csv", columns, filled=("name",)):
        for words in (row["name"], *split_cell(row["aliases"])):
            lists.entries.append(
                Entry(words, row["name"], "place", row["country"] or None, precision=row["precision"] or None)
            )


def _add_leaders(home: Path, lists: Lists) -> None:
    path = home / "leaders.csv"
    sides: dict[str, set[str]] = {}
    for row in (
        load_csv(path, ("name", "alone", "side", "from", "until"), filled=("name", "side"))
        if path.exists()
        else ()
    ):
        if row["side"] not in lists.facts:
            raise CodebookError(f"{path}: no state or body {row['side']!r}; name it as the lists do")
        for name in {row["name"], row["alone"]} - {""}:
            sides.setdefault(name, set()).add(row["side"])
    lists.leaders.update((name, next(iter(found))) for name, found in sides.items() if len(found) == 1)


def find_duplicates(lists: Lists) -> Iterator[tuple[str, list[Entry]]]:
    """Yield words that two different values of one kind claim."""
    seen: dict[tuple[str, str], list[Entry]] = {}
    for entry in lists.entries:
        seen.setdefault((entry.kind, entry.words), []).append(entry)
    for (_, words), entries in seen.items():
        if len({entry.value for entry in entries}) > 1:
            yield words, entries
