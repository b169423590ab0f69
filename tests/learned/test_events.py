import pytest

from servanda.learned.events import Pair, load_event_model, mark

MARKS = ("[s]", "[/s]", "[t]", "[/t]")


def pair(marked: str) -> Pair:
    from servanda.bench.plv import read_marks

    return read_marks(marked)


@pytest.fixture(scope="module")
def model():
    model = load_event_model()
    assert model is not None, "the package comes with its model"
    return model


def test_marks_stand_round_both_sides_in_either_order():
    assert mark(Pair("Oslo met Bern", (0, 4), (9, 13)), MARKS) == " [s] Oslo [/s]  met  [t] Bern [/t] "
    assert mark(Pair("Bern was met by Oslo", (16, 20), (0, 4)), MARKS).startswith(" [t] Bern [/t] ")
    assert mark(Pair("Oslo waits", (0, 4), None), MARKS) == " [s] Oslo [/s]  waits"


def test_a_side_closes_before_the_next_opens():
    assert mark(Pair("Oslo-Bern", (0, 4), (4, 9)), MARKS) == " [s] Oslo [/s]  [t] -Bern [/t] "


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("<s>The Ruritanian army</s> shelled <t>two villages near Strelsau</t> on Sunday.", "ASSAULT"),
        ("<s>Ruritania</s> condemned <t>the shelling of Strelsau</t> as a war crime.", "ACCUSE"),
        ("<s>Ruritania</s> has released <t>forty Graustark prisoners</t>.", "RETREAT"),
        ("<s>Ruritania</s> refused to release <t>forty Graustark prisoners</t>.", "REJECT"),
        ("<s>Ruritania</s> will release <t>forty Graustark prisoners</t> next week.", "AGREE"),
        ("<s>Graustark</s> urged Ruritania to free <t>the prisoners</t>.", "REQUEST"),
        ("<s>The president of Graustark</s> met <t>his Ruritanian counterpart</t> in Bern.", "CONSULT"),
        ("<s>Graustark</s> suspended aid to <t>Ruritania</t>.", "SANCTION"),
        ("<s>Graustark</s> lies to the east of <t>Ruritania</t>.", "NONE"),
    ],
)
def test_what_one_side_does_to_the_other(model, sentence, code):
    judgement = model.judge([pair(sentence)])[0]
    assert judgement.code == code
    assert sum(judgement.codes.values()) == pytest.approx(1, abs=1e-4)


def test_the_marked_pair_decides_not_the_sentence(model):
    attack = pair(
        "<s>Rebels</s> attacked <t>the town</t>, and Ruritania demanded that Graustark withdraw its troops."
    )
    demand = pair(
        "Rebels attacked the town, and <s>Ruritania</s> demanded that <t>Graustark</t> withdraw its troops."
    )
    assert [j.code for j in model.judge([attack, demand])] == ["ASSAULT", "REQUEST"]


def test_order_and_company_change_nothing(model):
    sentences = [
        "<s>Ruritania</s> expelled <t>three diplomats of Graustark</t>.",
        "After a long night of talks in the old palace at Strelsau <s>the envoy</s> met <t>the rebels</t> again, he said.",
    ]
    pairs = [pair(sentence) for sentence in sentences]
    together, alone = model.judge(pairs), [model.judge([p])[0] for p in pairs]
    assert [j.code for j in together] == [j.code for j in alone]
    assert [j.code for j in model.judge(pairs[::-1])] == [j.code for j in together][::-1]


def test_every_leaf_is_a_type_of_the_codebook(model):
    from servanda.codebook import load

    types = {code.id for code in load().codes.values() if code.kind == "event"} | {"CONSULT", "NONE"}
    assert {leaf.code for leaf in model.leaves} <= types
