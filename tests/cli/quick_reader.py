"""A reader of four kinds of sentence, so that commands can be tested without a language model."""

import re

from servanda.model import Claim, Cue, Document, Issue, Reading, Value, digest_claim

RULES = (
    ("meeting", "CONSULT", "asserted", re.compile(r"(?P<participant>[A-Z]\w+ [A-Z]\w+) (?P<cue>met) (?P<participant2>[A-Z]\w+ [A-Z]\w+)(?: in (?P<place>\w+))?")),
    ("meeting", "CONSULT", "scheduled", re.compile(r"(?P<participant>[A-Z]\w+ [A-Z]\w+) (?P<cue>will meet) (?P<participant2>[A-Z]\w+ [A-Z]\w+) on (?P<date>[\d-]+)")),
    ("commitment", "obligation", "agreed", re.compile(r"(?P<obligor>[A-Z]\w+) (?P<cue>agreed to) (?P<act>release prisoners)(?: by (?P<deadline>[\d-]+))?")),
    ("event", "ASSAULT", "alleged", re.compile(r"(?P<actor>[A-Z]\w+) (?P<cue>shelled) (?P<recipient>[A-Z]\w+)")),
)  # fmt: skip


def make(_path=None):
    """Return a maker of the reader, as `make_loader` does."""
    return load


def load():
    """Return the reader."""
    return read


def read(document: Document) -> Reading:
    """Return a claim for every sentence that one of the rules fits."""
    claims = [
        _claim(document, kind, code, force, match)
        for kind, code, force, pattern in RULES
        for match in pattern.finditer(document.text)
    ]
    issues = (
        ()
        if document.published
        else (Issue(code="no-dates", message="no date at all", document=document.id),)
    )
    return Reading(document=document, claims=tuple(claims), issues=issues)


def _claim(document, kind, code, force, match):
    roles = {}
    for name, words in match.groupdict().items():
        if words is not None and name != "cue":
            roles.setdefault(name.rstrip("2"), []).append(Value(words, words, match.span(name)))
    if "date" not in roles and document.published and kind != "commitment":
        roles["date"] = [Value(match["cue"], document.published, match.span("cue"), "the day of publication")]
    if kind == "commitment":
        roles["deadline-form"] = [Value("", "absolute" if "deadline" in roles else "none", (0, 0))]
    filled = {name: tuple(values) for name, values in roles.items()}
    return Claim(
        id=digest_claim(document.id, kind, code, match.span(), filled, force, False, ()), document=document.id,
        kind=kind, code=code, roles=filled, force=force, span=match.span(),
        cue=Cue(match["cue"], match.span("cue"), f"quick/{kind}#{match['cue']}"),
        coder="servanda-en@0.1.0", codebook="plover-settlement@2026.1",
    )  # fmt: skip
