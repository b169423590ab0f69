"""The suite ``attribution``: brat in, tokens counted, and input without answers."""

import pytest

from servanda.bench.attribution import Tally, load_articles, load_brat, mark_tokens, score
from servanda.bench.suites import SuiteError
from servanda.read.attributions import Attribution

TEXT = "The mayor said the bridge was closed, and he was angry.\n"
NOTE = (
    "T1\tSource 0 9\tThe mayor\n"
    "T2\tCue 10 14\tsaid\n"
    "T3\tContent 15 36;42 54\tthe bridge was closed he was angry\n"
    "T4\tAttribution 10 14\tsaid\n"
    "E1\tAttribution:T4 Source:T1 Cue:T2 Content1:T3\n"
)


@pytest.fixture
def folder(tmp_path):
    for name in ("text", "attributions"):
        (tmp_path / name).mkdir()
    (tmp_path / "text" / "mayor.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_brat_is_read_with_its_pieces(folder):
    (folder / "attributions" / "mayor_ab.ann").write_text(NOTE, encoding="utf-8")
    assert load_brat(folder / "attributions" / "mayor_ab.ann") == (
        Attribution(source=((0, 9),), cue=((10, 14),), content=((15, 36), (42, 54))),
    )


def test_annotators_of_one_text_are_kept_apart(folder):
    for mark in ("ab", "cd"):
        (folder / "attributions" / f"mayor_{mark}.ann").write_text(NOTE, encoding="utf-8")
    (article,) = load_articles(folder)
    assert len(article.gold) == 2


def test_a_span_marks_the_tokens_that_it_touches():
    marked = mark_tokens(TEXT, [Attribution(source=((4, 9),), cue=((10, 14),), content=((31, 37),))])
    assert marked == {"source": {4}, "cue": {10}, "content": {30, 36}}


def test_rates_are_in_percent_and_annotators_share_a_vote():
    tally = Tally()
    tally.add({1, 2, 3, 4}, {3, 4, 5}, 0.5)
    tally.add({3, 4}, {3, 4, 5}, 0.5)
    assert tally.rate() == {"precision": 66.7, "recall": 66.7, "f1": 66.7}


def test_input_without_answers_gives_predictions_and_counts(folder):
    kept = []
    scores = score(folder, kept.append)
    assert scores == {"documents": 1, "gold": 0, "found": len(kept)}
    assert kept[0]["doc"] == "mayor"
    assert kept[0]["source"] == ((0, 9),)
    assert set(kept[0]) == {"doc", "cue", "source", "content"}


def test_answers_give_figures_for_each_role(folder):
    (folder / "attributions" / "mayor.ann").write_text(NOTE, encoding="utf-8")
    scores = score(folder, lambda _: None)
    assert scores["source"]["f1"] == 100.0
    assert set(scores["micro"]) == {"precision", "recall", "f1"}


def test_what_is_not_brat_is_named_with_its_line(folder):
    (folder / "attributions" / "mayor.ann").write_text(NOTE + "T9\tCue x y\tsaid\n", encoding="utf-8")
    with pytest.raises(SuiteError, match=r"mayor\.ann:6"):
        score(folder, lambda _: None)


def test_a_folder_without_texts_is_refused(tmp_path):
    with pytest.raises(SuiteError, match="no text"):
        score(tmp_path, lambda _: None)
