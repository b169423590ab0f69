"""A parsed paragraph as plain objects answers as the parser's own objects do."""

import pytest

from servanda.text.parsed import Doc
from servanda.text.tokens import load_parser

TEXTS = (
    "The foreign ministers of Norland and Sudmark met in Brevik on Monday. They agreed to free 40 prisoners, "
    "an envoy said, and to open the bridge, the road and the border post within ten days.",
    "“We shall not sign,” said General Ottar Vik;  he left at 5 p.m. “Nobody asked us”, his aide—who had not "
    "been at the table—told reporters.",
    "Ceasefire",
    " \n ",
    "",
)
WORDS = (
    "i",
    "idx",
    "text",
    "lower_",
    "lemma_",
    "pos_",
    "tag_",
    "dep_",
    "ent_type_",
    "ent_iob_",
    "whitespace_",
)
FLAGS = ("is_alpha", "is_punct", "is_quote", "is_space", "is_title", "like_num")
NEIGHBOURS = ("children", "lefts", "rights", "ancestors", "subtree", "conjuncts")


def edges(span):
    return None if span is None else (span.start, span.end)


@pytest.fixture(scope="module", params=TEXTS)
def doc(request):
    return Doc(load_parser()(request.param))


def places(tokens):
    return [token.i for token in tokens]


def test_a_token_says_what_the_parser_says(doc):
    for ours, theirs in zip(doc, doc.source, strict=True):
        for name in (*WORDS, *FLAGS):
            assert getattr(ours, name) == getattr(theirs, name), name
        assert ours.is_sent_start == bool(theirs.is_sent_start)


def test_a_token_stands_in_the_tree_where_the_parser_put_it(doc):
    for ours, theirs in zip(doc, doc.source, strict=True):
        assert ours.head.i == theirs.head.i
        assert (ours.left_edge.i, ours.right_edge.i) == (theirs.left_edge.i, theirs.right_edge.i)
        for name in NEIGHBOURS:
            assert places(getattr(ours, name)) == places(getattr(theirs, name)), name


def test_a_token_knows_its_sentence(doc):
    assert [edges(s) for s in doc.sents] == [edges(s) for s in doc.source.sents]
    assert all(edges(t.sent) == edges(doc.source[t.i].sent) for t in doc)


def test_every_stretch_of_tokens_has_the_parsers_words_and_root(doc):
    for start in range(len(doc)):
        for end in range(start + 1, len(doc) + 1):
            ours, theirs = doc[start:end], doc.source[start:end]
            assert (ours.text, ours.root.i, len(ours)) == (theirs.text, theirs.root.i, len(theirs))
            assert (ours[0].i, ours[-1].i) == (theirs[0].i, theirs[-1].i)


def test_slices_are_cut_to_the_paragraph(doc):
    for start, end in ((-2, None), (None, 3), (2, 1), (1, 999), (999, 1000)):
        ours, theirs = doc[start:end], doc.source[start:end]
        assert places(ours) == places(theirs)
        assert ours.text == theirs.text


@pytest.mark.parametrize("mode", ["strict", "expand"])
def test_characters_are_found_as_the_parser_finds_them(doc, mode):
    size = len(doc.text)
    for start in range(-1, size + 1):
        for end in range(start + 1, min(start + 24, size + 2)):
            ours = doc.char_span(start, end, alignment_mode=mode)
            theirs = doc.source.char_span(start, end, alignment_mode=mode)
            assert edges(ours) == edges(theirs), (start, end)


def test_no_token_stands_beyond_the_ends():
    doc = Doc(load_parser()("Talks ended."))
    assert doc[1].nbor(-1) == doc[0]
    for token, away in ((doc[0], -1), (doc[2], 1)):
        with pytest.raises(IndexError):
            token.nbor(away)
