"""Parts of an agreement, page furniture, and what must hold for every text."""

import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.text.points import Outline, Point, outline

WHOLE = """
ACCORD ON THE RIVER DISTRICTS

Lodana, 4 May 2031

TABLE OF CONTENTS

PREAMBLE ........................ 1
Article 1 Ceasefire ............. 2
Article 2 Roads ................. 2
Annex A Map ..................... 3

PREAMBLE

The Government of Lodana and the Northern Front (the Parties),

Recalling the truce of last winter,

Deeply concerned by the hunger in the valley,

Have agreed as follows:

Article 1
Ceasefire

1. The Parties shall cease fire at noon.
2. The Parties shall:
(a) park their guns; and
(b) mark the mines.

Article 2
Roads

The road to the port is opened.

Done at Lodana, on 4 May 2031, in two copies.

For the Government of Lodana:

For the Northern Front:

ANNEX A
Map

1. The line runs along the river.
2. The bridge stays with both.
"""


def read(text: str) -> tuple[str, Outline, dict[str, Point]]:
    text = textwrap.dedent(text).strip("\n") + "\n"
    found = outline(text)
    by_path = {point.path: point for point in found.points}
    assert len(by_path) == len(found.points), "paths are unique"
    return text, found, by_path


def own(text: str, point: Point) -> str:
    return " | ".join(" ".join(text[start:end].split()) for start, end in point.own)


def test_a_whole_agreement_comes_apart_into_its_parts() -> None:
    text, found, by_path = read(WHOLE)
    assert [(p.part, p.path) for p in found.points] == [
        ("title", "Title"),
        ("contents", "Contents"),
        ("preamble", "Preamble"),
        ("preamble", "Preamble/¶1"),
        ("recitals", "Preamble/¶2"),
        ("recitals", "Preamble/¶3"),
        ("preamble", "Preamble/¶4"),
        ("body", "1"),
        ("body", "1.1"),
        ("body", "1.2"),
        ("body", "1.2.a"),
        ("body", "1.2.b"),
        ("body", "2"),
        ("signature", "Signature"),
        ("signature", "Signature/date"),
        ("signature", "Signature/names"),
        ("annex", "Annex A"),
        ("annex", "Annex A/1"),
        ("annex", "Annex A/2"),
    ]
    assert own(text, by_path["Signature/date"]) == "Done at Lodana, on 4 May 2031, in two copies."
    assert text[slice(*by_path["Annex A"].heading)] == "Map"  # type: ignore[misc]


def test_a_table_of_contents_without_leaders_ends_where_its_first_entry_returns() -> None:
    _, found, _ = read(
        """
        ACCORD

        CONTENTS

        CHAPTER 1:

        CEASEFIRE

        1.1.

        Truce

        CHAPTER 2:

        ROADS

        2.1.

        Tolls

        CHAPTER 1:

        CEASEFIRE

        1.1.

        Fire ceases at noon.

        CHAPTER 2:

        ROADS

        2.1.

        Tolls end.
        """
    )
    assert [p.path for p in found.points if p.part == "body"] == [
        "Chapter 1", "Chapter 1/1.1", "Chapter 2", "Chapter 2/2.1",
    ]  # fmt: skip
    assert [p.part for p in found.points][:2] == ["title", "contents"]


def test_an_unnumbered_text_has_a_point_for_each_paragraph() -> None:
    text, found, by_path = read(
        """
        The two leaders met in Lodana on Tuesday with the mediator.

        They agreed that the bridge will open in June and that both sides will clear the mines
        on its banks.

        A next meeting will be held in the autumn.
        """
    )
    assert [p.path for p in found.points] == ["¶1", "¶2", "¶3"]
    assert {p.part for p in found.points} == {"body"}
    assert own(text, by_path["¶2"]).endswith("on its banks.")


def test_an_unnumbered_text_of_one_line_a_paragraph_is_split_by_lines() -> None:
    long = "The Parties will keep the road open for all who travel on it and will not stop any bus, and " * 3
    _, found, _ = read("\n".join(f"{long}this is rule {n}." for n in "abcd"))
    assert [p.path for p in found.points] == ["¶1", "¶2", "¶3", "¶4"]


def test_a_short_list_in_an_unnumbered_text_stands_under_its_paragraph() -> None:
    text, found, by_path = read(
        """
        The leaders met in Lodana on Tuesday.

        They spoke for six hours about the river and the road.

        They agreed to do two things:

        1. The bridge opens in June.

        2. The mines are cleared.

        A next meeting will be held in the autumn.
        """
    )
    assert [p.path for p in found.points] == ["¶1", "¶2", "¶3", "¶3.1", "¶3.2", "¶4"]
    assert own(text, by_path["¶4"]) == "A next meeting will be held in the autumn."


def test_a_statement_of_leaders_keeps_its_opening_as_preamble() -> None:
    _, found, _ = read(
        """
        We, the President of Lodana and the Prime Minister of Merra, announce the following:

        1. A complete ceasefire begins at midnight.

        2. The town of Arva is returned by 20 May 2031.

        3. Prisoners are exchanged.
        """
    )
    assert [(p.part, p.path) for p in found.points if p.depth == 1] == [
        ("preamble", "Preamble"), ("body", "1"), ("body", "2"), ("body", "3"),
    ]  # fmt: skip


def test_the_signers_above_a_date_belong_to_the_closing_block() -> None:
    text, found, by_path = read(
        "1. A ceasefire begins at midnight.\n\n2. Prisoners are exchanged.\n\nA. A. Aro\nPresident of Lodana\n\n4 May 2031"
    )
    assert [p.path for p in found.points] == ["1", "2", "Signature", "Signature/date"]
    assert own(text, by_path["Signature"]) == "A. A. Aro President of Lodana"


def test_prose_before_a_numbering_is_body_and_no_preamble() -> None:
    _, found, _ = read(
        """
        The Commission met four times. It heard both sides.

        Following the talks, the road was opened.

        The mines on the bridge have not been cleared.

        1. The guards shall be paid.

        2. The map shall be printed.

        3. The talks shall go on.
        """
    )
    assert [p.path for p in found.points] == ["¶1", "¶2", "¶3", "1", "2", "3"]
    assert {p.part for p in found.points} == {"body"}


def test_a_part_of_a_text_may_begin_at_any_number() -> None:
    _, found, _ = read("7. Fire ceases.\n\n8. Roads open.\n\n9. Courts sit.")
    assert [p.path for p in found.points] == ["7", "8", "9"]
    assert [a.code for a in found.anomalies] == ["late-start"]


def test_roman_heads_stand_above_figures_that_run_on() -> None:
    _, found, by_path = read(
        "I. CEASEFIRE\n\n1. Fire ceases.\n\n2. Guns are parked.\n\nII. ROADS\n\n3. Roads open.\n\n4. Tolls end."
    )
    assert [p.path for p in found.points] == ["I", "1", "2", "II", "3", "4"]
    assert by_path["3"].parent == "II"


def test_letters_alone_on_their_line_divide_figures_that_run_on() -> None:
    _, found, by_path = read(
        "1. Affirms the truce;\n\nA\n\n2. Demands calm;\n\nB\n\n3. Asks for aid;\n\n4. Goes on."
    )
    assert [p.path for p in found.points] == ["1", "A", "2", "B", "3", "4"]
    assert by_path["4"].parent == "B"


def test_schedules_and_appendices_keep_their_word() -> None:
    _, found, _ = read(
        "1. Fire ceases.\n\n2. Roads open.\n\nSCHEDULE 1\n\nDay 1: guns leave.\n\nAPPENDIX A\n\nThe map is added."
    )
    assert [p.path for p in found.points] == ["1", "2", "Schedule 1", "Appendix A"]


def test_a_resolution_has_recitals_and_operative_paragraphs() -> None:
    text, found, by_path = read(
        """
        Resolution 9001 (2031)
        of 4 May 2031

        The Council,

        Recalling its resolution 9000 (2031) of
        1 March 2031,

        Noting with concern that:

        (a) The mines are not cleared,

        (b) The road is closed,

        1. Decides that the mission goes on until 30 June
        2031;

        2. Requests the envoy

        (a) To report each month;

        (b) To visit both banks;

        3. Decides to stay with the matter.

        Adopted unanimously at the
        12th meeting.
        """
    )
    assert [p.path for p in found.points if p.part == "body"] == ["1", "2", "2.a", "2.b", "3"]
    assert by_path["Preamble/¶2"].part == by_path["Preamble/¶3"].part == "recitals"
    assert by_path["Preamble/¶3.a"].part == "recitals"
    assert own(text, by_path["3"]) == "Decides to stay with the matter."
    assert by_path["Signature"].part == "signature"


def test_a_resolution_of_one_unnumbered_decision_has_one_point() -> None:
    _, found, _ = read(
        """
        The Council,

        Having heard the envoy of Merra,

        Decides to send observers to both banks of the river.
        """
    )
    assert [p.path for p in found.points if p.part == "body"] == ["¶1"]


def test_a_decision_in_letters_stands_under_its_opening_words() -> None:
    _, found, _ = read(
        """
        The Council,

        Having heard the envoy of Merra,

        Decides:

        (a) To call upon both sides to cease fire;

        (b) To send observers.
        """
    )
    assert [p.path for p in found.points if p.part == "body"] == ["¶1", "¶1.a", "¶1.b"]


def test_numbered_considerations_are_recitals() -> None:
    _, found, _ = read(
        """
        The Parties,

        (1) Considering the truce,

        (2) Whereas the road is closed,

        Have agreed as follows:

        1. Fire ceases.

        2. The road opens.
        """
    )
    assert [(p.part, p.path) for p in found.points if p.label] == [
        ("recitals", "Preamble/1"), ("recitals", "Preamble/2"), ("body", "1"), ("body", "2"),
    ]  # fmt: skip


def test_each_annex_has_a_numbering_and_a_closing_of_its_own() -> None:
    _, found, _ = read(
        """
        1. Fire ceases.

        2. Roads open.

        Annex I: Timetable

        1. Guns leave on day one.

        2. Men leave on day two.

        Annex II: Costs

        1. Each side pays half.
        """
    )
    assert [p.path for p in found.points] == [
        "1",
        "2",
        "Annex I",
        "Annex I/1",
        "Annex I/2",
        "Annex II",
        "Annex II/1",
    ]
    assert [p.part for p in found.points][2:] == ["annex"] * 5


def test_an_unnumbered_agreement_may_have_a_numbered_annex() -> None:
    _, found, _ = read(
        "ACCORD ON THE ROAD\n\nThe Parties will open the road in June.\n\nThey will clear the mines on it.\n\n"
        "Annex A: Timetable\n\n1. Guns leave.\n\n2. Men leave."
    )
    assert [p.path for p in found.points] == ["Title", "¶1", "¶2", "Annex A", "Annex A/1", "Annex A/2"]


def test_an_annex_may_stand_alone() -> None:
    _, found, _ = read("ANNEX A\nMap\n\nThe line runs along the river.\n\nThe bridge stays with both.")
    assert [(p.part, p.path) for p in found.points] == [
        ("annex", "Annex A"), ("annex", "Annex A/¶1"), ("annex", "Annex A/¶2"),
    ]  # fmt: skip


def test_a_heading_that_ends_in_a_number_word_stands_above_its_points() -> None:
    _, found, _ = read(
        "ACCORD\n\nPhase One\n\n1. Guns leave.\n\n2. Men leave.\n\nPhase Two\n\n1. Roads open."
    )
    assert [p.path for p in found.points if p.part == "body"] == [
        "Phase One", "Phase One/1", "Phase One/2", "Phase Two", "Phase Two/1",
    ]  # fmt: skip


def test_page_furniture_stands_in_no_own_words() -> None:
    page = "The Parties keep the road open for every bus and every cart that comes along it by day. " * 8
    parts = []
    for number in range(1, 6):
        parts.append(
            f"Accord on the River Districts\n\n{number}. {page}\n\nThe guards see\n\nPage {number} of 12\n\n"
        )
        parts.append(
            "Accord on the River Districts\n\nto it that nobody pays a toll.\n\nInitials: ____ ____\n\n\f"
        )
    text, found, by_path = read("".join(parts))
    assert [p.path for p in found.points if p.part == "body"] == ["1", "2", "3", "4", "5"]
    for number in range(1, 6):
        words = own(text, by_path[str(number)])
        assert "Page" not in words and "Initials" not in words
        assert len(by_path[str(number)].own) == 2
    assert len(found.furniture) >= 14


def test_bare_page_numbers_are_no_labels_and_no_words() -> None:
    text, found, by_path = read(
        "1. Fire ceases along the whole of the\n\n7\n\nriver.\n\n2. Roads open for all the\n\n8\n\npeople.\n\n"
        "3. Courts sit in the\n\n9\n\ntown."
    )
    assert [p.path for p in found.points] == ["1", "2", "3"]
    assert own(text, by_path["2"]) == "Roads open for all the | people."


def test_scan_noise_in_figures_is_noted_and_the_label_stays_as_written() -> None:
    _, found, by_path = read(
        "1, Demands that fire cease;\n\n2. Calls for talks;\n\n3, Asks for aid;\n\n4. Sends a team;\n\n"
        "S. Asks for a report;\n\n6. Goes on."
    )
    assert [p.path for p in found.points] == ["1", "2", "3", "4", "5", "6"]
    assert by_path["5"].label == "S."
    assert [a.code for a in found.anomalies] == ["misread"] * 3


def test_a_torn_or_misread_letter_keeps_its_place_in_the_list() -> None:
    _, found, by_path = read(
        "1. The Parties shall:\n\n(a) park guns;\n\n(6) mark mines;\n\nc) open roads;\n\n(d) leave.\n\n2. Courts sit."
    )
    assert [p.path for p in found.points] == ["1", "1.a", "1.b", "1.c", "1.d", "2"]
    assert [by_path[path].label for path in ("1.b", "1.c")] == ["(6)", "c)"]


def test_footnotes_are_no_points() -> None:
    _, found, _ = read(
        "1. Fire ceases.\n\n2. Roads open.\n\n1 See the first accord.\n\n2 The map is kept in Arva.\n\n3. Courts sit."
    )
    assert [p.path for p in found.points] == ["1", "2", "3"]


def test_a_misread_bracket_joins_its_run() -> None:
    _, found, _ = read("1. Both apply:\n\n(1) Guns are parked;\n\n(ii) Roads are opened;\n\n2. Courts sit.")
    assert [p.path for p in found.points] == ["1", "1.1", "1.ii", "2"]
    assert [a.code for a in found.anomalies] == ["shape"]


def test_hyphenated_line_breaks_do_not_open_points() -> None:
    text, found, by_path = read(
        "1. The cease-\nfire begins at noon on the demar-\ncation line.\n2. Roads open."
    )
    assert [p.path for p in found.points] == ["1", "2"]
    assert own(text, by_path["1"]) == "The cease- fire begins at noon on the demar- cation line."


@pytest.mark.parametrize(
    "closing",
    [
        "Done in Lodana on 4 May 2031.\n\nFor Lodana:\nA. Arn\n\nFor Merra:\nB. Born",
        "Signed at Lodana this 4th day of May 2031\n\nA. Arn\nB. Born",
        "IN WITNESS WHEREOF the undersigned have signed this Accord.\n\nA. Arn\nB. Born",
        "For the Government of Lodana\n____________\nFor the Northern Front\n____________",
        "Lodana, 4 May 2031\n\nA. Arn\nB. Born",
    ],
)
def test_the_closing_block_is_found(closing: str) -> None:
    _, found, _ = read(f"1. Fire ceases at noon.\n\n2. Roads open for all.\n\n{closing}")
    assert [p.path for p in found.points if p.part == "body"] == ["1", "2"]
    assert any(p.part == "signature" for p in found.points)


def test_lines_that_end_in_carriage_returns_change_nothing() -> None:
    text = WHOLE.strip()
    assert [p.path for p in outline(text.replace("\n", "\r\n")).points] == [
        p.path for p in outline(text).points
    ]


def test_a_paragraph_put_in_front_only_shifts_the_spans() -> None:
    text = "1. Fire ceases.\n\n2. The Parties shall:\n\n(a) park guns;\n\n(b) leave.\n"
    front = "ACCORD OF LODANA\n\n"
    before, after = outline(text).points, outline(front + text).points
    assert [p.path for p in after if p.part == "body"] == [p.path for p in before]
    shifted = [tuple((a + len(front), b + len(front)) for a, b in p.own) for p in before]
    assert [p.own for p in after if p.part == "body"] == shifted


_LINES = st.sampled_from([
    "1. Fire ceases.", "2. Roads open.", "(a) guns;", "(b) men.", "(i) mines;", "(ii) wire.", "Article 1", "Article 2",
    "Chapter I", "ANNEX A", "• bread", "- water", "The Parties shall:", "1.1 Talks", "1.1.1. Days", "2.3. Nights",
    "Whereas the road is closed,", "Done at Lodana, 4 May 2031", "PREAMBLE", "CONTENTS", "7", "Page 2 of 3", "",
    "\f", "A", "B. Trade", "FIRST: Fire ceases.", "S. Sends men", "____________", "For Merra:", "of Article",
    "1. (a) Fire; (b) men; and (c) mines. It ends.", "CEASEFIRE AND ROADS", "and 1.1.2. Report to all.", "II.",
])  # fmt: skip


@given(st.lists(_LINES, max_size=40), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_spans_nest_and_no_word_is_lost_or_told_twice(lines: list[str], glue: str) -> None:
    text = glue.join(lines)
    found = outline(text)
    by_path = {p.path: p for p in found.points}
    assert len(by_path) == len(found.points)
    covered = [0] * len(text)
    for point in found.points:
        for start, end in [*point.own, *([point.heading] if point.heading else [])]:
            assert point.span[0] <= start < end <= point.span[1]
            assert not text[start].isspace() and not text[end - 1].isspace()
            for at in range(start, end):
                covered[at] += 1
        if point.parent is not None:
            parent = by_path[point.parent]
            assert parent.depth == point.depth - 1
            assert parent.span[0] <= point.span[0] <= point.span[1] <= parent.span[1]
    assert max(covered, default=0) <= 1
    for start, end in found.furniture:
        assert not any(covered[start:end])
    labels = "".join(p.label for p in found.points)
    kept = sum(not character.isspace() and covered[at] for at, character in enumerate(text))
    shed = sum(len(text[a:b].split()) for a, b in found.furniture)
    assert kept + len(labels) + 80 * (shed + 1) >= len("".join(text.split())) - 4 * len(found.points)


def test_time_grows_with_the_length_of_the_text() -> None:
    def measure(articles: int) -> float:
        body = "".join(
            f"Article {n}\n\n1. The Parties shall:\n\n(a) park guns in yard {n};\n\n(b) leave the town.\n\n"
            f"2. The road is open to all who come along it by day or night.\n\n"
            for n in range(1, articles)
        )
        start = time.perf_counter()
        assert len(outline(body).points) == 5 * (articles - 1)
        return time.perf_counter() - start

    measure(20)
    short, long = measure(200), measure(1600)
    assert long < short * 8 * 4
