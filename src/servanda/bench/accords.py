"""Answers for agreement texts: how they are written, whose name is whose, what counts as the same deadline."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, Literal

import msgspec

from servanda.bench.suites import SuiteError
from servanda.text.abbreviations import WORD, list_abbreviations

OWN_GOLD: Final = Path("tests/suites/agreement")
"""Where answers stand that are not beside their text, seen from the working directory."""
_SMALL: Final = frozenset(
    "a an and any all at by each every for from in its of on or other s such that the their these this those to upon "
    "which with".split()
)
_ALIKE: Final = {
    "beginning": "start", "begin": "start", "commence": "start", "commencement": "start", "entry": "start",
    "expiry": "end", "expiration": "end", "conclusion": "end", "completion": "end", "complete": "end",
    "signing": "sign", "signature": "sign", "signed": "sign", "formation": "form", "formed": "form",
    "establishment": "form", "established": "form", "date": "", "day": "", "period": "", "following": "",
}  # fmt: skip
"""Words of anchors that say the same; those that say nothing are left out."""
_EVERYBODY: Final = frozenset({"party", "side", "signatory", "stakeholder"})

Form = Literal[
    "absolute", "after-signature", "after-event", "day-n", "window", "before-event", "simultaneous", "duration",
    "vague",
]  # fmt: skip


class GoldDeadline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The time of an act: where its words stand, what form it has, in a few words what it counts from."""

    form: Form
    span: tuple[int, int] | None = None
    anchor: str | None = None


class GoldCommitment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One commitment of a point; no word of the text itself but names, verb and object."""

    span: tuple[int, int]
    act: str
    kind: Literal["obligation", "prohibition", "permission", "procedure"]
    obligors: tuple[str, ...] = ()
    deadline: GoldDeadline | None = None


class GoldPoint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one point lays down. own: where its own words stand. digest: of the whole text."""

    point: str
    digest: str
    own: tuple[tuple[int, int], ...] = ()
    commitments: tuple[GoldCommitment, ...] = ()


def find_gold(text: Path) -> Path | None:
    """Return the answers to a text: `NAME.gold.jsonl` beside it, else `tests/suites/agreement/NAME.jsonl`."""
    places = (text.with_name(f"{text.stem}.gold.jsonl"), OWN_GOLD / f"{text.stem}.jsonl")
    return next((place for place in places if place.is_file()), None)


def load_gold(path: Path, digest: str) -> dict[str, GoldPoint]:
    """Load answers by point; raises SuiteError with the line that is wrong or made for another text."""
    points: dict[str, GoldPoint] = {}
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            point = msgspec.json.decode(line, type=GoldPoint)
        except msgspec.MsgspecError as error:
            raise SuiteError(
                f"{path}:{number}: not a point with its answers ({error}); mend the line"
            ) from error
        if point.digest != digest:
            raise SuiteError(
                f"{path}:{number}: made for another text (digest {point.digest}, this one has {digest}); "
                "take the text that the answers were made for, or make them anew"
            )
        points[point.point] = point
    return points


class Names:
    """Whose name is whose in a text: by its own abbreviations, initials, and longer and shorter forms."""

    def __init__(self, text: str) -> None:
        """Take the abbreviations that the text explains: "Joint Border Board (JBB)"."""
        self.long = dict(list_abbreviations(text))

    def is_same(self, left: str, right: str) -> bool:
        """Whether two names mean one: same words, one the abbreviation of the other, one within the other."""
        one, two = self._expand(left), self._expand(right)
        if not one or not two:
            return False
        if one <= two or two <= one:
            return True
        shorts = {_squeeze(name) for name in (left, right) if _is_short(name)}
        return (
            bool(shorts)
            and shorts <= {_squeeze(left), _squeeze(right)}
            and (_initials(left) == _squeeze(right) or _initials(right) == _squeeze(left))
        )

    def agree(self, gold: Iterable[str], found: Iterable[Mapping[str, object] | Iterable[str]]) -> bool:
        """Whether those found are those of the answers, none missing and none too many.

        found: for each mention the names it may go by. "The parties" may be told one by one.
        """
        wanted, mentions = list(gold), [list(mention) for mention in found]
        if len(wanted) == 1 and self._expand(wanted[0]) <= _EVERYBODY and wanted and len(mentions) > 1:
            return True

        def fits(name: str, mention: list[str]) -> bool:
            return any(self.is_same(name, other) for other in mention)

        return all(any(fits(name, mention) for mention in mentions) for name in wanted) and all(
            any(fits(name, mention) for name in wanted) for mention in mentions
        )

    def _expand(self, name: str) -> frozenset[str]:
        """Return the words of a name that count, its abbreviations written out, seven letters of each."""
        words: set[str] = set()
        for word in name.replace("(", " ").replace(")", " ").split():
            long = self.long.get(word.strip(".,;:’'\"”“"))
            words |= _list_words(long) if long else _list_words(word)
        return frozenset(words)


def _is_short(name: str) -> bool:
    """Whether a name is an abbreviation."""
    return " " not in name.strip() and sum(letter.isupper() for letter in name) >= 2


def _squeeze(name: str) -> str:
    """Return the capitals of an abbreviation; of other names nothing that an abbreviation could be."""
    return "".join(letter for letter in name if letter.isupper()) if _is_short(name) else f" {name}"


def _initials(name: str) -> str:
    """Return the initials of a name of several words, without the small ones."""
    return "".join(word[0].upper() for word in WORD.findall(name) if word.lower() not in _SMALL)


def _list_words(text: str) -> frozenset[str]:
    """Return the words that count, singular, seven letters of each."""
    return frozenset(_trim(word.lower())[:7] for word in WORD.findall(text) if word.lower() not in _SMALL)


def _trim(word: str) -> str:
    """Return the singular of a regular plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


class Anchors:
    """Whether two anchors mean one: the words that count of the shorter all stand in the longer."""

    def __init__(self, names: Names) -> None:
        """Take the names, whose abbreviations anchors use too."""
        self.names = names

    def is_same(self, left: str | None, right: str | None) -> bool:
        """Whether two anchors are one; both missing are."""
        one, two = self._read(left or ""), self._read(right or "")
        if not one or not two:
            return not one and not two
        return one <= two or two <= one

    def _read(self, text: str) -> frozenset[str]:
        """Return the words of an anchor that count."""
        words: set[str] = set()
        for word in WORD.findall(text):
            long = self.names.long.get(word)
            for piece in WORD.findall(long) if long else [word]:
                lowered = piece.lower()
                alike = _ALIKE.get(_trim(lowered), _ALIKE.get(lowered))
                if alike is None and lowered not in _SMALL and not lowered.isdigit():
                    words.add(_trim(lowered)[:6])
                elif alike:
                    words.add(alike)
        return frozenset(words)
