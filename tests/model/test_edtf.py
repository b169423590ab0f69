"""EDTF: bounds and order, against the `edtf` package as oracle where both read the same."""

from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from servanda.model.edtf import (
    EdtfError,
    Period,
    compare,
    format_day,
    interval,
    lower,
    overlaps,
    parse,
    upper,
)

DAYS = st.dates(min_value=date(1001, 1, 1), max_value=date(2999, 12, 31))
YEARS = st.integers(1001, 2999)


PLAIN = ["year", "month", "day"]
ALL = [*PLAIN, "season", "quarter", "decade", "century", "xday", "xmonth"]


@st.composite
def singles(draw: st.DrawFn, shapes: list[str] = ALL) -> str:
    """Single dates that both programs read. (Winter is left out: the oracle ends it on 31 December.)"""
    year = draw(YEARS)
    shape = draw(st.sampled_from(shapes))
    text = {
        "year": f"{year}",
        "month": f"{year}-{draw(st.integers(1, 12)):02d}",
        "day": draw(DAYS).isoformat(),
        "season": f"{year}-{draw(st.integers(21, 23))}",
        "quarter": f"{year}-{draw(st.integers(33, 41))}",
        "decade": f"{year // 10}X",
        "century": f"{year // 100}XX",
        "xday": f"{year}-{draw(st.integers(1, 12)):02d}-XX",
        "xmonth": f"{year}-XX",
    }[shape]
    return text + (draw(st.sampled_from(["", "?", "~"])) if shape in PLAIN else "")


def _day(value: object) -> date:
    year, month, day = tuple(value)[:3]  # type: ignore[call-overload]
    return date(year, month, day)


@given(singles())
def test_bounds_are_those_of_the_oracle(text: str) -> None:
    oracle = parse_edtf(text)
    assert lower(text) == _day(oracle.lower_strict())
    assert upper(text) == _day(oracle.upper_strict())
    assert parse(text).uncertain == text.endswith(("?", "~"))


@given(singles(PLAIN), singles(PLAIN))
def test_intervals_are_those_of_the_oracle(left: str, right: str) -> None:
    first, last = sorted((left, right), key=lambda t: (lower(t), upper(t)))
    text = f"{first}/{last}"
    if parse(first).lower > parse(last).upper:  # type: ignore[operator]
        return
    oracle = parse_edtf(text)
    period = parse(text)
    assert period.precision == "interval"
    assert (period.lower, period.upper) == (_day(oracle.lower_strict()), _day(oracle.upper_strict()))


@given(singles(), singles())
def test_order_is_consistent(left: str, right: str) -> None:
    assert compare(left, right) == -compare(right, left)
    assert overlaps(left, right) == (compare(left, right) == 0)
    assert compare(left, left) == 0


@given(DAYS, st.integers(0, 4000))
def test_what_is_written_is_read_back(day: date, length: int) -> None:
    end = day + timedelta(days=length)
    assert parse(format_day(day)) == Period(day, day, "day")
    text = interval(day, end)
    assert (lower(text), upper(text)) == (day, end)
    assert lower(interval(None, day)) is None
    assert upper(interval(day, None)) is None


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2022-09-05", "2022-09-05", "2022-09-05", "day"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("2020-24", "2020-12-01", "2021-02-28", "season"),
        ("2022-35", "2022-07-01", "2022-09-30", "season"),
        ("199X", "1990-01-01", "1999-12-31", "decade"),
        ("18XX", "1800-01-01", "1899-12-31", "century"),
        ("../2021-12-31", None, "2021-12-31", "interval"),
        ("2014/..", "2014-01-01", None, "interval"),
        ("2014/", "2014-01-01", None, "interval"),
        ("2023~/2024-03", "2023-01-01", "2024-03-31", "interval"),
        ("-0479", None, "0001-01-01", "year"),
        ("-03XX", None, "0001-01-01", "century"),
        ("9999-12", "9999-12-01", "9999-12-31", "month"),
    ],
)
def test_bounds(text: str, first: str | None, last: str | None, precision: str) -> None:
    period = parse(text)
    assert period.lower == (date.fromisoformat(first) if first else None)
    assert period.upper == (date.fromisoformat(last) if last else None)
    assert period.precision == precision


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "../..",
        "/",
        "2020-13",
        "2020-00",
        "2021-02-29",
        "20-01-01",
        "yesterday",
        "2021/2020",
        "2020-1",
        "199X-05",
        "2020-XX-05",
    ],
)
def test_refuses_what_is_no_edtf(text: str) -> None:
    with pytest.raises(EdtfError):
        parse(text)


def test_open_ends_meet_everything_on_their_side() -> None:
    assert overlaps("../2021", "1815-06-18")
    assert overlaps("2014/..", "2030")
    assert compare("2013-12-31", "2014/..") == -1
    assert compare("2022", "../2021") == 1


def test_an_interval_needs_an_end() -> None:
    with pytest.raises(EdtfError):
        interval(None, None)
