import pytest

from servanda.bench.plv import load_rows, read_marks, score
from servanda.bench.suites import SuiteError

OWN = """marked_sentence\tsource\ttarget\troot\tquad
<s>Graustark</s> condemned <t>the raid</t>.\tGraustark\tthe raid\tACCUSE\t3
"<s>Ruritania</s> freed <t>forty prisoners</t> on Monday."\tRuritania\tforty prisoners\tYIELD\t2
<s>Rebels</s> ambushed <t>a convoy</t>, killing six.\tRebels\ta convoy\tASSAULT\t4
"""


def test_marks_are_read_and_taken_off():
    pair = read_marks("On Monday <t>Bern</t> was visited by <s>the Doge</s>.")
    assert pair.text == "On Monday Bern was visited by the Doge."
    assert pair.text[slice(*pair.source)] == "the Doge"
    assert pair.target is not None and pair.text[slice(*pair.target)] == "Bern"


def test_a_side_marked_twice_counts_once():
    pair = read_marks("<s>Oslo</s> refused, <s>Oslo</s> said, <t>it</t>.")
    assert pair.text == "Oslo refused, Oslo said, it."
    assert pair.text[slice(*pair.source)] == "Oslo"


def test_score_and_predictions(tmp_path):
    path = tmp_path / "own.tsv"
    path.write_text(OWN, encoding="utf-8")
    kept: list[dict] = []
    scores = score(path, kept.append)
    assert kept == [
        {"i": 0, "root": "ACCUSE", "quad": 3},
        {"i": 1, "root": "YIELD", "quad": 2},
        {"i": 2, "root": "ASSAULT", "quad": 4},
    ]
    assert scores["root"] == {"macro_f1": 100.0, "accuracy": 100.0}


def test_without_gold_there_are_predictions_only(tmp_path):
    path = tmp_path / "blind.tsv"
    path.write_text("marked_sentence\n<s>Oslo</s> met <t>Bern</t>.\n", encoding="utf-8")
    kept: list[dict] = []
    assert score(path, kept.append) == {"sentences": 1}
    assert kept == [{"i": 0, "root": "CONSULT", "quad": 1}]


def test_another_table_is_refused(tmp_path):
    path = tmp_path / "other.tsv"
    path.write_text("text\nOslo met Bern.\n", encoding="utf-8")
    with pytest.raises(SuiteError, match="marked_sentence"):
        load_rows(path)
