"""What all tables share: the frame, signs beside words, and how 'not stated' looks."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from servanda.export.dates import say_date
from servanda.export.trail import Trail
from servanda.model import Settled

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

NOT_STATED: Final = "not stated"

SIGNS: Final[dict[str, tuple[str, str]]] = {
    "held": ("●", "green"),
    "ongoing": ("◐", "green"),
    "scheduled": ("○", "cyan"),
    "proposed": ("?", "cyan"),
    "postponed": ("»", "yellow"),
    "cancelled": ("×", "red"),
    "signed": ("●", "green"),
    "agreed": ("○", "cyan"),
    "initialled": ("◐", "cyan"),
    "unilateral": ("◐", "cyan"),
    "unclear": ("?", "yellow"),
    "no-deadline": ("–", "dim"),
    "anchor-pending": ("…", "cyan"),
    "not-yet-due": ("○", "cyan"),
    "due-soon": ("!", "yellow"),
    "overdue": ("!!", "red"),
    "met": ("✓", "green"),
    "met-late": ("✓", "yellow"),
    "lapsed": ("×", "dim"),
    "undisputed": ("=", "green"),
    "disputed": ("≠", "red"),
    "one-side-only": ("<", "yellow"),
    "silent": ("–", "dim"),
    "not-initiated": ("○", "red"),
    "minimum": ("◔", "yellow"),
    "intermediate": ("◑", "yellow"),
    "full": ("●", "green"),
    "not-assessed": ("–", "dim"),
    "violated": ("!", "red"),
    "reversed": ("↺", "red"),
    "suspended": ("‖", "red"),
    "superseded": ("×", "dim"),
    "verdict": ("§", "magenta"),
    "asserted": ("●", ""),
    "threatened": ("!", "red"),
    "conditional": ("?", "cyan"),
    "alleged": ("<", "yellow"),
    "denied": ("×", "red"),
}
"""Word → sign and style. The word always stands beside the sign."""

PLAIN: Final = str.maketrans(
    {"●": "*", "◔": "'", "◑": "~", "◐": "~", "↺": "<", "‖": "H", "§": "$", "○": "o", "»": ">", "×": "x", "–": "-", "…": "...", "✓": "+", "≠": "/=", "›": ">",
     "→": "->", "↔": "<->", "·": "-", "─": "-", "│": "|", "¶": "#"}
)  # fmt: skip
"""Signs for a terminal that has no more than ASCII."""

_ALREADY_NOT: Final = frozenset({"not", "never", "refrain", "abstain", "desist", "cease", "stop", "avoid"})
"""First words of an act that forbid by themselves."""

SCORES: Final = ("not initiated", "minimum", "intermediate", "full")
_SCORE_STYLES: Final = ("red", "yellow", "yellow", "green")


def sign(word: str) -> "Text":
    """Return a state word with its sign."""
    from rich.text import Text

    mark, style = SIGNS["denied"] if word.startswith("not ") else SIGNS.get(word, ("", ""))
    return Text(f"{mark} {word}".strip(), style=style)


def say_score(score: int | None) -> "Text":
    """Return an implementation score as three signs and a word."""
    from rich.text import Text

    if score is None:
        return Text("not assessed", style="dim")
    return Text(f"{'●' * score}{'○' * (3 - score)} {SCORES[score]}", style=_SCORE_STYLES[score])


def build_table(title: str, columns: Sequence[tuple[str, int | None]], caption: str | None = None) -> "Table":
    """Return an empty table; columns are (heading, fixed width or None for what is left)."""
    from rich import box
    from rich.table import Table

    table = Table(
        title=title, title_justify="left", title_style="bold", caption=caption, caption_justify="left",
        box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), leading=1, expand=True, pad_edge=False, header_style="dim",
    )  # fmt: skip
    for heading, width in columns:
        table.add_column(heading, width=width, ratio=None if width else 1, overflow="fold", vertical="top")
    return table


def stack(*lines: "Text | str | None") -> "Text":
    """Return lines under one another, without the empty ones."""
    from rich.text import Text

    kept = [Text(line) if isinstance(line, str) else line for line in lines if line]
    return Text("\n").join(kept)


def dim(words: str) -> "Text":
    """Return words that stand back."""
    from rich.text import Text

    return Text(words, style="dim")


def bold(words: str) -> "Text":
    """Return words that stand out."""
    from rich.text import Text

    return Text(words, style="bold")


def stated(words: str | None) -> "Text":
    """Return the words, or 'not stated' standing back."""
    from rich.text import Text

    return Text(words) if words else dim(NOT_STATED)


def stated_date(edtf: str | None) -> "Text":
    """Return a date in words, or that there is none."""
    return stated(say_date(edtf)) if edtf else dim("no date stated")


def say_act(act: str, kind: str) -> str:
    """Return an act as it is owed: what is forbidden with ``must not``, what is allowed with ``may``."""
    first = act.split(" ", 1)[0].casefold()
    if kind == "prohibition":
        if first in _ALREADY_NOT:
            return f"must {act}"
        return act if first in ("must", "no", "shall") else f"must not {act}"
    return f"may {act}" if kind == "permission" and first not in ("may", "can") else act


def label(name: str, words: str | Iterable[str] | None) -> "Text | None":
    """Return ``name words`` with the name standing back, or None where there are no words."""
    from rich.text import Text

    if not isinstance(words, str):
        words = ", ".join(words or ())
    return Text.assemble((f"{name} ", "dim"), words) if words else None


def mark_background(record: Settled) -> "Text | None":
    """Return the mark of a record that documents only retell."""
    return dim("background") if record.background else None


def list_sources(record: Settled, said_by: Sequence[str], trail: Trail) -> "Text":
    """Return who published and who said it, with the record's id."""
    publishers = trail.publishers_of(record)
    chain = " › ".join(said_by)
    return stack(", ".join(publishers) or None, label("says", chain) if chain else None, dim(record.id))


def list_disagreements(record: Settled) -> "Text | None":
    """Return the fields that sources disagree on, with who says what."""
    from rich.text import Text

    lines = []
    for name, variants in record.disagreements.items():
        versions = [
            f"{say_variant(name, variant.value)} ({', '.join(variant.said_by or variant.publishers) or '?'})"
            for variant in variants
        ]
        lines.append(Text(f"≠ {name_field(name)}: " + " / ".join(versions), style="yellow"))
    return Text("\n").join(lines) if lines else None


def name_field(name: str) -> str:
    """Return a record's field as a person calls it."""
    return "whether it was so" if name == "negated" else name.replace("_", " ")


def say_variant(name: str, value: str | None) -> str:
    """Return one version of a field in words."""
    if value is None:
        return NOT_STATED
    if name == "negated":
        return "not so" if value == "true" else "it was so"
    return say_date(value) if name in ("date", "signed", "deadline", "edtf") else value
