"""A passive that several verbs share is told on the first of them only."""

from servanda.read.clauses import build_clauses
from servanda.text.parsed import Doc
from servanda.text.tokens import load_parser


def test_a_participle_shares_the_passive_of_the_first():
    doc = Doc(load_parser()("The assembly shall be expanded to ninety members and reconstituted at once."))
    clauses = {clause.head.text: clause for clause in build_clauses(doc).values()}
    assert [token.text for token in clauses["reconstituted"].objects] == ["assembly"]
    assert not clauses["reconstituted"].subjects


def test_an_active_verb_keeps_its_subject():
    doc = Doc(load_parser()("The column was attacked and withdrew to the river."))
    clauses = {clause.head.text: clause for clause in build_clauses(doc).values()}
    assert [token.text for token in clauses["withdrew"].subjects] == ["column"]
