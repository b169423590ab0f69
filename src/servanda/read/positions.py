"""Who holds what office, as the words put name and title side by side."""

from servanda.model import Cue, Value
from servanda.read.discourse import Post
from servanda.read.draft import Draft
from servanda.read.scene import Scene


def read_positions(scene: Scene) -> None:
    """Draft a position claim for every person that the document names with an office, or with a side alone."""
    seen: set[tuple[str | None, str | None, str | None]] = set()
    for post in scene.namer.posts:
        key = (post.person.value, post.office, post.of)
        if key in seen or post.person.value is None:
            continue
        seen.add(key)
        scene.drafts.append(_draft(scene, post))


def _draft(scene: Scene, post: Post) -> Draft:
    head = post.passage.doc[post.token]
    rule = "lists/offices.csv" if post.office is not None else "lists/states.csv"
    cue = Cue(text=post.office_text, span=post.office_span, rule=rule)
    draft = Draft("position", "holds", post.passage, head, cue)
    draft.add("person", post.person.as_value())
    if post.office is not None:
        reason = None if "counterpart" not in post.office_text else "the same office as his counterpart"
        draft.add(
            "office", Value(text=post.office_text, value=post.office, span=post.office_span, inferred=reason)
        )
    if post.of is not None:
        draft.add("of", Value(text=post.person.text, value=post.of, span=post.person.span))
    if post.level is not None:
        draft.add("level", Value(text=post.office_text, value=post.level, span=post.office_span))
    if scene.document.published is not None:
        span = post.person.span
        draft.add(
            "from",
            Value(
                text=post.person.text,
                value=scene.document.published,
                span=span,
                inferred="in office on the day of publication",
            ),
        )
    return draft
