"""Headline, datelines, paragraphs, quotations: every part is found where it stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.model import Document, digest_text
from servanda.text.layout import LINE_LIMIT, PIECE_LIMIT, Layout, find_quotations, lay_out

REST = "The ministers met in the evening."


def arrange(text: str, title: str | None = None) -> Layout:
    return lay_out(Document(id=digest_text(text), text=text, title=title))


def parts(text: str, title: str | None = None) -> list[str]:
    """Return the paragraphs of a text, as they are parsed."""
    return [text[slice(*p.body)] for p in arrange(text, title).paragraphs]


def headline(text: str, title: str | None = None) -> str | None:
    span = arrange(text, title).title
    return None if span is None else text[slice(*span)]


def quotations(text: str) -> list[str]:
    return [text[slice(*q)] for p in arrange(text).paragraphs for q in p.quotations]


# headline


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n", "\n \t\n"])
def test_a_first_line_without_a_full_stop_is_the_headline(gap):
    text = f"Ministers meet in Geneva{gap}The ministers met. They spoke.{gap}Nothing was signed."
    assert headline(text) == "Ministers meet in Geneva"
    assert parts(text) == ["The ministers met. They spoke.", "Nothing was signed."]


def test_blank_lines_before_the_headline():
    text = "\n\n  Ministers meet \n\nThe ministers met.\n"
    assert headline(text) == "Ministers meet"
    assert parts(text) == ["The ministers met."]


def test_a_headline_above_wrapped_lines():
    text = (
        "Ministers meet\nThe ministers of the two countries met in Geneva on Monday and spoke\n"
        "about the border for three hours, a spokesman\nsaid in the evening."
    )
    assert headline(text) == "Ministers meet"
    assert parts(text) == [text.removeprefix("Ministers meet\n")]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met.\n\nThey spoke.",
        "Ministers meet in Geneva",
        "“We are ready.”\n\nThe ministers met.",
        "The parties agreed on the following:\n\n1. They cease fire.",
        "Word " * 41 + "\n\nThe ministers met.",
        "",
        " \n\n ",
    ],
)
def test_no_headline(text):
    assert headline(text) is None


def test_a_title_that_is_known_is_the_headline_whatever_its_end():
    text = "Ministers meet.\n\nThey spoke."
    assert headline(text, "Ministers meet.") == "Ministers meet."
    assert parts(text, "Ministers meet.") == ["They spoke."]


def test_a_title_that_does_not_stand_in_the_text_takes_nothing_away():
    text = "The ministers met.\n\nThey spoke."
    assert headline(text, "Ministers meet") is None
    assert parts(text, "Ministers meet") == ["The ministers met.", "They spoke."]


# datelines


@pytest.mark.parametrize(
    ("line", "place", "date", "agency"),
    [
        ("MOSCOW (Sputnik) -", "MOSCOW", None, "Sputnik"),
        ("BOGOTÁ, March 2 -", "BOGOTÁ", "March 2", None),
        ("GENEVA, 12 Sept (Reuters) —", "GENEVA", "12 Sept", "Reuters"),
        ("ADDIS ABABA (AP) —", "ADDIS ABABA", None, "AP"),
        ("ADDIS ABABA, Nov 3, 2022 (AFP) -", "ADDIS ABABA", "Nov 3, 2022", "AFP"),
        ("New York, 5 September 2022 –", "New York", "5 September 2022", None),
        ("UNITED NATIONS, Sept. 5 (Xinhua) --", "UNITED NATIONS", "Sept. 5", "Xinhua"),
        ("KHARTOUM, Sudan (AP) —", "KHARTOUM, Sudan", None, "AP"),
        ("WASHINGTON/MOSCOW (Reuters) -", "WASHINGTON/MOSCOW", None, "Reuters"),
        ("PORT-AU-PRINCE, Haiti, Jan. 3 (Reuters) -", "PORT-AU-PRINCE, Haiti", "Jan. 3", "Reuters"),
        ("ST. PETERSBURG, Oct. 6 (Itar-Tass) -", "ST. PETERSBURG", "Oct. 6", "Itar-Tass"),
        ("Nicosia (dpa) -", "Nicosia", None, "dpa"),
        ("Geneva, 5 September 2022:", "Geneva", "5 September 2022", None),
        ("Sana'a, 3 Jan. 2022 (Saba) -", "Sana'a", "3 Jan. 2022", "Saba"),
        ("JUBA, SOUTH SUDAN —", "JUBA, SOUTH SUDAN", None, None),
        ("TASHKENT --", "TASHKENT", None, None),
        ("BEIRUT—", "BEIRUT", None, None),
        ("KHARTOUM, Sudan —", "KHARTOUM, Sudan", None, None),
        ("YEREVAN, SEPTEMBER 5, ARMENPRESS.", "YEREVAN", "SEPTEMBER 5", "ARMENPRESS"),
        ("BAKU, Azerbaijan, September 5.", "BAKU, Azerbaijan", "September 5", None),
        ("MOSCOW, September 5. /TASS/.", "MOSCOW", "September 5", "TASS"),
        ("September 5, 2022 (JUBA) –", "JUBA", "September 5, 2022", None),
        ("PRETORIA, South Africa -", "PRETORIA, South Africa", None, None),
        ("SARAJEVO, Bosnia and Herzegovina (AP) —", "SARAJEVO, Bosnia and Herzegovina", None, "AP"),
        ("BUKAVU, Democratic Republic of the Congo —", "BUKAVU, Democratic Republic of the Congo", None, None),
        ("JUBA (Sudan Tribune) –", "JUBA", None, "Sudan Tribune"),
        ("BAKU, Azerbaijan, Sept. 5, 2022.", "BAKU, Azerbaijan", "Sept. 5, 2022", None),
    ],
)  # fmt: skip
def test_datelines(line, place, date, agency):
    text = f"{line} {REST}"
    (paragraph,) = arrange(text).paragraphs
    dateline = paragraph.dateline
    assert dateline is not None
    assert text[slice(*dateline.place)] == place
    assert (dateline.date and text[slice(*dateline.date)]) == date
    assert (dateline.agency and text[slice(*dateline.agency)]) == agency
    assert text[slice(*paragraph.body)] == REST
    assert paragraph.span == (0, len(text))
    assert dateline.span == (0, paragraph.body[0])


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met in Moscow - and in Baku.",
        "Moscow - the capital - was quiet.",
        "London: fog.",
        "Article 1 - The parties shall cease fire.",
        "1. Moscow (Sputnik) - a note.",
        "moscow (Sputnik) - no capital letter.",
        "UN: the truce holds.",
        "NATO – which leads KFOR – said so.",
        "EU - Serbia talks were held on Monday.",
        "I - The parties shall withdraw.",
        "Armenia (the first party) – shall withdraw.",
        "Armenia (Party A) – shall withdraw.",
        "III - The parties shall withdraw.",
        "ARTICLE II - The parties shall withdraw.",
        "OCHA: needs are rising.",
        "Geneva, 5 September 2022. The parties met.",
        "September 5, 2022 (Monday) – a quiet day.",
    ],
)
def test_no_dateline(text):
    (paragraph,) = arrange(text).paragraphs
    assert paragraph.dateline is None
    assert paragraph.body == (0, len(text))


def test_a_dateline_under_headline_and_byline():
    text = f"Ministers meet\n\nBy A. Writer\n\nGENEVA (Reuters) - {REST}\n\n{REST}"
    layout = arrange(text)
    assert [p.dateline is not None for p in layout.paragraphs] == [False, True, False]


def test_no_dateline_far_down():
    text = "\n\n".join([REST] * 4 + [f"GENEVA (Reuters) - {REST}"])
    assert all(p.dateline is None for p in arrange(text).paragraphs)


# paragraphs


def test_lines_that_end_with_sentences_are_paragraphs():
    text = "The ministers met.\nThey spoke.\nThey left."
    assert parts(text) == ["The ministers met.", "They spoke.", "They left."]


def test_wrapped_lines_are_one_paragraph():
    text = (
        "The ministers of the two countries met in Geneva on Monday and spoke\nabout the border for three hours, a\n"
        "spokesman said.\n\nThey will meet again\nin June."
    )
    assert parts(text) == text.split("\n\n")


def test_a_wrapped_line_may_end_with_a_sentence():
    text = (
        "The coalition threatened the group with what it called a hard answer.\n"
        "The envoy of the United States had urged the group on Wednesday to halt\ntheir offensive."
    )
    assert parts(text) == [text]


def test_a_wrapped_paragraph_is_not_cut_after_each_line_that_ends_a_sentence():
    text = (
        "The coalition threatened the group with what it called a hard answer.\n"
        "The group gave no answer to the coalition's threat until the evening.\n"
        "The envoy of the United States had urged the group on Wednesday to halt\n"
        "their offensive in the north. The coalition has eleven member states in\nall."
    )
    assert parts(text) == [text]


def test_paragraphs_on_single_lines_of_one_width_stay_apart():
    text = (
        "The ministers of the two countries met in Geneva on Monday morning.\n"
        "The envoys of the two countries met in the same building at midday.\n"
        "The ministers left in the evening."
    )
    assert parts(text) == text.split("\n")


def test_a_headline_as_wide_as_the_paragraph_under_it():
    text = (
        "Ministers of Armenia and Azerbaijan meet in Geneva for two long days\n"
        "The ministers of the two countries met in Geneva on Monday morning.\nThey left."
    )
    assert headline(text) == text.split("\n")[0]


def test_wrapped_points_are_a_paragraph_each():
    text = (
        "1. The parties withdraw their troops from the river and from all of the\nvillages on its banks.\n"
        "2. The parties release every prisoner whom they hold, without delay and\nwithout conditions."
    )
    assert [part[:2] for part in parts(text)] == ["1.", "2."]


def test_points_without_full_stops_stay_apart():
    text = "1. Return of prisoners\n2. Opening of roads\n3. Withdrawal of troops"
    assert len(parts(text)) == 3


def test_headline_byline_and_dateline_on_single_lines():
    text = f"Ministers meet (again)\nBy A. Writer\nGENEVA (Reuters) - {REST}\n{REST}"
    assert headline(text) == "Ministers meet (again)"
    assert parts(text)[-2:] == [REST, REST]


def test_paragraphs_are_numbered_in_order():
    text = "\n\n".join([REST] * 5)
    assert [p.number for p in arrange(text).paragraphs] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("text", ["", " ", "\n\n", " \n \n\t\n"])
def test_no_text_has_no_parts(text):
    assert arrange(text) == Layout(None, (), ())


# quotations


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('"We will sign," he said.', ["We will sign,"]),
        ("“We will sign,” he said. “Now.”", ["We will sign,", "Now."]),
        ("«We will sign», he said.", ["We will sign"]),
        ("He called it “a slap”.", ["a slap"]),
        ("„We will sign”, he said.", ["We will sign"]),
        ("Nobody is quoted, and it's the minister's word.", []),
        ("“”", [""]),
        ("” at the start means nothing.", []),
        ("„We will sign“, he said „again“.", ["We will sign", "again"]),
        (
            "She said “he told me ‘yes’, he told me “no” and left”.",
            ["he told me ‘yes’, he told me “no” and left"],
        ),
    ],
)
def test_quotations(text, inside):
    assert quotations(text) == inside


@pytest.mark.parametrize("marks", ['""', "“”", "«»"])
def test_a_quotation_runs_over_paragraphs_that_open_with_a_mark(marks):
    left, right = marks
    text = f"He said: {left}We are ready.\n\n{left}We will sign,{right} he said.\n\n{left}All of it.{right}"
    assert quotations(text) == ["We are ready.", "We will sign,", "All of it."]


def test_a_quotation_may_run_on_under_a_closing_mark():
    """Where a quotation is open, French papers open the next paragraph with the mark that closes."""
    text = "Il a dit : «We are ready.\n\n» We will sign», he said."
    assert quotations(text) == ["We are ready.", " We will sign"]
    assert quotations("He said so.\n\n» We will sign», he said.") == []


def test_a_quotation_does_not_run_on_past_a_paragraph_without_a_mark():
    text = "He said: «We are ready.\n\nThey met.\n\n» We will sign», he said."
    assert quotations(text) == ["We are ready."]


def test_an_open_quotation_ends_with_its_paragraph():
    assert quotations("He said: “We are ready.\n\nThe ministers met.") == ["We are ready."]


def test_find_quotations_tells_whether_one_runs_on():
    text = "He said: “We are ready."
    assert find_quotations(text, 0, len(text)) == (((10, len(text)),), True)
    text = "He said: “We are ready.”"
    assert find_quotations(text, 0, len(text)) == (((10, len(text) - 1),), False)


# long lines


def sentences(count: int) -> str:
    return " ".join(f"The ministers met in room number {n}." for n in range(count))


def test_a_long_paragraph_is_parsed_in_pieces_cut_between_sentences():
    text = sentences(700)
    layout = arrange(text)
    assert layout.issues == ()
    assert len(layout.paragraphs) > 1
    assert {p.number for p in layout.paragraphs} == {0}
    pieces = parts(text)
    assert " ".join(pieces) == text
    assert all(len(piece) <= PIECE_LIMIT and piece.endswith(".") for piece in pieces)


def test_a_quotation_runs_over_the_pieces_of_a_long_paragraph():
    text = f"He said: “{sentences(700)}” They left."
    assert "".join(quotations(text)).replace(" ", "") == sentences(700).replace(" ", "")


def test_words_without_sentences_are_cut_between_words():
    text = "word " * 5_000
    assert all(len(piece) <= PIECE_LIMIT for piece in parts(text))
    assert " ".join(parts(text)) == text.strip()


def test_a_line_without_any_gap_is_cut_hard():
    text = "x" * (2 * PIECE_LIMIT + 10)
    assert [len(piece) for piece in parts(text)] == [PIECE_LIMIT, PIECE_LIMIT, 10]


def test_the_dateline_belongs_to_the_first_piece():
    text = f"MOSCOW (Sputnik) - {sentences(500)}"
    first, *others = arrange(text).paragraphs
    assert first.dateline is not None
    assert first.span[0] == 0
    assert first.body[0] == first.dateline.span[1]
    assert others
    assert all(p.dateline is None and p.span == p.body for p in others)


def test_a_very_long_line_is_kept_and_cut_with_an_issue():
    text = sentences(3_500)
    assert len(text) > LINE_LIMIT
    layout = arrange(text)
    (issue,) = layout.issues
    assert issue.code == "line-cut"
    assert issue.document == digest_text(text)
    assert issue.span == (LINE_LIMIT, len(text))
    assert f"{LINE_LIMIT:,}" in issue.message
    assert layout.paragraphs[-1].body[1] <= LINE_LIMIT


def test_only_the_long_line_is_cut():
    text = f"{sentences(3_500)}\n\n{REST}"
    assert parts(text)[-1] == REST


# offsets

ALPHABET = st.sampled_from([
    "MOSCOW (Sputnik) - ", "BOGOTÁ, March 2 - ", "Ministers meet", "The ministers met.", "“We ", "sign.” ", '"', "«", "»",
    "\n", "\n\n", " ", "\t", "1. ", "a", "é", "\U0001f91d", "\u00a0", "x" * 130, "word " * 40,
])  # fmt: skip


@given(st.lists(ALPHABET, max_size=25).map("".join))
@settings(deadline=None, max_examples=300, derandomize=True, database=None)
def test_the_parts_lie_in_the_text_in_order_and_lose_no_words(text):
    layout = arrange(text)
    position = 0
    if layout.title is not None:
        assert text[: layout.title[0]].strip() == ""
        assert 0 <= layout.title[0] < layout.title[1] <= len(text)
        position = layout.title[1]
    for paragraph in layout.paragraphs:
        start, end = paragraph.span
        assert text[position:start].strip() == "", "words between two parts are lost"
        assert position <= start <= paragraph.body[0] <= paragraph.body[1] == end <= len(text)
        if paragraph.dateline is not None:
            assert paragraph.dateline.span == (start, paragraph.body[0])
        before = paragraph.body[0]
        for left, right in paragraph.quotations:
            assert before <= left <= right <= end
            before = right
        position = end
    assert text[position:].strip() == ""
