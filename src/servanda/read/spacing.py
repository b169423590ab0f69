"""Justified text: runs of blanks are read as one, and what is found is told at the places of the text itself."""

import re
from bisect import bisect_right

import msgspec

from servanda.model import Claim, Cue, Reading, Span, Value, digest_claim

_RUN = re.compile(r"(?<=[^\s])[ \t\xa0]{2,}(?=[^\s])")


class SingleSpaced:
    """A text with one blank for every run within a line, and the way back."""

    def __init__(self, text: str) -> None:
        """Write the copy."""
        self.source = text
        pieces: list[str] = []
        self._at: list[int] = [0]
        self._cut: list[int] = [0]
        last = cut = 0
        for run in _RUN.finditer(text):
            pieces += [text[last : run.start()], " "]
            last = run.end()
            cut += run.end() - run.start() - 1
            self._at.append(run.end() - cut)
            self._cut.append(cut)
        self.text = "".join([*pieces, text[last:]])

    @property
    def differs(self) -> bool:
        """Whether the text has any runs of blanks."""
        return len(self._at) > 1

    def origin(self, span: Span) -> Span:
        """Return where a span of the copy stands in the text."""
        start, end = span
        return (self._find(start), self._find(end - 1) + 1) if end > start else (self._find(start),) * 2

    def _find(self, place: int) -> int:
        return place + self._cut[bisect_right(self._at, place) - 1]

    def tell(self, reading: Reading) -> Reading:
        """Return a reading of the copy as one of the text."""
        document = msgspec.structs.replace(reading.document, text=self.source)
        issues = tuple(
            issue if issue.span == (0, 0) else msgspec.structs.replace(issue, span=self.origin(issue.span))
            for issue in reading.issues
        )
        claims = tuple(self._tell_claim(claim) for claim in reading.claims)
        return Reading(document=document, claims=claims, issues=issues)

    def _tell_claim(self, claim: Claim) -> Claim:
        """Return a claim with the places and words of the text."""
        roles = {name: tuple(map(self._tell_value, values)) for name, values in claim.roles.items()}
        said_by = tuple(map(self._tell_value, claim.said_by))
        span, cue = self.origin(claim.span), self.origin(claim.cue.span)
        return msgspec.structs.replace(
            claim,
            id=digest_claim(
                claim.document, claim.kind, claim.code, span, roles, claim.force, claim.negated, said_by
            ),
            span=span,
            roles=roles,
            said_by=said_by,
            cue=Cue(text=self.source[slice(*cue)], span=cue, rule=claim.cue.rule),
        )

    def _tell_value(self, value: Value) -> Value:
        """Return a value with its words as they stand."""
        span = self.origin(value.span)
        return msgspec.structs.replace(value, text=self.source[slice(*span)], span=span)
