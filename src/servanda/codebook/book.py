"""The codebook, loaded: codes with their cues, qualifiers, word classes and lists."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, wraps
from pathlib import Path
from typing import Any, TypeVar

from servanda.codebook.checks import check_code, check_words
from servanda.codebook.files import convert, find_home, load_yaml
from servanda.codebook.lists import Facts, Lists, load_lists
from servanda.codebook.shapes import Code, File, Pattern, Qualifiers, Topic
from servanda.codebook.trees import read_tree
from servanda.model.kinds import Stake

DEFAULT = "settlement"
Made = TypeVar("Made")


@dataclass(frozen=True)
class Codebook:
    """All rules of a codebook folder. Immutable; load once, hand on."""

    home: Path
    file: File
    codes: Mapping[str, Code]
    words: Mapping[str, frozenset[str]]
    qualifiers: Qualifiers
    lists: Lists

    @property
    def name(self) -> str:
        """Name and version, as claims carry it: ``plover-settlement@2026.1``."""
        return f"{self.file.name}@{self.file.version}"

    @cached_property
    def digest(self) -> str:
        """12 hex digits of the SHA-256 of all files of the codebook."""
        total = hashlib.sha256()
        for path in sorted(p for p in self.home.rglob("*") if p.is_file()):
            total.update(path.relative_to(self.home).as_posix().encode())
            total.update(path.read_bytes())
        return total.hexdigest()[:12]

    @property
    def topics(self) -> Mapping[str, Topic]:
        """Topics by code."""
        return self.lists.topics

    def stake(self, publisher: str | None) -> Stake:
        """Return the stake of a publisher, ``unknown`` where the list does not have it."""
        return self.lists.stakes.get((publisher or "").casefold(), "unknown")

    def describe(self, name: str) -> Facts | None:
        """Return what the lists know of a canonical name; offices and ministries of a state are understood."""
        facts = self.lists.facts.get(name)
        if facts is not None:
            return facts
        head, _, owner = name.rpartition(" of ")
        state = self.lists.facts.get(owner)
        whole = self.lists.offices.get(name)
        if whole is not None and whole.whole:
            known = state or self.describe(whole.body or "")
            return Facts(name, "person", known.country if known else None, whole.sector)
        if not head or state is None:
            return None
        office = self.lists.offices.get(head)
        if office is not None:
            return Facts(name, "person", state.country, office.sector)
        named = self.words["organisation"].intersection(head.lower().split())
        if named and head not in self._ministries:
            return None
        return Facts(name, "government-body", state.country, self._ministries.get(head, "GOV"))

    def state_of(self, country: str | None) -> str | None:
        """Return the state of a country code, None where the lists have none."""
        return self._states.get(country or "")

    @cached_property
    def seats(self) -> dict[str, str]:
        """Other names and seats of states that stand among the bodies, with their state: 'Tiraspol' → 'Transnistria'."""
        facts = self.lists.facts
        bodies = (e for e in self.lists.entries if e.kind == "body" and e.value in facts)
        return {e.words: e.value for e in bodies if facts[e.value].kind == "state"}

    @cached_property
    def _states(self) -> dict[str, str]:
        facts = self.lists.facts.values()
        return {known.country: known.name for known in facts if known.kind == "state" and known.country}

    @cached_property
    def _ministries(self) -> dict[str, str | None]:
        return {e.value: e.sector for e in self.lists.entries if e.kind == "ministry"}

    def expand(self, names: list[str]) -> frozenset[str]:
        """Return lemmas with every ``@class`` replaced by the words of that class; ``@class home`` puts a particle behind each."""
        expanded: set[str] = set()
        for name in names:
            if name.startswith("@"):
                kind, _, particle = name[1:].partition(" ")
                expanded |= {f"{word} {particle}".strip() for word in self.words[kind]}
            else:
                expanded.add(name)
        return frozenset(expanded)

    @cached_property
    def by_verb(self) -> dict[str, list[tuple[Code, Pattern]]]:
        """Cues by the first word of their verb lemma."""
        return self._index("verb")

    @cached_property
    def by_noun(self) -> dict[str, list[tuple[Code, Pattern]]]:
        """Cues by their noun lemma."""
        return self._index("noun")

    @cached_property
    def kept(self) -> dict[object, Any]:
        """What others have made of the codebook, by its maker; see `keep`."""
        return {}

    def _index(self, field: str) -> dict[str, list[tuple[Code, Pattern]]]:
        index: dict[str, list[tuple[Code, Pattern]]] = {}
        for code in self.codes.values():
            for pattern in code.cues:
                for lemma in self.expand(getattr(pattern, field)):
                    index.setdefault(lemma, []).append((code, pattern))
        return index


def keep(make: Callable[[Codebook], Made]) -> Callable[[Codebook], Made]:
    """Let a function of a codebook be called once for each: what it makes is kept with the codebook."""

    @wraps(make)
    def recall(codebook: Codebook) -> Made:
        if make not in codebook.kept:
            codebook.kept[make] = make(codebook)
        made: Made = codebook.kept[make]
        return made

    return recall


@cache
def load(path: Path | None = None) -> Codebook:
    """Load a codebook folder (default: the bundled one). Raises CodebookError with file:line."""
    home = path or find_home() / DEFAULT
    file = load_yaml(home / "codebook.yaml", File)
    words = _load_words(home / "words.yaml")
    codes: dict[str, Code] = {}
    for source in sorted((home / "types").glob("*.yaml")):
        tree = read_tree(source)
        code = convert(tree, Code)
        check_code(tree, code, words)
        if code.status == "active":
            codes[source.stem] = code
    return Codebook(
        home, file, codes, words, load_yaml(home / "qualify.yaml", Qualifiers), load_lists(home / "lists")
    )


def _load_words(path: Path) -> dict[str, frozenset[str]]:
    tree = read_tree(path)
    words = convert(tree, dict[str, list[str]])
    check_words(tree, words)
    return {name: frozenset(lemmas) for name, lemmas in words.items()}
