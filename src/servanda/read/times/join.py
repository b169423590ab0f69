"""What mentions side by side say together: their prepositions, ranges, and years shared across a list."""

from typing import Final

from servanda.read.times.known import STARTS
from servanda.read.times.lexicon import Lexicon
from servanda.read.times.mention import Mention, Relation
from servanda.read.times.tokens import Tokens

_LIST_GAP: Final = frozenset(
    {",", "and", "or", "the", "on", "in", "of", "&", ";", "also", "as", "well", "then"}
)
_LINKS: Final = frozenset({",", "and", "or", "&", ";"})
_LINK: Final = 5
"""Words that "that shall not exceed" and the like have at most."""
_TO: Final = frozenset({"to", "until", "till", "through", "-", "–", "—", "up", "the"})


def find_relations(mentions: list[Mention], tokens: Tokens, lexicon: Lexicon) -> None:
    """Set relation and lead of every mention from the preposition before it."""
    for mention in mentions:
        if mention.lead >= 0 or mention.shape in ("vague", "pointer") or mention.word == "simultaneous":
            continue
        start = mention.first
        article = start > 0 and tokens.low[start - 1] == "the"
        stretch, limit = _skip_stretch(mention, tokens, lexicon)
        ends = [*([stretch] if stretch < start - article else []), start, *([start - 1] if article else [])]
        for end in ends:
            relation, lead = find_relation(tokens, lexicon, end)
            if relation is not None:
                if relation == "until" and tokens.low[lead] == "to":
                    relation = _relate_to(mention, tokens, lexicon, lead)
                if relation is None:
                    break
                mention.lead = lead
                if mention.relation == "at":
                    mention.relation = "within" if limit and relation in ("at", "during") else relation
                    mention.relation = _limit(mention, tokens, lexicon)
                break
        if mention.lead < 0:
            mention.relation = _limit(mention, tokens, lexicon)
        if mention.relation in ("at", "during") and _is_latest(mention, tokens):
            mention.relation = "by"
    taken = {index for one in mentions if one.lead >= 0 for index in range(one.lead, one.first)}
    mentions[:] = [one for one in mentions if one.shape != "vague" or one.first not in taken]


def _is_latest(mention: Mention, tokens: Tokens) -> bool:
    """Tell whether "at the latest" follows ("in April at the latest")."""
    start = mention.last + (tokens.low[mention.last : mention.last + 1] == (",",))
    return tokens.low[start : start + 3] in (("at", "the", "latest"), ("at", "the", "very"))


def _relate_to(mention: Mention, tokens: Tokens, lexicon: Lexicon, lead: int) -> Relation | None:
    """Return what "to" says: "extended to May" an end, "put off to Friday" when; before a length nothing."""
    if mention.shape == "length":
        return None
    before = set(tokens.low[max(0, lead - 4) : lead])
    return "at" if before & lexicon.lists["put-off"] and not before & lexicon.lists["prolonged"] else "until"


def _skip_stretch(mention: Mention, tokens: Tokens, lexicon: Lexicon) -> tuple[int, bool]:
    """Return where "a period not exceeding" before a length begins, and whether it sets a limit."""
    if mention.shape not in ("length", "event") or mention.length is None:
        return mention.first, False
    start, low, lists = mention.first, tokens.low, lexicon.lists
    if start > 1 and low[start - 1] in ("or", "to") and _is_count(tokens, lexicon, start - 2):
        start -= 2
    for size in range(_LINK, 0, -1):
        link = " ".join(low[max(0, start - size) : start])
        noun = start - size - 1
        if link in lists["stretch-link"] and noun >= 0 and low[noun] in lists["stretch-noun"]:
            limit = link not in ("of", "of at least", "not less than") or low[noun] == "maximum"
            return _skip_words(noun, tokens, lexicon), limit or low[noun - 1] == "maximum"
    words = _skip_words(start, tokens, lexicon)
    alone = start - words == 1 and low[words] in lists["determiner"]
    return start if alone else words, False


def _limit(mention: Mention, tokens: Tokens, lexicon: Lexicon) -> Relation:
    """Return "within" for "in no more than 20 days after", "in the 60 days following"; "before" for "in less than"."""
    relation, low, lists = mention.relation, tokens.low, lexicon.lists
    length, led = mention.shape == "length", mention.lead >= 0
    if not (length or mention.shape == "event") or mention.length is None or mention.word or mention.sign < 0:
        return relation
    if relation not in ("at", "during") or (low[mention.lead] not in ("in", "over") if led else length):
        return relation
    first = mention.lead + 1 if led else mention.first
    for size in (3, 2, 1):
        words = " ".join(low[first : first + size])
        if words in lists["limit-under"]:
            return "within" if length else "before"
        if words in lists["limit-most"] and (words != "the" or (led and not length)):
            return relation if "since" in low[mention.first : mention.last] else "within"
    return relation


def _is_count(tokens: Tokens, lexicon: Lexicon, index: int) -> bool:
    """Tell whether a token is a number: "five" in "within five or six weeks"."""
    return any(tokens.kinds[index] in lexicon.members[name] for name in ("num", "numword"))


def _skip_words(end: int, tokens: Tokens, lexicon: Lexicon) -> int:
    """Return where the article and adjectives before a token begin ("a further", "an initial")."""
    start = end
    while start > 0 and tokens.low[start - 1] in lexicon.lists["stretch-word"]:
        start -= 1
    return start


def find_relation(tokens: Tokens, lexicon: Lexicon, end: int) -> tuple[Relation | None, int]:
    """Return what the preposition before a token says, and its first token; None, -1 where none stands there."""
    for length in range(min(lexicon.longest_relation, end), 0, -1):
        phrase = " ".join(tokens.low[end - length : end])
        relation = lexicon.relations.get(phrase)
        if relation is not None:
            return relation, end - length  # type: ignore[return-value]
    return None, -1


def join_ranges(mentions: list[Mention], tokens: Tokens) -> list[Mention]:
    """Join "from 5 May to 7 June", "between A and B", "May–June 2020" into one mention each."""
    joined: list[Mention] = []
    for mention in mentions:
        left = joined[-1] if joined else None
        if left is not None and _is_range(left, mention, tokens):
            _share_range(left, mention, tokens)
            joined[-1] = left.grown(
                left.first, mention.last, other=mention, own_last=left.last, relation="from-to",
            )  # fmt: skip
        else:
            joined.append(mention)
    return joined


def _is_range(left: Mention, right: Mention, tokens: Tokens) -> bool:
    if (
        left.other
        or right.other
        or left.shape not in ("calendar", "weekday", "moved")
        or right.shape not in ("calendar", "weekday", "moved")
    ):
        return False
    gap = tokens.low[left.last : right.first]
    opener = tokens.low[left.lead] if left.lead >= 0 else ""
    if not gap or len(gap) > 3:
        return False
    if opener == "between":
        return gap[0] == "and" and set(gap) <= {"and", "the"}
    if not set(gap) <= _TO or gap == ("the",):
        return False
    if opener == "from":
        return True
    return left.shape == right.shape == "calendar" and left.grain == right.grain


def _share_range(left: Mention, right: Mention, tokens: Tokens) -> None:
    """Give a year from one end of a range to the other."""
    if left.shape != "calendar" or right.shape != "calendar":
        return
    if left.year is None and right.year is not None:
        left.year = right.year - (_order(left) > _order(right))
        left.shared = f'year of "{tokens.written(right.first, right.last)}"'
    elif right.year is None and left.year is not None and right.inner is None:
        right.year = left.year + (_order(left) > _order(right))
        right.shared = f'year of "{tokens.written(left.first, left.last)}"'


def _order(mention: Mention) -> tuple[int, int]:
    """Return where in its year a mention lies."""
    month = mention.month or STARTS.get(mention.code or 0, 0)
    return month, mention.day or 0


def share_years(mentions: list[Mention], tokens: Tokens) -> None:
    """Give years across a list, from the right first: "November 9, 2020, January 11, and November 26, 2021"."""
    group: list[Mention] = []
    for mention in mentions:
        if group and not _is_listed(group[-1], mention, tokens):
            _share_group(group, tokens)
            group = []
        group.append(mention)
    _share_group(group, tokens)


def _is_listed(left: Mention, right: Mention, tokens: Tokens) -> bool:
    gap = tokens.low[left.last : right.first]
    if len(gap) > 4 or not set(gap) <= _LIST_GAP or not _LINKS & set(gap):
        return False
    return (
        left.shape == right.shape == "calendar"
        and (left.month or left.code) is not None
        and (right.month or right.code) is not None
    )


def _share_group(group: list[Mention], tokens: Tokens) -> None:
    for index, mention in enumerate(group):
        if (
            mention.year is not None
            or mention.shape != "calendar"
            or mention.inner is not None
            or len(group) < 2
        ):
            continue
        left = next((m for m in reversed(group[:index]) if m.year is not None), None)
        right = next((m for m in group[index + 1 :] if m.year is not None and m.shared is None), None)
        year: int | None = None
        if right is not None and right.year is not None:
            year = right.year - (_order(mention) > _order(right))
            giver: Mention = right
            if (
                left is not None
                and left.year is not None
                and (year, _order(mention)) < (left.year, _order(left))
            ):
                year = None
        if year is None and left is not None and left.year is not None:
            year = left.year + (_order(mention) < _order(left))
            giver = left
        if year is not None:
            mention.year = year
            relation = "year of" if year == giver.year else "year beside"
            mention.shared = f'{relation} "{tokens.written(giver.first, giver.last)}"'
            if mention.other is not None and mention.other.year is None:
                mention.other.year = year + (_order(mention) > _order(mention.other))
                mention.other.shared = mention.shared
