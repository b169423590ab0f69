"""How words are meant that no code is for, and coded ones where claims count otherwise: own sentences."""

import pytest

from servanda.bench.judged import take_marks
from servanda.codebook import load
from servanda.model import Document, digest_text
from servanda.read.judge import judge_words
from servanda.text.tokens import load_parser

SENTENCES = [
    ("conditional", False, "If the rebels {1:leave} the port, the army will lift the siege."),
    ("conditional", False, "The blockade stays in place as long as the militia {1:holds} the bridge."),
    ("conditional", False, "Should the garrison {1:withdraw}, the monitors will move in."),
    ("conditional", False, "Anyone who {1:crosses} the line will be shot, the commander warned."),
    ("threatened", False, "Anyone who crosses the line will be {1:shot}, the commander warned."),
    ("threatened", False, '"We will {1:crush} the mutiny," the general said.'),
    (
        "threatened",
        False,
        "Unless the hostages are freed, the army would {1:storm} the camp, the minister warned.",
    ),
    ("asserted", True, "Kigali dismissed allegations of {1:looting} as lies."),
    ("asserted", True, "The army denied that it had {1:shelled} the school."),
    ("alleged", False, "Belgrade called the raid an act of {1:terrorism}."),
    ("alleged", False, "The rebels said the army had {1:burned} three villages."),
    ("agreed", False, "The two armies signed a {1:ceasefire} on Monday."),
    ("agreed", True, "The rebels promised not to {1:attack} the convoys."),
    ("proposed", False, "The rebels insisted that the governor be {1:removed}."),
    ("scheduled", False, "Parliament will {1:vote} on the pact on Friday, the speaker said."),
    ("asserted", True, "No {1:agreement} was reached on the border."),
    ("asserted", False, "The council {1:called} for a truce."),
    ("asserted", False, "Those who {1:fled} the town last week are living in tents."),
    ("asserted", False, "Troops {1:entered} the town when the truce ended, the army said."),
]


@pytest.mark.parametrize(("force", "negated", "marked"), SENTENCES)
def test_word_is_judged(force, negated, marked):
    plain, marks = take_marks(marked)
    document = Document(
        id=digest_text(plain), language="en", text=plain, published="2024-06-12", published_basis="given"
    )
    (judged,) = judge_words(document, load(), load_parser(), list(marks.values()))
    assert judged is not None
    assert (judged.force, judged.negated) == (force, negated)
