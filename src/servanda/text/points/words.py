"""The words by which the parts of an agreement are known."""

import re

from servanda.text.points.numerals import WORD_PATTERN

KINDS = {
    "annex": [
        "annex",
        "annexe",
        "annexure",
        "appendix",
        "schedule",
        "attachment",
        "addendum",
        "anexo",
        "exhibit",
    ],
    "part": ["part", "book", "parte"],
    "title": ["title", "título", "titre"],
    "chapter": ["chapter", "capítulo", "chapitre"],
    "section": ["section", "sec.", "sección"],
    "article": ["article", "art.", "artículo", "artigo", "artikel"],
    "clause": ["clause", "rule", "principle", "provision", "commitment", "measure"],
    "point": ["point", "paragraph", "para.", "para", "item", "punto"],
}
"""Words that name a numbered unit, by the unit they stand for; from the outermost to the innermost."""
RANKS = {kind: rank for rank, kind in enumerate(KINDS)}
KIND_OF = {word: kind for kind, words in KINDS.items() for word in words}
CONTAINERS = frozenset(["annex", "part", "title", "chapter", "section"])
"""Units whose name stands in the path of what they hold; of the others only the number does."""

_REFERRING = (
    "of|in|to|by|under|with|from|at|on|for|per|the|this|that|said|see|and|or|than|as|also|between|through|"
    "articles?|art|sections?|chapters?|parts?|paragraphs?|paras?|points?|clauses?|rules?|annex(?:es)?|items?|"
    "sub-?paragraphs?|resolutions?|no|nos|numbers?|since|until|within|about|over|only|is|are|a|an|pursuant"
)
OPEN_END = re.compile(rf"(?:\b(?:{_REFERRING})|[(\[&-])$", re.IGNORECASE)
"""The end of a line that goes on: what follows it is no label."""
NUMBER_WORD = re.compile(rf"\b(?:{WORD_PATTERN}|hundred|thousand)\s*\(?$", re.IGNORECASE)
"""A number in words: the figure in brackets after it repeats it."""
CLOSED = re.compile(r"(?:[.;:!?,…]|\b(?:and|or|y|et|und))[\"”’»)\]*_]*$|[)\]]$", re.IGNORECASE)
TERMINAL = re.compile(r"[.!?…][\"”’»)\]*_]*$")
CHAPEAU = re.compile(r"(?::|:\s*[-–—]|[–—])[\"”*_]*$")
LIST_END = re.compile(r"(?:[;,]|;\s*(?:and|or)(?:/or)?|,\s*(?:and|or)|\b(?:and|or))\s*$")

_ADVERB = (
    r"(?:(?:deeply|further|also|again|fully|gravely|seriously|strongly|firmly|particularly|moreover|and|being|"
    r"once|more|solemnly|profoundly|duly|especially|hereby|greatly|while|thus|always)\s+){0,3}"
)
_STATE = (
    r"(?:whereas|mindful|cogni[sz]ant|conscious|convinced|determined|concerned|alarmed|disturbed|desirous|"
    r"pursuant|guided|resolved|aware|encouraged|committed|inspired|animated|moved|persuaded|anxious|"
    r"given\s+(?:that|the)|in\s+view\s+of|in\s+light\s+of|in\s+the\s+spirit|in\s+recognition|prompted|driven|"
    r"appalled|shocked|dismayed|saddened|gratified|disappointed|considerando|considérant|recordando|rappelant)"
)
RECITAL = re.compile(
    rf"[\"“*_\s]*{_ADVERB}(?:{_STATE}\b|(?!during\b|nothing\b|anything\b|king\b|peking\b|being\s+held)[a-z]{{3,}}ing\b(?!\s+(?:group|party|committee|arrangements?)\b))",
    re.IGNORECASE,
)
"""The start of a consideration: a gerund, "whereas", "mindful of" …"""
OPERATIVE = re.compile(
    r"(?:Further |Also |Hereby |Strongly |Again )?(?:Decides|Requests|Recommends|Resolves|Calls (?:upon|for|on)|Urges|"
    r"Demands|Approves|Authori[sz]es|Invites|Condemns|Endorses|Appeals|Adopts|Affirms|Declares|Directs|Appoints)\b"
)
"""The verb with which a body of several states opens a paragraph that binds."""
FORMULA = re.compile(
    r"\b(?:agree|agreed|declare|declared|adopt|adopted|decide|decided|announce|announced|undertake|resolve|"
    r"resolved|commit|stipulate|covenant|acknowledge|state|confirm)\b[^.;]{0,120}"
    r"(?:as\s+follows|the\s+following(?:\s+\w+){0,4}|as\s+set\s+out\s+below)\s*[:.,;–—-]{0,2}[*_\"”]*$"
    r"|\b(?:have|hereby|do)\s+(?:\w+\s+){0,2}agree(?:d)?\s*(?:that|to|on)?\s*[:–—-]{1,2}[*_]*$",
    re.IGNORECASE,
)
"""The words after which an agreement begins to bind."""
PREAMBLE = re.compile(
    r"[#*_\s]*(?:the\s+)?pre-?amb(?:le|ule)[:.*_\s]*|[#*_\s]*recitals[:.*_\s]*", re.IGNORECASE
)
CONTENTS = re.compile(
    r"[#*_\s]*(?:table\s+of\s+contents?|contents|index|table\s+des\s+mati[èe]res|índice)[:.*_\s]*",
    re.IGNORECASE,
)
ACRONYMS = re.compile(
    r"[#*_\s]*(?:list\s+of\s+|table\s+of\s+)?(?:acronyms|abbreviations)(?:\s+(?:and|&)\s+\w+)?[:.*_\s]*",
    re.IGNORECASE,
)

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?\s+{MONTH},?\s+(?:of\s+)?\d{{4}}"
    rf"|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})"
)
DONE = re.compile(
    r"[*_\s]*(?:done|signed|concluded|executed|issued|given|made|agreed|initialled)\s+"
    r"(?:and\s+\w+\s+)?(?:(?:in|with)\s+\w+(?:\s+\(\d\))?\s+(?:original|cop|languages?|duplicate|triplicate)\S*\s*)?"
    r"(?:at|in|on|this|by)\b.{0,200}?(?:\d{4}|day\s+of|\bdate\b|$)|"
    r"[*_\s]*in\s+(?:witness|faith|testimony)\s+(?:where\s?of|of\s+which)|en\s+fe\s+de\s+lo\s+cual|en\s+foi\s+de\s+quoi|"
    r"[*_\s]*signatures?\s*(?:of\b.*)?[:*_]*$|[*_\s]*signed\s*(?:by\b.*)?:?[*_]*$|"
    r"adopted\s+(?:unanimously|without|by|at)\b.{0,100}\b(?:meeting|votes?|vote)\b|adopted\s+unanimously\b|adopted\s+(?:at|by)\s.{0,60}\bmeet-?$",
    re.IGNORECASE,
)
"""The first line of a closing block."""
_NAME = r"[A-ZÀ-Ý(][\w’'().-]*"
PLACE_DATE = re.compile(
    rf"[*_\s]*(?:(?:(?:[Dd]one|[Ss]igned|[Cc]oncluded|[Ii]ssued|[Mm]ade|[Gg]iven|[Aa]greed|[Aa]dopted|DONE|SIGNED)\b.{{0,120}}?)?(?:\b(?:at|in)\s+)?"
    rf"{_NAME}(?:[\s,/–]+(?:{_NAME}|and|of|the|de|la|el))*[,;:]?\s+)?(?:on\s+)?(?:the\s+|this\s+)?{DATE}.{{0,40}}",
)
"""A line that says where and when: "Lodana, 4 May 2031", "Done at Arva, this 2nd day of November 2031"."""
FOR_LINE = re.compile(
    r"[*_\s]*(?:for|on\s+behalf\s+of)\s+(?:and\s+on\s+behalf\s+of\s+)?(?:the\s+)?[A-Z]", re.IGNORECASE
)
RULE_LINE = re.compile(
    r"[\s_.…–—-]*(?:_{3,}|\.{8,}|…{3,})[\s_.…–—-]*.{0,60}|[A-Z].{0,70}?(?:_{4,}|\.{8,}|…{3,})\s*"
)
"""A line to sign on."""
