"""Times: a table of expressions in sentences of our own, and properties that always hold.

The words in [brackets] are the expression with its preposition. Where nothing else is
said the sentence stands in a report published on Monday, 5 September 2022.
"""

from datetime import date
from time import perf_counter
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.read.times import Time, find_times, reanchor

MONDAY = date(2022, 9, 5)
FUTURE = {"direction": lambda _: "future"}
PAST = {"direction": lambda _: "past"}
UNDATED: dict[str, Any] = {"published": None}

ABSOLUTE = [
    ("The statement was signed [on November 9, 2020].", "2020-11-09"),
    ("The statement was signed [on 9 November 2020].", "2020-11-09"),
    ("They met [on Monday, 5 September 2022].", "2022-09-05"),
    ("They met [on Nov. 9, 2020] in Moscow.", "2020-11-09"),
    ("They met [on Sept 12th 2022] in Samarkand.", "2022-09-12"),
    ("They met [on the 31st of August 2022] in Brussels.", "2022-08-31"),
    ("Done at Addis Ababa [on this 12th day of September 2018].", None),
    ("Done at Addis Ababa, [12th day of September 2018].", "2018-09-12"),
    ("It entered into force [on 2021-01-11].", "2021-01-11"),
    ("It entered into force [on 11.01.2021].", "2021-01-11"),
    ("It entered into force [on 25/12/2021].", "2021-12-25"),
    ("The war began [in September 2020].", "2020-09"),
    ("The war began [in September, 2020].", "2020-09"),
    ("The mission opened [in 1999].", "1999"),
    ("The accord of Linas-Marcoussis ([2003]) failed.", "2003"),
    ("The treaty dates [from the 19th century].", "18XX/.."),
    ("Fighting was rare [in the 1990s].", "199X"),
    ("The kingdom fell [in 480 BC].", "-0479"),
    ("The temple burnt [in AD 70].", "0070"),
    ("Talks began [in spring 2021].", "2021-21"),
    ("Talks began [in the summer of 2014].", "2014-22"),
    ("Output fell [in the third quarter of 2022].", "2022-35"),
    ("Output fell [in Q3 2022].", "2022-35"),
    ("Elections are due [in the first half of 2023].", "2023-40"),
    ("The offensive came [in early 2023].", "2023~"),
    ("The offensive came [in late 2020].", "2020~"),
    ("The offensive came [in mid-March 2021].", "2021-03~"),
    ("The offensive came [around March 2021].", "2021-03~"),
    ("It was agreed [at the end of 2020].", "2020-12~"),
    ("It was agreed [at the beginning of 2021].", "2021-01~"),
    ("It was agreed [in the last week of February 2021].", "2021-02-22/2021-02-28"),
    ("It was agreed [in the first two months of 2021].", "2021-01-01/2021-02-28"),
    ("The truce took hold [at 00:00 Moscow time 10 November 2020].", "2020-11-10"),
    ("The truce took hold [at 00:01 Kyiv time on 15 February 2015].", "2015-02-15"),
    ("The office opened [on New Year’s Day 2021].", "2021-01-01"),
]

RELATIVE = [
    ("Talks were held, the ministry said [on Monday].", "2022-09-05"),
    ("They spoke by phone [on Friday], the office said.", "2022-09-02"),
    ("The talks were held [last Friday].", "2022-09-02"),
    ("The envoys will meet [next Monday] in Doha.", "2022-09-12"),
    ("The envoys will meet [this Friday] in Doha.", "2022-09-09"),
    ("The envoys will meet [on Thursday] in Doha.", "2022-09-08"),
    ("The meeting was put off [to Friday].", "2022-09-09"),
    ("A meeting is planned [for Saturday].", "2022-09-10"),
    ("They met [on Monday of last week].", "2022-08-29"),
    ("They will meet [on Tuesday next week].", "2022-09-13"),
    ("They met [yesterday].", "2022-09-04"),
    ("They meet [today].", "2022-09-05"),
    ("They will meet [tomorrow].", "2022-09-06"),
    ("They met [the day before yesterday].", "2022-09-03"),
    ("The shelling began [last night].", "2022-09-04"),
    ("The shelling began [on Friday evening].", "2022-09-02"),
    ("Consultations were held [last week] in Bouznika.", "2022-08-29/2022-09-04"),
    ("Consultations will be held [next week] in Bouznika.", "2022-09-12/2022-09-18"),
    ("Consultations were held [earlier this week] in Bouznika.", "2022-09-05/2022-09-11"),
    ("They met [last month].", "2022-08"),
    ("They will meet [next month].", "2022-10"),
    ("They met [this year].", "2022"),
    ("They met [last year].", "2021"),
    ("They met [last summer].", "2022-22"),
    ("They met [a year ago].", "2021"),
    ("They met [two months ago].", "2022-07"),
    ("They met [three days ago].", "2022-09-02"),
    ("They met [two weeks ago].", "2022-08-22~"),
    ("[On 31 August], Baku and Yerevan agreed to talk.", "2022-08-31"),
    ("They met [on 6 September] in Sofia.", "2021-09-06"),
    ("They will meet [on 6 October] in Prague.", "2022-10-06"),
    ("The sides agreed to hold a meeting [in November].", "2022-11"),
    ("The sides met [in November] in Sochi.", "2021-11"),
    ("Fighting flared up [in August].", "2022-08"),
    ("The Declaration [of July 19] binds both.", None),
    ("The roads are to be opened [by the end of October].", "2022-10-31"),
    ("The roads are to be opened [by year-end].", "2022-12-31"),
    ("The roads are to be opened [by the end of the year].", "2022-12-31"),
    ("The roads are to be opened [by the end of next year].", "2023-12-31"),
    ("The roads are to be opened [before the end of the year].", "2022-12-31"),
    ("The roads are to be opened [by the end of the month].", "2022-09-30"),
    ("A plan shall be defined [in the next three years].", "2022-09-05/2025-09-05"),
    ("The convoy shall pass [within the next 48 hours].", "2022-09-05/2022-09-07"),
    ("Clashes were rare [over the past two weeks].", "2022-08-22/2022-09-05"),
    ("The ministers will meet [in two weeks].", "2022-09-19~"),
    ("The ministers will meet [in ten days’ time].", "2022-09-15"),
    ("The ministers will meet [ten days from now].", "2022-09-15"),
    ("They promised to hand over the lists [within ten days].", "2022-09-05/2022-09-15"),
    ("The commission met [in the second half of the year].", "2022-41"),
]

DEADLINES = [
    ("Aghdam shall be returned [by 20 November 2020].", "2020-11-20", "by", "absolute", "by"),
    ("Aghdam shall be returned [before 20 November 2020].", "2020-11-19", "before", "absolute", "before"),
    ("Aghdam shall be returned [on or before 20 November 2020].", "2020-11-20", "by", "absolute", "by"),
    ("The list shall be handed over [no later than 1 March 2021].", "2021-03-01", "by", "absolute", "by"),
    ("The list shall be handed over [not later than 1 March 2021].", "2021-03-01", "by", "absolute", "by"),
    ("The list shall be handed over [before November 2022].", "2022-10-31", "before", "absolute", "before"),
    (
        "The list shall be handed over [prior to the end of 1992].",
        "1992-12-31",
        "before",
        "absolute",
        "before",
    ),
    ("The list shall be handed over [by 2025].", "2025", "by", "absolute", "by"),
    ("The mandate is extended [until 30 June 2023].", "2023-06-30", "until", "absolute", "by"),
    (
        "The mandate is extended for a further period [ending 15 December 1980].",
        "1980-12-15",
        "until",
        "absolute",
        "by",
    ),
    ("They shall meet [within the next month].", "2022-09-05/2022-10-05", "within", "window", "within"),
    (
        "They shall report [within two months of 31 August 2022].",
        "2022-08-31/2022-10-31",
        "within",
        "window",
        "within",
    ),
    ("They shall report [two weeks after 31 August 2022].", "2022-09-14", "at", "absolute", None),
    ("They shall report [30 days before 31 August 2022].", "2022-08-01", "at", "absolute", None),
    ("The force is stationed [for five years].", None, "during", "duration", None),
    ("It reports [every two weeks].", None, "at", "duration", None),
    ("They undertake to stop [immediately].", None, "at", "vague", None),
    ("They shall launch projects [as soon as possible].", None, "at", "vague", None),
    ("They shall endorse it [as a matter of urgency].", None, "at", "vague", None),
    ("They shall meet [in the coming days].", None, "at", "vague", None),
    ("They shall meet [in the near future].", None, "at", "vague", None),
]

ANCHORED = [
    ("Arms are handed over [within 30 days of the signing].", "the signing", "P30D", "after-signature", "within"),
    ("Arms are handed over [within thirty (30) days of the signing of this Agreement].", "the signing of this Agreement", "P30D", "after-signature", "within"),
    ("Arms are handed over [no later than 30 days after the date of signature].", "the date of signature", "P30D", "after-signature", "by"),
    ("It shall be agreed [within a month of the working group’s meeting].", "the working group’s meeting", "P1M", "after-event", "within"),
    ("It is ratified [within seven (7) days of receiving the Amendments].", "receiving the Amendments", "P7D", "after-event", "within"),
    ("It is ratified [within ninety days (90) days from the adoption of the law].", "the adoption of the law", "P90D", "after-event", "within"),
    ("It starts [two weeks after the signing].", "the signing", "P2W", "after-signature", None),
    ("It starts [on day 2 of the ceasefire].", "the ceasefire", "P1D", "day-n", None),
    ("It starts [on day 5 after the withdrawal].", "the withdrawal", "P5D", "day-n", None),
    ("It starts [on the fifth day of the truce].", "the truce", "P4D", "day-n", None),
    ("It starts [on the 1st day of the 27th month of the Transition].", "the Transition", "P26M", "day-n", None),
    ("Polls are held [sixty days prior to the end of the Transitional Period].", "the end of the Transitional Period", "-P60D", "before-event", None),
    ("Notice is given [at least six months before the end of the term].", "the end of the term", "-P6M", "before-event", None),
    ("Laws are passed [by the end of the Transitional Period].", "the end of the Transitional Period", None, "before-event", "by"),
    ("Laws are passed [before the end of the Transitional Period].", "the end of the Transitional Period", None, "before-event", "before"),
    ("He serves [until the end of the Transitional Period].", "the end of the Transitional Period", None, "duration", "by"),
    ("It takes effect [upon ratification].", "ratification", None, "after-event", None),
    ("It takes effect [upon the signing of this Agreement].", "the signing of this Agreement", None, "after-signature", None),
    ("They start [immediately after the elections].", "the elections", None, "after-event", None),
    ("Peacekeepers deploy [in parallel with the withdrawal of the troops].", "the withdrawal of the troops", None, "simultaneous", None),
    ("Arms are given up [simultaneously with the withdrawal of foreign forces].", "the withdrawal of foreign forces", None, "simultaneous", None),
    ("It reports [no later than four (4) months into the Transitional Period].", "the Transitional Period", "P4M", "after-event", "by"),
    ("It reports [within the first six (6) months of the Transition].", "the Transition", "P6M", "after-event", "within"),
    ("It reports [30 days after the Agreement enters into force].", "the Agreement enters into force", "P30D", "after-event", None),
    ("It reports [within one hundred and twenty days of the signing].", "the signing", "P120D", "after-signature", "within"),
]  # fmt: skip

LENGTHS = [
    ("It lasts [for six months].", "P6M"),
    ("It has a [five-year] term.", "P5Y"),
    ("It took [two and a half years].", "P2.5Y"),
    ("It took [a year and a half].", "P1.5Y"),
    ("It took [six months and twelve days].", "P6M12D"),
    ("It took [one hundred and twenty days].", "P120D"),
    ("It took [twenty-four hours].", "PT24H"),
    ("It took [several weeks].", "PXW"),
    ("It took [half a year].", "P0.5Y"),
    ("They meet [every two weeks].", "P2W"),
    ("They meet [twice a month].", "P1M"),
    ("They meet [once every three months].", "P3M"),
]

LISTS: list[tuple[str, list[str]]] = [
    (
        "signed on November 9, 2020, January 11, and November 26, 2021, was reaffirmed",
        ["2020-11-09", "2021-01-11", "2021-11-26"],
    ),
    (
        "the statements of 9 November 2020, 11 January and 26 November 2021",
        ["2020-11-09", "2021-01-11", "2021-11-26"],
    ),
    ("on January 30 and February 2, 2021 they met", ["2021-01-30", "2021-02-02"]),
    ("the 9 November 2020 and 11 January 2021 statements", ["2020-11-09", "2021-01-11"]),
    ("on December 30 and January 2, 2021 they met", ["2020-12-30", "2021-01-02"]),
    ("on 12 November and 4 December 2022 and on 15 January 2023", ["2022-11-12", "2022-12-04", "2023-01-15"]),
    ("on 9 November 2020 and 11 January they signed", ["2020-11-09", "2021-01-11"]),
    ("on 5, 6 and 9 March 2021 they met", ["2021-03-05", "2021-03-06", "2021-03-09"]),
    ("on January 9 and 11, 2021 they met", ["2021-01-09", "2021-01-11"]),
    ("on 12-14 September 2022 they fought", ["2022-09-12/2022-09-14"]),
    ("on September 12–14, 2022 they fought", ["2022-09-12/2022-09-14"]),
    ("from 5 to 7 March 2021 they met", ["2021-03-05/2021-03-07"]),
    ("between 5 and 7 March 2021 they met", ["2021-03-05/2021-03-07"]),
    ("from 28 February to 2 March 2021 they met", ["2021-02-28/2021-03-02"]),
    ("from 30 December to 2 January 2021 they met", ["2020-12-30/2021-01-02"]),
    ("from September 2020 to May 2024 they held it", ["2020-09/2024-05"]),
    ("in May–June 2020 they met", ["2020-05/2020-06"]),
    ("the war of 2014-2016 ended", ["2014/2016"]),
    ("the war of 1914–18 ended", ["1914/1918"]),
    ("between 2014 and 2016 they fought", ["2014/2016"]),
    ("from Wednesday to Saturday they met", ["2022-08-31/2022-09-03"]),
    ("since 2014 they have met", ["2014/.."]),
    ("after 5 May 2022 they stopped", ["2022-05-06/.."]),
]

NARRATIVE: list[tuple[str, dict[str, Any], list[str | None]]] = [
    ("They signed on 5 May 2020. The following day, troops left.", UNDATED, ["2020-05-05", "2020-05-06"]),
    ("They signed on 5 May 2020. The same day, troops left.", UNDATED, ["2020-05-05", "2020-05-05"]),
    ("They signed on 5 May 2020. A day earlier, troops left.", UNDATED, ["2020-05-05", "2020-05-04"]),
    ("They signed on 5 May 2020. Three days later, troops left.", UNDATED, ["2020-05-05", "2020-05-08"]),
    ("They signed on 5 May 2020. Two months later, troops left.", UNDATED, ["2020-05-05", "2020-07"]),
    ("They signed on 5 May 2020. A year later, troops left.", UNDATED, ["2020-05-05", "2021"]),
    ("They signed on 5 May 2020. On 20 May, troops left.", UNDATED, ["2020-05-05", "2020-05-20"]),
    ("They signed on 5 December 2020. In March, troops left.", UNDATED, ["2020-12-05", "2021-03"]),
    ("They signed on 5 May 2020 and left on the 20th.", UNDATED, ["2020-05-05", "2020-05-20"]),
    ("They signed on 5 May 2020. That year, troops left.", UNDATED, ["2020-05-05", "2020"]),
    ("They signed on 5 May 2020. The following month, troops left.", UNDATED, ["2020-05-05", "2020-06"]),
    (
        "They signed on 5 May 2020. By the end of the year, troops left.",
        UNDATED,
        ["2020-05-05", "2020-12-31"],
    ),
    ("It came in 1955. On 24 January of the same year they left.", UNDATED, ["1955", "1955-01-24"]),
    ("Three days later, troops left.", UNDATED, [None]),
    ("Troops left on Monday.", UNDATED, [None]),
    ("Troops left on 31 August.", UNDATED, [None]),
    ("Troops left last week.", UNDATED, [None]),
    ("Troops left in March.", UNDATED, [None]),
    ("Troops left in 2021.", UNDATED, ["2021"]),
    ("They met on Friday. The following day, troops left.", {}, ["2022-09-02", "2022-09-03"]),
    (
        "The truce was signed on 9 November 2020. By 1 December, Lachin was returned.",
        {},
        ["2020-11-09", "2020-12-01"],
    ),
    ("They signed in November 2020. On 31 August, they met again.", {}, ["2020-11", "2022-08-31"]),
    ("On 27 June 1950, two days after the invasion, he spoke.", UNDATED, ["1950-06-27", "1950-06-27"]),
    ("On 31 August, they agreed to meet within the next month.", {}, ["2022-08-31", "2022-08-31/2022-09-30"]),
    ("Troops leave within 30 days.", {"published": None, "reference": MONDAY}, ["2022-09-05/2022-10-05"]),
]

NONE = [
    "The army may march on the town.",
    "Theresa May spoke; Angela March listened.",
    "The Long March ended.",
    "Resolution 2046 binds both; so does article 15.",
    "Some 2,000 troops and 1960 soldiers left.",
    "It cost $2000 and 1500 people came.",
    "Shares fell on Black Monday.",
    "The Council calls upon the parties.",
    "Point 8 and paragraph 12 remain.",
    "He came second, and for a second time lost three quarters of the vote.",
    "The fall of the town was a shock.",
    "It was adopted by 9 votes to none.",
]


def parse_marks(sentence: str) -> tuple[str, str]:
    """Return the sentence without brackets, and the words in brackets."""
    before, _, rest = sentence.partition("[")
    words, _, after = rest.partition("]")
    return before + words + after, words


def find_one(sentence: str, **known: Any) -> Time:
    text, words = parse_marks(sentence)
    times = find_times(text, **{"published": MONDAY, **known})
    fitting = [t for t in times if t.text == words]
    assert fitting, f"{words!r} not among {[t.text for t in times]}"
    return fitting[0]


@pytest.mark.parametrize(("sentence", "edtf"), [(s, e) for s, e in ABSOLUTE if e])
def test_absolute(sentence: str, edtf: str) -> None:
    assert find_one(sentence).edtf == edtf
    alone = find_one(sentence, published=None)
    assert (alone.edtf, alone.unresolved) == (edtf, None)


@pytest.mark.parametrize(("sentence", "edtf"), [(s, e) for s, e in RELATIVE if e])
def test_relative(sentence: str, edtf: str) -> None:
    time = find_one(sentence)
    assert time.edtf == edtf
    assert time.against == "publication 2022-09-05"
    alone = find_one(sentence, published=None)
    assert (alone.edtf, alone.unresolved) == (None, "date-without-anchor")


@pytest.mark.parametrize(("sentence", "edtf", "relation", "form", "counts"), DEADLINES)
def test_deadlines(sentence: str, edtf: str | None, relation: str, form: str, counts: str | None) -> None:
    time = find_one(sentence)
    assert (time.edtf, time.relation, time.form, time.counts) == (edtf, relation, form, counts)


@pytest.mark.parametrize(("sentence", "anchor", "offset", "form", "counts"), ANCHORED)
def test_anchored(sentence: str, anchor: str, offset: str | None, form: str, counts: str | None) -> None:
    time = find_one(sentence)
    assert (time.anchor, time.offset, time.form, time.counts) == (anchor, offset, form, counts)
    assert time.edtf is None
    assert time.unresolved is None


@pytest.mark.parametrize(("sentence", "length"), LENGTHS)
def test_lengths(sentence: str, length: str) -> None:
    time = find_one(sentence)
    assert time.length == length
    assert time.kind in ("duration", "set")
    assert time.edtf is None


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_lists_and_ranges(text: str, expected: list[str]) -> None:
    assert [t.edtf for t in find_times(text, published=MONDAY)] == expected


@pytest.mark.parametrize(("text", "known", "expected"), NARRATIVE)
def test_narrative(text: str, known: dict[str, Any], expected: list[str | None]) -> None:
    assert [t.edtf for t in find_times(text, **{"published": MONDAY, **known})] == expected


@pytest.mark.parametrize("text", NONE)
def test_no_times(text: str) -> None:
    assert find_times(text, published=MONDAY) == []


def test_table_is_long_enough() -> None:
    tables: list[list[Any]] = [ABSOLUTE, RELATIVE, DEADLINES, ANCHORED, LENGTHS, LISTS, NARRATIVE, NONE]
    assert sum(map(len, tables)) >= 150


WEEKDAYS = [
    ("The truce ends [on Friday].", "2022-09-09"),
    ("A convoy was to leave [on Wednesday].", "2022-09-07"),
    ("They have [until Friday] to answer.", "2022-09-09"),
    ("They could sign [by Thursday].", "2022-09-08"),
    ("They could not meet [on Thursday].", "2022-09-01"),
    ("A drill that began [on Thursday] will go on.", "2022-09-01"),
]


@pytest.mark.parametrize(("sentence", "edtf"), WEEKDAYS)
def test_the_verb_nearest_to_a_weekday_decides(sentence: str, edtf: str) -> None:
    assert find_one(sentence).edtf == edtf


def test_the_day_of_saying_is_not_the_day_told_of() -> None:
    text = "The convoy was stopped on Sunday, the police said on Monday. Two days earlier, a depot burned."
    assert [t.edtf for t in find_times(text, published=MONDAY)] == ["2022-09-04", "2022-09-05", "2022-09-02"]


def test_an_earlier_year_recalled_does_not_move_the_narrative() -> None:
    text = (
        "The war began in May 1931 and spread in June 1932, as it had a year earlier.\n\n"
        "On 9 September 1932 it ended, after a bad year.\n\nBut, unlike a year earlier, none left in October."
    )
    assert find_times(text, published=MONDAY)[-1].edtf == "1932-10"


def test_a_name_with_a_season_is_no_season() -> None:
    assert find_times("The Winter War and the Spring Palace fell.", published=MONDAY) == []


def test_a_rate_and_an_age_are_no_lengths_for_the_reader() -> None:
    text = "A 62-year-old man earned $40 million a day."
    assert find_times(text, published=MONDAY) == []
    assert [t.rule for t in find_times(text, published=MONDAY, pointers=True)] == ["age", "rate"]


def test_direction_decides() -> None:
    assert find_one("[on Monday]", **FUTURE).edtf == "2022-09-05"
    assert find_one("[on Thursday]", **FUTURE).edtf == "2022-09-08"
    assert find_one("[on Thursday]", **PAST).edtf == "2022-09-01"
    assert find_one("[on 31 August]", **FUTURE).edtf == "2023-08-31"
    assert find_one("[on 31 August]", **PAST).edtf == "2022-08-31"
    assert find_one("[in November]", **FUTURE).edtf == "2022-11"
    assert find_one("[in November]", **PAST).edtf == "2021-11"


def test_direction_is_asked_with_the_offset() -> None:
    asked: list[tuple[int, int]] = []

    def direction(span: tuple[int, int]) -> Any:
        asked.append(span)
        return "past"

    find_times("They met on Monday.", published=MONDAY, direction=direction, offset=100)
    assert set(asked) == {(109, 118)}


def test_the_reason_for_a_year_is_kept() -> None:
    first, second, _ = find_times("on November 9, 2020, January 11, and November 26, 2021", published=MONDAY)
    assert (first.inferred, first.against) == (None, None)
    assert second.inferred == second.against == 'year of "November 26, 2021"'
    lone = find_one("They met [on 31 August].")
    assert lone.inferred == "year from publication 2022-09-05"
    assert find_one("They met [on Monday].").inferred is None


def test_weekday_decides_between_years() -> None:
    assert find_one("They met [on Thursday, 8 December].", **PAST).edtf == "2016-12-08"


def test_29_february_is_not_moved() -> None:
    assert find_one("They met [on 29 February].", **PAST).edtf == "2020-02-29"
    assert find_times("They met on 29 February 2021.", published=MONDAY)[-1].edtf != "2021-02-29"


def test_clock_and_zone_are_kept() -> None:
    time = find_one("It began [at 00:00 Moscow time 10 November 2020].")
    assert (time.kind, time.clock, time.zone) == ("time", "00:00", "Moscow time".removesuffix(" time"))
    assert find_one("It began [at 5:30 p.m. on Friday].").clock == "17:30"


def test_pointers_only_when_asked_for() -> None:
    text = "The former minister is now in Juba."
    assert find_times(text, published=MONDAY) == []
    assert [t.points for t in find_times(text, published=MONDAY, pointers=True)] == ["PRESENT_REF"]
    history = "In 1914, 1915 and 1916 they fought. " + text
    assert [t.points for t in find_times(history, published=MONDAY, pointers=True)][-2:] == [
        "PAST_REF",
        "PRESENT_REF",
    ]


@pytest.mark.parametrize("word", ["one ", "about ", "1 ", "the ", "5 and ", "May ", "first ", "day of the "])
def test_a_word_a_thousand_times_is_cheap(word: str) -> None:
    started = perf_counter()
    find_times(word * 5000, published=MONDAY)
    assert perf_counter() - started < 5


@pytest.mark.parametrize(
    ("sentence", "base", "edtf"),
    [
        ("They shall meet [within the next month].", date(2022, 8, 31), "2022-08-31/2022-09-30"),
        ("They shall meet [within 30 days].", date(2022, 11, 2), "2022-11-02/2022-12-02"),
        ("They shall meet [within 30 days of the signing].", date(2022, 11, 2), "2022-12-02"),
        ("They shall meet [two weeks after the signing].", date(2022, 11, 2), "2022-11-16"),
        ("They shall meet [no later than 30 days after the signing].", date(2022, 11, 2), "2022-12-02"),
        ("They shall meet [sixty days prior to the end of the term].", date(2025, 2, 22), "2024-12-24"),
        (
            "They shall meet [on the 1st day of the 27th month of the Transition].",
            date(2020, 2, 22),
            "2022-04-22",
        ),
        ("They shall meet [by the end of the term].", date(2025, 2, 22), "2025-02-22"),
        ("They shall meet [in November].", date(2021, 11, 26), "2021-11"),
        ("They shall meet [by the end of the year].", date(2021, 11, 26), "2021-12-31"),
        ("They shall stay [for five years].", date(2020, 11, 10), "2020-11-10/2025-11-10"),
    ],
)
def test_reanchor(sentence: str, base: date, edtf: str) -> None:
    time = find_one(sentence)
    again = reanchor(time, base, "signing")
    assert (again.edtf, again.against, again.unresolved) == (edtf, "signing", None)
    assert (again.span, again.text, again.anchor) == (time.span, time.text, time.anchor)


def test_reanchor_leaves_what_stands_by_itself() -> None:
    time = find_one("They met [on 9 November 2020].")
    assert reanchor(time, date(2022, 1, 1), "signing") == time
    vague = find_one("They met [in the coming days].")
    assert reanchor(vague, date(2022, 1, 1), "signing") == vague


SENTENCES = [
    parse_marks(row[0])[0] for table in (ABSOLUTE, RELATIVE, DEADLINES, ANCHORED, LENGTHS) for row in table
] + [row[0] for row in LISTS] + [row[0] for row in NARRATIVE]  # fmt: skip
texts = st.lists(st.sampled_from(SENTENCES + NONE), min_size=1, max_size=5).map(" ".join)


@given(text=st.one_of(texts, st.text(max_size=200)), offset=st.integers(0, 1000))
@settings(max_examples=200, deadline=None)
def test_spans_slice_back(text: str, offset: int) -> None:
    last = -1
    for time in find_times(text, published=MONDAY, offset=offset, pointers=True):
        start, end = time.span[0] - offset, time.span[1] - offset
        assert text[start:end] == time.text
        assert time.span[0] <= time.core[0] < time.core[1] == time.span[1]
        assert start >= last
        last = end
        for first, stop in time.ends or ():
            assert time.core[0] <= first < stop <= time.core[1]


@given(text=texts)
@settings(max_examples=100, deadline=None)
def test_a_prefix_only_moves_spans(text: str) -> None:
    prefix = "The weather in the hills was mild.\n\n"
    plain = find_times(text, published=MONDAY)
    moved = find_times(prefix + text, published=MONDAY)
    assert [(t.span[0] + len(prefix), t.text, t.edtf, t.against, t.form) for t in plain] == [
        (t.span[0], t.text, t.edtf, t.against, t.form) for t in moved
    ]


SHIFTED = [
    "They met on {day:%-d %B %Y}.", "They met in {day:%B %Y}.", "They met in {day:%Y}.", "By {day:%-d %B %Y} it is due.",
    "Two weeks after {day:%-d %B %Y} they left.", "Before {day:%B %-d, %Y} they left.", "They met last month.",
    "They met on 31 August.", "They will meet in November.", "It is due by the end of the year.", "They met this year.",
    "It is due in the next three years.", "They met two months ago.", "From {day:%B %Y} they left.",
]  # fmt: skip


@given(
    rows=st.lists(
        st.tuples(st.sampled_from(SHIFTED), st.dates(date(2001, 3, 1), date(2021, 12, 31))),
        min_size=1,
        max_size=4,
    ),
    cycles=st.integers(1, 2),
)
@settings(max_examples=100, deadline=None)
def test_shifting_all_dates_shifts_results(rows: list[tuple[str, date]], cycles: int) -> None:
    """By 28 years weekdays and leap years stay (until 2100); paragraphs keep the sentences apart."""
    years = 28 * cycles

    def read(move: int) -> list[str | None]:
        text = "\n\n".join(row.format(day=day + relativedelta(years=move)) for row, day in rows)
        return [t.edtf for t in find_times(text, published=MONDAY + relativedelta(years=move))]

    def shift(edtf: str | None) -> str | None:
        if edtf is None:
            return None
        return "/".join(p if p == ".." else f"{int(p[:4]) + years}{p[4:]}" for p in edtf.split("/"))

    assert read(years) == [shift(edtf) for edtf in read(0)]


def test_the_founding_paragraph() -> None:
    text = (
        "On 31 August, Baku and Yerevan agreed to continue negotiations to develop a peace treaty within the next month, "
        "as well as hold a meeting between the leaders of the two countries in November."
    )
    assert [t.edtf for t in find_times(text, published=MONDAY)] == [
        "2022-08-31",
        "2022-08-31/2022-09-30",
        "2022-11",
    ]
