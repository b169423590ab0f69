"""Numbering styles: which labels are found, and where they stand in the tree."""

import textwrap

import pytest

from servanda.text.points import Outline, Point, outline, split


def read(text: str) -> tuple[str, Outline, dict[str, Point]]:
    text = textwrap.dedent(text).strip("\n") + "\n"
    found = outline(text)
    by_path = {point.path: point for point in found.points}
    assert len(by_path) == len(found.points), "paths are unique"
    return text, found, by_path


def paths(text: str, *parts: str) -> list[str]:
    _, found, _ = read(text)
    return [point.path for point in found.points if not parts or point.part in parts]


def own(text: str, point: Point) -> str:
    return " | ".join(" ".join(text[start:end].split()) for start, end in point.own)


STYLES = {
    "articles": (
        "Article 1\nThe Parties cease fire at midnight.\n\nArticle 2\nThe Parties release all prisoners.\n",
        ["1", "2"],
    ),
    "abbreviated articles": (
        "Art. 1 - The ceasefire begins on Monday.\n\nArt. 2 - The corridor is opened.\n",
        ["1", "2"],
    ),
    "articles in words": (
        "Article One\nFire ceases.\n\nArticle Two\nRoads open.\n\nArticle Three\nCourts sit.\n",
        ["1", "2", "3"],
    ),
    "roman articles": (
        "ARTICLE I\nFire ceases.\n\nARTICLE II\nRoads open.\n\nARTICLE III\nCourts sit.\n",
        ["I", "II", "III"],
    ),
    "clauses and rules": ("Clause 1. Fire ceases.\n\nClause 2. Roads open.\n", ["1", "2"]),
    "points": ("Point 1: Fire ceases.\n\nPoint 2: Roads open.\n", ["1", "2"]),
    "ordinals": ("FIRST: Fire ceases.\n\nSECOND: Roads open.\n\nTHIRD: Courts sit.\n", ["1", "2", "3"]),
    "figures": ("1. Fire ceases.\n2. Roads open.\n3. Courts sit.\n", ["1", "2", "3"]),
    "figures in brackets": ("(1) Fire ceases.\n(2) Roads open.\n", ["1", "2"]),
    "figures with a bracket": ("1) Fire ceases.\n2) Roads open.\n", ["1", "2"]),
    "figures with a degree sign": ("1° Fire ceases.\n2° Roads open.\n", ["1", "2"]),
    "section signs": ("§1 Fire ceases.\n\n§2 Roads open.\n\n§ 3 Courts sit.\n", ["1", "2", "3"]),
    "capital letters": ("A. Fire ceases.\n\nB. Roads open.\n\nC. Courts sit.\n", ["A", "B", "C"]),
    "capital romans": (
        "I. Fire ceases.\n\nII. Roads open.\n\nIII. Courts sit.\n\nIV. All go home.\n",
        ["I", "II", "III", "IV"],
    ),
    "small letters": ("a. Fire ceases.\n\nb. Roads open.\n", ["a", "b"]),
    "decimals before text": (
        "1. Ceasefire\n1.1 Fire ceases.\n1.2 Guns are parked.\n2. Roads\n2.1 Roads open.\n",
        ["1", "1.1", "1.2", "2", "2.1"],
    ),
    "decimals alone on their lines": (
        "1.\n\nCeasefire\n\n1.1.\n\nFire ceases.\n\n1.1.1.\n\nAt noon.\n\n1.2.\n\nGuns are parked.\n",
        ["1", "1.1", "1.1.1", "1.2"],
    ),
    "deep decimals": (
        "2.1. The Parties shall:\n2.1.1. park guns;\n2.1.1.1. in yards;\n2.1.1.1.1. with locks;\n2.1.2. leave.\n",
        ["2.1", "2.1.1", "2.1.1.1", "2.1.1.1.1", "2.1.2"],
    ),
    "letters under figures": (
        "1. The Parties shall:\n(a) park guns;\n(b) leave.\n2. Roads open.\n",
        ["1", "1.a", "1.b", "2"],
    ),
    "romans under letters": (
        "1. The Parties shall:\n(a) park guns:\n(i) in yards;\n(ii) in halls;\n(b) leave.\n",
        ["1", "1.a", "1.a.i", "1.a.ii", "1.b"],
    ),
    "figures under articles": (
        "Article 1\n1. Fire ceases.\n2. Guns are parked.\nArticle 2\n1. Roads open.\n2. Tolls end.\n",
        ["1", "1.1", "1.2", "2", "2.1", "2.2"],
    ),
    "letters under decimals": (
        "5. Monitoring\n5.1 The Commission shall:\na) visit;\nb) report.\n5.2 It meets monthly.\n",
        ["5", "5.1", "5.1.a", "5.1.b", "5.2"],
    ),
    "bullets": (
        "1. The Parties shall:\n• park guns;\n• leave.\n2. Roads open.\n",
        ["1", "1.•1", "1.•2", "2"],
    ),
    "dashes": ("1. The Parties shall:\n- park guns;\n- leave.\n2. Roads open.\n", ["1", "1.•1", "1.•2", "2"]),
    "chapters with restarting articles": (
        "Chapter I\nCeasefire\nArticle 1\nFire ceases.\nArticle 2\nGuns are parked.\n"
        "Chapter II\nRoads\nArticle 1\nRoads open.\n",
        ["Chapter I", "Chapter I/1", "Chapter I/2", "Chapter II", "Chapter II/1"],
    ),
    "articles running on through chapters": (
        "Part One\nArticle 1\nFire ceases.\nArticle 2\nGuns are parked.\nPart Two\nArticle 3\nRoads open.\n",
        ["Part 1", "Part 1/1", "Part 1/2", "Part 2", "Part 2/3"],
    ),
    "chapters and decimals": (
        "CHAPTER 1:\nCEASEFIRE\n1.1.\nFire ceases.\n1.2.\nGuns are parked.\nCHAPTER II:\nROADS\n2.1.\nRoads open.\n",
        ["Chapter 1", "Chapter 1/1.1", "Chapter 1/1.2", "Chapter II", "Chapter II/2.1"],
    ),
    "sections under articles": (
        "Article I\nSection 1. Fire ceases.\nSection 2. Guns are parked.\nArticle II\nSection 1. Roads open.\n",
        ["I", "I/Section 1", "I/Section 2", "II", "II/Section 1"],
    ),
    "articles under sections": (
        "Section A\nArticle 1\nFire ceases.\nSection B\nArticle 2\nRoads open.\n",
        ["Section A", "Section A/1", "Section B", "Section B/2"],
    ),
    "markdown": ("**1.** Fire ceases.\n\n**2.** Roads open.\n", ["1", "2"]),
    "an article put in later": (
        "Article 1\nFire ceases.\n\nArticle 1 bis\nGuns are parked.\n\nArticle 2\nRoads open.\n",
        ["1", "1bis", "2"],
    ),
}


@pytest.mark.parametrize("style", STYLES)
def test_each_style_of_numbering_is_found(style: str) -> None:
    text, expected = STYLES[style]
    assert paths(text, "body") == expected


def test_labels_stand_as_written() -> None:
    text, found, _ = read("Article 1\n1. The Parties shall:\n(a) park guns;\n(b) leave.\n2. Roads open.")
    assert [p.label for p in found.points] == ["Article 1", "1.", "(a)", "(b)", "2."]
    for point in found.points:
        assert text[point.span[0] :].startswith(point.label)


def test_parents_and_depths_follow_the_tree() -> None:
    _, _, by_path = read("Chapter I\nArticle 1\n1. The Parties shall:\n(a) park guns;\n(b) leave.")
    assert [(p.parent, p.depth) for p in by_path.values()] == [
        (None, 1), ("Chapter I", 2), ("Chapter I/1", 3), ("Chapter I/1.1", 4), ("Chapter I/1.1", 4),
    ]  # fmt: skip


def test_the_letter_i_follows_h() -> None:
    items = "".join(f"({letter}) duty {letter};\n" for letter in "abcdefghij")
    assert paths("1. The Parties shall:\n" + items)[-2:] == ["1.i", "1.j"]


def test_a_roman_i_after_h_opens_a_list_when_ii_follows() -> None:
    items = "".join(f"({letter}) duty {letter};\n" for letter in "abcdefg")
    found = paths(
        "1. The Parties shall:\n"
        + items
        + "(h) in all yards:\n(i) by day;\n(ii) by night;\n(iii) always;\n(i) duty i."
    )
    assert found[-4:] == ["1.h.i", "1.h.ii", "1.h.iii", "1.i"]


def test_letters_v_and_x_in_a_roman_list_are_romans() -> None:
    items = "".join(f"({roman}) duty;\n" for roman in "i ii iii iv v vi vii viii ix x".split())
    assert paths("1. The Parties shall:\n" + items)[-2:] == ["1.ix", "1.x"]


def test_the_chapeau_is_the_parents_own_words() -> None:
    text, _, by_path = read("1. The Parties shall:\n(a) park guns;\n(b) leave.\n2. Roads open.")
    assert own(text, by_path["1"]) == "The Parties shall:"
    assert own(text, by_path["1.b"]) == "leave."
    assert by_path["1"].span == (0, text.index("2. Roads") - 1)


def test_words_after_a_closed_list_go_back_to_its_parent() -> None:
    text, _, by_path = read(
        """
        1. The Parties shall:

        (a) park guns;

        (b) leave the town.

        The Commission shall check both within a week.

        2. Roads open.
        """
    )
    assert own(text, by_path["1"]) == "The Parties shall: | The Commission shall check both within a week."
    assert own(text, by_path["1.b"]) == "leave the town."


def test_a_second_paragraph_of_an_article_item_stays_with_it() -> None:
    text, _, by_path = read("1. Fire ceases at noon.\n\nThis binds all forces.\n\n2. Roads open.")
    assert own(text, by_path["1"]) == "Fire ceases at noon. This binds all forces."


def test_a_list_within_a_line_is_split() -> None:
    text, _, by_path = read(
        "1. The Parties shall: (a) park their guns; (b) open the road; and (c) report. The Commission shall check.\n"
        "2. Courts sit."
    )
    assert list(by_path) == ["1", "1.a", "1.b", "1.c", "2"]
    assert own(text, by_path["1.c"]) == "report."
    assert own(text, by_path["1"]).endswith("The Commission shall check.")


def test_references_to_items_within_a_line_are_no_list() -> None:
    assert paths(
        "1. The duties in paragraphs 4 (a), (b) and (c) of the first accord go on.\n2. Roads open under rule 3(a)."
    ) == ["1", "2"]


def test_a_label_directly_after_a_label_is_its_first_item() -> None:
    assert paths("1. (a) Fire ceases.\n(b) Guns are parked.\n2. (a) Roads open.\n(b) Tolls end.") == [
        "1", "1.a", "1.b", "2", "2.a", "2.b",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "2011 elections were held under the old law.",
        "30 days after signature the guns are parked.",
        "Article 5 of this Agreement shall stay in force.",
        "Article 12 shall prevail over local law.",
        "Annex B to the first accord is void.",
        "Chapter II, as amended, applies.",
        "12.5 million will be paid.",
        "1 March is the day of the count.",
        "Section 3 and Section 4 are suspended.",
        "(see the map) shows the line.",
        "2,500 soldiers leave.",
    ],
)
def test_a_line_that_only_begins_like_a_label_is_none(line: str) -> None:
    assert paths(f"1. Fire ceases along the line.\n{line}\n2. Roads open.") == ["1", "2"]


@pytest.mark.parametrize(
    "broken",
    ["under\nArticle 7. The", "of paragraph\n2. The", "by resolution\n12. The", "ten\n(10) men. The"],
)
def test_a_reference_broken_over_lines_is_no_label(broken: str) -> None:
    assert paths(f"1. The Parties act {broken} rest is void.\n2. Roads open.\n3. Courts sit.") == [
        "1",
        "2",
        "3",
    ]


def test_gaps_are_kept_and_noted() -> None:
    text, found, _ = read("1. Fire ceases.\n\n2. Guns are parked.\n\n4. Roads open.\n\n5. Courts sit.")
    assert [p.path for p in found.points] == ["1", "2", "4", "5"]
    assert [(a.code, text[slice(*a.span)]) for a in found.anomalies] == [("gap", "4.")]


def test_a_number_that_stands_twice_is_kept_and_told_apart() -> None:
    _, found, _ = read("1. Fire ceases.\n\n2. Guns are parked.\n\n2. Roads open.\n\n3. Courts sit.")
    assert [p.path for p in found.points] == ["1", "2", "2#2", "3"]
    assert {a.code for a in found.anomalies} == {"repeated", "duplicate"}


def test_a_lone_wrong_number_stays_as_written() -> None:
    _, found, _ = read("1. Fire ceases.\n\n2. Guns.\n\n8. Roads open.\n\n4. Courts sit.\n\n5. All leave.")
    assert [p.path for p in found.points] == ["1", "2", "8", "4", "5"]
    assert [a.code for a in found.anomalies] == ["gap"]


def test_a_decimal_without_its_parent_is_noted() -> None:
    _, found, by_path = read(
        "1.1. Duties\n1.1.1. Fire ceases.\n1.1.2.1. Guns are parked.\n1.1.2.2. Roads open."
    )
    assert by_path["1.1.2.1"].parent == "1.1"
    assert "parent-missing" in {a.code for a in found.anomalies}


def test_numbering_that_begins_anew_under_headings_bears_their_names() -> None:
    assert paths(
        """
        CEASEFIRE

        1. Fire ceases.

        2. Guns are parked.

        ROADS AND TRADE

        1. Roads open.

        2. Tolls end.
        """
    ) == [
        "CEASEFIRE",
        "CEASEFIRE/1",
        "CEASEFIRE/2",
        "ROADS AND TRADE",
        "ROADS AND TRADE/1",
        "ROADS AND TRADE/2",
    ]


def test_numbering_that_goes_on_under_headings_does_not() -> None:
    _, _, by_path = read(
        "CEASEFIRE\n\n1. Fire ceases.\n\n2. Guns are parked.\n\nROADS AND TRADE\n\n3. Roads open."
    )
    assert list(by_path) == ["CEASEFIRE", "1", "2", "ROADS AND TRADE", "3"]
    assert by_path["3"].parent == "ROADS AND TRADE"


def test_headings_are_told_from_own_words() -> None:
    text, _, by_path = read(
        "Article 1\nRelease of Prisoners\nThe Parties shall release all prisoners.\n"
        "Article 2: Return of Property\nAll property is given back.\n"
    )
    assert text[slice(*by_path["1"].heading)] == "Release of Prisoners"  # type: ignore[misc]
    assert own(text, by_path["1"]) == "The Parties shall release all prisoners."
    assert text[slice(*by_path["2"].heading)] == "Return of Property"  # type: ignore[misc]


def test_an_article_of_two_paragraphs_has_two_points() -> None:
    text, _, by_path = read(
        "Article 1\n\nFire ceases at noon.\n\nGuns are parked by night.\n\nArticle 2\n\nRoads open."
    )
    assert list(by_path) == ["1", "1/¶1", "1/¶2", "2"]
    assert own(text, by_path["1/¶2"]) == "Guns are parked by night."


def test_a_figure_run_into_a_line_is_found() -> None:
    _, found, by_path = read(
        "1.1. The Board shall:\n1.1.1. meet;\n1.1.2. vote;\nand 1.1.3. Report to all.\n1.2. It sits."
    )
    assert "1.1.3" in by_path
    assert [a.code for a in found.anomalies if a.code == "run-in"] == ["run-in"]


def test_splitting_nothing_gives_nothing() -> None:
    assert split("") == ()
    assert split(" \n\n\t\n") == ()
