"""Search in the words of documents."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servanda.model import Reading
from servanda.store.search import cut_snippet, fold, read_terms

from .samples import make_document, make_reading, make_run


def keep(record, *texts, **fields):
    documents = [make_document(text=text, **fields) for text in texts]
    record.add_many((Reading(document=document), make_run()) for document in documents)
    return [document.id for document in documents]


def find(record, words):
    return [name for name, _ in record.search(words)]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Xankendi", "The convoy reached Xankəndi at noon."),
        ("xankəndi", "The convoy reached Xankendi at noon."),
        ("lacin", "Laçın yolu"),
        ("Putin", "Путин прибыл"),
        ("Stepanakert", "Ստեփանակերտ քաղաքում"),
        ("Ilkham", "Ильхам"),
        ("Казань", "in Kazan today"),
        ("Türkiye's", "said Turkiye’s minister"),
        ("Lukyanenko", "Лукьяненко"),
        ("resume", "They re\u0301sume\u0301 nothing"),
        ("2020", "on 9 November 2020, at 1e5 and 0x1f"),
    ],
)
def test_letters_are_folded(record, words, text):
    (name,) = keep(record, text)
    keep(record, "Nothing of the kind.")
    assert find(record, words) == [name]


def test_all_words_must_be_there(record):
    both, one = keep(record, "Talks on prisoners in Geneva", "Talks on borders in Geneva")
    assert find(record, "geneva prisoners") == [both]
    assert set(find(record, "Geneva talks")) == {both, one}
    assert find(record, "geneva mines") == []


def test_words_in_a_row_and_beginnings(record):
    row, apart = keep(record, "the exchange of all prisoners", "prisoners of all exchange")
    assert find(record, '"exchange of all"') == [row]
    assert set(find(record, "prison*")) == {row, apart}
    assert find(record, "prison") == []


@pytest.mark.parametrize("words", ["", "  ", "!?", '"', "* *", '""'])
def test_nothing_asked_nothing_found(record, words):
    keep(record, "Some text")
    assert record.search(words) == []


@pytest.mark.parametrize(
    "words", ['a" OR "b', "NEAR(a b)", "folded:talks", "talks & | !", "'; DROP TABLE words", "a:b*", "(("]
)
def test_what_looks_like_a_query_is_only_words(record, words):
    keep(record, "Talks")
    assert record.search(words) in ([], record.search("talks"))


def test_titles_are_found(record):
    (name,) = keep(record, "Body", title="Sochi declaration")
    assert record.search("sochi") == [(name, "Body")]


def test_the_snippet_shows_the_words_as_written(record):
    keep(record, "Before. " * 40 + "The convoy reached Xankəndi at noon. " + "After. " * 40)
    ((_, snippet),) = record.search("xankendi")
    assert "reached Xankəndi at noon" in snippet
    assert snippet.startswith("…Before.")
    assert snippet.endswith("After.…")
    assert len(snippet) < 200


def test_the_best_first_and_no_more_than_the_limit(record):
    names = keep(record, "mines " * 5 + "cleared", "word " * 50 + "mines", "no such thing")
    assert find(record, "mines")[0] == names[0]
    assert len(record.search("mines", limit=1)) == 1


def test_a_very_long_document_is_found(record):
    words = " ".join(f"w{number:x}z" for number in range(200_000))
    (name,) = keep(record, f"Beginning. {words}")
    assert find(record, "beginning w2z") == [name]


def test_a_text_is_indexed_once(record):
    record.add(make_reading(), make_run())
    record.add(make_reading(places=["Lachin"], day=7), make_run("r2", day=7))
    assert len(record.search("talks")) == 1


LETTERS = "aZéəşЯяЬ90.,-’'/@Ա北\u0301 \n"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(alphabet=LETTERS, min_size=1, max_size=30), max_size=4))
def test_every_word_of_a_text_finds_it(record, texts):
    names = keep(record, *texts)
    for name, text in zip(names, texts, strict=True):
        for word in text.split():
            if read_terms(word.strip('"*')):
                assert name in find(record, word.strip('"*'))


@given(text=st.text(max_size=200), words=st.text(max_size=10))
def test_a_snippet_is_cut_from_the_text(text, words):
    snippet = cut_snippet(text, read_terms(words))
    assert snippet.strip("…") in " ".join(text.split()).replace("…", "…") or "…" in text


@given(st.text())
def test_folding_leaves_plain_letters(text):
    assert fold(text).isascii()
