"""Where and when an agreement was signed, as its last lines say: 'Done at Sirte on 1 June 2021'."""

from servanda.model import Cue, Value
from servanda.read.accords.copy import squeeze
from servanda.read.draft import Draft
from servanda.read.passage import Passage
from servanda.read.scene import Scene
from servanda.read.setting import date_value, has_day, place_of


def read_signature(scene: Scene, passage: Passage) -> None:
    """Draft the signing of the agreement that the text is, where its last lines give the day."""
    if any(d.kind == "agreement" and d.cue.rule == "accords#signature" for d in scene.drafts):
        return
    days = [t for t in passage.times if t.kind == "date" and has_day(t) and t.edtf is not None]
    if not days or len(passage.doc) == 0:
        return
    time, head = days[0], passage.doc[0]
    end = min(len(passage.doc), 12)
    cue = Cue(text=passage.words(0, end), span=passage.span(0, end), rule="accords#signature")
    draft = Draft("agreement", "signed", passage, head, cue)
    draft.add("date", date_value(time))
    draft.add("place", place_of(passage, [passage.doc[0], *(t for t in passage.doc if t.dep_ == "ROOT")]))
    title = squeeze(scene.document.title or "")
    if title:
        reason = "the title of the text"
        draft.add("title", Value(text=cue.text, value=title, span=cue.span, inferred=reason))
    for party in scene.namer.discourse.own_parties:
        reason = "named as a party in the preamble"
        draft.add("party", Value(text=cue.text, value=party, span=cue.span, inferred=reason))
    scene.drafts.append(draft)
