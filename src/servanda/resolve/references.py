"""Which agreement a claim speaks of: by title, acronym, date, place, or because its document is the agreement."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from servanda.model import Agreement
from servanda.resolve.names import fold
from servanda.resolve.rules import AgreementRules
from servanda.resolve.sketch import Days, Sketch
from servanda.resolve.told import Told, read_days

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_ISO = re.compile(r"\b(\d{4}) (\d{2})(?: (\d{2}))?\b")
_DAY_FIRST = re.compile(rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)? )?(?:of )?({'|'.join(MONTHS)}) (\d{{4}})\b")
_MONTH_FIRST = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})(?:st|nd|rd|th)? (\d{{4}})\b")
_SMALL_WORDS = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to", "between"})


class References:
    """Agreements by everything that a reference may name them with."""

    def __init__(
        self,
        agreements: Iterable[tuple[Agreement, Sequence[Sketch]]],
        told: Sequence[Told],
        rules: AgreementRules,
    ) -> None:
        """Index agreements, and documents that are agreements."""
        self.rules = rules
        self.signed: dict[str, Days | None] = {}
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        self._words: dict[str, frozenset[str]] = {}
        self._dated: list[tuple[Days, str]] = []
        self._in_document: defaultdict[str, list[tuple[tuple[int, int], str]]] = defaultdict(list)
        self._own: dict[str, str] = {}
        for agreement, group in agreements:
            self._add(agreement, group)
        self._own |= self._find_own(told)
        self._sole = set(self._own.values())

    def find(self, told: Told) -> str | None:
        """Return the id of the agreement that a claim speaks of, or None where it names none that is known."""
        reference = told.claim.first("agreement") or next(
            (v.text for v in told.claim.roles.get("agreement", ())), None
        )
        if reference is None:
            return self._own.get(told.document.id) or self._find_beside(told)
        found = self._find_named(reference)
        if len(found) == 1:
            return next(iter(found))
        if found or self._list_telling(reference):
            return None
        return self._find_understood(told)

    def find_own(self, document: str) -> str | None:
        """Return the agreement that a document is the text of, or None where it is none."""
        return self._own.get(document)

    def _add(self, agreement: Agreement, group: Sequence[Sketch]) -> None:
        """Put in one agreement."""
        key = agreement.id
        self.signed[key] = read_days(agreement.signed)
        titles = {title for sketch in group for title in sketch.told.claim.values("title")}
        for title in titles:
            self._add_name(title, key)
        places = {sketch.place for sketch in group if sketch.place is not None}
        self._words[key] = frozenset(
            word for title in (*titles, *places) for word in self._list_telling(title)
        )
        days = self.signed[key]
        if days is not None:
            self._dated.append((days, key))
        for sketch in group:
            self._in_document[sketch.document].append((sketch.told.claim.span, key))

    def _add_name(self, title: str, key: str) -> None:
        """Index a title and its acronym."""
        self._names[fold(title)].add(key)
        if acronym := _abbreviate(title):
            self._names[f"acronym {acronym}"].add(key)

    def _find_own(self, told: Sequence[Told]) -> dict[str, str]:
        """Return for documents that are agreements the agreement they are; a new one where no claim tells of it."""
        spans: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
        texts: dict[str, Told] = {}
        for one in told:
            if one.document.kind != "agreement":
                continue
            texts.setdefault(one.document.id, one)
            if (
                one.claim.kind == "agreement"
                and one.claim.code in self.rules.signature
                and not one.claim.background
            ):
                spans[one.document.id].add(one.claim.span)
        own: dict[str, str] = {}
        for name, one in texts.items():
            signed = {key for span, key in self._in_document[name] if span in spans[name]}
            own[name] = next(iter(signed)) if len(signed) == 1 else self._add_text(one)
        return own

    def _add_text(self, told: Told) -> str:
        """Put in a document that is an agreement; it counts as signed on the day it is published."""
        document = told.document
        known = self._find_titled(document.title)
        if known is not None:
            return known
        key = f"document {document.id}"
        self.signed[key] = told.published
        if document.title:
            self._add_name(document.title, key)
            self._words[key] = frozenset(self._list_telling(document.title))
        if told.published is not None:
            self._dated.append((told.published, key))
        return key

    def _find_titled(self, title: str | None) -> str | None:
        """Return the one agreement that others know by this title or its acronym."""
        if not title:
            return None
        acronym = _abbreviate(title)
        found = set(self._names.get(fold(title), ()))
        found |= {
            key
            for name, keys in self._names.items()
            if acronym and name.replace(" ", "") == acronym
            for key in keys
        }
        return next(iter(found)) if len(found) == 1 else None

    def _find_named(self, reference: str) -> set[str]:
        """Return the agreements that a reference may name: by title, by acronym, by date, by telling words."""
        folded = fold(reference)
        for name in (folded, f"acronym {folded.replace(' ', '')}"):
            if name in self._names:
                return set(self._names[name])
        days = read_reference_days(folded)
        telling = set(self._list_telling(reference))
        found = {key for signed, key in self._dated if days and signed[0] <= days[1] and days[0] <= signed[1]}
        if days is not None:
            exact = {key for key in found if self.signed.get(key) == days}
            return exact or found
        return {key for key, words in self._words.items() if telling and telling <= words}

    def _find_understood(self, told: Told) -> str | None:
        """Return the one agreement meant by "the agreement": the document's own, its only one, the record's only text."""
        if told.document.id in self._own:
            return self._own[told.document.id]
        here = {key for _, key in self._in_document[told.document.id]}
        if len(here) == 1:
            return next(iter(here))
        return next(iter(self._sole)) if not here and len(self._sole) == 1 else None

    def _find_beside(self, told: Told) -> str | None:
        """Return the one agreement told of in the same words (signed a deal to exchange prisoners, has not done what it requires)."""
        start, end = told.claim.span
        here = {key for span, key in self._in_document[told.document.id] if span[0] < end and start < span[1]}
        return next(iter(here)) if len(here) == 1 and told.claim.kind in ("commitment", "status") else None

    def _list_telling(self, text: str) -> list[str]:
        """Return the words of a reference that tell an agreement from others."""
        return [
            word
            for word in fold(text).split()
            if word not in self.rules.generic and not word.isdigit() and word not in MONTHS
        ]


def _abbreviate(title: str) -> str:
    """Return the initials of a title's words, without the small ones; empty where they are too few to tell anything."""
    initials = "".join(word[0] for word in fold(title).split() if word not in _SMALL_WORDS)
    return initials if len(initials) > 2 else ""


def read_reference_days(folded: str) -> Days | None:
    """Return the days that a reference's date covers (2020-11-09, 9 November 2020, November 2020), or None."""
    if match := _ISO.search(folded):
        year, month, day = match[1], match[2], match[3]
    elif match := _MONTH_FIRST.search(folded):
        year, month, day = match[3], f"{MONTHS.index(match[1]) + 1:02d}", match[2]
    elif match := _DAY_FIRST.search(folded):
        year, month, day = match[3], f"{MONTHS.index(match[2]) + 1:02d}", match[1]
    else:
        return None
    return read_days(f"{year}-{month}-{int(day):02d}" if day else f"{year}-{month}")
