"""The words and patterns for times, loaded from the codebook's ``times`` folder and compiled once.

A text is turned into a string with one character for each token (its *kind*: the
set of word classes that the token belongs to); patterns are regular expressions
over that string. So a pattern reads like the phrase, and matching stays fast.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

import msgspec

from servanda.codebook.files import CodebookError, find_home, load_yaml

_REPEATS: Final = {"?": "?", "*": "{0,9}"}
"""What the signs of a pattern mean. Nothing repeats without end, so a text of one word a thousand times stays cheap."""
OTHER: Final = "!"
"""The character of a token that belongs to no class."""

FIGURES: Final[dict[str, frozenset[str]]] = {
    "zero": frozenset({"num", "hour"}),
    "zeros": frozenset({"num", "hour", "two"}),
    "digit": frozenset({"num", "hour", "day"}),
    "hour": frozenset({"num", "hour", "day", "two"}),
    "day": frozenset({"num", "day", "two"}),
    "two": frozenset({"num", "two"}),
    "three": frozenset({"num", "three"}),
    "year": frozenset({"num", "year4"}),
    "yearhour": frozenset({"num", "year4", "hhmm"}),
    "hhmm": frozenset({"hhmm"}),
    "number": frozenset({"num"}),
    "ord31": frozenset({"ordinal", "ord31"}),
    "ordinal": frozenset({"ordinal"}),
    **{name: frozenset({name}) for name in ("iso", "dmy", "clock", "decade", "aposyear", "poss", "break")},
    **{name: frozenset({name}) for name in ("comma", "dot", "dash", "slash", "open", "close", "stop")},
}
"""Kinds of figures and marks that need no word list → their classes."""

_TOKEN = re.compile(r"\s*(?:(?P<name>\w+)=|(?P<word>\w+)|'(?P<literal>[^']+)'|(?P<sign>[()|?*]))")


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pattern as it stands in the file."""

    id: str
    reads: str
    pattern: str
    examples: tuple[str, ...]
    then: bool = False
    event: bool = False
    inside: bool = False


class WordsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of ``words.yaml``."""

    words: dict[str, dict[str, str]]
    capital: tuple[str, ...]
    relations: dict[str, tuple[str, ...]]
    vague: tuple[str, ...]
    events: tuple[str, ...]
    feasts: dict[str, str] = {}


class ListsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of ``lists.yaml``."""

    lists: dict[str, tuple[str, ...]]


class RulesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of ``rules.yaml``."""

    parts: dict[str, str]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rule with its regular expression over kinds."""

    rule: Rule
    regex: re.Pattern[str]
    order: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that matching needs.

    kinds: word as written → its character; figures: kind of figure or mark → its
    character; members: class → characters; first: character → rules that may start with it.
    """

    words: dict[str, dict[str, str]]
    rules: tuple[Rule, ...]
    kinds: dict[str, str]
    figures: dict[str, str]
    members: dict[str, frozenset[str]]
    first: dict[str, tuple[Pattern, ...]]
    relations: dict[str, str]
    longest_relation: int
    events: frozenset[str]
    feasts: dict[str, str]
    lists: dict[str, frozenset[str]]

    def value(self, name: str, word: str) -> str | None:
        """Return the value of a word in a class, or None where it is no member."""
        return self.words[name].get(word)


@cache
def load_lexicon() -> Lexicon:
    """Return the compiled lexicon of the bundled codebook."""
    home = find_home() / "settlement" / "times"
    return compile_lexicon(
        load_yaml(home / "words.yaml", WordsFile),
        load_yaml(home / "lists.yaml", ListsFile),
        load_yaml(home / "rules.yaml", RulesFile),
    )


def compile_lexicon(words: WordsFile, lists: ListsFile, patterns: RulesFile) -> Lexicon:
    """Compile words and patterns; raises CodebookError for a pattern that cannot be read."""
    rules = [
        *patterns.rules,
        Rule("vague", "vague", _join_phrases(tuple(sorted(words.vague, key=len, reverse=True))), ()),
    ]
    parts = patterns.parts | (
        {"feast": _join_phrases(tuple(sorted(words.feasts, key=len, reverse=True)))} if words.feasts else {}
    )
    forms = _collect_forms(words, [*parts.values(), *(rule.pattern for rule in rules)])
    kinds = sorted({*forms.values(), *FIGURES.values()}, key=sorted)
    character = {kind: chr(0x100 + number) for number, kind in enumerate(kinds)}
    members: dict[str, set[str]] = {}
    for kind, mark in character.items():
        for name in kind:
            members.setdefault(name, set()).add(mark)
    frozen = {name: frozenset(marks) for name, marks in members.items()}
    first: dict[str, list[Pattern]] = {}
    for order, rule in enumerate(rules):
        source, starts = _Compiler(rule, parts, frozen).compile()
        pattern = Pattern(rule, re.compile(source), order)
        for mark in starts:
            first.setdefault(mark, []).append(pattern)
    relations = {phrase: name for name, phrases in words.relations.items() for phrase in phrases}
    return Lexicon(
        words=words.words,
        rules=tuple(rules),
        kinds={form: character[names] for form, names in forms.items()},
        figures={name: character[names] for name, names in FIGURES.items()},
        first={mark: tuple(patterns) for mark, patterns in first.items()},
        members=frozen,
        relations=relations,
        longest_relation=max(phrase.count(" ") + 1 for phrase in relations),
        events=frozenset(words.events),
        feasts=words.feasts,
        lists={name: frozenset(members) for name, members in lists.lists.items()},
    )


def _join_phrases(phrases: tuple[str, ...]) -> str:
    """Return phrases as a pattern; 's stands for any apostrophe."""
    return (
        "( "
        + " | ".join(
            " ".join("poss" if word == "'s" else f"'{word}'" for word in phrase.replace("'s", " 's").split())
            for phrase in phrases
        )
        + " )"
    )


def _collect_forms(file: WordsFile, sources: list[str]) -> dict[str, frozenset[str]]:
    """Return word as written → its classes: those of the lists, and itself where a pattern names it."""
    found: dict[str, set[str]] = {}
    for name, words in file.words.items():
        for word in words:
            found.setdefault(word, set()).add(name)
    for source in sources:
        for match in _TOKEN.finditer(source):
            if match["literal"]:
                found.setdefault(match["literal"], set()).add(f"'{match['literal']}'")
    forms: dict[str, frozenset[str]] = {}
    for word, names in found.items():
        forms[word.capitalize()] = forms[word.upper()] = frozenset(names)
        if lower := names.difference(file.capital):
            forms[word] = frozenset(lower)
    return forms


class _Compiler:
    """Turns one pattern into a regular expression over kinds, and finds the kinds that it may start with."""

    def __init__(self, rule: Rule, parts: dict[str, str], members: dict[str, frozenset[str]]) -> None:
        self.rule = rule
        self.parts = parts
        self.members = members

    def compile(self) -> tuple[str, set[str]]:
        source, starts, empty = self._read(self._tokens(self.rule.pattern))
        if empty:
            raise CodebookError(f"rules.yaml: pattern {self.rule.id} fits the empty text")
        return source, starts

    def _tokens(self, pattern: str) -> list[tuple[str, str]]:
        tokens: list[tuple[str, str]] = []
        position = 0
        while position < len(pattern.rstrip()):
            match = _TOKEN.match(pattern, position)
            if match is None or match.lastgroup is None:
                raise CodebookError(
                    f"rules.yaml: pattern {self.rule.id} cannot be read at {pattern[position:]!r}"
                )
            tokens.append((match.lastgroup, match[match.lastgroup]))
            position = match.end()
        return tokens[::-1]

    def _read(self, tokens: list[tuple[str, str]]) -> tuple[str, set[str], bool]:
        """Read alternatives up to a closing bracket or the end; tokens are taken from the end of the list."""
        sources: list[str] = []
        starts: set[str] = set()
        empty = False
        while True:
            source, begins, nothing = self._read_sequence(tokens)
            sources.append(source)
            starts |= begins
            empty = empty or nothing
            if not tokens or tokens[-1] == ("sign", ")"):
                break
            tokens.pop()
        return "|".join(sources), starts, empty

    def _read_sequence(self, tokens: list[tuple[str, str]]) -> tuple[str, set[str], bool]:
        source, starts, empty = "", set[str](), True
        name: str | None = None
        while tokens and tokens[-1] not in (("sign", ")"), ("sign", "|")):
            sort, word = tokens.pop()
            if sort == "name":
                name = word
                continue
            piece, begins, nothing = self._read_piece(sort, word, tokens)
            if name is not None:
                piece, name = f"(?P<{name}>{piece})", None
            while tokens and tokens[-1] in (("sign", "?"), ("sign", "*")):
                piece += _REPEATS[tokens.pop()[1]]
                nothing = True
            source += piece
            if empty:
                starts |= begins
            empty = empty and nothing
        return source, starts, empty

    def _read_piece(self, sort: str, word: str, tokens: list[tuple[str, str]]) -> tuple[str, set[str], bool]:
        if sort == "sign" and word == "(":
            source, starts, empty = self._read(tokens)
            tokens.pop()
            return f"(?:{source})", starts, empty
        if sort == "word" and word in self.parts:
            source, starts, empty = self._read(self._tokens(self.parts[word]))
            return f"(?:{source})", starts, empty
        marks = self.members.get(f"'{word}'" if sort == "literal" else word)
        if not marks:
            raise CodebookError(f"rules.yaml: pattern {self.rule.id} names {word!r}, which is no class")
        return f"[{''.join(sorted(marks))}]", set(marks), False
