"""EDTF in words, and the days between which a date lies."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.export.dates import find_bounds, lies_within, say_date, sort_key


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2022-09-05", "5 Sep 2022"),
        ("2022-11", "Nov 2022"),
        ("2022", "2022"),
        ("2022-08-31/2022-09-30", "31 Aug – 30 Sep 2022"),
        ("2021-12-20/2022-01-10", "20 Dec 2021 – 10 Jan 2022"),
        ("2021/2022", "2021 – 2022"),
        ("2021-01-11?", "11 Jan 2021 (?)"),
        ("../2021-12-31", "until 31 Dec 2021"),
        ("2021-11-26/..", "from 26 Nov 2021"),
        ("2022-21", "spring 2022"),
        ("2022-34", "Q2 2022"),
        ("2022-40", "first half of 2022"),
        ("199X", "1990s"),
        ("2020-XX", "2020"),
        ("2022-99", "2022-99"),
        ("what", "what"),
    ],
)
def test_words(edtf, words):
    assert say_date(edtf) == words


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2022-09-05", date(2022, 9, 5), date(2022, 9, 5)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("../2021-12-31", None, date(2021, 12, 31)),
        ("2021-11-26/..", date(2021, 11, 26), None),
        ("2022-13", None, None),
        (None, None, None),
    ],
)
def test_bounds(edtf, first, last):
    assert find_bounds(edtf) == (first, last)


def test_within():
    september = (date(2022, 9, 1), date(2022, 9, 30))
    assert lies_within("2022-09-05", *september)
    assert lies_within("2022-08-31/2022-09-30", *september)
    assert lies_within("2022", *september)
    assert not lies_within("2022-10", *september)
    assert not lies_within(None, *september)
    assert lies_within(None, None, None)


def test_order_puts_what_has_no_date_last():
    dates = ["2022-10", None, "2022-09-05", "2021"]
    assert sorted(dates, key=sort_key) == ["2021", "2022-09-05", "2022-10", None]


@given(st.text(max_size=30))
def test_any_text_is_said_and_bounded(text):
    say_date(text)
    first, last = find_bounds(text)
    assert first is None or isinstance(first, date)
    assert last is None or isinstance(last, date)
